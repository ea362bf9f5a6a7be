import { sql, type RawBuilder } from 'kysely'
import { type Actor, acts, readableMarkings } from '../../../kernel/actor.ts'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { cutWords } from '../../../kernel/words.ts'
import { visibleTo } from '../queries.ts'
import type { MandateStatus } from '../schema.ts'
import type { DecisionFields, Proposal, ProposalStatus, ReviewParagraph, TextInReview } from '../schema/acts.ts'

const textColumns = sql`t.id, t.title, t.body, t.meeting, t.date, t.instrument, t.instrument_title as "instrumentTitle", t.language, t.marking, t.origin, t.created_at as "createdAt", t.created_by as "createdBy"`
const proposalColumns = sql`p.id, p.text, p.paragraph, p.position, p.fields, p.proposed, p.confidence, p.status, p.reason, p.mandate, p.decided_at as "decidedAt", p.decided_by as "decidedBy", p.decided_role as "decidedRole", p.version`

export interface TextProgress extends TextInReview {
  open: number
  settled: number
  kept: number
}

/** Texts in review that this actor may read, those with open proposals first. */
export async function listTexts(db: Db, actor: Actor): Promise<TextProgress[]> {
  return (
    await sql<TextProgress>`
      select ${textColumns}, count(p.id) filter (where p.status = 'open')::int as open, count(p.id) filter (where p.status in ('accepted', 'rejected'))::int as settled, count(p.id) filter (where p.status = 'kept')::int as kept
      from extraction_text t left join extraction_proposal p on p.text = t.id where ${visibleTo(actor, 't')}
      group by t.id order by (count(p.id) filter (where p.status = 'open') = 0), t.created_at desc, t.id limit 200`.execute(db)
  ).rows
}

export async function findText(db: Db | Tx, actor: Actor, id: string): Promise<TextInReview | null> {
  return (await sql<TextInReview>`select ${textColumns} from extraction_text t where t.id = ${id} and ${visibleTo(actor, 't')}`.execute(db)).rows[0] ?? null
}

/** The text with that meeting (or date) and title that is in review already. */
export async function findTwin(tx: Tx, text: { body: string; meeting: string | null; date: string; instrumentTitle: string }): Promise<string | null> {
  const found = await sql<{ id: string }>`select id from extraction_text where body = ${text.body} and meeting is not distinct from ${text.meeting} and (meeting is not null or date = ${text.date}) and instrument_title = ${text.instrumentTitle}`.execute(tx)
  return found.rows[0]?.id ?? null
}

export async function readReview(db: Db, id: string): Promise<{ paragraphs: ReviewParagraph[]; proposals: Proposal[] }> {
  const paragraphs = (await sql<ReviewParagraph>`select position, key, number, content from extraction_paragraph where text = ${id} order by position`.execute(db)).rows
  const proposals = (await sql<Proposal>`select ${proposalColumns} from extraction_proposal p where p.text = ${id} order by p.paragraph, p.position, p.id`.execute(db)).rows
  return { paragraphs, proposals }
}

/** One proposal of a readable text, locked: the second officer waits here and then sees what the first did. */
export async function lockProposal(tx: Tx, actor: Actor, text: string, id: string): Promise<{ text: TextInReview; proposal: Proposal } | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const found = await findText(tx, actor, text)
  if (!found) return null
  const rows = await sql<Proposal>`select ${proposalColumns} from extraction_proposal p where p.text = ${text} and p.id = ${id}::bigint for update`.execute(tx)
  const proposal = rows.rows[0]
  return proposal ? { text: found, proposal } : null
}

export async function lockProposals(tx: Tx, text: string, ids: readonly string[]): Promise<Proposal[]> {
  const known = ids.filter((id) => /^\d{1,18}$/.test(id))
  return (await sql<Proposal>`select ${proposalColumns} from extraction_proposal p where p.text = ${text} and p.id = any(${known}::bigint[]) order by p.id for update`.execute(tx)).rows
}

export async function saveText(tx: Tx, text: Omit<TextInReview, 'createdAt' | 'id'> & { file: string | null; content: string }, now: string): Promise<string> {
  const base = (text.meeting ?? `${text.body}/${text.date}`).replaceAll('/', '-')
  await sql`select pg_advisory_xact_lock(hashtext(${`extraction-text:${base}`}))`.execute(tx)
  const known = await sql<{ n: number }>`select count(*)::int as n from extraction_text where id like ${`${base.replaceAll('_', '\\_')}-text-%`}`.execute(tx)
  const id = `${base}-text-${(known.rows[0]?.n ?? 0) + 1}`
  await sql`insert into extraction_text (id, title, body, meeting, date, instrument, instrument_title, language, marking, file, content, created_at, created_by, origin)
    values (${id}, ${text.title}, ${text.body}, ${text.meeting}, ${text.date}, ${text.instrument}, ${text.instrumentTitle}, ${text.language}, ${text.marking}, ${text.file}, ${text.content}, ${now}, ${text.createdBy}, ${text.origin})`.execute(tx)
  return id
}

export async function saveParagraphs(tx: Tx, text: string, paragraphs: readonly ReviewParagraph[]): Promise<void> {
  for (const one of paragraphs) await sql`insert into extraction_paragraph (text, position, key, number, content) values (${text}, ${one.position}, ${one.key}, ${one.number}, ${one.content})`.execute(tx)
}

export interface NewProposal {
  text: string
  paragraph: number
  fields: DecisionFields
  proposed: Proposal['proposed']
  confidence: 'high' | 'low'
  status: 'open' | 'kept'
  madeFrom?: string
}

export async function saveProposal(tx: Tx, row: NewProposal): Promise<string> {
  const made = await sql<{ id: string }>`
    insert into extraction_proposal (text, paragraph, position, fields, proposed, confidence, status, made_from)
    values (${row.text}, ${row.paragraph}, coalesce((select max(position) + 1 from extraction_proposal where text = ${row.text} and paragraph = ${row.paragraph}), 0), ${json(row.fields)}, ${json(row.proposed)}, ${row.confidence}, ${row.status}, ${row.madeFrom ?? null})
    returning id`.execute(tx)
  return made.rows[0]?.id ?? ''
}

export interface Settling {
  status: ProposalStatus
  by: string | null
  role: string | null
  at: string | null
  reason?: string | null
  mandate?: string | null
  fields?: DecisionFields
}

export async function settleProposal(tx: Tx, id: string, to: Settling): Promise<void> {
  await sql`update extraction_proposal set status = ${to.status}, decided_by = ${to.by}, decided_role = ${to.role}, decided_at = ${to.at}, reason = ${to.reason ?? null}, mandate = coalesce(${to.mandate ?? null}, mandate),
    fields = coalesce(${to.fields ? json(to.fields) : null}::jsonb, fields), version = version + 1 where id = ${id}::bigint`.execute(tx)
}

export async function saveFields(tx: Tx, id: string, fields: DecisionFields): Promise<void> {
  await sql`update extraction_proposal set fields = ${json(fields)}, version = version + 1 where id = ${id}::bigint`.execute(tx)
}

/** What a split made, to be put away when the split is undone. */
export async function listMadeFrom(tx: Tx, id: string): Promise<{ id: string; status: ProposalStatus }[]> {
  return (await sql<{ id: string; status: ProposalStatus }>`select id, status from extraction_proposal where made_from = ${id}::bigint order by id for update`.execute(tx)).rows
}

/**
 * US-06 AC5: the next number of a body's session, without gaps. Whoever files next in the same session waits for this
 * transaction; if it fails, its number was never given.
 */
export async function takeNumber(tx: Tx, body: string, session: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`mandate-number:${body}/${session}`}))`.execute(tx)
  const row = await sql<{ next: number }>`select coalesce(max(number), 0) + 1 as next from mandate where body = ${body} and session = ${session}`.execute(tx)
  return row.rows[0]?.next ?? 1
}

export interface Candidate {
  id: string
  symbol: string
  title: Text
  date: string
  level: 1 | 2 | 3 | 4
}

/** Decisions from before that day that share words with this one, or speak of the same instrument; best first. */
export async function suggestParents(db: Db, actor: Actor, asked: { words: string; before: string; instruments: readonly string[]; except?: string }): Promise<Candidate[]> {
  const words = [...new Set(cutWords(asked.words).filter((word) => word.length > 3))].slice(0, 24)
  const query = words.map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' | ')
  const effects = asked.instruments.length > 0 ? sql`(m.instrument = any(${[...asked.instruments]}) or exists (select 1 from jsonb_array_elements(m.effects) e where e->>'instrument' = any(${[...asked.instruments]})))` : sql`false`
  const found: RawBuilder<boolean> = query === '' ? sql<boolean>`${effects}` : sql<boolean>`(e.words @@ ${query}::tsquery or ${effects})`
  return (
    await sql<Candidate>`
      select m.id, m.symbol, m.title, m.date, b.level from mandate m join body b on b.code = m.body join search_entry e on e.kind = 'mandate' and e.id = m.id
      where ${visibleTo(actor)} and m.sort_on <= ${asked.before} and m.id <> ${asked.except ?? ''} and ${found}
      order by (${effects})::int desc, ${query === '' ? sql`0::real` : sql`ts_rank('{0.1, 0.2, 0.6, 1.0}', e.ranks, ${query}::tsquery)`} desc, m.sort_on desc, m.id limit 6`.execute(db)
  ).rows
}

/** Decisions of the same meeting, in whose paragraphs this text may have been filed before, and those accepted from the text itself. */
export async function listFiled(db: Db, actor: Actor, text: { meeting: string | null }, accepted: readonly string[]): Promise<{ id: string; symbol: string; paragraph: string; title: Text }[]> {
  return (await sql<{ id: string; symbol: string; paragraph: string; title: Text }>`select m.id, m.symbol, m.paragraph, m.title from mandate m where (m.meeting = ${text.meeting} or m.id = any(${[...accepted]})) and ${visibleTo(actor)} order by m.number`.execute(db)).rows
}

/** From a mandate up to another along the links: the way that a new link would close to a circle. Null: there is none. */
export async function wayUp(tx: Tx, from: string, to: string): Promise<string[] | null> {
  const links = (
    await sql<{ child: string; parent: string }>`
      with recursive up as (select ${from}::text as id union select l.parent from up join mandate_link l on l.child = up.id)
      select l.child, l.parent from up join mandate_link l on l.child = up.id`.execute(tx)
  ).rows
  const ways = new Map<string, string[]>([[from, [from]]])
  const waiting = [from]
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (at === to) return ways.get(at) ?? null
    for (const { parent } of links.filter((link) => link.child === at && !ways.has(link.parent))) {
      ways.set(parent, [...(ways.get(at) ?? []), parent])
      waiting.push(parent)
    }
  }
  return null
}

export async function symbolsOf(tx: Tx, ids: readonly string[], actor: Actor): Promise<string[]> {
  const rows = await sql<{ id: string; symbol: string }>`select m.id, m.symbol from mandate m where m.id = any(${[...ids]}) and ${visibleTo(actor)}`.execute(tx)
  const symbols = new Map(rows.rows.map((row) => [row.id, row.symbol]))
  return ids.flatMap((id) => symbols.get(id) ?? [])
}

export async function findLink(tx: Tx, child: string, parent: string): Promise<{ basis: string; note: Text | null; citations: unknown } | null> {
  return (await sql<{ basis: string; note: Text | null; citations: unknown }>`select basis, note, citations from mandate_link where child = ${child} and parent = ${parent} for update`.execute(tx)).rows[0] ?? null
}

/** Takes a link out of the chain and keeps it with the reason. */
export async function endLink(tx: Tx, child: string, parent: string, more: { by: string; reason: string; now: string }): Promise<void> {
  await sql`insert into mandate_link_ended (child, parent, basis, note, citations, ended_at, ended_by, reason) select child, parent, basis, note, citations, ${more.now}, ${more.by}, ${more.reason} from mandate_link where child = ${child} and parent = ${parent}`.execute(tx)
  await sql`delete from mandate_link where child = ${child} and parent = ${parent}`.execute(tx)
}

export async function openCompletion(tx: Tx, mandate: string, text: Text, now: string): Promise<void> {
  await sql`insert into completion_task (mandate, text, opened_at) values (${mandate}, ${json(text)}, ${now}) on conflict (mandate) do nothing`.execute(tx)
}

export async function closeCompletion(tx: Tx, mandate: string, by: string, reference: string, now: string): Promise<boolean> {
  const done = await sql`update completion_task set closed_at = ${now}, closed_by = ${by}, reference = ${reference} where mandate = ${mandate} and closed_at is null`.execute(tx)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function supersede(tx: Tx, id: string, by: string | null): Promise<void> {
  await sql`update mandate set superseded_by = coalesce(${by}, superseded_by), version = version + 1 where id = ${id}`.execute(tx)
}

export async function raiseVersion(tx: Tx, id: string, expected: number): Promise<boolean> {
  const done = await sql`update mandate set version = version + 1 where id = ${id} and version = ${expected}`.execute(tx)
  return (done.numAffectedRows ?? 0n) > 0n
}

export interface StatementToJudge {
  id: string
  mandate: string
  symbol: string
  title: Text
  recordedBy: string
  verdict: 'submitted' | 'accepted' | 'returned'
  status: MandateStatus | null
  party: string | null
}

export async function lockStatement(tx: Tx, actor: Actor, id: string): Promise<StatementToJudge | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  return (
    await sql<StatementToJudge>`select s.id, s.mandate, m.symbol, m.title, s.recorded_by as "recordedBy", s.verdict, s.status, s.party from mandate_statement s join mandate m on m.id = s.mandate where s.id = ${id}::bigint and ${visibleTo(actor)} and ${readsLimited(actor) ? sql`true` : sql`s.marking = 'PUBLIC'`} and (s.verdict = 'accepted' or ${handledBy(actor)}) for update of s`.execute(tx)
  ).rows[0] ?? null
}

export async function judgeStatement(tx: Tx, id: string, to: { verdict: 'accepted' | 'returned'; note: string | null; by: string; now: string }): Promise<void> {
  await sql`update mandate_statement set verdict = ${to.verdict}, verdict_note = ${to.note}, decided_at = ${to.now}, decided_by = ${to.by} where id = ${id}::bigint`.execute(tx)
}

/** Who reported, beside what saveStatement keeps. */
export async function setReporter(tx: Tx, statement: string, party: string | null): Promise<void> {
  await sql`update mandate_statement set by_party = ${party} where id = ${statement}::bigint`.execute(tx)
}

export interface StatementRow {
  id: string
  mandate: string
  symbol: string
  title: Text
  mandateMarking: string
  on: string
  onText: string
  status: MandateStatus | null
  text: Text
  party: string | null
  byParty: string | null
  reportedBy: Text
  evidence: string | null
  marking: 'PUBLIC' | 'LIMITED'
  origin: 'record' | 'desk' | 'demonstration'
  verdict: 'submitted' | 'accepted' | 'returned'
  verdictNote: string | null
  recordedAt: string
  recordedBy: string
  decidedAt: string | null
  decidedBy: string | null
  reference: string | null
}

const statementColumns = sql`s.id, s.mandate, m.symbol, m.title, m.marking as "mandateMarking", s.on_date as on, s.on_text as "onText", s.status, s.text, s.party, s.by_party as "byParty", s.reported_by as "reportedBy", s.evidence, s.marking, s.origin,
  s.verdict, s.verdict_note as "verdictNote", s.recorded_at as "recordedAt", s.recorded_by as "recordedBy", s.decided_at as "decidedAt", s.decided_by as "decidedBy", s.reference`

/** Whose submitted and returned statements an actor handles or gave: the desk and auditors all, others their own and their party's. */
function handledBy(actor: Actor): RawBuilder<boolean> {
  if (acts(actor, 'SD', 'AU')) return sql<boolean>`true`
  if (actor.person === null) return sql<boolean>`false`
  return acts(actor, 'NF') && actor.capacity?.party ? sql<boolean>`(s.recorded_by = ${actor.person.id} or s.by_party = ${actor.capacity.party})` : sql<boolean>`s.recorded_by = ${actor.person.id}`
}

/** Statements that wait for the desk, oldest first. */
export async function listSubmitted(db: Db, actor: Actor, mandate?: string): Promise<StatementRow[]> {
  return (await sql<StatementRow>`select ${statementColumns} from mandate_statement s join mandate m on m.id = s.mandate where s.verdict = 'submitted' and ${visibleTo(actor)} and ${handledBy(actor)} and ${mandate ? sql`s.mandate = ${mandate}` : sql`true`} order by s.recorded_at, s.id limit 200`.execute(db)).rows
}

/** Returned statements that nobody of those who gave them has answered by a later one. */
export async function listReturned(db: Db, actor: Actor): Promise<StatementRow[]> {
  return (
    await sql<StatementRow>`select ${statementColumns} from mandate_statement s join mandate m on m.id = s.mandate where s.verdict = 'returned' and ${visibleTo(actor)} and ${handledBy(actor)}
      and not exists (select 1 from mandate_statement later where later.mandate = s.mandate and later.id > s.id and (later.recorded_by = s.recorded_by or later.by_party = s.by_party)) order by s.decided_at, s.id limit 100`.execute(db)
  ).rows
}

/** Everything said of one decision that this actor may read, newest first; open and returned ones only to those who handle them. */
export async function listSaid(db: Db, actor: Actor, mandate: string, party?: string, asOf?: string): Promise<StatementRow[]> {
  return (
    await sql<StatementRow>`select ${statementColumns} from mandate_statement s join mandate m on m.id = s.mandate where s.mandate = ${mandate} and ${visibleTo(actor)} and ${readsLimited(actor) ? sql`true` : sql`s.marking = 'PUBLIC'`}
      and (s.verdict = 'accepted' or ${handledBy(actor)}) and ${party ? sql`(s.party = ${party} or s.party is null)` : sql`true`} and ${asOf ? sql`s.on_date <= ${asOf} and s.verdict = 'accepted'` : sql`true`} order by s.on_date desc, s.id desc`.execute(db)
  ).rows
}

/** Ids of mandates among these that the actor may open, for addresses of ours inside evidence. */
export async function openMandates(db: Db, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  return new Set((await sql<{ id: string }>`select m.id from mandate m where m.id = any(${[...ids]}) and ${visibleTo(actor)}`.execute(db)).rows.map((row) => row.id))
}

export interface OpenTask {
  mandate: string
  symbol: string
  title: Text
  text: Text
  openedAt: string
  dueOn: string | null
  origin: 'record' | 'desk' | 'demonstration'
}

/** What was endorsed in principle and is not complete. */
export async function listCompletionTasks(db: Db, actor: Actor, mandate?: string): Promise<OpenTask[]> {
  return (await sql<OpenTask>`select t.mandate, m.symbol, m.title, t.text, t.opened_at as "openedAt", d.due_on as "dueOn", m.origin from completion_task t join mandate m on m.id = t.mandate left join mandate_due d on d.mandate = m.id where t.closed_at is null and ${visibleTo(actor)} and ${mandate ? sql`m.id = ${mandate}` : sql`true`} order by t.opened_at, t.mandate limit 100`.execute(db)).rows
}

/** Decisions that ask for something (C4 to C6) of nobody named, newest first. */
export async function listOwnerless(db: Db, actor: Actor): Promise<{ id: string; symbol: string; title: Text }[]> {
  return (await sql<{ id: string; symbol: string; title: Text }>`select m.id, m.symbol, m.title from mandate m where m.class between 'C4' and 'C6' and ${visibleTo(actor)} and not exists (select 1 from mandate_owner o where o.mandate = m.id) order by m.sort_on desc, m.id limit 100`.execute(db)).rows
}

export async function listParentLinks(db: Db, actor: Actor, child: string): Promise<{ id: string; symbol: string; title: Text; basis: string }[]> {
  return (await sql<{ id: string; symbol: string; title: Text; basis: string }>`select m.id, m.symbol, m.title, l.basis from mandate_link l join mandate m on m.id = l.parent where l.child = ${child} and ${visibleTo(actor)} order by m.sort_on, m.id`.execute(db)).rows
}

const readsLimited = (actor: Actor): boolean => readableMarkings(actor).includes('LIMITED')

/** Whether a demonstration has been written already. */
export async function hasExamples(db: Db): Promise<boolean> {
  const there = await sql`select 1 from mandate_statement where origin = 'demonstration' union all select 1 from extraction_text where origin = 'demonstration' limit 1`.execute(db)
  return there.rows.length > 0
}

/** A public decision that asks for something, and one of its areas: arms smuggling first, which the example lead shepherd leads. */
export async function findExampleDecision(tx: Tx): Promise<{ id: string; area: string } | undefined> {
  return (await sql<{ id: string; area: string }>`select m.id, a.area from mandate m, unnest(m.areas) a(area) where m.class >= 'C4' and m.marking = 'PUBLIC' order by (a.area = 'arms-smuggling') desc, m.sort_on desc, m.id limit 1`.execute(tx)).rows[0]
}
