import { z } from 'zod'
import { recordSection } from '../../kernel/record-load.ts'
import * as queries from './queries.ts'
import { AreaFile, BodyFile, CadenceFile, HolidayFile, MechanismFile, PartyFile, RotationFile, SourceFile } from './schema.ts'

type Fault = { key: string; path: string; message: string }

const keysOf = (rows: unknown[], field: string) => new Set((rows as Record<string, string>[]).map((row) => row[field]))

/** Faults for every citation below a row that names a source the record does not have. */
export function citationFaults(rows: unknown[], keyOf: (row: never) => string, sources: ReadonlySet<string | undefined>): Fault[] {
  const faults: Fault[] = []
  const visit = (value: unknown, path: string, key: string) => {
    if (Array.isArray(value)) value.forEach((inner, index) => visit(inner, `${path}/${index}`, key))
    else if (value !== null && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'source' && typeof inner === 'string' && !sources.has(inner)) faults.push({ key, path: `${path}/source`, message: `source ${inner} is not in sources.yaml` })
        else visit(inner, `${path}/${name}`, key)
      }
    }
  }
  for (const row of rows) visit(row, '', keyOf(row as never))
  return faults
}

export const sections = [
  recordSection<z.infer<typeof MechanismFile>>({
    file: 'mechanism.yaml',
    required: true,
    schema: z.array(MechanismFile).length(1),
    key: (row) => row.code,
    save: (tx, row) => queries.saveMechanism(tx, row),
  }),
  recordSection<z.infer<typeof SourceFile>[number]>({ file: 'sources.yaml', required: true, schema: SourceFile, key: (row) => row.id, save: (tx, row) => queries.saveSource(tx, row) }),
  recordSection<z.infer<typeof PartyFile>[number]>({
    file: 'parties.yaml',
    required: true,
    schema: PartyFile,
    key: (row) => row.code,
    check: (rows, all) => citationFaults(rows, (row: { code: string }) => row.code, keysOf(all('sources.yaml'), 'id')),
    save: (tx, row) => queries.saveParty(tx, row),
  }),
  recordSection<z.infer<typeof BodyFile>[number]>({
    file: 'bodies.yaml',
    required: true,
    schema: BodyFile,
    key: (row) => row.code,
    check(rows, all) {
      const codes = keysOf(rows, 'code')
      const parties = keysOf(all('parties.yaml'), 'code')
      const faults = citationFaults(rows, (row: { code: string }) => row.code, keysOf(all('sources.yaml'), 'id'))
      const parentOf = new Map(rows.map((row) => [row.code, row.parent]))
      for (const row of rows) {
        if (row.parent !== null && !codes.has(row.parent)) faults.push({ key: row.code, path: '/parent', message: `body ${row.parent} is not in bodies.yaml` })
        if (row.partner && !parties.has(row.partner)) faults.push({ key: row.code, path: '/partner', message: `party ${row.partner} is not in parties.yaml` })
        const passed = new Set<string>()
        for (let at: string | null | undefined = row.code; at; at = parentOf.get(at)) {
          if (passed.has(at)) {
            faults.push({ key: row.code, path: '/parent', message: `the line of authority of ${row.code} runs in a circle` })
            break
          }
          passed.add(at)
        }
      }
      return faults
    },
    save: (tx, row, position) => queries.saveBody(tx, row, position),
  }),
  recordSection<z.infer<typeof CadenceFile>[number]>({
    file: 'cadence.yaml',
    schema: CadenceFile,
    key: (row) => `${row.body} from ${row.from}`,
    check: (rows, all) => [
      ...citationFaults(rows, (row: z.infer<typeof CadenceFile>[number]) => `${row.body} from ${row.from}`, keysOf(all('sources.yaml'), 'id')),
      ...rows.filter((row) => !keysOf(all('bodies.yaml'), 'code').has(row.body)).map((row) => ({ key: `${row.body} from ${row.from}`, path: '/body', message: `body ${row.body} is not in bodies.yaml` })),
    ],
    save: (tx, row) => queries.saveCadence(tx, row),
  }),
  recordSection<z.infer<typeof RotationFile>[number]>({
    file: 'rotation.yaml',
    schema: RotationFile,
    key: (row) => `${row.body} ${JSON.stringify(row.from)}`,
    save: (tx, row, position) => queries.saveRotation(tx, row, position),
  }),
  recordSection<z.infer<typeof AreaFile>[number]>({
    file: 'priority-areas.yaml',
    schema: AreaFile,
    key: (row) => row.slug,
    check: (rows, all) => [
      ...citationFaults(rows, (row: { slug: string }) => row.slug, keysOf(all('sources.yaml'), 'id')),
      ...rows.flatMap((row) =>
        row.leads.flatMap((lead, index) => (keysOf(all('parties.yaml'), 'code').has(lead.party) ? [] : [{ key: row.slug, path: `/leads/${index}/party`, message: `party ${lead.party} is not in parties.yaml` }])),
      ),
    ],
    save: (tx, row) => queries.saveArea(tx, row),
  }),
  recordSection<z.infer<typeof HolidayFile>[number]>({ file: 'holidays.yaml', schema: HolidayFile, key: (row) => `${row.day} ${row.where}`, save: (tx, row) => queries.saveHoliday(tx, row) }),
]
