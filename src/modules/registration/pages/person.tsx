import { formatInstant } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { type AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, Details, ErrorSummary, Form, Section, Select, SummaryList, TextArea, TextField } from '../../../ui/index.ts'
import { meetingPage } from '../../meetings/index.ts'
import { addPerson, issueBadge, loseBadge, printSheet, registerLogistics, registerPerson, reissueBadge, requestLate, returnBadge, revokeBadge, validateRegistration, vetBadge } from '../commands.ts'
import { findOfficer, findPhoto, findRegistrant, listCategories } from '../queries.ts'
import { type BadgeStep, listBadgeSteps } from '../queries/badges.ts'
import { readLogistics } from '../queries/logistics.ts'
import { badgeMayBecome, canBadge, canBeReissued, canReadLogistics, canRegister, canValidate, codeShown, logisticsGone, validationFault } from '../rules.ts'
import { kinds, type Logistics, logisticsFields, noLogistics, type Registrant, rolesByRegistration } from '../schema.ts'
import { delegationOrder, fullName, type Speaker } from '../wording.ts'
import { badgeWord, flashOf, RegisteredCell } from './desk.tsx'
import { Act, type Desk, deskOf, shownFault, typedOf } from './frame.tsx'
import { flat, identityOf, IdentityFields, logisticsOf, LogisticsFields, photoOf, typedIdentity, typedLogistics } from './person-form.tsx'

export const personPages = router()

interface Shown {
  typed?: Record<string, string>
  errors?: Record<string, string>
  status?: number
  /** Which of the two forms came back. */
  form?: 'identity' | 'logistics' | 'late' | 'badge'
  meetings?: string[]
}

const errorsOf = (error: AppError, c: Reply) => fieldErrors(flat(error.faults), c)
const summary = (errors: Record<string, string>) => Object.entries(errors).map(([field, message]) => ({ field, message }))

personPages.get('/meetings/:body/:session/registration/new', async (c) => newPage(c, await deskOf(c), {}))

async function newPage(c: Reply, desk: Desk, shown: Shown): Promise<Response> {
  const { gathering, speaker, at } = desk
  const { m } = speaker
  const { typed = {}, errors = {} } = shown
  const own = gathering.scope !== null && 'party' in gathering.scope ? gathering.scope.party : null
  requireAllowed(canRegister(c.var.actor, { party: own, kind: own === null ? 'services' : 'delegation', account: null, hosted: gathering.hosted }))
  const parties = [...new Set((await listCategories(c.var.db, gathering.id)).map(({ party }) => party))].map((party) => ({ party })).sort(delegationOrder(speaker.parties))
  return meetingPage(c, desk.meeting, { tab: 'registration', title: m['registration.new'], status: shown.status, breadcrumbs: [{ label: m['registration.desk'], href: at }, { label: m['registration.new'] }] }, (
    <>
      <ErrorSummary errors={summary(errors)} />
      <p class="govuk-body">{m['registration.new-lede']}</p>
      <Form action={`${at}/new`} files>
        {own === null ? (
          <>
            <Select name="kind" label={m['registration.kind']} options={kinds.map((value) => ({ value, label: m[`registration.kind.${value}`] }))} value={typed['kind']} error={errors['kind']} />
            <Select name="party" label={m['registration.delegation']} none={m['registration.no-delegation']} options={parties.map(({ party }) => ({ value: party, label: speaker.party(party) }))} value={typed['party']} error={errors['party']} />
          </>
        ) : <p><b>{m['registration.delegation']}:</b> {speaker.party(own)}</p>}
        <Select name="role" label={m['registration.capacity']} hint={m['registration.role-hint']} none={m['registration.choose']} options={rolesByRegistration.map((value) => ({ value, label: m[`registration.role.${value}`] }))} value={typed['role']} error={errors['role']} />
        <Checkboxes name="meetings" label={m['registration.meetings']} small options={gathering.meetings.map((meeting) => ({ value: meeting.ref, label: speaker.meeting(meeting) }))} values={shown.meetings ?? [desk.meeting.ref]} error={errors['meetings']} />
        <IdentityFields typed={typed} errors={errors} speaker={speaker} late={gathering.closed} />
        <Actions><Button>{m['registration.register']}</Button><a class="govuk-link" href={at}>{m['registration.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

personPages.post('/meetings/:body/:session/registration/new', async (c) => {
  const desk = await deskOf(c)
  const typed = await typedOf(c)
  const meetings = (await c.req.formData()).getAll('meetings').filter((value): value is string => typeof value === 'string')
  const own = desk.gathering.scope !== null && 'party' in desk.gathering.scope ? desk.gathering.scope.party : null
  try {
    const photo = await photoOf(c)
    const id = await perform(addPerson, {
      db: c.var.db, actor: c.var.actor, now: c.var.now,
      input: { series: desk.gathering.id, kind: own === null ? (typed['kind'] ?? '') : 'delegation', party: own ?? (typed['party'] || null), role: typed['role'] ?? '', meetings, identity: identityOf(typed), photo, lateRequest: typed['lateRequest']?.trim() || null },
    })
    return c.redirect(`${desk.at}/people/${id}?did=saved`, 303)
  } catch (error) {
    const fault = shownFault(error)
    if (fault.kind === 'conflict') throw fault
    return newPage(c, desk, { typed, errors: errorsOf(fault, c), status: statusOf(fault), meetings })
  }
})

async function personOf(c: Reply): Promise<Desk & { person: Registrant; officer: string | null }> {
  const desk = await deskOf(c)
  const person = await findRegistrant(c.var.db, desk.gathering, c.req.param('id') ?? '', c.var.now)
  if (!person) throw missing()
  const officer = person.party === null ? null : await findOfficer(c.var.db, desk.gathering.id, person.party)
  return { ...desk, person, officer: officer?.account ?? null }
}

personPages.get('/meetings/:body/:session/registration/people/:id', async (c) => personPage(c, await personOf(c), {}))

async function personPage(c: Reply, found: Awaited<ReturnType<typeof personOf>>, shown: Shown): Promise<Response> {
  const { db, now, actor, lang, site } = c.var
  const { gathering, speaker, at, person } = found
  const { m } = speaker
  const whom = { party: person.party, kind: person.kind, account: person.account, hosted: gathering.hosted, officer: found.officer }
  const reads = canReadLogistics(actor, whom).allowed
  const [logistics, steps] = await Promise.all([reads ? readLogistics(db, gathering, now, [person.id]) : null, listBadgeSteps(db, person.id)])
  const gone = logisticsGone(now, gathering.endsOn, gathering.zone)
  const { registered, badge } = person
  const here = `${at}/people/${person.id}`
  const errors = shown.errors ?? {}
  const validates = canValidate(actor, whom)
  const stands = validationFault(person)
  const made = badge !== null && badge.state !== 'requested'
  const edits = canRegister(actor, whom).allowed && (!made || ['HL', 'SD'].includes(actor.capacity?.role ?? ''))
  return meetingPage(c, found.meeting, { tab: 'registration', title: fullName(person), flash: flashOf(c, speaker), status: shown.status, breadcrumbs: [{ label: m['registration.desk'], href: at }, { label: fullName(person) }] }, (
    <>
      <ErrorSummary errors={summary(errors)} />
      <div class="mf-person">
        {registered?.photo ? <img class="mf-photo" src={`${here}/photo`} alt={m['registration.photo-of'](fullName(person))} width="152" height="192" /> : <span class="mf-photo mf-photo--none">{m['registration.no-photo']}</span>}
        <SummaryList facts={[
          { term: m['registration.delegation'], value: speaker.belongs(person) },
          { term: m['registration.field.post'], value: person.post, sub: person.agency || undefined },
          { term: m['registration.field.badgeName'], value: person.badgeName, sub: person.nativeName || undefined },
          { term: m['registration.meetings'], value: person.roles.length === 0 ? m['registration.no-meeting'] : <ul class="govuk-list mf-tight">{person.roles.map((role) => <li>{meetingOf(found, role.meeting)}: {m[`registration.role.${role.role}`]}</li>)}</ul> },
          { term: m['registration.registered'], value: <RegisteredCell person={person} speaker={speaker} />, sub: registered ? `${registered.submittedBy}, ${formatInstant(registered.submittedAt, gathering.zone, lang)}` : undefined },
          ...(registered?.lateRequest ? [{ term: m['registration.field.lateRequest'], value: registered.lateRequest }] : []),
          ...(registered?.validatedAt ? [{ term: m['registration.validated'], value: `${registered.validatedBy}, ${formatInstant(registered.validatedAt, gathering.zone, lang)}` }] : []),
          { term: m['registration.field.consent'], value: registered === null ? m['registration.not-said'] : registered.consent ? m['registration.consents'] : m['registration.by-post-only'] },
          { term: m['registration.badge'], value: badgeWord(person, speaker) },
        ]} />
      </div>
      {registered !== null && registered.validatedAt === null && (
        <Section title={m['registration.validate-title']} id="validate">
          {stands !== null && <p>{site.say(lang, stands)}</p>}
          {registered.late && registered.lateRequest === null && canRegister(actor, whom).allowed && (
            <Form action={`${here}/late`}>
              <TextArea name="request" label={m['registration.field.lateRequest']} hint={m['registration.field.lateRequest-hint']} rows={4} value={shown.form === 'late' ? shown.typed?.['request'] : ''} error={errors['request']} />
              <Actions><Button kind="secondary">{m['registration.send-request']}</Button></Actions>
            </Form>
          )}
          {validates.allowed ? (stands === null && <Act action={`${here}/validate`} version={person.version}><Button>{m['registration.validate']}</Button></Act>) : <p class="muted">{site.say(lang, validates.because)}</p>}
        </Section>
      )}
      {badge !== null && <BadgePart person={person} steps={steps} speaker={speaker} here={here} host={canBadge(actor, gathering).allowed} zone={gathering.zone} shown={shown} />}
      {edits && (
        <Details summary={registered === null ? m['registration.register'] : m['registration.correct']} open={registered === null || shown.form === 'identity'}>
          <Form action={here} version={person.version} files>
            <IdentityFields typed={shown.form === 'identity' ? (shown.typed ?? {}) : typedIdentity(person)} errors={shown.form === 'identity' ? errors : {}} speaker={speaker} late={registered?.late ?? gathering.closed} />
            <Actions><Button>{registered === null ? m['registration.register'] : m['registration.save']}</Button></Actions>
          </Form>
        </Details>
      )}
      {reads && !gone && (
        <Details summary={m['registration.logistics']} open={shown.form === 'logistics'}>
          <p class="small muted">{m['registration.logistics-note']}</p>
          <Form action={`${here}/logistics`}>
            <LogisticsFields typed={shown.form === 'logistics' ? (shown.typed ?? {}) : typedLogistics(logistics?.get(person.id) ?? noLogistics, speaker)} errors={shown.form === 'logistics' ? errors : {}} speaker={speaker} />
            <Actions><Button>{m['registration.save']}</Button></Actions>
          </Form>
        </Details>
      )}
      {reads && gone && <p class="muted">{m['registration.logistics-gone']}</p>}
    </>
  ))
}

const meetingOf = (desk: Desk, ref: string): string => {
  const meeting = desk.gathering.meetings.find((each) => each.ref === ref)
  return meeting ? desk.speaker.meeting(meeting) : ref
}

/** what may be done with the badge now, and everything that was. */
function BadgePart(props: { person: Registrant; steps: BadgeStep[]; speaker: Speaker; here: string; host: boolean; zone: string; shown: Shown }) {
  const { person, steps, speaker, here, host } = props
  const { m, lang } = speaker
  const { badge } = person
  if (badge === null) return null
  const plain = ([['vet', 'vetted'], ['print', 'printed'], ['issue', 'issued'], ['return', 'returned']] as const).filter(([, to]) => badgeMayBecome(badge.state, to))
  const reasoned = [...([['lose', 'lost'], ['revoke', 'revoked']] as const).filter(([, to]) => badgeMayBecome(badge.state, to)).map(([act]) => act), ...(canBeReissued(badge.state) ? (['reissue'] as const) : [])]
  return (
    <Section title={m['registration.badge']} id="badge">
      <p>{m[`registration.category.${badge.category}`]}{host && <> · <code class="mf-code">{codeShown(badge.code)}</code></>}</p>
      {host && plain.map(([act]) => <Act action={`${here}/badge/${act}`} version={badge.version}><Button kind="secondary">{m[`registration.do.${act}`]}</Button></Act>)}
      {host && reasoned.length > 0 && (
        <Details summary={m['registration.badge-gone']} open={props.shown.form === 'badge'}>
          <Form action={`${here}/badge/${reasoned[0]}`} version={badge.version}>
            <TextField name="reason" label={m['registration.reason']} value={props.shown.form === 'badge' ? props.shown.typed?.['reason'] : ''} error={props.shown.form === 'badge' ? props.shown.errors?.['reason'] : undefined} />
            <Actions>{reasoned.map((act) => <Button kind={act === 'reissue' ? 'primary' : 'warning'} formaction={`${here}/badge/${act}`}>{m[`registration.do.${act}`]}</Button>)}</Actions>
          </Form>
        </Details>
      )}
      <ol class="govuk-list mf-steps">{steps.map((step) => <li>{m['registration.step'](m[`registration.badge.${step.state}`], formatInstant(step.at, props.zone, lang), step.byName)}{step.reason && ` – ${step.reason}`}</li>)}</ol>
    </Section>
  )
}

personPages.post('/meetings/:body/:session/registration/people/:id', async (c) => {
  const found = await personOf(c)
  const typed = await typedOf(c)
  try {
    const photo = await photoOf(c)
    await perform(registerPerson, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { participant: found.person.id, version: typed['version'] ?? '', identity: identityOf(typed), photo, lateRequest: typed['lateRequest']?.trim() || null } })
  } catch (error) {
    const fault = shownFault(error)
    if (fault.kind === 'conflict') throw fault
    return personPage(c, found, { form: 'identity', typed, errors: errorsOf(fault, c), status: statusOf(fault) })
  }
  return c.redirect(`${found.at}/people/${found.person.id}?did=saved`, 303)
})

personPages.post('/meetings/:body/:session/registration/people/:id/logistics', async (c) => {
  const found = await personOf(c)
  const typed = await typedOf(c)
  const { logistics, faults } = logisticsOf(typed, logisticsFields, c.var.today)
  try {
    requireAllowed(canReadLogistics(c.var.actor, { party: found.person.party, kind: found.person.kind, account: found.person.account, hosted: found.gathering.hosted }))
    if (faults.length > 0) return await personPage(c, found, { form: 'logistics', typed, errors: fieldErrors(faults, c), status: 422 })
    await perform(registerLogistics, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { participant: found.person.id, logistics: logistics as Logistics } })
  } catch (error) {
    const fault = shownFault(error)
    return personPage(c, found, { form: 'logistics', typed, errors: errorsOf(fault, c), status: statusOf(fault) })
  }
  return c.redirect(`${found.at}/people/${found.person.id}?did=saved`, 303)
})

personPages.post('/meetings/:body/:session/registration/people/:id/late', async (c) => {
  const found = await personOf(c)
  const typed = await typedOf(c)
  try {
    await perform(requestLate, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { participant: found.person.id, request: typed['request'] ?? '' } })
  } catch (error) {
    const fault = shownFault(error)
    if (fault.kind === 'conflict') throw fault
    return personPage(c, found, { form: 'late', typed, errors: errorsOf(fault, c), status: statusOf(fault) })
  }
  return c.redirect(`${found.at}/people/${found.person.id}?did=late`, 303)
})

personPages.post('/meetings/:body/:session/registration/people/:id/validate', async (c) => {
  const found = await personOf(c)
  const typed = await typedOf(c)
  await perform(validateRegistration, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { participant: found.person.id, version: typed['version'] ?? '' } })
  return c.redirect(`${found.at}/people/${found.person.id}?did=validated`, 303)
})

const plainActs = { vet: vetBadge, issue: issueBadge, return: returnBadge }
const reasonedActs = { lose: loseBadge, revoke: revokeBadge, reissue: reissueBadge }

personPages.post('/meetings/:body/:session/registration/people/:id/badge/:act', async (c) => {
  const found = await personOf(c)
  const typed = await typedOf(c)
  const act = c.req.param('act')
  const request = { db: c.var.db, actor: c.var.actor, now: c.var.now }
  const one = { participant: found.person.id, version: typed['version'] ?? '' }
  if (act === 'print') {
    const { batch } = await perform(printSheet, { ...request, input: { series: found.gathering.id, participants: [found.person.id] } })
    return c.redirect(`${found.at}/badges?batch=${batch}&did=print`, 303)
  }
  if (act === 'vet' || act === 'issue' || act === 'return') await perform(plainActs[act], { ...request, input: one })
  else if (act === 'lose' || act === 'revoke' || act === 'reissue') {
    try {
      await perform(reasonedActs[act], { ...request, input: { ...one, reason: typed['reason'] ?? '' } })
    } catch (error) {
      const fault = shownFault(error)
      if (fault.kind === 'conflict') throw fault
      return personPage(c, found, { form: 'badge', typed, errors: errorsOf(fault, c), status: statusOf(fault) })
    }
  } else throw missing()
  return c.redirect(typed['back'] === 'desk' ? `${found.at}?did=${act}#p-${found.person.id}` : `${found.at}/people/${found.person.id}?did=${act}#badge`, 303)
})

personPages.get('/meetings/:body/:session/registration/people/:id/photo', async (c) => {
  const desk = await deskOf(c)
  const photo = await findPhoto(c.var.db, desk.gathering, c.req.param('id') ?? '')
  const bytes = photo && (await c.var.files.get(photo.sha256))
  if (!photo || !bytes) throw missing()
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': photo.type, 'content-disposition': 'inline; filename="photo"', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' })
})
