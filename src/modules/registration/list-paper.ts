import { formatDay } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import type { Block, Paper } from '../../kernel/paper.ts'
import { drawsAll } from '../../kernel/typst.ts'
import { numeral } from '../../ui/index.ts'
import type { ListedGroup } from './rules/list.ts'
import type { Registrant } from './schema.ts'
import { fullName, type Speaker } from './wording.ts'

/** US-15 AC3: who gave no consent is listed by post only. */
export const shownName = (person: Pick<Registrant, 'honorific' | 'givenName' | 'familyName' | 'registered'>): string | null => (person.registered?.consent ? fullName(person) : null)

/** The name in its own script, beside the other; where that is not the same. */
export const ownScript = (person: Registrant): string | null => (shownName(person) !== null && person.nativeName !== '' && person.nativeName !== shownName(person) ? person.nativeName : null)

/** On paper a name that cannot be drawn gives way to the one on the badge. */
const nameOnPaper = (person: Registrant): string | null => {
  const name = shownName(person)
  return name === null ? null : ([name, person.badgeName].find((each) => each !== '' && drawsAll(each)) ?? name)
}

export interface ListContext {
  speaker: Speaker
  meeting: { name: string; days: string }
  day: string
  final: boolean
}

/** The list as a paper: the PDF and the Word file say the same. */
export function listPaper(groups: readonly ListedGroup<Registrant>[], { speaker, meeting, day, final }: ListContext): Paper {
  const { m, lang } = speaker
  const people = groups.flatMap((group) => group.delegations.flatMap((delegation) => delegation.people))
  const rows = (delegation: { people: Registrant[] }) =>
    delegation.people.map((person) => {
      const name = nameOnPaper(person)
      const own = ownScript(person)
      const native = own !== null && drawsAll(own) ? own : null
      return [
        [...(name === null ? [[{ text: m['participants.by-post'], quiet: true }]] : [[{ text: name, strong: true }]]), ...(native === null ? [] : [[native]])],
        [[person.post], ...(person.agency ? [[{ text: person.agency, quiet: true }]] : [])],
        [[roleWord(person, speaker)]],
      ]
    })
  const blocks: Block[] = groups.flatMap((group) => [
    { kind: 'heading' as const, text: m[`participants.group.${group.group}`] },
    ...group.delegations.flatMap((delegation): Block[] => [
      ...(delegation.party === null ? [] : [{ kind: 'text' as const, line: [{ text: speaker.party(delegation.party), strong: true }] }]),
      { kind: 'table', caption: delegation.party === null ? m[`participants.group.${group.group}`] : speaker.party(delegation.party), columns: [{ head: m['participants.name'], width: 5 }, { head: m['participants.post'], width: 7 }, { head: m['participants.capacity'], width: 3 }], rows: rows(delegation), hideHead: true },
    ]),
  ])
  const posts = people.some((person) => !person.registered?.consent)
  return {
    lang, over: meeting.name, title: final ? m['participants.paper-final'] : m['participants.paper-provisional'], subtitle: meeting.days, dated: m['participants.paper-dated'](formatDay(day, lang)), facts: [m['participants.count'](numeral(lang, people.length), people.length)],
    blocks: [...blocks, ...(posts ? [{ kind: 'text' as const, quiet: true, line: [m['participants.paper-posts']] }] : []), ...(final ? [] : [{ kind: 'text' as const, quiet: true, line: [m['participants.paper-corrections']] }])],
    marking: m['participants.paper-marking'], pageWords: [m['participants.page-words-before'], m['participants.page-words-between']],
  }
}

export const roleWord = (person: Pick<Registrant, 'roles' | 'kind'>, speaker: Speaker): string => (person.roles[0] ? speaker.m[`registration.role.${person.roles[0].role}`] : speaker.m[`registration.kind.${person.kind}`])

/** For the search: names of those who consented, posts of all. */
export const listText = (groups: readonly ListedGroup<Registrant>[], _lang: Lang): string => groups.flatMap((group) => group.delegations.flatMap((delegation) => delegation.people.map((person) => [shownName(person), person.post, person.agency].filter(Boolean).join(', ')))).join('\n')
