import type { Behaviour } from '../behaviours.ts'
import { singleKeys } from '../single-keys.ts'

/** The keys of a review; after an act the focus goes on to the next open card. */
const review: Behaviour = (element) => {
  const end = singleKeys(element)
  settle(element)
  return end
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

export default review
