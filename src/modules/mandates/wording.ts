import { formatDay, ordinal, thaiDigits } from '../../kernel/calendar.ts'
import { listed, type Lang, type Text } from '../../kernel/languages.ts'
import type { Instrument } from '../documents/index.ts'
import type { Directory } from './directory.ts'
import { en, type Messages } from './messages.en.ts'
import { th } from './messages.th.ts'
import { isOverdue, standingOf, type Standing } from './rules.ts'
import type { Addressee, Due, Effect, MandateClass, MandateStatus } from './schema.ts'

export const messages: Record<Lang, Messages> = { en, th }

type Tone = 'effect' | 'done' | 'continuing' | 'part' | 'up' | 'late' | 'none' | 'superseded' | 'plain'

const tones: Record<Standing, Tone> = {
  'in-effect': 'effect', completed: 'done', continuing: 'continuing', 'in-progress': 'part', 'sent-up': 'up', 'no-report': 'none', 'past-due': 'late',
  'term-ended': 'superseded', superseded: 'superseded', overtaken: 'superseded', lapsed: 'superseded', open: 'part', signal: 'plain',
}
const statusTones: Record<MandateStatus, Tone> = { OPEN: 'none', IN_PROGRESS: 'part', COMPLETED: 'done', CONTINUING: 'continuing', OVERTAKEN: 'superseded', SUPERSEDED: 'superseded', LAPSED: 'superseded' }

interface HasStanding {
  class: MandateClass
  status: MandateStatus
  reportedOn: string | null
  dueOn: string | null
  effects: Effect[]
  takesEffect: boolean
}
interface HasDue {
  due: Due
  dueOn: string | null
  dueBasis: string
}

export const standing = (mandate: HasStanding, today: string): Standing =>
  standingOf({ ...mandate, sentUp: mandate.effects.some((effect) => effect.kind === 'sends-up') }, today)

export const overdue = (mandate: HasStanding, today: string): boolean => isOverdue(mandate, today)

/** How mandates are spoken of in one language, with the names of the directory. */
export function speaker(lang: Lang, directory: Directory) {
  const m = messages[lang]
  const digits = (text: string) => (lang === 'th' ? thaiDigits(text) : text)
  const day = (date: string, style: 'long' | 'short' = 'long') => formatDay(date, lang, style)
  const say = (text: Text) => text[lang]
  const bodyName = (code: string) => directory.bodies.get(code)?.short[lang] ?? code
  const partyName = (code: string) => directory.parties.get(code)?.name[lang] ?? code
  const areaName = (slug: string) => directory.areas.get(slug)?.name[lang] ?? slug

  /** "7th AMMTC", "AMMTC ครั้งที่ ๗"; a special session by its name. */
  function meetingName(ref: string): string {
    const meeting = directory.meetings.get(ref)
    const cut = ref.indexOf('/')
    const body = bodyName(meeting?.body ?? ref.slice(0, cut))
    if (meeting?.name) return meeting.name[lang]
    const number = meeting ? meeting.ordinal : Number(ref.slice(cut + 1))
    if (!number) return `${body} ${ref.slice(cut + 1)}`
    return lang === 'th' ? `${body} ${ordinal(number, 'th')}` : `${ordinal(number, 'en')} ${body}`
  }

  function owner(code: string): string {
    const key = `mandate.owner.${code}` as keyof Messages
    const known = m[key]
    return typeof known === 'string' ? known : directory.bodies.has(code) ? bodyName(code) : directory.parties.has(code) ? partyName(code) : code
  }

  const addressee = (who: Addressee): string =>
    'words' in who ? who.words
      : 'role' in who ? (who.body ? m['mandate.owner.of-body'](m[`mandate.owner.${who.role}`], bodyName(who.body)) : m[`mandate.owner.${who.role}`])
        : 'all' in who ? m[`mandate.owner.${who.all}`] : 'party' in who ? partyName(who.party) : bodyName(who.body)

  function period(after: { months?: number | undefined; days?: number | undefined; workingDays?: number | undefined }): string {
    return [after.months && m['mandate.due.months'](after.months), after.days && m['mandate.due.days'](after.days), after.workingDays && m['mandate.due.working-days'](after.workingDays)].filter(Boolean).join(' + ')
  }

  /** The rule as the text gives it; the event first, the date it comes to is another matter. */
  function dueRule(due: Due): string | null {
    if ('none' in due) return null
    if ('on' in due) return day(due.on, 'short')
    if ('beforeNext' in due) return m['mandate.due.before-next'](bodyName(due.beforeNext))
    if ('atNext' in due) return m['mandate.due.at-next'](bodyName(due.atNext))
    if ('atMeeting' in due) return m['mandate.due.at-meeting'](meetingName(due.atMeeting))
    if (due.after === 'decision') return m['mandate.due.after-decision'](period(due))
    return 'meeting' in due.after ? m['mandate.due.after-meeting'](period(due), meetingName(due.after.meeting)) : m['mandate.due.after-instrument'](period(due), directory.instruments.get(due.after.instrument)?.title[lang] ?? due.after.instrument)
  }

  /** For a cell: the event, and under it the date or that none is known. */
  function dueCell(mandate: HasDue): { main: string | null; sub: string | null } {
    const main = dueRule(mandate.due)
    const [basis, ref] = splitBasis(mandate.dueBasis)
    if (main === null || basis === 'none' || basis === 'date') return { main, sub: null }
    if (mandate.dueOn) return { main, sub: day(mandate.dueOn, 'short') }
    const known = ref ? directory.meetings.get(ref)?.starts : null
    if (ref && known) return { main, sub: m['mandate.due.partly-short'](meetingName(ref), day(known, 'short')) }
    return { main, sub: ref && !('atMeeting' in mandate.due) ? m['mandate.due.undated-short'](meetingName(ref)) : m['mandate.due.unknown-short'] }
  }

  /** For the record: the rule, and in a sentence what it comes to. */
  function dueFact(mandate: HasDue, today: string): { main: string | null; sub: string | null } {
    const main = 'on' in mandate.due ? day(mandate.due.on) : dueRule(mandate.due)
    const [basis, ref] = splitBasis(mandate.dueBasis)
    if (main === null || basis === 'none' || basis === 'date') return { main, sub: null }
    if ('after' in mandate.due) return { main, sub: mandate.dueOn ? m['mandate.due.until'](day(mandate.dueOn)) : m['mandate.due.nowhere'] }
    if (!ref) return { main, sub: m['mandate.due.unknown'] }
    const known = directory.meetings.get(ref)?.starts
    if (!mandate.dueOn && known) return { main, sub: m['mandate.due.partly'](meetingName(ref), day(known)) }
    if ('atMeeting' in mandate.due && !mandate.dueOn) return { main, sub: m['mandate.due.undated-bare'] }
    return { main, sub: mandate.dueOn ? m[mandate.dueOn <= today ? 'mandate.due.resolved' : 'mandate.due.resolved-ahead'](meetingName(ref), day(mandate.dueOn)) : m['mandate.due.undated'](meetingName(ref)) }
  }

  function paragraph(number: string): string {
    if (number === '-') return m['mandate.no-paragraph']
    const named = m[`mandate.paragraph.${number}` as keyof Messages]
    return typeof named === 'string' ? named : m['mandate.paragraph'](digits(number))
  }

  function effect(one: Effect): { kind: string; of: string; instrument: Instrument | undefined } {
    const instrument = one.instrument ? directory.instruments.get(one.instrument) : undefined
    const place = (code: string) => (directory.parties.has(code) ? partyName(code) : bodyName(code))
    const parts = [
      instrument?.title[lang] ?? one.instrument, one.area && areaName(one.area), one.body && bodyName(one.body),
      one.from && one.to ? m['mandate.effect.from-to'](place(one.from), place(one.to)) : one.to && m['mandate.effect.to'](place(one.to)),
      one.until && m['mandate.effect.until'](day(one.until)),
    ]
    return { kind: m[`mandate.effect.${one.kind}`], of: listed(parts, lang), instrument }
  }

  return {
    lang, m, digits, day, say, directory, bodyName, partyName, areaName, meetingName, owner, addressee, dueRule, dueCell, dueFact, paragraph, effect,
    number: (n: number) => digits(String(n)),
    year: (date: string) => (lang === 'th' ? thaiDigits(String(Number(date.slice(0, 4)) + 543)) : date.slice(0, 4)),
    standing: (mandate: HasStanding, today: string) => {
      const which = standing(mandate, today)
      return { tone: tones[which], word: m[`mandate.standing.${which}`] }
    },
    status: (status: MandateStatus) => ({ tone: statusTones[status], word: m[`mandate.status.${status}`] }),
    source: (id: string) => directory.sources.get(id),
    /** Where a source is read: the name of the site. */
    site: (url: string) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url),
  }
}
export type Speaker = ReturnType<typeof speaker>

function splitBasis(basis: string): [string, string | null] {
  const at = basis.indexOf(':')
  return at < 0 ? [basis, null] : [basis.slice(0, at), basis.slice(at + 1)]
}

