import { formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { Actions, type Banner, Button, type Column, DataTable, DateField, Details, ErrorSummary, Filter, Form, numeral, Pagination, Section, Select, Status, StatusCell, Sub, TextField, type Tone } from '../../../ui/index.ts'
import { readDay } from '../../../kernel/calendar.ts'
import { meetingPage } from '../../meetings/index.ts'
import { nameOfficer, setQuota, setTerms } from '../commands.ts'
import { findOfficer, listAccountsOf, listCategories, listQuotas, listRegistrants } from '../queries.ts'
import { canBadge, canBeReissued, canSetTerms, purgeDay, validationFault } from '../rules.ts'
import { badgeStates, kinds, type BadgeState, type Registrant } from '../schema.ts'
import { byName, byText, delegationOrder, fullName, type Speaker } from '../wording.ts'
import { Act, type Desk, deskOf, shownFault, typedOf } from './frame.tsx'

export const deskPages = router()

export const badgeTones: Record<BadgeState, Tone> = { requested: 'none', vetted: 'part', printed: 'continuing', issued: 'done', lost: 'late', revoked: 'rejected', returned: 'superseded' }

/** How the registration stands: on time, late with or without its letter, waiting for the accreditation officer, not yet sent. */
export function RegisteredCell(props: { person: Registrant; speaker: Speaker }) {
  const { m } = props.speaker
  const { registered } = props.person
  if (registered === null) return <Status tone="none">{m['registration.not-yet']}</Status>
  const word = registered.late ? (registered.lateRequest === null ? <Status tone="late">{m['registration.late-no-letter']}</Status> : <Status tone="part">{m['registration.late-letter']}</Status>) : <>{m['registration.on-time']}</>
  return <>{word}{registered.validatedAt === null && <Sub>{m['registration.waits-officer']}</Sub>}</>
}

export function badgeWord(person: Registrant, speaker: Speaker): string {
  const { badge } = person
  const { m, lang } = speaker
  if (badge === null) return m['registration.badge.none']
  return badge.state === 'issued' && badge.receipt !== null ? m['registration.issued-receipt'](numeral(lang, String(badge.receipt).padStart(4, '0'))) : m[`registration.badge.${badge.state}`]
}

interface Chosen {
  badge?: string | undefined
  registered?: string | undefined
  kind?: string | undefined
}

const matches = (person: Registrant, chosen: Chosen): boolean =>
  (!chosen.badge || (chosen.badge === 'none' ? person.badge === null : person.badge?.state === chosen.badge)) &&
  (!chosen.registered || (chosen.registered === 'on-time' ? person.registered?.late === false : chosen.registered === 'late' ? person.registered?.late === true : chosen.registered === 'waiting' ? person.registered !== null && person.registered.validatedAt === null : person.registered === null)) &&
  (!chosen.kind || person.kind === chosen.kind)

const perPage = 50

deskPages.get('/meetings/:body/:session/registration', async (c) => deskPage(c, await deskOf(c), {}))

interface Shown {
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
}

export async function deskPage(c: Reply, desk: Desk, shown: Shown): Promise<Response> {
  const { db, lang, now, actor } = c.var
  const { gathering, speaker, at } = desk
  const { m } = speaker
  const n = (count: number) => numeral(lang, count)
  const [all, categories, quotas] = await Promise.all([listRegistrants(db, gathering, now), listCategories(db, gathering.id), listQuotas(db, gathering.id)])
  const order = delegationOrder(speaker.parties)
  const name = byName(lang)
  const people = all.sort((a, b) => order(a, b) || name(a, b))
  const chosen: Chosen = { badge: c.req.query('badge'), registered: c.req.query('registered'), kind: c.req.query('kind') }
  const rows = people.filter((person) => matches(person, chosen))
  const everyone = gathering.scope !== null && 'all' in gathering.scope
  const officerPart = everyone ? null : await officer(c, desk, shown)
  const host = canBadge(actor, gathering).allowed
  const pagesOf = Math.max(1, Math.ceil(rows.length / perPage))
  const shownPage = Math.min(Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1), pagesOf)
  const late = people.filter((person) => person.registered?.late)
  const toPrint = people.filter((person) => person.badge?.state === 'vetted').length
  const closing = gathering.closed ? m['registration.closed-on'](formatDay(gathering.closesOn, lang)) : m['registration.closes-on'](formatDay(gathering.closesOn, lang))
  const link = (change: Chosen & { page?: string }) => {
    const kept = Object.entries({ ...chosen, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1]))
    return kept.length === 0 ? at : `${at}?${new URLSearchParams(kept).toString()}`
  }
  const option = (key: keyof Chosen, value: string | undefined, label: string, own: (person: Registrant) => boolean) => ({ href: link({ [key]: value }), label, n: people.filter(own).length, current: chosen[key] === value })
  const columns: Column<Registrant>[] = [
    { head: m['registration.who'], rowHeader: true, cell: (person) => <><a class="govuk-link" href={`${at}/people/${person.id}`}>{fullName(person)}</a><Sub>{person.post}{person.agency && `, ${person.agency}`}</Sub></> },
    ...(everyone ? [{ head: m['registration.delegation'], cell: (person: Registrant) => speaker.belongs(person) }] : []),
    { head: m['registration.capacity'], cell: (person) => [...new Set(person.roles.map(({ role }) => m[`registration.role.${role}`]))].join(lang === 'th' ? ' ' : ', ') },
    { head: m['registration.registered'], cell: (person) => <RegisteredCell person={person} speaker={speaker} /> },
    { head: m['registration.badge'], cell: (person) => (person.badge === null ? <span class="muted">{m['registration.badge.none']}</span> : <StatusCell tone={badgeTones[person.badge.state]} word={badgeWord(person, speaker)} />) },
    ...(host ? [{ head: m['registration.act'], noLabel: true, cell: (person: Registrant) => <NextAct person={person} speaker={speaker} at={at} /> }] : []),
  ]
  return meetingPage(
    c, desk.meeting,
    {
      tab: 'registration', documentTitle: m['registration.desk'], flash: flashOf(c, speaker), status: shown.status,
      tools: <DeskLinks at={at} speaker={speaker} host={host} everyone={everyone} />,
    },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field, message }))} />
      <p class="mf-say">
        {m['registration.say'](n(people.length), people.length)} {closing}
        {late.length > 0 && <> {m['registration.say-late'](n(late.length), n(late.filter((person) => person.registered?.lateRequest === null).length))}</>}
        {host && toPrint > 0 && <> {m['registration.say-print'](n(toPrint), toPrint)}</>}
      </p>
      {officerPart}
      <div class={everyone ? 'mf-cols mf-cols--side' : undefined}>
        {everyone && (
          <div><Filter title={m['registration.filter']} summary={m['registration.filter']} label={m['registration.filter']} groups={[
            { title: m['registration.badge'], options: [option('badge', undefined, m['registration.all'], () => true), ...badgeStates.map((state) => option('badge', state, m[`registration.badge.${state}`], (person) => person.badge?.state === state))] },
            { title: m['registration.registered'], options: [option('registered', 'on-time', m['registration.on-time'], (person) => person.registered?.late === false), option('registered', 'late', m['registration.late'], (person) => person.registered?.late === true), option('registered', 'waiting', m['registration.waits-officer'], (person) => person.registered !== null && person.registered.validatedAt === null), option('registered', 'none', m['registration.not-yet'], (person) => person.registered === null)] },
            { title: m['registration.kind'], options: kinds.map((kind) => option('kind', kind, m[`registration.kind.${kind}`], (person) => person.kind === kind)) },
          ]} /></div>
        )}
        <div>
          {rows.length === 0 ? <p>{m['registration.nobody']}</p> : <DataTable caption={m['registration.list-caption'](n(rows.length), n(people.length))} showCaption columns={columns} rows={rows.slice((shownPage - 1) * perPage, shownPage * perPage)} rowId={(person) => `p-${person.id}`} />}
          {pagesOf > 1 && <Pagination page={shownPage} pages={pagesOf} href={(number) => link({ page: String(number) })} />}
        </div>
      </div>
      {everyone && <Places people={people} categories={categories} quotas={quotas} desk={desk} host={host} errors={shown.errors ?? {}} typed={shown.typed ?? {}} />}
      {canSetTerms(actor, gathering).allowed && (
        <Details summary={m['registration.closing']} open={shown.errors?.['closesOn'] !== undefined}>
          <Form action={`${at}/terms`} version={gathering.termsVersion}>
            <DateField name="closesOn" label={m['registration.closing-day']} value={shown.typed?.['closesOn'] ?? formatDay(gathering.closesOn, lang)} error={shown.errors?.['closesOn']} />
            <Actions><Button kind="secondary">{m['registration.save']}</Button></Actions>
          </Form>
        </Details>
      )}
      <p class="small muted">{m['registration.purge-note'](formatDay(purgeDay(gathering.endsOn), lang))}</p>
    </>,
  )
}

function DeskLinks(props: { at: string; speaker: Speaker; host: boolean; everyone: boolean }) {
  const { m } = props.speaker
  return (
    <>
      <a class="govuk-link" href={`${props.at}/new`}>{m['registration.new']}</a>{' · '}
      <a class="govuk-link" href={`${props.at}/import`}>{m['registration.import']}</a>{' · '}
      <a class="govuk-link" href={`${props.at}/people.csv`} data-turbo="false">CSV</a>{' · '}<a class="govuk-link" href={`${props.at}/people.xlsx`} data-turbo="false">{m['manifest.as-xlsx']}</a>
      {props.host && <>{' · '}<a class="govuk-link" href={`${props.at}/badges`}>{m['registration.print-badges']}</a>{' · '}<a class="govuk-link" href={`${props.at}/manifests`}>{m['registration.manifests']}</a>{' · '}<a class="govuk-link" href="/door">{m['registration.door']}</a></>}
    </>
  )
}

/** The one thing the host does next with this badge. */
function NextAct(props: { person: Registrant; speaker: Speaker; at: string }) {
  const { person, speaker, at } = props
  const { m } = speaker
  const { badge } = person
  const about = fullName(person)
  if (badge === null) return <a class="govuk-button govuk-button--secondary govuk-button--small" href={`${at}/people/${person.id}`}>{person.registered !== null && validationFault(person) === 'registration.late-needs-request' ? m['registration.ask'] : m['registration.open']}<span class="vh">: {about}</span></a>
  const to = badge.state === 'requested' ? 'vet' : badge.state === 'vetted' ? 'print' : badge.state === 'printed' ? 'issue' : null
  if (to !== null) return <Act action={`${at}/people/${person.id}/badge/${to}`} version={badge.version} fields={{ back: 'desk' }}><Button kind="secondary" small about={about}>{m[`registration.do.${to}`]}</Button></Act>
  return <a class="govuk-button govuk-button--secondary govuk-button--small" href={`${at}/people/${person.id}#badge`}>{canBeReissued(badge.state) && badge.state === 'issued' ? m['registration.do.reissue'] : m['registration.see-why']}<span class="vh">: {about}</span></a>
}

/** How many of its places each delegation uses. */
function Places(props: { people: Registrant[]; categories: { meeting: string; party: string; category: string }[]; quotas: { party: string | null; badges: number | null }[]; desk: Desk; host: boolean; errors: Record<string, string>; typed: Record<string, string> }) {
  const { people, categories, quotas, desk, host } = props
  const { speaker, at } = desk
  const { m, lang } = speaker
  const order = delegationOrder(speaker.parties)
  const parties = [...new Set(categories.map(({ party }) => party))].map((party) => ({ party })).sort(order)
  const usual = quotas.find((quota) => quota.party === null)?.badges ?? null
  const rows = parties.map(({ party }) => {
    const own = people.filter((person) => person.party === party)
    return { party, registered: own.filter((person) => person.registered !== null).length, badges: own.filter((person) => person.badge !== null && ['vetted', 'printed', 'issued'].includes(person.badge.state)).length, most: quotas.find((quota) => quota.party === party)?.badges ?? usual }
  })
  return (
    <Section title={m['registration.places']} id="places">
      <DataTable caption={m['registration.places']} measure rows={rows} columns={[
        { head: m['registration.delegation'], rowHeader: true, cell: (row) => speaker.party(row.party) },
        { head: m['registration.registered'], cell: (row) => m['registration.of'](numeral(lang, row.registered), row.most === null ? '–' : numeral(lang, row.most)) },
        { head: m['registration.units'], noLabel: true, cell: (row) => <Units done={row.registered} of={row.most ?? row.registered} /> },
        { head: m['registration.with-badge'], cell: (row) => m['registration.of'](numeral(lang, row.badges), row.most === null ? '–' : numeral(lang, row.most)) },
      ]} />
      <p class="small muted">{m['registration.places-note']}</p>
      {host && (
        <Details summary={m['registration.more-places']} open={props.errors['badges'] !== undefined}>
          <Form action={`${at}/quota`}>
            <Select name="party" label={m['registration.delegation']} options={parties.map(({ party }) => ({ value: party, label: speaker.party(party) }))} value={props.typed['party']} error={props.errors['party']} />
            <TextField name="badges" label={m['registration.badges-most']} inputmode="numeric" width={3} value={props.typed['badges']} error={props.errors['badges']} />
            <Actions><Button kind="secondary">{m['registration.save']}</Button></Actions>
          </Form>
        </Details>
      )}
    </Section>
  )
}

/** One square a place; those not taken are dashed. The words beside it say the same. */
export function Units(props: { done: number; of: number }) {
  const total = Math.min(Math.max(props.done, props.of), 60)
  const squares = (from: number, until: number) => Array.from({ length: Math.max(0, Math.min(until, total) - from) }, (_, index) => `M${(from + index) * 9 + 1} 1h7v10h-7z`).join('')
  const kinds = [['on', squares(0, Math.min(props.done, props.of))], ['over', squares(props.of, props.done)], ['off', squares(props.done, total)]] as const
  return <svg class="mf-places" width={total * 9} height="12" viewBox={`0 0 ${Math.max(total, 1) * 9} 12`} aria-hidden="true">{kinds.map(([kind, d]) => d && <path class={kind} d={d} />)}</svg>
}

/** US-11 AC1: who validates for the delegation. */
async function officer(c: Reply, desk: Desk, shown: Shown) {
  const { db, actor, now } = c.var
  const { gathering, speaker, at } = desk
  const party = gathering.scope !== null && 'party' in gathering.scope ? gathering.scope.party : null
  if (party === null) return null
  const { m } = speaker
  const [named, accounts] = await Promise.all([findOfficer(db, gathering.id, party), listAccountsOf(db, party, now)])
  const names = ['NF', 'DP', 'OB'].includes(actor.capacity?.role ?? '')
  return (
    <>
      <p>{named === null ? m['registration.officer-is-focal'] : m['registration.officer-is'](named.name)}</p>
      {names && (
        <Details summary={m['registration.name-officer']}>
          <Form action={`${at}/officer`}>
            <Select name="account" label={m['registration.officer']} none={m['registration.officer-none']} options={accounts.sort((a, b) => byText(speaker.lang)(a.name, b.name)).map((account) => ({ value: account.id, label: account.name }))} value={named?.account} error={shown.errors?.['account']} />
            <Actions><Button kind="secondary">{m['registration.save']}</Button></Actions>
          </Form>
        </Details>
      )}
    </>
  )
}

const done = ['saved', 'validated', 'vet', 'print', 'issue', 'lose', 'revoke', 'return', 'reissue', 'officer', 'terms', 'quota', 'imported', 'late'] as const

/** What was just done, said once on the page it leads to. */
export function flashOf(c: Reply, speaker: Speaker): Banner | undefined {
  const did = done.find((each) => each === c.req.query('did'))
  return did && { kind: 'success', text: speaker.m[`registration.did.${did}`] }
}

deskPages.post('/meetings/:body/:session/registration/officer', async (c) => {
  const desk = await deskOf(c)
  const typed = await typedOf(c)
  try {
    await perform(nameOfficer, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: desk.gathering.id, account: typed['account'] || null } })
  } catch (error) {
    const fault = shownFault(error)
    return deskPage(c, desk, { typed, errors: fieldErrors(fault.faults, c), status: statusOf(fault) })
  }
  return c.redirect(`${desk.at}?did=officer`, 303)
})

deskPages.post('/meetings/:body/:session/registration/terms', async (c) => {
  const desk = await deskOf(c)
  const typed = await typedOf(c)
  const read = typed['closesOn']?.trim() ? readDay(typed['closesOn'], { today: c.var.today }) : null
  const closesOn = read === null ? null : 'date' in read ? read.date : 'ask' in read ? read.ask.buddhist : 'x'
  try {
    await perform(setTerms, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: desk.gathering.id, closesOn, version: typed['version'] ?? '' } })
  } catch (error) {
    const fault = shownFault(error)
    if (fault.kind === 'conflict') throw fault
    return deskPage(c, desk, { typed, errors: fieldErrors(fault.faults, c), status: statusOf(fault) })
  }
  return c.redirect(`${desk.at}?did=terms`, 303)
})

deskPages.post('/meetings/:body/:session/registration/quota', async (c) => {
  const desk = await deskOf(c)
  const typed = await typedOf(c)
  try {
    await perform(setQuota, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: desk.gathering.id, party: typed['party'] ?? '', badges: typed['badges'] || 'x' } })
  } catch (error) {
    const fault = shownFault(error)
    if (fault.kind === 'conflict') throw fault
    return deskPage(c, desk, { typed, errors: fieldErrors(fault.faults, c), status: statusOf(fault) })
  }
  return c.redirect(`${desk.at}?did=quota#places`, 303)
})
