import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lexicon } from './fixtures/lexicon.ts'
import { extractDecisions } from './index.ts'

/** Digests of the public record with what a desk officer finds in them: paragraph, verb, class, addressees. */
const judged: Record<string, string[]> = {
  ammtc02_1999_yangon_communique: ['2 encouraged C0', '3 welcomed C2'],
  ammtc03_2001_singapore_communique: ['4 welcomed C2', '5 welcomed C2', '6 welcomed C2'],
  ammtc05_2005_hanoi_communique: ['1 held C0', '2 welcomed C2', '3 committed C2', '4 noted C1', '4 endorsed C6 all', '4 took note C1', '5 held C0', '5 agreed C5 all'],
  ammtc07_2009_siemreap_statement: [
    '2 noted C1', '2 recommended C4 sectoral bodies', '3 lauded C0', '3 adopted C6 all', '4 endorsed C6 all', '4 called for C3 remaining Member States',
    '5 held C0', '5 agreed C5 all', '6 tasked C5 SOMTC+CHN', '6 tasked C5 SOMTC', '7 tasked C5 Lead Shepherds', '8 welcomed C2',
  ],
  ammtc10_2015_kl: ['signed C7 all', 'agrees C6 all', 'endorses C6 all'],
  ammtc10_2015_th_delegation: [],
  ammtc11_2017_dilg: ['took note C1', 'adopted C6 all', 'adopted C6 all', 'adopted C6 all', 'adopted C6 all'],
  ammtc13_2019_mha_sg: [],
  ammtc17_2023_documents_id: [],
  ammtc17_2023_ppp: ['noted C1', 'adopted C6 all', 'commended C0', 'welcomed C2', 'adopted C6 all'],
  ammtc18_2024: ['2 reaffirmed C2', '2 noted C1', '2 welcomed C2'],
  ammtc18_2024_th: [],
  ammtc19_2025_dayone: ['adopted C6 all', 'adopted C6 all', 'adopted C6 all', 'endorsed C6 all', 'endorsed C6 all', 'endorsed C6 all', 'extended C6 all', 'heard C0'],
  ammtc19_2025_prep: [],
  bohol_workplan: ['endorsed C6 all ?'],
  cabinet_th_2550_ammtc6: ['รับทราบ C1', 'มอบหมาย C5 หน่วยงานที่เกี่ยวข้อง', 'มอบหมาย C5 รองนายกรัฐมนตรี'],
  ct_overview: [],
  declaration_1997: [],
  drugfree_overview: [],
  emergency_ammtc_2015: ['discussed C0', 'supported C2', 'resolved C5 all'],
  merl_2025: ['held C0 ?'],
  mfa_th_2544_ammtc3: ['มีมติ C6 all', 'ประณาม C2'],
  somtc22_2022: ['discussed C0'],
  somtc23_2023_th: [],
  workprogramme_2002: ['1.1(a) action line C5 Member States ?', '1.1(b) action line C5 ASEC ?', '1.1(c) action line C5 Member States ?'],
}

it.each(Object.entries(judged))('US-06 AC1 the digest %s is read as a desk officer reads it', (name, expected) => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/records', `${name}.txt`), 'utf8')
  const found = extractDecisions(text, { lexicon }).map((each) => {
    const words = [each.verb, each.class, ...each.addressees, ...(each.confidence === 'low' ? ['?'] : [])].join(' ')
    return /^\d/.test(expected[0] ?? '') ? `${each.paragraph} ${words}` : words
  })
  expect(found).toEqual(expected)
})
