import { z } from 'zod'
import { Day } from '../../../kernel/record.ts'
import { Slug } from '../../mechanism/index.ts'

/** Practice §1.8.1, in its order; the words of each are in the messages, its defaults in `papers.yaml`. */
export const seriesCodes = ['AG', 'WP', 'INF', 'CRP', 'L', 'NR', 'LSR', 'PP', 'RPT', 'DEC', 'JS', 'DCL', 'NC'] as const
export type SeriesCode = (typeof seriesCodes)[number]

/** what a text does to the one it hangs on. */
export const modifierKinds = ['Rev', 'Add', 'Corr', 'Amend'] as const
export type ModifierKind = (typeof modifierKinds)[number]

/** From the widest to the narrowest; `PARTNER` is members with one partner. A distribution is no classification (§1.8.3). */
export const distributions = ['PUBLIC', 'GENERAL', 'PARTNER', 'LIMITED', 'RESTRICTED'] as const
export type Distribution = (typeof distributions)[number]

export const paperPurposes = ['information', 'discussion', 'decision'] as const
export type PaperPurpose = (typeof paperPurposes)[number]

export const paperStatuses = ['SUBMITTED', 'REGISTERED', 'WITHDRAWN', 'REFUSED'] as const
export type PaperStatus = (typeof paperStatuses)[number]

/** A language of a file, such as `en`, `th`, `vi`, `zh-Hans`. */
export const FileLang = z.string().regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?$/, 'papers.language')

/** Series as data with dates of effect: a body may change them by decision. */
export const PapersFile = z.array(
  z.strictObject({
    series: z.enum(seriesCodes),
    from: Day,
    until: Day.nullable().default(null),
    distribution: z.enum(['GENERAL', 'PARTNER', 'LIMITED', 'RESTRICTED']),
    daysBefore: z.number().int().min(0).max(400).nullable().default(null),
    /** Of timeline.yaml. */
    milestone: Slug.nullable().default(null),
    adopted: z.boolean().default(false),
  }),
)
