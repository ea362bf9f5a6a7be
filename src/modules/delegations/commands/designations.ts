import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { dayInZone, earliestPossible } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { deny } from '../../../kernel/policy.ts'
import type { Since } from '../../../kernel/record.ts'
import { findMechanism, listBodies } from '../../mechanism/index.ts'
import { findMeeting, type Meeting } from '../../meetings/index.ts'
import { closeOpenStretch, endDesignation, lastBegunOfPost, listDesignations, listOccasions, listPosts, lockDesignation, lockDesignationsOf, refreshStretches, saveDesignation, saveIncumbency, savePost, stretchTaken, verifyDesignation } from '../queries.ts'
import { type Designation, type Occasion, overlaps, spanOf } from '../rules.ts'
import { canDesignate, canVerifyDesignation } from '../rules/people.ts'
import { functions, incumbencyKinds, modes, powers } from '../schema.ts'

const words = z.string().trim().max(300).default('')
const Point = z.union([z.strictObject({ meeting: z.string().trim().min(1).max(60) }), z.strictObject({ date: z.iso.date() })])
/** A name stands as it was written, in every language. */
export const asText = (typed: string) => (typed === '' ? null : { en: typed, th: typed })

/** The day of the act in the zone of the mechanism. */
export async function dayOf({ tx, now }: CommandContext): Promise<string> {
  return dayInZone(now, (await findMechanism(tx))?.zone ?? 'UTC')
}

const begun = (meeting: Meeting, today: string): boolean => meeting.status === 'cancelled' || (meeting.starts !== null && earliestPossible(meeting.starts) <= today)

interface Place {
  party: string
  designations: Designation[]
  occasions: Map<string, Occasion>
}
const specimenPlace = (party: string): Place => ({ party, designations: [], occasions: new Map() })

async function loadPlace({ tx }: CommandContext, party: string): Promise<Place> {
  await lockDesignationsOf(tx, party)
  return { party, designations: await listDesignations(tx, null, { party }), occasions: await listOccasions(tx) }
}

/** only what is still to come can be designated for; a meeting that has begun keeps its head. */
async function pointFaults(context: CommandContext, point: Since, path: string): Promise<Fault[]> {
  const today = await dayOf(context)
  if ('date' in point) return point.date < today ? [{ path, code: 'delegations.from-past' }] : []
  const meeting = await findMeeting(context.tx, context, point.meeting)
  if (!meeting) return [{ path, code: 'delegations.no-such-meeting-code' }]
  return begun(meeting, today) ? [{ path, code: 'delegations.meeting-begun' }] : []
}

export const EnterDesignation = z.strictObject({
  party: z.string().max(12), body: z.string().trim().max(40), function: z.enum(functions), mode: z.enum(modes),
  /** A post of the party by its id, or a new one by its name. */
  post: z.string().trim().max(80).default(''), postName: words, person: words, choiceWhat: words, choiceBy: words,
  proposer: words, approver: words, approverPerson: words, approverCapacity: words, instrument: words, note: words,
  powers: z.array(z.enum(powers)).default([]),
  since: Point, until: Point.nullable().default(null), supersedes: z.string().max(80).nullable().default(null),
})

/** Practice §8.2 row 6: a party says who heads its delegation to a body, from which meeting or day, and by whose decision. */
export const enterDesignation = defineCommand({
  name: 'designation.enter',
  input: EnterDesignation,
  load: (context, input): Promise<Place> => loadPlace(context, input.party),
  allow: (actor: Actor, place: Place) => canDesignate(actor, place.party),
  async run(context, { designations, occasions }, input) {
    const { tx, actor, now } = context
    const occasionOf = (ref: string) => occasions.get(ref) ?? null
    const faults: Fault[] = [...(await pointFaults(context, input.since, '/since'))]
    const bodies = await listBodies(tx)
    if (!bodies.some((body) => body.code === input.body)) faults.push({ path: '/body', code: 'delegations.body-needed' })
    const posts = await listPosts(tx, null, { party: input.party })
    const known = posts.find((post) => post.id === input.post || (input.postName !== '' && (post.name.en === input.postName || post.name.th === input.postName)))
    if (input.mode === 'EX_OFFICIO' && !known && input.postName === '') faults.push({ path: '/postName', code: 'delegations.post-needed' })
    if (input.mode === 'PERSONAL' && input.person === '') faults.push({ path: '/person', code: 'delegations.person-needed' })
    if (input.mode === 'AD_HOC' && input.choiceWhat === '') faults.push({ path: '/choiceWhat', code: 'delegations.choice-needed' })
    if (input.mode === 'AD_HOC' && input.choiceBy === '') faults.push({ path: '/choiceBy', code: 'delegations.chooser-needed' })
    if (input.approver === '') faults.push({ path: '/approver', code: 'delegations.approver-needed' })

    const old = input.supersedes === null ? null : designations.find((row) => row.id === input.supersedes)
    if (input.supersedes !== null && (!old || old.body !== input.body || old.function !== input.function)) faults.push({ path: '/supersedes', code: 'delegations.supersedes-other' })
    const id = randomUUID()
    const row = { id, party: input.party, body: input.body, function: input.function, since: input.since, until: input.until }
    if (faults.length === 0) {
      const span = spanOf(row, occasionOf)
      if (span.until !== null && span.until <= span.from) faults.push({ path: '/until', code: 'delegations.until-before' })
      if (old && spanOf(old, occasionOf).from >= span.from) faults.push({ path: '/since', code: 'delegations.supersedes-later' })
      const others = designations.map((each) => (each.id === old?.id && (each.until === null || (spanOf(each, occasionOf).until ?? '9999') > span.from) ? { ...each, until: input.since } : each))
      // at any instant at most one of one function for one body.
      const clash = overlaps([...others, row], occasionOf).find((pair) => pair.some((each) => each.id === id))
      if (clash) faults.push({ path: '/since', code: 'delegations.overlaps' })
    }
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })

    const post = input.mode !== 'EX_OFFICIO' ? null : (known?.id ?? randomUUID())
    if (post !== null && !known) await savePost(tx, { id: post, party: input.party, name: { en: input.postName, th: input.postName }, citations: [], origin: 'desk' })
    await refreshStretches(tx, designations)
    if (old) await endDesignation(tx, { id: old.id, since: old.since, until: input.since, by: actor.person?.name ?? '', now, why: `superseded by ${id}`, version: null })
    await saveDesignation(tx, {
      ...row, mode: input.mode, post, person: input.mode === 'PERSONAL' ? asText(input.person) : null, choice: input.mode === 'AD_HOC' ? { what: { en: input.choiceWhat, th: input.choiceWhat }, by: { en: input.choiceBy, th: input.choiceBy } } : null,
      proposer: asText(input.proposer), approver: asText(input.approver), approverPerson: asText(input.approverPerson), approverCapacity: asText(input.approverCapacity), instrument: asText(input.instrument), powers: input.powers, supersedes: old?.id ?? null,
      note: asText(input.note), citations: [], origin: 'desk', enteredBy: actor.person?.id ?? null, enteredRole: actor.capacity?.role ?? null, enteredAt: now, verifiedBy: null, verifiedAt: null,
    })
    return id
  },
  audit: (_place, id, input) => ({ type: 'designation', id, change: input }),
  specimens: () => ({ 'of the own party': specimenPlace('OWN'), 'of another party': specimenPlace('OTHER') }),
})

type Kept = Designation & { enteredBy: string | null }
const specimen = (party: string): Kept => ({ party, enteredBy: 'someone', origin: 'desk' }) as Kept

/** The Secretariat has seen the instrument. It enters none itself. */
export const verifyTheDesignation = defineCommand({
  name: 'designation.verify',
  input: z.strictObject({ designation: z.string().max(80), version: z.coerce.number().int() }),
  async load(context, input): Promise<Kept> {
    const found = await lockDesignation(context.tx, context, input.designation)
    if (!found || found.origin === 'record') throw missing()
    return found
  },
  allow: (actor: Actor, row: Kept) => {
    const verdict = canVerifyDesignation(actor)
    return verdict.allowed && row.enteredBy !== null && row.enteredBy === actor.person?.id ? deny('delegations.not-own-entry') : verdict
  },
  async run({ tx, actor, now }, row: Kept, input) {
    if (row.verifiedAt !== null) throw new AppError('conflict', 'delegations.verified-before')
    if (!(await verifyDesignation(tx, { id: row.id, by: actor.person?.name ?? '', now, version: input.version }))) throw new AppError('conflict', 'version.stale')
  },
  audit: (row) => ({ type: 'designation', id: row.id, change: { verified: true, party: row.party } }),
  specimens: () => ({ 'entered by a party': specimen('OWN') }),
})

/** Ends from a meeting or day still to come; what was before stays as it was. */
export const endTheDesignation = defineCommand({
  name: 'designation.end',
  input: z.strictObject({ designation: z.string().max(80), version: z.coerce.number().int(), until: Point, why: z.string().trim().min(1, 'delegations.why-needed').max(500) }),
  async load(context, input): Promise<Kept> {
    const found = await lockDesignation(context.tx, context, input.designation)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor, row: Kept) => canDesignate(actor, row.party),
  async run(context, row: Kept, input) {
    const faults = await pointFaults(context, input.until, '/until')
    const occasions = await listOccasions(context.tx)
    const span = spanOf({ since: row.since, until: input.until }, (ref) => occasions.get(ref) ?? null)
    if (faults.length === 0 && (span.until ?? '') <= span.from) faults.push({ path: '/until', code: 'delegations.until-before' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    if (!(await endDesignation(context.tx, { id: row.id, since: row.since, until: input.until, by: context.actor.person?.name ?? '', now: context.now, why: input.why, version: input.version }))) throw new AppError('conflict', 'version.stale')
  },
  audit: (row, _result, input) => ({ type: 'designation', id: row.id, change: { until: input.until, why: input.why } }),
  specimens: () => ({ 'of the own party': specimen('OWN'), 'of another party': specimen('OTHER') }),
})

/** Who holds a post, acts in it, or that it is vacant or its holder away. Never for a day at which a meeting was held under it. */
export const holdPost = defineCommand({
  name: 'post.hold',
  input: z.strictObject({ party: z.string().max(12), post: z.string().max(80), kind: z.enum(incumbencyKinds), person: words, from: z.iso.date(), until: z.iso.date().nullable().default(null), note: words }),
  async load({ tx }, input): Promise<{ party: string; post: string }> {
    await lockDesignationsOf(tx, input.party)
    const post = (await listPosts(tx, null, { party: input.party })).find((each) => each.id === input.post)
    if (!post) throw missing()
    return { party: post.party, post: post.id }
  },
  allow: (actor: Actor, post: { party: string; post: string }) => canDesignate(actor, post.party),
  async run(context, { post }, input) {
    const { tx, actor, now } = context
    const faults: Fault[] = []
    const named = input.kind === 'substantive' || input.kind === 'acting'
    if (named && input.person === '') faults.push({ path: '/person', code: 'delegations.person-needed' })
    if (input.until !== null && input.until <= input.from) faults.push({ path: '/until', code: 'delegations.until-before' })
    const last = await lastBegunOfPost(tx, post, await dayOf(context))
    if (last !== null && input.from <= last) faults.push({ path: '/from', code: 'delegations.held-meanwhile' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    await closeOpenStretch(tx, { post, kind: input.kind, from: input.from })
    if (await stretchTaken(tx, { post, kind: input.kind, from: input.from, until: input.until })) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/from', code: 'delegations.stretch-taken' }] })
    const id = randomUUID()
    await saveIncumbency(tx, { id, post, kind: input.kind, person: named ? asText(input.person) : null, from: input.from, until: input.until, note: asText(input.note), citations: [], origin: 'desk', enteredBy: actor.person?.id ?? null, enteredAt: now })
    return id
  },
  audit: ({ post }, _id, input) => ({ type: 'post', id: post, change: { kind: input.kind, person: input.person, from: input.from, until: input.until } }),
  specimens: () => ({ 'of the own party': { party: 'OWN', post: 'p' }, 'of another party': { party: 'OTHER', post: 'p' } }),
})
