import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../kernel/db.ts'
import { type Reader, seesItem } from '../meetings/index.ts'
import { numbered, reordered } from './rules.ts'
import { endTopics, type Agenda, type AgendaVersion, type FrozenItem, type Item, type ItemFields, type NumberedItem, type Proposal, type ProposalFields } from './schema.ts'

const agendaColumns = sql`g.meeting, g.state, g.adopted_at as "adoptedAt", g.adopted_by as "adoptedBy", g.put_at as "putAt", g.put_by as "putBy", g.version`

/** The agenda of a meeting the reader takes part in; one that nobody has begun is a draft without items. */
export async function findAgenda(db: Db | Tx, meeting: string): Promise<Agenda> {
  const row = (await sql<Agenda>`select ${agendaColumns} from agenda g where g.meeting = ${meeting}`.execute(db)).rows[0]
  return row ?? { meeting, state: 'DRAFT', adoptedAt: null, adoptedBy: null, putAt: null, putBy: null, version: 1 }
}

/** For a command: made where there is none, and held until the transaction ends, so that two people never order the same list at once. */
export async function lockAgenda(tx: Tx, meeting: string): Promise<Agenda> {
  await sql`insert into agenda (meeting) values (${meeting}) on conflict do nothing`.execute(tx)
  const row = (await sql<Agenda>`select ${agendaColumns} from agenda g where g.meeting = ${meeting} for update`.execute(tx)).rows[0]
  if (!row) throw new Error(`no agenda of ${meeting}`)
  return row
}

/**
 * All items of meeting or item `of`, in their order, each with the instant its turn comes: the start of its session and the minutes of
 * what stands before it there. Worked out over all items before any is hidden, so that a time is right for whoever sees it.
 */
const timed = (where: ReturnType<typeof sql>) => sql`(
  select o.*, ses.access, ses.partner, coalesce(above.position, o.position) as top,
    case when ses.id is null then null else ses.starts_at + make_interval(mins => coalesce(sum(case when o.removed_at is null then coalesce(o.minutes, 0) else 0 end)
      over (partition by o.session order by coalesce(above.position, o.position), (o.parent is not null), o.position, o.id rows between unbounded preceding and 1 preceding), 0)::int) end as turn
  from agenda_item o left join agenda_item above on above.id = o.parent left join session ses on ses.id = o.session where ${where}) i`

const itemColumns = sql`i.id, i.meeting, i.parent, i.topic, i.title, i.purpose, i.lead, i.minutes, i.session, i.access, i.partner, i.turn as "startsAt", i.background, i.request, i.mandates, i.proposer, i.same_as as "sameAs",
  i.added_after_adoption as "addedAfterAdoption", i.removed_at is not null as removed, i.origin, i.version`

/** The items of a meeting that exist for this reader, numbered for him. */
export async function listItems(db: Db | Tx, reader: Reader, meeting: string): Promise<NumberedItem[]> {
  const rows = (await sql<Item>`select ${itemColumns} from ${timed(sql`o.meeting = ${meeting}`)} where i.removed_at is null and ${seesItem(reader)} order by i.top, (i.parent is not null), i.position, i.id`.execute(db)).rows
  return numbered(rows)
}

/** One item with its number for this reader; null when it does not exist for him. */
export async function findItem(db: Db | Tx, reader: Reader, id: string): Promise<NumberedItem | null> {
  const meeting = (await sql<{ meeting: string }>`select i.meeting from agenda_item i where i.id = ${id} and i.removed_at is null and ${seesItem(reader)}`.execute(db)).rows[0]?.meeting
  return meeting === undefined ? null : ((await listItems(db, reader, meeting)).find((item) => item.id === id) ?? null)
}

export async function countItems(db: Db | Tx, reader: Reader, meeting: string): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from agenda_item i where i.meeting = ${meeting} and i.removed_at is null and i.parent is null and ${seesItem(reader)}`.execute(db)).rows[0]?.n ?? 0
}

/** The items of this meeting this reader sees or would see had they not been taken off: what he may read of versions that went out. */
export async function visibleItems(db: Db | Tx, reader: Reader, meeting: string): Promise<Set<string>> {
  return new Set((await sql<{ id: string }>`select i.id from agenda_item i where i.meeting = ${meeting} and ${seesItem(reader)}`.execute(db)).rows.map((row) => row.id))
}

export interface Earlier {
  of: string
  id: string
  meeting: string
  title: Item['title']
  depth: number
}

/** The same items at earlier meetings, as far as this reader sees them, newest first. */
export async function listEarlier(db: Db | Tx, reader: Reader, ids: readonly string[]): Promise<Earlier[]> {
  if (ids.length === 0) return []
  return (
    await sql<Earlier>`with recursive back as (
        select a.id as of, a.same_as as id, 1 as depth from agenda_item a where a.id = any(${ids}::text[]) and a.same_as is not null
        union all select back.of, a.same_as, back.depth + 1 from back join agenda_item a on a.id = back.id where a.same_as is not null and back.depth < 6)
      select back.of, i.id, i.meeting, i.title, back.depth from back join agenda_item i on i.id = back.id where ${seesItem(reader)} order by back.of, back.depth`.execute(db)
  ).rows
}

/** Items of other meetings of the same body, newest meeting first: what "the same item" may point to. */
export async function listSameAsChoices(db: Db | Tx, reader: Reader, meeting: { ref: string; body: string }): Promise<{ id: string; meeting: string; title: Item['title'] }[]> {
  return (
    await sql<{ id: string; meeting: string; title: Item['title'] }>`select i.id, i.meeting, i.title from agenda_item i join meeting m on m.ref = i.meeting
      where m.body = ${meeting.body} and m.ref <> ${meeting.ref} and i.removed_at is null and ${seesItem(reader)} order by m.sort_on desc nulls last, i.position limit 60`.execute(db)
  ).rows
}

export async function lockItem(tx: Tx, reader: Reader, meeting: string, id: string): Promise<(Pick<Item, 'id' | 'meeting' | 'parent' | 'topic' | 'title' | 'purpose' | 'version'> & { position: number }) | null> {
  return (
    await sql<Pick<Item, 'id' | 'meeting' | 'parent' | 'topic' | 'title' | 'purpose' | 'version'> & { position: number }>`select i.id, i.meeting, i.parent, i.topic, i.title, i.purpose, i.version, i.position from agenda_item i
      where i.id = ${id} and i.meeting = ${meeting} and i.removed_at is null and ${seesItem(reader)} for update of i`.execute(tx)
  ).rows[0] ?? null
}

export async function listSiblings(tx: Tx, meeting: string, parent: string | null): Promise<string[]> {
  return (await sql<{ id: string }>`select id from agenda_item where meeting = ${meeting} and parent is not distinct from ${parent} and removed_at is null order by position, id`.execute(tx)).rows.map((row) => row.id)
}

export async function saveOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update agenda_item i set position = o.n from unnest(${ids}::text[]) with ordinality o(id, n) where i.id = o.id and i.position <> o.n`.execute(tx)
}

export async function addItem(tx: Tx, row: ItemFields & { id: string; meeting: string; position?: number; proposer?: string | null; addedAfterAdoption?: string | null; origin?: 'desk' | 'demonstration' }): Promise<void> {
  await sql`insert into agenda_item (id, meeting, parent, position, title, purpose, lead, minutes, session, background, request, mandates, proposer, same_as, topic, added_after_adoption, origin)
    values (${row.id}, ${row.meeting}, ${row.parent}, coalesce(${row.position ?? null}, (select coalesce(max(position), 0) + 1 from agenda_item where meeting = ${row.meeting} and parent is not distinct from ${row.parent})),
      ${json(row.title)}, ${row.purpose}, ${row.lead}, ${row.minutes}, ${row.session}, ${json(row.background)}, ${json(row.request)}, ${row.mandates}, ${row.proposer ?? null}, ${row.sameAs}, ${row.topic}, ${row.addedAfterAdoption ?? null}, ${row.origin ?? 'desk'})`.execute(tx)
}

/** What a meeting ends with stands last: a new item of substance goes before the first of these, wherever the officer has put them. */
export async function placeBeforeEnd(tx: Tx, meeting: string, item: { id: string; parent: string | null; topic: Item['topic'] }): Promise<void> {
  if (item.parent !== null || item.topic !== null) return
  const siblings = await listSiblings(tx, meeting, null)
  const end = (await sql<{ id: string }>`select id from agenda_item where meeting = ${meeting} and parent is null and removed_at is null and topic = any(${[...endTopics]}) order by position, id limit 1`.execute(tx)).rows[0]?.id
  const order = end === undefined ? null : reordered(siblings, item.id, { before: end })
  if (order !== null) await saveOrder(tx, order)
}

/** False when someone else changed it meanwhile. Its place stays unless it goes under another item. */
export async function saveItem(tx: Tx, row: ItemFields & { id: string; version: number }): Promise<boolean> {
  const saved = await sql`update agenda_item set title = ${json(row.title)}, purpose = ${row.purpose}, lead = ${row.lead}, minutes = ${row.minutes}, session = ${row.session}, background = ${json(row.background)},
      request = ${json(row.request)}, mandates = ${row.mandates}, same_as = ${row.sameAs}, topic = ${row.topic}, version = version + 1,
      position = case when parent is not distinct from ${row.parent} then position else (select coalesce(max(o.position), 0) + 1 from agenda_item o where o.meeting = agenda_item.meeting and o.parent is not distinct from ${row.parent}) end, parent = ${row.parent}
    where id = ${row.id} and version = ${row.version} returning id`.execute(tx)
  return saved.rows.length === 1
}

export async function removeItem(tx: Tx, id: string, version: number, now: string): Promise<boolean> {
  return (await sql`update agenda_item set removed_at = ${now}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export async function saveAgenda(tx: Tx, row: Agenda): Promise<void> {
  await sql`update agenda set state = ${row.state}, adopted_at = ${row.adoptedAt}, adopted_by = ${row.adoptedBy}, put_at = ${row.putAt}, put_by = ${row.putBy}, version = version + 1 where meeting = ${row.meeting}`.execute(tx)
}

export async function addVersion(tx: Tx, meeting: string, row: Omit<AgendaVersion, 'number'>): Promise<number> {
  const added = await sql<{ number: number }>`insert into agenda_version (meeting, number, kind, revision, items, note, at, by_name, by_role, document)
    values (${meeting}, (select coalesce(max(number), 0) + 1 from agenda_version where meeting = ${meeting}), ${row.kind}, ${row.revision}, ${json(row.items)}, ${row.note}, ${row.at}, ${row.byName}, ${row.byRole}, ${row.document}) returning number`.execute(tx)
  return added.rows[0]?.number ?? 1
}

/** The versions that went out, oldest first; `items` as they read, for `seenOf` to cut. */
export async function listVersions(db: Db | Tx, meeting: string): Promise<AgendaVersion[]> {
  return (await sql<AgendaVersion>`select number, kind, revision, items, note, at, by_name as "byName", by_role as "byRole", document from agenda_version where meeting = ${meeting} order by number`.execute(db)).rows
}

export async function linkVersion(tx: Tx, meeting: string, number: number, document: string): Promise<void> {
  await sql`update agenda_version set document = ${document} where meeting = ${meeting} and number = ${number} and document is null`.execute(tx)
}

const proposalColumns = sql`q.id, q.meeting, q.party, q.title, q.purpose, q.background, q.request, q.mandates, q.minutes, q.by_name as "byName", q.by_role as "byRole", q.at, q.status, q.item, q.answer, q.answered_at as "answeredAt"`

/** What was proposed: all of it for those who hold the pen (`party` undefined), its own for a party. */
export async function listProposals(db: Db | Tx, meeting: string, party: string | undefined): Promise<Proposal[]> {
  return (await sql<Proposal>`select ${proposalColumns} from agenda_proposal q where q.meeting = ${meeting} and (${party ?? null}::text is null or q.party = ${party ?? null}) order by q.at, q.id`.execute(db)).rows
}

export async function lockProposal(tx: Tx, meeting: string, id: string): Promise<Proposal | null> {
  return (await sql<Proposal>`select ${proposalColumns} from agenda_proposal q where q.id = ${id} and q.meeting = ${meeting} for update`.execute(tx)).rows[0] ?? null
}

export async function addProposal(tx: Tx, row: ProposalFields & { id: string; meeting: string; party: string | null; byName: string; byRole: string; at: string }): Promise<void> {
  await sql`insert into agenda_proposal (id, meeting, party, title, purpose, background, request, mandates, minutes, by_name, by_role, at)
    values (${row.id}, ${row.meeting}, ${row.party}, ${json(row.title)}, ${row.purpose}, ${json(row.background)}, ${json(row.request)}, ${row.mandates}, ${row.minutes}, ${row.byName}, ${row.byRole}, ${row.at}) on conflict do nothing`.execute(tx)
}

export async function answerProposal(tx: Tx, row: { id: string; status: 'taken' | 'declined'; item: string | null; answer: string | null; by: string; at: string }): Promise<void> {
  await sql`update agenda_proposal set status = ${row.status}, item = ${row.item}, answer = ${row.answer}, answered_by = ${row.by}, answered_at = ${row.at} where id = ${row.id}`.execute(tx)
}

export type { FrozenItem }
