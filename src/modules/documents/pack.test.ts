import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { pdfOf } from '../../../tests/fixtures/files.ts'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'
import { fileDocument, type FiledPaper } from './index.ts'

let here: TestInstallation
const pack = '/meetings/SOMTC/26/pack'
beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => name === 'people' || name === 'meetings')) await module.demonstrate?.(here.db, testNow)
})

const signedIn = (person: string) => here.signedIn(person)
const get = (at: string, cookie: string) => here.app.request(at, { headers: { cookie } })
const list = async (cookie: string) => ((await (await get(`${pack}.json`, cookie)).json()) as { files: { url: string }[] }).files.map((file) => file.url)
const filed = (more: Partial<FiledPaper> = {}) => here.db.transaction().execute((tx) => fileDocument({ tx, actor: acting('SD'), now: testNow, files: here.files }, {
  meeting: 'SOMTC/26', series: 'WP', title: { en: 'Limited tapirfern', th: 'จำกัด' }, purpose: 'decision', distribution: 'LIMITED', origin: 'desk', files: [{ lang: 'en', name: 'a.pdf', type: 'application/pdf', bytes: pdfOf([`${Math.random()}`]), authentic: true }], ...more,
}))

it('US-08 AC2 the offline pack holds what its reader sees, as it stands, and no trace of the rest', async () => {
  const first = await filed()
  const rev = await filed({ modifies: first.symbol, modifier: 'Rev', title: { en: 'Limited tapirfern revised', th: 'จำกัด' } })
  const open = await filed({ distribution: 'GENERAL', title: { en: 'General wombatfern', th: 'ทั่วไป' } })
  const member = await signedIn('example-nf')
  const urls = await list(member)
  expect(urls.some((url) => url.includes(first.id))).toBe(false)
  for (const { id } of [rev, open]) expect(urls.filter((url) => url.includes(id))).toHaveLength(1)
  const page = await (await get(`${pack}?lang=en`, member)).text()
  for (const word of ['tapirfern revised', 'wombatfern', rev.symbol]) expect(page).toContain(word)
  expect(await (await get(`${pack}?lang=th`, member)).text()).toContain('เก็บไว้ในเครื่องนี้')

  const host = await signedIn('example-hl')
  expect((await list(host)).every((url) => url.includes(open.id))).toBe(true)
  expect(await (await get(pack, host)).text()).not.toContain('tapirfern')
  const own = urls.find((url) => url.includes(rev.id)) ?? ''
  expect((await get(own, member)).status).toBe(200)
  expect((await get(own, host)).status).toBe(404)
  expect((await get(own.replace('SOMTC/26', 'SOMTC+CHN/26'), member)).status).toBe(404)
  expect((await get(`${own.slice(0, -12)}${'0'.repeat(12)}`, member)).status).toBe(404)
  for (const at of [pack, `${pack}.json`, own]) {
    expect((await get(at, '')).status, at).toBe(404)
    expect((await get(at, await signedIn('example-pr'))).status, at).toBe(404)
  }
})

it('US-08 AC3 what is called back is out of the list and has no address at once', async () => {
  const paper = await filed()
  const cookie = await signedIn('example-nf')
  const url = (await list(cookie)).find((each) => each.includes(paper.id)) ?? ''
  await sql`update official_document set recalled_at = ${testNow} where id = ${paper.id}`.execute(here.db)
  expect(await list(cookie)).not.toContain(url)
  expect((await get(url, cookie)).status).toBe(404)
})

it('a page tells whose it is by a drawn name, other for another person, and none for visitors', async () => {
  const nameOn = async (cookie: string) => /data-reader="([0-9a-f]{16})"/.exec(await (await get('/meetings', cookie)).text())?.[1]
  const [one, other, again, nobody] = [await nameOn(await signedIn('example-nf')), await nameOn(await signedIn('example-hd')), await nameOn(await signedIn('example-nf')), await nameOn('')]
  expect(one).toBeDefined()
  expect([other === one, again === one, nobody]).toEqual([false, true, undefined])
})

it('the list and the page take the same number of statements, however many papers there are', async () => {
  const cookie = await signedIn('example-nf')
  const count = async () => {
    here.queries.length = 0
    await get(pack, cookie)
    return here.queries.length
  }
  await count()
  const before = await count()
  for (let made = 0; made < 5; made += 1) await filed()
  // What is remembered for a version of the data is read anew once.
  await count()
  expect(await count()).toBe(before)
})
