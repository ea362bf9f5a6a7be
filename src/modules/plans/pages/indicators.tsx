import { formatDay } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import { type Fault, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, DataTable, DateField, ErrorSummary, Form, Hidden, numeral, PageTitle, Section, TextField } from '../../../ui/index.ts'
import { listParties } from '../../mechanism/index.ts'
import { reportIndicator, setIndicator, verifyIndicator } from '../commands.ts'
import { type Indicator, listIndicators } from '../queries/indicators.ts'
import { canEditActivity, canReportValue, canVerify } from '../rules/acts.ts'
import { words } from '../wording.ts'
import { activityOf, crumbsTo, type Opened } from './activity-of.ts'
import { dayField, readNumber, sent, tryAct } from './asking.ts'

export const indicatorPages = router()

interface Shown {
  /** The form that was refused: its act and the indicator, 0 for a new one. */
  form?: string
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
  refusal?: string | null
}

indicatorPages.get('/plans/:body/:kind/:year/activities/:code/indicators', async (c) => showIndicators(c, await activityOf(c), {}))

async function showIndicators(c: Reply, opened: Opened, shown: Shown): Promise<Response> {
  const { db, lang, actor, site } = c.var
  const { activity, concerned, href } = opened
  const m = words[lang]
  if (actor.person === null) throw missing()
  const [indicators, parties] = await Promise.all([listIndicators(db, activity.id), listParties(db)])
  const edits = canEditActivity(actor, concerned).allowed
  const reports = canReportValue(actor, concerned).allowed
  const partyName = (code: string) => parties.find((one) => one.code === code)?.name[lang] ?? code
  const of = (form: string, name: string, kept: string | number | null | undefined = '') => ({ name, id: `${form}-${name}`, value: shown.form === form ? (shown.typed?.[name] ?? '') : String(kept ?? ''), error: shown.form === form ? shown.errors?.[name] : undefined })
  const fields = (form: string, indicator: Indicator | null) => (
    <Form action={`${href}/indicators/set`} version={activity.version}>
      <Hidden name="position" value={indicator?.position ?? ''} />
      {(['en', 'th'] as const).map((each) => <TextField {...of(form, `name.${each}`, indicator?.name[each])} label={m['plans.indicator.name'](m[`plans.lang.${each}`])} width={30} />)}
      {(['unit', 'source', 'frequency'] as const).map((name) => <TextField {...of(form, name, indicator?.[name])} label={m[`plans.indicator.${name}`]} width={20} />)}
      {(['baseline', 'target'] as const).map((name) => <TextField {...of(form, name, indicator?.[name])} label={m[`plans.indicator.${name}`]} width={10} inputmode="numeric" />)}
      <Button kind="secondary">{indicator ? m['plans.save'] : m['plans.indicator-add']}</Button>
    </Form>
  )
  return page(
    c,
    { title: m['plans.indicators-of'](activity.code), current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsTo(c, opened, m['plans.indicators']) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field: `${shown.form}-${field}`, message }))} />
      <PageTitle title={m['plans.indicators-of'](activity.code)} lede={activity.title[lang]} />
      {activity.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {indicators.map((indicator) => (
        <Section title={indicator.name[lang]} id={`indicator-${indicator.position}`} lede={indicator.unit}>
          {indicator.values.length > 0 && (
            <DataTable
              caption={m['plans.indicator-values']} rows={indicator.values}
              columns={[
                { head: m['plans.member'], rowHeader: true, cell: (value) => partyName(value.party) },
                { head: m['plans.indicator.on'], class: 'nowrap', cell: (value) => formatDay(value.on, lang, 'short') },
                { head: m['plans.indicator.value'], class: 'num', cell: (value) => numeral(lang, value.value) },
                {
                  head: m['plans.proof-checked'],
                  cell: (value) => {
                    if (value.verifiedAt !== null) return <span class="vouch">{value.verifiedRole === 'SD' ? m['plans.house'] : site.say(lang, `role.${value.verifiedRole}`)}</span>
                    const verdict = canVerify(actor, concerned, { sentBy: value.saidBy, sentParty: value.party })
                    return verdict.allowed ? <Form action={`${href}/indicators/verify`} class="mf-inline"><Hidden name="position" value={indicator.position} /><Hidden name="on" value={value.on} /><Hidden name="party" value={value.party} /><Button kind="secondary" small about={`${indicator.name[lang]} ${partyName(value.party)}`}>{m['plans.indicator.verify']}</Button></Form> : <span class="vouch not">{m['plans.indicator-unverified']}</span>
                  },
                },
              ]}
            />
          )}
          {reports && (
            <Form action={`${href}/indicators/report`} label={m['plans.indicator-report'](indicator.name[lang])}>
              <h3 class="govuk-heading-s">{m['plans.indicator-report'](indicator.name[lang])}</h3>
              <p class="small muted">{m['plans.indicator-report-lede'](partyName(actor.capacity?.party ?? ''))}</p>
              <Hidden name="position" value={indicator.position} />
              <TextField {...of(`report-${indicator.position}`, 'value')} label={m['plans.indicator.value']} width={10} inputmode="numeric" />
              <DateField {...of(`report-${indicator.position}`, 'on')} label={m['plans.indicator.on']} />
              <Button>{m['plans.save']}</Button>
            </Form>
          )}
          {edits && <details class="govuk-details" open={shown.form === `set-${indicator.position}`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">{m['plans.indicator-change'](indicator.name[lang])}</span></summary><div class="govuk-details__text">{fields(`set-${indicator.position}`, indicator)}</div></details>}
        </Section>
      ))}
      {indicators.length === 0 && <p class="muted">{m['plans.indicators-none']}</p>}
      {edits && <Section title={m['plans.indicator-add']} id="add">{fields('set-0', null)}</Section>}
    </>,
  )
}

indicatorPages.post('/plans/:body/:kind/:year/activities/:code/indicators/:act{set|report|verify}', async (c) => {
  const opened = await activityOf(c)
  const { one } = await sent(c)
  const text = (name: string) => one[name] ?? ''
  const faults: Fault[] = []
  const activity = opened.activity.id
  const act = c.req.param('act')
  const form = `${act}-${text('position') || '0'}`
  const outcome =
    act === 'set' ? await tryAct(c, actOf(setIndicator), { activity, version: text('version'), position: text('position') || null, name: { en: text('name.en'), th: text('name.th') }, unit: text('unit'), source: text('source'), frequency: text('frequency'), baseline: readNumber(one['baseline']), target: readNumber(one['target']) }, one)
    : act === 'report' ? await tryAct(c, actOf(reportIndicator), { activity, position: text('position'), value: readNumber(one['value']) ?? '-', on: dayField(one['on'], '/on', c.var.today, faults) }, one, faults)
    : await tryAct(c, actOf(verifyIndicator), { activity, position: text('position'), on: text('on'), party: text('party') }, one)
  if (outcome.done) return c.redirect(`${opened.href}/indicators#indicator-${text('position')}`, 303)
  return showIndicators(c, opened, { ...outcome, form, errors: Object.fromEntries(Object.entries(outcome.errors).map(([field, message]) => [field === 'name' ? 'name.en' : field, message])) })
})
