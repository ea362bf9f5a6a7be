import { formatDay } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, DateField, Empty, ErrorSummary, Form, Hidden, numeral, PageTitle, Scroll, Select, Sub, TextField } from '../../../ui/index.ts'
import { chooseDue } from '../commands.ts'
import { listProgrammes, type Programme } from '../queries.ts'
import { listUndecided } from '../queries/cycle.ts'
import { mayBecome } from '../rules.ts'
import { activityHref, programmeHref, words } from '../wording.ts'
import { dayField, sent, tryAct } from './asking.ts'
import { cycleCrumbs, kept } from './cycle.tsx'

export const cycleDuePages = router()

const atOnce = 50

cycleDuePages.get('/plans/:body/:kind/:year/cycle/due', async (c) => showChoices(c, await kept(c), {}))

/** nothing is chosen beforehand; what is not chosen waits. */
async function showChoices(c: Reply, programme: Programme, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { db, lang, today } = c.var
  const m = words[lang]
  const [undecided, programmes] = await Promise.all([listUndecided(db, programme.id, today), listProgrammes(db)])
  const rows = undecided.slice(0, atOnce)
  const next = programmes.filter((one) => one.id !== programme.id && one.frozenAt === null && one.closedAt === null && one.kind !== 'plan')
  const errors = shown.errors ?? {}
  const typed = shown.typed ?? {}
  return page(
    c,
    { title: m['plans.due-choices'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: cycleCrumbs(c, programme, m['plans.due-choices'], [{ label: m['plans.keep'], href: `${programmeHref(programme)}/cycle` }]) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle over={programme.title[lang]} title={m['plans.due-choices']} lede={m['plans.due-choices-lede']} />
      {rows.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {rows.length === 0 ? <Empty title={m['plans.due-none']} /> : (
        <Form action={`${programmeHref(programme)}/cycle/due`}>
          <Scroll name={m['plans.due-choices']}>
            <table class="mf-t mapt">
              <caption class="vh">{m['plans.due-choices']}</caption>
              <thead><tr><th scope="col">{m['plans.activity']}</th><th scope="col">{m['plans.due']}</th><th scope="col">{m['plans.verb.choose']}</th><th scope="col">{m['plans.field.due']}</th></tr></thead>
              <tbody>
                {rows.map((activity) => (
                  <tr>
                    <th scope="row"><a class="govuk-link sym" href={activityHref(programme, activity.code)}>{activity.code}</a><br />{activity.title[lang]}<Hidden name={`version-${activity.id}`} value={activity.version} /></th>
                    <td class="nw">{activity.dueOn && formatDay(activity.dueOn, lang, 'short')}<Sub>{m[`plans.status.${activity.status}`]}</Sub></td>
                    <td><Select name={`do-${activity.id}`} label={m['plans.choose-for'](activity.code)} hiddenLabel none={m['plans.choose.none']} value={typed[`do-${activity.id}`]} error={errors[`do-${activity.id}`]} options={[{ value: 'keep', label: m['plans.choose.keep'] }, { value: 'move', label: m['plans.choose.move'] }, ...(mayBecome(activity.status, 'COV') ? [{ value: 'carry', label: m['plans.choose.carry'] }] : [])]} /></td>
                    <td><DateField name={`dueOn-${activity.id}`} label={m['plans.new-day'](activity.code)} hiddenLabel hint="" value={typed[`dueOn-${activity.id}`]} error={errors[`dueOn-${activity.id}`]} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {undecided.length > rows.length && <p class="muted">{m['plans.more-later'](numeral(lang, undecided.length - rows.length))}</p>}
          <Select name="into" label={m['plans.choose-into']} none={m['plans.none-stated']} value={typed['into']} error={errors['into']} options={next.map((one) => ({ value: one.id, label: one.title[lang] }))} />
          <TextField name="reason" label={m['plans.choose-reason']} value={typed['reason']} error={errors['reason']} />
          <TextField name="decision" label={m['plans.field.decision']} hint={m['plans.field.decision-hint']} width={30} value={typed['decision']} error={errors['decision']} />
          <Button>{m['plans.choose-save']}</Button>
        </Form>
      )}
    </>,
  )
}

cycleDuePages.post('/plans/:body/:kind/:year/cycle/due', async (c) => {
  const programme = await kept(c)
  const { one } = await sent(c)
  const faults: Fault[] = []
  const choices = Object.entries(one).flatMap(([name, value]) => {
    const activity = /^do-(.+)$/.exec(name)?.[1]
    if (!activity || !['keep', 'move', 'carry'].includes(value)) return []
    return [{ activity, version: one[`version-${activity}`], do: value, dueOn: value === 'move' ? dayField(one[`dueOn-${activity}`], `/dueOn-${activity}`, c.var.today, faults) || null : null }]
  })
  const outcome = await tryAct(c, actOf(chooseDue), { programme: programme.id, decision: one['decision'] ?? '', reason: one['reason'] ?? '', into: one['into'] ?? '', choices }, one, faults)
  if (outcome.done) return c.redirect(`${programmeHref(programme)}/cycle/due`, 303)
  // Faults of one activity stand beside its own fields.
  const beside = Object.entries(outcome.errors).map(([path, message]): [string, string] => { const of = /^choices\.(.+)\.(do|dueOn)$/.exec(path); return [of ? `${of[2]}-${of[1]}` : path.replace(/^choices\..*$/, 'decision'), message] })
  return showChoices(c, programme, { ...outcome, errors: Object.fromEntries(beside.map(([field, message]) => [field === 'choices' ? 'decision' : field, message])) })
})
