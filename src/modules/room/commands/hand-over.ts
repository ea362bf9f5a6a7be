import { z } from 'zod'
import { type Actor, acts } from '../../../kernel/actor.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand, performIn } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { signal } from '../../../kernel/live.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import { lockRunning, type RunningMeeting } from '../../meetings/index.ts'
import { DecisionFields, takeIn } from '../../mandates/index.ts'
import { listLines } from '../queries.ts'
import { lockNumbers, markHanded } from '../queries/acts.ts'
import type { AgreedLine } from '../schema.ts'
import { agreedTopic } from './subject.ts'

/** §8.2 row 30: extracting decisions is the desk's. */
export function canHandOver(actor: Actor): Verdict {
  if (actor.person === null) return deny('room.sign-in')
  return acts(actor, 'SD') ? allow('room.because-desk') : deny('room.desk-hands-over')
}

/** What waits to be handed over: agreed for good, and not handed over yet. What is ad referendum waits for its silence (R-2.5.2: no number before). */
export const readyToHand = (line: AgreedLine): boolean => line.state === 'gavelled' && !line.adReferendum && line.handedTo === null

const first = (text: string): string => (text.length <= 110 ? text : `${text.slice(0, text.lastIndexOf(' ', 108))}…`)

const fieldsOf = (line: AgreedLine): DecisionFields =>
  DecisionFields.parse({
    title: first(line.text.replace(/[.\s]+$/, '')), titleTranslation: first(line.translation), quote: line.text, translation: line.translation, verbs: line.verb === '' ? [] : [line.verb], class: line.class,
    addressees: line.owners, nobodyNamed: line.owners.length === 0, due: line.due, action: line.text, parent: line.follows[0] ?? null,
  })

/** The steps of a meeting go to the register as proposals; the desk confirms each there (practice §1.12.4). */
export const handOver = defineCommand({
  name: 'agreed.hand-over',
  input: z.strictObject({ meeting: z.string().max(60) }),
  async load({ tx, actor, now }: CommandContext, input): Promise<RunningMeeting> {
    const found = await lockRunning(tx, { actor, now }, input.meeting)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canHandOver(actor),
  async run({ tx, actor, now }, meeting: RunningMeeting) {
    await lockNumbers(tx, meeting.ref)
    const lines = (await listLines(tx, meeting.ref)).filter(readyToHand)
    if (lines.length === 0) throw new AppError('conflict', 'room.nothing-to-hand')
    const texts: string[] = []
    for (const language of ['en', 'th'] as const) {
      const own = lines.filter((line) => line.language === language)
      const [from, until] = [own[0]?.number, own.at(-1)?.number]
      if (from == null || until == null) continue
      const title = language === 'en' ? `Steps ${from} to ${until} taken at the gavel` : `มติที่ประชุมลำดับที่ ${from} ถึง ${until}`
      const made = await performIn(tx, takeIn, {
        actor, now,
        input: {
          body: meeting.body, meeting: meeting.ref, date: dayInZone(now, meeting.run.zone), title, language, marking: 'LIMITED', origin: meeting.origin === 'demonstration' ? 'demonstration' : 'desk',
          lines: own.map((line) => ({ number: String(line.number), text: line.text, fields: fieldsOf(line) })),
        },
      })
      await markHanded(tx, own.map((line) => line.id), made.id, now)
      texts.push(made.id)
    }
    await signal(tx, agreedTopic(meeting.ref))
    return { lines: lines.length, texts }
  },
  audit: (meeting, result) => ({ type: 'meeting', id: meeting.ref, change: { handedOver: result } }),
  specimens: () => ({ 'the steps of a meeting': { ref: 'X' } as RunningMeeting }),
})
