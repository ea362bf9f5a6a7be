import { describe, expect, it } from 'vitest'
import fc from '../../../../tests/properties.ts'
import { hangsOn, meetingOf, paperHref, parseSymbol, type PaperSymbol, printSymbol, shortSymbol } from './symbol.ts'
import { modifierKinds, seriesCodes } from '../schema/papers.ts'

const bodies = ['SOMTC', 'AMMTC', 'SOMTC-WG.TIP', 'SOMTC-EWG.ACTIP', 'SOMTC+CHN', 'AMMTC+3', 'ASEANAPOL']
const counted = fc.integer({ min: 1, max: 99_999 })
const anySymbol: fc.Arbitrary<PaperSymbol> = fc.record({
  body: fc.constantFrom(...bodies),
  session: fc.oneof(fc.integer({ min: 1, max: 999 }).map(String), fc.integer({ min: 1, max: 99 }).map((n) => `SP${n}`), fc.integer({ min: 1, max: 99 }).map((n) => `PREP.AMMTC${n}`)),
  series: fc.constantFrom(...seriesCodes),
  number: counted,
  modifiers: fc.array(fc.record({ kind: fc.constantFrom(...modifierKinds), number: counted }), { maxLength: 8 }),
})

describe('US-07 AC1 a symbol parses and prints identically for the whole grammar', () => {
  it('R-1.8.2 whatever symbol is printed is the symbol that was parsed', () => {
    fc.assert(fc.property(anySymbol, (symbol) => {
      const text = printSymbol(symbol)
      expect(parseSymbol(text)).toEqual(symbol)
      expect(printSymbol(parseSymbol(text) as PaperSymbol)).toBe(text)
    }))
  })

  it('whatever text is taken for a symbol prints as it was typed', () => {
    const pieces = fc.constantFrom('SOMTC', 'AMMTC+3', 'somtc', '25', '025', 'SP2', 'SP0', 'PREP.AMMTC19', 'WP.7', 'WP.07', 'WP.0', 'XX.1', 'WP', 'Rev.1', 'REV.1', 'Add.2', 'Corr.1', 'Amend.1', 'Rev.0', '', ' ', '.', '7')
    fc.assert(fc.property(fc.oneof(fc.array(pieces, { maxLength: 7 }).map((parts) => parts.join('/')), fc.string()), (text) => {
      const parsed = parseSymbol(text)
      if (parsed !== null) expect(printSymbol(parsed)).toBe(text)
    }), { numRuns: 2000 })
  })

  it.each([
    ['SOMTC/25/WP.7', 0], ['SOMTC/25/WP.7/Rev.1', 1], ['SOMTC/25/L.1/Rev.2/Corr.1', 2], ['SOMTC/25/INF.3/Add.1', 1], ['AMMTC/19/DEC.4', 0], ['SOMTC/25/WP.7/Add.1/Rev.1', 2], ['SOMTC/SP2/AG.1', 0],
    ['SOMTC/PREP.AMMTC19/WP.1/Rev.1/Add.1', 2], ['SOMTC+CHN/26/WP.1', 0], ['AMMTC+3/16/JS.1/Amend.1', 1], ['SOMTC-WG.TIP/4/LSR.2', 0],
  ])('%s is a symbol', (text, modifiers) => {
    expect(parseSymbol(text)?.modifiers).toHaveLength(modifiers)
  })

  it.each([
    '', 'SOMTC', 'SOMTC/25', 'SOMTC/25/', 'SOMTC/25/WP', 'SOMTC/25/WP.', 'SOMTC/25/WP.0', 'SOMTC/25/WP.07', 'SOMTC/25/WP.7/', 'SOMTC/25/WP.7/Rev', 'SOMTC/25/WP.7/Rev.0', 'SOMTC/25/WP.7/rev.1', 'SOMTC/25/WP.7/REV.1', 'SOMTC/25/XX.1',
    'SOMTC/25th/WP.7', 'SOMTC/025/WP.7', 'SOMTC/SP/WP.1', 'SOMTC/SP0/WP.1', 'SOMTC//WP.1', 'somtc/25/WP.7', 'SOMTC/25/WP.7 ', ' SOMTC/25/WP.7', 'SOMTC/25/wp.7', 'SOMTC/25/WP.๗', 'SOMTC/25/WP.-1', 'SOMTC/25/WP.1.1', 'SOMTC/25/WP.1/Rev.1.1', 'SOMTC\\25\\WP.7', 'SOMTC/25/WP.7/Note.1',
    `SOMTC/25/WP.7${'/Rev.1'.repeat(9)}`, 'SOMTC+/25/WP.1', '+CHN/25/WP.1', 'SOMTC/25/R.1', 'SOMTC/25/WP.100000',
  ])('%j is refused', (text) => {
    expect(parseSymbol(text)).toBeNull()
  })

  it('R-1.8.3 what a paper hangs on is the symbol without its last part', () => {
    const symbol = parseSymbol('SOMTC/25/WP.7/Rev.1/Add.1') as PaperSymbol
    expect(printSymbol(hangsOn(symbol) as PaperSymbol)).toBe('SOMTC/25/WP.7/Rev.1')
    expect(hangsOn(parseSymbol('SOMTC/25/WP.7') as PaperSymbol)).toBeNull()
    expect([meetingOf(symbol), shortSymbol(symbol), shortSymbol('SOMTC+CHN/26/WP.1')]).toEqual(['SOMTC/25', 'WP.7/Rev.1/Add.1', 'WP.1'])
    expect(paperHref({ id: 'x', symbol: 'SOMTC+CHN/26/WP.1' })).toBe('/documents/SOMTC+CHN/26/WP.1')
  })
})
