import { sql } from 'kysely'
import type { Actor, Role } from '../../kernel/actor.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { type AccessClass, type Reader, seesItem, seesSession } from '../meetings/index.ts'
import type { InvitedCategory, LetterMeeting } from './schema.ts'

/** Reads as the addressee would: the same rights decide what a letter says and what its reader will find. Nobody signs in as this. */
export function readerFor(letter: { party: string | null; person: string | null; category: InvitedCategory }, now: string): Reader {
  const role: Role = letter.category === 'member' ? 'HD' : letter.category === 'dialogue-partner' || letter.category === 'sectoral-partner' ? 'DP' : 'OB'
  const actor: Actor = {
    person: { id: letter.person ?? 'an-addressee', name: '' },
    capacity: { id: 'an-addressee', role, body: null, party: letter.party, area: null, from: '1900-01-01T00:00:00.000Z', until: null },
  }
  return { actor, now }
}

export interface Candidate {
  party: string | null
  person: string | null
  category: InvitedCategory
}

/** Who is to be invited to a series and has no letter that stands: every party that takes part, every person admitted by name. In its first meeting's category. */
export async function listUninvited(tx: Tx, series: string, now: string): Promise<Candidate[]> {
  return (await sql<Candidate>`
    select * from (
      select distinct on (p.party) p.party, null::text as person, p.category from participation p join meeting_run u on u.meeting = p.meeting
        where u.series = ${series} and p.category <> 'secretariat' and p.from_at <= ${now} and (p.until_at is null or p.until_at > ${now}) order by p.party, u.position) parties
      where not exists (select 1 from invitation_letter l where l.series = ${series} and l.party = parties.party and l.state <> 'withdrawn')
    union all
    select distinct null::text, ad.person, 'resource-person' from admission ad join meeting_run u on u.meeting = ad.meeting
      where u.series = ${series} and ad.person is not null and (ad.session is not null or ad.item is not null) and ad.ended_at is null and (ad.until_at is null or ad.until_at > ${now})
        and not exists (select 1 from invitation_letter l where l.series = ${series} and l.person = ad.person and l.state <> 'withdrawn')
    order by party nulls last, person`.execute(tx)).rows
}

export interface SeriesSession {
  meeting: string
  title: Text
  access: AccessClass
  startsAt: string
  endsAt: string
  room: Text | null
}

/** The sessions of a series whose room is open to this reader, by time. */
export async function listSeriesSessions(db: Db | Tx, reader: Reader, series: string): Promise<SeriesSession[]> {
  return (await sql<SeriesSession>`select s.meeting, s.title, s.access, s.starts_at as "startsAt", s.ends_at as "endsAt", s.room from session s join meeting_run u on u.meeting = s.meeting
    where u.series = ${series} and ${seesSession(reader, { live: true })} order by s.starts_at, s.position, s.id`.execute(db)).rows
}

interface ItemRow {
  id: string
  meeting: string
  parent: string | null
  place: number
  title: Text
  purpose: LetterMeeting['agenda'][number]['purpose']
}

/** The provisional agendas of a series as this reader may see them. An item's number counts also those he does not see: it is the item's name. */
export async function listSeriesAgendas(db: Db | Tx, reader: Reader, series: string): Promise<Map<string, LetterMeeting['agenda']>> {
  const rows = (await sql<ItemRow & { shown: boolean }>`select i.id, i.meeting, i.parent, row_number() over (partition by i.meeting, i.parent order by i.position, i.id)::int as place, i.title, i.purpose, ${seesItem(reader)} as shown
    from agenda_item i join meeting_run u on u.meeting = i.meeting where u.series = ${series} and i.removed_at is null order by u.position, i.position, i.id`.execute(db)).rows
  const byId = new Map(rows.map((row) => [row.id, row]))
  const numberOf = (row: ItemRow): string => {
    const parent = row.parent === null ? undefined : byId.get(row.parent)
    return parent ? `${numberOf(parent)}.${row.place}` : String(row.place)
  }
  const agendas = new Map<string, LetterMeeting['agenda']>()
  for (const row of rows.filter((each) => each.shown)) agendas.set(row.meeting, [...(agendas.get(row.meeting) ?? []), { number: numberOf(row), title: row.title, purpose: row.purpose }])
  for (const items of agendas.values()) items.sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }))
  return agendas
}

/** In which meetings of a series a party takes part now. */
export async function listMeetingsOf(db: Db | Tx, series: string, party: string | null, now: string): Promise<string[]> {
  return (await sql<{ meeting: string }>`select p.meeting from participation p join meeting_run u on u.meeting = p.meeting
    where u.series = ${series} and p.party = ${party} and p.from_at <= ${now} and (p.until_at is null or p.until_at > ${now}) order by u.position`.execute(db)).rows.map((row) => row.meeting)
}
