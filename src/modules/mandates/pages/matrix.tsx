import { renderToString } from 'preact-render-to-string'
import { readableMarkings } from '../../../kernel/actor.ts'
import { dataVersion, type Db } from '../../../kernel/db.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { memo } from '../../../kernel/memo.ts'
import { page } from '../../../kernel/page.tsx'
import { AsOfBar, Chips, Details, Dots, Empty, ErrorSummary, InLang, MatrixKey, MatrixTable, type MatrixCell, PageTitle, Pagination, Statements, Status, wideMatrix } from '../../../ui/index.ts'
import { type Directory, readDirectory } from '../directory.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { listSaid } from '../queries/acts.ts'
import { type Commitment, listCells, listCommitments, listMatrixChoices, type MatrixAsked } from '../queries/matrix.ts'
import { findMandate } from '../queries.ts'
import { type Cell, csvField, matrixOf, memberSince, type Row } from '../rules/matrix.ts'
import { type Speaker, speaker as speakerOf } from '../wording.ts'
import { askedAsOf, EraQuestion } from './as-of.tsx'
import { followable, EvidenceOf } from './statement-cards.tsx'

export const matrixPages = router()

/** So many columns that provenance no longer opens in the cell: each cell leads to its own page instead. */
const inlineColumns = 12
const usualColumns = 7

interface MatrixQuery {
  area?: string
  meeting?: string
  body?: string
  asOf?: string
  page?: string
  columns?: string
}

function queryOf(c: Reply): MatrixQuery {
  const asked: MatrixQuery = {}
  for (const name of ['area', 'meeting', 'body', 'asOf', 'page', 'columns'] as const) {
    const value = c.req.query(name)
    if (value) asked[name] = value.slice(0, 80)
  }
  return asked
}

function addressOf(query: MatrixQuery, changes: { [Name in keyof MatrixQuery]?: string | null }, path = '/matrix'): string {
  const all = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...changes })) if (value) all.set(name, value)
  return all.size === 0 ? path : `${path}?${all}`
}

async function readMatrix(c: Reply, directory: Directory, query: MatrixQuery, asOf: string, limit: number, offset: number) {
  const asked: MatrixAsked = { asOf, area: directory.areas.has(query.area ?? '') ? query.area : undefined, body: directory.bodies.has(query.body ?? '') ? query.body : undefined, meeting: directory.meetings.has(query.meeting ?? '') ? query.meeting : undefined }
  const { rows: commitments, total } = await listCommitments(c.var.db, c.var.actor, asked, { limit, offset })
  const statements = await listCells(c.var.db, c.var.actor, commitments.map((each) => each.id), asOf)
  return { commitments, total, ...matrixOf([...directory.parties.values()], commitments, statements, asOf) }
}

/** What the page shows of the table: kept while the data stand, for a table of hundreds of columns is long to read and to write. */
interface Table {
  shown: number
  total: number
  choices: { areas: string[]; meetings: string[] }
  html: string
}

const kept = new WeakMap<Db, ReturnType<typeof memo<Table>>>()
const keptTables = 8

async function readTable(c: Reply, directory: Directory, query: MatrixQuery, asOf: string, page: { limit: number; offset: number }): Promise<Table> {
  const { db, actor, lang, today } = c.var
  const remember = kept.get(db) ?? memo<Table>(keptTables)
  kept.set(db, remember)
  return remember(JSON.stringify([await dataVersion(db), readableMarkings(actor), lang, today, asOf, query.area, query.meeting, query.body, page]), async () => {
    const { commitments, total, rows, onRecord } = await readMatrix(c, directory, query, asOf, page.limit, page.offset)
    return { shown: commitments.length, total, choices: await listMatrixChoices(db, actor, asOf), html: commitments.length === 0 ? '' : tableOf(c, speakerOf(lang, directory), commitments, rows, onRecord, asOf) }
  })
}

function tableOf(c: Reply, speaker: Speaker, commitments: readonly Commitment[], rows: readonly Row[], onRecord: readonly { said: number; of: number }[], asOf: string): string {
  const { lang, site } = c.var
  const w = wordsOfActs[lang]
  const inline = commitments.length <= inlineColumns
  const props = {
    caption: w['matrix.caption'](speaker.number(rows.length), speaker.number(commitments.length)),
    corner: w['matrix.member'],
    columns: commitments.map((each) => ({ head: speaker.say(each.title), href: `/mandates/${each.id}`, sub: `${listed([each.symbol, speaker.year(each.date)], lang)}${each.origin === 'demonstration' ? ` · ${site.say(lang, 'origin.demonstration')}` : ''}` })),
    rows: rows.map((row) => ({
      head: row.party.name[lang],
      ...(row.since && row.since.length === 10 ? { sub: w['matrix.since'](speaker.day(row.since, 'short')) } : {}),
      cells: row.cells.map((cell, index) => cellShown(c, cell, commitments[index], row.party.code, row.party.name[lang], speaker, inline, asOf)),
    })),
    foot: { head: w['matrix.on-record'], cells: onRecord.map(({ said, of }) => w['matrix.of'](speaker.number(said), speaker.number(of))) },
  }
  return inline ? renderToString(<InLang lang={lang}><MatrixTable {...props} /></InLang>) : wideMatrix(lang, props)
}

matrixPages.get('/matrix', async (c) => {
  const { db, lang, today } = c.var
  const w = wordsOfActs[lang]
  const directory = await readDirectory(db)
  const speaker = speakerOf(lang, directory)
  const query = queryOf(c)
  const asked = askedAsOf(query.asOf, directory, today)
  if (asked.canonical) return c.redirect(addressOf(query, { asOf: asked.canonical }), 303)
  const problem = asked.problem
  const asOf = problem ? today : (query.asOf ?? today)
  const limit = Math.min(Math.max(Number(query.columns) || usualColumns, 1), 500)
  const at = Math.min(Math.max(Math.trunc(Number(query.page) || 1), 1), 1_000_000)
  const { shown, total, choices, html } = await readTable(c, directory, query, asOf, { limit, offset: (at - 1) * limit })
  const chips = [
    ...(query.area ? [{ label: speaker.areaName(query.area), href: addressOf(query, { area: null, page: null }) }] : []),
    ...(query.meeting ? [{ label: speaker.meetingName(query.meeting), href: addressOf(query, { meeting: null, page: null }) }] : []),
    ...(query.body ? [{ label: speaker.bodyName(query.body), href: addressOf(query, { body: null, page: null }) }] : []),
  ]
  const fault = problem && 'fault' in problem ? c.var.site.say(lang, problem.fault, problem.params) : undefined
  return page(c, { title: w['matrix.title'], current: '/matrix', status: problem ? 422 : 200, description: w['matrix.lede'], breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: w['matrix.title'] }] }, (
    <>
      {problem && <ErrorSummary errors={[{ field: 'as-of', message: 'ask' in problem ? <EraQuestion speak={speaker} ask={problem.ask} query={{ ...query } as Record<string, string>} path="/matrix" /> : fault }]} />}
      <PageTitle title={w['matrix.title']} lede={w['matrix.lede']} />
      <AsOfBar
        action="/matrix" label={speaker.m['mandate.as-of']} button={speaker.m['mandate.as-of-show']} value={problem ? query.asOf : speaker.day(asOf, 'short')} error={fault}
        hidden={Object.entries(query).filter(([name]) => name !== 'asOf' && name !== 'page').map(([name, value]) => ({ name, value: String(value) }))}
        links={[{ href: addressOf({ ...query, asOf }, {}), label: speaker.m['mandate.link-to-view'] }, { href: addressOf({ ...query, asOf }, { page: null, columns: null }, '/matrix.csv'), label: speaker.m['mandate.csv'] }]}
      />
      <Details summary={w['matrix.choose']}>
        <h2 class="govuk-heading-s">{w['extraction.area']}</h2>
        <Dots links={[{ href: addressOf(query, { area: null, page: null }), label: w['matrix.any-area'], current: !query.area }, ...[...directory.areas.values()].filter((area) => choices.areas.includes(area.slug)).map((area) => ({ href: addressOf(query, { area: area.slug, page: null }), label: area.name[lang], current: query.area === area.slug }))]} />
        <h2 class="govuk-heading-s">{w['extraction.meeting']}</h2>
        <Dots links={[{ href: addressOf(query, { meeting: null, page: null }), label: w['matrix.any-meeting'], current: !query.meeting }, ...[...directory.meetings.values()].filter((meeting) => choices.meetings.includes(meeting.ref)).map((meeting) => ({ href: addressOf(query, { meeting: meeting.ref, page: null }), label: <span class="nw">{speaker.meetingName(meeting.ref)}{meeting.starts ? ` (${speaker.year(meeting.starts)})` : ''}</span>, current: query.meeting === meeting.ref }))]} />
      </Details>
      <Chips total={w['matrix.total'](speaker.number(total))} chips={chips} clearHref={addressOf({}, { asOf: query.asOf ?? null })} />
      <MatrixKey entries={[{ kind: 'self', label: w['matrix.key-self'] }, { kind: 'others', label: w['matrix.key-others'] }, { kind: 'none', label: w['matrix.key-none'] }, { kind: 'late', label: w['matrix.key-late'] }, { kind: 'na', label: w['matrix.key-na'] }]} />
      {shown === 0 ? <Empty title={w['matrix.empty']} ways={[{ href: '/matrix', label: w['matrix.any-area'] }]}>{w['matrix.empty-why']}</Empty> : (
        <>
          <div dangerouslySetInnerHTML={{ __html: html }} />
          <Pagination page={at} pages={Math.ceil(total / limit)} href={(n) => addressOf(query, { page: String(n) })}>{w['matrix.range'](speaker.number((at - 1) * limit + 1), speaker.number((at - 1) * limit + shown), speaker.number(total))}</Pagination>
        </>
      )}
      <p class="small muted mf-after">{w['matrix.note']}</p>
    </>
  ))
})

function cellShown(c: Reply, cell: Cell, commitment: Commitment | undefined, party: string, name: string, speaker: Speaker, inline: boolean, asOf: string): MatrixCell {
  const w = wordsOfActs[speaker.lang]
  if (cell.kind === 'na') return { kind: 'na', value: w['matrix.not-yet'] }
  if (cell.kind === 'none') return { kind: 'none', value: w['matrix.no-report'], sub: cell.due ? w['matrix.due'](speaker.day(cell.due, 'short')) : undefined }
  const { statement } = cell
  const example = statement.origin === 'demonstration' ? c.var.site.say(speaker.lang, 'origin.demonstration') : null
  const word = cell.kind === 'late' ? w['matrix.late'] : statement.status === null ? w['matrix.reported'] : speaker.status(statement.status).word
  const href = `/matrix/${statement.mandate}/${party}${asOf === c.var.today ? '' : `?asOf=${asOf}`}`
  const sub = [speaker.day(statement.onText, 'short'), example].filter(Boolean).join(' · ')
  if (!inline) return { kind: cell.kind, value: word, sub, href }
  return {
    kind: cell.kind, value: word, sub,
    provenance: {
      title: `${name}: ${commitment ? speaker.say(commitment.title) : ''}`,
      facts: [
        { term: w['matrix.said-by'], value: speaker.say(statement.reportedBy) },
        { term: w['matrix.kind'], value: kindOf(statement, party, name, speaker) },
        { term: w['matrix.from'], value: speaker.day(statement.onText) },
        { term: w['matrix.words'], value: speaker.say(statement.text) },
        ...statement.citations.slice(0, 3).flatMap((citation) => { const source = speaker.source(citation.source); return source ? [{ term: w['matrix.source'], value: <a class="govuk-link" href={source.url} rel="noopener">{speaker.say(source.title)}</a> }] : [] }),
        ...(example ? [{ term: w['matrix.origin'], value: <Status tone="example">{example}</Status> }] : []),
      ],
      links: [{ href, label: w['matrix.history'] }, { href: `/mandates/${statement.mandate}`, label: w['matrix.open-record'] }],
    },
  }
}

function kindOf(statement: { party: string | null; byParty: string | null }, party: string, name: string, speaker: Speaker): string {
  const w = wordsOfActs[speaker.lang]
  return statement.byParty === party && statement.party === party ? w['matrix.kind-self'](name) : statement.party === null ? w['matrix.kind-whole'] : w['matrix.kind-others'](name)
}

/** Where one cell comes from, with everything said before. */
matrixPages.get('/matrix/:mandate/:party{[A-Z][A-Z0-9-]+}', async (c) => {
  const { db, actor, lang, today } = c.var
  const directory = await readDirectory(db)
  const speaker = speakerOf(lang, directory)
  const w = wordsOfActs[lang]
  const party = directory.parties.get(c.req.param('party'))
  const asOf = /^\d{4}-\d{2}-\d{2}$/.test(c.req.query('asOf') ?? '') ? (c.req.query('asOf') as string) : today
  const mandate = await findMandate(db, actor, c.req.param('mandate'))
  if (!mandate || !party || memberSince(party, asOf) === undefined) throw missing()
  const said = await listSaid(db, actor, mandate.id, party.code, asOf)
  const mayOpen = await followable(c, said)
  return page(c, { title: `${party.name[lang]} · ${mandate.symbol}`, current: '/matrix', breadcrumbs: [{ label: w['matrix.title'], href: '/matrix' }, { label: mandate.symbol, href: `/mandates/${mandate.id}` }, { label: party.name[lang] }] }, (
    <>
      <PageTitle over={party.name[lang]} title={speaker.say(mandate.title)} lede={w['matrix.as-it-stood'](speaker.day(asOf))} />
      {said.length === 0 ? <Empty title={w['matrix.no-report']}>{w['follow-up.nothing-said-why']}</Empty> : (
        <Statements items={[...said].reverse().map((statement) => ({
          kind: 'said' as const, when: speaker.day(statement.onText), iso: statement.on,
          ...(statement.status ? { status: speaker.status(statement.status) } : {}),
          text: <>{speaker.say(statement.text)} {statement.origin === 'demonstration' && <Status tone="example">{c.var.site.say(lang, 'origin.demonstration')}</Status>}</>,
          by: <>{w['matrix.as-reported'](speaker.say(statement.reportedBy))} {kindOf(statement, party.code, party.name[lang], speaker)}{statement.evidence && <> · <EvidenceOf c={c} evidence={statement.evidence} mayOpen={mayOpen} none="" /></>}</>,
        }))} />
      )}
    </>
  ))
})

matrixPages.get('/matrix.csv', async (c) => {
  const directory = await readDirectory(c.var.db)
  const speaker = speakerOf(c.var.lang, directory)
  const w = wordsOfActs[c.var.lang]
  const query = queryOf(c)
  const asked = askedAsOf(query.asOf, directory, c.var.today)
  const asOf = asked.problem || asked.canonical || !query.asOf ? (asked.canonical ?? c.var.today) : query.asOf
  const { commitments, rows } = await readMatrix(c, directory, query, asOf, 500, 0)
  const lines = [[w['matrix.member'], speaker.m['mandate.col-symbol'], speaker.m['mandate.col-decision'], w['matrix.who-says'], speaker.m['mandate.col-status'], w['follow-up.as-at'], w['matrix.said-by'], w['matrix.words'], w['matrix.origin']]]
  for (const row of rows) {
    for (const [index, cell] of row.cells.entries()) {
      const commitment = commitments[index]
      if (!commitment) continue
      const statement = 'statement' in cell ? cell.statement : null
      lines.push([row.party.code, commitment.symbol, speaker.say(commitment.title), cell.kind, statement?.status ?? '', statement?.onText ?? '', statement ? speaker.say(statement.reportedBy) : '', statement ? speaker.say(statement.text) : '', statement?.origin ?? ''])
    }
  }
  // The mark at the start makes spreadsheets read the letters as UTF-8.
  return c.body(`\ufeff${lines.map((line) => line.map(csvField).join(',')).join('\r\n')}\r\n`, 200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="matrix-${asOf}.csv"` })
})
