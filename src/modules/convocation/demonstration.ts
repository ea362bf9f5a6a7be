import { type Actor, type Role, system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { addDays, dayInZone, instantInZone } from '../../kernel/calendar.ts'
import { performIn } from '../../kernel/command.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { findSeries } from '../meetings/index.ts'
import { draftCircular, draftLetters, editCircular, issueCircular, issueLetters, prepareConvocation, proposeCircular, proposeLetters } from './commands.ts'
import { arrangementsWords, changedHotel } from './demonstration/words.ts'
import { factsOf } from './facts.ts'
import { addEvent, findConvocation, type Letter, listLetters } from './queries.ts'
import { lacksOf } from './rules.ts'
import type { EventKind } from './schema.ts'

const made = (id: string, name: string, role: Role): Actor => ({ person: { id, name }, capacity: { id: `${id}-1`, role, body: 'SOMTC', party: null, area: null, from: '2000-01-01T00:00:00.000Z', until: null } })
const desk = made('example-sd', 'Melati Contoh', 'SD')
const chair = made('example-ch', 'Liway Halimbawa', 'CH')
const site = { publicUrl: '' }
/** The week that the meetings' own demonstration makes. */
const exampleSeries = 'example-week'

const contact = (en: string, th: string, name: string) => ({ post: { en, th }, email: `${name}@mufakat.example`, phone: '' })

/** What came of each letter, days before the opening: enough silence for the Chair's list, one party's answer taken from a note. */
const answers: Record<string, [kind: EventKind, days: number, source?: string][]> = {
  BRN: [['delivered', 84], ['accepted', 70]], KHM: [['delivered', 85], ['acknowledged', 80], ['accepted', 52]], IDN: [['delivered', 86], ['accepted', 66]], LAO: [['delivered', 83]], MYS: [['acknowledged', 80], ['accepted', 60]],
  MMR: [], PHL: [['accepted', 88]], SGP: [['delivered', 85], ['accepted', 71]], THA: [], TLS: [['accepted', 48, 'Note verbale 14 of the Embassy']], VNM: [['delivered', 80], ['acknowledged', 78]],
  CHN: [], JPN: [['delivered', 79], ['accepted', 58]], UNODC: [['delivered', 82], ['accepted', 64]], INTERPOL: [['regretted', 57, 'Letter of the Secretary General']], ASEANAPOL: [['acknowledged', 77]],
}

/** Partners whose letters still wait for the Chair, so that there is something to issue. */
const waiting = ['AUS', 'USA']

/** Letters and circulars of the example week, made as people make them. Nothing is made before the week has an agenda: no letter goes out without. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  const series = await findSeries(db, { actor: desk, now }, exampleSeries)
  if (!series || (await findConvocation(db, exampleSeries))) return
  const opening = addDays(series.startsOn, 1)
  const before = (days: number) => {
    const at = instantInZone(addDays(opening, -days), '10:00', series.zone)
    return at < now ? at : now
  }
  await db.transaction().execute(async (tx) => {
    const as = async <Result>(actor: Actor, days: number, run: (request: { actor: Actor; now: string }) => Promise<Result>) => run({ actor, now: before(days) })
    await as(desk, 95, (request) => performIn(tx, prepareConvocation, { ...request, input: common(opening) }))
    await circular(tx, before(91), { title: { en: 'Arrangements in Manila', th: 'การจัดการประชุมที่กรุงมะนิลา' }, changes: null, sections: arrangementsWords(addDays(opening, -21)) })
    await as(desk, 91, (request) => performIn(tx, draftLetters, { ...request, input: { series: exampleSeries } }))
    const convocation = await findConvocation(tx, exampleSeries)
    const letters = await listLetters(tx, { actor: desk, now }, { series: exampleSeries })
    const whole: Letter[] = []
    for (const letter of convocation ? letters : []) if (convocation && lacksOf(await factsOf(tx, convocation, letter, before(90))).length === 0) whole.push(letter)
    const [first, later] = [whole.filter((letter) => letter.party !== 'KOR' && !waiting.includes(letter.party ?? '')), whole.filter((letter) => waiting.includes(letter.party ?? ''))]
    if (first.length > 0) {
      const ids = first.map((letter) => letter.id)
      await as(desk, 90, (request) => performIn(tx, proposeLetters, { ...request, input: { series: exampleSeries, letters: ids } }))
      await as(chair, 90, (request) => performIn(tx, issueLetters(site), { ...request, input: { series: exampleSeries, letters: ids } }))
      for (const letter of first) await answer(tx, letter, before)
    }
    // Those that still wait were proposed late, so they may answer later.
    const soon = addDays(dayInZone(now, series.zone), 10)
    await as(desk, 50, (request) => performIn(tx, prepareConvocation, { ...request, input: { ...common(opening), version: 1, replyBy: soon, nominateBy: soon } }))
    if (later.length > 0) await as(desk, 50, (request) => performIn(tx, proposeLetters, { ...request, input: { series: exampleSeries, letters: later.map((letter) => letter.id) } }))
    await circular(tx, before(40), changedHotel)
    await appendAudit(tx, { at: now, actor: system, command: 'convocation.demonstrate', type: 'demonstration', id: 'convocation', change: { issued: first.length } })
  })
}

const common = (opening: string) => ({
  series: exampleSeries, version: 0, prefix: 'SOMTC-26/INV', link: null, replyBy: addDays(opening, -45), nominateBy: addDays(opening, -30),
  costs: { en: 'The host provides the rooms and local transport. Each delegation bears its travel and lodging.', th: 'เจ้าภาพจัดสถานที่ประชุมและการเดินทางภายในพื้นที่ คณะผู้แทนรับผิดชอบค่าเดินทางและที่พักของตน' },
  signatory: { en: 'Chair of the 26th SOMTC', th: 'ประธานการประชุม SOMTC ครั้งที่ ๒๖' },
  contacts: {
    substance: contact('Secretariat desk officer, SOMTC', 'เจ้าหน้าที่สำนักเลขาธิการ ผู้รับผิดชอบ SOMTC', 'desk'), logistics: contact('Host liaison, protocol', 'เจ้าหน้าที่ประสานงานของเจ้าภาพ ด้านพิธีการ', 'protocol'),
    security: contact('Host liaison, security', 'เจ้าหน้าที่ประสานงานของเจ้าภาพ ด้านความปลอดภัย', 'security'), media: contact('Host liaison, media', 'เจ้าหน้าที่ประสานงานของเจ้าภาพ ด้านสื่อ', 'media'),
  },
})

async function circular(tx: Tx, now: string, of: { title: Text; changes: Text | null; sections: Record<string, { none: boolean; text: Text }> }): Promise<void> {
  const id = await performIn(tx, draftCircular, { actor: desk, now, input: { series: exampleSeries } })
  await performIn(tx, editCircular, { actor: desk, now, input: { circular: id, version: 1, ...of } })
  await performIn(tx, proposeCircular, { actor: desk, now, input: { circular: id } })
  await performIn(tx, issueCircular(site), { actor: chair, now, input: { circular: id } })
}

async function answer(tx: Tx, letter: Letter, before: (days: number) => string): Promise<void> {
  for (const [kind, days, source] of answers[letter.party ?? ''] ?? []) {
    const byDesk = source !== undefined
    await addEvent(tx, letter.id, { kind, at: before(days), byName: byDesk ? 'Melati Contoh' : `${letter.party} (example)`, byRole: byDesk ? 'SD' : 'NF', source: source ?? null, note: null })
  }
}

