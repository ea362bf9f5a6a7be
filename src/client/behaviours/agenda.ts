import type { Behaviour } from '../behaviours.ts'

/** Pixels from the upper and lower end of the window within which dragging scrolls. */
const edge = 60

/**
 * Moves items of an agenda by its grips: Enter or the space bar takes one, arrows move it, Enter drops it, Escape puts it back; the mouse
 * drags it. Items under it go along. What is dropped is sent by the form that works without any of this.
 */
const agenda: Behaviour = (list) => {
  const live = document.querySelector<HTMLElement>('[data-live]')
  const rows = () => [...list.querySelectorAll<HTMLElement>(':scope > li')]
  const siblings = (row: HTMLElement) => rows().filter((other) => other.dataset['parent'] === row.dataset['parent'])
  /** An item with those under it. */
  const block = (row: HTMLElement) => [row, ...rows().filter((other) => other.dataset['parent'] === row.dataset['item'])]
  let held: { row: HTMLElement; order: HTMLElement[]; at: number } | null = null

  const say = (text: string) => { if (live) live.textContent = text }
  const place = (row: HTMLElement) => {
    const row_ = siblings(row)
    say((list.dataset['heldAt'] ?? '').replace('{place}', String(row_.indexOf(row) + 1)).replace('{of}', String(row_.length)))
  }
  const show = (row: HTMLElement, on: boolean) => {
    row.classList.toggle('held', on)
    const hint = row.querySelector<HTMLElement>('.holding')
    if (hint) hint.hidden = !on
    row.querySelector('.grip')?.setAttribute('aria-pressed', String(on))
  }
  const take = (row: HTMLElement) => {
    held = { row, order: rows(), at: siblings(row).indexOf(row) }
    show(row, true)
    place(row)
  }
  const before = (row: HTMLElement, other: HTMLElement | undefined) => {
    const last = siblings(row).at(-1)
    const anchor = other ?? (last ? (block(last).at(-1)?.nextElementSibling ?? null) : null)
    for (const part of block(row)) list.insertBefore(part, anchor)
  }
  const step = (by: -1 | 1) => {
    if (!held) return
    const row_ = siblings(held.row)
    const at = row_.indexOf(held.row)
    if (at + by < 0 || at + by >= row_.length) return
    before(held.row, by < 0 ? row_[at - 1] : row_[at + 2])
    held.row.querySelector<HTMLElement>('.grip')?.focus()
    place(held.row)
  }
  const putBack = () => {
    if (!held) return
    for (const row of held.order) list.append(row)
    show(held.row, false)
    held.row.querySelector<HTMLElement>('.grip')?.focus()
    held = null
    say(list.dataset['putBack'] ?? '')
  }
  const drop = () => {
    if (!held) return
    const { row, at } = held
    held = null
    show(row, false)
    const row_ = siblings(row)
    const now = row_.indexOf(row)
    if (now === at) return
    const form = row.querySelector<HTMLFormElement>('form.mv')
    const field = form?.querySelector<HTMLInputElement>('[name="before"]')
    if (!form || !field) return
    field.disabled = false
    field.value = row_[now + 1]?.dataset['item'] ?? ''
    form.requestSubmit()
  }

  const onKey = (event: KeyboardEvent) => {
    const grip = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.grip') : null
    const row = grip?.closest<HTMLElement>('li') ?? null
    if (!row) return
    if (held === null) {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      take(row)
      return
    }
    if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'Enter' || event.key === ' ') drop()
    else if (event.key === 'Escape' || event.key === 'Tab') putBack()
    else return
    if (event.key !== 'Tab') event.preventDefault()
  }
  const onDown = (event: PointerEvent) => {
    const grip = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.grip') : null
    const row = grip?.closest<HTMLElement>('li') ?? null
    if (!row || event.button !== 0) return
    if (held) putBack()
    take(row)
    grip?.setPointerCapture(event.pointerId)
  }
  const onMove = (event: PointerEvent) => {
    if (!held || event.buttons === 0) return
    // A long agenda goes on beyond the window.
    if (event.clientY < edge) window.scrollBy(0, -edge / 3)
    else if (event.clientY > window.innerHeight - edge) window.scrollBy(0, edge / 3)
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('li[data-item]')
    if (!over || over === held.row || over.dataset['parent'] !== held.row.dataset['parent']) return
    const row_ = siblings(held.row)
    const [from, to] = [row_.indexOf(held.row), row_.indexOf(over)]
    if (to < 0) return
    before(held.row, from < to ? row_[to + 1] : over)
    place(held.row)
  }
  const onUp = () => { if (held) drop() }

  const showGrips = () => { for (const grip of list.querySelectorAll<HTMLElement>('.grip')) grip.hidden = false }
  showGrips()
  document.addEventListener('live:shown', showGrips)
  list.addEventListener('keydown', onKey)
  list.addEventListener('pointerdown', onDown)
  list.addEventListener('pointermove', onMove)
  list.addEventListener('pointerup', onUp)
  // After a move the one who moved goes on from there.
  const moved = location.hash.startsWith('#item-') ? document.getElementById(location.hash.slice(1)) : null
  moved?.querySelector<HTMLElement>('.grip')?.focus({ preventScroll: true })
  return () => document.removeEventListener('live:shown', showGrips)
}

export default agenda
