import { arabicDigits, readDay } from '../../kernel/calendar.ts'
import { enLists } from './messages/lists.en.ts'
import { thLists } from './messages/lists.th.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { diets, type Identity, type Logistics, passportTypes, personRoles, sexes, visaNeeds } from './schema.ts'

/** The columns of the spreadsheet for a group, in its order. Heads are in both languages, so that any reader fills in the same file. */
type Field = keyof Identity | keyof Logistics | 'delegation' | 'role' | 'meetings'

export interface Column {
  field: Field
  kind: 'text' | 'day' | 'time' | 'choice'
  /** Of a choice: the values as they are kept; the words of either language are read. */
  values?: readonly string[]
  words?: string
  logistics: boolean
}

const text = (field: Field, logistics = false): Column => ({ field, kind: 'text', logistics })
const choice = (field: Field, words: string, values: readonly string[], logistics = false): Column => ({ field, kind: 'choice', words, values, logistics })

export const columns: readonly Column[] = [
  text('delegation'), choice('role', 'registration.role', personRoles), text('meetings'), text('honorific'), text('givenName'), text('familyName'), text('badgeName'), text('nativeName'), choice('sex', 'registration.sex', sexes), text('nationality'), text('post'), text('agency'),
  text('language'), text('accompanies'), text('equipment'), choice('consent', 'import.consent', ['yes', 'no']),
  choice('passportType', 'registration.passport', passportTypes, true), text('passportNumber', true), { field: 'passportExpiry', kind: 'day', logistics: true },
  text('arrivalFlight', true), { field: 'arrivalOn', kind: 'day', logistics: true }, { field: 'arrivalAt', kind: 'time', logistics: true }, text('arrivalAirport', true),
  text('departureFlight', true), { field: 'departureOn', kind: 'day', logistics: true }, { field: 'departureAt', kind: 'time', logistics: true }, text('departureAirport', true),
  text('hotel', true), text('room', true), choice('visa', 'registration.visa', visaNeeds, true), text('visaPlace', true), choice('diet', 'registration.diet', diets, true), text('allergy', true), text('medical', true), text('vehicle', true), text('firearms', true), text('radio', true), text('emergency', true),
]

const words = { en: { ...en, ...enLists } as Record<string, unknown>, th: { ...th, ...thLists } as Record<string, unknown> }
const word = (lang: 'en' | 'th', key: string): string => (typeof words[lang][key] === 'string' ? words[lang][key] : key)

const headKey = (column: Column): string => (column.field === 'delegation' || column.field === 'role' || column.field === 'meetings' ? `import.head.${column.field}` : `registration.field.${column.field}`)
export const headOf = (column: Column): string => `${word('en', headKey(column))} · ${word('th', headKey(column))}`
export const choicesOf = (column: Column, lang: 'en' | 'th'): string[] => (column.values ?? []).map((value) => word(lang, `${column.words}.${value}`))

const plain = (value: string): string => value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The column a head means: in both languages, in either, or by the name programs use. */
export function columnOf(head: string): Column | null {
  const asked = plain(head)
  return columns.find((column) => [headOf(column), word('en', headKey(column)), word('th', headKey(column)), column.field].some((known) => plain(known) === asked)) ?? null
}

/** `A`, `Z`, `AA`: as spreadsheets name columns. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest > 0 ? letterOf(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`
}

const meant = new Map<Column, Map<string, string>>()
/** What may stand in a cell with choices, in either language, and the value it means. */
function meanings(column: Column): Map<string, string> {
  const known = meant.get(column) ?? new Map((column.values ?? []).toReversed().flatMap((value) => [value, word('en', `${column.words}.${value}`), word('th', `${column.words}.${value}`)].map((text) => [plain(text), value] as const)))
  meant.set(column, known)
  return known
}

export type CellRead = { value: string } | { code: string }

/** What a cell says, as it is kept. Days in either era and either digits; a year of the twenty-sixth century is Buddhist here. */
export function readCell(column: Column, cell: unknown, today: string): CellRead {
  const given = cell instanceof Date ? (column.kind === 'time' ? cell.toISOString().slice(11, 16) : cell.toISOString().slice(0, 10)) : cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim()
  if (given === '') return { value: '' }
  switch (column.kind) {
    case 'text':
      return { value: given.replace(/\s*[\r\n]+\s*/g, ' ') }
    case 'choice': {
      const value = meanings(column).get(plain(given))
      return value === undefined ? { code: 'import.choice' } : { value }
    }
    case 'day': {
      const read = readDay(cell instanceof Date ? buddhist(given) : given, { today })
      const date = 'date' in read ? read.date : 'ask' in read ? read.ask.buddhist : ''
      return /^\d{4}-\d{2}-\d{2}$/.test(date) ? { value: date } : { code: 'registration.day' }
    }
    case 'time': {
      // A spreadsheet keeps a time as a part of a day.
      const fraction = typeof cell === 'number' && cell >= 0 && cell < 1 ? Math.round(cell * 1440) : null
      const clock = fraction === null ? arabicDigits(given).replace('.', ':').replace(/ ?น:?$/, '').replace(/^(\d):/, '0$1:').slice(0, 5) : `${String(Math.floor(fraction / 60)).padStart(2, '0')}:${String(fraction % 60).padStart(2, '0')}`
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(clock) ? { value: clock } : { code: 'registration.time' }
    }
  }
}

/** A spreadsheet takes 2569 for a year of our era and makes a date of it. */
const buddhist = (day: string): string => (Number(day.slice(0, 4)) >= 2400 ? `${Number(day.slice(0, 4)) - 543}${day.slice(4)}` : day)
