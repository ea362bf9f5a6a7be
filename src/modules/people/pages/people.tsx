import { acts } from '../../../kernel/actor.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, DataTable, Empty, Hidden, NotificationBanner, PageTitle, Pagination, SearchForm, Section, Status, Sub } from '../../../ui/index.ts'
import { type CapacityRow, listCapacities, listWaiting } from '../queries/capacities.ts'
import { type Invitation, listOpenInvitations } from '../queries/invitations.ts'
import { listPeople, type Person } from '../queries/people.ts'
import { managesPeople, stateOf, verdictOnApproval } from '../rules.ts'
import { capacityInWords, dayOf, type Places, readPlaces, words } from '../wording.ts'
import { signedIn } from './asking.ts'

export const peoplePages = router()

const perPage = 50

/** All people for administrators and auditors, one party's for its own administrator. For anyone else the page does not exist. */
export function scopeOf(c: Reply): { party: string | null; manages: boolean } {
  const { actor } = c.var
  if (acts(actor, 'SA', 'AU')) return { party: null, manages: acts(actor, 'SA') }
  if (!managesPeople(actor) || !actor.capacity?.party) throw missing()
  return { party: actor.capacity.party, manages: true }
}

const notices = ['approved', 'refused'] as const

peoplePages.get('/people', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { party, manages } = scopeOf(c)
  const { lang, db, now } = c.var
  const m = words[lang]
  const text = (c.req.query('q') ?? '').trim()
  const at = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
  const [places, found, waiting, invitations] = await Promise.all([
    readPlaces(db),
    listPeople(db, { party, text, limit: perPage, offset: (at - 1) * perPage }),
    acts(actor, 'SA') ? listWaiting(db) : [],
    manages ? listOpenInvitations(db, party, now) : [],
  ])
  const capacities = await listCapacities(db, found.people.map((person) => person.id), party)
  const notice = notices.find((key) => key === c.req.query('done'))
  return page(c, { title: m.people, current: '/people' }, (
    <>
      {notice && <NotificationBanner kind="success" text={m[notice]} />}
      <PageTitle
        title={m.people}
        lede={party === null ? m.peopleLedeAll : m.peopleLedeOwn(places.parties.get(party)?.[lang] ?? party)}
        tools={<SearchForm action="/people" label={m.findPerson} button={m.find} value={text} />}
      />
      {waiting.length > 0 && <Waiting c={c} rows={waiting} places={places} />}
      <Section title={m.accounts} count={found.total} tools={manages ? <Button small href="/people/invite">{m.invite}</Button> : undefined} {...(waiting.length > 0 ? {} : { kind: 'first' as const })}>
        {found.total === 0 ? <Empty title={m.nobody} /> : <Table c={c} people={found.people} capacities={capacities} places={places} />}
        {found.total > 0 && (
          <Pagination page={at} pages={Math.ceil(found.total / perPage)} href={(n) => `/people?${new URLSearchParams({ ...(text ? { q: text } : {}), page: String(n) }).toString()}`}>
            {m.range((at - 1) * perPage + 1, Math.min(at * perPage, found.total), found.total)}
          </Pagination>
        )}
      </Section>
      {invitations.length > 0 && <Invitations c={c} rows={invitations} places={places} />}
    </>
  ))
})

function Table({ c, people, capacities, places }: { c: Reply; people: Person[]; capacities: CapacityRow[]; places: Places }) {
  const { lang, site, now } = c.var
  const m = words[lang]
  const of = (person: Person) => capacities.filter((row) => row.person === person.id && ['in-force', 'to-come', 'waiting'].includes(stateOf(row, now)))
  return (
    <DataTable
      caption={m.people}
      rows={people}
      columns={[
        {
          head: m.name,
          rowHeader: true,
          class: 'wide',
          cell: (person) => <><a class="govuk-link" href={`/people/${encodeURIComponent(person.id)}`}>{person.name}</a>{person.example && <> <Status tone="example">{m.example}</Status></>}<Sub>{person.email}</Sub></>,
        },
        {
          head: m.capacity,
          cell: (person) => {
            const held = of(person)
            if (held.length === 0) return m.noCapacities
            return held.map((row) => <div>{capacityInWords(site, lang, places, row)}{stateOf(row, now) !== 'in-force' && <> <Status tone="part">{m[`state.${stateOf(row, now)}`]}</Status></>}</div>)
          },
        },
        { head: m.secondStep, cell: (person) => (person.closedAt !== null ? <Status tone="superseded">{m.closed}</Status> : person.twoFactor ? m.yes : m.no) },
      ]}
    />
  )
}

/** each request with who asked; the button is missing, and the reason there, where this administrator cannot approve. */
function Waiting({ c, rows, places }: { c: Reply; rows: CapacityRow[]; places: Places }) {
  const { lang, site, actor } = c.var
  const m = words[lang]
  return (
    <Section title={m.waitingTitle} lede={m.waitingLede} kind="first" count={rows.length}>
      <DataTable
        caption={m.waitingTitle}
        rows={rows}
        columns={[
          { head: m.name, rowHeader: true, cell: (row) => <a class="govuk-link" href={`/people/${encodeURIComponent(row.person)}`}>{row.personName}</a> },
          { head: m.capacity, cell: (row) => <>{capacityInWords(site, lang, places, row)}<Sub>{m.askedBy(row.requestedByName ?? m.bySystem, dayOf(row.requestedAt, site.config.zone, lang))}{row.reason && `: ${row.reason}`}</Sub></> },
          {
            head: m.approve,
            noLabel: true,
            class: 'right',
            cell: (row) => {
              const verdict = verdictOnApproval(actor, { ...row, state: 'waiting' })
              return (
                <div class="mf-actions">
                  {verdict.allowed ? <Decision row={row} act="approve" label={m.approve} /> : <span class="small muted">{site.say(lang, verdict.because)}</span>}
                  <Decision row={row} act="refuse" label={m.refuse} />
                </div>
              )
            },
          },
        ]}
      />
    </Section>
  )
}

function Decision({ row, act, label }: { row: CapacityRow; act: 'approve' | 'refuse'; label: string }) {
  return (
    <form method="post" action={`/people/requests/${row.id}/${act}`}>
      <Hidden name="version" value={row.version} />
      <Button small kind={act === 'approve' ? 'primary' : 'secondary'} about={row.personName}>{label}</Button>
    </form>
  )
}

function Invitations({ c, rows, places }: { c: Reply; rows: Invitation[]; places: Places }) {
  const { lang, site } = c.var
  const m = words[lang]
  return (
    <Section title={m.invitationsTitle} count={rows.length}>
      <DataTable
        caption={m.invitationsTitle}
        rows={rows}
        columns={[
          { head: m.name, rowHeader: true, cell: (row) => <>{row.name}<Sub>{row.email}</Sub></> },
          { head: m.capacity, cell: (row) => <>{capacityInWords(site, lang, places, row)}<Sub>{m.invitedBy(row.invitedByName ?? m.bySystem, dayOf(row.expiresAt, site.config.zone, lang))}</Sub></> },
        ]}
      />
    </Section>
  )
}
