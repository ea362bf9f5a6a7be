import { perform } from '../../../kernel/command.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, ErrorSummary, Form, Hidden, PageTitle, Radios } from '../../../ui/index.ts'
import { sessionTokenOf } from '../auth.ts'
import { chooseHat } from '../commands/capacity.ts'
import { nextPath } from '../sign-in.ts'
import { capacityInWords, dayOf, readPlaces, roleSentence, words } from '../wording.ts'
import { fieldsOf, signedIn, type SignedIn } from './asking.ts'

export const hatPages = router()

hatPages.get('/account/hat', async (c) => {
  const actor = signedIn(c)
  return actor instanceof Response ? actor : hatPage(c, actor, nextPath(c.req.query('next')))
})

async function hatPage(c: Reply, actor: SignedIn, next: string, error?: string): Promise<Response> {
  const { lang, site, capacities, db } = c.var
  const m = words[lang]
  const places = await readPlaces(db)
  return page(c, { title: m.hatTitle, status: error ? 422 : 200, breadcrumbs: [{ label: m.account, href: '/account' }, { label: m.chooseOne }] }, (
    <>
      <ErrorSummary errors={error ? [{ field: 'id', message: error }] : []} />
      <PageTitle title={m.hatTitle} lede={capacities.length > 0 ? m.hatLede : m.noCapacity} />
      {capacities.length > 0 && (
        <Form action="/account/hat">
          {next !== '/' && <Hidden name="next" value={next} />}
          <Radios
            name="id"
            label={m.capacity}
            hiddenLabel
            error={error}
            value={actor.capacity?.id}
            options={capacities.map((capacity) => ({
              value: capacity.id,
              label: capacityInWords(site, lang, places, capacity),
              hint: `${roleSentence(lang, capacity.role)}${capacity.until ? ` (${m.until} ${dayOf(capacity.until, site.config.zone, lang)})` : ''}`,
            }))}
          />
          <Actions><Button>{m.wear}</Button></Actions>
        </Form>
      )}
    </>
  ))
}

hatPages.post('/account/hat', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const fields = await fieldsOf(c)
  const next = nextPath(fields['next'])
  if (!fields['id']) return hatPage(c, actor, next, words[c.var.lang].hatMissing)
  const token = sessionTokenOf(c.var.db, c.req.header('cookie') ?? null) ?? ''
  await perform(chooseHat, { db: c.var.db, actor, now: c.var.now, input: { id: fields['id'], token } })
  return c.redirect(next, 303)
})
