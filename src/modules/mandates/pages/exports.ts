import { dataVersion } from '../../../kernel/db.ts'
import { AppError, type Fault } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { csvOf, xlsxOf } from '../export.ts'
import { readDirectory } from '../directory.ts'
import { readFacets, readFilter, withPlus } from '../filters.ts'
import { listMandatesAfter, type MandateSummary } from '../queries.ts'
import type { MandateFilter } from '../schema.ts'
import { speaker } from '../wording.ts'
import { askedAsOf } from './as-of.tsx'

const step = 1000

export async function exportCsv(c: Reply): Promise<Response> {
  const { batches, speak, day, name } = await asked(c)
  return answer(c, csvOf(batches, speak, day), 'text/csv; charset=utf-8', `${name}.csv`)
}

export async function exportXlsx(c: Reply): Promise<Response> {
  const { batches, speak, day, name } = await asked(c)
  return answer(c, await xlsxOf(batches, speak, day), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', `${name}.xlsx`)
}

const answer = (c: Reply, body: ReadableStream<Uint8Array>, type: string, name: string): Response =>
  c.body(body, 200, { 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' })

/** The same filters as the page, all of the list, newest first. */
async function asked(c: Reply) {
  const { db, actor, today, lang } = c.var
  const version = await dataVersion(db)
  const directory = await readDirectory(db, version)
  const query = withPlus(c.req.query())
  const when = askedAsOf(query['asOf'], directory, today)
  const { filter, faults } = readFilter({ ...query, asOf: when.canonical ?? (when.problem ? '' : query['asOf']) }, directory, await readFacets(db, actor, undefined, today, version))
  const all: Fault[] = [...faults, ...(when.problem ? [{ path: '/asOf', code: 'fault' in when.problem ? when.problem.fault : 'mandate.as-of-ask' }] : [])]
  if (all.length > 0) throw new AppError('malformed', 'input.invalid', { faults: all })
  const day = filter.asOf ?? today
  return { batches: batchesOf(c, filter), speak: speaker(lang, directory), day, name: `mandates-${day}` }
}

async function* batchesOf(c: Reply, filter: Partial<MandateFilter>): AsyncGenerator<MandateSummary[]> {
  const { db, actor, today } = c.var
  let after: { sortOn: string; number: number; id: string } | null = null
  for (;;) {
    const batch: MandateSummary[] = await listMandatesAfter(db, actor, filter, today, after, step)
    if (batch.length > 0) yield batch
    if (batch.length < step) return
    after = batch.at(-1) ?? null
  }
}
