import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type Command, perform } from '../../kernel/command.ts'
import { plainText, type Paper } from '../../kernel/paper.ts'
import { addPackPart, beginPack, editPackPart } from './commands-pack.ts'
import { fitPack, readPack } from './pack-facts.ts'
import { plainPack } from './present/plain.ts'
import { findPack, listParts } from './queries-pack.ts'
import type { Pack, WrittenSection } from './schema-pack.ts'

const site = 'https://mufakat.example.org'
const desk = acting('SD')
const after = 'AMMTC/19'
let here: TestInstallation
beforeAll(async () => void (here = await testInstallation()))

const act = <Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>, input: unknown, actor: Actor = desk, now = testNow): Promise<Result> => perform(command, { db: here.db, actor, now, input })
const pack = async (): Promise<Pack> => {
  const found = await findPack(here.db, after)
  if (!found) throw new Error('no pack')
  return found
}
const begun = async (): Promise<Pack> => (await findPack(here.db, after)) ?? (await act(beginPack, { after }).then(pack))
const add = async (section: WrittenSection, en: string, more: Record<string, unknown> = {}) => { const { id, version } = await begun(); return act(addPackPart, { pack: id, version, section, text: { en, th: `ไทย ${en}` }, ...more }) }
const facts = async (now = testNow) => {
  const found = await begun()
  const read = await readPack(here.db, found, await listParts(here.db, found.id), now.slice(0, 10), now)
  if (!read) throw new Error('no facts')
  return read
}
const fitted = async (now = testNow) => fitPack(await facts(now), { site, symbol: null })
const gate = async (name: string) => (await fitted()).gates.find((one) => one.gate === name)?.open
const rowsOf = (paper: Paper) => paper.blocks.flatMap((block) => (block.kind === 'table' && block.columns.length === 6 && !block.hideHead ? block.rows : []))

describe('US-19 ministerial report pack', () => {
  it('AC1 R-3.5.1 every C4 to C6 decision of the last AMMTC stands in the table of the pack once, in both languages', async () => {
    const asked = (await sql<{ symbol: string }>`select symbol from mandate where meeting = ${after} and class between 'C4' and 'C6' order by symbol`.execute(here.db)).rows.map(({ symbol }) => symbol)
    expect(asked).toHaveLength(10)
    const { papers } = await fitted()
    for (const lang of ['en', 'th'] as const) {
      const shown = rowsOf(papers[lang]).map((row) => `${after}/${plainText(row[0]?.[0] ?? [])}`)
      expect(shown.toSorted()).toEqual(asked.toSorted())
    }
  })

  it('AC3 a decision sought has its class from the rules of extraction; the desk may set another', async () => {
    await add('decision', 'The Meeting adopted the SOMTC Work Programme 2026–2028.')
    const { id } = await add('decision', 'The Meeting tasked SOMTC to carry out the roadmap and to report to the 21st AMMTC.')
    await add('decision', 'The Meeting invited the United Nations Office on Drugs and Crime to support the training.')
    await add('decision', 'The Meeting noted the report.')
    const sought = (await listParts(here.db, (await pack()).id)).filter((part) => part.section === 'decision' && part.calledFor === null)
    expect(sought.map((part) => [part.verb, part.readClass])).toEqual([['adopted', 'C6'], ['tasked', 'C5'], ['invited', 'C4'], ['noted', 'C1']])
    // What was proposed from the record is classed the same way: an end is decided, an owner is tasked.
    const proposed = (await listParts(here.db, (await pack()).id)).filter((part) => part.calledFor !== null)
    expect(proposed.length).toBeGreaterThan(1)
    expect(new Set(proposed.map((part) => [part.calledFor?.split(':')[0], part.readClass].join()))).toEqual(new Set(['ends,C6', 'owner,C5']))
    // “Noted” asks nothing: it is no decision to seek.
    expect(await gate('class')).toEqual([`1.${proposed.length + 4}`])
    await act(editPackPart, { pack: (await pack()).id, version: (await pack()).version, part: id, text: { en: 'The Meeting tasked SOMTC to carry out the roadmap.', th: 'มอบหมาย' }, class: 'C4' })
    const edited = (await listParts(here.db, (await pack()).id)).find((part) => part.id === id)
    expect([edited?.readClass, edited?.class]).toEqual(['C5', 'C4'])
    expect(JSON.stringify((await fitted()).papers.en.blocks)).toContain('Would be class C4')
  })

  it('R-3.3.2 the status says both rates with their n, never one; no report is never “not done”', async () => {
    const words = plainPack((await fitted()).papers.en)
    expect(words).not.toMatch(/not done|implementation rate/i)
  })
})
