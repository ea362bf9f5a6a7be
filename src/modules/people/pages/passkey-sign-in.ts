import { z } from 'zod'
import { router } from '../../../kernel/http.ts'
import { authOf } from '../auth.ts'
import { countFailure, nextPath, tooManyTries, withCookies } from '../sign-in.ts'
import { welcome } from './sign-in.tsx'

export const passkeySignIn = router()

// Answers the ceremony in the browser in JSON; both steps are limited by caller like passwords.
const account = 'passkey'

const text = z.string().max(20_000)
const Shown = z.object({
  response: z.object({ id: text, rawId: text, type: z.literal('public-key'), response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.optional() }), clientExtensionResults: z.object({}) }),
  next: z.string().optional(),
})

passkeySignIn.post('/sign-in/passkey/options', async (c) => {
  const options = await withCookies(c, (headers) => authOf(c.var.db).api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }))
  return options === null ? c.json({}, 403) : c.json(options)
})

passkeySignIn.post('/sign-in/passkey', async (c) => {
  if (await tooManyTries(c, '')) return c.json({}, 429)
  const shown = Shown.safeParse(await c.req.json().catch(() => null))
  if (!shown.success) return c.json({}, 422)
  const { userHandle, ...rest } = shown.data.response.response
  const response = { ...shown.data.response, response: { ...rest, ...(userHandle === undefined ? {} : { userHandle }) } }
  const found = await withCookies(c, (headers) => authOf(c.var.db).api.verifyPasskeyAuthentication({ body: { response }, headers, returnHeaders: true }))
  if (found === null) {
    await countFailure(c, account, { command: 'session.refuse', person: null, why: 'passkey' })
    return c.json({}, 422)
  }
  const answer = await welcome(c, 'passkey', nextPath(shown.data.next))
  return c.json({ location: answer.headers.get('location') ?? '/' })
})
