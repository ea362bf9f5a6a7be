import { recordSection } from '../../kernel/record-load.ts'
import { citationFaults } from '../mechanism/index.ts'
import * as queries from './queries/record.ts'
import { MandateFile, type MandateRow } from './schema.ts'

export const sections = [
  recordSection<MandateRow>({
    file: 'mandates/',
    schema: MandateFile,
    key: (row) => row.symbol,
    check(rows, all) {
      const field = (file: string, name: string) => new Set((all(file) as Record<string, string>[]).map((row) => row[name]))
      const bodies = field('bodies.yaml', 'code')
      const parties = field('parties.yaml', 'code')
      const areas = field('priority-areas.yaml', 'slug')
      const instruments = field('instruments.yaml', 'id')
      const meetings = new Set((all('meetings.yaml') as { body: string; session: string }[]).map((row) => `${row.body}/${row.session}`))
      const symbols = new Set(rows.map((row) => row.symbol))
      const faults = citationFaults(rows, (row: MandateRow) => row.symbol, field('sources.yaml', 'id'))
      for (const row of rows) {
        const add = (path: string, message: string) => faults.push({ key: row.symbol, path, message })
        if (!bodies.has(row.body)) add('/body', `body ${row.body} is not in bodies.yaml`)
        if (row.meeting !== null && !meetings.has(row.meeting)) add('/meeting', `meeting ${row.meeting} is not in meetings.yaml`)
        if (!instruments.has(row.instrument)) add('/instrument', `instrument ${row.instrument} is not in instruments.yaml`)
        row.areas.forEach((slug, index) => areas.has(slug) || add(`/areas/${index}`, `area ${slug} is not in priority-areas.yaml`))
        row.parents.forEach((parent, index) => symbols.has(parent.symbol) || add(`/parents/${index}`, `mandate ${parent.symbol} is not in mandates/`))
        if (row.supersededBy && !symbols.has(row.supersededBy)) add('/supersededBy', `mandate ${row.supersededBy} is not in mandates/`)
        row.addressees.forEach((who, index) => {
          if ('body' in who && !('role' in who) && who.body && !bodies.has(who.body)) add(`/addressees/${index}`, `body ${who.body} is not in bodies.yaml`)
          if ('party' in who && !parties.has(who.party)) add(`/addressees/${index}`, `party ${who.party} is not in parties.yaml`)
        })
        row.effects.forEach((effect, index) => {
          if (effect.instrument && !instruments.has(effect.instrument)) add(`/effects/${index}`, `instrument ${effect.instrument} is not in instruments.yaml`)
          if (effect.area && !areas.has(effect.area)) add(`/effects/${index}`, `area ${effect.area} is not in priority-areas.yaml`)
        })
        row.statements.forEach((statement, index) => statement.party && !parties.has(statement.party) && add(`/statements/${index}/party`, `party ${statement.party} is not in parties.yaml`))
      }
      for (const [at, message] of circles(rows)) faults.push({ key: at, path: '/parents', message })
      for (const [at, message] of gaps(rows)) faults.push({ key: at, path: '/symbol', message })
      return faults
    },
    async conflicts(tx, rows) {
      const taken = await queries.filedAtDesk(tx, rows.map((row) => row.symbol))
      return taken.map(({ symbol, title }) => ({ key: symbol, path: '/symbol', message: `${symbol} was given at the desk meanwhile, to "${title.en}"; the record may not overwrite it` }))
    },
    proof: async (tx) => (await queries.findCircle(tx)).map((symbol) => ({ key: symbol, path: '/parents', message: `with the links made at the desk the chain through ${symbol} runs in a circle` })),
    save: (tx, row, _position, now) => queries.saveRecordMandate(tx, row, now),
    finish: queries.finishRecord,
  }),
]

/** A decision cannot descend from itself. */
function* circles(rows: MandateRow[]): Generator<[string, string]> {
  const parents = new Map(rows.map((row) => [row.symbol, row.parents.map((parent) => parent.symbol)]))
  const settled = new Set<string>()
  for (const row of rows) {
    const path: string[] = []
    const visit = (symbol: string): string[] | null => {
      if (settled.has(symbol)) return null
      if (path.includes(symbol)) return [...path.slice(path.indexOf(symbol)), symbol]
      path.push(symbol)
      for (const parent of parents.get(symbol) ?? []) {
        const circle = visit(parent)
        if (circle) return circle
      }
      path.pop()
      settled.add(symbol)
      return null
    }
    const circle = visit(row.symbol)
    if (circle) yield [row.symbol, `the chain runs in a circle: ${circle.join(' → ')}`]
  }
}

/** US-06 AC5: decision numbers run without gaps per body and session. */
function* gaps(rows: MandateRow[]): Generator<[string, string]> {
  const sessions = new Map<string, { number: number; symbol: string }[]>()
  for (const row of rows) {
    const cut = row.symbol.lastIndexOf('/')
    const session = row.symbol.slice(0, cut)
    sessions.set(session, [...(sessions.get(session) ?? []), { number: Number(row.symbol.slice(cut + 5)), symbol: row.symbol }])
  }
  for (const [session, list] of sessions) {
    const sorted = list.sort((a, b) => a.number - b.number)
    const wrong = sorted.find((entry, index) => entry.number !== index + 1)
    if (wrong) yield [wrong.symbol, `decision numbers of ${session} have a gap before ${wrong.number}`]
  }
}
