import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, Columns, ErrorSummary, Form, PageTitle, Section, TextField } from '../../../ui/index.ts'
import { authOf } from '../auth.ts'
import { tryLimits } from '../rules.ts'
import { Password } from '../schema.ts'
import { callerOf, countFailure, tooManyTries, withCookies, writeDown } from '../sign-in.ts'
import { words } from '../wording.ts'
import { accountPage } from './account.tsx'
import { fieldsOf, signedIn, type SignedIn } from './asking.ts'
import { QrCode } from './security-parts.tsx'

export const securityPages = router()

const note = (c: Reply, actor: SignedIn, command: string, change: unknown = {}) =>
  writeDown(c.var.db, { at: c.var.now, actor, command, id: actor.person.id, change: { ...(change as object), from: callerOf(c) } })

/** A present password that is asked for again is limited like signing in. */
async function guarded<Answer>(c: Reply, actor: SignedIn, field: string, call: (headers: Headers) => Promise<{ headers: Headers; response: Answer }>): Promise<Answer | Response> {
  const m = words[c.var.lang]
  const account = `account of ${actor.person.id}`
  if (await tooManyTries(c, account)) return accountPage(c, actor, { errors: { [field]: m.tooMany(tryLimits.minutes) } })
  const answer = await withCookies(c, call)
  if (answer !== null) return answer
  await countFailure(c, account, { command: 'session.refuse', person: actor.person.id, why: field })
  return accountPage(c, actor, { errors: { [field]: m.notYourPassword } })
}

securityPages.post('/account/password', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const fields = await fieldsOf(c)
  const wanted = Password.safeParse(fields['password'])
  if (!wanted.success) return accountPage(c, actor, { errors: { 'new-password': c.var.site.say(c.var.lang, wanted.error.issues[0]?.message ?? 'input.invalid') } })
  const answer = await guarded(c, actor, 'current', (headers) =>
    authOf(c.var.db).api.changePassword({ body: { currentPassword: fields['current'] ?? '', newPassword: wanted.data, revokeOtherSessions: true }, headers, returnHeaders: true }))
  if (answer instanceof Response) return answer
  await note(c, actor, 'person.change-password')
  return c.redirect('/account?done=passwordChanged', 303)
})

securityPages.post('/account/two-factor', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { password = '' } = await fieldsOf(c)
  const answer = await guarded(c, actor, 'second-password', (headers) => authOf(c.var.db).api.enableTwoFactor({ body: { password, method: 'totp' }, headers, returnHeaders: true }))
  if (answer instanceof Response) return answer
  return answer.method === 'totp' ? setUpPage(c, { uri: answer.totpURI, codes: answer.backupCodes }) : c.redirect('/account', 303)
})
securityPages.get('/account/two-factor', (c) => c.redirect('/account#second-step', 303))

securityPages.post('/account/two-factor/confirm', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { code = '' } = await fieldsOf(c)
  const answer = await withCookies(c, (headers) => authOf(c.var.db).api.verifyTOTP({ body: { code: code.replace(/\s/g, '') }, headers, returnHeaders: true }))
  if (answer === null) return setUpPage(c, { error: words[c.var.lang].wrongCode })
  await note(c, actor, 'person.turn-on-second-step')
  return c.redirect('/account?done=twoFactorDone', 303)
})
securityPages.get('/account/two-factor/confirm', (c) => c.redirect('/account#second-step', 303))

securityPages.post('/account/two-factor/off', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { password = '' } = await fieldsOf(c)
  const answer = await guarded(c, actor, 'second-password', (headers) => authOf(c.var.db).api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }))
  if (answer instanceof Response) return answer
  await note(c, actor, 'person.turn-off-second-step')
  return c.redirect('/account?done=twoFactorStopped', 303)
})

function setUpPage(c: Reply, state: { uri?: string; codes?: string[]; error?: string }): Promise<Response> {
  const m = words[c.var.lang]
  const key = state.uri ? new URL(state.uri).searchParams.get('secret') : null
  return page(c, { title: m.twoFactorTitle, status: state.error ? 422 : 201, breadcrumbs: [{ label: m.account, href: '/account' }, { label: m.twoFactorTitle }] }, (
    <>
      <ErrorSummary errors={state.error ? [{ field: 'code', message: state.error }] : []} />
      <PageTitle title={m.twoFactorTitle} lede={state.uri ? undefined : m.alreadyScanned} />
      {state.uri && (
        <Columns>
          <Section title={m.scan} kind="plain">
            <QrCode text={state.uri} label={m.scanAlt} />
            <p class="govuk-body small">{m.orType} <code>{key}</code></p>
          </Section>
          <Section title={m.backupTitle} kind="plain" lede={m.backupLede}>
            <ul class="govuk-list">{(state.codes ?? []).map((code) => <li><code>{code}</code></li>)}</ul>
          </Section>
        </Columns>
      )}
      <Form action="/account/two-factor/confirm">
        <TextField name="code" label={m.thenCode} inputmode="numeric" autocomplete="one-time-code" width={10} error={state.error} spellcheck={false} />
        <Actions><Button>{m.turnOn}</Button><Button kind="secondary" href="/account">{m.back}</Button></Actions>
      </Form>
    </>
  ))
}

// The ceremony itself runs in the browser; these four answer it in JSON. A request of another site cannot send JSON here.
securityPages.post('/account/passkeys/options', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return c.json({}, 401)
  const options = await withCookies(c, (headers) => authOf(c.var.db).api.generatePasskeyRegistrationOptions({ query: { name: actor.person.name }, headers, returnHeaders: true }))
  return options === null ? c.json({}, 403) : c.json(options)
})

securityPages.post('/account/passkeys', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return c.json({}, 401)
  const body: unknown = await c.req.json().catch(() => null)
  const made = await withCookies(c, (headers) => authOf(c.var.db).api.verifyPasskeyRegistration({ body: { response: (body as { response?: unknown } | null)?.response, name: deviceName(c) }, headers, returnHeaders: true }))
  if (made === null) return c.json({}, 422)
  await note(c, actor, 'person.add-passkey')
  return c.json({ location: '/account#passkeys' })
})

securityPages.post('/account/passkeys/remove', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { id = '' } = await fieldsOf(c)
  const gone = await withCookies(c, (headers) => authOf(c.var.db).api.deletePasskey({ body: { id }, headers, returnHeaders: true }))
  if (gone !== null) await note(c, actor, 'person.remove-passkey')
  return c.redirect('/account#passkeys', 303)
})

const deviceName = (c: Reply): string => ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((system) => c.req.header('user-agent')?.includes(system)) ?? 'Passkey'
