import type { Lang, Text } from '../../kernel/languages.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { InvitedCategory, LetterFacts } from './schema.ts'

export const words = { en, th }

const both = (of: (lang: Lang) => string): Text => ({ en: of('en'), th: of('th') })

/** The words of the house for a category, until a series has its own. */
export const defaultTemplate = (category: InvitedCategory): { opening: Text; closing: Text } => ({
  opening: both((lang) => words[lang][`convocation.opening.${category}`]),
  closing: both((lang) => words[lang][`convocation.closing.${category}`]),
})

/** The post a letter goes to: "SOMTC Leader, Thailand". Null where only the desk knows it. */
export function defaultPost(category: InvitedCategory, party: Text | null, body: Text): Text | null {
  if (party === null) return null
  const key = category === 'member' ? 'member' : category === 'dialogue-partner' || category === 'sectoral-partner' || category === 'observer' ? 'delegation' : 'organisation'
  return both((lang) => words[lang][`convocation.post.${key}`](party[lang], body[lang]))
}

/** "the 26th SOMTC and the meetings held with it": what a letter invites to, after its first meeting. */
export function subjectOf(facts: Pick<LetterFacts, 'meetings' | 'series'>, lang: Lang): string {
  const w = words[lang]
  const [first, ...more] = facts.meetings
  if (!first) return w['convocation.subject-none'](facts.series.name[lang])
  if (more.length === 0) return w['convocation.subject-one'](first.title[lang])
  return first.whole ? w['convocation.subject-more'](first.title[lang]) : w['convocation.subject-sessions'](first.title[lang])
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
