import { faultsOf, perform } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, Empty, ErrorSummary, Form, PageTitle, TextField } from '../../../ui/index.ts'
import { authOf } from '../auth.ts'
import { acceptInvitation, isOpen } from '../commands/people.ts'
import { digestOf } from '../identify.ts'
import { findInvitation, type Invitation } from '../queries/invitations.ts'
import { findPersonByEmail } from '../queries/people.ts'
import { needsTwo } from '../rules.ts'
import { NewAccount } from '../schema.ts'
import { countFailure, tooManyTries, withCookies } from '../sign-in.ts'
import { capacityInWords, readPlaces, words } from '../wording.ts'
import { fieldsOf } from './asking.ts'
import { welcome } from './sign-in.tsx'

export const invitationPages = router()

invitationPages.get('/invitation/:token', async (c) => {
  if (await tooManyTries(c, '')) throw new AppError('too-many', 'request.too-many')
  const invitation = await openInvitation(c)
  return invitation ? invitationPage(c, invitation, {}, {}) : gonePage(c)
})

invitationPages.post('/invitation/:token', async (c) => {
  const { db, actor, now } = c.var
  if (await tooManyTries(c, '')) throw new AppError('too-many', 'request.too-many')
  const invitation = await openInvitation(c)
  if (!invitation) return gonePage(c)
  const fields = await fieldsOf(c)
  const token = c.req.param('token')
  if (await accountOf(c, invitation)) {
    await perform(acceptInvitation, { db, actor, now, input: { token } })
    return c.redirect('/account', 303)
  }
  const given = NewAccount.safeParse({ name: fields['name'], email: invitation.email || (fields['email'] ?? '').trim(), password: fields['password'] })
  if (!given.success) return invitationPage(c, invitation, fieldErrors(faultsOf(given.error), c), fields)
  const { name, email, password } = given.data
  const auth = authOf(db)
  // Hashing takes its time on purpose, so it happens before the transaction.
  const passwordHash = await (await auth.$context).password.hash(password)
  try {
    await perform(acceptInvitation, { db, actor, now, input: { token, name, email, passwordHash } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return invitationPage(c, invitation, fieldErrors(error.faults, c), fields)
  }
  const answer = await withCookies(c, (headers) => auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }))
  return answer === null ? c.redirect('/sign-in', 303) : welcome(c, 'invitation', '/account')
})

const accountOf = async (c: Reply, invitation: Invitation) => (invitation.email === '' ? null : findPersonByEmail(c.var.db, invitation.email))

/** A guessed address counts as a failed try of the caller. Used, withdrawn and unknown ones look the same. */
async function openInvitation(c: Reply): Promise<Invitation | null> {
  const found = await findInvitation(c.var.db, digestOf(c.req.param('token') ?? ''))
  if (found && isOpen(found, c.var.now)) return found
  if (!found) await countFailure(c, 'invitation', { command: 'session.refuse', person: null, why: 'invitation' })
  return null
}

function gonePage(c: Reply): Promise<Response> {
  const m = words[c.var.lang]
  c.header('cache-control', 'no-store')
  return page(c, { title: m.invitation, status: 404 }, (
    <>
      <PageTitle title={m.invitation} />
      <Empty title={c.var.site.say(c.var.lang, 'people.invitation-gone')} ways={[{ href: '/sign-in', label: m.signIn }]} />
    </>
  ))
}

async function invitationPage(c: Reply, invitation: Invitation, errors: Record<string, string>, typed: Record<string, string>): Promise<Response> {
  const { lang, site, db, actor } = c.var
  const m = words[lang]
  const [places, existing] = await Promise.all([readPlaces(db), accountOf(c, invitation)])
  const address = new URL(c.req.url).pathname
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'no-referrer')
  return page(c, { title: m.invitation, status: Object.keys(errors).length > 0 ? 422 : 200 }, (
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle title={m.invitation} lede={m.invitationLede(invitation.invitedByName ?? m.bySystem, capacityInWords(site, lang, places, invitation))} />
      {invitation.invitedBy !== 'system' && needsTwo(invitation.role) && <p class="govuk-body">{m.waitsAfter}</p>}
      {existing && existing.id !== actor.person?.id && (
        <>
          <p class="govuk-body">{m.signInToAccept}</p>
          <Actions><Button href={`/sign-in?next=${encodeURIComponent(address)}`}>{m.signIn}</Button></Actions>
        </>
      )}
      {existing && existing.id === actor.person?.id && <Form action={address}><Actions><Button>{m.acceptAs(existing.name)}</Button></Actions></Form>}
      {!existing && (
        <Form action={address}>
          <TextField name="name" label={m.yourName} value={typed['name'] ?? invitation.name} error={errors['name']} autocomplete="name" width={30} />
          <TextField name="email" label={m.email} type="email" value={invitation.email || typed['email']} error={errors['email']} autocomplete="username" disabled={invitation.email !== ''} spellcheck={false} width={30} />
          <TextField name="password" label={m.choosePassword} hint={m.passwordHint} type="password" autocomplete="new-password" error={errors['password']} width={30} />
          <Actions><Button>{m.accept}</Button></Actions>
        </Form>
      )}
    </>
  ))
}
