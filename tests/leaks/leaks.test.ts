import { beforeAll, describe, expect, it } from 'vitest'
import { mayRead, type Actor, type Role, visitor } from '../../src/kernel/actor.ts'
import { saveLink, saveMandate, saveStatement, type NewMandate } from '../../src/modules/mandates/queries/write.ts'
import { modules } from '../../src/modules.ts'
import { type TestInstallation, testInstallation, testNow } from '../installation.ts'
import { crawl, withWord } from './crawl.ts'

/** Words that stand in no other text, each planted in something with one marking. */
const planted = { GENERAL: 'narwhalbee', LIMITED: 'zebracorn', RESTRICTED: 'quokkafish', 'PARTNER:CHN': 'yakpanther', 'PARTNER:JPN': 'jackalopex' } as const
const inThai = { LIMITED: 'ช้างม่วงลายจุด' }
/** A limited statement on a public decision: its word, and the status it would betray. */
const statementWord = 'wombatree'

const audiences: { person: string; role: Role; party?: string }[] = [
  { person: 'example-sd', role: 'SD' },
  { person: 'example-ch', role: 'CH' },
  { person: 'example-hl', role: 'HL' },
  { person: 'example-nf', role: 'NF', party: 'THA' },
  { person: 'example-hd', role: 'HD', party: 'THA' },
  { person: 'example-de', role: 'DE', party: 'VNM' },
  { person: 'example-ls', role: 'LS', party: 'KHM' },
  { person: 'example-dp', role: 'DP', party: 'CHN' },
  { person: 'example-ob', role: 'OB', party: 'UNODC' },
  { person: 'example-in', role: 'IN' },
  { person: 'example-pr', role: 'PR' },
  { person: 'example-le', role: 'LE', party: 'SGP' },
  { person: 'example-au', role: 'AU' },
  { person: 'example-sa', role: 'SA' },
]

let installation: TestInstallation

beforeAll(async () => {
  installation = await testInstallation()
  const { db } = installation
  for (const module of modules.filter((known) => known.name === 'people')) await module.demonstrate?.(db, testNow)
  await db.transaction().execute(async (tx) => {
    for (const [index, [marking, word]] of Object.entries(planted).entries()) {
      const row: NewMandate = {
        symbol: `SOMTC/25/DEC.${index + 51}`, body: 'SOMTC', session: '25', number: index + 51, meeting: 'SOMTC/25', date: '2025-06-26', instrument: null, instrumentTitle: `Paper ${word}`, paragraph: `${index + 51}`,
        title: { en: `Secret ${word}`, th: `เรื่องลับ ${word} ${inThai.LIMITED && marking === 'LIMITED' ? inThai.LIMITED : ''}` }, text: { en: `They tasked the ${word} to stay hidden.`, th: `มอบหมาย ${word}` }, quoted: false, language: 'en',
        verbs: ['tasked'], class: 'C5', modifiers: [], addressees: [{ body: 'SOMTC' }], action: null, due: { on: '2025-12-31' }, reportsTo: null, areas: ['terrorism'], effects: [], marking, origin: 'desk', citations: [],
      }
      const id = await saveMandate(tx, row, testNow)
      await saveLink(tx, { child: id, parent: 'AMMTC-19-DEC.1', basis: 'stated' })
    }
    await saveStatement(tx, { mandate: 'AMMTC-19-DEC.4', on: '2025-11-11', status: 'LAPSED', text: { en: `A limited word: ${statementWord}`, th: statementWord }, party: null, reportedBy: { en: 'a member', th: 'ประเทศสมาชิก' }, evidence: null, citations: [], marking: 'LIMITED', origin: 'desk', verdict: 'accepted', reference: null, recordedBy: 'test' }, testNow)
  })
})

const seeds = ['/', '/mandates', '/mandates?class=C4%2B', '/meetings', '/mechanism', '/members', '/areas', '/instruments', '/about', '/matrix', '/follow-up', '/extraction', '/disagreements', '/open-data', '/report-to-ministers', '/meetings/SOMTC/25', '/meetings/SOMTC/25/follow-up', '/meetings/AMMTC/19', '/mandates/AMMTC-19-DEC.4', '/mandates/AMMTC-19-DEC.1', '/mandates/SUMMIT-5-DEC.1', '/delegations/THA', '/delegations/CHN', '/my-delegation', '/people', '/audit', '/account', '/outbox', '/check']
const interfaces = ['/api/v1/mandates?limit=200', '/api/v1/mandates?body=SOMTC&limit=200', '/api/v1/mandates/AMMTC-19-DEC.1/chain', '/api/v1/mandates/SUMMIT-5-DEC.1/chain', '/api/v1/mandates/AMMTC-19-DEC.4', '/api/v1/openapi.json', '/api/v1/meetings?limit=200', '/api/v1/instruments', '/api/v1/meetings/SOMTC/25/heads?party=THA', '/api/v1/about']

/** All that one audience can read, by links and by asking for the planted words. */
function readAll(cookie: string | null): Promise<Map<string, string>> {
  const words = [...Object.values(planted), statementWord, inThai.LIMITED]
  const asked = words.flatMap((word) => [`/search?q=${encodeURIComponent(word)}`, `/search?q=${encodeURIComponent(word.slice(0, 5))}`, `/api/v1/search?q=${encodeURIComponent(word)}`, `/mandates?text=${encodeURIComponent(word)}`])
  return crawl(installation, { seeds: [...seeds, ...interfaces, ...asked], cookie, most: 260, perKind: 12 })
}

describe('hidden is absent: no page, list, count, search, export or interface answer betrays what an audience may not see', () => {
  const everyone = [{ person: null, role: 'PU' as Role, party: undefined }, ...audiences.map((audience) => ({ ...audience, party: audience.party }))]
  it.each(everyone)('$role ($person)', { timeout: 120_000 }, async ({ person, role, party }) => {
    const actor: Actor = person === null ? visitor : { person: { id: person, name: person }, capacity: { id: 'x', role, body: null, party: party ?? null, area: null, from: testNow, until: null } }
    const read = await readAll(person === null ? null : await installation.signedIn(person))
    expect(read.size).toBeGreaterThan(60)
    for (const [marking, word] of Object.entries(planted)) {
      if (mayRead(actor, marking)) expect(withWord(read, word).length, `${role} should find ${marking}`).toBeGreaterThan(0)
      else expect(withWord(read, word), `${role} must not find ${marking}`).toEqual([])
    }
    if (!mayRead(actor, 'LIMITED')) {
      expect(withWord(read, statementWord)).toEqual([])
      expect(withWord(read, inThai.LIMITED)).toEqual([])
      // The decision is public; the status that only a limited statement gives it is not.
      expect(JSON.parse(read.get('/api/v1/mandates/AMMTC-19-DEC.4') ?? '{}').status).not.toBe('LAPSED')
    }
    // A hidden record and one that does not exist give the same answer.
    const cookie = person === null ? {} : { cookie: await installation.signedIn(person) }
    if (!mayRead(actor, 'LIMITED')) {
      const hidden = await installation.app.request('/mandates/SOMTC-25-DEC.52', { headers: cookie })
      const absent = await installation.app.request('/mandates/SOMTC-25-DEC.99', { headers: cookie })
      expect([hidden.status, absent.status]).toEqual([404, 404])
      expect((await hidden.text()).replaceAll('DEC.52', '')).toBe((await absent.text()).replaceAll('DEC.99', ''))
    }
  })
})
