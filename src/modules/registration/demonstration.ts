import { system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { addDays } from '../../kernel/calendar.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import { canSeal } from '../../kernel/sealing.ts'
import { hashOfCode } from './commands/subject.ts'
import { addBadge, changeBadge } from './queries/badges.ts'
import { saveLogistics } from './queries/logistics.ts'
import { addParticipant, addRole, listCategories, listRegistrants, saveRegistration, saveValidation } from './queries.ts'
import { badgeCategoryOf, codeRead } from './rules.ts'
import { type Identity, type Kind, type Logistics, noLogistics, type PersonRole } from './schema.ts'
import { findExampleSeries } from './queries/demonstration.ts'

/** "Example" as a family name in each language, so that nobody is taken for a real person. */
const families: Record<string, [family: string, given: readonly string[]]> = {
  BRN: ['Contoh', ['Siti', 'Hamzah']], KHM: ['Utahor', ['Sokha', 'Dara']], IDN: ['Contoh', ['Wulan', 'Bayu']], LAO: ['Toyang', ['Khamla', 'Phone']], MYS: ['Misalan', ['Aisyah', 'Farid']], MMR: ['Upama', ['Thiri', 'Zaw']], PHL: ['Halimbawa', ['Ligaya', 'Bayani']],
  SGP: ['Udaranam', ['Priya', 'Wei Ming']], THA: ['Tuayang', ['Suda', 'Niran']], TLS: ['Ezemplu', ['Maria', 'João']], VNM: ['Vidu', ['Ngoc', 'Quang']], CHN: ['Lizi', ['Lin', 'Bo']], JPN: ['Rei', ['Hana', 'Ken']], KOR: ['Yesi', ['Minseo', 'Jun']],
}

/** Names as their own script writes them, so that every list shows such names. */
const inScript: Record<string, string> = {
  'Prasert Tuayang': 'ประเสริฐ ตัวอย่าง', 'Suda Tuayang': 'สุดา ตัวอย่าง', 'Mali Tuayang': 'มะลิ ตัวอย่าง', 'Anong Tuayang': 'อนงค์ ตัวอย่าง', 'Lan Vidu': 'Lan Ví Dụ', 'Minh Vidu': 'Minh Ví Dụ', 'Lin Lizi': '例子 琳', 'Hana Rei': '例 花', 'Kyaw Upama': 'ကျော် ဥပမာ', 'Sokha Utahor': 'សុខា ឧទាហរណ៍', 'Khamla Toyang': 'ຄຳຫຼ້າ ຕົວຢ່າງ', 'Thiri Upama': 'သီရိ ဥပမာ',
}

const posts: Record<string, string> = { head: 'Director-General', alternate: 'Deputy Director-General', delegate: 'Director of operations', adviser: 'Adviser to the head of delegation', expert: 'Expert, item 5', interpreter: 'Interpreter', security: 'Close protection officer', media: 'Official photographer' }

const staff: readonly [id: string, kind: Kind, role: PersonRole, given: string, family: string, post: string, agency: string, account: string | null][] = [
  ['sec-1', 'secretariat', 'secretariat', 'Melati', 'Contoh', 'Desk officer, political security', 'ASEAN Secretariat', 'example-sd'], ['sec-2', 'secretariat', 'secretariat', 'Rahmat', 'Contoh', 'Assistant director', 'ASEAN Secretariat', null],
  ['host-1', 'host', 'liaison', 'Jun', 'Halimbawa', 'Liaison officer', 'Host committee', 'example-door'], ['host-2', 'host', 'technical', 'Tala', 'Halimbawa', 'Registration officer', 'Host committee', null],
  ['int-3', 'services', 'interpreter', 'Sokha', 'Utahor', 'Interpreter, Khmer', 'Conference services', null], ['int-4', 'services', 'interpreter', 'Khamla', 'Toyang', 'Interpreter, Lao', 'Conference services', null],
  ['int-1', 'services', 'interpreter', 'Kyaw', 'Upama', 'Interpreter, Thai', 'Conference services', 'example-in'], ['int-2', 'services', 'technical', 'Rico', 'Halimbawa', 'Sound technician', 'Conference services', null],
  ['press-1', 'media', 'media', 'Rosa', 'Exempel', 'Reporter', 'An example news agency', 'example-pr'],
]

const diets = ['halal', 'none', 'vegetarian', 'halal', '', 'none'] as const

/** People who registered for the example week, with badges in every state and codes to try at the door. All made up. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  const series = await findExampleSeries(db)
  if (!series) return
  await db.transaction().execute(async (tx) => {
    if (series.registered) return
    const by = { by: 'Farid Misalan', role: 'HL', now }
    const places = await listCategories(tx, series.id)
    if (!series.nominated) await addDelegations(tx, series, places, now)
    const meetings = [...new Set(places.map(({ meeting }) => meeting))]
    for (const [index, [id, kind, role, givenName, familyName, post, agency, account]] of staff.entries()) {
      await addParticipant(tx, { ...blank, id: `example-${id}`, series: series.id, party: null, kind, account, origin: 'demonstration', givenName, familyName, badgeName: `${givenName} ${familyName}`, post, agency, by: by.by, now, position: index + 1 })
      for (const meeting of meetings) await addRole(tx, { participant: `example-${id}`, meeting, role, from: now })
    }
    const people = await listRegistrants(tx, { id: series.id, scope: { all: true } }, now)
    const logistics: { participant: string; logistics: Logistics }[] = []
    for (const [index, person] of people.entries()) {
      // Every ninth has been nominated and no more.
      if (index % 9 === 8) continue
      const identity: Identity = { ...blank, ...person, nativeName: inScript[`${person.givenName} ${person.familyName}`] ?? '', sex: index % 2 === 0 ? 'F' : 'M', nationality: person.party ?? 'PHL', consent: index % 7 !== 3, language: '' }
      await saveRegistration(tx, person.id, { ...identity, photo: null, photoType: null, late: false, lateRequest: null, by: person.kind === 'delegation' ? 'the delegation' : by.by, role: person.kind === 'delegation' ? 'NF' : 'HL', now })
      logistics.push({ participant: person.id, logistics: exampleLogistics(index, series) })
      if (index % 5 === 4) continue
      await saveValidation(tx, person.id, { by: person.kind === 'delegation' ? 'the delegation' : by.by, role: person.kind === 'delegation' ? 'NF' : 'HL', now })
      const categories = new Map(places.filter((place) => place.party === person.party).map((place) => [place.meeting, place.category]))
      await exampleBadge(tx, { person: person.id, index, series: series.id, category: badgeCategoryOf(person, categories), ...by })
    }
    if (canSeal()) await saveLogistics(tx, logistics, series.id, now)
    await appendAudit(tx, { at: now, actor: system, command: 'registration.demonstrate', type: 'series', id: series.id, change: { people: people.length } })
  })
}

const blank: Identity = { honorific: '', givenName: '', familyName: '', badgeName: '', nativeName: '', sex: 'X', nationality: '', post: '', agency: '', language: '', accompanies: '', equipment: '', consent: true }

/** Where nobody was nominated: a small delegation of each party. */
async function addDelegations(tx: Tx, series: { id: string }, places: { meeting: string; party: string }[], now: string): Promise<void> {
  for (const party of new Set(places.map((place) => place.party))) {
    const [family, given] = families[party] ?? ['Example', ['Alex', 'Sam']]
    const roles: PersonRole[] = ['head', 'alternate', 'delegate', 'adviser']
    for (const [index, role] of roles.entries()) {
      const givenName = given[index % given.length] ?? 'Alex'
      const familyName = index < given.length ? family : `${family} II`
      await addParticipant(tx, { ...blank, id: `example-${party.toLowerCase()}-${index + 1}`, series: series.id, party, kind: 'delegation', account: null, origin: 'demonstration', honorific: role === 'head' ? 'H.E.' : '', givenName, familyName, badgeName: `${givenName} ${familyName}`, post: posts[role] ?? 'Delegate', agency: 'An example ministry', by: 'the delegation', now, position: index + 1 })
      for (const { meeting } of places.filter((place) => place.party === party)) await addRole(tx, { participant: `example-${party.toLowerCase()}-${index + 1}`, meeting, role, from: now })
    }
  }
}

function exampleLogistics(index: number, series: { startsOn: string; endsOn: string }): Logistics {
  const hour = [7, 10, 13, 15, 16, 19, 22][index % 7] ?? 15
  return {
    ...noLogistics, passportType: index % 3 === 0 ? 'diplomatic' : 'official', passportNumber: `EX${String(100000 + index)}`, passportExpiry: addDays(series.endsOn, 900), arrivalFlight: `EX ${100 + (index % 7)}`, arrivalOn: index % 4 === 0 ? addDays(series.startsOn, -1) : series.startsOn,
    arrivalAt: `${String(hour).padStart(2, '0')}:${index % 2 === 0 ? '40' : '10'}`, arrivalAirport: 'MNL', departureFlight: `EX ${200 + (index % 5)}`, departureOn: addDays(series.endsOn, 1), departureAt: '11:20', departureAirport: 'MNL', hotel: 'An example hotel',
    visa: index % 6 === 5 ? 'arrival' : index % 11 === 10 ? 'embassy' : 'none', visaPlace: index % 6 === 5 ? 'Airport, counter 3' : index % 11 === 10 ? 'An example embassy' : '', diet: diets[index % diets.length] ?? '', medical: index % 23 === 7 ? 'Needs a lift' : '', emergency: '',
  }
}

/** The codes that the door can be tried with: 0EXA-M000 and on. */
const exampleCode = (index: number): string => codeRead(`0EXAM${String(index).padStart(3, '0')}`) ?? ''

async function exampleBadge(tx: Tx, row: { person: string; index: number; series: string; category: ReturnType<typeof badgeCategoryOf>; by: string; role: string; now: string }): Promise<void> {
  const { index, series, by, role, now } = row
  const id = `example-badge-${index}`
  const code = exampleCode(index)
  await addBadge(tx, { id, participant: row.person, series, code, codeHash: hashOfCode(series, code), category: row.category, state: 'requested', by, role, now })
  const steps = index % 6 === 0 ? (['vetted'] as const) : index % 6 === 1 ? (['vetted', 'printed'] as const) : index % 13 === 5 ? (['vetted', 'printed', 'issued', 'revoked'] as const) : index % 6 === 2 && index % 4 === 2 ? [] : (['vetted', 'printed', 'issued'] as const)
  for (const [version, state] of steps.entries()) {
    await changeBadge(tx, { id, version: version + 1 }, { state, by, role, now, reason: state === 'revoked' ? 'Handed in at the wrong hotel' : null, ...(state === 'printed' ? { batch: 'example' } : {}), receipt: state === 'issued', series })
  }
}
