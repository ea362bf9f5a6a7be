import { formatDay, formatYears, isDay } from '../../kernel/calendar.ts'
import { listed, type Lang } from '../../kernel/languages.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { Instrument, InstrumentAct } from './queries.ts'
import { periodsOf } from './rules.ts'

const words = { en, th }

export const actWord = (act: string, lang: Lang): string => documentWord(lang, `act.${act}`)
export const formWord = (form: string, lang: Lang): string => documentWord(lang, `form.${form}`)

function documentWord(lang: Lang, key: string): string {
  const word = words[lang][`documents.${key}` as keyof typeof en]
  return typeof word === 'string' ? word : key
}

/** "2022–2024, extended to 2025"; null when it has no period. */
export function periodWords(instrument: Pick<Instrument, 'periodFrom' | 'periodUntil' | 'acts'>, lang: Lang): string | null {
  const [first, ...extensions] = periodsOf(instrument)
  if (!first) return null
  const span = first.from.length === 4 && first.until.length === 4 ? formatYears(Number(first.from), Number(first.until), lang) : `${formatDay(first.from, lang)} – ${formatDay(first.until, lang)}`
  return listed([span, ...extensions.map((extension) => words[lang]['documents.extended-to'](formatDay(extension.until, lang)))], lang)
}

/** One act in words, without its meeting: "Endorsed by AMMTC, between meetings (ad referendum)". */
export function actWords(act: InstrumentAct, bodyName: string | null, lang: Lang): string {
  const m = words[lang]
  const said = bodyName ? m['documents.by'](actWord(act.act, lang), bodyName) : actWord(act.act, lang)
  return act.adReferendum ? listed([said, m['documents.ad-referendum']], lang) : said
}

export const actDay = (act: InstrumentAct, lang: Lang): string => (act.on === null ? words[lang]['documents.date-unknown'] : formatDay(act.on, lang, isDay(act.on) ? 'short' : 'long'))
