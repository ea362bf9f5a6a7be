import { z } from 'zod'
import type { Lang, Text } from '../../kernel/languages.ts'

/** Practice §4.3: who is invited. The Secretariat invites; it is not invited. */
export const invitedCategories = ['member', 'dialogue-partner', 'sectoral-partner', 'observer', 'organisation', 'entity', 'sister-body', 'resource-person'] as const
export type InvitedCategory = (typeof invitedCategories)[number]

/** Practice §1.4: what a letter must say, in the order of the text. */
export const elements = [
  'reference', 'date', 'addressee', 'meeting', 'dates', 'venue', 'mode', 'chair', 'meetings', 'agenda', 'programme', 'circular', 'nomination', 'reply-by',
  'contact-substance', 'contact-logistics', 'contact-security', 'contact-media', 'quota', 'language', 'costs', 'signatory',
] as const
export type Element = (typeof elements)[number]

/** Practice §1.7: what a first circular must speak of, or say why it does not. */
export const headings = [
  'venue', 'contacts', 'registration', 'badges', 'visa', 'airport', 'hotels', 'courtesy', 'transport', 'security', 'meals', 'interpretation', 'rooms', 'documents', 'internet', 'media', 'medical', 'insurance', 'customs',
  'dress', 'weather', 'power', 'time-zone', 'spouses', 'key-dates',
] as const
export type Heading = (typeof headings)[number]

export const contactFields = ['substance', 'logistics', 'security', 'media'] as const
export type ContactField = (typeof contactFields)[number]
export interface Contact {
  post: Text
  email: string
  phone: string
}
export type Contacts = Partial<Record<ContactField, Contact>>

export interface LetterMeeting {
  ref: string
  title: Text
  startsOn: string | null
  endsOn: string | null
  zone: string
  mode: 'in-person' | 'virtual' | 'hybrid'
  chair: Text | null
  quota: number | null
  languages: string[]
  /** All of it; else only the sessions listed. */
  whole: boolean
  sessions: { title: Text; access: string; startsAt: string; endsAt: string; room: Text | null }[]
  /** What of its provisional agenda the addressee may see; empty where there is none yet. */
  agenda: { number: string; title: Text; purpose: 'information' | 'discussion' | 'decision' }[]
}

/** All a letter says, without a language: computed from the meetings and the rights, kept when it is issued. */
export interface LetterFacts {
  category: InvitedCategory
  party: string | null
  partyName: Text | null
  addressee: Text | null
  reference: string | null
  date: string | null
  series: { name: Text; city: Text | null; startsOn: string; endsOn: string; zone: string }
  meetings: LetterMeeting[]
  venue: Text | null
  link: string | null
  replyBy: string | null
  nominateBy: string | null
  contacts: Contacts
  costs: Text | null
  signatory: Text | null
  circular: { number: number; title: Text } | null
  opening: Text
  closing: Text
  note: Text | null
}

export type SectionText = { text: Text } | { none: Text }
export type Sections = Partial<Record<Heading, SectionText>>

export const letterStates = ['draft', 'proposed', 'issued', 'withdrawn'] as const
export const eventKinds = ['delivered', 'acknowledged', 'accepted', 'regretted', 'reminded'] as const
export type EventKind = (typeof eventKinds)[number]
export const answerKinds = ['acknowledged', 'accepted', 'regretted'] as const

/** Half a text says in which language the other half is missing; nothing in both is nothing. */
const Both = z.strictObject({ en: z.string().trim().max(6000), th: z.string().trim().max(6000) }).transform((text): Text | null => (text.en === '' && text.th === '' ? null : text))
const Id = z.string().min(1).max(80)
const Ids = z.array(Id).min(1, 'convocation.none-chosen').max(200)
const version = z.coerce.number().int()
const DayOrNone = z.preprocess((value) => (value === '' || value === undefined ? null : value), z.iso.date().nullable())
const Mail = z.union([z.literal(''), z.email({ error: 'convocation.email' }).max(200)])

const ContactInput = z.strictObject({ post: Both, email: Mail, phone: z.string().trim().max(60) })

export const PrepareInput = z.strictObject({
  series: Id,
  version,
  prefix: z.string().trim().regex(/^[A-Z0-9][A-Z0-9.+-]*(?:\/[A-Z0-9.+-]+)*$/, 'convocation.prefix').max(40),
  link: z.preprocess((value) => (value === '' || value === undefined ? null : value), z.url({ error: 'convocation.link', protocol: /^https?$/ }).max(400).nullable()),
  replyBy: DayOrNone,
  nominateBy: DayOrNone,
  costs: Both,
  signatory: Both,
  contacts: z.strictObject({ substance: ContactInput, logistics: ContactInput, security: ContactInput, media: ContactInput }),
})

export const SeriesInput = z.strictObject({ series: Id })
export const LettersInput = z.strictObject({ series: Id, letters: Ids })
export const LetterInput = z.strictObject({ letter: Id })
export const EditLetterInput = z.strictObject({ letter: Id, version, post: Both, note: Both })
export const NoteInput = z.strictObject({ letter: Id, note: z.string().trim().min(1, 'convocation.say-why').max(1000) })
export const TemplateInput = z.strictObject({ series: Id, category: z.enum(invitedCategories), version, opening: Both, closing: Both })
export const AnswerInput = z.strictObject({ letter: Id, kind: z.enum(answerKinds, 'convocation.choose-answer'), note: z.string().trim().max(2000).default('') })
export const RecordInput = z.strictObject({ letter: Id, kind: z.enum(['delivered', ...answerKinds], 'convocation.choose-answer'), source: z.string().trim().min(1, 'convocation.source-needed').max(400), note: z.string().trim().max(2000).default('') })

const SectionInput = z.strictObject({ none: z.boolean().default(false), text: Both })
export const CircularInput = z.strictObject({
  circular: Id,
  version,
  title: Both,
  changes: Both,
  sections: z.partialRecord(z.enum(headings), SectionInput),
})
export const CircularId = z.strictObject({ circular: Id })
export const CircularNote = z.strictObject({ circular: Id, note: z.string().trim().min(1, 'convocation.say-why').max(1000) })

export const isWhole = (text: Text | null | undefined): text is Text => text !== null && text !== undefined && text.en.trim() !== '' && text.th.trim() !== ''
/** The language in which a text has nothing; null where both are there or none is. */
export function halfOf(text: Text | null | undefined): Lang | null {
  const [en, th] = [text?.en.trim() ?? '', text?.th.trim() ?? '']
  return (en === '') === (th === '') ? null : en === '' ? 'en' : 'th'
}
