import { type Lang, listed } from '../../kernel/languages.ts'
import { numeral, type Tone } from '../../ui/index.ts'
import type { Instrument } from '../documents/index.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { enActivity } from './messages/activity.en.ts'
import { thActivity } from './messages/activity.th.ts'
import { enDue } from './messages/due.en.ts'
import { thDue } from './messages/due.th.ts'
import { enIndicator } from './messages/indicator.en.ts'
import { thIndicator } from './messages/indicator.th.ts'
import { enLeads } from './messages/leads.en.ts'
import { thLeads } from './messages/leads.th.ts'
import { enReview } from './messages/review.en.ts'
import { thReview } from './messages/review.th.ts'
import { enExchange } from './messages/exchange.en.ts'
import { thExchange } from './messages/exchange.th.ts'
import { enCycle } from './messages/cycle.en.ts'
import { thCycle } from './messages/cycle.th.ts'
import { enImport } from './messages/import.en.ts'
import { thImport } from './messages/import.th.ts'
import { enRemind } from './messages/remind.en.ts'
import { thRemind } from './messages/remind.th.ts'
import { enBegin } from './messages/begin.en.ts'
import { thBegin } from './messages/begin.th.ts'
import { enTable } from './messages/table.en.ts'
import { thTable } from './messages/table.th.ts'
import type { Activity, Programme } from './queries.ts'
import { overlaysOf } from './rules.ts'
import type { DueAfter } from './rules/due.ts'
import type { fundSources } from './schema.ts'

export const words = {
  en: { ...en, ...enActivity, ...enReview, ...enDue, ...enExchange, ...enRemind, ...enIndicator, ...enImport, ...enCycle, ...enLeads, ...enBegin, ...enTable },
  th: { ...th, ...thActivity, ...thReview, ...thDue, ...thExchange, ...thRemind, ...thIndicator, ...thImport, ...thCycle, ...thLeads, ...thBegin, ...thTable },
}

export const pips = ['completed', 'recurring', 'in-progress', 'planned', 'past-due', 'no-report', 'carried-over'] as const
export type Pip = (typeof pips)[number]
/** The mark of each, as the theme draws it. */
export const pipClass: Record<Pip, string> = { completed: 'c', recurring: 'r', 'in-progress': 'o', planned: 'e', 'past-due': 'l', 'no-report': 'n', 'carried-over': 'v' }

type HasPip = Pick<Activity, 'status' | 'dueOn' | 'reportMissing' | 'budget' | 'atRisk'> & { funding: readonly Pick<Activity['funding'][number], 'status'>[] }

/** One activity, one mark; null where it is no longer in the programme (cancelled, superseded, refused, withdrawn: ). */
export function pipOf(activity: HasPip, today: string): Pip | null {
  switch (activity.status) {
    case 'COM': return 'completed'
    case 'REC': return 'recurring'
    case 'COV': return 'carried-over'
    case 'CAN':
    case 'SUP':
    case 'REJ':
    case 'WDN': return null
    default: {
      const overlays = overlaysOf(overlayFacts(activity), today)
      if (overlays.includes('OVERDUE')) return 'past-due'
      if (overlays.includes('NO_REPORT')) return 'no-report'
      return activity.status === 'ONG' || activity.status === 'SUS' ? 'in-progress' : 'planned'
    }
  }
}

export const overlayFacts = <One extends HasPip>(activity: One) => ({ ...activity, funded: activity.funding.some((fund) => fund.status === 'confirmed') })

/** The word of its status; under way at 100 % without verified proof is done as somebody says, and not more. */
export const statusWord = (activity: Pick<Activity, 'status' | 'progress' | 'verified'>, lang: Lang): string => (activity.status === 'ONG' && activity.progress === 100 && activity.verified === 0 ? words[lang]['plans.as-reported'] : words[lang][`plans.status.${activity.status}`])

export function toneOf(activity: Activity, today: string): Tone {
  switch (pipOf(activity, today)) {
    case 'completed': return 'done'
    case 'recurring': return 'continuing'
    case 'in-progress': return 'part'
    case 'past-due': return 'late'
    case 'carried-over': return 'superseded'
    case null: return 'rejected'
    default: return 'none'
  }
}

export type Standing = 'running' | 'to-come' | 'ended' | 'closed' | 'superseded'

/** Where a programme stands on a day: worked out from its period and what was decided of it. */
export function standingOfProgramme(programme: Programme, period: { from: string | null; until: string | null }, today: string): Standing {
  if (programme.supersededBy !== null) return 'superseded'
  if (programme.closedAt !== null) return 'closed'
  const year = today.slice(0, 4)
  if (period.from !== null && period.from.slice(0, 4) > year) return 'to-come'
  return period.until !== null && period.until.slice(0, 4) < year ? 'ended' : 'running'
}

export const standingTone: Record<Standing, Tone> = { running: 'effect', 'to-come': 'none', ended: 'part', closed: 'done', superseded: 'superseded' }

/** "6 months after the 2nd SOMTC": an event by its name, where the reader may know it. */
export const afterWords = (after: DueAfter, event: string, lang: Lang): string => {
  const m = words[lang]
  return m['plans.after'](listed([after.months > 0 && m['plans.after-months'](numeral(lang, after.months), after.months), (after.days ?? 0) > 0 && m['plans.after-days'](numeral(lang, after.days ?? 0), after.days ?? 0)], lang), event)
}

export const programmeHref = (programme: Pick<Programme, 'code'>): string => `/plans/${programme.code}`
export const activityHref = (programme: Pick<Programme, 'code'>, code: string): string => `/plans/${programme.code}/activities/${encodeURIComponent(code)}`

const amounts = { en: new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }), th: new Intl.NumberFormat('th-TH-u-nu-thai', { minimumFractionDigits: 2, maximumFractionDigits: 2 }) }
/** An amount with its currency, in the digits and grouping of the language: "THB 1,450,000.00". */
export const money = (amount: number, currency: string, lang: Lang): string => `${currency} ${amounts[lang].format(amount)}`

export const instrumentOf = (programme: Programme, instruments: readonly Instrument[]): Instrument | undefined => instruments.find((instrument) => instrument.id === programme.id)

/** The mark of an activity of which only counts are known, and its word. */
export const pipOfCounted = (activity: Pick<Activity, 'status' | 'dueOn' | 'reportMissing'>, today: string): Pip | null => pipOf({ ...activity, budget: null, atRisk: null, funding: [] }, today)
export const pipWord = (pip: Pip, lang: Lang): string => words[lang][`plans.pip.${pip}`]
export const fundWord = (source: (typeof fundSources)[number], lang: Lang): string => words[lang][`plans.fund.${source}`]
