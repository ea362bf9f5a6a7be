import { en } from './messages.en.ts'
import { th } from './messages.th.ts'

/** Wording of the extraction in both languages. A fault's key is its code; a reason's key is `doubt.` and the reason. */
export const messages = { en, th }
