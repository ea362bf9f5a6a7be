import type { Db } from '../../kernel/db.ts'
import { type Body, listBodies, listParties, type Party } from '../mechanism/index.ts'
import { mandatesNamed } from './queries/mandates.ts'
import { type Milestone, type Reader, type RunningMeeting, timelineOf } from '../meetings/index.ts'
import { readAgenda } from './agenda.ts'
import { listLines, listSilenceDrafts } from './queries.ts'
import { isStep } from './rules.ts'
import type { AgreedLine, RoomItem, SilenceDraft } from './schema.ts'

/** What a meeting agreed at the gavel, what it only noted, and what it did not agree. */
export interface Agreed {
  meeting: RunningMeeting
  now: string
  steps: AgreedLine[]
  noted: AgreedLine[]
  notAgreed: AgreedLine[]
  silence: SilenceDraft[]
  /** The meeting's dates by the master timeline. */
  dates: readonly Milestone[]
  items: ReadonlyMap<string, RoomItem>
  parties: ReadonlyMap<string, Party>
  bodies: ReadonlyMap<string, Body>
  /** Symbols of the mandates a line follows, as far as this reader sees them. */
  symbols: ReadonlyMap<string, string>
}

export async function readAgreed(db: Db, reader: Reader, meeting: RunningMeeting): Promise<Agreed> {
  const [lines, silence, items, parties, bodies, dates] = await Promise.all([listLines(db, meeting.ref), listSilenceDrafts(db, meeting.ref), readAgenda(db, reader, meeting.ref), listParties(db), listBodies(db), timelineOf(db, meeting, reader.now)])
  const gavelled = lines.filter((line) => line.state === 'gavelled')
  return {
    meeting, now: reader.now, silence, dates, steps: gavelled.filter(isStep), noted: gavelled.filter((line) => !isStep(line)), notAgreed: lines.filter((line) => line.state === 'not-agreed'),
    items: new Map(items.map((item) => [item.id, item])), parties: new Map(parties.map((party) => [party.code, party])), bodies: new Map(bodies.map((body) => [body.code, body])),
    symbols: await mandatesNamed(db, reader.actor, [...new Set(lines.flatMap((line) => line.follows))]),
  }
}
