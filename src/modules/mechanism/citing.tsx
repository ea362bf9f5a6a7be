import type { Lang } from '../../kernel/languages.ts'
import type { Citation } from '../../kernel/record.ts'
import { DataTable, Sub, useLang } from '../../ui/index.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { KeptDisagreement, Source } from './queries.ts'

const words = { en, th }
type Sources = ReadonlyMap<string, Source>

export const bySource = (sources: readonly Source[]): Sources => new Map(sources.map((source) => [source.id, source]))

/** What a fact rests on: each source once, with the places in it. */
export function SourceList(props: { citations: readonly Citation[]; sources: Sources }) {
  const lang = useLang()
  return (
    <ul class="mf-plain small">
      {grouped(props.citations).map(({ id, locators }) => {
        const source = props.sources.get(id)
        return (
          <li>
            {source ? <a class="govuk-link" href={source.url} hreflang={source.language} rel="noopener">{source.title[lang]}</a> : id}
            {source && <span class="muted"> {source.publisher[lang]}{locators.length > 0 && `, ${locators.join('; ')}`}</span>}
          </li>
        )
      })}
    </ul>
  )
}

/** The same for a cell of a table: how many, and the list on opening it. */
export function SourceFold(props: { citations: readonly Citation[]; sources: Sources; /** Of what, for those who hear the page. */ of: string }) {
  const lang = useLang()
  const count = grouped(props.citations).length
  if (count === 0) return <>–</>
  return (
    <details class="mf-fold small">
      <summary>{words[lang]['mechanism.n-sources'](count)}<span class="vh">: {props.of}</span></summary>
      <SourceList citations={props.citations} sources={props.sources} />
    </details>
  )
}

/** Who says so, in one line: publishers, each once. */
export function saidBy(citations: readonly Citation[], sources: Sources, lang: Lang): string {
  return [...new Set(citations.map(({ source }) => sources.get(source)?.publisher[lang] ?? source))].join('; ')
}

function grouped(citations: readonly Citation[]): { id: string; locators: string[] }[] {
  const found = new Map<string, string[]>()
  for (const { source, locator } of citations) {
    const locators = found.get(source) ?? []
    if (locator !== undefined && !locators.includes(locator)) locators.push(locator)
    found.set(source, locators)
  }
  return [...found].map(([id, locators]) => ({ id, locators }))
}

/** Every claim on one fact, who makes it, how much it weighs, which is preferred and why. Nothing is dropped. */
export function Claims(props: { kept: KeptDisagreement; sources: Sources }) {
  const lang = useLang()
  const m = words[lang]
  const { kept, sources } = props
  return (
    <>
      <DataTable
        caption={m['mechanism.claims-about'](`${kept.about[lang]} (${kept.subjectId})`)}
        measure
        columns={[
          { head: m['mechanism.claim'], rowHeader: true, cell: ({ claim, index }) => <>{index === kept.chosen ? <b>{claim.claim[lang]}</b> : claim.claim[lang]}{index === kept.chosen && <Sub>{m['mechanism.chosen']}</Sub>}</> },
          { head: m['mechanism.said-by'], cell: ({ claim }) => <ul class="mf-plain">{[...new Map(claim.sources.map((citation) => [citation.source, citation])).values()].map((citation) => {
            const source = sources.get(citation.source)
            return <li>{source ? <a class="govuk-link" href={source.url} hreflang={source.language} rel="noopener">{source.publisher[lang]}</a> : citation.source}</li>
          })}</ul> },
          { head: m['mechanism.weight'], cell: ({ claim }) => claim.weight?.[lang] ?? '–' },
        ]}
        rows={kept.claims.map((claim, index) => ({ claim, index }))}
      />
      <p class="small muted mf-after">{kept.chosen === null ? m['mechanism.why-open'](kept.reason[lang]) : m['mechanism.why-chosen'](kept.reason[lang])}</p>
    </>
  )
}
