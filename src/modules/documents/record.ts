import type { z } from 'zod'
import { recordSection } from '../../kernel/record-load.ts'
import { citationFaults } from '../mechanism/index.ts'
import * as queries from './queries.ts'
import { saveSeries } from './queries/series.ts'
import { InstrumentFile } from './schema.ts'
import { PapersFile } from './schema/papers.ts'

type Row = z.infer<typeof InstrumentFile>[number]

export const sections = [
  recordSection<Row>({
    file: 'instruments.yaml',
    schema: InstrumentFile,
    key: (row) => row.id,
    check(rows, all) {
      const field = (file: string, name: string) => new Set((all(file) as Record<string, string>[]).map((row) => row[name]))
      const bodies = field('bodies.yaml', 'code')
      const parties = field('parties.yaml', 'code')
      const areas = field('priority-areas.yaml', 'slug')
      const meetings = new Set((all('meetings.yaml') as { body: string; session: string }[]).map((row) => `${row.body}/${row.session}`))
      const ids = new Set(rows.map((row) => row.id))
      const faults = citationFaults(rows, (row: Row) => row.id, field('sources.yaml', 'id'))
      for (const row of rows) {
        const add = (path: string, message: string) => faults.push({ key: row.id, path, message })
        row.of.forEach((code, index) => bodies.has(code) || add(`/of/${index}`, `body ${code} is not in bodies.yaml`))
        row.areas.forEach((slug, index) => areas.has(slug) || add(`/areas/${index}`, `area ${slug} is not in priority-areas.yaml`))
        if (row.partner && !parties.has(row.partner)) add('/partner', `party ${row.partner} is not in parties.yaml`)
        row.acts.forEach((act, index) => {
          if (act.by && !bodies.has(act.by)) add(`/acts/${index}/by`, `body ${act.by} is not in bodies.yaml`)
          if (act.meeting && !meetings.has(act.meeting)) add(`/acts/${index}/meeting`, `meeting ${act.meeting} is not in meetings.yaml`)
        })
        for (const kind of ['implements', 'replaces'] as const) row[kind].forEach((id, index) => ids.has(id) || add(`/${kind}/${index}`, `instrument ${id} is not in instruments.yaml`))
      }
      return faults
    },
    save: (tx, row) => queries.saveInstrument(tx, row),
  }),
  recordSection<z.infer<typeof PapersFile>[number]>({
    file: 'papers.yaml',
    schema: PapersFile,
    key: (row) => `${row.series} from ${row.from}`,
    save: (tx, row) => saveSeries(tx, row),
  }),
]
