import { formatDay, formatRange, formatYear, isDay, ordinal } from '../../kernel/calendar.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import type { Body, KeptDisagreement, Party } from '../mechanism/index.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { Meeting } from './queries.ts'

const words = { en, th }
type Named = Pick<Meeting, 'body' | 'session' | 'ordinal' | 'kind' | 'prepares' | 'name'>
type Bodies = ReadonlyMap<string, Pick<Body, 'short'>>

/** "19th AMMTC", "AMMTC ครั้งที่ ๑๙", "Preparatory SOMTC for the 19th AMMTC"; a special meeting bears its own name. */
export function meetingTitle(meeting: Named, bodies: Bodies, lang: Lang): string {
  if (meeting.name) return meeting.name[lang]
  const body = bodies.get(meeting.body)?.short[lang] ?? meeting.body
  if (meeting.prepares) {
    const [of = '', session = ''] = meeting.prepares.split('/')
    return words[lang]['meetings.preparatory'](body, numbered(bodies.get(of)?.short[lang] ?? of, Number(session), lang))
  }
  return meeting.ordinal === null ? `${body} ${meeting.session}` : numbered(body, meeting.ordinal, lang)
}

const numbered = (body: string, n: number, lang: Lang): string => (lang === 'th' ? `${body} ${ordinal(n, lang)}` : `${ordinal(n, lang)} ${body}`)

export const meetingTitles = (meeting: Named, bodies: Bodies): Text => ({ en: meetingTitle(meeting, bodies, 'en'), th: meetingTitle(meeting, bodies, 'th') })

export const meetingHref = (ref: string): string => `/meetings/${ref}`

/** The days of a meeting as far as the record knows them; `style` short for cells. Says so where no day is known. */
export function meetingDays(meeting: Pick<Meeting, 'starts' | 'endsOn' | 'status'>, lang: Lang, style: 'long' | 'short' = 'long'): string {
  const m = words[lang]
  if (meeting.starts === null) return meeting.status === 'planned' ? m['meetings.no-date'] : m['meetings.day-unknown']
  if (isDay(meeting.starts) && meeting.endsOn) return formatRange(meeting.starts, meeting.endsOn, lang, style)
  return meeting.starts.length === 4 ? formatYear(Number(meeting.starts), lang) : formatDay(meeting.starts, lang, style)
}

export function meetingPlace(meeting: Pick<Meeting, 'city' | 'country' | 'mode' | 'status'>, parties: ReadonlyMap<string, Party>, lang: Lang): string | null {
  const m = words[lang]
  const country = meeting.country ? (parties.get(meeting.country)?.name[lang] ?? meeting.country) : null
  const place = meeting.city ? meeting.city[lang] : country
  if (meeting.mode === 'virtual') return place ? `${m['meetings.virtual']} (${place})` : m['meetings.virtual']
  return meeting.mode === 'hybrid' && place ? `${place}, ${m['meetings.hybrid']}` : place
}

/** Host and chair in one line; null where no source names them. */
export function hostAndChair(meeting: Pick<Meeting, 'host' | 'chair'>, parties: ReadonlyMap<string, Party>, lang: Lang): string | null {
  const name = (code: string) => parties.get(code)?.name[lang] ?? code
  const chairs = meeting.chair ? (meeting.chair.coChair ? words[lang]['meetings.co-chair'](name(meeting.chair.party), name(meeting.chair.coChair)) : name(meeting.chair.party)) : null
  const host = meeting.host && meeting.host !== meeting.chair?.party ? name(meeting.host) : null
  const parts = [host, chairs, meeting.chair?.person?.[lang]].filter((part) => part !== null && part !== undefined)
  return parts.length > 0 ? parts.join(lang === 'th' ? ' ' : ', ') : null
}

/** What sources disagree on, in few words: "21 or 22 September 2022" for days, else "where", "how often". */
export function disagreementWord(kept: Pick<KeptDisagreement, 'field' | 'claims' | 'about'>, lang: Lang, style: 'long' | 'short' = 'long'): string {
  const m = words[lang]
  const days = kept.claims.map((claim) => claim.value)
  const [first, second] = days
  if (days.length === 2 && first && second && isDay(first) && isDay(second)) {
    const shown = style === 'short' ? (day: string) => formatDay(day, lang, 'short').replace(/ \S+$/, '') : (day: string) => formatDay(day, lang)
    const [a, b] = first < second ? [first, second] : [second, first]
    const day = shown(a).split(' ')[0] ?? ''
    return first.slice(0, 7) === second.slice(0, 7) ? `${day} ${m['meetings.or']} ${shown(b)}` : `${shown(a)} ${m['meetings.or']} ${shown(b)}`
  }
  const word = m[`meetings.field.${kept.field}` as keyof typeof en]
  return style === 'short' && typeof word === 'string' ? word : kept.about[lang]
}
