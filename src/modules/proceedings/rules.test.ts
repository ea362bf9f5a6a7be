import { describe, expect, it } from 'vitest'
import { acting } from '../../../tests/installation.ts'
import { canComment, canConfirm, canIssueCorrection, canRule, changesOf, commentsUntil, conflicting, finalProposed, numberedAnnexes, recordsNobody, toldOf, withAnnexes } from './rules.ts'
import type { Comment } from './schema.ts'

const meeting = { body: 'SOMTC', state: 'REPORT_IN_COMMENT' as const }
const report = { state: 'IN_COMMENT' as const, commentsUntil: '2026-02-27T16:00:00.000Z' }
const now = '2026-02-20T02:00:00.000Z'
const after = '2026-02-27T16:00:00.000Z'
const comment = (party: string, en: string, more: Partial<Comment> = {}) => ({ paragraph: 'a', party, wording: { en, th: en }, state: 'open' as const, ...more })

describe('the report, as rules', () => {
  it('US-14 AC1 R-1.12.1 a delegation comments on facts and on its own words, never on another’s', () => {
    const on = (party: string | null, category: 'member' | 'dialogue-partner' | null = 'member') => ({ meeting, report, paragraph: { party }, category, now })
    for (const role of ['NF', 'HD', 'LS'] as const) {
      expect(canComment(acting(role, { party: 'THA' }), on(null)).allowed).toBe(true)
      expect(canComment(acting(role, { party: 'THA' }), on('THA')).allowed).toBe(true)
      expect(canComment(acting(role, { party: 'THA' }), on('VNM'))).toEqual({ allowed: false, because: 'proceedings.anothers-intervention' })
    }
    expect(canComment(acting('DE', { party: 'THA' }), on(null))).toEqual({ allowed: true, because: 'proceedings.comment-proposes' })
    expect(canComment(acting('DP', { party: 'CHN' }), on('CHN', 'dialogue-partner')).allowed).toBe(true)
    for (const role of ['OB', 'IN', 'PR', 'LE', 'AU', 'SA', 'HL'] as const) expect(canComment(acting(role, { party: 'UNODC' }), on(null, null)).allowed).toBe(false)
    expect(canComment(acting('SD'), on('THA')).allowed).toBe(false)
  })

  it('R-1.12.2 after the term no comment is taken: silence was agreement', () => {
    expect(canComment(acting('HD', { party: 'THA' }), { meeting, report, paragraph: { party: null }, category: 'member', now: after })).toEqual({ allowed: false, because: 'proceedings.silence-agreed' })
  })

  it('the term ends with the tenth working day, weekends and holidays passed over; the fifth for a revised text', () => {
    const zone = 'Asia/Manila'
    const monday = '2026-02-09T02:00:00.000Z'
    expect(commentsUntil(monday, zone, new Set(), false)).toBe('2026-02-23T16:00:00.000Z')
    expect(commentsUntil(monday, zone, new Set(['2026-02-17', '2026-02-21']), false)).toBe('2026-02-24T16:00:00.000Z')
    expect(commentsUntil(monday, zone, new Set(), true)).toBe('2026-02-16T16:00:00.000Z')
  })

  it('US-14 AC2 at expiry with none open FINAL is proposed, and only the Chair confirms', () => {
    const chair = acting('CH', { body: 'SOMTC' })
    expect(finalProposed(report, [], now)).toBe(false)
    expect(finalProposed(report, [{ state: 'accepted' }], after)).toBe(true)
    expect(finalProposed(report, [{ state: 'open' }], after)).toBe(false)
    // What a delegate proposed and no head made the delegation's counts as silence.
    expect(finalProposed(report, [{ state: 'proposed' }], after)).toBe(true)
    expect(canConfirm(chair, { meeting, report, comments: [], now }).because).toBe('proceedings.term-runs')
    expect(canConfirm(chair, { meeting, report, comments: [{ state: 'open' }], now: after }).because).toBe('proceedings.comments-open')
    expect(canConfirm(chair, { meeting, report, comments: [], now: after }).allowed).toBe(true)
    expect(canConfirm(acting('SD'), { meeting, report, comments: [], now: after }).allowed).toBe(false)
    expect(canConfirm(acting('CH', { body: 'AMMTC' }), { meeting, report, comments: [], now: after }).allowed).toBe(false)
  })

  it('US-14 AC3 different words from different delegations conflict, and then only the Chair rules', () => {
    expect(conflicting([comment('THA', 'x'), comment('VNM', 'y')])).toEqual(new Set(['a']))
    expect(conflicting([comment('THA', 'x'), comment('VNM', 'x')])).toEqual(new Set())
    expect(conflicting([comment('THA', 'x'), comment('THA', 'y')])).toEqual(new Set())
    expect(conflicting([comment('THA', 'x'), comment('VNM', 'y', { state: 'withdrawn' })])).toEqual(new Set())
    expect(canRule(acting('SD'), { meeting, report, conflicts: false, refuses: false }).allowed).toBe(true)
    expect(canRule(acting('SD'), { meeting, report, conflicts: true, refuses: false }).because).toBe('proceedings.conflict-chair-rules')
    expect(canRule(acting('SD'), { meeting, report, conflicts: false, refuses: true }).allowed).toBe(false)
    expect(canRule(acting('CH', { body: 'SOMTC' }), { meeting, report, conflicts: true, refuses: true }).allowed).toBe(true)
  })

  it('US-14 AC4 only the Chair issues a corrigendum, of a final report', () => {
    expect(canIssueCorrection(acting('CH', { body: 'SOMTC' }), { meeting, report: { state: 'FINAL' } }).allowed).toBe(true)
    expect(canIssueCorrection(acting('SD'), { meeting, report: { state: 'FINAL' } }).allowed).toBe(false)
    expect(canIssueCorrection(acting('CH', { body: 'SOMTC' }), { meeting, report }).allowed).toBe(false)
  })

  it('US-14 AC5 R-1.11.1 annexes are numbered by their first citation, without a gap; what is not cited is named', () => {
    const text = (en: string) => ({ text: { en, th: '' } })
    const { numbers, uncited, unknown } = numberedAnnexes([text('See {annex:agenda} and {annex:delegates}.'), text('Again {annex:agenda}; {annex:gone}.')], [{ key: 'delegates' }, { key: 'agenda' }, { key: 'matrix' }])
    expect([...numbers]).toEqual([['agenda', 1], ['delegates', 2]])
    expect(uncited).toEqual(['matrix'])
    expect(unknown).toEqual(['gone'])
    expect(withAnnexes('See {annex:delegates}.', numbers, (n) => `ANNEX ${n}`)).toBe('See ANNEX 2.')
  })

  it('a draft says of an item only what is known: taken up, still to come, or, once the meeting is over, nothing', () => {
    expect(toldOf({ state: 'DOCUMENTS_CLOSED', takenUp: null, decided: false })).toBe('to-come')
    expect(toldOf({ state: 'OPENED', takenUp: false, decided: false })).toBe('to-come')
    expect(toldOf({ state: 'OPENED', takenUp: true, decided: false })).toBe('taken-up')
    expect(toldOf({ state: 'OPENED', takenUp: false, decided: true })).toBe('taken-up')
    expect(toldOf({ state: 'CLOSED', takenUp: false, decided: false })).toBe('left-out')
    expect(toldOf({ state: 'CLOSED', takenUp: null, decided: false })).toBe('taken-up')
  })

  it('a retreat keeps no record of who said what', () => {
    expect(recordsNobody('RETREAT')).toBe(true)
    expect(recordsNobody('CLOSED')).toBe(false)
  })

  it('between two kept texts: paragraphs keep who they are', () => {
    const one = (id: string, en: string) => ({ id, item: null, session: null, party: null, text: { en, th: en } })
    expect(changesOf([one('a', 'x'), one('b', 'y'), one('c', 'z')], [one('b', 'y'), one('a', 'w'), one('d', 'new')], 'en')).toEqual([{ id: 'a', before: 'x', after: 'w' }, { id: 'd', before: null, after: 'new' }, { id: 'c', before: 'z', after: null }])
  })
})
