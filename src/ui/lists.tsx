import { type Children, Count, numeral, useLang, useWords } from './language.tsx'
import { Dots } from './headings.tsx'
import { Hidden } from './forms.tsx'

/** Groups of links with counts, beside a list; a `<details>` on a phone. State lives in the address. */
export function Filter(props: {
  title: string
  /** Of the `<details>` on a phone: “Filter the list”. */
  summary: string
  label: string
  groups: readonly {
    title: string
    options: readonly { href: string; label: string; n?: number | undefined; current?: boolean | undefined }[]
  }[]
  /** Under the groups: what the counts are of. */
  note?: Children
  /** Stands open on a phone too. */
  open?: boolean | undefined
}) {
  return (
    <details class="mf-filter" open={props.open}>
      <summary>{props.summary}</summary>
      <nav aria-label={props.label}>
        <h2 class="govuk-heading-s">{props.title}</h2>
        {props.groups.map((group) => (
          <>
            <h3>{group.title}</h3>
            <ul>
              {group.options.map((option) => (
                <li>
                  <a href={option.href} aria-current={option.current ? 'true' : undefined}>
                    {option.label} {option.n !== undefined && <Count n={option.n} class="n" />}
                  </a>
                </li>
              ))}
            </ul>
          </>
        ))}
      </nav>
      {props.note && <p class="small muted mf-after">{props.note}</p>}
    </details>
  )
}

/** The filters in force, each of which removes itself. */
export function Chips(props: { total: Children; chips: readonly { label: string; href: string }[]; clearHref?: string | undefined }) {
  const words = useWords()
  return (
    <ul class="mf-chips" aria-label={words.filtersInUse}>
      <li><b>{props.total}</b></li>
      {props.chips.map((chip) => <li><a class="chip" href={chip.href} title={words.remove(chip.label)}>{chip.label}</a></li>)}
      {props.chips.length > 0 && props.clearHref && <li><a class="govuk-link" href={props.clearHref}>{words.clearAll}</a></li>}
    </ul>
  )
}

/** The record as it stood on a day: one field that takes a date in either era or an event. */
export function AsOfBar(props: {
  action: string
  label: string
  button: string
  /** As typed, or as the page's language writes the date in force. */
  value?: string | undefined
  name?: string | undefined
  /** Such as “19th AMMTC”. */
  example?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  hidden?: readonly { name: string; value: string }[] | undefined
  /** Links at the right end: this view, exports. */
  links?: readonly { href: string; label: Children }[] | undefined
}) {
  const words = useWords()
  const hint = props.hint ?? (props.example ? words.asOfHint(props.example) : words.eraHint)
  return (
    <div class="mf-bar">
      <form method="get" action={props.action}>
        <label for="as-of">{props.label}</label>
        {props.hidden?.map((field) => <Hidden {...field} />)}
        <input
          class={`govuk-input${props.error ? ' govuk-input--error' : ''}`}
          id="as-of"
          name={props.name ?? 'asOf'}
          value={props.value}
          autocomplete="off"
          aria-describedby={props.error ? 'as-of-hint as-of-error' : 'as-of-hint'}
          aria-invalid={props.error ? 'true' : undefined}
        />
        <button class="govuk-button govuk-button--secondary govuk-button--small">{props.button}</button>
        <span class="small muted" id="as-of-hint">{hint}</span>
        {props.error && <p class="govuk-error-message" id="as-of-error"><span class="vh">{words.error} </span>{props.error}</p>}
      </form>
      {props.links && props.links.length > 0 && <span class="end"><Dots links={props.links} /></span>}
    </div>
  )
}

/** Links to sister pages, each with how many it holds; only a shortfall turns red. */
export function Tabs(props: { label: string; tabs: readonly { href: string; label: string; n?: number | string | undefined; short?: boolean | undefined; current?: boolean | undefined }[] }) {
  const lang = useLang()
  return (
    <nav class="mf-tabs" aria-label={props.label}>
      <ul>
        {props.tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.n !== undefined && <> <span class={`n${tab.short ? ' n--short' : ''}`}>{numeral(lang, tab.n)}</span></>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** One group of what waits for the reader, in order of time: when, what, why, one verb. */
export function TodoList(props: {
  title: string
  items: readonly { when: string; whenSub?: string | undefined; late?: boolean | undefined; what: string; href: string; why: Children; verb: string }[]
}) {
  return (
    <section class="mf-group">
      <h2 class="govuk-heading-s">{props.title} <Count n={props.items.length} class="n" /></h2>
      <ol class="todo">
        {props.items.map((item) => (
          <li>
            <span class={`when${item.late ? ' when--late' : ''}`}><b>{item.when}</b> {item.whenSub}</span>
            <div><a class="govuk-link what" href={item.href}>{item.what}</a><span class="why">{item.why}</span></div>
            <a class="govuk-button govuk-button--secondary govuk-button--small" href={item.href}>{item.verb}<span class="vh">: {item.what}</span></a>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Short lists in the right rail: a name and a number. */
export function SideList(props: {
  title: string
  lede?: Children
  ordered?: boolean | undefined
  items: readonly { label: Children; href?: string | undefined; value?: number | string | undefined }[]
}) {
  const lang = useLang()
  const items = props.items.map((item) => (
    <li>
      {item.href ? <a class="govuk-link" href={item.href}>{item.label}</a> : <span>{item.label}</span>}
      {item.value !== undefined && <span>{numeral(lang, item.value)}</span>}
    </li>
  ))
  return (
    <section>
      <h2 class="govuk-heading-s">{props.title}</h2>
      {props.lede && <p class="lede">{props.lede}</p>}
      {props.ordered ? <ol class="gate">{items}</ol> : <ul class="gate">{items}</ul>}
    </section>
  )
}

/** Found things: a title that leads there, and an excerpt in which the words sought are `<mark>`ed by the caller. */
export function Hits(props: { items: readonly { title: Children; href: string; over?: Children; excerpt?: Children }[] }) {
  return (
    <ol class="mf-hits">
      {props.items.map((hit) => (
        <li class="mf-hit">
          {hit.over && <span class="small muted">{hit.over} </span>}
          <a class="govuk-link" href={hit.href}><b>{hit.title}</b></a>
          {hit.excerpt && <p class="small">{hit.excerpt}</p>}
        </li>
      ))}
    </ol>
  )
}

/** A link and what lies behind it. */
export function Pairs(props: { items: readonly { label: string; href: string; text: Children }[] }) {
  return (
    <dl class="mf-pairs">
      {props.items.map((item) => <><dt><a class="govuk-link" href={item.href}>{item.label}</a></dt><dd>{item.text}</dd></>)}
    </dl>
  )
}

/** Keys of one letter that do what the page's buttons do; they can be turned off (WCAG 2.1.4). Goes into `<Shell foot>`. */
export function KeyHints(props: { label: string; keys: readonly { keys: readonly string[]; label: string }[]; off: string }) {
  return (
    <div class="keys js-only" role="region" aria-label={props.label} data-key-hints>
      <div class="govuk-width-container">
        <ul>
          {props.keys.map((entry) => <li>{entry.keys.map((key) => <kbd>{key}</kbd>)} {entry.label}</li>)}
        </ul>
        <button class="mf-linkbutton" type="button" data-keys-off>{props.off}</button>
      </div>
    </div>
  )
}
