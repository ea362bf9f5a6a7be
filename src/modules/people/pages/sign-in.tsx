import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, DataTable, ErrorSummary, Form, Hidden, NotificationBanner, PageTitle, Section, Sub, TextField } from '../../../ui/index.ts'
import { authOf, sessionTokenOf } from '../auth.ts'
import { examplePeople, isExamplePerson } from '../demonstration.ts'
import { endSessions, findSession } from '../queries/sessions.ts'
import { findPersonByEmail } from '../queries/people.ts'
import { tryLimits } from '../rules.ts'
import { callerOf, countFailure, forgetFailures, nextPath, sessionJustOpened, tooManyTries, withCookies, writeDown } from '../sign-in.ts'
import { PasskeyButton } from './security-parts.tsx'
import { capacityInWords, type Places, readPlaces, roleSentence, words } from '../wording.ts'

export const signInPages = router()

signInPages.get('/sign-in', async (c) => signInPage(c, {}))

signInPages.post('/sign-in', async (c) => {
  const m = words[c.var.lang]
  const form = await c.req.parseBody()
  const email = String(form['email'] ?? '').trim()
  const password = String(form['password'] ?? '')
  if (await tooManyTries(c, email)) return signInPage(c, { email, error: m.tooMany(tryLimits.minutes), status: 429 })
  const answer = await withCookies(c, (headers) => authOf(c.var.db).api.signInEmail({ body: { email, password }, headers, returnHeaders: true }))
  const person = await findPersonByEmail(c.var.db, email)
  if (answer === null || person?.closedAt) {
    if (answer !== null) await dropSession(c)
    await countFailure(c, email, { command: 'session.refuse', person: person?.id ?? null, why: 'password' })
    // The same words whether the address is known or not.
    return signInPage(c, { email, error: m.wrong, status: 422 })
  }
  const next = nextPath(form['next'])
  if ('twoFactorRedirect' in answer) return c.redirect(`/sign-in/second-step${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`, 303)
  await forgetFailures(c, email)
  return welcome(c, 'password', next)
})

/** One click in a demonstration; in real use this address does not exist. */
signInPages.post('/sign-in/as', async (c) => {
  if (c.var.site.config.mode !== 'demonstration') throw missing()
  const form = await c.req.parseBody()
  const person = String(form['person'] ?? '')
  if (!isExamplePerson(person)) throw missing()
  const answer = await withCookies(c, (headers) => authOf(c.var.db).api.signInAs({ body: { person }, headers, returnHeaders: true }))
  if (!answer?.signedIn) throw missing()
  return welcome(c, 'demonstration', nextPath(form['next']))
})

/** The last step of every way in: the former session ends, the act is written down, and whoever has several hats chooses one. */
export async function welcome(c: Reply, by: string, next: string): Promise<Response> {
  const { db, now } = c.var
  const opened = await sessionJustOpened(c)
  if (!opened) return c.redirect('/sign-in', 303)
  const former = sessionTokenOf(db, c.req.header('cookie') ?? null)
  if (former !== null) {
    const old = await findSession(db, former, now)
    if (old && old.session !== opened.session) await db.transaction().execute((tx) => endSessions(tx, old.id, old.session))
  }
  const capacity = opened.capacities.length === 1 ? (opened.capacities[0] ?? null) : null
  await writeDown(db, { at: now, actor: { person: { id: opened.id, name: opened.name }, capacity }, command: 'session.open', id: opened.id, change: { by, from: callerOf(c) } })
  return c.redirect(opened.capacities.length > 1 ? `/account/hat${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}` : next, 303)
}

async function dropSession(c: Reply): Promise<void> {
  const opened = await sessionJustOpened(c)
  c.res.headers.delete('set-cookie')
  if (opened) await c.var.db.transaction().execute((tx) => endSessions(tx, opened.id, opened.session))
}

async function signInPage(c: Reply, more: { email?: string; error?: string; status?: number; notice?: string }): Promise<Response> {
  const { lang, site, db } = c.var
  const m = words[lang]
  const next = nextPath(c.req.query('next'))
  const notice = c.req.query('out') === 'everywhere' ? m.signedOutEverywhere : c.req.query('out') !== undefined ? m.signedOut : undefined
  const demonstration = site.config.mode === 'demonstration'
  c.header('cache-control', 'no-store')
  return page(c, { title: m.signIn, status: more.status ?? 200 }, (
    <>
      {more.error && <ErrorSummary errors={[{ field: 'email', message: more.error }]} />}
      {notice && <NotificationBanner kind="info" text={notice} />}
      <PageTitle title={m.signIn} />
      {demonstration && <ExamplePeople c={c} places={await readPlaces(db)} next={next} />}
      <Section title={m.ordinaryTitle} lede={m.ordinaryLede} {...(demonstration ? {} : { kind: 'first' as const })}>
        <Form action="/sign-in">
          {next !== '/' && <Hidden name="next" value={next} />}
          <TextField name="email" label={m.email} type="email" autocomplete="username webauthn" value={more.email} width={30} spellcheck={false} />
          <TextField name="password" label={m.password} type="password" autocomplete="current-password" width={30} />
          <Actions><Button>{m.signIn}</Button></Actions>
        </Form>
        <PasskeyButton kind="sign-in" label={m.passkeySignIn} failed={m.passkeyFailed} next={next} />
      </Section>
    </>
  ))
}

function ExamplePeople({ c, places, next }: { c: Reply; places: Places; next: string }) {
  const { lang, site } = c.var
  const m = words[lang]
  const sentence = (person: (typeof examplePeople)[number]) => {
    if (person.hats.length > 1) return m.twoHats
    if (person.id === 'example-sa-2') return m.secondAdministrator
    return roleSentence(lang, person.hats[0]?.role ?? 'PU')
  }
  const people = examplePeople
  const startsGroup = (person: (typeof people)[number]) => people.find((other) => other.group === person.group) === person
  return (
    <Section title={m.tryIt} lede={m.tryItLede} kind="first">
      <DataTable
        caption={m.tryIt}
        noHead
        rows={people}
        columns={[
          { head: m.groupHead, class: 'lead', cell: (person) => <span class={startsGroup(person) ? undefined : 'vh'}>{m[`group.${person.group}`]}</span> },
          { head: m.personHead, rowHeader: true, class: 'wide', cell: (person) => <>{person.hats.map((hat) => capacityInWords(site, lang, places, { body: null, party: null, area: null, ...hat })).join(' · ')}<Sub>{person.name}</Sub></> },
          { head: m.doesHead, cell: sentence },
          {
            head: m.actHead,
            class: 'right nowrap',
            noLabel: true,
            cell: (person) => (
              <form method="post" action="/sign-in/as">
                <Hidden name="person" value={person.id} />
                {next !== '/' && <Hidden name="next" value={next} />}
                <Button small kind="secondary" about={person.name}>{m.signInAs}</Button>
              </form>
            ),
          },
        ]}
      />
    </Section>
  )
}
