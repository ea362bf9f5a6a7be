import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, testToday } from '../../../tests/installation.ts'
import type { Db } from '../../kernel/db.ts'
import { listCadences, listParties, listRotationRules, membersAt, nextHost, type Party, type RotationRule } from '../mechanism/index.ts'
import { listMeetings } from './queries.ts'
import { hostOf } from './rules/host.ts'

let db: Db
let known: Parameters<typeof hostOf>[2]
beforeAll(async () => {
  db = await testDatabase('record')
  const [rules, meetings, parties, cadences] = await Promise.all([listRotationRules(db), listMeetings(db), listParties(db), listCadences(db)])
  known = { rules, meetings, parties, cadences, today: testToday }
})
afterAll(() => db.destroy())

describe('rotation (practice §10.2)', () => {
  it('US-10 AC1 the next host follows the golden rotation: alphabetical from the 10th to the 20th SOMTC, then whoever chairs AMMTC in that year', () => {
    const predicted = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => hostOf('SOMTC', from + index, known).predicted)
    expect(predicted(10, 20)).toEqual(['PHL', 'SGP', 'THA', 'VNM', 'BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL'])
    expect(predicted(22, 25)).toEqual(['KHM', 'IDN', 'LAO', 'MYS'])
    expect(hostOf('SOMTC', 20, known).rule?.rule).toBe('ALPHA_EN')
    expect(hostOf('SOMTC', 23, known).rule?.rule).toBe('ALIGNED_TO_PARENT_CHAIR')
  })

  it('US-10 AC1 R-1.2.1 what the record confirms goes before the rule, and what nobody confirms is predicted only', () => {
    expect(hostOf('SOMTC', 23, known)).toMatchObject({ basis: 'confirmed', party: 'IDN' })
    expect(hostOf('SOMTC', 26, known)).toMatchObject({ basis: 'predicted', party: 'PHL' })
    expect(hostOf('SOMTC', 27, known)).toMatchObject({ basis: 'unknown', party: null })
  })

  it('US-10 AC1 an exception changes one turn and keeps the circle: a swap, a pass', () => {
    const rule = (exceptions: RotationRule['exceptions']) => [{ body: 'SOMTC', rule: 'ALPHA_EN', since: { meeting: 'SOMTC/10' }, anchor: { ordinal: 10, party: 'PHL' }, parent: null, exceptions, note: { en: '', th: '' }, inferred: false, citations: [] }] as unknown as RotationRule[]
    const members = membersAt(known.parties as Party[], '2015-01-01').map((party) => party.code)
    const hosts = (exceptions: object[]) => [10, 11, 12, 13, 14].map((ordinal) => nextHost(rule(exceptions as RotationRule['exceptions']), ordinal, { membersAt: () => members, parentChair: () => null }).party)
    expect(hosts([])).toEqual(['PHL', 'SGP', 'THA', 'VNM', 'BRN'])
    expect(hosts([{ kind: 'swap', ordinal: 11, party: 'SGP', with: 'VNM', citations: [] }])).toEqual(['PHL', 'VNM', 'THA', 'SGP', 'BRN'])
    expect(hosts([{ kind: 'pass', ordinal: 11, party: 'SGP', citations: [] }])).toEqual(['PHL', 'THA', 'VNM', 'BRN', 'KHM'])
  })

  it('US-10 AC5 the 11th member takes its place in the alphabet: Thailand, Timor-Leste, Viet Nam', () => {
    const order = (day: string) => membersAt(known.parties as Party[], day).map((party) => party.name.en)
    expect(order('2025-10-25')).not.toContain('Timor-Leste')
    expect(order('2025-10-26').slice(-3)).toEqual(['Thailand', 'Timor-Leste', 'Viet Nam'])
    const rules = [{ body: 'X', rule: 'ALPHA_EN', since: { meeting: 'X/1' }, anchor: { ordinal: 1, party: 'THA' }, parent: null, exceptions: [], note: { en: '', th: '' }, inferred: false, citations: [] }] as unknown as RotationRule[]
    const next = (day: string) => nextHost(rules, 2, { membersAt: () => membersAt(known.parties as Party[], day).map((party) => party.code), parentChair: () => null }).party
    expect([next('2025-10-25'), next('2025-10-26')]).toEqual(['VNM', 'TLS'])
  })
})
