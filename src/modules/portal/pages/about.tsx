import { formatDay, formatYear, isDay, latestPossible } from '../../../kernel/calendar.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { AsOfBar, DataTable, LevelGlyph, numeral, PageTitle, Section, Sub } from '../../../ui/index.ts'
import { findMandate } from '../../mandates/index.ts'
import { type AsOf, type Body, bySource, type Cadence, cadenceWord, DayChoices, findMechanism, listBodies, listCadences, listSources, readAsOf, SourceList } from '../../mechanism/index.ts'
import { expectedButNotFound, listMeetings, mainBodies, type Meeting, MeetingName, meetingHref, meetingNamed, meetingTitle, Unparted } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { type AboutBody, aboutBodies } from '../rules.ts'
import { AboutPages } from './sections.tsx'

export const aboutPages = router()

/** A day in either era or a meeting, which means its last day. */
function asOfOf(c: Reply, meetings: readonly Meeting[]): Omit<AsOf, 'day'> & { day: string } {
  const { lang, today } = c.var
  const m = { en, th }[lang]
  const typed = c.req.query('asOf')?.trim() ?? ''
  const named = typed === '' ? null : meetingNamed(typed, meetings)
  if (named) {
    const last = named.endsOn ?? (named.starts ? latestPossible(named.starts) : null)
    return last !== null && last <= today ? { day: last, value: typed, error: null, choices: [] } : { day: today, value: typed, error: last === null ? m['about.no-meeting'] : m['about.ahead'], choices: [] }
  }
  const read = readAsOf(typed, today, lang)
  if (read.day !== null && read.day > today) {
    // The present month or year named alone means until now.
    if (read.day.slice(0, 4) === today.slice(0, 4) && !isDay(typed) && !/\d.*\d{4}|\d{4}-\d/.test(typed)) return { ...read, day: today }
    return { ...read, day: today, error: m['about.ahead'] }
  }
  return { ...read, day: read.day ?? today }
}

aboutPages.get('/about', async (c) => {
  const { db, actor, lang, today } = c.var
  const m = { en, th }[lang]
  const [mechanism, bodies, meetings, cadences, sourceList] = await Promise.all([findMechanism(db), listBodies(db), listMeetings(db), listCadences(db), listSources(db)])
  const asOf = asOfOf(c, meetings)
  const rootId = mechanism?.story.mandate
  const root = rootId ? await findMandate(db, actor, rootId, asOf.day) : null
  const about = aboutBodies(bodies, meetings, cadences, asOf.day)
  const main = mainBodies({ meetings, bodies }).filter((body) => body.level > 1)
  const sources = bySource(sourceList)
  const cited = [...(mechanism?.story.sources ?? []), ...cadences.filter((cadence) => main.some((body) => body.code === cadence.body)).flatMap((cadence) => cadence.citations)]
  const begun = root !== null && latestPossible(root.date) <= asOf.day
  const grown = main.every((body) => (about.find((one) => one.body === body.code)?.held ?? 0) > 0)
  const title = m['about.title'](mechanism?.name[lang] ?? 'Mufakat')
  const query = asOf.day === today ? '' : `?asOf=${asOf.day}`
  return page(
    c,
    { title, current: '/about', status: asOf.error === null ? 200 : 422 },
    <>
      <PageTitle over={m['about.over'](formatDay(asOf.day, lang))} title={title} />
      <AboutPages lang={lang} current="/about" />
      <AsOfBar
        action="/about" label={m['about.as-of']} button={m['about.show']} value={asOf.value || formatDay(asOf.day, lang, 'short')} example={m['about.example']} error={asOf.error ?? undefined}
        links={[{ href: `/about?asOf=${asOf.day}`, label: m['about.link'] }, { href: `/api/v1/about${query}`, label: m['about.json'] }]}
      />
      <DayChoices path="/about" asOf={asOf} />
      <div class="prose">
        <Section title={m['about.founding']} kind="first">
          {!begun && root !== null && <p>{m['about.not-yet'](formatDay(asOf.day, lang))}</p>}
          {begun && (grown || !root ? <p>{mechanism?.story.founding[lang]}</p> : <p>{m['about.first-only'](formatDay(root.date, lang), root.text[lang])}</p>)}
          {root === null && <p>{mechanism?.story.founding[lang]}</p>}
          {begun && root && <p><a class="govuk-link" href={`/mandates/${root.id}`}>{m['about.founding-link']}</a> <span class="sym muted">{root.symbol}</span></p>}
        </Section>
        {mechanism && <Section title={m['about.purpose']}><p>{mechanism.story.purpose[lang]}</p></Section>}
        <Section title={m['about.how-often']}>
          {main.toReversed().map((body) => {
            const count = about.find((one) => one.body === body.code)
            return count && <BodyStory body={body} count={count} meetings={meetings} bodies={bodies} cadences={cadences} asOf={asOf.day} lang={lang} />
          })}
          <p class="small muted">{m['about.exact']}</p>
        </Section>
      </div>
      <Section title={m['about.table']}>
        <AboutTable rows={about.filter((one) => one.held > 0 || one.cadence !== null)} bodies={bodies} lang={lang} />
      </Section>
      <Section title={m['about.sources']} id="sources"><SourceList citations={cited} sources={sources} /></Section>
    </>,
  )
})

/** "in 2011", "on 23 June 2025": what is known and no more. */
export function heldWhen(starts: string | null, lang: Lang): string {
  const m = { en, th }[lang]
  if (starts === null) return ''
  if (isDay(starts)) return m['about.on'](formatDay(starts, lang))
  return m['about.in'](starts.length === 4 ? formatYear(Number(starts), lang) : formatDay(starts, lang))
}

function BodyStory(props: { body: Body; count: AboutBody; meetings: readonly Meeting[]; bodies: readonly Body[]; cadences: readonly Cadence[]; asOf: string; lang: Lang }) {
  const { body, count, lang, asOf } = props
  const m = { en, th }[lang]
  const byCode = new Map(props.bodies.map((one) => [one.code, one]))
  const name = body.short[lang]
  const before = props.cadences.filter((cadence) => cadence.body === body.code && cadence.until !== null && latestPossible(cadence.until) <= asOf)
  const span = count.first === null ? m['about.met-none'] : count.first === count.last || count.last === null ? m['about.met-once'](heldWhen(count.first.starts, lang)) : m['about.met-span'](heldWhen(count.first.starts, lang), heldWhen(count.last.starts, lang), meetingTitle(count.last, byCode, lang))
  const gaps = gapsOf(props.meetings, body.code, props.cadences, asOf)
  return (
    <p>
      <b>{m['about.met'](name, count.held)}</b><Unparted text={span} />
      {count.byRule > 0 && ` ${m['about.by-rule'](count.byRule)}`}
      {count.perhaps && ` ${m['about.perhaps'](meetingTitle(count.perhaps, byCode, lang), heldWhen(count.perhaps.starts, lang))}`}
      {' '}
      {count.cadence ? m['about.cadence'](name, cadenceWord(count.cadence.every, lang), formatDay(count.cadence.from, lang), count.cadence.decidedBy[lang]) : m['about.cadence-none'](name)}
      {count.cadence?.mandate && <> <a class="govuk-link sym" href={`/mandates/${count.cadence.mandate.replaceAll('/', '-')}`}>{count.cadence.mandate}</a></>}
      {before.map((cadence) => ` ${m['about.cadence-before'](cadenceWord(cadence.every, lang), formatDay(cadence.from, lang), formatDay(cadence.until ?? '', lang), cadence.decidedBy[lang])}`)}
      {gaps.map(([earlier, later]) => ` ${m['about.gap'](meetingTitle(earlier, byCode, lang), yearWord(earlier, lang), meetingTitle(later, byCode, lang), yearWord(later, lang))}`)}
    </p>
  )
}

const yearWord = (meeting: Meeting, lang: Lang): string => formatYear(Number(meeting.starts?.slice(0, 4)), lang)

/** Neighbouring meetings between which the rule in force expected another. */
function gapsOf(meetings: readonly Meeting[], body: string, cadences: readonly Cadence[], asOf: string): [Meeting, Meeting][] {
  const numbered = meetings.filter((meeting) => meeting.body === body && meeting.ordinal !== null && meeting.begunBy !== null && meeting.begunBy <= asOf)
  return numbered.flatMap((earlier) => {
    const later = numbered.find((meeting) => meeting.ordinal === (earlier.ordinal ?? 0) + 1)
    return later && expectedButNotFound([earlier, later], body, cadences).length > 0 ? [[earlier, later] as [Meeting, Meeting]] : []
  })
}

function AboutTable({ rows, bodies, lang }: { rows: readonly AboutBody[]; bodies: readonly Body[]; lang: Lang }) {
  const m = { en, th }[lang]
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  return (
    <DataTable
      caption={m['about.table']}
      columns={[
        { head: m['bodies.name'], rowHeader: true, cell: (row) => <LevelGlyph level={row.level}><a class="govuk-link" href={`/mechanism#${encodeURIComponent(row.body)}`}>{byCode.get(row.body)?.short[lang]}</a></LevelGlyph> },
        { head: m['bodies.cadence'], cell: (row) => (row.cadence ? <>{cadenceWord(row.cadence.every, lang)}<Sub>{row.cadence.decidedBy[lang]}</Sub></> : <span class="muted">{m['bodies.no-cadence']}</span>) },
        { head: m['bodies.held'], class: 'num', cell: (row) => <HeldCell row={row} byCode={byCode} lang={lang} /> },
        { head: m['bodies.latest'], cell: (row) => (row.last ? <a class="govuk-link" href={meetingHref(row.last.ref)}><MeetingName meeting={row.last} bodies={byCode} lang={lang} /></a> : '–') },
      ]}
      rows={rows}
    />
  )
}

export function HeldCell({ row, byCode, lang }: { row: AboutBody; byCode: ReadonlyMap<string, Body>; lang: Lang }) {
  const m = { en, th }[lang]
  if (row.last === null) return <>{numeral(lang, 0)}</>
  return (
    <>
      {row.complete ? numeral(lang, row.held) : <Unparted text={m['bodies.held-of'](numeral(lang, row.held), meetingTitle(row.last, byCode, lang))} />}
      {row.byRule > 0 && <Sub>{m['bodies.by-rule'](numeral(lang, row.byRule))}</Sub>}
    </>
  )
}
