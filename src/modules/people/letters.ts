import type { Role } from '../../kernel/actor.ts'
import type { Lang } from '../../kernel/languages.ts'
import { en as kernelEn } from '../../kernel/messages.en.ts'
import { th as kernelTh } from '../../kernel/messages.th.ts'
import { letters as en } from './reasons.en.ts'
import { letters as th } from './reasons.th.ts'

const letters = { en, th }
const kernel = { en: kernelEn, th: kernelTh }

export interface LetterFacts {
  auditor: { role: Role; name: string; what: 'requested' | 'approved' | 'refused' | 'revoked'; by: string }
  invitation: { name: string; by: string; role: Role; address: string; until: string }
}

/** A letter in the reader's own language. */
export function mailTo<Kind extends keyof LetterFacts>(reader: { email: string; lang: Lang }, kind: Kind, facts: LetterFacts[Kind]): { to: string; subject: string; text: string } {
  const role = kernel[reader.lang][`role.${facts.role}`]
  const letter = letters[reader.lang]
  if (kind === 'auditor') {
    const told = facts as LetterFacts['auditor']
    const act = letter[`auditor.${told.what}`]
    return { to: reader.email, subject: letter['auditor.subject'](role, act), text: letter['auditor.text'](told.name, role, act, told.by) }
  }
  const asked = facts as LetterFacts['invitation']
  return { to: reader.email, subject: letter['invitation.subject'], text: letter['invitation.text'](asked.name, asked.by, role, asked.address, asked.until) }
}
