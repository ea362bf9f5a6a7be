import { type Fault, missing } from '../../../kernel/errors.ts'
import { perform } from '../../../kernel/command.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, Section, Select, TextArea, TextField } from '../../../ui/index.ts'
import type { Party } from '../../mechanism/index.ts'
import { meetingPage, type RunningMeeting } from '../../meetings/index.ts'
import { amendDelegate, nameDelegate, proposeDelegate, settleDelegateProposal, withdrawDelegate } from '../commands.ts'
import { type DelegationMember, listMembers, listSeriesPeople } from '../queries/people.ts'
import { nameOf } from '../reading.ts'
import { canName, canPropose, isPast, nominationDue } from '../rules/people.ts'
import { delegationRoles } from '../schema.ts'
import { words } from '../wording.ts'
import { invalidForm, readForm, readInstant, refusalOf, summaryOf, type Typed } from './asking.ts'
import { delegationHref, delegationOfPage, delegationPage } from './meeting.tsx'

export const nominatePages = router()

interface Shown {
  typed?: Typed
  errors?: Record<string, string>
  status?: number
}
const personFields = ['honorific', 'givenName', 'familyName', 'badgeName', 'post', 'agency'] as const
/** Faults in the person's fields come as `/person/givenName`. */
const bare = (errors: Record<string, string>) => Object.fromEntries(Object.entries(errors).map(([name, message]) => [name.replace(/^person\./, '').replace(/^from$/, 'fromDay'), message]))
const personOf = (typed: Typed) => Object.fromEntries(personFields.map((name) => [name, typed[name] ?? '']))

nominatePages.get('/meetings/:body/:session/delegations/:party/name', async (c) => {
  const { party } = await delegationOfPage(c)
  if (!canPropose(c.var.actor, party.code).allowed) requireAllowed(canName(c.var.actor, party.code))
  return nameForm(c, {})
})

async function nameForm(c: Reply, { typed = {}, errors = {}, status }: Shown) {
  const { db, actor, lang, now } = c.var
  const m = words[lang]
  const { meeting, party } = await delegationOfPage(c)
  const proposes = !canName(actor, party.code).allowed
  const [members, known] = await Promise.all([listMembers(db, meeting.ref, { party: party.code, at: now }), proposes ? [] : listSeriesPeople(db, meeting.run.series, party.code)])
  const here = new Set(members.map((member) => member.id))
  // Names in the reader's own order, whatever their script.
  const others = known.filter((person) => !here.has(person.id)).sort((a, b) => new Intl.Collator(lang).compare(a.name, b.name))
  const title = proposes ? m['delegations.propose'] : members.length > 0 ? m['delegations.name-another'] : m['delegations.name-delegation']
  return meetingPage(c, meeting, { tab: 'delegations', title, status, breadcrumbs: [{ label: m['delegations.of'](party.name[lang]), href: delegationHref(meeting.ref, party.code) }, { label: title }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <Form action={`${delegationHref(meeting.ref, party.code)}/name`}>
        {others.length > 0 && <Select name="participant" label={m['delegations.known-person']} hint={m['delegations.known-hint']} none={m['delegations.new-person']} options={others.map((person) => ({ value: person.id, label: `${person.name}, ${person.post}` }))} value={typed['participant']} error={errors['participant']} />}
        <PersonInputs typed={typed} errors={errors} lang={lang} />
        <RoleInputs typed={typed} errors={errors} lang={lang} meeting={meeting} members={members} now={now} proposes={proposes} />
        {proposes && <TextArea name="note" label={m['delegations.proposal-note']} value={typed['note']} error={errors['note']} rows={2} />}
        <Actions><Button>{proposes ? m['delegations.propose-verb'] : m['delegations.name-verb']}</Button><a class="govuk-link" href={delegationHref(meeting.ref, party.code)}>{m['delegations.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

function PersonInputs({ typed, errors, lang }: { typed: Typed; errors: Record<string, string>; lang: 'en' | 'th' }) {
  const m = words[lang]
  return (
    <>
      <TextField name="honorific" label={m['delegations.field.honorific']} hint={m['delegations.honorific-hint']} value={typed['honorific']} error={errors['honorific']} width={20} />
      <TextField name="givenName" label={m['delegations.field.givenName']} hint={m['delegations.name-hint']} value={typed['givenName']} error={errors['givenName']} />
      <TextField name="familyName" label={m['delegations.field.familyName']} value={typed['familyName']} error={errors['familyName']} />
      <TextField name="badgeName" label={m['delegations.field.badgeName']} hint={m['delegations.badge-hint']} value={typed['badgeName']} error={errors['badgeName']} />
      <TextField name="post" label={m['delegations.post']} value={typed['post']} error={errors['post']} />
      <TextField name="agency" label={m['delegations.agency']} value={typed['agency']} error={errors['agency']} />
    </>
  )
}

function RoleInputs({ typed, errors, lang, meeting, members, now, proposes }: { typed: Typed; errors: Record<string, string>; lang: 'en' | 'th'; meeting: RunningMeeting; members: readonly DelegationMember[]; now: string; proposes: boolean }) {
  const m = words[lang]
  const head = members.find((member) => member.role === 'head')
  const late = isPast(nominationDue(meeting.run), now, meeting.run.zone)
  return (
    <>
      <Select name="role" label={m['delegations.role']} options={delegationRoles.map((each) => ({ value: each, label: m[`delegations.role.${each}`] }))} value={typed['role'] ?? (head ? 'delegate' : 'head')} error={errors['role']} />
      {!proposes && (
        <>
          <TextField name="letter" label={m['delegations.field.letter']} hint={head && late ? m['delegations.letter-hint-late'](nameOf(head)) : m['delegations.letter-hint']} value={typed['letter']} error={errors['letter']} />
          {head && (
            <>
              <TextField name="fromDay" label={m['delegations.field.fromDay']} hint={m['delegations.from-hint'](meeting.run.zone)} value={typed['fromDay']} error={errors['fromDay']} width={20} />
              <TextField name="fromTime" label={m['delegations.field.fromTime']} value={typed['fromTime']} error={errors['fromTime']} width={5} />
            </>
          )}
        </>
      )}
    </>
  )
}

/** The stated time from which a letter counts; null where none is given. */
function fromOf(typed: Typed, meeting: RunningMeeting, today: string, faults: Fault[]): string | null {
  if ((typed['fromDay'] ?? '') === '' && (typed['fromTime'] ?? '') === '') return null
  const read = readInstant(typed['fromDay'] ?? '', typed['fromTime'] ?? '', meeting.run.zone, today)
  if ('instant' in read) return read.instant
  faults.push({ path: read.path, code: read.code })
  return null
}

nominatePages.post('/meetings/:body/:session/delegations/:party/name', async (c) => {
  const { db, actor, now, today } = c.var
  const { meeting, party } = await delegationOfPage(c)
  const { typed } = await readForm(c)
  const faults: Fault[] = []
  const proposes = canPropose(actor, party.code).allowed
  if (!proposes) requireAllowed(canName(actor, party.code))
  try {
    const from = fromOf(typed, meeting, today, faults)
    if (faults.length > 0) throw invalidForm(faults)
    const of = { meeting: meeting.ref, party: party.code, role: typed['role'] ?? '' }
    const participant = typed['participant'] || null
    await (proposes
      ? perform(proposeDelegate, { db, actor, now, input: { ...of, person: personOf(typed), note: typed['note'] ?? '' } })
      : perform(nameDelegate, { db, actor, now, input: { ...of, participant, person: participant === null ? personOf(typed) : null, letter: typed['letter'] ?? '', from } }))
  } catch (error) {
    const refused = refusalOf(error, c)
    return nameForm(c, { typed, errors: bare(refused.errors), status: refused.status })
  }
  return c.redirect(delegationHref(meeting.ref, party.code), 303)
})

nominatePages.post('/meetings/:body/:session/delegations/:party/proposals/:id', async (c) => {
  const { db, actor, now } = c.var
  const { meeting, party } = await delegationOfPage(c)
  const { typed } = await readForm(c)
  try {
    await perform(settleDelegateProposal, { db, actor, now, input: { meeting: meeting.ref, party: party.code, proposal: c.req.param('id'), as: typed['as'] ?? '', why: typed['why'] ?? '' } })
  } catch (error) {
    const refused = refusalOf(error, c)
    return delegationPage(c, { notice: Object.values(refused.errors).join(' '), status: refused.status })
  }
  return c.redirect(delegationHref(meeting.ref, party.code), 303)
})

nominatePages.get('/meetings/:body/:session/delegations/:party/people/:id', async (c) => {
  const { party } = await delegationOfPage(c)
  requireAllowed(canName(c.var.actor, party.code))
  return personForm(c, {})
})

async function memberOf(c: Reply): Promise<{ meeting: RunningMeeting; party: Party; member: DelegationMember; members: DelegationMember[] }> {
  const { meeting, party } = await delegationOfPage(c)
  const members = await listMembers(c.var.db, meeting.ref, { party: party.code, at: c.var.now })
  const member = members.find((each) => each.id === c.req.param('id'))
  if (!member) throw missing()
  return { meeting, party, member, members }
}

async function personForm(c: Reply, { typed, errors = {}, status }: Shown) {
  const { lang, now } = c.var
  const m = words[lang]
  const { meeting, party, member, members } = await memberOf(c)
  const shown: Typed = typed ?? { honorific: member.honorific ?? '', givenName: member.givenName, familyName: member.familyName, badgeName: member.badgeName, post: member.post, agency: member.agency, position: String(member.position), role: member.role }
  const here = `${delegationHref(meeting.ref, party.code)}/people/${member.id}`
  return meetingPage(c, meeting, { tab: 'delegations', title: nameOf(member), status, breadcrumbs: [{ label: m['delegations.of'](party.name[lang]), href: delegationHref(meeting.ref, party.code) }, { label: nameOf(member) }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <Form action={here} version={member.version}>
        <PersonInputs typed={shown} errors={errors} lang={lang} />
        <TextField name="position" label={m['delegations.field.position']} hint={m['delegations.position-hint']} value={shown['position']} error={errors['position']} width={3} inputmode="numeric" />
        <Actions><Button name="act" value="amend">{m['delegations.save']}</Button></Actions>
      </Form>
      <Section title={m['delegations.another-role']}>
        <Form action={here} version={member.version}>
          <Hidden name="act" value="role" />
          <RoleInputs typed={{ role: member.role, ...typed }} errors={errors} lang={lang} meeting={meeting} members={members} now={now} proposes={false} />
          <Actions><Button kind="secondary">{m['delegations.give-role']}</Button></Actions>
        </Form>
      </Section>
      <Section title={m['delegations.withdraw']} lede={m['delegations.withdraw-lede']}>
        <Form action={here} version={member.version}><Actions><Button kind="warning" name="act" value="withdraw">{m['delegations.withdraw']}</Button></Actions></Form>
      </Section>
    </>
  ))
}

nominatePages.post('/meetings/:body/:session/delegations/:party/people/:id', async (c) => {
  const { db, actor, now, today } = c.var
  const { meeting, party, member } = await memberOf(c)
  requireAllowed(canName(actor, party.code))
  const { typed } = await readForm(c)
  const of = { meeting: meeting.ref, party: party.code, participant: member.id }
  const faults: Fault[] = []
  try {
    if (typed['act'] === 'withdraw') await perform(withdrawDelegate, { db, actor, now, input: { ...of, version: typed['version'] } })
    else if (typed['act'] === 'role') {
      const from = fromOf(typed, meeting, today, faults)
      if (faults.length > 0) throw invalidForm(faults)
      await perform(nameDelegate, { db, actor, now, input: { ...of, role: typed['role'] ?? '', letter: typed['letter'] ?? '', from } })
    } else await perform(amendDelegate, { db, actor, now, input: { ...of, version: typed['version'], position: typed['position'], person: personOf(typed) } })
  } catch (error) {
    const refused = refusalOf(error, c)
    return personForm(c, { ...(typed['act'] === 'amend' ? { typed } : {}), errors: bare(refused.errors), status: refused.status })
  }
  return c.redirect(delegationHref(meeting.ref, party.code), 303)
})
