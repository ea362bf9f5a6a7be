import { dataVersion } from '../../../kernel/db.ts'
import type { Fault } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { AsOfBar, Chips, Columns, DataTable, Disagree, Empty, ErrorSummary, Filter, PageTitle, Pagination, SearchForm, Status, StatusCell, Sub, SymbolCell } from '../../../ui/index.ts'
import { readDirectory } from '../directory.ts'
import { readCount, readFacets, readFilter, withPlus } from '../filters.ts'
import { listMandates, type MandateSummary } from '../queries.ts'
import type { MandateFilter } from '../schema.ts'
import { overdue, speaker, type Speaker } from '../wording.ts'
import { recordAddress } from './addresses.ts'
import { askedAsOf, EraQuestion } from './as-of.tsx'
import { addressOf, chipsOf, groupsOf, type Query } from './filter-links.ts'

const most = 500
const sizes = { '15': 15, '50': 50, all: most } as const

/** The register: every filter is a link, and the address is the whole state. */
export async function showRegister(c: Reply): Promise<Response> {
  const { db, actor, today, lang } = c.var
  const version = await dataVersion(db)
  const directory = await readDirectory(db, version)
  const speak = speaker(lang, directory)
  const query = withPlus(c.req.query())
  const asked = askedAsOf(query['asOf'], directory, today)
  if (asked.canonical) return c.redirect(addressOf(query, { asOf: asked.canonical }), 303)
  const asOf = asked.problem ? undefined : query['asOf'] || undefined
  const facets = await readFacets(db, actor, asOf, today, version)
  const { filter, faults } = readFilter(asked.problem ? { ...query, asOf: '' } : query, directory, facets)
  const size = sizes[(query['per'] || '15') as keyof typeof sizes]
  if (size === undefined) faults.push({ path: '/per', code: 'filter.per' })
  const limit = size ?? 15
  const found = faults.length > 0 ? 0 : await readCount(db, actor, filter, today, version)
  const pages = Math.max(1, Math.ceil(found / limit))
  const number = Number(query['page'] || 1)
  if (faults.length === 0 && !(Number.isInteger(number) && number >= 1 && number <= pages)) faults.push({ path: '/page', code: 'filter.page' })
  const refused = faults.length > 0 || asked.problem !== undefined
  const rows = refused ? [] : await listMandates(db, actor, filter, today, { limit, offset: (number - 1) * limit })
  const { m } = speak

  return page(c, { title: m['mandate.register'], current: '/mandates', description: m['mandate.lede'], status: refused ? 400 : 200 }, (
    <>
      {refused && (
        <ErrorSummary
          title={m['mandate.bad-filter']}
          errors={[
            ...faults.map((fault) => ({ message: sentence(fault, query, c) })),
            ...(asked.problem ? ['ask' in asked.problem ? { message: <EraQuestion speak={speak} ask={asked.problem.ask} query={query} /> } : { field: 'as-of', message: c.var.site.say(lang, asked.problem.fault, asked.problem.params) }] : []),
          ]}
        />
      )}
      <PageTitle
        title={m['mandate.register']}
        lede={filter.asOf && !refused ? <>{m['mandate.as-it-stood'](speak.day(filter.asOf))} <a class="govuk-link" href={addressOf(query, { asOf: null })}>{m['mandate.to-today']}</a></> : m['mandate.lede']}
        tools={<SearchForm action="/mandates" label={m['mandate.search']} hiddenLabel button={m['mandate.search-button']} name="text" id="text" value={query['text']} placeholder={m['mandate.search-placeholder']} hidden={kept(query, 'text')} />}
      />
      <Columns kind="side">
        <div>
          <Filter title={m['mandate.filter']} summary={m['mandate.filter-summary']} label={m['mandate.filter']} groups={groupsOf(speak, query, facets, filter)} note={m['mandate.filter-note']} />
        </div>
        <div>
          <AsOfBar
            action="/mandates"
            label={m['mandate.as-of']}
            button={m['mandate.as-of-show']}
            value={asked.problem ? query['asOf'] : speak.day(filter.asOf ?? today, 'short')}
            example={lastMeetingName(speak)}
            error={asked.problem && 'fault' in asked.problem ? c.var.site.say(lang, asked.problem.fault, asked.problem.params) : undefined}
            hidden={kept(query, 'asOf')}
            links={[
              { href: addressOf({ asOf: today, ...query }, {}), label: m['mandate.link-to-view'] },
              { href: addressOf(query, { page: null, per: null }, '/mandates.csv'), label: m['mandate.csv'] },
              { href: addressOf(query, { page: null, per: null }, '/mandates.xlsx'), label: m['mandate.xlsx'] },
            ]}
          />
          <Chips total={refused ? m['mandate.bad-filter'] : m['mandate.count'](speak.number(found), speak.number(facets.total))} chips={chipsOf(speak, query, filter)} clearHref="/mandates" />
          {rows.length === 0
            ? !refused && <Empty title={m['mandate.none-found']} ways={[{ href: '/mandates', label: m['mandate.show-all'] }]}>{m['mandate.none-found-why']}</Empty>
            : (
              <>
                <Rows {...{ speak, rows, query, filter, today }} from={(number - 1) * limit + 1} found={found} />
                <Pagination page={number} pages={pages} href={(n) => addressOf(query, { page: n === 1 ? null : String(n) })}>
                  {m['mandate.range'](speak.number((number - 1) * limit + 1), speak.number((number - 1) * limit + rows.length), speak.number(found))} · <Sizes speak={speak} query={query} />
                </Pagination>
              </>
            )}
          <p class="small muted mf-after">{m['mandate.legend']}</p>
        </div>
      </Columns>
    </>
  ))
}

/** The other parameters of the address, that a form must carry along. */
const kept = (query: Query, without: string) =>
  Object.entries(query).filter(([name, value]) => name !== without && name !== 'page' && value !== '').map(([name, value]) => ({ name, value }))

function sentence(fault: Fault, query: Query, c: Reply): string {
  const name = fault.path.slice(1)
  return `${c.var.site.say(c.var.lang, fault.code)} (${name}=${query[name] ?? ''})`
}

function Sizes({ speak, query }: { speak: Speaker; query: Query }) {
  const now = query['per'] || '15'
  const { m } = speak
  return (
    <>
      {(['15', '50', 'all'] as const).map((size, index) => {
        const label = size === 'all' ? m['mandate.all'] : speak.number(Number(size))
        return <>{index > 0 && ' · '}{size === now ? <b>{label}</b> : <a class="govuk-link" href={addressOf(query, { per: size === '15' ? null : size, page: null })}>{label}</a>}</>
      })}
      {' '}{m['mandate.per-page']}
    </>
  )
}

/** An example that works: the newest meeting with a number and a date, of the body that met most. */
function lastMeetingName(speak: Speaker): string | undefined {
  const dated = [...speak.directory.meetings.values()].filter((meeting) => meeting.ordinal !== null && meeting.startsOn !== null && meeting.status === 'held' && speak.directory.bodies.get(meeting.body)?.level === 2)
  const last = dated.sort((a, b) => ((a.startsOn ?? '') < (b.startsOn ?? '') ? 1 : -1)).find((meeting) => !meeting.body.includes('+'))
  return last && speak.meetingName(last.ref)
}

function Rows(props: { speak: Speaker; rows: MandateSummary[]; query: Query; filter: Partial<MandateFilter>; today: string; from: number; found: number }) {
  const { speak, rows, query, filter } = props
  const { m } = speak
  const day = filter.asOf ?? props.today
  const order = filter.sort ?? 'date'
  const sort = (by: 'date' | 'due' | 'symbol', direction: 'ascending' | 'descending') => ({
    href: addressOf(query, { sort: by === 'date' ? null : by, page: null }),
    ...(order === by ? { now: direction, ...(by === 'date' ? { by: m['mandate.by-date'] } : {}) } : {}),
  })
  return (
    <DataTable
      caption={m['mandate.caption'](m[`mandate.order-${order}`], speak.number(props.from), speak.number(props.from + rows.length - 1), speak.number(props.found))}
      rows={rows}
      columns={[
        { head: m['mandate.col-symbol'], class: 'nw', noLabel: true, sort: sort('symbol', 'ascending'), cell: (row) => <SymbolCell level={row.level} symbol={row.symbol} href={recordAddress(row.id, filter.asOf)} sub={<time dateTime={row.date}>{speak.day(row.date, 'short')}</time>} /> },
        { head: m['mandate.col-decision'], class: 'wide', rowHeader: true, sort: sort('date', 'descending'), cell: (row) => <Decision speak={speak} row={row} asOf={filter.asOf} /> },
        { head: m['mandate.col-asked'], cell: (row) => <Asked speak={speak} row={row} /> },
        { head: m['mandate.col-due'], sort: sort('due', 'ascending'), cell: (row) => <DueCell speak={speak} row={row} day={day} /> },
        { head: m['mandate.col-status'], noLabel: true, cell: (row) => <Word speak={speak} row={row} day={day} /> },
        { head: m['mandate.col-class'], class: 'small', cell: (row) => m[`mandate.class.${row.class}`] },
      ]}
    />
  )
}

function Decision({ speak, row, asOf }: { speak: Speaker; row: MandateSummary; asOf: string | undefined }) {
  return (
    <>
      {row.title[speak.lang]}
      {row.origin === 'demonstration' && <> <Status tone="example">{speak.m['mandate.example']}</Status></>}
      {row.disagrees && <><br /><Disagree href={`${recordAddress(row.id, asOf)}#disagreements`}>{speak.m['mandate.sources-disagree']}</Disagree></>}
    </>
  )
}

function Asked({ speak, row }: { speak: Speaker; row: MandateSummary }) {
  const [first, ...rest] = row.addressees.map(speak.addressee)
  if (first === undefined) return <span class="muted">{speak.m['mandate.not-stated']}</span>
  return <>{first}{rest.length > 0 && <Sub>{listed(rest, speak.lang)}</Sub>}</>
}

function DueCell({ speak, row, day }: { speak: Speaker; row: MandateSummary; day: string }) {
  const { main, sub } = speak.dueCell(row)
  if (main === null) return <span class="muted">{speak.m['mandate.none-stated']}</span>
  const passed = overdue(row, day) ? ' passed' : ''
  return <><span class={`${'on' in row.due ? 'mf-date' : 'mf-event'}${passed}`}>{main}</span>{sub && <Sub>{sub}</Sub>}</>
}

function Word({ speak, row, day }: { speak: Speaker; row: MandateSummary; day: string }) {
  const word = speak.standing(row, day)
  return <StatusCell tone={word.tone} word={word.word} sub={row.reportedOrigin === 'demonstration' ? <Status tone="example">{speak.m['mandate.example']}</Status> : undefined} />
}

