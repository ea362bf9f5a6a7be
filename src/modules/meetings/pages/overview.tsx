import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import type { Reply } from '../../../kernel/http.ts'
import { router } from '../../../kernel/http.ts'
import type { SubjectProgress, SubjectTab } from '../../../kernel/module.ts'
import { Columns, DataTable, Details, Dots, numeral, Section, SideList, Status, Sub, SummaryList, TodoList } from '../../../ui/index.ts'
import { listCadences, listRotationRules } from '../../mechanism/index.ts'
import { meetingPage, meetingTabs } from '../frame.tsx'
import { findConfirmedBy, findNextConfirmed } from '../queries/next.ts'
import { listChanges, type MeetingChange } from '../queries/plan.ts'
import { findRunning, listRunning, listSessions, type RunningMeeting } from '../queries/run.ts'
import { listStates, timelineOf } from '../queries/timeline.ts'
import { listMeetings } from '../queries.ts'
import { hostOf } from '../rules/host.ts'
import { neighbours } from '../rules.ts'
import { canConfirmNext, canMark, canPlan, canPrepare } from '../rules/state.ts'
import { daysBetween, type Milestone } from '../rules/timeline.ts'
import { TimelinePicture } from '../timeline-picture.tsx'
import { meetingDays, meetingHref, meetingPlace } from '../wording.ts'
import { countedWord, dayMonth, formatZoned, passedWords, runWords, shortWeekday, zoneWord } from '../wording-run.ts'
import { Path } from './path.tsx'
import { type Names, namesOf, readerOf, refOf, sharesPreparation } from './workspace.ts'

export const overviewPages = router()

const soon = 14

/** The public page stays for all who do not take part, and at `?view=public` for those who do. */
overviewPages.get('/meetings/:body/:session', async (c, next) => {
  if (c.var.actor.person === null || c.req.query('view') === 'public') return next()
  const meeting = await findRunning(c.var.db, readerOf(c), refOf(c))
  if (!meeting) return next()
  return overview(c, meeting)
})

/** The tab where the work on a date is done, for those who have it. */
const tabOf: Record<string, string> = {
  convocation: 'letters', 'agenda-proposals': 'agenda', 'annotated-agenda': 'agenda', 'papers-asked': 'papers', 'working-papers': 'papers', 'information-papers': 'papers',
  nomination: 'delegations', credentials: 'delegations', 'registration-opens': 'registration', 'registration-closes': 'registration', 'participants-provisional': 'participants', 'seating-plan': 'registration',
  session: 'room', 'draft-report': 'report', 'report-comments': 'report', 'final-report': 'report',
}

async function overview(c: Reply, meeting: RunningMeeting): Promise<Response> {
  const { db, lang, now, actor, site } = c.var
  const m = runWords[lang]
  const reader = readerOf(c)
  const [names, { inside }, mates, sessions, all, path, confirmed, decided, tabs, progress, meetings, rules, cadences] = await Promise.all([
    namesOf(c), sharesPreparation(c, meeting), listRunning(db, reader, { series: meeting.run.series }), listSessions(db, reader, meeting.ref), timelineOf(db, meeting, now), listStates(db, meeting.ref),
    findConfirmedBy(db, meeting.ref), findNextConfirmed(db, meeting.ref), meetingTabs(c, meeting.ref),
    Promise.all(site.modules.map((module) => module.progress?.(c, { kind: 'meeting', id: meeting.ref }) ?? [])), listMeetings(db), listRotationRules(db), listCadences(db),
  ])
  const changes = inside ? await listChanges(db, meeting.ref, 6) : []
  const told = new Map(progress.flat().map((part) => [part.key, part]))
  const dates = all.filter((date) => inside || date.openToAll).map((date): Milestone => (told.get(date.key)?.done && date.state !== 'done' ? { ...date, state: 'done' } : date))
  const today = dayInZone(now, meeting.run.zone)
  const href = meetingHref(meeting.ref)
  const tools = [
    ...(canPlan(actor).allowed ? [{ href: `${href}/move`, label: m['run.move'] }] : []),
    ...(canPrepare(actor, meeting).allowed ? [{ href: `${href}/facts`, label: m['run.edit'] }] : []),
    ...(canConfirmNext(actor, meeting).allowed && meeting.ordinal !== null ? [{ href: `${href}/next`, label: m['run.next'] }] : []),
    { href: `${href}?view=public`, label: m['run.public-page'] },
  ]
  const late = dates.filter((date) => date.state === 'late')
  const ahead = dates.filter((date) => date.state === 'to-come' && date.key !== 'session' && daysBetween(today, date.on) <= soon)
  const before = neighbours([...meetings.filter((one) => one.ref !== meeting.ref), meeting], meeting).previous
  const host = meeting.ordinal === null ? null : hostOf(meeting.body, meeting.ordinal + 1, { rules, meetings, parties: [...names.parties.values()], cadences, today })
  const item = (date: Milestone) => itemOf(c, { meeting, date, told: told.get(date.key), tabs, names, today })
  return meetingPage(c, meeting, { tab: 'overview', tabs, tools: <Dots links={tools} /> }, (
    <>
      <Path meeting={meeting} steps={path} dates={all} lang={lang} mayAct={canPlan(actor).allowed || canConfirmNext(actor, meeting).allowed} />
      {dates.length > 0 && meeting.startsOn !== null && (
        <Section kind="plain" title={headline(meeting, late.length, today, lang)} tools={meeting.run.opensAt ? m['run.zone-note'](meeting.run.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? meeting.run.zone, zoneWord(meeting.run.opensAt, meeting.run.zone)) : undefined}>
          <TimelinePicture milestones={dates} opensOn={meeting.startsOn} today={today} name={names.title(meeting)} lang={lang} />
          <Details summary={m['run.as-list'](numeral(lang, dates.length))}><DateTable dates={dates} names={names} c={c} meeting={meeting} /></Details>
          {inside && <p class="small"><a class="govuk-link" href={`${href}/dates`}>{m['run.to-dates']}</a></p>}
        </Section>
      )}
      <Columns kind="two-one">
        <div>
          {late.length > 0 && <TodoList title={m['run.late']} items={late.map(item)} />}
          <TodoList title={m['run.next-days'](numeral(lang, soon))} items={ahead.map(item)} />
          {late.length + ahead.length === 0 && <p class="muted">{m['run.nothing-waits']}</p>}
        </div>
        <aside class="rail" aria-label={m['run.about']}>
          <SideList title={m['run.the-week']} lede={undefined} items={week(c, meeting, mates, sessions, names)} />
          <p class="small muted"><a class="govuk-link" href={`/series/${meeting.run.series}`}>{m['run.series-note'](numeral(lang, mates.length), mates.length === 1)}</a></p>
          <section>
            <h2 class="govuk-heading-s">{m['run.facts']}</h2>
            <SummaryList small facts={[
              { term: m['run.host'], value: names.party(meeting.host) ?? <span class="muted">{m['run.not-set']}</span>, sub: meeting.run.hostBasis === 'tentative' ? m['run.host-tentative'] : decided ? m['run.host-confirmed'](dayMonth(dayInZone(decided.confirmedAt, meeting.run.zone), lang)) : undefined },
              { term: m['run.chair'], value: meeting.chair ? [names.party(meeting.chair.party), names.party(meeting.chair.coChair)].filter(Boolean).join(' + ') : <span class="muted">{m['run.not-set']}</span>, sub: meeting.chair?.person?.[lang] },
              { term: m['run.mode'], value: m[`run.mode.${meeting.mode}`], sub: meetingPlace(meeting, names.parties, lang) ?? undefined },
              { term: m['run.announced'], value: meeting.run.announced ? m['run.announced-yes'] : m['run.announced-no'] },
              ...(before ? [{ term: m['run.before'], value: <a class="govuk-link" href={meetingHref(before.ref)}>{names.title(before)}</a>, sub: meetingDays(before, lang) }] : []),
              ...(meeting.prepares ? [{ term: m['run.prepares'], value: names.title({ ...meeting, ref: meeting.prepares, prepares: null, kind: 'regular', name: null, body: meeting.prepares.split('/')[0] ?? '', session: meeting.prepares.split('/')[1] ?? '', ordinal: Number(meeting.prepares.split('/')[1]) || null } as never) }] : []),
              ...(meeting.ordinal === null ? [] : [{ term: m['run.after'], ...afterOf(c, meeting, confirmed, host?.predicted ?? null, names) }]),
            ]} />
          </section>
          {inside && <p class="small"><Dots links={[{ href: `${href}/programme`, label: m['run.programme'] }, { href: `${href}/taking-part`, label: m['run.taking-part'] }]} /></p>}
          {changes.length > 0 && <SideList title={m['run.changed']} items={changes.map((change) => ({ label: changeWord(change, names, lang), href: change.what === 'moved' && change.after && 'dates' in (change.after as object) ? `${href}/moved/${change.id}` : undefined, value: dayMonth(dayInZone(change.at, meeting.run.zone), lang) }))} />}
        </aside>
      </Columns>
    </>
  ))
}

function headline(meeting: RunningMeeting, late: number, today: string, lang: 'en' | 'th'): string {
  const m = runWords[lang]
  const days = daysBetween(today, meeting.startsOn ?? today)
  const when = days > 0 ? m['run.days-to'](numeral(lang, days), days === 1) : days === 0 ? m['run.opens-today'] : today <= (meeting.endsOn ?? meeting.startsOn ?? today) ? m['run.sitting'] : m['run.days-since'](numeral(lang, -daysBetween(today, meeting.endsOn ?? today)), -daysBetween(today, meeting.endsOn ?? today) === 1)
  return late === 0 ? `${when} ${m['run.none-late']}` : `${when} ${m['run.n-late'](numeral(lang, late), late === 1)}`
}

function itemOf(c: Reply, of: { meeting: RunningMeeting; date: Milestone; told: SubjectProgress | undefined; tabs: readonly SubjectTab[]; names: Names; today: string }) {
  const { lang, actor } = c.var
  const m = runWords[lang]
  const { meeting, date, told } = of
  const tab = of.tabs.find((one) => one.key === tabOf[date.key])
  const marks = canMark(actor, meeting, date.lane).allowed
  const days = daysBetween(date.on, of.today)
  const late = date.state === 'late'
  const count = told?.have !== undefined && told.of !== undefined ? m['run.have-of'](numeral(lang, told.have), numeral(lang, told.of)) : null
  return {
    when: late ? m['run.days-late'](numeral(lang, days), days === 1) : shortWeekday(date.on, lang), whenSub: late ? m['run.since'](dayMonth(date.on, lang)) : countedWord(date, lang), late,
    what: told?.what ?? date.name[lang], href: told?.href ?? tab?.href ?? `${meetingHref(meeting.ref)}/dates#date-${date.key}`,
    why: [count, date.who[lang], date.at ? formatZoned(date.at, meeting.run.zone, lang, 'time') : null, told?.why ?? date.note?.[lang], passedWords(date, of.names.parties, lang)].filter(Boolean).map((part) => (part ?? '').replace(/\.$/, '')).join(lang === 'th' ? ' · ' : '. '),
    verb: told?.verb ?? (tab ? m['run.verb-open'](tab.label) : marks ? m['run.verb-mark'] : m['run.verb-see']),
  }
}

/** Every date with its rule, who acts and where it stands: the equal of the picture. */
export function DateTable(props: { c: Reply; meeting: RunningMeeting; dates: readonly Milestone[]; names: Names; acts?: (date: Milestone) => preact.ComponentChildren }) {
  const { lang } = props.c.var
  const m = runWords[lang]
  const { zone } = props.meeting.run
  return (
    <DataTable
      caption={m['run.timeline-of'](props.names.title(props.meeting))}
      rows={props.dates}
      rowId={(date) => `date-${date.key}`}
      columns={[
        { head: m['run.col-rule'], class: 'nowrap', cell: (date) => countedWord(date, lang) },
        { head: m['run.col-date'], class: 'nowrap', cell: (date) => <>{date.from === null ? formatDay(date.on, lang, 'short') : `${dayMonth(date.from, lang)} – ${formatDay(date.on, lang, 'short')}`}{date.at && <Sub>{formatZoned(date.at, zone, lang, 'time')}</Sub>}</> },
        { head: m['run.col-what'], rowHeader: true, cell: (date) => <>{date.name[lang]}{date.note && <Sub>{date.note[lang]}</Sub>}</> },
        { head: m['run.col-who'], cell: (date) => <>{date.who[lang]}</> },
        {
          head: m['run.col-state'],
          cell: (date) => (
            <>
              {date.state === 'to-come' ? m['run.milestone.to-come'] : <Status tone={date.state === 'done' ? 'done' : date.state === 'late' ? 'late' : 'none'}>{m[`run.milestone.${date.state}`]}</Status>}
              {date.doneAt && <Sub>{m['run.done-by'](dayMonth(dayInZone(date.doneAt, zone), lang), date.doneBy ?? '')}{date.doneNote ? ` · ${date.doneNote}` : ''}</Sub>}
              {date.passed.length > 0 && <Sub>{passedWords(date, props.names.parties, lang)}</Sub>}
            </>
          ),
        },
        ...(props.acts ? [{ head: m['run.col-act'], noLabel: true, cell: props.acts }] : []),
      ]}
    />
  )
}

/** The week as this reader has it: of each meeting its days, of this one its sessions where they are not plenary. */
function week(c: Reply, meeting: RunningMeeting, mates: readonly RunningMeeting[], sessions: Awaited<ReturnType<typeof listSessions>>, names: Names) {
  const { lang } = c.var
  const { zone } = meeting.run
  const rows = [
    ...mates.filter((one) => one.startsOn !== null).map((one) => ({
      at: one.run.opensAt ?? '', label: one.ref === meeting.ref ? <b>{names.title(one)}</b> : names.title(one), href: one.ref === meeting.ref ? undefined : meetingHref(one.ref), value: meetingDaysShort(one, lang),
    })),
    ...sessions.filter((session) => !['CLOSED', 'OPEN'].includes(session.access)).map((session) => ({
      at: session.startsAt, label: session.title[lang], href: `${meetingHref(meeting.ref)}/programme#session-${session.id}`, value: `${shortWeekday(dayInZone(session.startsAt, zone), lang)} ${formatZoned(session.startsAt, zone, lang, 'clock')}`,
    })),
  ]
  return rows.sort((a, b) => a.at.localeCompare(b.at)).map(({ label, href, value }) => ({ label, href, value }))
}

export const meetingDaysShort = (meeting: Pick<RunningMeeting, 'startsOn' | 'endsOn'>, lang: 'en' | 'th'): string => (
  meeting.startsOn === null ? '–' : meeting.endsOn === null || meeting.endsOn === meeting.startsOn ? shortWeekday(meeting.startsOn, lang) : `${shortWeekday(meeting.startsOn, lang)} – ${shortWeekday(meeting.endsOn, lang)}`
)

/** confirmed by this meeting; else the rule's next, tentative, its date to be confirmed through the Secretariat. */
function afterOf(c: Reply, meeting: RunningMeeting, confirmed: Awaited<ReturnType<typeof findConfirmedBy>>, predicted: string | null, names: Names) {
  const { lang } = c.var
  const m = runWords[lang]
  const name = names.title({ ...meeting, session: String((meeting.ordinal ?? 0) + 1), ordinal: (meeting.ordinal ?? 0) + 1, name: null, prepares: null })
  if (confirmed) return { value: `${name}${lang === 'th' ? ' ' : ', '}${names.party(confirmed.host)}`, sub: m['run.after-confirmed'](confirmed.starts ? formatDay(confirmed.starts, lang) : m['run.tbc']) }
  return { value: <span class="inferred">{predicted ? `${name}${lang === 'th' ? ' ' : ', '}${names.party(predicted)}` : name}</span>, sub: predicted ? m['run.after-rule'] : m['run.after-unknown'] }
}

function changeWord(change: MeetingChange, names: Names, lang: 'en' | 'th'): string {
  const m = runWords[lang]
  const party = (of: unknown) => names.party((of as { party?: string } | null)?.party)
  if (change.what === 'participation') return change.after ? m['run.change-invited'](party(change.after) ?? '') : m['run.change-ended'](party(change.before) ?? '')
  if (change.what === 'moved' && change.after === null) return m['run.change-postponed']
  return m[`run.change.${change.what}`]
}
