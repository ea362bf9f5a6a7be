import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Reply } from '../../kernel/http.ts'
import { modules } from '../../modules.ts'
import { tabs } from './tabs.ts'

let here: TestInstallation
const cookies = new Map<string, string>()

beforeAll(async () => {
  here = await testInstallation()
  for (const name of ['people', 'mechanism', 'meetings', 'delegations']) await modules.find((module) => module.name === name)?.demonstrate?.(here.db, testNow)
})

const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }

async function cookieOf(person: string | null): Promise<Record<string, string>> {
  if (person === null) return {}
  if (!cookies.has(person)) {
    cookies.set(person, await here.signedIn(person))
  }
  return { cookie: cookies.get(person) ?? '' }
}
async function get(person: string | null, address: string) {
  const answer = await here.app.request(address, { headers: await cookieOf(person) })
  return { status: answer.status, text: (await answer.text()).replaceAll('\u2060', ''), to: answer.headers.get('location') }
}
async function post(person: string, address: string, fields: Record<string, string | string[]>) {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each)
  const answer = await here.app.request(address, { method: 'POST', headers: { ...form, ...(await cookieOf(person)) }, body: body.toString() })
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
}
const week = '/meetings/SOMTC/26/delegations'

describe('the delegations of a meeting', () => {
  it('desk, Chair and host see who has named whom, members in the mechanism’s English order: 7 of 11 named', async () => {
    for (const person of ['example-sd', 'example-ch', 'example-hl']) {
      const { status, text } = await get(person, week)
      expect(status).toBe(200)
      expect(text).toContain('7 of 11 members have named their delegation')
      const names = ['Brunei', 'Cambodia', 'Indonesia', 'Lao', 'Malaysia', 'Myanmar', 'Philippines', 'Singapore', 'Thailand', 'Timor-Leste', 'Viet Nam'].map((name) => text.indexOf(`>${name}`))
      expect(names.every((at, index) => at > (names[index - 1] ?? 0))).toBe(true)
    }
    const tabOf = async (actor: Actor) => (await tabs({ var: { db: here.db, actor, now: testNow, lang: 'en' } } as unknown as Reply, { kind: 'meeting', id: 'SOMTC/26' })).map((tab) => [tab.label, tab.n, tab.short])
    expect(await tabOf(acting('SD'))).toEqual([['Delegations', '7 of 11', true]])
    expect(await tabOf(acting('DP', { party: 'CHN' }))).toEqual([['Delegation', 1, false]])
    expect(await tabOf(acting('DP', { party: 'IND' }))).toEqual([])
    expect(await tabOf(acting('PR'))).toEqual([])
  })

  it('a member or partner is led to its own delegation; of the others there is no trace, as if they did not exist', async () => {
    expect((await get('example-dp', week)).to).toBe('/meetings/SOMTC/26/delegations/CHN')
    const own = await get('example-dp', `${week}/CHN`)
    expect([own.status, own.text.includes('Lin Lizi')]).toEqual([200, true])
    for (const person of ['example-dp', 'example-ob', 'example-nf', 'example-in', 'example-pr', null]) {
      const [other, none] = [await get(person, `${week}/JPN`), await get(person, `${week}/XXX`)]
      expect([person, other.status, other.text.replaceAll('JPN', '')]).toEqual([person, none.status, none.text.replaceAll('XXX', '')])
      expect(other.text).not.toContain('Hana Rei')
    }
    expect((await get('example-dp', '/meetings/SOMTC%2BJPN/26/delegations/JPN')).status).toBe(404)
    // The public page and the interface tell of names for a meeting only to whom they are for.
    expect((await get('example-dp', '/delegations/PHL')).text).not.toContain('Peace and Order')
    expect((await get('example-nf', '/delegations/PHL')).text).toContain('Peace and Order')
    expect(JSON.parse((await get('example-dp', '/api/v1/meetings/SOMTC/26/heads?party=THA')).text).person).toBeNull()
    expect(JSON.parse((await get('example-nf', '/api/v1/meetings/SOMTC/26/heads?party=THA')).text).person.en).toContain('Prasert')
    expect((await get(null, '/api/v1/meetings/SOMTC/26/heads?party=THA')).status).toBe(404)
  })

  it('letters are for the delegation, the Secretariat and the Chair; the host sees the people without them', async () => {
    expect((await get('example-nf', `${week}/THA`)).text).toContain('Kamon Tuayang')
    expect((await get('example-ch', `${week}/THA`)).text).toContain('Kamon Tuayang')
    const host = await get('example-hl', `${week}/THA`)
    expect([host.status, host.text.includes('Prasert'), host.text.includes('Kamon')]).toEqual([200, true, false])
    expect((await get('example-hl', `${week}/THA/credentials/example-letter-1`)).status).toBe(404)
    expect((await get('example-nf', `${week}/PHL/credentials/example-letter-3`)).status).toBe(404)
    expect((await get('example-nf', `${week}/THA/credentials/example-letter-3`)).status).toBe(404)
  })

  it('the focal point names somebody by a form; what is wrong stands beside its field and what was typed stays', async () => {
    const bad = await post('example-nf', `${week}/THA/name`, { givenName: '', familyName: 'ตัวอย่าง', post: 'ผู้อำนวยการ', role: 'adviser' })
    expect([bad.status, bad.text.includes('Write the given name.'), bad.text.includes('value="ผู้อำนวยการ"')]).toEqual([422, true, true])
    const good = await post('example-nf', `${week}/THA/name`, { givenName: 'ธนา', familyName: 'ตัวอย่าง', post: 'ผู้อำนวยการ', role: 'adviser' })
    expect([good.status, good.to]).toEqual([303, '/meetings/SOMTC/26/delegations/THA'])
    expect((await get('example-nf', `${week}/THA`)).text).toContain('ธนา ตัวอย่าง')
    // Visible, but not his to do: the reason is given.
    const head = await post('example-de', '/meetings/SOMTC/26/delegations/VNM/name', { givenName: 'X', post: 'Y', role: 'adviser' })
    expect([head.status, head.text.includes('focal point may do this')]).toEqual([403, true])
    expect((await get('example-hd', `${week}/THA/name`)).text).toContain('Propose somebody')
  })

  it('a letter is sent in, checked by the desk and decided by the Chair on their pages', async () => {
    const people = (await get('example-nf-vnm', `${week}/VNM/credentials/new`)).text
    const head = /name="participants"[^>]*value="([^"]+)"/.exec(people)?.[1] ?? /value="([^"]+)"[^>]*name="participants"/.exec(people)?.[1] ?? ''
    expect(head).toBe('example-vnm-1')
    const wrong = await post('example-nf-vnm', `${week}/VNM/credentials/new`, { participants: head, form: '', signatory: '', signatoryTitle: 'Minister', signatoryOffice: 'competent-minister', language: 'vi', marks: ['letterhead'] })
    expect([wrong.status, wrong.text.includes('Say whether it is the original or a copy.'), wrong.text.includes('Write who signed.')]).toEqual([422, true, true])
    const sent = await post('example-nf-vnm', `${week}/VNM/credentials/new`, { participants: head, form: 'original', signatory: 'Tuấn Ví Dụ', signatoryTitle: 'Minister', signatoryOffice: 'competent-minister', language: 'vi', marks: ['letterhead'] })
    expect(sent.status).toBe(303)
    const id = [...(await get('example-sd', `${week}/VNM`)).text.matchAll(/credentials\/([0-9a-f-]{36})/g)][0]?.[1] ?? ''
    expect((await post('example-sd', `${week}/VNM/credentials/${id}/check`, { version: '1', proposal: 'accept', note: '' })).status).toBe(303)
    expect((await get('example-ch', '/')).text).toContain('Decide on the credentials of Viet Nam')
    expect((await get('example-ch', `${week}/VNM/credentials/${id}`)).text).toContain('no translation into a working language')
    expect((await post('example-ch', `${week}/VNM/credentials/${id}/verify`, { version: '1', accept: 'yes', note: '' })).status).toBe(409)
    expect((await post('example-ch', `${week}/VNM/credentials/${id}/verify`, { version: '2', accept: 'yes', note: '' })).status).toBe(303)
    expect((await get('example-nf-vnm', `${week}/VNM`)).text).toContain('Provisional')
  })
})

describe('my delegation', () => {
  it('one page for each member and partner: what is asked, what changed, people, papers, meetings; nothing of others', async () => {
    const own = await get('example-nf', '/my-delegation')
    for (const words of ['What is asked of us', 'Original letter of credentials for the 26th SOMTC', 'Changed since you last looked', 'Our papers', 'Our meetings', 'Assistant Commissioner-General', 'takes part provisionally']) expect(own.text).toContain(words)
    const partner = await get('example-dp', '/my-delegation')
    expect([partner.status, partner.text.includes('SOMTC+CHN'), /SOMTC\+JPN|Hana Rei|Prasert/.test(partner.text)]).toEqual([200, true, false])
    expect((await get('example-sd', '/my-delegation')).status).toBe(403)
    expect((await get(null, '/my-delegation')).status).toBe(404)
    expect((await get('example-nf', '/my-delegation?lang=th')).text).toContain('คณะผู้แทนไทย')
  })

  it('what changed counts from when this person last said to have seen it', async () => {
    expect((await get('example-nf', '/my-delegation?lang=en')).text).toContain('Our credentials for the 26th SOMTC: provisional')
    expect((await post('example-nf', '/my-delegation/seen', { shown: testNow })).status).toBe(303)
    expect((await get('example-nf', '/my-delegation?lang=en')).text).toContain('Nothing since')
    expect((await get('example-hd', '/my-delegation?lang=en')).text).toContain('Our credentials for the 26th SOMTC: provisional')
  })
})

describe('entering a designation', () => {
  it('by a form that takes a meeting or a day; an overlap is told beside the field; the desk verifies', async () => {
    const typed = { function: 'head', body: 'SOMTC', mode: 'PERSONAL', person: 'Đặng Ví Dụ', approver: 'Minister of Public Security', since: '26th SOMTC', until: '', supersedes: '' }
    expect((await post('example-nf-vnm', '/delegations/VNM/designations/new', { ...typed, since: 'soon' })).text).toContain('Neither a meeting nor a day')
    expect((await post('example-nf-vnm', '/delegations/VNM/designations/new', typed)).status).toBe(303)
    const again = await post('example-nf-vnm', '/delegations/VNM/designations/new', { ...typed, person: 'Other', since: '1 July 2026' })
    expect([again.status, again.text.includes('Another designation is in force then.'), again.text.includes('value="1 July 2026"')]).toEqual([422, true, true])
    const page = (await get('example-sd', '/delegations/VNM')).text
    const id = /designations\/([0-9a-f-]{36})/.exec(page)?.[1] ?? ''
    expect(page).toContain('Not yet verified')
    expect((await post('example-sd', `/delegations/VNM/designations/${id}/verify`, { version: '1' })).status).toBe(303)
    expect((await get('example-sd', '/delegations/VNM')).text).toContain('Verified')
    expect((await get('example-dp', `/delegations/VNM/designations/${id}`)).status).toBe(404)
    expect((await get('example-hd', '/delegations/THA/designations/new')).status).toBe(403)
  })

  it('the number of statements of a page does not grow with what it shows', async () => {
    const count = async (person: string, address: string) => {
      await get(person, address)
      const from = here.queries.length
      await get(person, address)
      return here.queries.length - from
    }
    expect(await count('example-sd', week)).toBeLessThan(30)
    expect(await count('example-nf', `${week}/THA`)).toBe(await count('example-nf-phl', `${week}/PHL`))
    expect(Math.abs((await count('example-nf', '/delegations/THA')) - (await count('example-nf', '/delegations/BRN')))).toBeLessThan(3)
  })
})
