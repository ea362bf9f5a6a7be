import { appendAudit } from '../../kernel/audit.ts'
import { system } from '../../kernel/actor.ts'
import { addDays, dayInZone, instantInZone } from '../../kernel/calendar.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import { listParticipations } from '../meetings/index.ts'
import { findHeld, type HeldMeeting, saveDesignation, savePost } from './queries.ts'
import { addLetter, addParticipant, changeRole, checkLetter, decideLetter, hasParticipant, knownAccounts } from './queries/people.ts'
import type { DelegationRole } from './schema.ts'

type Person = [role: DelegationRole, honorific: string | null, given: string, family: string, post: string, agency: string, account?: string]

/** Made-up people: each second name says "example" in a language of the region or of a partner. Posts are of the kind such delegations have. */
const people: Record<string, readonly Person[]> = {
  THA: [
    ['head', 'Pol. Lt. Gen.', 'Prasert', 'Tuayang', 'Assistant Commissioner-General', 'Royal Thai Police', 'example-hd'],
    ['alternate', null, 'มานพ', 'ตัวอย่าง', 'Deputy Secretary-General', 'National Security Council'],
    ['delegate', 'Pol. Col.', 'Suda', 'Tuayang', 'Director, Foreign Affairs Division', 'Royal Thai Police', 'example-nf'],
    ['delegate', null, 'Mali', 'Tuayang', 'Director, foreign affairs', 'Office of the Narcotics Control Board', 'example-two'],
    ['expert', null, 'Anong', 'Tuayang', 'Expert, special investigation', 'Department of Special Investigation'],
  ],
  VNM: [['head', 'Maj. Gen.', 'Nguyễn Văn', 'Ví Dụ', 'Deputy Director', 'Ministry of Public Security'], ['delegate', null, 'Lan', 'Vidu', 'Deputy Head of Division', 'Ministry of Public Security', 'example-de'], ['adviser', null, 'Minh', 'Vidu', 'Officer', 'Ministry of Public Security', 'example-nf-vnm']],
  PHL: [['head', 'Hon.', 'Luz', 'Halimbawa', 'Undersecretary', 'Department of the Interior and Local Government', 'example-hd-phl'], ['delegate', null, 'Amado', 'Halimbawa', 'Director', 'Department of the Interior and Local Government', 'example-nf-phl']],
  SGP: [['head', null, 'Devi', 'Udaranam', 'Senior Director', 'Ministry of Home Affairs', 'example-hd-sgp'], ['adviser', null, 'Wei', 'Lizi', 'Assistant Director', 'Ministry of Home Affairs']],
  IDN: [['head', 'Brig. Gen. Pol.', 'Dewi', 'Contoh', 'Director', 'Indonesian National Police', 'example-hd-idn']],
  TLS: [['head', null, 'Ana', 'Ezemplu', 'Director-General', 'Ministry of Interior', 'example-hd-tls']],
  LAO: [['head', null, 'ບຸນມີ', 'ຕົວຢ່າງ', 'Deputy Director-General', 'Ministry of Public Security'], ['delegate', null, 'ສົມພອນ', 'ຕົວຢ່າງ', 'Head of Division', 'Ministry of Public Security']],
  CHN: [['head', null, 'Lin', 'Lizi', 'Deputy Director-General', 'Ministry of Public Security', 'example-dp']],
  JPN: [['head', null, 'Hana', 'Rei', 'Ambassador', 'Ministry of Foreign Affairs', 'example-dp-jpn']],
  UNODC: [['head', null, 'Amina', 'Mfano', 'Regional Adviser', 'Regional Office', 'example-ob']],
  ASEANAPOL: [['head', null, 'Aziz', 'Misalan', 'Director', 'Secretariat', 'example-sb']],
}

interface ExampleLetter {
  party: string
  /** Which of the people above, by place. */
  for: readonly number[]
  form: 'original' | 'copy'
  signatory: string
  title: string
  acting?: string
  step: 'sent' | 'checked' | 'decided'
}

const letters: readonly ExampleLetter[] = [
  { party: 'THA', for: [0], form: 'copy', signatory: 'Kamon Tuayang', title: 'Deputy Prime Minister', acting: 'acting for the Prime Minister', step: 'decided' },
  { party: 'THA', for: [1, 2, 3], form: 'original', signatory: 'Kamon Tuayang', title: 'Deputy Prime Minister', acting: 'acting for the Prime Minister', step: 'decided' },
  { party: 'PHL', for: [0, 1], form: 'original', signatory: 'Jose Halimbawa', title: 'Secretary of the Interior and Local Government', step: 'decided' },
  { party: 'TLS', for: [0], form: 'original', signatory: 'Mateus Ezemplu', title: 'Minister of Interior', step: 'decided' },
  { party: 'SGP', for: [0, 1], form: 'original', signatory: 'Ravi Udaranam', title: 'Minister for Home Affairs', step: 'checked' },
  { party: 'VNM', for: [0, 1], form: 'original', signatory: 'Tuấn Ví Dụ', title: 'Minister of Public Security', step: 'sent' },
  { party: 'CHN', for: [0], form: 'original', signatory: 'Wang Lizi', title: 'Minister of Public Security', step: 'decided' },
]

const main = 'SOMTC/26'
const idOf = (party: string, index: number) => `example-${party.toLowerCase()}-${index + 1}`

/** Delegations of the made-up week: seven of eleven members have named theirs, Thailand's letter is a copy. Once; a demonstration that has them is left alone. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  const held = await findHeld(db, main)
  if (held?.run?.series !== 'example-week' || (await hasParticipant(db, idOf('THA', 0)))) return
  const run = held.run
  const consultations = ['SOMTC+3/23', 'SOMTC+CHN/26', 'SOMTC+JPN/26', 'SOMTC+KOR/26', 'SOMTC+AUS/26', 'SOMTC+USA/26']
  const parts = new Map(await Promise.all([main, ...consultations].map(async (ref) => [ref, new Set((await listParticipations(db, ref)).map((each) => each.party))] as const)))
  const accounts = await knownAccounts(db, Object.values(people).flat().flatMap((person) => (person[6] ? [person[6]] : [])))
  await db.transaction().execute(async (tx) => {
    for (const [party, members] of Object.entries(people)) {
      if (!parts.get(main)?.has(party)) continue
      for (const [index, [role, honorific, givenName, familyName, post, agency, account]] of members.entries()) {
        const id = idOf(party, index)
        const at = before(now, 30 - index, run.zone)
        await addParticipant(tx, { id, series: run.series, party, honorific, givenName, familyName, badgeName: `${givenName} ${familyName}`, post, agency, account: account && accounts.has(account) ? account : null, namedBy: `${party} (example)`, origin: 'demonstration', now: at })
        const refs = [main, ...(role === 'head' || role === 'alternate' ? consultations : [])].filter((ref) => parts.get(ref)?.has(party))
        for (const ref of refs) await changeRole(tx, { participant: id, meeting: ref, role, from: at, letter: null, namedBy: `${party} (example)`, late: false })
      }
    }
    for (const [index, letter] of letters.entries()) if (parts.get(main)?.has(letter.party)) await addExampleLetter(tx, held, letter, `example-letter-${index + 1}`, now, run.zone)
    await addExampleDesignation(tx, now)
    await appendAudit(tx, { at: now, actor: system, command: 'delegation.demonstrate', type: 'delegation', id: main, change: { parties: Object.keys(people) } })
  })
}

const before = (now: string, days: number, zone: string): string => instantInZone(addDays(dayInZone(now, zone), -days), '10:00', zone)

async function addExampleLetter(tx: Tx, held: HeldMeeting, letter: ExampleLetter, id: string, now: string, zone: string): Promise<void> {
  await addLetter(tx, {
    id, meeting: held.ref, party: letter.party, participants: letter.for.map((index) => idOf(letter.party, index)), form: letter.form, letterhead: true, signatory: letter.signatory, signatoryTitle: letter.title, signatoryOffice: letter.acting ? 'head-of-government' : 'competent-minister',
    acting: letter.acting !== undefined, authority: letter.acting ?? null, language: 'en', translated: false, wholeSeries: true, file: null, fileName: null, recordedBy: `${letter.party} (example)`, recordedById: `example-of-${letter.party}`, recordedRole: 'NF', recordedAt: before(now, 9, zone), origin: 'demonstration',
  })
  if (letter.step === 'sent') return
  await checkLetter(tx, { id, version: 1, by: 'Melati Contoh', byId: 'example-sd', now: before(now, 6, zone), note: letter.form === 'copy' ? 'The original has not been seen.' : '', proposal: 'accept' })
  if (letter.step === 'checked') return
  await decideLetter(tx, { id, version: 2, by: 'Liway Halimbawa', byId: 'example-ch', now: before(now, 4, zone), note: '', decision: letter.form === 'copy' ? 'PROVISIONAL' : 'VERIFIED' })
}

/** A designation that a member has entered and the desk has not looked at yet. */
async function addExampleDesignation(tx: Tx, now: string): Promise<void> {
  const post = { en: 'Undersecretary for Peace and Order, Department of the Interior and Local Government (example)', th: 'ปลัดกระทรวงด้านความสงบเรียบร้อย กระทรวงมหาดไทยและการปกครองส่วนท้องถิ่น (ตัวอย่าง)' }
  await savePost(tx, { id: 'example-phl-undersecretary', party: 'PHL', name: post, citations: [], origin: 'demonstration' })
  await saveDesignation(tx, {
    id: 'example-phl-somtc', party: 'PHL', body: 'SOMTC', function: 'head', mode: 'EX_OFFICIO', post: 'example-phl-undersecretary', person: null, choice: null, proposer: null, approver: { en: 'Secretary of the Interior and Local Government', th: 'รัฐมนตรีว่าการกระทรวงมหาดไทยและการปกครองส่วนท้องถิ่น' },
    approverPerson: null, approverCapacity: null, instrument: { en: 'Department Order (example)', th: 'คำสั่งกระทรวง (ตัวอย่าง)' }, powers: ['speak', 'agree-ad-referendum', 'adopt'], since: { meeting: main }, until: null, supersedes: null, note: null, citations: [], origin: 'demonstration',
    enteredBy: 'example-nf-phl', enteredRole: 'NF', enteredAt: before(now, 3, 'Asia/Manila'), verifiedBy: null, verifiedAt: null,
  })
}
