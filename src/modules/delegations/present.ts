import { z } from '@hono/zod-openapi'
import type { Since } from '../../kernel/record.ts'
import { TextShape } from '../mechanism/index.ts'
import type { HeadAnswer } from './rules.ts'
import { modes } from './schema.ts'

export const HeadShape = z
  .object({
    post: TextShape.nullable(), person: TextShape.nullable(), mode: z.enum(modes).nullable(), proposer: TextShape.nullable(), approver: TextShape.nullable(), approverCapacity: TextShape.nullable(),
    effectiveFrom: z.union([z.object({ meeting: z.string() }), z.object({ date: z.string() })]).nullable(),
    source: z.object({ id: z.string(), locator: z.string().nullable(), url: z.string().nullable() }).nullable(),
  })
  .openapi('HeadOfDelegation')

/** Who headed, and by whose decision. What no source says is null. */
export function presentHead(answer: HeadAnswer, urlOf: (source: string) => string | null): z.infer<typeof HeadShape> {
  const { known, designation, named } = answer
  const rule = answer.basis === 'designation' ? designation : null
  const since: Since | null = rule?.since ?? (named ? { date: named.from.slice(0, 10) } : null)
  const cited = (known ?? rule)?.citations[0]
  return {
    post: answer.post ?? rule?.choice?.what ?? null, person: answer.person, mode: answer.mode, proposer: rule?.proposer ?? null,
    approver: known ? known.approver : rule?.approver ? (rule.approverPerson ? { en: `${rule.approver.en}, ${rule.approverPerson.en}`, th: `${rule.approver.th} ${rule.approverPerson.th}` } : rule.approver) : null,
    approverCapacity: known ? known.approverCapacity : (rule?.approverCapacity ?? null),
    effectiveFrom: since, source: cited ? { id: cited.source, locator: cited.locator ?? null, url: urlOf(cited.source) } : null,
  }
}
