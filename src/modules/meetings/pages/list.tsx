import { router } from '../../../kernel/http.ts'
import { listed, type Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { part } from '../../../kernel/part.tsx'
import { Button, DataTable, Details, Disagree, Dots, Empty, LevelGlyph, MeetingsPicture, MeetingSign, numeral, PageTitle, Pagination, PictureKey, Section, Sub, yearNumeral } from '../../../ui/index.ts'
import { type Body, bySource, Claims, type KeptDisagreement, levelWord, listBodies, listCadences, listDisagreements, listParties, listSources } from '../../mechanism/index.ts'
import { calendarWords } from '../calendar-entries.ts'
import { meetingsCsv } from '../csv.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { MeetingName } from '../name.tsx'
import { mainBodies, meetingsPicture } from '../picture.ts'
import { listRunning } from '../queries/run.ts'
import { listMeetings, type Meeting } from '../queries.ts'
import { heldBy } from '../rules.ts'
import { canPlan, isLive } from '../rules/state.ts'
import { runWords } from '../wording-run.ts'
import { disagreementWord, hostAndChair, meetingDays, meetingHref, meetingPlace, meetingTitle } from '../wording.ts'
import { MeetingRows } from './series.tsx'
import { namesOf, readerOf } from './workspace.ts'

const shows = ['all', 'ministers', 'officials', 'groups', 'partners', 'disagree'] as const
type Show = (typeof shows)[number]
const perPage = 25

export const listPages = router()

const readShow = (typed: string | undefined): Show => shows.find((show) => show === typed) ?? 'all'

function shown(meetings: readonly Meeting[], show: Show, bodies: ReadonlyMap<string, Body>, disputed: ReadonlySet<string>): Meeting[] {
  return meetings.filter((meeting) => {
    const body = bodies.get(meeting.body)
    switch (show) {
      case 'ministers': return body?.level === 2 && body.kind === 'ministers'
      case 'officials': return body?.level === 3 && body.kind === 'senior-officials'
      case 'groups': return body?.level === 4
      case 'partners': return body?.kind === 'consultation'
      case 'disagree': return disputed.has(meeting.ref)
      default: return true
    }
  })
}

listPages.get('/meetings.csv', async (c) => {
  const { db, lang } = c.var
  const [meetings, bodies, parties, kept] = await Promise.all([listMeetings(db), listBodies(db), listParties(db), listDisagreements(db, 'meeting')])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const list = shown(meetings, readShow(c.req.query('show')), byCode, new Set(kept.map((one) => one.subjectId)))
  const text = meetingsCsv(list, (meeting) => meetingTitle(meeting, byCode, lang), new Map(parties.map((party) => [party.code, party])), lang)
  return c.body(text, 200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="meetings.csv"' })
})

listPages.get('/meetings', async (c) => {
  const { db, lang, today } = c.var
  const m = { en, th }[lang]
  const [meetings, bodies, cadences, parties, kept, sources, prepared] = await Promise.all([
    listMeetings(db), listBodies(db), listCadences(db), listParties(db), listDisagreements(db, 'meeting'), listSources(db), c.var.actor.person === null ? [] : listRunning(db, readerOf(c)),
  ])
  const running = prepared.filter((meeting) => isLive(meeting.run.state) && meeting.run.state !== 'REPORT_FINAL')
  const plans = canPlan(c.var.actor).allowed
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const byParty = new Map(parties.map((party) => [party.code, party]))
  const show = readShow(c.req.query('show'))
  const list = shown(meetings, show, byCode, new Set(kept.map((one) => one.subjectId)))
  const pageCount = Math.max(1, Math.ceil(list.length / perPage))
  const at = Math.min(pageCount, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))
  const rows = list.slice((at - 1) * perPage, at * perPage)
  const range = m['meetings.range'](numeral(lang, (at - 1) * perPage + 1), numeral(lang, (at - 1) * perPage + rows.length), numeral(lang, list.length))
  const picture = await part(c, 'meetings', () => {
    const drawn = meetingsPicture({ meetings, bodies, cadences, disagreements: kept, lang, today })
    return drawn && (
      <MeetingsPicture {...drawn}>
        <PictureKey
          entries={[
            { sign: <MeetingSign kind="held" />, label: m['meetings.held'] },
            { sign: <MeetingSign kind="year-only" level={3} />, label: m['meetings.year-only'] },
            { sign: <MeetingSign kind="expected" />, label: m['meetings.expected'] },
            { sign: <MeetingSign kind="special" />, label: m['meetings.special-key'] },
            { sign: <MeetingSign kind="disagree" />, label: m['meetings.disagree-key'] },
          ]}
        />
      </MeetingsPicture>
    )
  })
  const counts = mainBodies({ meetings, bodies }).filter((body) => body.level > 1).map((body) => m['meetings.count-of'](numeral(lang, heldBy(meetings, body.code, today).held), levelWord(body.level, lang).toLowerCase()))
  const years = meetings.flatMap((meeting) => (meeting.starts && meeting.status !== 'planned' ? [Number(meeting.starts.slice(0, 4))] : []))
  const title = years.length > 0 ? m['meetings.title'](yearNumeral(lang, Math.min(...years)), yearNumeral(lang, Math.max(...years))) : m['meetings.title-none']
  const href = (more: { show?: Show; page?: number }) => {
    const query = new URLSearchParams()
    const wanted = more.show ?? show
    if (wanted !== 'all') query.set('show', wanted)
    if (more.page !== undefined && more.page > 1) query.set('page', String(more.page))
    return `/meetings${query.size > 0 ? `?${query}` : ''}#table`
  }
  const claims = kept.filter((one) => rows.some((meeting) => meeting.ref === one.subjectId))
  return page(
    c,
    { title, current: '/meetings' },
    <>
      <PageTitle title={title} lede={counts.length > 0 ? m['meetings.lede'](listed(counts, lang)) : undefined} tools={<Dots links={[{ href: '/calendar', label: calendarWords[lang]['calendar.title'] }, { href: '#table', label: m['meetings.to-table'] }, { href: show === 'all' ? '/meetings.csv' : `/meetings.csv?show=${show}`, label: m['meetings.csv'] }]} />} />
      {(running.length > 0 || plans) && (
        <Section id="prepared" title={runWords[lang]['run.being-prepared']} count={running.length} lede={runWords[lang]['run.being-prepared-lede']} tools={plans ? <Button small kind="secondary" href="/series/new">{runWords[lang]['run.plan-series']}</Button> : undefined}>
          {running.length > 0 && <MeetingRows c={c} meetings={running} names={await namesOf(c)} />}
        </Section>
      )}
      {picture}
      <Section
        id="table"
        title={m['meetings.table']}
        tools={<><span class="vh">{m['meetings.show']}: </span><Dots links={shows.map((one) => ({ href: href({ show: one }), label: m[`meetings.show.${one}`], current: one === show }))} /></>}
      >
        {rows.length === 0 ? <Empty title={m['meetings.none']} /> : <MeetingTable caption={m['meetings.caption'](range)} rows={rows} bodies={byCode} parties={byParty} kept={kept} lang={lang} />}
        <Pagination page={at} pages={pageCount} href={(n) => href({ page: n })}>{list.length > 0 ? range : null}</Pagination>
      </Section>
      {claims.length > 0 && (
        <Section title={m['meetings.claims']} lede={m['meetings.claims-lede']}>
          {claims.map((one) => <Details summary={one.about[lang]}><div id={anchorOf(one)}><Claims kept={one} sources={bySource(sources)} /></div></Details>)}
        </Section>
      )}
    </>,
  )
})

const anchorOf = (kept: KeptDisagreement): string => `claims-${kept.subjectId}-${kept.field}`.replace(/[^\w-]+/g, '-')

function MeetingTable(props: { caption: string; rows: readonly Meeting[]; bodies: ReadonlyMap<string, Body>; parties: Parameters<typeof meetingPlace>[1]; kept: readonly KeptDisagreement[]; lang: Lang }) {
  const { lang, bodies, parties } = props
  const m = { en, th }[lang]
  const yearOf = (meeting: Meeting | undefined) => meeting?.starts?.slice(0, 4) ?? null
  return (
    <DataTable
      caption={props.caption}
      columns={[
        {
          head: m['meetings.year'], class: 'num lead', noLabel: true,
          cell: (meeting) => {
            const year = yearOf(meeting)
            const before = props.rows[props.rows.indexOf(meeting) - 1]
            if (year === null) return before && yearOf(before) === null ? '' : '–'
            return before && yearOf(before) === year ? <span class="vh">{yearNumeral(lang, Number(year))}</span> : <b>{yearNumeral(lang, Number(year))}</b>
          },
        },
        {
          head: m['meetings.meeting'], rowHeader: true,
          cell: (meeting) => <LevelGlyph level={bodies.get(meeting.body)?.level ?? 3}><a class="govuk-link" href={meetingHref(meeting.ref)}><MeetingName meeting={meeting} bodies={bodies} lang={lang} /></a></LevelGlyph>,
        },
        {
          head: m['meetings.date'],
          cell: (meeting) => (
            <>
              {meetingDays(meeting, lang, 'short')}
              {meeting.status === 'held-by-rule' && <Sub>{m['meetings.by-rule']}</Sub>}
              {meeting.status === 'cancelled' && <Sub>{m['meetings.cancelled']}</Sub>}
              {props.kept.filter((one) => one.subjectId === meeting.ref).map((one) => <><br /><Disagree href={`#${anchorOf(one)}`}>{m['meetings.disagree'](disagreementWord(one, lang))}</Disagree></>)}
            </>
          ),
        },
        { head: m['meetings.place'], cell: (meeting) => meetingPlace(meeting, parties, lang) ?? <span class="muted">{m['meetings.not-found']}</span> },
        { head: m['meetings.host'], cell: (meeting) => hostAndChair(meeting, parties, lang) ?? <span class="muted">{m['meetings.not-found']}</span> },
        { head: m['meetings.outcome'], class: 'wide', cell: (meeting) => meeting.outcome?.[lang] ?? meeting.theme?.[lang] ?? <span class="muted">{m['meetings.none-on-record']}</span> },
        { head: m['meetings.sources'], class: 'num', cell: (meeting) => <a class="govuk-link" href={`${meetingHref(meeting.ref)}#sources`}>{numeral(lang, new Set(meeting.citations.map(({ source }) => source)).size)}<span class="vh"> {m['meetings.sources']}: {meetingTitle(meeting, bodies, lang)}</span></a> },
      ]}
      rows={props.rows}
    />
  )
}
