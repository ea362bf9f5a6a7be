import { describe, expect, it } from 'vitest'
import { acting } from '../../../tests/installation.ts'
import fc from '../../../tests/properties.ts'
import { visitor } from '../../kernel/actor.ts'
import type { Instrument } from '../documents/index.ts'
import { asksOf, bodiesUnder, completeness, endsOn, paperMarking, ratesFor } from './rules.ts'

const instrument = (id: string, more: Partial<Instrument>): Instrument => ({
  id, title: { en: id, th: id }, form: 'plan-of-action', bodies: ['SOMTC'], partner: null, areas: [], periodFrom: '2018', periodUntil: '2025', url: null, note: null, citations: [], acts: [], implements: [], replaces: [], replacedBy: [], ...more,
})
const act = (name: string, on: string, periodUntil: string | null = null) => ({ act: name, on, body: 'AMMTC', meeting: null, adReferendum: false, periodUntil, note: null, citations: [] })
const under = new Set(['AMMTC', 'SOMTC'])

describe('rates', () => {
  // Six decisions: one completed, one continuing, one in progress, one open; one superseded and one overtaken leave the count.
  // n = 6 − 2 = 4; completed 1 of 4; addressed 1 + 1 + 1 = 3 of 4.
  const statuses = ['COMPLETED', 'CONTINUING', 'IN_PROGRESS', 'OPEN', 'SUPERSEDED', 'OVERTAKEN'] as const
  it('R-3.3.2 completion and addressed stand apart, each with its n, and what left the denominator is told', () => {
    expect(ratesFor(statuses.map((status) => ({ status, takesEffect: false })))).toEqual({ n: 4, completed: 1, addressed: 3, replaced: 2, inEffect: 0 })
  })
  // With the open one taking effect by itself: n = 3; completed 1 of 3; addressed 3 of 3; 2 replaced and 1 in effect told.
  it('R-3.3.2 a decision that took effect by being made is not counted as unfinished', () => {
    expect(ratesFor(statuses.map((status) => ({ status, takesEffect: status === 'OPEN' })))).toEqual({ n: 3, completed: 1, addressed: 3, replaced: 2, inEffect: 1 })
  })
  it('R-3.3.2 counted and left out make up all decisions, whatever they are', () => {
    fc.assert(fc.property(fc.array(fc.record({ status: fc.constantFrom(...statuses, 'LAPSED' as const), takesEffect: fc.boolean() })), (decisions) => {
      const rates = ratesFor(decisions)
      expect(rates.n + rates.replaced + rates.inEffect).toBe(decisions.length)
      expect(rates.completed).toBeLessThanOrEqual(rates.addressed)
      expect(rates.addressed).toBeLessThanOrEqual(rates.n)
    }))
  })
})

describe('completeness', () => {
  it('R-3.5.1 a missing decision and one shown twice are named', () => {
    expect(completeness(['a', 'b', 'c'], ['a', 'c', 'c'])).toEqual({ missing: ['b'], twice: ['c'], complete: false })
    expect(completeness(['a', 'b'], ['a', 'b']).complete).toBe(true)
  })
})

describe('decisions sought', () => {
  it('an extended plan is asked about before its new end, not at its old one', () => {
    const plan = instrument('pcrve', { acts: [act('adopted', '2018'), act('extended', '2025-09-10', '2026')] })
    expect(endsOn(plan, '2025-01-01')).toBe('2025')
    expect(endsOn(plan, '2026-01-12')).toBe('2026')
    expect(asksOf([], [plan], under, '2025-12-30')).toEqual([]) // ends 31 December 2026, a year and a day away
    expect(asksOf([], [plan], under, '2026-01-12')).toMatchObject([{ kind: 'ends', until: '2026', class: 'C6' }])
  })
  it('a plan with a successor, one that ended and one of another line are not asked about', () => {
    const old = instrument('old', { periodUntil: '2026', replacedBy: ['new'] })
    const next = instrument('new', { periodUntil: '2036', acts: [act('adopted', '2025-09-10')] })
    expect(asksOf([], [old, next], under, '2026-01-12')).toEqual([])
    expect(asksOf([], [old, { ...next, acts: [act('adopted', '2026-09-10')] }], under, '2026-01-12')).toHaveLength(1)
    expect(asksOf([], [instrument('ended', { periodUntil: '2025' })], under, '2026-01-12')).toEqual([])
    expect(asksOf([], [instrument('other', { periodUntil: '2026', bodies: ['ASOD'] })], under, '2026-01-12')).toEqual([])
  })
  it('the line below a body is all that stands under it', () => {
    expect([...bodiesUnder('A', [{ code: 'C', parent: 'B' }, { code: 'B', parent: 'A' }, { code: 'D', parent: null }, { code: 'A', parent: 'D' }])].sort()).toEqual(['A', 'B', 'C'])
  })
})

describe('marking', () => {
  it('a paper is marked for its audience, and never below the strictest thing in it', () => {
    expect(paperMarking(visitor, [])).toBe('PUBLIC')
    expect(paperMarking(acting('OB'), ['PUBLIC'])).toBe('GENERAL')
    expect(paperMarking(acting('HD', { party: 'THA' }), ['PUBLIC'])).toBe('LIMITED')
    expect(paperMarking(acting('SD'), ['PUBLIC', 'RESTRICTED'])).toBe('RESTRICTED')
    expect(paperMarking(acting('SD'), ['RESTRICTED', 'PARTNER:CHN'])).toBe('PARTNER:*')
    expect(paperMarking(acting('DP', { party: 'CHN' }), ['PARTNER:CHN'])).toBe('PARTNER:CHN')
  })
})
