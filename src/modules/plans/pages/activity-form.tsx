import { formatDay } from '../../../kernel/calendar.ts'
import { actOf, perform } from '../../../kernel/command.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, type Children, DateField, ErrorSummary, Form, PageTitle, Radios, Select, TextArea, TextField } from '../../../ui/index.ts'
import { listAreas, listParties, membersAt } from '../../mechanism/index.ts'
import { markingInWords } from '../../people/index.ts'
import { describeActivity, proposeActivity } from '../commands.ts'
import { type Activity, listStrategies, type Programme } from '../queries.ts'
import { canEditActivity, canProposeActivity } from '../rules/acts.ts'
import { activityTypes } from '../schema.ts'
import { activityHref, programmeHref, words } from '../wording.ts'
import { activityOf, crumbsTo, programmeOf } from './activity-of.ts'
import { AfterFields } from './due-fields.tsx'
import { dayOrNone, readDue, readNumber, type Sent, sent, tryAct } from './asking.ts'

export const activityFormPages = router()

interface Shown {
  errors?: Record<string, string>
  typed?: Record<string, string>
  participants?: string[]
  status?: number
  refusal?: string | null
}

/** May this person propose anything at all in this programme? In which area, the form says when it is sent. */
export function mayPropose(c: Reply, programme: Programme) {
  const party = c.var.actor.capacity?.party ?? null
  return canProposeActivity(c.var.actor, { area: c.var.actor.capacity?.area ?? '', proponent: party, lead: null, participants: [], planPartner: programme.partner, frozen: programme.frozenAt !== null || programme.closedAt !== null })
}

const two = (typed: Record<string, string>, name: string) => ({ en: typed[`${name}En`] ?? '', th: typed[`${name}Th`] ?? '' })
const languages = [['En', 'en'], ['Th', 'th']] as const

/** The fields as the command takes them; days are read in either era. */
function readFields({ one, many }: Sent, today: string, faults: Fault[]) {
  const text = (name: string) => one[name] ?? ''
  const women = readNumber(one['women'])
  const men = readNumber(one['men'])
  return {
    title: two(one, 'title'), description: two(one, 'description'), objective: two(one, 'objective'), actionLine: two(one, 'actionLine'), expectedOutput: two(one, 'expectedOutput'), area: text('area'), strategy: text('strategy'), type: text('type') || 'meeting', provision: text('provision'),
    lead: text('lead'), coLead: text('coLead'), participants: many('participants'), startsOn: dayOrNone(one['startsOn'], '/startsOn', today, faults), endsOn: dayOrNone(one['endsOn'], '/endsOn', today, faults), ...readDue(one, today, faults), recurring: one['recurring'] === 'yes', venue: text('venue'),
    beneficiaries: women === null && men === null ? null : { ...(women === null ? {} : { women }), ...(men === null ? {} : { men }) }, risks: text('risks'), inclusion: text('inclusion'), sustainability: text('sustainability'), remarks: text('remarks'), budget: readNumber(one['budget']), currency: text('currency').trim() || null, partner: text('partner'), marking: text('marking') || 'GENERAL',
  }
}

/** A fault of the command beside the field of the form. */
const fieldOf = (path: string): string => { const name = path.replace(/^fields\./, '').replace(/^beneficiaries\./, ''); return name === 'title' ? 'titleEn' : name === 'dueAfter' ? 'dueAfterWhat' : name.startsWith('dueAfter.') ? 'dueAfterMonths' : name }
const besideFields = (errors: Record<string, string>) => Object.fromEntries(Object.entries(errors).map(([path, message]) => [fieldOf(path), message]))

async function ActivityForm(c: Reply, shown: Shown, programme: Programme, activity: Activity | null): Promise<Children> {
  const { db, lang, today } = c.var
  const m = words[lang]
  const [areas, strategies, parties] = await Promise.all([listAreas(db), listStrategies(db), listParties(db)])
  const members = membersAt(parties, today)
  const errors = shown.errors ?? {}
  const day = (date: string | null | undefined) => (date ? formatDay(date, lang, 'short') : '')
  const field = (name: string, kept: string | number | null | undefined = '') => ({ name, value: shown.typed ? shown.typed[name] : String(kept ?? ''), error: errors[name] })
  const both = (name: 'title' | 'description' | 'objective' | 'actionLine' | 'expectedOutput', label: (lang: string) => string, rows = 2) =>
    languages.map(([end, code]) => name === 'title' ? <TextField {...field(`${name}${end}`, activity?.[name]?.[code])} label={label(m[`plans.lang.${code}`])} /> : <TextArea {...field(`${name}${end}`, activity?.[name]?.[code])} label={label(m[`plans.lang.${code}`])} rows={rows} lang={code} />)
  const group = (title: string, children: Children) => <fieldset class="govuk-fieldset mf-after"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{title}</legend>{children}</fieldset>
  const optionsOfParties = parties.map((party) => ({ value: party.code, label: party.name[lang] }))
  return (
    <>
      {group(m['plans.group.what'], <>
        {both('title', m['plans.field.title'])}
        {both('description', m['plans.field.description'])}
        <Select {...field('area', activity?.area)} label={m['plans.filter.area']} none="" options={areas.filter((area) => programme.areas.length === 0 || programme.areas.includes(area.slug)).map((area) => ({ value: area.slug, label: area.name[lang] }))} />
        <Select {...field('strategy', activity?.strategy)} label={m['plans.filter.strategy']} none="" options={strategies.map((strategy) => ({ value: strategy.slug, label: strategy.name[lang] }))} />
        <Select {...field('type', activity?.type)} label={m['plans.field.type']} options={activityTypes.map((type) => ({ value: type, label: m[`plans.type.${type}`] }))} />
        {both('objective', m['plans.field.objective'])}
        {both('actionLine', m['plans.field.action-line'], 1)}
        {both('expectedOutput', m['plans.field.expected'])}
        <TextField {...field('provision', activity?.provision)} label={m['plans.field.provision']} width={10} />
      </>)}
      {group(m['plans.group.who'], <>
        <Select {...field('lead', activity?.lead)} label={m['plans.field.lead']} none={m['plans.none-stated']} options={optionsOfParties} />
        <Select {...field('coLead', activity?.coLead)} label={m['plans.field.co-lead']} none={m['plans.none-stated']} options={optionsOfParties} />
        <Checkboxes name="participants" label={m['plans.field.participants']} small values={shown.participants ?? activity?.participants ?? ['all']} error={errors['participants']} options={[{ value: 'all', label: m['plans.fact.all-members'] }, ...members.map((party) => ({ value: party.code, label: party.name[lang] }))]} />
        <Select {...field('partner', activity?.partner)} label={m['plans.field.partner']} none={m['plans.none-stated']} options={optionsOfParties.filter((option) => !members.some((member) => member.code === option.value))} />
      </>)}
      {group(m['plans.group.when'], <>
        <DateField {...field('startsOn', day(activity?.startsOn))} label={m['plans.field.starts']} />
        <DateField {...field('endsOn', day(activity?.endsOn))} label={m['plans.field.ends']} />
        {activity === null || activity.status === 'PRO' ? <><DateField {...field('dueOn', activity?.dueAfter ? '' : day(activity?.dueOn))} label={m['plans.field.due-on']} /><AfterFields field={field} after={activity?.dueAfter ?? null} lang={lang} /></> : activity.dueOn && <p class="muted">{m['plans.field.due-kept'](formatDay(activity.dueOn, lang))}</p>}
        <Checkboxes name="recurring" label={m['plans.field.recurring']} hiddenLabel small values={(shown.typed ? shown.typed['recurring'] === 'yes' : activity?.recurring) ? ['yes'] : []} options={[{ value: 'yes', label: m['plans.field.recurring'] }]} />
        <TextField {...field('venue', activity?.venue)} label={m['plans.field.venue']} width={30} />
        <TextField {...field('women', activity?.beneficiaries?.women)} label={m['plans.field.women']} hint={m['plans.field.women-men']} width={5} inputmode="numeric" />
        <TextField {...field('men', activity?.beneficiaries?.men)} label={m['plans.field.men']} width={5} inputmode="numeric" />
      </>)}
      {group(m['plans.group.money'], <>
        <TextField {...field('budget', activity?.budget)} label={m['plans.field.budget']} width={10} inputmode="numeric" />
        <TextField {...field('currency', activity?.currency)} label={m['plans.currency']} width={4} />
      </>)}
      {group(m['plans.group.more'], <>
        {(['risks', 'inclusion', 'sustainability', 'remarks'] as const).map((name) => <TextArea {...field(name, activity?.[name])} label={m[`plans.field.${name}`]} rows={2} />)}
        <Radios name="marking" label={m['plans.field.marking']} small value={shown.typed?.['marking'] ?? activity?.marking ?? 'GENERAL'} error={errors['marking']} options={(['PUBLIC', 'GENERAL', 'LIMITED'] as const).map((marking) => ({ value: marking, label: markingInWords(lang, marking) }))} />
      </>)}
    </>
  )
}

const summary = (errors: Record<string, string> = {}) => <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />

activityFormPages.get('/plans/:body/:kind/:year/activities/new', async (c) => {
  const programme = await programmeOf(c)
  requireAllowed(mayPropose(c, programme))
  return showProposal(c, programme, {})
})

async function showProposal(c: Reply, programme: Programme, shown: Shown): Promise<Response> {
  const { lang } = c.var
  const m = words[lang]
  const href = `${programmeHref(programme)}/activities`
  return page(
    c,
    { title: m['plans.propose'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: m['plans.activity-list'], href }, { label: m['plans.propose'] }] },
    <>
      {summary(shown.errors)}
      <PageTitle over={programme.title[lang]} title={m['plans.propose']} lede={m['plans.propose-lede']} />
      <Form action={`${href}/new`}>
        <TextField name="code" label={m['plans.field.code']} hint={m['plans.field.code-hint']} value={shown.typed?.['code']} error={shown.errors?.['code']} width={10} />
        {await ActivityForm(c, shown, programme, null)}
        <TextField name="mandates" label={m['plans.field.mandates']} hint={m['plans.field.mandates-hint']} value={shown.typed?.['mandates']} error={shown.errors?.['mandates']} width={30} />
        <Actions><Button>{m['plans.propose']}</Button><a class="govuk-link" href={href}>{m['plans.cancel']}</a></Actions>
      </Form>
    </>,
  )
}

activityFormPages.post('/plans/:body/:kind/:year/activities/new', async (c) => {
  const programme = await programmeOf(c)
  const form = await sent(c)
  const faults: Fault[] = []
  const input = { programme: programme.id, proponent: '', code: form.one['code'] ?? '', fields: readFields(form, c.var.today, faults), mandates: (form.one['mandates'] ?? '').split(/[\s,;]+/).filter(Boolean).map((symbol) => symbol.replaceAll('/', '-')) }
  const outcome = await tryAct(c, (request) => perform(proposeActivity, request), input, form.one, faults)
  return outcome.done ? c.redirect(activityHref(programme, outcome.result.code), 303) : showProposal(c, programme, { ...outcome, errors: besideFields(outcome.errors), participants: form.many('participants') })
})

activityFormPages.get('/plans/:body/:kind/:year/activities/:code/describe', async (c) => {
  const opened = await activityOf(c)
  requireAllowed(canEditActivity(c.var.actor, opened.concerned))
  return showDescription(c, opened, {})
})

async function showDescription(c: Reply, opened: Awaited<ReturnType<typeof activityOf>>, shown: Shown): Promise<Response> {
  const { lang } = c.var
  const m = words[lang]
  const { activity, programme, href } = opened
  return page(
    c,
    { title: m['plans.describe'](activity.code), current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsTo(c, opened, m['plans.act.describe']) },
    <>
      {summary(shown.errors)}
      <PageTitle title={m['plans.describe'](activity.code)} lede={activity.title[lang]} />
      {activity.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <Form action={`${href}/describe`} version={activity.version}>
        {await ActivityForm(c, shown, programme, activity)}
        <Actions><Button>{m['plans.save']}</Button><a class="govuk-link" href={href}>{m['plans.cancel']}</a></Actions>
      </Form>
    </>,
  )
}

activityFormPages.post('/plans/:body/:kind/:year/activities/:code/describe', async (c) => {
  const opened = await activityOf(c)
  const form = await sent(c)
  const faults: Fault[] = []
  const outcome = await tryAct(c, actOf(describeActivity), { activity: opened.activity.id, version: form.one['version'], fields: readFields(form, c.var.today, faults) }, form.one, faults)
  return outcome.done ? c.redirect(opened.href, 303) : showDescription(c, opened, { ...outcome, errors: besideFields(outcome.errors), participants: form.many('participants') })
})
