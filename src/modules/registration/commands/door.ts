import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { hosts, listRights } from '../../meetings/index.ts'
import { addScan, countInside, findDoor, findScan, type DoorBadge, type DoorSession, listDoorBadges, lockDoor, saveCapacity, type Scan } from '../queries/door.ts'
import { canBadge, codeRead } from '../rules.ts'
import { type DoorAnswer, instantOfScan, mayEnter, room, type Verdict, withinWindow } from '../rules/door.ts'
import { hashOfCode } from './subject.ts'

const answers = ['in', 'out', 'not-here', 'keep'] as const

/** What is hidden is absent: a door of another host's meeting is not there. */
async function loadDoor({ tx, actor }: CommandContext, input: { session: string }): Promise<DoorSession> {
  const session = await findDoor(tx, input.session)
  if (!session || actor.capacity?.role !== 'HL' || !hosts(actor, session)) throw missing()
  return session
}

const specimen: DoorSession = { id: 'x', meeting: 'OWN/1', body: 'OWN', host: null, series: 'x', zone: 'UTC', title: { en: '', th: '' }, room: null, access: 'CLOSED', partner: null, consultation: false, opensAt: '', closesAt: '', state: 'planned', overlays: null, capacity: null }
const allow = (actor: Actor, session: DoorSession) => canBadge(actor, { hosted: hosts(actor, session) })

export interface Scanned {
  scan: Scan
  badge: DoorBadge | null
  session: DoorSession
  /** The very same was sent before: nothing was written now. */
  again: boolean
}

/** One look at a badge. What is sent twice under one key counts once; what a phone decided without network is kept beside what was right. */
export const scanBadge = defineCommand({
  name: 'door.scan',
  input: z.strictObject({
    key: z.string().regex(/^[\w-]{8,80}$/, 'door.key'), session: z.string().max(120), code: z.string().max(200).default(''), hash: z.string().regex(/^[0-9a-f]{32}$/).nullable().default(null), way: z.enum(['in', 'out']),
    /** How long it waited on the phone, by the phone's own clock. */
    waitedMs: z.number().nonnegative().default(0), given: z.enum(answers).nullable().default(null),
  }),
  load: loadDoor,
  allow,
  async run(context, session, input): Promise<Scanned> {
    const { tx, now, actor } = context
    const code = codeRead(input.code)
    const hash = input.hash ?? (code === null ? null : hashOfCode(session.series, code))
    if (hash === null) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/code', code: 'door.code' }] })
    await lockDoor(tx, session.id)
    const before = await findScan(tx, input.key)
    const at = instantOfScan(now, input.waitedMs)
    const [badge = null] = await listDoorBadges(tx, session, at, hash)
    if (before) {
      // A key is one phone's own: with another's it would tell what is not his to know.
      if (before.byAccount !== actor.person?.id || before.session !== session.id) throw new AppError('conflict', 'door.key')
      return { scan: before, badge, session, again: true }
    }
    const verdict = await judgeScan(context, session, badge, input.way, at, now)
    const scan: Scan = { key: input.key, session: session.id, participant: badge?.participant ?? null, badge: badge?.badge ?? null, way: input.way, at, answer: verdict.answer, reason: verdict.reason, given: input.given }
    await addScan(tx, { ...scan, series: session.series, meeting: session.meeting, receivedAt: now, byAccount: actor.person?.id ?? '', byName: actor.person?.name ?? '' })
    return { scan, badge, session, again: false }
  },
  audit: (session, { scan, again }) => ({ type: 'session', id: session.id, change: { scan: scan.key, participant: scan.participant, way: scan.way, answer: scan.answer, given: scan.given, ...(again ? { again } : {}) } }),
  specimens: () => ({ 'a room': specimen }),
})

async function judgeScan({ tx }: CommandContext, session: DoorSession, badge: DoorBadge | null, way: 'in' | 'out', at: string, now: string): Promise<Verdict> {
  if (badge === null) return { answer: 'not-here', reason: 'door.unknown' }
  const rights = await listRights(tx, now.slice(0, 10))
  const verdict = mayEnter(session, badge, rights)
  if (verdict.answer === 'keep') return verdict
  if (way === 'out') return { answer: 'out', reason: 'door.left' }
  if (verdict.answer !== 'in') return verdict
  const window = withinWindow(session, at)
  if (window !== null) return { answer: 'not-here', reason: window }
  const inside = await countInside(tx, session.id)
  return room(session, { own: badge.party === null ? 0 : (inside.parties.get(badge.party) ?? 0), all: inside.all, already: badge.inside }, badge)
}

export const setCapacity = defineCommand({
  name: 'door.set-capacity',
  input: z.strictObject({ session: z.string().max(120), capacity: z.coerce.number('registration.number').int().min(1, 'registration.number').max(100_000, 'registration.number').nullable() }),
  load: loadDoor,
  allow,
  async run({ tx }, session, input) {
    await saveCapacity(tx, session.id, input.capacity)
  },
  audit: (session, _result, input) => ({ type: 'session', id: session.id, change: { capacity: input.capacity } }),
  specimens: () => ({ 'a room': specimen }),
})

export type { DoorAnswer }
