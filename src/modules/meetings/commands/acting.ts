import { type Actor, roleOf } from '../../../kernel/actor.ts'
import type { CommandContext } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { signal } from '../../../kernel/live.ts'
import type { By } from '../queries/plan.ts'
import { lockRunning, type RunningMeeting } from '../queries/run.ts'

/** Who acts, as the record of an act names him. */
export const byOf = ({ actor, now }: Pick<CommandContext, 'actor' | 'now'>): By => ({ now, byName: actor.person?.name ?? '', byRole: roleOf(actor) })

/** The meeting, locked until the act is done; absent for whoever may not know it is prepared. */
export async function running({ tx, actor, now }: CommandContext, ref: string): Promise<RunningMeeting> {
  const found = await lockRunning(tx, { actor, now }, ref)
  if (!found) throw missing()
  return found
}

/** Two who act at once: the second looks again and decides anew. */
export function requireVersion(meeting: RunningMeeting, version: number): void {
  if (meeting.run.version !== version) throw stale()
}

export const stale = (): AppError => new AppError('conflict', 'version.stale')

/** Who has the meeting open is told to look again. */
export const tell = ({ tx }: CommandContext, meeting: string): Promise<void> => signal(tx, `meeting:${meeting}`)

/** What hangs on a meeting's days follows after commit: due days of mandates, notices (US-01 AC6). */
export const changed = (context: CommandContext, ref: string): Promise<void> => context.emit('meeting.changed', { ref })

/** Subjects of the permission matrix: a meeting of this actor's own body and host, and one of another. */
export function meetingSpecimens(actor: Actor, more: Partial<RunningMeeting['run']> = {}): Record<string, RunningMeeting> {
  const specimen = (body: string, host: string) => ({ ref: `${body}/99`, body, session: '99', host, marking: 'GENERAL', run: { meeting: `${body}/99`, state: 'REGISTRATION_OPEN', stateBefore: null, version: 1, announced: false, ...more } }) as unknown as RunningMeeting
  const body = actor.capacity?.body ?? 'SOMTC'
  return { 'own meeting': specimen(body, actor.capacity?.party ?? 'PHL'), 'another meeting': specimen(body === 'AMMTC' ? 'SOMTC' : 'AMMTC', 'ZZZ') }
}
