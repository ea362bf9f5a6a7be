import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { modules } from '../../modules.ts'
import { acceptProposal, beginExtraction, editProposal, mergeProposals, rejectProposal, reopenProposal, splitProposal } from './commands.ts'
import { findMandate } from './queries.ts'
import { readReview } from './queries/acts.ts'
import { progressOf } from './rules/proposal.ts'

let here: TestInstallation
let cookie = ''
const desk = acting('SD')
const deskTwo = { person: { id: 'person-SD-2', name: 'Second Officer' }, capacity: desk.capacity }

const statement = `Joint Statement of the 7th ASEAN Ministerial Meeting on Transnational Crime
2. The Ministers noted the progress of the sectoral bodies and recommended synergy among their action plans.
3. We lauded ASOD and adopted the Work Plan on Illicit Drugs (2009-2015).
5. We endorsed in principle the Work Plan of the ASEAN Plus Three Cooperation.
6. We tasked the SOMTC + China Consultation to explore the most viable way to implement the MOU; we also tasked SOMTC to undertake a mid-term review.
7. We tasked the SOMTC Lead Shepherds to finalise their components of the Work Programme and to convene a coordination meeting before the next SOMTC.
8. We welcomed the signing of the revised MOU.`

const request = (input: unknown, actor: typeof desk = desk) => ({ db: here.db, actor, now: testNow, input })
const text = (more: object = {}) => ({ body: 'AMMTC', meeting: 'AMMTC/7', date: '2009-11-17', instrument: null, instrumentTitle: 'Statement under test', language: 'en', marking: 'PUBLIC', content: statement, ...more })
const begin = async (title: string, more: object = {}) => (await perform(beginExtraction, request(text({ instrumentTitle: title, ...more })))).id
const proposals = async (id: string) => (await readReview(here.db, id)).proposals
const open = async (id: string, word: string) => {
  const found = (await proposals(id)).find((proposal) => proposal.status === 'open' && proposal.fields.quote.includes(word))
  if (!found) throw new Error(`no open proposal with ${word}`)
  return found
}
const caught = (work: Promise<unknown>): Promise<AppError> => work.then(() => Promise.reject(new Error('nothing was refused')), (thrown: unknown) => (thrown instanceof AppError ? thrown : Promise.reject(thrown)))
const send = (path: string, body: Record<string, string> | FormData, lang = 'en') => {
  const form = body instanceof FormData ? body : Object.entries(body).reduce((made, [name, value]) => (made.append(name, value), made), new FormData())
  return here.app.request(`http://localhost:3000${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, { method: 'POST', body: form, headers: { cookie, origin: 'http://localhost:3000' } })
}
const get = async (path: string) => (await here.app.request(`http://localhost:3000${path}`, { headers: { cookie } })).text()

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter((each) => each.name === 'people')) await module.demonstrate?.(here.db, testNow)
  cookie = await here.signedIn('example-sd')
})

describe('a text becomes decisions only by confirmation', () => {
  it('US-06 AC1 what stands in the register is what the officer confirmed, not what was proposed', async () => {
    const id = await begin('Confirmed')
    const proposal = await open(id, 'mid-term')
    const filed = await perform(acceptProposal, request({ text: id, proposal: proposal.id, version: 1, fields: { ...proposal.fields, class: 'C4', addressees: [{ body: 'SOMTC' }, { party: 'CHN' }] } }))
    expect(await findMandate(here.db, desk, filed.id)).toMatchObject({ class: 'C4', addressees: [{ body: 'SOMTC' }, { party: 'CHN' }] })
    expect((await proposals(id)).find((each) => each.id === proposal.id)?.proposed.fields.class).toBe('C5')
  })

  it('US-06 AC2 a paragraph with two verbs gives two decisions, and a signal stays in the text', async () => {
    const id = await begin('Two verbs')
    const { paragraphs, proposals: all } = await readReview(here.db, id)
    const six = paragraphs.find((paragraph) => paragraph.number === '6')
    expect(all.filter((proposal) => proposal.paragraph === six?.position).map((proposal) => [proposal.fields.class, proposal.fields.addressees])).toEqual([['C5', [{ body: 'SOMTC+CHN' }]], ['C5', [{ body: 'SOMTC' }]]])
    expect(all.filter((proposal) => proposal.status === 'kept').map((proposal) => proposal.fields.verbs[0])).toEqual(['noted', 'lauded', 'welcomed'])
    expect((await sql`select 1 from mandate where instrument_title = 'Two verbs'`.execute(here.db)).rows).toEqual([])
  })

  it('US-06 AC5 accepting takes the next number of the session, without gaps', async () => {
    const id = await begin('Numbers')
    const before = (await sql<{ n: number }>`select max(number) as n from mandate where body = 'AMMTC' and session = '7'`.execute(here.db)).rows[0]?.n ?? 0
    const [a, b, c] = await Promise.all(['adopted', 'recommended', 'mid-term'].map(async (word) => { const proposal = await open(id, word); return perform(acceptProposal, request({ text: id, proposal: proposal.id, version: 1 })) }))
    expect([a, b, c].map((each) => each?.symbol).sort()).toEqual([1, 2, 3].map((step) => `AMMTC/7/DEC.${before + step}`))
  })

  it('US-06 AC3 a tasking without an owner waits until one is named or none stated is said; a due event is kept as an event', async () => {
    const id = await begin('Owners')
    const shepherds = await open(id, 'Lead Shepherds')
    expect([shepherds.fields.due, shepherds.fields.addressees]).toEqual([{ beforeNext: 'SOMTC' }, [{ role: 'lead-shepherds' }]])
    const error = await caught(perform(acceptProposal, request({ text: id, proposal: shepherds.id, version: 1, fields: { ...shepherds.fields, addressees: [], due: null, dueWords: '' } })))
    expect(error.faults.map((fault) => fault.path)).toEqual(['/addressees', '/due'])
    const filed = await perform(acceptProposal, request({ text: id, proposal: shepherds.id, version: 1 }))
    expect(await findMandate(here.db, desk, filed.id)).toMatchObject({ class: 'C5', due: { beforeNext: 'SOMTC' }, paragraph: '7', quoted: true, language: 'en', meeting: 'AMMTC/7' })
  })

  it('US-06 AC4 endorsed in principle is filed as such, with a completion task', async () => {
    const id = await begin('In principle')
    const filed = await perform(acceptProposal, request({ text: id, proposal: (await open(id, 'in principle')).id, version: 1 }))
    expect((await findMandate(here.db, desk, filed.id))?.modifiers).toContain('in principle')
    expect((await sql`select 1 from completion_task where mandate = ${filed.id} and closed_at is null`.execute(here.db)).rows).toHaveLength(1)
  })

  it('two officers confirming the same proposal: the second learns what the first did, and nothing is doubled', async () => {
    const id = await begin('Two officers')
    const proposal = await open(id, 'adopted')
    const both = await Promise.allSettled([desk, deskTwo].map((actor) => perform(acceptProposal, request({ text: id, proposal: proposal.id, version: 1 }, actor as typeof desk))))
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    const refusal = both.find((each) => each.status === 'rejected')?.reason as AppError
    expect([refusal.kind, refusal.code]).toEqual(['conflict', 'extraction.accepted-before'])
    expect(String(refusal.params['symbol'])).toMatch(/^AMMTC\/7\/DEC\.\d+$/)
    expect((await sql`select 1 from mandate where instrument_title = 'Two officers'`.execute(here.db)).rows).toHaveLength(1)
  })

  it('split, merge, reject and reopen; an accepted proposal is not taken back', async () => {
    const id = await begin('Acts')
    const shepherds = await open(id, 'Lead Shepherds')
    const parts = await perform(splitProposal, request({ text: id, proposal: shepherds.id, version: 1, parts: ['finalise their components', 'convene a coordination meeting before the next SOMTC'] }))
    expect((await proposals(id)).filter((each) => parts.includes(each.id)).map((each) => each.fields.title)).toEqual(['Lead shepherds to finalise their components', 'Lead shepherds to convene a coordination meeting before the next SOMTC'])
    await perform(mergeProposals, request({ text: id, proposal: parts[0], version: 1, with: [parts[1]] }))
    expect((await proposals(id)).find((each) => each.id === parts[1])?.status).toBe('merged')
    expect((await caught(perform(rejectProposal, request({ text: id, proposal: parts[0], version: 2, reason: '' })))).faults[0]?.code).toBe('extraction.reason-needed')
    await perform(rejectProposal, request({ text: id, proposal: parts[0], version: 2, reason: 'An intention.' }))
    await perform(reopenProposal, request({ text: id, proposal: parts[0] }))
    await perform(acceptProposal, request({ text: id, proposal: parts[0], version: 4 }))
    expect(await caught(perform(reopenProposal, request({ text: id, proposal: parts[0] })))).toMatchObject({ kind: 'forbidden', code: 'extraction.accepted-stays' })
    expect(await caught(perform(editProposal, request({ text: id, proposal: (await open(id, 'adopted')).id, version: 9, fields: shepherds.fields })))).toMatchObject({ kind: 'conflict', code: 'extraction.changed-before' })
    expect(progressOf(await proposals(id)).settled).toBe(1)
  })

  it('R-2.7.1 the desk begins and settles, a lead shepherd proposes, others do not', async () => {
    expect((await caught(perform(beginExtraction, request(text({ instrumentTitle: 'By a focal point' }), acting('NF', { party: 'THA' }))))).code).toBe('extraction.only-desk')
    const id = await begin('Roles')
    const proposal = await open(id, 'adopted')
    expect((await caught(perform(acceptProposal, request({ text: id, proposal: proposal.id, version: 1 }, acting('LS', { party: 'KHM', area: 'drugs' }))))).code).toBe('extraction.lead-proposes')
    await perform(editProposal, request({ text: id, proposal: proposal.id, version: 1, fields: { ...proposal.fields, title: 'Drugs work plan adopted' } }, acting('LS', { party: 'KHM', area: 'drugs' })))
    await perform(acceptProposal, request({ text: id, proposal: proposal.id, version: 2 }, acting('CH', { body: 'AMMTC' })))
  })
})

describe('bad input', () => {
  it('a text that decides nothing, an empty one and a second one of the same name are refused with the reason', async () => {
    expect((await caught(begin('Weather', { content: '1. The weather was fine.\n2. Lunch was good.' }))).faults).toEqual([{ path: '/content', code: 'extraction.no-verb', params: {} }])
    expect((await caught(begin('Empty', { content: '  ' }))).faults[0]?.path).toBe('/content')
    await begin('Once')
    expect(await caught(begin('Once'))).toMatchObject({ kind: 'conflict', code: 'extraction.text-exists' })
  })

  it('a scanned, mislabelled or empty file is refused beside the file, in the reader’s language, and what was typed is kept', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ body: 'AMMTC', meeting: 'AMMTC/7', instrumentTitle: 'Kept title', language: 'en', marking: 'PUBLIC', content: 'Kept words' })) form.append(name, value)
    form.append('file', new File([new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31])], 'statement.docx'))
    const answer = await send('/extraction/new', form)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('id="file-error"')
    expect(html).toContain('Kept title')
    expect(html).toContain('Kept words')
    expect(html).toContain('choose it again')
    expect(await (await send('/extraction/new', form, 'th')).text()).toContain('โปรดเลือกไฟล์อีกครั้ง')
    expect((await sql`select 1 from extraction_text where instrument_title = 'Kept title'`.execute(here.db)).rows).toEqual([])
  })

  it('50 MB are refused without being read', async () => {
    const answer = await here.app.request('http://localhost:3000/extraction/new?lang=en', { method: 'POST', body: 'x', headers: { cookie, origin: 'http://localhost:3000', 'content-type': 'multipart/form-data; boundary=b', 'content-length': '52428800' } })
    expect(answer.status).toBe(413)
  })

  it('the year 2569 is asked about, never guessed', async () => {
    const html = await (await send('/extraction/new', { body: 'AMMTC', date: '12/1/2569', instrumentTitle: 'Era', language: 'en', marking: 'PUBLIC', content: statement })).text()
    expect(html).toContain('Which year is meant?')
    expect(html).toContain('B.E.: 12 January 2026')
    const answer = await send('/extraction/new', { body: 'AMMTC', date: '12/1/2569', 'date.era': '2026-01-12', instrumentTitle: 'Era', language: 'en', marking: 'PUBLIC', content: statement })
    expect(answer.status).toBe(303)
    expect((await sql<{ date: string }>`select date from extraction_text where instrument_title = 'Era'`.execute(here.db)).rows).toEqual([{ date: '2026-01-12' }])
  })

  it('a due that can never come is said beside its field, and everything typed is kept', async () => {
    const id = await begin('Never')
    const proposal = await open(id, 'mid-term')
    const answer = await send(`/extraction/${id}/${proposal.id}/accept`, { version: '1', class: 'C5', due: 'at AMMTC/3', addressees: 'SOMTC; the Moon', title: 'Typed title' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('this due would never come')
    expect(html).toContain('at AMMTC/3')
    expect(html).toContain('SOMTC; the Moon')
    expect(html).toContain('Typed title')
    expect((await proposals(id)).find((each) => each.id === proposal.id)?.status).toBe('open')
  })
})

describe('the review on screen', () => {
  it('works with forms alone: accept goes on to the next open card; a second accept shows what the first did', async () => {
    const id = await begin('Screen')
    const first = await open(id, 'recommended')
    const answer = await send(`/extraction/${id}/${first.id}/accept`, { version: '1' })
    expect(answer.status).toBe(303)
    const next = await open(id, 'adopted')
    expect(answer.headers.get('location')).toBe(`/extraction/${id}?did=accept&card=${next.id}#c${next.id}`)
    const again = await send(`/extraction/${id}/${first.id}/accept`, { version: '1' })
    expect(again.status).toBe(409)
    expect(await again.text()).toMatch(/has accepted this already as AMMTC\/7\/DEC\.\d+\. Nothing was done twice\./)
    const undo = await send(`/extraction/${id}/${first.id}/reopen`, {})
    expect(undo.status).toBe(403)
    expect(await undo.text()).toContain('/acts#supersede')
  })

  it('what is in review is not there for the public', async () => {
    const id = await begin('Hidden')
    const answer = await here.app.request(`http://localhost:3000/extraction/${id}`)
    expect(answer.status).toBe(404)
    expect((await here.app.request('http://localhost:3000/extraction')).status).toBe(403)
    expect(await get(`/extraction/${id}`)).toContain('Is this what the ministers decided?')
  })
})
