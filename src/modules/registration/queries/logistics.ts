import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import { canSeal, seal, unseal } from '../../../kernel/sealing.ts'
import type { Gathering } from '../queries.ts'
import { logisticsGone, purgeDay } from '../rules.ts'
import { Logistics, noLogistics } from '../schema.ts'

const about = (participant: string) => `logistics ${participant}`

/** Sealed before it reaches the database; a later form replaces the earlier one and leaves no trace of it. */
export async function saveLogistics(tx: Tx, rows: readonly { participant: string; logistics: Logistics }[], series: string, now: string): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ participant, logistics }) => sql`(${participant}, ${series}, ${seal(logistics, about(participant))}::bytea, ${now}::timestamptz)`)
  await sql`insert into registration_logistics (participant, series, sealed, stored_at) values ${sql.join(values)} on conflict (participant) do update set sealed = excluded.sealed, stored_at = excluded.stored_at`.execute(tx)
}

/**
 * Who may read them is judged by the caller (`canReadLogistics`), for whom; that they are gone is judged here, so that nothing shows them
 * after 90 days also where the job that deletes them did not run (US-11 AC6).
 */
export async function readLogistics(db: Db | Tx, series: Pick<Gathering, 'id' | 'endsOn' | 'zone'>, now: string, participants?: readonly string[]): Promise<Map<string, Logistics>> {
  if (logisticsGone(now, series.endsOn, series.zone) || !canSeal()) return new Map()
  const narrow: RawBuilder<boolean> = participants ? sql<boolean>`participant = any(${participants})` : sql<boolean>`true`
  const rows = (await sql<{ participant: string; sealed: Uint8Array }>`select participant, sealed from registration_logistics where series = ${series.id} and ${narrow}`.execute(db)).rows
  return new Map(rows.map(({ participant, sealed }) => {
    const opened = Logistics.safeParse({ ...noLogistics, ...(unseal(sealed, about(participant)) as object | null) })
    return [participant, opened.success ? opened.data : noLogistics]
  }))
}

/** Deletes what is past its 90 days, in every series, and spreadsheets nobody took in within a day. Gives how many people's went. */
export async function purgeLogistics(tx: Tx, now: string): Promise<{ series: string; people: number }[]> {
  await sql`delete from registration_import where made_at < ${now}::timestamptz - interval '1 day'`.execute(tx)
  const ended = (await sql<{ id: string; zone: string; endsOn: string }>`select distinct e.id, e.zone, e.ends_on as "endsOn" from series e join registration_logistics l on l.series = e.id`.execute(tx)).rows
  const purged = []
  for (const series of ended.filter((each) => logisticsGone(now, each.endsOn, each.zone))) {
    const gone = await sql`delete from registration_logistics where series = ${series.id} returning 1`.execute(tx)
    purged.push({ series: series.id, people: gone.rows.length, day: purgeDay(series.endsOn) })
  }
  return purged
}

/** A spreadsheet read without fault, until someone says yes to it. */
export async function saveImport(tx: Tx, row: { id: string; series: string; party: string | null; people: unknown[]; by: string; now: string }): Promise<void> {
  await sql`insert into registration_import (id, series, party, sealed, people, made_by, made_at) values (${row.id}, ${row.series}, ${row.party}, ${seal(row.people, `import ${row.id}`)}, ${row.people.length}, ${row.by}, ${row.now})`.execute(tx)
}

/** One's own, not older than a day. */
export async function findImport(db: Db | Tx, id: string, series: string, by: string, now: string): Promise<{ id: string; party: string | null; people: unknown[] } | null> {
  const row = (await sql<{ id: string; party: string | null; sealed: Uint8Array }>`select id, party, sealed from registration_import where id = ${id} and series = ${series} and made_by = ${by} and made_at > ${now}::timestamptz - interval '1 day'`.execute(db)).rows[0]
  if (!row) return null
  const people = unseal(row.sealed, `import ${row.id}`)
  return Array.isArray(people) ? { id: row.id, party: row.party, people: people as unknown[] } : null
}

/** Taken in once: whoever comes second finds nothing. */
export async function takeImport(tx: Tx, id: string): Promise<boolean> {
  return (await sql`delete from registration_import where id = ${id} returning 1`.execute(tx)).rows.length === 1
}
