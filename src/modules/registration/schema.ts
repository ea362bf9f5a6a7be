import { z } from 'zod'

/** Where a person comes from; all but `delegation` belong to no party. */
export const kinds = ['delegation', 'secretariat', 'host', 'services', 'media', 'resource-person'] as const
export type Kind = (typeof kinds)[number]

/** What a person is at a meeting (practice §4.2). */
export const personRoles = ['head', 'alternate', 'delegate', 'adviser', 'expert', 'note-taker', 'interpreter', 'security', 'media', 'liaison', 'technical', 'secretariat', 'resource-person'] as const
export type PersonRole = (typeof personRoles)[number]

/** Head and alternate are nominated, never made by registering (practice §1.6: four different acts). */
export const rolesByRegistration = personRoles.filter((role) => role !== 'head' && role !== 'alternate')

export const badgeStates = ['requested', 'vetted', 'printed', 'issued', 'lost', 'revoked', 'returned'] as const
export type BadgeState = (typeof badgeStates)[number]

export const badgeCategories = ['head', 'delegate', 'adviser', 'observer', 'partner', 'organisation', 'secretariat', 'host', 'interpreter', 'technical', 'security', 'media', 'liaison', 'guest'] as const
export type BadgeCategory = (typeof badgeCategories)[number]

const line = (max: number) => z.string().trim().max(max, 'registration.too-long').refine((text) => !/[\r\n]/.test(text), 'registration.one-line').transform((text) => text.normalize('NFC'))
const needed = (max: number) => line(max).refine((text) => text !== '', 'registration.needed')

export const sexes = ['F', 'M', 'X'] as const

/** What the badge, the desk and the list of participants need. */
export const Identity = z.strictObject({
  honorific: line(60), givenName: needed(120), familyName: line(120), badgeName: needed(80), nativeName: line(120),
  sex: z.enum(sexes, 'registration.sex-needed'), nationality: needed(80), post: needed(200), agency: line(200), language: line(80), accompanies: line(200), equipment: line(500),
  consent: z.boolean(),
})
export type Identity = z.infer<typeof Identity>

export const passportTypes = ['diplomatic', 'official', 'ordinary'] as const
export const visaNeeds = ['none', 'embassy', 'arrival'] as const
export const diets = ['none', 'halal', 'vegetarian', 'vegan', 'other'] as const

const day = z.union([z.literal(''), z.iso.date('registration.day')])
const time = z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'registration.time')])
const choice = <Values extends readonly [string, ...string[]]>(values: Values) => z.union([z.literal(''), z.enum(values)], 'registration.choice')

/** seen by the host's liaison and the person's own delegation only, and deleted 90 days after the series. */
export const Logistics = z.strictObject({
  passportType: choice(passportTypes), passportNumber: line(30), passportExpiry: day,
  arrivalFlight: line(20), arrivalOn: day, arrivalAt: time, arrivalAirport: line(80),
  departureFlight: line(20), departureOn: day, departureAt: time, departureAirport: line(80),
  hotel: line(120), room: line(60), visa: choice(visaNeeds), visaPlace: line(120),
  diet: choice(diets), allergy: line(200), medical: line(300), vehicle: line(120), firearms: line(200), radio: line(200), emergency: line(200),
})
export type Logistics = z.infer<typeof Logistics>
export const logisticsFields = Object.keys(Logistics.shape) as (keyof Logistics)[]
export const noLogistics: Logistics = Object.fromEntries(logisticsFields.map((field) => [field, ''])) as Logistics

export interface Registered {
  sex: (typeof sexes)[number]
  nationality: string
  language: string
  accompanies: string
  equipment: string
  photo: string | null
  photoType: string | null
  consent: boolean
  submittedAt: string
  submittedBy: string
  late: boolean
  lateRequest: string | null
  validatedAt: string | null
  validatedBy: string | null
}

export interface Badge {
  id: string
  number: number
  code: string
  category: BadgeCategory
  state: BadgeState
  receipt: number | null
  batch: string | null
  reason: string | null
  changedAt: string
  version: number
}

/** A person of a series with everything but logistics. */
export interface Registrant {
  id: string
  series: string
  party: string | null
  kind: Kind
  honorific: string
  givenName: string
  familyName: string
  badgeName: string
  nativeName: string
  post: string
  agency: string
  position: number
  account: string | null
  origin: 'desk' | 'demonstration'
  version: number
  /** What the person is now, at each meeting of the series. */
  roles: { meeting: string; role: PersonRole }[]
  registered: Registered | null
  badge: Badge | null
  /** Sessions' meetings where the badge was let in, or the desk saw the person. */
  attended: string[]
}
