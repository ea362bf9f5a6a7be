import type { Wording } from '../../../kernel/languages.ts'

export const enIndicator = {
  'plans.indicators': 'Indicators',
  'plans.indicators-none': 'No indicator has been set.',
  'plans.indicators-of': (code: string) => `Indicators of ${code}`,
  'plans.indicator-act': 'Set or report indicators',
  'plans.indicator-from-aim': (from: string, aim: string) => `from ${from}, aim ${aim}`,
  'plans.indicator-from': (from: string) => `from ${from}, no aim stated`,
  'plans.indicator-aim': (aim: string) => `start not stated, aim ${aim}`,
  'plans.indicator-bare': 'neither start nor aim stated',
  'plans.indicator-reported': (value: string, who: string, day: string) => `${value} reported by ${who}, ${day}`,
  'plans.indicator-verified': 'verified',
  'plans.indicator-unverified': 'not verified',
  'plans.indicator-silent': 'no report found',
  'plans.indicator-key.start': 'start', 'plans.indicator-key.reported': 'reported', 'plans.indicator-key.aim': 'aim',
  'plans.indicator-add': 'Add an indicator',
  'plans.indicator-change': (name: string) => `Change “${name}”`,
  'plans.indicator-report': (name: string) => `Report “${name}”`,
  'plans.indicator-report-lede': (who: string) => `You report for ${who}. A value on a day you reported before replaces that one, until another has verified it.`,
  'plans.indicator-values': 'Values reported',
  'plans.indicator.name': (lang: string) => `What is counted, ${lang}`,
  'plans.indicator.unit': 'Unit', 'plans.indicator.source': 'Source', 'plans.indicator.frequency': 'How often', 'plans.indicator.baseline': 'Start', 'plans.indicator.target': 'Aim', 'plans.indicator.value': 'Value', 'plans.indicator.on': 'On',
  'plans.indicator.verify': 'Verify',
} as const

export type IndicatorMessages = Wording<typeof enIndicator>

export const enIndicatorReasons = {
  'plans.no-party-reports': 'A value is reported by whoever carries it out, for its own party',
  'plans.indicator-name-needed': 'Say what is counted',
  'plans.unit-needed': 'Say in what unit',
  'plans.number': 'Write a number',
  'plans.value-verified-before': 'Another has verified that value: it stands. Report a later day.',
} as const
