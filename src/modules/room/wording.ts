import { dayInZone, formatDay, thaiDigits } from '../../kernel/calendar.ts'
import { listed, type Lang } from '../../kernel/languages.ts'
import type { Body, Party } from '../mechanism/index.ts'
import { en, type Messages } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { AgreedLine, LineDue, Owner } from './schema.ts'

export const words: Record<Lang, Messages> = { en, th }

const two = (n: number): string => String(n).padStart(2, '0')

/** "11:42", "11:42:16", "๑๑.๔๒ น.": the wall clock of the place of the meeting. */
export function clockTime(iso: string, zone: string, lang: Lang, seconds = false): string {
  const { hour, minute, second } = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  const parts = [two(hour), two(minute), ...(seconds ? [two(second)] : [])]
  return lang === 'th' ? `${thaiDigits(parts.join('.'))} น.` : parts.join(':')
}

/** With the day where it is not the day asked about. */
export const clockOn = (iso: string, zone: string, lang: Lang, today: string): string => {
  const day = dayInZone(iso, zone)
  return day === today ? clockTime(iso, zone, lang) : listed([formatDay(day, lang, 'short'), clockTime(iso, zone, lang)], lang)
}

/** "Manila, UTC+8": whose clock it is. */
export function zoneName(iso: string, zone: string): string {
  const local = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  const [, sign = '+', hours = '0', minutes = '00'] = /^([+-])(\d{2}):(\d{2})/.exec(local.offset) ?? []
  return `${zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone}, UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`
}

/** "1:10", "๑:๑๐": minutes and seconds of a speech. */
export function span(ms: number, lang: Lang): string {
  const seconds = Math.ceil(ms / 1000)
  const text = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  return lang === 'th' ? thaiDigits(text) : text
}

export const digits = (text: string | number, lang: Lang): string => (lang === 'th' ? thaiDigits(String(text)) : String(text))

/** Names of parties as the page writes them. */
export const partyName = (parties: ReadonlyMap<string, Party>, code: string, lang: Lang): string => parties.get(code)?.name[lang] ?? code
export const partyNames = (parties: ReadonlyMap<string, Party>, codes: readonly string[], lang: Lang): string => listed(codes.map((code) => partyName(parties, code, lang)), lang)

export function ownerWords(owners: readonly Owner[], names: { parties: ReadonlyMap<string, Party>; bodies: ReadonlyMap<string, Body> }, lang: Lang): string {
  const m = words[lang]
  return listed(owners.map((owner) => {
    if ('party' in owner) return partyName(names.parties, owner.party, lang)
    if ('body' in owner) return names.bodies.get(owner.body)?.short[lang] ?? owner.body
    if ('all' in owner) return m[`room.owner.${owner.all}`]
    if ('role' in owner) return m[`room.owner.${owner.role}`]
    return owner.words
  }), lang)
}

export function dueWords(due: LineDue, bodies: ReadonlyMap<string, Body>, lang: Lang): string {
  const m = words[lang]
  if ('on' in due) return formatDay(due.on, lang)
  if ('atNext' in due) return m['room.due-next'](bodies.get(due.atNext)?.short[lang] ?? due.atNext)
  return m['room.due-none']
}

/** The words of a line in the reader's language, or in its own where they were not translated. */
export const lineText = (line: Pick<AgreedLine, 'language' | 'text' | 'translation'>, lang: Lang): { text: string; lang: Lang } =>
  line.language === lang ? { text: line.text, lang } : line.translation === '' ? { text: line.text, lang: line.language } : { text: line.translation, lang }
