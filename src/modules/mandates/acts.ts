import { en } from './messages-acts.en.ts'
import { th } from './messages-acts.th.ts'

/** What is done to the register, for the manifest to mount. */
export { actsPages } from './pages/acts.ts'
export { commands } from './commands/index.ts'
export const actsMessages = { en, th }
