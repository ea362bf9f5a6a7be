import type { Lang } from '../../../kernel/languages.ts'
import { en, type ActsMessages } from './acts.en.ts'
import { th } from './acts.th.ts'

/** Wording of what is done to the register: review, follow-up, matrix. */
export const wordsOfActs: Record<Lang, ActsMessages> = { en, th }
