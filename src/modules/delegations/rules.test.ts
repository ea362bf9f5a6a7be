import { describe, expect, it } from 'vitest'
import { type Designation, gapsOf, headAt, type HeadParts, type Incumbency, type Named, type Occasion, overlaps, type Post } from './rules.ts'
import { canVerify, credentialsDue, decisionOn, letterFaults, nominationDue, standingBy } from './rules/people.ts'
import { acting } from '../../../tests/installation.ts'
import { titleOf } from './wording.ts'

const text = (word: string) => ({ en: word, th: word })
const occasions = new Map<string, Occasion>([
  ...Array.from({ length: 30 }, (_, index): [string, Occasion] => [`SOMTC/${index + 1}`, { ref: `SOMTC/${index + 1}`, body: 'SOMTC', ordinal: index + 1, starts: index < 26 ? String(2001 + index) : null }]),
  ['AMMTC/3', { ref: 'AMMTC/3', body: 'AMMTC', ordinal: 3, starts: '2001-10-11' }], ['AMMTC/4', { ref: 'AMMTC/4', body: 'AMMTC', ordinal: 4, starts: '2004-01-08' }],
])
const at = (ref: string): Occasion => occasions.get(ref) ?? { ref, body: '', ordinal: null, starts: null }
const designation = (more: Partial<Designation>): Designation => ({
  id: 'd', party: 'THA', body: 'SOMTC', function: 'head', mode: 'EX_OFFICIO', post: 'nsc', person: null, choice: null, proposer: text('Royal Thai Police'), approver: text('Deputy Prime Minister'), approverPerson: null, approverCapacity: text('acting for the Prime Minister'),
  instrument: null, powers: [], since: { meeting: 'SOMTC/3' }, until: null, supersedes: null, note: null, citations: [], origin: 'record', verifiedAt: null, enteredAt: null, endedWhy: null, version: 1, ...more,
})
const posts = new Map<string, Post>([['nsc', { id: 'nsc', party: 'THA', name: text('Secretary-General'), citations: [], origin: 'record' }]])
const holds = (kind: Incumbency['kind'], person: string | null, from: string | null, until: string | null = null): Incumbency => ({ id: `${kind} ${from}`, post: 'nsc', kind, person: person === null ? null : text(person), from, until })
const named = (role: string, more: Partial<Named> = {}): Named => ({ id: role, name: text(`the ${role}`), post: text('Director'), role, from: '2026-01-01T00:00:00.000Z', letter: null, credentials: 'VERIFIED', ...more })
const parts = (more: Partial<HeadParts> = {}): HeadParts => ({ designations: [designation({})], posts, incumbencies: [], known: [], named: [], occasionOf: (ref) => occasions.get(ref) ?? null, credentialed: false, ...more })

describe('who is head of delegation', () => {
  it('US-09 AC2 R-4.1.2 the head at the 3rd SOMTC is the holder of that post on the date', () => {
    const answer = headAt(at('SOMTC/3'), 'THA', parts({ incumbencies: [holds('substantive', 'Before', '1998', '2002'), holds('substantive', 'Holder', '2002', '2006'), holds('substantive', 'After', '2006')] }))
    expect([answer.person?.en, answer.post?.en, answer.standing]).toEqual(['Holder', 'Secretary-General', 'head'])
  })

  it('a designation from a meeting counts by number within the body and by day among bodies', () => {
    expect(headAt(at('SOMTC/2'), 'THA', parts()).basis).toBe('none')
    const ministers = designation({ body: 'AMMTC', mode: 'AD_HOC', post: null, choice: { what: text('a minister'), by: text('the Prime Minister') } })
    expect(headAt(at('AMMTC/3'), 'THA', parts({ designations: [ministers] })).basis).toBe('none')
    expect(headAt(at('AMMTC/4'), 'THA', parts({ designations: [ministers] })).mode).toBe('AD_HOC')
  })

  it('a holder whom no source names is not found; the post is not called vacant', () => {
    const answer = headAt(at('SOMTC/3'), 'THA', parts({ named: [named('alternate')] }))
    expect([answer.person, answer.standing, answer.adReferendumOnly]).toEqual([null, 'head', false])
  })

  it('US-09 AC4 R-4.1.3 a vacant post with an acting holder gives a head "a.i."', () => {
    const answer = headAt(at('SOMTC/26'), 'THA', parts({ incumbencies: [holds('vacant', null, '2025-06-01'), holds('acting', 'Stand-in', '2025-06-01')], named: [named('alternate')] }))
    expect([answer.person?.en, answer.standing, titleOf(answer, 'en'), titleOf(answer, 'th')]).toEqual(['Stand-in', 'acting', 'Secretary-General, a.i.', 'ผู้รักษาการSecretary-General'])
    expect(answer.adReferendumOnly).toBe(false)
  })

  it('US-09 AC4 R-4.1.3 without an acting holder the alternate heads; the acting appointment must cover the date', () => {
    const vacant = [holds('vacant', null, '2025-06-01'), holds('acting', 'Stand-in', '2025-06-01', '2025-12-01')]
    expect(headAt(at('SOMTC/26'), 'THA', parts({ incumbencies: vacant, named: [named('alternate'), named('delegate')] })).standing).toBe('alternate')
    const absent = [holds('substantive', 'Holder', '2020'), holds('absent', null, '2025-12-20', '2027-01-02')]
    expect(headAt(at('SOMTC/26'), 'THA', parts({ incumbencies: absent, named: [named('alternate')] })).person?.en).toBe('the alternate')
  })

  it('US-09 AC4 R-4.1.3 with neither, a delegate is Representative, who agrees only ad referendum', () => {
    const answer = headAt(at('SOMTC/26'), 'THA', parts({ incumbencies: [holds('vacant', null, '2025-06-01')], named: [named('delegate')] }))
    expect([answer.standing, answer.adReferendumOnly]).toEqual(['representative', true])
    expect(headAt(at('SOMTC/26'), 'THA', parts({ incumbencies: [holds('vacant', null, '2025-06-01')] })).standing).toBeNull()
  })

  it('US-09 AC5 R-4.1.5 a designation from a later meeting leaves past meetings as they were', () => {
    const later = designation({ id: 'later', mode: 'PERSONAL', post: null, person: text('New'), since: { meeting: 'SOMTC/27' }, supersedes: 'd' })
    const before = Array.from({ length: 26 }, (_, index) => headAt(at(`SOMTC/${index + 1}`), 'THA', parts()).post?.en ?? null)
    const changed = parts({ designations: [designation({ until: { meeting: 'SOMTC/27' } }), later] })
    expect(Array.from({ length: 26 }, (_, index) => headAt(at(`SOMTC/${index + 1}`), 'THA', changed).post?.en ?? null)).toEqual(before)
    expect(headAt(at('SOMTC/27'), 'THA', changed).person?.en).toBe('New')
  })

  it('R-4.1.2 an explicit nomination heads if it is credentialed; without a letter the designation stands', () => {
    expect(headAt(at('SOMTC/26'), 'THA', parts({ named: [named('head', { credentials: 'NONE' })], credentialed: true })).basis).toBe('designation')
    expect(headAt(at('SOMTC/26'), 'THA', parts({ named: [named('head')], credentialed: true }))).toMatchObject({ basis: 'nomination', provisional: false, adReferendumOnly: false })
    expect(headAt(at('SOMTC/26'), 'THA', parts({ designations: [], named: [named('head', { credentials: 'NONE' })], credentialed: true }))).toMatchObject({ basis: 'nomination', provisional: true })
  })

  it('US-09 AC6 R-1.6.1 credentials that are only a copy give PROVISIONAL, and every later act is provisional', () => {
    expect(headAt(at('SOMTC/26'), 'THA', parts({ named: [named('head', { credentials: 'PROVISIONAL' })], credentialed: true }))).toMatchObject({ basis: 'nomination', standing: 'head', provisional: true, adReferendumOnly: true })
    const letter = { form: 'copy' as const, letterhead: true, signatoryOffice: 'competent-minister' as const, acting: false, authority: null, language: 'en', translated: false }
    expect(decisionOn(true, letterFaults(letter, ['en']))).toBe('PROVISIONAL')
    expect(decisionOn(true, letterFaults({ ...letter, form: 'original' }, ['en']))).toBe('VERIFIED')
    expect(standingBy([{ participants: ['a'], decision: null }], 'a')).toBe('PROVISIONAL')
    expect(standingBy([{ participants: ['a'], decision: 'PROVISIONAL' }, { participants: ['a'], decision: 'VERIFIED' }], 'a')).toBe('VERIFIED')
    expect(standingBy([], 'a')).toBe('NONE')
  })
})

describe('designations in time', () => {
  it('US-09 AC3 R-4.1.1 two designations that overlap are found; one that ends as the next begins is none', () => {
    const occasionOf = (ref: string) => occasions.get(ref) ?? null
    expect(overlaps([designation({ id: 'a' }), designation({ id: 'b', since: { meeting: 'SOMTC/20' } })], occasionOf).map((pair) => pair.map((row) => row.id))).toEqual([['a', 'b']])
    expect(overlaps([designation({ id: 'a', until: { meeting: 'SOMTC/20' } }), designation({ id: 'b', since: { meeting: 'SOMTC/20' } })], occasionOf)).toEqual([])
    expect(overlaps([designation({ id: 'a' }), designation({ id: 'b', function: 'alternate' }), designation({ id: 'c', body: 'AMMTC' }), designation({ id: 'd', party: 'VNM' })], occasionOf)).toEqual([])
    expect(overlaps([designation({ id: 'a', since: { meeting: 'SOMTC/27' }, until: { meeting: 'SOMTC/28' } }), designation({ id: 'b', since: { meeting: 'SOMTC/28' } })], occasionOf)).toEqual([])
  })

  it('R-4.1.1 gaps are allowed and shown', () => {
    const occasionOf = (ref: string) => occasions.get(ref) ?? null
    expect(gapsOf([designation({ id: 'a', until: { meeting: 'SOMTC/5' } }), designation({ id: 'b', since: { date: '2010-04' } })], occasionOf)).toEqual([{ from: '2005-01-01', until: '2010-04-01', before: 'a', after: 'b' }])
  })
})

describe('letters of credentials', () => {
  const letter = { form: 'original' as const, letterhead: true, signatoryOffice: 'foreign-minister' as const, acting: false, authority: null, language: 'en', translated: false }
  it('practice §1.6: original, letterhead, office, authority of who signs in an acting capacity, a working language', () => {
    expect(letterFaults(letter, ['en'])).toEqual([])
    expect(letterFaults({ ...letter, form: 'copy', letterhead: false, signatoryOffice: 'other', acting: true, language: 'th' }, ['en'])).toEqual(['copy', 'letterhead', 'office', 'authority', 'translation'])
    expect(letterFaults({ ...letter, acting: true, authority: 'acting for the Minister under order 12/2569', language: 'th', translated: true }, ['en'])).toEqual([])
  })

  it('R-8.3.2 whoever recorded or checked a letter does not verify it', () => {
    const chair = acting('CH', { body: 'SOMTC' })
    expect(canVerify(chair, { recordedById: 'someone', checkedById: 'desk' }, true).allowed).toBe(true)
    expect(canVerify(chair, { recordedById: chair.person?.id ?? '', checkedById: null }, true).because).toBe('delegations.not-own-letter')
    expect(canVerify(acting('SD'), { recordedById: 'someone', checkedById: null }, false).allowed).toBe(false)
  })

  it('practice §1.3: named by T−30, credentials by T−1, as days of the place', () => {
    const meeting = { opensAt: '2026-06-23T01:00:00.000Z', zone: 'Asia/Manila' }
    expect([nominationDue(meeting), credentialsDue(meeting)]).toEqual(['2026-05-24', '2026-06-22'])
  })
})
