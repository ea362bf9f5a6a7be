import { createTransport } from 'nodemailer'
import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

/** Queues a mail in the transaction that causes it. `uniqueKey` makes a second one with the same key a no-op. */
export async function queueMail(tx: Tx | Db, mail: { to: string; subject: string; text: string; now: string; uniqueKey?: string }): Promise<void> {
  await sql`insert into mail (to_address, subject, text, queued_at, unique_key) values (${mail.to}, ${mail.subject}, ${mail.text}, ${mail.now}, ${mail.uniqueKey ?? null}) on conflict (unique_key) do nothing`.execute(tx)
}

/** Sends what is queued. Without SMTP settings mails stay in the outbox page. One mail's failure does not stop the next. */
export async function sendQueuedMail(db: Db, options: { smtpUrl: string | undefined; from: string; now: string }): Promise<{ sent: number; failed: number }> {
  if (!options.smtpUrl) return { sent: 0, failed: 0 }
  const transport = createTransport(options.smtpUrl)
  let sent = 0
  let failed = 0
  for (const mail of await db.selectFrom('mail').selectAll().where('sent_at', 'is', null).orderBy('id').limit(200).execute()) {
    try {
      await transport.sendMail({ from: options.from, to: mail.to_address, subject: mail.subject, text: mail.text })
      await db.updateTable('mail').set({ sent_at: options.now }).where('id', '=', mail.id).execute()
      sent += 1
    } catch {
      failed += 1
    }
  }
  transport.close()
  return { sent, failed }
}
