import { sql } from 'kysely'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'
import { durationOf, missingIn } from './rules/proposal.ts'
import { findActivity } from './queries.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
})

const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = '') => {
  const answer = await installation.app.request(at, { headers: cookie ? { cookie } : {} })
  return { status: answer.status, text: await answer.text() }
}
const list = async (at: string, cookie = '') => JSON.parse((await read(at, cookie)).text) as { items: Record<string, unknown>[]; next: string | null }

describe('the chain both ways', () => {
  it('a decision shows the activities that answer to it, to whoever may see them; to others nothing shows that there are any', async () => {
    const desk = (await read('/mandates/AMMTC-18-DEC.1?lang=en', await asPerson('example-sd'))).text
    expect(desk).toContain('Activities that answer to it')
    expect(desk).toMatch(/href="\/plans\/SOMTC\/WP\/2022\/activities\/[A-Z]+-\d-\d\d"/)
    const public_ = (await read('/mandates/AMMTC-18-DEC.1?lang=en')).text
    expect(public_).not.toContain('Activities that answer to it')
  })

  it('from the decision down to the activity, its accepted report and its verified proof, each one click further', async () => {
    const desk = await asPerson('example-sd')
    const page = (await read('/mandates/AMMTC-18-DEC.1?lang=en', desk)).text
    const [, report] = /href="(\/plans\/SOMTC\/WP\/2022\/rounds\/[^"]+\/reports\/[^"]+)">Accepted report of Thailand, 1 Jan 2025 to 30 Jun 2025/.exec(page) ?? []
    expect((await read(`${report}?lang=en`, desk)).text).toContain('Held as planned; the report is among the proof.')
    const [, proof, id] = /href="(\/plans\/[^"#]+)#(proof-[^"]+)">Verified proof: Report of the activity/.exec(page) ?? []
    const activity = (await read(`${proof}?lang=en`, desk)).text
    expect(activity).toContain(`id="${id}"`)
    expect(activity).toMatch(/href="\/mandates\/AMMTC-\d+-DEC\.1"/)
    // Of a report that is not accepted nothing shows there.
    expect(page).not.toContain('1 Jul 2025 to 31 Dec 2025</a></li><li><a class="govuk-link" href="/plans/SOMTC/WP/2022/rounds/example-round-open/reports/example-report-4')
    expect((await read('/mandates/AMMTC-18-DEC.1?lang=en', await asPerson('example-ob'))).text).not.toContain('Accepted report')
  })

  it('the words of a report: a draft its own, before it is accepted those who judge, then all who may read reports', async () => {
    const at = (id: string) => `/plans/SOMTC/WP/2022/rounds/example-round-open/reports/${id}`
    const statusFor = async (person: string, id: string) => (await read(at(id), await asPerson(person))).status
    // 3 is accepted (Philippines), 4 handed in (Thailand), 5 returned (Viet Nam).
    expect([await statusFor('example-sd', 'example-report-4'), await statusFor('example-nf', 'example-report-4'), await statusFor('example-nf-vnm', 'example-report-4'), await statusFor('example-nf', 'example-report-3'), await statusFor('example-nf', 'example-report-5'), await statusFor('example-dp', 'example-report-3')]).toEqual([200, 200, 404, 200, 404, 404])
    const round = (await read('/plans/SOMTC/WP/2022/rounds/example-round-open?lang=en', await asPerson('example-nf'))).text
    expect(round).not.toContain('has the equipment arrived?')
    expect((await read('/plans/SOMTC/WP/2022/rounds/example-round-open?lang=en', await asPerson('example-nf-vnm'))).text).toContain('has the equipment arrived?')
  })

  it('"mandates with no activity" and "activities with no mandate" are standing lists', async () => {
    const desk = await asPerson('example-sd')
    const without = (await read('/plans/mandates-without-activity?lang=en', desk)).text
    expect(without).toContain('href="/mandates/')
    expect(without).not.toContain('href="/mandates/AMMTC-18-DEC.1"')
    const codes = [...(await read('/plans/activities-without-mandate?lang=en', desk)).text.matchAll(/activities\/([A-Z]+-\d-\d\d)/g)].map(([, code]) => code)
    const api = await list('/api/v1/activities?limit=500', desk)
    expect(codes.sort()).toEqual(api.items.filter((one) => (one['mandates'] as string[]).length === 0).map((one) => one['code']).sort())
    expect((await read('/plans/activities-without-mandate')).status).toBe(404)
  })
})

describe('what needs me', () => {
  it('a focal point: the report that is due, and the one returned with what to mend; the desk: reports, proof, dates an extension left behind', async () => {
    const vietNam = (await read('/?lang=en', await asPerson('example-nf-vnm'))).text
    expect(vietNam).toContain('Mend your report, Second half of 2025')
    expect(vietNam).toContain('has the equipment arrived?')
    // Thailand's and the Philippines' are handed in.
    expect((await read('/?lang=en', await asPerson('example-nf'))).text).not.toContain('Report progress, Second half of 2025')
    expect((await read('/?lang=en', await asPerson('example-ls'))).text).toContain('Report progress, Second half of 2025')
    const { needs } = modules.find((module) => module.name === 'plans') ?? {}
    const desk = (await needs?.({ db: installation.db, actor: acting('SD', { body: 'SOMTC' }), now: testNow, today: '2026-01-12', lang: 'en' })) ?? []
    expect(desk.map((need) => need.href)).toEqual(['/plans/SOMTC/WP/2022/rounds/example-round-open', '/plans/proof-to-verify', '/plans/SOMTC/WP/2022/cycle/due'])
    expect((await read('/plans/proof-to-verify?lang=en', await asPerson('example-sd'))).text).toContain('Attendance list, first part')
    expect((await read('/plans/proof-to-verify', await asPerson('example-nf'))).status).toBe(404)
  })

  it('a long list of proof to verify is read page by page, and no proof is lost between them', async () => {
    await sql`insert into evidence (id, activity, type, title, link, on_date, marking, sent_by, sent_party, sent_at)
      select 'long-' || n, a.id, 'report', jsonb_build_object('en', 'Long list ' || n || '.', 'th', 'รายการยาว ' || n), 'https://example.org/' || n, '2026-01-05', 'GENERAL', 'somebody', 'IDN', ${testNow}::timestamptz
      from (select a.id from activity a join programme g on g.id = a.programme where g.frozen_at is null and g.closed_at is null order by a.id limit 1) a cross join generate_series(1, 120) n`.execute(installation.db)
    const desk = await asPerson('example-sd')
    const pages = await Promise.all([1, 2, 3].map(async (n) => (await read(`/plans/proof-to-verify?lang=en&page=${n}`, desk)).text))
    const proofs = pages.map((page) => [...page.matchAll(/#(proof-[^"]+)">/g)].map(([, id]) => id))
    expect(proofs.map((page) => page.length).slice(0, 2)).toEqual([50, 50])
    const all = proofs.flat()
    expect(new Set(all).size).toBe(all.length)
    expect(all.filter((id) => id?.startsWith('proof-long-'))).toHaveLength(120)
    expect(pages[0]).toContain('href="/plans/proof-to-verify?page=2"')
    expect(pages[0]).toContain(`1 to 50 of ${all.length}`)
    await sql`delete from evidence where id like 'long-%'`.execute(installation.db)
  })
})

describe('US-17 AC4 R-3.3.2 the two counts of a programme on its page', () => {
  it('match a fixture worked out by hand', async () => {
    // Twelve activities of the work programme of 2026: 4 completed, 2 recurring and done for this cycle, 1 in progress, 1 scheduled,
    // 1 carried over, 1 cancelled, 1 superseded, 1 withdrawn. Outside the count: cancelled, superseded, withdrawn, so n = 12 - 3 = 9.
    // Completed 4 of 9. Addressed: completed 4 + recurring 2 + in progress 1 = 7 of 9. No percentage is shown.
    const statuses = ['COM', 'COM', 'COM', 'COM', 'REC', 'REC', 'ONG', 'SCH', 'COV', 'CAN', 'SUP', 'WDN']
    for (const [n, status] of statuses.entries()) await sql`insert into activity (id, programme, code, title, area, strategy, type, status, status_since, created_at) values (${`ac4-${n}`}, 'wp-2026-2028', ${`AC-4-${n}`}, '{"en":"One","th":"หนึ่ง"}', 'terrorism', 'training', 'training', ${status}, ${testNow}, ${testNow})`.execute(installation.db)
    await sql`update data_version set number = number + 1`.execute(installation.db)
    const page = (await read('/plans/SOMTC/WP/2026?lang=en', await asPerson('example-sd'))).text
    expect(page).toContain('<b>4</b> of 9 completed')
    expect(page).toContain('<b>7</b> of 9 addressed')
    await sql`delete from activity where id like 'ac4-%'`.execute(installation.db)
    await sql`update data_version set number = number + 1`.execute(installation.db)
  })
})

describe('US-17 two members on one activity', () => {
  it('AC5 both texts stand side by side, each with whose it is; "no report" is none of them', async () => {
    const desk = await asPerson('example-sd')
    const both = (await list('/api/v1/activities?area=drugs&status=ONG', desk)).items[0]
    const page = (await read(`/plans/SOMTC/WP/2022/activities/${String(both?.['code'])}?lang=en`, desk)).text
    expect(page).toContain('2 reports. All texts stand.')
    expect(page).toContain('Trained officers now carry out a first check.')
    expect(page).toContain('Equipment has not arrived')
    expect(page).toMatch(/As reported by Viet Nam, for 1 Jan 2025 to 30 Jun 2025/)
  })
})

describe('the interface for programs', () => {
  it('plans, programmes, activities and reports, each as far as the caller may see', async () => {
    const desk = await asPerson('example-sd')
    expect((await list('/api/v1/plans')).items.map((one) => one['code'])).toContain('AMMTC/PA/2026')
    expect((await list('/api/v1/work-programmes?partner=CHN')).items.length).toBeGreaterThan(0)
    expect((await list('/api/v1/activities')).items).toEqual([])
    const wildlife = await list('/api/v1/activities?programme=SOMTC/WP/2022&area=wildlife-timber&limit=2', desk)
    expect([wildlife.items.length, wildlife.next === null]).toEqual([2, false])
    const id = String(wildlife.items[0]?.['id'])
    expect(JSON.parse((await read(`/api/v1/activities/${id}`, desk)).text)).toMatchObject({ id, reports: expect.arrayContaining([expect.objectContaining({ party: 'THA' })]) })
    expect((await read(`/api/v1/activities/${id}`)).status).toBe(404)
    expect((await list('/api/v1/progress-reports?party=VNM', desk)).items.map((one) => one['state'])).toEqual(['RETURNED', 'ACCEPTED'])
    expect((await read('/api/v1/progress-reports')).status).toBe(404)
    expect((await list('/api/v1/progress-reports', await asPerson('example-dp'))).items).toEqual([])
  })
})

describe('the project proposal', () => {
  it('practice §3.2: a Word file that says first what the template still asks for', async () => {
    const desk = await asPerson('example-sd')
    const at = '/plans/SOMTC/WP/2022/activities/WLT-4-01/proposal.docx'
    const answer = await installation.app.request(`${at}?lang=en`, { headers: { cookie: desk } })
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await answer.arrayBuffer()) })
    expect(value).toContain('To be filled in before it is sent')
    expect(value).toContain('An objective')
    expect(value).toContain('WLT-4-01')
    expect((await read(at)).status).toBe(404)
  })

  it('lengths as the template has them, and nothing missing once all is there', async () => {
    expect(durationOf('2024-01-01', '2024-05-31')).toBe('under-6')
    expect(durationOf('2024-01-01', '2024-12-31')).toBe('6-to-12')
    expect(durationOf('2024-01-01', '2025-03-01')).toBe('over-12')
    expect(durationOf('2024-01-01', null)).toBeNull()
    const activity = await findActivity(installation.db, { actor: acting('SD'), now: testNow }, 'wp-2022-2024', 'WLT-4-01')
    if (!activity) throw new Error('WLT-4-01')
    const text = { en: 'Words', th: 'คำ' }
    const whole = { ...activity, description: text, objective: text, expectedOutput: text, dueOn: '2024-12-01', proponent: 'THA', lead: 'THA', budget: 5, currency: 'USD', risks: 'Few', inclusion: 'Half of the places', sustainability: 'Own trainers', funding: [{ source: 'national', name: 'Host', partner: null, amount: 5, currency: 'USD', rate: null, rateOn: null, status: 'confirmed' as const, confirmedOn: null }] }
    expect(missingIn(whole, 'SOMTC', 1)).toEqual([])
    expect(missingIn({ ...whole, description: { en: 'word '.repeat(301), th: '' } }, 'SOMTC', 0)).toEqual(['description-length', 'mandate'])
  })
})
