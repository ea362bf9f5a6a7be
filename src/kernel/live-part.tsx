import { createHash } from 'node:crypto'
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { InLang } from '../ui/index.ts'
import { answerHtml } from './answer.ts'
import { thaiDigits } from './calendar.ts'
import type { Reply } from './http.ts'
import type { Lang } from './languages.ts'
import { pageName, type Reach } from './live-reach.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
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
  /**
   * Of a page that is read and typed on, not of a room: it changes by itself only while nobody types there, and only where what this reader
   * sees has changed. The heading of the page goes with it.
   */
  calm?: { title: string }
  /** Of who leads: is told how far each change has come. */
  leads?: boolean
}

/** How far the last change has come, in words. */
export function reachWords({ open, waiting, ms }: Reach, lang: Lang): { open: string; waiting: string; reached: string } {
  const m = { en, th }[lang]
  const digits = (text: string) => (lang === 'th' ? thaiDigits(text) : text)
  return { open: digits(String(open)), waiting: digits(String(waiting)), reached: ms === null ? '–' : m['live.seconds'](digits((Math.ceil(ms / 100) / 10).toFixed(1))) }
}

/** How a page to read follows: in the words every such page has. */
export const calmly = (c: Reply, of: Pick<LiveOptions, 'topics' | 'versions' | 'zone'> & { title: string }): LiveOptions => {
  const m = { en, th }[c.var.lang]
  return { topics: of.topics, versions: of.versions, zone: of.zone, words: { lost: m['live.lost'], sending: '', caughtUp: m['live.caught-up'], warned: '', zero: '' }, calm: { title: of.title } }
}

/** What a reader would see, in few letters: the same where nothing has changed for him, whatever was signalled. */
function markOf(html: string, { title }: NonNullable<LiveOptions['calm']>): string {
  const known = marks.get(html)
  if (known?.title === title) return known.mark
  const mark = createHash('sha256').update(`${title}\n${html}`).digest('base64url').slice(0, 22)
  marks.set(html, { title, mark })
  if (marks.size > mostMarks) marks.delete(marks.keys().next().value as string)
  return mark
}
const mostMarks = 64
const marks = new Map<string, { title: string; mark: string }>()

/** Rendered already, so that many readers with the same rights can be given the same. */
export const livePartHtml = (c: Reply, content: ComponentChildren): string => {
  const html = renderToString(<InLang lang={c.var.lang}>{content}</InLang>)
  return c.var.lang === 'th' ? keepThaiLines(html) : html
}

/** The living part inside its page. Without script it is what it was when the page was fetched. */
export function LivePart(props: { c: Reply; options: LiveOptions; html: string }): VNode {
  const { words, topics, versions, zone, calm } = props.options
  const m = { en, th }[props.c.var.lang]
  const calmed = calm && { 'data-mark': markOf(props.html, calm), 'data-changed': `${m['live.changed']} ${m['live.kept']}`, 'data-updated': m['live.updated'] }
  return (
    <div data-behaviour="live" data-topics={topics.join(' ')} data-version={versions.join('.')} data-now={Temporal.Instant.from(props.c.var.now).epochMilliseconds} data-zone={zone} data-lost={words.lost} data-unsent={words.sending} data-caught-up={words.caughtUp} data-warned={words.warned} data-zero={words.zero} data-reach={props.options.leads ? '' : undefined} {...calmed}>
      <p class="live-state" role="status" data-live-state hidden />
      <p class="vh" role="status" data-live-say />
      {calm && <div class="live-state live-held" data-live-held hidden><span>{m['live.changed']} {m['live.kept']}</span> <button type="button" class="mf-linkbutton">{m['live.show']}</button></div>}
      <div data-live-part dangerouslySetInnerHTML={{ __html: props.html }} />
    </div>
  )
}

/** The answer to a page that asks for its living part: the markup, its number, and what time it is here. */
export function answerPart(c: Reply, options: Pick<LiveOptions, 'topics' | 'versions' | 'calm'>, html: string, status = 200): Promise<Response> {
  const page = pageName(c.req.header('x-page'))
  if (page !== null) c.var.live.answered(options.topics, options.versions, page)
  return answerHtml(c, html, status, {
    'cache-control': 'private, no-store', vary: 'x-part', 'x-live-version': options.versions.join('.'), 'x-now': String(Temporal.Instant.from(c.var.now).epochMilliseconds),
    ...(options.calm ? { 'x-live-mark': markOf(html, options.calm), 'x-live-title': encodeURIComponent(options.calm.title) } : {}),
  }, true)
}
