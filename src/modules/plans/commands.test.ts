import { beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { acting, testDatabase, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type Command, perform } from '../../kernel/command.ts'
import type { Db } from '../../kernel/db.ts'
import { acceptReport, addProvisionOf, carryOver, closeProgramme, closeRound, describeActivity, extendProgramme, fundActivity, linkActivity, mapProvision, moveDue, openRound, proposeActivity, returnReport, saveReport, sendEvidence, stepActivity, submitReport, supersedePlan, verifyEvidence } from './commands.ts'
import { findActivity, listActivities } from './queries.ts'
import { listLastTime, listObligations, listReports, listSaid } from './queries/reports.ts'
import { ratesOf } from './rules.ts'

let db: Db
beforeEach(async () => {
  db = await testDatabase('record')
  return () => db.destroy()
})

const desk = acting('SD')
const thailand = acting('NF', { party: 'THA' })
const vietNam = acting('NF', { party: 'VNM' })
const wildlife = acting('LS', { party: 'THA', area: 'wildlife-timber' })
const reader = (actor: Actor = desk) => ({ actor, now: testNow })

function act<Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>, actor: Actor, input: unknown, now = testNow): Promise<Result> {
  return perform(command, { db, actor, now, input })
}

const fields = (more: Record<string, unknown> = {}) => ({ title: { en: 'Course on timber', th: '' }, area: 'wildlife-timber', strategy: 'training', type: 'training', participants: ['all'], lead: 'THA', startsOn: '2024-03-01', dueOn: '2025-12-31', ...more })
const propose = (more: Record<string, unknown> = {}, actor = desk, input: Record<string, unknown> = {}) => act(proposeActivity, actor, { programme: 'wp-2022-2024', fields: fields(more), ...input })
const find = async (code: string, programme = 'wp-2022-2024') => {
  const found = await findActivity(db, reader(), programme, code)
  if (!found) throw new Error(code)
  return found
}
const step = async (code: string, to: string, more: Record<string, unknown> = {}, actor = desk) => {
  const { id, version } = await find(code)
  return act(stepActivity, actor, { activity: id, version, to, decision: 'SOMTC/25, item 5', ...more })
}
const refused = async (work: Promise<unknown>): Promise<{ code: string; paths: string[]; codes: string[] }> => {
  try {
    await work
  } catch (error) {
    const known = error as { code: string; faults?: { path: string; code: string }[] }
    return { code: known.code, paths: (known.faults ?? []).map((fault) => fault.path), codes: (known.faults ?? []).map((fault) => fault.code) }
  }
  throw new Error('was not refused')
}

describe('US-16 activities and money', () => {
  it('AC1 a code is given once in a cycle; one that is in use is refused beside its field', async () => {
    const first = await propose()
    expect(first.code).toBe('WT-4-01')
    expect((await propose()).code).toBe('WT-4-02')
    expect(await refused(propose({}, desk, { code: 'WT-4-01' }))).toMatchObject({ paths: ['/code'], codes: ['plans.code-in-use'] })
  })

  it('AC2 no funds without a source and an amount; several sources in several currencies equal the budget', async () => {
    await propose({ budget: '143862.27', currency: 'usd' })
    await step('WT-4-01', 'END')
    expect((await refused(step('WT-4-01', 'FUN'))).codes).toEqual(['plans.needs-funds'])
    const { id, version } = await find('WT-4-01')
    const fund = (currency: string, amount: number, rate: number | null) => ({ source: 'national', name: 'A source', amount, currency, rate, rateOn: rate === null ? null : '2024-03-15', status: 'confirmed' })
    await act(fundActivity, desk, { activity: id, version, funding: [fund('THB', 1_450_000, 35.8), fund('EUR', 60_000, 0.918)] })
    expect((await refused(step('WT-4-01', 'FUN'))).codes).toEqual(['plans.funds-not-the-budget'])
    await act(fundActivity, desk, { activity: id, version: version + 1, funding: [fund('THB', 1_450_000, 35.8), fund('EUR', 60_000, 0.918), fund('USD', 38_000, null)] })
    await step('WT-4-01', 'FUN')
    expect((await find('WT-4-01')).status).toBe('FUN')
  })

  it('unknown areas, parties and currencies are named beside their fields, all at once', async () => {
    const faults = await refused(propose({ area: 'scams', lead: 'XXX', budget: 5 }))
    expect(faults.codes.sort()).toEqual(['plans.area-unknown', 'plans.currency-with-amount', 'plans.party-unknown'])
    expect((await refused(propose({ budget: 5, currency: 'baht' }))).codes).toEqual(['plans.currency-unknown'])
    expect((await refused(propose({ startsOn: '2568-01-01', endsOn: '2025-13-01' }))).codes).toContain('plans.day')
  })

  it('practice §8.2 row 32: who may propose where', async () => {
    expect((await refused(propose({}, acting('DE', { party: 'THA' })))).code).toBe('plans.not-your-role')
    expect((await refused(propose({}, vietNam, { proponent: 'THA' }))).code).toBe('plans.only-own-member')
    await propose({}, thailand)
    await propose({}, wildlife)
    expect((await refused(propose({ area: 'terrorism' }, wildlife))).code).toBe('plans.only-own-area')
    expect((await refused(propose({}, acting('DP', { party: 'CHN' })))).code).toBe('plans.only-own-plan')
    await act(proposeActivity, acting('DP', { party: 'CHN' }), { programme: 'wp-china-2024-2027', fields: fields({ lead: '' }) })
  })

  it('two people who change one activity: the second is told', async () => {
    await propose()
    const { id, version } = await find('WT-4-01')
    await act(describeActivity, desk, { activity: id, version, fields: fields({ title: { en: 'Renamed', th: '' } }) })
    expect((await refused(act(describeActivity, desk, { activity: id, version, fields: fields() }))).code).toBe('version.stale')
  })

  it('each activity shows the mandate it answers to; one that may not be seen cannot be linked', async () => {
    await propose()
    const { id } = await find('WT-4-01')
    await act(linkActivity, desk, { activity: id, mandate: 'AMMTC/18/DEC.1' })
    expect((await find('WT-4-01')).mandates).toEqual(['AMMTC-18-DEC.1'])
    expect((await refused(act(linkActivity, desk, { activity: id, mandate: 'AMMTC/99/DEC.1' }))).codes).toEqual(['plans.mandate-unknown'])
  })
})

describe('US-17 progress with evidence', () => {
  const underWay = async () => {
    await propose()
    await step('WT-4-01', 'END')
    await step('WT-4-01', 'SCH')
    await step('WT-4-01', 'ONG')
    return find('WT-4-01')
  }

  it('AC2 R-3.3.1 completed without verified evidence is refused, and whoever sent it cannot verify it', async () => {
    const { id } = await underWay()
    expect((await refused(step('WT-4-01', 'COM'))).codes).toEqual(['plans.needs-verified-evidence'])
    const proof = await act(sendEvidence, thailand, { activity: id, type: 'attendance', title: { en: 'Attendance list', th: '' }, link: 'https://example.org/list.pdf' })
    expect((await refused(step('WT-4-01', 'COM'))).codes).toEqual(['plans.needs-verified-evidence'])
    // Thailand leads the area, but sent it itself: another must look.
    expect((await refused(act(verifyEvidence, wildlife, { evidence: proof.id, version: 1 }))).code).toBe('plans.not-own-party-proof')
    expect((await refused(act(verifyEvidence, vietNam, { evidence: proof.id, version: 1 }))).code).toBe('plans.verified-by')
    await act(verifyEvidence, desk, { evidence: proof.id, version: 1 })
    await step('WT-4-01', 'COM')
    expect((await find('WT-4-01')).status).toBe('COM')
    expect((await refused(step('WT-4-01', 'ONG'))).code).toBe('plans.no-such-step')
  })

  it('proof at a place the reader may not see is refused as if it were not there', async () => {
    const { id } = await underWay()
    expect((await refused(act(sendEvidence, thailand, { activity: id, type: 'report', title: { en: 'Paper', th: '' }, document: 'SOMTC/26/WP.1' }))).codes).toEqual(['plans.paper-unknown'])
    expect((await refused(act(sendEvidence, thailand, { activity: id, type: 'report', title: { en: 'Paper', th: '' }, link: 'javascript:alert(1)' }))).codes).toEqual(['plans.link'])
  })

  it('AC5 two members report on one activity: both texts stay; AC3 without a report it is not "not implemented"', async () => {
    const { id } = await underWay()
    const { id: round } = await act(openRound, desk, { programme: 'wp-2022-2024', name: { en: 'Second half of 2025', th: '' }, periodFrom: '2025-07-01', periodUntil: '2025-12-31', closesOn: '2026-01-30' })
    const say = async (actor: Actor, text: string) => {
      const saved = await act(saveReport, actor, { round, reporter: 'member', entries: [{ activity: id, text, progress: 50, status: 'ONG' }] })
      await act(submitReport, actor, { report: saved.id, version: saved.version })
      await act(acceptReport, desk, { report: saved.id, version: saved.version + 1 })
    }
    await say(thailand, 'Trained officers carry out a first check.')
    await say(vietNam, 'Equipment has not arrived.')
    expect((await listSaid(db, reader(), id)).map((said) => [said.party, said.text])).toEqual([['THA', 'Trained officers carry out a first check.'], ['VNM', 'Equipment has not arrived.']])
    expect((await listObligations(db, reader(), 'wp-2022-2024')).map((cell) => cell.party).sort()).toEqual(['THA', 'VNM'])
    await propose()
    const [first, second] = await listActivities(db, { actor: desk, now: '2026-02-01T00:00:00.000Z' }, { programme: 'wp-2022-2024' })
    expect([first?.reportMissing, second?.reportMissing]).toEqual([false, true])
    expect(ratesOf([second?.status ?? 'CAN'])).toEqual({ of: 1, completed: 0, addressed: 0 })
  })

  it('a draft is its reporter’s alone; returned it can be mended; a round that closed takes nothing more', async () => {
    const { id } = await underWay()
    const { id: round } = await act(openRound, desk, { programme: 'wp-2022-2024', name: { en: 'Half-year', th: '' }, periodFrom: '2025-07-01', periodUntil: '2025-12-31', closesOn: '2026-01-30' })
    const draft = await act(saveReport, thailand, { round, reporter: 'member', entries: [{ activity: id, text: 'First words' }] })
    expect(await listReports(db, round, 'VNM')).toEqual([])
    expect((await refused(act(acceptReport, desk, { report: draft.id, version: draft.version }))).code).toBe('missing')
    await act(submitReport, thailand, { report: draft.id, version: draft.version })
    expect((await refused(act(acceptReport, acting('SD', { party: 'THA' }), { report: draft.id, version: 2 }))).code).toBe('plans.not-own-report')
    await act(returnReport, desk, { report: draft.id, version: draft.version + 1, why: 'How many were trained?' })
    const again = await act(saveReport, thailand, { round, reporter: 'member', version: draft.version + 2, entries: [{ activity: id, text: 'Forty-six were trained.', women: 19, men: 27 }] })
    expect((await refused(act(submitReport, thailand, { report: again.id, version: again.version }, '2026-02-01T00:00:00.000Z'))).code).toBe('plans.round-closed')
    await act(submitReport, thailand, { report: again.id, version: again.version })
    expect((await refused(act(saveReport, vietNam, { round, reporter: 'member', entries: [{ activity: id, progress: 130 }] }))).codes).toEqual(['plans.percent'])
    const last = await listLastTime(db, { programme: 'wp-2022-2024', party: 'THA', reporter: 'member', before: '2026-01-01' })
    expect(last.get(id)?.text).toBe('Forty-six were trained.')
    await act(closeRound, desk, { round, version: 1 })
    expect((await refused(act(saveReport, vietNam, { round, reporter: 'member', entries: [] }))).code).toBe('plans.round-closed')
  })
})

describe('US-18 the end of a cycle', () => {
  it('AC1 closing is refused while an activity is in no final state, and names it', async () => {
    await propose()
    await step('WT-4-01', 'END')
    expect((await refused(act(closeProgramme, desk, { programme: 'wp-2022-2024', version: 1, decision: 'SOMTC/25' }))).codes).toEqual(['plans.still-open'])
    await step('WT-4-01', 'CAN')
    await act(closeProgramme, desk, { programme: 'wp-2022-2024', version: 1, decision: 'SOMTC/25' })
    expect((await refused(propose())).code).toBe('plans.frozen')
  })

  it('AC2 R-3.3.3 what is carried over has a link and a reason; the second time is counted', async () => {
    await propose()
    await step('WT-4-01', 'END')
    const { id, version } = await find('WT-4-01')
    expect((await refused(act(carryOver, desk, { activity: id, version, into: 'wp-2026-2028', reason: ' ', decision: 'SOMTC/25' }))).codes).toEqual(['plans.reason-needed'])
    const once = await act(carryOver, desk, { activity: id, version, into: 'wp-2026-2028', reason: 'The funds came late', decision: 'SOMTC/25' })
    expect(once).toMatchObject({ code: 'WT-4-01', programme: 'SOMTC/WP/2026', times: 1 })
    const carried = await find('WT-4-01', 'wp-2026-2028')
    expect(carried).toMatchObject({ carriedFrom: id, carriedReason: 'The funds came late', status: 'END' })
    expect((await find('WT-4-01')).status).toBe('COV')
    const twice = await act(carryOver, desk, { activity: carried.id, version: carried.version, into: 'wp-2022-2024', reason: 'Again', decision: 'SOMTC/26' })
    expect(twice).toMatchObject({ times: 2, code: 'WT-4-01-C1' })
  })

  it('AC3 R-3.3.4 extending records the decision and moves no due day; moving one is a decision of its own', async () => {
    await propose()
    await act(extendProgramme, desk, { programme: 'wp-2022-2024', version: 1, until: '2025', decision: 'AMMTC/18/DEC.1' })
    const { id, version, dueOn } = await find('WT-4-01')
    expect(dueOn).toBe('2025-12-31')
    await act(moveDue, desk, { activity: id, version, dueOn: '2026-03-31', decision: 'AMMTC/18/DEC.1' })
    expect((await find('WT-4-01')).dueOn).toBe('2026-03-31')
  })

  it('AC4 R-3.3.5 a plan is superseded only when every provision leads somewhere; then it can only be read', async () => {
    for (const number of ['1', '2']) await act(addProvisionOf, desk, { programme: 'poa-2016-2025', number, text: { en: `Provision ${number}`, th: '' } })
    await act(addProvisionOf, desk, { programme: 'poa-2026-2035', number: 'A', text: { en: 'Provision A', th: '' } })
    await act(mapProvision, desk, { programme: 'poa-2016-2025', number: '1', target: { programme: 'poa-2026-2035', number: 'A' } })
    expect((await refused(act(supersedePlan, desk, { programme: 'poa-2016-2025', version: 1, by: 'poa-2026-2035', decision: 'AMMTC/19/DEC.1' }))).codes).toEqual(['plans.not-all-mapped'])
    expect((await refused(act(mapProvision, desk, { programme: 'poa-2016-2025', number: '2', target: null }))).codes).toEqual(['plans.reason-needed'])
    await act(mapProvision, desk, { programme: 'poa-2016-2025', number: '2', target: null, reason: 'Done in 2019' })
    await act(supersedePlan, desk, { programme: 'poa-2016-2025', version: 1, by: 'poa-2026-2035', decision: 'AMMTC/19/DEC.1' })
    expect((await refused(act(addProvisionOf, desk, { programme: 'poa-2016-2025', number: '3', text: { en: 'Late', th: '' } }))).code).toBe('plans.frozen')
  })
})
