import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import type { CommandContext } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { findGathering, findOfficer, type Gathering, lockRegistrant, seriesOfParticipant } from '../queries.ts'
import { codeFrom, type Whom } from '../rules.ts'
import type { Registrant } from '../schema.ts'

export interface Subject {
  gathering: Gathering
  person: Registrant
  officer: string | null
}

export const whomOf = ({ gathering, person, officer }: Subject): Whom & { officer: string | null } => ({ party: person.party, kind: person.kind, account: person.account, hosted: gathering.hosted, officer })

/** What is hidden is absent: a person outside the reader's scope answers as one who does not exist. */
export async function loadPerson({ tx, actor, now }: CommandContext, input: { participant: string }): Promise<Subject> {
  const series = await seriesOfParticipant(tx, input.participant)
  const gathering = series === null ? null : await findGathering(tx, { actor, now }, series)
  const person = gathering && (await lockRegistrant(tx, gathering, input.participant, now))
  if (!gathering || !person) throw missing()
  const officer = person.party === null ? null : await findOfficer(tx, gathering.id, person.party)
  return { gathering, person, officer: officer?.account ?? null }
}

export async function loadGathering({ tx, actor, now }: CommandContext, input: { series: string }): Promise<Gathering> {
  const gathering = await findGathering(tx, { actor, now }, input.series)
  if (!gathering || gathering.scope === null) throw missing()
  return gathering
}

export const signed = ({ actor, now }: CommandContext) => ({ by: actor.person?.name ?? '', role: actor.capacity?.role ?? '', now })

/** For the generated matrix: the actor's own delegation and another's. */
export function specimens(actor: Actor): Record<string, Subject> {
  const of = (party: string | null, account: string | null, kind: Registrant['kind'] = 'delegation'): Subject => ({
    gathering: { ...specimenGathering, hosted: true },
    person: { id: 'x', series: 'x', party, kind, honorific: '', givenName: '', familyName: '', badgeName: '', nativeName: '', post: '', agency: '', position: 1, account, origin: 'desk', version: 1, roles: [], registered: null, badge: null, attended: [] },
    officer: null,
  })
  return { 'own delegation': of(actor.capacity?.party ?? 'OWN', null), 'another delegation': of('ANOTHER', null), oneself: of(null, actor.person?.id ?? 'x', 'services'), 'host staff': of(null, null, 'host') }
}

export const specimenGathering: Gathering = {
  id: 'x', name: { en: '', th: '' }, zone: 'UTC', host: null, city: null, venue: null, startsOn: '2026-01-01', endsOn: '2026-01-02', origin: 'desk', version: 1, meetings: [], closesOn: '2025-12-20', closed: false, termsVersion: 0, hosted: true, scope: { all: true },
}

export const newCode = (): string => codeFrom(randomBytes(8))
/** What a phone at the door keeps instead of the code. */
export const hashOfCode = (series: string, code: string): string => createHash('sha256').update(`${series}:${code}`).digest('hex').slice(0, 32)
