import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { modules } from '../../modules.ts'
import { amendDelegate, checkCredentials, endTheDesignation, enterDesignation, holdPost, nameDelegate, proposeDelegate, recordCredentials, settleDelegateProposal, verifyCredentials, verifyTheDesignation, withdrawDelegate } from './commands.ts'
import { listDesignations } from './queries.ts'
import { listLetters, listMembers, listProposals } from './queries/people.ts'
import { headsOf, standingOf } from './reading.ts'

let here: TestInstallation
const thai = acting('NF', { party: 'THA' })
const thaiHead = acting('HD', { party: 'THA' })
const malay = acting('NF', { party: 'MYS' })
const desk = acting('SD', { body: 'SOMTC' })
const chair = acting('CH', { body: 'SOMTC' })
const china = acting('DP', { party: 'CHN' })
const meeting = 'SOMTC/26'

beforeAll(async () => {
  here = await testInstallation()
  for (const name of ['people', 'mechanism', 'meetings', 'delegations']) await modules.find((module) => module.name === name)?.demonstrate?.(here.db, testNow)
})

const as = (actor: Actor, input: unknown, now = testNow) => ({ db: here.db, actor, now, input })
const refused = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error.faults.length > 0 ? error.faults.map((fault) => `${fault.path} ${fault.code}`) : [`${error.kind} ${error.code}`]
}
const person = (givenName: string, more: object = {}) => ({ givenName, familyName: 'Contoh', post: 'Director', ...more })
const named = (party: string, at = testNow) => listMembers(here.db, meeting, { party, at })
const designation = (more: object = {}) => ({ party: 'MYS', body: 'SOMTC', function: 'head', mode: 'PERSONAL', person: 'Dato’ Contoh', approver: 'Minister of Home Affairs', since: { meeting: 'SOMTC/26' }, ...more })

describe('designations (practice §8.2 row 6)', () => {
  it('US-09 AC3 R-4.1.1 a party enters its own; one that overlaps is refused, also when two are entered at once', async () => {
    const both = await Promise.allSettled([perform(enterDesignation, as(malay, designation())), perform(enterDesignation, as(malay, designation({ person: 'Tan Contoh' })))])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refused(perform(enterDesignation, as(malay, designation({ since: { date: '2027-01-01' } }))))).toEqual(['/since delegations.overlaps'])
    expect((await perform(enterDesignation, as(malay, designation({ function: 'alternate' }))))).toBeTruthy()
  })

  it('US-09 AC5 R-4.1.5 what has begun keeps its head: no designation from a past day or meeting', async () => {
    expect(await refused(perform(enterDesignation, as(thai, designation({ party: 'THA', since: { meeting: 'SOMTC/20' } }))))).toEqual(['/since delegations.meeting-begun'])
    expect(await refused(perform(enterDesignation, as(thai, designation({ party: 'THA', since: { date: '2020-01-01' } }))))).toEqual(['/since delegations.from-past'])
  })

  it('US-09 AC5 superseding the Thai rule of 2003 from the next meeting leaves every past meeting unchanged, and keeps the old one', async () => {
    const refs = Array.from({ length: 25 }, (_, index) => `SOMTC/${index + 1}`)
    const heads = async () => Promise.all(refs.map(async (ref) => (await headsOf(here.db, null, ref, ['THA'], testNow)).get('THA')?.post?.en ?? null))
    const before = await heads()
    const id = await perform(enterDesignation, as(thai, designation({ party: 'THA', mode: 'EX_OFFICIO', person: '', postName: 'Deputy Commissioner-General', supersedes: 'tha-somtc-head-from-3', since: { date: '2026-12-01' } })))
    expect(await heads()).toEqual(before)
    const rows = await listDesignations(here.db, null, { party: 'THA' })
    expect(rows.find((row) => row.id === 'tha-somtc-head-from-3')?.until).toEqual({ date: '2026-12-01' })
    expect(rows.find((row) => row.id === id)).toMatchObject({ supersedes: 'tha-somtc-head-from-3', verifiedAt: null })
    const post = rows.find((row) => row.id === id)?.post ?? ''
    expect(await refused(perform(holdPost, as(thai, { party: 'THA', post: 'tha-nsc-secretary-general', kind: 'acting', person: 'X', from: '2024-01-01' })))).toEqual(['/from delegations.held-meanwhile'])
    expect(await perform(holdPost, as(thai, { party: 'THA', post, kind: 'acting', person: 'Pol. Gen. Tuayang', from: '2026-12-01' }))).toBeTruthy()
  })

  it('the Secretariat verifies and enters none; another party is refused; a stale version is a conflict', async () => {
    expect(await refused(perform(enterDesignation, as(desk, designation())))).toEqual(['forbidden delegations.desk-verifies'])
    expect(await refused(perform(enterDesignation, as(thai, designation())))).toEqual(['forbidden delegations.only-own'])
    const row = (await listDesignations(here.db, null, { party: 'MYS' })).find((each) => each.function === 'alternate')
    expect(await refused(perform(verifyTheDesignation, as(malay, { designation: row?.id, version: row?.version })))).toEqual(['forbidden delegations.only-desk-verifies'])
    await perform(verifyTheDesignation, as(desk, { designation: row?.id, version: row?.version }))
    expect(await refused(perform(verifyTheDesignation, as(desk, { designation: row?.id, version: 2 })))).toEqual(['conflict delegations.verified-before'])
    expect(await refused(perform(endTheDesignation, as(malay, { designation: row?.id, version: 1, until: { date: '2026-12-31' }, why: 'New minister' })))).toEqual(['conflict version.stale'])
    await perform(endTheDesignation, as(malay, { designation: row?.id, version: 2, until: { date: '2026-12-31' }, why: 'New minister' }))
    // What a partner may not know of does not exist for it.
    expect(await refused(perform(endTheDesignation, as(china, { designation: row?.id, version: 3, until: { date: '2026-12-30' }, why: 'x' })))).toEqual(['missing missing'])
  })
})

describe('naming a delegation (row 5)', () => {
  it('the focal point names, the head of delegation proposes, nobody else does either', async () => {
    const id = await perform(nameDelegate, as(malay, { meeting, party: 'MYS', role: 'head', person: person('Siti') }))
    expect((await named('MYS')).map((each) => [each.id, each.role])).toEqual([[id, 'head']])
    expect(await refused(perform(nameDelegate, as(thaiHead, { meeting, party: 'THA', role: 'adviser', person: person('Naree') })))).toEqual(['forbidden delegations.head-proposes'])
    expect(await refused(perform(nameDelegate, as(thai, { meeting, party: 'MYS', role: 'adviser', person: person('X') })))).toEqual(['forbidden delegations.only-own'])
    expect(await refused(perform(nameDelegate, as(desk, { meeting, party: 'THA', role: 'adviser', person: person('X') })))).toEqual(['forbidden delegations.only-own'])
    expect(await refused(perform(nameDelegate, as(china, { meeting: 'SOMTC+JPN/26', party: 'CHN', role: 'delegate', person: person('X') })))).toEqual(['missing missing'])

    const proposal = await perform(proposeDelegate, as(thaiHead, { meeting, party: 'THA', role: 'adviser', person: person('Naree') }))
    expect((await listProposals(here.db, 'THA', meeting)).map((each) => each.id)).toEqual([proposal])
    await perform(settleDelegateProposal, as(thai, { meeting, party: 'THA', proposal, as: 'named' }))
    expect(await refused(perform(settleDelegateProposal, as(thai, { meeting, party: 'THA', proposal, as: 'declined' })))).toEqual(['conflict delegations.settled-before'])
    expect((await named('THA')).at(-1)).toMatchObject({ givenName: 'Naree', role: 'adviser' })
  })

  it('names in Thai, Burmese, Khmer, Lao and Vietnamese are kept as they are written, up to the quota of the meeting', async () => {
    for (const name of ['สมชาย', 'မောင်မောင်', 'សុខា', 'ບຸນມີ', 'Nguyễn Thị Ánh', 'Seventh', 'Eighth']) await perform(nameDelegate, as(malay, { meeting, party: 'MYS', role: 'delegate', person: person(name) }))
    expect((await named('MYS')).map((each) => each.givenName).slice(1, 6)).toEqual(['สมชาย', 'မောင်မောင်', 'សុខា', 'ບຸນມີ', 'Nguyễn Thị Ánh'])
    expect(await refused(perform(nameDelegate, as(malay, { meeting, party: 'MYS', role: 'delegate', person: person('Ninth') })))).toEqual(['/role delegations.quota-full'])
  })

  it('R-1.6.2 a change of head after the deadline needs a new letter and counts from the time it states', async () => {
    const late = '2026-01-20T02:00:00.000Z'
    const [first, second] = (await named('MYS')).map((each) => each.id)
    expect(await refused(perform(nameDelegate, as(malay, { meeting, party: 'MYS', role: 'head', participant: second }, late)))).toEqual(['/letter delegations.letter-needed', '/from delegations.from-needed'])
    const from = '2026-01-25T01:00:00.000Z'
    await perform(nameDelegate, as(malay, { meeting, party: 'MYS', role: 'head', participant: second, letter: 'Note 12/2026', from }, late))
    expect((await named('MYS', late)).find((each) => each.role === 'head')?.id).toBe(first)
    expect((await named('MYS', '2026-01-25T02:00:00.000Z')).filter((each) => each.role === 'head').map((each) => [each.id, each.letter])).toEqual([[second, 'Note 12/2026']])
    expect((await named('MYS', '2026-01-25T02:00:00.000Z')).find((each) => each.id === first)?.role).toBe('delegate')
  })

  it('amending needs the version that was read; who is withdrawn stays on record', async () => {
    const last = (await named('MYS')).at(-1)
    const input = { meeting, party: 'MYS', participant: last?.id, version: last?.version, person: person('Corrected'), position: 9 }
    await perform(amendDelegate, as(malay, input))
    expect(await refused(perform(amendDelegate, as(malay, input)))).toEqual(['conflict version.stale'])
    await perform(withdrawDelegate, as(malay, { meeting, party: 'MYS', participant: last?.id, version: 2 }, '2026-01-21T02:00:00.000Z'))
    expect((await named('MYS', '2026-01-21T03:00:00.000Z')).some((each) => each.id === last?.id)).toBe(false)
  })
})

describe('credentials (row 7)', () => {
  const letter = (participants: string[], more: object = {}) => ({ meeting, party: 'LAO', participants, form: 'copy', letterhead: true, signatory: 'Minister Contoh', signatoryTitle: 'Minister of Public Security', signatoryOffice: 'competent-minister', language: 'en', ...more })
  const lao = acting('NF', { party: 'LAO' })

  it('US-09 AC6 R-1.6.1 a copy gives PROVISIONAL: the delegation speaks, and agrees only ad referendum, until the original is verified', async () => {
    expect(await standingOf(here.db, meeting, 'LAO', testNow)).toMatchObject({ provisional: true, adReferendumOnly: true })
    const head = (await named('LAO'))[0]?.id ?? ''
    const copy = await perform(recordCredentials, as(lao, letter([head])))
    await perform(checkCredentials, as(desk, { letter: copy, version: 1, proposal: 'accept' }))
    expect(await perform(verifyCredentials, as(chair, { letter: copy, version: 2, accept: true }))).toBe('PROVISIONAL')
    expect(await standingOf(here.db, meeting, 'LAO', testNow)).toMatchObject({ head: { basis: 'nomination', standing: 'head' }, provisional: true, adReferendumOnly: true })

    const original = await perform(recordCredentials, as(lao, letter([head], { form: 'original' })))
    expect((await listLetters(here.db, meeting, { party: 'LAO' })).map((each) => each.id)).toEqual([original])
    expect(await perform(verifyCredentials, as(chair, { letter: original, version: 1, accept: true }))).toBe('VERIFIED')
    expect(await standingOf(here.db, meeting, 'LAO', testNow)).toMatchObject({ provisional: false, adReferendumOnly: false })
  })

  it('R-8.3.2 the Secretariat proposes, the Chair decides, and nobody both sends in and decides; a decided or stale letter is a conflict', async () => {
    const head = (await named('IDN'))[0]?.id ?? ''
    const id = await perform(recordCredentials, as(acting('NF', { party: 'IDN' }), letter([head], { party: 'IDN', form: 'original', acting: true, authority: 'acting for the Minister' })))
    expect(await refused(perform(verifyCredentials, as(desk, { letter: id, version: 1, accept: true })))).toEqual(['forbidden delegations.only-chair-verifies'])
    expect(await refused(perform(checkCredentials, as(chair, { letter: id, version: 1, proposal: 'accept' })))).toEqual(['forbidden delegations.only-desk-checks'])
    expect(await refused(perform(verifyCredentials, as({ ...chair, person: { id: 'person-NF-IDN', name: 'Both' } }, { letter: id, version: 1, accept: true })))).toEqual(['forbidden delegations.not-own-letter'])
    expect(await refused(perform(verifyCredentials, as(chair, { letter: id, version: 9, accept: true })))).toEqual(['conflict version.stale'])
    expect(await refused(perform(verifyCredentials, as(chair, { letter: id, version: 1, accept: false })))).toEqual(['/note delegations.why-needed'])
    await perform(verifyCredentials, as(chair, { letter: id, version: 1, accept: true }))
    expect(await refused(perform(verifyCredentials, as(chair, { letter: id, version: 2, accept: true })))).toEqual(['conflict delegations.decided-before'])
  })

  it('a letter for somebody not named, of an acting signatory without authority, or as a file that lies about its type is refused', async () => {
    const file = { name: 'letter.pdf', bytes: new TextEncoder().encode('<html>'), store: here.files }
    expect(await refused(perform(recordCredentials, as(lao, letter(['nobody'], { acting: true, file }))))).toEqual(['/participants delegations.whom-unknown', '/authority delegations.authority-needed', '/file delegations.file-type'])
    expect(await refused(perform(recordCredentials, as(thai, letter(['x']))))).toEqual(['forbidden delegations.only-own'])
  })
})
