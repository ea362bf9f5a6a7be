import { describe, expect, it } from 'vitest'
import { carriedTimes, fundsMeetBudget, inDollars, isTerminal, mayBecome, nextCode, notTerminal, overlaysOf, ratesOf, refusalOf, type StepFacts, totals, unmapped } from './rules.ts'
import { activityStatuses, type ActivityStatus } from './schema.ts'

const step = (from: ActivityStatus, to: ActivityStatus, more: Partial<StepFacts> = {}): StepFacts => ({ from, to, verifiedEvidence: 0, recurring: false, startsOn: '2026-03-01', supersededBy: null, funding: [], budget: null, currency: null, ...more })
const usd = (amount: number | null, more = {}) => ({ amount, currency: amount === null ? null : 'USD', rate: null, rateOn: null, status: 'confirmed' as const, ...more })

describe('practice §3.3 the statuses of an activity', () => {
  it.each([
    ['PRO', 'END', true], ['PRO', 'REJ', true], ['PRO', 'WDN', true], ['PRO', 'FUN', false], ['END', 'FUN', true], ['END', 'SCH', true], ['END', 'DEF', true], ['END', 'CAN', true], ['FUN', 'SCH', true],
    ['SCH', 'ONG', true], ['SCH', 'DEF', true], ['ONG', 'COM', true], ['ONG', 'SUS', true], ['ONG', 'DEF', true], ['SUS', 'ONG', true], ['SUS', 'CAN', true], ['DEF', 'SCH', true], ['REC', 'SCH', true], ['COM', 'ONG', false], ['CAN', 'ONG', false], ['COV', 'ONG', false], ['WDN', 'END', false],
  ] as const)('%s to %s: %s', (from, to, may) => expect(mayBecome(from, to)).toBe(may))

  it('R-3.3.1 US-17 AC2 completed without verified evidence is refused; one verified piece is enough', () => {
    expect(refusalOf(step('ONG', 'COM'))).toBe('plans.needs-verified-evidence')
    expect(refusalOf(step('ONG', 'COM', { verifiedEvidence: 1 }))).toBeNull()
  })

  it('US-16 AC2 funds are confirmed only with a source and an amount', () => {
    expect(refusalOf(step('END', 'FUN', { budget: 100, currency: 'USD' }))).toBe('plans.needs-funds')
    expect(refusalOf(step('END', 'FUN', { budget: 100, currency: 'USD', funding: [usd(null)] }))).toBe('plans.needs-funds')
    expect(refusalOf(step('END', 'FUN', { budget: 100, currency: 'USD', funding: [usd(60)] }))).toBe('plans.funds-not-the-budget')
    expect(refusalOf(step('END', 'FUN', { budget: 100, currency: 'USD', funding: [usd(60), usd(40)] }))).toBeNull()
  })

  it('done for this cycle is for what recurs; superseded names its successor; scheduled has dates', () => {
    expect(refusalOf(step('ONG', 'REC'))).toBe('plans.only-recurring')
    expect(refusalOf(step('ONG', 'SUP'))).toBe('plans.needs-successor')
    expect(refusalOf(step('FUN', 'SCH', { startsOn: null }))).toBe('plans.needs-dates')
  })
})

describe('US-16 money', () => {
  it('AC2 several sources equal the budget to the hundredth, one hundredth off is borne, two are not', () => {
    expect(fundsMeetBudget([usd(33.33), usd(33.33), usd(33.33)], 100, 'USD')).toBe(true)
    expect(fundsMeetBudget([usd(33.33), usd(33.33), usd(33.32)], 100, 'USD')).toBe(false)
  })
  it('AC2 sources in several currencies are compared in dollars at their dated rates', () => {
    // THB 1,450,000 at 35.80 = USD 40,502.79; EUR 60,000 at 0.9180 = USD 65,359.48; USD 38,000. Together USD 143,862.27.
    const funding = [{ amount: 1_450_000, currency: 'THB', rate: 35.8, rateOn: '2024-03-15', status: 'confirmed' as const }, { amount: 60_000, currency: 'EUR', rate: 0.918, rateOn: '2024-03-15', status: 'confirmed' as const }, usd(38_000)]
    expect(fundsMeetBudget(funding, 143_862.27, 'USD')).toBe(true)
    expect(totals(funding)).toEqual({ byCurrency: [{ currency: 'EUR', amount: 60_000 }, { currency: 'THB', amount: 1_450_000 }, { currency: 'USD', amount: 38_000 }], dollars: 143_862.27, notValued: 0 })
  })
  it('AC3 what is not valued stands outside the sum and is counted', () => {
    expect(totals([usd(10), usd(null), { amount: 5, currency: 'KHR', rate: null, rateOn: null, status: 'confirmed' }])).toEqual({ byCurrency: [{ currency: 'KHR', amount: 5 }, { currency: 'USD', amount: 10 }], dollars: 10, notValued: 2 })
    expect(inDollars({ amount: 5, currency: 'KHR', rate: 0 })).toBeNull()
  })
})

describe('R-3.3.2 two counts, never one rate', () => {
  it('US-17 AC4 on a fixture worked out by hand', () => {
    // 12 activities: 4 completed, 2 recurring and done, 1 ongoing, 1 scheduled, 1 carried over, 1 cancelled, 1 superseded, 1 withdrawn.
    // Taken out: cancelled, superseded, withdrawn = 3, so n = 9. Completed: 4 of 9. Addressed: 4 + 2 + 1 = 7 of 9.
    const statuses: ActivityStatus[] = ['COM', 'COM', 'COM', 'COM', 'REC', 'REC', 'ONG', 'SCH', 'COV', 'CAN', 'SUP', 'WDN']
    expect(ratesOf(statuses)).toEqual({ of: 9, completed: 4, addressed: 7 })
  })
  it('an empty programme has no rate to show', () => expect(ratesOf(['CAN', 'REJ'])).toEqual({ of: 0, completed: 0, addressed: 0 }))
  it('at the end of a cycle only these are left', () => {
    expect(activityStatuses.filter(isTerminal)).toEqual(['COM', 'REC', 'COV', 'SUP', 'CAN', 'REJ', 'WDN'])
    expect(notTerminal([{ code: 'A', status: 'COM' }, { code: 'B', status: 'ONG' }]).map(({ code }) => code)).toEqual(['B'])
  })
})

describe('practice §3.3 what is worked out when read', () => {
  const facts = { status: 'ONG' as ActivityStatus, dueOn: '2026-01-11', reportMissing: true, funded: false, budget: 10, atRisk: 'No venue' }
  it('past due from the day after; without a report; unfunded; at risk', () => expect(overlaysOf(facts, '2026-01-12')).toEqual(['OVERDUE', 'NO_REPORT', 'UNFUNDED', 'AT_RISK']))
  it('on the day itself it is not past due', () => expect(overlaysOf(facts, '2026-01-11')).not.toContain('OVERDUE'))
  it('US-17 AC3 without a report is not "not implemented": the status stays what it was', () => expect(ratesOf([facts.status])).toEqual({ of: 1, completed: 0, addressed: 1 }))
  it.each(['COM', 'CAN', 'SUP', 'COV'] as const)('%s is never past due', (status) => expect(overlaysOf({ ...facts, status }, '2030-01-01')).toEqual([]))
})

describe('US-18 carrying over and superseding', () => {
  it('AC2 a second carry-over is counted along the chain', () => {
    const chain = new Map([['c', 'b'], ['b', 'a'], ['a', null]] as [string, string | null][])
    expect([carriedTimes('a', chain), carriedTimes('b', chain), carriedTimes('c', chain)]).toEqual([0, 1, 2])
  })
  it('AC4 every provision leads somewhere or was dropped with a reason', () => {
    expect(unmapped(['1', '2', '3'], [{ number: '1', target: '4', reason: null }, { number: '2', target: null, reason: 'Done' }, { number: '3', target: null, reason: ' ' }])).toEqual(['3'])
  })
  it('US-16 AC1 codes count on within their area and strategy', () => {
    expect(nextCode('WLT', 4, [])).toBe('WLT-4-01')
    expect(nextCode('WLT', 4, ['WLT-4-01', 'WLT-4-09', 'WLT-3-11'])).toBe('WLT-4-10')
  })
})
