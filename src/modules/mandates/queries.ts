import { sql, type RawBuilder } from 'kysely'
import { type Actor, readableMarkings } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/calendar.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import type { Citation, Disagreement } from '../../kernel/record.ts'
import { queryOf } from '../../kernel/words.ts'
import type { Addressee, Due, Effect, MandateClass, MandateFilter, MandateStatus } from './schema.ts'

export interface MandateSummary {
  id: string
  symbol: string
  body: string
  level: 1 | 2 | 3 | 4
  meeting: string | null
  date: string
  sortOn: string
  number: number
  instrument: string | null
  paragraph: string
  title: Text
  text: Text
  class: MandateClass
  modifiers: string[]
  addressees: Addressee[]
  due: Due
  dueOn: string | null
  dueBasis: string
  areas: string[]
  effects: Effect[]
  /** Done by being decided, such as an adoption. */
  takesEffect: boolean
  /** As the latest accepted statement this reader may see says, up to the day asked for. */
  status: MandateStatus
  reportedOn: string | null
  /** Where the latest statement comes from: an example is marked wherever its word shows. */
  reportedOrigin: Origin | null
  marking: string
  origin: Origin
  disagrees: boolean
}

export type Origin = 'record' | 'desk' | 'demonstration'

export interface Mandate extends MandateSummary {
  session: string
  instrumentTitle: Text | null
  quoted: boolean
  language: string
  verbs: string[]
  action: Text | null
  reportsTo: { body: string; when?: Text } | null
  /** What replaced it, where this reader may see that. */
  supersededBy: { id: string; symbol: string; title: Text } | null
  citations: Citation[]
  recordedAt: string
  version: number
}

export interface Statement {
  id: string
  mandate: string
  on: string
  onText: string
  status: MandateStatus | null
  text: Text
  party: string | null
  reportedBy: Text
  evidence: string | null
  citations: Citation[]
  marking: 'PUBLIC' | 'LIMITED'
  origin: Origin
  verdict: 'submitted' | 'accepted' | 'returned'
  verdictNote: string | null
  recordedAt: string
  reference: string | null
}

export interface ChainNode {
  id: string
  symbol: string
  body: string
  level: 1 | 2 | 3 | 4
  meeting: string | null
  date: string
  sortOn: string
  title: Text
  class: MandateClass
  status: MandateStatus
  reportedOn: string | null
  marking: string
  effects: Effect[]
  takesEffect: boolean
  parents: { id: string; basis: 'stated' | 'inferred'; note: Text | null }[]
}

export interface Chain {
  nodes: ChainNode[]
  ancestors: string[]
  descendants: string[]
  /** More exist than are shown. */
  truncated: boolean
}

/** Statements that are not public are read by those who may read limited papers. */
const readsLimited = (actor: Actor): boolean => readableMarkings(actor).includes('LIMITED')

/** What this actor may see, as a condition on `mandate m`. Every read begins here. */
export function visibleTo(actor: Actor, table = 'm'): RawBuilder<boolean> {
  const readable = [...readableMarkings(actor)]
  const marking = sql.ref(`${table}.marking`)
  return readable.includes('PARTNER:*') ? sql<boolean>`(${marking} = any(${readable}) or ${marking} like 'PARTNER:%')` : sql<boolean>`${marking} = any(${readable})`
}

/** What was surely there by the end of a day: a date known only by its month or year counts once that is over. */
function surelyBy(asOf: string | undefined, table: 'statement' | { mandate: string }): RawBuilder<boolean> {
  if (asOf === undefined) return sql<boolean>`true`
  const [first, text] = table === 'statement' ? [sql.ref('s.on_date'), sql.ref('s.on_text')] : [sql.ref(`${table.mandate}.sort_on`), sql.ref(`${table.mandate}.date`)]
  return sql<boolean>`(${first} <= ${asOf} and (length(${text}) = 10 or ${text} < left(${addDays(asOf, 1)}::text, length(${text}))))`
}

const statementScope = (actor: Actor): RawBuilder<boolean> => (readsLimited(actor) ? sql<boolean>`true` : sql<boolean>`s.marking = 'PUBLIC'`)

/** The status as this actor reads it, now or as of a past day. */
function statusAt(actor: Actor, asOf: string | undefined): { status: RawBuilder<MandateStatus>; reportedOn: RawBuilder<string | null>; reportedOrigin: RawBuilder<Origin | null> } {
  const latest = sql`select s.origin from mandate_statement s where s.mandate = m.id and s.verdict = 'accepted' and ${statementScope(actor)}`
  const reportedOrigin = sql<Origin | null>`(${latest} and ${surelyBy(asOf, 'statement')} order by s.on_date desc, s.id desc limit 1)`
  if (asOf === undefined) return readsLimited(actor) ? { status: sql`m.status`, reportedOn: sql`m.reported_on`, reportedOrigin } : { status: sql`m.status_public`, reportedOn: sql`m.reported_on_public`, reportedOrigin }
  return {
    reportedOrigin,
    status: sql`coalesce((select s.status from mandate_statement s where s.mandate = m.id and s.verdict = 'accepted' and s.party is null and s.status is not null and ${surelyBy(asOf, 'statement')} and ${statementScope(actor)} order by s.on_date desc, s.id desc limit 1), 'OPEN')`,
    reportedOn: sql`(select max(s.on_date) from mandate_statement s where s.mandate = m.id and s.verdict = 'accepted' and ${surelyBy(asOf, 'statement')} and ${statementScope(actor)})`,
  }
}

function summaryColumns(actor: Actor, asOf: string | undefined, options: { origins: boolean } = { origins: true }) {
  const at = statusAt(actor, asOf)
  return sql`m.id, m.symbol, m.body, b.level, m.meeting, m.date, m.sort_on as "sortOn", m.number, m.instrument, m.paragraph, m.title, m.text, m.class, m.modifiers, m.addressees, m.due, d.due_on as "dueOn", coalesce(d.basis, 'none') as "dueBasis",
    m.areas, m.effects, m.takes_effect as "takesEffect", ${at.status} as status, ${at.reportedOn} as "reportedOn", ${options.origins ? at.reportedOrigin : sql`null::text`} as "reportedOrigin", m.marking, m.origin, exists (select 1 from disagreement x where x.subject_kind = 'mandate' and x.subject_id = m.id) as disagrees`
}

const source = sql`mandate m join body b on b.code = m.body left join mandate_due d on d.mandate = m.id`

/** The conditions of a filter, visibility first. `today` decides what is overdue; with `asOf` that day does. */
export function conditions(actor: Actor, filter: Partial<MandateFilter>, today: string): RawBuilder<boolean> {
  const { status, reportedOn } = statusAt(actor, filter.asOf)
  const all: RawBuilder<unknown>[] = [visibleTo(actor)]
  if (filter.asOf) all.push(surelyBy(filter.asOf, { mandate: 'm' }))
  if (filter.body) all.push(sql`m.body = ${filter.body}`)
  if (filter.level) all.push(sql`m.body in (select code from body where level = ${Number(filter.level)})`)
  if (filter.meeting) all.push(sql`m.meeting = ${filter.meeting}`)
  if (filter.class) all.push(filter.class.andAbove ? sql`m.class >= ${`C${filter.class.from}`}` : sql`m.class = ${`C${filter.class.from}`}`)
  if (filter.status === 'NO_REPORT') all.push(sql`${reportedOn} is null and m.class >= 'C3' and not m.takes_effect`)
  else if (filter.status) all.push(sql`${status} = ${filter.status}`)
  if (filter.owner) all.push(sql`exists (select 1 from mandate_owner o where o.mandate = m.id and o.code = ${filter.owner})`)
  if (filter.area) all.push(sql`m.areas @> array[${filter.area}]::text[]`)
  if (filter.due === 'none') all.push(sql`coalesce(d.basis, 'none') = 'none'`)
  if (filter.due === 'dated') all.push(sql`d.due_on is not null`)
  if (filter.due === 'event') all.push(sql`d.basis like 'event%'`)
  if (filter.overdue) {
    const overdue = sql`(d.due_on < ${filter.asOf ?? today} and not m.takes_effect and ${status} in ('OPEN', 'IN_PROGRESS'))`
    all.push(filter.overdue === 'yes' ? overdue : sql`${overdue} is not true`)
  }
  if (filter.record === 'disagree') all.push(sql`exists (select 1 from disagreement x where x.subject_kind = 'mandate' and x.subject_id = m.id)`)
  if (filter.record === 'break') all.push(sql`m.body in (select code from body where level > 1) and not exists (select 1 from mandate_link l join mandate p on p.id = l.parent where l.child = m.id and ${visibleTo(actor, 'p')})`)
  if (filter.record === 'digest') all.push(sql`not m.quoted`)
  if (filter.text) {
    const query = queryOf(filter.text)
    all.push(query === null ? sql`true` : sql`exists (select 1 from search_entry e where e.kind = 'mandate' and e.id = m.id and e.words @@ ${query.tsquery}::tsquery)`)
  }
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const orders = {
  date: sql`m.sort_on desc, m.number desc, m.id`,
  due: sql`d.due_on asc nulls last, m.sort_on desc, m.id`,
  symbol: sql`m.body, m.sort_on, m.number, m.id`,
}

/** The page is chosen by its keys, mostly from the index alone, and only its rows are read whole. A due day that no condition names is not joined. */
const chosen = (where: RawBuilder<unknown>, order: RawBuilder<unknown>, page: { limit: number; offset: number }) =>
  sql`(select m.id from mandate m left join mandate_due d on d.mandate = m.id where ${where} order by ${order} limit ${page.limit} offset ${page.offset}) page join mandate m on m.id = page.id join body b on b.code = m.body left join mandate_due d on d.mandate = m.id`

/** One page of the register, exact and in a stable order. */
export async function listMandates(db: Db, actor: Actor, filter: Partial<MandateFilter>, today: string, page: { limit: number; offset: number }): Promise<MandateSummary[]> {
  return (await sql<MandateSummary>`select ${summaryColumns(actor, filter.asOf)} from ${chosen(conditions(actor, filter, today), orders[filter.sort ?? 'date'], page)} order by ${orders[filter.sort ?? 'date']}`.execute(db)).rows
}

/** Those of some ids that this actor may see, oldest first. */
export async function findMandates(db: Db, actor: Actor, ids: readonly string[]): Promise<MandateSummary[]> {
  if (ids.length === 0) return []
  return (await sql<MandateSummary>`select ${summaryColumns(actor, undefined)} from ${source} where m.id = any(${[...ids]}) and ${visibleTo(actor)} order by m.sort_on, m.id`.execute(db)).rows
}

/** The next `limit` after a cursor, newest first. Without `origins`, where nothing tells whence a status comes, that is not looked up. */
export async function listMandatesAfter(db: Db, actor: Actor, filter: Partial<MandateFilter>, today: string, after: { sortOn: string; number: number; id: string } | null, limit: number, options: { origins: boolean } = { origins: true }): Promise<MandateSummary[]> {
  const from = after === null ? sql`true` : sql`(m.sort_on < ${after.sortOn} or (m.sort_on = ${after.sortOn} and (m.number < ${after.number} or (m.number = ${after.number} and m.id > ${after.id}))))`
  return (await sql<MandateSummary>`select ${summaryColumns(actor, filter.asOf, options)} from ${chosen(sql`${conditions(actor, filter, today)} and ${from}`, orders.date, { limit, offset: 0 })} order by ${orders.date}`.execute(db)).rows
}

export async function countMandates(db: Db, actor: Actor, filter: Partial<MandateFilter>, today: string): Promise<number> {
  const row = await sql<{ n: number }>`select count(*)::int as n from mandate m left join mandate_due d on d.mandate = m.id where ${conditions(actor, filter, today)}`.execute(db)
  return row.rows[0]?.n ?? 0
}

export interface Facets {
  total: number
  level: Record<string, number>
  body: Record<string, number>
  meeting: Record<string, number>
  class: Record<string, number>
  status: Record<string, number>
  owner: Record<string, number>
  area: Record<string, number>
  noReport: number
  overdue: number
  disagree: number
  break: number
  digest: number
}

/** Counts of what this reader may see, for the filter links; in one statement. */
export async function countFacets(db: Db, actor: Actor, asOf: string | undefined, today: string): Promise<Facets> {
  const at = statusAt(actor, asOf)
  const row = await sql<{ facets: Facets }>`
    with seen as materialized (
      select m.id, b.level, m.body, m.meeting, m.quoted, m.class, m.areas, ${at.status} as status, ${at.reportedOn} as reported_on, d.due_on, m.takes_effect
      from ${source} where ${visibleTo(actor)} and ${surelyBy(asOf, { mandate: 'm' })}
    )
    select json_build_object(
      'total', (select count(*) from seen),
      'level', (select coalesce(json_object_agg(level, n), '{}') from (select level, count(*) n from seen group by 1) x),
      'body', (select coalesce(json_object_agg(body, n), '{}') from (select body, count(*) n from seen group by 1) x),
      'meeting', (select coalesce(json_object_agg(meeting, n), '{}') from (select meeting, count(*) n from seen where meeting is not null group by 1) x),
      'class', (select coalesce(json_object_agg(class, n), '{}') from (select class, count(*) n from seen group by 1) x),
      'status', (select coalesce(json_object_agg(status, n), '{}') from (select status, count(*) n from seen group by 1) x),
      'owner', (select coalesce(json_object_agg(code, n), '{}') from (select o.code, count(distinct o.mandate) n from mandate_owner o join seen on seen.id = o.mandate group by 1) x),
      'area', (select coalesce(json_object_agg(area, n), '{}') from (select area, count(*) n from seen, unnest(areas) area group by 1) x),
      'noReport', (select count(*) from seen where reported_on is null and class >= 'C3' and not takes_effect),
      'overdue', (select count(*) from seen where due_on < ${asOf ?? today} and not takes_effect and status in ('OPEN', 'IN_PROGRESS')),
      'disagree', (select count(*) from seen where exists (select 1 from disagreement x where x.subject_kind = 'mandate' and x.subject_id = seen.id)),
      'digest', (select count(*) from seen where not quoted),
      'break', (select count(*) from seen where level > 1 and not exists (select 1 from mandate_link l join mandate p on p.id = l.parent where l.child = seen.id and ${visibleTo(actor, 'p')}))
    ) as facets`.execute(db)
  return row.rows[0]?.facets ?? { total: 0, level: {}, body: {}, meeting: {}, class: {}, status: {}, owner: {}, area: {}, noReport: 0, overdue: 0, disagree: 0, break: 0, digest: 0 }
}

export const idOf = (symbol: string): string => symbol.replaceAll('/', '-')

/** One mandate this actor may see, by id (`AMMTC-7-DEC.7`) or symbol (`AMMTC/7/DEC.7`), as of a day if given. */
export async function findMandate(db: Db, actor: Actor, id: string, asOf?: string): Promise<Mandate | null> {
  const rows = await sql<Mandate>`
    select ${summaryColumns(actor, asOf)}, m.session, coalesce(i.title, jsonb_build_object('en', m.instrument_title, 'th', m.instrument_title)) as "instrumentTitle", m.quoted, m.language, m.verbs, m.action,
      m.reports_to as "reportsTo", (select json_build_object('id', n.id, 'symbol', n.symbol, 'title', n.title) from mandate n where n.id = m.superseded_by and ${visibleTo(actor, 'n')} and ${surelyBy(asOf, { mandate: 'n' })}) as "supersededBy", m.citations, m.recorded_at as "recordedAt", m.version
    from ${source} left join instrument i on i.id = m.instrument where m.id = ${idOf(id)} and ${visibleTo(actor)} and ${surelyBy(asOf, { mandate: 'm' })}`.execute(db)
  return rows.rows[0] ?? null
}

export async function lockMandate(tx: Tx, actor: Actor, id: string): Promise<Mandate | null> {
  const found = await sql`select 1 from mandate m where m.id = ${idOf(id)} and ${visibleTo(actor)} for update`.execute(tx)
  return found.rows.length === 0 ? null : findMandate(tx, actor, id)
}

/** What was said of a mandate, oldest first, up to a day if given. Submitted and returned ones only to those who may handle them. */
export async function listStatements(db: Db, actor: Actor, id: string, options: { asOf?: string | undefined; all?: boolean } = {}): Promise<Statement[]> {
  return (
    await sql<Statement>`
      select s.id, s.mandate, s.on_date as on, s.on_text as "onText", s.status, s.text, s.party, s.reported_by as "reportedBy", s.evidence, s.citations, s.marking, s.origin, s.verdict,
        s.verdict_note as "verdictNote", s.recorded_at as "recordedAt", s.reference
      from mandate_statement s join mandate m on m.id = s.mandate
      where s.mandate = ${idOf(id)} and ${visibleTo(actor)} and ${statementScope(actor)} and ${options.all ? sql`true` : sql`s.verdict = 'accepted'`}
        and ${surelyBy(options.asOf, 'statement')}
      order by s.on_date, s.id`.execute(db)
  ).rows
}

/**
 * The way up and the way down from a mandate through what this actor may see, in one statement. A hidden link in between
 * ends the way: nothing shows that it exists. At most `limit` nodes.
 */
export async function findChain(db: Db, actor: Actor, id: string, options: { asOf?: string | undefined; limit?: number } = {}): Promise<Chain | null> {
  // Half of what is shown goes each way. The laterals keep the planner on the index at every step, however wide the register is.
  const half = Math.floor((options.limit ?? 400) / 2)
  const at = statusAt(actor, options.asOf)
  const seen = (table: string) => sql`${visibleTo(actor, table)} and ${surelyBy(options.asOf, { mandate: table })}`
  const rows = await sql<Omit<ChainNode, 'parents'> & { direction: 'self' | 'up' | 'down'; parents: string | null }>`
    with recursive
      up as (select m.id from mandate m where m.id = ${idOf(id)} and ${seen('m')} union select step.parent from up cross join lateral (select l.parent from mandate_link l join mandate p on p.id = l.parent where l.child = up.id and ${seen('p')} offset 0) step),
      down as (select m.id from mandate m where m.id = ${idOf(id)} and ${seen('m')} union select step.child from down cross join lateral (select l.child from mandate_link l join mandate c on c.id = l.child where l.parent = down.id and ${seen('c')} offset 0) step),
      nodes as materialized (select id, 'up' as direction from (select id from up limit ${half + 1}) u union all select id, 'down' from (select id from down limit ${half + 1}) d where id <> ${idOf(id)})
    select m.id, m.symbol, m.body, b.level, m.meeting, m.date, m.sort_on as "sortOn", m.title, m.class, ${at.status} as status, ${at.reportedOn} as "reportedOn", m.marking, m.effects, m.takes_effect as "takesEffect",
      case when m.id = ${idOf(id)} then 'self' else n.direction end as direction,
      -- Who was reached is seen; only other parents are looked up. A line a link: lists of JSON would take as long as the walk itself.
      (select string_agg(concat_ws(chr(9), l.parent, l.basis, l.note), chr(10) order by l.parent) from (select * from mandate_link where child = m.id offset 0) l where l.parent in (select id from nodes) or exists (select 1 from mandate p where p.id = l.parent and ${seen('p')})) as parents
    from nodes n join mandate m on m.id = n.id join body b on b.code = m.body order by m.sort_on, m.number, m.id`.execute(db)
  if (rows.rows.length === 0) return null
  const up = rows.rows.filter((row) => row.direction === 'up').length
  const down = rows.rows.filter((row) => row.direction === 'down').length
  const truncated = up >= half || down >= half
  const kept = rows.rows
  return {
    nodes: kept.map(({ direction: _, parents, ...node }) => ({ ...node, parents: parents === null ? [] : parents.split('\n').map(parentOf) })),
    ancestors: kept.filter((row) => row.direction === 'up').map((row) => row.id),
    descendants: kept.filter((row) => row.direction === 'down').map((row) => row.id),
    truncated,
  }
}

function parentOf(line: string): ChainNode['parents'][number] {
  const [id = '', basis, note] = line.split('\t')
  return { id, basis: basis === 'stated' ? 'stated' : 'inferred', note: note === undefined ? null : (JSON.parse(note) as Text) }
}

/** The decisions of one meeting, or of one session, that this actor may see: for going on to the one before and after. */
export async function listOfSession(db: Db, actor: Actor, body: string, session: string, asOf?: string): Promise<{ id: string; symbol: string; number: number }[]> {
  return (await sql<{ id: string; symbol: string; number: number }>`select m.id, m.symbol, m.number from mandate m where m.body = ${body} and m.session = ${session} and ${visibleTo(actor)} and ${surelyBy(asOf, { mandate: 'm' })} order by m.number`.execute(db)).rows
}

export async function listDisagreementsOf(db: Db, id: string): Promise<Disagreement[]> {
  return (await sql<Disagreement>`select field, about, claims, chosen, reason from disagreement where subject_kind = 'mandate' and subject_id = ${id} order by field`.execute(db)).rows
}

export interface HistoryEntry {
  number: string
  at: string
  command: string
  /** In which capacity it was done: R-8.3.5. */
  role: string | null
  person: string | null
}

/**
 * What was done to a mandate, oldest first. The public learns when the record was loaded with it; acts at the desk, which may
 * concern statements not open to all, are shown to those who may read limited papers.
 */
export async function listHistory(db: Db, actor: Actor, mandate: { id: string; symbol: string }): Promise<HistoryEntry[]> {
  return (
    await sql<HistoryEntry>`
      select number, at, command, (actor::json)->'capacity'->>'role' as role, (actor::json)->'person'->>'name' as person from audit_entry
      where (subject_type = 'record' and position(${JSON.stringify(mandate.symbol)} in change) > 0)
        or (${readsLimited(actor)} and subject_type = 'mandate' and subject_id = ${mandate.id})
      order by number`.execute(db)
  ).rows
}

/** Ten hexadecimal digits of the symbol's digest, in two groups: typed from paper, it leads to the page. */
export async function findByCode(db: Db, actor: Actor, code: string): Promise<string | null> {
  const found = await sql<{ id: string }>`select m.id from mandate m where substr(md5(m.symbol), 1, 10) = ${code.replaceAll('-', '').toLowerCase()} and ${visibleTo(actor)} order by m.id limit 1`.execute(db)
  return found.rows[0]?.id ?? null
}
