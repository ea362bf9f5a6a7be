import type { z } from 'zod'
import { recordSection } from '../../kernel/record-load.ts'
import { citationFaults } from '../mechanism/index.ts'
import * as queries from './queries.ts'
import { saveRight } from './queries/rights.ts'
import { saveTimelineRule } from './queries/timeline.ts'
import { MeetingFile, RightsFile, TimelineFile } from './schema.ts'

type Row = z.infer<typeof MeetingFile>[number]
export const refOf = (row: Pick<Row, 'body' | 'session'>) => `${row.body}/${row.session}`

export const sections = [
  recordSection<Row>({
    file: 'meetings.yaml',
    schema: MeetingFile,
    key: refOf,
    check(rows, all) {
      const codes = (file: string) => new Set((all(file) as { code: string }[]).map((row) => row.code))
      const bodies = codes('bodies.yaml')
      const parties = codes('parties.yaml')
      const refs = new Set(rows.map(refOf))
      const faults = citationFaults(rows, refOf, new Set((all('sources.yaml') as { id: string }[]).map((row) => row.id)))
      for (const row of rows) {
        const add = (path: string, message: string) => faults.push({ key: refOf(row), path, message })
        if (!bodies.has(row.body)) add('/body', `body ${row.body} is not in bodies.yaml`)
        for (const [path, code] of [['/host', row.host], ['/country', row.country], ['/chair/party', row.chair?.party], ['/chair/coChair', row.chair?.coChair]] as const) {
          if (code && !parties.has(code)) add(path, `party ${code} is not in parties.yaml`)
        }
        if (row.prepares && !refs.has(row.prepares)) add('/prepares', `meeting ${row.prepares} is not in meetings.yaml`)
        if (row.endsOn && row.startsOn && row.startsOn.length === 10 && row.endsOn < row.startsOn) add('/endsOn', 'ends before it starts')
      }
      return faults
    },
    save: (tx, row) => queries.saveMeeting(tx, row),
  }),
  recordSection<z.infer<typeof RightsFile>[number]>({
    file: 'rights.yaml',
    schema: RightsFile,
    key: (row) => `${row.right} from ${row.from}`,
    save: (tx, row) => saveRight(tx, row),
  }),
  recordSection<z.infer<typeof TimelineFile>[number]>({
    file: 'timeline.yaml',
    schema: TimelineFile,
    key: (row) => `${row.key} from ${row.from}`,
    check(rows) {
      const known = new Set(['opening', 'closing', ...rows.map((row) => row.key)])
      return rows.flatMap((row) => [['/countedFrom', row.countedFrom], ['/since', row.since ?? 'opening']].filter(([, of]) => !known.has(of ?? '')).map(([path = '', of]) => ({ key: `${row.key} from ${row.from}`, path, message: `no date of the timeline is called ${of}` })))
    },
    save: (tx, row, position) => saveTimelineRule(tx, row, position),
  }),
]
