import { describe, expect, it } from 'vitest'
import fc from '../../../tests/properties.ts'
import { heldOut } from './fixtures/held-out.ts'
import { lexicon } from './fixtures/lexicon.ts'
import { cutParagraphs, extractDecisions, extractedDecisions } from './index.ts'

const sentences = heldOut.map(([sentence]) => sentence)
const classes = (text: string) => extractDecisions(text, { lexicon }).map((each) => [each.verb, each.class, each.addressees])
const communique = fc.uniqueArray(fc.constantFrom(...sentences), { minLength: 1, maxLength: 8 }).map((chosen) => chosen.map((sentence, index) => `${index + 1}. ${sentence}`))

describe('whatever the text', () => {
  it('it never throws and always gives the declared shape', () => {
    const pieces = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('The Ministers ', 'tasked ', 'SOMTC ', 'to ', ':\n', '(a) ', 'and ', ', ', 'was ', 'endorsed ', 'by ', 'มีมติ', 'รับทราบ', 'ให้', '"', '\n\n', '1. ', 'before the next '))
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => void extractedDecisions.parse(extractDecisions(parts.join(''), { lexicon }))), { numRuns: 300 })
  })

  it('offsets point to the verb in the paragraph', () => {
    fc.assert(fc.property(communique, (paragraphs) => {
      for (const each of extractDecisions(paragraphs.join('\n\n'), { lexicon })) {
        if (!each.inherited) expect(each.text.slice(each.start, each.end).replace(/\s+/g, ' ').toLowerCase()).toBe(each.verb)
      }
    }), { numRuns: 40 })
  })

  it('the words of all paragraphs, put together, are the words of the text', () => {
    fc.assert(fc.property(communique, (paragraphs) => {
      const { paragraphs: cut } = cutParagraphs(paragraphs.join('\n\n'))
      expect(cut.map((each) => `${each.number}. ${each.text}`)).toEqual(paragraphs)
    }), { numRuns: 60 })
  })

  it('line wraps, hyphenation and spacing change no class and no addressee', () => {
    fc.assert(fc.property(communique, fc.integer({ min: 30, max: 110 }), (paragraphs, columns) => {
      expect(classes(paragraphs.map((each) => wrap(each, columns)).join('\n\n'))).toEqual(classes(paragraphs.join('\n\n')))
      expect(classes(paragraphs.map((each) => wrap(each, columns)).join('\r\n'))).toEqual(classes(paragraphs.join('\n\n')))
      expect(classes(paragraphs.join('\n\n').replace(/ /g, '  '))).toEqual(classes(paragraphs.join('\n\n')))
    }), { numRuns: 60 })
    expect(classes('1. The Ministers en-\ndorsed the Work Programme and re-\nquested the ASEAN Secretariat to circu-\nlate it.')).toEqual(classes('1. The Ministers endorsed the Work Programme and requested the ASEAN Secretariat to circulate it.'))
  })

  it('the same text gives the same ids, and an id survives a change in another paragraph', () => {
    fc.assert(fc.property(communique, (paragraphs) => {
      const ids = (text: string) => extractDecisions(text, { lexicon }).map((each) => each.id)
      const before = ids(paragraphs.join('\n\n'))
      expect(ids(paragraphs.join('\n\n'))).toEqual(before)
      expect(new Set(before).size).toBe(before.length)
      expect(ids([...paragraphs, `${paragraphs.length + 1}. The Ministers adopted the agenda of work.`].join('\n\n')).slice(0, before.length)).toEqual(before)
    }), { numRuns: 40 })
  })

  it('a text of a hundred pages is read', () => {
    const text = Array.from({ length: 600 }, (_, index) => `${index + 1}. ${[0, 7, 19, 31].map((step) => sentences[(index + step) % sentences.length]).join(' ')}`).join('\n\n')
    expect(text.length).toBeGreaterThan(200_000)
    expect(extractDecisions(text, { lexicon }).length).toBeGreaterThan(1000)
  })
})

function wrap(text: string, columns: number): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length + 1 > columns) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}
