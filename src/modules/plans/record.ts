import type { z } from 'zod'
import { recordSection } from '../../kernel/record-load.ts'
import { citationFaults } from '../mechanism/index.ts'
import { saveProgramme, saveStrategy } from './queries.ts'
import { ProgrammeFile, StrategyFile } from './schema.ts'

type Strategy = z.infer<typeof StrategyFile>[number]
type Programme = z.infer<typeof ProgrammeFile>[number]

export const sections = [
  recordSection<Strategy>({
    file: 'strategies.yaml',
    schema: StrategyFile,
    key: (row) => row.slug,
    check: (rows, all) => citationFaults(rows, (row: Strategy) => row.slug, new Set((all('sources.yaml') as { id: string }[]).map((row) => row.id))),
    save: (tx, row) => saveStrategy(tx, row),
  }),
  recordSection<Programme>({
    file: 'programmes.yaml',
    schema: ProgrammeFile,
    key: (row) => row.instrument,
    check(rows, all) {
      const field = (file: string, name: string) => new Set((all(file) as Record<string, string>[]).map((row) => row[name]))
      const [instruments, bodies, parties, areas, strategies] = [field('instruments.yaml', 'id'), field('bodies.yaml', 'code'), field('parties.yaml', 'code'), field('priority-areas.yaml', 'slug'), field('strategies.yaml', 'slug')]
      const ids = new Set(rows.map((row) => row.instrument))
      const faults = citationFaults(rows, (row: Programme) => row.instrument, field('sources.yaml', 'id'))
      const codes = new Map<string, string>()
      for (const row of rows) {
        const add = (path: string, message: string) => faults.push({ key: row.instrument, path, message })
        if (!instruments.has(row.instrument)) add('/instrument', `instrument ${row.instrument} is not in instruments.yaml`)
        if (row.plan !== null && !ids.has(row.plan)) add('/plan', `plan ${row.plan} is not in programmes.yaml`)
        if (row.body !== null && !bodies.has(row.body)) add('/body', `body ${row.body} is not in bodies.yaml`)
        if (row.partner !== null && !parties.has(row.partner)) add('/partner', `party ${row.partner} is not in parties.yaml`)
        row.areas.forEach((slug, index) => areas.has(slug) || add(`/areas/${index}`, `area ${slug} is not in priority-areas.yaml`))
        row.strategies.forEach((slug, index) => strategies.has(slug) || add(`/strategies/${index}`, `strategy ${slug} is not in strategies.yaml`))
        const other = codes.get(row.code)
        if (other !== undefined) add('/code', `code ${row.code} is that of ${other}`)
        codes.set(row.code, row.instrument)
      }
      return faults
    },
    save: (tx, row) => saveProgramme(tx, row),
  }),
]
