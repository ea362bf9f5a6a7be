import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { faultsOf, perform, performIn } from '../../../kernel/command.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, type Banner, Button, Details, ErrorSummary, Form, PageTitle, Radios, Section, Select, TextField } from '../../../ui/index.ts'
import { correctMandate, recordMandate } from '../commands.ts'
import { readDirectory } from '../directory.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { findMandate, type Mandate } from '../queries.ts'
import { suggestParents } from '../queries/acts.ts'
import { firstOfEach, readTypedDay } from '../reading.ts'
import { canKeepRegister } from '../rules/acts.ts'
import { DecisionFields } from '../schema/acts.ts'
import { speaker as speakerOf } from '../wording.ts'
import { bodyOptions, instrumentOptions, markingOptions, meetingOptions } from './choices.ts'
import { type Ask, DecisionChoices, DecisionWords, EraChoice, readDecision } from './decision-form.tsx'

export const newMandatePages = router()

interface Shown {
  fields?: DecisionFields
  typed?: Record<string, string>
  errors?: Record<string, string>
  asks?: Record<string, Ask>
  status?: number
  flash?: Banner
}

const order = ['body', 'meeting', 'date', 'instrument', 'instrumentTitle', 'paragraph', 'language', 'marking', 'title', 'titleTranslation', 'quote', 'translation', 'verbs', 'area', 'class', 'modifier', 'due', 'addressees', 'reportsTo', 'effect', 'parent', 'reason']
const summaryOf = (errors: Record<string, string>) => [...order, ...Object.keys(errors).filter((field) => !order.includes(field))].flatMap((field) => (errors[field] ? [{ field, message: errors[field] }] : []))
const languageOf = (typed: Record<string, string>): 'en' | 'th' => (typed['language'] === 'th' ? 'th' : 'en')

newMandatePages.get('/mandates/new', (c) => {
  requireAllowed(canKeepRegister(c.var.actor))
  const meeting = c.req.query('meeting') ?? ''
  return form(c, { typed: { meeting, body: meeting.split('/')[0] ?? '' } })
})

async function form(c: Reply, { fields = DecisionFields.parse({ due: { none: true } }), typed = {}, errors = {}, asks = {}, status }: Shown): Promise<Response> {
  const { lang, actor } = c.var
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(c.var.db))
  const parents = fields.title === '' && fields.quote === '' ? [] : await suggestParents(c.var.db, actor, { words: `${fields.title} ${fields.quote}`, before: c.var.today, instruments: [] })
  const shared = { c, speaker, fields, prefix: '', errors, asks, typed, parents, language: languageOf(typed) }
  return page(c, { title: w['follow-up.new-title'], current: '/mandates', status: status ?? 200, breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: w['follow-up.new-title'] }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <PageTitle title={w['follow-up.new-title']} lede={w['follow-up.new-lede']} tools={<a class="govuk-link" href="/extraction/new">{w['extraction.begin']}</a>} />
      <Form action="/mandates/new">
        <Section title={w['follow-up.where-from']} kind="first">
          <div class="mf-fields">
            <Select name="body" label={w['follow-up.body']} none={w['follow-up.choose']} options={bodyOptions(speaker)} value={typed['body']} error={errors['body']} />
            <Select name="meeting" label={w['follow-up.meeting']} none={w['follow-up.no-meeting']} options={meetingOptions(speaker)} value={typed['meeting']} error={errors['meeting']} />
          </div>
          <TextField name="date" label={w['follow-up.date']} hint={w['follow-up.date-hint']} value={typed['date']} error={errors['date']} width={20} autocomplete="off" />
          {asks['date'] && <EraChoice name="date" ask={asks['date']} speaker={speaker} />}
          <Select name="instrument" label={w['follow-up.instrument']} none={w['follow-up.not-in-list']} options={instrumentOptions(speaker)} value={typed['instrument']} error={errors['instrument']} />
          <TextField name="instrumentTitle" label={w['follow-up.instrument-title']} hint={w['follow-up.instrument-title-hint']} value={typed['instrumentTitle']} error={errors['instrumentTitle']} />
          <TextField name="paragraph" label={w['follow-up.paragraph']} hint={w['follow-up.paragraph-hint']} value={typed['paragraph']} error={errors['paragraph']} width={5} autocomplete="off" />
          <Radios name="language" label={w['extraction.language']} inline value={languageOf(typed)} options={[{ value: 'en', label: w['follow-up.in-en'] }, { value: 'th', label: w['follow-up.in-th'] }]} />
          <Select name="marking" label={w['follow-up.marking']} options={markingOptions(speaker, actor)} value={typed['marking'] || 'PUBLIC'} error={errors['marking']} />
        </Section>
        <Section title={w['follow-up.the-words']}><DecisionWords {...shared} open /></Section>
        <Section title={w['follow-up.what-it-does']}><DecisionChoices {...shared} /></Section>
        <Actions><Button>{w['follow-up.file']}</Button><a class="govuk-link" href="/mandates">{w['follow-up.cancel']}</a></Actions>
      </Form>
      <Details summary={w['follow-up.why']}><p>{w['follow-up.why-keep']} {c.var.site.say(lang, canKeepRegister(actor).because)}</p></Details>
    </>
  ))
}

newMandatePages.post('/mandates/new', async (c) => {
  requireAllowed(canKeepRegister(c.var.actor))
  const sent = await c.req.formData()
  const speaker = speakerOf(c.var.lang, await readDirectory(c.var.db))
  const typedDay = String(sent.get('date.era') || sent.get('date') || '').trim()
  const day = typedDay === '' ? null : readTypedDay(typedDay, c.var.today, { past: true })
  const meeting = speaker.directory.meetings.get(String(sent.get('meeting') ?? ''))
  const decidedOn = day && 'date' in day ? day.date : (meeting?.startsOn ?? '1900-01-01')
  const read = readDecision(sent, DecisionFields.parse({ due: { none: true } }), { speaker, decidedOn, today: c.var.today })
  const { typed } = read
  const faults: Fault[] = [...read.faults]
  const asks = { ...read.asks }
  if (day && !('date' in day)) {
    faults.push({ path: '/date', code: day.code })
    if (day.ask) asks['date'] = day.ask
  }
  const input = { ...read.fields, body: typed['body'] ?? '', meeting: typed['meeting'] || null, date: day && 'date' in day ? day.date : null, instrument: typed['instrument'] || null, instrumentTitle: typed['instrumentTitle'] ?? '', paragraph: typed['paragraph'] ?? '', language: languageOf(typed), marking: typed['marking'] || 'PUBLIC' }
  try {
    const filed = await c.var.db.transaction().execute(async (tx) => {
      const parsed = recordMandate.input.safeParse(input)
      if (!parsed.success) throw new AppError('invalid', 'input.invalid', { faults: [...faults, ...faultsOf(parsed.error)] })
      const made = await performIn(tx, recordMandate, { actor: c.var.actor, now: c.var.now, input: parsed.data })
      // What could not be read comes back together with what the register refuses; nothing is written.
      if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
      return made
    })
    return c.redirect(`/mandates/${filed.id}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return form(c, { fields: read.fields, typed, asks, errors: fieldErrors(firstOfEach([...faults, ...error.faults]), c), status: statusOf(error) })
  }
})

/** A mandate as the form has it. */
const fieldsOf = (mandate: Mandate): DecisionFields => {
  const language = mandate.language === 'th' ? 'th' : 'en'
  const other = language === 'en' ? 'th' : 'en'
  const translated = (text: { en: string; th: string }) => (text[other] === text[language] ? '' : text[other])
  return {
    title: mandate.title[language], titleTranslation: translated(mandate.title), quote: mandate.text[language], translation: translated(mandate.text), verbs: mandate.verbs, class: mandate.class,
    modifiers: mandate.modifiers as DecisionFields['modifiers'], addressees: mandate.addressees, nobodyNamed: mandate.addressees.length === 0, due: mandate.due, dueWords: '', action: mandate.action?.[language] ?? '',
    reportsTo: mandate.reportsTo?.body ?? null, effects: mandate.effects, areas: mandate.areas, parent: null,
  }
}

async function toCorrect(c: Reply): Promise<Mandate> {
  const mandate = await findMandate(c.var.db, c.var.actor, c.req.param('id') ?? '')
  if (!mandate) throw missing()
  requireAllowed(correctMandate.allow(c.var.actor, mandate))
  return mandate
}

newMandatePages.get('/mandates/:id/correct', async (c) => correct(c, await toCorrect(c), {}))

async function correct(c: Reply, mandate: Mandate, { fields = fieldsOf(mandate), typed = {}, errors = {}, asks = {}, status, flash }: Shown): Promise<Response> {
  const w = wordsOfActs[c.var.lang]
  const speaker = speakerOf(c.var.lang, await readDirectory(c.var.db))
  const shared = { c, speaker, fields, prefix: '', errors, asks, typed, parents: [], language: mandate.language === 'th' ? ('th' as const) : ('en' as const) }
  return page(c, { title: `${w['follow-up.correct']} · ${mandate.symbol}`, current: '/mandates', status: status ?? 200, ...(flash ? { flash } : {}), breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: mandate.symbol, href: `/mandates/${mandate.id}` }, { label: w['follow-up.correct'] }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <PageTitle title={w['follow-up.correct']} over={mandate.symbol} lede={w['follow-up.correct-lede']} />
      <Form action={`/mandates/${mandate.id}/correct`} version={mandate.version}>
        <DecisionWords {...shared} open />
        <DecisionChoices {...shared} />
        <TextField name="reason" label={w['follow-up.reason']} value={typed['reason']} error={errors['reason']} />
        <Actions><Button>{w['follow-up.correct-do']}</Button><a class="govuk-link" href={`/mandates/${mandate.id}`}>{w['follow-up.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

newMandatePages.post('/mandates/:id/correct', async (c) => {
  const mandate = await toCorrect(c)
  const sent = await c.req.formData()
  const read = readDecision(sent, fieldsOf(mandate), { speaker: speakerOf(c.var.lang, await readDirectory(c.var.db)), decidedOn: mandate.sortOn, today: c.var.today })
  const shown = { fields: read.fields, typed: read.typed, asks: read.asks }
  try {
    if (read.faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults: read.faults })
    await perform(correctMandate, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { mandate: mandate.id, version: Number(sent.get('version') ?? 0), fields: { ...read.fields, parent: null }, reason: read.typed['reason'] ?? '' } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    if (error.kind === 'conflict') return correct(c, mandate, { ...shown, status: 409, flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
    return correct(c, mandate, { ...shown, errors: fieldErrors(firstOfEach([...read.faults, ...error.faults]), c), status: statusOf(error) })
  }
  return c.redirect(`/mandates/${mandate.id}`, 303)
})
