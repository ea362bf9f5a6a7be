import { beforeAll, describe, expect, it } from 'vitest'
import { type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
})

const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = '') => {
  const answer = await installation.app.request(at, { headers: cookie ? { cookie } : {} })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const post = async (at: string, cookie: string, body: Record<string, string> | FormData) => {
  const form = body instanceof FormData
  const answer = await installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', ...(form ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }, body: form ? body : new URLSearchParams(body).toString() })
  return { status: answer.status, text: await answer.text(), at: answer.headers.get('location') ?? '' }
}
const programme = '/plans/SOMTC/WP/2022'
const versionOf = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? ''
const fields = (more: Record<string, string> = {}) => ({ titleEn: 'Course on sandalwood', area: 'wildlife-timber', strategy: 'training', type: 'training', participants: 'all', lead: 'THA', startsOn: '1 March 2024', dueOn: '๓๑ ธันวาคม ๒๕๖๘', ...more })

describe('US-16 an activity by forms alone', () => {
  it('proposed, endorsed, funded, moved by decision; what was typed stays beside its fault', async () => {
    const desk = await asPerson('example-sd')
    const wrong = await post(`${programme}/activities/new`, desk, fields({ area: '', budget: '1๐๐๐', startsOn: '31/2/2024' }))
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Course on sandalwood')
    expect(wrong.text).toContain('href="#startsOn"')
    const unpriced = await post(`${programme}/activities/new`, desk, fields({ budget: '1๐๐๐', mandates: 'AMMTC/99/DEC.9' }))
    expect(unpriced.text).toContain('href="#currency"')
    expect(unpriced.text).toContain('href="#mandates"')
    const made = await post(`${programme}/activities/new`, desk, fields({ budget: '๑,๐๐๐', currency: 'usd', mandates: 'AMMTC/18/DEC.1' }))
    expect(made.status).toBe(303)
    const at = made.at
    expect((await read(`${at}?lang=en`, desk)).text).toContain('AMMTC/18/DEC.1')
    const acts = (await read(`${at}/acts?lang=en`, desk)).text
    expect(acts).toContain('Endorsed')
    // By decision: without one it is asked for, beside its field.
    const version = versionOf(acts)
    const asked = await post(`${at}/acts/step`, desk, { version, to: 'END', decision: '', note: 'As agreed' })
    expect([asked.status, asked.text.includes('href="#step-decision"'), asked.text.includes('As agreed')]).toEqual([422, true, true])
    expect((await post(`${at}/acts/step`, desk, { version, to: 'END', decision: 'SOMTC/25/DEC.4' })).status).toBe(303)
    // Someone who still has the old page is told, and loses nothing.
    const stale = await post(`${at}/acts/due`, desk, { version, dueOn: '31 March 2026', decision: 'AMMTC/18/DEC.1', note: 'So that results can be reported' })
    expect([stale.status, stale.text.includes('So that results can be reported')]).toEqual([409, true])
    // "Funds confirmed" says why it is not open (US-16 AC2).
    const before = (await read(`${at}/acts?lang=en`, desk)).text
    expect(before).not.toContain('value="FUN"')
    expect(before).toContain('Funds confirmed needs a source with an amount')
    const funds = { version: versionOf(before), rows: '2', 'name-0': 'Host', 'source-0': 'national', 'amount-0': '1,000', 'currency-0': '', 'rate-0': '', 'rateOn-0': '', 'status-0': 'confirmed', 'confirmedOn-0': '', 'name-1': '' }
    expect((await post(`${at}/acts/fund`, desk, funds)).text).toContain('href="#fund-currency-0"')
    expect((await post(`${at}/acts/fund`, desk, { ...funds, 'currency-0': 'USD' })).status).toBe(303)
    const again = versionOf((await read(`${at}/acts?lang=en`, desk)).text)
    expect((await post(`${at}/acts/step`, desk, { version: again, to: 'FUN' })).status).toBe(303)
    const last = versionOf((await read(`${at}/acts`, desk)).text)
    expect((await post(`${at}/acts/due`, desk, { version: last, dueOn: '31 มีนาคม 2569', decision: 'AMMTC/18/DEC.1', note: '' })).status).toBe(303)
    const page = (await read(`${at}?lang=en`, desk)).text
    expect(page).toContain('From 31 December 2025 to 31 March 2026.')
    expect(page).toContain('href="/mandates/AMMTC-18-DEC.1"')
    // Describing it anew moves no due day.
    const described = await read(`${at}/describe?lang=en`, desk)
    expect((await post(`${at}/describe`, desk, { ...fields({ titleEn: 'Course on rosewood', dueOn: '1 January 2030' }), version: versionOf(described.text) })).status).toBe(303)
    const after = (await read(`${at}?lang=en`, desk)).text
    expect(after).toContain('Course on rosewood')
    expect(after).toContain('31 March 2026')
    // US-18 AC2 carried over with a reason.
    const carry = { version: versionOf((await read(`${at}/acts`, desk)).text), into: 'wp-2026-2028', reason: '', decision: 'SOMTC/25' }
    expect((await post(`${at}/acts/carry`, desk, carry)).text).toContain('href="#carry-reason"')
    const carried = await post(`${at}/acts/carry`, desk, { ...carry, reason: 'The funds came late' })
    expect(carried.status).toBe(303)
    expect((await read(`${carried.at}?lang=en`, desk)).text).toContain('The funds came late')
  })

  it('acts that are not one’s own are not offered, and refused with the reason', async () => {
    const vietNam = await asPerson('example-nf-vnm')
    const at = /href="(\/plans\/SOMTC\/WP\/2022\/activities\/WLT-4-02)"/.exec((await read(`${programme}/activities`, vietNam)).text)?.[1] ?? ''
    expect((await read(`${at}/describe?lang=en`, await asPerson('example-de'))).status).toBe(403)
    expect((await read(`${at}/acts`)).status).toBe(404)
    expect((await read(`${programme}/activities/new`)).status).toBe(403)
    expect((await post(`${at}/acts/step`, await asPerson('example-de'), { version: '1', to: 'COM' })).status).toBe(403)
  })
})

describe('US-17 proof', () => {
  const proof = (more: Record<string, string | File> = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ type: 'attendance', title: 'Attendance list, course in Mae Sot', document: '', link: '', on: '', marking: 'LIMITED', ...more })) form.append(name, value)
    return form
  }
  const pdf = () => new File([new TextEncoder().encode(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`)], 'list.pdf', { type: 'application/pdf' })

  it('AC2 R-8.3.2 a file is sent, never vouched for by its sender, verified by another; whoever may not see it finds no trace', async () => {
    const thailand = await asPerson('example-nf')
    const desk = await asPerson('example-sd')
    const at = `${programme}/activities/WLT-4-02`
    expect((await post(`${at}/evidence`, thailand, proof())).text).toContain('Give a file, a paper or an address')
    const lies = await post(`${at}/evidence`, thailand, proof({ file: new File(['MZ no pdf'], 'list.pdf') }))
    expect([lies.status, lies.text.includes('href="#file"'), lies.text.includes('course in Mae Sot')]).toEqual([422, true, true])
    expect((await post(`${at}/evidence`, thailand, proof({ link: 'http://localhost:3000/documents/SOMTC/26/WP.1' }))).text).toContain('href="#link"')
    expect((await post(`${at}/evidence`, thailand, proof({ file: pdf() }))).status).toBe(303)
    expect((await post(`${at}/evidence`, thailand, proof({ file: pdf() }))).text).toContain('This very file is among the proof already')
    const own = (await read(`${at}?lang=en`, thailand)).text
    const id = /evidence\/([0-9a-f-]{36})\/file/.exec(own)?.[1] ?? ''
    expect(own).not.toContain(`${id}/verify`)
    const file = await read(`${at}/evidence/${id}/file`, thailand)
    expect([file.status, file.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, true])
    expect((await post(`${at}/evidence/${id}/verify`, thailand, { version: '1' })).status).toBe(403)
    expect((await post(`${at}/evidence/${id}/refuse`, desk, { version: '1', why: '' })).text).toContain(`href="#why-${id}"`)
    expect((await post(`${at}/evidence/${id}/verify`, desk, { version: '1' })).status).toBe(303)
    expect((await post(`${at}/evidence/${id}/verify`, desk, { version: '1' })).status).toBe(409)
    // A partner reads no limited proof: of an activity it may not see at all, not even that there is one.
    const partner = await asPerson('example-dp')
    expect((await read(`${at}/evidence/${id}/file`, partner)).status).toBe(404)
    expect((await read(`${at}/evidence/${id}/file`)).status).toBe(404)
  })

  it('a limited proof of an activity that a partner does see leaves no row, no name and no count', async () => {
    const partner = await asPerson('example-dp')
    const code = /activities\/([A-Z]+-\d-\d\d)/.exec((await read(`${programme}/activities`, partner)).text)?.[1] ?? ''
    const at = `${programme}/activities/${code}`
    const counts = (text: string) => /\d+ of \d+ verified by another/.exec(text)?.[0]
    const before = counts((await read(`${at}?lang=en`, partner)).text)
    expect((await post(`${at}/evidence`, await asPerson('example-sd'), proof({ title: 'Quiet annex on routes', link: 'https://example.org/annex' }))).status).toBe(303)
    const after = (await read(`${at}?lang=en`, partner)).text
    expect(after).not.toContain('Quiet annex on routes')
    expect(counts(after)).toBe(before)
    expect((await read(`${at}?lang=en`, await asPerson('example-sd'))).text).toContain('Quiet annex on routes')
  })
})
