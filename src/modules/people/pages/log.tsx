import { acts } from '../../../kernel/actor.ts'
import { addDays, instantInZone, readDay } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, DataTable, Empty, Form, PageTitle, Section, Status, Steps, Sub, TextField } from '../../../ui/index.ts'
import { type Act, listActs, listLetters } from '../queries/audit.ts'
import { type CapacityRow, listOfRoles } from '../queries/capacities.ts'
import { findPerson } from '../queries/people.ts'
import { readsAllActs, readsOwnActs, rolesForTwo, stateOf } from '../rules.ts'
import { capacityInWords, instantOf, type Places, readPlaces, words } from '../wording.ts'
import { signedIn } from './asking.ts'

export const logPages = router()

const perPage = 50

logPages.get('/audit', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const all = readsAllActs(actor)
  if (!all && !readsOwnActs(actor)) throw missing()
  const { lang, site, db, today } = c.var
  const m = words[lang]
  const asked = { command: (c.req.query('command') ?? '').trim(), subject: (c.req.query('subject') ?? '').trim(), day: (c.req.query('day') ?? '').trim() }
  const read = asked.day ? readDay(asked.day, { today }) : null
  const day = read && 'date' in read && /^\d{4}-\d{2}-\d{2}$/.test(read.date) ? read.date : null
  const fault = asked.day && day === null ? site.say(lang, 'people.until-unclear') : undefined
  const before = /^\d{1,18}$/.exec(c.req.query('before') ?? '')?.[0] ?? null
  const [places, found, sensitive] = await Promise.all([
    readPlaces(db),
    listActs(db, {
      person: all ? null : actor.person.id,
      command: asked.command,
      subject: asked.subject,
      from: day && instantInZone(day, '00:00', site.config.zone),
      until: day && instantInZone(addDays(day, 1), '00:00', site.config.zone),
      before,
      limit: perPage,
    }),
    all ? listOfRoles(db, rolesForTwo, 20) : [],
  ])
  const shown = found.slice(0, perPage)
  const filters = Object.entries(asked).filter(([, value]) => value !== '')
  return page(c, { title: m.audit, current: '/audit', status: fault ? 422 : 200 }, (
    <>
      <PageTitle title={m.audit} lede={all ? m.auditLedeAll : m.auditLedeOwn} />
      {sensitive.length > 0 && <Sensitive c={c} rows={sensitive} places={places} />}
      <Section title={all ? m.actsAll : m.actsOwn} {...(sensitive.length > 0 ? {} : { kind: 'first' as const })}>
        <Form action="/audit" method="get" class="mf-form mf-form--wide">
          <div class="mf-fields">
            <TextField name="command" label={m.filterCommand} value={asked.command} width={20} spellcheck={false} />
            <TextField name="subject" label={m.filterSubject} value={asked.subject} width={20} spellcheck={false} />
            <TextField name="day" label={m.filterDay} value={asked.day} error={fault} width={20} autocomplete="off" />
          </div>
          <Button kind="secondary">{m.show}</Button>
        </Form>
        {shown.length === 0 ? <Empty title={m.noActs} /> : <Acts c={c} rows={shown} places={places} />}
        <Steps {...(found.length > perPage ? { next: `/audit?${new URLSearchParams([...filters, ['before', shown.at(-1)?.number ?? '0']]).toString()}` } : {})} />
      </Section>
    </>
  ))
})

function Acts({ c, rows, places }: { c: Reply; rows: Act[]; places: Places }) {
  const { lang, site } = c.var
  const m = words[lang]
  const who = (row: Act) => (row.actor.person === null ? m.visitor : row.actor.person.id === 'system' ? m.system : row.actor.person.name)
  const hat = ({ actor }: Act) => (actor.person === null || actor.person.id === 'system' ? undefined : actor.capacity ? capacityInWords(site, lang, places, actor.capacity) : m.withoutHat)
  return (
    <DataTable
      caption={m.audit}
      rows={rows}
      columns={[
        { head: m.entry, class: 'lead num', cell: (row) => row.number },
        { head: m.when, cell: (row) => instantOf(row.at, site.config.zone, lang) },
        { head: m.who, rowHeader: true, cell: (row) => <>{who(row)}{hat(row) && <Sub>{hat(row)}</Sub>}</> },
        { head: m.act, cell: (row) => <a class="govuk-link" href={`/audit?command=${encodeURIComponent(row.command)}`}><code>{row.command}</code></a> },
        { head: m.on, cell: (row) => <a class="govuk-link" href={`/audit?subject=${encodeURIComponent(`${row.subjectType} ${row.subjectId}`)}`}><code>{row.subjectType} {row.subjectId.length > 40 ? `${row.subjectId.slice(0, 8)}…` : row.subjectId}</code></a> },
      ]}
    />
  )
}

/** R-8.3.3: what auditors are told of, whether mail goes out or not. */
function Sensitive({ c, rows, places }: { c: Reply; rows: CapacityRow[]; places: Places }) {
  const { lang, site, now } = c.var
  const m = words[lang]
  return (
    <Section title={m.auditTwoTitle} kind="first">
      <DataTable
        caption={m.auditTwoTitle}
        rows={rows}
        columns={[
          { head: m.name, rowHeader: true, cell: (row) => row.personName },
          { head: m.capacity, cell: (row) => capacityInWords(site, lang, places, row) },
          { head: m.state, noLabel: true, cell: (row) => <Status tone={stateOf(row, now) === 'in-force' ? 'effect' : stateOf(row, now) === 'waiting' ? 'part' : 'superseded'}>{m[`state.${stateOf(row, now)}`]}</Status> },
          { head: m.granted, cell: (row) => (row.approvedByName ? m.grantedByTwo(row.requestedByName ?? m.bySystem, row.approvedByName) : (row.requestedByName ?? m.bySystem)) },
          { head: m.when, cell: (row) => instantOf(row.requestedAt, site.config.zone, lang) },
        ]}
      />
    </Section>
  )
}

/** One's own letters. In a demonstration, where none goes out, an administrator also finds there those that invite someone. */
logPages.get('/outbox', async (c) => {
  const actor = signedIn(c)
  if (actor instanceof Response) return actor
  const { lang, site, db } = c.var
  const m = words[lang]
  const all = site.config.mode === 'demonstration'
  const person = await findPerson(db, actor.person.id)
  const letters = await listLetters(db, { to: person?.email ?? '', invitations: all && acts(actor, 'SA'), limit: 100 })
  return page(c, { title: m.outbox, breadcrumbs: [{ label: m.account, href: '/account' }, { label: m.outbox }] }, (
    <>
      <PageTitle title={m.outbox} lede={all ? m.outboxLedeAll : m.outboxLedeOwn} />
      {letters.length === 0 ? <Empty title={m.noLetters} /> : letters.map((letter) => (
        <Section title={letter.subject} kind="plain" lede={`${m.to} ${letter.to} · ${instantOf(letter.queuedAt, site.config.zone, lang)}`}>
          {letter.text.trim().split(/\n{2,}/).map((paragraph) => <p class="govuk-body">{paragraph}</p>)}
        </Section>
      ))}
    </>
  ))
})

