import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extractText, getDocumentProxy } from 'unpdf'
import { acting, testInstallation, type TestInstallation } from '../../../tests/installation.ts'
import { type Actor, type Role } from '../../kernel/actor.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import { perform } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Module } from '../../kernel/module.ts'
import { performOnce } from '../../kernel/once.ts'
import { modules } from '../../modules.ts'
import { findRunning, findSession, listSessions } from '../meetings/index.ts'
import { readAgenda } from './agenda.ts'
import * as act from './commands.ts'
import { attendanceOf, linesOf, listSessionsState } from './exports.ts'
import { listLines, listRequests, listSilenceDrafts } from './queries.ts'
import { readRoom } from './reading.ts'

/** A reader in a capacity, without the sign-in that another module tests. */
const asReader: Module = {
  name: 'reader-of-the-room-test',
  identify: async (request) => {
    const [role, party, body] = (request.headers.get('x-reader') ?? '').split(':')
    if (!role || gone.has(request.headers.get('x-reader') ?? '')) return null
    const actor = acting(role as Role, { ...(party ? { party } : {}), ...(body ? { body } : {}) })
    return { actor, capacities: actor.capacity ? [actor.capacity] : [] }
  },
}
const gone = new Set<string>()
modules.push(asReader)
afterAll(() => void modules.splice(modules.indexOf(asReader), 1))

const ref = 'SOMTC/26'
const base = `/meetings/${ref}/room`
const chair = acting('CH', { body: 'SOMTC' })
const secondChair: Actor = { ...chair, person: { id: 'person-CH-2', name: 'Second chair' } }
const desk = acting('SD')
const thai = acting('HD', { party: 'THA' })
const viet = acting('DE', { party: 'VNM' })
const china = acting('DP', { party: 'CHN' })
const unodc = acting('OB', { party: 'UNODC' })
const interpreter: Actor = { ...acting('IN', { body: 'SOMTC' }), person: { id: 'example-in', name: 'Interpreter' } }
let house: TestInstallation

beforeAll(async () => {
  house = await testInstallation({ live: true })
  for (const module of modules.filter((one) => ['people', 'meetings', 'agenda'].includes(one.name))) await module.demonstrate?.(house.db, house.now())
}, 120_000)
afterAll(async () => house.close())

const request = (input: unknown, actor: Actor) => ({ db: house.db, actor, now: house.now(), input })
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error.faults[0]?.code ?? error.code
}
/** Moves the clock of the server on. */
const pass = (seconds: number) => house.setNow(Temporal.Instant.from(house.now()).add({ milliseconds: seconds * 1000 }).toString({ smallestUnit: 'millisecond' }))
async function stateOf(session: string, actor: Actor = desk) {
  const reader = { actor, now: house.now() }
  const [meeting, found] = await Promise.all([findRunning(house.db, reader, ref), findSession(house.db, reader, session, { live: true })])
  if (!meeting || !found) throw new Error(`${session} is not open to ${actor.capacity?.role}`)
  return readRoom(house.db, reader, meeting, found)
}
const version = async (session: string) => (await stateOf(session)).floor.version
const members = ['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'TLS', 'VNM']
async function seat(session: string, parties: readonly string[], where: 'head' | 'absent' | 'excused' = 'head') {
  for (const party of parties) await perform(act.recordPresence, request({ session, party, seat: where }, desk))
}
async function openAt(session: string, absent: readonly string[] = []) {
  await seat(session, members.filter((party) => !absent.includes(party)))
  await perform(act.openSession, request({ session, version: await version(session) }, chair))
}
const ask = (session: string, actor: Actor, kind = 'statement') => perform(act.askForFloor, request({ session, kind }, actor))
const add = (session: string, party: string, actor: Actor = desk, kind = 'statement') => perform(act.addToList, request({ session, party, kind }, actor))
const order = async (session: string) => (await stateOf(session)).list.map((one) => one.party)
async function give(session: string, party: string, actor: Actor = chair) {
  const room = await stateOf(session)
  const found = [...room.list, ...room.asking].find((one) => one.party === party)
  await perform(act.giveFloor, request({ session, request: found?.id ?? '0', version: room.floor.version }, actor))
}
type Led = typeof act.endSpeech | typeof act.pauseClock | typeof act.continueSpeech | typeof act.suspendSession | typeof act.resumeSession | typeof act.closeSession
const lead = async (command: Led, session: string, actor: Actor = chair): Promise<unknown> => perform(command as typeof act.suspendSession, request({ session, version: await version(session) }, actor))
/** Heads of delegation whose letters the Chair has verified (R-1.6.1). */
async function verify(parties: readonly string[]) {
  for (const party of parties) {
    const id = `head-${party}`
    await sql`insert into participant (id, series, party, kind, given_name, family_name, badge_name, post, position, named_by, named_at) values (${id}, 'example-week', ${party}, 'delegation', 'Example', 'Head', 'Head', 'Head of delegation', 1, 'test', ${house.now()})`.execute(house.db)
    await sql`insert into participant_role (participant, meeting, role, from_at) values (${id}, ${ref}, 'head', '2025-01-01T00:00:00Z')`.execute(house.db)
    await sql`insert into credential (id, meeting, party, participants, form, letterhead, signatory, signatory_title, signatory_office, language, translated, recorded_by, recorded_by_id, recorded_role, recorded_at, origin, decision, decided_by, decided_by_id, decided_at)
      values (${`letter-${party}`}, ${ref}, ${party}, ${[id]}, 'original', true, 'A minister', 'Minister', 'competent-minister', 'en', false, 'test', 'test', 'NF', ${house.now()}, 'desk', 'VERIFIED', 'test', 'test', ${house.now()})`.execute(house.db)
  }
}

describe('the Chair opens and leads', () => {
  const session = 'example-morning'
  it('R-1.1.1 R-1.10.1 only the Chair opens, and only with a simple majority of members in the room', async () => {
    await seat(session, members.slice(0, 5))
    const opening = async (actor: Actor) => perform(act.openSession, request({ session, version: await version(session) }, actor))
    expect(await refusal(opening(desk))).toBe('room.only-chair')
    expect(await refusal(opening(acting('CH', { body: 'AMMTC' })))).toBe('room.other-chair')
    expect(await refusal(opening(chair))).toBe('room.no-quorum')
    await seat(session, ['MMR'])
    await opening(chair)
    expect((await stateOf(session)).session.state).toBe('open')
    expect(await refusal(opening(chair))).toBe('room.is-open')
  })

  it('US-13 AC1 the order is members in the alphabet for statements, then partners, observers, organisations', async () => {
    const open = 'example-open'
    await openAt(open)
    for (const party of ['UNODC', 'VNM', 'CHN', 'BRN', 'THA']) await add(open, party, party.length > 3 || party === 'CHN' ? chair : desk)
    await perform(act.setList, request({ session: open, order: 'alphabetical', version: await version(open) }, chair))
    expect(await order(open)).toEqual(['BRN', 'THA', 'VNM', 'CHN', 'UNODC'])
    await perform(act.setList, request({ session: open, order: 'request', version: await version(open) }, chair))
    expect(await order(open)).toEqual(['VNM', 'BRN', 'THA', 'CHN', 'UNODC'])
  })

  it('R-1.10.4 an observer asks, and speaks only when the Chair invites it', async () => {
    const open = 'example-open'
    await ask(open, acting('OB', { party: 'INTERPOL' }))
    const asking = (await stateOf(open)).asking
    expect(asking.map((one) => one.party)).toEqual(['INTERPOL'])
    expect(await refusal(give(open, 'INTERPOL', desk))).toBe('room.chair-invites')
    expect(await refusal(perform(act.inviteToSpeak, request({ session: open, request: asking[0]?.id }, desk)))).toBe('room.only-chair')
    await perform(act.inviteToSpeak, request({ session: open, request: asking[0]?.id }, chair))
    expect(await order(open)).toContain('INTERPOL')
  })

  it('US-13 AC2 a point of order goes first and interrupts; only members raise one; the speaker goes on with what was left', async () => {
    await ask(session, thai)
    await ask(session, viet)
    await give(session, 'THA')
    pass(60)
    expect(await refusal(ask('example-open', unodc, 'point-of-order'))).toBe('room.members-order')
    expect(await refusal(ask('example-open', china, 'point-of-order'))).toBe('room.members-order')
    await ask(session, acting('HD', { party: 'SGP' }), 'point-of-order')
    expect(await order(session)).toEqual(['SGP', 'VNM'])
    expect(await refusal(give(session, 'VNM'))).toBe('room.order-first')
    await give(session, 'SGP')
    const heard = await stateOf(session)
    expect([heard.speaker?.party, heard.speaker?.seconds, heard.paused?.party]).toEqual(['SGP', 120, 'THA'])
    pass(45)
    await lead(act.endSpeech, session)
    await lead(act.continueSpeech, session)
    pass(30)
    const { speaker } = await stateOf(session)
    expect([speaker?.party, speaker?.pausedMs]).toEqual(['THA', 45_000])
  })

  it('US-13 AC3 the timer yields at the limit, the Chair may extend, and the record has the real times', async () => {
    await perform(act.extendTime, request({ session, seconds: 60, version: await version(session) }, chair))
    expect(await refusal(perform(act.extendTime, request({ session, seconds: 60, version: await version(session) }, desk)))).toBe('room.only-chair')
    const begun = (await stateOf(session)).speaker
    pass(600)
    const room = await stateOf(session)
    expect([room.speaker, room.last?.party]).toEqual([null, 'THA'])
    await give(session, 'VNM')
    const [spoken] = (await listRequests(house.db, session)).filter((one) => one.party === 'THA')
    // 180 s and 60 more, and the 45 s of the interruption.
    expect(spoken).toMatchObject({ state: 'spoken', endedHow: 'limit', endedAt: Temporal.Instant.from(begun?.startedAt ?? '').add({ seconds: 285 }).toString({ smallestUnit: 'millisecond' }) })
    await lead(act.pauseClock, session, desk)
    await lead(act.continueSpeech, session, desk)
    await lead(act.endSpeech, session, desk)
  })

  it('R-1.10.3 after the list is closed only a right of reply is taken', async () => {
    await perform(act.setList, request({ session, list: 'closed', version: await version(session) }, chair))
    expect(await refusal(ask(session, thai))).toBe('room.list-closed')
    await ask(session, thai, 'reply')
    await ask(session, viet, 'point-of-order')
    expect((await stateOf(session)).list.map((one) => one.kind)).toEqual(['point-of-order', 'reply'])
    expect(await refusal(perform(act.setList, request({ session, list: 'open', version: await version(session) }, desk)))).toBe('room.only-chair')
    await perform(act.setList, request({ session, list: 'open', version: await version(session) }, chair))
  })

  it('bad input: two chairs at once, and the second learns that the room has moved on', async () => {
    for (const party of ['KHM', 'LAO']) await add(session, party)
    const room = await stateOf(session)
    const [poo] = room.list
    await perform(act.withdrawFromList, request({ session, request: poo?.id }, viet))
    const both = await Promise.all([chair, secondChair].map((who, index) => {
      const wanted = room.list.find((one) => one.party === ['KHM', 'LAO'][index])
      return perform(act.giveFloor, request({ session, request: wanted?.id, version: room.floor.version }, who)).then(() => 'done', (error: AppError) => error.code)
    }))
    expect(both.sort()).toEqual(['done', 'room.moved-on'])
    expect((await listRequests(house.db, session)).filter((one) => one.state === 'speaking')).toHaveLength(1)
  })

  it('bad input: a wrong client clock changes nothing, for no time comes from a client', async () => {
    for (const extra of [{ at: '2001-01-01T00:00:00Z' }, { now: '2099-01-01T00:00:00Z' }]) expect(await refusal(perform(act.askForFloor, request({ session, kind: 'statement', ...extra }, thai)))).toBe('input.unrecognized_keys')
    const { id } = await ask(session, thai).then((asked) => ({ id: asked.request }))
    expect((await listRequests(house.db, session)).find((one) => one.id === id)?.askedAt).toBe(house.now())
  })

  it('items are taken up one after the other; who asked on another item keeps his place there', async () => {
    const items = await readAgenda(house.db, { actor: desk, now: house.now() }, ref)
    const [first, second] = items.filter((item) => item.purpose !== 'information')
    const go = async (item: string | undefined) => perform(act.goToItem, request({ session, item, version: await version(session) }, chair))
    await go(first?.id)
    await add(session, 'MYS')
    await go(second?.id)
    expect(await order(session)).not.toContain('MYS')
    await go(first?.id)
    expect(await order(session)).toContain('MYS')
    expect(await refusal(go('nothing'))).toBe('room.item-unknown')
  })
})

describe('US-13 AC4 a retreat keeps no record', () => {
  const session = 'example-retreat'
  it('US-13 AC4 it refuses notes, statements, recording and a speakers’ list, and takes attendance and agreed outcome lines', async () => {
    await seat(session, members)
    await perform(act.openSession, request({ session, version: await version(session) }, chair))
    expect(await refusal(perform(act.addNote, request({ session, text: 'He said' }, desk)))).toBe('room.retreat-no-record')
    expect(await refusal(perform(act.recordStatement, request({ session, party: 'THA', form: 'written' }, desk)))).toBe('room.retreat-no-record')
    expect(await refusal(perform(act.setRecording, request({ session, on: 'yes', version: await version(session) }, chair)))).toBe('room.retreat-no-record')
    expect(await refusal(ask(session, thai))).toBe('room.retreat-no-list')
    expect(await refusal(add(session, 'THA'))).toBe('room.retreat-no-list')
    await perform(act.draftLine, request({ session, text: 'The Meeting agreed to meet again in the spring.', class: 'C6' }, desk))
    const [line] = (await listLines(house.db, ref)).filter((one) => one.session === session)
    await perform(act.gavel, request({ session, line: line?.id, version: line?.version }, chair))
    const kept = await sql<{ n: number }>`select (select count(*) from room_note where session = ${session}) + (select count(*) from floor_request where session = ${session}) + (select count(*) from floor_statement where session = ${session}) as n`.execute(house.db)
    expect([Number(kept.rows[0]?.n), (await attendanceOf(house.db, { actor: desk, now: house.now() }, ref)).filter((one) => one.session === session).length]).toEqual([0, 11])
  })
  it('elsewhere notes and a recording are kept', async () => {
    await perform(act.addNote, request({ session: 'example-morning', text: 'Thailand explained its view.' }, desk))
    await perform(act.setRecording, request({ session: 'example-morning', on: 'yes', version: await version('example-morning') }, chair))
    expect((await stateOf('example-morning')).floor.recorded).toBe(true)
  })
})

describe('the gavel', () => {
  const session = 'example-closing'
  const draft = async (text: string, more: object = {}) => {
    const { line } = await perform(act.draftLine, request({ session, text, ...more }, desk))
    const [found] = (await listLines(house.db, ref)).filter((one) => one.id === line)
    if (!found) throw new Error('no line')
    return found
  }
  const gavel = (line: { id: string; version: number }, actor: Actor = chair) => perform(act.gavel, request({ session, line: line.id, version: line.version }, actor))

  it('with every member present the decision is final; the verb proposes its class (R-2.7.1)', async () => {
    await verify(members)
    await openAt(session)
    const line = await draft('The Meeting tasked the Secretariat to report which plans end this year.', { owners: [{ role: 'secretariat' }], due: { on: '2026-09-30' } })
    expect(line.class).toBe('C5')
    expect(await gavel(line)).toEqual({ number: 2, adReferendum: false, addressees: [] })
    expect(await refusal(gavel(line))).toBe('room.line-gavelled')
    expect(await refusal(draft('Nothing of the kind'))).toBe('room.class-needed')
  })

  it('US-13 AC5 with a member absent it is ad referendum, and a silence draft addressed to it is prepared, of at least 72 hours', async () => {
    await perform(act.recordPresence, request({ session, party: 'BRN', seat: 'excused' }, desk))
    const line = await draft('The Meeting endorsed the work programme and agreed to submit it to the ministers.', { translation: 'ที่ประชุมเห็นชอบแผนงาน', due: { atNext: 'AMMTC' } })
    expect(await gavel(line)).toMatchObject({ number: 3, adReferendum: true, addressees: ['BRN'] })
    const silence = (await listSilenceDrafts(house.db, ref)).find((one) => one.line === line.id)
    expect(silence).toMatchObject({ line: line.id, addressees: ['BRN'], workingDays: 10 })
    expect(Temporal.Instant.from(silence?.dueAt ?? '').since(house.now()).total('hours')).toBeGreaterThanOrEqual(72)
  })

  it('§2.5 there is no gavel over an objection; who objects may lift it; a partner cannot object', async () => {
    const line = await draft('The Meeting agreed to add online scams as an eleventh area.')
    await perform(act.object, request({ session, line: line.id, reason: 'Needs study' }, thai))
    await perform(act.object, request({ session, line: line.id }, thai))
    expect(await refusal(gavel(line))).toBe('room.objection-stands')
    expect(await refusal(perform(act.object, request({ session, line: line.id }, viet)))).toBe('room.head-objects')
    await perform(act.declareNotAgreed, request({ session, line: line.id, version: line.version, views: 'Two views stand.' }, chair))
    const { lines } = await linesOf(house.db, ref)
    expect(lines.find((one) => one.id === line.id)).toMatchObject({ state: 'not-agreed', number: null, views: 'Two views stand.' })
  })

  it('R-8.3.1 the Chair does not declare what the Chair drafted; the desk does not declare at all', async () => {
    const { line } = await perform(act.draftLine, request({ session, text: 'The Meeting noted the reports of eight lead shepherds.' }, chair))
    expect(await refusal(gavel({ id: line, version: 1 }))).toBe('room.drafter-does-not-gavel')
    expect(await refusal(gavel({ id: line, version: 1 }, desk))).toBe('room.only-chair')
    await perform(act.reviseLine, request({ session, line, version: 1, text: 'The Meeting noted the reports of eight lead shepherds with appreciation.' }, desk))
    expect(await gavel({ id: line, version: 2 })).toMatchObject({ number: 4 })
  })

  it('at the gavel the follow-up table is ready: page, PDF and Word in both languages, for members and the Secretariat alone', async () => {
    const address = `/meetings/${ref}/agreed`
    const english = await read(address, 'SD')
    expect(english).toMatch(/What was agreed, by whom, by when/)
    expect(english).toMatch(/Ad referendum\. [^<]*Brunei Darussalam/)
    expect(english).toMatch(/Not agreed[^]*eleventh area[^]*Two views stand/)
    expect(await read(`${address}?lang=th`, 'HD:THA')).toMatch(/ตกลงอะไร ใครทำ ภายในเมื่อใด/)
    for (const reader of ['DP:CHN', 'OB:UNODC', 'HL', 'AU']) await read(address, reader, 404)
    for (const lang of ['en', 'th']) {
      const pdf = await house.app.request(`${address}/paper.pdf?lang=${lang}`, { headers: { 'x-reader': 'SD' } })
      const document = await getDocumentProxy(new Uint8Array(await pdf.arrayBuffer()))
      expect([pdf.status, document.numPages]).toEqual([200, 1])
      expect((await extractText(document, { mergePages: true })).text).toMatch(lang === 'en' ? /AMMTC/ : /เห็นชอบแผนงาน/)
      expect((await house.app.request(`${address}/paper.docx?lang=${lang}`, { headers: { 'x-reader': 'SD' } })).status).toBe(200)
    }
  })

  it('what is agreed for good goes to the register as proposals the desk confirms; what is ad referendum gets no number', async () => {
    expect(await refusal(perform(act.handOver, request({ meeting: ref }, chair)))).toBe('room.desk-hands-over')
    const { lines, texts } = await perform(act.handOver, request({ meeting: ref }, desk))
    expect([lines, texts.length]).toEqual([1, 1])
    const proposals = await sql<{ fields: { quote: string; class: string; addressees: unknown; due: unknown } }>`select fields from extraction_proposal where text = ${texts[0]} order by paragraph`.execute(house.db)
    expect(proposals.rows.map((row) => row.fields.class)).toContain('C5')
    expect(proposals.rows.find((row) => row.fields.class === 'C5')?.fields).toMatchObject({ addressees: [{ role: 'secretariat' }], due: { on: '2026-09-30' } })
    expect(await refusal(perform(act.handOver, request({ meeting: ref }, desk)))).toBe('room.nothing-to-hand')
    expect(await read(`/extraction/${texts[0]}`, 'SD')).toMatch(/tasked the Secretariat/)
  })
})

describe('US-13 AC6 the order never duplicates', () => {
  const session = 'example-afternoon'
  it('US-13 AC6 the same request sent twice, at once and again later, counts once; so does asking from two devices', async () => {
    await openAt(session)
    const once = (key: string, actor = thai) => performOnce(act.askForFloor, { ...request({ session, kind: 'statement' }, actor), key })
    const [first, second] = await Promise.all([once('press-1'), once('press-1')])
    const third = await once('press-1')
    expect([first?.result.request, second?.result.request]).toEqual([third.result.request, third.result.request])
    expect([first?.again, second?.again, third.again].sort()).toEqual([false, true, true])
    await once('another-device', { ...thai, person: { id: 'someone-else-of-the-delegation', name: 'Second delegate' } })
    expect(await order(session)).toEqual(['THA'])
  })

  it('US-13 AC6 a form sent again after a lost answer changes nothing, over the page and the interface', async () => {
    const fields = { act: 'form-7', kind: 'statement' }
    const post = () => house.app.request(`${base}/${session}/acts/ask`, { method: 'POST', headers: { 'x-reader': 'DE:VNM', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
    expect([(await post()).status, (await post()).status]).toEqual([303, 303])
    const api = () => house.app.request(`/api/v1/meetings/${ref}/sessions/${session}/acts/ask`, { method: 'POST', headers: { 'x-reader': 'HD:KHM', origin: 'http://localhost', 'content-type': 'application/json' }, body: JSON.stringify({ act: 'api-1', kind: 'statement' }) })
    const answers = [await (await api()).json(), await (await api()).json()]
    expect(answers.map((one) => one.again)).toEqual([false, true])
    expect(answers[0].result).toEqual(answers[1].result)
    expect(await order(session)).toEqual(['THA', 'VNM', 'KHM'])
  })
})

const read = async (address: string, reader = '', status = 200): Promise<string> => {
  const answer = await house.app.request(address, { headers: reader ? { 'x-reader': reader } : {} })
  expect([address, reader, answer.status]).toEqual([address, reader, status])
  return answer.text()
}

describe('who sees the room', () => {
  it('R-4.4.1 a session exists for whoever may be in it; for others its page, its screen, its acts and its signals do not', async () => {
    for (const [session, reader, status] of [['example-afternoon', 'HD:THA', 200], ['example-afternoon', 'SD', 200], ['example-afternoon', 'DP:CHN', 404], ['example-open', 'DP:CHN', 200], ['example-china', 'DP:CHN', 200], ['example-china', 'DP:JPN', 404], ['example-retreat', 'OB:UNODC', 404], ['example-afternoon', '', 404], ['nothing', 'SD', 404]] as const) {
      for (const path of ['', '/screen', '/times']) await read(`${base}/${session}${path}`, reader, status)
      await read(`/api/v1/meetings/${ref}/sessions/${session}`, reader, status)
      const live = await house.app.request(`/live?topic=session:${session}`, { headers: reader ? { 'x-reader': reader } : {} })
      expect([session, reader, live.status]).toEqual([session, reader, status])
      await live.body?.cancel()
    }
    const hidden = await house.app.request(`${base}/example-afternoon/acts/ask`, { method: 'POST', headers: { 'x-reader': 'DP:CHN', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: 'kind=statement' })
    expect(hidden.status).toBe(404)
  })
  it('a partner’s list has only its own sessions, and neither count nor gap betrays the rest', async () => {
    const html = await read(base, 'DP:CHN')
    expect(html).toMatch(/Open session with partners/)
    expect(html).not.toMatch(/Retreat|Tuesday|Adoption of the report|What was agreed/)
    const items = JSON.parse(await read(`/api/v1/meetings/${ref}/sessions`, 'DP:CHN')).items as { id: string }[]
    expect(items.map((item) => item.id).sort()).toEqual(['example-china', 'example-open', 'example-opening'])
  })
  it('a visible act that is not allowed is refused with the reason in words, and what was typed stays', async () => {
    const post = (reader: string, name: string, fields: Record<string, string>) => house.app.request(`${base}/example-afternoon/acts/${name}`, { method: 'POST', headers: { 'x-reader': reader, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
    const refused = await post('HD:THA', 'close', { version: '1' })
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Only the Chair opens, suspends, closes and declares.')])
    const typed = await post('SD', 'draft', { text: 'Something without a verb we know', due: '31 April 2026', language: 'en', class: '', owner: '' })
    expect([typed.status, await typed.text()]).toEqual([422, expect.stringContaining('Something without a verb we know')])
    const stale = await post('CH::SOMTC', 'suspend', { version: '1' })
    expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining('The room has moved on')])
  })
  it('the living part alone, and what an interpreter may see of its own assignment', async () => {
    const part = await house.app.request(`${base}/example-afternoon`, { headers: { 'x-reader': 'HD:THA', 'x-part': 'live' } })
    const text = await part.text()
    expect([part.headers.get('x-live-version') !== null, text.includes('<html'), text.includes('Ask to speak') || text.includes('Withdraw the request')]).toEqual([true, false, true])
    expect((await listSessions(house.db, { actor: interpreter, now: house.now() }, ref, { live: true })).map((one) => one.id)).toEqual([])
  })
})

describe('signals', () => {
  async function listener(reader: string, since?: string) {
    const answer = await house.app.request(`/live?topic=session:example-afternoon${since === undefined ? '' : `&since=${since}`}`, { headers: { 'x-reader': reader } })
    const lines = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      status: answer.status,
      async until(wanted: RegExp) {
        while (!wanted.test(text)) {
          const { value, done } = (await lines?.read()) ?? { value: undefined, done: true }
          if (done) throw new Error(`the stream ended: ${text}`)
          text += value
        }
        return text
      },
      close: () => lines?.cancel(),
    }
  }
  it('a change is heard with a number and nothing else; whoever was away is told that something was missed', async () => {
    const heard = await listener('HD:THA')
    await heard.until(/event: beat/)
    await add('example-afternoon', 'MYS')
    const text = await heard.until(/event: change/)
    const number = /id: (\d+)\nevent: change/.exec(text)?.[1] ?? ''
    expect(text).not.toMatch(/MYS|Malaysia/)
    await heard.close()
    const uptodate = await listener('HD:THA', number)
    expect(await uptodate.until(/event: \w+/)).toMatch(/event: beat/)
    await uptodate.close()
    const missed = await listener('HD:THA', String(Number(number) - 1))
    expect(await missed.until(/event: \w+/)).toMatch(/event: change/)
    await missed.close()
  })
})

describe('the course of days', () => {
  it('bad input: a session left open over midnight says so, stays as it was, and is the Chair’s to close', async () => {
    const before = house.now()
    pass(26 * 3600)
    const page = await read(`${base}/example-afternoon`, 'CH::SOMTC')
    expect(page).toMatch(/Open since 12 January 2026/)
    expect(await read(base, 'SD')).toMatch(/Open since/)
    await lead(act.suspendSession, 'example-afternoon')
    await lead(act.resumeSession, 'example-afternoon')
    await lead(act.closeSession, 'example-afternoon')
    const room = await stateOf('example-afternoon')
    expect([room.session.state, room.list, dayInZone(room.session.openedAt ?? '', 'Asia/Manila')]).toEqual(['closed', [], dayInZone(before, 'Asia/Manila')])
    expect(await refusal(ask('example-afternoon', thai))).toBe('room.not-open')
  })
  it('bad input: the viewer’s daylight saving changes nothing: all times are those of the place of the meeting', async () => {
    // 29 March 2026, 01:30 and 03:30 in Berlin are one hour apart; in Manila they are 08:30 and 09:30.
    house.setNow('2026-03-29T00:30:00.000Z')
    expect(await read(`${base}/example-morning/screen`, 'SD')).toMatch(/>08:30</)
    house.setNow('2026-03-29T01:30:00.000Z')
    expect(await read(`${base}/example-morning/screen`, 'SD')).toMatch(/>09:30</)
  })
})

describe('the rehearsal', () => {
  it('one click begins it anew, it is marked, it counts nowhere, and no real session can be emptied so', async () => {
    const room = modules.find((module) => module.name === 'room')
    await room?.demonstrate?.(house.db, house.now())
    await room?.demonstrate?.(house.db, house.now())
    const session = 'example-rehearsal'
    const begun = await stateOf(session)
    expect([begun.session.state, begun.rehearsal, begun.speaker?.party, begun.list[0]?.kind, begun.binding.absent]).toEqual(['open', true, 'THA', 'point-of-order', ['BRN']])
    expect(await read(`${base}/${session}`, 'CH::SOMTC')).toMatch(/Rehearsal/)
    await lead(act.endSpeech, session)
    const [line] = begun.lines.filter((one) => one.session === session)
    await perform(act.gavel, request({ session, line: line?.id, version: line?.version }, chair))
    await perform(act.beginRehearsal, request({ session }, chair))
    const anew = await stateOf(session)
    expect([anew.speaker?.party, anew.lines.filter((one) => one.session === session).map((one) => one.state)]).toEqual(['THA', ['draft']])
    expect(await refusal(perform(act.beginRehearsal, request({ session: 'example-morning' }, chair)))).toBe('room.not-a-rehearsal')
    const states = await listSessionsState(house.db, { actor: desk, now: house.now() }, ref)
    expect(states.find((one) => one.id === session)?.rehearsal).toBe(true)
    expect((await attendanceOf(house.db, { actor: desk, now: house.now() }, ref)).some((one) => one.session === session)).toBe(false)
    expect((await linesOf(house.db, ref)).lines.some((one) => one.session === session)).toBe(false)
  })
})
