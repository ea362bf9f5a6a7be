import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'
import { fileDocument, type FiledPaper } from './index.ts'
import { comparePapers } from './pages/paper-compare.tsx'

let here: TestInstallation
const [one, two] = ['The Meeting notes the draft.\nIt asks the Secretariat to report in May.', 'The Meeting welcomes the draft.\nIt asks the Secretariat and Thailand to report in May.']
const desk = acting('SD', { body: 'SOMTC' })

const file = (text: string, more: Partial<FiledPaper> = {}) => here.db.transaction().execute((tx) => fileDocument({ tx, actor: desk, now: testNow, files: here.files }, {
  meeting: 'SOMTC/26', series: 'WP', title: { en: 'Two texts', th: 'สองฉบับ' }, purpose: 'discussion', distribution: 'LIMITED', origin: 'demonstration', files: [{ lang: 'en', name: 'a.txt', type: 'text/plain', bytes: new TextEncoder().encode(text), authentic: true, text }], ...more,
}))

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => ['people', 'meetings'].includes(name))) await module.demonstrate?.(here.db, testNow)
})

describe('two versions of a text', () => {
  it('are compared word by word, also where a language writes without spaces', () => {
    expect(comparePapers(one, two, 'en')?.changes).toBe(2)
    expect(comparePapers(one, one, 'en')?.changes).toBe(0)
    const thai = comparePapers('ที่ประชุมรับทราบร่างแผนงาน', 'ที่ประชุมรับรองร่างแผนงาน', 'th')
    expect(thai?.changes).toBeGreaterThan(0)
    expect(thai?.parts.filter((part) => !part.removed).map((part) => part.value).join('')).toBe('ที่ประชุมรับรองร่างแผนงาน')
    expect(thai?.parts.filter((part) => !part.added).map((part) => part.value).join('')).toBe('ที่ประชุมรับทราบร่างแผนงาน')
  })

  it('stand on one page for who sees both, each change said aloud; a version that is hidden answers as none', async () => {
    const base = await file(one)
    const rev = await file(two, { modifies: base.symbol, modifier: 'Rev' })
    const narrow = await file('Secret gnu.', { modifies: base.symbol, modifier: 'Rev', distribution: 'RESTRICTED' })
    const read = async (person: string, at: string) => {
      const answer = await here.app.request(at, { headers: { cookie: await here.signedIn(person) } })
      return { status: answer.status, text: await answer.text() }
    }
    const { status, text } = await read('example-de', `/documents/${rev.symbol}/compare`)
    expect(status).toBe(200)
    expect(text).toContain('2 changes')
    expect(text).toMatch(/<del><span class="vh"[^>]*>Taken out: <\/span>notes<\/del>/)
    expect(text).toMatch(/<ins><span class="vh"[^>]*>New: <\/span>welcomes<\/ins>/)
    expect(text).not.toContain('Rev.2')
    for (const symbol of [narrow.symbol, 'SOMTC/26/WP.99']) expect((await read('example-de', `/documents/${rev.symbol}/compare?with=${encodeURIComponent(symbol)}`)).status, symbol).toBe(404)
    expect((await read('example-dp', `/documents/${rev.symbol}/compare`)).status).toBe(404)
    expect((await read('example-hd', `/documents/${narrow.symbol}/compare?with=${encodeURIComponent(rev.symbol)}`)).text).toContain('gnu')
  })
})
