import { acts } from '../../kernel/actor.ts'
import { en as kernelEn } from '../../kernel/messages.en.ts'
import { th as kernelTh } from '../../kernel/messages.th.ts'
import type { Module, Need } from '../../kernel/module.ts'
import { findRunning, meetingHref, partyOf } from '../meetings/index.ts'
import { paperWords } from './paper-wording.ts'
import { listWaiting } from './queries/waiting.ts'
import { canAdmit, canForward, canRegister, canWiden } from './rules/papers.ts'
import { countDocuments } from './queries/papers.ts'
import { paperHref } from './rules/symbol.ts'

/** The tab of a meeting, for whoever may open its workspace; the number is of what he may read. */
export const papersTab: NonNullable<Module['tabs']> = async (c, { kind, id }) => {
  if (kind !== 'meeting') return []
  const [meeting, n] = await Promise.all([findRunning(c.var.db, c.var, id), countDocuments(c.var.db, c.var, { meeting: id })])
  return meeting ? [{ key: 'papers', href: `${meetingHref(id)}/papers`, label: paperWords[c.var.lang]['papers.tab'], order: 30, n }] : []
}

/** What waits for this person: a symbol to give, leave to give, a paper to forward, a wider distribution to decide. */
export const paperNeeds: NonNullable<Module['needs']> = async ({ db, actor, now, lang }): Promise<Need[]> => {
  if (!acts(actor, 'SD', 'CH', 'NF', 'HD', 'DP', 'OB')) return []
  const m = paperWords[lang]
  return (await listWaiting(db, { actor, now }, partyOf(actor))).flatMap((paper): Need[] => {
    const need = (what: string, why: string, verb: string, anchor = '#acts'): Need => ({ dueOn: null, since: paper.since.slice(0, 10), what, href: `${paperHref(paper)}${anchor}`, why: paper.origin === 'demonstration' ? `${why} (${(lang === 'th' ? kernelTh : kernelEn)['origin.demonstration']})` : why, verb })
    const title = paper.title[lang]
    if (paper.proposedBy !== null) return canWiden(actor, paper).allowed ? [need(m['papers.need.decide'](title), m['papers.need.decide-why'](paper.proposedBy), m['papers.verb.decide'], '')] : []
    if (canForward(actor, paper).allowed) return [need(m['papers.need.forward'](title), m['papers.need.forward-why'], m['papers.verb.forward'])]
    if (paper.late && paper.admittedAt === null && canAdmit(actor, paper).allowed) return [need(m['papers.need.admit'](title), m['papers.need.admit-why'], m['papers.verb.admit'])]
    return canRegister(actor, paper).allowed && (paper.backing === null || paper.backedAt !== null) ? [need(m['papers.need.register'](title), m['papers.need.register-why'](paper.meeting), m['papers.verb.register'])] : []
  })
}
