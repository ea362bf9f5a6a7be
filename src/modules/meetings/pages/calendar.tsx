import { addDays, dayInZone, formatDay, formatRange, formatYear, instantInZone } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { needsOf } from '../../../kernel/needs.ts'
import { DataTable, Dots, Empty, LevelGlyph, PageTitle, Section, Status, Sub, type Tone, yearNumeral } from '../../../ui/index.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { calendarWords, daysOf, type Entry, isDate, lanesOf, meetingEntry, milestoneEntry, needEntry, sessionEntry } from '../calendar-entries.ts'
import { Unparted } from '../name.tsx'
import { listCalendar, listCalendarSessions, listUnplaced, listYears } from '../queries/calendar.ts'
import { listRunning } from '../queries/run.ts'
import { timelinesOf } from '../queries/timeline.ts'
import { meetingHref, meetingTitle } from '../wording.ts'
import { clockTime, zoneWord } from '../wording-run.ts'
import { roleOf } from '../../../kernel/actor.ts'
import { YearPicture } from './calendar-picture.tsx'

export const calendarPages = router()

const tones: Record<Entry['state'], Tone> = { confirmed: 'plain', tentative: 'none', cancelled: 'superseded' }

/** `/calendar` is this year; `?year=2023`, `?month=2026-12`. What cannot be a year or month is not there. */
calendarPages.get('/calendar', async (c) => {
  const { db, lang, today, actor, now } = c.var
  const w = calendarWords[lang]
  const month = c.req.query('month')
  const typed = month?.slice(0, 4) ?? c.req.query('year') ?? today.slice(0, 4)
  if (!/^(19|20|21)\d\d$/.test(typed) || (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))) throw missing()
  const year = Number(typed)
  const [from, until] = month === undefined ? [`${typed}-01-01`, `${typed}-12-31`] : [`${month}-01`, lastOf(month)]
  const reader = { actor, now }
  const [bodies, parties, years, unplaced] = await Promise.all([listBodies(db), listParties(db), listYears(db, reader), month === undefined ? listUnplaced(db, reader, typed) : []])
  const directory = { lang, bodies: new Map(bodies.map((body) => [body.code, body])), parties: new Map(parties.map((party) => [party.code, party])) }
  const meetings = await listCalendar(db, reader, { from, until })
  const shown = meetings.map((meeting) => meetingEntry(meeting, directory))
  const more = month === undefined ? [] : await own(c, { from, until, directory })
  const entries = [...shown, ...more].sort((a, b) => sortKey(a).localeCompare(sortKey(b)))
  const span = month === undefined ? formatYear(year, lang) : formatDay(month, lang)
  const title = month === undefined ? w['calendar.of-year'](yearNumeral(lang, year)) : `${w['calendar.title']} ${formatDay(month, lang)}`
  const near = [...new Set([...years, Number(today.slice(0, 4)), year])].sort((a, b) => a - b)
  const shortOf = new Map(meetings.map((meeting) => [`meeting-${meeting.ref}`, meeting.name ? meeting.ref : meetingTitle(meeting, directory.bodies, lang)]))
  return page(
    c,
    { title, current: '/meetings' },
    <>
      <PageTitle title={title} lede={actor.person === null ? w['calendar.lede'] : w['calendar.lede-own']} tools={<Dots links={[{ href: '/calendar.ics', label: w['calendar.subscribe'] }, ...(actor.person === null ? [] : [{ href: '/account/calendar', label: w['calendar.own-feed'] }])]} />} />
      <nav aria-label={w['calendar.years']} class="cal-nav"><Dots links={near.filter((each) => Math.abs(each - year) <= 4 || each === near.at(-1) || each === near[0]).map((each) => ({ href: `/calendar?year=${each}`, label: yearNumeral(lang, each), current: each === year && month === undefined }))} /></nav>
      <nav aria-label={w['calendar.months']} class="cal-nav"><Dots links={[...(month === undefined ? [] : [{ href: `/calendar?year=${year}`, label: w['calendar.whole-year'] }]), ...Array.from({ length: 12 }, (_, index) => `${typed}-${String(index + 1).padStart(2, '0')}`).map((each) => ({ href: `/calendar?month=${each}`, label: formatDay(each, lang, 'short').replace(/ \S+$/, ''), current: each === month }))]} /></nav>
      {month === undefined && shown.length > 0 && <YearPicture year={year} entries={shown} today={today} lang={lang} name={w['calendar.picture'](yearNumeral(lang, year))} short={(entry) => shortOf.get(entry.key) ?? entry.title} />}
      <Section title={month === undefined ? w['calendar.table'] : span} id="list" kind={month === undefined ? undefined : 'plain'}>
        {entries.length === 0 ? <Empty title={w['calendar.nothing']}>{w['calendar.nothing-why'](span)}</Empty> : (
          <DataTable
            caption={w['calendar.caption'](span)}
            rows={entries}
            columns={[
              { head: w['calendar.day'], class: 'lead nowrap', cell: (entry) => <Days entry={entry} lang={lang} /> },
              { head: w['calendar.what'], rowHeader: true, class: 'wide', cell: (entry) => <><LevelGlyph level={entry.level}><a class="govuk-link" href={entry.href}><Unparted text={entry.title} /></a></LevelGlyph>{entry.kind !== 'meeting' && <Sub>{entry.kind === 'session' ? entry.about : w['calendar.kind.deadline']}</Sub>}</> },
              { head: w['calendar.place'], cell: (entry) => entry.place ?? <span class="muted">–</span> },
              { head: w['calendar.state'], noLabel: true, cell: (entry) => <>{entry.state === 'confirmed' && (entry.kind === 'deadline' || daysOf(entry)[1] < today) ? null : <Status tone={tones[entry.state]}>{w[`calendar.state.${entry.state}`]}</Status>}{entry.example && <> <Status tone="example">{w['calendar.example-prefix'].replace(':', '')}</Status></>}</> },
            ]}
          />
        )}
      </Section>
      {unplaced.length > 0 && (
        <Section title={w['calendar.unplaced']} lede={w['calendar.unplaced-lede']}>
          <ul class="govuk-list">{unplaced.map((meeting) => <li><a class="govuk-link" href={meetingHref(meeting.ref)}><Unparted text={meetingTitle(meeting, directory.bodies, lang)} /></a>{meeting.starts && meeting.starts.length > 4 ? ` ${formatDay(meeting.starts, lang)}` : ''}</li>)}</ul>
        </Section>
      )}
    </>,
  )
})

const lastOf = (month: string): string => Temporal.PlainYearMonth.from(month).toPlainDate({ day: 31 }).toString()
const sortKey = (entry: Entry): string => `${daysOf(entry)[0]} ${'at' in entry.from ? entry.from.at : '0'} ${entry.kind}`

/** The sessions and dates of the person asking, in the capacity worn. */
async function own(c: Reply, { from, until, directory }: { from: string; until: string; directory: Parameters<typeof meetingEntry>[1] }): Promise<Entry[]> {
  const { db, actor, now, site } = c.var
  if (actor.person === null) return []
  const reader = { actor, now }
  const { zone } = site.config
  const [sessions, meetings, running, needs] = await Promise.all([
    listCalendarSessions(db, reader, { from: instantInZone(from, '00:00', zone), until: instantInZone(addDays(until, 1), '00:00', zone) }), listCalendar(db, reader, { own: true }), lanesOf(roleOf(actor)).length > 0 ? listRunning(db, reader) : [], needsOf(c),
  ])
  const byRef = new Map(meetings.map((meeting) => [meeting.ref, meeting]))
  const lanes = lanesOf(roleOf(actor))
  const dates = await timelinesOf(db, running, now)
  const within = (entry: Entry) => daysOf(entry)[1] >= from && daysOf(entry)[0] <= until
  return [
    ...sessions.map((session) => sessionEntry(session, byRef.get(session.meeting), directory)),
    ...[...dates].flatMap(([ref, milestones]) => {
      const meeting = byRef.get(ref)
      return meeting ? milestones.filter((milestone) => isDate(milestone, lanes)).map((milestone) => milestoneEntry(milestone, meeting, directory)) : []
    }),
    ...needs.flatMap((need) => (need.dueOn === null ? [] : [needEntry({ ...need, dueOn: need.dueOn })])),
  ].filter(within)
}

function Days({ entry, lang }: { entry: Entry; lang: 'en' | 'th' }) {
  const [first, last] = daysOf(entry)
  if ('day' in entry.from) return <time datetime={first}>{first === last ? formatDay(first, lang, 'short') : formatRange(first, last, lang, 'short')}</time>
  const zone = entry.zone ?? 'UTC'
  const until = 'at' in entry.until && entry.until.at !== entry.from.at ? ` – ${clockTime(entry.until.at, zone, lang)}` : ''
  return <><time datetime={entry.from.at}>{formatDay(dayInZone(entry.from.at, zone), lang, 'short')}</time><Sub>{clockTime(entry.from.at, zone, lang)}{until} ({zoneWord(entry.from.at, zone)})</Sub></>
}
