import { sql } from 'kysely'
import type { z } from 'zod'
import { type Db, json, type Tx, upsert } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { remembered } from '../../kernel/memo.ts'
import type { Citation, Disagreement, Since } from '../../kernel/record.ts'
import { indexForSearch } from '../../kernel/search.ts'
import type { AreaFile, BodyFile, CadenceFile, HolidayFile, MechanismFile, PartyFile, RotationFile, SourceFile } from './schema.ts'

export interface Source {
  id: string
  title: Text
  publisher: Text
  url: string
  language: string
  kind: string
  published: string | null
}

export interface Body {
  code: string
  name: Text
  short: Text
  aliases: string[]
  kind: string
  level: 1 | 2 | 3 | 4
  parent: string | null
  partner: string | null
  area: string | null
  role: Text
  established: { on: string | null; by: Text; sources: Citation[] } | null
  citations: Citation[]
}

export interface PartyCategory {
  category: string
  from: string | null
  until: string | null
  note: Text | null
  citations: Citation[]
}

export interface Party {
  code: string
  name: Text
  aliases: string[]
  categories: PartyCategory[]
}

export interface Cadence {
  body: string
  every: number
  unit: 'year'
  from: string
  until: string | null
  decidedBy: Text
  mandate: string | null
  note: Text | null
  citations: Citation[]
}

export interface RotationRule {
  body: string
  rule: string
  since: Since
  anchor: { ordinal: number; party: string } | null
  parent: string | null
  exceptions: { kind: 'swap' | 'pass' | 'relinquish' | 'deferral'; ordinal: number; party: string; with?: string; note: Text }[]
  note: Text
  inferred: boolean
  citations: Citation[]
}

export interface Lead {
  party: string
  since: Since | null
  until: Since | null
  note: Text | null
  citations: Citation[]
}

export interface Area {
  slug: string
  number: number
  name: Text
  since: Since
  decidedBy: Text
  citations: Citation[]
  leads: Lead[]
}

export interface KeptDisagreement extends Disagreement {
  subjectKind: string
  subjectId: string
}

export const findMechanism = remembered(2, async (db: Db) => {
  const row = await sql<{ code: string; name: Text; line: Text; zone: string; seat: string | null; authentic_language: 'en' | 'th'; story: { headline?: Text; founding: Text; purpose: Text; mandate?: string; sources: Citation[] } }>`select * from mechanism limit 1`.execute(db)
  return row.rows[0] ?? null
})

export const listSources = remembered(2, async (db: Db): Promise<Source[]> => {
  return (await sql<Source>`select id, title, publisher, url, language, kind, published from source order by id`.execute(db)).rows
})

export const listBodies = remembered(2, async (db: Db): Promise<Body[]> => {
  return (await sql<Body>`select code, name, short, aliases, kind, level, parent, partner, area, role, established, citations from body order by position`.execute(db)).rows
})

/** Members first in the mechanism's English alphabetical order, then the others by category and English name. */
export const listParties = remembered(2, async (db: Db): Promise<Party[]> => {
  return (
    await sql<Party>`
      select p.code, p.name, p.aliases,
        coalesce(json_agg(json_build_object('category', c.category, 'from', c.from_on, 'until', c.until_on, 'note', c.note, 'citations', c.citations) order by c.from_on nulls first) filter (where c.party is not null), '[]') as categories
      from party p left join party_category c on c.party = p.code
      group by p.code order by p.name->>'en' collate "C"`.execute(db)
  ).rows
})

export const listCadences = remembered(2, async (db: Db): Promise<Cadence[]> => {
  return (await sql<Cadence>`select body, every, unit, from_on as "from", until_on as until, decided_by as "decidedBy", mandate, note, citations from cadence order by body, from_on`.execute(db)).rows
})

export const listRotationRules = remembered(2, async (db: Db): Promise<RotationRule[]> => {
  return (await sql<RotationRule>`select body, rule, since, anchor, parent, exceptions, note, inferred, citations from rotation order by body, position`.execute(db)).rows
})

export const listAreas = remembered(2, async (db: Db): Promise<Area[]> => {
  return (
    await sql<Area>`
      select a.slug, a.number, a.name, a.since, a.decided_by as "decidedBy", a.citations,
        coalesce(json_agg(json_build_object('party', l.party, 'since', l.since, 'until', l.until, 'note', l.note, 'citations', l.citations) order by l.position) filter (where l.area is not null), '[]') as leads
      from priority_area a left join lead_shepherd l on l.area = a.slug group by a.slug order by a.number`.execute(db)
  ).rows
})

export async function listHolidays(db: Db): Promise<{ day: string; where: string; name: Text }[]> {
  return (await sql<{ day: string; where: string; name: Text }>`select day, where_in as where, name from holiday order by day`.execute(db)).rows
}

export const listDisagreements = remembered(4, async (db: Db, kind?: string): Promise<KeptDisagreement[]> => {
  return (
    await sql<KeptDisagreement>`select subject_kind as "subjectKind", subject_id as "subjectId", field, about, claims, chosen, reason from disagreement
      where ${kind ?? null}::text is null or subject_kind = ${kind ?? null} order by subject_kind, subject_id, field`.execute(db)
  ).rows
})

export async function saveMechanism(tx: Tx, row: z.infer<typeof MechanismFile>): Promise<void> {
  await upsert(tx, 'mechanism', ['code'], { code: row.code, name: json(row.name), line: json(row.line), zone: row.zone, seat: row.seat ?? null, authentic_language: row.authenticLanguage, story: json(row.story) })
}

export async function saveSource(tx: Tx, row: z.infer<typeof SourceFile>[number]): Promise<void> {
  await upsert(tx, 'source', ['id'], { id: row.id, title: json(row.title), publisher: json(row.publisher), url: row.url, language: row.language, kind: row.kind, published: row.published ?? null, note: json(row.note) })
}

export async function saveParty(tx: Tx, row: z.infer<typeof PartyFile>[number]): Promise<void> {
  await upsert(tx, 'party', ['code'], { code: row.code, name: json(row.name), aliases: json(row.aliases), zone: row.zone ?? null })
  await sql`delete from party_category where party = ${row.code}`.execute(tx)
  for (const category of row.categories) {
    await upsert(tx, 'party_category', ['party', 'category'], { party: row.code, category: category.category, from_on: category.from, until_on: category.until, note: json(category.note), citations: json(category.sources) })
  }
  await indexForSearch(tx, [{ kind: 'party', id: row.code, marking: 'PUBLIC', url: `/members#${row.code}`, title: row.name, body: { en: row.aliases.join(' '), th: '' }, codes: [row.code] }])
}

export async function saveBody(tx: Tx, row: z.infer<typeof BodyFile>[number], position: number): Promise<void> {
  await upsert(tx, 'body', ['code'], {
    code: row.code, name: json(row.name), short: json(row.short), aliases: json(row.aliases), kind: row.kind, level: row.level, parent: row.parent,
    partner: row.partner ?? null, area: row.area ?? null, role: json(row.role), established: json(row.established), citations: json(row.sources), position,
  })
  await indexForSearch(tx, [
    { kind: 'body', id: row.code, marking: 'PUBLIC', url: `/mechanism#${encodeURIComponent(row.code)}`, title: row.name, body: { en: `${row.role.en} ${row.aliases.join(' ')}`, th: row.role.th }, codes: [row.code, row.short.en] },
  ])
}

export async function saveCadence(tx: Tx, row: z.infer<typeof CadenceFile>[number]): Promise<void> {
  await upsert(tx, 'cadence', ['body', 'from_on'], {
    body: row.body, every: row.every, unit: row.unit, from_on: row.from, until_on: row.until, decided_by: json(row.decidedBy), mandate: row.mandate ?? null, note: json(row.note), citations: json(row.sources),
  })
}

export async function saveRotation(tx: Tx, row: z.infer<typeof RotationFile>[number], position: number): Promise<void> {
  await upsert(tx, 'rotation', ['body', 'position'], {
    body: row.body, position, rule: row.rule, since: json(row.from), anchor: json(row.anchor), parent: row.parent ?? null, exceptions: json(row.exceptions), note: json(row.note), inferred: row.inferred, citations: json(row.sources),
  })
}

export async function saveArea(tx: Tx, row: z.infer<typeof AreaFile>[number]): Promise<void> {
  await upsert(tx, 'priority_area', ['slug'], { slug: row.slug, number: row.number, name: json(row.name), since: json(row.from), decided_by: json(row.decidedBy), citations: json(row.sources) })
  await sql`delete from lead_shepherd where area = ${row.slug}`.execute(tx)
  for (const [position, lead] of row.leads.entries()) {
    await upsert(tx, 'lead_shepherd', ['area', 'position'], { area: row.slug, position, party: lead.party, since: json(lead.from), until: json(lead.until), note: json(lead.note), citations: json(lead.sources) })
  }
  await saveDisagreements(tx, 'area', row.slug, row.disagreements)
  await indexForSearch(tx, [{ kind: 'area', id: row.slug, marking: 'PUBLIC', url: `/areas#${row.slug}`, title: row.name, body: { en: '', th: '' } }])
}

export async function saveHoliday(tx: Tx, row: z.infer<typeof HolidayFile>[number]): Promise<void> {
  await upsert(tx, 'holiday', ['day', 'where_in'], { day: row.day, where_in: row.where, name: json(row.name) })
}

export async function saveDisagreements(tx: Tx, kind: string, id: string, rows: Disagreement[]): Promise<void> {
  await sql`delete from disagreement where subject_kind = ${kind} and subject_id = ${id}`.execute(tx)
  for (const row of rows) {
    await upsert(tx, 'disagreement', ['subject_kind', 'subject_id', 'field'], { subject_kind: kind, subject_id: id, field: row.field, about: json(row.about), claims: json(row.claims), chosen: row.chosen, reason: json(row.reason) })
  }
}
