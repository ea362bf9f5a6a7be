import { listed } from '../../../kernel/languages.ts'
import type { Citation } from '../../../kernel/record.ts'
import { LevelGlyph, Limbs, Quote, Section, Status, SummaryList } from '../../../ui/index.ts'
import type { Mandate } from '../queries.ts'
import { overdue, type Speaker } from '../wording.ts'
import { stretchesOf } from '../verb-marks.ts'
import { recordAddress } from './addresses.ts'

/** The text, or our digest of it, which always says that it is one; with the place it stands in. */
export function Words({ speak, mandate, meeting }: { speak: Speaker; mandate: Mandate; meeting: string | null }) {
  const { m, lang } = speak
  const own = mandate.language === lang
  const place = mandate.paragraph === '-' ? m['mandate.the-text'] : speak.paragraph(mandate.paragraph)
  const note = !mandate.quoted ? m['mandate.digest-of'](place) : own ? m['mandate.words-of'](place) : m['mandate.translation-of'](place)
  const first = speak.source(mandate.citations[0]?.source ?? '')
  const original = mandate.quoted && !own ? (mandate.language === 'th' ? 'th' : 'en') : null
  const whole = [mandate.instrumentTitle?.[lang] ?? meeting, cityOf(speak, mandate), speak.day(mandate.date)].filter(Boolean).join(lang === 'th' ? ' ' : ', ')
  return (
    <>
      <Quote
        level={mandate.level}
        paragraphs={[stretchesOf(mandate.text[lang], lang, mandate.verbs)]}
        cite={first?.url}
        source={<>{note} {whole}{lang === 'en' && '.'} {first && <a class="govuk-link nw" href={first.url} rel="external">{m['mandate.read-at'](speak.site(first.url))}</a>}</>}
      />
      {original && <Quote level={mandate.level} lang={original} small paragraphs={[stretchesOf(mandate.text[original], original, mandate.verbs)]} />}
    </>
  )
}

export function Facts(props: { speak: Speaker; mandate: Mandate; meeting: string | null; day: string; asOf: string | undefined }) {
  const { speak, mandate, day } = props
  const { m, lang } = speak
  const meeting = mandate.meeting ? speak.directory.meetings.get(mandate.meeting) : undefined
  const country = meeting?.country ? speak.partyName(meeting.country) : undefined
  const place = [meeting?.city?.[lang], country].filter(Boolean).join(lang === 'th' ? ' ' : ', ')
  const due = speak.dueFact(mandate, day)
  const confirmed = { record: m['mandate.class-by-record'], desk: m['mandate.class-by-desk'], demonstration: m['mandate.class-example'] }[mandate.origin]
  const form = [mandate.instrumentTitle?.[lang] ?? m['mandate.not-known'], speak.paragraph(mandate.paragraph)].join(lang === 'th' ? ' ' : ', ')
  const quotedVerbs = mandate.verbs.map((verb) => `“${verb}”`).join(', ')
  const facts = [
    { term: m['mandate.issued-by'], value: <LevelGlyph level={mandate.level}>{props.meeting ? <a class="govuk-link" href={`/meetings/${mandate.meeting}`}>{props.meeting}</a> : speak.bodyName(mandate.body)}</LevelGlyph>, sub: speak.directory.bodies.get(mandate.body)?.name[lang] },
    { term: m['mandate.when'], value: <time dateTime={mandate.date}>{speak.day(mandate.date)}</time> },
    { term: m['mandate.where'], value: place || <span class="muted">{m['mandate.not-known']}</span> },
    { term: m['mandate.form'], value: mandate.instrument ? <a class="govuk-link" href={`/instruments#${mandate.instrument}`}>{form}</a> : form },
    { term: m['mandate.class'], value: <>{m[`mandate.class.${mandate.class}`]} <span class="muted">{m['mandate.class-from'](mandate.class, quotedVerbs)}</span></>, sub: confirmed },
    { term: m['mandate.modifiers'], value: mandate.modifiers.length > 0 ? listed(mandate.modifiers.map((one) => modifier(speak, one)), lang) : <span class="muted">{m['mandate.none']}</span> },
    { term: m['mandate.asked-of'], value: mandate.addressees.length > 0 ? listed(mandate.addressees.map(speak.addressee), lang) : <span class="muted">{m['mandate.not-stated']}</span> },
    { term: m['mandate.due'], value: due.main === null ? <span class="muted">{m['mandate.none-stated']}</span> : <b class={overdue(mandate, day) ? 'passed' : undefined}>{due.main}</b>, sub: due.sub ?? undefined },
    { term: m['mandate.reports-to'], value: mandate.reportsTo ? speak.bodyName(mandate.reportsTo.body) : <span class="muted">{m['mandate.not-stated']}</span>, sub: mandate.reportsTo?.when?.[lang] },
    { term: m['mandate.areas'], value: mandate.areas.length > 0 ? listed(mandate.areas.map(speak.areaName), lang) : <span class="muted">{m['mandate.not-stated']}</span> },
    ...(mandate.effects.length > 0 ? [{ term: m['mandate.effects'], value: mandate.effects.map((one) => <EffectItem speak={speak} effect={one} />) }] : []),
    ...(mandate.supersededBy ? [{ term: m['mandate.superseded-by'], value: <a class="govuk-link" href={recordAddress(mandate.supersededBy.id, props.asOf)}>{mandate.supersededBy.symbol}</a>, sub: mandate.supersededBy.title[lang] }] : []),
    ...(mandate.marking === 'PUBLIC' ? [] : [{ term: m['mandate.marking'], value: <Status tone="plain">{mandate.marking}</Status> }]),
    { term: m['mandate.sources'], value: <Sources speak={speak} citations={mandate.citations} /> },
  ]
  return <SummaryList label={m['mandate.key-facts']} facts={facts} />
}

/** What is to be done, each part of it on a line of its own: parts are parted by a semicolon, as where proposals were merged. */
export function Asks({ speak, mandate }: { speak: Speaker; mandate: Mandate }) {
  const { m, lang } = speak
  const parts = mandate.action?.[lang].split(/;\s+/).filter((part) => part !== '') ?? []
  if (parts.length === 0) return null
  return (
    <Section kind="first" id="asks" title={m['mandate.action']}>
      {parts.length === 1 ? <p>{parts[0]}</p> : <Limbs items={parts.map((part, index) => ({ key: partKeys[lang][index] ?? '–', text: capital(part.replace(/\.$/, '')) }))} />}
    </Section>
  )
}

const partKeys = { en: [...'abcdefgh'], th: [...'กขคงจฉชซ'] }
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const cityOf = (speak: Speaker, mandate: Mandate): string | undefined => (mandate.meeting ? speak.directory.meetings.get(mandate.meeting)?.city?.[speak.lang] : undefined)

function EffectItem({ speak, effect }: { speak: Speaker; effect: Mandate['effects'][number] }) {
  const { kind, of, instrument } = speak.effect(effect)
  return <div>{kind}{of && ': '}{instrument ? <a class="govuk-link" href={`/instruments#${instrument.id}`}>{of}</a> : of}</div>
}

function modifier(speak: Speaker, one: string): string {
  const known = speak.m[`mandate.modifier.${one}` as keyof Speaker['m']]
  return typeof known === 'string' ? known : one
}

/** Who says so, each with its place and a link. */
export function Sources({ speak, citations }: { speak: Speaker; citations: readonly Citation[] }) {
  if (citations.length === 0) return <span class="muted">{speak.m['mandate.none']}</span>
  return (
    <>
      {citations.map((citation) => {
        const source = speak.source(citation.source)
        const place = citation.locator && speak.lang === 'en' ? `, ${citation.locator}` : ''
        return <div>{source ? <a class="govuk-link" href={source.url} rel="external">{source.publisher[speak.lang]}</a> : citation.source}{source && <>: {source.title[speak.lang]}</>}{place}</div>
      })}
    </>
  )
}
