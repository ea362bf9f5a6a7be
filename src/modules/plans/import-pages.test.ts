import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'
import { perform } from '../../kernel/command.ts'
import { stageImport, takeImport } from './commands.ts'
import { readFileOf } from './import/file.ts'
import { tidyWorkbook, workbook } from './import/fixtures.ts'
import { listActivities } from './queries.ts'

let installation: TestInstallation
beforeEach(async () => {
  installation = await testInstallation()
  await modules.find(({ name }) => name === 'people')?.demonstrate?.(installation.db, testNow)
  return () => installation.close()
})

const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = '') => {
  const answer = await installation.app.request(at, { headers: cookie ? { cookie } : {} })
  return { status: answer.status, text: await answer.text() }
}
const post = async (at: string, cookie: string, body: Record<string, string> | FormData) => {
  const form = body instanceof FormData
  const answer = await installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', ...(form ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }, body: form ? body : new URLSearchParams(body).toString() })
  return { status: answer.status, text: await answer.text(), at: answer.headers.get('location') ?? '' }
}
const programme = '/plans/SOMTC/WP/2022'
const messyBytes = () => new Uint8Array(readFileSync(path.join(import.meta.dirname, 'fixtures', 'messy-matrix.xlsx')))
const send = (desk: string, bytes: Uint8Array, name = 'follow-up matrix (final 2).xlsx') => {
  const form = new FormData()
  form.set('file', new File([bytes as BlobPart], name))
  return post(`${programme}/import`, desk, form)
}
/** The fields of the big form as a browser would send them back. */
function fieldsOf(html: string): Record<string, string> {
  const form = /<form[^>]*mf-import[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('&lt;', '<')
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1]
    if (name && !(/type="checkbox"/.test(tag) && !/ checked/.test(tag))) fields[name] = plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) fields[name] = plain(/<option value="([^"]*)" selected/.exec(options)?.[1] ?? /<option selected value="([^"]*)"/.exec(options)?.[1] ?? '')
  return fields
}
const versionOf = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? ''
const activities = () => listActivities(installation.db, { actor: acting('SD'), now: testNow }, { programme: 'wp-2022-2024' })

describe('issue item 5: import what they have', () => {
  it('from a messy .xlsx: proposed, corrected, previewed, imported in one act; the rest waits; the reading is remembered', async () => {
    const desk = await asPerson('example-sd')
    const sent = await send(desk, messyBytes())
    expect(sent.status).toBe(303)
    const page = (await read(`${sent.at}?lang=en`, desk)).text
    expect(page).toContain('Have we read your file right?')
    expect(page).toContain('The head says so')
    expect(page).toContain('No date can be worked out from it')
    expect(page).toContain('2568 is 2025, which has no such day')
    expect(page).toContain('mid next year?')
    expect(await activities()).toHaveLength(0)
    // The workbook comes back with a note in each cell that is not understood, the cells themselves as they were.
    expect(page).toContain('The same file with notes in its cells')
    const noted = new Uint8Array(await (await installation.app.request(`${sent.at}/notes.xlsx?lang=en`, { headers: { cookie: desk } })).arrayBuffer())
    expect((await readFileOf(noted, 'noted.xlsx')).sheets).toEqual((await readFileOf(messyBytes(), 'messy.xlsx')).sheets)
    expect(noted.byteLength).toBeGreaterThan(messyBytes().byteLength)
    // Corrected: a cell, a currency, a party; a wrong currency stays beside its field with what was typed.
    const fields = fieldsOf(page)
    expect(fields['column-B']).toBe('title')
    const corrected = { ...fields, 'cell-8-F': '30/6/2568', currency: 'bahts', do: 'save' }
    const wrong = await post(sent.at, desk, corrected)
    expect([wrong.status, wrong.text.includes('href="#currency"'), wrong.text.includes('value="bahts"') || wrong.text.includes('value="BAHTS"')]).toEqual([422, true, true])
    const saved = await post(sent.at, desk, { ...corrected, currency: 'thb' })
    expect([saved.status, saved.at]).toEqual([303, sent.at])
    // It survives a reload, and nothing of it is in the programme.
    const again = (await read(`${sent.at}?lang=en`, desk)).text
    expect(again).toContain('<b>3</b> ready')
    expect(await activities()).toHaveLength(0)
    const preview = (await read(`${sent.at}/preview?lang=en`, desk)).text
    expect(preview).toContain('Completed, as reported')
    expect(preview).toContain('TER-1-01')
    // Without the decision nothing goes in; then what is read does.
    const refused = await post(`${sent.at}/take`, desk, { version: versionOf(preview), decision: '', partly: 'no' })
    expect([refused.status, refused.text.includes('href="#decision"'), refused.text.includes('href="#partly"')]).toEqual([422, true, true])
    expect(await activities()).toHaveLength(0)
    const taken = await post(`${sent.at}/take`, desk, { version: versionOf(preview), decision: 'SOMTC/22, item 5', partly: 'yes' })
    expect([taken.status, taken.at]).toEqual([303, sent.at])
    const rows = await activities()
    expect(rows.map(({ code, status, progress, dueOn }) => [code, status, progress, dueOn])).toEqual([['TER-1-01', 'ONG', 100, '2024-12-31'], ['TER-2-01', 'ONG', null, '2025-06-30'], ['TER-4-01', 'ONG', 100, '2025-06-30']])
    // and what the file said stands in the history.
    expect((await read(`${programme}/activities/TER-1-01?lang=en`, desk)).text).toContain('The file says: “Done”')
    const rest = (await read(`${sent.at}?lang=en`, desk)).text
    expect(rest).toContain('3 rows are in the programme')
    expect(rest).not.toContain('id="row-8"')
    // The rest: two rows left out, two answered.
    const more = await post(sent.at, desk, { ...fieldsOf(rest), 'cell-11-F': '28/2/2568', 'cell-11-G': 'in progress', 'cell-12-H': 'USD 5,000', 'row-13-answer': 'leave', do: 'preview' })
    expect(more.at).toBe(`${sent.at}/preview`)
    const last = await post(`${sent.at}/take`, desk, { version: versionOf((await read(more.at, desk)).text), decision: 'SOMTC/22, item 5' })
    expect([last.status, last.at]).toEqual([303, `${programme}/activities?imported=2`])
    expect((await read(sent.at, desk)).status).toBe(404)
    const relative = (await activities()).find(({ title }) => title.en === 'Report within six months')
    // Its day is worked out from the meeting each time it is read.
    expect(relative).toMatchObject({ dueAfter: { meeting: 'SOMTC/2', months: 6 } })
    expect(relative?.dueOn).toMatch(/^2002-1[0-2]/)
    // The same file: noticed, and taken again only when asked for. The same heads: read as before.
    const twice = await send(desk, messyBytes())
    const noticed = (await read(`${twice.at}?lang=en`, desk)).text
    expect(noticed).toContain('went into this programme before: 5 rows')
    expect(noticed).toContain('As you chose for these heads before')
    expect(noticed).toContain('The programme has this as TER-1-01 already')
    expect((await sql<{ n: number }>`select count(*)::int as n from audit_entry where command = 'programme.take-import'`.execute(installation.db)).rows[0]?.n).toBe(2)
  }, 60_000)

  it('only the Secretariat imports; another reader has no such page; a file that is none is told beside its field', async () => {
    const desk = await asPerson('example-sd')
    const focal = await asPerson('example-nf')
    expect((await read(`${programme}/import`, focal)).status).toBe(403)
    expect((await send(focal, messyBytes())).status).toBe(403)
    expect((await read(`${programme}/import`)).status).toBe(403)
    const wrong = await send(desk, new TextEncoder().encode('a,b,c'), 'programme.csv')
    expect([wrong.status, wrong.text.includes('href="#file"')]).toEqual([422, true])
    const huge = await send(desk, await workbook([{ rows: Array.from({ length: 30_000 }, (_, n) => [`Course ${n}`, n]) }]))
    expect(huge.status).toBe(422)
    expect(huge.text).toContain('30000')
    expect((await read(`${programme}/import/nothing`, desk)).status).toBe(404)
  }, 60_000)

  it('two officers at one draft: the second is told, and what was typed is on the page', async () => {
    const desk = await asPerson('example-sd')
    const sent = await send(desk, messyBytes())
    const fields = fieldsOf((await read(`${sent.at}?lang=en`, desk)).text)
    expect((await post(sent.at, desk, { ...fields, 'cell-8-F': '2025', do: 'save' })).status).toBe(303)
    const second = await post(sent.at, desk, { ...fields, 'cell-8-F': 'never again', do: 'save' })
    expect([second.status, second.text.includes('never again')]).toEqual([409, true])
  }, 60_000)

  it('the pages ask the database the same number of times whatever the file holds', async () => {
    const desk = await asPerson('example-sd')
    const count = async (rows: number) => {
      const sent = await send(desk, await tidyWorkbook(rows), `tidy ${rows}.xlsx`)
      await read(sent.at, desk)
      installation.queries.length = 0
      expect((await read(sent.at, desk)).status).toBe(200)
      expect((await read(`${sent.at}/preview`, desk)).status).toBe(200)
      return installation.queries.length
    }
    const few = await count(5)
    expect(await count(300)).toBe(few)
  }, 60_000)

  it('600 rows are imported at once, all or none', async () => {
    const { db } = installation
    const desk = acting('SD')
    const bytes = await tidyWorkbook(600)
    const { sheets, sha256 } = await readFileOf(bytes, 'programme.xlsx')
    const { id } = await perform(stageImport, { db, actor: desk, now: testNow, input: { programme: 'wp-2022-2024', fileName: 'programme.xlsx', sha256, sheets } })
    await perform(takeImport, { db, actor: desk, now: testNow, input: { draft: id, version: 1, decision: 'SOMTC/22' } })
    const rows = await activities()
    expect(rows).toHaveLength(600)
    expect(new Set(rows.map(({ code }) => code)).size).toBe(600)
    expect(rows.filter(({ status }) => status === 'COM')).toEqual([])
  }, 60_000)
})
