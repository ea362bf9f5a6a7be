import { type Act, actOf } from '../../../kernel/command.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Button, DataTable, DateField, ErrorSummary, Form, numeral, PageTitle, Progress, Section, Select, Status, TextArea, TextField } from '../../../ui/index.ts'
import { listInstruments, periodWords } from '../../documents/index.ts'
import { amendProgramme, closeProgramme, extendProgramme, supersedePlan } from '../commands.ts'
import { listProgrammes, type Programme } from '../queries.ts'
import { listChanges, listOpen, listProvisionsOf, listUndecided, withChanges } from '../queries/cycle.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { activityHref, instrumentOf, programmeHref, words } from '../wording.ts'
import { programmeOf } from './activity-of.ts'
import { sent, tryAct, yearOrDay } from './asking.ts'

export const cyclePages = router()

const acts = { amend: amendProgramme, extend: extendProgramme, close: closeProgramme, supersede: supersedePlan } as const
type KeepAct = keyof typeof acts
const isAct = (name: string | undefined): name is KeepAct => name !== undefined && Object.hasOwn(acts, name)

interface Shown {
  act?: KeepAct
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
  refusal?: string | null
}

export async function kept(c: Reply): Promise<Programme> {
  const programme = await programmeOf(c)
  requireAllowed(canKeepProgramme(c.var.actor))
  return programme
}

export const cycleCrumbs = (c: Reply, programme: Programme, here: string, more: { label: string; href: string }[] = []) => [{ label: words[c.var.lang]['plans.nav'], href: '/plans' }, { label: programme.title[c.var.lang], href: programmeHref(programme) }, ...more, { label: here }]

cyclePages.get('/plans/:body/:kind/:year/cycle', async (c) => showCycle(c, await kept(c), {}))

const shownOpen = 200

/** Everything the desk does with a programme as a whole, each with what stands in its way. */
async function showCycle(c: Reply, programme: Programme, shown: Shown): Promise<Response> {
  const { db, lang, today, site } = c.var
  const m = words[lang]
  const n = (count: number) => numeral(lang, count)
  const href = programmeHref(programme)
  const [programmes, instruments, changes, open, undecided, provisions] = await Promise.all([listProgrammes(db), listInstruments(db), listChanges(db), listOpen(db, programme.id), listUndecided(db, programme.id, today), listProvisionsOf(db, programme.id)])
  const instrument = instrumentOf(programme, instruments)
  const mapped = provisions.filter((provision) => provision.mappings.length > 0).length
  const frozen = programme.frozenAt !== null || programme.closedAt !== null
  const of = (act: KeepAct, name: string) => ({ name, id: `${act}-${name}`, value: shown.act === act ? shown.typed?.[name] : undefined, error: shown.act === act ? shown.errors?.[name] : undefined })
  const form = (act: KeepAct, children: preact.ComponentChildren) => <Form action={`${href}/cycle/${act}`} version={programme.version}>{children}</Form>
  const decision = (act: KeepAct) => <TextField {...of(act, 'decision')} label={m['plans.field.decision']} hint={m['plans.field.decision-hint']} width={30} />
  return page(
    c,
    { title: `${m['plans.keep']} – ${programme.title[lang]}`, current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: cycleCrumbs(c, programme, m['plans.keep']) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field: field === 'programme' ? `${shown.act}` : `${shown.act}-${field}`, message }))} />
      <PageTitle over={programme.title[lang]} title={m['plans.keep']} lede={m['plans.keep-lede']} />
      {frozen && <p class="mf-inset">{site.say(lang, 'plans.frozen')}</p>}
      {!frozen && (
        <>
          <Section title={m['plans.extend']} id="extend" lede={m['plans.extend-lede']} kind="first">
            <p class="small">{m['plans.period']}: {(instrument && periodWords(withChanges(instrument, changes), lang)) ?? m['plans.none-stated']}</p>
            {form('extend', <><DateField {...of('extend', 'until')} label={m['plans.extend-until']} />{decision('extend')}<TextArea {...of('extend', 'note')} label={m['plans.field.note']} rows={2} /><Button>{m['plans.extend']}</Button></>)}
            {undecided.length > 0 && <p><a class="govuk-link" href={`${href}/cycle/due`}>{m['plans.attention.late'](n(undecided.length))}</a></p>}
          </Section>
          <Section title={m['plans.amend']} id="amend" lede={m['plans.amend-lede']}>
            {form('amend', <><TextArea {...of('amend', 'note')} label={m['plans.amendment']} rows={3} />{decision('amend')}<Button kind="secondary">{m['plans.amend']}</Button></>)}
          </Section>
          <Section title={m['plans.close']} id="close" lede={m['plans.close-lede']}>
            {open.length > 0 && (
              <>
                {open.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
                <p>{m['plans.close-blocked'](n(open.length))}</p>
                <DataTable
                  caption={m['plans.close-blocked'](n(open.length))} rows={open.slice(0, shownOpen)} noStack
                  columns={[
                    { head: m['plans.activity'], rowHeader: true, cell: (activity) => <><a class="govuk-link sym" href={activityHref(programme, activity.code)}>{activity.code}</a> {activity.title[lang]}</> },
                    { head: m['plans.filter.status'], cell: (activity) => <Status tone="none">{m[`plans.status.${activity.status}`]}</Status> },
                    { head: m['plans.act.all'], cell: (activity) => <a class="govuk-link" href={`${activityHref(programme, activity.code)}/acts`}>{m['plans.verb.choose']}<span class="vh">: {activity.code}</span></a> },
                  ]}
                />
                {open.length > shownOpen && <p class="muted">{m['plans.close-more'](n(open.length - shownOpen))}</p>}
              </>
            )}
            {form('close', <>{decision('close')}<Button kind="warning">{m['plans.close']}</Button></>)}
          </Section>
        </>
      )}
      {programme.supersededBy === null && (
        <Section title={m['plans.supersede']} id="supersede" lede={m['plans.supersede-lede']}>
          {provisions.length > 0 && <p><Progress done={mapped} of={provisions.length} text={m['plans.mapped-of'](n(mapped), n(provisions.length))} /></p>}
          <p><a class="govuk-link" href={`${href}/provisions`}>{m['plans.provisions']}</a></p>
          {form('supersede', <><Select {...of('supersede', 'by')} label={m['plans.superseded-by-what']} none="" options={programmes.filter((one) => one.id !== programme.id && one.frozenAt === null).map((one) => ({ value: one.id, label: one.title[lang] }))} />{decision('supersede')}<Button kind="warning">{m['plans.supersede']}</Button></>)}
        </Section>
      )}
      <p class="muted small">{m['plans.version-n'](n(1 + changes.filter((change) => change.programme === programme.id && change.kind === 'amended').length))}</p>
    </>,
  )
}

cyclePages.post('/plans/:body/:kind/:year/cycle/:act{amend|extend|close|supersede}', async (c) => {
  const programme = await kept(c)
  const name = c.req.param('act')
  if (!isAct(name)) return c.notFound()
  const { one } = await sent(c)
  const faults: Fault[] = []
  const input: Record<string, unknown> = { programme: programme.id, version: one['version'], decision: one['decision'] ?? '' }
  if (name === 'extend') Object.assign(input, { until: yearOrDay(one['until'], '/until', c.var.today, faults), note: one['note'] ?? '' })
  if (name === 'amend') input['note'] = one['note'] ?? ''
  if (name === 'supersede') input['by'] = one['by'] ?? ''
  const outcome = await tryAct(c, actOf(acts[name] as unknown as Parameters<typeof actOf>[0]) as Act, input, one, faults)
  return outcome.done ? c.redirect(name === 'extend' ? `${programmeHref(programme)}/cycle#extend` : programmeHref(programme), 303) : showCycle(c, programme, { ...outcome, act: name })
})
