import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { DataTable, Dots, numeral, PageTitle, Section } from '../../../ui/index.ts'
import { listInstruments } from '../../documents/index.ts'
import { countMandates } from '../../mandates/index.ts'
import { listAreas, listBodies, listDisagreements, listParties, listSources } from '../../mechanism/index.ts'
import { listMeetings } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { contractOf, type Operation, operationsOf } from '../openapi.ts'
import { AboutPages } from './sections.tsx'

export const dataPages = router()

dataPages.get('/open-data', async (c) => {
  const { db, actor, lang, today } = c.var
  const m = { en, th }[lang]
  const [meetings, instruments, bodies, parties, areas, sources, kept, mandates] = await Promise.all([listMeetings(db), listInstruments(db), listBodies(db), listParties(db), listAreas(db), listSources(db), listDisagreements(db), countMandates(db, actor, {}, today)])
  const publicKinds = ['meeting', 'area', 'instrument']
  const rows = [
    { name: m['open.mandates'], n: mandates, json: '/api/v1/mandates', csv: '/mandates.csv' },
    { name: m['open.meetings'], n: meetings.length, json: '/api/v1/meetings', csv: '/meetings.csv' },
    { name: m['open.instruments'], n: instruments.length, json: '/api/v1/instruments', csv: '/instruments.csv' },
    { name: m['open.bodies'], n: bodies.length, json: '/api/v1/bodies', csv: null },
    { name: m['open.parties'], n: parties.length, json: '/api/v1/parties', csv: null },
    { name: m['open.areas'], n: areas.length, json: '/api/v1/priority-areas', csv: null },
    { name: m['open.sources'], n: sources.length, json: '/api/v1/sources', csv: null },
    { name: m['open.disagreements'], n: kept.filter((one) => publicKinds.includes(one.subjectKind)).length, json: '/api/v1/disagreements', csv: null },
  ]
  return page(
    c,
    { title: m['open.title'], current: '/about' },
    <>
      <PageTitle title={m['open.title']} lede={m['open.lede']} tools={<Dots links={[{ href: '/api/v1', label: m['open.api'] }]} />} />
      <AboutPages lang={lang} current="/open-data" />
      <Section title={m['open.what']}>
        <DataTable
          caption={m['open.title']}
          measure
          columns={[
            { head: m['open.what'], rowHeader: true, cell: (row) => row.name },
            { head: m['open.n'], class: 'num', cell: (row) => numeral(lang, row.n) },
            { head: m['open.get'], cell: (row) => <Dots links={[...(row.csv ? [{ href: row.csv, label: <>CSV<span class="vh">: {row.name}</span></> }] : []), { href: row.json, label: <>JSON<span class="vh">: {row.name}</span></> }]} /> },
          ]}
          rows={rows}
        />
      </Section>
      <div class="prose"><Section title={m['open.terms']}><p>{m['open.terms-text']}</p></Section></div>
    </>,
  )
})

dataPages.get('/api/v1/openapi.json', (c) => c.json(contractOf(c.var.site)))

dataPages.get('/api/v1', async (c) => {
  const { lang, site } = c.var
  const m = { en, th }[lang]
  const operations = operationsOf(site)
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))]
  return page(
    c,
    { title: m['api.title'], current: '/about' },
    <>
      <PageTitle title={m['api.title']} lede={m['api.lede']} tools={<Dots links={[{ href: '/api/v1/openapi.json', label: m['api.document'] }, { href: '/open-data', label: m['open.title'] }]} />} />
      <div class="prose"><Section title={m['api.rules']}><p>{inCode(m['api.rules-text'])}</p></Section></div>
      {tags.map((tag) => (
        <Section title={tag === '' ? m['api.title'] : <span lang="en">{tag}</span>}>
          {operations.filter(({ operation }) => (operation.tags?.[0] ?? '') === tag).map((one) => <OperationEntry {...one} m={m} />)}
        </Section>
      ))}
    </>,
  )
})

function OperationEntry({ method, path, operation, m }: { method: string; path: string; operation: Operation; m: Record<keyof typeof en, unknown> }) {
  const words = m as Record<string, string>
  const parameters = operation.parameters ?? []
  const plain = method === 'GET' && !path.includes('{') && !parameters.some((parameter) => parameter.required)
  return (
    <article id={`${method}-${path}`.replace(/[^\w]+/g, '-')} lang="en">
      <h3 class="govuk-heading-s mf-after"><code>{method} {path}</code></h3>
      <p>{operation.summary} {plain && <a class="govuk-link" href={path}><span lang="">{words['api.try']}</span><span class="vh"> {path}</span></a>}</p>
      {operation.description && <p class="small">{inCode(operation.description)}</p>}
      {parameters.length > 0 && (
        <DataTable
          caption={`${words['api.parameters'] ?? ''}: ${method} ${path}`}
          measure
          columns={[
            { head: words['api.name'] ?? '', rowHeader: true, cell: (parameter) => <code>{parameter.name}</code> },
            { head: words['api.in'] ?? '', cell: (parameter) => `${parameter.in}${parameter.required ? `, ${words['api.required'] ?? ''}` : ''}` },
            { head: words['api.meaning'] ?? '', class: 'wide', cell: (parameter) => <>{inCode(parameter.description ?? parameter.schema?.description ?? '')} {parameter.schema?.enum && <code>{parameter.schema.enum.join(' | ')}</code>}{parameter.schema?.default !== undefined && <> (<code>{String(parameter.schema.default)}</code>)</>}</> },
          ]}
          rows={parameters}
        />
      )}
      <p class="small muted mf-after">{words['api.answers']}: {Object.entries(operation.responses ?? {}).map(([status, response]) => <><code>{status}</code> {inCode(response.description ?? '')} </>)}</p>
    </article>
  )
}

/** Words between backticks as code. */
const inCode = (text: string) => text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))
