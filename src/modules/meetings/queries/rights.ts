import { type RawBuilder, sql } from 'kysely'
import { type Actor, acts, type Role, roleOf } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import { remembered } from '../../../kernel/memo.ts'
import { type Answer, type Category, partyOf, type Right, type Rights } from '../rights.ts'

/** Who asks and when: the rights of a category are judged at the instant of reading (R-4.4.1, R-8.3.6). */
export interface Reader {
  actor: Actor
  /** ISO instant in UTC. */
  now: string
  /** Where many are judged in one statement: the columns of the row that stands for each person of this role. */
  many?: { person: RawBuilder<unknown>; party: RawBuilder<unknown>; area: RawBuilder<unknown> }
}

/** A reader that stands for every person of one role: the same rules, asked of rows instead of one person ("who will see this"). */
export const everyReader = (role: Role, now: string, many: NonNullable<Reader['many']>): Reader => ({
  actor: { person: { id: '', name: '' }, capacity: { id: '', role, body: null, party: '', area: '', from: now, until: null } }, now, many,
})

/** The person, party and area of a reader in a statement; null where he has none. */
export const personIn = ({ actor, many }: Reader): RawBuilder<unknown> | null => many?.person ?? (actor.person === null ? null : sql`${actor.person.id}`)
export function partyIn({ actor, many }: Reader): RawBuilder<unknown> | null {
  const party = partyOf(actor)
  return party === null ? null : (many?.party ?? sql`${party}`)
}
export const areaIn = ({ actor, many }: Reader): RawBuilder<unknown> => many?.area ?? sql`${actor.capacity?.area ?? ''}`

const nobody = sql<boolean>`false`
const everybody = sql<boolean>`true`

/** R-4.4.1: assigned services see what they need from 48 h before to 24 h after (US-08 AC5). On the columns `meeting` and `session` given. */
export function assigned(reader: Reader, meeting: RawBuilder<unknown>, session: RawBuilder<unknown> = sql`null::text`): RawBuilder<boolean> {
  const { now } = reader
  const person = personIn(reader)
  if (!acts(reader.actor, 'IN') || person === null) return nobody
  return sql<boolean>`exists (select 1 from assignment a where a.person = ${person} and a.meeting = ${meeting} and (a.session is null or ${session} is null or a.session = ${session})
    and a.ended_at is null and a.starts_at - interval '48 hours' <= ${now}::timestamptz and ${now}::timestamptz < a.ends_at + interval '24 hours')`
}

/** Admitted by the Chair or by name, now, to something in this meeting. `narrow` says to what. */
export function admitted(reader: Reader, meeting: RawBuilder<unknown>, narrow: RawBuilder<unknown> = sql`true`): RawBuilder<boolean> {
  const { now } = reader
  const person = personIn(reader)
  if (person === null || reader.actor.capacity === null) return nobody
  return sql<boolean>`exists (select 1 from admission ad where ad.meeting = ${meeting} and (ad.person = ${person} or ad.party = ${partyIn(reader) ?? sql`null::text`})
    and ad.ended_at is null and ad.from_at <= ${now}::timestamptz and (ad.until_at is null or ${now}::timestamptz < ad.until_at) and ${narrow})`
}

/** Secretariat, chair, host liaison and auditor see that a meeting exists; what is in it they see by their own rights. */
export const isStaff = ({ actor }: Reader): boolean => acts(actor, 'SD', 'CH', 'HL', 'AU')

/** Takes part in meeting `m`, now or in the past, or serves it: may open its workspace. */
export function takesPart(reader: Reader): RawBuilder<boolean> {
  if (isStaff(reader)) return everybody
  const party = partyIn(reader)
  const ref = sql`m.ref`
  return sql<boolean>`(${party === null ? nobody : sql`exists (select 1 from participation p where p.meeting = m.ref and p.party = ${party} and p.from_at <= ${reader.now}::timestamptz)`}
    or ${admitted(reader, ref)} or ${assigned(reader, ref)})`
}

/** Whether meeting `m` exists for this reader. */
export const seesMeeting = (reader: Reader): RawBuilder<boolean> => sql<boolean>`(m.marking = 'PUBLIC' or ${takesPart(reader)})`

/** The cells of one right for a category on the day of reading, as a lateral row `r` with `answer`. */
const cell = (right: RawBuilder<unknown>, category: RawBuilder<unknown>, now: string) => sql`lateral (select c.answer from right_cell c where c.right_key = ${right} and c.category = ${category}
  and c.from_on <= ${now}::timestamptz::date and (c.until_on is null or c.until_on > ${now}::timestamptz::date) order by c.from_on desc limit 1) r`

const attendRight = sql`case s.access when 'CEREMONY' then 'attend-ceremony' when 'OPEN' then 'attend-open' when 'CONSULTATION' then 'attend-consultation' when 'RETREAT' then 'attend-retreat' when 'DRAFTING' then 'attend-drafting' else 'attend-closed' end`

/**
 * Whether session `s` exists for this reader: the category of its party may attend it, the Chair admitted it, or it serves there.
 * `live` asks for the room itself: a participation that has ended no longer opens it (R-4.4.1).
 */
export function seesSession(reader: Reader, options: { live?: boolean } = {}): RawBuilder<boolean> {
  // What was taken off the programme exists for nobody; the audit keeps it.
  const stands = sql<boolean>`s.removed_at is null`
  if (isStaff(reader)) return stands
  const party = partyIn(reader)
  const here = sql`s.meeting`
  const invited = admitted(reader, here, sql`(ad.session = s.id or ad.item in (select i.id from agenda_item i where i.session = s.id))`)
  const byCategory = party === null ? nobody : sql<boolean>`exists (
    select 1 from participation p, ${cell(attendRight, sql`p.category`, reader.now)}
    where p.meeting = s.meeting and p.party = ${party} and p.from_at <= ${reader.now}::timestamptz ${options.live ? sql`and (p.until_at is null or ${reader.now}::timestamptz < p.until_at)` : sql``}
      and case when r.answer in ('yes', 'own') and s.access = 'CONSULTATION' and p.category <> 'member' then s.partner is null or s.partner = p.party
        when r.answer in ('yes', 'head-plus-one', 'pen') then true
        when r.answer = 'joint' then s.partner = p.party or exists (select 1 from meeting jm join body jb on jb.code = jm.body where jm.ref = s.meeting and jb.kind = 'consultation')
        else false end)`
  return sql<boolean>`(${stands} and (${byCategory} or ${invited} or ${assigned(reader, here, sql`s.id`)}))`
}

/** Whether agenda item `i` exists for this reader: its session does; without a session it is for the members and the Secretariat. */
export function seesItem(reader: Reader): RawBuilder<boolean> {
  if (isStaff(reader)) return everybody
  const party = partyIn(reader)
  const member = party === null ? nobody : sql<boolean>`exists (select 1 from participation p where p.meeting = i.meeting and p.party = ${party} and p.category = 'member' and p.from_at <= ${reader.now}::timestamptz)`
  return sql<boolean>`(${member} or ${admitted(reader, sql`i.meeting`, sql`ad.item = i.id`)} or exists (select 1 from session s where s.id = i.session and ${seesSession(reader)}) or (i.session is null and ${assigned(reader, sql`i.meeting`)}))`
}

/** The category under which a party takes part in a meeting; null when it does not. A role without a party has none but the Secretariat. */
export async function categoryIn(db: Db | Tx, reader: Reader, meeting: string): Promise<Category | null> {
  if (roleOf(reader.actor) === 'SD') return 'secretariat'
  const party = partyOf(reader.actor)
  const found = party === null ? undefined : (await sql<{ category: Category }>`select category from participation where meeting = ${meeting} and party = ${party} and from_at <= ${reader.now}::timestamptz and (until_at is null or ${reader.now}::timestamptz < until_at)`.execute(db)).rows[0]
  if (found) return found.category
  const person = await sql<{ here: boolean }>`select ${admitted(reader, sql`${meeting}::text`, sql`ad.person is not null`)} as here`.execute(db)
  return person.rows[0]?.here ? 'resource-person' : null
}

/** The table of rights in force on a day. */
export const listRights = remembered(8, async (db: Db, day: string): Promise<Rights> => {
  const rows = (await sql<{ right: Right; category: Category; answer: Answer }>`select distinct on (right_key, category) right_key as "right", category, answer from right_cell
    where from_on <= ${day} and (until_on is null or until_on > ${day}) order by right_key, category, from_on desc`.execute(db)).rows
  const table = new Map<Right, Map<Category, Answer>>()
  for (const { right, category, answer } of rows) table.set(right, (table.get(right) ?? new Map<Category, Answer>()).set(category, answer))
  return table
})

export async function saveRight(tx: Tx, row: { right: Right; from: string; until: string | null; answers: Record<Category, Answer> }): Promise<void> {
  for (const [category, answer] of Object.entries(row.answers)) {
    await sql`insert into right_cell (right_key, category, from_on, until_on, answer) values (${row.right}, ${category}, ${row.from}, ${row.until}, ${answer})
      on conflict (right_key, category, from_on) do update set until_on = excluded.until_on, answer = excluded.answer`.execute(tx)
  }
}

/** Who has been given something in a meeting by name: what these people see, others of their delegation and role may not. */
export const personallyAdmitted = remembered(40, async (db: Db, meeting: string): Promise<ReadonlySet<string>> =>
  new Set((await sql<{ person: string }>`select distinct person from admission where meeting = ${meeting} and person is not null`.execute(db)).rows.map((row) => row.person)))
