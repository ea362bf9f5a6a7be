import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { remembered } from '../../../kernel/memo.ts'
import type { Instrument } from '../../documents/index.ts'
import type { ActivityStatus } from '../schema.ts'

export interface Change {
  programme: string
  number: number
  kind: 'amended' | 'extended' | 'closed' | 'superseded' | 'version'
  periodUntil: string | null
  decision: string | null
  note: Text | null
  byName: string
  at: string
}

/** What this house recorded of plans and programmes, oldest first: frames are open to all, and so is what was decided of them. */
export const listChanges = remembered(2, async (db: Db): Promise<Change[]> => (await sql<Change>`select programme, number, kind, period_until as "periodUntil", decision, note, by_name as "byName", at from programme_change order by programme, number`.execute(db)).rows)

/** The instrument as the record has it, with the extensions recorded here after its own acts: one reading of its period everywhere. */
export function withChanges(instrument: Instrument, changes: readonly Change[]): Instrument {
  const extensions = changes.filter((change) => change.programme === instrument.id && change.kind === 'extended' && change.periodUntil !== null)
  return extensions.length === 0 ? instrument : { ...instrument, acts: [...instrument.acts, ...extensions.map((change) => ({ act: 'extended', on: change.at.slice(0, 10), body: null, meeting: null, adReferendum: false, periodUntil: change.periodUntil, note: change.note, citations: [] }))] }
}

export interface OpenActivity {
  id: string
  code: string
  title: Text
  area: string
  status: ActivityStatus
  dueOn: string | null
  version: number
  origin: string
}

/** US-18 AC1: what keeps a cycle open. */
export async function listOpen(db: Db, programme: string): Promise<OpenActivity[]> {
  return (await sql<OpenActivity>`select id, code, title, area, status, due_on as "dueOn", version, origin from activity where programme = ${programme} and status not in ('COM', 'REC', 'COV', 'SUP', 'CAN', 'REJ', 'WDN') order by area, code`.execute(db)).rows
}

/** activities whose day has passed and for which nobody has decided yet: kept is a decision too. */
export async function listUndecided(db: Db, programme: string, today: string): Promise<OpenActivity[]> {
  return (await sql<OpenActivity>`select a.id, a.code, a.title, a.area, a.status, a.due_on as "dueOn", a.version, a.origin from activity a where a.programme = ${programme} and a.due_on < ${today} and a.status not in ('COM', 'CAN', 'SUP', 'COV', 'REJ', 'WDN')
    and not exists (select 1 from activity_step s where s.activity = a.id and s.kind = 'due' and s.due_from = s.due_to and s.due_to = a.due_on) order by a.due_on, a.code`.execute(db)).rows
}

export interface Provision {
  number: string
  text: Text
  area: string | null
  origin: string
  mappings: { programme: string | null; code: string | null; number: string | null; reason: string | null; by: string; at: string }[]
}

export async function listProvisionsOf(db: Db | Tx, programme: string): Promise<Provision[]> {
  return (await sql<Provision>`select p.number, p.text, p.area, p.origin, coalesce((select json_agg(json_build_object('programme', m.target_programme, 'code', g.code, 'number', m.target_number, 'reason', m.reason, 'by', m.decided_by, 'at', m.decided_at) order by m.decided_at) from provision_mapping m left join programme g on g.id = m.target_programme where m.programme = p.programme and m.number = p.number), '[]') as mappings
    from provision p where p.programme = ${programme} order by p.position`.execute(db)).rows
}

/** What provisions of other plans an old one may lead to. */
export async function listTargets(db: Db, programme: string): Promise<{ programme: string; code: string; number: string; text: Text }[]> {
  return (await sql<{ programme: string; code: string; number: string; text: Text }>`select p.programme, g.code, p.number, p.text from provision p join programme g on g.id = p.programme where p.programme <> ${programme} and g.frozen_at is null order by g.code, p.position`.execute(db)).rows
}
