import { sql } from 'kysely'
import { type Actor, readableMarkings } from '../../kernel/actor.ts'
import type { Db } from '../../kernel/db.ts'
import { listDisagreements } from '../mechanism/index.ts'
import { listMandates, readDirectory, visibleTo } from '../mandates/index.ts'
import type { DecisionDetail, MeetingChoice, MeetingFacts } from './schema.ts'

/** More than any meeting decides; a guard, not a page. */
const mostDecisions = 2000

/** Ministerial meetings with decisions to follow up that this actor may see, newest first. */
export async function listReportable(db: Db, actor: Actor): Promise<MeetingChoice[]> {
  return (
    await sql<MeetingChoice>`
      select m.meeting as ref, count(*)::int as decisions from paper_decision m
      where m.meeting is not null and m.level <= 2 and m.class between 'C4' and 'C6' and ${visibleTo(actor)}
      group by m.meeting order by max(m.sort_on) desc, m.meeting`.execute(db)
  ).rows
}

/** Everything papers on one meeting say, as this actor may see it on a day. Null when the record has no such meeting. A fixed number of statements. */
export async function findMeetingFacts(db: Db, actor: Actor, ref: string, asOf: string): Promise<MeetingFacts | null> {
  const directory = await readDirectory(db)
  const meeting = directory.meetings.get(ref)
  if (!meeting) return null
  const decisions = await listMandates(db, actor, { meeting: ref, asOf, sort: 'symbol' }, asOf, { limit: mostDecisions, offset: 0 })
  const details = new Map((await listDetails(db, actor, decisions.map(({ id }) => id), asOf)).map((detail) => [detail.id, detail]))
  const disagreements = (await listDisagreements(db, 'meeting')).filter((kept) => kept.subjectId === ref)
  const later = [...directory.meetings.values()].filter((other) => other.body === meeting.body && other.ordinal !== null && meeting.ordinal !== null && other.ordinal === meeting.ordinal + 1)
  return {
    meeting,
    next: later[0] ?? null,
    asOf,
    rows: decisions.map((decision) => ({ decision, detail: details.get(decision.id) ?? { id: decision.id, citations: [], disagreements: [], parents: [], statements: [] } })),
    disagreements,
    directory,
  }
}

async function listDetails(db: Db, actor: Actor, ids: readonly string[], asOf: string): Promise<DecisionDetail[]> {
  const readable = [...readableMarkings(actor)]
  return (
    await sql<DecisionDetail>`
      select m.id, m.citations, m.disagreements,
        coalesce((select json_agg(json_build_object('id', p.id, 'symbol', p.symbol) order by p.symbol) from paper_parent p where p.child = m.id and p.sort_on <= ${asOf} and ${visibleTo(actor, 'p')}), '[]') as parents,
        coalesce((select json_agg(json_build_object('on', s.on_date, 'onText', s.on_text, 'status', s.status, 'text', s.text, 'party', s.party, 'reportedBy', s.reported_by, 'evidence', s.evidence,
          'citations', s.citations, 'origin', s.origin, 'marking', s.marking) order by s.on_date, s.id)
          from paper_statement s where s.mandate = m.id and s.on_date <= ${asOf} and s.marking = any(${readable})), '[]') as statements
      from paper_decision m where m.id = any(${[...ids]}) and ${visibleTo(actor)}`.execute(db)
  ).rows
}

/** Symbols of the decisions of class C4 to C6 of a meeting by a day that this actor may see. */
export async function listFollowedUp(db: Db, actor: Actor, meeting: string, asOf: string): Promise<string[]> {
  return (
    await sql<{ symbol: string }>`select m.symbol from paper_decision m where m.meeting = ${meeting} and m.class between 'C4' and 'C6' and m.sort_on <= ${asOf} and ${visibleTo(actor)} order by m.symbol`.execute(db)
  ).rows.map(({ symbol }) => symbol)
}
