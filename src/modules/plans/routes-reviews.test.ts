import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'

let installation: TestInstallation
beforeEach(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  return () => installation.close()
})

const read = async (at: string, person: string | null) => {
  const answer = await installation.app.request(`/api/v1${at}`, { headers: person === null ? {} : { cookie: await installation.signedIn(person) } })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: (await answer.json()) as Record<string, unknown> }
}
const items = (body: Record<string, unknown>) => body['items'] as Record<string, unknown>[]

describe('US-18 reviews for programs', () => {
  it('AC5 the list tells how many of those asked have answered, and can be asked by programme, kind and state', async () => {
    const { status, body } = await read('/reviews?programme=SOMTC/WP/2022&kind=mid-term&state=OPEN', 'example-nf')
    expect(status).toBe(200)
    expect(items(body)).toMatchObject([{ id: 'example-review', programme: 'SOMTC/WP/2022', kind: 'mid-term', state: 'OPEN', response: { answered: 8, of: 11 }, origin: 'demonstration' }])
    expect(items((await read('/reviews?state=ADOPTED', 'example-nf')).body)).toEqual([])
    expect(items((await read('/reviews?programme=SOMTC/WP/1999', 'example-nf')).body)).toEqual([])
  })

  it('R-3.4.1 one review: who was silent is named as silent, what nobody rated is counted apart', async () => {
    const { status, body } = await read('/reviews/example-review', 'example-sd')
    expect(status).toBe(200)
    expect(body['silent']).toEqual(expect.arrayContaining(['MMR', 'VNM', 'TLS']))
    const counts = body['counts'] as Record<string, number>
    expect(counts['unrated']).toBeGreaterThan(0)
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(138)
    expect((body['ratings'] as unknown[]).length).toBe(138 - (counts['unrated'] ?? 0))
    expect((body['answers'] as { party: string }[]).map((answer) => answer.party)).toContain('THA')
  })

  it('a draft answer is its own party’s alone; a partner and the public have no such review', async () => {
    await sql`update plan_review_answer set sent_at = null, sent_by = null where review = 'example-review' and party = 'THA'`.execute(installation.db)
    const parties = async (person: string) => ((await read('/reviews/example-review', person)).body['answers'] as { party: string }[]).map((answer) => answer.party)
    expect(await parties('example-nf')).toContain('THA')
    expect(await parties('example-nf-vnm')).not.toContain('THA')
    for (const person of ['example-dp', 'example-le', null]) {
      const { status, type, body } = await read('/reviews/example-review', person)
      expect([status, type.split(';')[0], body['status']]).toEqual([404, 'application/problem+json', 404])
      expect(await read('/reviews/no-such-review', person)).toMatchObject({ status, body: { code: body['code'] } })
    }
    for (const person of ['example-le', null]) expect(await read('/reviews', person)).toMatchObject({ status: 200, body: { items: [] } })
  })

  it('what cannot be asked is told by its path', async () => {
    const { status, type, body } = await read('/reviews?kind=yearly', 'example-sd')
    expect([status >= 400 && status < 500, type.split(';')[0]]).toEqual([true, 'application/problem+json'])
    expect(JSON.stringify(body)).toContain('kind')
  })

  it('the number of statements does not grow with the reviews', async () => {
    const cookie = await installation.signedIn('example-sd')
    const statements = async () => { await installation.app.request('/api/v1/reviews', { headers: { cookie } }); installation.queries.length = 0; await installation.app.request('/api/v1/reviews', { headers: { cookie } }); return installation.queries.length }
    const before = await statements()
    await sql`insert into plan_review (id, programme, kind, reviewer_kind, questions, opened_at, opened_by, validated_on, validated_in, adopted_on, adopted_by, findings, recommendations, state, origin) select 'more-' || n, 'wp-2022-2024', 'terminal', 'secretariat', '[]', ${testNow}::timestamptz - n * interval '1 day', 'someone', '2026-01-02', 'SOMTC/26', '2026-01-03', 'SOMTC/26/DEC.1', '{"en":"F","th":"F"}', '{"en":"R","th":"R"}', 'ADOPTED', 'desk' from generate_series(1, 12) n`.execute(installation.db)
    expect(await statements()).toBe(before)
  })
})
