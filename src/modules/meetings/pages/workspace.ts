import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { type Body, listBodies, listParties, type Party } from '../../mechanism/index.ts'
import { findRunning, listParticipations, type Participation, type RunningMeeting } from '../queries/run.ts'
import type { Reader } from '../queries/rights.ts'
import { insideOf } from '../rules/state.ts'
import { meetingTitle } from '../wording.ts'

export const refOf = (c: Reply): string => `${c.req.param('body') ?? ''}/${c.req.param('session') ?? ''}`
export const readerOf = (c: Reply): Reader => ({ actor: c.var.actor, now: c.var.now })

/** The meeting of this address for whoever may open its workspace; else it is not there. */
export async function workspace(c: Reply): Promise<RunningMeeting> {
  const meeting = await findRunning(c.var.db, readerOf(c), refOf(c))
  if (!meeting) throw missing()
  return meeting
}

export interface Names {
  bodies: ReadonlyMap<string, Body>
  parties: ReadonlyMap<string, Party>
  title: (meeting: Parameters<typeof meetingTitle>[0]) => string
  party: (code: string | null | undefined) => string | null
}

export async function namesOf(c: Reply): Promise<Names> {
  const { db, lang } = c.var
  const [bodies, parties] = await Promise.all([listBodies(db), listParties(db)])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const byParty = new Map(parties.map((party) => [party.code, party]))
  return { bodies: byCode, parties: byParty, title: (meeting) => meetingTitle(meeting, byCode, lang), party: (code) => (code ? (byParty.get(code)?.name[lang] ?? code) : null) }
}

/** Members and those who prepare the meeting see its whole preparation; a guest what asks something of him and what he may attend. */
export async function sharesPreparation(c: Reply, meeting: RunningMeeting): Promise<{ inside: boolean; parties: Participation[] }> {
  const parties = await listParticipations(c.var.db, meeting.ref)
  return { inside: insideOf(readerOf(c), parties), parties }
}
