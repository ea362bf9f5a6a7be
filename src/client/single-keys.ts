const setting = 'mufakat-single-keys'

/**
 * Single keys: each presses the button or link inside the element that shows it. They can be turned off (WCAG 2.1.4) and do nothing while
 * one types. Gives what ends them.
 */
export function singleKeys(element: HTMLElement): () => void {
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
  if (hints) hints.dataset['ready'] = ''
  return () => {
    delete hints?.dataset['ready']
    document.removeEventListener('keydown', onKey)
    toggle?.removeEventListener('click', onToggle)
  }
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
