import { type Children, useWords } from './language.tsx'

export type Banner = { kind: 'success' | 'info' | 'error'; text: Children; title?: string | undefined; children?: Children }

/** What just happened, or what must be known before reading on. */
export function NotificationBanner(props: Banner) {
  const words = useWords()
  const title = props.title ?? { success: words.success, info: words.important, error: words.problem }[props.kind]
  const id = 'notice-title'
  return (
    <div
      class={`govuk-notification-banner${props.kind === 'info' ? '' : ` govuk-notification-banner--${props.kind}`}`}
      role={props.kind === 'info' ? 'region' : 'alert'}
      aria-labelledby={id}
      data-module="govuk-notification-banner"
    >
      <div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id={id}>{title}</h2></div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{props.text}</p>
        {props.children}
      </div>
    </div>
  )
}

/** Every fault of a form, each a link to its field. Stands first in the page. */
export function ErrorSummary(props: { errors: readonly { field?: string | undefined; message: Children }[]; title?: string | undefined }) {
  const words = useWords()
  if (props.errors.length === 0) return null
  return (
    <div class="govuk-error-summary" data-module="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.title ?? words.problem}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {props.errors.map((error) => <li>{error.field ? <a href={`#${error.field}`}>{error.message}</a> : error.message}</li>)}
          </ul>
        </div>
      </div>
    </div>
  )
}

/** More for those who ask, such as “why can I see this?”. */
export function Details(props: { summary: Children; open?: boolean | undefined; children: Children }) {
  return (
    <details class="govuk-details" open={props.open}>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{props.summary}</span></summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  )
}

/** Nothing found: says so plainly, what that does and does not mean, and where to go instead. */
export function Empty(props: { title: Children; children?: Children; ways?: readonly { href: string; label: string }[] | undefined }) {
  return (
    <div class="mf-empty">
      <h2 class="govuk-heading-s">{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.ways && <ul class="govuk-list">{props.ways.map((way) => <li><a class="govuk-link" href={way.href}>{way.label}</a></li>)}</ul>}
    </div>
  )
}

/** How far a piece of work is: a bar, and the same in words. `text` is what is read aloud. */
export function Progress(props: { done: number; of: number; text: string }) {
  return (
    <span class="nw">
      <progress class="mf-meter" max={Math.max(props.of, 1)} value={Math.min(props.done, props.of)} aria-label={props.text} />
      <b>{props.text}</b>
    </span>
  )
}
