import { AppError, missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { deny, requireAllowed } from '../../../kernel/policy.ts'
import { Form, Hidden, type Children } from '../../../ui/index.ts'
import { findRunning, meetingHref, type RunningMeeting } from '../../meetings/index.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { findGathering, type Gathering } from '../queries.ts'
import { type Speaker, speakerOf } from '../wording.ts'

export interface Desk {
  meeting: RunningMeeting
  gathering: Gathering
  speaker: Speaker
  /** Of the desk: `/meetings/SOMTC/26/registration`. */
  at: string
}

export const meetingRef = (c: Reply): string => `${c.req.param('body')}/${c.req.param('session')}`

/** The registration of the series a meeting belongs to, for this reader. A meeting he takes no part in is not there; a role without any part in registration is told so. */
export async function deskOf(c: Reply): Promise<Desk> {
  const { db, actor, now, lang } = c.var
  const meeting = await findRunning(db, { actor, now }, meetingRef(c))
  if (!meeting) throw missing()
  const [gathering, parties, bodies] = await Promise.all([findGathering(db, { actor, now }, meeting.run.series), listParties(db), listBodies(db)])
  if (!gathering) throw missing()
  if (gathering.scope === null) requireAllowed(deny('registration.not-yours'))
  return { meeting, gathering, speaker: speakerOf(lang, parties, bodies), at: `${meetingHref(meeting.ref)}/registration` }
}

/** One button that does one thing. */
export function Act(props: { action: string; version?: number | undefined; fields?: Record<string, string> | undefined; children: Children }) {
  return (
    <Form action={props.action} class="mf-act" version={props.version}>
      {Object.entries(props.fields ?? {}).map(([name, value]) => <Hidden name={name} value={value} />)}
      {props.children}
    </Form>
  )
}

export const typedOf = async (c: Reply): Promise<Record<string, string>> => Object.fromEntries([...(await c.req.formData()).entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

/** What the form can show beside its fields; anything else goes on to the error page. */
export function shownFault(error: unknown): AppError {
  if (error instanceof AppError && (error.kind === 'invalid' || error.kind === 'conflict')) return error
  throw error
}
