import type { Capacity } from '../../../kernel/actor.ts'
import { readableMarkings } from '../../../kernel/actor.ts'
import { arabicDigits } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, DataTable, Dots, ErrorSummary, Form, Hidden, NotificationBanner, PageTitle, Section, Sub, TextField } from '../../../ui/index.ts'
import { sessionTokenOf } from '../auth.ts'
import { endKey, endOwnSessions, makeKey } from '../commands/people.ts'
import { findFactors, type KeyRow, listKeys, listSessions, type OpenSession } from '../queries/sessions.ts'
import { readsAllActs, readsOwnActs } from '../rules.ts'
import { markingInWords } from '../why.tsx'
import { capacityInWords, dayOf, instantOf, type Places, readPlaces, words } from '../wording.ts'
import { fieldsOf, signedIn, type SignedIn } from './asking.ts'
import { SecurityParts } from './security-parts.tsx'

export const accountPages = router()

accountPages.get('/account', async (c) => {
  const actor = signedIn(c)
  return actor instanceof Response ? actor : accountPage(c, actor, {})
})

accountPages.post('/account/sessions/end', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { id } = await fieldsOf(c)
  await perform(endOwnSessions, { db: c.var.db, actor, now: c.var.now, input: { only: id } })
  return c.redirect('/account', 303)
})

accountPages.post('/account/sign-out-everywhere', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  await perform(endOwnSessions, { db: c.var.db, actor, now: c.var.now, input: {} })
  return c.redirect('/sign-in?out=everywhere', 303)
})

accountPages.post('/account/keys', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const fields = await fieldsOf(c)
  const m = words[c.var.lang]
  try {
    const { key } = await perform(makeKey, { db: c.var.db, actor, now: c.var.now, input: { name: fields['name'], days: arabicDigits(fields['days'] ?? '') } })
    return await page(c, { title: m.keyMade, status: 201, breadcrumbs: [{ label: m.account, href: '/account' }, { label: m.keysTitle }] }, (
      <>
        <PageTitle title={m.keyMade} />
        <p class="govuk-body"><code>{key}</code></p>
        <p class="govuk-body">{m.keyUse}: <code>Authorization: Bearer {key.slice(0, 8)}…</code></p>
        <Actions><Button href="/account">{m.done}</Button></Actions>
      </>
    ))
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return accountPage(c, actor, { errors: fieldErrors(error.faults, c), typed: fields })
  }
})
accountPages.get('/account/keys', (c) => c.redirect('/account', 303))

accountPages.post('/account/keys/end', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { id } = await fieldsOf(c)
  await perform(endKey, { db: c.var.db, actor, now: c.var.now, input: { id } })
  return c.redirect('/account', 303)
})

const notices = ['passwordChanged', 'twoFactorDone', 'twoFactorStopped'] as const

export async function accountPage(c: Reply, actor: SignedIn, more: { errors?: Record<string, string>; typed?: Record<string, string> }): Promise<Response> {
  const { lang, site, db, now, capacities } = c.var
  const m = words[lang]
  const [places, sessions, factors, keys] = await Promise.all([readPlaces(db), listSessions(db, actor.person.id, now), findFactors(db, actor.person.id), listKeys(db, actor.person.id, now)])
  const { errors = {}, typed = {} } = more
  const notice = notices.find((key) => key === c.req.query('done'))
  return page(c, { title: m.account, status: Object.keys(errors).length > 0 ? 422 : 200 }, (
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {notice && <NotificationBanner kind="success" text={m[notice]} />}
      <PageTitle
        title={actor.person.name}
        lede={m.accountLede}
        tools={<Dots links={[...(readsAllActs(actor) || readsOwnActs(actor) ? [{ href: '/audit', label: m.audit }] : []), { href: '/account/calendar', label: m.calendarFeed }, { href: '/outbox', label: m.outbox }]} />}
      />
      <Capacities c={c} places={places} capacities={capacities} worn={actor.capacity} />
      <Section title={m.whyRead} lede={actor.capacity ? m.whyReadLede(capacityInWords(site, lang, places, actor.capacity)) : m.whyReadPublic}>
        <ul class="govuk-list govuk-list--bullet">{readableMarkings(actor).map((marking) => <li>{markingInWords(lang, marking, places.parties)}</li>)}</ul>
      </Section>
      <Sessions c={c} sessions={sessions} />
      <SecurityParts lang={lang} zone={site.config.zone} factors={factors} errors={errors} />
      <Keys c={c} keys={keys} places={places} typed={typed} errors={errors} mayMake={actor.capacity !== null} />
    </>
  ))
}

function Capacities({ c, places, capacities, worn }: { c: Reply; places: Places; capacities: Capacity[]; worn: Capacity | null }) {
  const { lang, site } = c.var
  const m = words[lang]
  if (capacities.length === 0) return <Section title={m.capacitiesTitle} kind="first"><p class="govuk-body">{m.noCapacity}</p></Section>
  return (
    <Section title={m.capacitiesTitle} kind="first">
      {worn === null && <p class="govuk-body">{m.actingAsPublic}</p>}
      <DataTable
        caption={m.capacitiesTitle}
        rows={capacities}
        columns={[
          { head: m.capacity, rowHeader: true, class: 'wide', cell: (row) => <>{capacityInWords(site, lang, places, row)}{row.id === worn?.id && <Sub>{m.worn}</Sub>}</> },
          { head: m.since, cell: (row) => dayOf(row.from, site.config.zone, lang) },
          { head: m.until, cell: (row) => (row.until === null ? m.openEnd : instantOf(row.until, site.config.zone, lang)) },
        ]}
      />
      {capacities.length > 1 && <Actions><Button kind={worn ? 'secondary' : 'primary'} href="/account/hat?next=/account">{worn ? m.chooseAnother : m.chooseOne}</Button></Actions>}
    </Section>
  )
}

/** "Firefox, Linux" from what the browser says of itself; nothing more is needed to recognise one's own. */
function deviceOf(userAgent: string | null): string | null {
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => userAgent?.includes(`${name}/`))
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'].find((name) => userAgent?.includes(name))
  return browser ? [({ Edg: 'Edge', OPR: 'Opera' } as Record<string, string>)[browser] ?? browser, system].filter(Boolean).join(', ') : null
}

function Sessions({ c, sessions }: { c: Reply; sessions: OpenSession[] }) {
  const { lang, site, db } = c.var
  const m = words[lang]
  const here = sessionTokenOf(db, c.req.header('cookie') ?? null)
  return (
    <Section title={m.sessions} lede={m.sessionsLede}>
      <DataTable
        caption={m.sessions}
        rows={sessions}
        columns={[
          { head: m.device, rowHeader: true, class: 'wide', cell: (row) => <>{deviceOf(row.userAgent) ?? m.unknownDevice}{row.token === here && <Sub>{m.thisOne}</Sub>}</> },
          { head: m.since, cell: (row) => instantOf(row.createdAt, site.config.zone, lang) },
          { head: m.lastSeen, cell: (row) => instantOf(row.lastSeenAt, site.config.zone, lang) },
          {
            head: m.end,
            class: 'right',
            noLabel: true,
            cell: (row) =>
              row.token === here ? null : <form method="post" action="/account/sessions/end"><Hidden name="id" value={row.id} /><Button small kind="secondary" about={deviceOf(row.userAgent) ?? m.unknownDevice}>{m.end}</Button></form>,
          },
        ]}
      />
      <form method="post" action="/account/sign-out-everywhere"><Actions><Button kind="warning">{m.signOutEverywhere}</Button></Actions></form>
    </Section>
  )
}

function Keys({ c, keys, places, typed, errors, mayMake }: { c: Reply; keys: KeyRow[]; places: Places; typed: Record<string, string>; errors: Record<string, string>; mayMake: boolean }) {
  const { lang, site, capacities } = c.var
  const m = words[lang]
  const inWords = (id: string) => {
    const held = capacities.find((capacity) => capacity.id === id)
    return held ? capacityInWords(site, lang, places, held) : m['state.ended']
  }
  return (
    <Section title={m.keysTitle} lede={m.keysLede}>
      {keys.length === 0 ? <p class="govuk-body">{m.noKeys}</p> : (
        <DataTable
          caption={m.keysTitle}
          rows={keys}
          columns={[
            { head: m.keyName, rowHeader: true, cell: (row) => row.name },
            { head: m.capacity, cell: (row) => inWords(row.capacity) },
            { head: m.keyEnds, cell: (row) => dayOf(row.expiresAt, site.config.zone, lang) },
            { head: m.end, class: 'right', noLabel: true, cell: (row) => <form method="post" action="/account/keys/end"><Hidden name="id" value={row.id} /><Button small kind="secondary" about={row.name}>{m.end}</Button></form> },
          ]}
        />
      )}
      {mayMake && (
        <Form action="/account/keys">
          <TextField name="name" id="name" label={m.keyName} value={typed['name']} error={errors['name']} width={30} />
          <TextField name="days" id="days" label={m.keyDays} value={typed['days'] ?? '90'} error={errors['days']} inputmode="numeric" width={4} />
          <Actions><Button kind="secondary">{m.makeKey}</Button></Actions>
        </Form>
      )}
    </Section>
  )
}

