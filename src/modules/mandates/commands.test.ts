import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { roles } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { acceptStatement, commands, correctMandate, linkMandate, overtakeMandate, recordMandate, returnStatement, submitStatement, supersedeMandate, unlinkMandate } from './commands.ts'
import { listeners } from './acts.ts'
import { readDirectory } from './directory.ts'
import { dueText } from './pages/decision-form.tsx'
import { findMandate, listStatements } from './queries.ts'
import { readDue } from './reading.ts'
import { canJudge, canReport, evidenceLink } from './rules/acts.ts'
import { speaker } from './wording.ts'

let here: TestInstallation
const desk = acting('SD')
const deskTwo = { ...acting('SD'), person: { id: 'person-SD-2', name: 'Second officer' } }
const thai = acting('NF', { party: 'THA' })

beforeAll(async () => {
  here = await testInstallation()
})

const request = (input: unknown, actor = desk) => ({ db: here.db, actor, now: testNow, input })
const faultsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error.faults.length > 0 ? error.faults.map((fault) => `${fault.path} ${fault.code}`) : [`${error.kind} ${error.code}`]
}
const decision = (more: object = {}) => ({
  body: 'SOMTC', meeting: 'SOMTC/25', instrumentTitle: 'Report of the 25th SOMTC', paragraph: '12', title: 'Members to name contact points', quote: 'The Meeting requested all members to name contact points.', verbs: ['requested'], class: 'C4',
  addressees: [{ all: 'members' }], due: { beforeNext: 'SOMTC' }, ...more,
})

describe('filing by hand', () => {
  it('US-01 AC1 a mandate cannot be saved without issuing body, meeting or date, instrument, paragraph and quoted text; every fault at once', async () => {
    const faults = await faultsOf(perform(recordMandate, request({})))
    for (const path of ['/body', '/meeting', '/instrument', '/paragraph', '/quote', '/title', '/class']) expect(faults.map((fault) => fault.split(' ')[0])).toContain(path)
  })

  it('US-06 AC5 numbers run without gaps in a session, also when two officers file at once and one is refused', async () => {
    const before = (await sql<{ n: number }>`select max(number) as n from mandate where body = 'SOMTC' and session = '25'`.execute(here.db)).rows[0]?.n ?? 0
    const filed = await Promise.all([perform(recordMandate, request(decision())), perform(recordMandate, request(decision({ paragraph: '13' }), deskTwo)), perform(recordMandate, request(decision({ paragraph: '' }))).catch(() => null), perform(recordMandate, request(decision({ paragraph: '14' })))])
    expect(filed.flatMap((each) => (each ? [each.symbol] : [])).sort()).toEqual([1, 2, 3].map((step) => `SOMTC/25/DEC.${before + step}`))
  })

  it('US-06 AC3 a request has an owner and a due, or an explicit none stated', async () => {
    expect(await faultsOf(perform(recordMandate, request(decision({ addressees: [], due: null }))))).toEqual(['/addressees follow-up.owner-needed', '/due follow-up.due-needed'])
    const filed = await perform(recordMandate, request(decision({ addressees: [], nobodyNamed: true, due: { none: true } })))
    expect((await findMandate(here.db, desk, filed.id))?.due).toEqual({ none: true })
  })

  it('US-06 AC4 what is endorsed in principle has a completion task', async () => {
    const filed = await perform(recordMandate, request(decision({ class: 'C6', verbs: ['endorsed'], modifiers: ['in principle'] })))
    const task = await sql<{ closed_at: string | null }>`select closed_at from completion_task where mandate = ${filed.id}`.execute(here.db)
    expect(task.rows).toEqual([{ closed_at: null }])
    expect((await findMandate(here.db, desk, filed.id))?.modifiers).toEqual(['in principle'])
  })

  it('a date that has not come is refused beside its field', async () => {
    expect(await faultsOf(perform(recordMandate, request(decision({ date: '2026-02-01' }))))).toEqual(['/date follow-up.not-ahead'])
  })
})

describe('the chain', () => {
  it('a parent that would close a circle is refused and the circle is named', async () => {
    const a = await perform(recordMandate, request(decision({ paragraph: 'a' })))
    const b = await perform(recordMandate, request(decision({ paragraph: 'b', parent: a.id })))
    const error = await perform(linkMandate, request({ child: a.id, parent: b.id })).catch((thrown: AppError) => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).faults).toEqual([{ path: '/parent', code: 'follow-up.circle', params: { circle: `${a.symbol} → ${b.symbol} → ${a.symbol}` } }])
    expect(await faultsOf(perform(linkMandate, request({ child: a.id, parent: a.id })))).toEqual(['/parent follow-up.own-parent'])
    expect(await faultsOf(perform(linkMandate, request({ child: a.id, parent: 'SOMTC/99/DEC.1' })))).toEqual(['/parent follow-up.no-such-mandate'])
  })

  it('a link taken back leaves the chain and stays in the history', async () => {
    const a = await perform(recordMandate, request(decision({ paragraph: 'c' })))
    const b = await perform(recordMandate, request(decision({ paragraph: 'd', parent: a.id })))
    await perform(unlinkMandate, request({ child: b.id, parent: a.id, reason: 'Another plan is meant.' }))
    expect((await sql`select 1 from mandate_link where child = ${b.id}`.execute(here.db)).rows).toEqual([])
    expect((await sql<{ reason: string }>`select reason from mandate_link_ended where child = ${b.id}`.execute(here.db)).rows).toEqual([{ reason: 'Another plan is meant.' }])
  })
})

describe('US-01 AC3 nothing is deleted', () => {
  it('no command deletes, and the tables refuse it', async () => {
    expect(commands.map((command) => command.name).filter((name) => /delete|remove|destroy|purge/.test(name))).toEqual([])
    await expect(sql`delete from mandate where id = 'AMMTC-7-DEC.4'`.execute(here.db)).rejects.toThrow('nothing official is deleted')
    await expect(sql`delete from mandate_statement`.execute(here.db)).rejects.toThrow('nothing official is deleted')
  })

  it('superseded and overtaken need a reference', async () => {
    const filed = await perform(recordMandate, request(decision({ paragraph: 'e' })))
    expect(await faultsOf(perform(supersedeMandate, request({ mandate: filed.id, by: '' })))).toEqual(['/by follow-up.reference-needed'])
    expect(await faultsOf(perform(overtakeMandate, request({ mandate: filed.id, reference: '', on: '2026-01-10' })))).toEqual(['/reference follow-up.reference-needed'])
    const later = await perform(recordMandate, request(decision({ paragraph: 'f', meeting: null, date: '2026-01-10' })))
    await perform(supersedeMandate, request({ mandate: filed.id, by: later.symbol }))
    expect((await findMandate(here.db, desk, filed.id))?.status).toBe('SUPERSEDED')
    expect(await faultsOf(perform(supersedeMandate, request({ mandate: later.id, by: filed.id })))).toEqual(['/by follow-up.supersedes-itself'])
  })

  it('a correction to what someone else corrected meanwhile is refused, and the reviewed record is not corrected here', async () => {
    const filed = await perform(recordMandate, request(decision({ paragraph: 'g' })))
    const fields = { title: 'Members to name contact points soon', quote: 'The Meeting requested all members to name contact points.', verbs: ['requested'], class: 'C4', addressees: [{ all: 'members' }], due: { none: true } }
    await perform(correctMandate, request({ mandate: filed.id, version: 1, fields, reason: 'The title was short of a word.' }))
    expect(await faultsOf(perform(correctMandate, request({ mandate: filed.id, version: 1, fields, reason: 'Again.' }, deskTwo)))).toEqual(['conflict version.stale'])
    const corrected = await findMandate(here.db, desk, filed.id)
    expect([corrected?.title.en, corrected?.version]).toEqual(['Members to name contact points soon', 2])
    expect(await faultsOf(perform(correctMandate, request({ mandate: 'AMMTC-7-DEC.4', version: 1, fields, reason: 'x' })))).toEqual(['forbidden follow-up.from-record'])
  })
})

describe('follow-up', () => {
  const said = (more: object = {}) => ({ mandate: 'AMMTC-7-DEC.4', on: '2026-01-05', status: 'COMPLETED', text: 'Carried out.', language: 'en', evidence: 'https://example.org/report', marking: 'PUBLIC', ...more })

  it('a focal point speaks for its own member only, and it counts once the desk has accepted', async () => {
    const id = await perform(submitStatement, request(said({ party: 'VNM' }), thai))
    const open = await listStatements(here.db, desk, 'AMMTC-7-DEC.4', { all: true })
    expect(open.find((each) => each.id === id)).toMatchObject({ party: 'THA', verdict: 'submitted', reportedBy: { en: 'Thailand, focal point' } })
    expect((await listStatements(here.db, desk, 'AMMTC-7-DEC.4')).some((each) => each.id === id)).toBe(false)
    await perform(acceptStatement, request({ statement: id }))
    expect((await listStatements(here.db, desk, 'AMMTC-7-DEC.4')).some((each) => each.id === id)).toBe(true)
    expect(await faultsOf(perform(acceptStatement, request({ statement: id }, deskTwo)))).toEqual(['conflict follow-up.accepted-before'])
  })

  it('R-8.3.2 the reporter is not the verifier', async () => {
    const id = await perform(submitStatement, request(said()))
    expect(await faultsOf(perform(acceptStatement, request({ statement: id })))).toEqual(['forbidden follow-up.not-your-own'])
    // What waits for the desk is not there for others, until it is accepted.
    expect(await faultsOf(perform(acceptStatement, request({ statement: id }, thai)))).toEqual(['missing missing'])
    await perform(returnStatement, request({ statement: id, note: 'Which report is meant?' }, deskTwo))
    const accepted = await perform(submitStatement, request(said()))
    await perform(acceptStatement, request({ statement: accepted }, deskTwo))
    expect(await faultsOf(perform(acceptStatement, request({ statement: accepted }, thai)))).toEqual(['forbidden follow-up.desk-judges'])
    expect(canJudge(desk, { recordedBy: 'person-SD-', verdict: 'submitted' }).allowed).toBe(false)
  })

  it('row 31: the desk, a focal point for its member, a lead shepherd for its area, and nobody else', () => {
    const asked = { class: 'C5' as const, addressees: [{ all: 'members' as const }], areas: ['drugs'] }
    const may = roles.filter((role) => canReport(acting(role, { party: 'THA', area: 'drugs' }), asked).allowed)
    expect(may).toEqual(['SD', 'NF', 'LS'])
    expect(canReport(acting('LS', { party: 'THA', area: 'cybercrime' }), asked).because).toBe('follow-up.not-your-area')
    expect(canReport(thai, { ...asked, addressees: [{ party: 'VNM' }] }).because).toBe('follow-up.not-asked-of-us')
  })

  it('evidence is an http or https address; a day to come and a day before the decision are refused', async () => {
    expect(await faultsOf(perform(submitStatement, request(said({ evidence: 'javascript:alert(1)' }), thai)))).toEqual(['/evidence follow-up.evidence-address'])
    expect(await faultsOf(perform(submitStatement, request(said({ on: '2026-01-13' }), thai)))).toEqual(['/on follow-up.not-ahead'])
    expect(await faultsOf(perform(submitStatement, request(said({ on: '2001' }), thai)))).toEqual(['/on follow-up.before-decision'])
    expect(await faultsOf(perform(submitStatement, request(said({ status: 'OVERTAKEN' }), thai)))).toEqual(['/reference follow-up.reference-needed'])
  })

  it('an address of ours that the reader may not open is text, not a link', () => {
    expect(evidenceLink('https://mufakat.example/mandates/X', 'https://mufakat.example', () => false).href).toBeNull()
    expect(evidenceLink('https://asean.org/x', 'https://mufakat.example', () => false).href).toBe('https://asean.org/x')
    expect(evidenceLink('javascript:alert(1)', 'https://mufakat.example', () => true).href).toBeNull()
  })

  it('what is not open to an actor cannot be reported on: it is not there', async () => {
    const filed = await perform(recordMandate, request(decision({ paragraph: 'h', marking: 'PARTNER:CHN' })))
    expect(await faultsOf(perform(submitStatement, request(said({ mandate: filed.id }), thai)))).toEqual(['missing missing'])
  })

  it('the status as of a past day is what was said by then', async () => {
    const filed = await perform(recordMandate, request(decision({ paragraph: 'i' })))
    for (const [on, status] of [['2025-08-01', 'IN_PROGRESS'], ['2025-12-01', 'COMPLETED']] as const) {
      const id = await perform(submitStatement, request(said({ mandate: filed.id, on, status, party: null })))
      await perform(acceptStatement, request({ statement: id }, deskTwo))
    }
    expect((await findMandate(here.db, desk, filed.id))?.status).toBe('COMPLETED')
    expect((await findMandate(here.db, desk, filed.id, '2025-09-01'))?.status).toBe('IN_PROGRESS')
    expect((await findMandate(here.db, desk, filed.id, '2025-07-15'))?.status).toBe('OPEN')
  })
})

describe('due events', () => {
  it('US-01 AC6 "before the next SOMTC" follows the meeting when it moves', async () => {
    const filed = await perform(recordMandate, request(decision({ paragraph: 'j' })))
    const next = (await sql<{ ref: string }>`select coalesce((select ref from meeting where body = 'SOMTC' and session = '26'), '') as ref`.execute(here.db)).rows[0]?.ref
    if (next === '') await sql`insert into meeting (ref, body, session, ordinal, kind, status, mode, citations) values ('SOMTC/26', 'SOMTC', '26', 26, 'regular', 'planned', 'in-person', '[]')`.execute(here.db)
    const dueWhen = async (day: string) => {
      await sql`update meeting set starts = ${day}, starts_on = ${day}, sort_on = ${day}, begun_by = ${day}, status = 'planned' where ref = 'SOMTC/26'`.execute(here.db)
      await listeners['meeting.changed']?.({ db: here.db, now: () => testNow }, { ref: 'SOMTC/26' })
      return (await findMandate(here.db, desk, filed.id))?.dueOn
    }
    expect([await dueWhen('2026-06-23'), await dueWhen('2026-07-14')]).toEqual(['2026-06-23', '2026-07-14'])
  })

  it('a due is written in both languages in words that can be read back', async () => {
    const directory = await readDirectory(here.db)
    const dues = [{ none: true as const }, { on: '2026-12-31' }, { beforeNext: 'SOMTC' }, { atNext: 'AMMTC' }, { atMeeting: 'AMMTC/7' }, { after: 'decision' as const, months: 6 }, { after: { meeting: 'SOMTC/2' }, months: 6 }]
    for (const lang of ['en', 'th'] as const) {
      const speak = speaker(lang, directory)
      expect(dues.map((due) => readDue(dueText({ due, dueWords: '' }, speak), directory, '2001-01-01', '2026-01-12'))).toEqual(dues.map((due) => ({ due })))
    }
  })
})
