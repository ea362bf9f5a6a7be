import { formatDay, readDay } from '../../../kernel/calendar.ts'
import { faultsOf, perform } from '../../../kernel/command.ts'
import { AppError, type Fault } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, DateField, ErrorSummary, Form, Section, TextField } from '../../../ui/index.ts'
import { addDays } from '../../../kernel/calendar.ts'
import { meetingPage } from '../../meetings/index.ts'
import { editTemplate, prepareConvocation } from '../commands.ts'
import { findConvocation, listTemplates } from '../queries.ts'
import { canPrepare } from '../rules.ts'
import { contactFields, invitedCategories, PrepareInput } from '../schema.ts'
import { defaultTemplate, words } from '../wording.ts'
import { type Asked, askedMeeting, didOf, fieldsOf } from './asking.ts'
import { BothFields } from './parts.tsx'

export const commonPages = router()

type Shown = { errors?: Record<string, string>; typed?: Record<string, string>; status?: number }
const both = (one: (name: string) => string, name: string) => ({ en: one(`${name}.en`), th: one(`${name}.th`) })

async function preparing(c: Reply): Promise<Asked> {
  const asked = await askedMeeting(c)
  requireAllowed(canPrepare(c.var.actor))
  return asked
}

commonPages.get('/meetings/:body/:session/letters/common', async (c) => commonPage(c, await preparing(c), {}))

async function commonPage(c: Reply, { series, meeting, base }: Asked, { errors = {}, typed, status }: Shown): Promise<Response> {
  const { lang, db } = c.var
  const w = words[lang]
  const known = await findConvocation(db, series.id)
  const day = (on: string | null | undefined) => (on ? formatDay(on, lang) : '')
  // Before anything is set: the days of the master timeline, T−45 and T−30 (practice §1.3), to be changed freely.
  const kept: Record<string, string | undefined> = known
    ? {
        prefix: known.prefix, link: known.link ?? '', replyBy: day(known.replyBy), nominateBy: day(known.nominateBy), 'costs.en': known.costs?.en, 'costs.th': known.costs?.th, 'signatory.en': known.signatory?.en, 'signatory.th': known.signatory?.th,
        ...Object.fromEntries(contactFields.flatMap((field) => [[`contacts.${field}.post.en`, known.contacts[field]?.post.en], [`contacts.${field}.post.th`, known.contacts[field]?.post.th], [`contacts.${field}.email`, known.contacts[field]?.email], [`contacts.${field}.phone`, known.contacts[field]?.phone]])),
      }
    : { prefix: `${meeting.ref.replace('/', '-')}/INV`, replyBy: day(addDays(series.startsOn, -45)), nominateBy: day(addDays(series.startsOn, -30)) }
  const value = (name: string) => typed?.[name] ?? kept[name] ?? ''
  const text = (name: string) => ({ name, value: value(name), error: errors[name] })
  return meetingPage(c, meeting, { tab: 'letters', title: w['convocation.common'], status, flash: didOf(c), breadcrumbs: [{ label: w['convocation.title'], href: `${base}/letters` }, { label: w['convocation.common'] }] }, (
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <p class="lede">{w['convocation.from-meeting']}</p>
      <Form action={`${base}/letters/common`} version={Number(typed?.['version'] ?? known?.version ?? 0)}>
        <TextField {...text('prefix')} label={w['convocation.prefix-label']} hint={w['convocation.prefix-hint']} width={20} spellcheck={false} />
        <DateField {...text('replyBy')} label={w['convocation.reply-by-label']} />
        <DateField {...text('nominateBy')} label={w['convocation.nominate-by-label']} />
        <TextField {...text('link')} label={w['convocation.link-label']} type="url" />
        <BothFields name="costs" label={w['convocation.costs-label']} lang={lang} value={value} errors={errors} rows={3} />
        <BothFields name="signatory" label={w['convocation.signatory-label']} lang={lang} value={value} errors={errors} />
        {contactFields.map((field) => (
          <fieldset class="govuk-fieldset cv-contact">
            <legend class="govuk-fieldset__legend govuk-label">{w['convocation.contact-label'](w[`convocation.contact.${field}`])}</legend>
            <BothFields name={`contacts.${field}.post`} label={w['convocation.contact-post']} lang={lang} value={value} errors={errors} />
            <div class="cv-both">
              <TextField {...text(`contacts.${field}.email`)} label={w['convocation.contact-email']} type="email" />
              <TextField {...text(`contacts.${field}.phone`)} label={w['convocation.contact-phone']} type="tel" />
            </div>
          </fieldset>
        ))}
        <Actions><Button>{w['convocation.save']}</Button><a class="govuk-link" href={`${base}/letters`}>{w['convocation.title']}</a></Actions>
      </Form>
    </>
  ))
}

commonPages.post('/meetings/:body/:session/letters/common', async (c) => {
  const asked = await preparing(c)
  const { one, typed } = await fieldsOf(c)
  const faults: Fault[] = []
  const day = (name: string): string => {
    const text = one(name).trim()
    const read = text === '' ? { date: '' } : readDay(text, { today: c.var.today })
    if ('date' in read && (read.date === '' || read.date.length === 10)) return read.date
    faults.push({ path: `/${name}`, code: 'convocation.day-unreadable' })
    return ''
  }
  const contact = (field: string) => ({ post: both(one, `contacts.${field}.post`), email: one(`contacts.${field}.email`).trim(), phone: one(`contacts.${field}.phone`) })
  const input = {
    series: asked.series.id, version: one('version'), prefix: one('prefix'), link: one('link').trim(), replyBy: day('replyBy'), nominateBy: day('nominateBy'), costs: both(one, 'costs'), signatory: both(one, 'signatory'),
    contacts: Object.fromEntries(contactFields.map((field) => [field, contact(field)])),
  }
  try {
    const parsed = PrepareInput.safeParse(input)
    if (faults.length > 0 || !parsed.success) throw new AppError('invalid', 'input.invalid', { faults: [...faults, ...(parsed.success ? [] : faultsOf(parsed.error))] })
    await perform(prepareConvocation, { db: c.var.db, actor: c.var.actor, now: c.var.now, input })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return commonPage(c, asked, { errors: fieldErrors(error.faults, c), typed, status: statusOf(error) })
  }
  return c.redirect(`${asked.base}/letters?did=save`, 303)
})

commonPages.get('/meetings/:body/:session/letters/words', async (c) => wordsPage(c, await preparing(c), {}))

async function wordsPage(c: Reply, { series, meeting, base }: Asked, { errors = {}, typed, status }: Shown): Promise<Response> {
  const { lang, db } = c.var
  const w = words[lang]
  const known = await listTemplates(db, series.id)
  return meetingPage(c, meeting, { tab: 'letters', title: w['convocation.templates'], status, flash: didOf(c), breadcrumbs: [{ label: w['convocation.title'], href: `${base}/letters` }, { label: w['convocation.templates'] }] }, (
    <>
      <ErrorSummary errors={Object.values(errors).map((message) => ({ message, field: typed?.['category'] }))} />
      <p class="lede">{w['convocation.template-lede']}</p>
      {invitedCategories.map((category) => {
        const own = known.find((each) => each.category === category)
        const shown = own ?? defaultTemplate(category)
        const here = typed?.['category'] === category
        const kept: Record<string, string> = { 'opening.en': shown.opening.en, 'opening.th': shown.opening.th, 'closing.en': shown.closing.en, 'closing.th': shown.closing.th }
        const prefixed = (name: string) => (here ? (typed?.[name.replace(`${category}.`, '')] ?? '') : (kept[name.replace(`${category}.`, '')] ?? ''))
        const faults = here ? Object.fromEntries(Object.entries(errors).map(([name, message]) => [`${category}.${name}`, message])) : {}
        return (
          <Section title={w[`convocation.category.${category}`]} id={category}>
            <Form action={`${base}/letters/words/${category}`} version={own?.version ?? 0}>
              <BothFields name={`${category}.opening`} label={w['convocation.opening']} lang={lang} value={prefixed} errors={faults} rows={3} />
              <BothFields name={`${category}.closing`} label={w['convocation.closing']} lang={lang} value={prefixed} errors={faults} rows={2} />
              <Actions><Button kind="secondary" about={w[`convocation.category.${category}`]}>{w['convocation.save']}</Button></Actions>
            </Form>
          </Section>
        )
      })}
    </>
  ))
}

commonPages.post('/meetings/:body/:session/letters/words/:category', async (c) => {
  const asked = await preparing(c)
  const category = c.req.param('category')
  const { one } = await fieldsOf(c)
  const input = { series: asked.series.id, category, version: one('version'), opening: both(one, `${category}.opening`), closing: both(one, `${category}.closing`) }
  try {
    await perform(editTemplate, { db: c.var.db, actor: c.var.actor, now: c.var.now, input })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return wordsPage(c, asked, { errors: fieldErrors(error.faults, c), typed: { category, 'opening.en': input.opening.en, 'opening.th': input.opening.th, 'closing.en': input.closing.en, 'closing.th': input.closing.th }, status: statusOf(error) })
  }
  return c.redirect(`${asked.base}/letters/words?did=save#${category}`, 303)
})
