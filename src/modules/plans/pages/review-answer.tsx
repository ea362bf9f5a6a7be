import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, PageTitle, Section, TextArea } from '../../../ui/index.ts'
import { listParties } from '../../mechanism/index.ts'
import { answerReview } from '../commands.ts'
import { lastAnswers, listAnswers } from '../queries/reviews.ts'
import { canAnswerReview, seesAnswer } from '../rules/review.ts'
import { words } from '../wording.ts'
import { sent, tryAct } from './asking.ts'
import { askedOf, crumbsToReview, type OpenedReview, ownParty, reviewOf } from './review-of.ts'

export const reviewAnswerPages = router()

interface Shown {
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
  refusal?: string | null
}

reviewAnswerPages.get('/plans/:body/:kind/:year/reviews/:review/answer', async (c) => showForm(c, await answering(c), {}))

async function answering(c: Reply): Promise<OpenedReview> {
  const opened = await reviewOf(c)
  requireAllowed(canAnswerReview(c.var.actor, opened.programme.partner))
  const party = ownParty(c.var.actor)
  if (!askedOf(opened.review, opened.programme, await listParties(c.var.db), c.var.site.config.zone).some((one) => one.code === party)) throw missing()
  if (opened.review.state !== 'OPEN') throw new AppError('conflict', 'plans.review-validated-before')
  return opened
}

/** Prefilled with the draft; beside each question what was said in the last review (look-d decision 8). */
async function showForm(c: Reply, opened: OpenedReview, shown: Shown): Promise<Response> {
  const { db, lang, actor } = c.var
  const m = words[lang]
  const { programme, review, href } = opened
  const party = ownParty(actor) ?? ''
  const [parties, answers, last] = await Promise.all([listParties(db), listAnswers(db, review.id, party), lastAnswers(db, { programme: programme.id, party, before: review.openedAt, not: review.id })])
  const own = answers.find((answer) => answer.party === party)
  const before = (text: string) => { const same = last?.questions.find((question) => question.text.en === text); return same && last?.answers[same.id] }
  const errors = shown.errors ?? {}
  return page(
    c,
    { title: m['plans.answer-title'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : c.req.query('kept') !== undefined && own?.sentAt === null ? { kind: 'success', text: m['plans.answer-saved'] } : undefined, breadcrumbs: crumbsToReview(c, programme, opened, m['plans.answer-title']) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field: field.replace(/^answers\./, ''), message }))} />
      <PageTitle over={`${m[`plans.review-kind.${review.kind}`]}${review.dueOn ? ` · ${m['plans.review-due']} ${formatDay(review.dueOn, lang)}` : ''}`} title={m['plans.answer-title']} lede={m['plans.answer-lede'](parties.find((one) => one.code === party)?.name[lang] ?? party)} />
      {review.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.review-example']}</b> {m['plans.review-example-why']}</p>}
      <Form action={`${href}/answer`} class="mf-answers">
        {own && <Hidden name="version" value={own.version} />}
        {review.questions.map((question) => {
          const was = before(question.text.en)
          return (
            <div class="ask">
              <TextArea name={question.id} label={question.text[lang]} value={shown.typed?.[question.id] ?? own?.answers[question.id] ?? (own ? '' : was)} error={errors[`answers.${question.id}`]} rows={4} lang={own?.language ?? lang} />
              {was && last && <div class="was"><b>{m['plans.answer-last'](formatDay(last.on, lang, 'short'))}</b><p>{was}</p></div>}
            </div>
          )
        })}
        <Actions>{(own?.sentAt ?? null) === null && <Button name="do" value="save" kind="secondary">{m['plans.answer-save']}</Button>}<Button name="do" value="send">{own?.sentAt ? m['plans.answer-send-again'] : m['plans.answer-send']}</Button></Actions>
      </Form>
    </>,
  )
}

reviewAnswerPages.post('/plans/:body/:kind/:year/reviews/:review/answer', async (c) => {
  const opened = await answering(c)
  const { one } = await sent(c)
  const answers = Object.fromEntries(opened.review.questions.map((question) => [question.id, one[question.id] ?? '']))
  const send = one['do'] === 'send'
  const outcome = await tryAct(c, actOf(answerReview), { review: opened.review.id, version: one['version'] ?? null, language: c.var.lang, answers, send }, one)
  return outcome.done ? c.redirect(send ? opened.href : `${opened.href}/answer?kept`, 303) : showForm(c, opened, outcome)
})

reviewAnswerPages.get('/plans/:body/:kind/:year/reviews/:review/answers/:party', async (c) => {
  const { db, lang, actor, site } = c.var
  const opened = await reviewOf(c)
  const { programme, review } = opened
  const m = words[lang]
  const [parties, answers] = await Promise.all([listParties(db), listAnswers(db, review.id, ownParty(actor))])
  const answer = answers.find((one) => one.party === c.req.param('party'))
  if (!answer || !seesAnswer(actor, answer, review.state)) throw missing()
  const title = m['plans.answer-of'](parties.find((one) => one.code === answer.party)?.name[lang] ?? answer.party)
  return page(
    c,
    { title, current: '/plans', breadcrumbs: crumbsToReview(c, programme, opened, title) },
    <>
      <PageTitle over={m[`plans.review-kind.${review.kind}`]} title={title} lede={answer.sentAt === null ? m['plans.answer-draft'] : m['plans.answer-sent-on'](formatDay(dayInZone(answer.sentAt, site.config.zone), lang))} />
      {review.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.review-example']}</b> {m['plans.review-example-why']}</p>}
      {review.questions.map((question) => <Section title={question.text[lang]} kind="first">{answer.answers[question.id] ? <div class="mf-lines" lang={answer.language}>{answer.answers[question.id]}</div> : <p class="muted">{m['plans.answer-left-out']}</p>}</Section>)}
    </>,
  )
})
