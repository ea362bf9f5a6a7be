import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { modules } from '../../modules.ts'
import { mergeReports } from './commands.ts'
import { listSaid } from './queries/reports.ts'

let installation: TestInstallation
/** An activity on wildlife and timber under way, on which two members reported in the round that has closed. */
let activity: { id: string; code: string }
const round = 'example-round-before'
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  activity = (await sql<{ id: string; code: string }>`select a.id, a.code from activity a where a.area = 'wildlife-timber' and a.status = 'ONG' order by a.code limit 1`.execute(installation.db)).rows[0] ?? { id: '', code: '' }
  await sql`update capacity set party = 'THA', area = 'wildlife-timber' where person = 'example-ls'`.execute(installation.db)
  return () => installation.close()
})

const asPerson = (person: string) => installation.signedIn(person)
const page = () => `/plans/SOMTC/WP/2022/activities/${activity.code}`
const read = async (path: string, cookie: string) => { const answer = await installation.app.request(`${path}?lang=en`, { headers: { cookie } }); return { status: answer.status, text: await answer.text() } }
const post = async (cookie: string, fields: Record<string, string>) => installation.app.request(`${page()}/merge/${round}?lang=en`, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
const texts = ['Trained officers now carry out a first check', 'Equipment has not arrived']
const one = 'Thailand checks at the border; Viet Nam waits for equipment.'

describe('US-17 AC5 two members report on one activity', () => {
  it('US-17 AC5 in the demonstration the lead shepherd’s home page leads to several reports on one activity; once they are one text, to the next', async () => {
    const cookie = await asPerson('example-ls-tha')
    const home = (await read('/', cookie)).text
    const [, href = '', first = ''] = /href="(\/plans\/SOMTC\/WP\/2022\/activities\/([A-Z0-9-]+)\/merge\/example-round-before)"/.exec(home) ?? []
    expect(home).toContain(`Several reports on ${first}`)
    const form = await read(href, cookie)
    expect(form.status).toBe(200)
    expect(form.text).toContain('Thailand')
    expect(form.text).toContain('Viet Nam')
    await perform(mergeReports, { db: installation.db, actor: acting('LS', { party: 'THA', area: 'wildlife-timber' }), now: testNow, input: { activity: (await sql<{ id: string }>`select id from activity where code = ${first} and programme = 'wp-2022-2024'`.execute(installation.db)).rows[0]?.id, round, version: null, text: 'Both say so.', language: 'en' } })
    expect((await read('/', cookie)).text).not.toContain(`Several reports on ${first}`)
    await sql`delete from progress_merge`.execute(installation.db)
  })

  it('the lead shepherd of the area sees both texts side by side and writes one from them; both are kept word for word', async () => {
    const before = await listSaid(installation.db, { actor: acting('SD'), now: testNow }, activity.id)
    const cookie = await asPerson('example-ls')
    expect((await read(page(), cookie)).text.includes('One text from several reports')).toBe(true)
    const form = (await read(`${page()}/merge/${round}`, cookie)).text
    for (const text of texts) expect(form.includes(text)).toBe(true)
    const empty = await post(cookie, { text: ' ', language: 'en' })
    expect([empty.status, (await empty.text()).includes('Write the text')]).toEqual([422, true])
    expect((await post(cookie, { text: one, language: 'en' })).status).toBe(303)
    const shown = (await read(page(), await asPerson('example-sd'))).text
    for (const text of [one, ...texts, 'Brought together by Thailand, Lead shepherd']) expect(shown.includes(text) ? text : '').toBe(text)
    expect(shown.indexOf(one)).toBeLessThan(shown.indexOf(texts[0] ?? ''))
    expect(await listSaid(installation.db, { actor: acting('SD'), now: testNow }, activity.id)).toEqual(before)
  })

  it('changed by two at once: the second is told; a report that came later is counted beside the text', async () => {
    const lead = acting('LS', { party: 'THA', area: 'wildlife-timber' })
    const merge = (version: number | null, text: string) => perform(mergeReports, { db: installation.db, actor: lead, now: testNow, input: { activity: activity.id, round, version, text, language: 'th' } })
    await expect(merge(null, 'ฉบับแรก')).rejects.toMatchObject({ code: 'version.stale' })
    await merge(1, 'ฉบับที่สอง')
    await expect(merge(1, 'ช้าไป')).rejects.toMatchObject({ code: 'version.stale' })
    await sql`insert into progress_report (id, round, party, reporter, state, submitted_at, version) values ('later', ${round}, 'PHL', 'member', 'ACCEPTED', ${testNow}, 2)`.execute(installation.db)
    await sql`insert into progress_entry (report, activity, text, updated_at) values ('later', ${activity.id}, 'A third word', ${testNow})`.execute(installation.db)
    const shown = (await read(page(), await asPerson('example-sd'))).text
    for (const text of ['One report came after this text was written', 'A third word', 'ฉบับที่สอง']) expect(shown.includes(text) ? text : '').toBe(text)
  })

  it('nobody else brings them together: not the desk, not a member, not the lead of another area; one report is nothing to bring together', async () => {
    for (const actor of [acting('SD'), acting('NF', { party: 'THA' }), acting('LS', { party: 'KHM', area: 'arms-smuggling' })]) await expect(perform(mergeReports, { db: installation.db, actor, now: testNow, input: { activity: activity.id, round, version: 2, text: 'x', language: 'en' } })).rejects.toMatchObject({ code: 'merge.area-lead' })
    expect((await read(`${page()}/merge/${round}`, await asPerson('example-sd'))).status).toBe(403)
    expect((await read(`${page()}/merge/no-round`, await asPerson('example-ls'))).status).toBe(404)
    await expect(perform(mergeReports, { db: installation.db, actor: acting('LS', { party: 'THA', area: 'wildlife-timber' }), now: testNow, input: { activity: activity.id, round: 'example-round-none', version: null, text: 'x', language: 'en' } })).rejects.toMatchObject({ code: 'merge.one-report' })
  })
})
