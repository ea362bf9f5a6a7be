import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Report, Round } from './reports.ts'

export interface OpenRound extends Pick<Round, 'id' | 'name' | 'opensAt' | 'closesAt' | 'closedAt' | 'zone' | 'origin' | 'remindBefore'> {
  /** Its code, as in addresses. */
  programme: string
  title: Text
  partner: string | null
  areas: string[]
}

export async function listOpenRounds(db: Db, now: string): Promise<OpenRound[]> {
  return (await sql<OpenRound>`select o.id, o.name, o.opens_at as "opensAt", o.closes_at as "closesAt", o.closed_at as "closedAt", o.zone, o.origin, o.remind_before as "remindBefore", g.code as programme, i.title, g.partner, g.areas
    from reporting_round o join programme g on g.id = o.programme join instrument i on i.id = g.id where o.closed_at is null and o.opens_at <= ${now} and o.closes_at > ${now} order by o.closes_at, o.id`.execute(db)).rows
}

/** How the reports of these parties in these rounds stand, held until the reminder is written: none is submitted in between. */
export async function holdReports(tx: Tx, rounds: readonly string[], parties: readonly string[]): Promise<Pick<Report, 'round' | 'party' | 'reporter' | 'area' | 'state' | 'returnedWhy'>[]> {
  return (await sql<Pick<Report, 'round' | 'party' | 'reporter' | 'area' | 'state' | 'returnedWhy'>>`select r.round, r.party, r.reporter, r.area, r.state, r.returned_why as "returnedWhy" from progress_report r where r.round = any(${[...rounds]}) and r.party = any(${[...parties]}) for share of r`.execute(tx)).rows
}

/** Of these steps the ones that this person was not told before; from now on he was. A second process waits here, and finds none. */
export async function tellOnce(tx: Tx, person: string, steps: readonly { round: string; step: string }[], now: string): Promise<{ round: string; step: string }[]> {
  if (steps.length === 0) return []
  return (await sql<{ round: string; step: string }>`insert into reporting_reminder (round, step, person, at) select x.round, x.step, ${person}, ${now} from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as x(round text, step text) on conflict do nothing returning round, step`.execute(tx)).rows
}

/** False when someone changed it meanwhile, or it is closed. */
export async function saveRoundDays(tx: Tx, id: string, version: number, row: { closesAt: string; remindBefore: number[] }): Promise<boolean> {
  return (await sql`update reporting_round set closes_at = ${row.closesAt}, remind_before = ${row.remindBefore}, version = version + 1 where id = ${id} and version = ${version} and closed_at is null returning id`.execute(tx)).rows.length === 1
}
