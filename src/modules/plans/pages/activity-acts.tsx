import { formatDay } from '../../../kernel/calendar.ts'
import { actOf, perform } from '../../../kernel/command.ts'
import { type Fault, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Button, DateField, Empty, ErrorSummary, Form, numeral, PageTitle, Radios, Section, Select, TextArea, TextField } from '../../../ui/index.ts'
import { carryOver, flagRisk, fundActivity, linkActivity, moveDue, stepActivity } from '../commands.ts'
import { findActivity, listProgrammes } from '../queries.ts'
import { mayBecome, nextStatuses, refusalOf } from '../rules.ts'
import { byDecision, canEditActivity, canKeepProgramme, canStep } from '../rules/acts.ts'
import { type ActivityStatus, fundSources } from '../schema.ts'
import { activityHref, words } from '../wording.ts'
import { activityOf, crumbsTo, type Opened } from './activity-of.ts'
import { AfterFields } from './due-fields.tsx'
import { dayOrNone, readDue, type Outcome, readNumber, sent, tryAct } from './asking.ts'

export const activityActsPages = router()

const acts = ['step', 'fund', 'due', 'link', 'risk', 'carry'] as const
type Act = (typeof acts)[number]

interface Shown {
  act?: Act
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
  refusal?: string | null
}

activityActsPages.get('/plans/:body/:kind/:year/activities/:code/acts', async (c) => showActs(c, await activityOf(c), {}))

/** Every act this person has on the activity; a step that is not open stands there with its reason. */
async function showActs(c: Reply, opened: Opened, shown: Shown): Promise<Response> {
  const { lang, actor } = c.var
  const { activity, concerned, href } = opened
  const m = words[lang]
  if (actor.person === null) throw missing()
  const edits = canEditActivity(actor, concerned).allowed
  const steps = nextStatuses(activity.status).filter((to) => to !== 'COV').map((to) => ({ to, why: whyNot(c, opened, to) }))
  const of = (act: Act, name: string, kept?: string) => ({ name, id: `${act}-${name}`, value: shown.act === act ? shown.typed?.[name] : kept, error: shown.act === act ? shown.errors?.[name] : undefined })
  const carries = canKeepProgramme(actor).allowed && !concerned.frozen && mayBecome(activity.status, 'COV')
  const next = carries ? (await listProgrammes(c.var.db)).filter((one) => one.id !== activity.programme && one.frozenAt === null && one.closedAt === null && one.kind !== 'plan') : []
  const mayStep = steps.some((step) => step.why === null)
  const decides = steps.some((step) => step.why === null && byDecision.includes(step.to))
  return page(
    c,
    { title: `${m['plans.act.all']} · ${activity.code}`, current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsTo(c, opened, m['plans.act.all']) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field: `${shown.act}-${field}`, message }))} />
      <PageTitle over={activity.code} title={m['plans.act.all']} lede={activity.title[lang]} />
      {activity.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <Section title={m['plans.act.step']} id="step" lede={steps.length > 0 ? m['plans.act.step-lede'](m[`plans.status.${activity.status}`]) : undefined} kind="first">
        {steps.length === 0 ? <Empty title={activity.status === 'COV' ? m['plans.act.nothing-more'] : m['plans.act.step-none']} /> : (
          <Form action={`${href}/acts/step`} version={activity.version}>
            {steps.some((step) => step.why !== null) && <div class="mf-inset"><p><b>{m['plans.act.not-open']}</b></p><ul class="mf-plain">{steps.filter((step) => step.why !== null).map((step) => <li><b>{m[`plans.status.${step.to}`]}</b><span class="sub">{step.why}</span></li>)}</ul></div>}
            {mayStep && <Radios name="to" id="step-to" label={m['plans.field.to']} value={shown.act === 'step' ? shown.typed?.['to'] : undefined} error={shown.act === 'step' ? shown.errors?.['to'] : undefined} options={steps.filter((step) => step.why === null).map((step) => ({ value: step.to, label: m[`plans.status.${step.to}`] }))} />}
            {mayStep && (
              <>
                {decides && <TextField {...of('step', 'decision')} label={m['plans.field.decision']} hint={m['plans.field.decision-hint']} width={30} />}
                {steps.some((step) => step.to === 'DEF' && step.why === null) && <TextField {...of('step', 'deferredTo')} label={m['plans.field.deferred-to']} width={20} />}
                {steps.some((step) => step.to === 'SUP' && step.why === null) && <TextField {...of('step', 'supersededBy')} label={m['plans.field.superseded-by']} width={20} />}
                <TextArea {...of('step', 'note')} label={m['plans.field.note']} rows={2} />
                <Button>{m['plans.act.step']}</Button>
              </>
            )}
          </Form>
        )}
      </Section>
      {edits && <Section title={m['plans.act.fund']} id="fund" lede={m['plans.act.fund-lede']}><FundForm c={c} opened={opened} shown={shown} /></Section>}
      {edits && (
        <Section title={m['plans.act.due']} id="due" lede={m['plans.act.due-lede']}>
          <Form action={`${href}/acts/due`} version={activity.version}>
            <DateField {...of('due', 'dueOn', activity.dueOn && activity.dueAfter === null ? formatDay(activity.dueOn, lang, 'short') : '')} label={m['plans.field.due']} />
            <AfterFields field={(name, kept) => of('due', name, kept)} after={activity.dueAfter} lang={lang} />
            <TextField {...of('due', 'decision')} label={m['plans.field.decision']} hint={m['plans.field.decision-hint']} width={30} />
            <TextArea {...of('due', 'note')} label={m['plans.field.note']} rows={2} />
            <Button kind="secondary">{m['plans.act.due']}</Button>
          </Form>
        </Section>
      )}
      {edits && <Section title={m['plans.act.link']} id="link"><Form action={`${href}/acts/link`}><TextField {...of('link', 'mandate')} label={m['plans.field.mandate']} width={20} /><Button kind="secondary">{m['plans.act.link']}</Button></Form></Section>}
      {edits && <Section title={m['plans.act.risk']} id="risk"><Form action={`${href}/acts/risk`} version={activity.version}><TextArea {...of('risk', 'why', activity.atRisk ?? '')} label={m['plans.act.risk-why']} rows={2} /><Button kind="secondary">{m['plans.save']}</Button></Form></Section>}
      {carries && (
        <Section title={m['plans.act.carry']} id="carry" lede={m['plans.act.carry-lede']}>
          <Form action={`${href}/acts/carry`} version={activity.version}>
            <Select {...of('carry', 'into')} label={m['plans.field.into']} none="" options={next.map((one) => ({ value: one.id, label: one.title[lang] }))} />
            <TextArea {...of('carry', 'reason')} label={m['plans.field.why']} rows={2} />
            <TextField {...of('carry', 'decision')} label={m['plans.field.decision']} hint={m['plans.field.decision-hint']} width={30} />
            <Button kind="warning">{m['plans.act.carry']}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

/** Why this step is not open to this person now; null when it is. What is typed along with it (a successor, a decision) is not asked here. */
function whyNot(c: Reply, { activity, concerned }: Opened, to: ActivityStatus): string | null {
  const { actor, lang, site } = c.var
  const verdict = canStep(actor, concerned, to)
  if (!verdict.allowed) return site.say(lang, verdict.because)
  const refusal = refusalOf({ from: activity.status, to, verifiedEvidence: activity.verified, recurring: activity.recurring, startsOn: activity.startsOn, supersededBy: 'typed along', funding: activity.funding, budget: activity.budget, currency: activity.currency })
  return refusal === null ? null : site.say(lang, refusal)
}

/** The sources there are and two empty lines; an empty line is left out. */
function FundForm({ c, opened, shown }: { c: Reply; opened: Opened; shown: Shown }) {
  const { lang } = c.var
  const m = words[lang]
  const { activity, href } = opened
  const again = shown.act === 'fund'
  const rows = again ? Number(shown.typed?.['rows'] ?? 0) : activity.funding.length + 2
  const day = (date: string | null | undefined) => (date ? formatDay(date, lang, 'short') : '')
  return (
    <Form action={`${href}/acts/fund`} version={activity.version}>
      <input type="hidden" name="rows" value={rows} />
      {Array.from({ length: rows }, (_, index) => {
        const fund = activity.funding[index]
        const field = (name: string, kept: string) => ({ name: `${name}-${index}`, id: `fund-${name}-${index}`, value: again ? shown.typed?.[`${name}-${index}`] : kept, error: again ? shown.errors?.[`${name}-${index}`] : undefined })
        return (
          <fieldset class="govuk-fieldset mf-after">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{m['plans.field.fund-n'](numeral(lang, index + 1))}</legend>
            <div class="mf-inline">
              <TextField {...field('name', fund?.name ?? '')} label={m['plans.field.fund-name']} width={30} />
              <Select {...field('source', fund?.source ?? 'national')} label={m['plans.field.source']} options={fundSources.map((source) => ({ value: source, label: m[`plans.fund.${source}`] }))} />
              <TextField {...field('amount', fund?.amount === null || fund === undefined ? '' : String(fund.amount))} label={m['plans.field.amount']} width={10} inputmode="numeric" />
              <TextField {...field('currency', fund?.currency ?? '')} label={m['plans.currency']} width={4} />
              <TextField {...field('rate', fund?.rate == null ? '' : String(fund.rate))} label={m['plans.field.rate']} width={10} inputmode="numeric" />
              <TextField {...field('rateOn', day(fund?.rateOn))} label={m['plans.field.rate-on']} width={10} autocomplete="off" />
              <Select {...field('status', fund?.status ?? 'sought')} label={m['plans.field.fund-status']} options={(['sought', 'confirmed', 'declined'] as const).map((status) => ({ value: status, label: m[`plans.money.status.${status}`] }))} />
              <TextField {...field('confirmedOn', day(fund?.confirmedOn))} label={m['plans.field.confirmed-on']} width={10} autocomplete="off" />
            </div>
          </fieldset>
        )
      })}
      <Button kind="secondary">{m['plans.save']}</Button>
    </Form>
  )
}

activityActsPages.post('/plans/:body/:kind/:year/activities/:code/acts/:act{step|fund|due|link|risk|carry}', async (c) => {
  const opened = await activityOf(c)
  const act = c.req.param('act') as Act
  const { one } = await sent(c)
  const faults: Fault[] = []
  const base = { activity: opened.activity.id, version: one['version'] }
  const text = (name: string) => one[name] ?? ''
  const done = async (outcome: Outcome<unknown>, href = opened.href) => (outcome.done ? c.redirect(href, 303) : showActs(c, opened, { ...outcome, act }))
  switch (act) {
    case 'step': {
      requireAllowed(canStep(c.var.actor, opened.concerned, text('to') as ActivityStatus))
      // Typed is a code of this programme; kept is which activity it is.
      const successor = text('supersededBy').trim() === '' ? null : await findActivity(c.var.db, c.var, opened.programme.id, text('supersededBy').trim())
      if (text('supersededBy').trim() !== '' && !successor) faults.push({ path: '/supersededBy', code: 'plans.activity-unknown' })
      return done(await tryAct(c, actOf(stepActivity), { ...base, to: text('to'), decision: text('decision'), deferredTo: text('deferredTo'), supersededBy: successor?.id ?? '', note: text('note') }, one, faults))
    }
    case 'fund': {
      const rows = Array.from({ length: Math.min(30, Number(text('rows')) || 0) }, (_, index) => index).filter((index) => ['name', 'amount', 'rate'].some((name) => text(`${name}-${index}`).trim() !== ''))
      const funding = rows.map((index) => ({
        source: text(`source-${index}`), name: text(`name-${index}`), partner: opened.activity.funding[index]?.partner ?? '', amount: readNumber(text(`amount-${index}`)), currency: text(`currency-${index}`).trim() || null, rate: readNumber(text(`rate-${index}`)), rateOn: dayOrNone(text(`rateOn-${index}`), `/rateOn-${index}`, c.var.today, faults),
        status: text(`status-${index}`), confirmedOn: dayOrNone(text(`confirmedOn-${index}`), `/confirmedOn-${index}`, c.var.today, faults),
      }))
      const outcome = await tryAct(c, actOf(fundActivity), { ...base, funding }, one, faults)
      return done(outcome.done ? outcome : { ...outcome, errors: Object.fromEntries(Object.entries(outcome.errors).map(([field, message]) => [field.replace(/^funding\.(\d+)\.(\w+)$/, (_, n: string, name: string) => `${name}-${rows[Number(n)]}`), message])) })
    }
    case 'due':
      return done(await tryAct(c, actOf(moveDue), { ...base, ...readDue(one, c.var.today, faults), decision: text('decision'), note: text('note') }, one, faults))
    case 'link':
      return done(await tryAct(c, actOf(linkActivity), { activity: opened.activity.id, mandate: text('mandate') }, one))
    case 'risk':
      return done(await tryAct(c, actOf(flagRisk), { ...base, why: text('why') }, one))
    case 'carry': {
      const outcome = await tryAct(c, (request) => perform(carryOver, request), { ...base, into: text('into'), reason: text('reason'), decision: text('decision') }, one)
      return done(outcome, outcome.done ? activityHref({ code: outcome.result.programme }, outcome.result.code) : undefined)
    }
  }
})
