import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, testNow, type TestInstallation } from '../../../tests/installation.ts'
import fc from '../../../tests/properties.ts'
import { system, visitor } from '../../kernel/actor.ts'
import { issuePaper } from './commands.ts'
import { canIssue, paperCode, typedCode } from './rules/issued.ts'

let installation: TestInstallation
beforeAll(async () => void (installation = await testInstallation()))

const rows = async () => Number((await installation.db.selectFrom('issued_document' as never).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow() as { n: string }).n)
const issue = (content: unknown, more: { marking?: string; actor?: typeof visitor; subject?: string } = {}) =>
  issuePaper({
    db: installation.db, files: installation.files, actor: more.actor ?? visitor, now: testNow, kind: 'follow-up', subject: more.subject ?? 'AMMTC/16', lang: 'en', format: 'pdf', marking: more.marking ?? 'PUBLIC',
    title: { en: 'Follow-up: planted-title', th: 'ตารางติดตามผล' }, asOf: '2026-01-12', content, name: 'x.pdf', render: async ({ code, version }) => new TextEncoder().encode(`%PDF ${code} ${version}`),
  })

describe('codes', () => {
  it('a code says what it is about and ends in ten drawn characters', () => {
    expect(paperCode('AMMTC/19@2024-01-01', new Uint8Array(16))).toBe('A19-00000-00000')
    expect(paperCode('SOMTC/PREP.AMMTC19', new Uint8Array(16).fill(31))).toBe('SPREP-ZZZZZ-ZZZZZ')
  })
  it('a code is found however it is typed: small letters, blanks, Thai digits, O for zero, I for one', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const code = paperCode('AMMTC/19', bytes)
      const key = typedCode(code)
      expect(key).toHaveLength(10)
      expect(typedCode(code.toLowerCase().replaceAll('-', ' '))).toBe(key)
      expect(typedCode(code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(key)
      expect(typedCode(code.replace(/[0-9]/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? ''))).toBe(key)
    }))
  })
  it('what cannot be a code is not looked up', () => {
    for (const text of ['', 'A19', 'A19-7KX4M', '‮', "' or 1=1 --", 'ก'.repeat(20)]) expect(typedCode(text)).toBeNull()
  })
})

describe('issuing', () => {
  it('many downloads of the same content are one version, also at once', async () => {
    const before = await rows()
    const first = await issue({ rows: 1 }, { subject: 'AMMTC/15' })
    const again = await Promise.all(Array.from({ length: 20 }, () => issue({ rows: 1 }, { subject: 'AMMTC/15' })))
    expect(new Set(again.map(({ paper }) => paper.code))).toEqual(new Set([first.paper.code]))
    const others = await Promise.all(Array.from({ length: 4 }, () => issue({ rows: 2 }, { subject: 'AMMTC/15' })))
    expect(new Set(others.map(({ paper }) => `${paper.code} ${paper.version}`)).size).toBe(1)
    expect(others[0]?.paper.version).toBe(2)
    expect(await rows()).toBe(before + 2)
  })
  it('a member paper is made by the secretariat, the chair, heads of delegation and focal points; the public gets what is public', () => {
    for (const role of ['SD', 'CH', 'HD', 'NF'] as const) expect(canIssue(acting(role, { party: 'THA' }), { marking: 'LIMITED' }).allowed).toBe(true)
    for (const role of ['DE', 'LS', 'DP', 'OB', 'PR', 'LE', 'AU', 'SA'] as const) expect(canIssue(acting(role, { party: 'THA' }), { marking: 'LIMITED' }).allowed).toBe(false)
    expect(canIssue(acting('HD'), { marking: 'PARTNER:*' })).toEqual({ allowed: false, because: 'issue.not-readable' })
    expect(canIssue(visitor, { marking: 'PUBLIC' }).allowed).toBe(true)
    expect(canIssue(visitor, { marking: 'LIMITED' }).allowed).toBe(false)
    expect(canIssue(system, { marking: 'LIMITED' }).allowed).toBe(true)
  })
  it('what was issued is not changed', async () => {
    const { paper } = await issue({ rows: 'kept' })
    await expect(installation.db.updateTable('issued_document' as never).set({ version: 9 } as never).where('code' as never, '=', paper.code as never).execute()).rejects.toThrow('append only')
  })
})

describe('checking a paper', () => {
  it('the code leads to the version, and an older version says that there is a newer one', async () => {
    const old = await issue({ rows: 'a' }, { subject: 'AMMTC/14' })
    const fresh = await issue({ rows: 'b' }, { subject: 'AMMTC/14' })
    const page = await (await installation.app.request(`/check/${old.paper.code.toLowerCase()}?lang=en`)).text()
    expect(page).toContain('1 of 2')
    expect(page).toContain(`/check/${fresh.paper.code}`)
    expect(page).toContain(old.paper.sha256.slice(0, 16))
    const newest = await (await installation.app.request(`/check/${fresh.paper.code}?lang=th`)).text()
    expect(newest).toContain('๒\u00a0จาก\u00a0๒')
    expect(newest).toContain('เป็นฉบับล่าสุด')
    const typed = await installation.app.request(`/check?code=${encodeURIComponent(fresh.paper.code)}`)
    expect(typed.status).toBe(303)
  })
  it('the holder of a closed paper learns that it is genuine and which version, and nothing of what it says', async () => {
    const closed = await issue({ rows: 'secret' }, { marking: 'LIMITED', actor: acting('SD') })
    const page = await (await installation.app.request(`/check/${closed.paper.code}?lang=en`)).text()
    expect(page).toContain('genuine paper')
    expect(page).toContain('1 of 1')
    for (const hidden of ['planted-title', closed.paper.sha256.slice(0, 16), 'AMMTC/16', 'LIMITED', 'Follow-up']) expect(page.replace(/<nav[\s\S]*?<\/nav>/g, '')).not.toContain(hidden)
    expect((await installation.app.request(`/check/${closed.paper.code}/paper`)).status).toBe(404)
  })
  it('an unknown code gets an honest page with status 404', async () => {
    const answer = await installation.app.request(`/check/${paperCode('AMMTC/19', randomBytes(16))}?lang=en`)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('No paper has this code')
    expect((await installation.app.request('/check?code=abc&lang=en')).status).toBe(422)
  })
  it('a file is compared byte for byte and not kept', async () => {
    const { bytes, paper } = await issue({ rows: 'file' }, { subject: 'AMMTC/13' })
    const send = (content: Uint8Array) => {
      const form = new FormData()
      form.set('file', new File([Uint8Array.from(content)], 'a.pdf', { type: 'application/pdf' }))
      return installation.app.request('/check?lang=en', { method: 'POST', body: form, headers: { origin: 'http://localhost:3000' } })
    }
    const stored = async () => (await installation.db.selectFrom('stored_file').select('sha256').execute()).length
    const before = await stored()
    expect(await (await send(bytes)).text()).toContain(paper.code)
    expect(await (await send(new Uint8Array([...bytes, 0]))).text()).toContain('No paper made here has these bytes')
    expect((await send(new Uint8Array())).status).toBe(422)
    expect((await send(new Uint8Array(21 * 1024 * 1024))).status).toBe(413)
    expect(await stored()).toBe(before)
  })
})
