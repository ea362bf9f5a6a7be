import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'

let installation: TestInstallation
beforeEach(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans', 'ministers-report'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  return () => installation.close()
})

const read = async (at: string, person: string | null) => {
  const answer = await installation.app.request(`/api/v1${at}`, { headers: person === null ? {} : { cookie: await installation.signedIn(person) } })
  return { status: answer.status, type: (answer.headers.get('content-type') ?? '').split(';')[0], body: (await answer.json()) as Record<string, unknown> }
}
const items = (body: Record<string, unknown>) => body['items'] as Record<string, unknown>[]

describe('US-19 the report to ministers for programs', () => {
  it('AC1 the desk and the Chair read the draft: each decision of class C4 to C6 of the meeting once, what is written, what it lacks', async () => {
    const expected = (await sql<{ symbol: string }>`select symbol from mandate where meeting = 'AMMTC/19' and class between 'C4' and 'C6' order by symbol`.execute(installation.db)).rows.map((row) => row.symbol)
    for (const person of ['example-sd', 'example-ch']) {
      const { status, body } = await read('/ministers-packs/AMMTC/19', person)
      expect(status).toBe(200)
      expect((body['rows'] as { symbol: string }[]).map((row) => row.symbol).toSorted()).toEqual(expected.toSorted())
      expect((body['parts'] as { section: string }[]).some((part) => part.section === 'decision')).toBe(true)
      expect((body['lacks'] as { gate: string; open: string[] }[]).find((gate) => gate.gate === 'placeholder')?.open).toContain('1.5')
      expect(items((await read('/ministers-packs', person)).body)).toMatchObject([{ after: 'AMMTC/19', draft: { distribution: expect.any(String) }, frozen: [] }])
    }
  })

  it('AC3 a decision sought comes with the class that its words have', async () => {
    const { body } = await read('/ministers-packs/AMMTC/19', 'example-sd')
    expect((body['parts'] as { section: string; class: string | null }[]).filter((part) => part.section === 'decision').map((part) => part.class)).toEqual(['C6', 'C6', 'C6', 'C6', 'C5'])
  })

  it('to everyone else the draft is not there; what does not exist answers alike', async () => {
    for (const person of ['example-nf', 'example-hd', 'example-dp', null]) {
      const hidden = await read('/ministers-packs/AMMTC/19', person)
      const absent = await read('/ministers-packs/AMMTC/99', person)
      expect([hidden.status, hidden.type]).toEqual([404, 'application/problem+json'])
      expect([absent.status, absent.body['code'], absent.body['detail']]).toEqual([404, hidden.body['code'], hidden.body['detail']])
      expect(items((await read('/ministers-packs', person)).body)).toEqual([])
    }
  })

  it('both stand in the description of the interface', async () => {
    const answer = await installation.app.request('/api/v1/openapi.json')
    const paths = ((await answer.json()) as { paths: Record<string, unknown> }).paths
    for (const at of ['/ministers-packs', '/ministers-packs/{body}/{session}', '/reviews', '/reviews/{id}']) expect(Object.keys(paths).some((path) => path.endsWith(at)), at).toBe(true)
  })
})
