import { addDays, formatYear, instantInZone } from '../../../kernel/calendar.ts'
import { system } from '../../../kernel/actor.ts'
import { appendAudit } from '../../../kernel/audit.ts'
import type { Db } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { addExampleIndicators, addExampleProofs, addExampleReport, addExampleRound, addExampleSteps, hasExampleRounds } from '../queries/demonstration.ts'

const programme = 'wp-2022-2024'
const zone = 'Asia/Jakarta'
/** The areas whose pages are shown most: drugs, wildlife and timber. */
const areas = ['drugs', 'wildlife-timber']

interface Half {
  from: string
  until: string
  name: Text
}

/** The half-year that ended last before a day. */
function halfBefore(day: string): Half {
  const year = Number(day.slice(0, 4))
  const second = day.slice(5) < '07-01'
  const of = second ? year - 1 : year
  return { from: second ? `${of}-07-01` : `${of}-01-01`, until: second ? `${of}-12-31` : `${of}-06-30`, name: second ? { en: `Second half of ${of}`, th: `ครึ่งหลังของปี ${formatYear(of, 'th')}` } : { en: `First half of ${of}`, th: `ครึ่งแรกของปี ${formatYear(of, 'th')}` } }
}

/** A round that has closed with two reports accepted, and an open one with three: one waits, one was returned, one is accepted. Made up, and marked so. */
export async function demonstrateReports(db: Db, now: string): Promise<void> {
  if (await hasExampleRounds(db)) return
  const today = now.slice(0, 10)
  const last = halfBefore(today)
  const before = halfBefore(last.from)
  const ago = (days: number) => instantInZone(addDays(today, -days), '09:00', zone)
  await db.transaction().execute(async (tx) => {
    await addExampleRound(tx, { id: 'example-round-before', programme, name: before.name, periodFrom: before.from, periodUntil: before.until, opensAt: instantInZone(addDays(before.until, 1), '09:00', zone), closesAt: instantInZone(addDays(before.until, 30), '23:59', zone), zone })
    await addExampleRound(tx, { id: 'example-round-open', programme, name: last.name, periodFrom: last.from, periodUntil: last.until, opensAt: ago(11), closesAt: instantInZone(addDays(today, 18), '23:59', zone), zone })
    const then = instantInZone(addDays(before.until, 22), '09:00', zone)
    const said = (COM: string, ONG: string, REC: string) => ({ COM, ONG, REC })
    await addExampleReport(tx, { id: 'example-report-1', round: 'example-round-before', party: 'THA', state: 'ACCEPTED', at: then, by: 'Suda Tuayang', why: null, areas: null, say: said('Held as planned; the report is among the proof.', 'The first part was held. Trained officers now carry out a first check.', 'Held again this year.') })
    await addExampleReport(tx, { id: 'example-report-2', round: 'example-round-before', party: 'VNM', state: 'ACCEPTED', at: then, by: 'Minh Vidu', why: null, areas, say: said('Our officers took part.', 'Three of our officers were trained. Equipment has not arrived, so first checks have not begun.', 'We took part again.') })
    await addExampleReport(tx, { id: 'example-report-3', round: 'example-round-open', party: 'PHL', state: 'ACCEPTED', at: ago(6), by: 'Amado Halimbawa', why: null, areas, say: said('No change since the last report.', 'Two of our units use the new procedure.', 'Planned for the third quarter.') })
    await addExampleReport(tx, { id: 'example-report-4', round: 'example-round-open', party: 'THA', state: 'SUBMITTED', at: ago(3), by: 'Suda Tuayang', why: null, areas, say: said('No change since the last report.', 'The second part was held with 46 officers.', 'Held again this year.') })
    await addExampleReport(tx, { id: 'example-report-5', round: 'example-round-open', party: 'VNM', state: 'RETURNED', at: ago(4), by: 'Minh Vidu', why: 'How many of your officers were trained, and has the equipment arrived?', areas: ['wildlife-timber'], say: said('No change since the last report.', 'Training goes on.', 'Planned.') })
    await addExampleProofs(tx, areas, now)
    await addExampleSteps(tx, now)
    await addExampleIndicators(tx, areas, now)
    await appendAudit(tx, { at: now, actor: system, command: 'progress.demonstrate', type: 'demonstration', id: 'plans-reports', change: { rounds: 2, reports: 5 } })
  })
}
