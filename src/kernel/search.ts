import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor.ts'
import { readableMarkings } from './actor.ts'
import { type Db, dataVersion, type Tx } from './db.ts'
import type { Text } from './languages.ts'
import { memo } from './memo.ts'
import { queryOf, similarWordThreshold, tsvectorText, vocabularyOf } from './words.ts'

export interface SearchEntry {
  /** `mandate`, `meeting`, `instrument`, `party`, `body`, `area`: a module's word, translated by its messages as `kind.<kind>`. */
  kind: string
  id: string
  /** The same marking as the thing itself: the search shows nothing its page would refuse. */
  marking: string
  url: string
  title: Text
  body: Text
  /** Symbols and codes that people type. */
  codes?: string[]
  onDate?: string | null
  /** Its words are not offered as corrections of misspelt ones: who may read it is not told by its marking. */
  unspoken?: boolean
}

/**
 * A kind whose things are not all read by marking alone: `readable` is asked of each entry's `id` at the instant of the search, with the
 * same rule as the thing's own page.
 */
export interface SearchScope {
  kind: string
  readable(reader: { actor: Actor; now: string }): RawBuilder<boolean>
}

/** Who searches, when, and which kinds have rules of their own. */
export interface Searcher {
  actor: Actor
  now: string
  scopes: readonly SearchScope[]
}

export interface SearchHit {
  kind: string
  id: string
  url: string
  title: Text
  body: Text
  onDate: string | null
}

/** Puts things into the index, replacing what stood there under the same kind and id. */
export async function indexForSearch(tx: Tx, entries: SearchEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += 500) {
    const batch = entries.slice(at, at + 500)
    const textsOf = (entry: SearchEntry) => ({ title: [entry.title.en, entry.title.th], codes: entry.codes ?? [], body: [entry.body.en, entry.body.th] })
    const rows = batch.map((entry) => ({
      kind: entry.kind,
      id: entry.id,
      marking: entry.marking,
      url: entry.url,
      title: JSON.stringify(entry.title),
      body: JSON.stringify(entry.body),
      words: tsvectorText(textsOf(entry)),
      ranks: tsvectorText(textsOf(entry), { pairs: false }),
      on_date: entry.onDate ?? null,
    }))
    await tx
      .insertInto('search_entry')
      .values(rows.map((row) => ({ ...row, words: sql<string>`${row.words}::tsvector`, ranks: sql<string>`${row.ranks}::tsvector` })))
      .onConflict((conflict) =>
        conflict.columns(['kind', 'id']).doUpdateSet((eb) => ({
          marking: eb.ref('excluded.marking'),
          url: eb.ref('excluded.url'),
          title: eb.ref('excluded.title'),
          body: eb.ref('excluded.body'),
          words: eb.ref('excluded.words'),
          ranks: eb.ref('excluded.ranks'),
          on_date: eb.ref('excluded.on_date'),
        })),
      )
      .execute()
    const vocabulary = new Map<string, { word: string; marking: string }>()
    for (const entry of batch.filter((each) => !each.unspoken)) {
      for (const word of vocabularyOf(`${entry.title.en} ${entry.title.th} ${entry.body.en}`)) {
        if (word.length >= 4 && word.length <= 40) vocabulary.set(`${entry.marking} ${word}`, { word, marking: entry.marking })
      }
    }
    if (vocabulary.size > 0) {
      await tx
        .insertInto('search_word')
        .values([...vocabulary.values()])
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }
}

const markingFilter = (actor: Actor) => {
  const readable = [...readableMarkings(actor)]
  return readable.includes('PARTNER:*')
    ? sql<boolean>`(marking = any(${readable}) or marking like 'PARTNER:%')`
    : sql<boolean>`marking = any(${readable})`
}

/** By marking, and for kinds with a rule of their own by that rule alone. */
function readableEntries({ scopes, ...reader }: Searcher): RawBuilder<boolean> {
  if (scopes.length === 0) return markingFilter(reader.actor)
  const own = scopes.map((scope) => sql<boolean>`(kind = ${scope.kind} and ${scope.readable(reader)})`)
  return sql<boolean>`((kind <> all(${scopes.map((scope) => scope.kind)}) and ${markingFilter(reader.actor)}) or ${sql.join(own, sql` or `)})`
}

export interface SearchResult {
  hits: SearchHit[]
  total: number
  kinds: { kind: string; count: number }[]
  /** The words really looked for, when the ones typed were found nowhere. */
  corrected: string | null
}

/** What many readers look for is looked up once for each version of the data and each set of markings that may be read. */
const kept = new WeakMap<Db, ReturnType<typeof memo<SearchResult>>>()
const keptSearches = 200

/** Searches what this actor may read. */
export async function search(db: Db, searcher: Searcher, asked: { text: string; kind?: string | undefined; limit: number; offset: number }): Promise<SearchResult> {
  if (db.isTransaction) return searchAnew(db, searcher, asked)
  const remember = kept.get(db) ?? memo<SearchResult>(keptSearches)
  kept.set(db, remember)
  const { actor, now } = searcher
  // Rights that begin or end by the clock alone are asked anew every ten seconds.
  const reader = actor.person === null ? now.slice(0, 10) : [actor.person.id, actor.capacity?.id ?? null, now.slice(0, 18)]
  return remember(JSON.stringify([await dataVersion(db), reader, readableMarkings(actor), asked.text, asked.kind ?? null, asked.limit, asked.offset]), () => searchAnew(db, searcher, asked))
}

async function searchAnew(db: Db, searcher: Searcher, asked: { text: string; kind?: string | undefined; limit: number; offset: number }): Promise<SearchResult> {
  const first = await find(db, searcher, asked.text, asked)
  if (first.total > 0) return { ...first, corrected: null }
  const better = await correct(db, searcher.actor, asked.text)
  if (better === null) return { ...first, corrected: null }
  return { ...(await find(db, searcher, better, asked)), corrected: better }
}

async function find(db: Db, searcher: Searcher, text: string, asked: { kind?: string | undefined; limit: number; offset: number }): Promise<Omit<SearchResult, 'corrected'>> {
  const query = queryOf(text)
  if (query === null) return { hits: [], total: 0, kinds: [] }
  const rows = await sql<{ kind: string; id: string; url: string; title: Text; body: Text; on_date: string | null; total: string; kinds: { kind: string; count: number }[] }>`
    with found as materialized (
      select kind, id, on_date from search_entry where words @@ ${query.tsquery}::tsquery and ${readableEntries(searcher)}
    ), kinds as (select coalesce(json_agg(json_build_object('kind', kind, 'count', n) order by n desc, kind), '[]') as kinds from (select kind, count(*)::int as n from found group by kind) k),
    -- Only the newest are ranked: reading every entry of a word that stands everywhere would cost more than it tells.
    candidates as (select kind, id from found where ${asked.kind ?? null}::text is null or kind = ${asked.kind ?? null} order by on_date desc nulls last, kind, id limit 1000),
    page as (
      select e.kind, e.id, ts_rank('{0.1, 0.2, 0.6, 1.0}', e.ranks, ${query.ranking}::tsquery) as rank, e.on_date from candidates c join search_entry e on e.kind = c.kind and e.id = c.id
      order by rank desc, on_date desc nulls last, kind, id limit ${asked.limit} offset ${asked.offset}
    )
    select e.kind, e.id, e.url, e.title, e.body, e.on_date, kinds.kinds,
      (select count(*) from found where ${asked.kind ?? null}::text is null or kind = ${asked.kind ?? null}) as total
    from kinds left join page on true left join search_entry e on e.kind = page.kind and e.id = page.id
    order by page.rank desc, page.on_date desc nulls last, page.kind, page.id`.execute(db)
  const head = rows.rows[0]
  return {
    hits: rows.rows.filter((row) => row.id !== null).map((row) => ({ kind: row.kind, id: row.id, url: row.url, title: row.title, body: row.body, onDate: row.on_date })),
    total: Number(head?.total ?? 0),
    kinds: head?.kinds ?? [],
  }
}

/** Replaces each word that occurs nowhere by the most similar one this reader may see. */
async function correct(db: Db, actor: Actor, text: string): Promise<string | null> {
  const query = queryOf(text)
  if (query === null) return null
  const found = await sql<{ word: string; best: string | null }>`
    select asked.word, (select s.word from search_word s where s.word % asked.word and similarity(s.word, asked.word) >= ${similarWordThreshold} and ${markingFilter(actor)} order by similarity(s.word, asked.word) desc, s.word limit 1) as best
    from unnest(${query.words}::text[]) with ordinality asked(word, n) order by n`.execute(db)
  const words = found.rows.map((row) => row.best ?? row.word)
  const changed = found.rows.some((row) => row.best !== null && row.best !== row.word)
  return changed ? words.join(' ') : null
}

