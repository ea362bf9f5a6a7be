import { describe, expect, it } from 'vitest'
import type { Cadence } from '../mechanism/index.ts'
import type { Meeting } from './queries.ts'
import { expectedButNotFound, heldBy, meetingNamed, neighbours } from './rules.ts'
import { disagreementWord, meetingTitle } from './wording.ts'

const meeting = (ordinal: number, starts: string | null, more: Partial<Meeting> = {}): Meeting => ({
  ref: `SOMTC/${ordinal}`, body: 'SOMTC', session: String(ordinal), ordinal, kind: 'regular', origin: 'record', marking: 'PUBLIC', status: 'held', name: null, starts, startsOn: starts?.length === 10 ? starts : null, endsOn: null,
  begunBy: starts === null ? null : starts.length === 4 ? `${starts}-12-31` : starts, city: null, country: null, mode: 'in-person', host: null, chair: null, prepares: null, theme: null, outcome: null, participants: null, note: null, citations: [], ...more,
})
const cadence = (every: number, from: string, until: string | null): Cadence => ({ body: 'SOMTC', every, unit: 'year', from, until, decidedBy: { en: '', th: '' }, mandate: null, note: null, citations: [] })
const text = (en: string, th: string) => ({ en, th })

describe('how often a body has met', () => {
  const held = [meeting(1, '2001'), meeting(2, '2002-05-16'), meeting(3, '2003', { status: 'held-by-rule' }), meeting(4, null, { status: 'planned' })]

  it('a meeting known only by its year counts once the year is over, and is named until then', () => {
    expect(heldBy(held, 'SOMTC', '2003-12-30')).toMatchObject({ held: 2, byRule: 0, perhaps: { ordinal: 3 } })
    expect(heldBy(held, 'SOMTC', '2003-12-31')).toMatchObject({ held: 3, byRule: 1, perhaps: null, first: { ordinal: 1 }, last: { ordinal: 3 } })
  })

  it('planned and preparatory meetings are not counted', () => {
    const prepared = [...held, meeting(9, '2002-05-15', { ordinal: null, session: 'PREP.AMMTC3', kind: 'preparatory' })]
    expect(heldBy(prepared, 'SOMTC', '2026-01-12').held).toBe(3)
  })
})

describe('the rule is not the practice (practice §0.3)', () => {
  it('a yearly rule decided at a meeting expects one in the year without any', () => {
    const tenth = meeting(10, '2015-09-29', { endsOn: '2015-09-30' })
    const found = expectedButNotFound([tenth, meeting(11, '2017-09-20')], 'SOMTC', [cadence(2, '1997-12-20', '2015-09-30'), cadence(1, '2015-09-30', null)])
    expect(found.map(Math.floor)).toEqual([2016])
  })

  it('a few months late is not a missing meeting, and a year without a day is compared as a year', () => {
    expect(expectedButNotFound([meeting(3, '2001-10-11'), meeting(4, '2004-01-08')], 'SOMTC', [cadence(2, '1997', null)])).toEqual([])
    expect(expectedButNotFound([meeting(19, '2019'), meeting(20, '2020-09-23')], 'SOMTC', [cadence(1, '2001', null)])).toEqual([])
  })

  it('a number the record does not hold is a gap in the record, not in the meetings', () => {
    expect(expectedButNotFound([meeting(1, '2004-01-10'), meeting(6, '2013-09-18')], 'SOMTC', [cadence(1, '2001', null)])).toEqual([])
  })
})

describe('names', () => {
  const bodies = new Map([['SOMTC', { short: text('SOMTC', 'SOMTC') }], ['AMMTC', { short: text('AMMTC', 'AMMTC') }]])

  it('a meeting is found by the names people use', () => {
    const all = [meeting(19, '2019')]
    for (const typed of ['19th SOMTC', 'SOMTC 19', 'somtc/19', 'SOMTC ครั้งที่ ๑๙', 'SOMTC\u00a0ครั้ง\u2060ที่\u00a0๑๙', '๑๙ SOMTC']) expect(meetingNamed(typed, all)?.ref, typed).toBe('SOMTC/19')
    expect(meetingNamed('12 January 2012', all)).toBeNull()
  })

  it('a numbered and a preparatory meeting are named in both languages', () => {
    expect(meetingTitle(meeting(2, null), bodies, 'en')).toBe('2nd SOMTC')
    expect(meetingTitle(meeting(19, null), bodies, 'th')).toBe('SOMTC ครั้งที่ ๑๙')
    const prepared = meeting(0, null, { session: 'PREP.AMMTC19', ordinal: null, kind: 'preparatory', prepares: 'AMMTC/19' })
    expect(meetingTitle(prepared, bodies, 'en')).toBe('Preparatory SOMTC for the 19th AMMTC')
    expect(meetingTitle(prepared, bodies, 'th')).toBe('การประชุมเตรียมการ SOMTC สำหรับ AMMTC ครั้งที่ ๑๙')
  })

  it('days that disagree are told in few words', () => {
    const claim = (value: string) => ({ claim: text(value, value), value, sources: [] })
    const kept = { field: 'startsOn', about: text('When', 'เมื่อใด'), claims: [claim('2022-09-22'), claim('2022-09-21')] }
    expect(disagreementWord(kept, 'en')).toBe('21 or 22 September 2022')
    expect(disagreementWord(kept, 'en', 'short')).toBe('21 or 22 Sep')
    expect(disagreementWord(kept, 'th')).toBe('๒๑ หรือ ๒๒ กันยายน ๒๕๖๕')
  })

  it('the meeting before and after go by number', () => {
    const all = [meeting(3, '2003'), meeting(1, '2001'), meeting(2, '2002')]
    expect(neighbours(all, all[2] as Meeting)).toMatchObject({ previous: { ordinal: 1 }, next: { ordinal: 3 } })
    expect(neighbours(all, all[1] as Meeting).previous).toBeNull()
  })
})
