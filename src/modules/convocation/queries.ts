import { type RawBuilder, sql } from 'kysely'
import { acts, type Actor } from '../../kernel/actor.ts'
import { type Db, json, type Tx } from '../../kernel/db.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Text } from '../../kernel/languages.ts'
import { partyOf, type Reader, takesPart } from '../meetings/index.ts'
import type { Contacts, EventKind, InvitedCategory, LetterFacts, Sections } from './schema.ts'

export interface Convocation {
  series: string
  prefix: string
  link: string | null
  replyBy: string | null
  nominateBy: string | null
  costs: Text | null
  contacts: Contacts
  signatory: Text | null
  /** The last circular that was issued; 0 where none was. */
  lastCircular: number
  version: number
  /** Of the first meeting of the series, whose chair issues. */
  body: string
  main: string
}

export interface LetterEvent {
  kind: EventKind
  at: string
  byName: string
  byRole: string
  source: string | null
  note: string | null
}

export interface Letter {
  id: string
  series: string
  party: string | null
  person: string | null
  category: InvitedCategory
  post: Text | null
  note: Text | null
  state: 'draft' | 'proposed' | 'issued' | 'withdrawn'
  number: number | null
  reference: string | null
  proposedBy: string | null
  returnedNote: string | null
  issuedAt: string | null
  issuedBy: string | null
  withdrawnAt: string | null
  withdrawnWhy: string | null
  says: LetterFacts | null
  origin: 'desk' | 'demonstration'
  version: number
  events: LetterEvent[]
}

export interface Circular {
  id: string
  series: string
  number: number | null
  state: 'draft' | 'proposed' | 'issued'
  title: Text
  sections: Sections
  changes: Text | null
  proposedBy: string | null
  returnedNote: string | null
  issuedAt: string | null
  issuedBy: string | null
  origin: 'desk' | 'demonstration'
  version: number
}

/** Rights to letter `l`: the desk and the Chair see all; an addressee what was issued to it. No one else learns that there are letters. */
export function seesLetter({ actor }: Pick<Reader, 'actor'>): RawBuilder<boolean> {
  if (acts(actor, 'SD', 'CH')) return sql<boolean>`true`
  const party = acts(actor, 'NF', 'HD', 'DP', 'OB') ? partyOf(actor) : null
  return sql<boolean>`(l.state in ('issued', 'withdrawn') and (l.party = ${party}::text or l.person = ${actor.person?.id ?? null}::text))`
}

const mainOf = (series: RawBuilder<unknown>) => sql`lateral (select m.ref, m.body from meeting_run u join meeting m on m.ref = u.meeting where u.series = ${series} order by u.position limit 1) x`
const convocationColumns = sql`v.series, v.prefix, v.link, v.reply_by as "replyBy", v.nominate_by as "nominateBy", v.costs, v.contacts, v.signatory, v.last_circular as "lastCircular", v.version, x.body, x.ref as main`

export async function findConvocation(db: Db | Tx, series: string, options: { lock?: boolean } = {}): Promise<Convocation | null> {
  return (await sql<Convocation>`select ${convocationColumns} from convocation v, ${mainOf(sql`v.series`)} where v.series = ${series} ${options.lock ? sql`for update of v` : sql``}`.execute(db)).rows[0] ?? null
}

/** The first meeting of a series, whose Chair issues its letters. */
export async function findMain(db: Db | Tx, series: string): Promise<{ ref: string; body: string } | null> {
  return (await sql<{ ref: string; body: string }>`select x.ref, x.body from series e, ${mainOf(sql`e.id`)} where e.id = ${series}`.execute(db)).rows[0] ?? null
}

/** The main meeting of each of these series, in one statement. */
export async function listMains(db: Db, series: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ series: string; ref: string }>`select e.id as series, x.ref from series e, ${mainOf(sql`e.id`)} where e.id = any(${[...series]})`.execute(db)
  return new Map(rows.map((row) => [row.series, row.ref]))
}

export async function saveConvocation(tx: Tx, row: Omit<Convocation, 'body' | 'main' | 'lastCircular'>): Promise<void> {
  const saved = await sql`insert into convocation (series, prefix, link, reply_by, nominate_by, costs, contacts, signatory)
    values (${row.series}, ${row.prefix}, ${row.link}, ${row.replyBy}, ${row.nominateBy}, ${json(row.costs)}, ${json(row.contacts)}, ${json(row.signatory)})
    on conflict (series) do update set prefix = excluded.prefix, link = excluded.link, reply_by = excluded.reply_by, nominate_by = excluded.nominate_by, costs = excluded.costs, contacts = excluded.contacts,
      signatory = excluded.signatory, version = convocation.version + 1 where convocation.version = ${row.version} returning series`.execute(tx)
  if (saved.rows.length === 0) throw new AppError('conflict', 'version.stale')
}

export async function prefixTaken(tx: Tx, prefix: string, series: string): Promise<boolean> {
  return (await sql`select 1 from convocation where prefix = ${prefix} and series <> ${series}`.execute(tx)).rows.length > 0
}

const letterColumns = sql`l.id, l.series, l.party, l.person, l.category, l.post, l.note, l.state, l.number, l.reference, l.proposed_by as "proposedBy", l.returned_note as "returnedNote", l.issued_at as "issuedAt", l.issued_by as "issuedBy",
  l.withdrawn_at as "withdrawnAt", l.withdrawn_why as "withdrawnWhy", l.says, l.origin, l.version,
  coalesce((select json_agg(json_build_object('kind', v.kind, 'at', to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'byName', v.by_name, 'byRole', v.by_role, 'source', v.source, 'note', v.note) order by v.number) from letter_event v where v.letter = l.id), '[]') as events`

/** The letters of a series that exist for this reader: members by the English alphabet first, as `party` lists them, then the others. */
export async function listLetters(db: Db | Tx, reader: Reader, asked: { series?: string; open?: boolean } = {}): Promise<Letter[]> {
  return (await sql<Letter>`select ${letterColumns} from invitation_letter l left join party p on p.code = l.party
    where ${seesLetter(reader)} and (${asked.series ?? null}::text is null or l.series = ${asked.series ?? null}) and (${asked.open ?? false} is false or l.state <> 'withdrawn')
    order by l.series, array_position(array['member', 'dialogue-partner', 'sectoral-partner', 'observer', 'organisation', 'entity', 'sister-body', 'resource-person'], l.category), p.name->>'en' collate "C", l.number, l.id`.execute(db)).rows
}

export async function findLetter(db: Db | Tx, reader: Reader, id: string, options: { lock?: boolean } = {}): Promise<Letter | null> {
  return (await sql<Letter>`select ${letterColumns} from invitation_letter l where l.id = ${id} and ${seesLetter(reader)} ${options.lock ? sql`for update of l` : sql``}`.execute(db)).rows[0] ?? null
}

/** For a command on several: all of them or none. */
export async function lockLetters(tx: Tx, reader: Reader, series: string, ids: readonly string[]): Promise<Letter[]> {
  return (await sql<Letter>`select ${letterColumns} from invitation_letter l where l.series = ${series} and l.id = any(${[...ids]}) and ${seesLetter(reader)} order by l.id for update of l`.execute(tx)).rows
}

export async function addLetter(tx: Tx, row: Pick<Letter, 'id' | 'series' | 'party' | 'person' | 'category' | 'post' | 'origin'>): Promise<boolean> {
  return (await sql`insert into invitation_letter (id, series, party, person, category, post, origin) values (${row.id}, ${row.series}, ${row.party}, ${row.person}, ${row.category}, ${json(row.post)}, ${row.origin}) on conflict do nothing returning id`.execute(tx)).rows.length === 1
}

export async function saveLetter(tx: Tx, id: string, version: number, row: { post: Text | null; note: Text | null }): Promise<void> {
  const saved = await sql`update invitation_letter set post = ${json(row.post)}, note = ${json(row.note)}, version = version + 1 where id = ${id} and version = ${version} and state = 'draft' returning id`.execute(tx)
  if (saved.rows.length === 0) throw new AppError('conflict', 'version.stale')
}

export async function setProposed(tx: Tx, id: string, by: string, now: string): Promise<void> {
  await sql`update invitation_letter set state = 'proposed', proposed_at = ${now}, proposed_by = ${by}, returned_note = null, version = version + 1 where id = ${id}`.execute(tx)
}

export async function setReturned(tx: Tx, id: string, note: string): Promise<void> {
  await sql`update invitation_letter set state = 'draft', returned_note = ${note}, version = version + 1 where id = ${id}`.execute(tx)
}

/** The next number of a series; its row must be locked. Numbers of withdrawn letters are not given again. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  return (await sql<{ n: number }>`update convocation set last_number = last_number + 1 where series = ${series} returning last_number as n`.execute(tx)).rows[0]?.n ?? 0
}

export async function setIssued(tx: Tx, id: string, row: { number: number; reference: string; says: LetterFacts; by: string; now: string }): Promise<void> {
  await sql`update invitation_letter set state = 'issued', number = ${row.number}, reference = ${row.reference}, says = ${json(row.says)}, issued_at = ${row.now}, issued_by = ${row.by}, version = version + 1 where id = ${id}`.execute(tx)
}

export async function setWithdrawn(tx: Tx, id: string, why: string, now: string): Promise<void> {
  await sql`update invitation_letter set state = 'withdrawn', withdrawn_at = ${now}, withdrawn_why = ${why}, version = version + 1 where id = ${id}`.execute(tx)
}

/** The letter's row must be locked. */
export async function addEvent(tx: Tx, letter: string, event: LetterEvent): Promise<void> {
  await sql`insert into letter_event (letter, number, kind, at, by_name, by_role, source, note)
    select ${letter}, coalesce(max(number), 0) + 1, ${event.kind}, ${event.at}::timestamptz, ${event.byName}, ${event.byRole}, ${event.source}, ${event.note} from letter_event where letter = ${letter}`.execute(tx)
}

export interface Template {
  category: InvitedCategory
  opening: Text
  closing: Text
  version: number
}

export async function listTemplates(db: Db | Tx, series: string): Promise<Template[]> {
  return (await sql<Template>`select category, opening, closing, version from letter_template where series = ${series}`.execute(db)).rows
}

export async function saveTemplate(tx: Tx, series: string, row: Template): Promise<void> {
  const saved = await sql`insert into letter_template (series, category, opening, closing) values (${series}, ${row.category}, ${json(row.opening)}, ${json(row.closing)})
    on conflict (series, category) do update set opening = excluded.opening, closing = excluded.closing, version = letter_template.version + 1 where letter_template.version = ${row.version} returning series`.execute(tx)
  if (saved.rows.length === 0) throw new AppError('conflict', 'version.stale')
}

const circularColumns = sql`k.id, k.series, k.number, k.state, k.title, k.sections, k.changes, k.proposed_by as "proposedBy", k.returned_note as "returnedNote", k.issued_at as "issuedAt", k.issued_by as "issuedBy", k.origin, k.version`
/** What is issued is for all who may open the series; what is in the making for those who make it. The series itself is asked for before. */
const seesCircular = (actor: Actor) => (acts(actor, 'SD', 'CH') ? sql`true` : sql`k.state = 'issued'`)

export async function listCirculars(db: Db | Tx, { actor }: Pick<Reader, 'actor'>, series: string): Promise<Circular[]> {
  return (await sql<Circular>`select ${circularColumns} from circular k where k.series = ${series} and ${seesCircular(actor)} order by k.number nulls last`.execute(db)).rows
}

export async function findCircular(db: Db | Tx, { actor }: Pick<Reader, 'actor'>, id: string, options: { lock?: boolean } = {}): Promise<Circular | null> {
  return (await sql<Circular>`select ${circularColumns} from circular k where k.id = ${id} and ${seesCircular(actor)} ${options.lock ? sql`for update of k` : sql``}`.execute(db)).rows[0] ?? null
}

/** Null when one is in the making: there is one next circular at a time. */
export async function addCircular(tx: Tx, row: Pick<Circular, 'id' | 'series' | 'title' | 'origin'>): Promise<boolean> {
  return (await sql`insert into circular (id, series, title, origin) values (${row.id}, ${row.series}, ${json(row.title)}, ${row.origin}) on conflict do nothing returning id`.execute(tx)).rows.length === 1
}

export async function saveCircular(tx: Tx, row: Pick<Circular, 'id' | 'version' | 'title' | 'sections' | 'changes'>): Promise<void> {
  const saved = await sql`update circular set title = ${json(row.title)}, sections = ${json(row.sections)}, changes = ${json(row.changes)}, version = version + 1 where id = ${row.id} and version = ${row.version} and state = 'draft' returning id`.execute(tx)
  if (saved.rows.length === 0) throw new AppError('conflict', 'version.stale')
}

export async function setCircularState(tx: Tx, id: string, row: { state: 'draft'; note: string } | { state: 'proposed'; by: string; now: string }): Promise<void> {
  if (row.state === 'draft') await sql`update circular set state = 'draft', returned_note = ${row.note}, version = version + 1 where id = ${id}`.execute(tx)
  else await sql`update circular set state = 'proposed', proposed_at = ${row.now}, proposed_by = ${row.by}, returned_note = null, version = version + 1 where id = ${id}`.execute(tx)
}

export async function issueNextCircular(tx: Tx, row: { id: string; series: string; by: string; now: string }): Promise<number> {
  const number = (await sql<{ n: number }>`update convocation set last_circular = last_circular + 1 where series = ${row.series} returning last_circular as n`.execute(tx)).rows[0]?.n ?? 0
  await sql`update circular set state = 'issued', number = ${number}, issued_at = ${row.now}, issued_by = ${row.by}, version = version + 1 where id = ${row.id}`.execute(tx)
  return number
}

export interface TabFacts {
  letters: number
  /** Sent and without an answer. */
  waiting: number
  circulars: number
}

/** What the tab of a meeting needs, in one statement; null for whoever may not open its workspace. */
export async function findTabFacts(db: Db, reader: Reader, meeting: string): Promise<TabFacts | null> {
  return (await sql<TabFacts>`select
      (select count(*)::int from invitation_letter l where l.series = u.series and l.state <> 'withdrawn' and ${seesLetter(reader)}) as letters,
      (select count(*)::int from invitation_letter l where l.series = u.series and l.state = 'issued' and ${seesLetter(reader)} and not exists (select 1 from letter_event v where v.letter = l.id and v.kind in ('accepted', 'regretted'))) as waiting,
      (select count(*)::int from circular k where k.series = u.series and ${seesCircular(reader.actor)}) as circulars
    from meeting m join meeting_run u on u.meeting = m.ref where m.ref = ${meeting} and ${takesPart(reader)}`.execute(db)).rows[0] ?? null
}

/** Circulars that wait for a Chair, of any series. */
export async function listProposedCirculars(db: Db): Promise<{ id: string; series: string }[]> {
  return (await sql<{ id: string; series: string }>`select id, series from circular where state = 'proposed'`.execute(db)).rows
}

/** Issued letters without an answer, by series. */
export async function listSilent(db: Db, now: string): Promise<{ convocation: Convocation; letters: Letter[] }[]> {
  const letters = (await sql<Letter>`select ${letterColumns} from invitation_letter l where l.state = 'issued' and l.issued_at <= ${now}
    and not exists (select 1 from letter_event v where v.letter = l.id and v.kind in ('accepted', 'regretted')) order by l.series, l.number`.execute(db)).rows
  const known = (await sql<Convocation>`select ${convocationColumns} from convocation v, ${mainOf(sql`v.series`)} where v.series = any(${[...new Set(letters.map((letter) => letter.series))]})`.execute(db)).rows
  return known.map((convocation) => ({ convocation, letters: letters.filter((letter) => letter.series === convocation.series) }))
}
