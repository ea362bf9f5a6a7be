import { describe, expect, it } from 'vitest'
import { readAsOf } from './as-of.ts'
import { inOrder, isSilent, lacksParent, treeOf, trunk } from './chain-tree.ts'
import { csvCell } from './export.ts'
import { idOf } from './queries.ts'
import type { Chain, ChainNode } from './queries.ts'
import { isOverdue, type KnownMeeting, ratesOf, resolveDue, standingOf } from './rules.ts'
import { MandateFile } from './schema.ts'
import { stretchesOf } from './verb-marks.ts'

const meeting = (body: string, ordinal: number, day: string | null, status = 'held'): KnownMeeting => ({ ref: `${body}/${ordinal}`, body, ordinal, status, startsOn: day, endsOn: day, sortOn: day, begunBy: day })
const somtc = [meeting('SOMTC', 9, '2009-06-01'), meeting('SOMTC', 10, '2010-11-18'), meeting('SOMTC', 11, '2011-10-05')]
const none: ReadonlySet<string> = new Set()

const filed = {
  symbol: 'AMMTC/7/DEC.1', body: 'AMMTC', meeting: 'AMMTC/7', date: '2009-11-17', instrument: 'ammtc-7-statement', paragraph: '7', title: { en: 'Title', th: 'ชื่อ' },
  text: { en: 'The ministers tasked SOMTC.', th: 'รัฐมนตรีมอบหมาย SOMTC' }, verbs: ['tasked'], class: 'C5', sources: [{ source: 'statement' }],
}

describe('US-01 the mandate register', () => {
  it('US-01 AC1 a mandate cannot be saved without issuing body, date, instrument, paragraph and text', () => {
    expect(MandateFile.safeParse([filed]).success).toBe(true)
    for (const needed of ['body', 'date', 'instrument', 'paragraph', 'text'] as const) {
      const { [needed]: _, ...rest } = filed
      const read = MandateFile.safeParse([rest])
      expect(read.success, needed).toBe(false)
      expect(read.error?.issues[0]?.path).toEqual([0, needed])
    }
    for (const text of [{ en: 'Only English.' }, { en: ' ', th: 'ข้อความ' }]) expect(MandateFile.safeParse([{ ...filed, text }]).success).toBe(false)
    expect(MandateFile.safeParse([{ ...filed, meeting: null }]).success, 'a date stands where there was no meeting').toBe(true)
  })
  it('a year of the Buddhist era in the record is refused, not taken for one far ahead', () => {
    expect(MandateFile.safeParse([{ ...filed, date: '2569' }]).success).toBe(false)
  })
})

describe('when something is due', () => {
  it('R-2.6.2 before the next SOMTC is the first SOMTC that began after the decision', () => {
    expect(resolveDue({ beforeNext: 'SOMTC' }, '2009-11-17', somtc, none)).toEqual({ on: '2010-11-18', basis: 'event-dated', meeting: 'SOMTC/10' })
  })
  it('R-2.6.2 the day follows when that meeting moves', () => {
    const moved = somtc.map((one) => (one.ref === 'SOMTC/10' ? meeting('SOMTC', 10, '2010-12-02') : one))
    expect(resolveDue({ beforeNext: 'SOMTC' }, '2009-11-17', moved, none).on).toBe('2010-12-02')
  })
  it('an event without a known date stays an event, and one the record does not have is said to be unknown', () => {
    expect(resolveDue({ atMeeting: 'SUMMIT/47' }, '2025-09-10', [meeting('SUMMIT', 47, null, 'planned')], none)).toEqual({ on: null, basis: 'event-undated', meeting: 'SUMMIT/47' })
    expect(resolveDue({ beforeNext: 'ASOD' }, '2025-09-10', somtc, none)).toEqual({ on: null, basis: 'event-unknown', meeting: null })
  })
  it('a cancelled meeting is not the next one', () => {
    expect(resolveDue({ beforeNext: 'SOMTC' }, '2009-11-17', [meeting('SOMTC', 10, '2010-11-18', 'cancelled'), meeting('SOMTC', 11, '2011-10-05')], none).meeting).toBe('SOMTC/11')
  })
  it('six months after the endorsement by a meeting are counted from that meeting', () => {
    expect(resolveDue({ after: { meeting: 'SOMTC/10' }, months: 6 }, '2002-05-17', somtc, none).on).toBe('2011-05-18')
  })
  it('a year stands for its last day', () => expect(resolveDue({ on: '2015' }, '2009-01-01', [], none).on).toBe('2015-12-31'))
})

describe('where something stands', () => {
  const open = { class: 'C5', status: 'OPEN', reportedOn: null, dueOn: null, sentUp: false, takesEffect: false } as const
  it('R-3.4.1 nothing reported is not not done: no report and past due are two words', () => {
    expect(standingOf(open, '2026-01-12')).toBe('no-report')
    expect(standingOf({ ...open, dueOn: '2026-01-11' }, '2026-01-12')).toBe('past-due')
  })
  it('what is due today is not yet past due, and what was completed never is', () => {
    expect(isOverdue({ ...open, dueOn: '2026-01-12' }, '2026-01-12')).toBe(false)
    expect(isOverdue({ ...open, status: 'COMPLETED', dueOn: '2020-01-01' }, '2026-01-12')).toBe(false)
  })
  it('a political signal asks for nothing, so no report is missing', () => expect(standingOf({ ...open, class: 'C2' }, '2026-01-12')).toBe('signal'))
  it('R-3.3.2 both rates stand with their n; what was overtaken or superseded is not counted', () => {
    expect(ratesOf(['COMPLETED', 'CONTINUING', 'IN_PROGRESS', 'OPEN', 'SUPERSEDED', 'OVERTAKEN'])).toEqual({ n: 4, completed: 1, addressed: 3 })
  })
})

describe('the day to read the register as of', () => {
  const name = (en: string, th: string) => ({ en, th })
  const body = { code: 'AMMTC', short: name('AMMTC', 'AMMTC'), name: name('ASEAN Ministerial Meeting on Transnational Crime', 'การประชุมรัฐมนตรีอาเซียน'), aliases: [] }
  const directory = { bodies: new Map([['AMMTC', body]]), meetings: new Map([['AMMTC/19', { ref: 'AMMTC/19', body: 'AMMTC', ordinal: 19, startsOn: '2025-09-10', endsOn: '2025-09-10', starts: '2025-09-10' }], ['AMMTC/4', { ref: 'AMMTC/4', body: 'AMMTC', ordinal: 4, startsOn: null, endsOn: null, starts: null }]]) } as unknown as Parameters<typeof readAsOf>[1]
  const read = (typed: string) => readAsOf(typed, directory, '2026-01-12')
  it('a meeting means its last day, however it is named', () => {
    for (const typed of ['19th AMMTC', 'AMMTC 19', 'ammtc/19', 'the 19th AMMTC', 'AMMTC ครั้งที่ ๑๙', 'AMMTC ครั้งที่ 19']) expect(read(typed), typed).toEqual({ day: '2025-09-10' })
  })
  it('a meeting that is not in the record, or has no known date, is said so', () => {
    expect(read('AMMTC 77')).toMatchObject({ fault: 'mandate.as-of-no-meeting' })
    expect(read('4th AMMTC')).toMatchObject({ fault: 'mandate.as-of-undated' })
  })
  it('a date may be of either era; where that is open it is asked, never guessed', () => {
    expect(read('12 Jan 2012')).toEqual({ day: '2012-01-12' })
    expect(read('๑๒ มกราคม ๒๕๕๕')).toEqual({ day: '2012-01-12' })
    expect(read('12/1/2555')).toEqual({ ask: { christian: null, buddhist: '2012-01-12' } })
  })
  it('a year means its end, the present one until today; a day to come is refused', () => {
    expect(read('2011')).toEqual({ day: '2011-12-31' })
    expect(read('2026')).toEqual({ day: '2026-01-12' })
    expect(read('13 Jan 2026')).toEqual({ fault: 'mandate.as-of-ahead' })
    expect(read('soon')).toEqual({ fault: 'mandate.as-of-unreadable' })
    expect(read('31/4/2020')).toEqual({ fault: 'mandate.as-of-no-such-day' })
  })
})

const node = (id: string, sortOn: string, level: 1 | 2 | 3 | 4, ...parents: [string, 'stated' | 'inferred'][]): ChainNode => ({
  id, symbol: id, body: 'AMMTC', level, meeting: null, date: sortOn, sortOn, title: { en: id, th: id }, class: 'C5', status: 'OPEN', reportedOn: null, marking: 'PUBLIC', effects: [], takesEffect: false, parents: parents.map(([parent, basis]) => ({ id: parent, basis, note: null })),
})
const chainOf = (...nodes: ChainNode[]): Chain => ({ nodes, ancestors: [], descendants: [], truncated: false })

describe('the chain', () => {
  it('every decision stands once in the list, under the latest parent that a source names; others are named beside it', () => {
    const chain = chainOf(node('a', '1995-12-15', 1), node('b', '1997-12-20', 2, ['a', 'stated']), node('c', '1999-06-23', 2, ['a', 'stated'], ['b', 'stated']), node('d', '2002-05-17', 3, ['a', 'stated'], ['c', 'inferred']))
    const [root] = treeOf(chain)
    expect(root?.children.map((branch) => branch.node.id)).toEqual(['b', 'd'])
    expect(root?.children[0]?.children[0]).toMatchObject({ node: { id: 'c' }, also: [{ id: 'a' }] })
    expect(root?.children[1]).toMatchObject({ link: { basis: 'stated' }, also: [{ id: 'c' }] })
  })
  it('breaks are seen: below the leaders without a parent, and an end without an answer', () => {
    const chain = chainOf(node('a', '1997-12-20', 2), node('b', '1999-06-23', 2, ['a', 'stated']))
    expect(chain.nodes.map(lacksParent)).toEqual([true, false])
    expect(chain.nodes.map((one) => isSilent(one, chain))).toEqual([false, true])
    expect(lacksParent(node('leaders', '1995-12-15', 1))).toBe(false)
  })
  it('on one day the parent is told before the child', () => {
    expect(inOrder(chainOf(node('child', '2009-11-17', 2, ['parent', 'stated']), node('parent', '2009-11-17', 2))).map((one) => one.id)).toEqual(['parent', 'child'])
  })
  it('a picture of a long chain keeps what it shows connected and takes the longest line first', () => {
    const line = ['a', 'b', 'c', 'd'].map((id, index) => node(id, `200${index}-01-01`, 2, ...(index > 0 ? ([[['a', 'b', 'c'][index - 1] as string, 'stated']] as [string, 'stated'][]) : [])))
    const leaves = Array.from({ length: 9 }, (_, index) => node(`leaf${index}`, '2001-06-01', 2, ['a', 'stated']))
    expect(trunk(chainOf(...line, ...leaves), 'a', 4).map((one) => one.id)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('how the words are shown', () => {
  it('the operative verb is marked in either language and what only softens it is dotted', () => {
    expect(stretchesOf('The ministers unanimously endorsed the plan.', 'en', ['endorsed'])).toEqual(['The ministers ', { text: 'unanimously', as: 'soft' }, ' ', { text: 'endorsed', as: 'verb' }, ' the plan.'])
    expect(stretchesOf('รัฐมนตรีมอบหมายให้ SOMTC', 'th', ['tasked'])).toEqual(['รัฐมนตรี', { text: 'มอบหมาย', as: 'verb' }, 'ให้ SOMTC'])
  })
  it('a text that does not hold its verb is shown whole', () => expect(stretchesOf('Words.', 'en', ['tasked'])).toEqual(['Words.']))
  it('an exported cell is never taken for a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t']) expect(csvCell(`${start}1+1`)).toBe(`"'${start}1+1"`)
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"')
    expect(csvCell('ยาเสพติด')).toBe('ยาเสพติด')
  })
  it('a symbol and its address are the same but for the slash', () => expect(idOf('AMMTC+3/12/DEC.1')).toBe('AMMTC+3-12-DEC.1'))
})
