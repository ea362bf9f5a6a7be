import { type Actor, acts } from '../../kernel/actor.ts'
import { addDays, todayIn } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { Job } from '../../kernel/jobs.ts'
import { queueMail } from '../../kernel/mail.ts'
import { en as kernelEn } from '../../kernel/messages.en.ts'
import { th as kernelTh } from '../../kernel/messages.th.ts'
import { readDirectory } from './directory.ts'
import { wordsOfActs } from './messages/acts.ts'
import { listSubmitted, listTexts } from './queries/acts.ts'
import { listRecipients, type Recipient } from '../people/index.ts'
import { listAskedOf, listJudgedSince } from './queries/needs.ts'
import { type Speaker, speaker as speakerOf } from './wording.ts'

interface Section {
  title: string
  lines: string[]
}

/** Monday morning in the mechanism's zone. A reminder comes once a week and only with something new in it; nothing nags daily. */
export const digestJob = (settings: { publicUrl: string; zone: string }): Job => ({
  name: 'mandates-digest',
  cron: '0 8 * * 1',
  run: ({ db, now }) => sendDigests(db, now(), settings),
})

/** Queues at most one letter for each person and week, however often it runs. */
export async function sendDigests(db: Db, now: string, settings: { publicUrl: string; zone: string }): Promise<void> {
  const today = todayIn(settings.zone, now)
  const monday = addDays(today, 1 - Temporal.PlainDate.from(today).dayOfWeek)
  const directory = await readDirectory(db)
  for (const recipient of await listRecipients(db, ['SD', 'NF', 'HD', 'LS', 'DP'], now)) {
    const speaker = speakerOf(recipient.lang, directory)
    const sections: Section[] = []
    for (const capacity of recipient.capacities) sections.push(...(await newsFor(db, { person: recipient.person, capacity }, speaker, { now, today, ...settings })))
    if (sections.length === 0) continue
    await queueMail(db, { ...letter(recipient, sections, speaker, monday), to: recipient.email, now, uniqueKey: `mandates-digest:${recipient.person.id}:${monday}` })
  }
}

async function newsFor(db: Db, actor: Actor, speaker: Speaker, at: { now: string; today: string; publicUrl: string }): Promise<Section[]> {
  const w = wordsOfActs[speaker.lang]
  const weekAgo = Temporal.Instant.from(at.now).subtract({ hours: 7 * 24 }).toString()
  const lastMonday = addDays(at.today, -7)
  const line = (of: { id: string; symbol: string; title: { en: string; th: string } }, more = '') => `${of.symbol} ${speaker.say(of.title)}${more}\n  ${at.publicUrl}/mandates/${of.id}`
  const sections: Section[] = []
  const add = (title: string, lines: string[]) => { if (lines.length > 0) sections.push({ title, lines }) }
  if (acts(actor, 'SD')) {
    const waiting = (await listSubmitted(db, actor)).filter((statement) => statement.recordedAt >= weekAgo && statement.recordedBy !== actor.person?.id)
    add(w['follow-up.digest-waiting'], waiting.map((statement) => `${line({ id: statement.mandate, symbol: statement.symbol, title: statement.title }, ` (${speaker.say(statement.reportedBy)})`)}/statements`))
    const texts = (await listTexts(db, actor)).filter((text) => text.open > 0 && text.createdAt >= weekAgo)
    add(w['follow-up.digest-texts'], texts.map((text) => `${text.title}\n  ${at.publicUrl}/extraction/${encodeURIComponent(text.id)}`))
    return sections
  }
  const judged = await listJudgedSince(db, actor, weekAgo)
  const of = (verdict: 'accepted' | 'returned') => judged.filter((each) => each.verdict === verdict).map((each) => line({ id: each.mandate, symbol: each.symbol, title: each.title }, each.verdictNote ? `: ${each.verdictNote}` : ''))
  add(w['follow-up.digest-returned'], of('returned'))
  // Each decision stands under one heading, and under "due" or "passed" in one week only.
  const asked = await listAskedOf(db, actor, lastMonday, 50)
  const due = asked.filter((each) => each.dueOn !== null && each.dueOn >= at.today && each.dueOn < addDays(at.today, 7))
  const passed = asked.filter((each) => each.dueOn !== null && each.dueOn >= lastMonday && each.dueOn < at.today)
  const fresh = asked.filter((each) => each.recordedAt >= weekAgo && !due.includes(each) && !passed.includes(each))
  const when = (each: (typeof asked)[number]) => (each.dueOn ? ` (${speaker.day(each.dueOn, 'short')})` : '')
  add(w['follow-up.digest-due'], due.map((each) => line(each, when(each))))
  add(w['follow-up.digest-late'], passed.map((each) => line(each, when(each))))
  add(w['follow-up.digest-new'], fresh.map((each) => line(each, when(each))))
  add(w['follow-up.digest-accepted'], of('accepted'))
  return sections
}

function letter(recipient: Recipient, sections: readonly Section[], speaker: Speaker, monday: string): { subject: string; text: string } {
  const w = wordsOfActs[speaker.lang]
  const count = sections.reduce((sum, section) => sum + section.lines.length, 0)
  const kernel = speaker.lang === 'th' ? kernelTh : kernelEn
  const roles = [...new Set(recipient.capacities.map((capacity) => kernel[`role.${capacity.role}`]))].join(', ')
  return {
    subject: w['follow-up.digest-subject'](w['follow-up.digest-things'](count), speaker.day(monday, 'short')),
    text: [
      w['follow-up.digest-greeting'](recipient.person.name),
      `${w['follow-up.digest-for'](speaker.lang === 'th' ? roles : roles.toLowerCase())}, ${w['follow-up.digest-intro']}`,
      ...sections.map((section) => `${section.title}\n${section.lines.map((one) => `- ${one}`).join('\n')}`),
      w['follow-up.digest-close'],
      'Mufakat',
    ].join('\n\n'),
  }
}
