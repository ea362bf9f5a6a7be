import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, type TestInstallation } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { accessClasses, answerOf, type Category, judge, listRights, rightToAttend } from '../meetings/index.ts'
import { answerLetter, draftCircular, draftLetters, editCircular, editLetter, issueLetters, prepareConvocation, proposeCircular, proposeLetters, receiveLetter, recordAnswer, remindOf, returnLetter, withdrawLetter } from './commands.ts'
import { factsOf } from './facts.ts'
import { findConvocation, findLetter, type Letter, listLetters } from './queries.ts'
import { listSeriesSessions, readerFor } from './queries/facts.ts'
import { sendReminders } from './jobs.ts'
import { isNoReply, lacksOf, standingOf } from './rules.ts'
import { elements, invitedCategories } from './schema.ts'
import { asked, chair, desk, drafted, exampleWeek, prepared, series, site } from '../../../tests/convocation-week.ts'

let here: TestInstallation

const faultsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error.faults.length > 0 ? error.faults.map((fault) => `${fault.path} ${fault.code}`) : [`${error.kind} ${error.code}`]
}
const letters = () => listLetters(here.db, { actor: desk, now: here.now() }, { series })
const letterTo = async (party: string): Promise<Letter> => {
  const found = (await letters()).find((letter) => letter.party === party && letter.state !== 'withdrawn')
  if (!found) throw new Error(`no letter to ${party}`)
  return found
}
const factsFor = async (party: string) => {
  const convocation = await findConvocation(here.db, series)
  if (!convocation) throw new Error('not prepared')
  return factsOf(here.db, convocation, await letterTo(party), here.now())
}
const issue = async (...parties: string[]) => {
  const ids = await Promise.all(parties.map(async (party) => (await letterTo(party)).id))
  await perform(proposeLetters, asked(here, desk)({ series, letters: ids }))
  return perform(issueLetters(site), asked(here, chair)({ series, letters: ids }))
}
const mails = async (like: string) => (await sql<{ to: string; subject: string; text: string; key: string }>`select to_address as to, subject, text, unique_key as key from mail where unique_key like ${like} order by id`.execute(here.db)).rows

beforeAll(async () => {
  here = await exampleWeek()
  await drafted(here)
})

describe('US-10 AC2 R-1.4.1 a letter of each category carries only the sessions that category may attend', () => {
  it('for each category and each kind of session, as the table of rights says', async () => {
    const table = await listRights(here.db, '2026-01-12')
    for (const category of invitedCategories.filter((each) => each !== 'resource-person')) {
      // A partner of the consultation is put into each category in turn.
      await sql`update participation set category = ${category} where meeting = 'SOMTC/26' and party = 'CHN'`.execute(here.db)
      const sessions = await listSeriesSessions(here.db, readerFor({ party: 'CHN', person: null, category }, here.now()), series)
      const seen = new Set(sessions.filter((session) => session.meeting === 'SOMTC/26').map((session) => session.access))
      for (const access of accessClasses) {
        const facts = { own: access === 'CONSULTATION', invited: false, headOrBeside: true, joint: false }
        expect(`${category} ${access} ${seen.has(access)}`).toBe(`${category} ${access} ${judge(answerOf(table, rightToAttend[access], category as Category), facts).allowed}`)
      }
    }
    await sql`update participation set category = 'dialogue-partner' where meeting = 'SOMTC/26' and party = 'CHN'`.execute(here.db)
  })

  it('a member is invited to all; China to its consultation first and to the open session, and to nothing of Japan; an organisation to ceremony and open session only', async () => {
    const [thailand, china, unodc] = await Promise.all(['THA', 'CHN', 'UNODC'].map(factsFor))
    expect(thailand?.meetings.map((meeting) => meeting.ref)).toEqual(['SOMTC/26', 'SOMTC+3/23', 'SOMTC+CHN/26', 'SOMTC+JPN/26', 'SOMTC+KOR/26', 'SOMTC+AUS/26', 'SOMTC+USA/26'])
    expect(thailand?.meetings[0]?.sessions).toHaveLength(9)
    expect(china?.meetings.map((meeting) => meeting.ref)).toEqual(['SOMTC+CHN/26', 'SOMTC+3/23', 'SOMTC/26'])
    expect(china?.meetings[2]?.sessions.map((session) => session.title.en)).toEqual(['Opening ceremony', 'Open session with partners and organisations', 'Joint work plan with China'])
    expect(JSON.stringify(china)).not.toMatch(/Japan|JPN|Retreat|zebracorn/)
    expect(unodc?.meetings.map((meeting) => meeting.ref)).toEqual(['SOMTC/26'])
    expect(unodc?.meetings[0]?.sessions.map((session) => session.access)).toEqual(['CEREMONY', 'OPEN'])
    expect(unodc?.meetings[0]?.agenda.map((item) => item.title.en)).toEqual(['Words of partners'])
  })

  it('a category with nothing to attend gets no letter out', async () => {
    await sql`update participation set category = 'entity' where meeting = 'SOMTC/26' and party = 'INTERPOL'`.execute(here.db)
    await sql`update invitation_letter set category = 'entity' where party = 'INTERPOL'`.execute(here.db)
    const faults = await faultsOf(perform(proposeLetters, asked(here, desk)({ series, letters: [(await letterTo('INTERPOL')).id] })))
    expect(faults.some((fault) => fault.includes('/meetings convocation.lacks'))).toBe(true)
    await sql`update participation set category = 'organisation' where meeting = 'SOMTC/26' and party = 'INTERPOL'`.execute(here.db)
    await sql`update invitation_letter set category = 'organisation' where party = 'INTERPOL'`.execute(here.db)
  })

  it('every category has its own words in English and Thai', async () => {
    const openings = await Promise.all(['THA', 'CHN', 'UNODC', 'ASEANAPOL'].map(async (party) => (await factsFor(party)).opening))
    expect(new Set(openings.map((text) => text.en)).size).toBe(4)
    expect(new Set(openings.map((text) => text.th)).size).toBe(4)
  })

  it('a resource person is invited by name for one item, to the session of that item', async () => {
    await sql`insert into admission (id, meeting, item, person, given_by, given_role, from_at) values ('adm-1', 'SOMTC/26', 'example-item-3', 'example-pr', 'x', 'CH', '2026-01-01T00:00:00Z')`.execute(here.db)
    await perform(draftLetters, asked(here, desk)({ series }))
    const letter = (await letters()).find((each) => each.person === 'example-pr')
    expect(letter).toMatchObject({ category: 'resource-person', party: null, post: null })
    const convocation = await findConvocation(here.db, series)
    if (!letter || !convocation) throw new Error('nothing was drafted')
    const facts = await factsOf(here.db, convocation, letter, here.now())
    expect(facts.meetings.flatMap((meeting) => meeting.sessions.map((session) => session.title.en))).toEqual(['Open session with partners and organisations'])
    expect(lacksOf(facts).map((lack) => lack.element)).toEqual(['addressee'])
  })
})

describe('US-10 AC3 letters go to posts; a missing element blocks issue and is named', () => {
  it('addressees are posts in both languages', async () => {
    expect((await letterTo('THA')).post).toEqual({ en: 'SOMTC Leader, Thailand', th: 'หัวหน้าเจ้าหน้าที่อาวุโส SOMTC (SOMTC Leader) ไทย' })
    expect((await letterTo('CHN')).post?.en).toBe('Head of Delegation to SOMTC, China')
  })

  it('each mandatory element of practice 1.4 alone blocks', async () => {
    const whole = await factsFor('THA')
    expect(lacksOf(whole)).toEqual([])
    const meeting = whole.meetings[0]
    if (!meeting) throw new Error('no meeting')
    const without: Record<string, object> = {
      addressee: { addressee: null }, meeting: { meetings: [] }, dates: { meetings: [{ ...meeting, startsOn: null }] }, venue: { venue: null }, chair: { meetings: [{ ...meeting, chair: null }] }, meetings: { meetings: [] }, mode: { meetings: [] },
      agenda: { meetings: whole.meetings.map((each) => ({ ...each, agenda: [] })) }, programme: { meetings: whole.meetings.map((each) => ({ ...each, sessions: [] })) }, circular: { circular: null }, nomination: { nominateBy: null }, 'reply-by': { replyBy: null },
      quota: { meetings: [{ ...meeting, quota: null }] }, language: { meetings: [{ ...meeting, languages: [] }] }, costs: { costs: null }, signatory: { signatory: null },
      ...Object.fromEntries((['substance', 'logistics', 'security', 'media'] as const).map((field) => [`contact-${field}`, { contacts: { ...whole.contacts, [field]: undefined } }])),
    }
    // Reference and date come with the issue itself, so they cannot be missing after it.
    expect(Object.keys(without).sort()).toEqual(elements.filter((element) => element !== 'reference' && element !== 'date').sort())
    for (const [element, change] of Object.entries(without)) expect(lacksOf({ ...whole, ...change }).map((lack) => lack.element), element).toContain(element)
    expect(lacksOf({ ...whole, costs: { en: 'Own costs', th: '' } })).toEqual([{ element: 'costs', lang: 'th' }])
  })

  it('the checklist gives the true reason: no agenda yet, none of its items for this addressee, or nothing it may attend', async () => {
    const unodc = await factsFor('UNODC')
    const none = { ...unodc, meetings: unodc.meetings.map((meeting) => ({ ...meeting, agenda: [] })) }
    expect(lacksOf(none)).toEqual([{ element: 'agenda', lang: null }])
    expect(lacksOf(none, new Set(['SOMTC/26']))).toEqual([{ element: 'agenda', lang: null, why: 'sees-no-item' }])
    expect(lacksOf({ ...unodc, meetings: [] }, new Set(['SOMTC/26'])).filter((lack) => lack.why === 'attends-nothing').map((lack) => lack.element)).toEqual(['meeting', 'meetings', 'agenda', 'programme'])
    // The one item that UNODC may see goes to a closed session: the agenda is there, for others.
    const [item] = (await sql<{ id: string; session: string }>`select id, session from agenda_item where meeting = 'SOMTC/26' and title->>'en' = 'Words of partners'`.execute(here.db)).rows
    const [closed] = (await sql<{ id: string }>`select id from session where meeting = 'SOMTC/26' and access = 'CLOSED' limit 1`.execute(here.db)).rows
    await sql`update agenda_item set session = ${closed?.id} where id = ${item?.id}`.execute(here.db)
    const faults = await faultsOf(perform(proposeLetters, asked(here, desk)({ series, letters: [(await letterTo('UNODC')).id] })))
    expect(faults.filter((fault) => fault.includes('/agenda'))).toEqual([expect.stringContaining('convocation.lacks-sees-no-item')])
    await sql`update agenda_item set session = ${item?.session} where id = ${item?.id}`.execute(here.db)
  })

  it('what is missing stops proposing and issuing, for all of the letters chosen, and says what in which language', async () => {
    const [laos, brunei] = [await letterTo('LAO'), await letterTo('BRN')]
    await perform(editLetter, asked(here, desk)({ letter: laos.id, version: 1, post: { en: 'SOMTC Leader, Lao PDR', th: '' }, note: { en: '', th: '' } }))
    expect(await faultsOf(perform(proposeLetters, asked(here, desk)({ series, letters: [brunei.id, laos.id] })))).toEqual([`/letters/${laos.id}/addressee convocation.lacks`])
    expect((await letterTo('BRN')).state).toBe('draft')
    await perform(editLetter, asked(here, desk)({ letter: laos.id, version: 2, post: { en: 'SOMTC Leader, Lao PDR', th: 'หัวหน้าเจ้าหน้าที่อาวุโส สปป. ลาว' }, note: { en: '', th: '' } }))
    await perform(proposeLetters, asked(here, desk)({ series, letters: [laos.id] }))
    await sql`update convocation set costs = null`.execute(here.db)
    expect(await faultsOf(perform(issueLetters(site), asked(here, chair)({ series, letters: [laos.id] })))).toEqual([`/letters/${laos.id}/costs convocation.lacks`])
    await sql`update convocation set costs = ${JSON.stringify(prepared().costs)}`.execute(here.db)
    await perform(returnLetter, asked(here, chair)({ letter: laos.id, note: 'Look at the post again.' }))
    expect(await letterTo('LAO')).toMatchObject({ state: 'draft', returnedNote: 'Look at the post again.' })
  })

  it('the Secretariat proposes and the Chair of this body issues: nobody else, and not the desk alone', async () => {
    const { id } = await letterTo('BRN')
    expect(await faultsOf(perform(issueLetters(site), asked(here, desk)({ series, letters: [id] })))).toEqual(['forbidden convocation.proposes-only'])
    expect(await faultsOf(perform(issueLetters(site), asked(here, acting('CH', { body: 'AMMTC' }))({ series, letters: [id] })))).toEqual(['forbidden convocation.chair-only'])
    expect(await faultsOf(perform(issueLetters(site), asked(here, chair)({ series, letters: [id] })))).toEqual(['conflict convocation.not-proposed'])
    expect(await faultsOf(perform(proposeLetters, asked(here, chair)({ series, letters: [id] })))).toEqual(['forbidden convocation.desk-only'])
    expect(await faultsOf(perform(prepareConvocation, asked(here, acting('NF', { party: 'THA' }))(prepared())))).toEqual(['forbidden convocation.desk-only'])
    expect(await faultsOf(perform(prepareConvocation, asked(here, desk)(prepared({ version: 0 }))))).toEqual(['conflict version.stale'])
  })
})

describe('issue', () => {
  it('numbers follow each other also when two are issued at once, and a withdrawn number is not given again', async () => {
    const parties = ['BRN', 'KHM', 'IDN']
    const ids = await Promise.all(parties.map(async (party) => (await letterTo(party)).id))
    await perform(proposeLetters, asked(here, desk)({ series, letters: ids }))
    await Promise.all(ids.map((id) => perform(issueLetters(site), asked(here, chair)({ series, letters: [id] }))))
    const issued = await Promise.all(parties.map(letterTo))
    expect(issued.map((letter) => letter.reference).sort()).toEqual(['SOMTC-26/INV/1', 'SOMTC-26/INV/2', 'SOMTC-26/INV/3'])
    const last = issued.find((letter) => letter.number === 3)
    if (!last) throw new Error('no third letter')
    await perform(withdrawLetter, asked(here, chair)({ letter: last.id, note: 'Sent to the wrong post.' }))
    await perform(draftLetters, asked(here, desk)({ series }))
    expect((await issue(last.party ?? ''))[0]?.reference).toBe('SOMTC-26/INV/4')
    expect((await letters()).filter((letter) => letter.party === last.party).map((letter) => letter.state).sort()).toEqual(['issued', 'withdrawn'])
  })

  it('one mail for each head and focal point, in his language, and none twice', async () => {
    await sql`update auth_user set lang = 'th' where id = 'example-hd'`.execute(here.db)
    await issue('THA')
    const sent = await mails('convocation-letter:%example-%')
    const thai = sent.filter((mail) => mail.to.startsWith('example-nf@') || mail.to.startsWith('example-hd@'))
    expect(thai.map((mail) => [mail.to, mail.subject])).toEqual([
      ['example-hd@mufakat.example', 'ขอเชิญเข้าร่วมการประชุม SOMTC ครั้งที่ ๒๖ และการประชุมที่จัดต่อเนื่องกัน'],
      ['example-nf@mufakat.example', 'Invitation: the 26th SOMTC and the meetings held with it'],
    ])
    expect(thai[1]?.text).toContain('https://mufakat.example/meetings/SOMTC/26/letters/')
    // A delegate of the same party is not an addressee.
    expect(sent.some((mail) => mail.to.startsWith('example-two'))).toBe(false)
    expect(new Set(sent.map((mail) => mail.key)).size).toBe(sent.length)
    expect(await faultsOf(perform(issueLetters(site), asked(here, chair)({ series, letters: [(await letterTo('THA')).id] })))).toEqual(['conflict convocation.not-proposed'])
    expect((await mails('convocation-letter:%example-%')).length).toBe(sent.length)
  })

  it('what was issued stays as it was when a session moves or its title changes', async () => {
    const before = (await letterTo('THA')).says
    await sql`update session set title = '{"en":"Changed","th":"เปลี่ยน"}' where id = 'example-morning'`.execute(here.db)
    expect((await letterTo('THA')).says).toEqual(before)
    await expect(sql`delete from invitation_letter`.execute(here.db)).rejects.toThrow('append only')
  })
})

describe('R-1.4.2 acknowledgement', () => {
  const thailand = acting('NF', { party: 'THA' })

  it('sent, delivered, acknowledged, accepted, regretted: the last answer counts and every one stays', async () => {
    const { id } = await letterTo('THA')
    const standing = async () => standingOf((await letterTo('THA')).events)
    expect(await standing()).toBe('sent')
    await perform(receiveLetter, asked(here, thailand)({ letter: id }))
    await perform(receiveLetter, asked(here, thailand)({ letter: id }))
    expect([await standing(), (await letterTo('THA')).events.length]).toEqual(['delivered', 1])
    for (const kind of ['acknowledged', 'accepted', 'regretted', 'accepted'] as const) {
      await perform(answerLetter, asked(here, thailand)({ letter: id, kind }))
      expect(await standing()).toBe(kind)
    }
    expect(await faultsOf(perform(answerLetter, asked(here, thailand)({ letter: id, kind: 'accepted' })))).toEqual(['conflict convocation.answered-so'])
    expect((await letterTo('THA')).events.map((event) => event.kind)).toEqual(['delivered', 'acknowledged', 'accepted', 'regretted', 'accepted'])
  })

  it("nobody answers for another: another party's letter is not there, a delegate's own party's letter neither", async () => {
    const { id } = await letterTo('THA')
    for (const actor of [acting('NF', { party: 'VNM' }), acting('DP', { party: 'CHN' }), acting('DE', { party: 'THA' }), acting('HL', { body: 'SOMTC' }), acting('AU'), acting('SA')]) {
      expect(await findLetter(here.db, { actor, now: here.now() }, id)).toBeNull()
      expect(await faultsOf(perform(answerLetter, asked(here, actor)({ letter: id, kind: 'accepted' })))).toEqual(['missing missing'])
      expect(await listLetters(here.db, { actor, now: here.now() }, { series })).toEqual([])
    }
    expect(await faultsOf(perform(answerLetter, asked(here, desk)({ letter: id, kind: 'accepted' })))).toEqual(['forbidden convocation.addressee-only'])
  })

  it('a draft is not there for its addressee', async () => {
    const { id } = await letterTo('CHN')
    expect(await findLetter(here.db, { actor: acting('DP', { party: 'CHN' }), now: here.now() }, id)).toBeNull()
  })

  it('an answer that came by note is recorded with its source', async () => {
    const { id } = await letterTo('BRN')
    expect(await faultsOf(perform(recordAnswer, asked(here, desk)({ letter: id, kind: 'regretted', source: '' })))).toEqual(['/source convocation.source-needed'])
    await perform(recordAnswer, asked(here, desk)({ letter: id, kind: 'regretted', source: 'Note verbale 12/2026' }))
    expect((await letterTo('BRN')).events).toMatchObject([{ kind: 'regretted', byRole: 'SD', source: 'Note verbale 12/2026' }])
  })

  it('US-10 AC4 thirty days before the opening the no-reply list names who has not answered, and each is reminded once', async () => {
    const [answered, silent] = [await letterTo('THA'), await letterTo('KHM')]
    const first = silent.says?.meetings[0]?.startsOn ?? ''
    const at = (days: number) => Temporal.PlainDate.from(first).subtract({ days }).toString()
    const listed = (letter: Letter, day: string) => isNoReply({ ...letter, standing: standingOf(letter.events) }, day)
    expect([listed(silent, at(31)), listed(silent, at(30)), listed(silent, at(3)), listed(answered, at(30))]).toEqual([false, true, true, false])
    await sql`update capacity set party = 'KHM', area = null, role = 'NF' where person = 'example-ls'`.execute(here.db)
    const again = () => perform(remindOf(site), asked(here, desk)({ series, letters: [silent.id, answered.id] }))
    expect(await again()).toEqual([silent.id])
    expect(await again()).toEqual([])
    expect((await mails(`convocation-reminder:${silent.id}:%`)).map((mail) => mail.to)).toEqual(['example-ls@mufakat.example'])
    expect(await mails(`convocation-reminder:${answered.id}:%`)).toEqual([])
  })
})

describe('the daily job', () => {
  it('US-10 AC4 thirty days before the opening reminds each silent addressee and tells the Chair, once each', async () => {
    await issue('VNM')
    const silent = await letterTo('VNM')
    const first = silent.says?.meetings[0]?.startsOn ?? ''
    const at = (days: number) => Temporal.PlainDate.from(first).subtract({ days }).toString() + 'T06:00:00.000Z'
    await sendReminders(here.db, at(31), site)
    expect(await mails(`convocation-reminder:${silent.id}:%`)).toEqual([])
    await sendReminders(here.db, at(30), site)
    await sendReminders(here.db, at(29), site)
    expect((await mails(`convocation-reminder:${silent.id}:%`)).map((mail) => mail.to)).toEqual(['example-nf-vnm@mufakat.example'])
    const told = await mails('convocation-escalate:%')
    expect(told.map((mail) => mail.to)).toEqual(['example-ch@mufakat.example'])
    expect(told[0]?.text).toContain('SOMTC Leader, Viet Nam')
    expect(told[0]?.text).not.toContain('SOMTC Leader, Thailand')
    await sendReminders(here.db, '2030-01-01T00:00:00.000Z', site)
    expect(await mails('convocation-escalate:%')).toHaveLength(1)
  })
})

describe('R-1.7.1 circulars', () => {
  const both = (text: string) => ({ en: text, th: text })

  it('are numbered; a later one must say what it changes; a first one speaks of every heading', async () => {
    const id = await perform(draftCircular, asked(here, desk)({ series }))
    expect(await faultsOf(perform(draftCircular, asked(here, desk)({ series })))).toEqual(['conflict convocation.circular-in-making'])
    await perform(editCircular, asked(here, desk)({ circular: id, version: 1, title: both('New hotel'), changes: { en: 'Another hotel.', th: '' }, sections: { hotels: { none: false, text: { en: 'The other hotel', th: '' } } } }))
    expect(await faultsOf(perform(editCircular, asked(here, desk)({ circular: id, version: 1, title: both('x'), changes: both(''), sections: {} })))).toEqual(['conflict version.stale'])
    expect(await faultsOf(perform(proposeCircular, asked(here, desk)({ circular: id })))).toEqual(['/sections/hotels convocation.heading-lacks', '/changes/en convocation.says-what-changes'])
  })
})
