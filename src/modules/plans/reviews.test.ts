import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { acting, testDatabase, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type Command, perform } from '../../kernel/command.ts'
import type { Db } from '../../kernel/db.ts'
import { modules } from '../../modules.ts'
import { acceptReport, adoptReview, answerReview, openReview, openRound, proposeActivity, rateActivity, saveReport, sendEvidence, submitReport, validateReview, writeReview } from './commands.ts'
import { readShepherdWaits } from './queries/needs.ts'
import { findReview, listAnswers, listRatings, listUnanswered } from './queries/reviews.ts'
import { countRatings, ratingFault, responseOf, seesAnswer, seesReviews } from './rules/review.ts'

const desk = acting('SD')
const thailand = acting('NF', { party: 'THA' })
const vietNam = acting('NF', { party: 'VNM' })
const china = acting('DP', { party: 'CHN' })
const programme = 'wp-2022-2024'

const refused = async (work: Promise<unknown>): Promise<{ code: string; paths: string[]; codes: string[] }> => {
  try {
    await work
  } catch (error) {
    const known = error as { code: string; faults?: { path: string; code: string }[] }
    return { code: known.code, paths: (known.faults ?? []).map((fault) => fault.path), codes: (known.faults ?? []).map((fault) => fault.code) }
  }
  throw new Error('was not refused')
}

describe('US-18 AC5 a review, act by act', () => {
  let db: Db
  beforeEach(async () => {
    db = await testDatabase('record')
    return () => db.destroy()
  })
  function act<Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>, actor: Actor, input: unknown, now = testNow): Promise<Result> {
    return perform(command, { db, actor, now, input })
  }
  const reader = { actor: desk, now: testNow }
  const question = (en: string) => ({ en, th: '' })
  const open = (more: Record<string, unknown> = {}, actor = desk) =>
    act(openReview, actor, { programme, kind: 'mid-term', scope: { en: 'Everything', th: '' }, terms: { en: '', th: '' }, method: 'Questions', reviewerKind: 'secretariat', reviewer: '', dueOn: '2026-02-28', questions: [question('What was done?'), question('What stands in the way?')], ...more })
  const propose = (more: Record<string, unknown> = {}) => act(proposeActivity, desk, { programme, fields: { title: { en: 'Course on timber', th: '' }, area: 'wildlife-timber', strategy: 'training', type: 'training', participants: ['all'], lead: 'THA', startsOn: '2024-03-01', dueOn: '2025-12-31', ...more } })
  const answer = (actor: Actor, review: string, more: Record<string, unknown> = {}) => act(answerReview, actor, { review, answers: { q1: 'Two courses.' }, ...more })

  it('the desk opens one with scope, method, reviewer and questions; only one of a kind at a time', async () => {
    expect((await refused(open({}, thailand))).code).toBe('plans.only-desk')
    expect((await refused(open({ dueOn: '2026-01-01', scope: { en: '', th: '' }, reviewerKind: 'consultant' }))).codes.sort()).toEqual(['plans.closes-in-the-past', 'plans.reviewer-needed', 'plans.scope-needed'])
    expect((await refused(open({ questions: [] }))).codes).toEqual(['plans.question-needed'])
    const { id } = await open()
    expect(await findReview(db, id)).toMatchObject({ state: 'OPEN', kind: 'mid-term', questions: [{ id: 'q1', text: { en: 'What was done?', th: 'What was done?' } }, { id: 'q2' }] })
    expect((await refused(open())).codes).toEqual(['plans.review-under-way'])
    await open({ kind: 'terminal' })
  })

  it('a focal point answers for its member only, keeps a draft, and sends; another reads only what was sent', async () => {
    const { id } = await open()
    expect((await refused(answer(acting('HD', { party: 'THA' }), id))).code).toBe('plans.only-focal-point')
    expect((await refused(answer(desk, id))).code).toBe('plans.only-focal-point')
    // To a partner the reviews of the members' programme do not exist.
    expect((await refused(answer(china, id))).code).toBe('missing')
    const draft = await answer(thailand, id)
    expect((await listAnswers(db, id, 'VNM')).map((one) => one.party)).toEqual([])
    expect((await listAnswers(db, id, 'THA'))[0]?.answers).toEqual({ q1: 'Two courses.' })
    expect((await refused(answer(thailand, id, { version: 9 }))).code).toBe('version.stale')
    expect((await refused(answer(thailand, id, { version: draft.version, answers: { q9: 'x' } }))).codes).toEqual(['plans.question-unknown'])
    expect((await refused(answer(vietNam, id, { answers: { q1: ' ' }, send: true }))).codes).toEqual(['plans.answer-something'])
    await answer(thailand, id, { version: draft.version, answers: { q1: 'Three courses.', q2: '' }, send: true })
    expect((await listAnswers(db, id, null)).map((one) => [one.party, one.answers])).toEqual([['THA', { q1: 'Three courses.' }]])
  })

  it('R-3.4.1 a member that did not answer is "no answer": it counts in the rate and in no rating', async () => {
    const { id } = await open()
    await answer(thailand, id, { send: true })
    await answer(vietNam, id)
    const asked = ['BRN', 'THA', 'VNM']
    // Three asked, one sent, one drafted, one silent: 1 of 3.
    expect(responseOf(asked, await listAnswers(db, id, 'VNM'))).toEqual({ answered: 1, of: 3, silent: ['BRN', 'VNM'] })
    expect((await listUnanswered(db, { party: 'VNM', partner: false })).map((one) => one.id)).toEqual([id])
    expect(await listUnanswered(db, { party: 'THA', partner: false })).toEqual([])
    expect(countRatings([{ id: 'a' }, { id: 'b' }], new Map([['a', 'fully']]))).toEqual({ fully: 1, largely: 0, partly: 0, not: 0, 'not-assessable': 0, unrated: 1 })
  })

  it('R-3.4.1 what nobody reported cannot be rated "not implemented"; a rating says what it rests on', async () => {
    const { id: review } = await open()
    const { id: activity } = await propose()
    const rate = (more: Record<string, unknown>, actor = desk) => act(rateActivity, actor, { review, activity, rating: 'not', note: '', ...more })
    expect((await refused(rate({ note: 'Nothing heard' }))).codes).toEqual(['plans.no-report-not-assessable'])
    await rate({ rating: 'not-assessable' })
    expect((await refused(rate({ rating: 'partly' }))).codes).toEqual(['plans.rating-needs-basis'])
    expect((await refused(rate({ rating: 'fully', evidence: ['no-such-proof'] }))).codes).toEqual(['plans.proof-unknown'])
    const proof = await act(sendEvidence, thailand, { activity, type: 'attendance', title: { en: 'List', th: '' }, link: 'https://example.org/list.pdf' })
    await rate({ rating: 'largely', evidence: [proof.id] })
    expect(await listRatings(db, reader, review)).toMatchObject([{ activity, rating: 'largely', evidence: [proof.id] }])
    expect((await refused(rate({ rating: 'wonderful' }))).codes).toEqual(['plans.rating-needed'])
    const round = await act(openRound, desk, { programme, name: { en: 'Half-year', th: '' }, periodFrom: '2025-07-01', periodUntil: '2025-12-31', closesOn: '2026-01-30' })
    const second = await propose()
    const saved = await act(saveReport, thailand, { round: round.id, reporter: 'member', entries: [{ activity: second.id, text: 'It was not begun.' }] })
    await act(submitReport, thailand, { report: saved.id, version: saved.version })
    await act(acceptReport, desk, { report: saved.id, version: saved.version + 1 })
    await act(rateActivity, desk, { review, activity: second.id, rating: 'not', note: 'Thailand reported that it was not begun' })
  })

  it('R-8.3.2 a lead shepherd reviews its area, but not what its own member leads; the others rate nothing', async () => {
    const { id: review } = await open({ reviewerKind: 'lead-shepherd' })
    const own = await propose()
    const other = await propose({ lead: 'VNM' })
    const rate = (actor: Actor, activity: string) => act(rateActivity, actor, { review, activity, rating: 'partly', note: 'From the reports' })
    const wildlife = acting('LS', { party: 'THA', area: 'wildlife-timber' })
    expect((await refused(rate(wildlife, own.id))).code).toBe('plans.not-own-rating')
    expect(((await readShepherdWaits(db, { actor: wildlife, now: testNow }, { area: 'wildlife-timber', party: 'THA' })).unrated).map((one) => one.n)).toEqual([])
    // A proposal is not reviewed until a decision has put it into the programme.
    await sql`update activity set status = 'ONG'`.execute(db)
    expect(((await readShepherdWaits(db, { actor: wildlife, now: testNow }, { area: 'wildlife-timber', party: 'THA' })).unrated).map((one) => one.n)).toEqual([1])
    await rate(wildlife, other.id)
    expect((await readShepherdWaits(db, { actor: wildlife, now: testNow }, { area: 'wildlife-timber', party: 'THA' })).unrated).toEqual([])
    expect((await refused(rate(acting('LS', { party: 'THA', area: 'drugs' }), other.id))).code).toBe('plans.only-own-area')
    expect((await refused(rate(thailand, other.id))).code).toBe('plans.only-reviewer')
  })

  it('validated at a meeting with findings and recommendations, then adopted by a decision; nothing changes after each', async () => {
    const { id: review } = await open()
    const validate = (version: number, more: Record<string, unknown> = {}) => act(validateReview, desk, { review, version, on: '2026-01-12', meeting: 'Validation meeting, Jakarta', ...more })
    const adopt = (version: number, more: Record<string, unknown> = {}) => act(adoptReview, desk, { review, version, on: '2026-01-12', decision: 'SOMTC/26/DEC.4', ...more })
    expect((await refused(validate(1, { on: '2026-02-01' }))).codes).toEqual(['plans.day-to-come', 'plans.findings-needed', 'plans.recommendations-needed'])
    expect((await refused(adopt(1))).code).toBe('plans.review-not-validated')
    await act(writeReview, desk, { review, version: 1, findings: { en: 'Training goes well', th: '' }, recommendations: { en: 'Carry over', th: '' } })
    expect((await refused(validate(2, { meeting: ' ' }))).codes).toEqual(['plans.meeting-needed'])
    expect((await refused(validate(1))).code).toBe('version.stale')
    await validate(2)
    expect((await refused(answer(thailand, review))).code).toBe('plans.review-validated-before')
    expect((await refused(adopt(3, { decision: '' }))).codes).toEqual(['plans.decision-needed'])
    expect((await refused(adopt(3, { on: '2026-01-11' }))).codes).toEqual(['plans.before-validation'])
    await adopt(3)
    expect(await findReview(db, review)).toMatchObject({ state: 'ADOPTED', adoptedBy: 'SOMTC/26/DEC.4', validatedIn: 'Validation meeting, Jakarta' })
    expect((await refused(act(writeReview, desk, { review, version: 4, findings: { en: 'x', th: '' }, recommendations: { en: 'x', th: '' } }))).code).toBe('plans.review-adopted-before')
    await open()
  })
})

describe('practice §8.2 row 16 who reads a review', () => {
  it('the house, the Chair, the auditor and the members; a partner only of the work plan with it; no one else', () => {
    const of = (role: Parameters<typeof acting>[0], partner: string | null) => seesReviews(acting(role, { party: 'CHN' }), partner)
    expect((['SD', 'CH', 'NF', 'HD', 'DE', 'LS', 'AU'] as const).map((role) => of(role, null))).toEqual([true, true, true, true, true, true, true])
    expect([of('DP', null), of('DP', 'CHN'), of('DP', 'JPN')]).toEqual([false, true, false])
    expect((['HL', 'OB', 'IN', 'PR', 'PU', 'LE', 'SA'] as const).map((role) => of(role, 'CHN'))).toEqual([false, false, false, false, false, false, false])
  })
  it('a draft is its own party’s; a partner reads the members’ answers once the review is validated', () => {
    expect(seesAnswer(desk, { party: 'THA', sentAt: null }, 'OPEN')).toBe(false)
    expect(seesAnswer(acting('DE', { party: 'THA' }), { party: 'THA', sentAt: null }, 'OPEN')).toBe(true)
    expect(seesAnswer(vietNam, { party: 'THA', sentAt: testNow }, 'OPEN')).toBe(true)
    expect([seesAnswer(china, { party: 'THA', sentAt: testNow }, 'OPEN'), seesAnswer(china, { party: 'THA', sentAt: testNow }, 'VALIDATED')]).toEqual([false, true])
  })
  it('R-3.4.1 a rating needs no basis only where it says it cannot be assessed', () => {
    expect(ratingFault({ rating: 'not-assessable', evidence: 0, note: '', reports: 0, proofs: 0 })).toBeNull()
    expect(ratingFault({ rating: 'not', evidence: 0, note: 'They said so', reports: 0, proofs: 0 })?.code).toBe('plans.no-report-not-assessable')
    expect(ratingFault({ rating: 'not', evidence: 0, note: 'They said so', reports: 1, proofs: 0 })).toBeNull()
  })
})

describe('US-18 AC5 a review by its pages', () => {
  let installation: TestInstallation
  beforeAll(async () => {
    installation = await testInstallation()
    for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  })
  const asPerson = (person: string) => installation.signedIn(person)
  const read = async (at: string, cookie = '') => {
    const answer = await installation.app.request(at, { headers: cookie ? { cookie } : {} })
    return { status: answer.status, text: await answer.text() }
  }
  const post = (at: string, cookie: string, body: Record<string, string>) => installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(body).toString() })
  const at = '/plans/SOMTC/WP/2022/reviews/example-review'

  it('shows the response rate member by member: "8 of 11 answered", and "no answer" for who did not', async () => {
    const cookie = await asPerson('example-sd')
    const { text } = await read(`${at}?lang=en`, cookie)
    expect(text).toContain('8 of 11 answered')
    expect([...text.matchAll(/No answer<\/strong>|No answer<\/span>/g)].length).toBe(3)
    expect(text).toContain('after the day it was due')
    expect((await read(`${at}?lang=th`, cookie)).text).toContain('ตอบแล้ว ๘ จาก ๑๑')
    expect((await read('/plans/SOMTC/WP/2022?lang=en', cookie)).text).toContain('8 of 11 answered')
  })

  it('the picture and its table say the same, area by area, and each rating its basis', async () => {
    const cookie = await asPerson('example-sd')
    const { text } = await read(`${at}?lang=en&area=drugs`, cookie)
    // One square an activity: the programme has 138, none of them a proposal.
    expect([...text.matchAll(/class="u u--[a-z]+" href=/g)].length).toBe(138)
    expect(text).toContain('Held, with a report that another verified.')
    expect(text).not.toContain('undefined')
  })

  it('the focal point answers by a form without script: what was typed stays, the draft is kept, then it is sent; the home page asks until then', async () => {
    const cookie = await asPerson('example-nf-vnm')
    expect((await read('/?lang=en', cookie)).text).toContain('Answer the questions, Mid-term review')
    const empty = await post(`${at}/answer`, cookie, { do: 'send', q1: '', q2: ' ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('href="#q1"')
    expect((await post(`${at}/answer`, cookie, { do: 'save', q1: 'Our officers took part.' })).status).toBe(303)
    const form = await read(`${at}/answer?lang=en`, cookie)
    expect(form.text).toContain('Our officers took part.')
    expect((await read(at, await asPerson('example-sd'))).text).toContain('8 of 11')
    expect((await read(`${at}/answers/VNM`, await asPerson('example-sd'))).status).toBe(404)
    expect((await post(`${at}/answer`, cookie, { do: 'send', version: '1', q1: 'Our officers took part.' })).status).toBe(303)
    expect((await read(`${at}?lang=en`, await asPerson('example-sd'))).text).toContain('9 of 11 answered')
    expect((await read(`${at}/answers/VNM?lang=en`, await asPerson('example-sd'))).text).toContain('Our officers took part.')
    expect((await read('/?lang=en', cookie)).text).not.toContain('Answer the questions, Mid-term review')
  })

  it('the desk opens one by a form: the era is asked, what was typed stays, the questions are lines in two languages', async () => {
    const cookie = await asPerson('example-sd')
    const list = '/plans/SOMTC/WP/2022/reviews'
    const typed = { kind: 'terminal', 'scope.en': 'The whole programme', reviewerKind: 'consultant', reviewer: 'A. Example', 'questions-en': 'What was done?\r\nWhat remains?', 'questions-th': 'ทำอะไรแล้ว\r\nเหลืออะไร' }
    const wrong = await post(list, cookie, { ...typed, dueOn: 'soon' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('The whole programme')
    const made = await post(list, cookie, { ...typed, dueOn: '30 January 2026' })
    expect(made.status).toBe(303)
    const review = made.headers.get('location') ?? ''
    expect((await read(`${review}/answer?lang=th`, await asPerson('example-nf'))).text).toContain('เหลืออะไร')
    const rate = await read(`${review}/rate?lang=en`, cookie)
    const activity = /name="activity" value="([^"]+)"/.exec(rate.text)?.[1] ?? ''
    const refusedRating = await post(`${review}/rate`, cookie, { activity, code: 'CT-1-01', rating: 'partly', note: '' })
    expect(refusedRating.status).toBe(422)
    expect(await refusedRating.text()).toContain('Say what the rating rests on')
    expect((await post(`${review}/rate`, cookie, { activity, code: 'CT-1-01', rating: 'partly', note: 'From the reports' })).status).toBe(303)
    const early = await post(`${review}/validate`, cookie, { version: '1', on: '12 January 2026', meeting: 'Validation meeting' })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('Write the findings first')
    expect((await post(`${review}/write`, cookie, { version: '1', 'findings.en': 'Good', 'recommendations.en': 'Go on' })).status).toBe(303)
    expect((await post(`${review}/validate`, cookie, { version: '2', on: '12 January 2026', meeting: 'Validation meeting' })).status).toBe(303)
    expect((await post(`${review}/adopt`, cookie, { version: '3', on: '12 January 2026', decision: 'AMMTC/19/DEC.1' })).status).toBe(303)
    expect((await read(`${review}?lang=en`, cookie)).text).toContain('href="/mandates/AMMTC-19-DEC.1"')
  })

  it('prints as a PDF in both languages, for those who may read it', async () => {
    const cookie = await asPerson('example-sd')
    for (const lang of ['en', 'th']) {
      const answer = await installation.app.request(`${at}/report.pdf?in=${lang}`, { headers: { cookie } })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-')
    }
    for (const person of ['example-dp', 'example-ob', 'example-hl', 'example-sa']) expect((await read(`${at}/report.pdf`, await asPerson(person))).status).toBe(404)
    expect((await read(at)).status).toBe(404)
    expect((await read('/plans/SOMTC/WP/2022/reviews')).status).toBe(404)
  })

  it('the number of statements does not grow with the activities or answers', async () => {
    const cookie = await asPerson('example-sd')
    const count = async (where: string) => {
      await read(where, cookie)
      installation.queries.length = 0
      await read(where, cookie)
      return installation.queries.length
    }
    expect(await count(at)).toBe(await count(`${at}?area=drugs`))
    expect(await count(at)).toBeLessThan(14)
  })
})
