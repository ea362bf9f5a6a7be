import path from 'node:path'
import { expect, it } from 'vitest'
import { readRecord } from '../src/kernel/record-load.ts'
import { modules } from '../src/modules.ts'

it('the public record is without fault: every reference, number and date holds', async () => {
  const read = await readRecord(path.resolve(import.meta.dirname, '../data/asean-transnational-crime'), modules.flatMap((module) => module.record ?? []))
  const count = Object.fromEntries(read.map((part) => [part.section.file, part.rows.length]))
  expect(count['mandates/']).toBeGreaterThanOrEqual(140)
  expect(count['meetings.yaml']).toBeGreaterThanOrEqual(90)
})
