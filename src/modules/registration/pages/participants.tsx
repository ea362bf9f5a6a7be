import { dayInZone, formatDay, todayIn } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { finished } from '../../../kernel/paper-lines.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { typeset } from '../../../kernel/typeset.ts'
import { Actions, type Banner, Button, type Column, DataTable, Details, ErrorSummary, Form, numeral, Section, Status, TextArea, TextField } from '../../../ui/index.ts'
import { paperHref } from '../../documents/index.ts'
import { findRunning, meetingDays, meetingHref, meetingPage, partyOf, type RunningMeeting } from '../../meetings/index.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { askCorrection, confirmPresent, issueList, listAsWord, settleCorrection } from '../commands/list.ts'
import { listPaper, ownScript, roleWord, shownName } from '../list-paper.ts'
import { type Correction, listCorrections, listIssued, seesParticipants } from '../queries/list.ts'
import { findGathering, type Gathering, listCategories, listRegistrants } from '../queries.ts'
import { attended, canAskCorrection, canConfirmPresent, canIssueList, listOf, type ListedGroup } from '../rules/list.ts'
import type { Registrant } from '../schema.ts'
import { delegationOrder, type Speaker, speakerOf } from '../wording.ts'
import { Act, meetingRef, shownFault, typedOf } from './frame.tsx'

export const participantsPages = router()

interface ListDesk {
  meeting: RunningMeeting
  gathering: Gathering
  speaker: Speaker
  at: string
  groups: ListedGroup<Registrant>[]
}

/** Who takes part sees the list where the table of rights says so; who does not, learns why. */
async function listDesk(c: Reply): Promise<ListDesk> {
  const { db, actor, now, lang } = c.var
  const reader = { actor, now }
  const meeting = await findRunning(db, reader, meetingRef(c))
  if (!meeting) throw missing()
  requireAllowed(canAskCorrection(await seesParticipants(db, reader, meeting.ref)))
  const [gathering, parties, bodies] = await Promise.all([findGathering(db, reader, meeting.run.series), listParties(db), listBodies(db)])
  if (!gathering) throw missing()
  const [people, places] = await Promise.all([listRegistrants(db, { id: gathering.id, scope: { all: true } }, now), listCategories(db, gathering.id)])
  const categories = new Map(places.filter((place) => place.meeting === meeting.ref).map((place) => [place.party, place.category]))
  return { meeting, gathering, speaker: speakerOf(lang, parties, bodies), at: `${meetingHref(meeting.ref)}/participants`, groups: listOf(people, meeting.ref, categories, delegationOrder(parties)) }
}

participantsPages.get('/meetings/:body/:session/participants', async (c) => listPage(c, await listDesk(c), {}))

async function listPage(c: Reply, desk: ListDesk, shown: { typed?: Record<string, string>; errors?: Record<string, string>; status?: number }): Promise<Response> {
  const { db, actor, lang } = c.var
  const { meeting, gathering, speaker, at, groups } = desk
  const { m } = speaker
  const n = (count: number) => numeral(lang, count)
  const desks = canIssueList(actor).allowed
  // Nobody was present before the first day.
  const confirms = canConfirmPresent(actor, gathering).allowed && meeting.startsOn !== null && meeting.startsOn <= todayIn(gathering.zone, c.var.now)
  const [issued, corrections] = await Promise.all([listIssued(db, meeting.ref), listCorrections(db, meeting.ref, desks ? { all: true } : { party: partyOf(actor), account: actor.person?.id ?? '' })])
  const last = issued.at(-1)
  const total = groups.reduce((sum, group) => sum + group.delegations.reduce((people, delegation) => people + delegation.people.length, 0), 0)
  const columns: Column<Registrant>[] = [
    { head: m['participants.name'], rowHeader: true, cell: (person) => <>{shownName(person) ?? <span class="muted">{m['participants.by-post']}</span>}{ownScript(person) !== null && <span class="sub">{ownScript(person)}</span>}</> },
    { head: m['participants.post'], cell: (person) => <>{person.post}{person.agency && <span class="sub">{person.agency}</span>}</> },
    { head: m['participants.capacity'], cell: (person) => roleWord(person, speaker) },
    ...(confirms ? [{ head: m['participants.present'], cell: (person: Registrant) => (attended(person, meeting.ref) ? <Status tone="done">{m['participants.present-badge']}</Status> : <Act action={`${at}/confirm`} fields={{ participant: person.id }}><Button kind="secondary" small about={shownName(person) ?? person.post}>{m['participants.confirm']}</Button></Act>) }] : []),
  ]
  return meetingPage(c, meeting, {
    tab: 'participants', documentTitle: m['participants.title'], flash: flashOf(c, speaker), status: shown.status,
    tools: total > 0 && <><a class="govuk-link" href={`${at}.pdf`} data-turbo="false">PDF</a>{' · '}<a class="govuk-link" href={`${at}.docx`} data-turbo="false">Word</a></>,
  }, (
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field, message }))} />
      <p class="mf-say">{m['participants.count'](n(total), total)}{lang === 'th' ? ' ' : '. '}{last?.symbol ? (last.kind === 'final' ? m['participants.say-final'](last.symbol) : m['participants.say-provisional'](last.symbol)) : m['participants.say-none']}</p>
      {total === 0 && <p>{m['participants.nobody']}</p>}
      {groups.map((group) => (
        <Section title={m[`participants.group.${group.group}`]} id={group.group}>
          <div class="mf-plist">{group.delegations.map((delegation) => <>{delegation.party !== null && <h3 class="govuk-heading-s">{speaker.party(delegation.party)}</h3>}<DataTable caption={delegation.party === null ? m[`participants.group.${group.group}`] : speaker.party(delegation.party)} columns={columns} rows={delegation.people} noHead={!confirms} /></>)}</div>
        </Section>
      ))}
      {issued.length > 0 && <Section title={m['participants.issued']}><ul class="govuk-list">{issued.map((list) => <li><a class="govuk-link sym" href={paperHref({ id: list.document, symbol: list.symbol })}>{list.symbol}</a> {list.kind === 'final' ? m['participants.final'] : m['participants.provisional']}, {formatDay(dayInZone(list.issuedAt, gathering.zone), lang)}, {list.issuedBy}</li>)}</ul></Section>}
      {desks && last?.kind !== 'final' && total > 0 && (
        <Section title={m['participants.issue']}>
          <p class="small muted">{m['participants.issue-note']}</p>
          <Act action={`${at}/issue`} fields={{ kind: 'provisional' }}><Button>{last ? m['participants.issue-revised'] : m['participants.issue-provisional']}</Button></Act>
          <Act action={`${at}/issue`} fields={{ kind: 'final' }}><Button kind="secondary">{m['participants.issue-final']}</Button></Act>
        </Section>
      )}
      <Section title={m['participants.corrections']} id="corrections">
        {corrections.length === 0 ? <p class="muted">{m['participants.none-asked']}</p> : <ol class="govuk-list mf-steps">{corrections.map((correction) => <li><CorrectionLine correction={correction} speaker={speaker} at={at} desks={desks} /></li>)}</ol>}
        <Form action={`${at}/corrections`}>
          <TextArea name="text" label={m['participants.correction']} hint={m['participants.correction-hint']} rows={3} value={shown.typed?.['text']} error={shown.errors?.['text']} />
          <Actions><Button kind="secondary">{m['participants.ask']}</Button></Actions>
        </Form>
      </Section>
    </>
  ))
}

function CorrectionLine(props: { correction: Correction; speaker: Speaker; at: string; desks: boolean }) {
  const { correction, speaker } = props
  const { m } = speaker
  return (
    <>
      {correction.text} <span class="muted">({correction.byName}{correction.party && `, ${speaker.party(correction.party)}`})</span>{' '}
      {correction.settledAt !== null ? <span class="sub">{m['participants.settled'](correction.settledBy ?? '', correction.answer ?? '')}</span> : props.desks ? (
        <Details summary={m['participants.settle']}>
          <Form action={`${props.at}/corrections/${correction.id}`} version={correction.version}><TextField name="answer" id={`answer-${correction.id}`} label={m['participants.answer']} /><Actions><Button kind="secondary">{m['participants.settle']}</Button></Actions></Form>
        </Details>
      ) : <Status tone="part">{m['participants.open']}</Status>}
    </>
  )
}

function flashOf(c: Reply, speaker: Speaker): Banner | undefined {
  const { m } = speaker
  const did = c.req.query('did')
  const text = did === 'issued' ? m['participants.did-issued'](c.req.query('symbol') ?? '') : did === 'corrected' ? m['participants.did-corrected'] : did === 'settled' ? m['participants.did-settled'] : did === 'confirmed' ? m['participants.did-confirmed'] : null
  return text === null ? undefined : { kind: 'success', text }
}

async function paperOf(c: Reply) {
  const desk = await listDesk(c)
  if (desk.groups.length === 0) throw missing()
  const { meeting, speaker, gathering } = desk
  const final = (await listIssued(c.var.db, meeting.ref)).at(-1)?.kind === 'final'
  const groups = final ? desk.groups.flatMap((group) => { const delegations = group.delegations.map((each) => ({ ...each, people: each.people.filter((person) => attended(person, meeting.ref)) })).filter((each) => each.people.length > 0); return delegations.length > 0 ? [{ ...group, delegations }] : [] }) : desk.groups
  return finished(listPaper(groups, { speaker, meeting: { name: speaker.meeting(meeting), days: meetingDays(meeting, c.var.lang) }, day: todayIn(gathering.zone, c.var.now), final }))
}

participantsPages.get('/meetings/:body/:session/participants.pdf', async (c) => c.body(typeset(await paperOf(c)) as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="participants.pdf"', 'cache-control': 'private, no-store' }))
participantsPages.get('/meetings/:body/:session/participants.docx', async (c) => c.body((await listAsWord(await paperOf(c))) as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'content-disposition': 'attachment; filename="participants.docx"', 'cache-control': 'private, no-store' }))

participantsPages.post('/meetings/:body/:session/participants/issue', async (c) => {
  const desk = await listDesk(c)
  const typed = await typedOf(c)
  const { symbol } = await perform(issueList(c.var.files), { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: desk.meeting.ref, kind: typed['kind'] ?? '' } })
  return c.redirect(`${desk.at}?did=issued&symbol=${encodeURIComponent(symbol)}`, 303)
})

participantsPages.post('/meetings/:body/:session/participants/confirm', async (c) => {
  const desk = await listDesk(c)
  const typed = await typedOf(c)
  await perform(confirmPresent, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { participant: typed['participant'] ?? '', meeting: desk.meeting.ref } })
  return c.redirect(`${desk.at}?did=confirmed`, 303)
})

participantsPages.post('/meetings/:body/:session/participants/corrections', async (c) => {
  const desk = await listDesk(c)
  const typed = await typedOf(c)
  try {
    await perform(askCorrection, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: desk.meeting.ref, text: typed['text'] ?? '' } })
  } catch (error) {
    const fault = shownFault(error)
    return listPage(c, desk, { typed, errors: fieldErrors(fault.faults, c), status: statusOf(fault) })
  }
  return c.redirect(`${desk.at}?did=corrected#corrections`, 303)
})

participantsPages.post('/meetings/:body/:session/participants/corrections/:id', async (c) => {
  const desk = await listDesk(c)
  const typed = await typedOf(c)
  await perform(settleCorrection, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: desk.meeting.ref, correction: c.req.param('id'), version: typed['version'] ?? '', answer: typed['answer'] ?? '' } })
  return c.redirect(`${desk.at}?did=settled#corrections`, 303)
})
