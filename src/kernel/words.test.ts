import { describe, expect, it } from 'vitest'
import fc from '../../tests/properties.ts'
import { cutWords, excerpt, highlight, normalise, queryOf, similarWordThreshold, tsvectorText, vocabularyOf } from './words.ts'

/** PostgreSQL's `@@`, for the part of its language we write. Throws where PostgreSQL would refuse. */
function matches(tsvector: string, tsquery: string): boolean {
  const lexemes = lexemesOf(tsvector)
  let rest = tsquery
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest)
    if (found) rest = rest.slice(found[0].length)
    return found
  }
  const operand = (): boolean => {
    if (take(/^\(/)) {
      const inside = either()
      if (!take(/^\)/)) throw new SyntaxError(tsquery)
      return inside
    }
    const found = take(/^'([\p{L}\p{N}\p{M}_./+-]+)'(:\*)?/u)
    if (!found) throw new SyntaxError(`${tsquery} at ${rest}`)
    const lexeme = found[1] ?? ''
    return found[2] ? lexemes.some((stored) => stored.startsWith(lexeme)) : lexemes.includes(lexeme)
  }
  const all = (): boolean => {
    let result = operand()
    while (take(/^ & /)) result = operand() && result
    return result
  }
  const either = (): boolean => {
    let result = all()
    while (take(/^ \| /)) result = all() || result
    return result
  }
  const result = either()
  if (rest !== '') throw new SyntaxError(`${tsquery} at ${rest}`)
  return result
}

function lexemesOf(tsvector: string): string[] {
  const entry = /'([\p{L}\p{N}\p{M}_./+-]+)'(?::\d+[AB]?(?:,\d+[AB]?)*)?(?: |$)/uy
  const lexemes: string[] = []
  for (let found = entry.exec(tsvector); found; found = entry.exec(tsvector)) {
    lexemes.push(found[1] ?? '')
    if (entry.lastIndex === tsvector.length) return lexemes
  }
  if (tsvector !== '') throw new SyntaxError(tsvector)
  return lexemes
}

const finds = (query: string, text: string): boolean => {
  const asked = queryOf(query)
  return asked !== null && matches(tsvectorText({ body: text }), asked.tsquery)
}
const marked = (text: string, query: string): string => highlight(text, query).map((part) => (part.hit ? `[${part.text}]` : part.text)).join('')
const joined = (parts: ReadonlyArray<{ text: string }>): string => parts.map(({ text }) => text).join('')

const thaiSentences = [
  'ที่ประชุมรัฐมนตรีอาเซียนด้านอาชญากรรมข้ามชาติรับรองแผนปฏิบัติการ',
  'ป้องกันและปราบปรามยาเสพติดและอาชญากรรมข้ามชาติในภูมิภาคเอเชียตะวันออกเฉียงใต้',
  'มอบหมายให้เจ้าหน้าที่อาวุโสจัดทำแผนงานและรายงานผลต่อที่ประชุมครั้งถัดไป',
  'ต่อต้านการค้ามนุษย์โดยเฉพาะสตรีและเด็ก',
  'การลักลอบขนย้ายผู้โยกย้ายถิ่นฐานการฟอกเงินและการก่อการร้าย',
  'อาชญากรรมทางไซเบอร์และการหลอกลวงทางออนไลน์เป็นภัยคุกคามร้ายแรง',
  'การลักลอบค้าอาวุธและการกระทำอันเป็นโจรสลัดในทะเล',
  'เห็นชอบให้ขยายระยะเวลาของแผนปฏิบัติการออกไปอีกสองปี',
  'รับทราบความคืบหน้าในการดำเนินการตามแถลงการณ์ร่วม',
  'ขอให้ประเทศสมาชิกแลกเปลี่ยนข้อมูลข่าวสารและพยานหลักฐาน',
  'สนับสนุนความร่วมมือกับคู่เจรจาสาธารณรัฐประชาชนจีนญี่ปุ่นและสาธารณรัฐเกาหลี',
  'ความตกลงว่าด้วยการให้ความช่วยเหลือซึ่งกันและกันในเรื่องทางอาญา',
  'อาชญากรรมทางเศรษฐกิจระหว่างประเทศและการค้าสัตว์ป่าและไม้ผิดกฎหมาย',
  'สำนักงานตำรวจแห่งชาติเป็นหน่วยงานประสานงานหลักของประเทศไทย',
  'ย้ำเจตนารมณ์ที่จะทำให้ภูมิภาคนี้ปลอดจากยาเสพติด',
  'น้ำใจและความไว้เนื้อเชื่อใจเป็นรากฐานของความร่วมมือ',
  'ตากลมที่ชายหาดมากกว่าเดิมและพยายามแก้ไขปัญหา',
]

describe('one spelling for what looks the same', () => {
  it.each([
    ['sara am, composed or decomposed', 'ทํา', 'ทำ'], ['sara am with the tone before', 'น้ํา', 'น้ำ'], ['sara am with the tone after', 'นํ้า', 'น้ำ'],
    ['sara am with the tone last', 'นำ้', 'น้ำ'], ['เเ for แ', 'เเผน', 'แผน'], ['เเ with a joiner between', 'เ\u200bเผน', 'แผน'],
    ['tone typed before the vowel', 'ท่ี', 'ที่'], ['a mark typed twice', 'ที่่', 'ที่'], ['Thai digits', '๐๑๒๓๔๕๖๗๘๙', '0123456789'],
    ['zero-width signs and soft hyphens', '\ufeffยา\u200bเสพ\u00adติด\u200d', 'ยาเสพติด'], ['capitals', 'BOARD', 'board'], ['accents', 'Đặng Café İzmir', 'dang cafe izmir'],
    ['accents typed apart', 'Cafe\u0301', 'cafe'], ['quotes and dashes', '“ASEAN’s” – 2016—2025', '"asean\'s" - 2016-2025'], ['full width', 'ＡＢ１', 'ab1'],
    ['Lao, Khmer and Burmese digits', '໑១၁', '111'], ['a silencer stays last', 'สิทธิ์ พันธุ์', 'สิทธิ์ พันธุ์'],
  ])('%s', (_, typed, meant) => {
    expect(normalise(typed)).toBe(meant)
  })

  it('normalising twice changes nothing, and Thai is the same composed or decomposed', () => {
    const thai = fc.stringMatching(/^([กนมสท][่้]?[ิีุู]?[่้]?[าำะ]?|[เแโ]|[๐-๙ ]){0,12}$/)
    fc.assert(fc.property(fc.oneof(thai, fc.string({ unit: 'grapheme' })), (text) => {
      expect(normalise(normalise(text))).toBe(normalise(text))
    }))
    fc.assert(fc.property(thai, (text) => {
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(normalise(text.normalize(form))).toBe(normalise(text))
    }))
  })
})

describe('what is indexed', () => {
  it('words, numbers, codes whole and in parts, years under one name', () => {
    expect(cutWords('The 19th COMM (2003): “people’s”, 50,000; COMM/7/DEC.7, BOARD+3, cyber-crime.')).toEqual([
      'the', '19', 'comm', '2003', 'y2003', 'people', '50000', 'comm', '7', 'dec', '7', 'comm/7/dec.7', '7/dec.7', 'dec.7',
      'board', '3', 'board+3', 'cyber', 'crime', 'cybercrime'])
    expect(cutWords('พ.ศ. ๒๕๔๖')).toEqual(['พศ', '2546', 'y2003'])
    expect(cutWords('ต่อต้านการค้ามนุษย์').join('')).toBe('ต่อต้านการค้ามนุษย์')
    expect(cutWords(' … – !? ๆ ฯ 😀')).toEqual([])
    expect(vocabularyOf('Drugs, drugs and COMM/7 in 2003: ยาเสพติด')).toEqual(expect.arrayContaining(['drugs', 'and', 'comm']))
  })

  it('title words weigh A, codes B, the body D', () => {
    expect(tsvectorText({ title: 'Drug plan', codes: ['COMM/7'], body: 'drug' })).toBe("'drug':1A,25 'plan':2A 'comm':13B '7':14B 'comm/7':14B")
    expect(tsvectorText({ body: 'ยา' })).toBe("'ยา':1 '_ยา_'")
    expect(tsvectorText({})).toBe('')
  })

  it('for ranking there is a small entry, and a query of words only', () => {
    expect(tsvectorText({ title: 'ยา', body: 'drug' }, { pairs: false })).toBe("'ยา':1A 'drug':12")
    expect(queryOf('ยาเสพติด drugs 2546')?.ranking).toBe("'ยา' | 'เสพ' | 'ติด' | 'drug':* | 'y2003'")
  })

  it('no text makes an entry PostgreSQL would refuse', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: fc.constantFrom(..."ก ็่าเ.'/+-\\:*&|!()_a7é\u0000\ud800") }), (title, body) => {
      lexemesOf(tsvectorText({ title, body }))
    }))
    const huge = tsvectorText({ body: Array.from({ length: 120_000 }, (_, i) => `word${i}x ${'ก'.repeat(i % 9)}`).join(' ') })
    expect(Buffer.byteLength(huge)).toBeLessThan(1_800_000)
    expect(tsvectorText({ body: 'x'.repeat(100_000) })).toBe(`'${'x'.repeat(64)}':1`)
  })
})

describe('what is found', () => {
  it.each([
    ['English by the beginning of words', 'traff drug', 'Drug trafficking and abuse'],
    ['words in any order', 'crime transnational', 'Transnational Crime'],
    ['a plural by its singular', 'policy', 'joint policies'], ['a singular by its plural', 'policies', 'a policy'], ['drugs for drug', 'drugs', 'drug abuse'],
    ['-ing and the noun', 'trafficking', 'illicit traffic'], ['-ing and -ed', 'adopted', 'adopting the plan'], ['a short verb', 'making', 'to make'],
    ['a doubled letter', 'planning', 'plan'], ['-ies', 'agencies', 'agency'], ['organized and organised', 'organised', 'organized crime'],
    ['organisation and organization', 'organization', 'international organisations'], ['programme and program', 'programme', 'work program'],
    ['a hyphen or none', 'cybercrime', 'cyber-crime'], ['none or a hyphen', 'cyber-crime', 'cybercrime'], ['a hyphen or a space', 'cross-border', 'cross border'],
    ['a possessive', 'people', 'the People’s Republic'], ['an ordinal by its number', '19', 'the 19th COMM'], ['accents left out', 'da nang', 'Đà Nẵng'],
    ['a year in C.E. where B.E. is written', '2003', 'แผน พ.ศ. ๒๕๔๖'], ['a year in B.E. where C.E. is written', '2546', 'adopted in 2003'],
    ['a year in Thai digits', '๒๕๔๖', 'adopted in 2003'], ['a year in a span', '2025', 'Plan of Action 2016–2025'], ['Thai digits', '๑๙', 'COMM 19'],
    ['a code whole', 'comm/7/dec.7', 'COMM/7/DEC.7'], ['a code by its beginning', 'COMM/7', 'see COMM/7/DEC.7'], ['a code by its tail', 'DEC.7', 'see COMM/7/DEC.7'],
    ['a code half typed', 'comm/7/de', 'COMM/7/DEC.7'], ['a body with partners', 'BOARD+3', 'the 20th BOARD+3 Consultation'],
    ['a body within its code', 'board', 'BOARD+3'], ['Thai inside unspaced text', 'ยาเสพติด', 'ป้องกันและปราบปรามยาเสพติดและอาชญากรรม'],
    ['Thai words in any order', 'อาชญากรรม ยาเสพติด', 'ป้องกันและปราบปรามยาเสพติดและอาชญากรรม'],
    ['Thai half typed', 'ยาเสพต', 'ปราบปรามยาเสพติด'], ['Thai broken by a space in the text', 'ยาเสพติด', 'ยา เสพติด'],
    ['sara am decomposed in the text', 'น้ำ', 'แม่นํ้าโขง'], ['sara am decomposed in the query', 'นํ้า', 'แม่น้ำโขง'], ['เเ in the query', 'เเผน', 'แผนปฏิบัติการ'],
    ['เเ in the text', 'แผน', 'เเผนปฏิบัติการ'], ['zero-width signs in the text', 'ยาเสพติด', 'ยา\u200bเสพ\u200bติด'], ['zero-width signs in the query', 'ยา\u200bเสพติด', 'ยาเสพติด'],
    ['an abbreviation without points', 'ปปส', 'สำนักงาน ป.ป.ส.'], ['an abbreviation with points', 'ป.ป.ส.', 'ของป.ป.ส.และตำรวจ'],
    ['Thai and English together', 'BOARD ยาเสพติด', 'การประชุมBOARDเรื่องยาเสพติด'], ['stop words aside', 'the drugs of ASEAN', 'ASEAN drug report'],
    ['Lao', 'ຢາເສບຕິດ', 'ຕ້ານຢາເສບຕິດຂ້າມຊາດ'], ['Khmer', 'ឧក្រិដ្ឋកម្ម', 'ប្រឆាំងឧក្រិដ្ឋកម្មឆ្លងដែន'],
  ])('%s: "%s" finds "%s"', (_, query, text) => {
    expect(finds(query, text)).toBe(true)
  })

  it.each([
    ['all words must stand there', 'drug terrorism', 'drug abuse'], ['BOARD+3 is not BOARD+30', 'BOARD+3', 'BOARD+30'], ['COMM/1 is not COMM/19', 'COMM/1', 'COMM/19'],
    ['another year', '2546', 'in 2004'], ['a word that only begins the same', 'drugstore', 'drug'], ['policies is not police', 'policies', 'police'],
    ['a Thai word that is not there', 'ค้ามนุษย์', 'ปราบปรามยาเสพติด'], ['a number is not a beginning', '20', '2003'],
  ])('%s: "%s" does not find "%s"', (_, query, text) => {
    expect(finds(query, text)).toBe(false)
  })

  it('any dictionary word, and any phrase, taken from inside unspaced Thai text is found there', () => {
    const segmenter = new Intl.Segmenter('th', { granularity: 'word' })
    const words = new Set(thaiSentences.flatMap((sentence) => {
      const cut = [...segmenter.segment(sentence)].map(({ segment }) => segment)
      return cut.flatMap((_, i) => [1, 2, 3, 4].map((n) => cut.slice(i, i + n).join('')))
    }))
    expect(words.size).toBeGreaterThan(400)
    let tried = 0
    for (const sentence of thaiSentences) {
      const stored = tsvectorText({ body: `ก่อนหน้า${sentence}และต่อไป` })
      for (const word of words) {
        // A match that ends inside a written syllable (ค้า in ค้าง is none) is not the word.
        if (!new RegExp(`${word}(?![\\p{M}ะาำ])`, 'u').test(sentence)) continue
        tried += 1
        expect(matches(stored, queryOf(word)?.tsquery ?? ''), `${word} in ${sentence}`).toBe(true)
        expect(matches(stored, queryOf(`${word} ต่อไป`)?.tsquery ?? ''), `${word} ต่อไป in ${sentence}`).toBe(true)
        expect(marked(sentence, word)).toContain('[')
      }
    }
    expect(tried).toBeGreaterThan(500)
  })

  it('a Thai word is found whatever stands before and after it', () => {
    const sentence = fc.constantFrom(...thaiSentences)
    fc.assert(fc.property(sentence, fc.constantFrom('ยาเสพติด', 'มนุษย์', 'ไซเบอร์', 'แผน', 'น้ำ', 'ปี', 'ตาก', 'เด็ก', 'คณะ', 'โจรสลัด'), sentence, (before, word, after) => {
      expect(finds(word, before + word + after)).toBe(true)
      expect(finds(`${word} ASEAN`, `${before + word + after} ASEAN`)).toBe(true)
    }))
  })

  it('every cut of a text finds the text', () => {
    const term = fc.constantFrom('drug', 'Trafficking', 'COMM/7', '2003', '๒๕๔๖', 'ยาเสพติด', 'BOARD+3', 'cyber-crime', 'ป.ป.ส.', "Lao People's", '50,000', 'การค้ามนุษย์')
    fc.assert(fc.property(fc.shuffledSubarray(['drug', 'Trafficking', 'COMM/7', '2003', 'ยาเสพติด', 'BOARD+3'], { minLength: 1 }), fc.array(term), (asked, more) => {
      expect(finds(asked.join(' '), [...more, ...asked.toReversed()].join(' '))).toBe(true)
    }))
  })

  it('stop words are asked for only when nothing else is', () => {
    expect(queryOf('the drugs of')?.words).toEqual(['drugs'])
    expect(queryOf('of the')?.words).toEqual(['of', 'the'])
    expect(queryOf('การปราบปราม')?.words).not.toContain('การ')
  })

  it('a misspelt word is asked for with the words it may have meant', () => {
    const alike = new Map([['traficking', ['trafficking']]])
    const stored = tsvectorText({ body: 'drug trafficking' })
    expect(matches(stored, queryOf('traficking drug')?.tsquery ?? '')).toBe(false)
    expect(matches(stored, queryOf('traficking drug', { alike })?.tsquery ?? '')).toBe(true)
    expect(highlight('trafficking', queryOf('traficking', { alike }))).toEqual([{ text: 'trafficking', hit: true }])
  })

  it('the threshold lets one slip through and keeps other words out', () => {
    const trigrams = (word: string): Set<string> => new Set([...`  ${word} `].slice(2).map((_, i) => `  ${word} `.slice(i, i + 3)))
    const similarity = (a: string, b: string): number => {
      const shared = trigrams(a).intersection(trigrams(b)).size
      return shared / (trigrams(a).size + trigrams(b).size - shared)
    }
    for (const [slip, word] of [['traficking', 'trafficking'], ['terorism', 'terrorism'], ['narcotcs', 'narcotics'], ['smugling', 'smuggling'], ['ministeral', 'ministerial']] as const) {
      expect(similarity(slip, word), slip).toBeGreaterThanOrEqual(similarWordThreshold)
    }
    for (const [a, b] of [['terrorism', 'territory'], ['drug', 'drag'], ['minister', 'mining'], ['cyber', 'border']] as const) {
      expect(similarity(a, b), a).toBeLessThan(similarWordThreshold)
    }
  })

  it('nothing to ask for is null, and no text makes a query PostgreSQL would refuse', () => {
    for (const nothing of ['', '   ', '!!!', "' & | :* <-> \\ ( )", '…–“”', '\u200b', '😀']) expect(queryOf(nothing)).toBeNull()
    const nasty = fc.string({ unit: fc.constantFrom(..."'\\:*&|!()<->_./+ aB7๒กเ่ำาé\u0000\u200b\ud800ຢកʼ") })
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), nasty), (text) => {
      const asked = queryOf(text)
      if (!asked) return
      matches('', asked.tsquery)
      expect(asked.tsquery).toMatch(/^[\p{L}\p{N}\p{M}_./+\-':*&|() ]+$/u)
      expect(finds(text, text)).toBe(true)
    }), { numRuns: 1000 })
    expect(queryOf('drug '.repeat(100_000))?.words).toEqual(['drug'])
    expect(queryOf('ก'.repeat(100_000))?.tsquery.length).toBeLessThan(5000)
  })
})

describe('what is marked', () => {
  it.each([
    ['Combating drug-trafficking and Drugs', 'drug', 'Combating [drug]-trafficking and [Drugs]'],
    ['การปราบปรามยาเสพติดและสิ่งเสพติด', 'ยาเสพติด', 'การปราบปราม[ยาเสพติด]และสิ่งเสพติด'],
    ['Adopted in 2003 (พ.ศ. ๒๕๔๖), not 2004', '2546', 'Adopted in [2003] (พ.ศ. [๒๕๔๖]), not 2004'],
    ['แม่นํ้าโขง', 'น้ำ', 'แม่[นํ้า]โขง'], ['เเผนงาน', 'แผน', '[เเผน]งาน'], ['ยา\u200bเสพ\u200bติด', 'ยาเสพติด', '[ยา\u200bเสพ\u200bติด]'],
    ['Cafe\u0301 Đà Nẵng', 'cafe nang', '[Cafe\u0301] Đà [Nẵng]'], ['see COMM/7/DEC.7.', 'COMM/7', 'see [COMM/7/DEC.7].'], ['COMM/7/DEC.7', 'comm', '[COMM]/7/DEC.7'],
    ['the 19th meeting', '๑๙', 'the [19th] meeting'], ['สำนักงาน ป.ป.ส. และ', 'ปปส', 'สำนักงาน [ป.ป.ส.] และ'], ['drug and the sea', 'the drug', '[drug] and the sea'],
    ['nothing here', 'drug', 'nothing here'], ['ค้าง', 'ค้า', '[ค้า]ง'], ['', 'drug', ''],
  ])('"%s" asked for "%s"', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected)
  })

  it('the stretches together are the text, untouched; a text asked for itself has a hit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'é', 'e\u0301', 'ก', 'น', '้', 'ํ', 'า', 'เ', '\u200b', '๒', '2546', ' ', '-', '/', '.', '😀', 'ﬁ', '\ud800') })
    fc.assert(fc.property(text, text, fc.integer({ min: 0, max: 30 }), (original, query, max) => {
      expect(joined(highlight(original, query))).toBe(original)
      const short = joined(excerpt(original, query, max))
      expect(short.length).toBeLessThanOrEqual(Math.max(max, 2))
      expect(original).toContain(short.replace(/^…|…$/g, ''))
      if (queryOf(original)) expect(highlight(original, original).some(({ hit }) => hit)).toBe(true)
    }), { numRuns: 300 })
  })

  it('an excerpt shows the part that answers, cut between words', () => {
    const filler = 'The meeting noted the report of the secretariat with appreciation. '.repeat(20)
    const english = excerpt(`${filler}Ministers agreed to combat drug trafficking in 2003. ${filler}`, 'trafficking drug', 80)
    expect(joined(english)).toMatch(/^…[A-Za-z].*drug trafficking.*…$/)
    expect(joined(english).length).toBeLessThanOrEqual(80)
    expect(english.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['drug', 'trafficking'])
    const thai = excerpt(thaiSentences.join(''), 'โจรสลัด', 60)
    expect(thai.filter(({ hit }) => hit)).toEqual([{ text: 'โจรสลัด', hit: true }])
    expect(joined(thai).length).toBeLessThanOrEqual(60)
    expect(joined(excerpt(filler, 'nowhere', 40))).toBe('The meeting noted the report of the…')
    expect(excerpt('short drug', 'drug', 40)).toEqual([{ text: 'short ', hit: false }, { text: 'drug', hit: true }])
  })
})

it('a megabyte of mixed text is cut', () => {
  const page = `Ministers agreed to combat drug trafficking in 2003 under COMM/7/DEC.7. ${thaiSentences.join(' ')} พ.ศ. ๒๕๔๖ `
  const text = page.repeat(Math.ceil(1_000_000 / Buffer.byteLength(page)))
  expect(cutWords(text).length).toBeGreaterThan(50_000)
})
