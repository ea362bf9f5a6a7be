import { describe, expect, it } from 'vitest'
import type { Area, Cadence, Party, RotationRule } from './queries.ts'
import { cadenceAt, categoriesAt, leadAt, membersAt, nextHost, type HostContext } from './rules.ts'

const member = (code: string, en: string, from: string | null = null): Party => ({ code, name: { en, th: en }, aliases: [], categories: [{ category: 'member', from, until: null, note: null, citations: [] }] })
const timorLeste: Party = {
  ...member('TLS', 'Timor-Leste'),
  categories: [
    { category: 'observer', from: '2023', until: '2025-10-26', note: null, citations: [] },
    { category: 'member', from: '2025-10-26', until: null, note: null, citations: [] },
  ],
}
const parties = [
  member('VNM', 'Viet Nam'), timorLeste, member('THA', 'Thailand'), member('BRN', 'Brunei Darussalam'), member('KHM', 'Cambodia', '1999'), member('IDN', 'Indonesia'),
  member('LAO', 'Lao PDR'), member('MYS', 'Malaysia'), member('MMR', 'Myanmar'), member('PHL', 'Philippines'), member('SGP', 'Singapore'),
]
const ten = ['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'VNM']

describe('members and categories', () => {
  it('US-10 AC5 Timor-Leste stands between Thailand and Viet Nam from 26 October 2025, and not before', () => {
    const order = (date: string) => membersAt(parties, date).map(({ code }) => code)
    expect(order('2025-10-25')).toEqual(ten)
    expect(order('2025-10-26')).toEqual(['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'TLS', 'VNM'])
  })

  it('an observer that becomes a member is one or the other on any day', () => {
    const held = (date: string) => categoriesAt(timorLeste, date).map(({ category }) => category)
    expect(held('2022-12-31')).toEqual([])
    expect(held('2024-08-28')).toEqual(['observer'])
    expect(held('2025-10-26')).toEqual(['member'])
  })

  it('a member since 1999 was none in 1998', () => {
    expect(membersAt(parties, '1998-12-31').map(({ code }) => code)).not.toContain('KHM')
    expect(membersAt(parties, '1999-06-23').map(({ code }) => code)).toContain('KHM')
  })
})

describe('cadence', () => {
  const rule = (every: number, from: string, until: string | null): Cadence => ({ body: 'AMMTC', every, unit: 'year', from, until, decidedBy: { en: '', th: '' }, mandate: null, note: null, citations: [] })
  const cadences = [rule(2, '1997-12-20', '2015-09-30'), rule(1, '2015-09-30', null)]

  it('the ministers are to meet every two years until the decision of 2015 and every year from it', () => {
    expect(cadenceAt(cadences, 'AMMTC', '1997-01-01')).toBeNull()
    expect(cadenceAt(cadences, 'AMMTC', '2015-09-29')?.every).toBe(2)
    expect(cadenceAt(cadences, 'AMMTC', '2015-09-30')?.every).toBe(1)
  })

  it('a body without a rule has none', () => {
    expect(cadenceAt(cadences, 'AMMTC+3', '2020-01-01')).toBeNull()
  })
})

describe('lead shepherds', () => {
  const lead = (party: string, since: Area['leads'][number]['since'], until: Area['leads'][number]['until'] = null) => ({ party, since, until, note: null, citations: [] })
  const arms: Area = { slug: 'arms', number: 4, name: { en: '', th: '' }, since: { meeting: 'SOMTC/2' }, decidedBy: { en: '', th: '' }, citations: [], leads: [lead('BRN', null, { meeting: 'AMMTC/5' }), lead('KHM', { meeting: 'AMMTC/5' })] }
  const dayOf = (ref: string) => ({ 'AMMTC/5': '2005-11-29', 'SOMTC/5': '2005-01-01' })[ref] ?? null

  it('arms smuggling passed from Brunei Darussalam to Cambodia at the 5th AMMTC', () => {
    expect(leadAt(arms, { date: '2005-11-28' }, dayOf)).toMatchObject({ lead: { party: 'BRN' }, certain: false })
    expect(leadAt(arms, { meeting: 'AMMTC/5' }, dayOf)).toMatchObject({ lead: { party: 'KHM' }, certain: true })
    expect(leadAt(arms, { date: '2023' }, dayOf)?.lead.party).toBe('KHM')
  })

  it('an area nobody names a lead for has none', () => {
    expect(leadAt({ ...arms, leads: [] }, { date: '2023-01-01' }, dayOf)).toBeNull()
  })
})

describe('rotation (practice §10.2)', () => {
  const rule = (more: Partial<RotationRule>): RotationRule => ({ body: 'SOMTC', rule: 'ALPHA_EN', since: { meeting: 'SOMTC/10' }, anchor: { ordinal: 10, party: 'PHL' }, parent: null, exceptions: [], note: { en: '', th: '' }, inferred: true, citations: [], ...more })
  const rules = [rule({}), rule({ rule: 'ALIGNED_TO_PARENT_CHAIR', since: { meeting: 'SOMTC/21' }, anchor: null, parent: 'AMMTC' })]
  const chairs: Record<number, string> = { 21: 'BRN', 22: 'KHM', 23: 'IDN', 24: 'LAO', 25: 'MYS' }
  const context: HostContext = { membersAt: () => ten, parentChair: (ordinal) => chairs[ordinal] ?? null }
  const hosts = (from: number, to: number, of = rules, within = context) => Array.from({ length: to - from + 1 }, (_, i) => nextHost(of, from + i, within).party)
  const excepted = (...exceptions: Omit<RotationRule['exceptions'][number], 'note'>[]) => [rule({ exceptions: exceptions.map((exception) => ({ ...exception, note: { en: '', th: '' } })) })]

  it('the 10th to the 20th SOMTC follow the English alphabet from the Philippines round to the Philippines', () => {
    expect(hosts(10, 20)).toEqual(['PHL', 'SGP', 'THA', 'VNM', 'BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL'])
  })

  it('from the 21st SOMTC the host is the chair of the ministers in that year', () => {
    expect(hosts(21, 25)).toEqual(['BRN', 'KHM', 'IDN', 'LAO', 'MYS'])
  })

  it('R-1.2.1 a host is predicted until the record confirms it, and unknown where the rule gives none', () => {
    expect(nextHost(rules, 14, context)).toMatchObject({ party: 'BRN', basis: 'predicted' })
    expect(nextHost(rules, 14, { ...context, confirmed: 'BRN' })).toMatchObject({ party: 'BRN', basis: 'confirmed', predicted: 'BRN' })
    expect(nextHost(rules, 26, context)).toMatchObject({ party: null, basis: 'unknown' })
    expect(nextHost(rules, 2, context)).toMatchObject({ party: null, basis: 'unknown', rule: null })
  })

  it('a host that differs from the rule is told with what the rule gave', () => {
    expect(nextHost(rules, 12, { ...context, confirmed: 'VNM' })).toMatchObject({ party: 'VNM', basis: 'confirmed', predicted: 'THA' })
  })

  it('a swap exchanges two turns once', () => {
    expect(hosts(11, 14, excepted({ kind: 'swap', ordinal: 12, party: 'THA', with: 'VNM' }))).toEqual(['SGP', 'VNM', 'THA', 'BRN'])
    expect(hosts(22, 23, excepted({ kind: 'swap', ordinal: 12, party: 'THA', with: 'VNM' }))).toEqual(['THA', 'VNM'])
  })

  it('a member that passes keeps its place for the next round', () => {
    const passed = excepted({ kind: 'pass', ordinal: 12, party: 'THA' })
    expect(hosts(11, 14, passed)).toEqual(['SGP', 'VNM', 'BRN', 'KHM'])
    expect(hosts(21, 22, passed)).toEqual(['THA', 'VNM'])
  })

  it('a deferred member hosts directly after the one that went first', () => {
    expect(hosts(11, 15, excepted({ kind: 'deferral', ordinal: 12, party: 'THA' }))).toEqual(['SGP', 'VNM', 'THA', 'BRN', 'KHM'])
  })

  it('a turn given up goes to the member named, or to nobody known, and the circle goes on', () => {
    expect(hosts(11, 13, excepted({ kind: 'relinquish', ordinal: 12, party: 'THA', with: 'MYS' }))).toEqual(['SGP', 'MYS', 'VNM'])
    expect(hosts(11, 13, excepted({ kind: 'relinquish', ordinal: 12, party: 'THA' }))).toEqual(['SGP', null, 'VNM'])
  })

  it('a new member takes its place in the circle, and one that left is stepped over', () => {
    const eleven = [...ten.slice(0, 9), 'TLS', 'VNM']
    expect(hosts(11, 14, rules, { ...context, membersAt: (ordinal) => (ordinal >= 13 ? eleven : ten) })).toEqual(['SGP', 'THA', 'TLS', 'VNM'])
    expect(hosts(11, 13, rules, { ...context, membersAt: (ordinal) => (ordinal >= 13 ? ten.filter((code) => code !== 'THA') : ten) })).toEqual(['SGP', 'THA', 'VNM'])
  })

  it('a fixed seat stays, a voluntary one is not predicted', () => {
    expect(nextHost([rule({ rule: 'FIXED_SEAT' })], 19, context).party).toBe('PHL')
    expect(nextHost([rule({ rule: 'VOLUNTARY' })], 19, context)).toMatchObject({ party: null, basis: 'unknown' })
  })
})
