import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import type { ImportedPerson } from '../rules/import.ts'
import { findImport, saveImport, saveLogistics, takeImport } from '../queries/logistics.ts'
import { addPeople } from '../queries/import.ts'
import { type Gathering, listRegistrants } from '../queries.ts'
import { canReadLogistics, canRegister, scopeOf } from '../rules.ts'
import { Identity, Logistics, personRoles } from '../schema.ts'
import { loadGathering, signed, specimenGathering } from './subject.ts'

const Person: z.ZodType<ImportedPerson> = z.strictObject({
  participant: z.string().max(80).nullable(), party: z.string().max(40), role: z.enum(personRoles), meetings: z.array(z.string().max(80)).max(60), identity: Identity, logistics: Logistics.nullable(),
})

/** A group is registered by who registers one of it: the desk, the host, a delegation's officers. */
const allow = (actor: Actor, gathering: Gathering) => canRegister(actor, { party: gathering.scope !== null && 'party' in gathering.scope ? gathering.scope.party : null, kind: 'delegation', account: null, hosted: gathering.hosted })
const specimens = (actor: Actor) => ({ 'own delegation': { ...specimenGathering, scope: scopeOf(actor, { hosted: true }) } })

/** Keeps what was read without fault, sealed, until the same person says yes to it; for a day. */
export const stageImport = defineCommand({
  name: 'registration.stage-import',
  input: z.strictObject({ series: z.string().max(80), people: z.array(Person).min(1).max(2000) }),
  load: loadGathering,
  allow,
  async run({ tx, actor, now }, gathering, input) {
    const id = randomUUID()
    const own = gathering.scope !== null && 'party' in gathering.scope ? gathering.scope.party : null
    if (own !== null && input.people.some((person) => person.party !== own)) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code: 'registration.own-party' }] })
    const reads = canReadLogistics(actor, { party: own, kind: 'delegation', account: null, hosted: gathering.hosted }).allowed
    if (!reads && input.people.some((person) => person.logistics !== null)) throw new AppError('forbidden', 'registration.logistics-closed')
    await saveImport(tx, { id, series: gathering.id, party: own, people: input.people, by: actor.person?.id ?? '', now })
    return id
  },
  audit: (gathering, id, input) => ({ type: 'series', id: gathering.id, change: { import: id, people: input.people.length } }),
  specimens,
})

/** Everyone or no one: one transaction, so that a power cut leaves nothing half-written. */
export const importPeople = defineCommand({
  name: 'registration.import',
  input: z.strictObject({ series: z.string().max(80), import: z.string().max(80) }),
  load: loadGathering,
  allow,
  async run(context, gathering, input) {
    const { tx, actor, now } = context
    const found = await findImport(tx, input.import, gathering.id, actor.person?.id ?? '', now)
    if (!found || !(await takeImport(tx, input.import))) throw missing()
    const people = z.array(Person).parse(found.people)
    // Between looking and saying yes somebody may have registered one of them.
    const known = await listRegistrants(tx, gathering, now)
    const taken = known.filter((person) => person.registered !== null)
    const same = people.find((person) => taken.some((other) => other.id === person.participant || (other.party === person.party && other.givenName === person.identity.givenName && other.familyName === person.identity.familyName)))
    if (same) throw new AppError('conflict', 'import.meanwhile', { params: { name: `${same.identity.givenName} ${same.identity.familyName}`.trim() } })
    const rows = people.map((person) => ({ ...person, id: person.participant ?? randomUUID() }))
    await addPeople(tx, gathering.id, rows, { ...signed(context), late: gathering.closed })
    await saveLogistics(tx, rows.flatMap((row) => (row.logistics ? [{ participant: row.id, logistics: row.logistics }] : [])), gathering.id, now)
    return rows.map((row) => row.id)
  },
  // Who and how many, never what the rows say: logistics stand in no log.
  audit: (gathering, ids, input) => ({ type: 'series', id: gathering.id, change: { import: input.import, registered: ids.length, late: gathering.closed, participants: ids } }),
  specimens,
})
