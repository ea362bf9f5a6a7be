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

describe('time limits as they are written', () => {
  it.each([
    ['no later than 30 June', { kind: 'event', event: '30 June' }],
    ['within the next three years', { kind: 'period', length: 3, unit: 'year' }],
    ['in time for the 20th AMMTC', { kind: 'event', relation: 'before', body: 'AMMTC', ordinal: 20 }],
    ['at the 4th SOMTC + 3', { kind: 'event', body: 'SOMTC+3', ordinal: 4 }],
    ['by mid-2026', { kind: 'period-end', date: '2026-06-30' }],
  ])('R-2.6.2 %s', (words, due) => {
    expect(read(`We tasked SOMTC to finalise the draft ${words}.`)[0]?.due).toMatchObject(due)
  })

  it('R-2.6.2 a Thai budget year ends on its 30 September', () => {
    expect(read('ที่ประชุมมอบหมาย SOMTC จัดทำรายงานภายในปีงบประมาณ พ.ศ. 2569')[0]?.due).toMatchObject({ kind: 'period-end', date: '2026-09-30' })
  })
})
