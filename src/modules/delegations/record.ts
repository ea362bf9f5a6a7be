import { recordSection } from '../../kernel/record-load.ts'
import { citationFaults } from '../mechanism/index.ts'
import * as queries from './queries.ts'
import { type Occasion, overlaps, spanOf } from './rules.ts'
import { DesignationFile, type DesignationFileRow } from './schema.ts'

type Of<Kind extends DesignationFileRow['kind']> = Extract<DesignationFileRow, { kind: Kind }>
type MeetingRow = { body: string; session: string; startsOn: string | null }

export const sections = [
  recordSection<DesignationFileRow>({
    file: 'designations.yaml',
    schema: DesignationFile,
    key: (row) => row.id,
    check(rows, all) {
      const field = (file: string, name: string) => new Set((all(file) as Record<string, string>[]).map((row) => row[name]))
      const [bodies, parties] = [field('bodies.yaml', 'code'), field('parties.yaml', 'code')]
      const occasions = new Map((all('meetings.yaml') as MeetingRow[]).map((row): [string, Occasion] => [`${row.body}/${row.session}`, { ref: `${row.body}/${row.session}`, body: row.body, ordinal: /^\d+$/.test(row.session) ? Number(row.session) : null, starts: row.startsOn }]))
      const occasionOf = (ref: string) => occasions.get(ref) ?? null
      const of = <Kind extends DesignationFileRow['kind']>(kind: Kind) => rows.filter((row): row is Of<Kind> => row.kind === kind)
      const posts = new Map(of('post').map((row) => [row.id, row]))
      const faults = citationFaults(rows, (row: DesignationFileRow) => row.id, field('sources.yaml', 'id'))
      const add = (key: string, path: string, message: string) => faults.push({ key, path, message })

      for (const row of rows) {
        if ('party' in row && !parties.has(row.party)) add(row.id, '/party', `party ${row.party} is not in parties.yaml`)
        if ('body' in row && !bodies.has(row.body)) add(row.id, '/body', `body ${row.body} is not in bodies.yaml`)
      }
      for (const row of of('known-head')) if (row.meeting !== null && occasionOf(row.meeting)?.body !== row.body) add(row.id, '/meeting', `meeting ${row.meeting} of ${row.body} is not in meetings.yaml`)
      for (const row of of('incumbency')) if (!posts.has(row.post)) add(row.id, '/post', `post ${row.post} is not in this file`)
      const designations = of('designation')
      for (const row of designations) {
        if (row.post !== null && posts.get(row.post)?.party !== row.party) add(row.id, '/post', `post ${row.post} of ${row.party} is not in this file`)
        for (const [path, point] of [['/from', row.from], ['/until', row.until]] as const) if (point && 'meeting' in point && occasionOf(point.meeting) === null) add(row.id, `${path}/meeting`, `meeting ${point.meeting} is not in meetings.yaml`)
        if (row.supersedes !== null && !designations.some((other) => other.id === row.supersedes)) add(row.id, '/supersedes', `designation ${row.supersedes} is not in this file`)
        const { from, until } = spanOf({ since: row.from, until: row.until }, occasionOf)
        if (until !== null && until <= from) add(row.id, '/until', 'ends before it begins')
      }
      for (const [a, b] of overlaps(designations.map((row) => ({ ...row, since: row.from })), occasionOf)) {
        add(b.id, '/from', `overlaps ${a.id}: at any time one designation of ${b.function} of ${b.party} for ${b.body} may be in force (R-4.1.1)`)
      }
      const held = of('incumbency').map((row) => ({ id: row.id, party: row.post, body: row.as === 'vacant' ? 'substantive' : row.as, function: 'head' as const, since: { date: row.from ?? '0001' }, until: row.until === null ? null : { date: row.until } }))
      for (const [a, b] of overlaps(held, occasionOf)) add(b.id, '/from', `overlaps ${a.id}: a post has one holder at a time`)
      return faults
    },
    async save(tx, row) {
      if (row.kind === 'post') await queries.savePost(tx, { id: row.id, party: row.party, name: row.name, citations: row.sources, origin: 'record' })
      else if (row.kind === 'known-head') await queries.saveKnownHead(tx, { ...row, citations: row.sources })
      else if (row.kind === 'incumbency') await queries.saveIncumbency(tx, { ...row, kind: row.as, citations: row.sources, origin: 'record', enteredBy: null, enteredAt: null })
      else await queries.saveDesignation(tx, { ...row, since: row.from, citations: row.sources, origin: 'record', enteredBy: null, enteredRole: null, enteredAt: null, verifiedBy: null, verifiedAt: null })
    },
  }),
]
