import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { addDays, instantInZone } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { lockSeries, removeSession, roomTaken, saveSession } from '../queries/plan.ts'
import { addSession, listParticipations, lockSession, type RunningMeeting, type Session } from '../queries/run.ts'
import { canPrepare, isLive } from '../rules/state.ts'
import { Ref, SessionFields, Version } from '../schema/plan.ts'
import { meetingSpecimens, running, stale, tell } from './acting.ts'

type Fields = z.output<typeof SessionFields>
type Row = Pick<Session, 'title' | 'access' | 'partner' | 'room' | 'startsAt' | 'endsAt' | 'overlays'>

/** From and until are hours of the meeting's zone; an end at or before the beginning is on the next day. */
async function rowOf({ tx }: CommandContext, meeting: RunningMeeting, fields: Fields, own: string | null): Promise<Row> {
  const { zone } = meeting.run
  const startsAt = instantInZone(fields.day, fields.from, zone)
  const endsAt = instantInZone(fields.until <= fields.from ? addDays(fields.day, 1) : fields.day, fields.until, zone)
  const faults: Fault[] = []
  // Heads of delegation may meet on the eve (practice §1.3: T−1); everything else is within the days of the meeting.
  const first = meeting.startsOn === null ? null : fields.access === 'HOD_ONLY' ? addDays(meeting.startsOn, -1) : meeting.startsOn
  if (first === null || fields.day < first || fields.day > (meeting.endsOn ?? meeting.startsOn ?? '')) faults.push({ path: '/day', code: 'meetings.session-outside' })
  if (fields.partner !== null) {
    if (fields.access !== 'CONSULTATION' && fields.access !== 'DRAFTING') faults.push({ path: '/partner', code: 'meetings.session-partner' })
    const partner = (await listParticipations(tx, meeting.ref)).find((row) => row.party === fields.partner)
    if (!partner || partner.category === 'member') faults.push({ path: '/partner', code: 'meetings.partner-takes-part' })
  }
  if (fields.room !== null && faults.length === 0) {
    // Two who book one room at once queue here.
    await lockSeries(tx, meeting.run.series)
    const taken = await roomTaken(tx, { series: meeting.run.series, room: fields.room.en, startsAt, endsAt, except: own === null ? [] : [own] })
    if (taken) faults.push({ path: '/room', code: 'meetings.room-taken', params: { session: taken.title.en, sessionTh: taken.title.th, meeting: taken.meeting } })
  }
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
  return { title: fields.title, access: fields.access, partner: fields.partner, room: fields.room, startsAt, endsAt, overlays: fields.overlays }
}

export const makeSession = defineCommand({
  name: 'session.add',
  input: SessionFields.extend({ meeting: Ref }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor, meeting: RunningMeeting) => canPrepare(actor, meeting),
  async run(context, meeting, { meeting: _ref, ...fields }) {
    if (!isLive(meeting.run.state)) throw new AppError('conflict', 'meetings.over')
    const row = await rowOf(context, meeting, fields, null)
    const id = randomUUID()
    await addSession(context.tx, { id, meeting: meeting.ref, position: 1, ...row })
    await tell(context, meeting.ref)
    return { id, ...row }
  },
  audit: (meeting, { id, ...row }) => ({ type: 'meeting', id: meeting.ref, change: { session: id, added: row } }),
  specimens: (actor) => meetingSpecimens(actor),
})

type Subject = { meeting: RunningMeeting; session: Session }

async function sessionOf(context: CommandContext, input: { meeting: string; session: string }): Promise<Subject> {
  const meeting = await running(context, input.meeting)
  const session = await lockSession(context.tx, { actor: context.actor, now: context.now }, input.session)
  if (!session || session.meeting !== meeting.ref) throw missing()
  return { meeting, session }
}

const subjects = (actor: Parameters<typeof meetingSpecimens>[0]): Record<string, Subject> =>
  Object.fromEntries(Object.entries(meetingSpecimens(actor)).map(([label, meeting]) => [label, { meeting, session: { id: 'X', meeting: meeting.ref, state: 'planned' } as Session }]))

export const changeSession = defineCommand({
  name: 'session.change',
  input: SessionFields.extend({ meeting: Ref, session: z.string().max(80), version: Version }),
  load: (context, input) => sessionOf(context, input),
  allow: (actor, { meeting }: Subject) => canPrepare(actor, meeting),
  async run(context, { meeting, session }, { meeting: _ref, session: _id, version, ...fields }) {
    // Who was in the room of a session that has begun is a fact; its access is not changed afterwards.
    if (session.state !== 'planned') throw new AppError('conflict', 'meetings.session-begun')
    const row = await rowOf(context, meeting, fields, session.id)
    if (!(await saveSession(context.tx, { id: session.id, version, ...row }))) throw stale()
    await tell(context, meeting.ref)
    return row
  },
  audit: ({ meeting, session }, row) => ({ type: 'meeting', id: meeting.ref, change: { session: session.id, before: { title: session.title, access: session.access, partner: session.partner, room: session.room, startsAt: session.startsAt, endsAt: session.endsAt, overlays: session.overlays }, after: row } }),
  specimens: subjects,
})

/** Off the programme; it stays on record. */
export const dropSession = defineCommand({
  name: 'session.remove',
  input: z.strictObject({ meeting: Ref, session: z.string().max(80), version: Version }),
  load: (context, input) => sessionOf(context, input),
  allow: (actor, { meeting }: Subject) => canPrepare(actor, meeting),
  async run(context, { meeting, session }, input) {
    if (session.state !== 'planned') throw new AppError('conflict', 'meetings.session-begun')
    if (!(await removeSession(context.tx, session.id, input.version, context.now))) throw stale()
    await tell(context, meeting.ref)
  },
  audit: ({ meeting, session }) => ({ type: 'meeting', id: meeting.ref, change: { session: session.id, removed: session.title } }),
  specimens: subjects,
})
