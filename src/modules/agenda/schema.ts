import { z } from 'zod'
import type { Text as Words } from '../../kernel/languages.ts'
import type { AccessClass } from '../meetings/index.ts'

export const purposes = ['information', 'discussion', 'decision'] as const
export type Purpose = (typeof purposes)[number]

export const agendaStates = ['DRAFT', 'PROVISIONAL', 'ADOPTED', 'AMENDED'] as const
export type AgendaState = (typeof agendaStates)[number]

export const topics = ['opening', 'adoption', 'other-matters', 'next-meeting', 'report', 'closing'] as const
export type Topic = (typeof topics)[number]
/** What a meeting ends with (practice §1.5). */
export const endTopics: readonly Topic[] = ['other-matters', 'next-meeting', 'report', 'closing']

/** Who leads an item, where it is not one party: worded in the reader's language. Anything else is the code of a party. */
export const leads = ['chair', 'outgoing-chair', 'co-chairs', 'host', 'secretariat', 'lead-shepherds', 'heads'] as const
export type Lead = (typeof leads)[number]

export interface Agenda {
  meeting: string
  state: AgendaState
  adoptedAt: string | null
  adoptedBy: string | null
  putAt: string | null
  putBy: string | null
  version: number
}

/** An item as this reader sees it. */
export interface Item {
  id: string
  meeting: string
  parent: string | null
  topic: Topic | null
  title: Words
  purpose: Purpose
  lead: string | null
  minutes: number | null
  session: string | null
  access: AccessClass | null
  partner: string | null
  /** When its turn comes, as the session and the minutes before it tell. */
  startsAt: string | null
  background: Words | null
  request: Words | null
  mandates: string[]
  proposer: string | null
  sameAs: string | null
  addedAfterAdoption: string | null
  removed: boolean
  origin: 'desk' | 'demonstration'
  version: number
}

/** With the number it has for this reader: for everyone else a hidden item does not exist, and numbers close up. */
export type NumberedItem = Item & { number: string }

/** What is kept of an item in a version that went out. */
export type FrozenItem = Pick<Item, 'id' | 'parent' | 'title' | 'purpose' | 'lead' | 'minutes' | 'session' | 'startsAt' | 'background' | 'request' | 'mandates'>

export const versionKinds = ['PROVISIONAL', 'REVISED', 'ADOPTED', 'AMENDED'] as const
export interface AgendaVersion {
  number: number
  kind: (typeof versionKinds)[number]
  revision: number | null
  items: FrozenItem[]
  note: string | null
  at: string
  byName: string
  byRole: string
  /** The paper as which it went out; null for one kept before there were such. */
  document: string | null
}

export interface ItemPaper {
  id: string
  item: string
  symbol: string
  title: Words
  distribution: string
  partner: string | null
  languages: string[]
  late: boolean
  admitted: boolean
  withdrawn: boolean
  /** The symbol it revises, where it replaces one. */
  replaces: string | null
  asks: boolean
}

export interface Proposal {
  id: string
  meeting: string
  party: string | null
  title: Words
  purpose: Purpose
  background: Words | null
  request: Words | null
  mandates: string[]
  minutes: number | null
  byName: string
  byRole: string
  at: string
  status: 'open' | 'taken' | 'declined'
  item: string | null
  answer: string | null
  answeredAt: string | null
}

const written = (most: number) => z.string().trim().min(1, 'agenda.words-needed').max(most, 'agenda.too-long')
/** Both languages: an agenda goes out in both. */
const both = (most: number) => z.strictObject({ en: written(most), th: written(most) })
const Title = both(300)
const Written = both(4000).nullable().default(null)

export const ItemFields = z.strictObject({
  parent: z.string().max(80).nullable().default(null),
  title: Title,
  purpose: z.enum(purposes),
  lead: z.string().trim().max(80).nullable().default(null),
  minutes: z.number().int().min(1, 'agenda.minutes').max(600, 'agenda.minutes').nullable().default(null),
  session: z.string().max(80).nullable().default(null),
  background: Written,
  request: Written,
  mandates: z.array(z.string().trim().max(80)).max(40).default([]),
  sameAs: z.string().max(80).nullable().default(null),
  topic: z.enum(topics).nullable().default(null),
})
export type ItemFields = z.infer<typeof ItemFields>

export const ProposalFields = z.strictObject({
  title: Title,
  purpose: z.enum(purposes),
  background: Written,
  request: Written,
  mandates: z.array(z.string().trim().max(80)).max(40).default([]),
  minutes: z.number().int().min(1, 'agenda.minutes').max(600, 'agenda.minutes').nullable().default(null),
})
export type ProposalFields = z.infer<typeof ProposalFields>
