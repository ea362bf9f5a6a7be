import { acts } from '../../../kernel/actor.ts'
import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import { type Fault, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, Empty, ErrorSummary, Form, Hidden, numeral, PageTitle, Progress, Section, Select, Sub, TextArea, TextField } from '../../../ui/index.ts'
import { addProvisions, mapProvision } from '../commands.ts'
import type { Programme } from '../queries.ts'
import { listProvisionsOf, listTargets } from '../queries/cycle.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { programmeHref, words } from '../wording.ts'
import { programmeOf } from './activity-of.ts'
import { sent, tryAct } from './asking.ts'
import { cycleCrumbs } from './cycle.tsx'

export const provisionPages = router()

async function read(c: Reply): Promise<Programme> {
  const programme = await programmeOf(c)
  // What follows from a plan is work in progress: for those who carry it out.
  if (!acts(c.var.actor, 'SD', 'CH', 'NF', 'HD', 'DE', 'LS', 'AU')) throw missing()
  return programme
}

provisionPages.get('/plans/:body/:kind/:year/provisions', async (c) => showProvisions(c, await read(c), {}))

/** each provision with where it leads, what is not mapped first to be seen; the bar says how far it is. */
async function showProvisions(c: Reply, programme: Programme, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { db, lang, actor } = c.var
  const m = words[lang]
  const n = (count: number) => numeral(lang, count)
  const keeps = canKeepProgramme(actor).allowed && programme.supersededBy === null && programme.frozenAt === null
  const [provisions, targets] = await Promise.all([listProvisionsOf(db, programme.id), keeps ? listTargets(db, programme.id) : []])
  const mapped = provisions.filter((provision) => provision.mappings.length > 0).length
  const errors = shown.errors ?? {}
  const typed = shown.typed ?? {}
  const at = `${programmeHref(programme)}/provisions`
  const field = (number: string, name: string) => `${name}-${number.replace(/[^A-Za-z0-9]/g, '_')}`
  return page(
    c,
    { title: m['plans.provisions'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: cycleCrumbs(c, programme, m['plans.provisions']) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([name, message]) => ({ field: name === 'lines' ? 'lines' : field(typed['number'] ?? '', name === 'reason' ? 'reason' : 'target'), message }))} />
      <PageTitle over={programme.title[lang]} title={m['plans.provisions']} lede={m['plans.provisions-lede']} />
      {provisions.some((provision) => provision.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {provisions.length === 0 ? <Empty title={m['plans.provisions-none']} /> : (
        <>
          <p><Progress done={mapped} of={provisions.length} text={m['plans.mapped-of'](n(mapped), n(provisions.length))} /></p>
          <table class="mf-t mf-t--stack">
            <caption class="vh">{m['plans.provisions']}</caption>
            <thead><tr><th scope="col">{m['plans.provision']}</th><th scope="col">{m['plans.leads-to']}</th></tr></thead>
            <tbody>
              {provisions.map((provision) => {
                const again = typed['number'] === provision.number
                return (
                  <tr id={field(provision.number, 'provision')}>
                    <th scope="row"><span class="sym">{provision.number}</span><br /><span class="serif">{provision.text[lang]}</span></th>
                    <td data-h={m['plans.leads-to']}>
                      {provision.mappings.length === 0 && <p class="muted">{m['plans.leads-nowhere']}</p>}
                      {provision.mappings.map((mapping) => <p>{mapping.number === null ? <><b>{m['plans.dropped']}</b>: {mapping.reason}</> : <><a class="govuk-link" href={`/plans/${mapping.code}/provisions`}><span class="sym">{mapping.code}</span> {mapping.number}</a>{mapping.reason && ` ${mapping.reason}`}</>}<Sub>{m['plans.mapped-by'](mapping.by, formatDay(dayInZone(mapping.at, c.var.site.config.zone), lang, 'short'))}</Sub></p>)}
                      {keeps && (
                        <Form action={at} class="mf-inline">
                          <Hidden name="number" value={provision.number} />
                          <Select name="target" id={field(provision.number, 'target')} label={m['plans.map-to'](provision.number)} none={m['plans.map-choose']} value={again ? typed['target'] : undefined} error={again ? (errors['target'] ?? errors['number']) : undefined} options={[{ value: 'dropped', label: m['plans.map-drop'] }, ...targets.map((target) => ({ value: `${target.programme} ${target.number}`, label: `${target.code} ${target.number} ${target.text[lang].slice(0, 60)}` }))]} />
                          <TextField name="reason" id={field(provision.number, 'reason')} label={m['plans.map-reason']} width={20} value={again ? typed['reason'] : undefined} error={again ? errors['reason'] : undefined} />
                          <Button kind="secondary" small about={provision.number}>{m['plans.map']}</Button>
                        </Form>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </>
      )}
      {keeps && (
        <Section title={m['plans.add-provisions']} id="add">
          <Form action={`${at}/add`}>
            <TextArea name="lines" label={m['plans.add-provisions']} hint={m['plans.add-provisions-hint']} rows={6} value={typed['lines']} error={errors['lines']} />
            <Button kind="secondary">{m['plans.add-provisions']}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

provisionPages.post('/plans/:body/:kind/:year/provisions', async (c) => {
  const programme = await read(c)
  const { one } = await sent(c)
  const faults: Fault[] = []
  const target = (one['target'] ?? '').trim()
  if (target === '') faults.push({ path: '/target', code: 'plans.map-needs-target' })
  const [to = '', ...number] = target.split(' ')
  const outcome = await tryAct(c, actOf(mapProvision), { programme: programme.id, number: one['number'] ?? '', target: target === 'dropped' || target === '' ? null : { programme: to, number: number.join(' ') }, reason: one['reason'] ?? '' }, one, faults)
  return outcome.done ? c.redirect(`${programmeHref(programme)}/provisions#provision-${(one['number'] ?? '').replace(/[^A-Za-z0-9]/g, '_')}`, 303) : showProvisions(c, programme, outcome)
})

provisionPages.post('/plans/:body/:kind/:year/provisions/add', async (c) => {
  const programme = await read(c)
  const { one } = await sent(c)
  const faults: Fault[] = []
  const provisions = (one['lines'] ?? '').split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return []
    const found = /^\s*(\S{1,40})\s+(\S.*)$/.exec(line)
    if (!found) faults.push({ path: '/lines', code: 'plans.provision-line', params: { n: index + 1 } })
    return found ? [{ number: (found[1] ?? '').replace(/[.)]$/, ''), text: { en: found[2] ?? '', th: '' } }] : []
  })
  const outcome = await tryAct(c, actOf(addProvisions), { programme: programme.id, provisions }, one, faults)
  return outcome.done ? c.redirect(`${programmeHref(programme)}/provisions`, 303) : showProvisions(c, programme, { ...outcome, errors: Object.fromEntries(Object.values(outcome.errors).slice(0, 1).map((message) => ['lines', message])) })
})
