import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, ErrorSummary, Form, PageTitle, Radios, TextField } from '../../../ui/index.ts'
import { daysLater, invitationDays, invitePerson } from '../commands/people.ts'
import { dayOf, readPlaces, words } from '../wording.ts'
import { fieldsOf, signedIn } from './asking.ts'
import { CapacityFields, endOfTyped } from './capacity-form.tsx'
import { scopeOf } from './people.tsx'

export const invitePages = router()

invitePages.get('/people/invite', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  if (!scopeOf(c).manages) throw missing()
  return invitePage(c, {}, {})
})

invitePages.post('/people/invite', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  if (!scopeOf(c).manages) throw missing()
  const { site, lang, now, db } = c.var
  const m = words[lang]
  const fields = await fieldsOf(c)
  try {
    const { address } = await perform(invitePerson(site.config), { db, actor, now, input: { ...fields, until: endOfTyped(c, fields['until']) } })
    return await page(c, { title: m.invited, current: '/people', status: 201, breadcrumbs: [{ label: m.people, href: '/people' }, { label: m.invited }] }, (
      <>
        <PageTitle title={m.invited} lede={m.invitedLede(fields['name'] ?? '', dayOf(daysLater(now, invitationDays), site.config.zone, lang))} />
        <p class="govuk-body"><code>{address}</code></p>
        {site.config.mailGoesOut && <p class="govuk-body">{m.invitedMail}</p>}
        <Actions><Button href="/people">{m.done}</Button><Button kind="secondary" href="/people/invite">{m.inviteAnother}</Button></Actions>
      </>
    ))
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return invitePage(c, fieldErrors(error.faults, c), fields)
  }
})

async function invitePage(c: Reply, errors: Record<string, string>, typed: Record<string, string>): Promise<Response> {
  const { lang, db } = c.var
  const m = words[lang]
  const places = await readPlaces(db)
  return page(c, { title: m.invite, current: '/people', status: Object.keys(errors).length > 0 ? 422 : 200, breadcrumbs: [{ label: m.people, href: '/people' }, { label: m.invite }] }, (
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle title={m.invite} />
      <Form action="/people/invite">
        <TextField name="name" label={m.name} value={typed['name']} error={errors['name']} autocomplete="off" width={30} />
        <TextField name="email" label={m.email} type="email" value={typed['email']} error={errors['email']} autocomplete="off" spellcheck={false} width={30} />
        <CapacityFields c={c} places={places} typed={typed} errors={errors} />
        <Radios name="lang" label={m.language} inline value={typed['lang'] ?? lang} options={[{ value: 'en', label: 'English' }, { value: 'th', label: 'ภาษาไทย' }]} error={errors['lang']} />
        <Actions><Button>{m.sendInvitation}</Button></Actions>
      </Form>
    </>
  ))
}
