import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Lang, Text } from '../../../kernel/languages.ts'

/** What makes two papers versions of one: the same kind, subject, language, format and audience. */
export interface PaperKey {
  /** Such as `report-to-ministers`. */
  kind: string
  /** Such as `AMMTC/19`; of a past day with it: `AMMTC/19@2024-01-01`. */
  subject: string
  lang: Lang
  format: 'pdf' | 'docx'
  marking: string
}

export interface IssuedPaper extends PaperKey {
  code: string
  title: Text
  /** The day of the record it shows, `YYYY-MM-DD`. */
  asOf: string
  sha256: string
  bytes: number
  version: number
  issuedAt: string
  /** The capacity that had it made: a role and a party or body, or `system`. */
  issuedBy: string
  /** The hash of what it says. */
  content: string
  file: string
}

export interface CheckedPaper extends IssuedPaper {
  /** How many versions there are, and the newest. */
  versions: number
  newest: { code: string; version: number; issuedAt: string; asOf: string }
}

const columns = sql`i.code, i.kind, i.title, i.lang, i.format, i.subject, i.as_of as "asOf", i.marking, i.sha256, i.bytes, i.version, i.issued_at as "issuedAt", i.issued_by as "issuedBy", i.content, i.file`
const sameKey = (key: PaperKey) => sql<boolean>`i.kind = ${key.kind} and i.subject = ${key.subject} and i.lang = ${key.lang} and i.format = ${key.format} and i.marking = ${key.marking}`

export async function findNewest(db: Db, key: PaperKey): Promise<IssuedPaper | null> {
  return (await sql<IssuedPaper>`select ${columns} from issued_document i where ${sameKey(key)} order by i.version desc limit 1`.execute(db)).rows[0] ?? null
}

/** Holds off others who would make a version of the same paper until this transaction ends. */
export async function lockPaper(tx: Tx, key: PaperKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(727280, hashtext(${JSON.stringify([key.kind, key.subject, key.lang, key.format, key.marking])}))`.execute(tx)
}

const checked = sql`select ${columns}, n.versions, json_build_object('code', n.code, 'version', n.version, 'issuedAt', n.issued_at, 'asOf', n.as_of) as newest
  from issued_document i cross join lateral (
    select o.code, o.version, o.issued_at, o.as_of, count(*) over ()::int as versions from issued_document o
    where o.kind = i.kind and o.subject = i.subject and o.lang = i.lang and o.format = i.format and o.marking = i.marking order by o.version desc limit 1) n`

/** By its code, as normalised by `typedCode`. */
export async function findByCode(db: Db, typed: string): Promise<CheckedPaper | null> {
  return (await sql<CheckedPaper>`${checked} where right(replace(i.code, '-', ''), 10) = ${typed}`.execute(db)).rows[0] ?? null
}

/** By the SHA-256 of its bytes in hex. */
export async function findByBytes(db: Db, sha256: string): Promise<CheckedPaper | null> {
  return (await sql<CheckedPaper>`${checked} where i.sha256 = ${sha256} order by i.issued_at limit 1`.execute(db)).rows[0] ?? null
}

export async function saveIssued(tx: Tx, paper: IssuedPaper): Promise<void> {
  await sql`insert into issued_document (code, kind, title, lang, format, subject, as_of, marking, sha256, bytes, version, issued_at, issued_by, file, content)
    values (${paper.code}, ${paper.kind}, ${JSON.stringify(paper.title)}, ${paper.lang}, ${paper.format}, ${paper.subject}, ${paper.asOf}, ${paper.marking}, ${paper.sha256}, ${paper.bytes}, ${paper.version},
      ${paper.issuedAt}, ${paper.issuedBy}, ${paper.file}, ${paper.content})`.execute(tx)
}
