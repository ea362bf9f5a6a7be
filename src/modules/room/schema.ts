import { z } from 'zod'
import type { Text } from '../../kernel/languages.ts'
import type { Category } from '../meetings/index.ts'

export const listOrders = ['request', 'alphabetical'] as const
export type ListOrder = (typeof listOrders)[number]
export const requestKinds = ['statement', 'reply', 'point-of-order'] as const
export type RequestKind = (typeof requestKinds)[number]
export type RequestState = 'waiting' | 'speaking' | 'paused' | 'spoken' | 'withdrawn'
export const seats = ['head', 'alternate', 'representative', 'excused'] as const
export type Seat = (typeof seats)[number]
export const statementForms = ['delivered', 'written', 'annexed'] as const
export type StatementForm = (typeof statementForms)[number]
export const eventKinds = ['opened', 'suspended', 'resumed', 'closed', 'item', 'list-closed', 'list-opened', 'recording-on', 'recording-off'] as const
export type EventKind = (typeof eventKinds)[number]
/** Practice §2.7; the verb proposes one, the desk confirms it. */
export const lineClasses = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const
export type LineClass = (typeof lineClasses)[number]

/** Two minutes, and not on the substance. */
export const orderSeconds = 120
export const usualSeconds = 180
/** The room is told when so much is left. */
export const warnSeconds = 30

/** The state of the floor in a session. */
export interface Floor {
  session: string
  item: string | null
  itemSince: string | null
  list: 'open' | 'closed'
  order: ListOrder
  seconds: number
  recorded: boolean
  version: number
}

export interface FloorRequest {
  id: string
  session: string
  item: string | null
  party: string
  category: Category
  asLead: boolean
  kind: RequestKind
  state: RequestState
  seconds: number
  askedAt: string
  askedRole: string
  invitedAt: string | null
  laterAt: string | null
  startedAt: string | null
  pausedAt: string | null
  pausedMs: number
  extendedSeconds: number
  interrupts: string | null
  endedAt: string | null
  endedHow: 'finished' | 'limit' | 'suspended' | null
}

export interface Presence {
  id: string
  party: string
  seat: Seat
  from: string
  until: string | null
}

export interface SessionEvent {
  number: number
  kind: EventKind
  item: string | null
  at: string
  byName: string
  byRole: string
}

export interface FloorStatement {
  id: string
  item: string | null
  party: string
  form: StatementForm
  checkAgainstDelivery: boolean
  untilDelivered: boolean
  title: string
  recordedAt: string
}

export interface RoomNote {
  id: string
  item: string | null
  text: string
  at: string
  byName: string
  byRole: string
}

/** Whom a step is for, as the register of mandates names owners. */
export const Owner = z.union([
  z.strictObject({ party: z.string().max(20) }),
  z.strictObject({ body: z.string().max(40) }),
  z.strictObject({ all: z.enum(['members', 'partners']) }),
  z.strictObject({ role: z.enum(['lead-shepherds', 'secretariat', 'sectoral-bodies', 'remaining-members', 'experts']) }),
  z.strictObject({ words: z.string().trim().min(1).max(200) }),
])
export type Owner = z.infer<typeof Owner>

export const LineDue = z.union([z.strictObject({ none: z.literal(true) }), z.strictObject({ on: z.iso.date() }), z.strictObject({ atNext: z.string().max(40) })])
export type LineDue = z.infer<typeof LineDue>

export interface AgreedLine {
  id: string
  meeting: string
  session: string
  item: string | null
  language: 'en' | 'th'
  text: string
  translation: string
  verb: string
  class: LineClass
  owners: Owner[]
  due: LineDue
  follows: string[]
  state: 'draft' | 'gavelled' | 'not-agreed' | 'withdrawn'
  views: string
  draftedBy: string
  draftedName: string
  number: number | null
  decidedAt: string | null
  decidedName: string | null
  present: string[]
  absent: string[]
  provisional: string[]
  adReferendum: boolean
  handedTo: string | null
  rehearsal: boolean
  version: number
}

export interface Objection {
  id: string
  line: string
  party: string
  reason: string
  at: string
}

export interface SilenceDraft {
  line: string
  addressees: string[]
  dueAt: string
  workingDays: number
  preparedAt: string
}

/** An item of the agenda as the room needs it. */
export interface RoomItem {
  id: string
  number: string
  title: Text
  purpose: 'information' | 'discussion' | 'decision'
  minutes: number | null
  session: string | null
  startsAt: string | null
  /** Ids of the mandates it follows. */
  mandates: string[]
}

const id = z.string().max(80)
const version = z.coerce.number().int()
export const SessionOnly = z.strictObject({ session: id })
export const Led = z.strictObject({ session: id, version })
export const ToItem = Led.extend({ item: id })
export const Present = z.strictObject({ session: id, party: z.string().max(20), seat: z.enum([...seats, 'absent']) })
export const Ask = z.strictObject({ session: id, kind: z.enum(requestKinds).default('statement') })
export const Add = Ask.extend({ party: z.string().min(1, 'room.party-needed').max(20) })
export const OfRequest = z.strictObject({ session: id, request: z.string().regex(/^\d{1,18}$/) })
export const Give = OfRequest.extend({ version })
export const Extend = Led.extend({ seconds: z.coerce.number().int().min(10, 'room.extend-seconds').max(600, 'room.extend-seconds').default(60) })
export const SetList = Led.extend({ list: z.enum(['open', 'closed']).optional(), order: z.enum(listOrders).optional(), seconds: z.coerce.number().int().min(30, 'room.limit-seconds').max(3600, 'room.limit-seconds').optional() })
export const Record = Led.extend({ on: z.enum(['yes', 'no']) })
export const Note = z.strictObject({ session: id, text: z.string().trim().min(1, 'room.text-needed').max(8000) })
export const StatementIn = z.strictObject({
  session: id, party: z.string().min(1, 'room.party-needed').max(20), form: z.enum(statementForms), title: z.string().trim().max(300).default(''),
  check: z.enum(['yes', 'no']).default('no'), embargo: z.enum(['yes', 'no']).default('no'),
})
export const LineIn = z.strictObject({
  session: id, item: id.nullable().default(null), language: z.enum(['en', 'th']).default('en'),
  text: z.string().trim().min(1, 'room.text-needed').max(4000), translation: z.string().trim().max(4000).default(''),
  class: z.enum(lineClasses).nullable().default(null), owners: z.array(Owner).max(20).default([]), due: LineDue.default({ none: true }), follows: z.array(z.string().max(80)).max(20).default([]),
})
export const LineEdit = LineIn.extend({ line: z.string().regex(/^\d{1,18}$/), version })
export const OfLine = z.strictObject({ session: id, line: z.string().regex(/^\d{1,18}$/), version })
export const NotAgreed = OfLine.extend({ views: z.string().trim().max(2000).default('') })
export const Objecting = z.strictObject({ session: id, line: z.string().regex(/^\d{1,18}$/), reason: z.string().trim().max(1000).default('') })
