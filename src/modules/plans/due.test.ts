import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { modules } from '../../modules.ts'
import { moveDue, proposeActivity } from './commands.ts'
import { listeners } from './listeners.ts'
import { listActivities } from './queries.ts'
import { dueFrom } from './rules/due.ts'

const desk = acting('SD')
let installation: TestInstallation
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'meetings'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
})

const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = '') => (await installation.app.request(at, { headers: cookie ? { cookie } : {} })).text()
const post = (at: string, cookie: string, body: Record<string, string>) => installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(body).toString() })
const propose = (dueAfter: Record<string, unknown>, programme = 'wp-2022-2024') =>
  perform(proposeActivity, { db: installation.db, actor: desk, now: testNow, input: { programme, fields: { title: { en: 'Submit laws', th: '' }, area: 'terrorism', strategy: 'legal-matters', type: 'study', participants: ['all'], dueAfter } } })
const find = async (id: string, actor = desk) => (await listActivities(installation.db, { actor, now: testNow }, { id }))[0]
const codes = async (work: Promise<unknown>): Promise<string[]> => {
  try {
    await work
  } catch (error) {
    return (error as { faults?: { code: string }[] }).faults?.map((fault) => fault.code) ?? []
  }
  throw new Error('was not refused')
}

describe('practice §3.1 a due day that counts from an event', () => {
  it('"within 6 months after the endorsement by the 2nd SOMTC" is six months after its last day, in both languages', async () => {
    // SOMTC/2 met on 16 and 17 May 2002; six months after the 17th is 17 November 2002 (Work Programme of 2002).
    const { code, id } = await propose({ meeting: 'SOMTC/2', months: 6 })
    expect((await find(id))?.dueOn).toBe('2002-11-17')
    const cookie = await asPerson('example-sd')
    const page = await read(`/plans/SOMTC/WP/2022/activities/${code}?lang=en`, cookie)
    expect(page).toContain('17 November 2002, that is 6 months after the 2nd SOMTC')
    expect(await read(`/plans/SOMTC/WP/2022/activities/${code}?lang=th`, cookie)).toContain('คือ ๖ เดือนหลัง')
    const api = JSON.parse(await read(`/api/v1/activities/${id}`, cookie)) as Record<string, unknown>
    expect(api).toMatchObject({ dueOn: '2002-11-17', dueAfter: { meeting: 'SOMTC/2', mandate: null, months: 6, days: 0 } })
  })

  it('from a decision: its day; to whoever may not see the decision only the day stands', async () => {
    const { code, id } = await propose({ mandate: 'AMMTC-18-DEC.1', days: 30 })
    const day = (await sql<{ on: string }>`select sort_on as "on" from mandate where id = 'AMMTC-18-DEC.1'`.execute(installation.db)).rows[0]?.on ?? ''
    const due = Temporal.PlainDate.from(day).add({ days: 30 }).toString()
    expect((await find(id))?.dueOn).toBe(due)
    expect(await read(`/plans/SOMTC/WP/2022/activities/${code}?lang=en`, await asPerson('example-sd'))).toContain('that is 30 days after AMMTC/18/DEC.1')
    expect(dueFrom({ mandate: 'x', months: 1, days: 1 }, '2024-01-31')).toBe('2024-03-01')
  })

  it('a meeting that is not known, or not announced, is none; an event without a day gives no day', async () => {
    expect(await codes(propose({ meeting: 'SOMTC/99', months: 6 }))).toEqual(['plans.meeting-unknown'])
    await sql`update meeting set marking = 'GENERAL' where ref = 'SOMTC+JPN/26'`.execute(installation.db)
    expect(await codes(propose({ meeting: 'SOMTC+JPN/26', months: 6 }))).toEqual(['plans.meeting-unknown'])
    expect(await codes(propose({ mandate: 'AMMTC-99-DEC.1', months: 6 }))).toEqual(['plans.mandate-unknown'])
    expect(await codes(propose({ months: 6 }))).toEqual(['plans.after-what'])
    expect(await codes(propose({ meeting: 'SOMTC/2' }))).toEqual(['plans.after-how-long'])
    expect(dueFrom({ meeting: 'SOMTC/99', months: 6 }, null)).toBeNull()
  })

  it('moves when its meeting moves: at once where it is read; a step says once from where to where', async () => {
    await sql`update meeting set marking = 'PUBLIC' where ref = 'SOMTC/26'`.execute(installation.db)
    const { code, id } = await propose({ meeting: 'SOMTC/26', months: 1 })
    const cookie = await asPerson('example-sd')
    const before = await find(id)
    const { rows } = await sql<{ startsOn: string; endsOn: string | null; version: number }>`select m.starts_on as "startsOn", m.ends_on as "endsOn", r.version from meeting m join meeting_run r on r.meeting = m.ref where m.ref = 'SOMTC/26'`.execute(installation.db)
    const meeting = rows[0]
    if (!meeting || !before?.dueOn) throw new Error('SOMTC/26')
    expect(before.dueOn).toBe(Temporal.PlainDate.from(meeting.endsOn ?? meeting.startsOn).add({ months: 1 }).toString())
    const to = Temporal.PlainDate.from(meeting.startsOn).add({ days: 7 }).toString()
    // Asked before it moves, the page says what would follow.
    expect(await read(`/meetings/SOMTC/26/move?startsOn=${to}&lang=en`, cookie)).toContain(`${code} Submit laws`)
    expect((await post('/meetings/SOMTC/26/move', cookie, { startsOn: to, version: String(meeting.version), reason: 'The host asked' })).status).toBe(303)
    const moved = (await find(id))?.dueOn
    expect(Temporal.PlainDate.from(before.dueOn).until(moved ?? '').days).toBe(7)
    for (let times = 0; times < 2; times += 1) await listeners['meeting.changed']?.({ db: installation.db, now: () => testNow }, { ref: 'SOMTC/26' })
    const steps = (await sql<{ from: string; to: string; text: { en: string; th: string } }>`select due_from as "from", due_to as "to", text from activity_step where activity = ${id} and kind = 'due'`.execute(installation.db)).rows
    expect(steps).toMatchObject([{ from: before.dueOn, to: moved, text: { en: 'It counts 1 month after SOMTC/26, whose day changed.', th: 'นับ ๑ เดือนหลัง SOMTC/26 ซึ่งเปลี่ยนวัน' } }])
    const page = await read(`/plans/SOMTC/WP/2022/activities/${code}?lang=en`, cookie)
    expect(page).toContain('Worked out when the event moved')
  })

  it('R-3.3.4 once in the programme, a decision fixes the day, or lets it count from another event', async () => {
    const { id } = await propose({ meeting: 'SOMTC/2', months: 6 })
    const act = (input: Record<string, unknown>) => perform(moveDue, { db: installation.db, actor: desk, now: testNow, input: { activity: id, decision: 'AMMTC/18/DEC.1', ...input } })
    expect(await codes(act({ version: 1 }))).toEqual(['plans.day-or-event'])
    expect(await codes(act({ version: 1, dueOn: '2026-05-01', dueAfter: { meeting: 'SOMTC/2', months: 1 } }))).toEqual(['plans.day-or-event'])
    await act({ version: 1, dueOn: '2026-05-01' })
    expect(await find(id)).toMatchObject({ dueOn: '2026-05-01', dueAfter: null })
    await act({ version: 2, dueAfter: { meeting: 'SOMTC/2', months: 12 } })
    expect((await find(id))?.dueOn).toBe('2003-05-17')
  })

  it('by forms alone: the event is typed beside the day, and a fault stands beside it', async () => {
    const cookie = await asPerson('example-sd')
    const at = '/plans/SOMTC/WP/2022/activities/new'
    const typed = { titleEn: 'Directory of focal points', area: 'terrorism', strategy: 'information-exchange', type: 'database', participants: 'all', dueAfterMonths: '๖' }
    const wrong = await post(at, cookie, { ...typed, dueAfterWhat: 'SOMTC/99' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('href="#dueAfterWhat"')
    const done = await post(at, cookie, { ...typed, dueAfterWhat: 'somtc/2' })
    expect(done.status).toBe(303)
    expect(await read(`${done.headers.get('location')}?lang=en`, cookie)).toContain('17 November 2002, that is 6 months after the 2nd SOMTC')
  })
})
