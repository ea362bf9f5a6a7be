import { z } from 'zod'
import type { Sheet } from '../import/sheet.ts'
import { importFields, statusTargets } from '../import/words.ts'

const Id = z.string().trim().max(80)
const Version = z.coerce.number().int()
const Word = z.string().max(300)
const words = z.record(Word, z.string().max(80))

export const ChoicesGiven = z.strictObject({
  sheet: z.coerce.number().int().min(0).max(20), head: z.coerce.number().int().positive().nullable().default(null), columns: z.record(z.string().regex(/^[A-Z]{1,3}$/), z.enum(importFields)),
  words: z.strictObject({ status: z.record(Word, z.enum(statusTargets)), area: words, strategy: words, party: words, heading: words }),
  cells: z.record(z.string().regex(/^\d{1,7}:[A-Z]{1,3}$/), z.string().trim().max(4000)), rows: z.record(z.string().regex(/^\d{1,7}$/), z.enum(['keep', 'leave'])), hidden: z.boolean().default(false),
  currency: z.string().trim().toUpperCase().max(3).default(''), rate: z.coerce.number().positive('plans.rate-positive').nullable().default(null), rateOn: z.iso.date('plans.day').nullable().default(null), area: z.string().max(60).default(''), strategy: z.string().max(60).default(''), unstated: z.enum(['END', 'PRO']).default('END'),
})

/** The sheets are our own reading of the file, not what someone sent. */
export const StageImport = z.strictObject({ programme: Id, fileName: z.string().trim().min(1).max(200), sha256: z.string().length(64), sheets: z.custom<Sheet[]>((value) => Array.isArray(value) && value.length > 0), /** Of a workbook, to be given back with notes in its cells. */ bytes: z.instanceof(Uint8Array).nullable().default(null) })
export const ReadImport = z.strictObject({ draft: Id, version: Version, choices: ChoicesGiven })
export const TakeImport = z.strictObject({ draft: Id, version: Version, decision: z.string().trim().max(300).default(''), /** Rows that are not understood stay; without it they must all be. */ partly: z.boolean().default(false), /** The very file went in before. */ again: z.boolean().default(false) })
export const DropImport = z.strictObject({ draft: Id, version: Version })
