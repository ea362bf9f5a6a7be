import { describe, expect, it } from 'vitest'
import { lexicon } from './fixtures/lexicon.ts'
import { extractDecisions } from './index.ts'

const read = (text: string) => extractDecisions(text, { lexicon })
const only = (text: string) => {
  const found = read(text)
  expect(found).toHaveLength(1)
  return found[0]!
}

describe('golden sentences of practice §10.1', () => {
  it('G1 noted with satisfaction is C1+ and creates nothing', () => {
    const found = only('We … noted with satisfaction the progress and achievements of the Work Programme')
    expect(found).toMatchObject({ verb: 'noted with satisfaction', class: 'C1', strength: '+', addressees: [], effects: [], confidence: 'high' })
  })

  it('G2 recommended is C4, addressed to the sectoral bodies', () => {
    expect(only('… recommended the synergy in executing their respective action plans')).toMatchObject({ class: 'C4', addressees: ['sectoral bodies'] })
    const whole = read('We noted with satisfaction the progress made by the sectoral bodies and recommended the synergy in executing their respective action plans.')
    expect(whole.map((each) => [each.class, each.addressees])).toEqual([['C1', []], ['C4', ['sectoral bodies']]])
  })

  it('G4 adopted is C6 for all, the plan becomes ADOPTED and has a period', () => {
    const found = only('… and adopted the Work Plan on Combating Illicit Drug Production, Trafficking and Use (2009-2015)')
    expect(found).toMatchObject({ class: 'C6', addressees: ['all'] })
    expect(found.effects.map((each) => each.kind)).toEqual(['instrument-adopted', 'period-set'])
  })

  it('G5 unanimously endorsed is C6 for all with the modifier', () => {
    expect(only('unanimously endorsed the ASEAN Comprehensive Plan of Action on Counter Terrorism')).toMatchObject({
      class: 'C6', addressees: ['all'], modifiers: ['unanimously'], effects: [{ kind: 'instrument-endorsed' }],
    })
  })

  it('G7 held a Retreat is C0', () => {
    expect(only('held a Retreat to candidly exchange views')).toMatchObject({ class: 'C0', addressees: [] })
  })

  it('G9 tasked is C5 for SOMTC + China', () => {
    expect(only('tasked SOMTC + China Consultation to explore the most viable way to implement the MoU')).toMatchObject({
      class: 'C5', addressees: ['SOMTC+CHN'], action: 'explore the most viable way to implement the MoU',
    })
  })

  it('G12 unanimously welcomed the signing is C2, not C7', () => {
    expect(only('unanimously welcomed the signing of the revised MoU')).toMatchObject({ class: 'C2', addressees: [], modifiers: ['unanimously'] })
  })

  it('G14 subsequently endorsed the revised Work Programme is C6 for all', () => {
    expect(only('subsequently endorsed the revised Work Programme')).toMatchObject({ class: 'C6', addressees: ['all'], effects: [{ kind: 'instrument-endorsed' }] })
  })

  it('G16 welcomed the extension is C2 with the effect of a C6 done elsewhere', () => {
    expect(only('welcomed the extension of the SOMTC Work Programme (2022-2024) to 2025')).toMatchObject({
      class: 'C2', addressees: [], effects: [{ kind: 'extended', from: '2022-2024', to: '2025', elsewhere: true }],
    })
  })

  it('G18 adopted the declaration is C6 for all', () => {
    expect(only('adopted the ASEAN declaration on combating arms smuggling')).toMatchObject({ class: 'C6', addressees: ['all'], effects: [{ kind: 'instrument-adopted' }] })
  })

  it('R-2.6.1 one paragraph with two verbs gives two decisions', () => {
    expect(read('They TASKED SOMTC + China to find a way; they also TASKED SOMTC to undertake, with China, a mid-term review.').map((each) => [each.class, each.addressees])).toEqual([
      ['C5', ['SOMTC+CHN']],
      ['C5', ['SOMTC']],
    ])
  })

  it('US-06 AC4 endorsed in principle gives a status in principle and a completion task with its limit', () => {
    const found = read('They endorsed in principle the ASEAN Plus Three work plan and tasked SOMTC+3 to finalise it at the 4th SOMTC+3 to be held in Indonesia in 2006.')
    expect(found[0]).toMatchObject({ class: 'C6', strength: '-', modifiers: ['in principle'], effects: [{ kind: 'in-principle' }] })
    expect(found[1]).toMatchObject({ class: 'C5', addressees: ['SOMTC+3'], due: { kind: 'event', relation: 'at', body: 'SOMTC+3', ordinal: 4 } })
  })

  it('R-2.7.2 "as appropriate" and "where feasible" are stored and leave the class as it is', () => {
    expect(only('We tasked SOMTC to share information, as appropriate and where feasible, within existing resources.')).toMatchObject({
      class: 'C5', modifiers: ['as appropriate', 'where feasible', 'within existing resources'],
    })
  })
})

describe('time limits and side effects', () => {
  it.each([
    ['We tasked SOMTC to meet before the next SOMTC.', { kind: 'event', relation: 'before', body: 'SOMTC', ordinal: 'next' }],
    ['We requested Member States to reply by 30 June 2024.', { kind: 'date', date: '2024-06-30' }],
    ['We requested Member States to reply by the end of 2025.', { kind: 'period-end', date: '2025-12-31' }],
    ['We tasked SOMTC to report by March 2025.', { kind: 'period-end', date: '2025-03-31' }],
    ['We requested all Member States to send their laws within 6 months after the endorsement of the Work Programme by the 2nd Annual SOMTC.', { kind: 'period', length: 6, unit: 'month', body: 'SOMTC' }],
    ['We tasked SOMTC to develop a plan for consideration of the 15th AMMTC.', { kind: 'event', relation: 'at', body: 'AMMTC', ordinal: 15 }],
    ['ที่ประชุมมอบหมาย SOMTC จัดทำรายงานภายในวันที่ ๓๐ มิถุนายน ๒๕๖๗', { kind: 'date', date: '2024-06-30' }],
  ])('R-2.6.2 %s', (text, due) => {
    expect(read(text)[0]?.due).toMatchObject(due)
  })

  it('a lead passes from one member to another though the verb only takes note', () => {
    const found = only('They took note that the Lead Shepherdship for the arms smuggling component passes from Brunei Darussalam to Cambodia.')
    expect(found).toMatchObject({ class: 'C1', effects: [{ kind: 'lead-transferred', from: 'Brunei Darussalam', to: 'Cambodia', elsewhere: true }] })
  })

  it('a change of cadence and new areas are flagged', () => {
    const found = read('It agrees that AMMTC meets every year and endorses people smuggling as a new area.')
    expect(found.map((each) => each.effects.map((effect) => effect.kind))).toEqual([['cadence-changed'], ['area-added']])
  })

  it('who owes a report to whom is kept', () => {
    expect(only('We tasked SOMTC to report to the AMMTC at its next meeting.').reportsTo).toMatchObject({ to: ['AMMTC'] })
  })
})
