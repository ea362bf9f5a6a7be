import { z } from 'zod'
import { roles } from '../../kernel/actor.ts'
import { languages } from '../../kernel/languages.ts'
import { longestPassword, shortestPassword } from './auth.ts'
import { placesOf } from './rules.ts'

const Id = z.string().min(1).max(80)
/** An empty field of a form is no value. */
const Optional = z.preprocess((value) => (value === '' || value === undefined ? null : value), z.string().trim().max(80).nullable())

const place = { role: z.enum(roles), body: Optional, party: Optional, area: Optional, until: z.preprocess((value) => (value === '' || value === undefined ? null : value), z.iso.datetime().nullable()) }

/** A chair without a body or a delegate without a party has no meaning; each missing part is its own fault. */
function complete(given: { role: (typeof roles)[number]; body: string | null; party: string | null; area: string | null }, context: z.RefinementCtx): void {
  const needed = placesOf(given.role)
  for (const part of ['party', 'body', 'area'] as const) {
    if (needed[part] && given[part] === null) context.addIssue({ code: 'custom', path: [part], message: `people.needs-${part}` })
  }
}

export const CapacityWish = z.object({ person: Id, reason: Optional, ...place }).superRefine(complete)
export type CapacityWish = z.infer<typeof CapacityWish>

export const CapacityId = z.object({ id: Id, version: z.coerce.number().int().optional() })

export const Invite = z.object({ name: z.string().trim().min(2).max(120), email: z.email({ error: 'people.email' }).trim().max(200), lang: z.enum(languages), ...place }).superRefine(complete)

export const Password = z.string().min(shortestPassword, 'people.password-short').max(longestPassword, 'people.password-long')

/** What makes an account. The address is the invitation's, or typed where a printed invitation has none. */
export const NewAccount = z.object({ name: z.string().trim().min(2).max(120), email: z.email({ error: 'people.email' }).max(200), password: Password })

export const PersonId = z.object({ id: Id })
export const HatChoice = z.object({ id: Id, token: z.string().min(1) })
