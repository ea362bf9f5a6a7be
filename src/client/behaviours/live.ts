import { morphChildren } from '@hotwired/turbo'
import { type Behaviour, startBehaviours } from '../behaviours.ts'
import { startControls } from '../controls.ts'
import { type Heard, type Line, openLine } from '../live-line.ts'
import { countdown, serverTime, wallText } from '../server-time.ts'

/** At most so many milliseconds pass before a page asks after a signal, so that a thousand do not ask in one instant. */
const spread = 350
const patience = 10_000
/** A page nobody looks at stops listening after so many milliseconds: a browser has few lines to one server. */
const unwatched = 30_000

/**
 * A part of the page that follows what happens: on a signal the same address is asked for that part again, with the reader's own rights, and
 * only what differs is changed. Focus, scroll, what is folded open and what is being typed stay. Forms marked `data-act` are sent until an
 * answer comes; each carries its own name, so that it counts once. A calm page (`data-mark`) waits while its reader types: it says that it has
 * changed and shows it when he asks.
 */
const live: Behaviour = (element) => {
  const part = element.querySelector<HTMLElement>('[data-live-part]')
  const state = element.querySelector<HTMLElement>('[data-live-state]')
  const say = element.querySelector<HTMLElement>('[data-live-say]')
  if (!part || !state) return undefined
  const words = element.dataset
  const calm = words['mark'] !== undefined
  /** By which the server tells pages apart, so that it knows when all have what changed. */
  const page = Math.random().toString(36).slice(2, 12).padEnd(8, '0')
  const heldBar = element.querySelector<HTMLElement>('[data-live-held]')
  const time = serverTime(Number(words['now']))
  const ending = new AbortController()
  let version = words['version'] ?? ''
  let mark = words['mark'] ?? ''
  /** What has come while the reader types. */
  let held: { html: string; mark: string; title: string } | null = null
  let asking = false
  let again = false
  let unsent = 0
  /** How many answers were shown: an answer to a question asked before the last of them may be older than what stands. */
  let shown = 0
  const onTheirWay = new Set<string>()
  let wait: ReturnType<typeof setTimeout> | undefined

  const tell = (text: string) => {
    if (state.textContent === text && state.hidden === (text === '')) return
    state.textContent = text
    state.hidden = text === ''
  }
  const speak = (text: string) => { if (say) say.textContent = text }
  const counting = countdown(document.body, time, {
    warned: (left) => speak((words['warned'] ?? '').replace('{time}', left)),
    zero: () => { speak(words['zero'] ?? ''); soon() },
  })

  const show = (html: string) => {
    const fresh = document.createElement('div')
    fresh.innerHTML = html
    const focus = document.activeElement instanceof HTMLElement && part.contains(document.activeElement) ? describe(document.activeElement) : null
    morphChildren(part, fresh)
    startControls(part)
    if (focus && !part.contains(document.activeElement)) part.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true })
    startBehaviours(part)
    part.dispatchEvent(new CustomEvent('live:shown', { bubbles: true }))
    counting.tick()
  }

  const typing = () => {
    const active = document.activeElement
    return (active !== null && part.contains(active) && active.matches(written)) || [...part.querySelectorAll(fields)].some(changed) || part.querySelector('.held') !== null
  }
  const hold = (found: NonNullable<typeof held> | null, over = false) => {
    held = found
    if (heldBar) heldBar.hidden = found === null && !over
  }
  const position = () => part.querySelector('[data-live-at]')?.textContent ?? ''
  const showCalmly = (found: NonNullable<typeof held>) => {
    const before = position()
    hold(null)
    mark = found.mark
    show(found.html)
    const heading = document.querySelector('main h1')
    if (heading && heading.textContent !== found.title) heading.textContent = found.title
    // Where the meeting is now says more than that something changed.
    speak(position() !== before && position() !== '' ? position() : (words['updated'] ?? ''))
  }
  const takeCalmly = (found: NonNullable<typeof held>) => {
    if (found.mark === mark) hold(null)
    else if (typing()) {
      if (held === null) speak(words['changed'] ?? '')
      hold(found)
    } else showCalmly(found)
  }

  const take = async (answer: Response): Promise<boolean> => {
    const found = answer.headers.get('x-live-version')
    if (found === null) return false
    time.set(Number(answer.headers.get('x-now')))
    const html = await answer.text()
    version = found
    shown += 1
    if (calm) takeCalmly({ html, mark: answer.headers.get('x-live-mark') ?? '', title: decodeURIComponent(answer.headers.get('x-live-title') ?? '') })
    else show(html)
    return true
  }

  const ask = async () => {
    if (asking) { again = true; return }
    asking = true
    const before = shown
    try {
      const answer = await fetch(window.location.href, { headers: { 'x-part': 'live', 'x-page': page }, signal: AbortSignal.any([ending.signal, AbortSignal.timeout(patience)]) })
      if (shown !== before) { again = true; return }
      // The server or something before it is away for a moment.
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status))
      if (answer.status === 404 || answer.status === 403 || answer.redirected || !(await take(answer))) leave()
    } catch {
      if (!ending.signal.aborted) later(2_000)
    } finally {
      asking = false
      if (again) { again = false; soon() }
    }
  }
  /** What is no longer open to the reader is left, not kept; what he is typing he may still copy before he goes. */
  const leave = () => {
    if (calm && typing()) hold(null, true)
    else window.location.reload()
  }
  const later = (ms: number) => { clearTimeout(wait); wait = setTimeout(() => void ask(), ms) }
  const soon = () => later(Math.random() * spread)

  const heard: Heard = {
    changed: (found) => { if (found !== version) soon() },
    ended: () => leave(),
    lost: () => { if (unsent === 0) tell((words['lost'] ?? '').replace('{time}', wallText(time.now(), words['zone'] ?? 'UTC', document.documentElement.lang, false))) },
    back: () => { if (unsent === 0) tell(''); speak(words['caughtUp'] ?? '') },
  }
  if (words['reach'] !== undefined) {
    heard.reach = (figures) => {
      for (const [name, text] of Object.entries(figures)) for (const at of part.querySelectorAll(`[data-reach-${name}]`)) at.textContent = text
    }
  }
  const listen = () => openLine(words['topics'] ?? '', page, () => version, heard)
  let line: Line | null = listen()
  let away: ReturnType<typeof setTimeout> | undefined
  const onWatch = () => {
    clearTimeout(away)
    if (document.visibilityState === 'visible') line ??= listen()
    else away = setTimeout(() => { line?.close(); line = null }, unwatched)
  }
  // Once nothing is being typed any more, what has come meanwhile need not be asked for.
  const onLeave = () => setTimeout(() => { if (held && !typing() && !ending.signal.aborted) showCalmly(held) })
  const onShow = (event: Event) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest('button') === null) return
    if (!held) return window.location.reload()
    showCalmly(held)
    part.tabIndex = -1
    part.focus({ preventScroll: true })
  }
  if (calm) {
    document.addEventListener('visibilitychange', onWatch)
    part.addEventListener('focusout', onLeave)
    heldBar?.addEventListener('click', onShow)
  }

  const onSubmit = (event: SubmitEvent) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null
    if (!form || !form.matches('[data-act]') || !part.contains(form)) return
    event.preventDefault()
    event.stopPropagation()
    // Once on its way it is not sent again by a second press. The page may meanwhile have made another form of the same element: that one goes.
    const name = nameOf(form)
    if (onTheirWay.has(name)) return
    onTheirWay.add(name)
    form.dataset['sending'] = ''
    const body = new URLSearchParams([...new FormData(form, event.submitter)].map(([name, value]): [string, string] => [name, String(value)]))
    void send(form, name, body)
  }

  const send = async (form: HTMLFormElement, name: string, body: URLSearchParams) => {
    const address = form.action
    const before = shown
    unsent += 1
    for (let tries = 0; !ending.signal.aborted; tries += 1) {
      try {
        const answer = await fetch(address, { method: 'POST', body, headers: { 'x-part': 'live', 'x-page': page }, signal: AbortSignal.timeout(patience) })
        // The server or something before it is away for a moment; the act has its name, so it may come again.
        if (answer.status >= 502 || answer.status === 429) throw new Error(String(answer.status))
        unsent -= 1
        if (unsent === 0) tell('')
        onTheirWay.delete(name)
        delete form.dataset['sending']
        if (answer.ok && nameOf(form) === name) clean(form)
        const overtaken = shown !== before
        if (!(await take(answer))) window.location.reload()
        if (overtaken) soon()
        part.querySelector<HTMLElement>(':scope > .govuk-notification-banner')?.scrollIntoView({ block: 'nearest' })
        return
      } catch {
        tell(words['unsent'] ?? '')
        await pause(Math.min(5_000, 400 * 2 ** Math.min(tries, 4)), ending.signal)
      }
    }
  }

  // Turbo must not take the forms we send ourselves.
  document.addEventListener('submit', onSubmit, { capture: true })
  const ticking = setInterval(() => counting.tick(), 250)
  counting.tick()
  const onUnload = (event: BeforeUnloadEvent) => { if (unsent > 0) event.preventDefault() }
  window.addEventListener('beforeunload', onUnload)
  element.dataset['ready'] = ''
  return () => {
    ending.abort()
    line?.close()
    clearTimeout(away)
    document.removeEventListener('visibilitychange', onWatch)
    clearInterval(ticking)
    clearTimeout(wait)
    document.removeEventListener('submit', onSubmit, { capture: true })
    window.removeEventListener('beforeunload', onUnload)
  }
}

/** What is typed and not sent stays as it is; what was sent may be emptied. */
const fields = 'input:not([type="hidden"]), textarea, select'
const written = 'input:not([type="hidden"]):not([type="checkbox"]):not([type="radio"]), textarea, select'
const changed = (field: Element): boolean =>
  (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue)) ||
  (field instanceof HTMLTextAreaElement && field.value !== field.defaultValue) ||
  (field instanceof HTMLSelectElement && [...field.options].some((option) => option.selected !== option.defaultSelected) && field.dataset['touched'] !== undefined)

function clean(form: HTMLFormElement) {
  form.reset()
  for (const field of form.querySelectorAll<HTMLElement>(fields)) delete field.dataset['touched']
  form.closest('details')?.removeAttribute('open')
}

document.addEventListener('input', (event) => { if (event.target instanceof HTMLSelectElement) event.target.dataset['touched'] = '' })
document.addEventListener('turbo:before-morph-element', (event) => {
  const { target } = event
  if (!(target instanceof Element)) return
  if (target.matches(fields) && (target === document.activeElement || changed(target))) event.preventDefault()
  // On a calm page a form that holds what was typed stays, even where it would go or become another act: the act itself will say what stands against it.
  const { newElement } = (event as CustomEvent<{ newElement?: Node }>).detail
  const gone = !newElement || (target instanceof HTMLFormElement && !(newElement instanceof HTMLFormElement && newElement.getAttribute('action') === target.getAttribute('action')))
  if (gone && target.closest('[data-mark]') && [...target.querySelectorAll(fields)].some(changed)) event.preventDefault()
})
document.addEventListener('turbo:before-morph-attribute', (event) => {
  const { target } = event
  const name = (event as CustomEvent<{ attributeName?: string }>).detail.attributeName
  // What the reader folded open stays open.
  if (target instanceof HTMLDetailsElement && name === 'open') event.preventDefault()
  if (target instanceof HTMLElement && name === 'data-touched') event.preventDefault()
})

/** What a press of this form does, whoever pressed it how often: where it goes and about what, without the key of the single press. */
const nameOf = (form: HTMLFormElement): string =>
  [form.action, ...[...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')].filter((field) => field.name !== 'act').map((field) => `${field.name}=${field.value}`)].join(' ')

/** A way to the same control after the part was made anew. */
function describe(control: HTMLElement): string | null {
  if (control.id !== '') return `#${CSS.escape(control.id)}`
  const form = control.closest('form')
  const action = form?.getAttribute('action')
  const fieldsOf = form ? [...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')].filter((field) => field.name !== 'act' && field.name !== 'version') : []
  return action == null ? null : `form[action="${CSS.escape(action)}"]${fieldsOf.map((field) => `:has(input[name="${field.name}"][value="${CSS.escape(field.value)}"])`).join('')} button`
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => { clearTimeout(timer); window.removeEventListener('online', done); signal.removeEventListener('abort', done); resolve() }
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })

export default live
