import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { type Actor, visitor } from '../../kernel/actor.ts'
import { search } from '../../kernel/search.ts'
import { modules } from '../../modules.ts'
import { type FiledPaper, fileDocument, findDocument, listDocuments, searchScopeOfPapers } from './index.ts'

let here: TestInstallation
const desk = acting('SD', { body: 'SOMTC' })
const thai = acting('NF', { party: 'THA' })
const china = acting('DP', { party: 'CHN' })
const japan = acting('DP', { party: 'JPN' })
const reader = (actor: Actor, now = testNow) => ({ actor, now })

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => name === 'people' || name === 'meetings')) await module.demonstrate?.(here.db, testNow)
})

const paper = (more: Partial<FiledPaper> = {}): FiledPaper => ({
  meeting: 'SOMTC/26', series: 'WP', title: { en: 'Draft work programme', th: 'ร่างแผนงาน' }, purpose: 'decision', distribution: 'LIMITED', origin: 'desk',
  files: [{ lang: 'en', name: 'wp.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('x'), authentic: true, text: 'walrusfern' }], ...more,
})
const file = (more: Partial<FiledPaper> = {}, actor = desk, now = testNow) => here.db.transaction().execute((tx) => fileDocument({ tx, actor, now, files: here.files }, paper(more)))

describe('filing a paper another part of the program made', () => {
  it('R-1.8.1 numbers run in one series of one meeting, also when three are filed at once', async () => {
    const filed = await Promise.all([file({ series: 'PP' }), file({ series: 'PP' }), file({ series: 'PP' }), file({ series: 'PP', meeting: 'SOMTC+CHN/26', distribution: 'PARTNER', partner: 'CHN' })])
    expect(filed.map(({ symbol }) => symbol).sort()).toEqual(['SOMTC+CHN/26/PP.1', 'SOMTC/26/PP.1', 'SOMTC/26/PP.2', 'SOMTC/26/PP.3'])
  })

  it('R-1.8.3 a revision of a revision is the next revision of the first text, and absorbs corrections; an addendum to it hangs on it', async () => {
    const first = await file({ series: 'L' })
    const corr = await file({ series: 'L', modifies: first.symbol, modifier: 'Corr' })
    const rev1 = await file({ series: 'L', modifies: first.symbol, modifier: 'Rev' })
    const add = await file({ series: 'L', modifies: rev1.symbol, modifier: 'Add' })
    const rev2 = await file({ series: 'L', modifies: rev1.symbol, modifier: 'Rev' })
    expect([corr.symbol, rev1.symbol, add.symbol, rev2.symbol]).toEqual(['Corr.1', 'Rev.1', 'Rev.1/Add.1', 'Rev.2'].map((tail) => `${first.symbol}/${tail}`))
    const chain = await listDocuments(here.db, reader(desk), { chain: first.id })
    expect(chain.map(({ symbol, supersededBy }) => [symbol, supersededBy])).toEqual([[first.symbol, rev2.symbol], [corr.symbol, rev2.symbol], [rev1.symbol, rev2.symbol], [add.symbol, null], [rev2.symbol, null]])
  })

  it('a paper stands in the log as registered by the person in the capacity', async () => {
    const { id, symbol } = await file({}, thai)
    const row = (await sql<{ actor: string; change: string }>`select actor, change from audit_entry where command = 'document.register' and subject_id = ${id}`.execute(here.db)).rows[0]
    expect(JSON.parse(row?.actor ?? '{}').capacity.party).toBe('THA')
    expect(JSON.parse(row?.change ?? '{}').symbol).toBe(symbol)
    expect((await findDocument(here.db, reader(thai), symbol))?.submittedBy).toBe('THA')
  })

  it('US-08 AC2 what is not for a reader is found by neither its symbol, its id, a list nor the search', async () => {
    const own = await file({ meeting: 'SOMTC+CHN/26', distribution: 'PARTNER', partner: 'CHN', title: { en: 'Joint plan gnufern', th: 'แผนร่วม gnufern' } })
    const sees = async (actor: Actor) => [
      (await findDocument(here.db, reader(actor), own.symbol)) !== null, (await findDocument(here.db, reader(actor), own.id)) !== null, (await listDocuments(here.db, reader(actor))).some(({ id }) => id === own.id),
      (await search(here.db, { ...reader(actor), scopes: [searchScopeOfPapers] }, { text: 'gnufern', limit: 10, offset: 0 })).total === 1,
    ]
    for (const actor of [desk, thai, china]) expect(await sees(actor), actor.person?.id).toEqual([true, true, true, true])
    for (const actor of [japan, visitor, acting('OB', { party: 'UNODC' }), acting('SA'), acting('LE', { party: 'SGP' })]) expect(await sees(actor), actor.person?.id).toEqual([false, false, false, false])
  })
})
