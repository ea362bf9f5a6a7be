import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { seesDocument } from '../../documents/index.ts'
import type { Reader } from '../../meetings/index.ts'
import type { FrozenPack, Pack, PackChange, PackPart, PackSection } from '../schema/pack.ts'

const packColumns = sql`p.id, p.after, p.meeting, p.distribution, p.programmes, p.origin, p.begun_at as "begunAt", p.version`
const partColumns = sql`r.id, r.section, r.position, r.text, r.thai_for as "thaiFor", r.verb, r.read_class as "readClass", r.class, r.called_for as "calledFor", r.mandate, r.source, r.proof, r.removed_at as "removedAt"`

/** By the meeting whose decisions it follows up. */
export async function findPack(db: Db | Tx, after: string): Promise<Pack | null> {
  return (await sql<Pack>`select ${packColumns} from pack p where p.after = ${after}`.execute(db)).rows[0] ?? null
}

export async function lockPack(tx: Tx, id: string): Promise<Pack | null> {
  return (await sql<Pack>`select ${packColumns} from pack p where p.id = ${id} for update`.execute(tx)).rows[0] ?? null
}

export async function addPack(tx: Tx, row: Omit<Pack, 'version'>): Promise<void> {
  await sql`insert into pack (id, after, meeting, distribution, programmes, origin, begun_at) values (${row.id}, ${row.after}, ${row.meeting}, ${row.distribution}, ${row.programmes}, ${row.origin}, ${row.begunAt})`.execute(tx)
}

export async function savePack(tx: Tx, row: Pick<Pack, 'id' | 'distribution' | 'programmes'>): Promise<void> {
  await sql`update pack set distribution = ${row.distribution}, programmes = ${row.programmes} where id = ${row.id}`.execute(tx)
}

/** False when someone changed it meanwhile. */
export async function raisePack(tx: Tx, id: string, version: number): Promise<boolean> {
  return (await sql`update pack set version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

/** Every part, in the order of the paper; those taken out last. */
export async function listParts(db: Db | Tx, pack: string): Promise<PackPart[]> {
  return (await sql<PackPart>`select ${partColumns} from pack_part r where r.pack = ${pack} order by r.removed_at nulls first, r.section, r.position, r.id`.execute(db)).rows
}

export async function addPart(tx: Tx, pack: string, row: Omit<PackPart, 'position' | 'removedAt'>): Promise<void> {
  await sql`insert into pack_part (id, pack, section, position, text, thai_for, verb, read_class, class, called_for, mandate, source, proof)
    select ${row.id}, ${pack}, ${row.section}, coalesce(max(position), 0) + 1, ${json(row.text)}, ${row.thaiFor}, ${row.verb}, ${row.readClass}, ${row.class}, ${row.calledFor}, ${row.mandate}, ${row.source}, ${row.proof} from pack_part where pack = ${pack} and section = ${row.section}`.execute(tx)
}

export async function savePart(tx: Tx, row: Pick<PackPart, 'id' | 'text' | 'thaiFor' | 'verb' | 'readClass' | 'class' | 'mandate' | 'source' | 'proof'>): Promise<void> {
  await sql`update pack_part set text = ${json(row.text)}, thai_for = ${row.thaiFor}, verb = ${row.verb}, read_class = ${row.readClass}, class = ${row.class}, mandate = ${row.mandate}, source = ${row.source}, proof = ${row.proof} where id = ${row.id}`.execute(tx)
}

export async function placePart(tx: Tx, id: string, position: number): Promise<void> {
  await sql`update pack_part set position = ${position} where id = ${id}`.execute(tx)
}

export async function takeOut(tx: Tx, id: string, at: string | null): Promise<void> {
  await sql`update pack_part set removed_at = ${at} where id = ${id}`.execute(tx)
}

export async function addChange(tx: Tx, row: { pack: string; version: number; act: string; part?: string | null; section?: PackSection | null; was?: unknown; became?: unknown; byName: string; byRole: string; at: string }): Promise<void> {
  await sql`insert into pack_change (pack, version, act, part, section, was, became, by_name, by_role, at) values (${row.pack}, ${row.version}, ${row.act}, ${row.part ?? null}, ${row.section ?? null}, ${json(row.was)}, ${json(row.became)}, ${row.byName}, ${row.byRole}, ${row.at})`.execute(tx)
}

export async function listChanges(db: Db, pack: string, limit: number): Promise<PackChange[]> {
  return (await sql<PackChange>`select version, act, section, was, became, by_name as "byName", by_role as "byRole", at from pack_change where pack = ${pack} order by version desc limit ${limit}`.execute(db)).rows
}

/** Newest first. */
export async function listFrozen(db: Db | Tx, pack: string): Promise<FrozenPack[]> {
  return (await sql<FrozenPack>`select number, document, symbol, version, content, by_name as "byName", at from pack_frozen where pack = ${pack} order by number desc`.execute(db)).rows
}

export async function addFrozen(tx: Tx, pack: string, row: FrozenPack & { pages: unknown }): Promise<void> {
  await sql`insert into pack_frozen (pack, number, document, symbol, version, content, pages, by_name, at) values (${pack}, ${row.number}, ${row.document}, ${row.symbol}, ${row.version}, ${row.content}, ${json(row.pages)}, ${row.byName}, ${row.at})`.execute(tx)
}

/** Frozen packs on the decisions of a meeting that this reader may open, newest first. */
export async function listReadable(db: Db, reader: Reader, after: string): Promise<{ symbol: string; title: Text; at: string }[]> {
  return (await sql<{ symbol: string; title: Text; at: string }>`select d.symbol, d.title, f.at from pack_frozen f join pack p on p.id = f.pack join official_document d on d.id = f.document where p.after = ${after} and ${seesDocument(reader)} order by f.number desc`.execute(db)).rows
}

/** Of the meetings that receive them, newest begun first. */
export async function listPacks(db: Db): Promise<Pack[]> {
  return (await sql<Pack>`select ${packColumns} from pack p order by p.begun_at desc, p.id`.execute(db)).rows
}

/** Frozen copies of all packs that this reader may open, newest first. */
export async function listReadableOf(db: Db, reader: Reader): Promise<{ pack: string; symbol: string; title: Text; at: string }[]> {
  return (await sql<{ pack: string; symbol: string; title: Text; at: string }>`select f.pack, d.symbol, d.title, f.at from pack_frozen f join official_document d on d.id = f.document where ${seesDocument(reader)} order by f.pack, f.number desc`.execute(db)).rows
}

/** Of these symbols the ones that every reader of an audience may open. */
export async function symbolsOpenTo(db: Db | Tx, audience: readonly Reader[], symbols: readonly string[]): Promise<Set<string>> {
  if (symbols.length === 0) return new Set()
  const all = sql.join(audience.map((reader) => seesDocument(reader)), sql` and `)
  const rows = (await sql<{ symbol: string }>`select d.symbol from official_document d where d.symbol = any(${[...symbols]}) and d.status = 'REGISTERED' and d.recalled_at is null and ${all}`.execute(db)).rows
  return new Set(rows.map((row) => row.symbol))
}
