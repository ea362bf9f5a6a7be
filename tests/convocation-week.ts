import { sql } from 'kysely'
import { acting, testInstallation, type TestInstallation, testNow } from './installation.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { perform } from '../src/kernel/command.ts'
import { modules } from '../src/modules.ts'
import { draftCircular, draftLetters, editCircular, issueCircular, prepareConvocation, proposeCircular } from '../src/modules/convocation/commands.ts'
import { headings } from '../src/modules/convocation/schema.ts'

export const series = 'example-week'
export const desk = acting('SD', { body: 'SOMTC' })
export const chair = acting('CH', { body: 'SOMTC' })
export const site = { publicUrl: 'https://mufakat.example' }

/** The example week with its people and an agenda, and nothing of this module's own demonstration. */
export async function exampleWeek(): Promise<TestInstallation> {
  const here = await testInstallation()
  for (const name of ['people', 'meetings']) await modules.find((module) => module.name === name)?.demonstrate?.(here.db, testNow)
  const items = [['example-item-1', 'example-morning', 'Closed matter zebracorn'], ['example-item-2', 'example-china', 'Work plan with China'], ['example-item-3', 'example-open', 'Words of partners']] as const
  for (const [index, [id, session, title]] of items.entries()) {
    await sql`insert into agenda_item (id, meeting, position, title, purpose, session) values (${id}, 'SOMTC/26', ${index + 1}, ${JSON.stringify({ en: title, th: title })}, 'discussion', ${session}) on conflict do nothing`.execute(here.db)
  }
  return here
}

const both = (text: string) => ({ en: text, th: `${text} (ไทย)` })
const contact = (name: string) => ({ post: both(name), email: 'desk@example.org', phone: '' })
export const prepared = (more: object = {}) => ({
  series, version: 0, prefix: 'SOMTC-26/INV', link: '', replyBy: '2026-01-20', nominateBy: '2026-01-22', costs: both('Each delegation bears its own costs.'), signatory: both('Chair of the 26th SOMTC'),
  contacts: { substance: contact('Desk'), logistics: contact('Protocol'), security: contact('Police'), media: contact('Press office') }, ...more,
})

export const asked = (here: TestInstallation, actor: Actor) => (input: unknown) => ({ db: here.db, actor, now: here.now(), input })

export const allHeadings = () => Object.fromEntries(headings.map((heading) => [heading, { none: false, text: both(`About ${heading}`) }]))

export async function firstCircular(here: TestInstallation): Promise<string> {
  const id = await perform(draftCircular, asked(here, desk)({ series }))
  await perform(editCircular, asked(here, desk)({ circular: id, version: 1, title: both('Arrangements'), changes: { en: '', th: '' }, sections: allHeadings() }))
  await perform(proposeCircular, asked(here, desk)({ circular: id }))
  await perform(issueCircular(site), asked(here, chair)({ circular: id }))
  return id
}

/** Prepared, with a first circular, and a draft for every party. */
export async function drafted(here: TestInstallation): Promise<void> {
  await perform(prepareConvocation, asked(here, desk)(prepared()))
  await firstCircular(here)
  await perform(draftLetters, asked(here, desk)({ series }))
}
