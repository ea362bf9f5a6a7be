import { dayInZone } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { Job } from '../../kernel/jobs.ts'
import { queueMail } from '../../kernel/mail.ts'
import { numeral } from '../../ui/index.ts'
import { chairs, meetingHref } from '../meetings/index.ts'
import { listRecipients } from '../people/index.ts'
import { letterHref } from './commands.ts'
import { contactsOf, listContacts, mailLetter } from './mails.ts'
import { addEvent, listSilent } from './queries.ts'
import { isNoReply, standingOf } from './rules.ts'
import { words } from './wording.ts'

export const remindersJob = (settings: { publicUrl: string }): Job => ({ name: 'convocation-reminders', cron: '0 8 * * *', run: ({ db, now }) => sendReminders(db, now(), settings) })

/**
 * US-10 AC4: thirty days before the opening each addressee without an answer is reminded, and the Chair is told who they are. Once each,
 * however often it runs; the list itself is worked out when it is read and does not wait for this.
 */
export async function sendReminders(db: Db, now: string, settings: { publicUrl: string }): Promise<void> {
  const contacts = await listContacts(db, now)
  const officers = await listRecipients(db, ['CH'], now)
  for (const { convocation, letters } of await listSilent(db, now)) {
    const silent = letters.filter((letter) => {
      const today = dayInZone(now, letter.says?.series.zone ?? 'UTC')
      return isNoReply({ ...letter, standing: standingOf(letter.events) }, today) && today <= (letter.says?.series.endsOn ?? '')
    })
    if (silent.length === 0) continue
    await db.transaction().execute(async (tx) => {
      for (const letter of silent) {
        if (letter.says === null || letter.events.some((event) => event.kind === 'reminded')) continue
        await mailLetter(tx, 'reminder', { id: letter.id, says: letter.says, href: `${settings.publicUrl}${letterHref(letter.says, letter.id)}` }, contactsOf(contacts, letter), now)
        await addEvent(tx, letter.id, { kind: 'reminded', at: now, byName: 'Mufakat', byRole: 'system', source: null, note: null })
      }
      for (const { person, email, lang, capacities } of officers) {
        if (!capacities.some((capacity) => chairs({ person, capacity }, convocation))) continue
        const w = words[lang]
        const series = silent[0]?.says?.series.name[lang] ?? ''
        await queueMail(tx, {
          to: email, now, uniqueKey: `convocation-escalate:${convocation.series}:${person.id}`, subject: w['convocation.escalate-subject'](series),
          text: [w['convocation.escalate-text'](numeral(lang, silent.length)), silent.map((letter) => `- ${letter.says?.addressee?.[lang] ?? ''} (${letter.reference})`).join('\n'), `${settings.publicUrl}${meetingHref(convocation.main)}/letters/no-reply`, 'Mufakat'].join('\n\n'),
        })
      }
    })
  }
}
