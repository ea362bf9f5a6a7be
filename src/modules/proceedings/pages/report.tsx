import { type Act, actOf } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { missing } from '../../../kernel/errors.ts'
import { answerPart, calmly, LivePart, livePartHtml, wantsPart } from '../../../kernel/live-part.tsx'
import { topicVersions } from '../../../kernel/live.ts'
import type { SubjectNow } from '../../../kernel/module.ts'
import { type Banner, Button, DataTable, Dots, Empty, ErrorSummary, Form, Section, Status, TextArea, TextField } from '../../../ui/index.ts'
import { itemNumber } from '../../agenda/index.ts'
import { agendaTopic, meetingHref, meetingNow, meetingPage, type RunningMeeting } from '../../meetings/index.ts'
import { adoptComment, circulateReport, completeReport, confirmReport, decideCorrection, handOverReport, keepRevision, recirculateReport, ruleOnComment, setAnnex, startReport, takeOutAnnex, withdrawComment } from '../commands.ts'
import { reportTopic } from '../commands/subject.ts'
import { listAnnexes, listExtracts } from '../queries.ts'
import { unrecordedLines } from '../queries/agreed.ts'
import { canAskCorrection, canCirculate, canComment, canConfirm, canDraft, canHandOver, canIssueCorrection, canOwnComment, canRecirculate, canRule, holdsPen, isToComplete } from '../rules.ts'
import { meetingOf, type Read, readReport } from '../reading.ts'
import type { Comment, NumberedParagraph } from '../schema.ts'
import { annexWord, digits, paragraphText, reportTitle, revisionName, termWord, when, words } from '../wording.ts'

export const reportPages = router()
export const at = '/meetings/:body/:session/report'
export const hrefOf = (meeting: RunningMeeting): string => `${meetingHref(meeting.ref)}/report`
const held = (meeting: RunningMeeting) => ({ body: meeting.body, state: meeting.run.state })

export interface Shown {
  status?: number
  flash?: Banner | undefined
  errors?: { field?: string; message: string }[]
}

/** Acts after which the page says more than that they were done. */
const toldApart = ['comment', 'circulate', 'complete', 'complete-none', 'final'] as const

reportPages.get(at, async (c) => reportPage(c, await meetingOf(c), {}))

export async function reportPage(c: Reply, meeting: RunningMeeting, shown: Shown): Promise<Response> {
  const { lang, actor, db } = c.var
  const m = words[lang]
  const now = await meetingNow(c, meeting.ref)
  const topics = [reportTopic(meeting.ref), agendaTopic(meeting.ref), ...now.topics]
  // Their numbers first: what is read after them is never older than they say.
  const numbers = await topicVersions(db, topics)
  const read = await readReport(c, meeting)
  const starts = canDraft(actor, { meeting: held(meeting), report: null }).allowed
  if (!read) {
    // For whoever does not write it, a report that is not there for him does not exist.
    if (!starts) throw missing()
    return meetingPage(c, meeting, { tab: 'report', title: m['proceedings.title-draft'], ...shown }, <><Empty title={m['proceedings.none']}>{m['proceedings.none-why']}</Empty><Form action={`${hrefOf(meeting)}/start`}><Button>{m['proceedings.start']}</Button></Form></>)
  }
  const { report } = read
  const base = hrefOf(meeting)
  const done = c.req.query('did')
  const told = toldApart.find((one) => one === done)
  const flash = shown.flash ?? (done ? { kind: 'success' as const, text: told ? m[`proceedings.did-${told}`] : m['proceedings.did'] } : undefined)
  const title = reportTitle(report, lang)
  const options = calmly(c, { topics, versions: numbers, zone: meeting.run.zone, title })
  const html = livePartHtml(c, await content(c, meeting, read, await now.at()))
  if (wantsPart(c)) return answerPart(c, options, html)
  const files = [{ href: `${base}/report.pdf?in=${lang}`, label: m['proceedings.pdf'] }, { href: `${base}/report.docx?in=${lang}`, label: m['proceedings.word'] }, { href: `${base}/report.pdf?in=${lang === 'en' ? 'th' : 'en'}`, label: lang === 'en' ? 'PDF ภาษาไทย' : 'PDF English' }]
  return meetingPage(
    c, meeting, { tab: 'report', title, flash, status: shown.status, tools: <>{m['proceedings.print']}: <Dots links={files} /></> },
    <>
      {shown.errors && <ErrorSummary errors={shown.errors} />}
      <LivePart c={c} options={options} html={html} />
    </>,
  )
}

/** All that follows what happens: the report as this reader has it, and what he may do with it. */
async function content(c: Reply, meeting: RunningMeeting, read: Read, now: ReadonlyMap<string, SubjectNow>) {
  const { lang, actor, db } = c.var
  const { m, report, parts, paragraphs } = read
  const zone = meeting.run.zone
  const base = hrefOf(meeting)
  const drafts = canDraft(actor, { meeting: held(meeting), report }).allowed
  const annexes = drafts ? await listAnnexes(db, meeting.ref) : parts.annexes
  const items = new Map(parts.items.map((item) => [item.id, item]))
  return (
    <>
      <p class="lede">
        {report.state === 'DRAFT' && m['proceedings.draft-note']}
        {report.state === 'IN_COMMENT' && (!read.whole && report.commentsUntil !== null && c.var.now >= report.commentsUntil ? `${m['proceedings.silence-agreed']}.` : read.proposed ? m['proceedings.proposed-final'] : report.commentsUntil !== null && c.var.now >= report.commentsUntil ? m['proceedings.term-over-open'] : m['proceedings.comment-until'](termWord(report.commentsUntil ?? c.var.now, zone, lang)))}
        {report.state === 'FINAL' && report.finalAt && (read.whole ? m['proceedings.is-final'](when(report.finalAt, zone, lang), report.finalBy ?? '', report.symbol ?? '') : m['proceedings.is-final-extract'](when(report.finalAt, zone, lang)))}
        {!read.whole && <> {m['proceedings.extract-yours']}</>}
      </p>
      {drafts && <p><a class="govuk-link" href={`${base}/paragraphs/new`}>{m['proceedings.add']}</a></p>}
      <div class="rp-text">
        {paragraphs.map((paragraph, index) => {
          const item = paragraph.item === null ? undefined : items.get(paragraph.item)
          return (
            <>
              {item && paragraph.item !== paragraphs[index - 1]?.item && <h2 class="govuk-heading-m">{m['proceedings.item'](itemNumber(item.number, lang))} {item.title[lang]}<Now at={now.get(item.id)} /></h2>}
              <OneParagraph c={c} meeting={meeting} read={read} paragraph={paragraph} drafts={drafts} base={base} />
            </>
          )
        })}
      </div>
      {(annexes.length > 0 || drafts) && (
        <Section title={m['proceedings.annexes']} id="annexes">
          {annexes.length > 0 && (
            <DataTable caption={m['proceedings.annexes']} rows={annexes} columns={[
              { head: m['proceedings.annex'], class: 'nowrap', cell: (annex) => (parts.numbers.has(annex.key) ? annexWord(parts.numbers.get(annex.key) ?? 0, lang) : <Status tone="late">{m['proceedings.annex-not-cited']}</Status>) },
              { head: m['proceedings.annex-title'], rowHeader: true, cell: (annex) => <>{annex.title[lang]}{annex.symbol && <> <a class="govuk-link sym" href={`/documents/${annex.symbol}`}>{annex.symbol}</a></>}{drafts && <span class="small muted"> {`{annex:${annex.key}}`}</span>}</> },
              ...(drafts ? [{ head: m['proceedings.remove'], cell: (annex: (typeof annexes)[number]) => <Form action={`${base}/annexes/${annex.key}/remove`} class="rp-inline"><Button kind="secondary" small about={annex.title[lang]}>{m['proceedings.remove']}</Button></Form> }] : []),
            ]} />
          )}
          {drafts && (
            <details class="govuk-details"><summary class="govuk-details__summary">{m['proceedings.annex-add']}</summary>
              <Form action={`${base}/annexes`}>
                <TextField name="key" label={m['proceedings.annex-key-label']} hint={m['proceedings.annex-key-hint']} width={20} /><TextField name="title.en" label={m['proceedings.annex-title-en']} /><TextField name="title.th" label={m['proceedings.annex-title-th']} /><TextField name="document" label={m['proceedings.annex-document']} width={20} />
                <Button kind="secondary">{m['proceedings.annex-add']}</Button>
              </Form>
            </details>
          )}
        </Section>
      )}
      <Corrections c={c} meeting={meeting} read={read} base={base} />
      <NextSteps c={c} meeting={meeting} read={read} base={base} unsaid={drafts ? [...new Set((await unrecordedLines(db, meeting.ref)).map((line) => items.get(line.item ?? '')?.number ?? '–'))] : []} />
      {read.revisions.length > 0 && (
        <Section title={m['proceedings.revisions']} id="revisions" tools={<a class="govuk-link" href={`${base}/compare`}>{m['proceedings.compare']}</a>}>
          <ul>{read.revisions.map((revision) => <li><a class="govuk-link" href={`${base}/revisions/${revision.number}`}>{revisionName(revision, lang)}</a>, {when(revision.at, zone, lang)}, {revision.byName}{revision.note && `: ${revision.note}`}</li>)}</ul>
        </Section>
      )}
      {read.whole && report.state !== 'DRAFT' && <Extracts read={read} base={base} c={c} given={await listExtracts(db, meeting.ref)} />}
    </>
  )
}

/** Where the meeting is just now, while it is held. */
const Now = (props: { at: SubjectNow | undefined }) => (props.at ? <span class="rp-now" data-live-at>{' '}<Status tone="effect">{props.at.label}</Status></span> : null)

function OneParagraph(props: { c: Reply; meeting: RunningMeeting; read: Read; paragraph: NumberedParagraph; drafts: boolean; base: string }) {
  const { c, meeting, read, paragraph, base } = props
  const { actor, lang, now } = c.var
  const { m, report } = read
  const n = digits(paragraph.number, lang)
  const comments = read.comments.filter((comment) => comment.paragraph === paragraph.id)
  const comment = canComment(actor, { meeting: held(meeting), report, paragraph, category: read.category, now })
  const corrects = canAskCorrection(actor, { meeting: held(meeting), report, category: read.category })
  const party = paragraph.party === null ? null : (read.parts.parties.get(paragraph.party)?.name[lang] ?? paragraph.party)
  return (
    <div class="rp-par" id={`p-${paragraph.id}`}>
      <span class="n num">{n}</span>
      <div>
        {party && <p class="small muted">{m['proceedings.intervention-of'](party)}</p>}
        <p>{paragraphText(paragraph.text, read.parts.numbers, lang)}</p>
        {read.conflicts.has(paragraph.id) && <p><Status tone="late">{m['proceedings.conflict']}</Status></p>}
        {comments.map((one) => <OneComment c={c} meeting={meeting} read={read} comment={one} base={base} />)}
        <p class="small rp-acts">
          {props.drafts && <a class="govuk-link" href={`${base}/paragraphs/${paragraph.id}`}>{m['proceedings.edit']}<span class="vh">: {n}</span></a>}
          {comment.allowed && <a class="govuk-link" href={`${base}/paragraphs/${paragraph.id}/comment`}>{m['proceedings.comment']}<span class="vh">: {n}</span></a>}
          {corrects.allowed && <a class="govuk-link" href={`${base}/paragraphs/${paragraph.id}/correct`}>{m['proceedings.correct']}<span class="vh">: {n}</span></a>}
        </p>
      </div>
    </div>
  )
}

const tones = { proposed: 'none', open: 'part', accepted: 'done', refused: 'rejected', withdrawn: 'superseded' } as const

function OneComment(props: { c: Reply; meeting: RunningMeeting; read: Read; comment: Comment; base: string }) {
  const { c, meeting, read, comment, base } = props
  const { actor, lang, now, site } = c.var
  const { m, report } = read
  const owns = canOwnComment(actor, { report, comment, now }).allowed
  const conflicts = read.conflicts.has(comment.paragraph)
  const takes = comment.state === 'open' && canRule(actor, { meeting: held(meeting), report, conflicts, refuses: false }).allowed
  const refuses = comment.state === 'open' && canRule(actor, { meeting: held(meeting), report, conflicts, refuses: true }).allowed
  const party = comment.party === null ? m['proceedings.house'] : (read.parts.parties.get(comment.party)?.name[lang] ?? comment.party)
  const to = `${base}/comments/${comment.id}`
  return (
    <div class="rp-comment" id={`c-${comment.id}`}>
      <p class="small muted">{m['proceedings.comment-by'](party, site.say(lang, `role.${comment.byRole}`), when(comment.at, meeting.run.zone, lang))} · {m[`proceedings.kind.${comment.kind}`]} <Status tone={tones[comment.state]}>{m[`proceedings.state.${comment.state}`]}</Status></p>
      <p>{comment.wording[lang]}</p>
      <p class="small">{m['proceedings.reason']}: {comment.reason}</p>
      {comment.ruling && <p class="small">{m['proceedings.ruling']}: {m['proceedings.ruled'](comment.ruling, comment.ruledBy ?? '')}</p>}
      {(takes || refuses) && (
        <Form action={to} class="rp-inline" label={m['proceedings.ruling']}>
          {refuses && <TextField name="ruling" id={`ruling-${comment.id}`} label={m['proceedings.ruling']} />}
          {takes && <Button small name="act" value="accept" about={party}>{m['proceedings.accept']}</Button>} {refuses && <Button small kind="secondary" name="act" value="refuse" about={party}>{m['proceedings.refuse']}</Button>}
        </Form>
      )}
      {owns && (comment.state === 'open' || comment.state === 'proposed') && (
        <Form action={to} class="rp-inline" label={m['proceedings.withdraw']}>{comment.state === 'proposed' && <Button small name="act" value="adopt">{m['proceedings.make-ours']}</Button>} <Button small kind="secondary" name="act" value="withdraw">{m['proceedings.withdraw']}</Button></Form>
      )}
    </div>
  )
}

function Corrections(props: { c: Reply; meeting: RunningMeeting; read: Read; base: string }) {
  const { c, meeting, read, base } = props
  const { lang, actor } = c.var
  const { m, corrections, report } = read
  if (corrections.length === 0) return null
  const issues = canIssueCorrection(actor, { meeting: held(meeting), report }).allowed
  const number = (id: string) => digits(read.paragraphs.find((paragraph) => paragraph.id === id)?.number ?? 0, lang)
  return (
    <Section title={m['proceedings.corrections']} id="corrections" count={corrections.length}>
      {corrections.map((one) => (
        <div class="rp-comment">
          <p class="small muted">{m['proceedings.correction-of'](number(one.paragraph))} <Status tone={one.state === 'issued' ? 'done' : one.state === 'asked' ? 'part' : 'rejected'}>{m[`proceedings.correction.${one.state}`]}</Status> {one.symbol && <a class="govuk-link sym" href={`/documents/${one.symbol}`}>{one.symbol}</a>}</p>
          <p>{one.wording[lang]}</p>
          <p class="small">{m['proceedings.reason']}: {one.reason}{one.approvingAct && <> · {m['proceedings.approving-act']}: {one.approvingAct}</>}</p>
          {issues && one.state === 'asked' && (
            <Form action={`${base}/corrections/${one.id}`} class="rp-inline" label={m['proceedings.issue-correction']}><TextField name="approvingAct" id={`act-${one.id}`} label={m['proceedings.approving-act']} /><Button small name="act" value="issue">{m['proceedings.issue-correction']}</Button> <Button small kind="secondary" name="act" value="refuse">{m['proceedings.refuse-correction']}</Button></Form>
          )}
        </div>
      ))}
    </Section>
  )
}

function NextSteps(props: { c: Reply; meeting: RunningMeeting; read: Read; base: string; /** Numbers of the items on which something was agreed that the text does not say. */ unsaid: readonly string[] }) {
  const { c, meeting, read, base, unsaid } = props
  const { actor, lang, now } = c.var
  const { m, report } = read
  const here = { meeting: held(meeting), report }
  const confirms = canConfirm(actor, { ...here, comments: read.standing, now }).allowed
  const contested = read.standing.some((comment) => comment.state === 'open')
  const open = read.paragraphs.filter(isToComplete).map((paragraph) => digits(paragraph.number, lang))
  const steps = [
    canCirculate(actor, here).allowed && <Form action={`${base}/circulate`} version={report.version} label={m['proceedings.circulate']}><p class="muted">{m['proceedings.circulate-why']}</p><Button>{m['proceedings.circulate']}</Button></Form>,
    confirms && <Form action={`${base}/final`} version={report.version} label={m['proceedings.confirm']}><p class="muted">{m['proceedings.confirm-why']}</p><Button kind={report.state === 'DRAFT' ? 'secondary' : 'primary'}>{report.state === 'DRAFT' ? m['proceedings.adopt-in-room'] : m['proceedings.confirm']}</Button></Form>,
    contested && canRecirculate(actor, here).allowed && <Form action={`${base}/recirculate`} version={report.version} label={m['proceedings.recirculate']}><p class="muted">{m['proceedings.recirculate-why']}</p><TextArea name="ruling" id="recirculate-ruling" rows={2} label={m['proceedings.recirculate-ruling']} /><Button kind="secondary">{m['proceedings.recirculate']}</Button></Form>,
    canHandOver(actor, here).allowed && <Form action={`${base}/hand-over`} label={m['proceedings.hand-over']}><p class="muted">{m['proceedings.hand-over-why']}</p><Button>{m['proceedings.hand-over']}</Button></Form>,
    canDraft(actor, here).allowed && open.length + unsaid.length > 0 && <Form action={`${base}/complete`} label={m['proceedings.complete']}>{unsaid.length > 0 && <p><Status tone="late">{m['proceedings.agreed-missing'](unsaid.map((number) => itemNumber(number, lang)).join(', '))}</Status></p>}{open.length > 0 && <p>{m['proceedings.open-paragraphs'](open.join(', '))}</p>}<p class="muted">{m['proceedings.complete-why']}</p><Button kind="secondary">{m['proceedings.complete']}</Button></Form>,
    canDraft(actor, here).allowed && <Form action={`${base}/keep`} label={m['proceedings.keep']}><Button kind="secondary">{m['proceedings.keep']}</Button></Form>,
    report.handedOver !== null && canHandOver(actor, { report: { ...report, handedOver: null } }).allowed && <p><a class="govuk-link" href={`/extraction/${report.handedOver}`}>{m['proceedings.handed']}</a></p>,
  ].filter(Boolean)
  return steps.length === 0 ? null : <Section title={m['proceedings.next']} id="next">{steps}</Section>
}

/** US-14 AC6: for members and the house, what each partner, organisation and sister body is given; by its English name. */
function Extracts(props: { c: Reply; read: Read; base: string; given: readonly string[] }) {
  const { lang } = props.c.var
  const { m, parts } = props.read
  if (props.given.length === 0) return null
  const name = (party: string, of: 'en' | 'th') => parts.parties.get(party)?.name[of] ?? party
  return (
    <Section title={m['proceedings.extracts']}>
      <ul>{props.given.toSorted((a, b) => name(a, 'en').localeCompare(name(b, 'en'), 'en')).map((party) => <li>{name(party, lang)}: <Dots links={(['en', 'th'] as const).map((code) => ({ href: `${props.base}/report.pdf?in=${code}&for=${party}`, label: `PDF, ${code.toUpperCase()}` }))} /></li>)}</ul>
    </Section>
  )
}

/** Performs an act on the report and goes back to it, or shows it again with the reason on top. */
export async function act(c: Reply, done: string | ((result: unknown) => string), run: Act, more: Record<string, unknown> = {}, hash = ''): Promise<Response> {
  const meeting = await meetingOf(c)
  let result: unknown
  try {
    result = await run({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: meeting.ref, ...more } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    const now = await meetingOf(c)
    // Who has no part of the report is told why on the plain page, not shown one.
    if ((await readReport(c, now)) === null && !holdsPen(c.var.actor, now)) throw error
    if (error.kind === 'invalid') return reportPage(c, now, { status: 422, errors: Object.values(fieldErrors(error.faults, c)).map((message) => ({ message })) })
    return reportPage(c, now, { status: statusOf(error), flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
  }
  return c.redirect(`${hrefOf(meeting)}?did=${typeof done === 'string' ? done : done(result)}${hash}`, 303)
}

const formOf = async (c: Reply) => {
  const form = await c.req.formData()
  return (name: string): string => String(form.get(name) ?? '').trim()
}
const version = async (c: Reply) => ({ version: Number((await formOf(c))('version') || 0) })

reportPages.post(`${at}/start`, (c) => act(c, 'start', actOf(startReport)))
reportPages.post(`${at}/complete`, (c) => act(c, (brought) => (Object.values(brought as object).some((n) => n > 0) ? 'complete' : 'complete-none'), actOf(completeReport)))
reportPages.post(`${at}/circulate`, async (c) => act(c, 'circulate', actOf(circulateReport), await version(c)))
reportPages.post(`${at}/final`, async (c) => act(c, 'final', actOf(confirmReport), { ...(await version(c)), store: c.var.files }))
reportPages.post(`${at}/keep`, (c) => act(c, 'keep', actOf(keepRevision)))
reportPages.post(`${at}/hand-over`, (c) => act(c, 'hand-over', actOf(handOverReport)))
reportPages.post(`${at}/recirculate`, async (c) => {
  const typed = await formOf(c)
  return act(c, 'circulate', actOf(recirculateReport), { version: Number(typed('version') || 0), ruling: typed('ruling') })
})
reportPages.post(`${at}/comments/:comment`, async (c) => {
  const typed = await formOf(c)
  const comment = c.req.param('comment')
  const verb = typed('act')
  if (verb === 'adopt') return act(c, 'adopt', actOf(adoptComment), { comment }, `#c-${comment}`)
  if (verb === 'withdraw') return act(c, 'withdraw', actOf(withdrawComment), { comment }, `#c-${comment}`)
  return act(c, 'rule', actOf(ruleOnComment), { comment, verdict: verb, ruling: typed('ruling') }, `#c-${comment}`)
})
reportPages.post(`${at}/corrections/:correction`, async (c) => {
  const typed = await formOf(c)
  return act(c, 'correct', actOf(decideCorrection), { correction: c.req.param('correction'), verdict: typed('act'), approvingAct: typed('approvingAct'), store: c.var.files }, '#corrections')
})
reportPages.post(`${at}/annexes`, async (c) => {
  const typed = await formOf(c)
  return act(c, 'annex', actOf(setAnnex), { fields: { key: typed('key'), title: { en: typed('title.en'), th: typed('title.th') }, document: typed('document') || null } }, '#annexes')
})
reportPages.post(`${at}/annexes/:key/remove`, (c) => act(c, 'annex', actOf(takeOutAnnex), { key: c.req.param('key') }, '#annexes'))

