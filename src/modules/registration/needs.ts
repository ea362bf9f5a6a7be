import type { Module, Need } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { meetingHref } from '../meetings/index.ts'
import { findOfficer, listGatherings, listRegistrants } from './queries.ts'
import { canBadge, canRegister, canValidate, validationFault } from './rules.ts'
import { countOpenCorrections } from './queries/list.ts'
import { canIssueList } from './rules/list.ts'
import { words } from './wording.ts'

type Request = Parameters<NonNullable<Module['needs']>>[0]

const takesCare = ['SD', 'HL', 'NF', 'HD', 'DE', 'LS', 'DP', 'OB', 'IN', 'PR']

/** What waits for this person in the series that are not over. */
export async function needs({ db, actor, now, today, lang }: Request): Promise<Need[]> {
  if (!takesCare.includes(actor.capacity?.role ?? '')) return []
  const m = words[lang]
  const list: Need[] = []
  const open = (await listGatherings(db, { actor, now }, today)).filter((gathering) => gathering.scope !== null)
  const read = await Promise.all(open.map(async (gathering) => {
    const party = gathering.scope !== null && 'party' in gathering.scope ? gathering.scope.party : null
    const [people, officer] = await Promise.all([listRegistrants(db, gathering, now), party === null ? null : findOfficer(db, gathering.id, party)])
    return { gathering, people, party, officer }
  }))
  for (const { gathering, people, party, officer } of read) {
    const first = gathering.meetings[0]
    if (!first || gathering.scope === null) continue
    const at = `${meetingHref(first.ref)}/registration`
    const add = (n: number, key: 'validate' | 'vet' | 'print' | 'late' | 'register', query: string) => {
      if (n > 0) list.push({ dueOn: gathering.closesOn, what: m[`registration.need-${key}`](numeral(lang, n), n), href: `${at}${query}`, why: m[`registration.need-${key}-why`], verb: m[`registration.verb-${key}`] })
    }
    const whom = (person: (typeof people)[number]) => ({ party: person.party, kind: person.kind, account: person.account, hosted: gathering.hosted, officer: person.party === party ? (officer?.account ?? null) : null })
    add(people.filter((person) => person.registered !== null && validationFault(person) === null && canValidate(actor, whom(person)).allowed).length, 'validate', '?registered=waiting')
    // The desk and the host see what is late; the letter is for the delegation to write.
    if (!('all' in gathering.scope)) {
      add(people.filter((person) => person.registered?.late && person.registered.lateRequest === null).length, 'late', '?registered=late')
      add(people.filter((person) => person.registered === null && canRegister(actor, whom(person)).allowed).length, 'register', '?registered=none')
    }
    if (canIssueList(actor).allowed) {
      for (const { meeting, n } of await countOpenCorrections(db, gathering.meetings.map((each) => each.ref))) {
        list.push({ dueOn: gathering.endsOn, what: m['participants.need-corrections'](numeral(lang, n), n), href: `${meetingHref(meeting)}/participants#corrections`, why: m['participants.need-corrections-why'], verb: m['participants.verb-settle'] })
      }
    }
    if (canBadge(actor, gathering).allowed) {
      add(people.filter((person) => person.badge?.state === 'requested').length, 'vet', '?badge=requested')
      add(people.filter((person) => person.badge?.state === 'vetted').length, 'print', '?badge=vetted')
    }
  }
  return list
}
