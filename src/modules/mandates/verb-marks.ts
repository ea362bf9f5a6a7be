import type { Lang } from '../../kernel/languages.ts'
import type { Stretch } from '../../ui/index.ts'

/** Thai for the operative verbs, as government papers and our translations write them; the first found in the text is marked. */
const inThai: [RegExp, string[]][] = [
  [/noted?|take note|took note|pleased to note/, ['รับทราบ', 'ยินดีรับทราบ']],
  [/adopt/, ['รับรอง', 'ให้การรับรอง']],
  [/endorse/, ['เห็นชอบ', 'ให้ความเห็นชอบ']],
  [/approve/, ['อนุมัติ', 'เห็นชอบ']],
  [/task|direct|instruct|mandate/, ['มอบหมาย', 'สั่งการ']],
  [/request|asked/, ['ขอให้', 'ร้องขอ']],
  [/call(ed)? (for|on|upon)|urge/, ['เรียกร้อง', 'ขอให้', 'เร่งรัด']],
  [/recommend/, ['เสนอแนะ', 'แนะนำ']],
  [/agree/, ['เห็นพ้อง', 'ตกลง', 'เห็นชอบ', 'มีมติ']],
  [/decide|resolve/, ['มีมติ', 'ตัดสินใจ', 'ตกลง']],
  [/welcome/, ['ยินดีต้อนรับ', 'แสดงความยินดี', 'ยินดี']],
  [/support/, ['สนับสนุน']],
  [/sign/, ['ลงนาม']],
  [/establish|set up/, ['จัดตั้ง', 'ตั้ง']],
  [/extend/, ['ขยาย']],
  [/renew/, ['ต่ออายุ', 'ยืนยัน']],
  [/reaffirm|reiterate/, ['ยืนยัน', 'ย้ำ']],
  [/recall/, ['ระลึกถึง', 'อ้างถึง']],
  [/recogni|acknowledge/, ['ตระหนัก', 'ยอมรับ', 'รับรู้']],
  [/look(ed)? forward/, ['หวัง', 'รอคอย', 'คาดหวัง']],
  [/commend|laud|congratulat/, ['ชื่นชม', 'ยกย่อง']],
  [/discuss|consider|exchange/, ['หารือ', 'พิจารณา', 'แลกเปลี่ยน']],
  [/condemn/, ['ประณาม']],
  [/stress|emphasi|underscore|highlight/, ['เน้นย้ำ', 'เน้น', 'ย้ำ']],
  [/commit/, ['มุ่งมั่น', 'ให้คำมั่น']],
  [/encourage/, ['สนับสนุน', 'ส่งเสริม']],
  [/invite/, ['เชิญ']],
  [/launch/, ['เปิดตัว']],
]

const soft: Record<Lang, RegExp> = {
  en: /\b(?:with (?:appreciation|satisfaction|concern)|in principle|ad referendum|as appropriate|where feasible|within existing resources|unanimously|(?:before|at|by) the next [A-Z][\w+]*)/g,
  th: /ด้วยความ(?:ชื่นชม|พอใจ|ยินดี|ห่วงกังวล|กังวล)|ในหลักการ|ตามความเหมาะสม|เท่าที่จะทำได้|หากทำได้|(?:มีมติ)?เป็นเอกฉันท์|ก่อนการประชุม [A-Z]+ ครั้งต่อไป/g,
}

/** The text cut so that its operative verbs are marked and what only softens or dates them is dotted. */
export function stretchesOf(text: string, lang: Lang, verbs: readonly string[]): Stretch[] {
  const spans: { at: number; length: number; as: 'verb' | 'soft' }[] = []
  const take = (at: number, length: number, as: 'verb' | 'soft') => {
    if (at >= 0 && length > 0 && spans.every((span) => at >= span.at + span.length || at + length <= span.at)) spans.push({ at, length, as })
  }
  for (const verb of verbs) {
    if (lang === 'th') {
      const words = /[\u0e00-\u0e7f]/.test(verb) ? [verb] : (inThai.find(([shape]) => shape.test(verb))?.[1] ?? [])
      const first = words.map((word) => ({ at: text.indexOf(word), length: word.length })).find((found) => found.at >= 0)
      if (first) take(first.at, first.length, 'verb')
    } else {
      const found = new RegExp(`\\b${verb.replaceAll(/[^\w ]/g, '.')}\\w*`, 'i').exec(text)
      if (found) take(found.index, found[0].length, 'verb')
    }
  }
  for (const found of text.matchAll(soft[lang])) take(found.index, found[0].length, 'soft')
  const cut: Stretch[] = []
  let from = 0
  for (const span of spans.sort((a, b) => a.at - b.at)) {
    if (span.at > from) cut.push(text.slice(from, span.at))
    cut.push({ text: text.slice(span.at, span.at + span.length), as: span.as })
    from = span.at + span.length
  }
  if (from < text.length) cut.push(text.slice(from))
  return cut
}
