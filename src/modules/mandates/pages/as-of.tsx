import { ErrorSummary } from '../../../ui/index.ts'
import { type AsOfRead, readAsOf } from '../as-of.ts'
import type { Directory } from '../directory.ts'
import type { Speaker } from '../wording.ts'
import { addressOf, type Query } from './filter-links.ts'

type Ask = Extract<AsOfRead, { ask: unknown }>
type Problem = Exclude<AsOfRead, { day: string }>

/** What the address says of the day: a day in force, one to be written the one way a link has it, or a question or fault. */
export function askedAsOf(typed: string | undefined, directory: Directory, today: string): { canonical?: string; problem?: Problem } {
  const text = typed?.trim() ?? ''
  if (text === '') return {}
  const read = readAsOf(text, directory, today)
  if (!('day' in read)) return { problem: read }
  return read.day === typed ? {} : { canonical: read.day }
}

/** The year may be of either era: asked, never guessed. */
export function EraQuestion({ speak, ask, query, path }: { speak: Speaker; ask: Ask['ask']; query: Query; path?: string }) {
  const { m } = speak
  const ways = [
    ...(ask.buddhist ? [{ href: addressOf(query, { asOf: ask.buddhist, page: null }, path), label: m['mandate.as-of-buddhist'](speak.day(ask.buddhist)) }] : []),
    ...(ask.christian ? [{ href: addressOf(query, { asOf: ask.christian, page: null }, path), label: m['mandate.as-of-christian'](speak.day(ask.christian)) }] : []),
  ]
  return <>{m['mandate.as-of-ask']} {ways.length > 0 ? ways.map((way, index) => <>{index > 0 && ' · '}<a href={way.href}>{way.label}</a></>) : m['mandate.as-of-ahead']}</>
}

/** The same where nothing else is wrong with the page. */
export const AsOfQuestion = (props: Parameters<typeof EraQuestion>[0]) => <ErrorSummary errors={[{ message: <EraQuestion {...props} /> }]} />
