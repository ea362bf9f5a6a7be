import { earliestPossible } from '../../../kernel/calendar.ts'
import type { Party } from '../../mechanism/index.ts'
import type { CellStatement, Commitment } from '../queries/matrix.ts'

export type Cell =
  | { kind: 'na'; since: string }
  | { kind: 'none'; due: string | null }
  | { kind: 'self' | 'others' | 'late'; statement: CellStatement }

export interface Row {
  party: Party
  /** The day membership began; null where it is older than the record says. */
  since: string | null
  cells: Cell[]
}

/** Since when a party is a member as of a day; undefined where it is none. */
export function memberSince(party: Party, asOf: string): string | null | undefined {
  const category = party.categories.find((each) => each.category === 'member' && (each.from === null || earliestPossible(each.from) <= asOf) && (each.until === null || earliestPossible(each.until) > asOf))
  return category === undefined ? undefined : category.from
}

/**
 * Members by commitments as of a day, members in English alphabetical order (R-1.9.1). What a member or others said of it counts;
 * what was said of the whole counts for each only once it is completed or continues. Nothing said is never "late": that word is kept
 * for a member that reported and is past the day (R-3.4.1).
 */
export function matrixOf(parties: readonly Party[], commitments: readonly Commitment[], statements: readonly CellStatement[], asOf: string): { rows: Row[]; onRecord: { said: number; of: number }[] } {
  const said = new Map(statements.map((statement) => [`${statement.mandate} ${statement.party ?? ''}`, statement]))
  const members = parties.flatMap((party) => {
    const since = memberSince(party, asOf)
    return since === undefined ? [] : [{ party, since }]
  })
  members.sort((a, b) => (a.party.name.en < b.party.name.en ? -1 : 1))
  const rows = members.map(({ party, since }) => ({ party, since, cells: commitments.map((commitment) => cellOf(commitment, party.code, since, said, asOf)) }))
  const onRecord = commitments.map((_, column) => {
    const cells = rows.map((row) => row.cells[column]).filter((cell) => cell !== undefined && cell.kind !== 'na')
    return { said: cells.filter((cell) => cell?.kind !== 'none').length, of: cells.length }
  })
  return { rows, onRecord }
}

function cellOf(commitment: Commitment, party: string, since: string | null, said: ReadonlyMap<string, CellStatement>, asOf: string): Cell {
  const own = said.get(`${commitment.id} ${party}`)
  if (own) {
    const open = own.status === 'OPEN' || own.status === 'IN_PROGRESS'
    if (open && commitment.dueOn !== null && commitment.dueOn < asOf && !commitment.takesEffect) return { kind: 'late', statement: own }
    return { kind: own.byParty === party ? 'self' : 'others', statement: own }
  }
  // Nobody owes what was agreed before it came; joining does not reach back.
  if (since !== null && earliestPossible(since) > commitment.sortOn) return { kind: 'na', since }
  const whole = said.get(`${commitment.id} `)
  if (whole && (whole.status === 'COMPLETED' || whole.status === 'CONTINUING')) return { kind: 'others', statement: whole }
  return { kind: 'none', due: commitment.dueOn }
}

/** A spreadsheet takes a text that begins with one of these for a formula. */
export const csvField = (value: string): string => `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`
