import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { recordMandate } from '../mandates/commands.ts'
import { findMandate } from '../mandates/index.ts'
import { duesFollowing } from '../mandates/queries/dues.ts'
import { listParties, membersAt } from '../mechanism/index.ts'
import { modules } from '../../modules.ts'
import { admit, announceMeeting, assignPerson, changeSession, changeState, commands, confirmNext, createSeries, dropSession, editFacts, endTakingPart, inviteParty, makeSession, markDone, moveMeeting, planMeeting, proposedHost, unmarkDone } from './commands.ts'
import { listAdmissions } from './queries/admissions.ts'
import { allSessions, listChanges } from './queries/plan.ts'
import { findRunning, findSession, listParticipations, listRunning, listSeries, listSessions } from './queries/run.ts'
import { listStates, timelineOf } from './queries/timeline.ts'
import { countHeld, findMeeting, listMeetings } from './queries.ts'
import { rightToAttend } from './rights.ts'

let here: TestInstallation
const desk = acting('SD')
const chair = acting('CH', { body: 'SOMTC' })
const thai = acting('NF', { party: 'THA' })
const china = acting('DP', { party: 'CHN' })
const japan = acting('DP', { party: 'JPN' })
const words = (en: string, th = en) => ({ en, th })
const request = (input: unknown, actor = desk, now = testNow) => ({ db: here.db, actor, now, input })
const reader = (actor = desk, now = testNow) => ({ actor, now })
const refused = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error.faults.length > 0 ? error.faults.map((fault) => `${fault.path} ${fault.code}`) : [`${error.kind} ${error.code}`]
}
const meetingOf = async (ref: string) => {
  const found = await findRunning(here.db, reader(), ref)
  if (!found) throw new Error(`${ref} is not run here`)
  return found
}
const versionOf = async (ref: string) => (await meetingOf(ref)).run.version
const step = async (ref: string, to: string, actor = desk, more: object = {}) => perform(changeState, request({ meeting: ref, version: await versionOf(ref), to, ...more }, actor))

let series = ''
const plan = (more: object) => perform(planMeeting, request({ series, body: 'SOMTC', kind: 'regular', startsOn: '2026-06-23', endsOn: '2026-06-24', ...more }))
const seriesInput = (en: string) => ({ name: words(en), zone: 'Asia/Manila', host: 'PHL', city: words('Manila', 'กรุงมะนิลา'), venue: words('Conference centre'), startsOn: '2026-06-22', endsOn: '2026-06-26' })

beforeAll(async () => {
  here = await testInstallation()
  series = (await perform(createSeries, request(seriesInput('Week of SOMTC')))).id
})

describe('a series and its meetings (R-1.1.3)', () => {
  it('the desk makes a series; it exists for those who prepare it while it is empty, and for nobody else', async () => {
    expect((await listSeries(here.db, reader())).map((one) => one.id)).toEqual([series])
    expect(await listSeries(here.db, reader(thai))).toEqual([])
    expect(await refused(perform(createSeries, request(seriesInput('Another'), chair)))).toEqual(['forbidden meetings.chair-proposes'])
  })

  it('a meeting takes the next number of its body, with every member of that day and the partners of the body', async () => {
    const planned = await plan({})
    expect(planned.ref).toBe('SOMTC/26')
    const parties = await listParticipations(here.db, 'SOMTC/26')
    expect(parties.filter((row) => row.category === 'member').map((row) => row.party).sort()).toEqual(membersAt(await listParties(here.db), '2026-06-23').map((party) => party.code).sort())
    expect(parties.map((row) => row.party)).toContain('TLS')
    await plan({ body: 'SOMTC+CHN', session: '', startsOn: '2026-06-25', endsOn: null, opens: '11:00', closes: '12:30' })
    const consultation = (await listRunning(here.db, reader(), { series })).find((meeting) => meeting.body === 'SOMTC+CHN')
    expect(await listParticipations(here.db, consultation?.ref ?? '')).toContainEqual(expect.objectContaining({ party: 'CHN', category: 'dialogue-partner' }))
    expect(consultation?.chair).toMatchObject({ party: 'PHL', coChair: 'CHN' })
  })

  it('an ordinal that is used already is refused beside its field, and said which', async () => {
    expect(await refused(plan({ session: '25' }))).toEqual(['/session meetings.number-taken'])
    expect(await refused(plan({ session: '26' }))).toEqual(['/session meetings.number-taken'])
    expect(await refused(plan({ session: 'SP9' }))).toEqual(['/session meetings.session-shape'])
    expect(await refused(Promise.all([plan({ session: '40' }), plan({ session: '40' })]))).toEqual(['/session meetings.number-taken'])
  })

  it('every fault of a plan comes back at once', async () => {
    expect(await refused(plan({ body: 'NOBODY', session: '41', startsOn: '2025-06-23', endsOn: '2025-06-22', host: 'XXX', partners: ['THA'] }))).toEqual(['/body meetings.no-such-body', '/endsOn meetings.ends-before', '/startsOn meetings.day-past', '/host meetings.no-such-party', '/partners meetings.is-member'])
  })

  it('a planned meeting of the public record is taken into a series; its tentative days are not public', async () => {
    await plan({ body: 'AMMTC', session: '20', startsOn: '2026-09-10', endsOn: '2026-09-10' })
    expect(await meetingOf('AMMTC/20')).toMatchObject({ startsOn: '2026-09-10', host: 'PHL', run: { announced: false, hostBasis: 'tentative' } })
    expect((await listMeetings(here.db)).find((meeting) => meeting.ref === 'AMMTC/20')).toMatchObject({ startsOn: null, host: null, status: 'planned' })
    expect(await findMeeting(here.db, reader(thai), 'AMMTC/20')).toMatchObject({ startsOn: null })
    expect(await findRunning(here.db, reader(thai), 'AMMTC/20')).toMatchObject({ startsOn: '2026-09-10' })
    expect((await meetingOf('AMMTC/20')).participants).toBeNull()
  })

  it('a preparatory meeting is named after the one it prepares and has no number of its own', async () => {
    expect((await plan({ kind: 'preparatory', prepares: 'AMMTC/20', startsOn: '2026-09-09', endsOn: '2026-09-09' })).ref).toBe('SOMTC/PREP.AMMTC20')
    expect(await meetingOf('SOMTC/PREP.AMMTC20')).toMatchObject({ ordinal: null, prepares: 'AMMTC/20' })
    expect(await refused(plan({ kind: 'preparatory', prepares: 'AMMTC/99' }))).toContain('/prepares meetings.prepares-needed')
  })

  it('a partner sees its own consultation and no trace of another', async () => {
    await plan({ body: 'SOMTC+JPN', startsOn: '2026-06-25', endsOn: null })
    expect((await listRunning(here.db, reader(china))).map((meeting) => meeting.body)).toEqual(['SOMTC+CHN'])
    expect((await listRunning(here.db, reader(japan))).map((meeting) => meeting.body)).toEqual(['SOMTC+JPN'])
    expect(await findRunning(here.db, reader(japan), 'SOMTC/26')).toBeNull()
  })
})

describe('the path (practice §1.1)', () => {
  it('R-1.1.1 the Secretariat prepares, the Chair opens, suspends, resumes and closes; each step is dated and signed', async () => {
    await step('SOMTC/26', 'CONVENED')
    await step('SOMTC/26', 'REGISTRATION_OPEN')
    expect(await refused(step('SOMTC/26', 'OPENED', desk))).toEqual(['forbidden meetings.chair-only'])
    expect(await refused(step('SOMTC/26', 'ARCHIVED', desk))).toEqual(['conflict meetings.no-such-step'])
    expect(await refused(step('SOMTC/26', 'OPENED', thai))).toEqual(['forbidden meetings.chair-only'])
    expect(await refused(step('SOMTC/26', 'OPENED', japan).catch((error: unknown) => { throw error }))).toEqual(['missing missing'])
    expect((await listStates(here.db, 'SOMTC/26')).map((row) => `${row.state} ${row.byRole}`)).toEqual(['PLANNED SD', 'CONVENED SD', 'REGISTRATION_OPEN SD'])
  })

  it('two chairs who act at once: one succeeds, the other looks again', async () => {
    const version = await versionOf('SOMTC/26')
    const other = { ...chair, person: { id: 'chair-2', name: 'Second chair' } }
    const done = await Promise.allSettled([perform(changeState, request({ meeting: 'SOMTC/26', version, to: 'OPENED' }, chair)), perform(changeState, request({ meeting: 'SOMTC/26', version, to: 'OPENED' }, other))])
    expect(done.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(done.flatMap((one) => (one.status === 'rejected' ? [(one.reason as AppError).code] : []))).toEqual(['version.stale'])
    expect((await listStates(here.db, 'SOMTC/26')).filter((row) => row.state === 'OPENED')).toHaveLength(1)
  })

  it('a wrong client clock changes nothing: no command takes a time of the act, the server’s is recorded', async () => {
    expect(await refused(perform(changeState, request({ meeting: 'SOMTC/26', version: 1, to: 'SUSPENDED', at: '1999-01-01T00:00:00.000Z' }, chair)))).toEqual(['/ input.unrecognized_keys'])
    await perform(changeState, request({ meeting: 'SOMTC/26', version: await versionOf('SOMTC/26'), to: 'SUSPENDED' }, chair, '2026-06-23T05:00:00.000Z'))
    expect((await listStates(here.db, 'SOMTC/26')).at(-1)).toMatchObject({ state: 'SUSPENDED', at: '2026-06-23T05:00:00.000Z' })
    await step('SOMTC/26', 'OPENED', chair)
  })

  it('R-1.2.1 the Chair confirms the next host while the meeting sits; the next meeting then stands with its host', async () => {
    expect(await refused(perform(confirmNext, request({ meeting: 'SOMTC/26', host: 'SGP' }, desk)))).toEqual(['forbidden meetings.chair-confirms'])
    expect(await refused(perform(confirmNext, request({ meeting: 'SOMTC/26', host: 'CHN' }, chair)))).toEqual(['/host meetings.host-a-member'])
    expect(await perform(confirmNext, request({ meeting: 'SOMTC/26', host: 'SGP', starts: '2027-06' }, chair))).toEqual({ next: 'SOMTC/27' })
    expect(await refused(perform(confirmNext, request({ meeting: 'SOMTC/26', host: 'THA' }, chair)))).toEqual(['conflict meetings.next-confirmed'])
    expect(await findMeeting(here.db, reader(thai), 'SOMTC/27')).toMatchObject({ host: 'SGP', status: 'planned', marking: 'GENERAL' })
    expect((await listMeetings(here.db)).some((meeting) => meeting.ref === 'SOMTC/27')).toBe(false)
    await plan({ session: '27', startsOn: '2027-06-15', endsOn: '2027-06-16' })
    expect(await meetingOf('SOMTC/27')).toMatchObject({ host: 'SGP', run: { hostBasis: 'confirmed' } })
  })

  it('R-1.2.2 what nobody confirms stays the rule’s next member, and tentative', async () => {
    // The rule since the 21st: whoever chairs AMMTC in that year; for the 26th that is known, for the 27th not yet.
    expect(await proposedHost(here.db, { body: 'SOMTC', ordinal: 25 }, testNow)).toBe('PHL')
    expect(await proposedHost(here.db, { body: 'SOMTC', ordinal: 26 }, testNow)).toBeNull()
    await plan({ session: '28', startsOn: '2028-06-13', endsOn: null })
    expect((await meetingOf('SOMTC/28')).run.hostBasis).toBe('tentative')
    expect(await refused(perform(announceMeeting, request({ meeting: 'SOMTC/28', version: await versionOf('SOMTC/28') })))).toEqual(['conflict meetings.tentative-not-public'])
  })

  it('closing makes it held, and ends a session that was left open over midnight', async () => {
    const night = await perform(makeSession, request({ meeting: 'SOMTC/26', title: words('Late night'), access: 'CLOSED', day: '2026-06-23', from: '22:00', until: '00:30', room: words('Room 9') }))
    expect(night).toMatchObject({ startsAt: '2026-06-23T14:00:00.000Z', endsAt: '2026-06-23T16:30:00.000Z' })
    await sql`update session set state = 'open', opened_at = '2026-06-23T14:05:00.000Z' where id = ${night.id}`.execute(here.db)
    await perform(changeState, request({ meeting: 'SOMTC/26', version: await versionOf('SOMTC/26'), to: 'CLOSED' }, chair, '2026-06-24T08:00:00.000Z'))
    expect(await meetingOf('SOMTC/26')).toMatchObject({ status: 'held', run: { state: 'CLOSED' } })
    expect(await findSession(here.db, reader(), night.id)).toMatchObject({ state: 'closed', closedAt: '2026-06-24T08:00:00.000Z' })
    // Not announced, it counts for nobody outside.
    expect((await countHeld(here.db, '2026-12-31')).get('SOMTC')).toBe((await countHeld(here.db, '2026-01-12')).get('SOMTC'))
  })

  it('a closed meeting is resumed only with a reason', async () => {
    expect(await refused(step('SOMTC/26', 'OPENED', chair))).toEqual(['/reason meetings.reason-needed'])
    await step('SOMTC/26', 'OPENED', chair, { reason: 'The report was not adopted.' })
    await step('SOMTC/26', 'CLOSED', chair)
  })

  it('R-1.1.2 a meeting keeps its number through postponement and change of mode', async () => {
    expect(await refused(step('SOMTC/27', 'POSTPONED'))).toEqual(['/reason meetings.reason-needed'])
    await step('SOMTC/27', 'CONVENED')
    await step('SOMTC/27', 'POSTPONED', desk, { reason: 'Typhoon' })
    expect(await meetingOf('SOMTC/27')).toMatchObject({ ordinal: 27, startsOn: null, run: { state: 'POSTPONED', stateBefore: 'CONVENED' } })
    await perform(moveMeeting, request({ meeting: 'SOMTC/27', version: await versionOf('SOMTC/27'), startsOn: '2027-08-17', reason: 'A new day was agreed.' }))
    expect(await meetingOf('SOMTC/27')).toMatchObject({ ordinal: 27, startsOn: '2027-08-17', endsOn: '2027-08-18', run: { state: 'CONVENED', stateBefore: null } })
    await perform(editFacts, request({ meeting: 'SOMTC/27', version: await versionOf('SOMTC/27'), mode: 'virtual', host: 'SGP', chair: 'SGP', country: 'SGP' }))
    expect(await meetingOf('SOMTC/27')).toMatchObject({ ordinal: 27, mode: 'virtual' })
    expect((await listChanges(here.db, 'SOMTC/27', 1))[0]).toMatchObject({ what: 'mode', before: { mode: 'in-person' }, after: { mode: 'virtual' } })
  })

  it('R-1.1.2 a cancelled number is not consumed unless the body decides so', async () => {
    await step('SOMTC/28', 'CANCELLED', desk, { reason: 'No quorum' })
    expect(await meetingOf('SOMTC/28')).toMatchObject({ status: 'cancelled', run: { state: 'CANCELLED', numberCounts: false } })
    expect((await plan({ session: '28', startsOn: '2028-09-12', endsOn: null })).ref).toBe('SOMTC/28')
    expect((await listStates(here.db, 'SOMTC/28')).map((row) => row.state)).toEqual(['PLANNED', 'CANCELLED', 'PLANNED'])
    await step('SOMTC/28', 'CANCELLED', desk, { reason: 'Again', numberCounts: true })
    expect(await refused(plan({ session: '28', startsOn: '2028-10-10', endsOn: null }))).toEqual(['/session meetings.number-counts'])
  })
})

describe('announcing', () => {
  it('until it is announced a meeting exists for its participants only; then for everyone, with its day', async () => {
    expect(await findMeeting(here.db, reader({ person: null, capacity: null } as never), 'SOMTC/27')).toBeNull()
    await perform(announceMeeting, request({ meeting: 'SOMTC/27', version: await versionOf('SOMTC/27') }))
    expect((await listMeetings(here.db)).find((meeting) => meeting.ref === 'SOMTC/27')).toMatchObject({ startsOn: '2027-08-17', host: 'SGP' })
    expect(await refused(perform(announceMeeting, request({ meeting: 'SOMTC/27', version: await versionOf('SOMTC/27') })))).toEqual(['conflict meetings.announced-before'])
    expect(await refused(perform(editFacts, request({ meeting: 'SOMTC/27', version: await versionOf('SOMTC/27'), mode: 'virtual', host: 'THA', chair: 'THA' })))).toEqual(['/host meetings.host-fixed'])
  })
})

describe('sessions and rooms', () => {
  const session = (more: object) => ({ meeting: 'SOMTC/27', title: words('Plenary'), access: 'CLOSED', day: '2027-08-17', from: '09:00', until: '12:00', room: words('Room 1'), ...more })

  it('overlapping sessions of one room are refused, in the whole series; touching ends are not overlapping', async () => {
    const first = await perform(makeSession, request(session({})))
    expect(await refused(perform(makeSession, request(session({ from: '11:59', until: '13:00', room: words(' room 1 ') }))))).toEqual(['/room meetings.room-taken'])
    await perform(makeSession, request(session({ title: words('Afternoon'), from: '12:00', until: '13:00' })))
    expect(await refused(Promise.all([perform(makeSession, request(session({ room: words('Room 5') }))), perform(makeSession, request(session({ room: words('Room 5') })))]))).toEqual(['/room meetings.room-taken'])
    expect(await refused(perform(changeSession, request({ ...session({ until: '12:30' }), session: first.id, version: 1 })))).toEqual(['/room meetings.room-taken'])
    await perform(changeSession, request({ ...session({ until: '11:30' }), session: first.id, version: 1 }))
    expect(await refused(perform(changeSession, request({ ...session({}), session: first.id, version: 1 })))).toEqual(['conflict version.stale'])
  })

  it('a session lies within the days of the meeting; a partner of it takes part', async () => {
    expect(await refused(perform(makeSession, request(session({ day: '2027-08-20' }))))).toEqual(['/day meetings.session-outside'])
    expect(await refused(perform(makeSession, request(session({ partner: 'CHN' }))))).toEqual(['/partner meetings.session-partner', '/partner meetings.partner-takes-part'])
    // The heads may meet on the eve.
    await perform(makeSession, request(session({ access: 'HOD_ONLY', day: '2027-08-16' })))
  })

  it('the host edits its own meeting; a session taken off the programme exists for nobody and stays on record', async () => {
    const host = acting('HL', { party: 'SGP' })
    const made = await perform(makeSession, request(session({ room: words('Room 7') }), host))
    expect(await refused(perform(dropSession, request({ meeting: 'SOMTC/27', session: made.id, version: 1 }, acting('HL', { party: 'THA' }))))).toEqual(['forbidden meetings.desk-or-host'])
    await perform(dropSession, request({ meeting: 'SOMTC/27', session: made.id, version: 1 }, host))
    expect(await findSession(here.db, reader(), made.id)).toBeNull()
    expect((await sql<{ n: number }>`select count(*)::int as n from session where id = ${made.id} and removed_at is not null`.execute(here.db)).rows[0]?.n).toBe(1)
  })
})

describe('moving the opening day', () => {
  it('moves its sessions at the same hour, the meeting that prepares it and the open dates; the rest stays and the audit keeps old and new', async () => {
    const timelineBefore = await timelineOf(here.db, await meetingOf('AMMTC/20'), testNow)
    await perform(makeSession, request({ meeting: 'AMMTC/20', title: words('Ministers'), access: 'CLOSED', day: '2026-09-10', from: '09:00', until: '12:00' }))
    const moved = await perform(moveMeeting, request({ meeting: 'AMMTC/20', version: await versionOf('AMMTC/20'), startsOn: '2026-09-17', reason: 'The host asked.' }))
    expect(moved.record.days).toBe(7)
    expect(moved.record.meetings.map((row) => `${row.ref} ${row.from} ${row.to}`).sort()).toEqual(['AMMTC/20 2026-09-10 2026-09-17', 'SOMTC/PREP.AMMTC20 2026-09-09 2026-09-16'])
    expect(moved.record.sessions).toEqual([expect.objectContaining({ from: '2026-09-10T01:00:00.000Z', to: '2026-09-17T01:00:00.000Z' })])
    expect((await allSessions(here.db, ['AMMTC/20'])).map((row) => row.startsAt)).toEqual(['2026-09-17T01:00:00.000Z'])
    expect(moved.record.dates.find((date) => date.key === 'zero-draft' && date.meeting === 'AMMTC/20')?.from).toBe(timelineBefore.find((date) => date.key === 'zero-draft')?.on)
    const audit = (await sql<{ change: string }>`select change from audit_entry where command = 'meeting.move' and subject_id = 'AMMTC/20'`.execute(here.db)).rows[0]
    expect(JSON.parse(audit?.change ?? '{}').moved).toEqual({ from: '2026-09-10', to: '2026-09-17' })
    expect((await listMeetings(here.db)).find((meeting) => meeting.ref === 'AMMTC/20')?.startsOn).toBeNull()
  })

  it('onto a holiday it may be moved, and the plan says which; to a past day or the same day it may not', async () => {
    const { planMove } = await import('./moving.ts')
    expect((await planMove(here.db, reader(), await meetingOf('AMMTC/20'), '2026-11-30', [])).holiday).toMatchObject({ day: '2026-11-30', where: 'PHL' })
    expect((await planMove(here.db, reader(), await meetingOf('AMMTC/20'), '2026-09-19', [])).holiday).toBe('weekend')
    const move = async (more: object) => refused(perform(moveMeeting, request({ meeting: 'AMMTC/20', version: await versionOf('AMMTC/20'), startsOn: '2026-09-17', reason: 'x', ...more })))
    expect(await move({})).toEqual(['/startsOn meetings.same-day'])
    expect(await move({ startsOn: '2026-01-11' })).toEqual(['/startsOn meetings.day-past'])
    expect(await move({ startsOn: '2026-02-30' })).toEqual(['/startsOn input.invalid_format'])
    expect(await move({ version: 0, startsOn: '2026-09-18' })).toEqual(['conflict version.stale'])
  })
})

describe('due days', () => {
  it('US-01 AC6 when an announced meeting moves, the due days that count to it follow, and the preview says so', async () => {
    const day = async () => (await findMandate(here.db, desk, filed.id))?.dueOn
    const settle = async () => { for (const group of modules) await group.listeners?.['meeting.changed']?.({ db: here.db, now: () => testNow }, { ref: 'SOMTC/27' }) }
    const filed = await perform(recordMandate, request({ body: 'SOMTC', meeting: 'SOMTC/25', instrumentTitle: 'Report', paragraph: '90', title: 'Report back', quote: 'The Meeting requested a report.', verbs: ['requested'], class: 'C4', addressees: [{ all: 'members' }], due: { atMeeting: 'SOMTC/27' } }))
    await settle()
    expect(await day()).toBe('2027-08-17')
    expect(await duesFollowing(here.db, desk, 'SOMTC/27', 7)).toContainEqual(expect.objectContaining({ id: filed.id, from: '2027-08-17', to: '2027-08-24' }))
    await perform(moveMeeting, request({ meeting: 'SOMTC/27', version: await versionOf('SOMTC/27'), startsOn: '2027-08-24', reason: 'Asked by the host' }))
    await settle()
    expect(await day()).toBe('2027-08-24')
    await perform(moveMeeting, request({ meeting: 'SOMTC/27', version: await versionOf('SOMTC/27'), startsOn: '2027-08-17', reason: 'And back' }))
  })
})

describe('who takes part', () => {
  it('R-4.4.1 a party is invited in a category it has; ending it ends the live rights at once', async () => {
    expect(await refused(perform(inviteParty, request({ meeting: 'SOMTC/27', party: 'CHN', category: 'member' })))).toEqual(['/category meetings.not-member'])
    expect(await refused(perform(inviteParty, request({ meeting: 'SOMTC/27', party: 'UNODC', category: 'dialogue-partner' })))).toEqual(['/category meetings.not-partner'])
    await perform(inviteParty, request({ meeting: 'SOMTC/27', party: 'CHN', category: 'dialogue-partner' }))
    expect(await refused(perform(inviteParty, request({ meeting: 'SOMTC/27', party: 'CHN', category: 'dialogue-partner' })))).toEqual(['conflict meetings.invited-before'])
    const open = await perform(makeSession, request({ meeting: 'SOMTC/27', title: words('Open'), access: 'OPEN', day: '2027-08-18', from: '09:00', until: '10:00' }))
    expect(rightToAttend.OPEN).toBe('attend-open')
    expect(await findSession(here.db, reader(china), open.id, { live: true })).not.toBeNull()
    await perform(endTakingPart, request({ meeting: 'SOMTC/27', party: 'CHN', reason: 'Regrets' }))
    expect(await findSession(here.db, reader(china), open.id, { live: true })).toBeNull()
  })

  it('the Chair, and only the Chair, invites to a session; nobody is invited to a retreat', async () => {
    const closed = (await listSessions(here.db, reader(), 'SOMTC/27')).find((session) => session.access === 'CLOSED')
    await perform(inviteParty, request({ meeting: 'SOMTC/27', party: 'UNODC', category: 'organisation' }))
    const unodc = acting('OB', { party: 'UNODC' })
    expect(await findSession(here.db, reader(unodc), closed?.id ?? '')).toBeNull()
    expect(await refused(perform(admit, request({ meeting: 'SOMTC/27', party: 'UNODC', session: closed?.id })))).toEqual(['forbidden meetings.chair-invites'])
    await perform(admit, request({ meeting: 'SOMTC/27', party: 'UNODC', session: closed?.id, reason: 'To brief on trends' }, chair))
    expect(await findSession(here.db, reader(unodc), closed?.id ?? '')).not.toBeNull()
    expect(await listAdmissions(here.db, 'SOMTC/27')).toEqual([expect.objectContaining({ party: 'UNODC', givenRole: 'CH' })])
    const retreat = await perform(makeSession, request({ meeting: 'SOMTC/27', title: words('Retreat'), access: 'RETREAT', day: '2027-08-18', from: '11:00', until: '12:00' }))
    expect(await refused(perform(admit, request({ meeting: 'SOMTC/27', party: 'UNODC', session: retreat.id }, chair)))).toEqual(['/session meetings.retreat-closed'])
    expect(await refused(perform(assignPerson, request({ meeting: 'SOMTC/27', email: 'nobody@example.org', task: 'note-taker', session: retreat.id })))).toEqual(['/email meetings.no-such-person', '/task meetings.retreat-no-record'])
  })
})

describe('marking dates of the timeline', () => {
  it('the Secretariat marks any, the Chair and the host those of their lanes; it is marked once and may be taken back', async () => {
    const mark = (milestone: string, actor = desk) => perform(markDone, request({ meeting: 'SOMTC/27', milestone }, actor))
    expect(await refused(mark('nomination', chair))).toEqual(['forbidden meetings.lane-of-another'])
    await mark('zero-draft', chair)
    expect(await refused(mark('zero-draft'))).toEqual(['conflict meetings.done-before'])
    expect((await timelineOf(here.db, await meetingOf('SOMTC/27'), testNow)).find((one) => one.key === 'zero-draft')?.state).toBe('done')
    await perform(unmarkDone, request({ meeting: 'SOMTC/27', milestone: 'zero-draft' }))
    expect((await timelineOf(here.db, await meetingOf('SOMTC/27'), testNow)).find((one) => one.key === 'zero-draft')?.state).toBe('to-come')
    expect(await refused(mark('no-such-date'))).toEqual(['missing missing'])
  })
})

describe('the permission matrix', () => {
  it('practice §8.2 row 1: nobody but the Secretariat makes meetings and series', () => {
    for (const command of commands.filter((one) => ['series.create', 'meeting.plan', 'meeting.announce', 'meeting.move'].includes(one.name))) {
      for (const role of ['CH', 'HL', 'NF', 'HD', 'DE', 'LS', 'DP', 'OB', 'IN', 'PR', 'PU', 'LE', 'AU', 'SA'] as const) expect(Object.values(command.verdicts(acting(role, { body: 'SOMTC' }))).every((verdict) => !verdict.allowed), `${command.name} ${role}`).toBe(true)
      expect(Object.values(command.verdicts(acting('SD'))).every((verdict) => verdict.allowed)).toBe(true)
    }
  })
})
