import { describe, expect, it } from 'vitest'
import { freshEnglish, freshLists, type FreshSentence } from './fixtures/fresh.ts'
import { freshCeremonial } from './fixtures/fresh-ceremonial.ts'
import { ceremonialSecond, freshSecond } from './fixtures/fresh-second.ts'
import { freshThai } from './fixtures/fresh-thai.ts'
import { freshThaiSecond } from './fixtures/fresh-thai-second.ts'
import { ceremonialThird, freshThird } from './fixtures/fresh-third.ts'
import { lexicon } from './fixtures/lexicon.ts'
import { scoreOf } from './fixtures/score.ts'
import { extractDecisions } from './index.ts'

const read = (text: string) => extractDecisions(text, { lexicon })
const share = (set: readonly FreshSentence[]) => {
  const score = scoreOf(set, read)
  const words = `${score.both} of ${score.decisions} (class ${score.class}, addressee ${score.addressee}, verb ${score.verb})\n${score.misses.join('\n')}`
  return { of: score.both / score.decisions, words }
}

describe('fresh sentences of several mechanisms', () => {
  it('R-2.7.1 class and addressee agree with the desk officer in at least nine of ten, in English', () => {
    const { of, words } = share([...freshEnglish, ...freshLists])
    expect(of, words).toBeGreaterThanOrEqual(0.9)
  })

  it('R-2.7.1 and on the sets of the second and the third round', () => {
    const { of, words } = share([...freshSecond, ...freshThird])
    expect(of, words).toBeGreaterThanOrEqual(0.9)
  })

  it('R-2.7.1 and in Thai', () => {
    const { of, words } = share([...freshThai, ...freshThaiSecond])
    expect(of, words).toBeGreaterThanOrEqual(0.9)
  })

  it.each([...freshCeremonial, ...ceremonialSecond, ...ceremonialThird])('courtesy and procedure are never a confident decision: %s', (sentence) => {
    expect(read(sentence).filter((each) => each.class >= 'C4' && each.confidence === 'high').map((each) => `${each.verb} ${each.class}`)).toEqual([])
  })
})
