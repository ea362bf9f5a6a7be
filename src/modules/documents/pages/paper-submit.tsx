import { AppError } from '../../../kernel/errors.ts'
import { acts } from '../../../kernel/actor.ts'
import { faultsOf, performIn } from '../../../kernel/command.ts'
import { formatDay } from '../../../kernel/calendar.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, Columns, Details, ErrorSummary, Form, Radios, Section, Select, TextArea, TextField } from '../../../ui/index.ts'
import { listAreas, listBodies } from '../../mechanism/index.ts'
import { categoryIn, listParticipations, meetingHref, meetingPage, meetingTitle, partyOf, type RunningMeeting } from '../../meetings/index.ts'
import { readPlaces } from '../../people/index.ts'
import { addFile } from '../commands/files.ts'
import { readSubmission, submitDocument } from '../commands/submit.ts'
import { runningOf } from './paper-list.tsx'
import { languageOptions } from './paper-acts.tsx'
import { paperWords, partyWord, seriesWord } from '../paper-wording.ts'
import { consultationOf, listItemChoices } from '../queries/acts.ts'
import { findDocument } from '../queries/papers.ts'
import { deadlinesOf, listSeriesRules } from '../queries/series.ts'
import { canSubmit, mayTrySubmitting } from '../rules/papers.ts'
import { isSeries, paperHref } from '../rules/symbol.ts'
import { SubmitInput } from '../schema/acts.ts'
import { distributions, modifierKinds, paperPurposes, seriesCodes } from '../schema/papers.ts'
import { uploadFrom } from '../commands/upload.ts'
import { UploadField } from './upload-field.tsx'
import { listUploads, type Upload } from '../queries/upload.ts'

export const submitPages = router()

interface Shown {
  typed: Record<string, string>
  errors?: Record<string, string>
  status?: number
  kept?: Upload | undefined
}

const order = ['series', 'title', 'purpose', 'item', 'summary', 'actionRequested', 'areas', 'distribution', 'partner', 'modifies', 'modifier', 'modifierNumber', 'languagesConcerned', 'authenticLang', 'file', 'party']

/** 404 for who has no part in the meeting, 403 with the reason for who may never submit there. */
async function toSubmit(c: Reply): Promise<RunningMeeting> {
  const meeting = await runningOf(c)
  if (!mayTrySubmitting(c.var.actor)) throw new AppError('forbidden', 'papers.not-your-role')
  return meeting
}

submitPages.get('/meetings/:body/:session/papers/new', async (c) => {
  const meeting = await toSubmit(c)
  const { db, actor, now } = c.var
  const series = c.req.query('series')
  const modifies = c.req.query('modifies')?.replaceAll(' ', '+') ?? ''
  const changed = modifies === '' ? null : await findDocument(db, c.var, modifies)
  const subject = await db.transaction().execute((tx) => readSubmission({ tx, actor, now }, { meeting: meeting.ref, series: isSeries(series) ? series : 'WP', item: c.req.query('item') ?? null, modifies: null, modifier: null, areas: actor.capacity?.area ? [actor.capacity.area] : [] }))
  // A partner whose own consultation this is not may have an item of its own here: then the form says so when it is sent.
  if (subject.category === null || subject.place === null) requireAllowed(canSubmit(actor, { ...subject, stem: null }))
  const consultation = await consultationOf(db, meeting.ref)
  const party = partyOf(actor)
  const foreign = party !== null && (await categoryIn(db, c.var, meeting.ref)) !== 'member'
  const rule = (await listSeriesRules(db, c.var.today)).find((each) => each.series === series)
  const partner = changed?.partner ?? (foreign ? party : consultation.partner) ?? ''
  return form(c, meeting, {
    typed: {
      series: isSeries(series) ? series : '', item: c.req.query('item') ?? changed?.item?.id ?? '', modifies, 'title.en': changed?.title.en ?? '', 'title.th': changed?.title.th ?? '', purpose: changed?.purpose ?? '',
      distribution: changed?.distribution ?? (foreign || (consultation.partner !== null && rule?.distribution !== 'GENERAL') ? 'PARTNER' : (rule?.distribution ?? '')), partner, areas: actor.capacity?.area ?? '', authenticLang: changed?.authenticLang ?? 'en',
    },
  })
})

async function form(c: Reply, meeting: RunningMeeting, { typed, errors = {}, status, kept }: Shown): Promise<Response> {
  const { db, lang, actor, now } = c.var
  const m = paperWords[lang]
  const [bodies, places, areas, items, participations, deadlines] = [await listBodies(db), await readPlaces(db), await listAreas(db), await listItemChoices(db, c.var, meeting.ref), await listParticipations(db, meeting.ref), await deadlinesOf(db, meeting, now)]
  const name = meetingTitle(meeting, new Map(bodies.map((body) => [body.code, body])), lang)
  const member = acts(actor, 'SD', 'CH') || participations.some((each) => each.party === partyOf(actor) && each.category === 'member')
  // A partner is offered itself alone: who else consults is not its business.
  const partners = participations.filter((each) => (each.category === 'dialogue-partner' || each.category === 'sectoral-partner') && (member || each.party === partyOf(actor)))
  const here = `${meetingHref(meeting.ref)}/papers`
  const value = (field: string) => typed[field] ?? ''
  const summary = [...order, ...Object.keys(errors).filter((field) => !order.includes(field))].flatMap((field) => (errors[field] ? [{ field: field === 'title' ? 'title.en' : field, message: errors[field] }] : []))
  const due = seriesCodes.flatMap((series) => {
    const day = deadlines.get(series)
    return day ? [m['papers.deadline-line'](seriesWord(series, lang), formatDay(day, lang))] : []
  })
  return meetingPage(c, meeting, { tab: 'papers', title: m['papers.form-title'], status, breadcrumbs: [{ label: m['papers.tab'], href: here }, { label: m['papers.form-title'] }] }, (
    <>
      <ErrorSummary errors={summary} />
      <p class="lede">{m['papers.form-lede'](name)}</p>
      <Columns kind="two-one">
        <Form action={`${here}/new`} files>
          <Section title={m['papers.form-what']} kind="first">
            <Select name="series" label={m['papers.series']} none={m['papers.choose']} options={seriesCodes.map((code) => ({ value: code, label: `${code} – ${seriesWord(code, lang, 'one')}` }))} value={value('series')} error={errors['series']} />
            <TextField name="title.en" label={m['papers.title-field']} value={value('title.en')} error={errors['title'] ?? errors['title.en']} />
            <TextField name="title.th" label={m['papers.title-th']} value={value('title.th')} error={errors['title.th']} />
            <Radios name="purpose" label={m['papers.purpose']} inline value={value('purpose') || undefined} options={paperPurposes.map((purpose) => ({ value: purpose, label: m[`papers.purpose-choice.${purpose}`] }))} error={errors['purpose']} />
            <Select name="item" label={m['papers.under-item']} none={m['papers.without-item']} options={items.map((item) => ({ value: item.id, label: item.title[lang] }))} value={value('item')} error={errors['item']} />
            <Select name="areas" label={m['papers.areas']} none={m['papers.no-area-choice']} options={areas.map((area) => ({ value: area.slug, label: area.name[lang] }))} value={value('areas')} error={errors['areas'] ?? errors['areas.0']} />
          </Section>
          <Section title={m['papers.form-words']}>
            <UploadField c={c} meeting={meeting.ref} name="file" label={m['papers.file']} error={errors['file']} kept={kept} />
            <Select name="authenticLang" label={m['papers.authentic-lang']} options={languageOptions(lang)} value={value('authenticLang') || 'en'} error={errors['authenticLang']} />
            <TextArea name="summary.en" label={m['papers.summary']} hint={m['papers.summary-hint']} rows={3} value={value('summary.en')} error={errors['summary.en']} />
            <TextArea name="actionRequested.en" id="actionRequested" label={m['papers.action']} hint={m['papers.action-hint']} rows={2} value={value('actionRequested.en')} error={errors['actionRequested'] ?? errors['actionRequested.en']} />
            <Details summary={m['papers.in-thai']} open={value('summary.th') !== '' || value('actionRequested.th') !== ''}>
              <TextArea name="summary.th" label={`${m['papers.summary']} ${m['papers.in-thai']}`} rows={3} lang="th" value={value('summary.th')} />
              <TextArea name="actionRequested.th" label={`${m['papers.action']} ${m['papers.in-thai']}`} rows={2} lang="th" value={value('actionRequested.th')} />
            </Details>
          </Section>
          <Section title={m['papers.form-who']}>
            <Select name="distribution" label={m['papers.change-to']} none={m['papers.choose']} options={distributions.filter((each) => each !== 'PUBLIC').map((each) => ({ value: each, label: m[`papers.choice.${each}`] }))} value={value('distribution')} error={errors['distribution']} />
            <Select name="partner" label={m['papers.partner']} none={m['papers.no-partner']} options={partners.map((each) => ({ value: each.party, label: partyWord(each.party, places.parties, lang) }))} value={value('partner')} error={errors['partner']} />
            <Checkboxes name="joint" label={m['papers.joint-choice']} hiddenLabel small values={value('joint') === 'yes' ? ['yes'] : []} options={[{ value: 'yes', label: m['papers.joint-choice'] }]} />
            {acts(actor, 'SD') && <Select name="party" label={m['papers.for-party']} none={m['papers.for-house']} options={participations.map((each) => ({ value: each.party, label: partyWord(each.party, places.parties, lang) }))} value={value('party')} error={errors['party']} />}
          </Section>
          <Section title={m['papers.form-chain']}>
            <TextField name="modifies" label={m['papers.modifies']} hint={m['papers.modifies-hint']} width={30} spellcheck={false} autocomplete="off" value={value('modifies')} error={errors['modifies']} />
            <Select name="modifier" label={m['papers.modifier']} none={m['papers.nothing']} options={modifierKinds.map((kind) => ({ value: kind, label: m[`papers.modifier.${kind}`] }))} value={value('modifier')} error={errors['modifier'] ?? errors['modifierNumber']} />
            <TextField name="languagesConcerned" label={m['papers.concerned']} hint={m['papers.concerned-hint']} width={20} value={value('languagesConcerned')} error={errors['languagesConcerned'] ?? errors['languagesConcerned.0']} />
          </Section>
          <Actions><Button>{m['papers.send']}</Button><a class="govuk-link" href={here}>{m['papers.cancel']}</a></Actions>
        </Form>
        <aside class="rail" aria-label={m['papers.deadlines']}>
          {due.length > 0 && <Section title={m['papers.deadlines']} kind="plain"><ul class="mf-plain small">{due.map((line) => <li>{line}</li>)}</ul><p class="small muted">{m['papers.deadlines-why']}</p></Section>}
        </aside>
      </Columns>
    </>
  ))
}

submitPages.post('/meetings/:body/:session/papers/new', async (c) => {
  const meeting = await toSubmit(c)
  const { db, actor, now } = c.var
  const sent = await c.req.formData()
  const typed: Record<string, string> = Object.fromEntries([...sent].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])))
  const or = (field: string) => typed[field] || null
  const both = (field: string) => ({ en: typed[`${field}.en`] ?? '', th: typed[`${field}.th`] ?? '' })
  const codes = (typed['languagesConcerned'] ?? '').split(/[\s,]+/).filter(Boolean)
  let upload: string | null = null
  try {
    upload = await uploadFrom(c, meeting.ref, sent, 'file')
    const input = parsed({
      meeting: meeting.ref, series: typed['series'], title: both('title'), purpose: typed['purpose'], summary: both('summary'), actionRequested: both('actionRequested'), item: or('item'), distribution: typed['distribution'], partner: or('partner'), joint: typed['joint'] === 'yes',
      areas: typed['areas'] ? [typed['areas']] : [], authenticLang: typed['authenticLang'] || 'en', party: or('party'), modifies: or('modifies'), modifier: or('modifier'), languagesConcerned: codes.length > 0 ? codes : null,
    })
    const made = await db.transaction().execute(async (tx) => {
      const submitted = await performIn(tx, submitDocument, { actor, now, input })
      if (upload !== null) await performIn(tx, addFile, { actor, now, input: { document: submitted.id, lang: input.authenticLang, upload } })
      return submitted
    })
    return c.redirect(`${paperHref({ id: made.id, symbol: null })}?done=${made.late ? 'submit-late' : made.backing ? 'submit-backing' : 'submit'}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    const kept = actor.person === null || (upload ?? typed['fileUpload'] ?? '') === '' ? undefined : (await listUploads(db, actor.person.id, [upload ?? typed['fileUpload'] ?? '']))[0]
    return form(c, meeting, { typed, errors: fieldErrors(error.faults, c), status: statusOf(error), kept })
  }
})


/** The paper and its file come or fail as one, so the form is read before either. */
function parsed(input: Record<string, unknown>): SubmitInput {
  const read = SubmitInput.safeParse(input)
  if (!read.success) throw new AppError('invalid', 'input.invalid', { faults: faultsOf(read.error) })
  return read.data
}
