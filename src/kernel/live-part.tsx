import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { InLang } from '../ui/index.ts'
import type { Reply } from './http.ts'
import { keepThaiLines } from './thai-lines.ts'

/** A page that follows asks for its living part alone, at its own address and with the reader's own rights. */
export const wantsPart = (c: Reply): boolean => c.req.header('x-part') === 'live'

export interface LiveWords {
  /** With `{time}` in them where a time stands. */
  lost: string
  sending: string
  caughtUp: string
  warned: string
  zero: string
}

export interface LiveOptions {
  topics: readonly string[]
  /** The numbers of the topics before what is shown was read, in the same order. */
  versions: readonly string[]
  /** The zone in which the page says since when it has no connection. */
  zone: string
  words: LiveWords
}

/** Rendered already, so that many readers with the same rights can be given the same. */
export const livePartHtml = (c: Reply, content: ComponentChildren): string => {
  const html = renderToString(<InLang lang={c.var.lang}>{content}</InLang>)
  return c.var.lang === 'th' ? keepThaiLines(html) : html
}

/** The living part inside its page. Without script it is what it was when the page was fetched. */
export function LivePart(props: { c: Reply; options: LiveOptions; html: string }): VNode {
  const { words, topics, versions, zone } = props.options
  return (
    <div data-behaviour="live" data-topics={topics.join(' ')} data-version={versions.join('.')} data-now={Temporal.Instant.from(props.c.var.now).epochMilliseconds} data-zone={zone} data-lost={words.lost} data-unsent={words.sending} data-caught-up={words.caughtUp} data-warned={words.warned} data-zero={words.zero}>
      <p class="live-state" role="status" data-live-state hidden />
      <p class="vh" role="status" data-live-say />
      <div data-live-part dangerouslySetInnerHTML={{ __html: props.html }} />
    </div>
  )
}

/** The answer to a page that asks for its living part: the markup, its number, and what time it is here. */
export function answerPart(c: Reply, options: Pick<LiveOptions, 'versions'>, html: string, status = 200): Response {
  return c.body(html, status as 200, {
    'content-type': 'text/html; charset=UTF-8', 'cache-control': 'private, no-store', vary: 'x-part', 'x-live-version': options.versions.join('.'), 'x-now': String(Temporal.Instant.from(c.var.now).epochMilliseconds),
  })
}
