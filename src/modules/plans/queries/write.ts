import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Fund } from '../rules.ts'
import type { ActivityStatus } from '../schema.ts'

export { findProgramme } from '../queries.ts'

export interface NewActivity {
  id: string
  programme: string
  code: string
  title: Text
  area: string
  strategy: string
  type: string
  proponent: string | null
  lead: string | null
  participants: string[]
  startsOn: string | null
  dueOn: string | null
  recurring: boolean
  status: ActivityStatus
  progress: number | null
  budget: number | null
  currency: string | null
  partner: string | null
  expectedOutput: Text | null
  marking: string
  origin: 'desk' | 'demonstration'
  mandates: string[]
  funding: (Fund & { source: string; name: string; partner: string | null; confirmedOn: string | null })[]
  now: string
}

/** An activity with its mandates, where the register has them, and its sources of money. */
export async function addActivity(tx: Tx, row: NewActivity): Promise<void> {
  await sql`insert into activity (id, programme, code, title, area, strategy, type, proponent, lead, participants, starts_on, due_on, recurring, status, status_since, progress, budget, currency, partner, expected_output, marking, origin, created_at)
    values (${row.id}, ${row.programme}, ${row.code}, ${json(row.title)}, ${row.area}, ${row.strategy}, ${row.type}, ${row.proponent}, ${row.lead}, ${row.participants}, ${row.startsOn}, ${row.dueOn}, ${row.recurring}, ${row.status}, ${row.now}, ${row.progress}, ${row.budget}, ${row.currency}, ${row.partner},
      ${json(row.expectedOutput)}, ${row.marking}, ${row.origin}, ${row.now})`.execute(tx)
  if (row.mandates.length > 0) await sql`insert into activity_mandate (activity, mandate) select ${row.id}, id from mandate where id = any(${row.mandates})`.execute(tx)
  for (const [position, fund] of row.funding.entries()) {
    await sql`insert into funding (activity, position, source, name, partner, amount, currency, rate, rate_on, status, confirmed_on)
      values (${row.id}, ${position + 1}, ${fund.source}, ${fund.name}, ${fund.partner}, ${fund.amount}, ${fund.currency}, ${fund.rate}, ${fund.rateOn}, ${fund.status}, ${fund.confirmedOn})`.execute(tx)
  }
}

export async function countExamples(db: Db): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from activity where origin = 'demonstration'`.execute(db)).rows[0]?.n ?? 0
}
