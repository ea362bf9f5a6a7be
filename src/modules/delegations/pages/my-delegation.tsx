import { addDays, dayInZone, formatDay, instantInZone } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import type { Need } from '../../../kernel/module.ts'
import { needsOf } from '../../../kernel/needs.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed, deny } from '../../../kernel/policy.ts'
import { Button, Columns, Empty, Form, Hidden, numeral, PageTitle, Section, SideList, Status, TodoList } from '../../../ui/index.ts'
import { listDocuments, paperHref } from '../../documents/index.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { listRunning, meetingDays, meetingHref, meetingTitle, partyOf, type RunningMeeting, type RunState, stateWord } from '../../meetings/index.ts'
import { lookAtChanges } from '../commands.ts'
import { type Change, findLook, listChanges } from '../queries/changes.ts'
import { listLetters, listMembers } from '../queries/people.ts'
import { namedOf, nominationDay, readParts } from '../reading.ts'
import { headAt } from '../rules.ts'
import { canName, isForMeeting, isOver, standingBy } from '../rules/people.ts'
import { possessive, words } from '../wording.ts'
import { delegationHref, People, standingLine } from './meeting.tsx'
import { readForm } from './asking.ts'

export const myPages = router()

const shownChanges = 12
const firstLookDays = 14

/** One page for a delegation: what is asked of us and by when, what changed, our people, our papers, our meetings. */
myPages.get('/my-delegation', async (c) => {
  const { db, actor, lang, now, today } = c.var
  const m = words[lang]
  const { zone } = c.var.site.config
  const code = partyOf(actor)
  if (actor.person === null) throw missing()
  if (code === null) requireAllowed(deny('delegations.no-delegation'))
  const party = (await listParties(db)).find((known) => known.code === code)
  if (!party) throw missing()
  const reader = { actor, now }
  const [needs, meetings, bodies, look, papers, members, letters, parts] = await Promise.all([
    needsOf(c), listRunning(db, reader), listBodies(db), findLook(db, actor.person.id, party.code), listDocuments(db, reader, { party: party.code, limit: 12 }), listMembers(db, null, { party: party.code, at: now }), listLetters(db, null, { party: party.code }), readParts(db, reader, party.code),
  ])
  const since = look ?? instantInZone(addDays(today, -firstLookDays), '00:00', zone)
  const changes = await listChanges(db, reader, party.code, since, shownChanges + 1)
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const byRef = new Map(meetings.map((meeting) => [meeting.ref, meeting]))
  const nameOf = (ref: string) => {
    const meeting = byRef.get(ref)
    return meeting ? meetingTitle(meeting, byCode, lang) : ref
  }
  // The next meeting for which there is something to prepare, first of all.
  const ahead = meetings.filter((meeting) => !isOver(meeting.run))
  const next = ahead.find((meeting) => members.some((member) => member.meeting === meeting.ref)) ?? ahead[0] ?? null
  const people = next ? members.filter((member) => member.meeting === next.ref).map((member) => ({ ...member, letters: letters.filter((letter) => isForMeeting(letter, next) && letter.participants.includes(member.id)), credentials: standingBy(letters.filter((letter) => isForMeeting(letter, next)), member.id) })) : []
  const due = next ? await nominationDay(db, next, now) : null
  const head = next ? headAt(next, party.code, { ...parts, named: people.map(namedOf), credentialed: true }) : null
  const delegation = lang === 'th' ? `คณะผู้แทน${party.name.th}` : `${possessive(party.name.en).replace(/^the /, 'The ')} delegation`
  return page(c, { title: m['delegations.mine'], current: '/my-delegation' }, (
    <>
      <PageTitle over={formatDay(today, lang)} title={delegation} tools={<a class="govuk-link" href={`/delegations/${party.code}`}>{m['delegations.who-headed-before']}</a>} />
      {next && (
        <Section kind="first" title={`${nameOf(next.ref)}${lang === 'th' ? ' ' : ', '}${meetingDays(next, lang)}`} id="people" tools={<a class="govuk-link" href={delegationHref(next.ref, party.code)}>{m['delegations.open-delegation']}</a>}>
          {next.origin === 'demonstration' && <p class="mf-example"><Status tone="example">{m['delegations.example']}</Status> {m['delegations.example-why']}</p>}
          {head && <p class="mf-measure">{standingLine(head, lang)}</p>}
          <People people={people} due={due} meeting={next} party={party.code} lang={lang} mayName={canName(actor, party.code).allowed} now={now} />
          {next.run.sizeQuota !== null && <p class="small muted">{m['delegations.places'](numeral(lang, people.length), numeral(lang, next.run.sizeQuota))}{canName(actor, party.code).allowed && people.length < next.run.sizeQuota && <> <a class="govuk-link" href={`${delegationHref(next.ref, party.code)}/name`}>{people.length > 0 ? m['delegations.name-another'] : m['delegations.name-delegation']}</a></>}</p>}
        </Section>
      )}
      <Columns kind="two-one">
        <div>
          {needs.length === 0 ? <Section kind="plain" title={m['delegations.asked']}><Empty title={m['delegations.nothing-asked']} /></Section> : <TodoList title={m['delegations.asked']} items={[...needs].sort(soonest).map((need) => ({ ...whenOf(need, today, lang), what: need.what, href: need.href, why: need.why, verb: need.verb }))} />}
        </div>
        <div class="mf-rail">
          <section>
            {changes.length === 0 ? <><h2 class="govuk-heading-s">{m['delegations.changed']}</h2><p class="lede">{look ? m['delegations.nothing-changed'](formatDay(dayInZone(look, zone), lang, 'short')) : m['delegations.nothing-changed-first']}</p></> : (
              <>
                <SideList title={m['delegations.changed']} lede={look ? m['delegations.since-look'](formatDay(dayInZone(look, zone), lang, 'short')) : m['delegations.since-days'](numeral(lang, firstLookDays))} items={changes.slice(0, shownChanges).map((change) => ({ label: changeLabel(change, nameOf, lang), href: changeHref(change, party.code), value: formatDay(dayInZone(change.at, zone), lang, 'short') }))} />
                {changes.length > shownChanges && <p class="small muted">{m['delegations.more-changes']}</p>}
                <Form action="/my-delegation/seen" class="mf-inline"><Hidden name="shown" value={now} /><Button small kind="secondary">{m['delegations.seen']}</Button></Form>
              </>
            )}
          </section>
          {papers.length === 0 ? <SideList title={m['delegations.papers']} lede={m['delegations.no-papers']} items={[]} /> : <SideList title={m['delegations.papers']} items={papers.map((paper) => ({ label: paper.title[lang], href: paperHref(paper), value: paper.symbol ?? m['delegations.no-symbol'] }))} />}
          <SideList title={m['delegations.meetings']} items={meetings.filter((meeting) => !isOver(meeting.run) || (meeting.endsOn ?? '') >= addDays(today, -60)).map((meeting: RunningMeeting) => ({ label: meetingTitle(meeting, byCode, lang), href: meetingHref(meeting.ref), value: meetingDays(meeting, lang, 'short') }))} />
        </div>
      </Columns>
    </>
  ))
})

const soonest = (a: Need, b: Need): number => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : (a.dueOn ?? '9999') > (b.dueOn ?? '9999') ? 1 : 0)

function whenOf(need: Need, today: string, lang: 'en' | 'th'): { when: string; whenSub?: string; late?: boolean } {
  const m = words[lang]
  if (need.dueOn === null) return { when: m['delegations.no-day'], ...(need.since ? { whenSub: m['delegations.waits-since'](formatDay(need.since, lang, 'short')) } : {}) }
  if (need.dueOn >= today) return { when: formatDay(need.dueOn, lang, 'short') }
  const days = Temporal.PlainDate.from(need.dueOn).until(today, { largestUnit: 'day' }).days
  return { when: m['delegations.days-late'](days), whenSub: m['delegations.since-day'](formatDay(need.dueOn, lang, 'short')), late: true }
}

function changeLabel(change: Change, nameOf: (ref: string) => string, lang: 'en' | 'th'): string {
  const m = words[lang]
  const meeting = change.meeting === null ? '' : nameOf(change.meeting)
  switch (change.kind) {
    case 'paper': return `${change.ref}: ${change.title?.[lang] ?? ''}`
    case 'withdrawn': return m['delegations.change.withdrawn'](change.ref ?? '')
    case 'state': return m['delegations.change.state'](meeting, stateWord(change.word as RunState, lang))
    case 'moved':
    case 'mode':
    case 'host': return m[`delegations.change.${change.kind}`](meeting)
    case 'agenda': return m[change.word === 'ADOPTED' ? 'delegations.change.agenda' : 'delegations.change.agenda-version'](meeting)
    case 'letter': return m['delegations.change.letter'](meeting, m[`delegations.decision.${change.word}` as 'delegations.decision.VERIFIED'] ?? '')
    case 'designation': return m['delegations.change.designation'](change.word ?? '')
  }
}

function changeHref(change: Change, party: string): string {
  if (change.kind === 'paper' || change.kind === 'withdrawn') return paperHref({ id: '', symbol: change.ref })
  if (change.kind === 'designation') return `/delegations/${party}/designations/${change.ref}`
  if (change.kind === 'letter') return `${delegationHref(change.meeting ?? '', party)}/credentials/${change.ref}`
  return `${meetingHref(change.meeting ?? '')}${change.kind === 'agenda' ? '/agenda' : ''}`
}

myPages.post('/my-delegation/seen', async (c: Reply) => {
  const { db, actor, now } = c.var
  const { typed } = await readForm(c)
  await perform(lookAtChanges, { db, actor, now, input: { shown: typed['shown'] ?? '' } })
  return c.redirect('/my-delegation', 303)
})
