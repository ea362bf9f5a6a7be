import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { listAreas } from '../mechanism/index.ts'
import { listMeetings } from '../meetings/index.ts'
import { modules } from '../../modules.ts'
import { proposeActivity } from './commands.ts'
import { listProgrammes } from './queries.ts'
import { daysOf, leadsIn } from './rules/leads.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => known.name === 'people')) await module.demonstrate?.(installation.db, testNow)
})
const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = '') => (await installation.app.request(at, { headers: cookie ? { cookie } : {} })).text()

describe('US-16 AC4 lead shepherds through time', () => {
  it('arms smuggling passed from Brunei Darussalam to Cambodia at the 5th AMMTC, 2005: each shows before and after', async () => {
    const [areas, meetings] = [await listAreas(installation.db), await listMeetings(installation.db)]
    const arms = areas.find((area) => area.slug === 'arms-smuggling')
    if (!arms) throw new Error('arms-smuggling')
    const dayOf = daysOf(meetings)
    // The ministers met on 29 November 2005.
    expect(dayOf('AMMTC/5')).toBe('2005-11-29')
    const led = (from: string, until: string) => leadsIn(arms, from, until, dayOf).map((one) => one.lead.party)
    expect(led('2004-01-01', '2004-12-31')).toEqual(['BRN'])
    expect(led('2005-11-28', '2005-11-28')).toEqual(['BRN'])
    expect(led('2005-11-29', '2005-11-29')).toEqual(['KHM'])
    expect(led('2002-05-17', '2010-12-31')).toEqual(['BRN', 'KHM'])
  })

  it('the page of a programme that ran across the transfer names both, with the meeting; one of today the one of today', async () => {
    const old = await read('/plans/SOMTC/WP/2002?lang=en')
    expect(old).toMatch(/Brunei Darussalam, until the 5th AMMTC; Cambodia, from the 5th AMMTC/)
    expect(await read('/plans/SOMTC/WP/2002?lang=th')).toMatch(/บรูไน[^<]*จนถึง/)
    const now = await read('/plans/SOMTC/WP/2022?lang=en')
    expect(now).toContain('Cambodia')
    expect(now).not.toContain('Brunei Darussalam')
  })

  it('an activity shows who led its area when it ended, or who leads today; the interface says the same', async () => {
    const desk = acting('SD')
    const programme = (await listProgrammes(installation.db)).find((one) => one.code === 'SOMTC/WP/2002')
    const made: { code: string; id: string; lead: string; name: string }[] = []
    for (const [due, lead, name] of [['2004-06-30', 'BRN', 'Brunei Darussalam'], ['2006-06-30', 'KHM', 'Cambodia']] as const) {
      const { id, code } = await perform(proposeActivity, { db: installation.db, actor: desk, now: testNow, input: { programme: programme?.id, fields: { title: { en: 'Trace arms', th: '' }, area: 'arms-smuggling', strategy: 'law-enforcement', type: 'operation', participants: ['all'], dueOn: due } } })
      made.push({ code, id, lead, name })
    }
    const cookie = await asPerson('example-sd')
    // While they are open, today's lead shepherd is theirs.
    expect(JSON.parse(await read(`/api/v1/activities/${made[0]?.id}`, cookie))).toMatchObject({ leadShepherd: 'KHM' })
    await sql`update activity set status = 'COM' where id = any(${made.map((one) => one.id)})`.execute(installation.db)
    for (const { id, code, lead, name } of made) {
      expect(JSON.parse(await read(`/api/v1/activities/${id}`, cookie))).toMatchObject({ leadShepherd: lead })
      expect(await read(`/plans/SOMTC/WP/2002/activities/${code}?lang=en`, cookie)).toMatch(new RegExp(`Lead shepherd of the area</dt><dd>${name}`))
    }
    const api = JSON.parse(await read('/api/v1/work-programmes?limit=200')) as { items: { code: string; leads: { area: string; party: string; from: string | null; until: string | null }[] }[] }
    expect(api.items.find((one) => one.code === 'SOMTC/WP/2002')?.leads.filter((one) => one.area === 'arms-smuggling')).toEqual([{ area: 'arms-smuggling', party: 'BRN', from: null, until: '2005-11-29' }, { area: 'arms-smuggling', party: 'KHM', from: '2005-11-29', until: null }])
  })
})

describe('US-16 AC5 the areas of a time', () => {
  it('from eight to ten: an old cycle keeps its eight and stays readable, page and interface; a new area in it is refused', async () => {
    const areasOf = async (code: string) => ((JSON.parse(await read('/api/v1/work-programmes?limit=200')) as { items: { code: string; areas: string[] }[] }).items.find((one) => one.code === code)?.areas ?? []).length
    expect([await areasOf('SOMTC/WP/2002'), await areasOf('SOMTC/WP/2022')]).toEqual([8, 10])
    const desk = acting('SD')
    const late = perform(proposeActivity, { db: installation.db, actor: desk, now: testNow, input: { programme: (await listProgrammes(installation.db)).find((one) => one.code === 'SOMTC/WP/2002')?.id, fields: { title: { en: 'Timber', th: '' }, area: 'wildlife-timber', strategy: 'training', type: 'training', participants: ['all'] } } })
    await expect(late).rejects.toMatchObject({ faults: [{ code: 'plans.area-not-in-programme' }] })
  })
})
