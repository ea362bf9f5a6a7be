import { describe, expect, it } from 'vitest'
import { lexicon } from './fixtures/lexicon.ts'
import { extractDecisions } from './index.ts'

const shape = (text: string, issuer?: string) => extractDecisions(text, { lexicon, issuer }).map((each) => [each.verb, each.class])

describe('the class is that of our own verb', () => {
  it.each([
    ['They welcomed endorsement of the ACCORD Plan of Action by the International Congress.', [['welcomed', 'C2']]],
    ["They noted the 5th SOMTC's decision to review the Work Programme.", [['noted', 'C1']]],
    ['The adopted Work Programme will guide SOMTC.', []],
    ['The working group tasked by SOMTC to draft the plan presented its report.', []],
    ['The Ministers noted the request of Timor-Leste and the call for papers.', [['noted', 'C1']]],
    ['The agreed text was circulated to all.', []],
    ['The Ministers recalled a decision adopted by the Summit in 2012.', [['recalled', 'C2']]],
    ['After the Ministers endorsed the plan, SOMTC will implement it.', []],
    ['The plan, endorsed by SOMTC in 2017, expires in 2020.', []],
    ['Singapore endorsed the approach and Indonesia proposed a workshop.', []],
    ['The Meeting was informed that Malaysia had endorsed the concept note.', [['informed', 'C1']]],
    ['The Ministers will endorse the plan next year and shall task SOMTC accordingly.', []],
    ['NOTING the report of SOMTC and RECALLING the decision adopted in 2015;', []],
    ['We adopted the Declaration, which tasks SOMTC to report annually.', [['adopted', 'C6']]],
    ['Action Line: the list is sent after the 2nd Annual SOMTC endorses the Work Programme.', []],
  ])('%s', (text, expected) => expect(shape(text)).toEqual(expected))

  it.each(['The Ministers could not endorse the draft.', 'The draft was not adopted.', 'The Meeting did not agree on the venue.', 'The Ministers have not yet endorsed the roadmap.', 'ที่ประชุมไม่เห็นชอบร่างเอกสารดังกล่าว'])(
    'what is denied is no decision: %s',
    (text) => expect(shape(text)).toEqual([]),
  )

  it('words in quotation marks are uncertain, a sentence handed over in quotation marks is not', () => {
    expect(extractDecisions('The Minister said: "We endorsed the plan".', { lexicon }).every((each) => each.confidence === 'low')).toBe(true)
    expect(extractDecisions('"We endorsed the plan."', { lexicon })[0]?.confidence).toBe('high')
  })

  it('headings decide nothing', () => {
    expect(shape('ADOPTION OF THE AGENDA\n\nEndorsement of the Work Programme\n\n1. The Meeting noted the agenda.')).toEqual([['noted', 'C1']])
  })

  it('a body named as the subject is ours only when it is the one that speaks', () => {
    expect(extractDecisions('SOMTC endorsed the Work Programme.', { lexicon, issuer: 'SOMTC' })[0]).toMatchObject({ class: 'C6', confidence: 'high' })
    expect(extractDecisions('SOMTC endorsed the Work Programme.', { lexicon, issuer: 'AMMTC' })).toEqual([])
    expect(extractDecisions('SOMTC endorsed the Work Programme.', { lexicon })[0]).toMatchObject({ class: 'C6', confidence: 'low' })
  })

  it('R-2.7 a request to the own secretariat or a body below is a duty, to a member or partner it is not', () => {
    expect(shape('We requested the ASEAN Secretariat to reply.')).toEqual([['requested', 'C5']])
    expect(shape('We requested SOMTC to reply.', 'AMMTC')).toEqual([['requested', 'C5']])
    expect(shape('We requested AMMTC to reply.', 'SOMTC')).toEqual([['requested', 'C4']])
    expect(shape('We requested UNODC to reply.')).toEqual([['requested', 'C4']])
  })
})

describe('Thai', () => {
  const thai = (text: string) => extractDecisions(text, { lexicon }).map((each) => [each.verb, each.class, each.addressees])
  it.each([
    ['มติ ครม.: รับทราบผลการประชุม AMMTC ครั้งที่ 6 ตามที่สำนักเลขาธิการนายกรัฐมนตรีเสนอ และมอบหมายหน่วยงานที่เกี่ยวข้องรับประเด็นไปพิจารณาดำเนินการต่อ', [['รับทราบ', 'C1', []], ['มอบหมาย', 'C5', ['หน่วยงานที่เกี่ยวข้อง']]]],
    ['คณะรัฐมนตรีมีมติเห็นชอบร่างแถลงการณ์ร่วม และอนุมัติให้รัฐมนตรีว่าการกระทรวงมหาดไทยลงนามในเอกสารดังกล่าว', [['เห็นชอบ', 'C6', ['all']], ['อนุมัติ', 'C6', ['all']]]],
    ['ที่ประชุมเห็นชอบในหลักการต่อร่างแผนงาน', [['เห็นชอบในหลักการ', 'C6', ['all']]]],
    ['ที่ประชุมรับรองแผนปฏิบัติการอาเซียน พ.ศ. 2569-2578', [['รับรอง', 'C6', ['all']]]],
    ['ที่ประชุมขอให้สำนักเลขาธิการอาเซียนเวียนเอกสาร', [['ขอให้', 'C5', ['ASEC']]]],
    ['รัฐมนตรีอาเซียนชื่นชมความก้าวหน้าของแผนงาน และสนับสนุนข้อเสนอของเวียดนาม', [['ชื่นชม', 'C0', []], ['สนับสนุน', 'C2', []]]],
    ['ที่ประชุมเรียกร้องให้ประเทศสมาชิกเร่งให้สัตยาบันอนุสัญญา', [['เรียกร้องให้', 'C3', ['ประเทศสมาชิก']]]],
    ['ที่ประชุมเน้นย้ำความสำคัญของการแลกเปลี่ยนข้อมูลข่าวสาร และเชิญชวนคู่เจรจาเข้าร่วมกิจกรรม', [['เน้นย้ำ', 'C2', []], ['เชิญชวน', 'C4', ['คู่เจรจา']]]],
    ['นายกรัฐมนตรีสั่งการให้สำนักงานตำรวจแห่งชาติรายงานผลภายใน 30 วัน', [['สั่งการให้', 'C5', ['สำนักงานตำรวจแห่งชาติ']]]],
    ['ที่ประชุมมีมติแต่งตั้งกัมพูชาเป็นประเทศผู้นำสาขาการลักลอบค้าอาวุธ', [['แต่งตั้ง', 'C6', ['all']]]],
    ['ที่ประชุมได้หารือเกี่ยวกับแนวทางความร่วมมือ', [['ได้หารือ', 'C0', []]]],
    ['การรับรองเอกสารและการเห็นชอบระเบียบวาระ', []],
    ['เพื่อขอความเห็นชอบจากคณะรัฐมนตรี', []],
  ])('%s', (text, expected) => expect(thai(text)).toEqual(expected))

  it('an extension in the Buddhist Era is kept in the common era', () => {
    expect(extractDecisions('ที่ประชุมขยายระยะเวลาแผนงานบาหลีถึงปี พ.ศ. ๒๕๖๙')[0]?.effects).toMatchObject([{ kind: 'extended', to: '2026' }])
  })
})
