import { beforeAll, describe, expect, it } from 'vitest'
import { type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
})

const asPerson = async (person: string) => {
  const answer = await installation.app.request('/sign-in/as', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }, body: new URLSearchParams({ person }).toString() })
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}
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
