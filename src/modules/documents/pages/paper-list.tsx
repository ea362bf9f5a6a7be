import { acts } from '../../../kernel/actor.ts'
import { missing } from '../../../kernel/errors.ts'
import { formatDay } from '../../../kernel/calendar.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, DataTable, Empty, Form, numeral, PageTitle, Pagination, Section, Select, Sub } from '../../../ui/index.ts'
import { listBodies } from '../../mechanism/index.ts'
import { findRunning, listRunning, meetingHref, meetingPage, meetingTitle, type RunningMeeting } from '../../meetings/index.ts'
import { readPlaces } from '../../people/index.ts'
import { DistributionMark, languagesOf, StandingMark, SymbolLink } from './paper-parts.tsx'
import { originatorWord, paperWords, seriesWord } from '../paper-wording.ts'
import { consultationOf } from '../queries/acts.ts'
import { countDocuments, listDocuments, type Paper, tallySeries } from '../queries/papers.ts'
import { deadlinesOf } from '../queries/series.ts'
import { mayTrySubmitting } from '../rules/papers.ts'
import { isSeries } from '../rules/symbol.ts'
import { seriesCodes } from '../schema/papers.ts'

export const paperLists = router()
const perPage = 50

export async function runningOf(c: Reply): Promise<RunningMeeting> {
  const meeting = await findRunning(c.var.db, c.var, `${c.req.param('body')}/${c.req.param('session')}`)
  if (!meeting) throw missing()
  return meeting
}

/** A list this long or shorter is one page: a delegate looks for a paper with his eyes. */
const onOnePage = 120
const asideAtMost = 200

/** The papers of a meeting as its list of documents has them; what is not for the reader leaves neither row nor count. */
paperLists.get('/meetings/:body/:session/papers', async (c) => {
  const { db, lang, actor, now } = c.var
  const m = paperWords[lang]
  const meeting = await runningOf(c)
  const home = `${meetingHref(meeting.ref)}/papers`
  const tally = await tallySeries(db, c.var, meeting.ref)
  const all = [...tally.values()].reduce((sum, n) => sum + n, 0)
  const wanted = c.req.query('series')
  const series = isSeries(wanted) && tally.has(wanted) ? wanted : undefined
  const total = series === undefined ? all : (tally.get(series) ?? 0)
  const size = total <= onOnePage ? onOnePage : perPage
  const pages = Math.max(1, Math.ceil(total / size))
  const at = Math.min(pages, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))
  const address = (n: number, of = series) => `${home}${n > 1 || of ? `?${new URLSearchParams({ ...(of ? { series: of } : {}), ...(n > 1 ? { page: String(n) } : {}) })}` : ''}`
  const [aside, papers, places, deadlines] = await Promise.all([
    at > 1 || series !== undefined ? [] : listDocuments(db, c.var, { meeting: meeting.ref, aside: true, limit: asideAtMost }),
    listDocuments(db, c.var, { meeting: meeting.ref, series, aside: false, limit: size, offset: (at - 1) * size }), readPlaces(db), deadlinesOf(db, meeting, now),
  ])
  const waits = aside.filter((paper) => paper.status === 'SUBMITTED')
  const late = aside.filter((paper) => paper.status === 'REGISTERED')
  const gone = aside.filter((paper) => paper.status === 'WITHDRAWN' || paper.status === 'REFUSED')
  const table = (caption: string, rows: readonly Paper[]) => <PaperTable c={c} caption={caption} rows={rows} parties={places.parties} />
  // A partner hands in papers for its own consultation; elsewhere the form would only refuse.
  const offersSubmitting = mayTrySubmitting(actor) && (!acts(actor, 'DP') || (await consultationOf(db, meeting.ref)).consultation)
  const shown = seriesCodes.filter((code) => tally.has(code))
  return meetingPage(c, meeting, { tab: 'papers', documentTitle: m['papers.of-meeting'], tools: offersSubmitting ? <a class="govuk-link" href={`${home}/new`}>{m['papers.submit']}</a> : undefined }, (
    <>
      {all + aside.length === 0 && <Empty title={m['papers.none']}>{m['papers.none-why']}</Empty>}
      {late.length > 0 && <Section title={m['papers.late-papers']} count={late.length}>{table(m['papers.late-papers'], late)}</Section>}
      {waits.length > 0 && <Section title={m['papers.waiting']} count={waits.length}>{table(m['papers.waiting'], waits)}</Section>}
      {all > onOnePage && shown.length > 1 && (
        <nav class="mf-series" aria-label={m['papers.filter-series']}>
          <a class="govuk-link" href={home} aria-current={series === undefined ? 'true' : undefined}>{m['papers.all']} <span class="muted">{numeral(lang, all)}</span></a>
          {shown.map((code) => <a class="govuk-link" href={address(1, code)} aria-current={series === code ? 'true' : undefined}>{seriesWord(code, lang)} <span class="muted">{numeral(lang, tally.get(code) ?? 0)}</span></a>)}
        </nav>
      )}
      {seriesCodes.map((code) => {
        const rows = papers.filter((paper) => paper.series === code)
        const due = deadlines.get(code)
        return rows.length > 0 && <Section id={code} title={seriesWord(code, lang)} count={tally.get(code) ?? rows.length} tools={due ? <span class="muted">{m['papers.deadline'](formatDay(due, lang, 'short'))}</span> : undefined}>{table(seriesWord(code, lang), rows)}</Section>
      })}
      {pages > 1 && <Pagination page={at} pages={pages} href={address}>{m['papers.range'](numeral(lang, (at - 1) * size + 1), numeral(lang, (at - 1) * size + papers.length), numeral(lang, total))}</Pagination>}
      {gone.length > 0 && <Section title={m['papers.withdrawn-papers']} count={gone.length}>{table(m['papers.withdrawn-papers'], gone)}</Section>}
    </>
  ))
})

function PaperTable(props: { c: Reply; caption: string; rows: readonly Paper[]; parties: ReadonlyMap<string, { en: string; th: string }>; meetings?: (ref: string) => string }) {
  const { lang } = props.c.var
  const m = paperWords[lang]
  return (
    <DataTable
      caption={props.caption}
      columns={[
        { head: m['papers.symbol'], rowHeader: true, class: 'nowrap', cell: (paper) => <SymbolLink paper={paper} lang={lang} short={props.meetings === undefined} /> },
        { head: m['papers.paper'], class: 'wide', cell: (paper) => <>{paper.title[lang]}<Sub>{originatorWord(paper, props.parties, lang)}{lang === 'th' ? ' ' : ', '}{m[`papers.purpose.${paper.purpose}`]}</Sub></> },
        props.meetings
          ? { head: m['papers.meeting'], cell: (paper) => <a class="govuk-link" href={`${meetingHref(paper.meeting)}/papers`}>{props.meetings?.(paper.meeting)}</a> }
          : { head: m['papers.item'], cell: (paper) => (paper.item ? <a class="govuk-link" href={`${meetingHref(paper.meeting)}/agenda#${paper.item.id}`}>{paper.item.title[lang]}</a> : <span class="muted">–</span>) },
        { head: m['papers.languages'], cell: (paper) => <span class="small">{languagesOf(paper, lang)}</span> },
        { head: m['papers.marks'], noLabel: true, class: 'nowrap', cell: (paper) => <><DistributionMark marks={paper} parties={props.parties} lang={lang} /> <StandingMark paper={paper} lang={lang} quiet /></> },
      ]}
      rows={props.rows}
      rowId={(paper) => paper.id}
    />
  )
}

/** Everything this reader may read, wherever it was submitted. */
paperLists.get('/documents', async (c) => {
  const { db, lang, now } = c.var
  const m = paperWords[lang]
  const [series, ref] = [c.req.query('series'), c.req.query('meeting')?.replaceAll(' ', '+') || undefined]
  const asked = { meeting: ref, series: isSeries(series) ? series : undefined }
  const at = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
  const [papers, total, meetings, bodies, places] = await Promise.all([listDocuments(db, c.var, { ...asked, limit: perPage, offset: (at - 1) * perPage }), countDocuments(db, c.var, asked), listRunning(db, { actor: c.var.actor, now }), listBodies(db), readPlaces(db)])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const titles = new Map(meetings.map((meeting) => [meeting.ref, meetingTitle(meeting, byCode, lang)]))
  const address = (n: number) => `/documents?${new URLSearchParams({ ...(ref ? { meeting: ref } : {}), ...(asked.series ? { series: asked.series } : {}), page: String(n) })}`
  return page(c, { title: m['papers.title'], current: '/documents' }, (
    <>
      <PageTitle title={m['papers.title']} lede={m['papers.lede'](numeral(lang, total))} tools={<a class="govuk-link" href="/rights">{c.var.site.say(lang, 'rights.page')}</a>} />
      <Form action="/documents" method="get" class="mf-form mf-paperfilter" label={m['papers.filter']}>
        <Select name="meeting" label={m['papers.filter-meeting']} none={m['papers.all']} value={ref} options={meetings.map((meeting) => ({ value: meeting.ref, label: titles.get(meeting.ref) ?? meeting.ref }))} />
        <Select name="series" label={m['papers.filter-series']} none={m['papers.all']} value={asked.series} options={seriesCodes.map((code) => ({ value: code, label: seriesWord(code, lang) }))} />
        <Actions><Button kind="secondary">{m['papers.show']}</Button></Actions>
      </Form>
      {papers.length === 0 ? <Empty title={m['papers.none']}>{m['papers.none-why']}</Empty> : <PaperTable c={c} caption={m['papers.title']} rows={papers} parties={places.parties} meetings={(of) => titles.get(of) ?? of} />}
      <Pagination page={at} pages={Math.max(1, Math.ceil(total / perPage))} href={address}>{papers.length > 0 && m['papers.range'](numeral(lang, (at - 1) * perPage + 1), numeral(lang, (at - 1) * perPage + papers.length), numeral(lang, total))}</Pagination>
    </>
  ))
})
