import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PNG } from 'pngjs'
import type { TestInstallation } from '../../../tests/installation.ts'
import { testNow } from '../../../tests/installation.ts'
import { as, setClock } from '../people/test-browser.ts'
import { registration } from './module.ts'
import { exampleWeek, sendFiles } from '../../../tests/registration-week.ts'

let house: TestInstallation
beforeAll(async () => {
  house = await exampleWeek()
})
afterAll(() => void vi.useRealTimers())

const at = '/meetings/SOMTC/26/registration'
const week = async () => (await sql<{ starts: string; ends: string }>`select starts_on as starts, ends_on as ends from series where id = 'example-week'`.execute(house.db)).rows[0] ?? { starts: '', ends: '' }
const personal = { givenName: 'Anong', familyName: 'Tuayang', sex: 'F', nationality: 'Thai', post: 'Interpreter of the delegation', agency: 'An example ministry', consent: 'yes' }
const add = async (who: string, more: Record<string, string | Blob | string[]> = {}) => {
  const answer = await sendFiles(house, await as(house, who), `${at}/new`, { ...personal, role: 'adviser', meetings: ['SOMTC/26'], ...more })
  return { answer, id: /people\/([^?]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? '' }
}
const person = async (id: string) => (await sql<Record<string, unknown>>`select p.*, r.late, r.late_request, r.validated_at, r.validated_by, r.consent, b.state, b.code, b.number as badge_number from participant p left join registration r on r.participant = p.id left join lateral (select * from badge x where x.participant = p.id order by number desc limit 1) b on true where p.id = ${id}`.execute(house.db)).rows[0] ?? {}
const version = async (id: string) => String((await person(id))['version'])
const badgeVersion = async (id: string) => String((await sql<{ version: number }>`select version from badge where participant = ${id} order by number desc limit 1`.execute(house.db)).rows[0]?.version)
const png = (width = 300, height = 300) => new Blob([new Uint8Array(PNG.sync.write(new PNG({ width, height })))], { type: 'image/png' })

describe('US-11 registration', () => {
  it('the desk and the host see everyone, a delegation its own people, and nobody else’s are there at all', async () => {
    for (const who of ['example-sd', 'example-hl']) expect(await (await as(house, who)).text(at)).toContain('Viet Nam')
    const thai = await as(house, 'example-nf')
    const [foreign] = (await sql<{ id: string; given_name: string }>`select id, given_name from participant where party = 'VNM' limit 1`.execute(house.db)).rows
    const own = await thai.text(at)
    expect(own).toContain('Tuayang')
    expect(own).not.toContain('Vidu')
    const hidden = await thai.get(`${at}/people/${foreign?.id}`)
    const absent = await thai.get(`${at}/people/nobody-at-all`)
    expect([hidden.status, absent.status]).toEqual([404, 404])
    for (const who of ['example-ch', 'example-au']) expect((await (await as(house, who)).get(at)).status).toBe(403)
    expect((await (await as(house, 'example-dp')).text('/meetings/SOMTC+CHN/26/registration'))).not.toContain('Tuayang')
  })

  it('the desk reads a long list page by page, and a filter goes along to the next page', async () => {
    await sql`insert into participant (id, series, party, kind, honorific, given_name, family_name, badge_name, post, agency, position, named_by, named_at)
      select 'long-' || n, 'example-week', 'SGP', 'delegation', '', 'Long', 'List' || n, 'Long List', 'Officer', '', 1000 + n, 'bench', ${testNow} from generate_series(1, 120) n`.execute(house.db)
    const desk = await as(house, 'example-sd')
    const [first, second] = await Promise.all([1, 2].map((n) => desk.text(`${at}?lang=en&registered=none&page=${n}`)))
    const rows = (page: string | undefined) => [...(page ?? '').matchAll(/<tr id="p-([^"]+)"/g)].map(([, id]) => id)
    expect(rows(first)).toHaveLength(50)
    expect(rows(second)).toHaveLength(50)
    expect(rows(first).filter((id) => rows(second).includes(id))).toEqual([])
    expect(first).toMatch(/href="[^"]*registered=none&amp;page=2"/)
    // However many there are, the places of a delegation are drawn in three strokes at most.
    for (const [picture] of (first ?? '').matchAll(/<svg class="mf-places".*?<\/svg>/g)) expect(picture.match(/<path/g)?.length ?? 0).toBeLessThanOrEqual(3)
    await sql`delete from participant where id like 'long-%'`.execute(house.db)
  })

  it('US-11 AC1 only the delegation’s accreditation officer validates its people', async () => {
    const { answer, id } = await add('example-nf')
    expect(answer.status).toBe(303)
    for (const [who, status] of [['example-sd', 403], ['example-hl', 403], ['example-hd', 403], ['example-nf-vnm', 404]] as const) {
      expect([who, (await (await as(house, who)).post(`${at}/people/${id}/validate`, { version: await version(id) })).status]).toEqual([who, status])
    }
    // The delegation names another officer: from then on the focal point is not one.
    const focal = await as(house, 'example-nf')
    expect((await focal.post(`${at}/officer`, { account: 'example-de' })).status).toBe(422)
    expect((await focal.post(`${at}/officer`, { account: 'example-hd' })).status).toBe(303)
    expect((await focal.post(`${at}/people/${id}/validate`, { version: await version(id) })).status).toBe(403)
    expect((await (await as(house, 'example-hd')).post(`${at}/people/${id}/validate`, { version: await version(id) })).status).toBe(303)
    expect(await person(id)).toMatchObject({ validated_by: 'Prasert Tuayang', state: 'requested' })
    expect((await focal.post(`${at}/officer`, { account: '' })).status).toBe(303)
  })

  it('US-11 AC2 after the closing date a registration is late and needs a written request', async () => {
    const { starts } = await week()
    expect((await person((await add('example-nf')).id))['late']).toBe(false)
    setClock(house, `${starts}T01:00:00.000Z`)
    const { id } = await add('example-nf', { givenName: 'Malee' })
    expect((await person(id))['late']).toBe(true)
    const focal = await as(house, 'example-nf')
    const refused = await focal.post(`${at}/people/${id}/validate`, { version: await version(id) })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('a written request is needed first')
    expect(await (await as(house, 'example-hl')).text(at)).toContain('Late, no letter')
    expect((await focal.post(`${at}/people/${id}/late`, { request: 'please' })).status).toBe(422)
    expect((await focal.post(`${at}/people/${id}/late`, { request: 'Note 12/2026 of the ministry: named after a change of post.' })).status).toBe(303)
    // A photo as well (practice §1.3, T−10).
    expect((await focal.post(`${at}/people/${id}/validate`, { version: await version(id) })).status).toBe(409)
    expect((await sendFiles(house, focal, `${at}/people/${id}`, { ...personal, givenName: 'Malee', version: await version(id), photo: png() })).status).toBe(303)
    expect((await focal.post(`${at}/people/${id}/validate`, { version: await version(id) })).status).toBe(303)
    setClock(house, testNow)
  })

  it('a photo says what it is by its bytes; 40 MB, a text and a stamp are refused beside the field, and what was typed stays', async () => {
    for (const [photo, words] of [[new Blob([new Uint8Array(40 * 1024 * 1024)]), 'The photo has 40 MB'], [new Blob(['%PDF-1.7 not a picture']), 'neither a JPEG nor a PNG'], [png(40, 40), 'It needs 200 each way']] as const) {
      const { answer } = await add('example-nf', { photo })
      expect(answer.status).toBe(422)
      const text = await answer.text()
      expect(text).toContain(words)
      expect(text).toContain('value="Anong"')
    }
    const { id } = await add('example-nf', { photo: png() })
    const picture = await (await as(house, 'example-hl')).get(`${at}/people/${id}/photo`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await (await as(house, 'example-nf-vnm')).get(`${at}/people/${id}/photo`)).status).toBe(404)
  })

  it('R-1.6.3 logistics are read by the host’s liaison and the own delegation only, not by the Secretariat, and lie sealed', async () => {
    const { id } = await add('example-nf', { givenName: 'Logi' })
    const focal = await as(house, 'example-nf')
    const sent = await focal.post(`${at}/people/${id}/logistics`, { passportNumber: 'AA7654321', passportExpiry: '๑ มกราคม ๒๕๗๓', arrivalFlight: 'EX 9', arrivalOn: '12 February 2026', arrivalAt: '9.05', diet: 'halal' })
    expect(sent.status).toBe(303)
    for (const who of ['example-nf', 'example-hd', 'example-hl']) expect([who, (await (await as(house, who)).text(`${at}/people/${id}`)).includes('AA7654321')]).toEqual([who, true])
    const desk = await as(house, 'example-sd')
    expect(await desk.text(`${at}/people/${id}`)).not.toContain('AA7654321')
    expect((await desk.post(`${at}/people/${id}/logistics`, { passportNumber: 'X' })).status).toBe(403)
    expect(await focal.text(`${at}/people/${id}`)).toContain('1 January 2030')
    const stored = (await sql<{ sealed: Buffer }>`select sealed from registration_logistics where participant = ${id}`.execute(house.db)).rows[0]
    expect(stored?.sealed.toString('latin1')).not.toContain('AA7654321')
    const bad = await focal.post(`${at}/people/${id}/logistics`, { arrivalAt: '25:00', arrivalOn: 'some day' })
    expect(bad.status).toBe(422)
  })

  it('a stale version, a head made by registering, another’s party and a script in a name', async () => {
    const { id } = await add('example-nf', { givenName: '<script>alert(1)</script>' })
    const focal = await as(house, 'example-nf')
    expect(await focal.text(`${at}/people/${id}`)).not.toContain('<script>alert')
    const before = await version(id)
    expect((await sendFiles(house, focal, `${at}/people/${id}`, { ...personal, version: before })).status).toBe(303)
    expect((await sendFiles(house, focal, `${at}/people/${id}`, { ...personal, version: before })).status).toBe(409)
    expect((await add('example-nf', { role: 'head' })).answer.status).toBe(422)
    const foreign = await add('example-nf', { party: 'VNM' })
    expect((await person(foreign.id))['party']).toBe('THA')
    expect((await add('example-ob', { meetings: ['SOMTC+CHN/26'] })).answer.status).toBe(422)
    for (const who of ['example-de', 'example-ch']) expect((await add(who)).answer.status).toBe(403)
  })

  it('US-11 AC3 R-1.6.4 a delegation has as many badges as the host agreed to; a badge goes its way by the host alone', async () => {
    const host = await as(house, 'example-hl')
    await sql`insert into registration_quota (series, party, badges, given_by, given_at) values ('example-week', 'THA', 0, 'test', ${testNow}) on conflict (series, party) do update set badges = 0`.execute(house.db)
    const { id } = await add('example-nf', { givenName: 'Kwota' })
    await (await as(house, 'example-nf')).post(`${at}/people/${id}/validate`, { version: await version(id) })
    const act = async (who: string, what: string, more: Record<string, string> = {}) => (await (await as(house, who)).post(`${at}/people/${id}/badge/${what}`, { version: await badgeVersion(id), ...more })).status
    for (const who of ['example-sd', 'example-nf']) expect([who, await act(who, 'vet')]).toEqual([who, 403])
    const full = await host.post(`${at}/people/${id}/badge/vet`, { version: await badgeVersion(id) })
    expect([full.status, (await full.text()).includes('badges of this delegation are used')]).toEqual([409, true])
    expect((await host.post(`${at}/quota`, { party: 'THA', badges: 'many' })).status).toBe(422)
    expect((await host.post(`${at}/quota`, { party: 'THA', badges: '40' })).status).toBe(303)
    expect(await act('example-hl', 'issue')).toBe(409)
    expect(await act('example-hl', 'vet')).toBe(303)
    const stale = await badgeVersion(id)
    expect(await act('example-hl', 'print')).toBe(303)
    expect((await host.post(`${at}/people/${id}/badge/issue`, { version: stale })).status).toBe(409)
    expect(await act('example-hl', 'issue')).toBe(303)
    expect(await host.text(`${at}/people/${id}`)).toMatch(/Issued, receipt \d{4}/)
    expect(await act('example-hl', 'revoke', { reason: '' })).toBe(422)
  })

  it('US-11 AC4 a re-issued badge has another code, and the old one is revoked at once', async () => {
    const [issued] = (await sql<{ participant: string; code: string }>`select participant, code from badge where state = 'issued' limit 1`.execute(house.db)).rows
    const id = issued?.participant ?? ''
    const host = await as(house, 'example-hl')
    const one = { version: await badgeVersion(id), reason: 'Left in a taxi' }
    const answers = await Promise.all([host.post(`${at}/people/${id}/badge/reissue`, one), host.post(`${at}/people/${id}/badge/reissue`, one)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409])
    expect(await person(id)).toMatchObject({ state: 'vetted', badge_number: 2 })
    expect((await person(id))['code']).not.toBe(issued?.code)
    expect((await sql<{ state: string }>`select state from badge where code = ${issued?.code}`.execute(house.db)).rows[0]?.state).toBe('revoked')
  })

  it('US-11 AC6 logistics are purged at +90 days: none is found, also in the audit; and none is shown where the job did not run', async () => {
    const { ends } = await week()
    const passports = ['EX1000', 'AA7654321']
    const host = await as(house, 'example-hl')
    const [one] = (await sql<{ participant: string }>`select participant from registration_logistics limit 1`.execute(house.db)).rows
    expect(await host.text(`${at}/people/${one?.participant}`)).toContain('EX10')
    const later = Temporal.Instant.from(`${ends}T16:00:00Z`).add({ hours: 24 * 90 + 1 }).toString({ smallestUnit: 'millisecond' })
    setClock(house, later)
    const after = await as(house, 'example-hl')
    const page = await after.text(`${at}/people/${one?.participant}`)
    expect(page).toContain('deleted 90 days after the close')
    for (const passport of passports) expect(page).not.toContain(passport)
    const job = registration.jobs?.({ smtpUrl: undefined, mailFrom: '', publicUrl: '', zone: 'UTC' })[0]
    await job?.run({ db: house.db, files: house.files, now: () => later })
    expect((await sql<{ n: number }>`select count(*)::int as n from registration_logistics`.execute(house.db)).rows[0]?.n).toBe(0)
    for (const passport of passports) expect((await sql<{ n: number }>`select count(*)::int as n from audit_entry where change like ${`%${passport}%`}`.execute(house.db)).rows[0]?.n).toBe(0)
    setClock(house, testNow)
  })
})
