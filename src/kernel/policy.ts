import { AppError } from './errors.ts'

/** A policy's answer with its reason, so that a screen can say why a person can or cannot. The reason is a message key. */
export type Verdict = { allowed: true; because: string } | { allowed: false; because: string }

export const allow = (because: string): Verdict => ({ allowed: true, because })
export const deny = (because: string): Verdict => ({ allowed: false, because })

export function requireAllowed(verdict: Verdict): void {
  if (!verdict.allowed) throw new AppError('forbidden', verdict.because)
}
