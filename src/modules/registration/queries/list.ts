import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import { answerOf, categoryIn, judge, listRights, type Reader } from '../../meetings/index.ts'
import { acts } from '../../../kernel/actor.ts'

/** The cell `see-participants` of the reader's category in this meeting (practice §4.4); the chair, the desk and the host see it by their office. */
export async function seesParticipants(db: Db | Tx, reader: Reader, meeting: string): Promise<boolean> {
  if (acts(reader.actor, 'SD', 'CH', 'HL')) return true
  const category = await categoryIn(db, reader, meeting)
  if (category === null) return false
  return judge(answerOf(await listRights(db as Db, reader.now.slice(0, 10)), 'see-participants', category), { thisMeeting: true }).allowed
}

export interface IssuedList {
  number: number
  kind: 'provisional' | 'final'
  symbol: string | null
  document: string
  issuedAt: string
  issuedBy: string
}

export async function listIssued(db: Db | Tx, meeting: string): Promise<IssuedList[]> {
  return (await sql<IssuedList>`select number, kind, symbol, document, issued_at as "issuedAt", issued_by as "issuedBy" from participants_list where meeting = ${meeting} order by number`.execute(db)).rows
}

/** Two officers who issue at once wait for each other. */
export async function lockList(tx: Tx, meeting: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`participants ${meeting}`}))`.execute(tx)
}

export async function addIssued(tx: Tx, row: { meeting: string; number: number; kind: 'provisional' | 'final'; symbol: string; document: string; people: unknown; now: string; by: string }): Promise<void> {
  await sql`insert into participants_list (meeting, number, kind, symbol, document, people, issued_at, issued_by) values (${row.meeting}, ${row.number}, ${row.kind}, ${row.symbol}, ${row.document}, ${json(row.people)}, ${row.now}, ${row.by})`.execute(tx)
}

export async function saveAttendance(tx: Tx, row: { participant: string; meeting: string; by: string; role: string; now: string }): Promise<void> {
  await sql`insert into attendance (participant, meeting, confirmed_by, confirmed_role, confirmed_at) values (${row.participant}, ${row.meeting}, ${row.by}, ${row.role}, ${row.now}) on conflict do nothing`.execute(tx)
}

export interface Correction {
  id: string
  party: string | null
  text: string
  byName: string
  at: string
  settledAt: string | null
  settledBy: string | null
  answer: string | null
  version: number
}

/** The desk sees all; a delegation its own; anyone else his own. */
export async function listCorrections(db: Db | Tx, meeting: string, scope: { all: true } | { party: string | null; account: string }): Promise<Correction[]> {
  const own = 'all' in scope ? sql<boolean>`true` : sql<boolean>`(by_account = ${scope.account} or (party is not null and party = ${scope.party}))`
  return (await sql<Correction>`select id, party, text, by_name as "byName", at, settled_at as "settledAt", settled_by as "settledBy", answer, version from participants_correction where meeting = ${meeting} and ${own} order by settled_at is not null, at, id`.execute(db)).rows
}

export async function countOpenCorrections(db: Db, meetings: readonly string[]): Promise<{ meeting: string; n: number }[]> {
  return (await sql<{ meeting: string; n: number }>`select meeting, count(*)::int as n from participants_correction where settled_at is null and meeting = any(${meetings}) group by meeting order by meeting`.execute(db)).rows
}

export async function addCorrection(tx: Tx, row: { id: string; meeting: string; party: string | null; text: string; account: string; by: string; role: string; now: string }): Promise<void> {
  await sql`insert into participants_correction (id, meeting, party, text, by_account, by_name, by_role, at) values (${row.id}, ${row.meeting}, ${row.party}, ${row.text}, ${row.account}, ${row.by}, ${row.role}, ${row.now})`.execute(tx)
}

export async function settleCorrection(tx: Tx, row: { id: string; meeting: string; version: number; answer: string; by: string; now: string }): Promise<boolean> {
  return (await sql`update participants_correction set settled_at = ${row.now}, settled_by = ${row.by}, answer = ${row.answer}, version = version + 1 where id = ${row.id} and meeting = ${row.meeting} and version = ${row.version} and settled_at is null returning 1`.execute(tx)).rows.length === 1
}

export async function findCorrection(tx: Tx, id: string, meeting: string): Promise<boolean> {
  return (await sql`select 1 from participants_correction where id = ${id} and meeting = ${meeting}`.execute(tx)).rows.length === 1
}
