import { createHash } from 'node:crypto'
import { dayInZone, formatInstant } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { Job } from '../../kernel/jobs.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import { queueMail } from '../../kernel/mail.ts'
import { numeral } from '../../ui/index.ts'
import { listAreas, listParties, membersAt } from '../mechanism/index.ts'
import { listRecipients, type Recipient } from '../people/index.ts'
import { holdReports, listOpenRounds, type OpenRound, tellOnce } from './queries/remind.ts'
import type { Report } from './queries/reports.ts'
import { stepsDue } from './rules/remind.ts'
import { words } from './wording.ts'

export const reportRemindersJob = (settings: { publicUrl: string }): Job => ({ name: 'report-reminders', cron: '0 8 * * *', run: ({ db, now }) => sendReportReminders(db, now(), settings) })

interface Wanted {
  round: OpenRound
  party: string
  reporter: Report['reporter']
  area: string | null
}

/** The reports that a person's capacities owe: a focal point its member's, a lead shepherd its area's, a partner its own plan's. */
function wantedOf(recipient: Recipient, rounds: readonly OpenRound[], membersOn: (day: string) => ReadonlySet<string>): Wanted[] {
  const wanted = recipient.capacities.flatMap(({ role, party, area }): Wanted[] => party === null ? [] : rounds.flatMap((round): Wanted[] => {
    if (role === 'DP') return round.partner === party ? [{ round, party, reporter: 'partner', area: null }] : []
    if (round.partner !== null) return []
    if (role === 'LS') return area !== null && round.areas.includes(area) ? [{ round, party, reporter: 'lead-shepherd', area }] : []
    return role === 'NF' && membersOn(dayInZone(round.closesAt, round.zone)).has(party) ? [{ round, party, reporter: 'member', area: null }] : []
  }))
  return wanted.filter((one, index) => wanted.findIndex((other) => other.round.id === one.round.id && other.party === one.party && other.reporter === one.reporter && other.area === one.area) === index)
}

/**
 * US-17 AC1: one mail for everything that is asked of one person, when a round opened and on the days before it closes. Each is told once,
 * whatever restarts, runs beside it, or moves the clock or the round's days; to whom nothing is asked any more, nothing is sent. What is
 * open and due is worked out when it is read and does not wait for this.
 */
export async function sendReportReminders(db: Db, now: string, settings: { publicUrl: string }): Promise<void> {
  const rounds = await listOpenRounds(db, now)
  if (rounds.length === 0) return
  const [recipients, parties, areas] = await Promise.all([listRecipients(db, ['NF', 'LS', 'DP'], now), listParties(db), listAreas(db)])
  const members = new Map<string, ReadonlySet<string>>()
  const membersOn = (day: string) => { const known = members.get(day) ?? new Set(membersAt(parties, day).map((party) => party.code)); members.set(day, known); return known }
  for (const recipient of recipients) {
    const wanted = wantedOf(recipient, rounds, membersOn)
    if (wanted.length === 0) continue
    await db.transaction().execute(async (tx) => {
      const reports = await holdReports(tx, rounds.map((round) => round.id), wanted.map((one) => one.party))
      const open = wanted.map((one) => ({ ...one, report: reports.find((report) => report.round === one.round.id && report.party === one.party && report.reporter === one.reporter && report.area === one.area) })).filter(({ report }) => report === undefined || report.state === 'DRAFT' || report.state === 'RETURNED')
      const due = [...new Set(open.map((one) => one.round))].flatMap((round) => stepsDue(round, now).map((step) => ({ round: round.id, step })))
      const news = await tellOnce(tx, recipient.person.id, due, now)
      if (news.length === 0) return
      const mail = digest(recipient.lang, open.map((one) => ({ ...one, state: one.report?.state ?? null, why: one.report?.returnedWhy ?? null })), { areaName: (slug) => areas.find((area) => area.slug === slug)?.name ?? null, partyName: (code) => parties.find((party) => party.code === code)?.name ?? null, publicUrl: settings.publicUrl })
      const key = createHash('sha256').update(JSON.stringify(news.map(({ round, step }) => `${round} ${step}`).sort())).digest('hex').slice(0, 32)
      await queueMail(tx, { to: recipient.email, now, uniqueKey: `report-reminder:${recipient.person.id}:${key}`, ...mail })
    })
  }
}

function digest(lang: Lang, open: readonly (Wanted & { state: Report['state'] | null; why: string | null })[], names: { areaName(slug: string): Text | null; partyName(code: string): Text | null; publicUrl: string }): { subject: string; text: string } {
  const m = words[lang]
  const lines = open.map(({ round, party, reporter, area, state, why }) => [
    `- ${round.name[lang]}: ${round.title[lang]}`,
    `  ${m[`plans.reporter.${reporter}`]}, ${(area === null ? names.partyName(party) : names.areaName(area))?.[lang] ?? party}`,
    `  ${m['remind.closes'](formatInstant(round.closesAt, round.zone, lang))}`,
    ...(state === 'RETURNED' ? [`  ${m['plans.returned-with']} ${why ?? ''}`] : [`  ${state === 'DRAFT' ? m['remind.begun'] : m['remind.not-begun']}`]),
    ...(round.origin === 'demonstration' ? [`  ${m['plans.example']}`] : []),
    `  ${names.publicUrl}/plans/${round.programme}/rounds/${round.id}/report`,
  ].join('\n'))
  return { subject: m['remind.subject'](numeral(lang, open.length), open.length), text: [m['remind.intro'], ...lines, m['remind.until-submitted'], 'Mufakat'].join('\n\n') }
}
