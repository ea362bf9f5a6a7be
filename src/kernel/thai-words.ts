const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

/** Compounds that the dictionary cuts and a reader would not part at the end of a line. */
const compounds = new Set([
  'ต่อต้าน', 'ว่าด้วย', 'ปฏิบัติการ', 'ดำเนินการ', 'ดำเนินงาน', 'รับทราบ', 'รับรอง', 'เห็นชอบ', 'ข้ามชาติ', 'ค้ามนุษย์', 'มอบหมาย', 'คณะทำงาน', 'แผนงาน', 'บริหารจัดการ', 'ที่ประชุม', 'เจ้าหน้าที่',
  'ร่วมมือ', 'ความร่วมมือ', 'แถลงการณ์', 'แนวคิด', 'หัวรุนแรง', 'ฟอกเงิน', 'ไซเบอร์', 'ออนไลน์', 'ต่อเนื่อง', 'ตรวจคน', 'เข้าเมือง', 'หลบหนี', 'จับกุม', 'ติดตาม', 'ผู้นำ', 'สิ้นสุด', 'ระยะเวลา', 'ประเทศสมาชิก', 'หลักฐาน',
  'ถ้อยแถลง', 'หนังสือพิมพ์', 'สำนักข่าว', 'สำนักงาน', 'เลขาธิการ', 'กระทรวง', 'มหาดไทย', 'ว่าการ', 'ครั้งที่', 'ทะเบียน', 'ข้อมูล', 'แนวทาง', 'เสนอ', 'ขยาย', 'ครบถ้วน', 'เบอร์นามา', 'มะละกา', 'มาเลเซีย', 'กัวลาลัมเปอร์',
])
/** Short words that belong to the next one: การค้า, ความร่วมมือ, ผู้นำ, ไม่พบ. */
const leaning = new Set(['การ', 'ความ', 'ผู้', 'ไม่', 'นัก', 'ชาว', 'มิ', 'ได้', 'จะ', 'ให้', 'ใน', 'ของ', 'โดย', 'ณ', 'ที่', 'แห่ง', 'พ.ศ.', 'ค.ศ.'])
const longest = 14

const isThai = (text: string) => /^[\u0e01-\u0e5b]/.test(text)

/**
 * Cuts a text where a line may end: a Thai word is one piece, all between Thai words is left to the typesetter's own rules. A no-break
 * space holds its neighbours together; punctuation stays with its word. Joined, the pieces are the text
 * (with a no-break space before ๆ).
 */
export function linePieces(text: string): string[] {
  if (!/[\u0e00-\u0e7f]/.test(text)) return text === '' ? [] : [text]
  const words = [...segmenter.segment(text.replaceAll(' ๆ', '\u00a0ๆ'))].map((part) => part.segment)
  const pieces: string[] = []
  for (let at = 0; at < words.length; ) {
    const [piece, taken] = compoundAt(words, at)
    const last = pieces.at(-1)
    if (last !== undefined && holds(last, piece)) pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
    at += taken
  }
  return pieces
}

/** The longest known compound that begins here, else one word. */
function compoundAt(words: readonly string[], at: number): [string, number] {
  for (let taken = Math.min(4, words.length - at); taken > 1; taken--) {
    const joined = words.slice(at, at + taken).join('')
    if (compounds.has(joined)) return [joined, taken]
  }
  return [words[at] ?? '', 1]
}

function holds(last: string, next: string): boolean {
  if (/\u00a0$/.test(last) || /^\u00a0/.test(next)) return true
  if (/^[ๆฯ”’)\].,:;–%]/.test(next) || /[“‘([–]$/.test(last)) return true
  if (/^\s/.test(next) || /\s$/.test(last)) return false
  if (!isThai(next)) return !/[\u0e01-\u0e5b]/.test(last)
  return leaning.has(last.replace(/^[“‘([]/, '')) && (last + next).length <= longest
}
