import { acts } from '../../../kernel/actor.ts'
import { formatDay, formatInstant } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { Actions, Button, DataTable, Empty, Form, numeral, Section, Status, Sub } from '../../../ui/index.ts'
import { inEnglishOrder, listParties, type Party } from '../../mechanism/index.ts'
import { findRunning, meetingHref, meetingPage, partyOf, type RunningMeeting } from '../../meetings/index.ts'
import { countDelegations, type DelegationCount, listComing, listLetters, listProposals } from '../queries/people.ts'
import { findHeld } from '../queries.ts'
import { delegationOf, type DelegationPerson, headOf, nameOf, nominationDay, seesDelegation, seesLetters } from '../reading.ts'
import type { HeadAnswer } from '../rules.ts'
import { canName, canPropose, canSendCredentials, credentialsDue, isOver, isPast, type Letter, letterFaults } from '../rules/people.ts'
import { credentialNote, words } from '../wording.ts'

export const meetingPages = router()

/** The meeting whose delegations this reader may look at: he serves it or stands for a party that takes part. */
export async function runningOf(c: Reply): Promise<RunningMeeting> {
  const { db, actor, now } = c.var
  const meeting = await findRunning(db, { actor, now }, `${c.req.param('body')}/${c.req.param('session')}`)
  if (!meeting || !(acts(actor, 'SD', 'CH', 'HL') || partyOf(actor) !== null)) throw missing()
  return meeting
}

/** A delegation the reader may see: to everyone else it is as if it did not exist. */
export async function delegationOfPage(c: Reply): Promise<{ meeting: RunningMeeting; party: Party }> {
  const { db, actor, now } = c.var
  const meeting = await runningOf(c)
  const code = c.req.param('party') ?? ''
  const party = (await listParties(db)).find((known) => known.code === code)
  if (!party || !seesDelegation({ actor, now }, code)) throw missing()
  return { meeting, party }
}

export const delegationHref = (meeting: string, party: string): string => `${meetingHref(meeting)}/delegations/${party}`

meetingPages.get('/meetings/:body/:session/delegations', async (c) => {
  const { actor } = c.var
  const meeting = await runningOf(c)
  const own = partyOf(actor)
  return own === null ? listPage(c, meeting) : c.redirect(delegationHref(meeting.ref, own), 303)
})

/** For the desk, the Chair and the host: who has named whom, members in the mechanism's English order, then the others. */
async function listPage(c: Reply, meeting: RunningMeeting) {
  const { db, lang, now } = c.var
  const m = words[lang]
  const [counts, parties] = await Promise.all([countDelegations(db, meeting.ref, now), listParties(db)])
  const byParty = new Map(counts.map((row) => [row.party, row]))
  const ordered = inEnglishOrder(parties.filter((party) => byParty.has(party.code))).map((party) => ({ party, count: byParty.get(party.code) as DelegationCount }))
  const members = ordered.filter(({ count }) => count.category === 'member')
  const others = ordered.filter(({ count }) => count.category !== 'member')
  const due = await nominationDay(db, meeting, now)
  const named = members.filter(({ count }) => count.named > 0).length
  const table = (rows: typeof ordered, caption: string) => (
    <DataTable
      caption={caption}
      columns={[
        { head: m['delegations.party'], rowHeader: true, cell: ({ party }) => <a class="govuk-link" href={delegationHref(meeting.ref, party.code)}>{party.name[lang]}</a> },
        { head: m['delegations.people'], class: 'num', cell: ({ count }) => (count.named === 0 ? <span class="muted">{m['delegations.none-named']}</span> : meeting.run.sizeQuota === null ? numeral(lang, count.named) : m['delegations.n-of']( numeral(lang, count.named), numeral(lang, meeting.run.sizeQuota))) },
        { head: m['delegations.function.head'], cell: ({ count }) => (count.head ? m['delegations.is-named'] : <span class="muted">{m['delegations.not-named']}</span>) },
        { head: m['delegations.letters'], cell: ({ count }) => <LetterCount count={count} lang={lang} /> },
      ]}
      rows={rows}
    />
  )
  return meetingPage(c, meeting, { tab: 'delegations', title: m['delegations.tab'] }, (
    <>
      <p>{m['delegations.list-lede'](numeral(lang, named), numeral(lang, members.length), due === null ? null : formatDay(due, lang))}</p>
      {table(members, m['delegations.of-members'])}
      {others.length > 0 && <Section title={m['delegations.of-others']}>{table(others, m['delegations.of-others'])}</Section>}
    </>
  ))
}

function LetterCount({ count, lang }: { count: DelegationCount; lang: 'en' | 'th' }) {
  const m = words[lang]
  if (count.letters === 0) return <span class="muted">{m['delegations.no-letter']}</span>
  if (count.waiting > 0) return <Status tone="part">{m['delegations.to-check'](numeral(lang, count.waiting))}</Status>
  if (count.checked > 0) return <Status tone="part">{m['delegations.to-verify'](numeral(lang, count.checked))}</Status>
  if (count.provisional > 0) return <Status tone="part">{m['delegations.decision.PROVISIONAL']}</Status>
  return <Status tone="done">{m['delegations.decision.VERIFIED']}</Status>
}

meetingPages.get('/meetings/:body/:session/delegations/:party', (c) => delegationPage(c))

export async function delegationPage(c: Reply, said: { notice?: string; status?: number } = {}) {
  const { db, actor, lang, now } = c.var
  const m = words[lang]
  const { meeting, party } = await delegationOfPage(c)
  const held = await findHeld(db, meeting.ref)
  if (held === null) throw missing()
  const [people, coming, letters, proposals, answer] = await Promise.all([
    delegationOf(db, held, party.code, now), listComing(db, meeting.ref, party.code, now), seesLetters({ actor, now }, party.code) ? listLetters(db, meeting.ref, { party: party.code, all: true }) : null, canName(actor, party.code).allowed || canPropose(actor, party.code).allowed ? listProposals(db, party.code, meeting.ref) : [], headOf(db, { actor, now }, held, party.code, now),
  ])
  const open = !isOver(meeting.run)
  const [mayName, mayPropose, maySend] = [canName(actor, party.code).allowed && open, canPropose(actor, party.code).allowed && open, canSendCredentials(actor, party.code).allowed && open]
  const here = delegationHref(meeting.ref, party.code)
  const [due, lettersDue] = [await nominationDay(db, meeting, now), credentialsDue(meeting.run)]
  return meetingPage(c, meeting, {
    tab: 'delegations', title: m['delegations.of'](party.name[lang]), status: said.status, flash: said.notice ? { kind: 'error', text: said.notice } : undefined,
    breadcrumbs: acts(actor, 'SD', 'CH', 'HL') ? [{ label: m['delegations.tab'], href: `${meetingHref(meeting.ref)}/delegations` }, { label: party.name[lang] }] : [{ label: m['delegations.of'](party.name[lang]) }],
    tools: <a class="govuk-link" href={`/delegations/${party.code}`}>{m['delegations.who-headed-before']}</a>,
  }, (
    <>
      <p class="mf-measure">{standingLine(answer, lang)}</p>
      <People people={people} due={due} meeting={meeting} party={party.code} lang={lang} mayName={mayName} now={now} />
      <p class="small muted">{[meeting.run.sizeQuota === null ? '' : m['delegations.places'](numeral(lang, people.length), numeral(lang, meeting.run.sizeQuota)), due === null ? '' : m['delegations.named-by'](formatDay(due, lang))].filter(Boolean).join(' ')}</p>
      {coming.map((person) => <p class="mf-inset">{m['delegations.from-then'](nameOf(person), m[`delegations.role.${person.role}`], formatInstant(person.from, meeting.run.zone, lang), person.letter)}</p>)}
      {(mayName || mayPropose) && <Actions><Button href={`${here}/name`} kind={people.length > 0 ? 'secondary' : 'primary'}>{mayName ? (people.length > 0 ? m['delegations.name-another'] : m['delegations.name-delegation']) : m['delegations.propose']}</Button></Actions>}
      {proposals.length > 0 && (
        <Section title={m['delegations.proposed']} count={proposals.length}>
          {proposals.map((proposal) => (
            <div class="mf-inset">
              <p><b>{[proposal.person.honorific, proposal.person.givenName, proposal.person.familyName].filter(Boolean).join(' ')}</b>, {proposal.person.post}. {m[`delegations.role.${proposal.role}`]}<Sub>{m['delegations.proposed-line'](proposal.proposedBy, formatInstant(proposal.proposedAt, meeting.run.zone, lang))} {proposal.note}</Sub></p>
              {mayName && <Form action={`${here}/proposals/${proposal.id}`} class="mf-inline"><Button small name="as" value="named">{m['delegations.name-verb']}</Button> <Button small kind="secondary" name="as" value="declined">{m['delegations.decline']}</Button></Form>}
            </div>
          ))}
        </Section>
      )}
      {letters !== null && <Section title={m['delegations.letters']} count={letters.filter((letter) => letter.replacedBy === null).length} lede={lettersDue === null ? undefined : m['delegations.letters-lede'](formatDay(lettersDue, lang))} tools={maySend && people.length > 0 && <Button small kind="secondary" href={`${here}/credentials/new`}>{m['delegations.send-letter']}</Button>}>
        {letters.length === 0 ? <Empty title={m['delegations.no-letter']}>{m['delegations.no-letter-text']}</Empty> : <Letters letters={letters} people={people} meeting={meeting} here={here} lang={lang} />}
      </Section>}
    </>
  ))
}

/** What the delegation's word is worth, in a line or two. */
export function standingLine(answer: HeadAnswer, lang: 'en' | 'th'): string {
  const m = words[lang]
  if (!answer.named && answer.person === null && answer.post === null) return m['delegations.standing-none']
  const who = [answer.person?.[lang], answer.post?.[lang]].filter(Boolean).join(lang === 'th' ? ' ' : ', ')
  const how = answer.standing === null ? m['delegations.standing-vacant'](who) : answer.standing === 'head' ? m['delegations.standing-head'](who) : m['delegations.standing-other'](who, m[`delegations.standing.${answer.standing}`])
  return [how, credentialNote(answer, lang)].filter(Boolean).join(' ')
}

export function CredentialStatus({ person, lang }: { person: Pick<DelegationPerson, 'credentials' | 'letters' | 'role'>; lang: 'en' | 'th' }) {
  const m = words[lang]
  const copy = person.letters.every((letter) => letter.form === 'copy')
  const leading = person.role === 'head' || person.role === 'alternate'
  switch (person.credentials) {
    case 'VERIFIED': return <Status tone="done">{leading ? m['delegations.cred.original'] : m['delegations.cred.in-letter']}</Status>
    case 'PROVISIONAL': return <Status tone="part">{copy ? m['delegations.cred.copy'] : m['delegations.cred.waiting']}</Status>
    case 'REFUSED': return <Status tone="rejected">{m['delegations.cred.refused']}</Status>
    case 'NONE': return <Status tone="none">{m['delegations.cred.none']}</Status>
  }
}

export function People({ people, due, meeting, party, lang, mayName, now }: { people: readonly DelegationPerson[]; due: string | null; meeting: RunningMeeting; party: string; lang: 'en' | 'th'; mayName: boolean; now: string }) {
  const m = words[lang]
  if (people.length === 0) return <Empty title={m['delegations.none-named-yet']}>{isPast(due, now, meeting.run.zone) ? m['delegations.none-named-late'] : ''}</Empty>
  return (
    <DataTable
      caption={m['delegations.our-people']}
      rowId={(person) => `p-${person.id}`}
      columns={[
        { head: m['delegations.who-by-post'], rowHeader: true, cell: (person) => <>{person.post}<Sub>{nameOf(person)}</Sub></> },
        { head: m['delegations.agency'], cell: (person) => person.agency || '–' },
        { head: m['delegations.role'], cell: (person) => <>{m[`delegations.role.${person.role}`]}{person.late && <Sub>{m['delegations.named-late']}</Sub>}</> },
        { head: m['delegations.letters'], noLabel: false, cell: (person) => <CredentialStatus person={person} lang={lang} /> },
        ...(mayName ? [{ head: m['delegations.change'], cell: (person: DelegationPerson) => <a class="govuk-link" href={`${delegationHref(meeting.ref, party)}/people/${person.id}`}>{m['delegations.change-verb']}<span class="vh">: {nameOf(person)}</span></a> }] : []),
      ]}
      rows={people}
    />
  )
}

export function Letters({ letters, people, meeting, here, lang }: { letters: readonly Letter[]; people: readonly Pick<DelegationPerson, 'id' | 'post' | 'honorific' | 'givenName' | 'familyName'>[]; meeting: RunningMeeting; here: string; lang: 'en' | 'th' }) {
  const m = words[lang]
  return (
    <DataTable
      caption={m['delegations.letters']}
      columns={[
        { head: m['delegations.signed-by'], rowHeader: true, cell: (letter) => <><a class="govuk-link" href={`${here}/credentials/${letter.id}`}>{letter.signatory}</a><Sub>{letter.signatoryTitle}{letter.acting && `, ${m['delegations.acting-for'](letter.authority ?? m['delegations.not-found'])}`}</Sub></> },
        { head: m['delegations.for-whom'], cell: (letter) => <ul class="mf-plain">{people.filter((person) => letter.participants.includes(person.id)).map((person) => <li>{nameOf(person)}</li>)}</ul> },
        { head: m['delegations.form'], cell: (letter) => <>{m[`delegations.form.${letter.form}`]}<Sub>{formatInstant(letter.recordedAt, meeting.run.zone, lang)}</Sub></> },
        { head: m['delegations.found'], cell: (letter) => <LetterState letter={letter} languages={meeting.run.languages} lang={lang} /> },
      ]}
      rows={letters}
    />
  )
}

export function LetterState({ letter, languages, lang }: { letter: Letter; languages: readonly string[]; lang: 'en' | 'th' }) {
  const m = words[lang]
  const faults = letterFaults(letter, languages).map((fault) => m[`delegations.fault.${fault}`]).join(lang === 'th' ? ' ' : '; ')
  if (letter.replacedBy) return <Status tone="superseded">{m['delegations.replaced']}</Status>
  if (letter.decision === 'VERIFIED') return <Status tone="done">{m['delegations.decision.VERIFIED']}</Status>
  if (letter.decision) return <><Status tone={letter.decision === 'REFUSED' ? 'rejected' : 'part'}>{m[`delegations.decision.${letter.decision}`]}</Status><Sub>{letter.decisionNote || faults}</Sub></>
  return <><Status tone="plain">{letter.proposal ? m[`delegations.proposal.${letter.proposal}`] : m['delegations.unchecked']}</Status>{faults !== '' && <Sub>{faults}</Sub>}</>
}
