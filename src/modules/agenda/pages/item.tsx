import { actOf, type Act } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { Actions, Button, type Banner, Form, Section, SummaryList } from '../../../ui/index.ts'
import { Doorway, meetingHref, meetingPage, type RunningMeeting } from '../../meetings/index.ts'
import { Papers, Request } from '../agenda-list.tsx'
import { addAgendaItem, editAgendaItem, proposeItem, removeAgendaItem, takeProposal, declineProposal } from '../commands.ts'
import { proposingOf } from '../commands/proposals.ts'
import { findAgenda, listProposals } from '../queries.ts'
import { mandatesNamed } from '../queries/mandates.ts'
import { canAdd, canEdit, canPropose } from '../rules.ts'
import { meetingOf, readAgenda, readerOf } from '../reading.ts'
import { itemNumber, leadWord, turnWord, words, zoneWord } from '../wording.ts'
import { agendaPage } from './agenda.tsx'
import { itemFields, itemForm, proposalFields, type Typed, typedFrom, typedOf } from './item-form.tsx'
import { meetingNameOf } from './names.ts'

export const itemPages = router()
const at = '/meetings/:body/:session/agenda'
const hrefOf = (meeting: RunningMeeting) => `${meetingHref(meeting.ref)}/agenda`
const holding = (meeting: RunningMeeting) => ({ body: meeting.body, state: meeting.run.state })

itemPages.get(`${at}/items/:item`, async (c) => itemPage(c, await meetingOf(c)))

async function itemPage(c: Reply, meeting: RunningMeeting, shown: { status?: number; flash?: Banner } = {}): Promise<Response> {
  const { lang, actor } = c.var
  const read = await readAgenda(c, meeting)
  const { m, agenda, items } = read
  const item = items.find((one) => one.id === c.req.param('item'))
  if (!item) throw missing()
  const base = hrefOf(meeting)
  const edits = canEdit(actor, { meeting: holding(meeting), agenda }).allowed
  const papers = read.papers.filter((paper) => paper.item === item.id)
  const number = itemNumber(item.number, lang)
  const followed = item.mandates.flatMap((id) => read.mandates.get(id) ?? [])
  const same = read.earlier.filter((one) => one.of === item.id)
  const siblings = items.filter((one) => one.parent === item.parent)
  return meetingPage(
    c, meeting,
    { tab: 'agenda', title: `${m['agenda.item'](number)} ${item.title[lang]}`, status: shown.status, flash: shown.flash, breadcrumbs: [{ label: m['agenda.tab'], href: base }, { label: m['agenda.item'](number) }], tools: edits && <a class="govuk-link" href={`${base}/items/${item.id}/edit`}>{m['agenda.item-edit']}</a> },
    <div class="ag-one">
      {item.request && <Section title={m['agenda.item-request']} kind="first"><Request text={item.request[lang]} lang={lang} /></Section>}
      {item.background && <Section title={m['agenda.item-background']}><p>{item.background[lang]}</p></Section>}
      <Section title={m['agenda.item-papers']}>
        {papers.length === 0 && !read.bare.has(item.id) ? <p class="muted">{m['agenda.item-no-papers']}</p> : <Papers papers={papers} meeting={meeting.ref} parties={read.parties} lang={lang} fault={read.bare.has(item.id) ? m['agenda.bare-item'] : undefined} />}
      </Section>
      <Section title={m['agenda.item-facts']}>
        <SummaryList facts={[
          { term: m['agenda.f-purpose'], value: m[`agenda.purpose.${item.purpose}`] },
          ...(item.lead ? [{ term: m['agenda.f-lead'], value: leadWord(item.lead, read.parties, lang) }] : []),
          { term: m['agenda.f-session'], value: item.access ? <Doorway access={item.access} lang={lang} /> : m['agenda.f-no-session'] },
          ...(item.startsAt ? [{ term: m['agenda.f-time'], value: `${turnWord(item.startsAt, meeting.run.zone, null, lang)} (${zoneWord(item.startsAt, meeting.run.zone)})`, sub: item.minutes ? m['agenda.minutes-of'](itemNumber(String(item.minutes), lang)) : undefined }] : []),
          ...(item.proposer ? [{ term: '', value: m['agenda.proposed-by'](read.parties.get(item.proposer)?.name[lang] ?? item.proposer) }] : []),
          ...(followed.length > 0 ? [{ term: m['agenda.follows'], value: followed.map((mandate, index) => <>{index > 0 && <br />}<a class="govuk-link sym" href={`/mandates/${mandate.id}`}>{mandate.symbol}</a> {mandate.title[lang]}</>) }] : []),
          ...(same.length > 0 ? [{ term: m['agenda.same-item'], value: same.map((one, index) => <>{index > 0 && <br />}<a class="govuk-link" href={`${meetingHref(one.meeting)}/agenda/items/${one.id}`}>{meetingNameOf(one.meeting, read.bodies, lang)}</a> {one.title[lang]}</>) }] : []),
          ...(item.addedAfterAdoption ? [{ term: m['agenda.f-no-objection'], value: item.addedAfterAdoption }] : []),
        ].map((fact) => (fact.term === '' ? { ...fact, term: m['agenda.propose'] } : fact))} />
      </Section>
      {edits && (
        <Section title={m['agenda.item-move']}>
          <Form action={`${base}/items/${item.id}/move`} version={agenda.version} label={m['agenda.item-move']}>
            <Actions>
              <Button kind="secondary" name="to" value="up" disabled={siblings[0]?.id === item.id}>{m['agenda.move-up'](number)}</Button>
              <Button kind="secondary" name="to" value="down" disabled={siblings.at(-1)?.id === item.id}>{m['agenda.move-down'](number)}</Button>
            </Actions>
          </Form>
          <Form action={`${base}/items/${item.id}/remove`} version={item.version} label={m['agenda.item-remove']}><p class="muted">{m['agenda.item-remove-why']}</p><Button kind="warning">{m['agenda.item-remove']}</Button></Form>
        </Section>
      )}
    </div>,
  )
}

interface Asked {
  title: string
  action: string
  typed: Typed
  errors?: Record<string, string>
  status?: number
  flash?: Banner | undefined
  item?: string
  version?: number
  noObjection?: boolean
  short?: boolean
}

async function formPage(c: Reply, meeting: RunningMeeting, asked: Asked): Promise<Response> {
  const m = words[c.var.lang]
  const base = hrefOf(meeting)
  const { title, status, flash, errors = {}, ...rest } = asked
  const form = await itemForm({ c, meeting, back: base, errors, ...rest })
  return meetingPage(c, meeting, { tab: 'agenda', title, status, flash, breadcrumbs: [{ label: m['agenda.tab'], href: base }, { label: title }] }, <>{asked.short && <p class="lede">{m['agenda.propose-lede']}</p>}{form}</>)
}

/** Sends what was typed to a command; refused, the form comes back as it was, each fault beside its field. */
async function send(c: Reply, meeting: RunningMeeting, run: Act, input: Record<string, unknown>, to: string, again: (shown: Pick<Asked, 'errors' | 'status' | 'flash'>) => Promise<Response>): Promise<Response> {
  try {
    await run({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: meeting.ref, ...input } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    if (error.kind === 'invalid') return again({ status: 422, errors: Object.fromEntries(Object.entries(fieldErrors(error.faults, c)).map(([field, message]) => [field.replace(/^fields\./, ''), message])) })
    return again({ status: statusOf(error), flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
  }
  return c.redirect(to, 303)
}

itemPages.get(`${at}/new`, async (c) => newItem(c, await meetingOf(c), {}))
async function newItem(c: Reply, meeting: RunningMeeting, typed: Typed, shown: Pick<Asked, 'errors' | 'status' | 'flash'> = {}): Promise<Response> {
  const m = words[c.var.lang]
  const agenda = await findAgenda(c.var.db, meeting.ref)
  requireAllowed(canAdd(c.var.actor, { meeting: holding(meeting), agenda }))
  return formPage(c, meeting, { title: m['agenda.add'], action: `${hrefOf(meeting)}/new`, typed, noObjection: agenda.state === 'ADOPTED' || agenda.state === 'AMENDED', ...shown })
}
itemPages.post(`${at}/new`, async (c) => {
  const meeting = await meetingOf(c)
  const typed = typedOf(await c.req.formData())
  return send(c, meeting, actOf(addAgendaItem), { fields: itemFields(typed), noObjection: typed['noObjection']?.trim() || null, store: c.var.files }, `${hrefOf(meeting)}?did=add`, (shown) => newItem(c, meeting, typed, shown))
})

async function editItem(c: Reply, meeting: RunningMeeting, typed: Typed | null, shown: Pick<Asked, 'errors' | 'status' | 'flash'> = {}): Promise<Response> {
  const { m, agenda, items, mandates } = await readAgenda(c, meeting)
  const item = items.find((one) => one.id === c.req.param('item'))
  if (!item) throw missing()
  requireAllowed(canEdit(c.var.actor, { meeting: holding(meeting), agenda }))
  // The version that was read goes back, so that a second try does not overwrite what someone else did meanwhile.
  return formPage(c, meeting, { title: m['agenda.item-edit'], action: `${hrefOf(meeting)}/items/${item.id}/edit`, typed: typed ?? typedFrom(item, mandates), item: item.id, version: typed ? Number(typed['version']) : item.version, ...shown })
}
itemPages.get(`${at}/items/:item/edit`, async (c) => editItem(c, await meetingOf(c), null))
itemPages.post(`${at}/items/:item/edit`, async (c) => {
  const meeting = await meetingOf(c)
  const typed = typedOf(await c.req.formData())
  return send(c, meeting, actOf(editAgendaItem), { item: c.req.param('item'), version: Number(typed['version']), fields: itemFields(typed) }, `${hrefOf(meeting)}?did=edit#item-${c.req.param('item')}`, (shown) => editItem(c, meeting, typed, shown))
})
itemPages.post(`${at}/items/:item/remove`, async (c) => {
  const meeting = await meetingOf(c)
  const typed = typedOf(await c.req.formData())
  return send(c, meeting, actOf(removeAgendaItem), { item: c.req.param('item'), version: Number(typed['version']) }, `${hrefOf(meeting)}?did=remove`, (shown) => itemPage(c, meeting, { status: shown.status ?? 422, ...(shown.flash ? { flash: shown.flash } : {}) }))
})

async function propose(c: Reply, meeting: RunningMeeting, typed: Typed, shown: Pick<Asked, 'errors' | 'status' | 'flash'> = {}): Promise<Response> {
  const { db, actor, lang } = c.var
  requireAllowed(canPropose(actor, await proposingOf(db, readerOf(c), meeting, await findAgenda(db, meeting.ref))))
  return formPage(c, meeting, { title: words[lang]['agenda.propose'], action: `${hrefOf(meeting)}/propose`, typed, short: true, ...shown })
}
itemPages.get(`${at}/propose`, async (c) => propose(c, await meetingOf(c), {}))
itemPages.post(`${at}/propose`, async (c) => {
  const meeting = await meetingOf(c)
  const typed = typedOf(await c.req.formData())
  return send(c, meeting, actOf(proposeItem), { fields: proposalFields(typed) }, `${hrefOf(meeting)}?did=propose#proposals`, (shown) => propose(c, meeting, typed, shown))
})

async function take(c: Reply, meeting: RunningMeeting, typed: Typed | null, shown: Pick<Asked, 'errors' | 'status' | 'flash'> = {}): Promise<Response> {
  const { db, actor, lang } = c.var
  requireAllowed(canEdit(actor, { meeting: holding(meeting), agenda: await findAgenda(db, meeting.ref) }))
  const proposal = (await listProposals(db, meeting.ref, undefined)).find((one) => one.id === c.req.param('proposal'))
  if (!proposal) throw missing()
  const symbols = new Map((await mandatesNamed(db, actor, proposal.mandates)).map((mandate) => [mandate.id, mandate]))
  return formPage(c, meeting, { title: words[lang]['agenda.proposal-take-title'], action: `${hrefOf(meeting)}/proposals/${proposal.id}`, typed: typed ?? typedFrom(proposal, symbols), ...shown })
}
itemPages.get(`${at}/proposals/:proposal`, async (c) => take(c, await meetingOf(c), null))
itemPages.post(`${at}/proposals/:proposal`, async (c) => {
  const meeting = await meetingOf(c)
  const typed = typedOf(await c.req.formData())
  return send(c, meeting, actOf(takeProposal), { proposal: c.req.param('proposal'), fields: itemFields(typed) }, `${hrefOf(meeting)}?did=take`, (shown) => take(c, meeting, typed, shown))
})
itemPages.post(`${at}/proposals/:proposal/decline`, async (c) => {
  const meeting = await meetingOf(c)
  const typed = typedOf(await c.req.formData())
  return send(c, meeting, actOf(declineProposal), { proposal: c.req.param('proposal'), answer: typed['answer'] ?? '' }, `${hrefOf(meeting)}?did=decline#proposals`, (shown) =>
    agendaPage(c, meeting, { status: shown.status ?? 422, flash: shown.flash, ...(shown.errors ? { errors: Object.values(shown.errors).map((message) => ({ field: `answer-${c.req.param('proposal')}`, message })) } : {}) }))
})
