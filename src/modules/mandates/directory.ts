import { dataVersion, type Db } from '../../kernel/db.ts'
import { memo } from '../../kernel/memo.ts'
import { type Instrument, listInstruments } from '../documents/index.ts'
import { type Area, type Body, listAreas, listBodies, listParties, listSources, type Party, type Source } from '../mechanism/index.ts'
import { listMeetings, type Meeting } from '../meetings/index.ts'

/** The public names that a page about mandates needs, by code. Read once for each version of the data. */
export interface Directory {
  bodies: Map<string, Body>
  parties: Map<string, Party>
  areas: Map<string, Area>
  meetings: Map<string, Meeting>
  instruments: Map<string, Instrument>
  sources: Map<string, Source>
}

// Kept for each database: tests have several in one process.
const kept = new WeakMap<Db, ReturnType<typeof memo<Directory>>>()

export async function readDirectory(db: Db, version?: string): Promise<Directory> {
  const remember = kept.get(db) ?? memo<Directory>(2)
  kept.set(db, remember)
  return remember(version ?? (await dataVersion(db)), async () => {
    const [bodies, parties, areas, meetings, instruments, sources] = await Promise.all([listBodies(db), listParties(db), listAreas(db), listMeetings(db), listInstruments(db), listSources(db)])
    return {
      bodies: new Map(bodies.map((body) => [body.code, body])),
      parties: new Map(parties.map((party) => [party.code, party])),
      areas: new Map(areas.map((area) => [area.slug, area])),
      meetings: new Map(meetings.map((meeting) => [meeting.ref, meeting])),
      instruments: new Map(instruments.map((instrument) => [instrument.id, instrument])),
      sources: new Map(sources.map((source) => [source.id, source])),
    }
  })
}
