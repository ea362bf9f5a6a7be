import { decimalYear, formatDay } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { partFrom } from '../../../kernel/part.tsx'
import { Empty, numeral, Pagination, Scroll, Status, Sub, yearNumeral } from '../../../ui/index.ts'
import { endsOn } from '../../documents/index.ts'
import type { Activity, Programme } from '../queries.ts'
import { overlaysOf } from '../rules.ts'
import { activityHref, overlayFacts, pipOf, programmeHref, statusWord, toneOf, words } from '../wording.ts'
import { boardPages } from './board.tsx'
import { fundingPages } from './funding.tsx'
import { matrixPages } from './matrix.tsx'
import { tableFilePages } from './table-file.tsx'
import { stretchesOf } from './programme-time.tsx'
import { queryOf, ViewHead, viewCrumbs, viewOf, viewTitle } from './views.tsx'

export const activitiesPages = router()
/** A programme of the record has up to some hundred and forty; a longer one is read page by page. */
const perPage = 150
// Before the page of one activity: no code is called so.
for (const one of [boardPages, matrixPages, fundingPages, tableFilePages]) activitiesPages.route('/', one)

activitiesPages.get('/plans/:body/:kind/:year/activities', async (c) => {
  const { lang, today } = c.var
  const m = words[lang]
  const view = await viewOf(c)
  const { programme, instrument, areas, all, shown, asked } = view
  const from = Number((instrument?.periodFrom ?? today).slice(0, 4))
  const until = Number(((instrument && endsOn(instrument)) ?? today).slice(0, 4)) + 2
  const added = instrument ? stretchesOf(instrument).slice(1) : []
  const ordered = areas.flatMap((area) => shown.filter((activity) => activity.area === area.slug))
  const pages = Math.max(1, Math.ceil(ordered.length / perPage))
  const at = Math.min(pages, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))
  const here = ordered.slice((at - 1) * perPage, at * perPage)
  const groups = areas.map((area) => ({ area, rows: here.filter((activity) => activity.area === area.slug), n: shown.filter((activity) => activity.area === area.slug).length, of: all.filter((activity) => activity.area === area.slug).length })).filter(({ rows }) => rows.length > 0)
  const filter = queryOf(asked)
  const table = () => (
    <Scroll name={m['plans.activity-list']}>
      <table class="mf-t gt">
        <caption class="vh">{m['plans.gantt-caption'](numeral(lang, shown.length))}</caption>
        <thead>
          <tr><th scope="col">{m['plans.activity']}</th><th scope="col">{m['plans.status-said']}</th><th scope="col">{m['plans.due']}</th><th scope="col" class="ax"><span class="vh">{m['plans.timeline']}</span><Axis from={from} until={until} added={added} lang={lang} /></th></tr>
        </thead>
        {groups.map(({ area, rows, n, of }) => (
          <tbody>
            <tr class="grp"><th scope="rowgroup" colspan={4}>{area.name[lang]} <span class="small muted">{m['plans.shown'](numeral(lang, n), numeral(lang, of))}</span></th></tr>
            {rows.map((activity) => <Row activity={activity} programme={programme} from={from} until={until} added={added} today={today} lang={lang} />)}
          </tbody>
        ))}
      </table>
    </Scroll>
  )
  return page(
    c,
    { title: viewTitle(c, view, 'timeline'), current: '/plans', breadcrumbs: viewCrumbs(c, view) },
    <>
      <ViewHead c={c} view={view} current="timeline" />
      {shown.length === 0 ? <Empty title={m['plans.nothing']} /> : (
        await partFrom(c, 'gantt', [programme.code, from, until, added, shown.length, groups], table)
      )}
      {pages > 1 && <Pagination page={at} pages={pages} href={(n) => `${programmeHref(programme)}/activities${filter}${filter === '' ? '?' : '&'}page=${n}`}>{m['plans.range'](numeral(lang, (at - 1) * perPage + 1), numeral(lang, (at - 1) * perPage + here.length), numeral(lang, ordered.length))}</Pagination>}
    </>,
  )
})

const width = 470
/** To a tenth of a unit: finer is not seen. */
const place = (at: number, from: number, until: number): number => Math.round(Math.max(0, Math.min(width, ((at - from) / (until - from)) * width)) * 10) / 10

type Stretch = { from: number; to: number }

/** The ground under an extension: it is time a decision added, not first period (look-d decision 4). */
const Added = ({ added, from, until, height }: { added: readonly Stretch[]; from: number; until: number; height: number }) => <>{added.map((span) => <rect x={place(span.from, from, until)} y="0" width={place(span.to, from, until) - place(span.from, from, until)} height={height} fill="#e1ece6" />)}</>

function Axis(props: { from: number; until: number; added: readonly Stretch[]; lang: Lang }) {
  const { from, until, added, lang } = props
  const within = (year: number) => added.some((span) => year >= Math.floor(span.from) && year < span.to)
  return <svg viewBox={`0 0 ${width} 22`} height="22" aria-hidden="true"><Added {...{ added, from, until }} height={22} />{Array.from({ length: until - from }, (_, index) => <text x={place(from + index, from, until) + 5} y="16" font-size="13" fill="#4d5868">{yearNumeral(lang, from + index)}{within(from + index) && ` · ${words[lang]['plans.added']}`}</text>)}</svg>
}

function Row(props: { activity: Activity; programme: Programme; from: number; until: number; added: readonly Stretch[]; today: string; lang: Lang }) {
  const { activity, lang, today } = props
  const m = words[lang]
  const overlays = overlaysOf(overlayFacts(activity), today)
  const late = overlays.includes('OVERDUE')
  return (
    <tr>
      <th scope="row"><a class="govuk-link sym" href={activityHref(props.programme, activity.code)}>{activity.code}</a><br />{activity.title[lang]}</th>
      <td><Status tone={toneOf(activity, today)}>{late ? m['plans.overlay.OVERDUE'] : statusWord(activity, lang)}</Status>{overlays.filter((overlay) => overlay !== 'OVERDUE').map((overlay) => <Sub>{m[`plans.overlay.${overlay}`]}</Sub>)}</td>
      <td class={`nw${late ? ' passed' : ''}`}>{activity.recurring ? m['plans.each-year'] : activity.dueOn ? formatDay(activity.dueOn, lang, 'short') : m['plans.no-due']}</td>
      <td class="ax"><Bar {...props} /></td>
    </tr>
  )
}

const colours = { completed: '#0d6655', recurring: '#0d6655', 'in-progress': '#865400', planned: '#76837b', 'past-due': '#a3261c', 'no-report': '#76837b', 'carried-over': '#6f3f70' } as const

/** Everything it draws stands in the other columns: it is silent. */
function Bar({ activity, from, until, added, today }: { activity: Activity; from: number; until: number; added: readonly Stretch[]; today: string }) {
  const pip = pipOf(activity, today)
  const colour = pip === null ? '#6f3f70' : colours[pip]
  const year = (day: string) => decimalYear(day)
  const start = activity.startsOn === null ? null : place(year(activity.startsOn), from, until)
  const due = activity.dueOn === null ? null : place(year(activity.dueOn), from, until)
  const now = place(year(today), from, until)
  const done = start !== null && due !== null && activity.progress !== null ? ((due - start) * activity.progress) / 100 : 0
  return (
    <svg viewBox={`0 0 ${width} 38`} height="38" aria-hidden="true">
      <Added {...{ added, from, until }} height={38} />
      <path d={Array.from({ length: until - from }, (_, index) => `M${place(from + index, from, until)} 0v38`).join('')} stroke="#d2dbd6" />
      {start !== null && due !== null && due > start && <rect x={start} y="12.75" width={due - start} height="12.5" rx="2" fill="#fff" stroke={colour} stroke-width="1.5" stroke-dasharray={pip === 'no-report' || pip === 'planned' ? '4 3' : undefined} />}
      {start !== null && done > 0 && <rect x={start} y="12" width={done} height="14" rx="2" fill={colour} />}
      {pip === 'past-due' && due !== null && <><path d={`M${due} 19H${now}`} stroke="#a3261c" stroke-width="2.5" stroke-dasharray="4 3" /><path d={`M${due} 12l7 7-7 7-7-7z`} fill="#a3261c" stroke="#fff" stroke-width="1.5" /></>}
      {pip === 'recurring' && Array.from({ length: until - from - 1 }, (_, index) => <circle cx={place(from + index + 0.5, from, until)} cy="19" r="7" fill="#fff" stroke={colour} stroke-width="2" />)}
      {pip === 'carried-over' && due !== null && <path d={`M${due} 19h40M${due + 34} 13l7 6-7 6`} fill="none" stroke={colour} stroke-width="2" />}
      <line x1={now} x2={now} y1="0" y2="38" stroke="#1b2330" stroke-width="1.5" />
    </svg>
  )
}
