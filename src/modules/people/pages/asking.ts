import type { Actor } from '../../../kernel/actor.ts'
import type { Reply } from '../../../kernel/http.ts'

export type SignedIn = Actor & { person: { id: string; name: string } }

/** The person asking; a visitor is sent to sign in and comes back to this page. */
export function signedIn(c: Reply): SignedIn | Response {
  const { actor } = c.var
  if (actor.person) return { ...actor, person: actor.person }
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.method === 'GET' ? `${pathname}${search}` : '/account')}`, 303)
}

/** A form's fields as text; what is missing is empty. */
export async function fieldsOf(c: Reply): Promise<Record<string, string>> {
  const body = await c.req.parseBody()
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : '']))
}
