import { type Actor, acts } from '../../kernel/actor.ts'
import { type Answer, type Category, partyOf } from '../meetings/index.ts'
import type { Submission } from './commands/submit.ts'
import type { LockedPaper } from './queries/acts.ts'

/** Subjects as an actor meets them, for the table of permissions. */

const usual = (actor: Actor): [Category | null, Answer] =>
  acts(actor, 'NF', 'HD', 'DE', 'LS') ? ['member', 'yes'] : acts(actor, 'DP') ? ['dialogue-partner', 'own'] : acts(actor, 'OB') ? ['organisation', 'via-chair'] : acts(actor, 'SD') ? ['secretariat', 'yes'] : [null, 'no']

export function submitting(actor: Actor): Record<string, Submission> {
  const [category, answer] = usual(actor)
  const facts = { body: actor.capacity?.body ?? 'SOMTC', category, answer, own: true, areas: actor.capacity?.area ? [actor.capacity.area] : [], stem: null } as unknown as Submission
  const stem = { submittedRole: 'NF', modifier: 'Rev' as const }
  return {
    'a paper of their own': facts,
    'a paper for another consultation or area': { ...facts, own: false, areas: ['another'] },
    'a revision of another party’s paper': { ...facts, stem: { ...stem, submittedBy: 'XXX', adopted: false } },
    'a correction of an adopted text': { ...facts, stem: { ...stem, submittedBy: null, adopted: true, modifier: 'Corr' } },
  }
}

const paper = (actor: Actor, more: Partial<LockedPaper>): LockedPaper => ({ id: 'X', meeting: 'SOMTC/26', symbol: 'SOMTC/26/WP.1', body: actor.capacity?.body ?? 'SOMTC', session: '26', series: 'WP', submittedBy: null, submittedRole: 'SD', status: 'REGISTERED', backing: null, backedAt: null, distribution: 'LIMITED', partner: null, joint: false, files: [], ...more }) as unknown as LockedPaper

export const standing = (actor: Actor): Record<string, LockedPaper> => ({
  'a paper of their own party': paper(actor, { submittedBy: partyOf(actor) ?? 'XXX', submittedRole: 'NF' }),
  'a paper of another party': paper(actor, { submittedBy: 'XXX', submittedRole: 'NF' }),
  'a paper of the Secretariat or the Chair': paper(actor, {}),
})

export const waiting = (actor: Actor): Record<string, LockedPaper> => ({
  'a paper that waits for a symbol': paper(actor, { symbol: null, status: 'SUBMITTED', submittedBy: 'XXX', submittedRole: 'NF' }),
  'a delegate’s paper of their own party': paper(actor, { symbol: null, status: 'SUBMITTED', submittedBy: partyOf(actor) ?? 'XXX', submittedRole: 'DE', backing: 'party' }),
  'an observer’s paper': paper(actor, { symbol: null, status: 'SUBMITTED', submittedBy: 'XXX', submittedRole: 'OB', backing: 'chair' }),
})
