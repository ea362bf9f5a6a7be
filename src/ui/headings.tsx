import { type Children, Count, useWords } from './language.tsx'

export type Crumb = { label: string; href?: string | undefined }

/** The way down to this page. The last crumb, or one without an address, is plain text. */
export function Breadcrumbs(props: { items: readonly Crumb[] }) {
  const words = useWords()
  return (
    <nav class="mf-crumb" aria-label={words.breadcrumb}>
      <ol>{props.items.map((item) => <li>{item.href ? <a href={item.href}>{item.label}</a> : item.label}</li>)}</ol>
    </nav>
  )
}

/** The name of the page, a line under it, and at the right what one can do with the page. */
export function PageTitle(props: {
  title: Children
  /** A small line above: a date, a body. */
  over?: Children
  lede?: Children
  /** Links or a search form, at the right end. */
  tools?: Children
  size?: 'l' | 'xl' | undefined
}) {
  return (
    <div class="mf-title">
      <div>
        {props.over && <p class="over">{props.over}</p>}
        <h1 class={`govuk-heading-${props.size ?? 'l'}`}>{props.title}</h1>
        {props.lede && <p class="lede">{props.lede}</p>}
      </div>
      {props.tools && <div class="end small">{props.tools}</div>}
    </div>
  )
}

/** The line above a record's title: its level, symbol, status; neighbours at the right. */
export function Marks(props: { children: Children; end?: Children }) {
  return <div class="mf-marks">{props.children}{props.end && <span class="end small">{props.end}</span>}</div>
}

/** A part of a page with a rule above it. */
export function Section(props: {
  title: Children
  id?: string | undefined
  /** Beside the title, at the right end. */
  tools?: Children
  lede?: Children
  count?: number | undefined
  /** `plain` has no rule above; `first` no space above. */
  kind?: 'plain' | 'first' | undefined
  children: Children
}) {
  const heading = (
    <h2 class="govuk-heading-m h2">
      {props.title}
      {props.count !== undefined && <> <Count n={props.count} class="muted num" /></>}
    </h2>
  )
  return (
    <section class={`mf-sec${props.kind ? ` mf-sec--${props.kind}` : ''}`} id={props.id}>
      {props.tools ? <div class="mf-row">{heading}<div class="end small">{props.tools}</div></div> : heading}
      {props.lede && <p class="lede">{props.lede}</p>}
      {props.children}
    </section>
  )
}

/** Columns that stack on a phone. `record` takes three children wrapped in `q`, `f` and `r` (quote, facts, rest). */
export function Columns(props: { kind?: 'even' | 'two-one' | 'three' | 'side' | 'record' | undefined; class?: string | undefined; children: Children }) {
  const modifier = { even: '', 'two-one': ' mf-cols--21', three: ' mf-cols--3', side: ' mf-cols--side', record: ' mf-cols--rec' }
  return <div class={`mf-cols${modifier[props.kind ?? 'even']}${props.class ? ` ${props.class}` : ''}`}>{props.children}</div>
}

/** The browser itself goes to a place on the same page: it opens what is folded there. */
export const samePage = (href: string) => (href.startsWith('#') ? { 'data-turbo': 'false' } : {})

/** Links in a row with dots between them. */
export function Dots(props: { links: readonly { href: string; label: Children; current?: boolean | undefined; rel?: string | undefined }[] }) {
  return (
    <ul class="mf-dots">
      {props.links.map((link) => (
        <li>
          {link.current ? <b aria-current="true">{link.label}</b> : <a class="govuk-link" href={link.href} rel={link.rel} {...samePage(link.href)}>{link.label}</a>}
        </li>
      ))}
    </ul>
  )
}
