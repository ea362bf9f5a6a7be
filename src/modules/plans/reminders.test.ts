import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { acting, testDatabase, testInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type Command, perform } from '../../kernel/command.ts'
import type { Db } from '../../kernel/db.ts'
import { modules } from '../../modules.ts'
import { closeRound, moveRound, openRound, proposeActivity, returnReport, saveReport, submitReport } from './commands.ts'
import { sendReportReminders } from './jobs.ts'
import { reminderAt, stepsDue } from './rules/remind.ts'

let db: Db & { url: string }
beforeEach(async () => {
  db = await testDatabase('record')
  await person('somchai', 'th', 'NF', 'THA')
  await person('linh', 'en', 'NF', 'VNM')
  return () => db.destroy()
})

async function person(id: string, lang: 'en' | 'th', role: string, party: string, area: string | null = null) {
  await sql`insert into auth_user (id, name, email, email_verified, lang, created_at, updated_at) values (${id}, ${id}, ${`${id}@example.org`}, true, ${lang}, now(), now()) on conflict do nothing`.execute(db)
  await sql`insert into capacity (id, person, role, party, area, from_at, requested_by, requested_at, granted_at) values (${`${id}-${role}-${area ?? ''}`}, ${id}, ${role}, ${party}, ${area}, '2020-01-01', 'test', '2020-01-01', '2020-01-01')`.execute(db)
}
const act = <Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>, actor: Actor, input: unknown, now = testNow): Promise<Result> => perform(command, { db, actor, now, input })
const desk = acting('SD')
const thailand = acting('NF', { party: 'THA' })
const open = (closesOn = '2026-01-30', more: Record<string, unknown> = {}) => act(openRound, desk, { programme: 'wp-2022-2024', name: { en: 'Second half of 2025', th: 'ครึ่งหลังปี ๒๕๖๘' }, periodFrom: '2025-07-01', periodUntil: '2025-12-31', closesOn, ...more })
const run = (now: string) => sendReportReminders(db, now, { publicUrl: 'https://mufakat.example' })
const mails = async (to = 'somchai@example.org') => (await sql<{ subject: string; text: string }>`select subject, text from mail where to_address = ${to} order by id`.execute(db)).rows
const days = { opening: '2026-01-12T03:00:00.000Z', before14: '2026-01-16T01:00:00.000Z', before7: '2026-01-23T01:00:00.000Z', before1: '2026-01-29T01:00:00.000Z', after: '2026-02-01T01:00:00.000Z' }

describe('US-17 AC1 reminders of a reporting round', () => {
  it('are due when it opened and on each day before its last day in its own zone; a day before the opening is none', () => {
    const round = { opensAt: '2026-01-12T02:00:00.000Z', closesAt: '2026-01-30T16:59:00.000Z', closedAt: null, zone: 'Asia/Jakarta', remindBefore: [14, 7, 1, 30] }
    expect(reminderAt(round, 1)).toBe('2026-01-28T17:00:00.000Z')
    expect(stepsDue(round, '2026-01-12T01:59:59.000Z')).toEqual([])
    expect(stepsDue(round, days.opening)).toEqual(['opened'])
    expect(stepsDue(round, '2026-01-28T16:59:59.000Z')).toEqual(['opened', '14', '7'])
    expect(stepsDue(round, '2026-01-28T17:00:00.000Z')).toEqual(['opened', '14', '7', '1'])
    expect(stepsDue(round, '2026-01-30T16:59:00.000Z')).toEqual([])
    expect(stepsDue({ ...round, closedAt: '2026-01-20T00:00:00.000Z' }, days.before7)).toEqual([])
  })

  it('each fires once and only once, however often the job runs, again after a restart and with two processes at the same moment', async () => {
    await open()
    for (const now of [days.opening, days.opening, days.before14, days.before14, '2026-01-17T01:00:00.000Z', days.before7, days.before1]) await Promise.all([run(now), run(now), run(now)])
    await run(days.after)
    expect(await mails()).toHaveLength(4)
    expect(await mails('linh@example.org')).toHaveLength(4)
  })

  it('a clock that jumps back repeats nothing; one that jumps ahead sends one mail for all that was missed', async () => {
    await open()
    await run(days.before7)
    expect(await mails()).toHaveLength(1)
    await run(days.opening)
    await run(days.before14)
    expect(await mails()).toHaveLength(1)
    await run(days.before1)
    expect(await mails()).toHaveLength(2)
  })

  it('a round whose days are moved repeats nothing that was told, and tells what is still to come on the new days', async () => {
    const { id } = await open()
    await run(days.opening)
    await run(days.before14)
    await act(moveRound, desk, { round: id, version: 1, closesOn: '2026-02-20', remindBefore: [14, 7, 1] }, days.before14)
    for (const now of [days.before7, days.before1, '2026-02-06T01:00:00.000Z']) await run(now)
    expect(await mails()).toHaveLength(2)
    await run('2026-02-13T01:00:00.000Z')
    await run('2026-02-19T01:00:00.000Z')
    expect(await mails()).toHaveLength(4)
    await expect(act(moveRound, thailand, { round: id, version: 2, closesOn: '2026-03-20', remindBefore: [] })).rejects.toMatchObject({ code: 'plans.only-desk' })
    await expect(act(moveRound, desk, { round: id, version: 1, closesOn: '2026-03-20', remindBefore: [] })).rejects.toMatchObject({ code: 'version.stale' })
    await expect(act(moveRound, desk, { round: id, version: 2, closesOn: '2025-03-20', remindBefore: [] })).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('the desk sets the days; a round with none is told only when it opens', async () => {
    await open('2026-01-30', { remindBefore: [] })
    for (const now of [days.opening, days.before14, days.before7, days.before1]) await run(now)
    expect(await mails()).toHaveLength(1)
    await expect(open('2026-01-30', { remindBefore: [500] })).rejects.toMatchObject({ faults: [{ code: 'remind.days-wrong' }] })
  })

  it('who has submitted hears nothing more; who got the report back hears again; nothing once the round is closed', async () => {
    const { id } = await open()
    const { id: activity } = await act(proposeActivity, desk, { programme: 'wp-2022-2024', fields: { title: { en: 'Course', th: '' }, area: 'wildlife-timber', strategy: 'training', type: 'training', participants: ['all'], lead: 'THA' } })
    await run(days.opening)
    const saved = await act(saveReport, thailand, { round: id, reporter: 'member', entries: [{ activity, text: 'Held' }] })
    await run(days.before14)
    expect((await mails()).at(-1)?.text).toContain('เริ่มกรอกแล้ว ยังไม่ได้ส่ง')
    await act(submitReport, thailand, { report: saved.id, version: saved.version })
    await run(days.before7)
    expect(await mails()).toHaveLength(2)
    expect(await mails('linh@example.org')).toHaveLength(3)
    await act(returnReport, desk, { report: saved.id, version: saved.version + 1, why: 'ผู้เข้าร่วมกี่คน' })
    await run('2026-01-24T01:00:00.000Z')
    expect((await mails()).at(-1)?.text).toContain('ผู้เข้าร่วมกี่คน')
    expect(await mails()).toHaveLength(3)
    await act(closeRound, desk, { round: id, version: 1 })
    await run(days.before1)
    expect(await mails()).toHaveLength(3)
  })

  it('all that is asked of one person stands in one mail, in the language of that person', async () => {
    await person('somchai', 'th', 'LS', 'THA', 'wildlife-timber')
    await open()
    await act(openRound, desk, { programme: 'wp-2026-2028', name: { en: 'First half of 2026', th: 'ครึ่งแรกปี ๒๕๖๙' }, periodFrom: '2026-01-01', periodUntil: '2026-06-30', closesOn: '2026-02-10' })
    await run(days.opening)
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail?.subject).toBe('ขอให้ท่านส่งรายงานความก้าวหน้า ๓ ฉบับ')
    expect(mail?.text).toContain('ครึ่งหลังปี ๒๕๖๘')
    expect(mail?.text).toContain('ครึ่งแรกปี ๒๕๖๙')
    expect(mail?.text).toMatch(/https:\/\/mufakat\.example\/plans\/SOMTC\/WP\/2022\/rounds\/[0-9a-f-]+\/report/)
    expect((await mails('linh@example.org'))[0]?.subject).toBe('2 progress reports are asked of you')
  })

  it('a partner is asked about its own work plan, and about nothing of the members', async () => {
    await person('chen', 'en', 'DP', 'CHN')
    await open()
    await run(days.opening)
    expect(await mails('chen@example.org')).toEqual([])
    await act(openRound, desk, { programme: 'wp-china-2024-2027', name: { en: 'China, 2025', th: '' }, periodFrom: '2025-01-01', periodUntil: '2025-12-31', closesOn: '2026-02-10' })
    await run(days.opening)
    expect((await mails('chen@example.org')).map((mail) => mail.subject)).toEqual(['A progress report is asked of you'])
    expect(await mails()).toHaveLength(1)
  })
})

describe('US-17 AC1 the days of a round by forms alone', () => {
  it('the desk opens a round with its own days, moves it, and is told beside the field what is wrong with what was typed', async () => {
    const installation = await testInstallation()
    for (const module of modules.filter((known) => known.name === 'people')) await module.demonstrate?.(installation.db, testNow)
    const cookie = await installation.signedIn('example-sd')
    const post = (path: string, fields: Record<string, string>) => installation.app.request(path, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
    const rounds = '/plans/SOMTC/WP/2022/rounds'
    const fields = { name: 'Half-year', periodFrom: '2025-07-01', periodUntil: '2025-12-31', closesOn: '2026-01-30' }
    const wrong = await post(`${rounds}?lang=th`, { ...fields, remindBefore: '๑๔, สิบ, 400' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toMatch(/id="remindBefore-error"[^>]*>.*?๐ ถึง ๑๒๐/s)
    expect((await post(rounds, { ...fields, remindBefore: '๑๐ และ 3' })).status).toBe(303)
    const read = async () => (await sql<{ id: string; days: number[]; closes: string; version: number }>`select id, remind_before as days, closes_at as closes, version from reporting_round`.execute(installation.db)).rows[0]
    const round = await read()
    expect(round?.days).toEqual([10, 3])
    expect(await (await installation.app.request(`${rounds}/${round?.id}?lang=en`, { headers: { cookie } })).text()).toContain('10, 3 days before it closes')
    expect((await post(`${rounds}/${round?.id}/move`, { version: String(round?.version), closesOn: '20/2/2026', remindBefore: '' })).status).toBe(303)
    expect(await read()).toMatchObject({ days: [], closes: '2026-02-20T16:59:00.000Z' })
    await installation.close()
  })
})
