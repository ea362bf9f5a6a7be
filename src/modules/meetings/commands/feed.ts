import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import { addFeed, type Feed, findFeedOf, lockFeeds, revokeFeed } from '../queries/calendar.ts'

export const feedDigest = (token: string): string => createHash('sha256').update(token).digest('hex')

interface Own {
  person: string | null
  feed: Feed | null
}

async function own({ tx, actor }: CommandContext): Promise<Own> {
  const person = actor.person?.id ?? null
  if (person !== null) await lockFeeds(tx, person)
  return { person, feed: person === null ? null : await findFeedOf(tx, person) }
}

/** An address is one's own; whoever has no capacity has nothing to put behind it. */
function canHave(actor: Actor, subject: Own): Verdict {
  if (actor.person === null || subject.person !== actor.person.id) return deny('calendar.sign-in')
  return actor.capacity === null ? deny('calendar.no-capacity') : allow('calendar.own')
}

const specimens = (actor: Actor): Record<string, Own> => ({ 'the own calendar': { person: actor.person?.id ?? null, feed: null }, "another's calendar": { person: 'someone', feed: null } })

/** A new secret address; the one before ends with it. The address leaves once, in the result. */
export const issueFeed = defineCommand({
  name: 'calendar-feed.issue',
  input: z.strictObject({}),
  load: own,
  allow: canHave,
  async run({ tx, now }, subject: Own): Promise<{ id: string; token: string; before: string | null }> {
    const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')]
    await revokeFeed(tx, subject.person ?? '', now)
    await addFeed(tx, { id, person: subject.person ?? '', tokenHash: feedDigest(token), now })
    return { id, token, before: subject.feed?.id ?? null }
  },
  audit: (_subject, { id, before }) => ({ type: 'calendar_feed', id, change: { replaces: before } }),
  specimens,
})

export const endFeed = defineCommand({
  name: 'calendar-feed.revoke',
  input: z.strictObject({}),
  load: own,
  allow: (actor: Actor, subject: Own): Verdict => (actor.person !== null && subject.person === actor.person.id ? allow('calendar.own') : deny('calendar.sign-in')),
  async run({ tx, now }, subject: Own) {
    if (!(await revokeFeed(tx, subject.person ?? '', now))) throw missing()
  },
  audit: (subject) => ({ type: 'calendar_feed', id: subject.feed?.id ?? '', change: { revoked: true } }),
  specimens,
})
