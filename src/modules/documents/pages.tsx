import { decimalYear } from '../../kernel/calendar.ts'
import { router } from '../../kernel/http.ts'
import type { Lang } from '../../kernel/languages.ts'
import { page } from '../../kernel/page.tsx'
import { BarSign, BarsPicture, DataTable, Disagree, Dots, LevelGlyph, LineSign, numeral, PageTitle, PictureKey, Section, Sub, yearNumeral } from '../../ui/index.ts'
import { type Body, bySource, Claims, type KeptDisagreement, listBodies, listDisagreements, listSources, shortName, type Source, SourceFold } from '../mechanism/index.ts'
import { csv, listMeetings, type Meeting, meetingHref, meetingTitle, Unparted } from '../meetings/index.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { type Instrument, type InstrumentAct, listInstruments } from './queries.ts'
import { endsOn, groupOf, groups, periodsOf, spanOf } from './rules.ts'
import { actDay, actWords, formWord, periodWords } from './wording.ts'

interface Shown {
  lang: Lang
  today: string
  bodies: ReadonlyMap<string, Body>
  meetings: ReadonlyMap<string, Meeting>
  instruments: ReadonlyMap<string, Instrument>
  sources: ReadonlyMap<string, Source>
  kept: readonly KeptDisagreement[]
}

export const pages = router()

pages.get('/instruments.csv', async (c) => {
  const { db, lang } = c.var
  const instruments = await listInstruments(db)
  const rows = instruments.map((instrument) => [
    instrument.id, instrument.title[lang], instrument.form, instrument.bodies.join('; '), instrument.partner ?? '', instrument.periodFrom ?? '', endsOn(instrument) ?? '',
    instrument.acts.map((act) => [act.act, act.body, act.meeting, act.on].filter(Boolean).join(' ')).join('; '), instrument.replaces.join('; '), instrument.implements.join('; '), instrument.citations.map(({ source }) => source).join('; '),
  ])
  const text = csv([['id', 'title', 'form', 'bodies', 'partner', 'period_from', 'period_until', 'acts', 'replaces', 'implements', 'sources'], ...rows])
  return c.body(text, 200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="instruments.csv"' })
})

pages.get('/instruments', async (c) => {
  const { db, lang, today } = c.var
  const m = { en, th }[lang]
  const [instruments, bodies, meetings, sources, kept] = await Promise.all([listInstruments(db), listBodies(db), listMeetings(db), listSources(db), listDisagreements(db, 'instrument')])
  const shown: Shown = {
    lang, today, kept,
    bodies: new Map(bodies.map((body) => [body.code, body])),
    meetings: new Map(meetings.map((meeting) => [meeting.ref, meeting])),
    instruments: new Map(instruments.map((instrument) => [instrument.id, instrument])),
    sources: bySource(sources),
  }
  const timed = instruments.filter((instrument) => periodsOf(instrument).length > 0).sort((a, b) => (a.periodFrom ?? '').localeCompare(b.periodFrom ?? ''))
  return page(
    c,
    { title: m['documents.title'], current: '/plans' },
    <>
      <PageTitle title={m['documents.title']} lede={m['documents.lede'](numeral(lang, instruments.length))} tools={<Dots links={[...groups.map((group) => ({ href: `#${group}`, label: m[`documents.group.${group}`] })), { href: '/instruments.csv', label: m['documents.csv'] }]} />} />
      {timed.length > 0 && <Periods timed={timed} shown={shown} />}
      {groups.map((group) => {
        const rows = instruments.filter((instrument) => groupOf(instrument) === group)
        return rows.length > 0 && (
          <Section id={group} title={m[`documents.group.${group}`]} count={rows.length}>
            <InstrumentTable caption={m[`documents.group.${group}`]} rows={rows.toReversed()} shown={shown} />
          </Section>
        )
      })}
      {kept.map((one) => <Section id={anchorOf(one)} title={one.about[lang]}><Claims kept={one} sources={shown.sources} /></Section>)}
    </>,
  )
})

const anchorOf = (kept: KeptDisagreement): string => `claims-${kept.subjectId}-${kept.field}`.replace(/[^\w-]+/g, '-')

/** The level an instrument speaks at: of the highest body that acted upon it, else of the body it belongs to. */
function levelOf(instrument: Instrument, bodies: Shown['bodies']): 1 | 2 | 3 | 4 {
  const levels = [...instrument.acts.map((act) => act.body), ...instrument.bodies].flatMap((code) => (code ? [bodies.get(code)?.level] : [])).filter((level) => level !== undefined)
  return levels.length > 0 ? (Math.min(...levels) as 1 | 2 | 3 | 4) : 3
}

function Periods({ timed, shown }: { timed: readonly Instrument[]; shown: Shown }) {
  const { lang } = shown
  const m = { en, th }[lang]
  const spans = timed.flatMap((instrument) => periodsOf(instrument).map(spanOf))
  return (
    <BarsPicture
      lang={lang}
      id="periods"
      title={m['documents.picture']}
      desc={m['documents.picture-desc'](numeral(lang, timed.length))}
      from={Math.floor(Math.min(...spans.map((span) => span.from)))}
      to={Math.ceil(Math.max(...spans.map((span) => span.to)))}
      now={{ at: decimalYear(shown.today), label: m['documents.today'] }}
      rows={timed.map((instrument) => ({
        id: instrument.id,
        level: levelOf(instrument, shown.bodies),
        label: instrument.title[lang],
        sub: periodWords(instrument, lang) ?? undefined,
        href: `#${instrument.id}`,
        periods: periodsOf(instrument).map((stretch, index) => ({ ...spanOf(index === 0 ? stretch : { from: nextStart(stretch.from), until: stretch.until }), style: index === 0 ? ('solid' as const) : ('hatched' as const), label: yearsIn(index === 0 ? stretch.from : nextStart(stretch.from), stretch.until, lang) })),
        replacedBy: instrument.replacedBy.find((id) => timed.some((other) => other.id === id)),
      }))}
    >
      <PictureKey entries={[{ sign: <BarSign style="solid" />, label: m['documents.as-set'] }, { sign: <BarSign style="hatched" />, label: m['documents.extended-key'] }, { sign: <LineSign />, label: m['documents.replaced-key'] }]} />
    </BarsPicture>
  )
}

/** An extension begins the year after the period it extends. */
const nextStart = (until: string): string => (until.length === 4 ? String(Number(until) + 1) : until)

function yearsIn(from: string, until: string, lang: Lang): string {
  const year = (date: string) => yearNumeral(lang, Number(date.slice(0, 4)))
  return from.slice(0, 4) === until.slice(0, 4) ? year(until) : `${year(from)}–${year(until)}`
}

function InstrumentTable({ caption, rows, shown }: { caption: string; rows: readonly Instrument[]; shown: Shown }) {
  const { lang } = shown
  const m = { en, th }[lang]
  return (
    <DataTable
      caption={caption}
      columns={[
        {
          head: m['documents.instrument'], rowHeader: true, class: 'wide',
          cell: (instrument) => (
            <>
              <LevelGlyph level={levelOf(instrument, shown.bodies)}>{instrument.url ? <a class="govuk-link" href={instrument.url} rel="noopener">{instrument.title[lang]}</a> : instrument.title[lang]}</LevelGlyph>
              <Sub>{formWord(instrument.form, lang)}{instrument.note && `${lang === 'th' ? ' · ' : '. '}${instrument.note[lang]}`}</Sub>
              <Relations instrument={instrument} shown={shown} />
              {shown.kept.filter((one) => one.subjectId === instrument.id).map((one) => <><Disagree href={`#${anchorOf(one)}`}>{m['documents.disagree'](one.about[lang])}</Disagree><br /></>)}
            </>
          ),
        },
        { head: m['documents.period'], cell: (instrument) => <PeriodCell instrument={instrument} shown={shown} /> },
        { head: m['documents.acts'], class: 'wide', cell: (instrument) => <ul class="mf-plain small">{instrument.acts.map((act) => <li><Act act={act} shown={shown} /></li>)}</ul> },
        { head: m['documents.sources'], class: 'nowrap', cell: (instrument) => <SourceFold of={instrument.title[lang]} citations={[...instrument.citations, ...instrument.acts.flatMap((act) => act.citations)]} sources={shown.sources} /> },
      ]}
      rows={rows}
      rowId={(instrument) => instrument.id}
    />
  )
}

function PeriodCell({ instrument, shown }: { instrument: Instrument; shown: Shown }) {
  const m = { en, th }[shown.lang]
  const words = periodWords(instrument, shown.lang)
  if (words === null) return <span class="muted">{groupOf(instrument) === 'plans' ? m['documents.no-period-found'] : m['documents.no-period']}</span>
  const end = endsOn(instrument)
  return <>{words}{end !== null && end < shown.today && <Sub>{m['documents.ended']}</Sub>}</>
}

function Act({ act, shown }: { act: InstrumentAct; shown: Shown }) {
  const { lang } = shown
  const m = { en, th }[lang]
  const meeting = act.meeting ? shown.meetings.get(act.meeting) : undefined
  const title = meeting && meetingTitle(meeting, shown.bodies, lang)
  return (
    <>
      <b>{actWords(act, act.body && !meeting ? shortName(shown.bodies, act.body, lang) : null, lang)}</b>
      {meeting && <> <a class="govuk-link" href={meetingHref(meeting.ref)}><Unparted text={m['documents.at'](title ?? '')} /></a></>}{lang === 'th' ? ' ' : ', '}{actDay(act, lang)}
      {act.note && <span class="muted">{lang === 'th' ? ' · ' : '. '}{act.note[lang]}</span>}
    </>
  )
}

function Relations({ instrument, shown }: { instrument: Instrument; shown: Shown }) {
  const { lang } = shown
  const m = { en, th }[lang]
  const relations = ([['documents.replaces', instrument.replaces], ['documents.replaced-by', instrument.replacedBy], ['documents.implements', instrument.implements]] as const).filter(([, ids]) => ids.length > 0)
  return <>{relations.map(([key, ids]) => <Sub>{m[key]} {ids.map((id, index) => <>{index > 0 && ', '}<a class="govuk-link" href={`#${id}`}>{shown.instruments.get(id)?.title[lang] ?? id}</a></>)}</Sub>)}</>
}
