import type { Effect, EffectKind } from '../schema.ts'
import type { VerbRow } from '../verbs.ts'

const instrument = String.raw`plan|programme|program|declaration|statement|roadmap|agreement|convention|memorandum|mou|protocol|terms of reference|tor|guidelines?|framework|strategy|charter|communiqu|concept (?:note|paper)|treaty|rules|resolution|work ?plan|แผน|ปฏิญญา|แถลงการณ์|บันทึกความเข้าใจ|กรอบ|แนวทาง|ข้อตกลง|ร่าง`
const extension = new RegExp(String.raw`\b(?:the\s+)?(?:extension|prolongation)\s+of\s+(?<object>.{3,200}?)(?:,)?\s+(?:from\s+\(?(?<from>\d{4}(?:\s*[-–]\s*\d{4})?)\)?\s+)?(?:to|until|through|till)\s+(?:the end of\s+)?(?<to>20\d\d|(?:the\s+)?end[^.;,]*)`, 'i')
const extended = /\bextend(?:ed|ing|s)?\s+(?<object>.{0,200}?)\s*(?:to|until|through|till)\s+(?:the end of\s+)?(?<to>20\d\d)/i
const passesFrom = /\b(?<object>(?:the\s+)?(?:[\w-]+\s+)?(?:[Ll]ead\s*[Ss]hepherd(?:ship)?|[Cc]hair(?:manship)?|[Cc]oordinator(?:ship)?|[Ll]ead)\b[^.;]{0,160}?)\s*(?:\bpass(?:es|ed)|transfer(?:red|s)?|handed over|hand(?:s|ed)? over|move[sd]?|moved)\b[^.;]{0,40}?\bfrom\s+(?<from>(?:the\s+)?[A-Z][\w' ]+?)\s+to\s+(?<to>(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)*)/
const transferOf = /\b(?:transfer|handover|passing)\s+of\s+(?<object>[^.;]{0,160}?)\s+from\s+(?<from>(?:the\s+)?[A-Z][\w' ]+?)\s+to\s+(?<to>(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)*)/
const cadence = /(?:\b(?:meets?|convenes?|be (?:held|convened)|held|convene[sd]?|meeting)\b[^.;]{0,60}?\b(?:every|each|annually|yearly|biennially|twice a year|once (?:a|every)|once every)\b(?:\s+(?:two\s+|other\s+)?years?)?|\b(?:annual|yearly|biennial)\s+(?:basis|meetings?)|จัดประชุมทุกปี|ประชุมทุกปี|ปีละ\s*[\d๐-๙]*\s*ครั้ง)/i
const newAreas = /\bas\s+(?:an?\s+)?(?:new\s+|additional\s+|priority\s+)+(?:areas?|components?)|\b(?:inclusion|addition|include|including|add)\s+(?:of\s+)?[^.;]{0,120}?\b(?:as|to|in|under|into)\b[^.;]{0,60}?(?:priority\s+areas?|components?|purview)|เป็นสาขา(?:ความร่วมมือ)?ใหม่/i
const bodies = String.raw`(?:working group|task force|experts?['’]? group|network|cent(?:re|er)|secretariat|committee|forum|mechanism|fund|sub-?committee|unit|คณะทำงาน|คณะกรรมการ|ศูนย์|กองทุน)`
const founding = new RegExp(String.raw`\b(?:establish(?:ed|ing|es|ment of)?|set(?:ting)?[ -]up(?: of)?|creat(?:e[sd]?|ing|ion of)|form(?:ed|ation of))\b[^.;]{0,60}?\b${bodies}|(?:จัดตั้ง)\s*${bodies}`, 'i')
const span = /\(?(?<!\d)((?:19|20|25)\d\d)\s*[-–]\s*((?:19|20|25)?\d\d)(?!\d)\)?/

/** Side effects in the words of one decision: what it changes in the mechanism beside being said. */
export function effectsIn(row: Pick<VerbRow, 'class' | 'effect' | 'code'>, phrase: string, object: string): Effect[] {
  const effects: Effect[] = []
  const done = row.class >= 'C5'
  const add = (kind: EffectKind, text: string, more: Partial<Effect> = {}) => {
    if (!effects.some((effect) => effect.kind === kind)) effects.push({ kind, text: text.trim(), elsewhere: !done, ...more })
  }
  const group = extension.exec(phrase) ?? extended.exec(phrase)
  const thaiExtension = /ขยาย(?:ระยะ)?(?:เวลา|อายุ)(?<object>.{0,160}?)(?:ออกไป)?(?:ถึง|จนถึง|เป็น)(?:สิ้น)?(?:ปี)?\s*(?:พ\.ศ\.\s*)?(?<to>[\d๐-๙]{4})/.exec(phrase)
  const longer = group ?? thaiExtension
  if (longer?.groups) {
    const subject = (longer.groups['object'] ?? '').replace(/[\s,]+$/, '').trim() || object
    const from = longer.groups['from'] ?? span.exec(subject)?.[0]?.replace(/[()]/g, '')
    add('extended', longer[0], { object: subject, ...(from === undefined ? {} : { from }), to: christianYear(longer.groups['to'] ?? '') })
  }
  const lead = passesFrom.exec(phrase) ?? transferOf.exec(phrase)
  if (lead?.groups) add('lead-transferred', lead[0], { object: (lead.groups['object'] ?? '').trim(), from: (lead.groups['from'] ?? '').trim(), to: (lead.groups['to'] ?? '').trim() })
  const often = row.class >= 'C2' ? cadence.exec(phrase) : null
  if (often && row.class >= 'C5') add('cadence-changed', often[0])
  const area = newAreas.exec(phrase)
  if (area && row.class >= 'C2') add('area-added', phrase.slice(0, area.index + area[0].length).trim())
  const founded = founding.exec(phrase)
  if (founded && row.class !== 'C3' && row.class !== 'C4' && row.class !== 'C0') add('body-established', founded[0])
  if (row.effect === 'in-principle') add('in-principle', phrase, { object })
  else if (row.effect !== undefined && !effects.some((effect) => effect.kind === row.effect || effect.kind === 'extended')) addOwn(row.effect, phrase, object, add, effects.length > 0)
  const years = span.exec(object)
  if (years && done && !effects.some((effect) => effect.kind === 'extended') && row.class === 'C6' && /instrument|principle/.test(row.effect ?? '')) {
    const to = years[2] ?? ''
    add('period-set', years[0], { object, from: christianYear(years[1] ?? ''), to: christianYear(to.length === 2 ? `${(years[1] ?? '').slice(0, 2)}${to}` : to) })
  }
  const upward = row.class === 'C6' || row.class === 'C7' ? /\bfor\s+(?:the\s+)?(?:adoption|endorsement|submission|signing|signature|approval)\s+(?:by|to|at|of)\s+(?:the\s+)?([A-Z][\w+]*(?:\s[A-Z][\w+]*)*)/.exec(phrase) : null
  if (upward) add('transmitted', upward[0], { to: upward[1] ?? '' })
  return effects
}

/** A verb such as "endorsed" makes an instrument effect only when its object can be an instrument. */
function addOwn(kind: EffectKind, phrase: string, object: string, add: (kind: EffectKind, text: string, more?: Partial<Effect>) => void, alreadyClear: boolean): void {
  if (kind === 'body-established' || kind === 'lead-transferred') {
    if (kind === 'lead-transferred' && !/lead|shepherd|chair|coordinat|หน้าที่/i.test(phrase)) return
    add(kind, phrase, { object })
    return
  }
  if (!kind.startsWith('instrument-') || kind === 'instrument-signed' || new RegExp(instrument, 'i').test(object) || object === '') add(kind, phrase, { object })
  else if (new RegExp(bodies, 'i').test(object) && kind !== 'instrument-adopted') add('body-established', phrase, { object })
  else if (!alreadyClear) add(kind, phrase, { object })
}

/** A year as the record keeps it: Thai digits and the Buddhist Era become the common era. */
function christianYear(words: string): string {
  const arabic = words.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
  return /^2[45]\d\d$/.test(arabic) ? String(Number(arabic) - 543) : arabic
}
