import { dayInZone, formatDay, isDay } from '../../kernel/calendar.ts'
import { listed, type Lang, type Text } from '../../kernel/languages.ts'
import type { Since } from '../../kernel/record.ts'
import { en } from './messages.en.ts'
import { enPeople } from './messages/people.en.ts'
import { thPeople } from './messages/people.th.ts'
import { th } from './messages.th.ts'
import type { HeadAnswer } from './rules.ts'

export const words = { en: { ...en, ...enPeople }, th: { ...th, ...thPeople } }

/** A piece of a sentence; what carries the answer is strong. */
export interface Piece {
  text: string
  strong?: boolean
}
const plain = (text: string): Piece => ({ text })
const strong = (text: string): Piece => ({ text, strong: true })
export const inPlain = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')

export interface Told {
  answer: HeadAnswer
  /** The meeting's own name, such as "3rd SOMTC". */
  meeting: string
  party: Text
  /** Whether the meeting is over, is being held or is to come, on the day of reading. */
  when: 'past' | 'coming'
  /** The name of the meeting since which the designation counts, where it is another. */
  since: string | null
  lang: Lang
}

/** "Thailand’s", "the Philippines’", "the European Union’s". */
export function possessive(name: string): string {
  const article = /^(Philippines|United|European|International|Netherlands|Republic|Russian|ASEAN )/.test(name) ? 'the ' : ''
  return `${article}${name}${name.endsWith('s') ? '’' : '’s'}`
}
export const capital = <Words extends string | null>(text: Words): Words => (text === null ? text : ((text.charAt(0).toUpperCase() + text.slice(1)) as Words))

/** "Secretary-General …, a.i.": on papers the title shows the capacity (R-4.1.4). */
export function titleOf(answer: Pick<HeadAnswer, 'post' | 'standing'>, lang: Lang): string | null {
  if (answer.post === null) return answer.standing === 'representative' ? words[lang]['delegations.representative'] : null
  const post = answer.post[lang]
  const says = /\b(acting|officer-in-charge|chargé|a\.i\.|on behalf of)\b|รักษาการ|รักษาราชการแทน|ปฏิบัติราชการแทน/i.test(post)
  return answer.standing === 'acting' && !says ? words[lang]['delegations.ad-interim'](post) : post
}

/** Who headed, and by whose decision, in one sentence or two. */
export const sayHead = (told: Told): Piece[] => (told.lang === 'th' ? inThai(told) : inEnglish(told))

function inEnglish({ answer, meeting, party, when, since }: Told): Piece[] {
  const { known, designation, named } = answer
  const [was, headed] = when === 'past' ? ['was', 'was headed'] : ['is', 'is to be headed']
  const delegation = `${possessive(party.en)} delegation`
  const title = titleOf(answer, 'en')
  const who = [answer.person?.en, title].filter(Boolean).join(', ')
  if (answer.basis === 'none') return [...(answer.chair ? [plain('At the '), strong(meeting), plain(` ${answer.chair.person?.en ?? answer.chair.post.en} was in the chair. `)] : []), plain(`Who ${when === 'past' ? 'headed' : 'is to head'} ${delegation} at the `), strong(meeting), plain(' is not found.')]
  if (known) {
    const decided = known.approver ? [plain(` The ${known.approver.en}${known.approverCapacity ? `, ${known.approverCapacity.en},` : ''} so decided.`)] : [plain(' By whose decision is not found.')]
    return [plain('At the '), strong(meeting), plain(` ${delegation} ${headed} by `), strong(who), plain('.'), ...decided]
  }
  if (named) return englishNamed({ answer, meeting, who, delegation, headed, when })
  const decided = decisionInEnglish(answer)
  if (answer.standing === 'acting') return [plain('At the '), strong(meeting), plain(` ${delegation} ${headed} by `), strong(who), plain(', acting in the post. '), ...decided]
  if (answer.standing === 'alternate') return [plain('At the '), strong(meeting), plain(` ${delegation} ${headed} by its alternate, `), strong(who), plain('.')]
  if (answer.standing === null) return [plain('At the '), strong(meeting), plain(` the post that is to head ${delegation} ${was} vacant or its holder absent, and nobody ${was} named in place. `), ...decided]
  const stated = designation !== null && since === null
  const opening = stated && when === 'past' ? [plain('At the '), strong(meeting), plain(` ${delegation} was headed`)] : [plain(since ? `By the designation in force since the ${since}, ${delegation} ${when === 'past' ? 'was' : 'is'} to be headed` : `${capital(delegation)} is to be headed`), plain(' at the '), strong(meeting)]
  if (answer.mode === 'AD_HOC') return [...opening, plain(' by '), strong(`${designation?.choice?.what.en ?? ''}, chosen each time by ${designation?.choice?.by.en ?? ''}`), plain('. '), ...decided]
  return [...opening, plain(answer.mode === 'EX_OFFICIO' ? ', ex officio, by ' : ' by '), ...(answer.person ? [strong(who)] : [plain('the '), strong(title ?? '')]), plain('. '), ...decided]
}

function englishNamed({ answer, meeting, who, delegation, headed, when }: { answer: HeadAnswer; meeting: string; who: string; delegation: string; headed: string; when: Told['when'] }): Piece[] {
  const start = [plain('At the '), strong(meeting)]
  if (answer.standing === 'representative') return [...start, plain(` ${delegation} ${when === 'past' ? 'had' : 'has'} no head: `), strong(who), plain(` ${when === 'past' ? 'spoke' : 'speaks'} for it as Representative and ${when === 'past' ? 'agreed' : 'agrees'} only ad referendum.`)]
  if (answer.standing === 'alternate') return [...start, plain(` ${delegation} ${headed} by its alternate, `), strong(who), plain('.')]
  return [...start, plain(` ${delegation} ${headed} by `), strong(who), plain(', named for this meeting.')]
}

function decisionInEnglish({ designation }: HeadAnswer): Piece[] {
  if (!designation?.approver) return [plain('By whose decision is not found.')]
  const { approver, approverCapacity, proposer } = designation
  return [plain(`The ${approver.en}`), ...(approverCapacity ? [plain(', '), strong(approverCapacity.en), plain(',')] : []), plain(' so decided'), ...(proposer ? [plain(' on the proposal of the '), strong(proposer.en)] : []), plain('.')]
}

function inThai({ answer, meeting, party, when, since }: Told): Piece[] {
  const { known, designation, named } = answer
  const delegation = `คณะผู้แทน${party.th}`
  const title = titleOf(answer, 'th')
  const who = [answer.person?.th, title].filter(Boolean).join(' ')
  const will = when === 'past' ? '' : 'จะ'
  const at = [plain('ใน '), strong(meeting), plain(' ')]
  if (answer.basis === 'none') return [...at, ...(answer.chair ? [plain(`${answer.chair.person?.th ?? answer.chair.post.th} เป็นประธานที่ประชุม `)] : []), plain(`ไม่พบว่าใคร${will}เป็นหัวหน้า${delegation}`)]
  if (known) {
    const decided = known.approver ? [plain(` ${known.approver.th}${known.approverCapacity ? ` ${known.approverCapacity.th}` : ''} เป็นผู้มอบหมาย`)] : [plain(' ไม่พบว่าใครเป็นผู้อนุมัติ')]
    return [...at, strong(who), plain(` เป็นหัวหน้า${delegation}`), ...decided]
  }
  if (named) {
    if (answer.standing === 'representative') return [...at, plain(`${delegation}ไม่มีหัวหน้าคณะ `), strong(who), plain(' เป็น “ผู้แทน” กล่าวถ้อยแถลงได้ แต่เห็นชอบได้เพียง ad referendum')]
    if (answer.standing === 'alternate') return [...at, strong(who), plain(` ${will}ทำหน้าที่หัวหน้า${delegation}ในฐานะผู้แทนสำรอง`)]
    return [...at, strong(who), plain(` ${will}เป็นหัวหน้า${delegation} ตามที่เสนอชื่อสำหรับการประชุมครั้งนี้`)]
  }
  const decided = decisionInThai(answer)
  if (answer.standing === 'acting') return [...at, strong(who), plain(` ${will}เป็นหัวหน้า${delegation}ในฐานะผู้รักษาการในตำแหน่ง `), ...decided]
  if (answer.standing === 'alternate') return [...at, strong(who), plain(` ${will}ทำหน้าที่หัวหน้า${delegation}ในฐานะผู้แทนสำรอง`)]
  if (answer.standing === null) return [...at, plain(`ตำแหน่งที่เป็นหัวหน้า${delegation}ว่างอยู่หรือผู้ดำรงตำแหน่งไม่อยู่ และไม่ได้เสนอชื่อผู้ใดแทน `), ...decided]
  const opening = since ? [plain(`ตามการแต่งตั้งที่ใช้ตั้งแต่ ${since} หัวหน้า${delegation}ใน `), strong(meeting), plain(' คือ ')] : at
  const does = since ? '' : ` ${will}เป็นหัวหน้า${delegation}`
  if (answer.mode === 'AD_HOC') return [...opening, strong(`${designation?.choice?.what.th ?? ''} ตามแต่${designation?.choice?.by.th ?? ''}จะพิจารณาเป็นคราว ๆ ไป`), plain(`${does} `), ...decided]
  return [...opening, strong(answer.person ? who : (title ?? '')), plain(`${does}${answer.mode === 'EX_OFFICIO' ? (since ? ' โดยตำแหน่ง' : 'โดยตำแหน่ง') : ''} `), ...decided]
}

function decisionInThai({ designation }: HeadAnswer): Piece[] {
  if (!designation?.approver) return [plain('ไม่พบว่าใครเป็นผู้อนุมัติ')]
  const { approver, approverPerson, approverCapacity, proposer } = designation
  return [plain(`${approver.th}${approverPerson ? ` (${approverPerson.th})` : ''} `), ...(approverCapacity ? [strong(approverCapacity.th), plain(' ')] : []), plain('เป็นผู้อนุมัติ'), ...(proposer ? [plain(' ตามข้อเสนอของ'), strong(proposer.th)] : [])]
}

/** What the letters of whoever heads make of the delegation's word; empty where all is in order. */
export function credentialNote(answer: Pick<HeadAnswer, 'named' | 'provisional'>, lang: Lang): string {
  const m = words[lang]
  if (!answer.named) return answer.provisional ? m['delegations.note-credentials.NONE'] : ''
  if (answer.named.credentials === 'PROVISIONAL') return answer.named.copyOnly ? m['delegations.note-copy'] : m['delegations.note-credentials.PROVISIONAL']
  return m[`delegations.note-credentials.${answer.named.credentials}`]
}

/** "3rd SOMTC" or a day. */
export const sinceInWords = (since: Since, nameOf: (ref: string) => string, lang: Lang): string => ('meeting' in since ? nameOf(since.meeting) : formatDay(since.date, lang))

export const dayShort = (date: string, lang: Lang): string => formatDay(date, lang, isDay(date) ? 'short' : 'long')
export const instantDay = (instant: string, zone: string, lang: Lang): string => formatDay(dayInZone(instant, zone), lang, 'short')
export { listed }
