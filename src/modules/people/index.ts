/** Accounts, sign-in, and the capacities a person acts in. */
export { capacityInWords, readPlaces, type Places } from './wording.ts'
export { markingInWords, WhyPanel } from './why.tsx'
export { findHolder, listRecipients, type Recipient } from './queries/recipients.ts'
