import { actOf } from '../../../kernel/command.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Button, Checkboxes, DateField, ErrorSummary, Form, PageTitle, Select, TextField } from '../../../ui/index.ts'
import { listAreas, listBodies, listParties } from '../../mechanism/index.ts'
import { beginProgramme } from '../commands.ts'
import { listProgrammes, listStrategies } from '../queries.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { programmeKinds } from '../schema.ts'
import { programmeHref, words } from '../wording.ts'
import { dayField, type Outcome, type Sent, sent, tryAct, yearOrDay } from './asking.ts'

export const beginPages = router()

type Refused = Extract<Outcome, { done: false }>

beginPages.get('/plans/new', async (c) => {
  requireAllowed(canKeepProgramme(c.var.actor))
  return showForm(c, null, null)
})

beginPages.post('/plans/new', async (c) => {
  const form = await sent(c)
  const { one, many } = form
  const faults: Fault[] = []
  const input = {
    kind: one['kind'], code: one['code'], title: { en: one['title.en'] ?? '', th: one['title.th'] ?? '' }, from: yearOrDay(one['from'], '/from', c.var.today, faults), until: yearOrDay(one['until'], '/until', c.var.today, faults),
    body: one['body'], endorsedOn: dayField(one['endorsedOn'], '/endorsedOn', c.var.today, faults), meeting: one['meeting'] ?? '', decision: one['decision'] ?? '', plan: one['plan'] ?? '', partner: one['partner'] ?? '', areas: many('areas'), strategies: many('strategies'),
  }
  const outcome = await tryAct(c, actOf(beginProgramme), input, one, faults)
  return outcome.done ? c.redirect(programmeHref(outcome.result as { code: string }), 303) : showForm(c, outcome, form)
})

async function showForm(c: Reply, refused: Refused | null, form: Sent | null): Promise<Response> {
  const { db, lang } = c.var
  const m = words[lang]
  const [programmes, bodies, parties, areas, strategies] = await Promise.all([listProgrammes(db), listBodies(db), listParties(db), listAreas(db), listStrategies(db)])
  const of = (name: string) => ({ name, value: form?.one[name], error: refused?.errors[name] })
  const none = m['plans.begin.none']
  return page(
    c,
    { title: m['plans.begin'], current: '/plans', status: refused?.status, flash: refused?.refusal ? { kind: 'error', text: refused.refusal } : undefined, breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: m['plans.begin'] }] },
    <>
      <ErrorSummary errors={Object.entries(refused?.errors ?? {}).map(([field, message]) => ({ field, message }))} />
      <PageTitle title={m['plans.begin']} lede={m['plans.begin-lede']} />
      <Form action="/plans/new">
        <Select {...of('kind')} label={m['plans.begin.kind']} value={form?.one['kind'] ?? 'work-programme'} options={programmeKinds.map((kind) => ({ value: kind, label: m[`plans.begin.kinds.${kind}`] }))} />
        <TextField {...of('code')} label={m['plans.begin.code']} hint={m['plans.begin.code-hint']} width={20} />
        <TextField {...of('title.en')} label={m['plans.begin.title-en']} />
        <TextField {...of('title.th')} label={m['plans.begin.title-th']} />
        <DateField {...of('from')} label={m['plans.begin.from']} hint={m['plans.begin.moment-hint']} />
        <DateField {...of('until')} label={m['plans.begin.until']} />
        <Select {...of('body')} label={m['plans.begin.body']} value={form?.one['body'] ?? 'SOMTC'} options={bodies.map((body) => ({ value: body.code, label: `${body.code}: ${body.name[lang]}` }))} />
        <DateField {...of('endorsedOn')} label={m['plans.begin.on']} />
        <TextField {...of('meeting')} label={m['plans.begin.meeting']} hint={m['plans.begin.meeting-hint']} width={20} />
        <TextField {...of('decision')} label={m['plans.field.decision']} hint={m['plans.field.decision-hint']} width={30} />
        <Select {...of('plan')} label={m['plans.begin.plan']} none={none} options={programmes.filter((one) => one.kind === 'plan').map((one) => ({ value: one.id, label: one.title[lang] }))} />
        <Select {...of('partner')} label={m['plans.begin.partner']} hint={m['plans.begin.partner-hint']} none={none} options={parties.filter((party) => party.categories.some((each) => each.category !== 'member')).map((party) => ({ value: party.code, label: party.name[lang] }))} />
        <Checkboxes name="areas" label={m['plans.begin.areas']} error={refused?.errors['areas']} small values={form?.many('areas')} options={areas.map((area) => ({ value: area.slug, label: area.name[lang] }))} />
        <Checkboxes name="strategies" label={m['plans.begin.strategies']} error={refused?.errors['strategies']} small values={form ? form.many('strategies') : strategies.map((strategy) => strategy.slug)} options={strategies.map((strategy) => ({ value: strategy.slug, label: strategy.name[lang] }))} />
        <Button>{m['plans.begin.save']}</Button>
      </Form>
    </>,
  )
}
