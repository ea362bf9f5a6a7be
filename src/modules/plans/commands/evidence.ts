import { randomUUID } from 'node:crypto'
import { type Actor, mayRead, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { storedFile } from '../../../kernel/files.ts'
import { findDocument } from '../../documents/index.ts'
import { addEvidence, both, type Evidence, judgeEvidence, type LockedActivity, lockActivity, lockEvidence } from '../queries/acts.ts'
import { hasProof } from '../queries/evidence.ts'
import { canSendEvidence, canVerify } from '../rules/acts.ts'
import { RefuseEvidence, SendEvidence, VerifyEvidence } from '../schema/acts.ts'
import { concernedSpecimens } from './activities.ts'

const changed = (id: string, change: unknown) => ({ type: 'activity', id, change })

/** Proof of what was done: a file kept here, an official paper, or an address. It proves nothing until another has verified it. */
export const sendEvidence = defineCommand({
  name: 'evidence.send',
  input: SendEvidence,
  async load({ tx, actor, now }, input): Promise<LockedActivity> {
    const found = await lockActivity(tx, { actor, now }, input.activity)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor, activity: LockedActivity) => canSendEvidence(actor, activity.concerned),
  async run({ tx, actor, now }, activity: LockedActivity, input) {
    const faults: Fault[] = []
    if (input.link === '' && input.document === '' && input.file === null) faults.push({ path: '/link', code: 'plans.proof-somewhere' })
    if (!mayRead(actor, input.marking)) faults.push({ path: '/marking', code: 'plans.marking-beyond' })
    // A paper that its sender cannot see does not exist for him.
    const paper = input.document === '' ? null : await findDocument(tx, { actor, now }, input.document)
    if (input.document !== '' && paper === null) faults.push({ path: '/document', code: 'plans.paper-unknown' })
    if (input.file !== null && !(await storedFile(tx, input.file))) faults.push({ path: '/file', code: 'plans.file-missing' })
    else if (input.file !== null && (await hasProof(tx, activity.id, input.file))) faults.push({ path: '/file', code: 'plans.proof-sent-before' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const id = randomUUID()
    await addEvidence(tx, { id, activity: activity.id, report: input.report, type: input.type, title: both(input.title), file: input.file, fileName: input.fileName || null, link: input.link || null, document: paper?.id ?? null, onDate: input.on, marking: input.marking, sentBy: actor.person?.id ?? '', sentParty: actor.capacity?.party ?? null, sentAt: now })
    return { id }
  },
  audit: (activity, result, input) => changed(activity.id, { evidence: result.id, type: input.type, marking: input.marking }),
  specimens: () => Object.fromEntries(Object.entries(concernedSpecimens()).map(([label, concerned]) => [label, { concerned } as LockedActivity])),
})

interface ToJudge {
  activity: Pick<LockedActivity, 'id' | 'concerned'>
  evidence: Pick<Evidence, 'id' | 'sentBy' | 'sentParty' | 'verifiedAt'>
}

async function loadProof({ tx, actor, now }: CommandContext, input: { evidence: string }): Promise<ToJudge> {
  const evidence = await lockEvidence(tx, input.evidence)
  const activity = evidence && mayRead(actor, evidence.marking) ? await lockActivity(tx, { actor, now }, evidence.activity) : null
  if (!evidence || !activity) throw missing()
  return { activity, evidence }
}

const specimens = (actor: Actor) => Object.fromEntries(Object.entries(concernedSpecimens()).flatMap(([label, concerned]) => {
  const activity = { id: 'X', concerned }
  return [[`${label}: another's proof`, { activity, evidence: { id: 'E', sentBy: 'someone', sentParty: 'OTHER', verifiedAt: null } }], [`${label}: one's own proof`, { activity, evidence: { id: 'E', sentBy: actor.person?.id ?? '', sentParty: null, verifiedAt: null } }]]
}))

/** whoever sent it, or another of the same party, cannot vouch for it. */
export const verifyEvidence = defineCommand({
  name: 'evidence.verify',
  input: VerifyEvidence,
  load: loadProof,
  allow: (actor: Actor, { activity, evidence }: ToJudge) => canVerify(actor, activity.concerned, evidence),
  async run({ tx, actor, now }, { evidence }: ToJudge, input) {
    if (evidence.verifiedAt !== null) throw new AppError('conflict', 'plans.verified-before')
    if (!(await judgeEvidence(tx, evidence.id, input.version, { verifiedAt: now, by: actor.person?.name ?? '', role: roleOf(actor), refusedWhy: null }))) throw new AppError('conflict', 'version.stale')
    return { id: evidence.id }
  },
  audit: ({ activity, evidence }, _result, input) => changed(activity.id, { verified: evidence.id, note: input.note }),
  specimens,
})

export const refuseEvidence = defineCommand({
  name: 'evidence.refuse',
  input: RefuseEvidence,
  load: loadProof,
  allow: (actor: Actor, { activity, evidence }: ToJudge) => canVerify(actor, activity.concerned, evidence),
  async run({ tx, actor }, { evidence }: ToJudge, input) {
    if (evidence.verifiedAt !== null) throw new AppError('conflict', 'plans.verified-before')
    if (!(await judgeEvidence(tx, evidence.id, input.version, { verifiedAt: null, by: actor.person?.name ?? '', role: roleOf(actor), refusedWhy: input.why }))) throw new AppError('conflict', 'version.stale')
    return { id: evidence.id }
  },
  audit: ({ activity, evidence }, _result, input) => changed(activity.id, { refused: evidence.id, why: input.why }),
  specimens,
})
