import { router } from '../../../kernel/http.ts'
import { authOf } from '../auth.ts'
import { callerOf, withCookies, writeDown } from '../sign-in.ts'

export const sessionPages = router()

sessionPages.post('/sign-out', async (c) => {
  const { db, actor, now } = c.var
  await withCookies(c, (headers) => authOf(db).api.signOut({ headers, returnHeaders: true }))
  if (actor.person) await writeDown(db, { at: now, actor, command: 'session.close', id: actor.person.id, change: { from: callerOf(c) } })
  return c.redirect('/sign-in?out', 303)
})
