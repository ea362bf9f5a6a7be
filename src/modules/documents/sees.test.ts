import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { type Actor, type Role, visitor } from '../../kernel/actor.ts'
import { modules } from '../../modules.ts'
import { audienceOf, listAudience } from './queries/audience.ts'
import { seesDocument } from './queries/rights.ts'
import type { Distribution } from './schema/papers.ts'

/**
 * US-08 AC2, AC3: which paper exists for whom. What is expected is written down here from the tables of practice §4.4 and §8.2 (rows 15 to 17),
 * one mark for each reader, and nothing of it is reckoned by the program: `Y` it exists for him, `.` it does not.
 */
let here: TestInstallation
const named = (actor: Actor, id: string): Actor => ({ ...actor, person: { id, name: id } })

/** The nine categories in the order of §4.4, then the public. A member is read here through its head of delegation. */
const categories: Actor[] = [
  acting('HD', { party: 'THA' }), acting('DP', { party: 'CHN' }), acting('DP', { party: 'NOR' }), acting('OB', { party: 'PNG' }), acting('OB', { party: 'UNODC' }), acting('OB', { party: 'CSO' }),
  named(acting('OB'), 'example-hd-phl'), acting('OB', { party: 'ASEANAPOL' }), acting('SD', { body: 'SOMTC' }), visitor,
]
/** The roles of §8.2 that are not in the table above through a party. The lead shepherd is Cambodia's, for arms smuggling. */
const roles: Actor[] = [
  acting('NF', { party: 'THA' }), acting('HD', { party: 'THA' }), acting('DE', { party: 'THA' }), acting('LS', { party: 'KHM', area: 'arms-smuggling' }), acting('CH', { body: 'SOMTC' }), acting('HL', { body: 'SOMTC' }),
  acting('PR'), acting('LE', { party: 'SGP' }), acting('AU'), acting('SA'), visitor,
]

interface Planted {
  distribution?: Distribution
  partner?: string
  joint?: boolean
  item?: string | null
  by?: string | null
  status?: string
  registered?: string
  distributed?: string
  released?: string
  late?: boolean
  admitted?: string
  recalled?: string
  areas?: string[]
}
const long = '2025-03-01T00:00:00.000Z'

async function plant(id: string, paper: Planted): Promise<void> {
  await here.db.transaction().execute((tx) => sql`insert into official_document (id, meeting, body, session, series, chain, item, title, purpose, submitted_by, submitted_role, submitted_at, status, registered_at, late, admitted_at, distribution, distributed_at, partner, joint, areas, released_at, recalled_at)
    values (${id}, 'SOMTC/26', 'SOMTC', '26', 'WP', ${id}, ${paper.item ?? null}, '{"en":"x","th":"x"}', 'discussion', ${paper.by ?? null}, 'NF', ${long}, ${paper.status ?? 'REGISTERED'}, ${paper.registered ?? long}, ${paper.late ?? false}, ${paper.admitted ?? null},
      ${paper.distribution ?? 'GENERAL'}, ${paper.distributed ?? null}, ${paper.partner ?? null}, ${paper.joint ?? false}, ${paper.areas ?? []}, ${paper.released ?? null}, ${paper.recalled ?? null})`.execute(tx))
}
const seenBy = async (actor: Actor, now = testNow): Promise<Set<string>> => new Set((await sql<{ id: string }>`select d.id from official_document d where ${seesDocument({ actor, now })}`.execute(here.db)).rows.map(({ id }) => id))
/** For each paper the row of marks: one for each reader, in groups of three. */
async function rows(readers: readonly Actor[], ids: readonly string[], now = testNow): Promise<Record<string, string>> {
  const seen: Set<string>[] = []
  for (const reader of readers) seen.push(await seenBy(reader, now))
  return Object.fromEntries(ids.map((id) => [id, seen.map((papers) => (papers.has(id) ? 'Y' : '.')).join('')]))
}

const sessions = { open: 'see-open', closed: 'see-closed', china: 'see-china', japan: 'see-japan', none: null } as const

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => name === 'people' || name === 'meetings')) await module.demonstrate?.(here.db, testNow)
  await sql`insert into party (code, name) values ('NOR', '{"en":"Norway","th":"x"}'), ('PNG', '{"en":"Papua New Guinea","th":"x"}'), ('CSO', '{"en":"An entity","th":"x"}') on conflict do nothing`.execute(here.db)
  await sql`insert into participation (meeting, party, category, from_at) values ('SOMTC/26', 'NOR', 'sectoral-partner', '2025-01-01'), ('SOMTC/26', 'PNG', 'observer', '2025-01-01'), ('SOMTC/26', 'CSO', 'entity', '2025-01-01')`.execute(here.db)
  await sql`insert into session (id, meeting, position, title, access, partner, starts_at, ends_at) select 'see-session-japan', meeting, 99, title, 'CONSULTATION', 'JPN', starts_at, ends_at from session where id = 'example-china'`.execute(here.db)
  await sql`insert into agenda_item (id, meeting, position, title, purpose, session) values ('see-open', 'SOMTC/26', 91, '{"en":"x","th":"x"}', 'discussion', 'example-open'), ('see-closed', 'SOMTC/26', 92, '{"en":"x","th":"x"}', 'discussion', 'example-morning'),
    ('see-china', 'SOMTC/26', 93, '{"en":"x","th":"x"}', 'discussion', 'example-china'), ('see-japan', 'SOMTC/26', 94, '{"en":"x","th":"x"}', 'discussion', 'see-session-japan')`.execute(here.db)
  // The resource person is there for one item, that of the open session.
  await sql`insert into admission (id, meeting, item, person, given_by, given_role, from_at) values ('see-resource', 'SOMTC/26', 'see-open', 'example-hd-phl', 'Chair', 'CH', '2025-01-01')`.execute(here.db)
  await sql`update capacity set role = 'OB', party = null where person = 'example-hd-phl'`.execute(here.db)
})

describe('US-08 AC2 a paper exists for whom the table says and for nobody else', () => {
  const marks: Record<string, Planted> = {
    'public, released': { distribution: 'PUBLIC', released: long }, 'public, not yet released': { distribution: 'PUBLIC', released: '2026-01-12T02:00:00.001Z' }, general: {}, limited: { distribution: 'LIMITED' },
    'limited, joint with China': { distribution: 'LIMITED', joint: true, partner: 'CHN' }, 'limited, joint with Norway': { distribution: 'LIMITED', joint: true, partner: 'NOR' }, restricted: { distribution: 'RESTRICTED' },
    'for China': { distribution: 'PARTNER', partner: 'CHN' }, 'for Norway': { distribution: 'PARTNER', partner: 'NOR' }, 'for Japan': { distribution: 'PARTNER', partner: 'JPN' }, 'for UNODC': { distribution: 'PARTNER', partner: 'UNODC' },
  }
  const ids = Object.keys(marks).flatMap((mark) => Object.keys(sessions).map((session) => `${mark} / ${session}`))

  beforeAll(async () => {
    for (const [mark, paper] of Object.entries(marks)) for (const [session, item] of Object.entries(sessions)) await plant(`${mark} / ${session}`, { ...paper, item })
  })

  it('§4.4 nine categories and the public, by distribution and by the session of the item', async () => {
    // member, dialogue partner (China), sectoral partner (Norway), observer, organisation, entity, resource person, sister body, Secretariat, public
    expect(await rows(categories, ids)).toEqual({
      'public, released / open': 'YYYYYYYYYY', 'public, released / closed': 'YYYYYYYYYY', 'public, released / china': 'YYYYYYYYYY', 'public, released / japan': 'YYYYYYYYYY', 'public, released / none': 'YYYYYYYYYY',
      'public, not yet released / open': 'YYYYY.YYY.', 'public, not yet released / closed': 'Y.......Y.', 'public, not yet released / china': 'YY......Y.', 'public, not yet released / japan': 'Y.......Y.', 'public, not yet released / none': 'YYYYY..YY.',
      'general / open': 'YYYYY.YYY.', 'general / closed': 'Y.......Y.', 'general / china': 'YY......Y.', 'general / japan': 'Y.......Y.', 'general / none': 'YYYYY..YY.',
      'limited / open': 'Y.......Y.', 'limited / closed': 'Y.......Y.', 'limited / china': 'Y.......Y.', 'limited / japan': 'Y.......Y.', 'limited / none': 'Y.......Y.',
      // Co-owner of a joint text: dialogue partners alone.
      'limited, joint with China / open': 'YY......Y.', 'limited, joint with China / closed': 'YY......Y.', 'limited, joint with China / china': 'YY......Y.', 'limited, joint with China / japan': 'YY......Y.', 'limited, joint with China / none': 'YY......Y.',
      'limited, joint with Norway / open': 'Y.......Y.', 'limited, joint with Norway / closed': 'Y.......Y.', 'limited, joint with Norway / china': 'Y.......Y.', 'limited, joint with Norway / japan': 'Y.......Y.', 'limited, joint with Norway / none': 'Y.......Y.',
      'restricted / open': 'Y.......Y.', 'restricted / closed': 'Y.......Y.', 'restricted / china': 'Y.......Y.', 'restricted / japan': 'Y.......Y.', 'restricted / none': 'Y.......Y.',
      'for China / open': 'YY......Y.', 'for China / closed': 'YY......Y.', 'for China / china': 'YY......Y.', 'for China / japan': 'YY......Y.', 'for China / none': 'YY......Y.',
      'for Norway / open': 'Y.Y.....Y.', 'for Norway / closed': 'Y.Y.....Y.', 'for Norway / china': 'Y.Y.....Y.', 'for Norway / japan': 'Y.Y.....Y.', 'for Norway / none': 'Y.Y.....Y.',
      'for Japan / open': 'Y.......Y.', 'for Japan / closed': 'Y.......Y.', 'for Japan / china': 'Y.......Y.', 'for Japan / japan': 'Y.......Y.', 'for Japan / none': 'Y.......Y.',
      'for UNODC / open': 'Y.......Y.', 'for UNODC / closed': 'Y.......Y.', 'for UNODC / china': 'Y.......Y.', 'for UNODC / japan': 'Y.......Y.', 'for UNODC / none': 'Y.......Y.',
    })
  })

  it('§8.2 rows 15 to 17: the roles', async () => {
    await plant('restricted, of arms smuggling', { distribution: 'RESTRICTED', areas: ['arms-smuggling'] })
    await plant('restricted, of another area', { distribution: 'RESTRICTED', areas: ['terrorism'] })
    // focal point, head, delegate, lead shepherd, chair, host liaison, press, law enforcement, auditor, administrator, public
    expect(await rows(roles, ['general / open', 'general / closed', 'general / none', 'limited / closed', 'limited / none', 'restricted / closed', 'restricted / none', 'restricted, of arms smuggling', 'restricted, of another area', 'for China / none', 'public, released / closed'])).toEqual({
      'general / open': 'YYYYYY..Y..', 'general / closed': 'YYYYYY..Y..', 'general / none': 'YYYYYY..Y..',
      'limited / closed': 'YYYYY...Y..', 'limited / none': 'YYYYY...Y..',
      'restricted / closed': 'YY..Y......', 'restricted / none': 'YY..Y......', 'restricted, of arms smuggling': 'YY.YY......', 'restricted, of another area': 'YY..Y......',
      'for China / none': 'YYYYY......', 'public, released / closed': 'YYYYYYYYYYY',
    })
  })

  it('“named”: what is restricted opens to the sister body, to a delegate and to nobody else beside them, once each is named for it', async () => {
    await plant('restricted, with names', { distribution: 'RESTRICTED' })
    await sql`insert into admission (id, meeting, document, party, person, given_by, given_role, from_at) values ('see-n1', 'SOMTC/26', 'restricted, with names', 'ASEANAPOL', null, 'x', 'NF', '2025-01-01'), ('see-n2', 'SOMTC/26', 'restricted, with names', null, 'example-two', 'x', 'NF', '2025-01-01')`.execute(here.db)
    expect(await rows(categories, ['restricted, with names', 'restricted / none'])).toEqual({ 'restricted, with names': 'Y......YY.', 'restricted / none': 'Y.......Y.' })
    const delegate = acting('DE', { party: 'THA' })
    expect([(await seenBy(named(delegate, 'example-two'))).has('restricted, with names'), (await seenBy(delegate)).has('restricted, with names')]).toEqual([true, false])
  })

  it('on the Chair’s invitation to an item an entity reads its general papers, and a guest of the closed session those of that session', async () => {
    await sql`insert into admission (id, meeting, item, session, party, given_by, given_role, from_at) values ('see-i1', 'SOMTC/26', 'see-open', null, 'CSO', 'Chair', 'CH', '2025-01-01'), ('see-i2', 'SOMTC/26', null, 'example-morning', 'PNG', 'Chair', 'CH', '2025-01-01')`.execute(here.db)
    expect(await rows(categories, ['general / open', 'limited / open', 'general / closed', 'limited / closed', 'restricted / closed', 'general / china'])).toEqual({
      'general / open': 'YYYYYYYYY.', 'limited / open': 'Y.......Y.', 'general / closed': 'Y..Y....Y.', 'limited / closed': 'Y.......Y.', 'restricted / closed': 'Y.......Y.', 'general / china': 'YY......Y.',
    })
    await sql`update admission set ended_at = ${testNow} where id in ('see-i1', 'see-i2')`.execute(here.db)
    expect(await rows(categories, ['general / open', 'general / closed'])).toEqual({ 'general / open': 'YYYYY.YYY.', 'general / closed': 'Y.......Y.' })
  })

  it('who will see it is counted as it is opened: audienceOf and the list of people have exactly those whom seesDocument lets in', async () => {
    const hats = (await sql<{ person: string; role: Role; party: string | null; area: string | null }>`select person, role, party, area from capacity`.execute(here.db)).rows
    const may = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]))
    for (const { person, role, party, area } of hats) for (const id of await seenBy(named(acting(role, { ...(party === null ? {} : { party }), ...(area === null ? {} : { area }) }), person))) may.get(id)?.add(person)
    expect(may.get('limited / none')?.size).toBeGreaterThan(5)
    for (const id of ids.filter((each) => /open|closed|none/.test(each))) {
      const mark = marks[id.split(' / ')[0] ?? '']
      const counted = await audienceOf(here.db, id, testNow, [{ key: 'now', distribution: mark?.distribution ?? 'GENERAL', partner: mark?.partner ?? null, joint: mark?.joint ?? false }])
      const people = (await listAudience(here.db, id, testNow)).filter((each) => each.may)
      expect([counted.reduce((sum, row) => sum + row.people, 0), people.map(({ person }) => person).sort()], id).toEqual([may.get(id)?.size, [...(may.get(id) ?? [])].sort()])
    }
  })
})

describe('US-08 AC3 access is judged when it is read', () => {
  const ended = '2026-01-10T00:00:00.000Z'
  const after = '2026-01-11T00:00:00.000Z'

  it('R-4.4.1 when a part ends, what was released before it stays readable and what comes after it is not there', async () => {
    const general: Record<string, Planted> = {
      'before the end': { item: 'see-open' }, 'after the end': { item: 'see-open', registered: after }, 'opened to more after the end': { item: 'see-open', distributed: after }, 'late, admitted before the end': { item: 'see-open', late: true, admitted: long },
      'late, admitted after the end': { item: 'see-open', late: true, admitted: after }, 'own, after the end': { item: 'see-open', by: 'UNODC', registered: after },
    }
    for (const [id, paper] of Object.entries(general)) await plant(id, paper)
    const all = 'YYYYY.YYY.'
    expect(await rows(categories, Object.keys(general))).toEqual(Object.fromEntries(Object.keys(general).map((id) => [id, all])))
    await sql`update participation set until_at = ${ended} where meeting = 'SOMTC/26' and party <> 'THA'`.execute(here.db)
    // The resource person is there by name and the Secretariat by its office: neither hangs on a party’s part.
    expect(await rows(categories, Object.keys(general))).toEqual({
      'before the end': all, 'after the end': 'Y.....Y.Y.', 'opened to more after the end': 'Y.....Y.Y.', 'late, admitted before the end': all, 'late, admitted after the end': 'Y.....Y.Y.', 'own, after the end': 'Y...Y.Y.Y.',
    })
    await sql`update participation set until_at = ${ended} where meeting = 'SOMTC/26' and party = 'THA'`.execute(here.db)
    expect(await rows(categories, ['before the end', 'after the end'])).toEqual({ 'before the end': all, 'after the end': '......Y.Y.' })
    await sql`update participation set until_at = null, from_at = '2026-01-12T02:00:00.001Z' where meeting = 'SOMTC/26' and party <> 'CHN'`.execute(here.db)
    // A part that begins a moment later opens nothing yet.
    expect(await rows(categories, ['before the end'])).toEqual({ 'before the end': '.Y....Y.Y.' })
    expect(await rows(categories, ['before the end'], '2026-01-12T02:00:00.001Z')).toEqual({ 'before the end': all })
    await sql`update participation set until_at = null, from_at = '2025-01-01' where meeting = 'SOMTC/26'`.execute(here.db)
  })

  it('late without leave, recalled, handed in, refused: there for the originator and the house alone; withdrawn stays', async () => {
    const papers: Record<string, Planted> = {
      'late, no leave yet': { late: true }, 'late, own': { late: true, by: 'UNODC' }, recalled: { recalled: testNow }, 'recalled, own': { recalled: testNow, by: 'UNODC' }, 'recalled a moment later': { recalled: '2026-01-12T02:00:00.001Z' },
      'public, recalled': { distribution: 'PUBLIC', released: long, recalled: testNow }, submitted: { status: 'SUBMITTED' }, 'submitted, own': { status: 'SUBMITTED', by: 'UNODC' }, refused: { status: 'REFUSED', by: 'UNODC' }, withdrawn: { status: 'WITHDRAWN' },
    }
    for (const [id, paper] of Object.entries(papers)) await plant(id, { item: 'see-open', ...paper })
    expect(await rows(categories, Object.keys(papers))).toEqual({
      'late, no leave yet': '........Y.', 'late, own': '....Y...Y.', recalled: '........Y.', 'recalled, own': '....Y...Y.', 'recalled a moment later': 'YYYYY.YYY.', 'public, recalled': '........Y.',
      submitted: '........Y.', 'submitted, own': '....Y...Y.', refused: '....Y...Y.', withdrawn: 'YYYYY.YYY.',
    })
    expect(await rows(roles, ['late, no leave yet', 'recalled', 'public, recalled', 'submitted'])).toEqual({ 'late, no leave yet': '....Y......', recalled: '....Y......', 'public, recalled': '....Y......', submitted: '....Y......' })
  })

  it('a cell that a body changes from a day on decides from that day', async () => {
    await plant('general, of the cell', { item: 'see-open' })
    await sql`insert into right_cell (right_key, category, from_on, answer) values ('see-general', 'organisation', '2026-01-13', 'no')`.execute(here.db)
    const unodc = acting('OB', { party: 'UNODC' })
    expect([(await seenBy(unodc, '2026-01-12T23:59:59.999Z')).has('general, of the cell'), (await seenBy(unodc, '2026-01-13T00:00:00.000Z')).has('general, of the cell')]).toEqual([true, false])
    await sql`delete from right_cell where from_on = '2026-01-13'`.execute(here.db)
  })
})

describe('US-08 AC5 services', () => {
  it('the papers of an assignment open 48 hours before it starts and close 24 hours after it ends, to the second', async () => {
    for (const [id, paper] of Object.entries({ 'serves: general': {}, 'serves: limited': { distribution: 'LIMITED' }, 'serves: restricted': { distribution: 'RESTRICTED' } } satisfies Record<string, Planted>)) await plant(id, { item: 'see-closed', ...paper })
    await plant('serves not: another session', { item: 'see-open', distribution: 'LIMITED' })
    await plant('serves not: limited, under no item', { distribution: 'LIMITED' })
    await plant('serves not: late', { item: 'see-closed', late: true })
    await sql`update assignment set starts_at = '2026-02-10T01:45:00Z', ends_at = '2026-02-10T04:30:00Z' where id = 'example-assignment'`.execute(here.db)
    const interpreter = named(acting('IN', { body: 'SOMTC' }), 'example-in')
    const seen = async (now: string, actor = interpreter) => [...(await seenBy(actor, now))].filter((id) => id.startsWith('serves')).sort()
    const open = ['serves: general', 'serves: limited', 'serves: restricted']
    expect(await seen('2026-02-08T01:44:59Z')).toEqual([])
    expect(await seen('2026-02-08T01:45:00Z')).toEqual(open)
    expect(await seen('2026-02-11T04:29:59Z')).toEqual(open)
    expect(await seen('2026-02-11T04:30:00Z')).toEqual([])
    // It is the assignment of this person under this hat, and it can end early.
    expect(await seen('2026-02-10T02:00:00Z', named(acting('IN', { body: 'SOMTC' }), 'example-two'))).toEqual([])
    expect(await seen('2026-02-10T02:00:00Z', named(acting('PR'), 'example-in'))).toEqual([])
    await sql`update assignment set ended_at = '2026-02-10T02:00:00Z' where id = 'example-assignment'`.execute(here.db)
    expect(await seen('2026-02-10T02:00:00Z')).toEqual([])
  })
})

describe('US-08 AC4 two hats', () => {
  it('a person with two hats reads and acts under the one chosen, and the log shows it', async () => {
    await plant('hats-limited', { distribution: 'LIMITED' })
    const cookies = new Map<string, string>()
    const ask = async (at: string, fields?: Record<string, string>, json?: object) => {
      const body = json ? JSON.stringify(json) : fields && new URLSearchParams(fields).toString()
      const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin: 'http://localhost', 'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded' }
      const answer = await here.app.request(at, body === undefined ? { headers } : { headers, method: 'POST', body })
      for (const set of answer.headers.getSetCookie()) cookies.set(set.slice(0, set.indexOf('=')), set.slice(set.indexOf('=') + 1).split(';')[0] ?? '')
      return answer
    }
    const paper = '/documents/id/hats-limited'
    expect((await ask('/sign-in/as', { person: 'example-two' })).headers.get('location')).toBe('/account/hat')
    expect((await ask(paper)).status).not.toBe(200)
    const draft = { meeting: 'SOMTC/26', series: 'INF', title: { en: 'By whom' }, purpose: 'information', distribution: 'GENERAL' }
    const submit = () => ask('/api/v1/documents', undefined, draft)
    // Under no hat and under that of an interpreter without an assignment he neither reads nor submits; as a delegate of Thailand he does both.
    expect((await submit()).status).not.toBe(201)
    await ask('/account/hat', { id: 'example-two-2' })
    expect([(await ask(paper)).status, (await submit()).status]).toEqual([404, 403])
    await ask('/account/hat', { id: 'example-two-1' })
    expect([(await ask(paper)).status, (await submit()).status]).toEqual([200, 201])
    const submitted = (await sql<{ actor: string }>`select actor from audit_entry where command = 'document.submit'`.execute(here.db)).rows.map((row) => JSON.parse(row.actor))
    expect(submitted).toMatchObject([{ person: { id: 'example-two' }, capacity: { role: 'DE', party: 'THA' } }])
    const hats = (await sql<{ change: string }>`select change from audit_entry where command = 'capacity.choose' order by number`.execute(here.db)).rows.map((row) => JSON.parse(row.change).role)
    expect(hats).toEqual(['IN', 'DE'])
  })
})
