import { formatDay } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { numeral } from '../../../ui/index.ts'
import type { Indicator, IndicatorValue } from '../queries/indicators.ts'
import { words } from '../wording.ts'

/** What each party said last: no sum of what several said. */
export const latestOf = (indicator: Pick<Indicator, 'values'>): IndicatorValue[] => [...new Map(indicator.values.map((value) => [value.party, value])).values()].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))

const digits = (lang: Lang, value: number): string => numeral(lang, Number.isInteger(value) ? value : value.toFixed(2).replace(/0+$/, ''))

/** "from 1, aim 6; 4 reported by Thailand, 20 Sep 2024, not verified": everything the picture draws (look-d). */
export function indicatorWords(indicator: Indicator, lang: Lang, partyName: (code: string) => string): string {
  const m = words[lang]
  const { baseline, target } = indicator
  const range = baseline !== null && target !== null ? m['plans.indicator-from-aim'](digits(lang, baseline), digits(lang, target)) : baseline !== null ? m['plans.indicator-from'](digits(lang, baseline)) : target !== null ? m['plans.indicator-aim'](digits(lang, target)) : m['plans.indicator-bare']
  const said = latestOf(indicator).map((value) => `${m['plans.indicator-reported'](digits(lang, value.value), partyName(value.party), formatDay(value.on, lang, 'short'))}${lang === 'th' ? ' ' : ', '}${value.verifiedAt === null ? m['plans.indicator-unverified'] : m['plans.indicator-verified']}`)
  return [range, ...(said.length === 0 ? [m['plans.indicator-silent']] : said)].join('; ')
}

const green = '#0d6655'

/** Silent: the words beside it say the same. */
function Line({ indicator, lang }: { indicator: Indicator; lang: Lang }) {
  const last = latestOf(indicator)[0]
  const start = indicator.baseline ?? 0
  const all = [start, indicator.target ?? start, last?.value ?? start]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const x = (value: number) => (high === low ? 12 : 12 + ((value - low) / (high - low)) * 212)
  return (
    <svg class="ind" viewBox="0 0 300 52" width="300" height="52" aria-hidden="true">
      <path d="M4 26H290" stroke="#d2dbd6" stroke-width="1.5" />
      {last ? <path d={`M${x(start)} 26H${x(last.value)}`} stroke={green} stroke-width="4" /> : indicator.target !== null && <path d={`M${x(start)} 26H${x(indicator.target)}`} stroke="#76837b" stroke-width="1.5" stroke-dasharray="4 3" />}
      {indicator.target !== null && <><path d={`M${x(indicator.target)} 16V36`} stroke="#1b2330" stroke-width="2" /><text x={x(indicator.target)} y="50" font-size="12.5" text-anchor="middle" fill="#4d5868">{digits(lang, indicator.target)}</text></>}
      {indicator.baseline !== null && <><circle cx={x(start)} cy="26" r="5" fill="#fff" stroke="#1b2330" stroke-width="1.5" /><text x={x(start)} y="50" font-size="12.5" text-anchor="middle" fill="#4d5868">{digits(lang, start)}</text></>}
      {last && <><circle cx={x(last.value)} cy="26" r="5.5" fill={last.verifiedAt === null ? '#fff' : green} stroke={green} stroke-width="2" stroke-dasharray={last.verifiedAt === null ? '3 2' : undefined} /><text x={x(last.value)} y="13" font-size="13" font-weight="600" text-anchor="middle" fill="#1b2330">{digits(lang, last.value)}</text></>}
    </svg>
  )
}

export function Indicators({ indicators, lang, partyName }: { indicators: readonly Indicator[]; lang: Lang; partyName: (code: string) => string }) {
  const m = words[lang]
  if (indicators.length === 0) return <p class="muted">{m['plans.indicators-none']}</p>
  return (
    <>
      <ul class="inds">
        {indicators.map((indicator) => (
          <li>
            <div><b>{indicator.name[lang]}</b><small>{[indicator.unit, indicator.source, indicator.frequency].filter(Boolean).join(lang === 'th' ? ' ' : ', ')}</small></div>
            <div><Line indicator={indicator} lang={lang} /><p class="small">{indicatorWords(indicator, lang, partyName)}</p></div>
          </li>
        ))}
      </ul>
      <ul class="key" aria-hidden="true"><li><svg width="14" height="14" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5" fill="#fff" stroke="#1b2330" stroke-width="1.5" /></svg> {m['plans.indicator-key.start']}</li><li><svg width="14" height="14" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5.5" fill={green} /></svg> {m['plans.indicator-key.reported']}</li><li><svg width="14" height="14" viewBox="0 0 14 14"><path d="M7 1V13" stroke="#1b2330" stroke-width="2" /></svg> {m['plans.indicator-key.aim']}</li></ul>
    </>
  )
}
