import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type Command, perform } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { modules } from '../../modules.ts'
import { addParticipation } from '../meetings/queries/run.ts'
import { decideRelease, nameReader, narrowDocument, proposeRelease, widenDocument } from './commands/marks.ts'
import { admitDocument, describeDocument, forwardDocument, recallDocument, refuseDocument, registerDocument, withdrawDocument } from './commands/papers.ts'
import { submitDocument } from './commands/submit.ts'
import { fileDocument, findDocument, listDocuments } from './index.ts'
import { newCheckCode } from './filing.ts'
import { saveFile } from './queries/filing.ts'

let here: TestInstallation
const desk = acting('SD', { body: 'SOMTC' })
const chair = acting('CH', { body: 'SOMTC' })
const thai = acting('NF', { party: 'THA' })
const thaiDelegate = acting('DE', { party: 'THA' })
const vietnam = acting('NF', { party: 'VNM' })
const china = acting('DP', { party: 'CHN' })
const japan = acting('DP', { party: 'JPN' })
const unodc = acting('OB', { party: 'UNODC' })
const reader = (actor: Actor, now = testNow) => ({ actor, now })
/** The main meeting of the example week opens on 10 February 2026, 09:00 in Manila: papers for action are due 30 days before, on Sunday 11 January, and so on Friday the 9th. */
const onTime = '2026-01-08T02:00:00.000Z'

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => name === 'people' || name === 'meetings')) await module.demonstrate?.(here.db, testNow)
  await here.db.transaction().execute(async (tx) => {
    await sql`insert into party (code, name) values ('CSO', '{"en":"An entity","th":"องค์กร"}')`.execute(tx)
    await addParticipation(tx, { meeting: 'SOMTC/26', party: 'CSO', category: 'entity', from: '2025-01-01T00:00:00.000Z' })
  })
})

const act = <Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>, input: unknown, actor: Actor, now = onTime): Promise<Result> => perform(command, { db: here.db, actor, now, input })
const refusal = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error.faults.length > 0 ? error.faults.map((fault) => `${fault.path} ${fault.code}`) : [`${error.kind} ${error.code}`]
}
const draft = (more: object = {}) => ({ meeting: 'SOMTC/26', series: 'WP', title: { en: 'Draft work programme' }, purpose: 'decision', actionRequested: { en: 'The Meeting is invited to endorse the draft.' }, distribution: 'LIMITED', ...more })
const submit = (more: object = {}, actor = thai, now = onTime) => act(submitDocument, draft(more), actor, now)
const withFile = (id: string, lang = 'en') => here.db.transaction().execute(async (tx) => {
  const sha256 = await here.files.put(tx, { name: `${id}.pdf`, type: 'application/pdf', bytes: new TextEncoder().encode(id + lang), now: onTime })
  await saveFile(tx, id, { lang, sha256, name: `${id}.pdf`, type: 'application/pdf', bytes: 40, authentic: lang === 'en', text: null, scanned: 'not-scanned', checkCode: newCheckCode('SOMTC/26'), uploadedBy: 'x', uploadedAt: onTime })
})
const known = async (id: string, actor = desk) => {
  const paper = await findDocument(here.db, reader(actor), id)
  if (!paper) throw new Error(`no ${id}`)
  return paper
}
const one = async (id: string) => ({ document: id, version: (await known(id)).version })
const register = async (id: string) => act(registerDocument, await one(id), desk)
const registered = async (more: object = {}, actor = thai, now = onTime) => {
  const { id } = await submit(more, actor, now)
  await withFile(id)
  return register(id)
}
const sees = async (actor: Actor, id: string, now = testNow) => (await findDocument(here.db, reader(actor, now), id)) !== null

describe('US-07 AC2 revisions, corrections, additions', () => {
  it('R-1.8.3 Rev.2 cannot be issued before Rev.1, and Corr. on a superseded Rev is refused', async () => {
    const base = await registered()
    expect(await refusal(submit({ modifies: base.symbol, modifier: 'Rev', modifierNumber: 2 }))).toEqual(['/modifierNumber papers.skips'])
    const rev1 = await registered({ modifies: base.symbol, modifier: 'Rev', modifierNumber: 1 })
    expect(rev1.symbol).toBe(`${base.symbol}/Rev.1`)
    const corr = await registered({ modifies: rev1.symbol, modifier: 'Corr', languagesConcerned: ['en'] })
    expect(corr.symbol).toBe(`${base.symbol}/Rev.1/Corr.1`)
    // Waits while the next revision is registered: then it is too late for it.
    const waiting = await submit({ modifies: rev1.symbol, modifier: 'Corr' })
    await withFile(waiting.id)
    const rev2 = await registered({ modifies: rev1.symbol, modifier: 'Rev' })
    expect(rev2.symbol).toBe(`${base.symbol}/Rev.2`)
    expect(await refusal(register(waiting.id))).toEqual(['conflict papers.stem-gone'])
    expect(await refusal(submit({ modifies: rev1.symbol, modifier: 'Corr' }))).toEqual(['/modifies papers.stem-superseded'])
    expect(await refusal(submit({ modifies: base.symbol, modifier: 'Add' }))).toEqual(['/modifies papers.stem-superseded'])
    // A new revision absorbs the corrections of the text it replaces.
    expect((await known(corr.id)).supersededBy).toBe(rev2.symbol)
    expect(await refusal(submit({ modifies: corr.symbol, modifier: 'Corr' }))).toEqual(['/modifies papers.corr-stands-alone'])
    const add = await registered({ modifies: rev2.symbol, modifier: 'Add' })
    expect((await registered({ modifies: add.symbol, modifier: 'Rev' })).symbol).toBe(`${base.symbol}/Rev.2/Add.1/Rev.1`)
  })

  it('R-1.8.5 when the highest revision is withdrawn the one before it stands again', async () => {
    const base = await registered()
    const rev = await registered({ modifies: base.symbol, modifier: 'Rev' })
    expect((await known(base.id)).supersededBy).toBe(rev.symbol)
    await act(withdrawDocument, { ...(await one(rev.id)), reason: 'Sent too early.' }, thai)
    expect((await known(base.id)).supersededBy).toBeNull()
    expect((await registered({ modifies: base.symbol, modifier: 'Rev' })).symbol).toBe(`${base.symbol}/Rev.2`)
  })

  it('R-1.8.2 an amendment is of an adopted text and by the Chair; a symbol of another meeting or body is refused', async () => {
    const paper = await registered()
    expect(await refusal(submit({ modifies: paper.symbol, modifier: 'Amend' }, chair))).toEqual(['/modifies papers.amend-adopted-only'])
    const adopted = await here.db.transaction().execute((tx) => fileDocument({ tx, actor: chair, now: onTime, files: here.files }, { meeting: 'SOMTC/26', series: 'JS', title: { en: 'Joint statement', th: 'แถลงการณ์ร่วม' }, purpose: 'decision', distribution: 'LIMITED', files: [], origin: 'desk' }))
    expect(await refusal(submit({ series: 'JS', modifies: adopted.symbol, modifier: 'Amend' }, desk))).toEqual(['forbidden papers.only-chair-changes-adopted'])
    expect((await registered({ series: 'JS', modifies: adopted.symbol, modifier: 'Amend' }, chair)).symbol).toBe('SOMTC/26/JS.1/Amend.1')
    for (const typed of ['SOMTC/25/WP.1', 'AMMTC/19/DEC.1', 'SOMTC+CHN/26/WP.1']) expect(await refusal(submit({ modifies: typed, modifier: 'Rev' }, desk)), typed).toEqual(['/modifies papers.other-meeting'])
    expect(await refusal(submit({ modifies: 'WP.1', modifier: 'Rev' }))).toEqual(['/modifies papers.no-symbol'])
    expect(await refusal(submit({ modifies: 'SOMTC/26/WP.999', modifier: 'Rev' }))).toEqual(['/modifies papers.nothing-there'])
    expect(await refusal(submit({ modifies: paper.symbol, modifier: 'Rev' }, vietnam))).toEqual(['forbidden papers.not-your-text'])
  })
})

describe('US-07 AC3 late papers', () => {
  it('R-1.3.2 a paper that comes after its day in the zone of the place is late, hidden until the Chair gives leave, and nobody else can', async () => {
    // 9 January is over in Manila at 16:00 UTC, whatever the clock of the sender says.
    expect((await submit({}, thai, '2026-01-09T15:59:59.999Z')).late).toBe(false)
    const late = await submit({}, thai, '2026-01-09T16:00:00.000Z')
    expect(late.late).toBe(true)
    expect((await submit({ series: 'INF', purpose: 'information', distribution: 'GENERAL' }, thai, '2026-01-09T16:00:00.000Z')).late).toBe(false)
    await withFile(late.id)
    const { symbol } = await register(late.id)
    expect([await sees(vietnam, symbol), await sees(thai, symbol), await sees(chair, symbol)]).toEqual([false, true, true])
    expect((await listDocuments(here.db, reader(vietnam), { meeting: 'SOMTC/26' })).some((paper) => paper.symbol === symbol)).toBe(false)
    expect(await refusal(act(admitDocument, await one(late.id), desk))).toEqual(['forbidden papers.only-chair-admits'])
    expect(await refusal(act(admitDocument, await one(late.id), acting('CH', { body: 'AMMTC' })))).toEqual(['forbidden papers.only-chair-admits'])
    await act(admitDocument, await one(late.id), chair)
    expect(await sees(vietnam, symbol)).toBe(true)
    expect((await known(late.id)).late).toBe(true)
    expect(await refusal(act(admitDocument, await one(late.id), chair))).toEqual(['conflict papers.not-late'])
  })
})

describe('US-07 AC6 numbers', () => {
  it('R-1.8.1 a number is given on registration and never again, also when it was withdrawn and when two officers register at once', async () => {
    const first = await registered({ series: 'PP' })
    await act(withdrawDocument, { ...(await one(first.id)), reason: 'No longer proposed.' }, thai)
    expect(await known(first.id)).toMatchObject({ status: 'WITHDRAWN', symbol: 'SOMTC/26/PP.1', withdrawnWhy: 'No longer proposed.' })
    const [a, b, c] = await Promise.all([submit({ series: 'PP' }), submit({ series: 'PP' }), submit({ series: 'PP' })])
    for (const { id } of [a, b, c]) await withFile(id)
    expect((await known(a.id)).symbol).toBeNull()
    await act(refuseDocument, { ...(await one(c.id)), reason: 'Not a project.' }, desk)
    const given = await Promise.all([a, b].map(({ id }) => register(id)))
    expect(given.map(({ symbol }) => symbol).sort()).toEqual(['SOMTC/26/PP.2', 'SOMTC/26/PP.3'])
    await expect(sql`delete from official_document where id = ${first.id}`.execute(here.db)).rejects.toThrow('append only')
  })

  it('an officer who was shown a number that has gone to another is told, and nothing is registered', async () => {
    const [a, b] = [await submit({ series: 'NR' }), await submit({ series: 'NR' })]
    for (const { id } of [a, b]) await withFile(id)
    await register(a.id)
    expect(await refusal(act(registerDocument, { ...(await one(b.id)), expected: 'SOMTC/26/NR.1' }, desk))).toEqual(['conflict papers.symbol-moved'])
    expect((await known(b.id)).symbol).toBeNull()
  })

  it('two who act on one paper at once: the second is told that it changed', async () => {
    const paper = await registered()
    const asked = await one(paper.id)
    const results = await Promise.allSettled([act(withdrawDocument, { ...asked, reason: 'One.' }, thai), act(narrowDocument, { ...asked, distribution: 'RESTRICTED' }, desk)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((results.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({ kind: 'conflict' })
  })
})

describe('R-1.8.6 who may submit', () => {
  it('a partner for its own consultation and no other; another’s meeting is not there for it', async () => {
    expect((await submit({ meeting: 'SOMTC+CHN/26', distribution: 'PARTNER', partner: 'CHN' }, china)).backing).toBeNull()
    expect(await refusal(submit({ meeting: 'SOMTC+CHN/26', distribution: 'PARTNER', partner: 'CHN' }, japan))).toEqual(['missing missing'])
    expect(await refusal(submit({}, china))).toEqual(['forbidden rights.own-missing'])
  })

  it('an observer through the Chair, an entity through the Secretariat, a delegate through his focal point or head', async () => {
    const through = await submit({ series: 'INF', purpose: 'information', distribution: 'GENERAL' }, unodc)
    expect(through.backing).toBe('chair')
    await withFile(through.id)
    expect(await refusal(register(through.id))).toEqual(['conflict papers.waits-for-chair'])
    expect(await refusal(act(forwardDocument, await one(through.id), desk))).toEqual(['forbidden papers.only-chair-forwards'])
    await act(forwardDocument, await one(through.id), chair)
    expect((await register(through.id)).symbol).toBe('SOMTC/26/INF.1')
    expect((await submit({ series: 'INF', purpose: 'information', distribution: 'GENERAL' }, acting('OB', { party: 'CSO' }))).backing).toBeNull()
    const proposed = await submit({}, thaiDelegate)
    expect(proposed.backing).toBe('party')
    await withFile(proposed.id)
    expect(await refusal(act(forwardDocument, await one(proposed.id), chair))).toEqual(['forbidden papers.only-party-forwards'])
    expect(await refusal(act(forwardDocument, await one(proposed.id), vietnam))).toEqual(['missing missing'])
    await act(forwardDocument, await one(proposed.id), thai)
    await register(proposed.id)
  })

  it('a lead shepherd for its area; press, services, auditors and administrators not at all', async () => {
    const lead = acting('LS', { party: 'KHM', area: 'arms-smuggling' })
    await submit({ series: 'LSR', areas: ['arms-smuggling'] }, lead)
    expect(await refusal(submit({ series: 'LSR', areas: ['terrorism'] }, lead))).toEqual(['forbidden papers.not-your-area'])
    for (const role of ['AU', 'HL'] as const) expect(await refusal(submit({}, acting(role)))).toEqual(['forbidden papers.not-your-role'])
    for (const role of ['PR', 'SA', 'PU', 'IN'] as const) expect(await refusal(submit({}, acting(role)))).toEqual(['missing missing'])
  })

  it('what cannot be is refused beside its field, all at once', async () => {
    expect(await refusal(submit({ actionRequested: null, distribution: 'PUBLIC', item: 'none', areas: ['nothing'], joint: true }))).toEqual(['/item papers.no-item', '/actionRequested papers.action-needed', '/distribution papers.public-is-released', '/partner papers.joint-with-whom', '/areas papers.no-area'])
    expect(await refusal(submit({ distribution: 'PARTNER', partner: 'CAN', party: 'VNM' }))).toEqual(['/partner papers.partner-elsewhere', '/party papers.desk-for-others'])
    expect(await refusal(submit({ title: {}, series: 'R' }))).toEqual(['/series papers.series-needed', '/title papers.title-needed'])
  })

  it('US-13 AC4 an item of a retreat takes no paper', async () => {
    await sql`insert into agenda_item (id, meeting, position, title, purpose, session) values ('retreat-item', 'SOMTC/26', 90, '{"en":"Retreat","th":"หารือ"}', 'discussion', 'example-retreat') on conflict do nothing`.execute(here.db)
    expect(await refusal(submit({ item: 'retreat-item' }))).toEqual(['/item papers.retreat'])
  })

  it('a paper has no symbol before it has its authentic file', async () => {
    const { id } = await submit()
    expect(await refusal(register(id))).toEqual(['conflict papers.no-authentic-file'])
    await withFile(id, 'th')
    expect(await refusal(register(id))).toEqual(['conflict papers.no-authentic-file'])
    expect(await refusal(act(registerDocument, await one(id), thai))).toEqual(['forbidden papers.desk-registers'])
  })
})

describe('§1.8.3 distribution, classification and handling', () => {
  it('row 13 to 14: fewer by the registry, more only by the originator; the Secretariat and the Chair ask', async () => {
    const paper = await registered()
    const to = async (distribution: string, more: object = {}) => ({ ...(await one(paper.id)), distribution, ...more })
    expect(await refusal(act(narrowDocument, await to('GENERAL'), desk))).toEqual(['/distribution papers.that-widens'])
    await act(narrowDocument, await to('RESTRICTED'), desk)
    expect(await sees(acting('DE', { party: 'VNM' }), paper.id)).toBe(false)
    for (const actor of [desk, chair]) expect(await refusal(act(widenDocument, await to('GENERAL'), actor))).toEqual(['forbidden papers.only-originator'])
    await act(proposeRelease, await to('GENERAL', { reason: 'Partners ask for it.' }), desk)
    expect(await refusal(act(proposeRelease, await to('LIMITED'), chair))).toEqual(['conflict papers.proposed-before'])
    expect(await refusal(act(decideRelease, { ...(await one(paper.id)), verdict: 'accepted' }, vietnam))).toEqual(['forbidden papers.only-originator'])
    await act(decideRelease, { ...(await one(paper.id)), verdict: 'accepted' }, thai)
    expect(await known(paper.id)).toMatchObject({ distribution: 'GENERAL' })
    expect(await sees(china, paper.id)).toBe(true)
    await act(widenDocument, await to('PUBLIC'), thai)
    expect(await sees({ person: null, capacity: null }, paper.id)).toBe(true)
  })

  it('of a paper of the house the originator is the Chair', async () => {
    const paper = await registered({}, desk)
    expect(await refusal(act(widenDocument, { ...(await one(paper.id)), distribution: 'GENERAL' }, desk))).toEqual(['forbidden papers.only-originator'])
    await act(widenDocument, { ...(await one(paper.id)), distribution: 'GENERAL' }, chair)
    expect((await known(paper.id)).distribution).toBe('GENERAL')
  })

  it('classification and handling are attributes of their own: setting them changes nobody’s reading', async () => {
    const paper = await registered()
    await act(describeDocument, { ...(await one(paper.id)), classification: 'Confidential (THA)', handling: 'TLP:AMBER', asOfStamp: 'as of 9 January 2026', annexNumber: 7 }, desk)
    expect(await known(paper.id)).toMatchObject({ distribution: 'LIMITED', classification: 'Confidential (THA)', handling: 'TLP:AMBER', asOfStamp: 'as of 9 January 2026', annexNumber: 7 })
    expect([await sees(vietnam, paper.id), await sees(china, paper.id)]).toEqual([true, false])
  })

  it('row 17: a delegate reads what is restricted when named for it, by its originator or by his own head', async () => {
    const paper = await registered({ distribution: 'RESTRICTED' }, vietnam)
    const delegate: Actor = { ...thaiDelegate, person: { id: 'example-two', name: 'Mali Tuayang' } }
    expect(await sees(delegate, paper.id)).toBe(false)
    expect(await refusal(act(nameReader, { document: paper.id, person: 'example-two' }, desk))).toEqual(['forbidden papers.only-originator-names'])
    expect(await refusal(act(nameReader, { document: paper.id, person: 'example-de' }, thai))).toEqual(['forbidden papers.only-originator-names'])
    await act(nameReader, { document: paper.id, person: 'example-two' }, thai, testNow)
    expect(await sees(delegate, paper.id)).toBe(true)
  })

  it('R-4.4.1 a recalled paper is closed at once to all but its originator and the house', async () => {
    const paper = await registered({ distribution: 'GENERAL' })
    expect(await sees(china, paper.id)).toBe(true)
    expect(await refusal(act(recallDocument, { ...(await one(paper.id)), reason: 'x' }, vietnam))).toEqual(['forbidden papers.only-originator-or-chair'])
    await act(recallDocument, { ...(await one(paper.id)), reason: 'A wrong annex.' }, thai)
    expect([await sees(china, paper.id), await sees(vietnam, paper.id), await sees(thai, paper.id), await sees(desk, paper.id)]).toEqual([false, false, true, true])
  })
})
