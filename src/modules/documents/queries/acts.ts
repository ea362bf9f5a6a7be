import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { signal } from '../../../kernel/live.ts'
import { agendaTopic, type Reader, seesItem } from '../../meetings/index.ts'
import { findDocument, type Paper } from './papers.ts'
import { seesDocument } from './rights.ts'
import type { Distribution } from '../schema/papers.ts'

/** For a command: the paper as it stands, held until the transaction ends. What its registration needs beside it is in `backing`. */
export interface LockedPaper extends Paper {
  backing: 'party' | 'chair' | null
  backedAt: string | null
  submittedPerson: string | null
}

export async function lockDocument(tx: Tx, reader: Reader, symbolOrId: string): Promise<LockedPaper | null> {
  const locked = (await sql<Pick<LockedPaper, 'backing' | 'backedAt' | 'submittedPerson'>>`select d.backing, d.backed_at as "backedAt", d.submitted_person as "submittedPerson" from official_document d
    where (d.symbol = ${symbolOrId} or d.id = ${symbolOrId}) and ${seesDocument(reader)} for update of d`.execute(tx)).rows[0]
  if (!locked) return null
  const paper = await findDocument(tx, reader, symbolOrId)
  return paper && { ...paper, ...locked }
}

export type WaitingFacts = Pick<LockedPaper, 'backing' | 'backedAt' | 'submittedPerson'>

/** What registering and forwarding turn on; of a paper this reader was given already. */
export async function waitingFacts(db: Db, id: string): Promise<WaitingFacts> {
  return (await sql<WaitingFacts>`select backing, backed_at as "backedAt", submitted_person as "submittedPerson" from official_document where id = ${id}`.execute(db)).rows[0] ?? { backing: null, backedAt: null, submittedPerson: null }
}

/** The items of a meeting that this reader may see and that take papers, in the order of the agenda. */
export async function listItemChoices(db: Db, reader: Reader, meeting: string): Promise<{ id: string; title: Text }[]> {
  return (await sql<{ id: string; title: Text }>`select i.id, i.title from agenda_item i left join agenda_item above on above.id = i.parent left join session place on place.id = i.session
    where i.meeting = ${meeting} and i.removed_at is null and coalesce(place.access, '') <> 'RETREAT' and ${seesItem(reader)} order by coalesce(above.position, i.position), i.parent is not null, i.position`.execute(db)).rows
}

/** Changes columns of a paper; false where someone else changed it since `version`. Whoever has the agenda open on which it stands looks again. */
export async function changePaper(tx: Tx, id: string, version: number | null, columns: Record<string, unknown>): Promise<boolean> {
  const set = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const changed = (await sql<{ meeting: string }>`update official_document set ${sql.join([...set, sql`version = version + 1`])} where id = ${id} and (${version}::int is null or version = ${version}) returning meeting`.execute(tx)).rows[0]
  if (changed) await signal(tx, agendaTopic(changed.meeting))
  return changed !== undefined
}

export interface Place {
  /** Access class of the session of an item; null without a session. */
  access: string | null
  /** The partner of that session. */
  partner: string | null
}

/** An item of this meeting's agenda that stands; null where there is none. */
export async function itemPlace(tx: Db | Tx, meeting: string, item: string): Promise<Place | null> {
  return (await sql<Place>`select s.access, s.partner from agenda_item i left join session s on s.id = i.session where i.id = ${item} and i.meeting = ${meeting} and i.removed_at is null`.execute(tx)).rows[0] ?? null
}

/** Whether a person is admitted to an item now: a resource person's own (R-1.8.6). */
export async function admittedToItem(tx: Db | Tx, reader: Reader, item: string): Promise<boolean> {
  const person = reader.actor.person?.id ?? null
  return (await sql<{ yes: boolean }>`select exists (select 1 from admission where item = ${item} and person = ${person} and ended_at is null and from_at <= ${reader.now}::timestamptz and (until_at is null or ${reader.now}::timestamptz < until_at)) as yes`.execute(tx)).rows[0]?.yes ?? false
}

/** What a meeting is to its partners. */
export async function consultationOf(tx: Db | Tx, meeting: string): Promise<{ consultation: boolean; partner: string | null }> {
  return (await sql<{ consultation: boolean; partner: string | null }>`select b.kind = 'consultation' as consultation, b.partner from meeting m join body b on b.code = m.body where m.ref = ${meeting}`.execute(tx)).rows[0] ?? { consultation: false, partner: null }
}

export interface Proposal {
  id: string
  document: string
  distribution: Distribution
  partner: string | null
  reason: string | null
  proposedBy: string
  proposedRole: string
  proposedAt: string
}

const proposalColumns = sql`x.id, x.document, x.distribution, x.partner, x.reason, x.proposed_by as "proposedBy", x.proposed_role as "proposedRole", x.proposed_at as "proposedAt"`

/** The proposal to open a paper to more that waits for its originator. */
export async function openProposal(db: Db | Tx, document: string): Promise<Proposal | null> {
  return (await sql<Proposal>`select ${proposalColumns} from distribution_proposal x where x.document = ${document} and x.verdict is null`.execute(db)).rows[0] ?? null
}

/** False where one waits already. */
export async function addProposal(tx: Tx, row: Proposal): Promise<boolean> {
  return (await sql`insert into distribution_proposal (id, document, distribution, partner, reason, proposed_by, proposed_role, proposed_at)
    values (${row.id}, ${row.document}, ${row.distribution}, ${row.partner}, ${row.reason}, ${row.proposedBy}, ${row.proposedRole}, ${row.proposedAt}) on conflict do nothing returning id`.execute(tx)).rows.length === 1
}

export async function decideProposal(tx: Tx, id: string, decided: { verdict: 'accepted' | 'refused'; by: string; now: string }): Promise<boolean> {
  return (await sql`update distribution_proposal set verdict = ${decided.verdict}, decided_by = ${decided.by}, decided_at = ${decided.now} where id = ${id} and verdict is null returning id`.execute(tx)).rows.length === 1
}

export interface NamedReader {
  id: string
  person: string | null
  name: string | null
  party: string | null
  role: string | null
  reason: string | null
  from: string
  until: string | null
}

/** Who was named to read this very paper, and still may. */
export async function listNamed(db: Db | Tx, document: string, now: string): Promise<NamedReader[]> {
  return (await sql<NamedReader>`select ad.id, ad.person, u.name, coalesce(ad.party, (select c.party from capacity c where c.person = ad.person and c.party is not null order by c.from_at limit 1)) as party,
      (select c.role from capacity c where c.person = ad.person order by c.from_at limit 1) as role, ad.reason, ad.from_at as "from", ad.until_at as until
    from admission ad left join auth_user u on u.id = ad.person where ad.document = ${document} and ad.ended_at is null and (ad.until_at is null or ${now}::timestamptz < ad.until_at) order by ad.from_at, ad.id`.execute(db)).rows
}

/** People who can be named: whoever acts for a party that takes part in the meeting. `party` narrows it to one's own. */
export async function listNameable(db: Db | Tx, meeting: string, now: string, party: string | null): Promise<{ person: string; name: string; role: string; party: string }[]> {
  return (await sql<{ person: string; name: string; role: string; party: string }>`select distinct on (u.name, u.id) u.id as person, u.name, c.role, c.party from capacity c join auth_user u on u.id = c.person join participation p on p.meeting = ${meeting} and p.party = c.party
    where u.closed_at is null and c.granted_at is not null and c.revoked_at is null and c.from_at <= ${now}::timestamptz and (c.until_at is null or ${now}::timestamptz < c.until_at)
      and c.role in ('NF', 'HD', 'DE', 'LS', 'DP', 'OB') and (${party}::text is null or (c.party = ${party} and c.role = 'DE')) order by u.name, u.id, c.role limit 500`.execute(db)).rows
}

export async function personOf(tx: Tx, person: string, now: string): Promise<{ party: string | null; role: string } | null> {
  return (await sql<{ party: string | null; role: string }>`select c.party, c.role from capacity c join auth_user u on u.id = c.person where c.person = ${person} and u.closed_at is null and c.granted_at is not null and c.revoked_at is null
    and c.from_at <= ${now}::timestamptz and (c.until_at is null or ${now}::timestamptz < c.until_at) order by case when c.role = 'DE' then 0 else 1 end, c.from_at limit 1`.execute(tx)).rows[0] ?? null
}

export async function addNamed(tx: Tx, row: { id: string; meeting: string; document: string; person: string; reason: string | null; by: string; role: string; now: string; until: string | null }): Promise<void> {
  await sql`insert into admission (id, meeting, document, person, reason, given_by, given_role, from_at, until_at) values (${row.id}, ${row.meeting}, ${row.document}, ${row.person}, ${row.reason}, ${row.by}, ${row.role}, ${row.now}, ${row.until})`.execute(tx)
}

export async function endNamed(tx: Tx, document: string, id: string, now: string): Promise<boolean> {
  return (await sql`update admission set ended_at = ${now} where id = ${id} and document = ${document} and ended_at is null returning id`.execute(tx)).rows.length === 1
}
