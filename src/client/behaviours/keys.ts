import type { Behaviour } from '../behaviours.ts'
import { singleKeys } from '../single-keys.ts'

/** Buttons of this element by single keys. */
const keys: Behaviour = (element) => singleKeys(element)

export default keys
