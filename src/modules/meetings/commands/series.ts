import { z } from 'zod'
import { defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { listParties } from '../../mechanism/index.ts'
import { lockSeries, saveSeries } from '../queries/plan.ts'
import { addSeries, findSeries } from '../queries/run.ts'
import { canPlan } from '../rules/state.ts'
import { SeriesInput, Version } from '../schema/plan.ts'
import { stale } from './acting.ts'

const specimens = () => ({ 'a series': null })

function daysOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }): Fault[] {
  return endsOn < startsOn ? [{ path: '/endsOn', code: 'meetings.ends-before' }] : []
}

/** Back-to-back meetings under one roof: one venue, one registration, one badge. */
export const createSeries = defineCommand({
  name: 'series.create',
  input: SeriesInput,
  load: async () => null,
  allow: (actor) => canPlan(actor),
  async run({ tx, now }, _subject, input) {
    const faults = daysOf(input)
    if (input.host !== null && !(await listParties(tx)).some((party) => party.code === input.host)) faults.push({ path: '/host', code: 'meetings.no-such-party' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const words = `${input.name.en} ${input.startsOn.slice(0, 4)}`.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60)
    for (let attempt = 1; attempt < 100; attempt += 1) {
      const id = attempt === 1 ? words : `${words}-${attempt}`
      if (await addSeries(tx, { id, name: input.name, zone: input.zone, host: input.host, city: input.city, venue: input.venue, startsOn: input.startsOn, endsOn: input.endsOn, origin: 'desk', now })) return { id }
    }
    throw new AppError('conflict', 'meetings.name-taken')
  },
  audit: (_subject, { id }, input) => ({ type: 'series', id, change: input }),
  specimens,
})

/** Its name, venue, host and days. The zone stays: every hour of its meetings is one of it. */
export const editSeries = defineCommand({
  name: 'series.edit',
  input: SeriesInput.omit({ zone: true }).extend({ series: z.string().max(80), version: Version }),
  async load({ tx, actor, now }, input) {
    const series = (await findSeries(tx, { actor, now }, input.series)) && (await lockSeries(tx, input.series))
    if (!series) throw missing()
    return series
  },
  allow: (actor) => canPlan(actor),
  async run({ tx }, series, input) {
    const faults = daysOf(input)
    if (input.host !== null && !(await listParties(tx)).some((party) => party.code === input.host)) faults.push({ path: '/host', code: 'meetings.no-such-party' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    if (!(await saveSeries(tx, { id: series.id, name: input.name, host: input.host, city: input.city, venue: input.venue, startsOn: input.startsOn, endsOn: input.endsOn, version: input.version }))) throw stale()
  },
  audit: (series, _result, input) => ({ type: 'series', id: series.id, change: { before: { name: series.name, host: series.host, venue: series.venue, startsOn: series.startsOn, endsOn: series.endsOn }, after: input } }),
  specimens: () => ({ 'a series': { id: 'X' } as never }),
})
