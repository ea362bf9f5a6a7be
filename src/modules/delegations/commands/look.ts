import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import { allow, deny } from '../../../kernel/policy.ts'
import { partyOf } from '../../meetings/index.ts'
import { saveLook } from '../queries/changes.ts'

/** "I have seen this": what changed is counted from the page that was shown, not from the press of the button. */
export const lookAtChanges = defineCommand({
  name: 'delegation.look',
  input: z.strictObject({ shown: z.iso.datetime() }),
  load: async ({ actor }) => ({ party: partyOf(actor) }),
  allow: (actor: Actor, subject: { party: string | null }) => (actor.person !== null && subject.party !== null && partyOf(actor) === subject.party ? allow('delegations.because-own') : deny('delegations.no-delegation')),
  async run({ tx, actor, now }, { party }, { shown }) {
    if (actor.person !== null && party !== null) await saveLook(tx, { person: actor.person.id, party, at: shown < now ? shown : now })
  },
  audit: ({ party }, _result, { shown }) => ({ type: 'delegation', id: party ?? '', change: { lookedAt: shown } }),
  specimens: () => ({ 'the own delegation': { party: 'OWN' as string | null } }),
})
