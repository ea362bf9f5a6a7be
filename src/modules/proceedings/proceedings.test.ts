import { extractText, getDocumentProxy } from 'unpdf'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor, Role } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import type { Module } from '../../kernel/module.ts'
import { modules } from '../../modules.ts'
import { findDocument } from '../documents/index.ts'
import { changeState, findRunning, type RunState } from '../meetings/index.ts'
import { circulateReport, commentOnReport, confirmReport, decideCorrection, editParagraph, recirculateReport, ruleOnComment, setAnnex, takeOutParagraph, writeParagraph } from './commands.ts'
import { findReport, listParagraphs, listRevisions } from './queries.ts'

/** A reader in a capacity, without the sign-in that another module tests. */
const asReader: Module = {
  name: 'reader-of-the-report-test',
  identify: async (request) => {
    const [role, party, body] = (request.headers.get('x-reader') ?? '').split(':')
    if (!role) return null
    const actor = acting(role as Role, { ...(party ? { party } : {}), ...(body ? { body } : {}) })
    return { actor, capacities: actor.capacity ? [actor.capacity] : [] }
  },
}
modules.push(asReader)
afterAll(() => void modules.splice(modules.indexOf(asReader), 1))

const ref = 'SOMTC/26'
const base = `/meetings/${ref}/report`
const desk = acting('SD')
const chair = acting('CH', { body: 'SOMTC' })
const thailand = acting('NF', { party: 'THA' })
const vietNam = acting('NF', { party: 'VNM' })
let here: TestInstallation
const ids: Record<string, string> = {}

const textOf = (html: string): string => html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const read = async (address: string, reader = '', status = 200): Promise<string> => {
  const answer = await here.app.request(address, { headers: reader ? { 'x-reader': reader } : {} })
  expect(answer.status, address).toBe(status)
  return answer.text()
}
const post = (address: string, reader: string, fields: Record<string, string>) =>
  here.app.request(address, { method: 'POST', headers: { 'x-reader': reader, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
const ask = <Input>(input: Input, actor: Actor = desk) => ({ db: here.db, actor, now: here.now(), input })
const report = async () => {
  const found = await findReport(here.db, { actor: desk, now: here.now() }, ref)
  if (!found) throw new Error('no report')
  return found
}
const paragraphs = (actor: Actor = desk) => listParagraphs(here.db, { actor, now: here.now() }, ref)
const words = (en: string) => ({ en, th: `${en} (ไทย)` })
const wish = (paragraph: string, en: string, actor: Actor) => perform(commentOnReport, ask({ meeting: ref, paragraph, wording: words(en), reason: 'As delivered.' }, actor))
const pdf = async (address: string, reader: string): Promise<string> => {
  const answer = await here.app.request(address, { headers: { 'x-reader': reader } })
  expect(answer.status, address).toBe(200)
  return (await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())), { mergePages: true })).text.replace(/\s+/g, ' ')
}
async function moveTo(state: RunState): Promise<void> {
  const meeting = await findRunning(here.db, { actor: chair, now: here.now() }, ref)
  await perform(changeState, ask({ meeting: ref, version: meeting?.run.version, to: state }, chair))
}

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'meetings', 'agenda'].includes(known.name))) await module.demonstrate?.(here.db, testNow)
  await moveTo('OPENED')
}, 120_000)

describe('US-14 the draft', () => {
  it('begins as the agenda, is the Secretariat’s and the Chair’s until it is sent round, and a delegation finds nothing', async () => {
    await read(base, 'NF:THA', 404)
    expect((await post(`${base}/start`, 'NF:THA', {})).status).toBe(403)
    expect((await post(`${base}/start`, 'SD', {})).status).toBe(303)
    expect((await post(`${base}/start`, 'SD', {})).status).toBe(409)
    expect((await paragraphs()).length).toBe(14)
    // The meeting is still held and the room has kept nothing yet: nobody can say what was taken up.
    const begun = textOf(await read(base, 'CH::SOMTC'))
    expect(begun).toContain('“Work programme 2026–2028”: [to be completed]')
    expect(begun).not.toContain('The Meeting took up')
    expect(textOf(await read(`${base}?lang=th`, 'SD'))).toContain('“พิธีเปิด”: [รอเติมข้อความ]')
    for (const reader of ['NF:THA', 'DP:CHN', 'AU', '']) await read(base, reader, 404)
  })

  it('a paragraph says whose intervention it records and which session it belongs to; a retreat records nobody', async () => {
    const add = (name: string, fields: Record<string, unknown>) => perform(writeParagraph, ask({ meeting: ref, fields: { item: null, session: null, party: null, ...fields } })).then((id) => { ids[name] = id })
    await add('thai', { item: 'example-item-3', session: 'example-morning', party: 'THA', text: words('Thailand reported twelve joint operations.') })
    await add('china', { item: 'example-item-7-1', session: 'example-china', party: 'CHN', text: words('China offered two courses.') })
    await add('endorsed', { item: 'example-item-4', session: 'example-morning', text: words('The Meeting endorsed the draft work programme 2026–2028, see {annex:programme}.') })
    const refused = await post(`${base}/paragraphs/new`, 'SD', { 'text.en': 'Viet Nam said in the retreat', 'text.th': 'เวียดนามกล่าว', session: 'example-retreat', party: 'VNM' })
    expect(refused.status).toBe(422)
    expect(textOf(await refused.text())).toContain('A retreat keeps no record of who said what')
    expect(textOf(await read(base, 'SD'))).toContain('Intervention of Thailand')
  })

  it('revisions are kept, compared word by word, and restored as a new revision', async () => {
    await post(`${base}/keep`, 'SD', {})
    const paragraph = (await paragraphs()).find((one) => one.id === ids['thai'])
    await perform(editParagraph, ask({ meeting: ref, paragraph: ids['thai'], version: paragraph?.version, fields: { item: 'example-item-3', session: 'example-morning', party: 'THA', text: words('Thailand reported thirteen joint operations.') } }))
    expect((await post(`${base}/paragraphs/${ids['thai']}`, 'SD', { 'text.en': 'x', 'text.th': 'x', version: String(paragraph?.version) })).status).toBe(409)
    const compared = await read(`${base}/compare?from=1&to=now`, 'SD')
    expect(compared).toMatch(/<del>.*twelve<\/del>/s)
    expect(compared).toMatch(/<ins>.*thirteen<\/ins>/s)
    expect((await post(`${base}/revisions/1/restore`, 'SD', {})).status).toBe(303)
    expect((await paragraphs()).find((one) => one.id === ids['thai'])?.text.en).toContain('twelve')
    const kept = await listRevisions(here.db, { actor: desk, now: here.now() }, ref)
    expect(kept.map((one) => one.kind)).toEqual(['KEPT', 'KEPT', 'RESTORED'])
    expect(kept[1]?.paragraphs.some((one) => one.text.en.includes('thirteen'))).toBe(true)
  })

  it('US-14 AC5 R-1.11.1 the text does not go round while an annex is not cited, or one is cited that does not exist', async () => {
    await expect(perform(circulateReport, ask({ meeting: ref, version: (await report()).version }))).rejects.toMatchObject({ code: 'proceedings.not-closed' })
    await moveTo('CLOSED')
    const own = (await paragraphs()).find((one) => one.item === 'example-item-1' && one.text.en.includes('{to-complete}'))
    await perform(editParagraph, ask({ meeting: ref, paragraph: own?.id, version: own?.version, fields: { item: 'example-item-1', session: own?.session, party: null, text: words('The Meeting was opened. {to-complete}') } }))
    const early = await post(`${base}/circulate`, 'SD', { version: String((await report()).version) })
    expect(early.status).toBe(422)
    expect(textOf(await early.text())).toMatch(/The text is not complete; still to be written: paragraph 1, 2, /)
    expect((await post(`${base}/complete`, 'NF:THA', {})).status).toBe(404)
    expect((await post(`${base}/complete`, 'SD', {})).status).toBe(303)
    // Nothing was kept of this meeting in the room: it followed its agenda. What somebody wrote himself stays his.
    expect(textOf(await read(base, 'SD'))).toMatch(/The Meeting was opened\. \[to be completed\].*The Meeting took up “Work programme 2026–2028”\..*To be completed: paragraph 1\./)
    const mine = (await paragraphs()).find((one) => one.id === own?.id)
    await perform(editParagraph, ask({ meeting: ref, paragraph: own?.id, version: mine?.version, fields: { item: 'example-item-1', session: own?.session, party: null, text: words('The Meeting was opened.') } }))
    await expect(perform(circulateReport, ask({ meeting: ref, version: (await report()).version }))).rejects.toMatchObject({ faults: [{ code: 'proceedings.annex-unknown', params: { keys: 'programme' } }] })
    for (const key of ['programme', 'delegates']) await perform(setAnnex, ask({ meeting: ref, fields: { key, title: words(key), document: null } }))
    expect(textOf(await read(base, 'SD'))).toContain('Not cited')
    await expect(perform(circulateReport, ask({ meeting: ref, version: (await report()).version }))).rejects.toMatchObject({ faults: [{ code: 'proceedings.annex-uncited', params: { keys: 'delegates' } }] })
    await perform(writeParagraph, ask({ meeting: ref, after: (await paragraphs())[0]?.id, fields: { item: 'example-item-1', session: null, party: null, text: words('The List of Delegates appears as {annex:delegates}.') } }))
    expect(textOf(await read(base, 'SD'))).toMatch(/The List of Delegates appears as ANNEX 1.*see ANNEX 2/)
  })
})

describe('US-14 what was agreed at the gavel after the draft was begun', () => {
  it('is named on the page, brought in once after its item, and not again when somebody took it out', async () => {
    const agree = (item: string | null, text: string, number: number) => sql`insert into agreed_line (meeting, session, item, language, text, translation, class, drafted_at, drafted_by, drafted_name, state, number, decided_at) values (${ref}, 'example-morning', ${item}, 'en', ${text}, ${`${text} (ไทย)`}, 'C5', ${here.now()}, 'x', 'x', 'gavelled', ${number}, ${here.now()})`.execute(here.db)
    await agree('example-item-4', 'The Meeting agreed to review the programme every year.', 901)
    await agree(null, 'The Meeting thanked the outgoing Chair.', 902)
    const before = (await paragraphs()).length
    expect(textOf(await read(base, 'SD'))).toContain('Agreed at the gavel and not in the text: item 4, –')
    expect((await post(`${base}/complete`, 'SD', {})).headers.get('location')).toContain('did=complete')
    const again = (await post(`${base}/complete`, 'SD', {})).headers.get('location') ?? ''
    expect(textOf(await read(again, 'SD'))).toContain('Nothing has happened yet that the text does not say.')
    const after = await paragraphs()
    expect(after.length).toBe(before + 2)
    expect(after.findLast((one) => one.item === 'example-item-4')?.text).toEqual({ en: 'The Meeting agreed to review the programme every year.', th: 'The Meeting agreed to review the programme every year. (ไทย)' })
    expect(after.at(-1)?.text.en).toBe('The Meeting thanked the outgoing Chair.')
    expect(textOf(await read(base, 'SD'))).not.toContain('not in the text')
    for (const one of after.filter(({ text }) => /every year|outgoing Chair/.test(text.en))) await perform(takeOutParagraph, ask({ meeting: ref, paragraph: one.id, version: one.version }))
    await post(`${base}/complete`, 'SD', {})
    expect((await paragraphs()).length).toBe(before)
  })
})

describe('US-14 comments', () => {
  it('the draft goes round for ten working days, and members now find it with the day', async () => {
    expect((await post(`${base}/circulate`, 'NF:THA', { version: '1' })).status).toBe(404)
    expect((await post(`${base}/circulate`, 'SD', { version: String((await report()).version) })).status).toBe(303)
    expect(await report()).toMatchObject({ state: 'IN_COMMENT', commentsUntil: '2026-01-26T16:00:00.000Z' })
    expect((await findRunning(here.db, { actor: desk, now: here.now() }, ref))?.run.state).toBe('REPORT_IN_COMMENT')
    expect(textOf(await read(base, 'NF:THA'))).toContain('Comments are taken until the end of 26 January 2026 (Asia/Manila). No comment is agreement.')
    expect(textOf(await read(`${base}?lang=th`, 'NF:THA'))).toContain('๒๖ มกราคม ๒๕๖๙')
    await read(base, 'AU', 404)
  })

  it('US-14 AC1 R-1.12.1 comments are per paragraph, and a delegation cannot change another’s intervention', async () => {
    const refused = await post(`${base}/paragraphs/${ids['thai']}/comment`, 'NF:VNM', { 'wording.en': 'Thailand reported nothing.', 'wording.th': 'ไทยไม่ได้รายงาน', reason: 'No.' })
    expect(refused.status).toBe(403)
    await read(`${base}/paragraphs/${ids['thai']}/comment`, 'NF:VNM', 403)
    expect(await read(base, 'NF:VNM')).not.toContain(`${ids['thai']}/comment`)
    expect((await post(`${base}/paragraphs/${ids['thai']}/comment`, 'NF:THA', { 'wording.en': 'Thailand reported fifteen joint operations.', 'wording.th': 'ไทยรายงานปฏิบัติการร่วมสิบห้าครั้ง', reason: 'As delivered.' })).status).toBe(303)
    const same = await post(`${base}/paragraphs/${ids['endorsed']}/comment`, 'NF:VNM', { 'wording.en': '', 'wording.th': 'ก', reason: '' })
    expect(same.status).toBe(422)
    expect(textOf(await read(base, 'HD:SGP'))).toContain('Thailand reported fifteen joint operations.')
  })

  it('a delegate proposes, and only his own delegation sees it until its head makes it the delegation’s', async () => {
    await wish(ids['endorsed'] ?? '', 'The Meeting endorsed the work programme, as revised.', acting('DE', { party: 'VNM' }))
    expect(textOf(await read(base, 'HD:SGP'))).not.toContain('as revised')
    expect(textOf(await read(base, 'SD'))).not.toContain('as revised')
    const page = await read(base, 'HD:VNM')
    const id = /id="c-([^"]+)"(?:(?!id="c-).)*?as revised/s.exec(page)?.[1]
    expect((await post(`${base}/comments/${id}`, 'HD:SGP', { act: 'adopt' })).status).toBe(404)
    expect((await post(`${base}/comments/${id}`, 'HD:VNM', { act: 'adopt' })).status).toBe(303)
    expect(textOf(await read(base, 'HD:SGP'))).toContain('as revised')
    expect((await post(`${base}/comments/${id}`, 'HD:VNM', { act: 'withdraw' })).status).toBe(303)
  })

  it('US-14 AC6 a partner finds the part on its own session and nothing else, on the page, in the PDF and in the interface', async () => {
    const page = textOf(await read(base, 'DP:CHN'))
    expect(page).toContain('China offered two courses.')
    for (const address of [base, `${base}/revisions/4`, `${base}/compare`]) expect(textOf(await read(address, 'DP:CHN'))).not.toMatch(/Thailand reported|endorsed the draft|ANNEX|programme/)
    expect(await pdf(`${base}/report.pdf?in=en`, 'DP:CHN')).toContain('China offered two courses.')
    expect(await pdf(`${base}/report.pdf?in=en`, 'DP:CHN')).not.toMatch(/Thailand reported|endorsed/)
    expect(JSON.stringify(await (await here.app.request(`/api/v1/meetings/${ref}/report`, { headers: { 'x-reader': 'DP:CHN' } })).json())).not.toMatch(/Thailand|endorsed/)
    // What the members give China is the same text.
    const given = await pdf(`${base}/report.pdf?in=en&for=CHN`, 'SD')
    expect(given).toContain('Extract for China')
    expect(given).not.toMatch(/Thailand reported|endorsed/)
    for (const reader of ['DP:JPN', 'OB:UNODC', 'OB:ASEANAPOL', 'PR', '']) await read(base, reader, 404)
    await wish(ids['china'] ?? '', 'China offered three courses.', acting('DP', { party: 'CHN' }))
    await read(`${base}/paragraphs/${ids['endorsed']}/comment`, 'DP:CHN', 404)
  })

  it('US-14 AC3 R-1.12.2 conflicting comments force the Chair’s ruling; the Secretariat cannot choose', async () => {
    const target = ids['endorsed'] ?? ''
    const a = await wish(target, 'The Meeting endorsed the work programme 2026–2028, see {annex:programme}.', thailand)
    const b = await wish(target, 'The Meeting took note of the work programme, see {annex:programme}.', vietNam)
    expect(textOf(await read(base, 'SD'))).toContain('Delegations ask for different words here.')
    await expect(perform(ruleOnComment, ask({ meeting: ref, comment: a, verdict: 'accept', ruling: 'x' }))).rejects.toMatchObject({ kind: 'forbidden', code: 'proceedings.conflict-chair-rules' })
    expect((await post(`${base}/comments/${a}`, 'CH::SOMTC', { act: 'accept', ruling: '' })).status).toBe(422)
    expect((await post(`${base}/comments/${a}`, 'CH::SOMTC', { act: 'accept', ruling: 'The gavel fell on “endorsed”.' })).status).toBe(303)
    expect((await paragraphs()).find((one) => one.id === target)?.text.en).toBe('The Meeting endorsed the work programme 2026–2028, see {annex:programme}.')
    await expect(perform(ruleOnComment, ask({ meeting: ref, comment: b, verdict: 'accept' }, chair))).rejects.toMatchObject({ code: 'proceedings.comment-settled' })
  })

  it('US-14 AC3 … or Rev.1 with five working days', async () => {
    const target = (await paragraphs()).find((one) => one.item === 'example-item-5')?.id ?? ''
    await wish(target, 'The lead shepherds reported.', thailand)
    await wish(target, 'The lead shepherds reported in writing.', vietNam)
    await expect(perform(recirculateReport, ask({ meeting: ref, version: (await report()).version, ruling: 'Both taken in.' }))).rejects.toMatchObject({ code: 'proceedings.chair-recirculates' })
    here.setNow('2026-01-20T02:00:00.000Z')
    await perform(recirculateReport, ask({ meeting: ref, version: (await report()).version, ruling: 'Both taken in.', changes: [{ paragraph: target, text: words('The lead shepherds reported orally and in writing.') }] }, chair))
    expect(await report()).toMatchObject({ state: 'IN_COMMENT', revision: 1, commentsUntil: '2026-01-27T16:00:00.000Z' })
    expect(textOf(await read(base, 'NF:THA'))).toContain('Draft report, Rev.1')
  })

  it('US-14 AC2 before the term is over, or with a comment open, nothing is final', async () => {
    await expect(perform(confirmReport, ask({ meeting: ref, version: (await report()).version, store: here.files }, chair))).rejects.toMatchObject({ kind: 'forbidden', code: 'proceedings.term-runs' })
    const late = await wish(ids['thai'] ?? '', 'Thailand reported sixteen joint operations.', thailand)
    here.setNow('2026-01-27T16:00:00.000Z')
    await expect(wish(ids['thai'] ?? '', 'Too late.', thailand)).rejects.toMatchObject({ code: 'proceedings.silence-agreed' })
    await expect(perform(confirmReport, ask({ meeting: ref, version: (await report()).version, store: here.files }, chair))).rejects.toMatchObject({ code: 'proceedings.comments-open' })
    expect(textOf(await read(base, 'CH::SOMTC'))).toContain('Comments stand open')
    await perform(ruleOnComment, ask({ meeting: ref, comment: late, verdict: 'accept' }))
  })
})

describe('US-14 the final report', () => {
  it('US-14 AC2 at expiry with none open FINAL is proposed by itself, the Chair confirms, and it is registered', async () => {
    expect(textOf(await read(base, 'CH::SOMTC'))).toContain('this text is proposed as final. The Chair confirms.')
    expect((await post(`${base}/final`, 'SD', { version: String((await report()).version) })).status).toBe(403)
    // Two who confirm at once: it becomes final once.
    const { version } = await report()
    const both = await Promise.all([1, 2].map(() => post(`${base}/final`, 'CH::SOMTC', { version: String(version) })))
    expect(both.map((one) => one.status).sort()).toEqual([303, 403])
    const final = await report()
    expect(final).toMatchObject({ state: 'FINAL', symbol: 'SOMTC/26/RPT.1' })
    expect((await findRunning(here.db, { actor: desk, now: here.now() }, ref))?.run.state).toBe('REPORT_FINAL')
    const paper = await findDocument(here.db, { actor: desk, now: here.now() }, 'SOMTC/26/RPT.1')
    expect(paper).toMatchObject({ distribution: 'RESTRICTED', status: 'REGISTERED' })
    expect(paper?.files.map((file) => [file.lang, file.authentic])).toEqual([['en', true], ['th', false]])
    expect(await findDocument(here.db, { actor: acting('DP', { party: 'CHN' }), now: here.now() }, 'SOMTC/26/RPT.1')).toBeNull()
  })

  it('as PDF and Word, in both languages', async () => {
    expect(await pdf(`${base}/report.pdf?in=en`, 'NF:THA')).toMatch(/Report of the 26th SOMTC.*Thailand: .*sixteen joint operations.*ANNEX 1/)
    expect(await pdf(`${base}/report.pdf?in=th`, 'NF:THA')).toContain('รายงานการประชุม')
    const word = await here.app.request(`${base}/report.docx?in=en`, { headers: { 'x-reader': 'NF:THA' } })
    expect(word.headers.get('content-type')).toContain('wordprocessingml')
    expect(new Uint8Array(await word.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
  })

  it('US-14 AC4 R-1.12.3 the final text changes only by a Corr. with its reason and the act that approves it', async () => {
    const paragraph = (await paragraphs()).find((one) => one.id === ids['thai'])
    await expect(perform(editParagraph, ask({ meeting: ref, paragraph: ids['thai'], version: paragraph?.version, fields: { item: null, session: null, party: null, text: words('x') } }))).rejects.toMatchObject({ code: 'proceedings.final-frozen' })
    expect((await post(`${base}/paragraphs/${ids['thai']}/comment`, 'NF:THA', { 'wording.en': 'x', 'wording.th': 'x', reason: 'x' })).status).toBe(403)
    const wished = { 'wording.en': 'Thailand reported seventeen joint operations.', 'wording.th': 'ไทยรายงานปฏิบัติการร่วมสิบเจ็ดครั้ง', reason: 'A misprint.' }
    expect((await post(`${base}/paragraphs/${ids['thai']}/correct`, 'NF:VNM', wished)).status).toBe(403)
    expect((await post(`${base}/paragraphs/${ids['thai']}/correct`, 'NF:THA', wished)).status).toBe(303)
    const id = /corrections\/([0-9a-f-]+)"/.exec(await read(base, 'CH::SOMTC'))?.[1]
    await expect(perform(decideCorrection, ask({ meeting: ref, correction: id, verdict: 'issue', approvingAct: 'x', store: here.files }))).rejects.toMatchObject({ code: 'proceedings.chair-corrects' })
    expect((await post(`${base}/corrections/${id}`, 'CH::SOMTC', { act: 'issue', approvingAct: '' })).status).toBe(422)
    expect((await post(`${base}/corrections/${id}`, 'CH::SOMTC', { act: 'issue', approvingAct: 'Chair’s note of 28 January 2026' })).status).toBe(303)
    expect(await findDocument(here.db, { actor: desk, now: here.now() }, 'SOMTC/26/RPT.1/Corr.1')).toMatchObject({ modifier: 'Corr', modifiesSymbol: 'SOMTC/26/RPT.1' })
    expect((await paragraphs()).find((one) => one.id === ids['thai'])?.text.en).toContain('seventeen')
    expect((await listRevisions(here.db, { actor: desk, now: here.now() }, ref)).at(-1)).toMatchObject({ kind: 'CORRECTED' })
    expect((await post(`${base}/corrections/${id}`, 'CH::SOMTC', { act: 'issue', approvingAct: 'again' })).status).toBe(409)
    // US-14 AC6: what was corrected elsewhere, and the number of a report it may not read, are not for a partner.
    expect(textOf(await read(base, 'DP:CHN'))).not.toMatch(/misprint|RPT\.1|Corrected|seventeen/)
  })

  it('R-1.12.4 the decisions go to extraction, once', async () => {
    expect((await post(`${base}/hand-over`, 'CH::SOMTC', {})).status).toBe(403)
    expect((await post(`${base}/hand-over`, 'SD', {})).status).toBe(303)
    const { handedOver } = await report()
    expect(handedOver).not.toBeNull()
    expect(textOf(await read(`/extraction/${handedOver}`, 'SD'))).toContain('endorsed the work programme')
    expect((await post(`${base}/hand-over`, 'SD', {})).status).toBe(403)
  })
})

describe('US-14 AC6 the extract of an organisation', () => {
  const unodc = 'OB:UNODC'
  const admit = (more: string) => sql`insert into admission (id, meeting, session, party, given_by, given_role, from_at, until_at) select 'extract-unodc', meeting, id, 'UNODC', 'Chair', 'CH', starts_at - interval '1 hour', ends_at from session where id = ${more}`.execute(here.db)

  it('US-14 AC6 §4.4 an organisation the Chair admitted to a session has the paragraphs of that session, also after it ended, and nothing else', async () => {
    await read(base, unodc, 404)
    await admit('example-open')
    const { endsAt } = (await sql<{ endsAt: string }>`select ends_at as "endsAt" from session where id = 'example-open'`.execute(here.db)).rows[0] ?? { endsAt: testNow }
    const before = here.now()
    here.setNow(Temporal.Instant.from(endsAt).add({ hours: 24 * 60 }).toString({ smallestUnit: 'millisecond' }))
    const page = textOf(await read(base, unodc))
    expect(page).toContain('Cooperation with dialogue partners and organisations')
    expect(page).not.toMatch(/Thailand reported|endorsed the draft|China offered|RPT\.1/)
    const own = await pdf(`${base}/report.pdf?in=en`, unodc)
    expect(own).toContain('Cooperation with dialogue partners')
    expect(own).not.toMatch(/Thailand reported|endorsed the draft|China offered/)
    expect((await here.app.request(`${base}/report.docx?in=th`, { headers: { 'x-reader': unodc } })).status).toBe(200)
    const answer = JSON.stringify(await (await here.app.request(`/api/v1/meetings/${ref}/report`, { headers: { 'x-reader': unodc } })).json())
    expect(answer).not.toMatch(/Thailand reported|endorsed|China offered/)
    // Another organisation, and an observer, still find nothing.
    for (const reader of ['OB:ASEANAPOL', 'DP:JPN']) await read(base, reader, 404)
    here.setNow(before)
  })

  it('US-14 AC6 members and the house choose for whom an extract is printed: partners and organisations alike', async () => {
    const page = await read(base, 'NF:THA')
    for (const party of ['CHN', 'UNODC']) for (const lang of ['en', 'th']) expect(page).toContain(`report.pdf?in=${lang}&amp;for=${party}`)
    expect(page).not.toContain('for=JPN')
    const printed = await pdf(`${base}/report.pdf?in=en&for=UNODC`, 'NF:THA')
    expect(printed).toContain('Cooperation with dialogue partners')
    expect(printed).not.toMatch(/Thailand reported|endorsed the draft|China offered/)
    // The choice is not the organisation's own: it has its part and no other's.
    expect((await here.app.request(`${base}/report.pdf?in=en&for=CHN`, { headers: { 'x-reader': unodc } })).status).toBe(404)
    expect(await read(base, unodc)).not.toContain('for=CHN')
  })

  it('US-08 AC3 what the Chair takes back closes the extract at the next request', async () => {
    await sql`update admission set ended_at = ${here.now()} where id = 'extract-unodc'`.execute(here.db)
    await sql`update data_version set number = number + 1`.execute(here.db)
    await read(base, unodc, 404)
    expect(await read(base, 'NF:THA')).not.toContain('for=UNODC')
  })
})

describe('the demonstration', () => {
  it('has a report in comment, with words that conflict and one waiting for a head; it is made once', async () => {
    const demonstrated = modules.find((known) => known.name === 'proceedings')
    here.setNow(testNow)
    for (let again = 0; again < 2; again++) await demonstrated?.demonstrate?.(here.db, testNow)
    const page = textOf(await read('/meetings/SOMTC/SP9/report', 'SD'))
    expect(page).toContain('Delegations ask for different words here.')
    expect(page).not.toContain('open day and night')
    expect(textOf(await read('/meetings/SOMTC/SP9/report', 'HD:VNM'))).toContain('open day and night')
    expect(textOf(await read('/meetings/SOMTC/SP9/report?lang=th', 'DP:CHN'))).toContain('จีนเสนอจัดหลักสูตรฝึกอบรมสองหลักสูตร')
    expect(textOf(await read('/', 'NF:KHM'))).toContain('Draft report: Special meeting of SOMTC on online fraud')
    expect(textOf(await read('/', 'HD:VNM'))).toContain('1 comment of your delegates')
  })
})
