import { type Act, actOf } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { acts } from '../../../kernel/actor.ts'
import { Actions, type Banner, Button, ErrorSummary, Form, Select, TextArea } from '../../../ui/index.ts'
import { itemNumber } from '../../agenda/index.ts'
import { accessWord, listParticipations, listSessions, meetingPage, type RunningMeeting } from '../../meetings/index.ts'
import { askCorrection, commentOnReport, editParagraph, takeOutParagraph, writeParagraph } from '../commands.ts'
import { canAskCorrection, canComment, canDraft } from '../rules.ts'
import { meetingOf, type Read, readerOf, readReport } from '../reading.ts'
import { digits, paragraphText, words } from '../wording.ts'
import { act, at, hrefOf } from './report.tsx'

export const paragraphPages = router()
type Typed = Record<string, string>
interface Again { status?: number; flash?: Banner; errors?: Record<string, string> }

const typedOf = async (c: Reply): Promise<Typed> => Object.fromEntries([...(await c.req.formData())].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
const held = (meeting: RunningMeeting) => ({ body: meeting.body, state: meeting.run.state })

async function need(c: Reply): Promise<{ meeting: RunningMeeting; read: Read }> {
  const meeting = await meetingOf(c)
  const read = await readReport(c, meeting)
  if (!read) throw missing()
  return { meeting, read }
}
function paragraphOf(c: Reply, read: Read) {
  const paragraph = read.paragraphs.find((one) => one.id === c.req.param('paragraph'))
  if (!paragraph) throw missing()
  return paragraph
}

async function send(c: Reply, meeting: RunningMeeting, run: Act, input: Record<string, unknown>, to: string, again: (shown: Again) => Promise<Response>): Promise<Response> {
  try {
    await run({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: meeting.ref, ...input } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    if (error.kind === 'invalid') return again({ status: 422, errors: Object.fromEntries(Object.entries(fieldErrors(error.faults, c)).map(([field, message]) => [field.replace(/^fields\./, ''), message])) })
    return again({ status: statusOf(error), flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
  }
  return c.redirect(to, 303)
}

const summary = (errors: Record<string, string> = {}) => (Object.keys(errors).length > 0 ? <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} /> : null)
const fieldsOf = (typed: Typed) => ({ item: typed['item'] || null, session: typed['session'] || null, party: typed['party'] || null, text: { en: typed['text.en'] ?? '', th: typed['text.th'] ?? '' } })

async function form(c: Reply, meeting: RunningMeeting, read: Read, asked: { title: string; action: string; typed: Typed; version?: number; removeAt?: string; isNew?: boolean } & Again): Promise<Response> {
  const { db, lang } = c.var
  const m = words[lang]
  const { typed, errors = {} } = asked
  const [sessions, participations] = await Promise.all([listSessions(db, readerOf(c), meeting.ref), listParticipations(db, meeting.ref)])
  // by the English names of the organisation.
  const parties = participations.flatMap((one) => { const party = read.parts.parties.get(one.party); return party ? [{ code: one.party, name: party.name }] : [] }).sort((a, b) => a.name.en.localeCompare(b.name.en, 'en'))
  return meetingPage(c, meeting, { tab: 'report', title: asked.title, status: asked.status, flash: asked.flash, breadcrumbs: [{ label: m['proceedings.tab'], href: hrefOf(meeting) }, { label: asked.title }] }, (
    <>
      {summary(errors)}
      <Form action={asked.action} version={asked.version}>
        <TextArea name="text.en" label={m['proceedings.f-text-en']} hint={m['proceedings.f-text-hint']} lang="en" rows={6} value={typed['text.en']} error={errors['text.en']} />
        <TextArea name="text.th" label={m['proceedings.f-text-th']} lang="th" rows={6} value={typed['text.th']} error={errors['text.th']} />
        <Select name="item" label={m['proceedings.f-item']} none={m['proceedings.no-item']} options={read.parts.items.map((item) => ({ value: item.id, label: `${itemNumber(item.number, lang)} ${item.title[lang]}` }))} value={typed['item']} error={errors['item']} />
        <Select name="session" label={m['proceedings.f-session']} none={m['proceedings.f-none']} options={sessions.map((session) => ({ value: session.id, label: `${session.title[lang]} (${accessWord(session.access, lang)})` }))} value={typed['session']} error={errors['session']} />
        <Select name="party" label={m['proceedings.f-party']} none={m['proceedings.f-party-none']} options={parties.map((party) => ({ value: party.code, label: party.name[lang] }))} value={typed['party']} error={errors['party']} />
        {asked.isNew && <Select name="after" label={m['proceedings.f-after']} none={m['proceedings.f-at-end']} options={read.paragraphs.map((one) => ({ value: one.id, label: `${digits(one.number, lang)} ${one.text[lang].slice(0, 60)}` }))} value={typed['after']} />}
        <Actions><Button>{m['proceedings.save']}</Button><a class="govuk-link" href={hrefOf(meeting)}>{m['proceedings.cancel']}</a></Actions>
      </Form>
      {asked.removeAt && <Form action={asked.removeAt} version={asked.version}><Button kind="warning">{m['proceedings.remove']}</Button></Form>}
    </>
  ))
}

async function newParagraph(c: Reply, typed: Typed, shown: Again = {}): Promise<Response> {
  const { meeting, read } = await need(c)
  requireAllowed(canDraft(c.var.actor, { meeting: held(meeting), report: read.report }))
  return form(c, meeting, read, { title: read.m['proceedings.add'], action: `${hrefOf(meeting)}/paragraphs/new`, typed, isNew: true, ...shown })
}
paragraphPages.get(`${at}/paragraphs/new`, (c) => newParagraph(c, {}))
paragraphPages.post(`${at}/paragraphs/new`, async (c) => {
  const typed = await typedOf(c)
  const meeting = await meetingOf(c)
  return send(c, meeting, actOf(writeParagraph), { fields: fieldsOf(typed), after: typed['after'] || null }, `${hrefOf(meeting)}?did=add`, (shown) => newParagraph(c, typed, shown))
})

async function edit(c: Reply, typed: Typed | null, shown: Again = {}): Promise<Response> {
  const { meeting, read } = await need(c)
  const paragraph = paragraphOf(c, read)
  requireAllowed(canDraft(c.var.actor, { meeting: held(meeting), report: read.report }))
  const own: Typed = { 'text.en': paragraph.text.en, 'text.th': paragraph.text.th, item: paragraph.item ?? '', session: paragraph.session ?? '', party: paragraph.party ?? '' }
  const base = `${hrefOf(meeting)}/paragraphs/${paragraph.id}`
  return form(c, meeting, read, { title: read.m['proceedings.edit-title'](digits(paragraph.number, c.var.lang)), action: base, typed: typed ?? own, version: typed ? Number(typed['version']) : paragraph.version, removeAt: `${base}/remove`, ...shown })
}
paragraphPages.get(`${at}/paragraphs/:paragraph`, (c) => edit(c, null))
paragraphPages.post(`${at}/paragraphs/:paragraph`, async (c) => {
  const typed = await typedOf(c)
  const meeting = await meetingOf(c)
  const paragraph = c.req.param('paragraph')
  return send(c, meeting, actOf(editParagraph), { paragraph, version: Number(typed['version']), fields: fieldsOf(typed) }, `${hrefOf(meeting)}?did=edit#p-${paragraph}`, (shown) => edit(c, typed, shown))
})
paragraphPages.post(`${at}/paragraphs/:paragraph/remove`, async (c) => act(c, 'remove', actOf(takeOutParagraph), { paragraph: c.req.param('paragraph'), version: Number((await typedOf(c))['version']) }))

/** What a paragraph should say instead, and why: a comment while the term runs, a correction afterwards. */
async function wish(c: Reply, kind: 'comment' | 'correct', typed: Typed | null, shown: Again = {}): Promise<Response> {
  const { meeting, read } = await need(c)
  const { lang, actor, now } = c.var
  const { m } = read
  const paragraph = paragraphOf(c, read)
  const here = { meeting: held(meeting), report: read.report, category: read.category }
  requireAllowed(kind === 'comment' ? canComment(actor, { ...here, paragraph, now }) : canAskCorrection(actor, here))
  const title = m[`proceedings.${kind}-title`](digits(paragraph.number, lang))
  const errors = shown.errors ?? {}
  const field = (language: 'en' | 'th') => (
    <TextArea name={`wording.${language}`} label={m[`proceedings.wording-${language}`]} lang={language} rows={5} value={typed?.[`wording.${language}`] ?? paragraph.text[language]} error={errors[`wording.${language}`]} />
  )
  return meetingPage(c, meeting, { tab: 'report', title, status: shown.status, flash: shown.flash, breadcrumbs: [{ label: m['proceedings.tab'], href: hrefOf(meeting) }, { label: title }] }, (
    <>
      {summary(errors)}
      <p class="lede">{m[`proceedings.${kind}-why`]} {kind === 'comment' && acts(actor, 'DE') && m['proceedings.comment-proposes-why']}</p>
      <blockquote class="rp-quote">{paragraphText(paragraph.text, read.parts.numbers, lang)}</blockquote>
      <Form action={`${hrefOf(meeting)}/paragraphs/${paragraph.id}/${kind}`}>
        {field('en')}{field('th')}
        <TextArea name="reason" label={m['proceedings.reason']} rows={2} value={typed?.['reason']} error={errors['reason']} />
        <Actions><Button>{m[`proceedings.${kind}`]}</Button><a class="govuk-link" href={hrefOf(meeting)}>{m['proceedings.cancel']}</a></Actions>
      </Form>
    </>
  ))
}
for (const kind of ['comment', 'correct'] as const) {
  paragraphPages.get(`${at}/paragraphs/:paragraph/${kind}`, (c) => wish(c, kind, null))
  paragraphPages.post(`${at}/paragraphs/:paragraph/${kind}`, async (c) => {
    const typed = await typedOf(c)
    const meeting = await meetingOf(c)
    const paragraph = c.req.param('paragraph')
    const input = { paragraph, wording: { en: typed['wording.en'] ?? '', th: typed['wording.th'] ?? '' }, reason: typed['reason'] ?? '' }
    return send(c, meeting, kind === 'comment' ? actOf(commentOnReport) : actOf(askCorrection), input, `${hrefOf(meeting)}?did=${kind}#p-${paragraph}`, (shown) => wish(c, kind, typed, shown))
  })
}
