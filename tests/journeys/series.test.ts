import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { headings } from '../../src/modules/convocation/schema.ts'
import { pdfOf } from '../fixtures/files.ts'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'
import { both, day, hrefs, idIn, look, picture, send, statusAt } from './forms.ts'

/** Everyone who is signed in at the same time, each in a window of their own. One has no scripts. */
const people = {
  desk: 'example-sd', chair: 'example-ch', host: 'example-hl', door: 'example-door', thailand: 'example-nf', vietnam: 'example-nf-vnm', headOfThailand: 'example-hd', headOfPhilippines: 'example-hd-phl', headOfSingapore: 'example-hd-sgp',
  delegate: 'example-de', china: 'example-dp', organisation: 'example-ob', interpreter: 'example-in',
} as const
type Who = keyof typeof people

let mufakat: Running
let browser: Browser
let db: pg.Client
const pages = {} as Record<Who, Page>
beforeAll(async () => {
  ;[mufakat, browser] = await Promise.all([startMufakat(inject('postgres')), openBrowser()])
  db = new pg.Client(mufakat.databaseUrl)
  await db.connect()
  await Promise.all(Object.entries(people).map(async ([who, person]) => {
    const { page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: person, javaScript: who !== 'thailand', width: who === 'door' || who === 'delegate' ? 390 : 1280 })
    pages[who as Who] = page
  }))
}, 180_000)
afterAll(async () => {
  await db?.end()
  await browser?.close()
  await mufakat?.stop()
})

const meeting = '/meetings/SOMTC/27'
const consultation = '/meetings/SOMTC%2BCHN/27'
const members = ['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'TLS', 'VNM']
let series = ''
let item = ''
let symbol = ''
let room = ''
let badge = ''

describe('a whole series, from convocation to final report', () => {
  it('the Secretariat plans the week: the meeting, its consultation with China, and their sessions', { timeout: 60_000 }, async () => {
    const { desk } = pages
    series = await send(desk, '/series/new', '/series/new', { ...both('name', 'Week of the 27th SOMTC', 'สัปดาห์การประชุม SOMTC ครั้งที่ ๒๗'), zone: 'Asia/Manila', host: 'PHL', ...both('city', 'Cebu', 'เซบู'), ...both('venue', 'A hall by the sea', 'หอประชุมริมทะเล'), startsOn: day(70), endsOn: day(71) })
    expect(series).toMatch(/^\/series\/.+/)
    await send(desk, `${series}/meetings/new`, '/meetings/new', { body: 'SOMTC', session: '27', startsOn: day(70), endsOn: day(71), sizeQuota: '8', guests: ['UNODC'] })
    await send(desk, `${series}/meetings/new`, '/meetings/new', { body: 'SOMTC+CHN', session: '27', startsOn: day(71), endsOn: day(71), opens: '14:00', closes: '16:00', sizeQuota: '8', partners: ['CHN'] })
    await send(desk, `${meeting}/programme/new`, '/programme/new', { ...both('title', 'First morning', 'ช่วงเช้าวันแรก'), access: 'CLOSED', day: day(70), from: '09:00', until: '12:30', ...both('room', 'Main hall', 'ห้องประชุมใหญ่') })
    await send(desk, `${meeting}/programme/new`, '/programme/new', { ...both('title', 'With organisations', 'ร่วมกับองค์การ'), access: 'OPEN', day: day(70), from: '14:00', until: '15:00' })
    await send(desk, `${consultation}/programme/new`, '/programme/new', { ...both('title', 'Consultation with China', 'การหารือกับจีน'), access: 'CONSULTATION', partner: 'CHN', day: day(71), from: '14:00', until: '16:00' })
    expect(await look(desk, series)).toMatch(/First morning[\s\S]*Consultation with China/)
    await picture(desk, '01-series', series)
    await picture(desk, '02-overview', meeting)
  })

  it('letters are prepared, proposed, issued by the Chair, and answered by a focal point', { timeout: 60_000 }, async () => {
    const { desk, chair, vietnam } = pages
    const contacts = Object.fromEntries(['substance', 'logistics', 'security', 'media'].flatMap((field) => Object.entries({ ...both(`contacts.${field}.post`, 'Desk officer', 'เจ้าหน้าที่'), [`contacts.${field}.email`]: 'desk@example.org', [`contacts.${field}.phone`]: '+63 2 000 0000' })))
    await send(desk, `${meeting}/letters/common`, '/letters/common', { ...both('costs', 'Each delegation bears its own costs.', 'คณะผู้แทนแต่ละคณะรับผิดชอบค่าใช้จ่ายเอง'), ...both('signatory', 'Chair of the 27th SOMTC', 'ประธาน SOMTC ครั้งที่ ๒๗'), ...contacts })
    await send(desk, `${meeting}/letters`, '/circulars/draft')
    const circular = new URL(desk.url()).pathname
    await send(desk, circular, circular, { ...both('title', 'Arrangements', 'การเตรียมการ'), ...Object.assign({}, ...headings.map((heading) => both(`sections.${heading}`, `About ${heading}.`, `เรื่อง ${heading}`))) }, /propose/i)
    await send(chair, circular, '/issue')
    await send(desk, `${meeting}/state`, '/state', { to: 'CONVENED' })
    await send(desk, `${meeting}/agenda`, '/agenda/start')
    await send(desk, `${meeting}/agenda/new`, '/agenda/new', { ...both('title', 'Work programme against online fraud', 'แผนงานต่อต้านการฉ้อโกงออนไลน์'), purpose: 'decision', ...both('request', 'The Meeting is invited to endorse the work programme.', 'ขอให้ที่ประชุมเห็นชอบแผนงาน') })
    await send(desk, `${meeting}/agenda/new`, '/agenda/new', { ...both('title', 'Words of organisations', 'ถ้อยแถลงขององค์การ'), purpose: 'information', session: 'With organisations' })
    await send(desk, `${consultation}/agenda/new`, '/agenda/new', { ...both('title', 'Joint work plan', 'แผนงานร่วม'), purpose: 'discussion', session: 'Consultation with China' })
    await send(desk, `${meeting}/letters`, '/letters/draft')
    await send(desk, `${meeting}/letters`, '/letters/propose')
    await send(chair, `${meeting}/letters`, '/letters/issue')
    await look(vietnam, `${meeting}/letters`)
    const own = (await hrefs(vietnam, `main table a[href*="/letters/"]`))[0] ?? ''
    await send(vietnam, own, '/answer', { kind: 'accepted', note: 'Six delegates will come.' })
    expect(await look(desk, own)).toContain('Six delegates will come.')
    await picture(desk, '03-letters', `${meeting}/letters`)
    await picture(vietnam, '04-letter', own)
  })

  it('a delegation is named, its letter is checked by the Secretariat and verified by the Chair', { timeout: 60_000 }, async () => {
    const { thailand, desk, chair } = pages
    const own = `${meeting}/delegations/THA`
    await send(thailand, `${own}/name`, '/name', { givenName: 'Anong', familyName: 'Tuayang', badgeName: 'Anong Tuayang', post: 'Deputy Commissioner', agency: 'Example police', role: 'head', letter: 'MOI 12/2570' })
    await send(thailand, `${own}/credentials/new`, '/credentials/new', { form: 'original', signatory: 'Somsak Tuayang', signatoryTitle: 'Minister of the Interior', file: { name: 'letter.pdf', mimeType: 'application/pdf', buffer: pdfOf(['Letter of credentials']) } })
    await look(thailand, own)
    const letter = (await hrefs(thailand, 'main a[href*="/credentials/"]:not([href$="/new"])'))[0] ?? ''
    await send(desk, letter, '/check', { proposal: 'accept' })
    await send(chair, letter, '/verify', {}, /accept/i)
    expect(await look(thailand, own)).toContain('Verified')
    expect(await statusAt(pages.vietnam, letter)).toBe(404)
    await picture(thailand, '05-delegation', own)
    await picture(desk, '06-delegations', `${meeting}/delegations`)
  })

  it('the person is registered and validated, and has a printed badge', { timeout: 60_000 }, async () => {
    const { thailand, desk, host } = pages
    await send(desk, `${meeting}/state`, '/state', { to: 'REGISTRATION_OPEN' })
    await look(thailand, `${meeting}/registration`)
    const person = (await hrefs(thailand, 'main a[href*="/registration/people/"]'))[0] ?? ''
    await send(thailand, person, person, { sex: 'F', nationality: 'Thai', nativeName: 'อนงค์ ตัวอย่าง' })
    await send(thailand, person, '/validate')
    await send(host, person, '/badge/vet')
    await send(host, `${meeting}/registration/badges`, '/registration/badges')
    const [sheet] = await hrefs(host, 'main a[href$=".pdf"][href*="/registration/badges/"]')
    expect((await host.context().request.get(sheet ?? '')).headers()['content-type']).toBe('application/pdf')
    await send(host, person, '/badge/issue')
    badge = await host.locator('code.mf-code').first().innerText()
    expect(await statusAt(pages.vietnam, person)).toBe(404)
    await picture(thailand, '07-person', person)
    await picture(host, '08-registration', `${meeting}/registration`)
  })

  it('a focal point submits a paper, the Secretariat registers it under a symbol, and it stands at its item', { timeout: 60_000 }, async () => {
    const { thailand, desk, vietnam } = pages
    await look(desk, `${meeting}/agenda`)
    item = idIn((await hrefs(desk, 'main a[href*="/agenda/items/"]:has-text("online fraud")'))[0], /items\/([^/?#]+)/)
    expect(item).not.toBe('')
    const paper = await send(thailand, `${meeting}/papers/new`, '/papers/new', { series: 'WP', ...both('title', 'Work programme against online fraud', 'แผนงานต่อต้านการฉ้อโกงออนไลน์'), purpose: 'decision', item, distribution: 'LIMITED', 'summary.en': 'What is to be done until the next meeting.', 'actionRequested.en': 'The Meeting is invited to endorse it.', file: { name: 'work-programme.pdf', mimeType: 'application/pdf', buffer: pdfOf(['Work programme against online fraud']) } })
    expect(await statusAt(vietnam, paper)).toBe(404)
    const registered = await send(desk, paper, '/register')
    symbol = decodeURIComponent(registered.replace('/documents/', ''))
    expect(symbol).toMatch(/WP/)
    expect(await look(vietnam, `${meeting}/agenda`)).toMatch(/online fraud[\s\S]*WP\.1[\s\S]*online fraud/)
    await look(vietnam, registered)
    await picture(vietnam, '09-paper', registered)
    await picture(desk, '10-papers', `${meeting}/papers`)
  })

  it('the agenda is issued and put to the meeting; the Chair opens the meeting and adopts it', { timeout: 60_000 }, async () => {
    const { desk, chair } = pages
    await send(desk, `${meeting}/agenda`, '/agenda/issue', { note: 'Sent with the letters' })
    await send(desk, `${meeting}/agenda`, '/agenda/put')
    await send(chair, `${meeting}/state`, '/state', { to: 'OPENED' })
    await send(chair, `${meeting}/agenda`, '/agenda/adopt')
    expect(await look(desk, `${meeting}/agenda`)).not.toContain('adopted: not yet')
    await picture(chair, '11-agenda', `${meeting}/agenda`)
  })

  it('the Chair opens the session with all members but one in the room, and the badge is checked at its door', { timeout: 90_000 }, async () => {
    const { desk, chair, door, vietnam, delegate } = pages
    await look(desk, `${meeting}/room`)
    room = (await hrefs(desk, 'main a[href*="/room/"]:has-text("First morning")'))[0] ?? ''
    await look(desk, room)
    for (const party of members.filter((code) => code !== 'BRN')) await send(desk, null, `form[action$="/acts/presence"]:has(input[name="party"][value="${party}"])`, {}, 'Head')
    await Promise.all([look(vietnam, room), look(delegate, room)])
    await send(chair, room, '/acts/open')
    // Who was there before sees it open without loading anything.
    await vietnam.getByText('The session has not been opened').waitFor({ state: 'detached' })
    const session = decodeURIComponent(room.split('/').at(-1) ?? '')
    await look(door, '/door')
    await look(door, `/door?session=${encodeURIComponent(session)}`)
    // The door sends by script and stays on its page.
    await door.locator('.door[data-ready]').waitFor()
    await door.fill('input[name="code"]', badge)
    await door.locator('form[action="/door"] button').click()
    await door.locator('[data-door-answer="in"]').waitFor()
  })

  it('delegates ask for the floor, a point of order goes first, and everyone’s page follows', { timeout: 60_000 }, async () => {
    const { chair, headOfThailand, headOfSingapore, headOfPhilippines, delegate, vietnam } = pages
    await send(chair, null, 'form[action$="/acts/item"]:has(select)', { item })
    await Promise.all([headOfThailand, headOfSingapore, headOfPhilippines].map((page) => look(page, room)))
    const asking = (kind: string) => `form[action$="/acts/ask"]:has(input[name="kind"][value="${kind}"])`
    await send(headOfThailand, null, asking('statement'))
    await send(delegate, null, asking('statement'))
    await send(headOfSingapore, null, asking('point-of-order'))
    const list = () => vietnam.locator('ol.spk li b').allInnerTexts()
    await expect.poll(list).toEqual(['Singapore', 'Thailand', 'Viet Nam'])
    await chair.getByRole('button', { name: /Hear the point of order/ }).waitFor()
    await send(chair, null, '/acts/give', {}, /Hear the point of order/)
    await expect.poll(list).toEqual(['Thailand', 'Viet Nam'])
    await send(chair, null, '/acts/end')
    await send(chair, null, 'form[action$="/acts/give"]:has-text("Thailand")')
    await expect.poll(list).toEqual(['Viet Nam'])
    await expect.poll(() => headOfThailand.locator('main').innerText()).toContain('Your delegation has the floor')
    await picture(headOfPhilippines, '12-room-delegate', room)
    await look(headOfPhilippines, room)
    await picture(chair, '13-room-chair', room)
    await look(chair, room)
    await send(chair, null, '/acts/end')
  })

  it('a decision is gavelled with one member absent: it stands ad referendum, and everybody has the table of agreed steps in both languages', { timeout: 60_000 }, async () => {
    const { desk, chair, headOfPhilippines, vietnam } = pages
    await send(desk, room, '/acts/draft', { text: 'The Meeting endorsed the work programme and tasked the ASEAN Secretariat to circulate it.', translation: 'ที่ประชุมเห็นชอบแผนงาน และมอบหมายให้สำนักเลขาธิการอาเซียนเวียนแผนงาน', language: 'en', owner: 'role:secretariat', due: '1 December 2027' })
    await headOfPhilippines.getByText('tasked the ASEAN Secretariat to circulate it').first().waitFor()
    await chair.locator('form[action$="/acts/gavel"]').first().waitFor()
    await send(chair, null, '/acts/gavel')
    await expect.poll(() => headOfPhilippines.locator('main').innerText()).toMatch(/Agreed[\s\S]*ad referendum/i)
    const english = await look(vietnam, `${meeting}/agreed?lang=en`)
    expect(english).toMatch(/endorsed the work programme/)
    expect(english).toMatch(/Brunei/)
    expect(await look(vietnam, `${meeting}/agreed?lang=th`)).toContain('เห็นชอบแผนงาน')
    await picture(vietnam, '14-agreed', `${meeting}/agreed`)
    await look(vietnam, `${meeting}?lang=en`)
  })

  it('the partner finds its own consultation through all of this, and of the meeting before it nothing', { timeout: 60_000 }, async () => {
    const { china, organisation, interpreter, delegate } = pages
    const paper = `/documents/${symbol}`
    for (const at of [meeting, `${meeting}/agenda`, `${meeting}/letters`, `${meeting}/papers`, `${meeting}/delegations`, `${meeting}/room`, room, `${meeting}/agreed`, `${meeting}/report`, paper]) expect([at, await statusAt(china, at)]).toEqual([at, 404])
    for (const at of ['/', '/meetings', series, '/my-delegation', '/documents', '/calendar', consultation, `${consultation}/letters`, `${consultation}/programme`, '/search?q=fraud']) {
      const text = await look(china, at)
      // Words that stand only in the meeting that is not China’s.
      expect(text, at).not.toMatch(/First morning|Work programme against online fraud|Words of organisations/)
    }
    expect(await look(china, `${consultation}/programme`)).toContain('Consultation with China')
    expect(await statusAt(organisation, room)).toBe(404)
    expect(await statusAt(organisation, consultation)).toBe(404)
    expect(await look(organisation, `${meeting}/programme`)).not.toContain('First morning')
    expect(await statusAt(interpreter, room)).toBe(404)
    expect(await look(delegate, `${meeting}/programme`)).toContain('First morning')
    await picture(china, '15-partner', consultation)
    await picture(china, '16-partner-home', '/')
  })

  it('session and meeting are closed; the report is drafted, sent round, commented by a focal point and made final by the Chair', { timeout: 90_000 }, async () => {
    const { desk, chair, vietnam, thailand, china } = pages
    await send(desk, `${meeting}/report`, '/report/start')
    // It begins with what happened: what was taken up and what was agreed, not what stands on paper for later.
    const begun = await look(desk, `${meeting}/report`)
    expect(begun).toContain('The Meeting endorsed the work programme and tasked the ASEAN Secretariat to circulate it.')
    expect(begun).toContain('“Preparation of AMMTC”: [to be completed]')
    await send(chair, room, '/acts/close')
    await send(chair, `${meeting}/state`, '/state', { to: 'CLOSED' })
    await send(desk, `${meeting}/report`, '/report/complete')
    const completed = await look(desk, `${meeting}/report`)
    expect(completed).toContain('The Meeting endorsed the work programme and tasked the ASEAN Secretariat to circulate it.')
    expect(completed).not.toMatch(/to be completed|“Preparation of AMMTC”/)
    await send(desk, `${meeting}/report/paragraphs/new`, '/paragraphs/new', both('text', 'The Meeting thanked the Philippines for its hospitality.', 'ที่ประชุมขอบคุณฟิลิปปินส์ในการต้อนรับ'))
    await send(desk, `${meeting}/report`, '/report/circulate')
    await look(vietnam, `${meeting}/report`)
    const comment = (await hrefs(vietnam, '.rp-par:has-text("hospitality") a[href$="/comment"]'))[0] ?? ''
    await send(vietnam, comment, '/comment', { ...both('wording', 'The Meeting thanked the Philippines for its warm hospitality.', 'ที่ประชุมขอบคุณฟิลิปปินส์ในการต้อนรับอย่างอบอุ่น'), reason: 'It was warm.' })
    expect(await look(thailand, `${meeting}/report`)).toContain('It was warm.')
    await send(chair, `${meeting}/report`, 'form[action*="/comments/"]', {}, 'Take it in')
    await picture(vietnam, '17-report', `${meeting}/report`)
    // The days for comments are over: only the clock can bring that about.
    await db.query(`update report set comments_until = now() - interval '1 minute' where meeting = 'SOMTC/27'`)
    await db.query('update data_version set number = number + 1')
    await send(chair, `${meeting}/report`, '/report/final')
    expect(await look(thailand, `${meeting}/report`)).toContain('warm hospitality')
    expect(await look(desk, meeting)).toMatch(/Report final|final/i)
    expect(await statusAt(china, `${meeting}/report`)).toBe(404)
    await picture(thailand, '18-report-final', `${meeting}/report`)
  })
})
