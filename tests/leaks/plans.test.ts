import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../src/modules.ts'
import { type TestInstallation, testInstallation, testNow } from '../installation.ts'
import { addCategories, type Audience, everyone, persons } from './audiences.ts'
import { crawl, withWord } from './crawl.ts'

/**
 * Plans, reports, proof and reviews: every category of participant, every role and the public crawl pages, interface, search, feeds and
 * file addresses, in which each hidden thing bears a word that stands nowhere else (practice §8.2 rows 15 to 17 and 31 to 34).
 */
const members: Audience[] = ['SD', 'CH', 'NF', 'HD', 'DE', 'AU']
/** In this house NF and HD act for Thailand, DE for Viet Nam, DP for China; IDN, TLS, SGP and PHL wear other hats. */
const planted: Record<string, { word: string; readers: readonly Audience[] }> = {
  'a public activity': { word: 'narwhalpub', readers: everyone },
  'a general activity': { word: 'okapigenera', readers: members },
  'a limited activity': { word: 'zebralimite', readers: members },
  'a general activity that Japan pays for': { word: 'tanukipaysx', readers: members },
  'a general activity that China pays for': { word: 'pandapaysxx', readers: [...members, 'DP'] },
  'an activity in the work plan with China': { word: 'yakchinawpx', readers: [...members, 'DP'] },
  'a limited activity in the work plan with China': { word: 'gaurchinali', readers: members },
  'an activity in the work plan with Japan': { word: 'cranejapanw', readers: members },
  'a decision that counts a due day, limited': { word: 'dugongdecis', readers: members },
  'general proof of what China sees': { word: 'ibexproofge', readers: [...members, 'DP'] },
  'limited proof of what China sees': { word: 'kiwiprooflm', readers: members },
  'restricted proof of what all members see': { word: 'quokkaproof', readers: ['SD', 'CH', 'NF', 'HD'] },
  'the file name of a limited proof': { word: 'lemurfilenm', readers: members },
  'Thailand’s draft report': { word: 'slothdraftr', readers: ['NF', 'HD'] },
  'Viet Nam’s report, handed in': { word: 'tapirsubmit', readers: ['SD', 'CH', 'DE', 'AU'] },
  'why Viet Nam’s other report was returned': { word: 'tapirreturn', readers: ['SD', 'CH', 'DE', 'AU'] },
  'Viet Nam’s accepted report': { word: 'tapiraccept', readers: members },
  'Thailand’s draft answer to a review': { word: 'hyraxdrafta', readers: ['NF', 'HD'] },
  'Viet Nam’s answer to a review': { word: 'hyraxanswer', readers: members },
  'the findings of a review': { word: 'otterfindin', readers: members },
  'a member’s answer about the work plan with China, not validated': { word: 'binturongan', readers: members },
  'the findings about the work plan with China': { word: 'civetfindin', readers: [...members, 'DP'] },
  'the rating of a limited activity in that plan': { word: 'pangolinrat', readers: members },
  'the indicator of a limited activity in that plan': { word: 'tarsierindi', readers: members },
  'the remark in the history of a limited activity': { word: 'loriremarkx', readers: members },
}
const word = (what: keyof typeof planted): string => planted[what]?.word ?? ''
const wp = 'wp-2022-2024'

let installation: TestInstallation

beforeAll(async () => {
  installation = await testInstallation()
  const { db, files } = installation
  for (const module of modules.filter((known) => ['people', 'meetings'].includes(known.name))) await module.demonstrate?.(db, testNow)
  await db.transaction().execute(async (tx) => {
    await addCategories(tx)
    const text = (of: string) => JSON.stringify({ en: of, th: of })
    const decision = `SOMTC/25/DEC.71`
    await sql`insert into mandate (id, symbol, body, session, number, meeting, date, sort_on, instrument_title, paragraph, title, text, quoted, language, verbs, class, modifiers, addressees, due, areas, effects, marking, origin, citations, recorded_at)
      select 'SOMTC-25-DEC.71', ${decision}, body, session, 71, meeting, date, sort_on, instrument_title, '71', ${text(`Decision ${word('a decision that counts a due day, limited')}`)}, ${text('They tasked.')}, false, 'en', verbs, 'C5', '{}', addressees, '{"none":true}', '{}', '[]', 'LIMITED', 'desk', '[]', ${testNow} from mandate where id = 'AMMTC-19-DEC.1'`.execute(tx)
    const activity = async (n: number, programme: string, what: keyof typeof planted, marking: string, more: { partner?: string; due?: object } = {}) => {
      await sql`insert into activity (id, programme, code, title, area, strategy, type, participants, status, status_since, marking, partner, due_after, created_at) values (${`leak-${n}`}, ${programme}, ${`ZZ-9-0${n}`}, ${text(`Activity ${word(what)}`)}, 'terrorism', 'training', 'training', '{all}', 'ONG', ${testNow}, ${marking}, ${more.partner ?? null}, ${more.due ? JSON.stringify(more.due) : null}, ${testNow})`.execute(tx)
      await sql`insert into activity_mandate (activity, mandate) values (${`leak-${n}`}, 'AMMTC-19-DEC.1'), (${`leak-${n}`}, 'SOMTC-25-DEC.71')`.execute(tx)
    }
    await activity(1, wp, 'a public activity', 'PUBLIC', { due: { meeting: '', mandate: 'SOMTC-25-DEC.71', months: 3, days: 0 } })
    await activity(2, wp, 'a general activity', 'GENERAL')
    await activity(3, wp, 'a limited activity', 'LIMITED')
    await activity(4, wp, 'a general activity that Japan pays for', 'GENERAL', { partner: 'JPN' })
    await activity(5, wp, 'a general activity that China pays for', 'GENERAL', { partner: 'CHN' })
    await activity(6, 'wp-china-2024-2027', 'an activity in the work plan with China', 'GENERAL')
    await activity(7, 'wp-china-2024-2027', 'a limited activity in the work plan with China', 'LIMITED')
    await activity(8, 'wp-japan-2023-2027', 'an activity in the work plan with Japan', 'GENERAL')
    await sql`insert into activity_step (activity, number, kind, text, by_name, by_role, at) values ('leak-3', 1, 'note', ${text(word('the remark in the history of a limited activity'))}, 'Desk', 'SD', ${testNow})`.execute(tx)
    const proof = async (id: string, of: string, title: string, marking: string, more: { name?: string; refused?: string } = {}) => {
      const file = more.name ? await files.put(tx, { name: more.name, type: 'text/plain', bytes: new TextEncoder().encode(`bytes of ${id}`), now: testNow }) : null
      await sql`insert into evidence (id, activity, type, title, file, file_name, link, marking, sent_by, sent_party, sent_at) values (${id}, ${of}, 'report', ${text(title)}, ${file}, ${more.name ?? null}, ${file ? null : 'https://example.org/proof'}, ${marking}, 'someone', 'PHL', ${testNow})`.execute(tx)
    }
    await proof('leak-proof-1', 'leak-5', `Proof ${word('general proof of what China sees')}`, 'GENERAL')
    await proof('leak-proof-2', 'leak-5', `Proof ${word('limited proof of what China sees')}`, 'LIMITED', { name: `${word('the file name of a limited proof')}.txt` })
    await proof('leak-proof-3', 'leak-2', `Proof ${word('restricted proof of what all members see')}`, 'RESTRICTED')
    for (const [round, closes] of [['leak-round', '2026-02-10'], ['leak-round-before', '2025-08-01']] as const) await sql`insert into reporting_round (id, programme, name, period_from, period_until, opens_at, closes_at, zone) values (${round}, ${wp}, ${text('Half-year')}, '2025-01-01', '2025-06-30', '2025-07-01', ${closes}, 'UTC')`.execute(tx)
    const report = async (id: string, round: string, party: string, state: string, said: string, why: string | null = null) => {
      await sql`insert into progress_report (id, round, party, reporter, state, submitted_at, returned_why) values (${id}, ${round}, ${party}, 'member', ${state}, ${state === 'DRAFT' ? null : testNow}, ${why})`.execute(tx)
      await sql`insert into progress_entry (report, activity, text, updated_at) values (${id}, 'leak-2', ${said}, ${testNow})`.execute(tx)
    }
    await report('leak-draft', 'leak-round', 'THA', 'DRAFT', word('Thailand’s draft report'))
    await report('leak-submitted', 'leak-round', 'VNM', 'SUBMITTED', word('Viet Nam’s report, handed in'))
    await report('leak-accepted', 'leak-round-before', 'VNM', 'ACCEPTED', word('Viet Nam’s accepted report'))
    await sql`insert into progress_report (id, round, party, reporter, area, state, submitted_at, returned_why) values ('leak-returned', 'leak-round', 'VNM', 'lead-shepherd', 'terrorism', 'RETURNED', ${testNow}, ${word('why Viet Nam’s other report was returned')})`.execute(tx)
    const review = (id: string, programme: string, findings: string) => sql`insert into plan_review (id, programme, kind, questions, opened_at, due_on, state, findings, recommendations) values (${id}, ${programme}, 'mid-term', ${JSON.stringify([{ id: 'q1', text: { en: 'What was done?', th: 'ทำอะไร' } }])}, '2025-12-01', '2026-02-01', 'OPEN', ${text(findings)}, ${text('Go on')})`.execute(tx)
    await review('leak-review', wp, word('the findings of a review'))
    await review('leak-review-chn', 'wp-china-2024-2027', word('the findings about the work plan with China'))
    const answer = (of: string, party: string, said: string, sent: boolean) => sql`insert into plan_review_answer (review, party, answers, answered_at, answered_by, sent_at) values (${of}, ${party}, ${JSON.stringify({ q1: said })}, ${testNow}, 'x', ${sent ? testNow : null})`.execute(tx)
    await answer('leak-review', 'THA', word('Thailand’s draft answer to a review'), false)
    await answer('leak-review', 'VNM', word('Viet Nam’s answer to a review'), true)
    await answer('leak-review-chn', 'VNM', word('a member’s answer about the work plan with China, not validated'), true)
    await sql`insert into plan_review_rating (review, activity, rating, note, rated_by, rated_at, rated_role) values ('leak-review-chn', 'leak-7', 'partly', ${word('the rating of a limited activity in that plan')}, 'x', ${testNow}, 'SD')`.execute(tx)
    await sql`insert into activity_indicator (activity, position, name, unit) values ('leak-7', 1, ${text(word('the indicator of a limited activity in that plan'))}, 'n')`.execute(tx)
    await sql`update data_version set number = number + 1`.execute(tx)
  })
})

const programmes = ['SOMTC/WP/2022', 'SOMTC+CHN/WP/2024', 'SOMTC+JPN/WP/2023']
const places: Record<string, readonly number[]> = { 'SOMTC/WP/2022': [1, 2, 3, 4, 5], 'SOMTC+CHN/WP/2024': [6, 7], 'SOMTC+JPN/WP/2023': [8] }
const reviewsAt = '/plans/SOMTC/WP/2022/reviews/leak-review'
const reviewsOfChina = '/plans/SOMTC+CHN/WP/2024/reviews/leak-review-chn'
const roundAt = '/plans/SOMTC/WP/2022/rounds'
const seeds = [
  '/', '/plans', '/plans/mandates-without-activity', '/plans/activities-without-mandate', '/plans/proof-to-verify', '/mandates/AMMTC-19-DEC.1', '/mandates/SOMTC-25-DEC.71', '/report-to-ministers', '/open-data', '/calendar.ics', '/documents', '/audit', '/account', '/my-delegation',
  ...programmes.flatMap((code) => ['', '/activities', '/activities?area=terrorism&status=ONG', '/activities/table', '/activities/table.xlsx', '/rounds', '/reviews', '/provisions', '/cycle', '/import'].map((part) => `/plans/${code}${part}`)),
  ...Object.entries(places).flatMap(([code, numbers]) => numbers.flatMap((n) => ['', '/indicators', '/acts', '/describe', '/evidence', '/proposal.docx'].map((part) => `/plans/${code}/activities/ZZ-9-0${n}${part}`))),
  ...['leak-proof-1', 'leak-proof-2', 'leak-proof-3'].map((id) => `/plans/SOMTC/WP/2022/activities/ZZ-9-05/evidence/${id}/file`), '/plans/SOMTC/WP/2022/activities/ZZ-9-01/evidence/leak-proof-2/file',
  `${roundAt}/leak-round`, `${roundAt}/leak-round/report`, `${roundAt}/leak-round/report?activity=ZZ-9-02`, ...['draft', 'submitted', 'returned'].map((id) => `${roundAt}/leak-round/reports/leak-${id}`), `${roundAt}/leak-round-before/reports/leak-accepted`,
  ...[reviewsAt, reviewsOfChina].flatMap((at) => ['', '?area=terrorism', '/answer', '/answers/THA', '/answers/VNM', '/rate', '/rate?activity=ZZ-9-07'].map((part) => `${at}${part}`)),
  '/api/v1/plans', '/api/v1/work-programmes?limit=200', '/api/v1/activities?limit=500', '/api/v1/activities?mandate=AMMTC-19-DEC.1', '/api/v1/activities?mandate=SOMTC-25-DEC.71', '/api/v1/activities?partner=JPN', '/api/v1/progress-reports?limit=200', '/api/v1/reviews?limit=200', '/api/v1/reviews/leak-review', '/api/v1/reviews/leak-review-chn', '/api/v1/ministers-packs', '/api/v1/ministers-packs/AMMTC/19', '/api/v1/mandates/AMMTC-19-DEC.1/chain', ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `/api/v1/activities/leak-${n}`),
  ...Object.values(planted).flatMap((one) => [`/search?q=${one.word}`, `/api/v1/search?q=${one.word.slice(0, 6)}`]),
]

describe('practice §8.2 of plans, reports, proof and reviews no audience finds a trace of what it may not see', () => {
  it.each(everyone)('%s', { timeout: 240_000 }, async (audience) => {
    const cookie = audience === 'PU' ? null : await installation.signedIn(persons[audience])
    const read = await crawl(installation, { seeds, cookie, most: seeds.length + 40, perKind: 4 })
    expect(read.size).toBeGreaterThan(100)
    const wrong = Object.entries(planted).flatMap(([what, one]) => {
      const found = withWord(read, one.word)
      return one.readers.includes(audience) === found.length > 0 ? [] : [`${one.readers.includes(audience) ? 'should' : 'must not'} find ${what}: ${found.join(' ')}`]
    })
    expect(wrong).toEqual([])
  })

  it.each(['DP', 'organisation', 'PU', 'LE', 'SA'] as const)('to %s what is hidden and what does not exist answer alike', { timeout: 60_000 }, async (audience) => {
    const headers: Record<string, string> = audience === 'PU' ? {} : { cookie: await installation.signedIn(persons[audience]) }
    const pairs = [
      ['/plans/SOMTC/WP/2022/activities/ZZ-9-03', '/plans/SOMTC/WP/2022/activities/ZZ-9-99'], ['/plans/SOMTC/WP/2022/activities/ZZ-9-03/evidence', '/plans/SOMTC/WP/2022/activities/ZZ-9-99/evidence'], ['/plans/SOMTC/WP/2022/activities/ZZ-9-05/evidence/leak-proof-2/file', '/plans/SOMTC/WP/2022/activities/ZZ-9-05/evidence/leak-proof-9/file'],
      ['/api/v1/activities/leak-3', '/api/v1/activities/leak-9'], ['/api/v1/reviews/leak-review', '/api/v1/reviews/leak-other'], [`${roundAt}/leak-round`, `${roundAt}/leak-other`], [`${roundAt}/leak-round/reports/leak-submitted`, `${roundAt}/leak-round/reports/leak-nothing`], [reviewsAt, '/plans/SOMTC/WP/2022/reviews/leak-other'], [`${reviewsAt}/answers/VNM`, `${reviewsAt}/answers/MMR`], [`${reviewsAt}/report.pdf`, '/plans/SOMTC/WP/2022/reviews/leak-other/report.pdf'],
    ] as const
    for (const [hidden, absent] of pairs) {
      const [one, other] = await Promise.all([hidden, absent].map((at) => installation.app.request(at, { headers })))
      expect([one?.status, other?.status], hidden).toEqual([404, 404])
      const plain = async (answer: Response | undefined, at: string) => ((await answer?.text()) ?? '').replaceAll(/urn:request:[\w-]+/g, '').replaceAll(at, '').replaceAll(encodeURIComponent(at), '')
      expect(await plain(one, hidden), hidden).toBe(await plain(other, absent))
    }
  })

  it.each(['DP', 'organisation', 'PU'] as const)('acts of %s on what is hidden and on what does not exist are refused alike', { timeout: 60_000 }, async (audience) => {
    const headers: Record<string, string> = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded', ...(audience === 'PU' ? {} : { cookie: await installation.signedIn(persons[audience]) }) }
    const send = async (at: string, body: Record<string, string>) => {
      const answer = await installation.app.request(at, { method: 'POST', headers, body: new URLSearchParams(body).toString() })
      return { status: answer.status, text: (await answer.text()).replaceAll(/urn:request:[\w-]+/g, '').replaceAll(at, '').replaceAll(encodeURIComponent(at), '') }
    }
    const pairs: [string, string, Record<string, string>][] = [
      ['/plans/SOMTC/WP/2022/activities/ZZ-9-03/acts/step', '/plans/SOMTC/WP/2022/activities/ZZ-9-99/acts/step', { to: 'COM', version: '1' }], ['/plans/SOMTC/WP/2022/activities/ZZ-9-05/evidence/leak-proof-2/verify', '/plans/SOMTC/WP/2022/activities/ZZ-9-05/evidence/leak-proof-9/verify', { version: '1' }],
      ['/plans/SOMTC/WP/2022/activities/ZZ-9-03/indicators/report', '/plans/SOMTC/WP/2022/activities/ZZ-9-99/indicators/report', { position: '1', value: '1', on: '1 January 2026' }], [`${reviewsAt}/answer`, '/plans/SOMTC/WP/2022/reviews/leak-other/answer', { do: 'send', q1: 'x' }], [`${reviewsAt}/rate`, '/plans/SOMTC/WP/2022/reviews/leak-other/rate', { activity: 'leak-3', rating: 'not' }],
      [`${roundAt}/leak-round/reports/leak-submitted/accept`, `${roundAt}/leak-round/reports/leak-nothing/accept`, { version: '1' }],
    ]
    for (const [hidden, absent, body] of pairs) {
      const [one, other] = [await send(hidden, body), await send(absent, body)]
      expect(one.status, hidden).toBe(other.status)
      expect(one.text, hidden).toBe(other.text)
      for (const each of Object.values(planted)) if (!each.readers.includes(audience)) expect(one.text).not.toContain(each.word)
    }
  })
})
