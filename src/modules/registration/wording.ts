import type { Lang } from '../../kernel/languages.ts'
import { inEnglishOrder, type Body, type Party } from '../mechanism/index.ts'
import { meetingTitle, type RunningMeeting } from '../meetings/index.ts'
import { enDoor } from './messages/door.en.ts'
import { thDoor } from './messages/door.th.ts'
import { enLists } from './messages/lists.en.ts'
import { thLists } from './messages/lists.th.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { Registrant } from './schema.ts'

export const words = { en: { ...en, ...enDoor, ...enLists }, th: { ...th, ...thDoor, ...thLists } }
export type Words = (typeof words)['en']

type Named = Pick<Registrant, 'honorific' | 'givenName' | 'familyName'>

/** As a paper writes it: title, given name, family name. */
export const fullName = (person: Named): string => [person.honorific, person.givenName, person.familyName].filter(Boolean).join(' ')

const collators: Record<Lang, Intl.Collator> = { en: new Intl.Collator('en', { numeric: true }), th: new Intl.Collator('th', { numeric: true }) }

/** As the reader's language sorts, any script after its own; marks of tone and accents tell apart what is else the same. */
export const byText = (lang: Lang) => collators[lang].compare

/** People outside the order of protocol: by name, titles do not count. */
export const byName = (lang: Lang) => (a: Named, b: Named): number => collators[lang].compare(`${a.givenName} ${a.familyName}`, `${b.givenName} ${b.familyName}`)

/** member states in the English order of the mechanism whatever the reader's language, then partners and organisations so, then who has no party. */
export function delegationOrder(parties: readonly Party[]): (a: { party: string | null; kind?: string }, b: { party: string | null; kind?: string }) => number {
  const isMember = (party: Party) => party.categories.some(({ category, until }) => category === 'member' && until === null)
  const place = new Map([...inEnglishOrder(parties.filter(isMember)), ...inEnglishOrder(parties.filter((party) => !isMember(party)))].map((party, index) => [party.code, index]))
  const kindPlace = ['delegation', 'secretariat', 'host', 'services', 'media', 'resource-person']
  const at = (row: { party: string | null; kind?: string }) => (row.party === null ? 10_000 + kindPlace.indexOf(row.kind ?? '') : (place.get(row.party) ?? 9_999))
  return (a, b) => at(a) - at(b)
}

const rank = (person: Pick<Registrant, 'roles'>): number => (person.roles.some(({ role }) => role === 'head') ? 0 : person.roles.some(({ role }) => role === 'alternate') ? 1 : 2)
/** Practice §1.11: the head first, then the alternate, then as the delegation gave it. */
export const asGiven = (a: Pick<Registrant, 'roles' | 'position'>, b: Pick<Registrant, 'roles' | 'position'>): number => rank(a) - rank(b) || a.position - b.position

export function speakerOf(lang: Lang, parties: readonly Party[], bodies: readonly Body[]) {
  const m = words[lang]
  const byCode = new Map(parties.map((party) => [party.code, party]))
  const bodyByCode = new Map(bodies.map((body) => [body.code, body]))
  return {
    lang, m, parties,
    party: (code: string | null): string => (code === null ? m['registration.no-delegation'] : (byCode.get(code)?.name[lang] ?? code)),
    belongs: (person: Pick<Registrant, 'party' | 'kind'>): string => (person.party === null ? m[`registration.kind.${person.kind}`] : (byCode.get(person.party)?.name[lang] ?? person.party)),
    meeting: (meeting: Pick<RunningMeeting, 'body' | 'session' | 'ordinal' | 'kind' | 'prepares' | 'name'>): string => meetingTitle(meeting, bodyByCode, lang),
  }
}
export type Speaker = ReturnType<typeof speakerOf>
