import { formatDay, formatInstant, thaiDigits } from '../../kernel/calendar.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import { en, type Messages } from './messages.en.ts'
import { th } from './messages.th.ts'
import { type Agenda, type AgendaVersion, type ItemPaper, type Lead, leads } from './schema.ts'

export const words: Record<Lang, Messages> = { en, th }

export type Names = ReadonlyMap<string, { name: Text }>

/** "5.1", "๕.๑": digits of an item's number in the reader's language. */
export const itemNumber = (number: string, lang: Lang): string => (lang === 'th' ? thaiDigits(number) : number)

const isLead = (code: string): code is Lead => (leads as readonly string[]).includes(code)
/** Who leads an item: an office of the meeting, a party by name, or what was written. */
export const leadWord = (lead: string, parties: Names, lang: Lang): string => (isLead(lead) ? words[lang][`agenda.lead.${lead}`] : (parties.get(lead)?.name[lang] ?? lead))

/** "09:45", or with its day where it is not the meeting's first: "Wed 09:00". */
export function turnWord(startsAt: string, zone: string, firstDay: string | null, lang: Lang): string {
  const local = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone)
  const [hour, minute] = [local.hour, local.minute].map((n) => String(n).padStart(2, '0'))
  const time = lang === 'th' ? `${thaiDigits(`${hour}.${minute}`)} น.` : `${hour}:${minute}`
  const day = local.toPlainDate().toString()
  if (day === firstDay) return time
  return lang === 'th' ? `${formatDay(day, lang, 'short').split(' ').slice(0, 2).join(' ')} ${time}` : `${formatDay(day, lang, 'short').split(' ').slice(0, 2).join(' ')}, ${time}`
}

/** "UTC+8, Asia/Manila": a time always stands with its zone. */
export function zoneWord(instant: string, zone: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2}):(\d{2})/.exec(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offset) ?? []
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}, ${zone}`
}

/** "Provisional agenda, Rev.1" of a version; what is in hand by the state of the agenda. */
export function versionName(version: Pick<AgendaVersion, 'kind' | 'revision'>, lang: Lang): string {
  return version.kind === 'REVISED' ? words[lang]['agenda.title.REVISED'](itemNumber(String(version.revision ?? 1), lang)) : words[lang][`agenda.title.${version.kind}`]
}
export function agendaTitle(agenda: Pick<Agenda, 'state'>, versions: readonly AgendaVersion[], lang: Lang): string {
  const last = versions.at(-1)
  return last && agenda.state !== 'DRAFT' ? versionName(last, lang) : words[lang]['agenda.title.DRAFT']
}

/** `WP.2/Rev.1` inside its own meeting, the whole symbol elsewhere. */
export const shortSymbol = (symbol: string, meeting: string): string => (symbol.startsWith(`${meeting}/`) ? symbol.slice(meeting.length + 1) : symbol)

export function distributionWord(paper: Pick<ItemPaper, 'distribution' | 'partner'>, parties: Names, lang: Lang): string {
  const m = words[lang]
  if (paper.distribution === 'PARTNER') return m['agenda.distribution.PARTNER'](parties.get(paper.partner ?? '')?.name[lang] ?? paper.partner ?? '')
  return m[`agenda.distribution.${paper.distribution as 'PUBLIC' | 'GENERAL' | 'LIMITED' | 'RESTRICTED'}`]
}

export const whenWord = (instant: string, zone: string, lang: Lang): string => formatInstant(instant, zone, lang)
export const dayWord = (instant: string, zone: string, lang: Lang): string => formatDay(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString(), lang, 'short')
