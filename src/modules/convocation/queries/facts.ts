import { sql } from 'kysely'
import type { Actor, Role } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { numbered, type Purpose as ItemPurpose } from '../../agenda/index.ts'
import { type AccessClass, type Reader, seesItem, seesSession } from '../../meetings/index.ts'
import type { InvitedCategory, LetterMeeting } from '../schema.ts'

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

/** The meetings of a series that have an agenda, whoever may see it: for the desk's checklist, never in a letter. */
export async function listAgendasBegun(db: Db | Tx, series: string): Promise<Set<string>> {
  return new Set((await sql<{ meeting: string }>`select distinct i.meeting from agenda_item i join meeting_run u on u.meeting = i.meeting where u.series = ${series} and i.removed_at is null`.execute(db)).rows.map((row) => row.meeting))
}

/** The provisional agendas of a series as this reader may see them, numbered as the agenda's own page numbers them for him. */
export async function listSeriesAgendas(db: Db | Tx, reader: Reader, series: string): Promise<Map<string, LetterMeeting['agenda']>> {
  const rows = (await sql<{ id: string; meeting: string; parent: string | null; title: Text; purpose: ItemPurpose }>`select i.id, i.meeting, i.parent, i.title, i.purpose
    from agenda_item i join meeting_run u on u.meeting = i.meeting left join agenda_item above on above.id = i.parent
    where u.series = ${series} and i.removed_at is null and ${seesItem(reader)} order by u.position, coalesce(above.position, i.position), (i.parent is not null), i.position, i.id`.execute(db)).rows
  const meetings = [...new Set(rows.map((row) => row.meeting))]
  return new Map(meetings.map((meeting) => [meeting, numbered(rows.filter((row) => row.meeting === meeting)).map(({ number, title, purpose }) => ({ number, title, purpose }))]))
}
