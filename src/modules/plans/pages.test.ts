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
  return { status: answer.status, text: await answer.text() }
}

describe('plans of the public record', () => {
  it('every frame is there with its period and the plan it carries out, in both languages', async () => {
    const { text } = await read('/plans?lang=en')
    expect(text).toContain('SOMTC Work Programme 2022–2024')
    expect(text).toContain('SOMTC/WP/2022')
    expect((await read('/plans?lang=th')).text).toContain('แผนงาน SOMTC พ.ศ. ๒๕๖๕–๒๕๖๗')
  })

  it('US-16 AC5 a programme of the time of eight areas keeps its eight; that of ten has ten', async () => {
    const old = (await read('/plans/SOMTC/WP/2002?lang=en')).text
    expect(old).toContain('Cybercrime')
    expect(old).not.toContain('People smuggling')
    expect((await read('/plans/SOMTC/WP/2022?lang=en')).text).toContain('People smuggling')
  })

  it('a visitor sees no activity, no count and no list of them', async () => {
    const { text } = await read('/plans/SOMTC/WP/2022?lang=en')
    expect(text).not.toContain('completed')
    expect((await read('/plans/SOMTC/WP/2022/activities?lang=en')).text).toContain('No activity answers this filter')
    expect((await read('/plans/SOMTC/WP/2022/activities/CT-1-01')).status).toBe(404)
    expect((await read('/plans/SOMTC/WP/2022/activities/CT-9-99')).status).toBe(404)
  })

  it('R-3.3.2 the desk reads two counts with their n, and the marks say the same as the numbers', async () => {
    const cookie = await asPerson('example-sd')
    const { text } = await read('/plans/SOMTC/WP/2022?lang=en', cookie)
    expect(text).toContain('Example activities.')
    expect(text).toMatch(/<b>\d+<\/b> of \d+ completed/)
    const cells = [...text.matchAll(/<b class="k">(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0)
    expect(cells).toBe([...text.matchAll(/<i class="p [corlnve]"><\/i>/g)].length)
  })

  it('a partner sees only what it funds or carries out', async () => {
    const cookie = await asPerson('example-dp')
    const { text } = await read('/plans/SOMTC/WP/2022/activities?lang=en', cookie)
    const rows = [...text.matchAll(/activities\/([A-Z]+-\d-\d\d)/g)].map(([, code]) => code)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThan(30)
  })

  it('the number of statements does not grow with the rows', async () => {
    const cookie = await asPerson('example-sd')
    await read('/plans/SOMTC/WP/2022/activities', cookie)
    const count = async (at: string) => {
      installation.queries.length = 0
      await read(at, cookie)
      return installation.queries.length
    }
    expect(await count('/plans/SOMTC/WP/2022/activities')).toBe(await count('/plans/SOMTC/WP/2022/activities?area=terrorism'))
  })
})

describe('US-17 a round of reports by forms alone', () => {
  const post = (at: string, cookie: string, body: Record<string, string>) => installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(body).toString() })

  it('the desk opens it, a focal point fills it in and submits, the desk accepts; "no report" stays no report', async () => {
    const desk = await asPerson('example-sd')
    const rounds = '/plans/SOMTC/WP/2022/rounds'
    // The era of a year that may be of either is asked, and what was typed stays.
    const asked = await post(rounds, desk, { name: 'Second half of 2025', periodFrom: '1 July 2025', periodUntil: '31 December 2025', closesOn: '30 มกราคม ๒๕๖๙x' })
    expect(asked.status).toBe(422)
    expect(await asked.text()).toContain('Second half of 2025')
    expect((await post(rounds, desk, { name: 'Second half of 2025', periodFrom: '1 July 2025', periodUntil: '31 December 2025', closesOn: '30 January 2026' })).status).toBe(303)
    const round = /rounds\/([0-9a-f-]{36})/.exec((await read(`${rounds}?lang=en`, desk)).text)?.[1] ?? ''
    const thailand = await asPerson('example-nf')
    const form = await read(`${rounds}/${round}/report?lang=en`, thailand)
    const activity = /name="activity" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const wrong = await post(`${rounds}/${round}/report`, thailand, { activity, text: 'Forty-six officers were trained.', progress: '๑๒๐', women: '0' })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('Forty-six officers were trained.')
    expect(again).toContain('href="#progress"')
    expect((await post(`${rounds}/${round}/report`, thailand, { activity, text: 'Forty-six officers were trained.', progress: '๑๐๐', women: '19', men: '27' })).status).toBe(303)
    const list = (await read(`${rounds}/${round}?lang=en`, thailand)).text
    expect(list).toContain('Draft')
    expect((await read(`${rounds}/${round}?lang=en`, desk)).text).not.toContain('Draft')
    expect((await post(`${rounds}/${round}/report/submit`, thailand, { version: '1' })).status).toBe(303)
    const waiting = (await read(`${rounds}/${round}?lang=en`, desk)).text
    const report = /reports\/([0-9a-f-]{36})\/accept/.exec(waiting)?.[1] ?? ''
    const untold = await post(`${rounds}/${round}/reports/${report}/return`, desk, { version: '2', why: '' })
    expect(untold.status).toBe(422)
    expect((await post(`${rounds}/${round}/reports/${report}/accept`, desk, { version: '2' })).status).toBe(303)
    const done = (await read(`${rounds}/${round}?lang=th`, desk)).text
    expect(done).toContain('รับแล้ว')
    expect(done).toContain('ไม่มีรายงาน')
  })

  it('rounds are not for visitors, nor a partner’s where it is not its own', async () => {
    expect((await read('/plans/SOMTC/WP/2022/rounds')).status).toBe(404)
    expect((await read('/plans/SOMTC/WP/2022/rounds', await asPerson('example-dp'))).status).toBe(404)
  })
})
