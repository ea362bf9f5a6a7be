import { system } from '../../../kernel/actor.ts'
import { appendAudit } from '../../../kernel/audit.ts'
import { addDays, instantInZone } from '../../../kernel/calendar.ts'
import type { Db } from '../../../kernel/db.ts'
import { addExampleAnswer, addExampleFindings, addExampleRatings, hasExampleReviews } from '../queries/demonstration-review.ts'
import { addReview } from '../queries/reviews.ts'
import { words } from '../wording.ts'

const programme = 'wp-2022-2024'
const zone = 'Asia/Jakarta'
const id = 'example-review'

const answers: Record<string, Record<string, string>> = {
  THA: { q1: 'We led the work on wildlife and timber and took part in all courses.', q2: 'Two courses with verified attendance lists; first checks at four crossings.', q3: 'Laboratories are few.', q5: 'We can offer trainers.' },
  PHL: { q1: 'Two of our units use the new procedure.', q3: 'Turnover of trained officers.', q4: 'Merge the two courses on trafficking in persons.' },
  IDN: { q1: 'We held the yearly exchange on terrorism.', q2: 'Reports of each meeting.' },
  SGP: { q1: 'Cybercrime work continues as planned.', q4: 'Add work on online scams.' },
  MYS: { q1: 'Our officers took part in most activities.', q3: 'Dates came late.' },
  KHM: { q1: 'We lead arms smuggling since the fifth meeting.', q5: 'We need help with tracing.' },
  LAO: { q1: 'Officers were trained at two borders.', q3: 'Interpretation was missing.' },
  BRN: { q1: 'We took part in the courses on money laundering.' },
}

/** A mid-term review that is under way: eight of the members have answered, four areas are rated. Made up, and marked so. */
export async function demonstrateReview(db: Db, now: string): Promise<void> {
  if (await hasExampleReviews(db)) return
  const today = now.slice(0, 10)
  const ago = (days: number) => instantInZone(addDays(today, -days), '10:00', zone)
  await db.transaction().execute(async (tx) => {
    await addReview(tx, {
      id, programme, kind: 'mid-term', scope: { en: 'All activities of the programme, its extension included.', th: 'กิจกรรมทั้งหมดของแผนงาน รวมช่วงที่ขยายเวลา' },
      terms: { en: 'Say how far each activity was carried out, on what proof.\nSay what should change before the programme ends.', th: 'ระบุว่าแต่ละกิจกรรมดำเนินการไปเพียงใด และมีหลักฐานใด\nระบุสิ่งที่ควรปรับก่อนแผนงานสิ้นสุด' },
      method: 'Questions to members, progress reports, proof, a validation meeting', reviewerKind: 'lead-shepherd', reviewer: null, questions: ([1, 2, 3, 4, 5] as const).map((n) => ({ id: `q${n}`, text: { en: words.en[`plans.question.${n}`], th: words.th[`plans.question.${n}`] } })),
      openedAt: ago(40), openedBy: 'Melati Contoh', dueOn: addDays(today, -5), origin: 'demonstration',
    })
    for (const [index, [party, said]] of Object.entries(answers).entries()) await addExampleAnswer(tx, { review: id, party, answers: said, by: 'Suda Tuayang', at: ago(index === 7 ? 2 : 28 - index * 2), sent: true })
    await addExampleRatings(tx, { review: id, areas: ['drugs', 'trafficking-in-persons', 'arms-smuggling', 'cybercrime'], note: { COM: 'Held, with a report that another verified.', ONG: 'Begun; results are still to be reported.', REC: 'Held each year.' }, at: ago(3) })
    await addExampleFindings(tx, id, { en: 'Training was carried out as planned; legal matters lag.\nEight members have answered so far.', th: 'การฝึกอบรมดำเนินการตามแผน ส่วนด้านกฎหมายล่าช้า\nขณะนี้มีแปดประเทศตอบแล้ว' }, { en: 'Carry the study of laws over to the next programme.', th: 'ยกการศึกษากฎหมายไปแผนงานถัดไป' })
    await appendAudit(tx, { at: now, actor: system, command: 'review.demonstrate', type: 'demonstration', id: 'plans-review', change: { answers: Object.keys(answers).length } })
  })
}
