import type { DecisionClass, DoubtReason, Lexicon, Paragraph } from '../schema.ts'
import { thaiVerbs, type ThaiVerbRow } from '../thai-verbs.ts'
import { namesIn, unique } from './addressees.ts'
import { modifiersIn, type Draft } from './decisions.ts'
import { dueIn } from './due.ts'
import { effectsIn } from './effects.ts'

type Hit = { row: ThaiVerbRow; start: number; end: number; opener: ThaiVerbRow | null; reasons: DoubtReason[] }

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })
const byLength = thaiVerbs.flatMap((row) => row.words.map((word) => ({ row, word, tail: row.tail === undefined ? null : new RegExp(`^\\s*${row.tail}`) }))).sort((a, b) => b.word.length - a.word.length)

/** Words right before a verb that make it a noun, a purpose, a wish, somebody else's act or a denial. */
const notAnAct = /(?:การ|ความ|ผู้|ที่ได้รับ|ได้รับการ|ได้รับ|ถูก|เพื่อ(?:ขอ|ให้)?|เพื่อโปรด|ขอ(?:ความ|รับ|ให้)?|จะ(?:ได้)?|อาจ|ควร|ต้อง|ให้(?:การ|ความ)?(?<!มติให้)(?<!จึงให้)|ข้อ|หาก|เมื่อ|ก่อน|หลัง(?:จาก)?|ตามที่|ซึ่ง|รอการ)$/
const denial = /(?:ไม่|มิได้|มิ|ยังไม่(?:ได้)?|ไม่ได้|ไม่สามารถ|ไม่อาจ)$/
const background = /(?:ที่|ซึ่ง)(?:[ก-๙]{0,40})$/
const nextSubject = /\s+(?:ที่ประชุม|คณะรัฐมนตรี|นายกรัฐมนตรี|รัฐมนตรี|รัฐบาล|ครม\.)[^\s]{0,40}$/
const fillers = /(?:และ|ได้|จึง|ร่วมกัน|ร่วม|มี|ก็|แล้ว|ยัง|พร้อมทั้ง|รวมทั้ง|ตลอดจน|อีกทั้ง|โดย|ทั้งนี้|\s)+$/

/** "ประธานกล่าวเปิดการประชุมและเชิญ…": the running of the room. */
const chairSpeaks = /(?:^|\s)ประธาน(?!อาเซียน)[^\s]{0,30}(?:กล่าว|เชิญ|ขอให้)[^\s]*$/
const ceremony = /ถ่ายภาพ|งานเลี้ยง|อาหาร(?:ค่ำ|กลางวัน)|สมุดเยี่ยม|เยี่ยมชม|ดื่มอวยพร|ของที่ระลึก|กล่าวสุนทรพจน์|กล่าวเปิด|กล่าวปิด|พิธีเปิด|พิธีปิด|ยืนไว้อาลัย|ไว้อาลัย|การแสดงทางวัฒนธรรม/
const procedure = /^(?:ร่าง)?(?:ระเบียบวาระ|วาระการประชุม|กำหนดการ|รายงานการประชุม|บันทึกการประชุม)|ประธาน(?:การ)?(?:ที่)?ประชุม|รองประธาน/
const changing = /จัดตั้ง|ก่อตั้ง|ขยาย|แต่งตั้ง|รับรอง|เห็นชอบ|กำหนด|ยกเลิก|จัดการ?ประชุม|ลงนาม|เลื่อน|โอน|บรรจุ/
/** An organisation named by its kind; another one may follow after และ. */
const organisation = /^(?:กระทรวง|สำนัก|กรม|กอง|ศูนย์|ธนาคาร|สภา|คณะ|หน่วย|ส่วนราชการ|เจ้าหน้าที่|สถาบัน)/

/** Decisions of one Thai paragraph. Thai runs on without spaces or stops, so the longest verb that fits wins at each word. */
export function thaiDecisions(paragraph: Paragraph, lexicon: Lexicon, issuer: string | null): Draft[] {
  const text = paragraph.text
  const hits = findHits(text, lexicon.filter((entry) => entry.kind === 'party'))
  return hits.map((hit, index) => {
    const next = hits[index + 1]
    const clauseEnd = next === undefined ? text.length : hit.end + text.slice(hit.end, next.start).replace(fillers, '').replace(nextSubject, '').length
    const phrase = text.slice(hit.start, Math.max(hit.end, clauseEnd))
    const rest = text.slice(hit.end, Math.max(hit.end, clauseEnd))
    const read = addressees(hit.row, rest, lexicon, issuer)
    const bound = hit.row.opens && /^\s*(?:ร่วมกัน)?\s*(?:ที่จะ|ว่าจะ|ว่าควร|ว่าต้อง|ถึงความจำเป็น|ในความจำเป็น|ให้เร่ง|ให้เพิ่ม|ให้เสริม|ให้ส่งเสริม|ให้ร่วมมือ)/.test(rest) && !changing.test(rest.slice(0, 30))
    const asked: DecisionClass = bound ? 'C5' : hit.row.code === 'th-requested' && read.subordinate && /สำนักเลขาธิการ|คณะทำงาน|เจ้าหน้าที่อาวุโส/.test(read.words) ? 'C5' : hit.row.class
    const klass: DecisionClass = asked >= 'C4' && ceremony.test(phrase) ? 'C0' : asked
    const reasons = [...hit.reasons]
    if ((klass === 'C4' || klass === 'C5') && read.names.length === 0) reasons.push('addressee-unknown')
    if (klass === 'C6' && procedure.test(rest.trim())) reasons.push('procedural-object')
    if (klass === 'C7' && !/บันทึก|ความตกลง|ปฏิญญา|อนุสัญญา|พิธีสาร|แถลงการณ์|ข้อตกลง|MOU|เอกสาร/.test(rest)) reasons.push('procedural-object')
    const action = read.action || rest.trim()
    return {
      paragraph: paragraph.number,
      paragraphId: paragraph.id,
      text,
      quote: phrase.trim(),
      start: hit.start,
      end: hit.end,
      inherited: false,
      verb: text.slice(hit.start, hit.end),
      rule: hit.row.code,
      class: klass,
      strength: hit.row.strength ?? '',
      addressees: klass === 'C0' ? [] : read.names,
      addresseeWords: read.words,
      action,
      due: klass >= 'C3' && klass <= 'C6' && hit.row.effect !== 'extended' ? dueIn(rest, lexicon) : null,
      modifiers: modifiersIn(phrase),
      effects: klass === 'C0' ? [] : effectsIn({ code: hit.row.code, class: klass, ...(hit.row.effect === undefined ? {} : { effect: hit.row.effect }) }, phrase, rest.trim()),
      reportsTo: null,
      confidence: reasons.length > 0 ? ('low' as const) : ('high' as const),
      reasons: unique(reasons) as DoubtReason[],
    }
  })
}

function findHits(text: string, parties: Lexicon): Hit[] {
  const boundaries = wordStarts(text)
  const hits: Hit[] = []
  let at = 0
  while (at < text.length) {
    const found = byLength.find(({ word, row, tail }) => text.startsWith(word, at) && (tail === null || tail.test(text.slice(at + word.length))) && (row.clauseStart !== true || opensClause(text, at)))
    if (found === undefined || !mayStartHere(text, at, boundaries)) {
      at += 1
      continue
    }
    const end = at + found.word.length
    const hit = judge(text, at, end, found.row, hits.at(-1), parties)
    if (hit !== null) hits.push(hit)
    at = end
  }
  return joinOpeners(hits, text)
}

/** Where an order to somebody may begin with the bare ให้. */
function opensClause(text: string, at: number): boolean {
  return /(?:^|\s|และ|ทั้งนี้|โดย|รวมทั้ง|พร้อมทั้ง|มติ)\s*$/.test(text.slice(Math.max(0, at - 12), at))
}

function judge(text: string, start: number, end: number, row: ThaiVerbRow, last: Hit | undefined, parties: Lexicon): Hit | null {
  const before = text.slice(Math.max(0, start - 60), start).replace(/(?:ได้|จึง|ร่วมกัน)$/, '')
  const after = text.slice(end)
  if (denial.test(before) || (notAnAct.test(before) && !/(?:มีมติ|มติ)(?:ให้)?$/.test(before))) return null
  // "ขอความเห็นชอบ", "การพิจารณา", "เห็นชอบตามที่ … เสนอ": a request, a noun; the last one is an act.
  if (/^(?:ของ|จาก|แล้ว)/.test(after) && row.class <= 'C2') return null
  // "มอบหมายหน่วยงาน…รับไปพิจารณา": what the addressee is to do is no act of the meeting.
  const between = last === undefined ? '' : text.slice(last.end, start)
  const saying = last !== undefined && /^\s*(?:ว่า|ที่)(?!จะ)/.test(between) && !/และ|\s[^\s]*ประชุม/.test(between)
  if (saying && row.code !== last?.row.code && last?.row.opens !== true) return null
  // "เชิญ UNODC ให้การสนับสนุน": right after the addressee stands what it is to do.
  if (last !== undefined && last.row.addressee === 'object' && /^[\sA-Z+]*$/.test(between)) return null
  if (chairSpeaks.test(text.slice(0, start))) return null
  const governed = last !== undefined && (last.row.addressee === 'object' || last.row.addressee === 'upward' || /^\s*ให้/.test(text.slice(last.end, start)))
  const anew = /(?:พร้อมทั้ง|รวมทั้ง|ตลอดจน|อีกทั้ง|\s)$|\s[^\s]*(?:ประชุม|รัฐมนตรี)$/.test(before) || (/และ$/.test(before) && row.class !== 'C0')
  if (governed && !anew) return null
  const clause = /[^\s]*$/.exec(before)?.[0] ?? ''
  const continuing = last !== undefined && start - last.end < 12 && row.class <= 'C3' && !/(?:และ|พร้อมทั้ง|รวมทั้ง|ตลอดจน|อีกทั้ง|\s)\s*(?:ได้|จึง)?$/.test(text.slice(last.end, start)) && text.slice(last.end, start).trim() !== '' && (row.class === 'C0' || last.row.class >= 'C6')
  if (continuing) return null
  // A complement such as "เห็นชอบจัดตั้ง…" or "เห็นชอบให้ขยาย…" belongs to the verb before it.
  if (last !== undefined && last.row.class >= 'C6' && row.class >= 'C6' && /^(?:ให้|การ|ที่จะ|ใน)?$/.test(text.slice(last.end, start)) && last.row.opens !== true) return null
  if (last !== undefined && last.row.class >= 'C6' && between === '' && row.code === 'th-proposed') return null
  const reasons: DoubtReason[] = []
  if (background.test(clause) && !/ที่ประชุม|ทีประชุม/.test(clause) && /ที่[ก-๙]{2,}$|ซึ่ง/.test(clause)) reasons.push('background')
  const subject = clause.replace(/.*(?:และ|โดย)/, '')
  const party = subject === '' ? undefined : namesIn(subject, parties, null)[0]
  if (party !== undefined && party.start === 0 && row.class >= 'C4') reasons.push('other-body-acts')
  return { row, start, end, opener: null, reasons }
}

/** "มีมติเห็นชอบ", "ตกลงมอบหมาย": one decision, of the second verb's class. */
function joinOpeners(hits: readonly Hit[], text: string): Hit[] {
  const joined: Hit[] = []
  for (const hit of hits) {
    const last = joined.at(-1)
    if (last?.row.opens && /^(?:ให้|ที่จะ|ร่วมกัน|ดังนี้:?|\s|[0-9๐-๙.)(])*$/.test(text.slice(last.end, hit.start))) {
      joined.pop()
      joined.push({ ...hit, opener: last.row, reasons: [...last.reasons, ...hit.reasons] })
    } else joined.push(hit)
  }
  return joined
}

function addressees(row: ThaiVerbRow, rest: string, lexicon: Lexicon, issuer: string | null): { names: string[]; words: string; action: string; subordinate: boolean } {
  if (row.addressee === 'all') return { names: ['all'], words: '', action: '', subordinate: false }
  if (row.addressee === 'none') return { names: [], words: '', action: '', subordinate: false }
  if (row.addressee === 'upward') {
    const to = /(?:ต่อ|ให้|ไปยัง)\s*([^\s].*)$|(คณะรัฐมนตรี.*)$/.exec(rest)
    const named = namesIn(to?.[1] ?? to?.[2] ?? '', lexicon, issuer)[0]
    const plain = /^(?:ที่ประชุม|การประชุม)?(คณะรัฐมนตรี|รัฐมนตรี|ผู้นำ|[^\s]{2,30}?(?=เพื่อ|พิจารณา|\s|$))/.exec(to?.[1] ?? to?.[2] ?? '')?.[1]
    const name = named !== undefined && named.start < 20 ? named.name : plain
    return { names: name === undefined ? [] : [name], words: name ?? '', action: rest.trim(), subordinate: false }
  }
  const lead = /^(?:\s|ให้|กับ|แก่|ต่อ|ไปยัง)*/.exec(rest)?.[0].length ?? 0
  const body = rest.slice(lead)
  const named = namesIn(body, lexicon, issuer)
  const chain: typeof named = []
  for (const name of named) {
    const from = chain.at(-1)?.end ?? 0
    if (!/^(?:\s|และ|,|กับ|รวมถึง|ตลอดจน|\([^)]*\))*(?:ที่ประชุม|การประชุม)?\s*$/.test(body.slice(from, name.start))) break
    chain.push(name)
  }
  if (chain.length > 0) {
    const end = chain.at(-1)?.end ?? 0
    return { names: unique(chain.map((name) => name.name)), words: body.slice(0, end), action: body.slice(end).replace(/^(?:\s|ให้|ไป)*/, '').trim(), subordinate: chain.every((name) => name.subordinate) }
  }
  const words = /^(.{2,60}?)(?=\s|\(|ให้|เป็น|รับ(?!ผิดชอบ)|ดำเนิน|จัดทำ|จัด(?!การ)|พิจารณา|ศึกษา|ติดตาม|รายงาน|ประสาน|เร่ง|ร่วม|ปฏิบัติ|ทบทวน|เตรียม|ส่ง|กำกับ|ดูแล|เจรจา|ลงนาม|นำ|ไป|$)/.exec(body)?.[1]?.trim() ?? ''
  const names = words.split(/\s*(?:และ|,|ร่วมกับ)\s*(?=กระทรวง|สำนัก|กรม|กอง|ศูนย์|ธนาคาร|สภา|คณะ|หน่วย|ส่วนราชการ|เจ้าหน้าที่|สถาบัน)/)
  return { names: words === '' ? [] : organisation.test(words) ? names : [words], words, action: body.slice(words.length).replace(/^(?:\s|ให้)*/, '').trim(), subordinate: /คณะทำงาน|หน่วยงาน|สำนัก/.test(words) }
}

/** Where words begin by the dictionary of the runtime. */
function wordStarts(text: string): Set<number> {
  const starts = new Set<number>()
  for (const segment of segmenter.segment(text)) starts.add(segment.index)
  return starts
}

/** The dictionary may cut inside a compound it does not know, so a verb after a common filler counts as well. */
function mayStartHere(text: string, at: number, boundaries: ReadonlySet<number>): boolean {
  return boundaries.has(at) || /(?:และ|ได้|มติ|จึง|\s|ให้|ประชุม|รัฐมนตรี)$/.test(text.slice(Math.max(0, at - 10), at))
}
