import { describe, expect, it } from 'vitest'
import type { InstrumentAct } from './queries.ts'
import { endsOn, groupOf, periodsOf } from './rules.ts'

const act = (more: Partial<InstrumentAct>): InstrumentAct => ({ act: 'adopted', on: null, body: null, meeting: null, adReferendum: false, periodUntil: null, note: null, citations: [], ...more })

describe('periods of instruments', () => {
  it('a work programme for 2022 to 2024 that the ministers let run on to 2025 has an extension of its own', () => {
    const extension = act({ act: 'extended', periodUntil: '2025' })
    const programme = { periodFrom: '2022', periodUntil: '2024', acts: [act({}), extension] }
    expect(periodsOf(programme)).toEqual([{ from: '2022', until: '2024', by: null }, { from: '2024', until: '2025', by: extension }])
    expect(endsOn(programme)).toBe('2025-12-31')
  })

  it('an act that repeats the period extends nothing', () => {
    expect(periodsOf({ periodFrom: '2016', periodUntil: '2025', acts: [act({ periodUntil: '2025' })] })).toHaveLength(1)
  })

  it('a declaration has no period', () => {
    const declaration = { periodFrom: null, periodUntil: null, acts: [act({})] }
    expect(periodsOf(declaration)).toEqual([])
    expect(endsOn(declaration)).toBeNull()
  })

  it('what was made with a partner stands with the partners', () => {
    expect(groupOf({ form: 'work-plan', partner: 'JPN', bodies: ['SOMTC+JPN'] })).toBe('partners')
    expect(groupOf({ form: 'work-plan', partner: null, bodies: ['SOMTC'] })).toBe('plans')
    expect(groupOf({ form: 'convention', partner: null, bodies: [] })).toBe('declarations')
  })
})
