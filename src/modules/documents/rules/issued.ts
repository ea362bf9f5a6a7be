import { type Actor, acts, mayRead, system } from '../../../kernel/actor.ts'
import { arabicDigits } from '../../../kernel/calendar.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'

/** No I, L, O or U: nothing on paper is mistaken for something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const drawn = 10

/**
 * A code such as `A19-7KX4M-2PQ9R`: what the paper is about, for people, and ten drawn characters, 50 bits. A million tries a day
 * would take over a million years to come upon one of a thousand papers. `bytes` are random.
 */
export function paperCode(subject: string, bytes: Uint8Array): string {
  const [body = 'X', session = ''] = subject.split('@')[0]?.split('/') ?? []
  const characters = [...bytes.subarray(0, drawn)].map((byte) => alphabet[byte % 32]).join('')
  return `${body[0] ?? 'X'}${/^[A-Z0-9]*/.exec(session)?.[0].slice(0, 4) ?? ''}-${characters.slice(0, 5)}-${characters.slice(5)}`
}

/** What a person typed, as the drawn part is kept: any case, blanks, dashes, Thai digits, O for 0, I and L for 1. Null: cannot be a code. */
export function typedCode(text: string): string | null {
  const clean = arabicDigits(text.normalize('NFKC')).toUpperCase().replace(/[^A-Z0-9]/g, '').slice(-drawn).replaceAll('O', '0').replace(/[IL]/g, '1')
  return clean.length === drawn && [...clean].every((character) => alphabet.includes(character)) ? clean : null
}

/**
 * What is public may be made into a paper for anyone. A member paper is made by the secretariat and the chair, and by heads of
 * delegation and focal points, within what they may read. The system does it for the command line, which already holds the data.
 */
export function canIssue(actor: Actor, paper: { marking: string }): Verdict {
  if (paper.marking === 'PUBLIC') return allow('issue.public')
  if (actor.person?.id === system.person?.id && actor.capacity === null) return allow('issue.system')
  if (!mayRead(actor, paper.marking)) return deny('issue.not-readable')
  return acts(actor, 'SD', 'CH', 'HD', 'NF') ? allow('issue.member-paper') : deny('issue.not-your-role')
}
