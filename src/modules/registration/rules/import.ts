import { type Column, columnOf, columns, letterOf, readCell } from '../columns.ts'
import { Identity, Logistics, logisticsFields, noLogistics, type PersonRole, personRoles, type Registrant } from '../schema.ts'

/** A fault of a spreadsheet: the row as the program numbers it, the column by letter and head, and what is wrong in words. */
export interface SheetFault {
  row: number
  column: string
  head: string
  code: string
  params?: Record<string, string | number>
}

/** One person of a spreadsheet, ready to be taken in. `participant` where he or she was nominated before. */
export interface ImportedPerson {
  participant: string | null
  party: string
  role: PersonRole
  meetings: string[]
  identity: Identity
  logistics: Logistics | null
}

export interface Known {
  today: string
  /** The one delegation of who imports; null: the file says it. */
  own: string | null
  logistics: boolean
  /** What a delegation may be called: code and names, lower case → code. */
  parties: ReadonlyMap<string, string>
  /** `meeting party` that takes part. */
  places: ReadonlySet<string>
  meetings: readonly string[]
  here: string
  people: readonly Registrant[]
}

const nameKey = (party: string, given: string, family: string): string => `${party} ${`${given} ${family}`.normalize('NFKC').toLowerCase().replace(/[\s.-]+/g, ' ').trim()}`
const identityFields = Object.keys(Identity.shape) as (keyof Identity)[]

/** Every fault of every row at once, or everyone. Nothing is written here. */
export function readPeople(rows: readonly (readonly unknown[])[], known: Known): { people: ImportedPerson[]; faults: SheetFault[]; rows: number } {
  const faults: SheetFault[] = []
  const heads = (rows[0] ?? []).map((cell) => (cell === null || cell === undefined ? '' : String(cell).trim()))
  const placed = new Map<number, Column>()
  for (const [index, head] of heads.entries()) {
    if (head === '') continue
    const column = columnOf(head)
    const fault = (code: string) => faults.push({ row: 1, column: letterOf(index), head, code })
    if (!column) fault('import.unknown-column')
    else if ([...placed.values()].includes(column)) fault('import.column-twice')
    else if (column.logistics && !known.logistics) fault('registration.logistics-closed')
    else placed.set(index, column)
  }
  for (const needed of ['givenName', 'sex', 'nationality', 'post'] as const) if (![...placed.values()].some((column) => column.field === needed)) faults.push({ row: 1, column: '', head: columns.find((column) => column.field === needed)?.field ?? '', code: 'import.column-missing' })
  if (faults.length > 0) return { people: [], faults, rows: 0 }

  const existing = new Map(known.people.filter((person) => person.party !== null).map((person) => [nameKey(person.party ?? '', person.givenName, person.familyName), person]))
  const seen = new Map<string, number>()
  const passports = new Map<string, number>()
  const people: ImportedPerson[] = []
  let filled = 0
  for (const [index, cells] of rows.slice(1).entries()) {
    const row = index + 2
    if (cells.every((cell) => cell === null || cell === undefined || String(cell).trim() === '')) continue
    filled += 1
    const before = faults.length
    const values: Partial<Record<Column['field'], string>> = {}
    const at = (field: string, code: string, params?: Record<string, string | number>) => {
      const found = [...placed].find(([, column]) => column.field === field)
      faults.push({ row, column: found ? letterOf(found[0]) : '', head: found ? (heads[found[0]] ?? '') : field, code, ...(params ? { params } : {}) })
    }
    for (const [position, column] of placed) {
      const read = readCell(column, cells[position], known.today)
      if ('value' in read) values[column.field] = read.value
      else at(column.field, read.code)
    }
    const party = known.own ?? known.parties.get((values.delegation ?? '').toLowerCase()) ?? null
    if (party === null) at('delegation', 'import.delegation')
    else if (known.own !== null && values.delegation && known.parties.get(values.delegation.toLowerCase()) !== known.own) at('delegation', 'registration.own-party')
    const meetings = values.meetings ? values.meetings.split(/[;,\n]+/).map((each) => each.trim()).filter(Boolean) : [known.here]
    for (const meeting of meetings) {
      if (!known.meetings.includes(meeting)) at('meetings', 'import.no-such-meeting', { meeting })
      else if (party !== null && !known.places.has(`${meeting} ${party}`)) at('meetings', 'registration.not-at-meeting', { meeting })
    }
    const identity = Identity.safeParse({ ...Object.fromEntries(identityFields.map((field) => [field, values[field] ?? ''])), badgeName: values.badgeName || `${values.givenName ?? ''} ${values.familyName ?? ''}`.trim(), consent: values.consent === 'yes' })
    if (!identity.success) for (const issue of identity.error.issues) if (!faults.some((fault) => fault.row === row && fault.head === heads[[...placed].find(([, column]) => column.field === issue.path[0])?.[0] ?? -1])) at(String(issue.path[0]), issue.message)
    const logistics = known.logistics ? Logistics.safeParse({ ...noLogistics, ...Object.fromEntries(logisticsFields.map((field) => [field, values[field] ?? ''])) }) : null
    if (logistics && !logistics.success) for (const issue of logistics.error.issues) at(String(issue.path[0]), issue.message)
    if (values.passportNumber) {
      const first = passports.get(values.passportNumber)
      if (first !== undefined) at('passportNumber', 'import.passport-twice', { first })
      else passports.set(values.passportNumber, row)
    }
    const key = party === null ? null : nameKey(party, values.givenName ?? '', values.familyName ?? '')
    const twin = key === null ? undefined : existing.get(key)
    const first = key === null ? undefined : seen.get(key)
    if (first !== undefined) at('givenName', 'import.twice', { first })
    else if (twin?.registered) at('givenName', 'import.registered')
    if (key !== null && first === undefined) seen.set(key, row)
    const role = (values.role || 'delegate') as PersonRole
    if (!personRoles.includes(role)) continue
    // Head and alternate are nominated; a row of one who was says the same again.
    if ((role === 'head' || role === 'alternate') && !twin?.roles.some((each) => each.role === role)) at('role', 'import.head-nominated')
    if (faults.length > before || party === null || !identity.success || (logistics && !logistics.success)) continue
    people.push({ participant: twin?.id ?? null, party, role, meetings, identity: identity.data, logistics: logistics?.data ?? null })
  }
  if (filled === 0) faults.push({ row: 2, column: 'A', head: '', code: 'import.nobody' })
  return { people: faults.length > 0 ? [] : people, faults, rows: filled }
}
