import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { perform } from '../../src/kernel/command.ts'
import { checkChain } from '../../src/kernel/audit.ts'
import { checkpointOf, proveCheckpoint } from '../../src/kernel/checkpoint.ts'
import { loadRecord, RecordRefused } from '../../src/kernel/record-load.ts'
import { linkMandate, recordMandate, supersedeMandate, unlinkMandate } from '../../src/modules/mandates/commands.ts'
import { modules } from '../../src/modules.ts'
import { acting, type TestInstallation, testInstallation, testNow } from '../installation.ts'

const sections = modules.flatMap((module) => module.record ?? [])
const fixture = path.resolve(import.meta.dirname, '../fixtures/river-commission')
let house: TestInstallation
let folder: string
const file = () => path.join(folder, 'mandates/ctr.yaml')
const load = () => loadRecord(house.db, folder, sections, testNow)
const refused = async () => load().then(() => [], (error: unknown) => { if (error instanceof RecordRefused) return error.faults; throw error })
const desk = (input: unknown) => ({ db: house.db, actor: acting('SD'), now: testNow, input })

beforeAll(async () => {
  house = await testInstallation({ template: 'empty' })
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'mufakat-hostile-')), 'river-commission')
  await cp(fixture, folder, { recursive: true })
  await load()
})

describe('loading the reviewed record beside what the desk has done', () => {
  it('a symbol that the desk has given is not overwritten: refused with file and line, nothing changed', async () => {
    const [known] = (await sql<{ body: string; meeting: string }>`select body, meeting from mandate where meeting is not null order by symbol limit 1`.execute(house.db)).rows
    await perform(recordMandate, desk({ title: 'From the desk', quote: 'We tasked it.', verbs: ['tasked'], class: 'C0', due: { none: true }, body: known?.body, meeting: known?.meeting, instrumentTitle: 'Paper', paragraph: '1' }))
    const [filed] = (await sql<{ symbol: string; id: string }>`select symbol, id from mandate where origin = 'desk'`.execute(house.db)).rows
    const text = await readFile(file(), 'utf8')
    const rows = text.split(/(?=^- symbol)/m).filter((row) => row.startsWith('- symbol'))
    const number = Number(filed?.symbol.split('.').at(-1))
    const twin = (rows[0] ?? '').replace(/^- symbol: .*/, `- symbol: ${filed?.symbol}`)
    await writeFile(file(), `${text.trimEnd()}\n${twin}`)
    const faults = await refused()
    await writeFile(file(), text)
    expect(number).toBeGreaterThan(1)
    expect(faults).toEqual([{ file: 'mandates/ctr.yaml', line: text.trimEnd().split('\n').length + 1, message: expect.stringContaining('was given at the desk') }])
    expect((await sql<{ title: { en: string } }>`select title from mandate where id = ${filed?.id}`.execute(house.db)).rows[0]?.title.en).toBe('From the desk')
  })

  it('links and successors recorded at the desk stay, an ended link stays ended, when the record is put right', async () => {
    const ids = (await sql<{ id: string; origin: string }>`select id, origin from mandate order by sort_on, id`.execute(house.db)).rows
    const [first, second] = ids.filter((row) => row.origin === 'record').map((row) => row.id)
    const [late] = ids.filter((row) => row.origin === 'desk').map((row) => row.id)
    if (!first || !second || !late) throw new Error('the fixture has too few decisions')
    await perform(supersedeMandate, desk({ mandate: first, by: late }))
    const links = async () => (await sql<{ child: string; parent: string }>`select child, parent from mandate_link order by 1, 2`.execute(house.db)).rows.map((row) => `${row.child} < ${row.parent}`)
    const [record] = (await links()).map((row) => row.split(' < '))
    if (record?.[0] && record[1]) await perform(unlinkMandate, desk({ child: record[0], parent: record[1], reason: 'no source says so' }))
    else await perform(linkMandate, desk({ child: second, parent: first }))
    const after = await links()
    const text = await readFile(file(), 'utf8')
    await writeFile(file(), text.replaceAll(/^( *title: \{ en: "?)/gm, '$1Put right '))
    expect(await readFile(file(), 'utf8')).not.toBe(text)
    await load()
    expect(await links()).toEqual(after)
    expect((await sql<{ superseded_by: string }>`select superseded_by from mandate where id = ${first}`.execute(house.db)).rows[0]?.superseded_by).toBe(late)
  })

  it('a file that is no text, holds NUL or refers to itself without end is refused with its name; so is a folder that is none', async () => {
    const text = await readFile(file(), 'utf8')
    const withText = async (content: string | Uint8Array) => {
      await writeFile(file(), content)
      const faults = await refused()
      await writeFile(file(), text)
      return faults.filter((fault) => fault.file === 'mandates/ctr.yaml').map((fault) => fault.message)
    }
    expect(await withText(Uint8Array.from([0xff, 0xfe, 0x41, 0x00]))).toContain('is not text in UTF-8')
    expect((await withText(text.replace(/en: "?/, 'en: "\\0 ').replace(/(en: "\\0 [^",]*)"?,/, '$1",'))).join()).toContain('NUL')
    const bomb = ['- a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdef'.split('').map((name, at) => `  ${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcde'[at]}`).join(',')}]`)].join('\n')
    expect((await withText(bomb)).join()).toContain('alias')
    await expect(loadRecord(house.db, '/nowhere/at/all', sections, testNow)).rejects.toThrow(RecordRefused)
  })
})

describe('the chain of acts', () => {
  it('one changed byte in one entry is named; a checkpoint is proven, a forged or broken one is not', async () => {
    const chain = await checkChain(house.db)
    const data = await mkdtemp(path.join(tmpdir(), 'mufakat-hostile-'))
    const checkpoint = await checkpointOf(house.db, chain, testNow, data)
    expect((await proveCheckpoint(house.db, checkpoint, data)).proven).toBe(true)
    const forged = { ...JSON.parse(checkpoint), entries: 1 }
    for (const text of ['', 'null', '[]', '{}', '{"entries":-1}', JSON.stringify(forged), JSON.stringify({ ...forged, signature: undefined })]) expect((await proveCheckpoint(house.db, text, data)).proven, text).toBe(false)
    await expect(sql`update audit_entry set change = change`.execute(house.db)).rejects.toThrow(/append only/)
    await expect(sql`delete from audit_entry`.execute(house.db)).rejects.toThrow(/append only/)
    const [last] = (await sql<{ number: string }>`select max(number) as number from audit_entry`.execute(house.db)).rows
    await house.db.connection().execute(async (connection) => {
      await sql`set session_replication_role = replica`.execute(connection)
      await sql`update audit_entry set change = overlay(change placing (case when substr(change, 3, 1) = 'x' then 'y' else 'x' end) from 3 for 1) where number = ${last?.number}`.execute(connection)
      await sql`set session_replication_role = origin`.execute(connection)
    })
    expect((await checkChain(house.db)).broken).toEqual({ number: last?.number, why: 'content' })
    expect((await proveCheckpoint(house.db, checkpoint, data)).proven).toBe(false)
  })
})
