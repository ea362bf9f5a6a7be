import { randomUUID } from 'node:crypto'
import { type Actor, acts, type Role } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { queueMail } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/db.ts'
import type { Verdict } from '../../../kernel/policy.ts'
import { addCapacity, addressesOf, approveCapacity, capacityToDecide, type CapacityRow, countAdministrators, refuseCapacity, revokeCapacity } from '../queries/capacities.ts'
import { findPerson } from '../queries/people.ts'
import { wearHat } from '../queries/sessions.ts'
import {
  type CapacityState, type Held, managesPeople, type Naming, needsTwo, stateOf, verdictOnApproval, verdictOnHat, verdictOnNaming, verdictOnRefusal, verdictOnRevoking, type Waiting,
} from '../rules.ts'
import { CapacityId, CapacityWish, HatChoice } from '../schema.ts'
import { readPlaces } from '../wording.ts'
import { mailTo } from '../letters.ts'

const stateAt = (row: CapacityRow, now: string): CapacityState => stateOf(row, now)

/** Every code must be one the record knows: a delegate of "THAI" would belong to nobody. */
export async function requireKnownPlaces(tx: Tx, wish: { body: string | null; party: string | null; area: string | null }): Promise<void> {
  const places = await readPlaces(tx)
  const faults: Fault[] = []
  if (wish.party !== null && !places.parties.has(wish.party)) faults.push({ path: '/party', code: 'people.unknown-party' })
  if (wish.body !== null && !places.bodies.has(wish.body)) faults.push({ path: '/body', code: 'people.unknown-body' })
  if (wish.area !== null && !places.areas.has(wish.area)) faults.push({ path: '/area', code: 'people.unknown-area' })
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
}

export function requireLater(until: string | null, now: string): void {
  if (until !== null && until <= now) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/until', code: 'people.until-past' }] })
}

/** auditors are told of every request and decision on a role that takes two. Inside the transaction that causes it. */
export async function tellAuditors(context: CommandContext, about: { id: string; role: Role; name: string; what: 'requested' | 'approved' | 'refused' | 'revoked' }): Promise<void> {
  const { tx, now, actor } = context
  for (const auditor of await addressesOf(tx, 'AU', now)) {
    await queueMail(tx, { ...mailTo(auditor, 'auditor', { role: about.role, name: about.name, what: about.what, by: actor.person?.name ?? '' }), now, uniqueKey: `capacity-${about.id}-${about.what}-${auditor.email}` })
  }
}

/** An actor manages nobody outside the own party: what is not his does not exist for him. */
async function personInReach(context: CommandContext, id: string): Promise<{ id: string; name: string }> {
  const { actor, tx } = context
  const own = acts(actor, 'SA') ? null : (actor.capacity?.party ?? null)
  const person = managesPeople(actor) || actor.person?.id === id ? await findPerson(tx, id, actor.person?.id === id ? null : own) : null
  if (!person || person.closedAt !== null) throw missing()
  return person
}

async function loadWish(context: CommandContext, wish: { person: string; role: Role; party: string | null }): Promise<Naming & { name: string }> {
  const person = await personInReach(context, wish.person)
  return { person: person.id, name: person.name, role: wish.role, party: wish.party }
}

const someRole = { one: 'HD', two: 'SD' } as const
const partyOf = (actor: Actor) => actor.capacity?.party ?? 'OWN'
const namings = (actor: Actor): Record<string, Naming & { name: string }> => ({
  'head of the own delegation': { person: 'someone', name: '', role: someRole.one, party: partyOf(actor) },
  "another party's head of delegation": { person: 'someone', name: '', role: someRole.one, party: 'ANOTHER' },
  'desk officer': { person: 'someone', name: '', role: someRole.two, party: null },
  oneself: { person: actor.person?.id ?? 'nobody', name: '', role: someRole.one, party: partyOf(actor) },
})

/** Counts at once. Roles that take two are asked for with `capacity.request`. */
export const grantCapacity = defineCommand({
  name: 'capacity.grant',
  input: CapacityWish,
  load: loadWish,
  allow: (actor, subject): Verdict => verdictOnNaming(actor, subject, true),
  async run(context, subject, wish) {
    requireLater(wish.until, context.now)
    await requireKnownPlaces(context.tx, wish)
    return create(context, subject.person ?? '', wish, true)
  },
  audit: (subject, id, wish) => ({ type: 'capacity', id, change: { person: subject.person, role: wish.role, body: wish.body, party: wish.party, area: wish.area, until: wish.until } }),
  specimens: namings,
})

/** waits until a second administrator approves. */
export const requestCapacity = defineCommand({
  name: 'capacity.request',
  input: CapacityWish,
  load: loadWish,
  allow: (actor, subject): Verdict => verdictOnNaming(actor, subject, false),
  async run(context, subject, wish) {
    requireLater(wish.until, context.now)
    await requireKnownPlaces(context.tx, wish)
    const counts = !needsTwo(wish.role)
    const id = await create(context, subject.person ?? '', wish, counts)
    if (!counts) await tellAuditors(context, { id, role: wish.role, name: subject.name, what: 'requested' })
    return id
  },
  audit: (subject, id, wish) => ({ type: 'capacity', id, change: { person: subject.person, role: wish.role, body: wish.body, party: wish.party, area: wish.area, until: wish.until, waits: needsTwo(wish.role) } }),
  specimens: namings,
})

async function create(context: CommandContext, person: string, wish: CapacityWish, counts: boolean): Promise<string> {
  const id = randomUUID()
  const { role, body, party, area, until, reason } = wish
  await addCapacity(context.tx, { id, person, role, body, party, area, until, reason, from: context.now, by: context.actor.person?.id ?? '', now: context.now, counts })
  return id
}

async function loadDecision({ tx, now, actor }: CommandContext, { id, version }: { id: string; version?: number | undefined }): Promise<CapacityRow & Waiting> {
  const row = await capacityToDecide(tx, id)
  if (!row || !acts(actor, 'SA')) throw missing()
  if (version !== undefined && version !== row.version) throw new AppError('conflict', 'version.stale')
  return { ...row, state: stateAt(row, now) }
}

const emptyRow = { id: 'capacity', personName: '', body: null, party: null, area: null, from: '', until: null, requestedByName: null, requestedAt: '', reason: null, grantedAt: null, approvedBy: null, approvedByName: null, refusedAt: null, revokedAt: null, version: 1 }
const waiting = (more: Partial<Waiting>): CapacityRow & Waiting => ({ ...emptyRow, person: 'someone', requestedBy: 'another', role: 'SD', state: 'waiting', ...more })
const decisions = (actor: Actor): Record<string, CapacityRow & Waiting> => ({
  "another's request": waiting({}),
  'own request': waiting({ requestedBy: actor.person?.id ?? 'nobody' }),
  'request about oneself': waiting({ person: actor.person?.id ?? 'nobody' }),
  'decided already': waiting({ state: 'in-force' }),
})

/** the second administrator is another than the first. */
export const approveRequest = defineCommand({
  name: 'capacity.approve',
  input: CapacityId,
  load: loadDecision,
  allow: (actor, row) => verdictOnApproval(actor, row),
  async run(context, row) {
    await approveCapacity(context.tx, row.id, context.actor.person?.id ?? '', context.now)
    await tellAuditors(context, { id: row.id, role: row.role, name: row.personName, what: 'approved' })
  },
  audit: (row) => ({ type: 'capacity', id: row.id, change: { person: row.person, role: row.role, requestedBy: row.requestedBy } }),
  specimens: decisions,
})

export const refuseRequest = defineCommand({
  name: 'capacity.refuse',
  input: CapacityId,
  load: loadDecision,
  allow: (actor, row) => verdictOnRefusal(actor, row),
  async run(context, row) {
    await refuseCapacity(context.tx, row.id, context.actor.person?.id ?? '', context.now)
    await tellAuditors(context, { id: row.id, role: row.role, name: row.personName, what: 'refused' })
  },
  audit: (row) => ({ type: 'capacity', id: row.id, change: { person: row.person, role: row.role, requestedBy: row.requestedBy } }),
  specimens: decisions,
})

/** From this instant on it is not read as a right any more; what was done under it stays. */
export const revokeHeld = defineCommand({
  name: 'capacity.revoke',
  input: CapacityId,
  async load(context, { id, version }): Promise<CapacityRow & Held> {
    const row = await capacityToDecide(context.tx, id)
    if (!row) throw missing()
    const own = acts(context.actor, 'SA') || row.person === context.actor.person?.id || (managesPeople(context.actor) && row.party !== null && row.party === context.actor.capacity?.party)
    if (!own) throw missing()
    if (version !== undefined && version !== row.version) throw new AppError('conflict', 'version.stale')
    const state = stateAt(row, context.now)
    return { ...row, state, lastAdministrator: row.role === 'SA' && state === 'in-force' && (await countAdministrators(context.tx, context.now, { capacity: id })) === 0 }
  },
  allow: (actor, row) => verdictOnRevoking(actor, row),
  async run(context, row) {
    await revokeCapacity(context.tx, row.id, context.actor.person?.id ?? '', context.now)
    if (needsTwo(row.role)) await tellAuditors(context, { id: row.id, role: row.role, name: row.personName, what: 'revoked' })
  },
  audit: (row) => ({ type: 'capacity', id: row.id, change: { person: row.person, role: row.role, body: row.body, party: row.party } }),
  specimens(actor) {
    const held = (more: Partial<Held>): CapacityRow & Held => ({ ...emptyRow, requestedBy: 'another', person: 'someone', role: 'HD', state: 'in-force', lastAdministrator: false, ...more, party: more.party ?? null })
    return {
      'head of the own delegation': held({ party: partyOf(actor) }),
      "another party's head of delegation": held({ party: 'ANOTHER' }),
      'own capacity': held({ person: actor.person?.id ?? 'nobody' }),
      'the last administrator': held({ role: 'SA', lastAdministrator: true }),
    }
  },
})

/** puts on one hat for this session. The act before this one had another hat or none, the acts after it carry this one. */
export const chooseHat = defineCommand({
  name: 'capacity.choose',
  input: HatChoice,
  async load({ tx, now, actor }, { id }): Promise<{ id: string; person: string; role: Role; state: CapacityState }> {
    const row = await capacityToDecide(tx, id)
    if (!row || row.person !== actor.person?.id) throw missing()
    return { id: row.id, person: row.person, role: row.role, state: stateAt(row, now) }
  },
  allow: (actor, subject) => verdictOnHat(actor, subject),
  async run({ tx, actor }, subject, { token }) {
    if (!(await wearHat(tx, { token, person: actor.person?.id ?? '' }, subject.id))) throw new AppError('unauthenticated', 'people.sign-in-first')
  },
  audit: (subject) => ({ type: 'person', id: subject.person, change: { capacity: subject.id, role: subject.role } }),
  specimens: (actor): Record<string, { id: string; person: string; role: Role; state: CapacityState }> => ({
    'own capacity in force': { id: 'capacity', person: actor.person?.id ?? 'nobody', role: 'DE', state: 'in-force' },
    'own capacity that ended': { id: 'capacity', person: actor.person?.id ?? 'nobody', role: 'DE', state: 'ended' },
    "another's capacity": { id: 'capacity', person: 'someone', role: 'DE', state: 'in-force' },
  }),
})

