import { z } from 'zod'
import { distributions, FileLang, modifierKinds, paperPurposes, seriesCodes } from './papers.ts'

const line = (max: number) => z.string().trim().max(max)
/** In one language at least; the other says the same until someone translates it. */
export const Bilingual = (max: number) => z.strictObject({ en: line(max).default(''), th: line(max).default('') }).transform(({ en, th }) => ({ en: en || th, th: th || en }))
const Wished = (max: number) => Bilingual(max).nullable().default(null).transform((text) => (text === null || text.en === '' ? null : text))

/** A paper by its symbol or, before it has one, its id. */
export const PaperId = line(120).min(1)
export const Version = z.coerce.number().int()
export const Reason = line(1000).min(1, 'papers.reason-needed')

export const SubmitInput = z.strictObject({
  meeting: line(60).min(1, 'papers.meeting-needed'),
  series: z.enum(seriesCodes, { error: 'papers.series-needed' }),
  title: Bilingual(300).refine((text) => text.en !== '', { message: 'papers.title-needed' }),
  purpose: z.enum(paperPurposes, { error: 'papers.purpose-needed' }),
  summary: Wished(2000),
  actionRequested: Wished(1000),
  item: line(80).nullable().default(null),
  distribution: z.enum(distributions, { error: 'papers.distribution-needed' }),
  partner: line(12).nullable().default(null),
  joint: z.boolean().default(false),
  classification: line(60).default('none'),
  handling: line(200).nullable().default(null),
  areas: z.array(line(60)).max(20).default([]),
  asOfStamp: line(200).nullable().default(null),
  authenticLang: FileLang.default('en'),
  /** For whom the Secretariat hands it in, when it came by letter or mail. */
  party: line(12).nullable().default(null),
  modifies: line(120).nullable().default(null),
  modifier: z.enum(modifierKinds).nullable().default(null),
  /** Which one it is meant to be; refused where that is not the next. */
  modifierNumber: z.number().int().min(1).nullable().default(null),
  languagesConcerned: z.array(FileLang).max(12).nullable().default(null),
})
export type SubmitInput = z.output<typeof SubmitInput>

export const MarksInput = z.strictObject({ document: PaperId, version: Version, distribution: z.enum(distributions, { error: 'papers.distribution-needed' }), partner: line(12).nullable().default(null), joint: z.boolean().default(false) })
