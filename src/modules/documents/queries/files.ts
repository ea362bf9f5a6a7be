import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'

/** What a code on a copy, or its bytes, are found to be. Whoever holds the copy may learn this much; what it is about only who may read it. */
export interface CheckedFile {
  document: string
  lang: string
  code: string
  sha256: string
  bytes: number
  registeredAt: string | null
  /** Another text stands in its place, whoever may read that one. */
  newer: boolean
  /** It was withdrawn or called back. */
  ended: boolean
}

const checked = sql`select f.document, f.lang, f.check_code as code, f.sha256, f.bytes::float8 as bytes, d.registered_at as "registeredAt", (d.status = 'WITHDRAWN' or d.recalled_at is not null) as ended,
  exists (select 1 from official_document n where n.modifier = 'Rev' and n.status = 'REGISTERED' and n.modifies = case when s.modifier = 'Rev' then s.modifies else s.id end
    and n.modifier_number > case when s.modifier = 'Rev' then s.modifier_number else 0 end) as newer
  from document_file f join official_document d on d.id = f.document and d.symbol is not null
  -- A correction stands and falls with the text it corrects.
  join official_document s on s.id = case when d.modifier = 'Corr' then d.modifies else d.id end`

/** By its code, as normalised by `typedCode`. */
export async function findFileByCode(db: Db, typed: string): Promise<CheckedFile | null> {
  return (await sql<CheckedFile>`${checked} where right(replace(f.check_code, '-', ''), 10) = ${typed}`.execute(db)).rows[0] ?? null
}

/** By the SHA-256 of its bytes in hex. */
export async function findFileByBytes(db: Db, sha256: string): Promise<CheckedFile | null> {
  return (await sql<CheckedFile>`${checked} where f.sha256 = ${sha256} and f.check_code is not null order by d.registered_at limit 1`.execute(db)).rows[0] ?? null
}

/** Someone took several files at once: "who has it now" knows each. One statement, whatever their number; nothing that pages show changes, so the data version does not. */
export async function saveOpenings(db: Db, files: readonly { document: string; lang: string }[], by: { actor: Actor; way: 'read' | 'download' | 'pack'; now: string }): Promise<void> {
  const { actor, way, now } = by
  if (actor.person === null || actor.capacity === null || files.length === 0) return
  const { person, capacity } = actor
  await sql`insert into document_opening (document, person, capacity, party, role, lang, way, first_at, last_at)
    select o.document, ${person.id}, ${capacity.id}, ${capacity.party}, ${capacity.role}, o.lang, ${way}, ${now}, ${now} from unnest(${files.map((file) => file.document)}::text[], ${files.map((file) => file.lang)}::text[]) o(document, lang)
    on conflict (document, person, capacity, lang, way) do update set last_at = excluded.last_at, times = document_opening.times + 1`.execute(db)
}
