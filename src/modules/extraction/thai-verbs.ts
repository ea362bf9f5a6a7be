import type { DecisionClass, EffectKind, Strength } from './schema.ts'

const taxonomy = 'practice §2.7'
export type ThaiVerbRow = {
  readonly code: string
  /** Every spelling, longest match wins. */
  readonly words: readonly string[]
  readonly class: DecisionClass
  readonly strength?: Strength
  /** `upward`: the body after ต่อ, to which something is put. */
  readonly addressee: 'all' | 'object' | 'upward' | 'none'
  /** What must follow for this row to apply, as a pattern. */
  readonly tail?: string
  /** Only at the start of a clause: the bare ให้ is also "give" and "so that". */
  readonly clauseStart?: true
  readonly effect?: EffectKind
  /** A verb such as มีมติ only opens the decision; the verb after it, when there is one, says which. */
  readonly opens?: true
  readonly source: string
}

const thaiUsage = 'usage of Thai cabinet resolutions and press releases, class by practice §2.7'

/** Thai: one row per verb. */
export const thaiVerbs: readonly ThaiVerbRow[] = [
  { code: 'th-noted-with-concern', words: ['รับทราบด้วยความกังวล', 'รับทราบด้วยความห่วงกังวล', 'แสดงความกังวล', 'แสดงความห่วงกังวล', 'แสดงความเป็นห่วง', 'แสดงความวิตกกังวล', 'ห่วงกังวล', 'มีความกังวล', 'มีความห่วงกังวล'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-noted-with-satisfaction', words: ['รับทราบด้วยความยินดี', 'รับทราบด้วยความชื่นชม', 'รับทราบด้วยความพึงพอใจ', 'ยินดีรับทราบ'], class: 'C1', strength: '+', addressee: 'none', source: taxonomy },
  { code: 'th-noted', words: ['รับทราบ', 'ได้รับทราบ', 'รับฟังรายงาน', 'รับฟังการบรรยายสรุป'], class: 'C1', addressee: 'none', source: taxonomy },
  { code: 'th-thanked', words: ['ขอบคุณ', 'แสดงความขอบคุณ', 'ชื่นชม', 'แสดงความชื่นชม', 'ยกย่อง', 'แสดงความยินดี', 'แสดงความเสียใจ'], class: 'C0', addressee: 'none', source: taxonomy },
  { code: 'th-discussed', words: ['หารือ', 'ร่วมหารือ', 'ได้หารือ', 'แลกเปลี่ยนความเห็น', 'แลกเปลี่ยนความคิดเห็น', 'แลกเปลี่ยนข้อคิดเห็น', 'พิจารณา', 'ร่วมพิจารณา'], class: 'C0', addressee: 'none', source: taxonomy },
  { code: 'th-welcomed', words: ['ยินดีต่อ', 'ยินดีกับ', 'ยินดีที่', 'มีความยินดี', 'แสดงความยินดีต่อ'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-supported', words: ['สนับสนุน', 'ให้การสนับสนุน', 'แสดงการสนับสนุน'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-emphasised', words: ['เน้นย้ำ', 'ย้ำ', 'ตอกย้ำ', 'ยืนยัน', 'ตระหนักถึง', 'ให้ความสำคัญ', 'ระลึกถึง', 'ประณาม', 'ตระหนักว่า', 'ตระหนักดี', 'แสดงความมุ่งมั่น', 'แสดงเจตนารมณ์', 'แสดงเจตจำนง', 'ให้คำมั่น', 'ยอมรับถึง', 'ชี้ให้เห็น', 'ประกาศเจตนารมณ์', 'ประกาศความมุ่งมั่น'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-encouraged', words: ['สนับสนุนให้', 'ส่งเสริมให้', 'กระตุ้นให้', 'สนับสนุนและส่งเสริมให้', 'ผลักดันให้'], class: 'C3', addressee: 'object', source: taxonomy },
  { code: 'th-urged', words: ['เรียกร้องให้', 'เรียกร้อง', 'เร่งรัดให้'], class: 'C3', strength: '+', addressee: 'object', source: taxonomy },
  { code: 'th-looked-forward', words: ['หวังเป็นอย่างยิ่ง', 'คาดหวัง', 'ตั้งตารอ', 'หวังว่า', 'แสดงความหวัง'], class: 'C3', addressee: 'none', source: taxonomy },
  { code: 'th-invited', words: ['เชิญชวนให้', 'เชิญชวน', 'เชิญ'], class: 'C4', addressee: 'object', source: taxonomy },
  { code: 'th-requested', words: ['ขอให้', 'ขอความร่วมมือให้', 'ขอความร่วมมือ', 'ร้องขอให้', 'ร้องขอ'], class: 'C4', addressee: 'object', source: taxonomy },
  { code: 'th-recommended', words: ['เสนอแนะให้', 'เสนอแนะ', 'แนะนำให้', 'เสนอให้'], class: 'C4', addressee: 'object', source: taxonomy },
  { code: 'th-proposed', words: ['เห็นควรนำเสนอ', 'เห็นควรเสนอ', 'เห็นควรให้นำเสนอ', 'เห็นควรให้เสนอ', 'ให้นำเสนอ', 'ให้เสนอ', 'นำเสนอ'], class: 'C4', addressee: 'upward', tail: '.{0,120}?(?:ต่อ|ให้|คณะรัฐมนตรี)', source: thaiUsage },
  { code: 'th-tasked', words: ['มอบหมายให้', 'มอบหมาย', 'มอบให้', 'สั่งการให้', 'สั่งการ', 'กำชับให้', 'กำชับ', 'บัญชาให้', 'มีข้อสั่งการให้', 'ข้อสั่งการให้', 'มีบัญชาให้', 'มอบอำนาจให้'], class: 'C5', addressee: 'object', source: taxonomy },
  { code: 'th-to-act', words: ['ให้'], class: 'C5', addressee: 'object', clauseStart: true, tail: '(?:กระทรวง|สำนัก|กรม|กอง|หน่วยงาน|ส่วนราชการ|ส่วนงาน|คณะ|เจ้าหน้าที่|ฝ่าย|ผู้แทน|ศูนย์|ประเทศ|[A-Z]).{2,120}?(?:รับ|ไป|ดำเนิน|ประสาน|เร่ง|จัดทำ|จัดส่ง|รายงาน|ติดตาม|ศึกษา|ทบทวน|พิจารณา|เตรียม|กำกับ)', source: thaiUsage },
  { code: 'th-agreed-in-principle', words: ['เห็นชอบในหลักการ', 'ให้ความเห็นชอบในหลักการ', 'ตกลงในหลักการ'], class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', source: taxonomy },
  { code: 'th-approved-in-principle', words: ['อนุมัติในหลักการ', 'รับรองในหลักการ', 'อนุมัติหลักการ'], class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', source: taxonomy },
  { code: 'th-endorsed', words: ['เห็นชอบ', 'ให้ความเห็นชอบ'], class: 'C6', addressee: 'all', effect: 'instrument-endorsed', source: taxonomy },
  { code: 'th-adopted', words: ['รับรอง', 'ให้การรับรอง', 'ให้ความรับรอง'], class: 'C6', addressee: 'all', effect: 'instrument-adopted', source: taxonomy },
  { code: 'th-approved', words: ['อนุมัติ'], class: 'C6', addressee: 'all', effect: 'instrument-approved', source: taxonomy },
  { code: 'th-decided', words: ['มีมติ', 'ลงมติ', 'ตัดสินใจ', 'มีมติให้'], class: 'C6', addressee: 'all', opens: true, source: taxonomy },
  { code: 'th-agreed', words: ['ตกลง', 'เห็นพ้อง', 'เห็นพ้องกัน', 'เห็นพ้องต้องกัน'], class: 'C6', addressee: 'all', opens: true, source: taxonomy },
  { code: 'th-determined', words: ['กำหนดให้', 'กำหนดวัน', 'กำหนดกรอบ', 'กำหนดแนวทาง', 'กำหนดเป้าหมาย', 'กำหนดระยะเวลา'], class: 'C6', addressee: 'all', source: thaiUsage },
  { code: 'th-ended', words: ['ยกเลิก', 'ยุบเลิก'], class: 'C6', addressee: 'all', effect: 'ended', source: thaiUsage },
  { code: 'th-amended', words: ['แก้ไขเพิ่มเติม', 'ปรับปรุงแก้ไข'], class: 'C6', addressee: 'all', source: thaiUsage },
  { code: 'th-issued', words: ['ออกแถลงการณ์'], class: 'C6', addressee: 'all', effect: 'instrument-adopted', source: thaiUsage },
  { code: 'th-established', words: ['จัดตั้ง', 'ก่อตั้ง'], class: 'C6', addressee: 'all', effect: 'body-established', source: taxonomy },
  { code: 'th-designated', words: ['แต่งตั้ง'], class: 'C6', addressee: 'all', effect: 'post-filled', source: thaiUsage },
  { code: 'th-extended', words: ['ขยายระยะเวลา', 'ขยายเวลา', 'ขยายอายุ'], class: 'C6', addressee: 'all', effect: 'extended', source: taxonomy },
  { code: 'th-transferred', words: ['โอนหน้าที่', 'ถ่ายโอน'], class: 'C6', addressee: 'all', effect: 'lead-transferred', source: taxonomy },
  { code: 'th-deferred', words: ['เลื่อนการพิจารณา', 'เลื่อนวาระ'], class: 'C6', addressee: 'all', effect: 'item-carried', source: taxonomy },
  { code: 'th-signed', words: ['ลงนาม', 'ร่วมลงนาม'], class: 'C7', addressee: 'all', effect: 'instrument-signed', source: taxonomy },
]
