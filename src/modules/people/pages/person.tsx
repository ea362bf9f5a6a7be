import { roles } from '../../../kernel/actor.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, DataTable, ErrorSummary, Form, Hidden, NotificationBanner, PageTitle, Section, Status, Sub, SummaryList, TextField } from '../../../ui/index.ts'
import { approveRequest, grantCapacity, refuseRequest, requestCapacity, revokeHeld } from '../commands/capacity.ts'
import { closeAccount } from '../commands/people.ts'
import { type CapacityRow, listCapacities } from '../queries/capacities.ts'
import { findPerson } from '../queries/people.ts'
import { needsTwo, stateOf, verdictOnClosing, verdictOnRevoking } from '../rules.ts'
import { capacityInWords, dayOf, instantOf, type Places, readPlaces, words } from '../wording.ts'
import { fieldsOf, signedIn } from './asking.ts'
import { CapacityFields, endOfTyped } from './capacity-form.tsx'
import { scopeOf } from './people.tsx'

export const personPages = router()

personPages.get('/people/:id{[\\w-]+}', async (c) => {
  const actor = signedIn(c)
  return actor instanceof Response ? actor : personPage(c, c.req.param('id'), {})
})

personPages.post('/people/:id{[\\w-]+}/capacities', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  scopeOf(c)
  const id = c.req.param('id')
  const fields = await fieldsOf(c)
  try {
    const input = { ...fields, person: id, until: endOfTyped(c, fields['until']) }
    const asks = roles.some((role) => role === fields['role'] && needsTwo(role))
    await perform(asks ? requestCapacity : grantCapacity, { db: c.var.db, actor, now: c.var.now, input })
    return c.redirect(`/people/${encodeURIComponent(id)}?done=${asks ? 'asked' : 'given'}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return personPage(c, id, { errors: fieldErrors(error.faults, c), typed: fields })
  }
})

personPages.post('/people/:id{[\\w-]+}/capacities/:capacity{[\\w-]+}/revoke', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { version } = await fieldsOf(c)
  await perform(revokeHeld, { db: c.var.db, actor, now: c.var.now, input: { id: c.req.param('capacity'), version } })
  return c.redirect(`/people/${encodeURIComponent(c.req.param('id'))}?done=revoked`, 303)
})

personPages.post('/people/requests/:id{[\\w-]+}/:act{approve|refuse}', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { version } = await fieldsOf(c)
  const approve = c.req.param('act') === 'approve'
  await perform(approve ? approveRequest : refuseRequest, { db: c.var.db, actor, now: c.var.now, input: { id: c.req.param('id'), version } })
  return c.redirect(`/people?done=${approve ? 'approved' : 'refused'}`, 303)
})

personPages.post('/people/:id{[\\w-]+}/close', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  await perform(closeAccount, { db: c.var.db, actor, now: c.var.now, input: { id: c.req.param('id') } })
  return c.redirect('/people', 303)
})

const notices = ['given', 'asked', 'revoked'] as const

async function personPage(c: Reply, id: string, more: { errors?: Record<string, string>; typed?: Record<string, string> }): Promise<Response> {
  const { lang, site, db, now, actor } = c.var
  const m = words[lang]
  const { party, manages } = scopeOf(c)
  const person = await findPerson(db, id, party)
  if (!person) throw missing()
  const [places, capacities] = await Promise.all([readPlaces(db), listCapacities(db, [id], party)])
  const { errors = {}, typed = {} } = more
  const own = actor.person?.id === id
  const notice = notices.find((key) => key === c.req.query('done'))
  const mayClose = verdictOnClosing(actor, { person: id, lastAdministrator: false }).allowed && person.closedAt === null
  return page(c, { title: person.name, current: '/people', breadcrumbs: [{ label: m.people, href: '/people' }, { label: person.name }], status: Object.keys(errors).length > 0 ? 422 : 200 }, (
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {notice && <NotificationBanner kind="success" text={m[notice]} />}
      <PageTitle title={person.name} over={person.example ? m.example : undefined} />
      <SummaryList
        facts={[
          { term: m.email, value: person.email },
          { term: m.accountSince, value: dayOf(person.createdAt, site.config.zone, lang), sub: person.closedAt ? `${m.closed} ${dayOf(person.closedAt, site.config.zone, lang)}` : undefined },
          { term: m.secondStep, value: person.twoFactor ? m.yes : m.no },
        ]}
      />
      <Section title={m.capacitiesOf}>
        {capacities.length === 0 ? <p class="govuk-body">{m.noCapacities}</p> : <Capacities c={c} rows={capacities} places={places} now={now} />}
      </Section>
      {manages && !own && person.closedAt === null && (
        <Section title={m.giveCapacity}>
          <Form action={`/people/${encodeURIComponent(id)}/capacities`}>
            <CapacityFields c={c} places={places} typed={typed} errors={errors} />
            <TextField name="reason" label={m.reason} value={typed['reason']} error={errors['reason']} />
            <Actions><Button>{m.give}</Button></Actions>
          </Form>
        </Section>
      )}
      {mayClose && (
        <Section title={m.closeAccount} lede={m.closeLede}>
          <form method="post" action={`/people/${encodeURIComponent(id)}/close`}><Actions><Button kind="warning">{m.closeAccount}</Button></Actions></form>
        </Section>
      )}
    </>
  ))
}

const tones = { waiting: 'part', refused: 'rejected', 'to-come': 'continuing', 'in-force': 'effect', ended: 'superseded', revoked: 'superseded' } as const

function Capacities({ c, rows, places, now }: { c: Reply; rows: CapacityRow[]; places: Places; now: string }) {
  const { lang, site, actor } = c.var
  const m = words[lang]
  const zone = site.config.zone
  return (
    <DataTable
      caption={m.capacitiesOf}
      rows={rows}
      columns={[
        { head: m.capacity, rowHeader: true, class: 'wide', cell: (row) => <>{capacityInWords(site, lang, places, row)}{row.reason && <Sub>{row.reason}</Sub>}</> },
        { head: m.state, noLabel: true, cell: (row) => <Status tone={tones[stateOf(row, now)]}>{m[`state.${stateOf(row, now)}`]}</Status> },
        { head: m.since, cell: (row) => dayOf(row.grantedAt ?? row.requestedAt, zone, lang) },
        { head: m.until, cell: (row) => (row.revokedAt ? instantOf(row.revokedAt, zone, lang) : row.until ? instantOf(row.until, zone, lang) : m.openEnd) },
        { head: m.granted, cell: (row) => (row.approvedByName ? m.grantedByTwo(row.requestedByName ?? m.bySystem, row.approvedByName) : (row.requestedByName ?? m.bySystem)) },
        {
          head: m.revoke,
          class: 'right',
          noLabel: true,
          cell: (row) =>
            verdictOnRevoking(actor, { ...row, state: stateOf(row, now), lastAdministrator: false }).allowed && (
              <form method="post" action={`/people/${encodeURIComponent(row.person)}/capacities/${row.id}/revoke`}>
                <Hidden name="version" value={row.version} />
                <Button small kind="secondary" about={capacityInWords(site, lang, places, row)}>{m.revoke}</Button>
              </form>
            ),
        },
      ]}
    />
  )
}

