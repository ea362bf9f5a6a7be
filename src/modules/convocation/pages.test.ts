import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TestInstallation } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { drafted, asked, chair, desk, exampleWeek, series, site } from '../../../tests/convocation-week.ts'
import { issueLetters, proposeLetters } from './commands.ts'
import { listLetters } from './queries.ts'
import { demonstrate } from './demonstration.ts'

let here: TestInstallation
const cookies = new Map<string, string>()

async function signedIn(person: string): Promise<string> {
  const known = cookies.get(person)
  if (known) return known
  const cookie = await here.signedIn(person)
  cookies.set(person, cookie)
  return cookie
}
const get = async (at: string, person: string | null, lang = 'en') => here.app.request(`${at}${at.includes('?') ? '&' : '?'}lang=${lang}`, { headers: person ? { cookie: await signedIn(person) } : {} })
const post = async (at: string, person: string, fields: Record<string, string>) =>
  here.app.request(at, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost', cookie: await signedIn(person) }, body: new URLSearchParams(fields).toString() })
const letterTo = async (party: string) => {
  const found = (await listLetters(here.db, { actor: desk, now: here.now() }, { series })).find((letter) => letter.party === party && letter.state !== 'withdrawn')
  if (!found) throw new Error(`no letter to ${party}`)
  return found
}
const base = '/meetings/SOMTC/26'

beforeAll(async () => {
  here = await exampleWeek()
  await drafted(here)
  const ids = await Promise.all(['THA', 'CHN', 'UNODC', 'VNM'].map(async (party) => (await letterTo(party)).id))
  await perform(proposeLetters, asked(here, desk)({ series, letters: ids }))
  await perform(issueLetters(site), asked(here, chair)({ series, letters: ids }))
})

describe('the desk and the Chair', () => {
  it('see every letter with its state, also without scripts; statements do not grow with letters', async () => {
    // What waits for the person is counted once for each version of the data: not part of this page's own statements.
    await get('/', 'example-sd')
    here.queries.length = 0
    const text = await (await get(`${base}/letters`, 'example-sd')).text()
    // However many letters there are, they are read together.
    expect(here.queries.filter((query) => query.includes('from invitation_letter')).length).toBeLessThanOrEqual(3)
    expect(here.queries.length).toBeLessThan(80)
    for (const word of ['SOMTC Leader, Thailand', 'Head of Delegation to SOMTC, China', 'SOMTC-26/INV/1', 'Draft', 'Issued', 'Propose all drafts']) expect(text).toContain(word)
    const thai = await (await get(`${base}/letters`, 'example-ch', 'th')).text()
    expect(thai).toContain('หนังสือเชิญประชุม')
    expect(thai).not.toContain('เสนอร่างทุกฉบับต่อประธาน')
  })

  it('US-10 AC3 a letter that lacks something says beside what is missing, and proposing says it again', async () => {
    const { id } = await letterTo('JPN')
    await sql`update invitation_letter set post = null where id = ${id}`.execute(here.db)
    const page = await (await get(`${base}/letters/${id}`, 'example-sd')).text()
    expect(page).toMatch(/addressee, by post\s*<b>missing/)
    const refused = await post(`${base}/letters/${id}/propose`, 'example-sd', {})
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('addressee, by post is missing')
    const all = await post(`${base}/letters/propose`, 'example-sd', { letter: id })
    expect(all.status).toBe(422)
    expect((await post(`${base}/letters/${id}/edit`, 'example-sd', { version: '1', 'post.en': 'Head of Delegation, Japan', 'post.th': 'หัวหน้าคณะผู้แทนญี่ปุ่น', 'note.en': '', 'note.th': '' })).status).toBe(303)
    expect((await post(`${base}/letters/${id}/propose`, 'example-sd', {})).status).toBe(303)
    expect((await post(`${base}/letters/${id}/issue`, 'example-sd', {})).status).toBe(403)
    const issued = await post(`${base}/letters/${id}/issue`, 'example-ch', {})
    expect([issued.status, issued.headers.get('location')]).toEqual([303, `${base}/letters/${id}?did=issue`])
    expect((await sql<{ n: number }>`select count(*)::int as n from issued_document where kind = 'invitation' and subject like '%@JPN'`.execute(here.db)).rows[0]?.n).toBe(2)
  })

  it('what all letters say is set in a form that keeps what was typed', async () => {
    const page = await post(`${base}/letters/common`, 'example-sd', { version: '1', prefix: 'so mtc', replyBy: 'soon', nominateBy: '๒๒ มกราคม ๒๕๖๙', link: 'ftp://x', 'costs.en': 'Half a text', 'costs.th': '' })
    expect(page.status).toBe(422)
    const text = await page.text()
    for (const word of ['so mtc', 'soon', 'Half a text', 'Capital letters', 'A day, such as', 'http://']) expect(text).toContain(word)
    expect((await get(`${base}/letters/common`, 'example-hd')).status).toBe(403)
  })

  it('the no-reply list and a page of words by category are there', async () => {
    expect(await (await get(`${base}/letters/no-reply`, 'example-ch')).text()).toContain('SOMTC Leader, Viet Nam')
    expect((await get(`${base}/letters/no-reply`, 'example-nf')).status).toBe(403)
    expect(await (await get(`${base}/letters/words`, 'example-sd')).text()).toContain('International organisation')
    expect((await post(`${base}/letters/words/member`, 'example-sd', { version: '0', 'member.opening.en': 'Come', 'member.opening.th': '', 'member.closing.en': 'x', 'member.closing.th': 'x' })).status).toBe(422)
  })
})

describe('the addressee', () => {
  it('reads its own letter in English and Thai, answers, and the answer stands', async () => {
    const { id } = await letterTo('THA')
    const page = await (await get(`${base}/letters/${id}`, 'example-nf', 'th')).text()
    for (const word of ['SOMTC ครั้งที่ ๒๖', 'คำตอบของท่าน', 'ร่างกำหนดการประชุม']) expect(page.replaceAll(/<[^>]+>|\u200b|\u00a0/g, (match) => (match === '\u00a0' ? ' ' : ''))).toContain(word)
    expect((await post(`${base}/letters/${id}/answer`, 'example-nf', { note: '' })).status).toBe(422)
    expect((await post(`${base}/letters/${id}/answer`, 'example-nf', { kind: 'accepted', note: 'Eight delegates.' })).status).toBe(303)
    expect((await letterTo('THA')).events.map((event) => event.kind)).toEqual(['delivered', 'accepted'])
    expect(await (await get(`${base}/letters/${id}`, 'example-sd')).text()).toContain('Eight delegates.')
  })

  it('the PDF comes in both languages to its addressee, the desk and the Chair, and is not there for anybody else', async () => {
    const { id } = await letterTo('CHN')
    for (const lang of ['en', 'th']) {
      const answer = await get(`${base}/letters/${id}/letter.${lang}.pdf`, 'example-dp')
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      expect(new TextDecoder('latin1').decode((await answer.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
    }
    expect((await get(`${base}/letters/${id}/letter.en.pdf`, 'example-ch')).status).toBe(200)
    for (const person of ['example-dp-jpn', 'example-nf', 'example-de', 'example-ob', 'example-hl', 'example-au', 'example-in', null]) expect((await get(`${base}/letters/${id}/letter.en.pdf`, person)).status, `${person}`).toBe(404)
  })

  it('a partner finds its own letter and in it only its consultation and what is open; of other letters not a word', async () => {
    const { id } = await letterTo('CHN')
    for (const at of [`${base}/letters`, `${base}/letters/${id}`, '/']) {
      const text = await (await get(at, 'example-dp')).text()
      expect(text).not.toMatch(/SOMTC Leader|Japan|Retreat|Drafting group|zebracorn|UNODC/)
    }
    const text = await (await get(`${base}/letters/${id}`, 'example-dp')).text()
    for (const word of ['SOMTC+CHN', 'Open session with partners', 'Joint work plan with China', 'Work plan with China']) expect(text).toContain(word)
    const thailand = (await letterTo('THA')).id
    const [hidden, absent] = [await get(`${base}/letters/${thailand}`, 'example-dp'), await get(`${base}/letters/00000000-0000-4000-8000-000000000000`, 'example-dp')]
    expect([hidden.status, absent.status]).toEqual([404, 404])
    expect((await hidden.text()).replaceAll(thailand, '')).toBe((await absent.text()).replaceAll('00000000-0000-4000-8000-000000000000', ''))
  })

  it('a stranger to the meeting finds no page; a delegate finds the circulars and no letter', async () => {
    expect((await get(`${base}/letters`, null)).status).toBe(404)
    expect((await get(`${base}/letters`, 'example-pr')).status).toBe(404)
    const text = await (await get(`${base}/letters`, 'example-de')).text()
    expect(text).toContain('No. 1, issued')
    expect(text).not.toContain('SOMTC Leader')
  })
})

describe('the interface', () => {
  it('lists letters by right, and takes an answer of the addressee', async () => {
    const items = async (person: string | null) => ((await (await get(`/api/v1${base}/letters`, person)).json()) as { items: { party: string; state: string }[] }).items
    expect((await items('example-sd')).length).toBeGreaterThan(15)
    expect((await items('example-dp')).map((item) => [item.party, item.state])).toEqual([['CHN', 'issued']])
    expect(await items('example-de')).toEqual([])
    expect((await get(`/api/v1${base}/letters`, null)).status).toBe(404)
    const { id } = await letterTo('CHN')
    const send = async (person: string, body: object) => here.app.request(`/api/v1${base}/letters/${id}/answer`, { method: 'POST', headers: { 'content-type': 'application/json', origin: 'http://localhost', cookie: await signedIn(person) }, body: JSON.stringify(body) })
    expect((await send('example-dp', { kind: 'perhaps' })).status).toBe(400)
    expect((await send('example-dp-jpn', { kind: 'accepted' })).status).toBe(404)
    expect(await (await send('example-dp', { kind: 'accepted' })).json()).toMatchObject({ party: 'CHN', answer: 'accepted' })
    expect(((await (await get(`/api/v1${base}/circulars`, 'example-nf')).json()) as { items: unknown[] }).items).toHaveLength(1)
  })
})

describe('circulars', () => {
  it('are read in the workspace, arrangement by arrangement, and as PDF', async () => {
    expect(await (await get(`${base}/circulars/1`, 'example-nf')).text()).toContain('About hotels')
    expect(await (await get('/meetings/SOMTC%2BCHN/26/circulars', 'example-dp')).text()).toContain('In force: No. 1')
    expect((await get(`${base}/circulars/1/circular.th.pdf`, 'example-dp')).headers.get('content-type')).toBe('application/pdf')
    expect((await get(`${base}/circulars/2`, 'example-nf')).status).toBe(404)
    expect((await get(`${base}/circulars/1`, null)).status).toBe(404)
  })

  it('the next one is written in a form, refused while it does not say what it changes, then issued by the Chair', async () => {
    const made = await post(`${base}/circulars/draft`, 'example-sd', {})
    const at = made.headers.get('location') ?? ''
    const fields = { version: '1', 'title.en': 'Hotel', 'title.th': 'โรงแรม', 'changes.en': '', 'changes.th': '', 'sections.hotels.en': 'Another hotel', 'sections.hotels.th': 'โรงแรมอื่น' }
    const refused = await post(`${at}?propose=1`, 'example-sd', fields)
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain('A later circular says what it changes')
    expect(text).toContain('Another hotel')
    expect((await get(at, 'example-nf')).status).toBe(404)
    expect((await post(`${at}?propose=1`, 'example-sd', { ...fields, version: '2', 'changes.en': 'The hotel.', 'changes.th': 'โรงแรม' })).status).toBe(303)
    expect((await post(`${at}/issue`, 'example-sd', {})).status).toBe(403)
    expect((await post(`${at}/issue`, 'example-ch', {})).headers.get('location')).toBe(`${base}/circulars/2?did=issue`)
    expect(await (await get(`${base}/circulars/2`, 'example-nf')).text()).toContain('replaces No. 1')
    const mails = (await sql<{ to: string }>`select to_address as to from mail where unique_key like 'convocation-circular:%' order by 1`.execute(here.db)).rows.map((row) => row.to)
    expect(mails).toContain('example-dp@mufakat.example')
    expect(new Set(mails).size).toBe(mails.length)
  })
})

describe('the demonstration', () => {
  it('makes letters in every state once, each marked', async () => {
    const fresh = await exampleWeek()
    await demonstrate(fresh.db, fresh.now())
    await demonstrate(fresh.db, fresh.now())
    const rows = (await sql<{ state: string; origin: string }>`select distinct state, origin from invitation_letter order by 1`.execute(fresh.db)).rows
    expect(rows).toEqual([{ state: 'draft', origin: 'demonstration' }, { state: 'issued', origin: 'demonstration' }, { state: 'proposed', origin: 'demonstration' }])
    expect((await sql<{ n: number }>`select count(*)::int as n from circular where state = 'issued'`.execute(fresh.db)).rows[0]?.n).toBe(2)
  })
})
