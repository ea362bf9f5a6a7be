import { randomUUID } from 'node:crypto'
import { system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import type { Db } from '../../kernel/db.ts'
import { daysLater, invitationAddress, invitationDays, newSecret } from './commands/people.ts'
import { digestOf } from './identify.ts'
import { countAdministrators } from './queries/capacities.ts'
import { addInvitation, countFirstInvitations, withdrawFirstInvitations } from './queries/invitations.ts'

/**
 * A new installation has nobody who could invite anybody, and needs two. While there is no administrator each start makes two
 * fresh single-use invitations and withdraws those printed before; with one, the other's invitation stays until it is used or too old.
 */
export async function inviteFirstAdministrators(db: Db, now: string, publicUrl: string): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    const administrators = await countAdministrators(tx, now)
    if (administrators >= 2 || (administrators === 1 && (await countFirstInvitations(tx, now)) > 0)) return []
    await withdrawFirstInvitations(tx, now)
    const lines: string[] = []
    for (let n = administrators + 1; n <= 2; n += 1) {
      const [id, token] = [randomUUID(), newSecret()]
      await addInvitation(tx, {
        id, tokenHash: digestOf(token), name: `Administrator ${n}`, email: '', lang: 'en', role: 'SA', body: null, party: null, area: null, until: null, by: 'system', now, expiresAt: daysLater(now, invitationDays),
      })
      await appendAudit(tx, { at: now, actor: system, command: 'person.invite', type: 'invitation', id, change: { role: 'SA', first: true } })
      lines.push(`Invitation for administrator ${n}, works once and for ${invitationDays} days: ${invitationAddress(publicUrl, token)}`)
    }
    return lines
  })
}
