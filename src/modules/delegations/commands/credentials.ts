import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import type { FileStore } from '../../../kernel/files.ts'
import { chairs, findRunning, type RunningMeeting } from '../../meetings/index.ts'
import { addLetter, checkLetter, decideLetter, listComing, listMembers, lockDelegation, lockLetter, replaceLetters } from '../queries/people.ts'
import { canCheck, canSendCredentials, canVerify, decisionOn, type Letter, letterFaults, isOver } from '../rules/people.ts'
import { signatoryOffices } from '../schema.ts'

const line = z.string().trim().max(200)
const letterTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const

/** What a file is by its first bytes; a name and a sender's word may lie. */
export function letterType(bytes: Uint8Array): (typeof letterTypes)[number] | null {
  const starts = (...values: number[]) => values.every((value, index) => bytes[index] === value)
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'application/pdf'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  return starts(0x89, 0x50, 0x4e, 0x47) ? 'image/png' : null
}

interface Sending {
  meeting: RunningMeeting
  party: string
}
const specimenMeeting = { run: { state: 'REGISTRATION_OPEN' } } as unknown as RunningMeeting

/** The delegation's letter, as it says of itself; what it is worth others find. Replaces what was not verified for the same persons. */
export const recordCredentials = defineCommand({
  name: 'credentials.record',
  input: z.strictObject({
    meeting: z.string().trim().max(60), party: z.string().max(12),
    participants: z.array(z.string().max(80)).min(1, 'delegations.whom-needed'),
    form: z.enum(['original', 'copy'], 'delegations.form-needed'), letterhead: z.boolean(), signatory: line.min(1, 'delegations.signatory-needed'), signatoryTitle: line.min(1, 'delegations.signatory-title-needed'), signatoryOffice: z.enum(signatoryOffices),
    acting: z.boolean().default(false), authority: line.default(''), language: z.string().trim().min(2).max(20), translated: z.boolean().default(false), wholeSeries: z.boolean().default(false),
    file: z.object({ name: z.string().max(200), bytes: z.instanceof(Uint8Array), store: z.custom<FileStore>() }).nullable().default(null),
  }),
  async load(context, input): Promise<Sending> {
    const meeting = await findRunning(context.tx, context, input.meeting)
    if (!meeting) throw missing()
    await lockDelegation(context.tx, meeting.ref, input.party)
    return { meeting, party: input.party }
  },
  allow: (actor: Actor, { party }: Sending) => canSendCredentials(actor, party),
  async run({ tx, actor, now }, { meeting, party }: Sending, input) {
    if (isOver(meeting.run)) throw new AppError('conflict', 'delegations.meeting-over')
    const faults: Fault[] = []
    const here = new Set([...(await listMembers(tx, meeting.ref, { party, at: now })), ...(await listComing(tx, meeting.ref, party, now))].map((member) => member.id))
    if (input.participants.some((id) => !here.has(id))) faults.push({ path: '/participants', code: 'delegations.whom-unknown' })
    if (input.acting && input.authority === '') faults.push({ path: '/authority', code: 'delegations.authority-needed' })
    const type = input.file === null ? null : letterType(input.file.bytes)
    if (input.file !== null && type === null) faults.push({ path: '/file', code: 'delegations.file-type' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const sha256 = input.file && type ? await input.file.store.put(tx, { name: input.file.name, type, bytes: input.file.bytes, now }) : null
    const id = randomUUID()
    await addLetter(tx, {
      id, meeting: meeting.ref, party, participants: input.participants, form: input.form, letterhead: input.letterhead, signatory: input.signatory, signatoryTitle: input.signatoryTitle, signatoryOffice: input.signatoryOffice,
      acting: input.acting, authority: input.authority || null, language: input.language, translated: input.translated, wholeSeries: input.wholeSeries, file: sha256, fileName: input.file?.name ?? null,
      recordedBy: actor.person?.name ?? '', recordedById: actor.person?.id ?? '', recordedRole: actor.capacity?.role ?? '', recordedAt: now, origin: 'desk',
    })
    await replaceLetters(tx, { by: id, meeting: meeting.ref, party, participants: input.participants })
    return id
  },
  audit: ({ meeting, party }, id, { file, ...input }) => ({ type: 'credential', id, change: { ...input, meeting: meeting.ref, party, file: file?.name ?? null } }),
  specimens: () => ({ 'of the own delegation': { meeting: specimenMeeting, party: 'OWN' }, 'of another delegation': { meeting: specimenMeeting, party: 'OTHER' } }),
})

interface Judging {
  letter: Letter
  meeting: RunningMeeting
}
async function loadLetter(context: CommandContext, input: { letter: string }): Promise<Judging> {
  const letter = await lockLetter(context.tx, input.letter)
  const meeting = letter && (await findRunning(context.tx, context, letter.meeting))
  if (!letter || !meeting) throw missing()
  return { letter, meeting }
}
const requireStanding = (letter: Letter) => {
  if (letter.replacedBy !== null) throw new AppError('conflict', 'delegations.letter-replaced')
  if (letter.decision !== null) throw new AppError('conflict', 'delegations.decided-before')
}
const specimen = (more: Partial<Letter> = {}): Judging => ({ letter: { recordedById: 'someone', checkedById: null, ...more } as Letter, meeting: { body: 'OWN' } as RunningMeeting })
const judged = ({ letter }: Judging, change: Record<string, unknown>) => ({ type: 'credential', id: letter.id, change: { meeting: letter.meeting, party: letter.party, ...change } })

/** Row 7, "p": the Secretariat looks at the letter by the tests and proposes. */
export const checkCredentials = defineCommand({
  name: 'credentials.check',
  input: z.strictObject({ letter: z.string().max(80), version: z.coerce.number().int(), proposal: z.enum(['accept', 'refuse'], 'delegations.proposal-needed'), note: z.string().trim().max(1000).default('') }),
  load: loadLetter,
  allow: (actor: Actor, { letter }: Judging) => {
    const verdict = canCheck(actor)
    return verdict.allowed && actor.person?.id === letter.recordedById ? { allowed: false as const, because: 'delegations.not-own-letter' } : verdict
  },
  async run({ tx, actor, now }, { letter }: Judging, input) {
    requireStanding(letter)
    if (input.proposal === 'refuse' && input.note === '') throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/note', code: 'delegations.why-needed' }] })
    if (!(await checkLetter(tx, { id: letter.id, version: input.version, by: actor.person?.name ?? '', byId: actor.person?.id ?? '', now, note: input.note, proposal: input.proposal }))) throw new AppError('conflict', 'version.stale')
  },
  audit: (subject, _result, input) => judged(subject, { proposed: input.proposal, note: input.note }),
  specimens: () => ({ 'a letter sent in': specimen() }),
})

/** Row 7: the Chair decides. What is accepted though it is a copy or fails another test is provisional. */
export const verifyCredentials = defineCommand({
  name: 'credentials.verify',
  input: z.strictObject({ letter: z.string().max(80), version: z.coerce.number().int(), accept: z.boolean('delegations.proposal-needed'), note: z.string().trim().max(1000).default('') }),
  load: loadLetter,
  allow: (actor: Actor, { letter, meeting }: Judging) => canVerify(actor, letter, chairs(actor, meeting)),
  async run({ tx, actor, now }, { letter, meeting }: Judging, input) {
    requireStanding(letter)
    if (!input.accept && input.note === '') throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/note', code: 'delegations.why-needed' }] })
    const decision = decisionOn(input.accept, letterFaults(letter, meeting.run.languages))
    if (!(await decideLetter(tx, { id: letter.id, version: input.version, by: actor.person?.name ?? '', byId: actor.person?.id ?? '', now, note: input.note, decision }))) throw new AppError('conflict', 'version.stale')
    return decision
  },
  audit: (subject, decision, input) => judged(subject, { decision, note: input.note }),
  specimens: (actor) => ({ "another's letter": specimen(), 'a letter one recorded': specimen({ recordedById: actor.person?.id ?? '' }) }),
})
