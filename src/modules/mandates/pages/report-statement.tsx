import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { faultsOf, perform } from '../../../kernel/command.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { acts, mayRead } from '../../../kernel/actor.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Details, ErrorSummary, Form, PageTitle, Quote, Radios, Select, TextArea, TextField } from '../../../ui/index.ts'
import { submitStatement } from '../commands.ts'
import { readDirectory } from '../directory.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { findMandate, type Mandate } from '../queries.ts'
import { listReturned } from '../queries/acts.ts'
import { firstOfEach, readTypedDay } from '../reading.ts'
import { canReport, partyOfReport } from '../rules/acts.ts'
import { statuses } from '../schema.ts'
import { speaker as speakerOf } from '../wording.ts'
import { type Ask, EraChoice } from './decision-form.tsx'
import { memberOptions } from './choices.ts'

export const reportPages = router()

interface Shown {
  typed?: Record<string, string>
  errors?: Record<string, string>
  ask?: Ask | undefined
  status?: number
  /** Why the desk returned what was said before. */
  asked?: string | undefined
}

async function mandateOf(c: Reply): Promise<Mandate> {
  const mandate = await findMandate(c.var.db, c.var.actor, c.req.param('id') ?? '')
  if (!mandate) throw missing()
  requireAllowed(canReport(c.var.actor, mandate))
  return mandate
}

/** What the desk returned stands in the form again, with what it asks, to be corrected and not written anew. */
reportPages.get('/mandates/:id/report', async (c) => {
  const mandate = await mandateOf(c)
  const { actor, db, lang } = c.var
  const returned = acts(actor, 'SD') ? undefined : (await listReturned(db, actor)).findLast((statement) => statement.mandate === mandate.id)
  if (!returned) return form(c, mandate, {})
  const speaker = speakerOf(lang, await readDirectory(db))
  const typed = {
    text: speaker.say(returned.text), status: returned.status ?? '', reference: returned.reference ?? '', on: speaker.day(returned.onText, 'short'), evidence: returned.evidence ?? '', marking: returned.marking,
  }
  return form(c, mandate, { typed, asked: returned.verdictNote ?? undefined })
})

async function form(c: Reply, mandate: Mandate, { typed = {}, errors = {}, ask, status, asked }: Shown): Promise<Response> {
  const { lang, actor } = c.var
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(c.var.db))
  const party = partyOfReport(actor, mandate, null)
  const verdict = canReport(actor, mandate)
  const fields = ['text', 'status', 'reference', 'on', 'party', 'evidence', 'marking']
  return page(c, { title: `${w['follow-up.report']} · ${mandate.symbol}`, current: '/mandates', status: status ?? 200, breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: mandate.symbol, href: `/mandates/${mandate.id}` }, { label: w['follow-up.report'] }] }, (
    <>
      <ErrorSummary errors={fields.flatMap((field) => (errors[field] ? [{ field, message: errors[field] }] : []))} />
      <PageTitle title={w['follow-up.report-title']} over={mandate.symbol} lede={speaker.say(mandate.title)} />
      <Quote level={mandate.level} paragraphs={[speaker.say(mandate.text)]} small />
      {asked && <div class="mf-inset mf-after"><p><b>{w['follow-up.returned-with']}</b> {asked}</p></div>}
      <Form action={`/mandates/${mandate.id}/report`}>
        <TextArea name="text" label={w['follow-up.what-done']} hint={w['follow-up.what-done-hint']} value={typed['text']} error={errors['text']} lang={lang} rows={4} />
        <Select name="status" label={w['follow-up.status']} none={w['follow-up.no-status']} options={statuses.filter((each) => each !== 'SUPERSEDED').map((each) => ({ value: each, label: speaker.status(each).word }))} value={typed['status']} error={errors['status']} />
        <TextField name="reference" label={w['follow-up.reference']} hint={w['follow-up.reference-hint']} value={typed['reference']} error={errors['reference']} />
        <TextField name="on" label={w['follow-up.on']} hint={w['follow-up.on-hint'](speaker.day(c.var.today, 'short'))} value={typed['on'] ?? speaker.day(c.var.today, 'short')} error={errors['on']} width={20} autocomplete="off" />
        {ask && <EraChoice name="on" ask={ask} speaker={speaker} />}
        {acts(actor, 'SD') ? <Select name="party" label={w['follow-up.for']} none={w['follow-up.the-whole']} options={memberOptions(speaker)} value={typed['party']} error={errors['party']} /> : <p><b>{w['follow-up.for']}:</b> {party === null ? w['follow-up.the-whole'] : speaker.partyName(party)}</p>}
        <TextField name="evidence" type="url" label={w['follow-up.evidence']} hint={w['follow-up.evidence-hint']} value={typed['evidence']} error={errors['evidence']} />
        <Radios name="marking" label={w['follow-up.statement-marking']} value={typed['marking'] || 'LIMITED'} error={errors['marking']} options={[
          { value: 'LIMITED', label: `LIMITED – ${w['follow-up.marking.LIMITED']}`, disabled: !mayRead(actor, 'LIMITED') },
          { value: 'PUBLIC', label: `PUBLIC – ${w['follow-up.marking.PUBLIC']}`, disabled: mandate.marking !== 'PUBLIC' },
        ]} />
        <Actions><Button>{w['follow-up.submit']}</Button><a class="govuk-link" href={`/mandates/${mandate.id}`}>{w['follow-up.cancel']}</a></Actions>
      </Form>
      <Details summary={w['follow-up.why']}><p>{w['follow-up.why-report']} {c.var.site.say(lang, verdict.because)}</p></Details>
    </>
  ))
}

reportPages.post('/mandates/:id/report', async (c) => {
  const mandate = await mandateOf(c)
  const typed = Object.fromEntries([...(await c.req.formData()).entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const faults: Fault[] = []
  let ask: Ask | undefined
  const day = (typed['on.era'] || typed['on'] || '').trim()
  const read = day === '' ? null : readTypedDay(day, c.var.today, { past: true })
  if (read && !('date' in read)) {
    faults.push({ path: '/on', code: read.code })
    ask = read.ask
  }
  const blank = (name: string) => (typed[name]?.trim() ? typed[name].trim() : null)
  const input = {
    mandate: mandate.id, on: read && 'date' in read ? read.date : '', status: blank('status'), text: typed['text'] ?? '', language: c.var.lang, party: blank('party'), evidence: blank('evidence'),
    marking: typed['marking'] || 'LIMITED', reference: blank('reference'),
  }
  try {
    const parsed = submitStatement.input.safeParse(input)
    if (faults.length > 0 || !parsed.success) throw new AppError('invalid', 'input.invalid', { faults: parsed.success ? [] : faultsOf(parsed.error) })
    await perform(submitStatement, { db: c.var.db, actor: c.var.actor, now: c.var.now, input })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return form(c, mandate, { typed, errors: fieldErrors(firstOfEach([...faults, ...error.faults]), c), ask, status: statusOf(error) })
  }
  return c.redirect(`/mandates/${mandate.id}/statements?did=submit`, 303)
})
