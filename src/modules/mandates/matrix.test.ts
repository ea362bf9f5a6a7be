import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow, testToday } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { modules } from '../../modules.ts'
import { acceptStatement, recordMandate, returnStatement, submitStatement } from './commands.ts'
import { demonstrate } from './demonstration.ts'
import { sendDigests } from './digest.ts'
import { needs } from './needs.ts'
import { listParties } from '../mechanism/index.ts'
import { listCells, listCommitments } from './queries/matrix.ts'
import { csvField, matrixOf } from './rules/matrix.ts'

let here: TestInstallation
const desk = acting('SD')
const deskTwo = { ...desk, person: { id: 'person-SD-2', name: 'Second officer' } }
const thai = acting('NF', { party: 'THA' })
let mandate = { id: '', symbol: '' }

const request = (input: unknown, actor = desk) => ({ db: here.db, actor, now: testNow, input })
const said = async (more: object, actor = thai) => {
  const id = await perform(submitStatement, request({ mandate: mandate.id, on: '2025-11-20', status: 'COMPLETED', text: 'Done.', language: 'en', marking: 'PUBLIC', ...more }, actor))
  await perform(acceptStatement, request({ statement: id }, deskTwo))
  return id
}
const table = async (asOf: string, actor = desk) => {
  const { rows } = await listCommitments(here.db, actor, { asOf, meeting: 'SOMTC/25' }, { limit: 50, offset: 0 })
  const column = rows.filter((row) => row.id === mandate.id)
  return matrixOf(await listParties(here.db), column, await listCells(here.db, actor, column.map((row) => row.id), asOf), asOf)
}
const kindOf = (matrix: Awaited<ReturnType<typeof table>>, party: string) => matrix.rows.find((row) => row.party.code === party)?.cells[0]?.kind

beforeAll(async () => {
  here = await testInstallation()
  mandate = await perform(recordMandate, request({ body: 'SOMTC', meeting: 'SOMTC/25', instrumentTitle: 'Report', paragraph: '9', title: 'Members send their laws', quote: 'The Meeting requested all members to send their laws.', verbs: ['requested'], class: 'C4', addressees: [{ all: 'members' }], due: { on: '2025-12-31' } }))
})

describe('members by commitments', () => {
  it('members stand in English alphabetical order; a member that came later has its cells hatched, and before it came no row', async () => {
    const now = await table(testToday)
    expect(now.rows.map((row) => row.party.code)).toEqual(['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'TLS', 'VNM'])
    expect(kindOf(now, 'TLS')).toBe('na')
    expect((await table('2025-10-25')).rows.map((row) => row.party.code)).not.toContain('TLS')
  })

  it('R-3.4.1 silence is "no report", never late; said by the member and said by others are told apart', async () => {
    await said({})
    await said({ party: 'VNM', status: 'IN_PROGRESS' }, desk)
    await said({ party: 'SGP' }, desk)
    const now = await table(testToday)
    expect([kindOf(now, 'THA'), kindOf(now, 'SGP'), kindOf(now, 'VNM'), kindOf(now, 'BRN')]).toEqual(['self', 'others', 'late', 'none'])
    expect(now.onRecord).toEqual([{ said: 3, of: 10 }])
  })

  it('as of a past day the table holds what was said by then, and the public sees no limited word', async () => {
    await said({ on: '2025-12-20', marking: 'LIMITED', status: 'CONTINUING', text: 'Limited words.' })
    expect(kindOf(await table('2025-11-19'), 'THA')).toBe('none')
    const open = await listCells(here.db, acting('PU'), [mandate.id], testToday)
    expect(open.some((cell) => cell.text.en === 'Limited words.')).toBe(false)
    const html = await (await here.app.request('http://localhost:3000/matrix?meeting=SOMTC/25&lang=en')).text()
    expect(html).toContain('3 of 10')
    expect(html).not.toContain('Limited words.')
    expect(html).not.toMatch(/>\d+ ?%/)
    const thaiPage = await (await here.app.request('http://localhost:3000/matrix?meeting=SOMTC/25&lang=th')).text()
    expect(thaiPage).toContain('๓\u00a0จาก\u00a0๑๐')
  })

  it('takes the same number of SQL statements for one column and for many', async () => {
    const count = async (path: string) => {
      const before = here.queries.length
      await here.app.request(`http://localhost:3000${path}`)
      return here.queries.length - before
    }
    await count('/matrix?columns=1&lang=en')
    expect(await count('/matrix?columns=40&page=1&lang=en')).toBe(await count('/matrix?columns=2&lang=en'))
  })

  it('CSV has a line for every cell and no cell becomes a formula', async () => {
    const text = await (await here.app.request('http://localhost:3000/matrix.csv?meeting=SOMTC/25&lang=en')).text()
    expect(text).toContain('"THA"')
    expect(csvField('=1+1')).toBe('"\'=1+1"')
  })

  it('a cell leads to where it comes from, with everything said before', async () => {
    const html = await (await here.app.request(`http://localhost:3000/matrix/${mandate.id}/THA?lang=en`)).text()
    expect(html).toContain('Said by Thailand itself')
    expect((await here.app.request(`http://localhost:3000/matrix/${mandate.id}/USA?lang=en`)).status).toBe(404)
  })
})

describe('what needs me', () => {
  const of = (actor: typeof desk) => needs({ db: here.db, actor, now: testNow, today: testToday, lang: 'en' })

  it('the desk sees statements to accept, never its own', async () => {
    const id = await perform(submitStatement, request({ mandate: mandate.id, on: '2026-01-02', status: null, text: 'More.', language: 'en' }))
    expect((await of(desk)).some((need) => need.href.endsWith(`#s${id}`))).toBe(false)
    expect((await of(deskTwo)).some((need) => need.href.endsWith(`#s${id}`))).toBe(true)
  })

  it('a focal point sees what is asked of its member, soonest due first, until it has spoken; and what was returned', async () => {
    const lao = acting('NF', { party: 'LAO' })
    const list = (await of(lao)).map((need) => need.dueOn).filter((due) => due !== null)
    expect(list).toEqual([...list].sort())
    expect((await of(lao)).some((need) => need.href === `/mandates/${mandate.id}/report`)).toBe(true)
    const id = await perform(submitStatement, request({ mandate: mandate.id, on: '2026-01-02', status: null, text: 'Sent.', language: 'en' }, lao))
    expect((await of(lao)).some((need) => need.what.includes('Report on: Members send their laws'))).toBe(false)
    await perform(returnStatement, request({ statement: id, note: 'Which laws?' }))
    expect((await of(lao)).find((need) => need.verb === 'Answer')?.why).toBe('The desk asks: Which laws?')
  })

  it('visitors and auditors have nothing to do', async () => {
    expect(await of(acting('AU'))).toEqual([])
  })
})

describe('the weekly letter', () => {
  const settings = { publicUrl: 'https://mufakat.example', zone: 'Asia/Jakarta' }
  const letters = async () => (await sql<{ to_address: string; subject: string; text: string; unique_key: string }>`select to_address, subject, text, unique_key from mail order by id`.execute(here.db)).rows

  it('comes once for a person and week, only with something new, in the person’s language', async () => {
    for (const module of modules.filter((each) => each.name === 'people')) await module.demonstrate?.(here.db, testNow)
    await sql`update auth_user set lang = 'th' where id = 'example-nf'`.execute(here.db)
    await sql`delete from mail`.execute(here.db)
    const monday = '2026-01-12T03:00:00.000Z'
    await perform(recordMandate, { db: here.db, actor: desk, now: monday, input: { body: 'SOMTC', meeting: 'SOMTC/25', instrumentTitle: 'Report', paragraph: '10', title: 'Members name contact points', quote: 'The Meeting requested all members to name contact points.', verbs: ['requested'], class: 'C4', addressees: [{ all: 'members' }], due: { on: '2026-01-15' } } })
    await sendDigests(here.db, monday, settings)
    const first = await letters()
    const focal = first.find((each) => each.to_address === 'example-nf@mufakat.example')
    expect(focal?.text).toContain('ครบกำหนดในสัปดาห์นี้')
    expect(focal?.text).toContain('https://mufakat.example/mandates/')
    expect(first.find((each) => each.to_address === 'example-hd@mufakat.example')?.text).toContain('Due this week')
    await sendDigests(here.db, '2026-01-14T01:00:00.000Z', settings)
    expect(await letters()).toEqual(first)
  })

  it('does not come in a week in which nothing is new', async () => {
    const before = (await letters()).length
    await sendDigests(here.db, '2026-03-02T01:00:00.000Z', settings)
    expect((await letters()).slice(before)).toEqual([])
  })
})

describe('the demonstration', () => {
  it('marks everything it writes, twice is the same as once, and public figures rest on no example', async () => {
    const figures = () => sql`select id, status_public from mandate where origin = 'record' order by id`.execute(here.db)
    const before = (await figures()).rows
    await demonstrate(here.db, testNow)
    const count = async () => (await sql<{ n: number }>`select count(*)::int as n from mandate_statement where origin = 'demonstration'`.execute(here.db)).rows[0]?.n
    const once = await count()
    expect(once).toBeGreaterThan(20)
    await demonstrate(here.db, testNow)
    expect(await count()).toBe(once)
    expect((await figures()).rows).toEqual(before)
    expect((await sql`select 1 from extraction_text where origin = 'demonstration'`.execute(here.db)).rows).toHaveLength(1)
    expect((await sql`select 1 from mandate where origin = 'demonstration' and marking = 'PUBLIC'`.execute(here.db)).rows).toEqual([])
    expect(await (await here.app.request('http://localhost:3000/matrix?lang=en')).text()).toContain('Example')
  })
})
