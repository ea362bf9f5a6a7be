import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid } from '../../../kernel/errors.ts'
import { addBadge, changeBadge, countBadges, lockDelegation, printBadges } from '../queries/badges.ts'
import { type Gathering, listCategories, listQuotas, saveQuota } from '../queries.ts'
import { badgeMayBecome, canBadge, canBeReissued } from '../rules.ts'
import type { Badge, BadgeState } from '../schema.ts'
import { hashOfCode, loadGathering, loadPerson, newCode, signed, specimenGathering, specimens, type Subject } from './subject.ts'

const one = z.strictObject({ participant: z.string().max(80), version: z.coerce.number().int() })
const withReason = one.extend({ reason: z.string().trim().min(1, 'registration.reason-needed').max(500, 'registration.too-long') })

/** Two officers at one badge: the second learns that it changed. */
function badgeOf({ person }: Subject, version: number, to: BadgeState): Badge {
  const { badge } = person
  if (badge === null) throw new AppError('conflict', 'registration.no-badge')
  if (badge.version !== version) throw new AppError('conflict', 'version.stale')
  if (!badgeMayBecome(badge.state, to)) throw new AppError('conflict', 'registration.badge-cannot')
  return badge
}

async function change(context: CommandContext, subject: Subject, version: number, to: BadgeState, more: { reason?: string; receipt?: boolean } = {}): Promise<void> {
  const badge = badgeOf(subject, version, to)
  if (!(await changeBadge(context.tx, badge, { state: to, ...signed(context), reason: more.reason ?? null, receipt: more.receipt ?? false, series: subject.gathering.id }))) throw new AppError('conflict', 'version.stale')
}

const audit = (to: BadgeState) => (subject: Subject, _result: unknown, input: { participant: string; reason?: string }) => ({ type: 'participant', id: subject.person.id, change: { badge: subject.person.badge?.number ?? null, from: subject.person.badge?.state ?? null, to, ...(input.reason ? { reason: input.reason } : {}) } })
const allow = (actor: Parameters<typeof canBadge>[0], subject: Subject) => canBadge(actor, subject.gathering)

/** US-11 AC3: a delegation has as many badges as the host agreed to. */
export const vetBadge = defineCommand({
  name: 'badge.vet',
  input: one,
  load: loadPerson,
  allow,
  async run(context, subject: Subject, input) {
    const { gathering, person } = subject
    if (person.party !== null) {
      await lockDelegation(context.tx, gathering.id, person.party)
      const quotas = await listQuotas(context.tx, gathering.id)
      const most = (quotas.find((quota) => quota.party === person.party) ?? quotas.find((quota) => quota.party === null))?.badges ?? null
      const had = await countBadges(context.tx, gathering.id, person.party)
      if (most !== null && had >= most) throw new AppError('conflict', 'registration.quota-full', { params: { most } })
    }
    await change(context, subject, input.version, 'vetted')
  },
  audit: audit('vetted'),
  specimens,
})

/** Everyone who is vetted, or those chosen, on sheets; the same batch can be drawn again. */
export const printSheet = defineCommand({
  name: 'badge.print',
  input: z.strictObject({ series: z.string().max(80), participants: z.array(z.string().max(80)).max(2000).nullable().default(null) }),
  load: loadGathering,
  allow: (actor, gathering: Gathering) => canBadge(actor, gathering),
  async run(context, gathering, input) {
    const batch = randomUUID()
    const n = await printBadges(context.tx, { series: gathering.id, participants: input.participants, batch, ...signed(context) })
    if (n === 0) throw new AppError('conflict', 'registration.nothing-to-print')
    return { batch, n }
  },
  audit: (gathering, result) => ({ type: 'series', id: gathering.id, change: { printed: result.n, batch: result.batch } }),
  specimens: () => ({ 'a series': specimenGathering }),
})

/** Handed over against a receipt with a running number: who has it is known from here on. */
export const issueBadge = defineCommand({ name: 'badge.issue', input: one, load: loadPerson, allow, run: (context, subject: Subject, input) => change(context, subject, input.version, 'issued', { receipt: true }), audit: audit('issued'), specimens })
export const loseBadge = defineCommand({ name: 'badge.lose', input: withReason, load: loadPerson, allow, run: (context, subject: Subject, input) => change(context, subject, input.version, 'lost', input), audit: audit('lost'), specimens })
export const revokeBadge = defineCommand({ name: 'badge.revoke', input: withReason, load: loadPerson, allow, run: (context, subject: Subject, input) => change(context, subject, input.version, 'revoked', input), audit: audit('revoked'), specimens })
export const returnBadge = defineCommand({ name: 'badge.return', input: one, load: loadPerson, allow, run: (context, subject: Subject, input) => change(context, subject, input.version, 'returned'), audit: audit('returned'), specimens })

/** US-11 AC4: the new badge has a new code, and from this moment the old one opens no door. */
export const reissueBadge = defineCommand({
  name: 'badge.reissue',
  input: withReason,
  load: loadPerson,
  allow,
  async run(context, subject: Subject, input) {
    const { badge } = subject.person
    if (badge === null || !canBeReissued(badge.state)) throw new AppError('conflict', 'registration.badge-cannot')
    if (badge.version !== input.version) throw new AppError('conflict', 'version.stale')
    if (badgeMayBecome(badge.state, 'revoked')) await change(context, subject, input.version, 'revoked', { reason: input.reason })
    const code = newCode()
    await addBadge(context.tx, { id: randomUUID(), participant: subject.person.id, series: subject.gathering.id, code, codeHash: hashOfCode(subject.gathering.id, code), category: badge.category, state: 'vetted', ...signed(context), reason: input.reason })
  },
  audit: (subject, _result, input) => ({ type: 'participant', id: subject.person.id, change: { reissued: subject.person.badge?.number ?? null, reason: input.reason } }),
  specimens,
})

/** A ninth person needs the host's yes. */
export const setQuota = defineCommand({
  name: 'badge.set-quota',
  input: z.strictObject({ series: z.string().max(80), party: z.string().max(40), badges: z.coerce.number('registration.number').int().min(0, 'registration.number').max(500, 'registration.number') }),
  load: loadGathering,
  allow: (actor, gathering: Gathering) => canBadge(actor, gathering),
  async run(context, gathering, input) {
    const { tx } = context
    if (!(await listCategories(tx, gathering.id)).some((place) => place.party === input.party)) throw invalid('/party', 'registration.party-needed')
    await lockDelegation(tx, gathering.id, input.party)
    const had = await countBadges(tx, gathering.id, input.party)
    if (input.badges < had) throw invalid('/badges', 'registration.quota-below', { had })
    await saveQuota(tx, { series: gathering.id, party: input.party, badges: input.badges, ...signed(context) })
  },
  audit: (gathering, _result, input) => ({ type: 'series', id: gathering.id, change: { party: input.party, badges: input.badges } }),
  specimens: () => ({ 'a series': specimenGathering }),
})
