import type { Behaviour } from '../behaviours.ts'

/** A `<details>` that stands over the page: Escape or a click elsewhere closes it, and only one is open at a time. */
const popover: Behaviour = (element) => {
  const details = element as HTMLDetailsElement
  const summary = details.querySelector('summary')
  const close = () => { details.open = false }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.open) return
    close()
    summary?.focus()
  }
  const onClick = (event: MouseEvent) => {
    if (details.open && event.target instanceof Node && !details.contains(event.target)) close()
  }
  document.addEventListener('keydown', onKey)
  document.addEventListener('click', onClick)
  return () => {
    document.removeEventListener('keydown', onKey)
    document.removeEventListener('click', onClick)
  }
}

export default popover
