import { type Fault, missing } from '../../../kernel/errors.ts'
import { perform } from '../../../kernel/command.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import type { Since } from '../../../kernel/record.ts'
import { Actions, Button, Checkboxes, ErrorSummary, Form, PageTitle, Radios, Section, Select, Status, SummaryList, TextArea, TextField } from '../../../ui/index.ts'
import { listBodies } from '../../mechanism/index.ts'
import { listMeetingsFor, type Meeting, meetingTitle } from '../../meetings/index.ts'
import { endTheDesignation, enterDesignation, holdPost, verifyTheDesignation } from '../commands.ts'
import { bodiesOf } from '../history.ts'
import { readParts } from '../reading.ts'
import { canDesignate, canVerifyDesignation } from '../rules/people.ts'
import { functions, incumbencyKinds, modes, powers } from '../schema.ts'
import { possessive, sinceInWords, words } from '../wording.ts'
import { invalidForm, readForm, readPoint, readWholeDay, refusalOf, summaryOf, type Typed } from './asking.ts'
import { partyOfPage } from './party.tsx'

export const designationPages = router()

interface Shown {
  typed?: Typed
  many?: (name: string) => string[]
  errors?: Record<string, string>
  status?: number
}

async function around(c: Reply) {
  const { db, actor, now, lang } = c.var
  const reader = { actor, now }
  const party = await partyOfPage(c)
  const [meetings, bodies, parts] = await Promise.all([listMeetingsFor(db, reader), listBodies(db), readParts(db, reader, party.code)])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const nameOf = (ref: string) => {
    const meeting = meetings.find((each) => each.ref === ref)
    return meeting ? meetingTitle(meeting, byCode, lang) : ref
  }
  const delegation = lang === 'th' ? `คณะผู้แทน${party.name.th}` : `${possessive(party.name.en).replace(/^the /, 'The ')} delegation`
  const crumbs = [{ label: words[lang]['delegations.members'], href: '/members' }, { label: delegation, href: `/delegations/${party.code}` }]
  return { party, meetings, bodies, byCode, parts, nameOf, crumbs, m: words[lang] }
}

/** From a typed point; a fault stands beside its field. */
function point(typed: string, path: string, meetings: readonly Meeting[], today: string, faults: Fault[]): Since {
  const read = readPoint(typed, meetings, today)
  if (!('fault' in read)) return read
  faults.push({ path, code: typed === '' ? 'delegations.point-needed' : read.fault })
  return { date: today }
}

designationPages.get('/delegations/:party/designations/new', async (c) => {
  const party = await partyOfPage(c)
  requireAllowed(canDesignate(c.var.actor, party.code))
  return enterForm(c, {})
})

async function enterForm(c: Reply, { typed = {}, many = () => [], errors = {}, status }: Shown) {
  const { lang } = c.var
  const { party, meetings, bodies, byCode, parts, nameOf, crumbs, m } = await around(c)
  const field = (name: string, hint?: string) => ({ name, label: m[`delegations.field.${name}` as 'delegations.field.proposer'], value: typed[name], error: errors[name], ...(hint ? { hint } : {}) })
  const own = bodiesOf(party, bodies, meetings, parts)
  const choices = own.length > 0 ? own : bodies.filter((body) => body.level === 2 || body.level === 3)
  const posts = [...parts.posts.values()].filter((post) => post.party === party.code)
  const standing = parts.designations.filter((row) => row.party === party.code && row.until === null)
  return page(c, { title: m['delegations.enter'], current: '/members', status: status ?? 200, breadcrumbs: [...crumbs, { label: m['delegations.enter'] }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <PageTitle title={m['delegations.enter']} lede={m['delegations.enter-lede']} />
      <Form action={`/delegations/${party.code}/designations/new`}>
        <Select name="function" label={m['delegations.for']} options={functions.map((each) => ({ value: each, label: m[`delegations.function.${each}`] }))} value={typed['function'] ?? 'head'} error={errors['function']} />
        <Select name="body" label={m['delegations.body']} options={choices.map((body) => ({ value: body.code, label: body.short[lang] }))} value={typed['body']} error={errors['body']} />
        <Radios name="mode" label={m['delegations.how']} value={typed['mode'] ?? 'EX_OFFICIO'} error={errors['mode']} options={[
          { value: modes[0], label: m['delegations.mode.EX_OFFICIO'], hint: m['delegations.mode-hint.EX_OFFICIO'], more: <>{posts.length > 0 && <Select name="post" label={m['delegations.field.post']} none={m['delegations.new-post']} options={posts.map((post) => ({ value: post.id, label: post.name[lang] }))} value={typed['post']} error={errors['post']} />}<TextField {...field('postName')} /></> },
          { value: modes[1], label: m['delegations.mode.AD_HOC'], hint: m['delegations.mode-hint.AD_HOC'], more: <><TextField {...field('choiceWhat')} /><TextField {...field('choiceBy')} /></> },
          { value: modes[2], label: m['delegations.mode.PERSONAL'], hint: m['delegations.mode-hint.PERSONAL'], more: <TextField {...field('person')} /> },
        ]} />
        <TextField {...field('proposer')} />
        <TextField {...field('approver')} />
        <TextField {...field('approverPerson')} />
        <TextField {...field('approverCapacity', m['delegations.capacity-hint'])} />
        <TextField {...field('instrument', m['delegations.instrument-hint'])} />
        <Checkboxes name="powers" label={m['delegations.field.powers']} options={powers.map((each) => ({ value: each, label: m[`delegations.power.${each}`] }))} values={many('powers')} small />
        <TextField {...field('since', m['delegations.point-hint'])} width={20} />
        <TextField {...field('until', m['delegations.until-hint'])} width={20} />
        <Select name="supersedes" label={m['delegations.field.supersedes']} hint={m['delegations.supersedes-hint']} none={m['delegations.supersedes-none']} options={standing.map((row) => ({ value: row.id, label: `${byCode.get(row.body)?.short[lang] ?? row.body}: ${m[`delegations.function.${row.function}`]}, ${m['delegations.from'].toLowerCase()} ${sinceInWords(row.since, nameOf, lang)}` }))} value={typed['supersedes']} error={errors['supersedes']} />
        <Actions><Button>{m['delegations.enter']}</Button><a class="govuk-link" href={`/delegations/${party.code}`}>{m['delegations.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

designationPages.post('/delegations/:party/designations/new', async (c) => {
  const { db, actor, now, today } = c.var
  const party = await partyOfPage(c)
  requireAllowed(canDesignate(actor, party.code))
  const { typed, many } = await readForm(c)
  const meetings = await listMeetingsFor(db, { actor, now })
  const faults: Fault[] = []
  const said = (name: string) => typed[name] ?? ''
  const since = point(said('since'), '/since', meetings, today, faults)
  const until = said('until') === '' ? null : point(said('until'), '/until', meetings, today, faults)
  try {
    const input = {
      party: party.code, body: said('body'), function: said('function'), mode: said('mode'), post: said('post'), postName: said('postName'), person: said('person'), choiceWhat: said('choiceWhat'), choiceBy: said('choiceBy'), proposer: said('proposer'), approver: said('approver'),
      approverPerson: said('approverPerson'), approverCapacity: said('approverCapacity'), instrument: said('instrument'), powers: many('powers'), since, until, supersedes: said('supersedes') || null,
    }
    if (faults.length > 0) throw invalidForm(faults)
    await perform(enterDesignation, { db, actor, now, input })
  } catch (error) {
    return enterForm(c, { typed, many, ...refusalOf(error, c) })
  }
  return c.redirect(`/delegations/${party.code}#designations`, 303)
})

designationPages.get('/delegations/:party/designations/:id', (c) => oneDesignation(c, {}))

async function oneDesignation(c: Reply, { typed = {}, errors = {}, status }: Shown) {
  const { lang, actor } = c.var
  const { party, byCode, parts, nameOf, crumbs, m } = await around(c)
  const row = parts.designations.find((each) => each.id === c.req.param('id') && each.party === party.code)
  if (!row) throw missing()
  const title = `${m[`delegations.function.${row.function}`]}, ${byCode.get(row.body)?.short[lang] ?? row.body}`
  const none = <span class="muted">{m['delegations.not-found']}</span>
  const here = `/delegations/${party.code}/designations/${row.id}`
  return page(c, { title, current: '/members', status: status ?? 200, breadcrumbs: [...crumbs, { label: title }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <PageTitle title={title} />
      <p>{row.origin === 'demonstration' && <Status tone="example">{m['delegations.example']}</Status>} {row.origin !== 'record' && (row.verifiedAt ? <Status tone="done">{m['delegations.verified']}</Status> : <Status tone="part">{m['delegations.not-verified']}</Status>)}</p>
      <SummaryList facts={[
        { term: m['delegations.who'], value: parts.posts.get(row.post ?? '')?.name[lang] ?? row.person?.[lang] ?? (row.choice ? m['delegations.bar-ad-hoc'](row.choice.what[lang], row.choice.by[lang]) : none), sub: m[`delegations.mode.${row.mode}`] },
        { term: m['delegations.proposed-by'], value: row.proposer?.[lang] ?? none },
        { term: m['delegations.decided-by'], value: row.approver?.[lang] ?? none, sub: [row.approverPerson?.[lang], row.approverCapacity?.[lang]].filter(Boolean).join(', ') || undefined },
        { term: m['delegations.field.instrument'], value: row.instrument?.[lang] ?? none },
        { term: m['delegations.field.powers'], value: row.powers.length > 0 ? row.powers.map((each) => m[`delegations.power.${each}`]).join(lang === 'th' ? ' ' : ', ') : none },
        { term: m['delegations.from'], value: sinceInWords(row.since, nameOf, lang), sub: row.until ? m['delegations.until'](sinceInWords(row.until, nameOf, lang)) : m['delegations.until-revoked'] },
      ]} />
      {canVerifyDesignation(actor).allowed && row.origin !== 'record' && row.verifiedAt === null && (
        <Form action={`${here}/verify`} version={row.version}><p class="mf-after">{m['delegations.verify-lede']}</p><Actions><Button>{m['delegations.verify']}</Button></Actions></Form>
      )}
      {canDesignate(actor, party.code).allowed && row.until === null && (
        <Section title={m['delegations.end']}>
          <Form action={`${here}/end`} version={row.version}>
            <TextField name="until" label={m['delegations.field.until']} hint={m['delegations.point-hint']} value={typed['until']} error={errors['until']} width={20} />
            <TextArea name="why" label={m['delegations.why']} value={typed['why']} error={errors['why']} rows={2} />
            <Actions><Button kind="secondary">{m['delegations.end']}</Button></Actions>
          </Form>
        </Section>
      )}
    </>
  ))
}

designationPages.post('/delegations/:party/designations/:id/verify', async (c) => {
  const { db, actor, now } = c.var
  const party = await partyOfPage(c)
  const { typed } = await readForm(c)
  try {
    await perform(verifyTheDesignation, { db, actor, now, input: { designation: c.req.param('id'), version: typed['version'] } })
  } catch (error) {
    return oneDesignation(c, { typed, ...refusalOf(error, c) })
  }
  return c.redirect(`/delegations/${party.code}#designations`, 303)
})

designationPages.post('/delegations/:party/designations/:id/end', async (c) => {
  const { db, actor, now, today } = c.var
  const party = await partyOfPage(c)
  const { typed } = await readForm(c)
  const faults: Fault[] = []
  const until = point(typed['until'] ?? '', '/until', await listMeetingsFor(db, { actor, now }), today, faults)
  try {
    requireAllowed(canDesignate(actor, party.code))
    if (faults.length > 0) throw invalidForm(faults)
    await perform(endTheDesignation, { db, actor, now, input: { designation: c.req.param('id'), version: typed['version'], until, why: typed['why'] ?? '' } })
  } catch (error) {
    return oneDesignation(c, { typed, ...refusalOf(error, c) })
  }
  return c.redirect(`/delegations/${party.code}#designations`, 303)
})

designationPages.get('/delegations/:party/posts', async (c) => {
  const party = await partyOfPage(c)
  requireAllowed(canDesignate(c.var.actor, party.code))
  return postForm(c, {})
})

async function postForm(c: Reply, { typed = {}, errors = {}, status }: Shown) {
  const { lang } = c.var
  const { party, parts, crumbs, m } = await around(c)
  const posts = [...parts.posts.values()].filter((post) => post.party === party.code)
  return page(c, { title: m['delegations.appoint'], current: '/members', status: status ?? 200, breadcrumbs: [...crumbs, { label: m['delegations.appoint'] }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <PageTitle title={m['delegations.appoint']} lede={m['delegations.appoint-lede']} />
      <Form action={`/delegations/${party.code}/posts`}>
        <Select name="post" label={m['delegations.post']} options={posts.map((post) => ({ value: post.id, label: post.name[lang] }))} value={typed['post']} error={errors['post']} />
        <Radios name="kind" label={m['delegations.how']} value={typed['kind'] ?? 'acting'} error={errors['kind']} options={incumbencyKinds.map((each) => ({ value: each, label: m[`delegations.holds.${each}`] }))} />
        <TextField name="person" label={m['delegations.field.person']} hint={m['delegations.person-hint']} value={typed['person']} error={errors['person']} />
        <TextField name="from" label={m['delegations.from']} value={typed['from']} error={errors['from']} hint={m['delegations.day-hint']} width={20} />
        <TextField name="until" label={m['delegations.field.until']} value={typed['until']} error={errors['until']} hint={m['delegations.until-hint']} width={20} />
        <Actions><Button>{m['delegations.save']}</Button><a class="govuk-link" href={`/delegations/${party.code}`}>{m['delegations.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

designationPages.post('/delegations/:party/posts', async (c) => {
  const { db, actor, now, today } = c.var
  const party = await partyOfPage(c)
  requireAllowed(canDesignate(actor, party.code))
  const { typed } = await readForm(c)
  const faults: Fault[] = []
  const day = (name: string): string => {
    const read = readWholeDay(typed[name] ?? '', today)
    if (read.fault === undefined) return read.date
    faults.push({ path: `/${name}`, code: read.fault })
    return today
  }
  const from = day('from')
  const until = (typed['until'] ?? '') === '' ? null : day('until')
  try {
    if (faults.length > 0) throw invalidForm(faults)
    await perform(holdPost, { db, actor, now, input: { party: party.code, post: typed['post'] ?? '', kind: typed['kind'] ?? '', person: typed['person'] ?? '', from, until } })
  } catch (error) {
    return postForm(c, { typed, ...refusalOf(error, c) })
  }
  return c.redirect(`/delegations/${party.code}#designations`, 303)
})
