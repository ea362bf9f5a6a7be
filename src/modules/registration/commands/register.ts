import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineCommand, type CommandContext } from '../../../kernel/command.ts'
import { AppError, type Fault, invalid } from '../../../kernel/errors.ts'
import { addBadge } from '../queries/badges.ts'
import { saveLogistics } from '../queries/logistics.ts'
import { addParticipant, addRole, clearValidation, findOfficer, type Gathering, listAccountsOf, listCategories, saveIdentity, saveLateRequest, saveOfficer, saveRegistration, saveTerms, saveValidation } from '../queries.ts'
import { badgeCategoryOf, canNameOfficer, canReadLogistics, canRegister, canSetTerms, canValidate, scopeOf, validationFault, type Whom } from '../rules.ts'
import { Identity, kinds, Logistics, type Registrant, rolesByRegistration } from '../schema.ts'
import { hashOfCode, loadGathering, loadPerson, newCode, signed, specimenGathering, specimens, type Subject, whomOf } from './subject.ts'

const stale = () => new AppError('conflict', 'version.stale')
export const Photo = z.strictObject({ sha256: z.string().length(64), type: z.enum(['image/jpeg', 'image/png']) }).nullable()
export const LateRequest = z.string().trim().min(20, 'registration.request-short').max(4000, 'registration.too-long')

/** A person who is there already, nominated or entered before, supplies the data. */
export const registerPerson = defineCommand({
  name: 'registration.register',
  input: z.strictObject({ participant: z.string().max(80), version: z.coerce.number().int(), identity: Identity, photo: Photo.default(null), lateRequest: LateRequest.nullable().default(null) }),
  load: loadPerson,
  allow: (actor, subject: Subject) => canRegister(actor, whomOf(subject)),
  async run(context, { gathering, person }, input) {
    const made = person.badge !== null && person.badge.state !== 'requested'
    // What stands on a badge that was made is the host's and the desk's to correct.
    if (made && context.actor.capacity?.role !== 'HL' && context.actor.capacity?.role !== 'SD') throw new AppError('conflict', 'registration.badge-made')
    if (!(await saveIdentity(context.tx, person.id, input.version, input.identity))) throw stale()
    await saveRegistered(context, gathering, person, input)
    if (!made && person.registered?.validatedAt) await clearValidation(context.tx, person.id)
  },
  audit: ({ person, gathering }, _result, input) => ({ type: 'participant', id: person.id, change: { series: gathering.id, party: person.party, registered: person.registered === null, late: gathering.closed && person.registered === null, photo: input.photo?.sha256 ?? null, consent: input.identity.consent } }),
  specimens,
})

async function saveRegistered(context: CommandContext, gathering: Gathering, person: Pick<Registrant, 'id' | 'registered'>, input: { identity: Identity; photo: z.output<typeof Photo>; lateRequest: string | null }): Promise<void> {
  // US-11 AC2: judged by the clock of the server at the first sending; later corrections do not make it late.
  const late = person.registered?.late ?? gathering.closed
  await saveRegistration(context.tx, person.id, { ...input.identity, photo: input.photo?.sha256 ?? null, photoType: input.photo?.type ?? null, late, lateRequest: late ? input.lateRequest : null, ...signed(context) })
}

/** A person whom nobody nominated: staff, services, media, support of a delegation. */
export const addPerson = defineCommand({
  name: 'registration.add',
  input: z.strictObject({
    series: z.string().max(80), kind: z.enum(kinds), party: z.string().max(40).nullable(), identity: Identity, role: z.enum(rolesByRegistration, 'registration.role-needed'), meetings: z.array(z.string().max(80)).min(1, 'registration.meetings-needed').max(60),
    photo: Photo.default(null), lateRequest: LateRequest.nullable().default(null),
  }),
  load: loadGathering,
  allow: (actor, gathering: Gathering) => (gathering.scope !== null && 'account' in gathering.scope ? canRegister(actor, { party: null, kind: 'services', account: null, hosted: gathering.hosted }) : canRegister(actor, { party: actor.capacity?.party ?? null, kind: 'delegation', account: null, hosted: gathering.hosted })),
  async run(context, gathering, input) {
    const faults = await placeFaults(context, gathering, input)
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const id = randomUUID()
    const { by, now } = signed(context)
    await addParticipant(context.tx, { ...input.identity, id, series: gathering.id, party: input.party, kind: input.kind, account: null, origin: 'desk', by, now })
    for (const meeting of new Set(input.meetings)) await addRole(context.tx, { participant: id, meeting, role: input.role, from: now })
    await saveRegistered(context, gathering, { id, registered: null }, input)
    return id
  },
  audit: (gathering, id, input) => ({ type: 'participant', id, change: { series: gathering.id, kind: input.kind, party: input.party, role: input.role, meetings: input.meetings, late: gathering.closed, consent: input.identity.consent } }),
  specimens: (actor) => ({ 'own delegation': { ...specimenGathering, scope: scopeOf(actor, { hosted: true }) } }),
})

/** What the form alone cannot know: whether the party takes part in the meetings, and is the actor's to speak for. */
export async function placeFaults({ tx, actor }: Pick<CommandContext, 'tx' | 'actor'>, gathering: Gathering, input: { kind: Registrant['kind']; party: string | null; meetings: readonly string[] }): Promise<Fault[]> {
  const faults: Fault[] = []
  const own = gathering.scope !== null && 'party' in gathering.scope ? gathering.scope.party : null
  if ((input.kind === 'delegation') !== (input.party !== null)) faults.push({ path: '/party', code: 'registration.party-needed' })
  if (own !== null && (input.kind !== 'delegation' || input.party !== own)) faults.push({ path: '/party', code: 'registration.own-party' })
  if (input.kind === 'secretariat' && actor.capacity?.role === 'HL') faults.push({ path: '/kind', code: 'registration.desk-brings' })
  const places = await listCategories(tx, gathering.id)
  const open = new Set(gathering.meetings.map((meeting) => meeting.ref))
  for (const meeting of input.meetings) {
    if (!open.has(meeting)) faults.push({ path: '/meetings', code: 'registration.no-such-meeting' })
    else if (input.party !== null && !places.some((place) => place.meeting === meeting && place.party === input.party)) faults.push({ path: '/meetings', code: 'registration.not-at-meeting', params: { meeting } })
  }
  return faults
}

/** only those who may read them may write them. Their values are nowhere else, not in the audit either. */
export const registerLogistics = defineCommand({
  name: 'registration.logistics',
  input: z.strictObject({ participant: z.string().max(80), logistics: Logistics }),
  load: loadPerson,
  allow: (actor, subject: Subject) => canReadLogistics(actor, whomOf(subject)),
  async run({ tx, now }, { gathering, person }, input) {
    await saveLogistics(tx, [{ participant: person.id, logistics: input.logistics }], gathering.id, now)
  },
  audit: ({ person, gathering }) => ({ type: 'participant', id: person.id, change: { series: gathering.id, logistics: 'saved' } }),
  specimens,
})

/** US-11 AC2: the written request of a late registration. */
export const requestLate = defineCommand({
  name: 'registration.request-late',
  input: z.strictObject({ participant: z.string().max(80), request: LateRequest }),
  load: loadPerson,
  allow: (actor, subject: Subject) => canRegister(actor, whomOf(subject)),
  async run({ tx }, { person }, input) {
    if (!person.registered?.late) throw new AppError('conflict', 'registration.not-late')
    await saveLateRequest(tx, person.id, input.request)
  },
  audit: ({ person }, _result, input) => ({ type: 'participant', id: person.id, change: { lateRequest: input.request } }),
  specimens,
})

/** US-11 AC1. What is validated asks for its badge. */
export const validateRegistration = defineCommand({
  name: 'registration.validate',
  input: z.strictObject({ participant: z.string().max(80), version: z.coerce.number().int() }),
  load: loadPerson,
  allow: (actor, subject: Subject) => canValidate(actor, whomOf(subject)),
  async run(context, { gathering, person }, input) {
    if (person.version !== input.version) throw stale()
    const fault = validationFault(person)
    if (fault !== null) throw new AppError('conflict', fault)
    await saveValidation(context.tx, person.id, signed(context))
    if (person.badge === null) await requestBadge(context, gathering, person)
  },
  audit: ({ person, gathering }) => ({ type: 'participant', id: person.id, change: { series: gathering.id, validated: true, party: person.party } }),
  specimens,
})

export async function requestBadge(context: CommandContext, gathering: Gathering, person: Registrant): Promise<void> {
  const categories = new Map((await listCategories(context.tx, gathering.id)).filter((place) => place.party === person.party).map((place) => [place.meeting, place.category]))
  const code = newCode()
  await addBadge(context.tx, { id: randomUUID(), participant: person.id, series: gathering.id, code, codeHash: hashOfCode(gathering.id, code), category: badgeCategoryOf(person, categories), state: 'requested', ...signed(context) })
}

export const nameOfficer = defineCommand({
  name: 'registration.name-officer',
  input: z.strictObject({ series: z.string().max(80), account: z.string().max(80).nullable() }),
  load: loadGathering,
  allow: (actor, gathering: Gathering): ReturnType<typeof canNameOfficer> => canNameOfficer(actor, { party: actor.capacity?.party ?? null, kind: 'delegation', account: null, hosted: gathering.hosted }),
  async run({ tx, actor, now }, gathering, input) {
    const party = actor.capacity?.party ?? ''
    if (input.account !== null && !(await listAccountsOf(tx, party, now)).some((account) => account.id === input.account)) throw invalid('/account', 'registration.no-such-account')
    const before = await findOfficer(tx, gathering.id, party)
    // Sent twice, it is named once.
    if ((before?.account ?? null) === input.account) return { party, before: input.account }
    await saveOfficer(tx, { series: gathering.id, party, account: input.account, by: actor.person?.name ?? '', now })
    return { party, before: before?.account ?? null }
  },
  audit: (gathering, result, input) => ({ type: 'series', id: gathering.id, change: { party: result.party, officer: input.account, before: result.before } }),
  specimens: () => ({ 'own delegation': specimenGathering }),
})

export const setTerms = defineCommand({
  name: 'registration.set-terms',
  input: z.strictObject({ series: z.string().max(80), closesOn: z.iso.date('registration.day').nullable(), version: z.coerce.number().int() }),
  load: loadGathering,
  allow: (actor, gathering: Gathering) => canSetTerms(actor, gathering),
  async run({ tx }, gathering, input) {
    if (input.closesOn !== null && input.closesOn > gathering.endsOn) throw invalid('/closesOn', 'registration.closes-after')
    if (!(await saveTerms(tx, gathering.id, input.closesOn, input.version))) throw stale()
  },
  audit: (gathering, _result, input) => ({ type: 'series', id: gathering.id, change: { closesOn: input.closesOn, before: gathering.closesOn } }),
  specimens: () => ({ 'a series': specimenGathering }),
})

export type { Whom }
