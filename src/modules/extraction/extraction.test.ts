import { describe, expect, it } from 'vitest'
import { ceremonial, heldOut, heldOutLists, type Judged } from './fixtures/held-out.ts'
import { lexicon } from './fixtures/lexicon.ts'
import { extractFrom } from './rules/extract.ts'

const read = (text: string) => extractFrom(text, { lexicon })
const shape = (text: string): Judged[] => read(text).map((each) => [each.class, each.addressees] as const)
const agrees = (found: readonly Judged[], expected: readonly Judged[]) =>
  expected.map((want, index) => found.length === expected.length && JSON.stringify(found[index]) === JSON.stringify(want))

describe('held-out sentences', () => {
  it('R-2.7.1 class and addressee agree with the desk officer in at least nine of ten', () => {
    const missed: string[] = []
    let right = 0
    let all = 0
    for (const [sentence, expected] of [...heldOut, ...heldOutLists]) {
      const found = shape(sentence)
      const verdicts = expected.length === 0 ? [found.length === 0] : agrees(found, expected)
      right += verdicts.filter(Boolean).length
      all += verdicts.length
      if (verdicts.some((each) => !each)) missed.push(`${sentence}\n    want ${JSON.stringify(expected)}\n    got  ${JSON.stringify(found)}`)
    }
    expect(right / all, missed.join('\n')).toBeGreaterThanOrEqual(0.9)
  })

  it.each(ceremonial)('courtesy is never a confident decision: %s', (sentence) => {
    const sure = read(sentence).filter((each) => each.class >= 'C4' && each.confidence === 'high')
    expect(sure).toEqual([])
  })
})
