import { formatDay } from '../../kernel/calendar.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import { queueMail } from '../../kernel/mail.ts'
import { listRecipients, type Recipient } from '../people/index.ts'
import type { Letter } from './queries.ts'
import type { LetterFacts } from './schema.ts'
import { subjectOf, words } from './wording.ts'

/** Whom the letters and circulars of a series reach: heads and focal points of each party, and the persons invited by name. */
export async function listContacts(db: Db | Tx, now: string): Promise<Recipient[]> {
  return listRecipients(db, ['NF', 'HD', 'DP', 'OB'], now)
}

/** Each person once, however many of these capacities he holds. */
export const contactsOf = (contacts: readonly Recipient[], letter: Pick<Letter, 'party' | 'person'>): Recipient[] =>
  contacts.filter((contact) => (letter.person === null ? contact.capacities.some((capacity) => capacity.party === letter.party) : contact.person.id === letter.person))

export type Kind = 'letter' | 'reminder'

/** One mail a person for each letter, and one reminder, however often this runs: the key says so. */
export async function mailLetter(tx: Tx, kind: Kind, letter: { id: string; href: string; says: LetterFacts }, recipients: readonly Recipient[], now: string): Promise<void> {
  for (const { person, email, lang } of recipients) {
    const w = words[lang]
    const by = letter.says.replyBy === null ? '' : formatDay(letter.says.replyBy, lang)
    await queueMail(tx, {
      to: email, now, uniqueKey: `convocation-${kind}:${letter.id}:${person.id}`,
      subject: kind === 'letter' ? w['convocation.mail-subject'](subjectOf(letter.says, lang)) : w['convocation.reminder-subject'](subjectOf(letter.says, lang)),
      text: [
        w['convocation.mail-to'](letter.says.addressee?.[lang] ?? ''),
        kind === 'letter' ? w['convocation.mail-text'](subjectOf(letter.says, lang), letter.says.reference ?? '') : w['convocation.reminder-text'](subjectOf(letter.says, lang), letter.says.reference ?? ''),
        w['convocation.mail-reply'](by), letter.href, 'Mufakat',
      ].join('\n\n'),
    })
  }
}

export async function mailCircular(tx: Tx, circular: { id: string; number: number; series: string; href: string }, recipients: readonly Recipient[], now: string): Promise<void> {
  for (const { person, email, lang } of recipients) {
    const w = words[lang]
    await queueMail(tx, {
      to: email, now, uniqueKey: `convocation-circular:${circular.id}:${person.id}`, subject: w['convocation.circular-subject'](circular.number, circular.series),
      text: [w['convocation.circular-text'](circular.number, circular.series), circular.href, 'Mufakat'].join('\n\n'),
    })
  }
}
