import { system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import type { Db } from '../../kernel/db.ts'
import { demonstrateReports } from './demonstration/reports.ts'
import { demonstrateReview } from './demonstration/review.ts'
import { addActivity, countExamples, findProgramme } from './queries/write.ts'
import type { ActivityStatus } from './schema.ts'

const programme = 'wp-2022-2024'
const strategies = ['information-exchange', 'legal-matters', 'law-enforcement', 'training', 'institutional-capacity', 'extra-regional-cooperation'] as const
const prefixes: Record<string, string> = { terrorism: 'CT', drugs: 'DRG', 'trafficking-in-persons': 'TIP', 'arms-smuggling': 'ARM', 'sea-piracy': 'SEA', 'money-laundering': 'ML', 'economic-crime': 'IEC', cybercrime: 'CYB', 'wildlife-timber': 'WLT', 'people-smuggling': 'PS' }

/** c completed, r recurring, o in progress, l past due, n no report, v carried over; one letter an activity, as in the picture. */
const cells: Record<string, readonly string[]> = {
  terrorism: ['cccr', 'cc', 'cco', 'ccrro', 'cco', 'cc'],
  drugs: ['ccn', 'co', 'ccco', 'crr', 'cn', 'ccl'],
  'trafficking-in-persons': ['ccro', 'ccl', 'ccco', 'cccrro', 'cco', 'ccov'],
  'arms-smuggling': ['ccl', 'n', 'co', 'cn', 'n', 'v'],
  'sea-piracy': ['cr', 'n', 'cc', 'cr', 'o', 'cn'],
  'money-laundering': ['ccn', 'col', 'c', 'crn', 'on', 'co'],
  'economic-crime': ['cn', 'l', 'n', 'co', '', 'n'],
  cybercrime: ['ccro', 'co', 'cc', 'ccrro', 'cco', 'ccoo'],
  'wildlife-timber': ['cr', 'n', 'c', 'co', 'n', ''],
  'people-smuggling': ['cn', 'cl', 'co', 'cr', '', 'cn'],
}

const titles: Record<(typeof strategies)[number], readonly [string, string, string][]> = {
  'information-exchange': [['Yearly exchange between contact points', 'การแลกเปลี่ยนข้อมูลประจำปีระหว่างผู้ประสานงาน', 'meeting'], ['Directory of contact points', 'ทำเนียบผู้ประสานงาน', 'database'], ['Joint bulletin on trends', 'จดหมายข่าวร่วมเรื่องแนวโน้ม', 'publication'], ['Format for sharing cases', 'แบบการแลกเปลี่ยนข้อมูลคดี', 'study']],
  'legal-matters': [['Model clauses for national law', 'บทบัญญัติต้นแบบสำหรับกฎหมายภายใน', 'legal-instrument'], ['Comparative study of laws', 'การศึกษาเปรียบเทียบกฎหมาย', 'study'], ['Guide on mutual assistance', 'คู่มือความช่วยเหลือซึ่งกันและกัน', 'publication']],
  'law-enforcement': [['Coordinated operation at borders', 'ปฏิบัติการร่วม ณ ชายแดน', 'operation'], ['Case conference of investigators', 'การประชุมหารือคดีของพนักงานสอบสวน', 'meeting'], ['Table-top exercise', 'การฝึกบนโต๊ะ', 'workshop'], ['Joint tracing of routes', 'การติดตามเส้นทางร่วมกัน', 'operation']],
  training: [['Course for front-line officers', 'หลักสูตรสำหรับเจ้าหน้าที่ด่านหน้า', 'training'], ['Training of trainers', 'การฝึกอบรมวิทยากร', 'training'], ['Course for prosecutors', 'หลักสูตรสำหรับพนักงานอัยการ', 'training'], ['Course on financial traces', 'หลักสูตรร่องรอยทางการเงิน', 'training'], ['Digital evidence laboratory', 'ปฏิบัติการพยานหลักฐานดิจิทัล', 'workshop'], ['Course at border checkpoints', 'หลักสูตร ณ ด่านชายแดน', 'training']],
  'institutional-capacity': [['Standard procedures', 'ระเบียบปฏิบัติมาตรฐาน', 'publication'], ['Twinning of units', 'การจับคู่หน่วยงาน', 'workshop'], ['Self-assessment of capacity', 'การประเมินขีดความสามารถ', 'study']],
  'extra-regional-cooperation': [['Dialogue with partners', 'การหารือกับคู่เจรจา', 'meeting'], ['Joint study with an outside partner', 'การศึกษาร่วมกับภาคีภายนอก', 'study'], ['Regional workshop with an organisation', 'การประชุมเชิงปฏิบัติการกับองค์การระหว่างประเทศ', 'workshop'], ['Campaign with partners', 'การรณรงค์ร่วมกับคู่เจรจา', 'campaign']],
}

const statusOf: Record<string, ActivityStatus> = { c: 'COM', r: 'REC', o: 'ONG', l: 'ONG', n: 'SCH', v: 'COV' }
const leads = ['THA', 'IDN', 'PHL', 'MYS', 'SGP', 'VNM', 'KHM', 'BRN', 'LAO', 'MMR'] as const
const mandates = ['AMMTC-18-DEC.1', 'AMMTC-17-DEC.1', 'AMMTC-10-DEC.1'] as const

/** 138 made-up activities in the frame of a real programme: general, so that no visitor sees them, and marked as examples wherever they show. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  if ((await findProgramme(db, programme)) === null) return
  if ((await countExamples(db)) === 0) await demonstrateActivities(db, now)
  await demonstrateReports(db, now)
  await demonstrateReview(db, now)
}

async function demonstrateActivities(db: Db, now: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    let n = 0
    for (const [area, row] of Object.entries(cells)) {
      for (const [column, marks] of row.entries()) {
        const strategy = strategies[column] ?? 'training'
        for (const [index, mark] of [...marks].entries()) {
          n += 1
          const [en, th, type] = titles[strategy][index % titles[strategy].length] ?? ['', '', 'meeting']
          const year = 2022 + ((n * 7) % 3)
          const due = mark === 'l' ? `2025-0${1 + (n % 8)}-28` : mark === 'c' ? `${year}-12-15` : mark === 'r' ? null : '2027-06-30'
          const lead = leads[n % leads.length] ?? 'THA'
          const budget = n % 4 === 0 ? 20_000 + (n % 9) * 5_000 : null
          await addActivity(tx, {
            id: `example-activity-${n}`, programme, code: `${prefixes[area]}-${column + 1}-${String(index + 1).padStart(2, '0')}`, title: { en, th }, area, strategy, type, proponent: lead, lead, participants: ['all'],
            startsOn: `${year}-0${1 + (n % 9)}-01`, dueOn: due, recurring: mark === 'r', status: statusOf[mark] ?? 'ONG', progress: mark === 'c' ? 100 : mark === 'o' || mark === 'l' ? 30 + (n % 5) * 10 : mark === 'v' ? 35 : 0,
            budget, currency: budget === null ? null : 'USD', partner: n % 11 === 0 ? 'JPN' : n % 13 === 0 ? 'CHN' : null, expectedOutput: n % 3 === 0 ? { en: '48 officers trained', th: 'เจ้าหน้าที่ ๔๘ คนผ่านการอบรม' } : null, marking: 'GENERAL', origin: 'demonstration',
            mandates: n % 15 === 0 ? [] : [mandates[n % mandates.length] ?? mandates[0]],
            funding: budget === null ? [] : [{ source: 'national', name: 'Host, national budget', partner: null, amount: budget * 0.4, currency: 'USD', rate: null, rateOn: null, status: 'confirmed', confirmedOn: `${year}-01-15` }, { source: 'partner-fund', name: 'Partner fund', partner: n % 11 === 0 ? 'JPN' : null, amount: budget * 0.6, currency: 'USD', rate: null, rateOn: null, status: 'confirmed', confirmedOn: `${year}-02-15` }],
            now,
          })
        }
      }
    }
    await appendAudit(tx, { at: now, actor: system, command: 'activity.demonstrate', type: 'demonstration', id: 'plans', change: { activities: n } })
  })
}
