import { acts } from '../../kernel/actor.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import type { Module, Need } from '../../kernel/module.ts'
import { listBodies, listParties } from '../mechanism/index.ts'
import { chairs, listRunning, meetingTitle, partyOf, timelinesOf } from '../meetings/index.ts'
import { listUnverified } from './queries.ts'
import { listLetters, listMembers, listProposals } from './queries/people.ts'
import { credentialsDue, isForMeeting, isOver, nominationDue, standingBy } from './rules/people.ts'
import { words } from './wording.ts'

type Request = Parameters<NonNullable<Module['needs']>>[0]
const shown = 6

/** What of delegations waits for this person: to name, to send, to check, to verify. */
export async function needs(request: Request): Promise<Need[]> {
  const { actor } = request
  if (acts(actor, 'SD')) return deskNeeds(request)
  if (acts(actor, 'CH')) return chairNeeds(request)
  return acts(actor, 'NF', 'HD', 'DP', 'OB') ? ownNeeds(request) : []
}

async function titles({ db, lang }: Request) {
  const byCode = new Map((await listBodies(db)).map((body) => [body.code, body]))
  return (meeting: Parameters<typeof meetingTitle>[0]) => meetingTitle(meeting, byCode, lang)
}
const marked = (why: string, of: { origin: string }, lang: 'en' | 'th'): string => (of.origin === 'demonstration' ? `${why} (${words[lang]['delegations.example']})` : why)
const at = (meeting: string, party: string) => `/meetings/${meeting}/delegations/${party}`

async function ownNeeds(request: Request): Promise<Need[]> {
  const { db, actor, now, lang } = request
  const m = words[lang]
  const party = partyOf(actor)
  if (party === null) return []
  const [meetings, members, letters, proposals, title] = await Promise.all([listRunning(db, { actor, now }), listMembers(db, null, { party, at: now }), listLetters(db, null, { party }), acts(actor, 'NF') ? listProposals(db, party) : [], titles(request)])
  const dates = await timelinesOf(db, meetings, now)
  const list: Need[] = []
  // A letter may be for every meeting of a series: it is asked for once.
  const asked = new Set<string>()
  for (const meeting of meetings.filter(({ run }) => !isOver(run) && run.state !== 'PLANNED' && run.state !== 'POSTPONED')) {
    const here = members.filter((member) => member.meeting === meeting.ref)
    const head = here.find((member) => member.role === 'head')
    const standing = head ? standingBy(letters.filter((letter) => isForMeeting(letter, meeting)), head.id) : 'NONE'
    const letter = letters.find((each) => isForMeeting(each, meeting) && head !== undefined && each.participants.includes(head.id))
    if (!head && !acts(actor, 'HD')) list.push({ dueOn: dates.get(meeting.ref)?.find((date) => date.key === 'nomination')?.on ?? nominationDue(meeting.run), what: here.length === 0 ? m['delegations.need-name'](title(meeting)) : m['delegations.need-head'](title(meeting)), href: here.length === 0 ? `${at(meeting.ref, party)}/name` : at(meeting.ref, party), why: marked(m['delegations.need-name-why'], meeting, lang), verb: m['delegations.name-verb'] })
    // Where nobody has decided yet and the original is in, it is for others to act.
    else if (head && !asked.has(meeting.run.series) && (standing === 'NONE' || standing === 'REFUSED' || (standing === 'PROVISIONAL' && letter?.form === 'copy'))) {
      asked.add(meeting.run.series)
      list.push({ dueOn: credentialsDue(meeting.run), what: standing === 'PROVISIONAL' ? m['delegations.need-original'](title(meeting)) : m['delegations.need-letter'](title(meeting)), href: `${at(meeting.ref, party)}/credentials/new`, why: marked(m[`delegations.need-letter-why.${standing}`], meeting, lang), verb: m['delegations.send-verb'] })
    }
  }
  for (const proposal of proposals) {
    const meeting = meetings.find((each) => each.ref === proposal.meeting)
    if (meeting) list.push({ dueOn: null, since: dayInZone(proposal.proposedAt, meeting.run.zone), what: m['delegations.need-proposal']([proposal.person.honorific, proposal.person.givenName, proposal.person.familyName].filter(Boolean).join(' '), title(meeting)), href: at(meeting.ref, party), why: m['delegations.need-proposal-why'](proposal.proposedBy), verb: m['delegations.settle-verb'] })
  }
  return list
}

async function deskNeeds(request: Request): Promise<Need[]> {
  const { db, actor, now, lang } = request
  const m = words[lang]
  const [meetings, letters, designations, parties, title] = await Promise.all([listRunning(db, { actor, now }), listLetters(db, null), listUnverified(db, { actor, now }), listParties(db), titles(request)])
  const name = (code: string) => parties.find((party) => party.code === code)?.name[lang] ?? code
  const open = new Map(meetings.filter(({ run }) => !isOver(run)).map((meeting) => [meeting.ref, meeting]))
  const list: Need[] = letters.filter((letter) => letter.proposal === null && letter.decision === null && letter.recordedById !== actor.person?.id).flatMap((letter) => {
    const meeting = open.get(letter.meeting)
    return meeting ? [{ dueOn: credentialsDue(meeting.run), what: m['delegations.need-check'](name(letter.party), title(meeting)), href: `${at(letter.meeting, letter.party)}/credentials/${letter.id}`, why: marked(m['delegations.need-check-why'](letter.recordedBy), letter, lang), verb: m['delegations.check-verb'] }] : []
  }).slice(0, shown)
  for (const row of designations.slice(0, shown)) list.push({ dueOn: null, since: row.enteredAt?.slice(0, 10), what: m['delegations.need-verify-designation'](name(row.party), m[`delegations.function.${row.function}`], row.body), href: `/delegations/${row.party}/designations/${row.id}`, why: marked(m['delegations.need-verify-designation-why'], row, lang), verb: m['delegations.verify'] })
  return list
}

async function chairNeeds(request: Request): Promise<Need[]> {
  const { db, actor, now, lang } = request
  const m = words[lang]
  const [meetings, letters, parties, title] = await Promise.all([listRunning(db, { actor, now }), listLetters(db, null), listParties(db), titles(request)])
  const name = (code: string) => parties.find((party) => party.code === code)?.name[lang] ?? code
  const open = new Map(meetings.filter((meeting) => !isOver(meeting.run) && chairs(actor, meeting)).map((meeting) => [meeting.ref, meeting]))
  return letters.filter((letter) => letter.proposal !== null && letter.decision === null && letter.recordedById !== actor.person?.id && letter.checkedById !== actor.person?.id).flatMap((letter) => {
    const meeting = open.get(letter.meeting)
    return meeting ? [{ dueOn: credentialsDue(meeting.run), what: m['delegations.need-decide'](name(letter.party), title(meeting)), href: `${at(letter.meeting, letter.party)}/credentials/${letter.id}`, why: marked(m['delegations.need-decide-why'](letter.checkedBy ?? '', letter.proposal ? m[`delegations.proposal.${letter.proposal}`] : ''), letter, lang), verb: m['delegations.decide-verb'] }] : []
  }).slice(0, shown)
}
