import { z } from 'zod'
import type { FileStore } from '../../../kernel/files.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { CountedActivity, FundingSum, MandateProof, Programme } from '../../plans/index.ts'
import type { DecisionRow, MeetingFacts } from '../schema.ts'

/** The parts of the pack that the desk writes, in the order of practice §3.5; rows are lines of the desk in the follow-up table. */
export const packSections = ['summary', 'decision', 'row', 'status', 'threat', 'partner', 'issue', 'next'] as const
export type PackSection = (typeof packSections)[number]
/** Those to which one adds freely. */
export const writtenSections = ['summary', 'decision', 'status', 'threat', 'partner', 'issue', 'next'] as const satisfies readonly PackSection[]
export type WrittenSection = (typeof writtenSections)[number]

/** Classes that a decision sought can have: what asks nothing and changes nothing is not sought. */
export const soughtClasses = ['C4', 'C5', 'C6', 'C7'] as const
export type SoughtClass = (typeof soughtClasses)[number]

export const packDistributions = ['LIMITED', 'RESTRICTED'] as const
export type PackDistribution = (typeof packDistributions)[number]

export interface Pack {
  id: string
  /** The meeting whose decisions it follows up: `AMMTC/19`. */
  after: string
  /** The meeting that receives it: `AMMTC/20`. */
  meeting: string
  distribution: PackDistribution
  programmes: string[]
  origin: 'desk' | 'demonstration'
  begunAt: string
  version: number
}

export interface PackPart {
  id: string
  section: PackSection
  position: number
  text: Text
  thaiFor: string
  verb: string | null
  readClass: string | null
  class: SoughtClass | null
  calledFor: string | null
  mandate: string | null
  source: string | null
  proof: string | null
  removedAt: string | null
}

export interface PackChange {
  version: number
  act: string
  section: PackSection | null
  was: unknown
  became: unknown
  byName: string
  byRole: string
  at: string
}

export interface FrozenPack {
  number: number
  document: string
  symbol: string
  version: number
  content: string
  byName: string
  at: string
}

/** All a pack is made from: what its audience may read, and what of the rest is to be told to the desk. */
export interface PackFacts extends MeetingFacts {
  pack: Pack
  /** Those that stand, in their order. */
  parts: PackPart[]
  rows: PackRow[]
  /** Symbols of C4 to C6 that the desk sees and the audience does not: they would be missing. */
  kept: string[]
  programmes: Programme[]
  activities: CountedActivity[]
  funding: FundingSum[]
}

export interface PackRow extends DecisionRow {
  /** What the desk wrote for this row. */
  line: PackPart | null
  /** Proof that all of the audience may open, the one that the desk chose first. */
  proofs: MandateProof[]
  /** How many more there are that they may open. */
  more: number
  /** How much proof there is that they may not. */
  hidden: number
  /** The desk chose one that they may not open, or that is no more. */
  chosenHidden: boolean
  activities: CountedActivity[]
}

const Id = z.string().trim().min(1).max(120)
const Version = z.coerce.number().int()
const Words = z.strictObject({ en: z.string().trim().max(2000), th: z.string().trim().max(2000) }).refine((text) => text.en !== '', { message: 'report.pack.words-needed', path: ['en'] })

export const BeginPack = z.strictObject({ after: Id })
export const SetPack = z.strictObject({ pack: Id, version: Version, distribution: z.enum(packDistributions), programmes: z.array(Id).max(60) })
const fields = { text: Words, /** The desk looked: the Thai says what the English says. */ sameInThai: z.boolean().default(false), class: z.union([z.literal(''), z.enum(soughtClasses)]).default(''), source: z.string().trim().max(400).default(''), mandate: z.string().trim().max(120).default('') }
export const AddPart = z.strictObject({ pack: Id, version: Version, section: z.enum(writtenSections), ...fields })
export const EditPart = z.strictObject({ pack: Id, version: Version, part: Id, ...fields })
export const TakeProposal = z.strictObject({ pack: Id, version: Version, calledFor: Id })
export const PlacePart = z.strictObject({ pack: Id, version: Version, part: Id, to: z.enum(['up', 'down', 'out', 'back']) })
export const WriteRow = z.strictObject({ pack: Id, version: Version, mandate: Id, text: z.strictObject({ en: z.string().trim().max(2000), th: z.string().trim().max(2000) }), sameInThai: z.boolean().default(false), proof: z.string().trim().max(120).default('') })
export const FreezePack = z.strictObject({ pack: Id, version: Version, zone: z.string(), publicUrl: z.string(), store: z.custom<FileStore>((value) => typeof value === 'object' && value !== null) })
