import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../src/kernel/actor.ts'
import { performIn } from '../../src/kernel/command.ts'
import type { Tx } from '../../src/kernel/db.ts'
import type { FileStore } from '../../src/kernel/files.ts'
import { useSealingKey } from '../../src/kernel/sealing.ts'
import { issueAgenda } from '../../src/modules/agenda/commands.ts'
import { fileDocument, type FiledPaper } from '../../src/modules/documents/index.ts'
import { saveLogistics } from '../../src/modules/registration/queries/logistics.ts'
import { noLogistics } from '../../src/modules/registration/schema.ts'
import { modules } from '../../src/modules.ts'
import { acting, type TestInstallation, testInstallation, testNow } from '../installation.ts'
import { addCategories, type Audience, everyone, persons } from './audiences.ts'
import { crawl, withWord } from './crawl.ts'

/**
 * US-08 AC2: every category of participant and the public crawl pages, interface, search, feeds and file addresses of a week of meetings, in
 * which each hidden thing bears a word that stands nowhere else.
 */

/** Who may find the word of each thing; everybody else must not. HL and AU see by their row of practice §8.2; the interpreter's window is not open yet. */
const members: Audience[] = ['SD', 'CH', 'NF', 'HD', 'DE']
const planted: Record<string, { word: string; paper?: Partial<FiledPaper>; readers: Audience[] }> = {
  'a general paper of the open session': { word: 'narwhalgen', paper: { item: 'leak-open', distribution: 'GENERAL' }, readers: [...members, 'HL', 'DP', 'sectoral', 'observer', 'organisation', 'sister', 'AU'] },
  'a general paper of a closed session': { word: 'okapigeneral', paper: { item: 'leak-closed', distribution: 'GENERAL' }, readers: [...members, 'HL', 'AU'] },
  'a limited paper': { word: 'zebralimited', paper: { item: 'leak-closed', distribution: 'LIMITED' }, readers: [...members, 'AU'] },
  'a restricted paper': { word: 'quokkarestr', paper: { item: 'leak-closed', distribution: 'RESTRICTED' }, readers: ['SD', 'CH', 'NF', 'HD'] },
  'a paper for China': { word: 'yakpartnerc', paper: { meeting: 'SOMTC+CHN/26', distribution: 'PARTNER', partner: 'CHN' }, readers: [...members, 'DP'] },
  'a paper for Japan': { word: 'tanukijapan', paper: { meeting: 'SOMTC+JPN/26', distribution: 'PARTNER', partner: 'JPN' }, readers: members },
  'a joint text with China': { word: 'pandajointx', paper: { meeting: 'SOMTC+CHN/26', distribution: 'LIMITED', joint: true, partner: 'CHN' }, readers: [...members, 'DP', 'AU'] },
  'a late paper that waits for the Chair': { word: 'slothlateee', paper: { item: 'leak-open', distribution: 'GENERAL', late: true, submittedBy: 'VNM' }, readers: ['SD', 'CH', 'DE'] },
  'an item of a closed session': { word: 'wombatclosed', readers: [...members, 'HL', 'AU'] },
  'an item of the open session': { word: 'ibexopenitem', readers: [...members, 'HL', 'DP', 'sectoral', 'observer', 'organisation', 'entity', 'resource', 'sister', 'AU'] },
  'the name of a closed session': { word: 'badgersessn', readers: [...members, 'HL', 'AU'] },
  'the name of the session with Japan': { word: 'cranejpsess', readers: [...members, 'HL', 'AU'] },
  // The agenda that went out has an item for members: as one paper it is theirs, and so is what was noted of it.
  'the agenda as a paper': { word: '/documents/SOMTC/26/AG.1"', readers: [...members, 'AU'] },
  'the note of a version of the agenda': { word: 'dugongnotes', readers: [...members, 'HL', 'AU'] },
  // DE is of Viet Nam, NF and HD are of Thailand, DP is of China.
  'a letter of credentials of Viet Nam': { word: 'kakapoletter', readers: ['SD', 'CH', 'DE'] },
  'the file name of a letter of China': { word: 'muntjacfile', readers: ['SD', 'CH', 'DP'] },
  'the passport of a Vietnamese delegate': { word: 'VNMPASS771', readers: ['HL'] },
  'the flight of a Thai delegate': { word: 'THAFLIGHT55', readers: ['HL', 'NF', 'HD'] },
  'the allergy of a Chinese delegate': { word: 'axolotldiet', readers: ['HL', 'DP'] },
  'a draft report, not circulated': { word: 'saigadraftr', readers: ['SD', 'CH'] },
  'a report in comment': { word: 'takincommen', readers: members },
  // Of its report an organisation has the part on its own session, and no partner has that.
  'the part of a report on the session with UNODC': { word: 'vicunaextra', readers: [...members, 'organisation'] },
  'another part of that report': { word: 'serowanothe', readers: members },
}
const wordOf = (what: keyof typeof planted): string => planted[what]?.word ?? ''

const secretariat = acting('SD')
let installation: TestInstallation

beforeAll(async () => {
  installation = await testInstallation()
  const { db, files } = installation
  for (const module of modules.filter((known) => ['people', 'meetings'].includes(known.name))) await module.demonstrate?.(db, testNow)
  await db.transaction().execute(async (tx) => {
    await addCategories(tx)
    const items = [['leak-open', 'example-open', wordOf('an item of the open session')], ['leak-closed', 'example-morning', wordOf('an item of a closed session')]] as const
    for (const [position, [id, session, word]] of items.entries()) {
      await sql`insert into agenda_item (id, meeting, position, title, purpose, session) values (${id}, 'SOMTC/26', ${position + 1}, ${JSON.stringify({ en: `Item ${word}`, th: `วาระ ${word}` })}, 'discussion', ${session})`.execute(tx)
    }
    await sql`insert into agenda (meeting, state) values ('SOMTC/26', 'PROVISIONAL') on conflict do nothing`.execute(tx)
    await sql`update session set title = ${JSON.stringify({ en: `Session ${wordOf('the name of a closed session')}`, th: 'x' })} where id = 'example-morning'`.execute(tx)
    await sql`update session set title = ${JSON.stringify({ en: `Session ${wordOf('the name of the session with Japan')}`, th: 'x' })} where meeting = 'SOMTC+JPN/26'`.execute(tx)
    for (const { word, paper } of Object.values(planted)) {
      if (!paper) continue
      await fileDocument({ tx, actor: system, now: '2026-01-02T00:00:00.000Z', files }, {
        meeting: 'SOMTC/26', series: 'WP', title: { en: `Paper ${word}`, th: `เอกสาร ${word}` }, purpose: 'discussion', distribution: 'GENERAL', origin: 'demonstration',
        files: [{ lang: 'en', name: `${word}.txt`, type: 'text/plain', bytes: new TextEncoder().encode(`The text of ${word}.`), authentic: true, text: `The text of ${word}.` }], ...paper,
      })
    }
    await addDelegations(tx, files)
    await addReports(tx)
    await performIn(tx, issueAgenda, { actor: secretariat, now: '2026-01-02T00:00:00.000Z', input: { meeting: 'SOMTC/26', version: 1, note: wordOf('the note of a version of the agenda'), store: files } })
    await sql`update data_version set number = number + 1`.execute(tx)
    // The address of every file, as it stands in somebody's offline pack.
    const kept = (await sql<{ id: string; symbol: string | null; meeting: string; sha256: string }>`select d.id, d.symbol, d.meeting, f.sha256 from official_document d join document_file f on f.document = d.id and f.lang = 'en' where d.meeting like 'SOMTC%/26'`.execute(tx)).rows
    fileAddresses.push(...kept.flatMap((file) => [`/meetings/${file.meeting}/pack/${file.id}/en/${file.sha256.slice(0, 16)}`, ...(file.symbol ? [`/documents/${file.symbol}/files/en`] : [])]))
  })
})

const fileAddresses: string[] = ['/meetings/SOMTC/26/agenda/versions/1', '/meetings/SOMTC/26/agenda/versions/1/print.pdf?in=en', '/meetings/SOMTC/26/agenda/print.pdf?in=en', '/meetings/SOMTC/26/agenda/compare?from=1&to=now']

/** One delegate of Thailand, Viet Nam and China each, with the letter and with what is for the host alone (R-1.6.3). */
async function addDelegations(tx: Tx, files: FileStore): Promise<void> {
  useSealingKey('only for this test')
  const logistics = { THA: { ...noLogistics, arrivalFlight: wordOf('the flight of a Thai delegate') }, VNM: { ...noLogistics, passportNumber: wordOf('the passport of a Vietnamese delegate') }, CHN: { ...noLogistics, allergy: wordOf('the allergy of a Chinese delegate') } }
  for (const [party, sealed] of Object.entries(logistics)) {
    const id = `leak-${party.toLowerCase()}`
    await sql`insert into participant (id, series, party, kind, given_name, family_name, badge_name, post, position, named_by, named_at) values (${id}, 'example-week', ${party}, 'delegation', 'A', 'Delegate', 'A Delegate', 'Director', 90, 'x', '2025-12-01')`.execute(tx)
    await sql`insert into participant_role (participant, meeting, role, from_at) values (${id}, 'SOMTC/26', 'head', '2025-12-01')`.execute(tx)
    await sql`insert into registration (participant, sex, nationality, consent, submitted_at, submitted_by, submitted_role, late) values (${id}, 'F', ${party}, true, '2025-12-02', 'x', 'NF', false)`.execute(tx)
    await saveLogistics(tx, [{ participant: id, logistics: sealed }], 'example-week', '2025-12-02T00:00:00.000Z')
    const name = party === 'CHN' ? `${wordOf('the file name of a letter of China')}.txt` : `letter-${party}.txt`
    const file = await files.put(tx, { name, type: 'text/plain', bytes: new TextEncoder().encode(`The letter of ${party}.`), now: '2025-12-01T00:00:00.000Z' })
    await sql`insert into credential (id, meeting, party, participants, form, letterhead, signatory, signatory_title, signatory_office, language, file, file_name, recorded_by, recorded_by_id, recorded_role, recorded_at)
      values (${`${id}-letter`}, 'SOMTC/26', ${party}, ${[id]}, 'original', true, ${party === 'VNM' ? wordOf('a letter of credentials of Viet Nam') : 'A Minister'}, 'Minister', 'competent-minister', 'en', ${file}, ${name}, 'x', 'x', 'NF', '2025-12-01')`.execute(tx)
  }
}

/** A report that the Secretariat is still writing, and one that the delegations comment on. */
async function addReports(tx: Tx): Promise<void> {
  const text = (word: string) => JSON.stringify({ en: `The Meeting noted ${word}.`, th: `ที่ประชุมรับทราบ ${word}` })
  await sql`insert into report (meeting, state) values ('SOMTC/26', 'DRAFT')`.execute(tx)
  await sql`insert into report (meeting, state, circulated_at, comments_until) values ('SOMTC+CHN/26', 'IN_COMMENT', '2026-01-01', '2026-02-01')`.execute(tx)
  await sql`insert into report_paragraph (id, meeting, position, text) values ('leak-draft', 'SOMTC/26', 1, ${text(wordOf('a draft report, not circulated'))}), ('leak-comment', 'SOMTC+CHN/26', 1, ${text(wordOf('a report in comment'))})`.execute(tx)
  await sql`insert into participation (meeting, party, category, from_at) values ('SOMTC+AUS/26', 'UNODC', 'organisation', '2025-01-01')`.execute(tx)
  await sql`insert into session (id, meeting, position, title, access, partner, starts_at, ends_at) values ('leak-unodc', 'SOMTC+AUS/26', 9, '{"en": "With an organisation", "th": "x"}', 'CONSULTATION', 'UNODC', '2025-12-01T01:00:00Z', '2025-12-01T02:00:00Z')`.execute(tx)
  await sql`insert into report (meeting, state, circulated_at, comments_until) values ('SOMTC+AUS/26', 'IN_COMMENT', '2026-01-01', '2026-02-01')`.execute(tx)
  await sql`insert into report_paragraph (id, meeting, position, session, text) values ('leak-unodc-1', 'SOMTC+AUS/26', 1, 'leak-unodc', ${text(wordOf('the part of a report on the session with UNODC'))}), ('leak-unodc-2', 'SOMTC+AUS/26', 2, null, ${text(wordOf('another part of that report'))})`.execute(tx)
}

const meetings = ['SOMTC/26', 'SOMTC+CHN/26', 'SOMTC+JPN/26', 'SOMTC+AUS/26']
const people = ['THA', 'VNM', 'CHN'].flatMap((party) => { const [id, at] = [`leak-${party.toLowerCase()}`, '/meetings/SOMTC/26']; return [`${at}/delegations/${party}`, `${at}/delegations/${party}/people/${id}`, `${at}/delegations/${party}/credentials/${id}-letter`, `${at}/delegations/${party}/credentials/${id}-letter/file`, `${at}/registration/people/${id}`, `${at}/registration/people/${id}/photo`] })
const more = ['/meetings/SOMTC/26/registration/manifests', '/meetings/SOMTC/26/registration/manifests/arrivals.xlsx', '/meetings/SOMTC/26/registration/badges', '/meetings/SOMTC/26/participants.pdf', ...['SOMTC/26', 'SOMTC+CHN/26', 'SOMTC+AUS/26'].flatMap((ref) => [`/meetings/${ref}/report/report.pdf?in=en`, `/meetings/${ref}/report/report.docx?in=en`]), '/meetings/SOMTC+AUS/26/report/report.pdf?in=en&for=UNODC', '/api/v1/meetings/SOMTC+AUS/26/report', '/door', '/door/list', '/api/v1/meetings/SOMTC/26/report', '/api/v1/meetings/SOMTC+CHN/26/report', '/api/v1/meetings/SOMTC/26/participants', '/api/v1/meetings/SOMTC/26/delegations']
const tabs = ['', '/agenda', '/papers', '/delegations', '/letters', '/registration', '/participants', '/room', '/agreed', '/circulars', '/report', '/pack', '/pack.json', '/papers.zip']
const seeds = [
  ...people, ...more,
  '/', '/meetings', '/calendar', '/calendar.ics', '/documents', '/my-delegation', '/delegations/CHN', '/delegations/JPN', '/series/example-week', '/account', '/rights', '/audit', '/people', ...meetings.flatMap((ref) => tabs.map((tab) => `/meetings/${ref}${tab}`)),
  '/api/v1/meetings?limit=200', '/api/v1/documents?limit=200', '/api/v1/openapi.json', ...meetings.map((ref) => `/api/v1/meetings/${ref}`), ...Object.values(planted).flatMap(({ word }) => [`/search?q=${word}`, `/search?q=${word.slice(0, 6)}`, `/api/v1/search?q=${word}`, `/documents?text=${word}`]),
]

describe('US-08 AC2 in a week of meetings no audience finds a trace of what it may not see', () => {
  it.each(everyone)('%s', { timeout: 180_000 }, async (audience) => {
    const cookie = audience === 'PU' ? null : await installation.signedIn(persons[audience])
    const read = await crawl(installation, { seeds: [...seeds, ...fileAddresses], cookie, most: 420, perKind: 14 })
    expect(read.size).toBeGreaterThan(60)
    for (const [what, { word, readers }] of Object.entries(planted)) {
      const found = withWord(read, word)
      if (readers.includes(audience)) expect(found.length, `${audience} should find ${what}`).toBeGreaterThan(0)
      else expect(found, `${audience} must not find ${what}`).toEqual([])
    }
  })

  it.each(['DP', 'organisation', 'PU', 'LE'] as const)('to %s a hidden paper, session or meeting and one that does not exist answer alike', async (audience) => {
    const cookie: Record<string, string> = audience === 'PU' ? {} : { cookie: await installation.signedIn(persons[audience]) }
    for (const [hidden, absent] of [['/meetings/SOMTC+JPN/26', '/meetings/SOMTC+JPN/99'], ['/meetings/SOMTC+JPN/26/agenda', '/meetings/SOMTC+JPN/99/agenda'], ['/meetings/SOMTC+JPN/26/papers', '/meetings/SOMTC+JPN/99/papers'], ['/documents/SOMTC+JPN/26/WP.1', '/documents/SOMTC+JPN/99/WP.1'], ['/api/v1/meetings/SOMTC+JPN/26', '/api/v1/meetings/SOMTC+JPN/99'], ['/api/v1/documents/SOMTC+JPN/26/WP.1', '/api/v1/documents/SOMTC+JPN/99/WP.1']] as const) {
      const [one, other] = await Promise.all([hidden, absent].map((at) => installation.app.request(at, { headers: cookie })))
      expect([one?.status, other?.status], hidden).toEqual([404, 404])
      const plain = (text: string) => text.replaceAll(/urn:request:[\w-]+/g, '').replaceAll(/JPN%?2?F?\/?(?:26|99)/g, 'JPN')
      expect(plain((await one?.text()) ?? '')).toBe(plain((await other?.text()) ?? ''))
    }
  })

  it('signals of an agenda, of the rooms and of a report are heard by whoever may open what they speak of, and by no other audience', async () => {
    const inMeeting: Audience[] = ['SD', 'CH', 'HL', 'NF', 'HD', 'DE', 'DP', 'sectoral', 'observer', 'organisation', 'entity', 'resource', 'sister', 'AU']
    const heard: Record<string, Audience[]> = { 'agenda:SOMTC/26': inMeeting, 'floor:SOMTC/26': [...members, 'HL', 'AU'], 'report:SOMTC/26': ['SD', 'CH'], 'report:SOMTC+AUS/26': [...members, 'organisation'] }
    for (const [topic, audiences] of Object.entries(heard)) {
      const may: Audience[] = []
      for (const audience of everyone) {
        const answer = await installation.app.request(`/live?topic=${encodeURIComponent(topic)}`, { headers: audience === 'PU' ? {} : { cookie: await installation.signedIn(persons[audience]) } })
        await answer.body?.cancel()
        if (answer.status === 200) may.push(audience)
      }
      expect([topic, may.sort()]).toEqual([topic, [...audiences].sort()])
    }
  })

  it('US-08 AC3 a participation that ends closes at the next request what it opened, and leaves what was released', async () => {
    const cookie = await installation.signedIn(persons.organisation)
    const paper = '/meetings/SOMTC/26/papers'
    const before = await (await installation.app.request(paper, { headers: { cookie } })).text()
    expect(before).toContain(wordOf('a general paper of the open session'))
    await sql`update participation set until_at = ${testNow} where meeting = 'SOMTC/26' and party = 'UNODC'`.execute(installation.db)
    await sql`update data_version set number = number + 1`.execute(installation.db)
    const after = await (await installation.app.request(paper, { headers: { cookie } })).text()
    expect(after).toContain(wordOf('a general paper of the open session'))
    const live = await installation.app.request('/live?topic=session:example-open', { headers: { cookie } })
    await live.body?.cancel()
    expect(live.status).toBe(404)
    await sql`update participation set until_at = null where meeting = 'SOMTC/26' and party = 'UNODC'`.execute(installation.db)
  })

  it('US-08 AC5 the interpreter finds the papers of the assignment from 48 hours before it to 24 hours after it, to the second', async () => {
    const { rows } = await sql<{ opens: string; closes: string }>`select starts_at - interval '48 hours' as opens, ends_at + interval '24 hours' as closes from assignment where id = 'example-assignment'`.execute(installation.db)
    const { opens = '', closes = '' } = rows[0] ?? {}
    const second = (instant: string, n: number) => Temporal.Instant.from(instant).add({ seconds: n }).toString({ smallestUnit: 'millisecond' })
    const finds = async (now: string) => {
      installation.setNow(now)
      const cookie = await installation.signedIn(persons.IN)
      const answer = await installation.app.request('/meetings/SOMTC/26/papers', { headers: { cookie } })
      return answer.status === 200 && (await answer.text()).includes(wordOf('a limited paper'))
    }
    expect([await finds(second(opens, -1)), await finds(opens), await finds(second(closes, -1)), await finds(closes)]).toEqual([false, true, true, false])
    installation.setNow(testNow)
  })
})
