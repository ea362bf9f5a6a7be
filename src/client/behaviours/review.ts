import type { Behaviour } from '../behaviours.ts'

const setting = 'mufakat-single-keys'

/**
 * Single keys for a review: each presses the button or link that shows it. They can be turned off (WCAG 2.1.4), do nothing while
 * one types, and after an act the focus goes on to the next open card.
 */
const review: Behaviour = (element) => {
  const hints = document.querySelector<HTMLElement>('[data-key-hints]')
  const toggle = hints?.querySelector<HTMLButtonElement>('[data-keys-off]') ?? null
  const turnOff = toggle?.textContent ?? ''
  let on = read() !== 'off'

  const show = () => {
    if (!toggle) return
    toggle.textContent = on ? turnOff : (element.dataset['keysOn'] ?? turnOff)
    hints?.classList.toggle('keys--off', !on)
  }
  const onToggle = () => {
    on = !on
    keep(on ? 'on' : 'off')
    show()
  }
  const onKey = (event: KeyboardEvent) => {
    if (!on || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target instanceof HTMLElement ? event.target : null
    if (target?.closest('input, textarea, select, [contenteditable]')) return
    // On a Thai keyboard the same key gives a Thai letter: its place on the board counts then.
    const key = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : event.code.replace(/^Key/, '')
    const control = element.querySelector<HTMLElement>(`[data-hotkey="${CSS.escape(key)}"]`)
    if (!control) return
    event.preventDefault()
    const hash = control instanceof HTMLAnchorElement && control.getAttribute('href')?.startsWith('#') ? control.hash : ''
    const field = hash ? document.querySelector<HTMLElement>(hash) : null
    if (field) field.focus()
    else control.click()
  }

  document.addEventListener('keydown', onKey)
  toggle?.addEventListener('click', onToggle)
  show()
  settle(element)
  if (hints) hints.dataset['ready'] = ''
  return () => {
    delete hints?.dataset['ready']
    document.removeEventListener('keydown', onKey)
    toggle?.removeEventListener('click', onToggle)
  }
}

/** Goes to the open card: to its first button after an act, to its field where words are asked for. */
function settle(element: HTMLElement) {
  const wanted = element.dataset['focus']
  const card = element.querySelector<HTMLElement>('[data-review-card="open"]')
  if (!wanted || !card || document.querySelector('.govuk-error-summary')) return
  const place = card.querySelector<HTMLElement>(wanted === 'form' ? 'textarea, input:not([type="hidden"])' : '[data-hotkey="A"], .acts button, .acts a')
  place?.focus({ preventScroll: true })
  card.scrollIntoView({ block: 'center' })
}

function read(): string | null {
  try {
    return localStorage.getItem(setting)
  } catch {
    return null
  }
}

function keep(value: string) {
  try {
    localStorage.setItem(setting, value)
  } catch {
    // Without storage the choice holds until the page is left.
  }
}

export default review
