import { dayInZone, decimalYear, formatDay } from '../../../kernel/calendar.ts'
import { type Lang, listed } from '../../../kernel/languages.ts'
import { BarSign, BarsPicture, DataTable, numeral, PictureKey, Section, Status, Sub, TodoList, yearNumeral } from '../../../ui/index.ts'
import { actDay, actWord, type Instrument, periodsOf, periodWords } from '../../documents/index.ts'
import type { Body } from '../../mechanism/index.ts'
import { meetingHref, type Meeting } from '../../meetings/index.ts'
import type { Programme } from '../queries.ts'
import { type Change, withChanges } from '../queries/cycle.ts'
import { programmeHref, words } from '../wording.ts'

/** Stretches of time in decimal years, an extension from the year after the period it extends. */
export function stretchesOf(instrument: Instrument): { from: number; to: number; label: (lang: Lang) => string }[] {
  return periodsOf(instrument).map((stretch, index) => {
    const from = Number(stretch.from.slice(0, 4)) + (index === 0 ? 0 : 1)
    const to = stretch.until.length === 4 ? Number(stretch.until) + 1 : decimalYear(stretch.until)
    return { from: Math.min(from, to), to, label: (lang) => (from >= Math.ceil(to) - 1 ? yearNumeral(lang, Math.ceil(to) - 1) : `${yearNumeral(lang, from)}–${yearNumeral(lang, Math.ceil(to) - 1)}`) }
  })
}

/** The bars of a programme: as set is solid, what a decision added is hatched (look-d decision 3). */
export const periodBars = (instrument: Instrument, lang: Lang) => stretchesOf(instrument).map((span, index) => ({ from: span.from, to: span.to, style: index === 0 ? ('solid' as const) : ('hatched' as const), label: span.label(lang) }))

/** The programme among its plan and the ones before and after; below, who decided what of it: the record's acts and what this house recorded. */
export function ThroughTime(props: { lang: Lang; today: string; programme: Programme; programmes: readonly Programme[]; instruments: readonly Instrument[]; changes: readonly Change[]; bodies: readonly Body[]; meetings: readonly Meeting[]; zone: string; /** Who carries the programme out reads the desk's notes and names; others read that it was decided. */ house: boolean }) {
  const { lang, programme, changes } = props
  const m = words[lang]
  const found = props.instruments.find((one) => one.id === programme.id)
  if (!found) return null
  const instrument = withChanges(found, changes)
  const related = props.programmes.filter((one) => one.id === programme.id || one.id === programme.plan || one.plan === programme.id || (one.body === programme.body && one.kind === programme.kind && one.kind !== 'partner-work-plan'))
  const rows = related.flatMap((one) => { const own = props.instruments.find((each) => each.id === one.id); return own && periodsOf(own).length > 0 ? [{ one, own: withChanges(own, changes) }] : [] }).sort((a, b) => Number(b.one.kind === 'plan') - Number(a.one.kind === 'plan') || (a.own.periodFrom ?? '').localeCompare(b.own.periodFrom ?? ''))
  const spans = rows.flatMap(({ own }) => stretchesOf(own))
  const extended = spans.length > rows.length
  const decided = [
    ...found.acts.map((act) => ({ on: act.on ?? '', day: actDay(act, lang), what: actWord(act.act, lang), to: act.periodUntil !== null && act.act === 'extended' ? m['plans.change.to'](formatDay(act.periodUntil, lang)) : '', by: props.bodies.find((body) => body.code === act.body)?.short[lang] ?? act.body ?? '', meeting: act.meeting, decision: '', note: act.note?.[lang] ?? '', recorded: act.citations.length > 0 ? m['plans.of-the-record'] : m['plans.house'] })),
    ...changes.filter((change) => change.programme === programme.id).map((change) => ({ on: dayInZone(change.at, props.zone), day: formatDay(dayInZone(change.at, props.zone), lang, 'short'), what: m[`plans.change.${change.kind}`], to: change.periodUntil ? m['plans.change.to'](formatDay(change.periodUntil, lang)) : '', by: '', meeting: null, decision: change.decision ?? '', note: props.house ? (change.note?.[lang] ?? '') : '', recorded: props.house ? change.byName : '' })),
  ].sort((a, b) => a.on.localeCompare(b.on))
  return (
    <Section title={m['plans.through-time']} id="time">
      {rows.length > 0 && spans.length > 0 && (
        <BarsPicture
          lang={lang} id="time" title={m['plans.through-time']} desc={m['plans.through-time-desc'](programme.title[lang], periodWords(instrument, lang) ?? m['plans.none-stated'])}
          from={Math.floor(Math.min(...spans.map((span) => span.from)))} to={Math.ceil(Math.max(...spans.map((span) => span.to)))} now={{ at: decimalYear(props.today), label: m['plans.today'] }}
          rows={rows.map(({ one, own }) => ({ id: one.id, level: props.bodies.find((body) => body.code === one.body)?.level ?? 3, label: one.title[lang], sub: one.id === programme.id ? m['plans.this-one'] : (periodWords(own, lang) ?? undefined), href: one.id === programme.id ? '#time' : programmeHref(one), periods: periodBars(own, lang) }))}
        >
          <PictureKey entries={[{ sign: <BarSign style="solid" />, label: m['plans.as-set'] }, ...(extended ? [{ sign: <BarSign style="hatched" />, label: m['plans.extended'] }] : [])]} />
        </BarsPicture>
      )}
      {decided.length > 0 && (
        <DataTable
          caption={m['plans.decided-of-it']} showCaption rows={decided}
          columns={[
            { head: m['plans.col.when'], class: 'nowrap', cell: (row) => row.day },
            { head: m['plans.col.what'], rowHeader: true, cell: (row) => <>{row.what} {row.to}{row.note && <Sub>{row.note}</Sub>}</> },
            { head: m['plans.col.by'], cell: (row) => (row.meeting ? <a class="govuk-link" href={meetingHref(row.meeting)}>{row.meeting}</a> : row.decision || row.by || <span class="muted">{m['plans.none-stated']}</span>) },
            { head: m['plans.col.recorded'], cell: (row) => <span class="muted">{row.recorded}</span> },
          ]}
        />
      )}
    </Section>
  )
}

/** In the lede: the extension as it happened, from the record or from this house. */
export function extensionWords(instrument: Instrument, changes: readonly Change[], bodies: readonly Body[], lang: Lang): string | null {
  const m = words[lang]
  const own = changes.filter((change) => change.programme === instrument.id && change.kind === 'extended').at(-1)
  if (own?.periodUntil) return m['plans.extended-lede-desk'](formatDay(own.periodUntil, lang), own.decision ?? '')
  const act = periodsOf(instrument).at(-1)?.by
  if (!act?.periodUntil) return null
  return m['plans.extended-lede'](formatDay(act.periodUntil, lang), listed([bodies.find((body) => body.code === act.body)?.short[lang] ?? act.body, act.on ? actDay(act, lang) : ''], lang))
}

/** For the desk: what keeps the programme from being where it should be. */
export function Attention(props: { lang: Lang; programme: Programme; late: number; unreported: number; open: number; all: number; provisions: { mapped: number; all: number } }) {
  const { lang, programme } = props
  const m = words[lang]
  const n = (count: number) => numeral(lang, count)
  const href = programmeHref(programme)
  const items = [
    ...(props.late > 0 ? [{ when: m['plans.attention.no-date'], what: m['plans.attention.late'](n(props.late)), href: `${href}/cycle/due`, why: m['plans.attention.late-why'], verb: m['plans.verb.choose'] }] : []),
    ...(props.unreported > 0 ? [{ when: m['plans.attention.no-date'], what: m['plans.attention.unreported'](n(props.unreported)), href: `${href}/activities?overlay=NO_REPORT`, why: m['plans.attention.unreported-why'], verb: m['plans.verb.see'] }] : []),
    ...(props.open > 0 ? [{ when: m['plans.attention.before-closing'], what: m['plans.attention.open'](n(props.open), n(props.all)), href: `${href}/cycle#close`, why: m['plans.attention.open-why'], verb: m['plans.verb.see'] }] : []),
    ...(props.provisions.all > 0 && props.provisions.mapped < props.provisions.all ? [{ when: m['plans.attention.no-date'], what: m['plans.attention.map'](n(props.provisions.mapped), n(props.provisions.all)), href: `${href}/provisions`, why: m['plans.attention.map-why'], verb: m['plans.verb.map'] }] : []),
  ]
  return items.length === 0 ? <p><Status tone="done">{m['plans.attention.none']}</Status></p> : <TodoList title={m['plans.attention']} items={items} />
}
