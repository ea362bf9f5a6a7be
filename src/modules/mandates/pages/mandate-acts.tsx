import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { type Act as KernelAct, actOf } from '../../../kernel/command.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { type Banner, Button, DataTable, Details, Empty, ErrorSummary, Form, PageTitle, Radios, Section, TextArea, TextField } from '../../../ui/index.ts'
import { closeCompletionTask, correctMandate, linkMandate, overtakeMandate, supersedeMandate, unlinkMandate } from '../commands.ts'
import { readDirectory } from '../directory.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { findMandate, idOf, type Mandate } from '../queries.ts'
import { listCompletionTasks, listParentLinks, suggestParents } from '../queries/acts.ts'
import { firstOfEach, readTypedDay } from '../reading.ts'
import { canJudge, canKeepRegister, canReport } from '../rules/acts.ts'
import { speaker as speakerOf } from '../wording.ts'
import { type Ask, EraChoice } from './decision-form.tsx'

export const mandateActsPages = router()

type Act = 'link' | 'unlink' | 'supersede' | 'overtake' | 'complete'

interface Shown {
  act?: Act
  typed?: Record<string, string>
  errors?: Record<string, string>
  ask?: Ask | undefined
  status?: number
  flash?: Banner
}

mandateActsPages.get('/mandates/:id/acts', (c) => show(c, {}))

/** What may be done with one decision, by this person and why; and for the desk, the forms to do it. */
async function show(c: Reply, shown: Shown): Promise<Response> {
  const { db, actor, lang } = c.var
  const mandate = await findMandate(db, actor, c.req.param('id') ?? '')
  if (!mandate) throw missing()
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(db))
  const keeps = canKeepRegister(actor)
  const links = await listParentLinks(db, actor, mandate.id)
  const task = keeps.allowed ? (await listCompletionTasks(db, actor, mandate.id))[0] : undefined
  const suggested = keeps.allowed ? (await suggestParents(db, actor, { words: `${mandate.title.en} ${mandate.title.th}`, before: mandate.sortOn, instruments: mandate.instrument ? [mandate.instrument] : [], except: mandate.id })).filter((each) => !links.some((link) => link.id === each.id)) : []
  const did = c.req.query('did')
  const flash = shown.flash ?? (did && `follow-up.did-${did}` in w ? { kind: 'success' as const, text: w[`follow-up.did-${did}` as 'follow-up.did-link'] } : undefined)
  const of = (act: Act, name: string) => ({ name, id: `${act}-${name}`, value: shown.act === act ? shown.typed?.[name] : undefined, error: shown.act === act ? shown.errors?.[name] : undefined })
  const href = (act: Act) => `/mandates/${mandate.id}/acts/${act}`
  return page(c, { title: `${w['follow-up.acts']} · ${mandate.symbol}`, current: '/mandates', status: shown.status ?? 200, ...(flash ? { flash } : {}), breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: mandate.symbol, href: `/mandates/${mandate.id}` }, { label: w['follow-up.acts'] }] }, (
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field: `${shown.act}-${field}`, message }))} />
      <PageTitle title={w['follow-up.acts']} over={mandate.symbol} lede={speaker.say(mandate.title)} />
      <Section title={w['follow-up.why']} kind="first"><Rights c={c} mandate={mandate} /></Section>
      {keeps.allowed && (
        <>
          <Section title={w['follow-up.parents']} id="link" lede={w['follow-up.parents-lede']}>
            {links.length === 0 ? <Empty title={w['follow-up.no-parents']} /> : (
              <DataTable caption={w['follow-up.parents']} rows={links} columns={[
                { head: speaker.m['mandate.col-symbol'], class: 'nowrap', cell: (link) => <a class="govuk-link" href={`/mandates/${link.id}`}>{link.symbol}</a> },
                { head: speaker.m['mandate.col-decision'], rowHeader: true, cell: (link) => speaker.say(link.title) },
                { head: w['follow-up.take-back'], cell: (link) => (
                  <Form action={href('unlink')} class="inline" label={`${w['follow-up.take-back']} ${link.symbol}`}>
                    <input type="hidden" name="parent" value={link.id} />
                    <TextField {...of('unlink', 'reason')} id={`unlink-reason-${link.id}`} label={w['follow-up.reason']} />
                    <Button small kind="secondary" about={link.symbol}>{w['follow-up.take-back']}</Button>
                  </Form>
                ) },
              ]} />
            )}
            <Form action={href('link')}>
              {suggested.length > 0 && <Radios name="parent" id="link-suggested" label={w['follow-up.suggested']} small value={of('link', 'parent').value} options={suggested.map((each) => ({ value: each.id, label: `${each.symbol} · ${speaker.say(each.title)} (${speaker.year(each.date)})` }))} />}
              <TextField {...of('link', 'other')} error={of('link', 'parent').error} id="link-parent" label={w['follow-up.parent']} hint={w['follow-up.parent-hint']} width={20} autocomplete="off" />
              <Radios name="basis" id="link-basis" label={w['follow-up.basis']} inline value={shown.typed?.['basis'] ?? 'inferred'} options={[{ value: 'stated', label: w['follow-up.stated'] }, { value: 'inferred', label: w['follow-up.inferred'] }]} />
              <TextField {...of('link', 'note')} label={w['follow-up.link-note']} />
              <Button>{w['follow-up.link-do']}</Button>
            </Form>
          </Section>
          {task && (
            <Section title={w['follow-up.complete']} id="complete" lede={speaker.say(task.text)}>
              <Form action={href('complete')}><TextField {...of('complete', 'reference')} label={w['follow-up.completed-by']} hint={w['follow-up.completed-by-hint']} /><Button>{w['follow-up.close']}</Button></Form>
            </Section>
          )}
          <Section title={w['follow-up.supersede']} id="supersede" lede={w['follow-up.supersede-lede']}>
            <Form action={href('supersede')}>
              <TextField {...of('supersede', 'by')} label={w['follow-up.superseded-by']} hint={w['follow-up.parent-hint']} width={20} autocomplete="off" />
              <TextArea {...of('supersede', 'note')} label={w['follow-up.note-optional']} rows={2} />
              <Button kind="warning">{w['follow-up.supersede-do']}</Button>
            </Form>
          </Section>
          <Section title={w['follow-up.overtake']} id="overtake" lede={w['follow-up.overtake-lede']}>
            <Form action={href('overtake')}>
              <TextField {...of('overtake', 'reference')} label={w['follow-up.reference']} hint={w['follow-up.reference-hint']} />
              <TextField {...of('overtake', 'on')} label={w['follow-up.on']} width={20} autocomplete="off" />
              {shown.act === 'overtake' && shown.ask && <EraChoice name="on" ask={shown.ask} speaker={speaker} />}
              <TextArea {...of('overtake', 'note')} label={w['follow-up.note-optional']} rows={2} />
              <Button kind="warning">{w['follow-up.overtake-do']}</Button>
            </Form>
          </Section>
        </>
      )}
    </>
  ))
}

/** "Why can I do this, why not": every act on this decision with the rule's own reason. */
export function Rights(props: { c: Reply; mandate: Mandate }) {
  const { c, mandate } = props
  const { actor, lang, site } = c.var
  const w = wordsOfActs[lang]
  const rows = [
    { act: w['follow-up.report'], verdict: canReport(actor, mandate), href: `/mandates/${mandate.id}/report` },
    { act: w['follow-up.judge'], verdict: canJudge(actor, { recordedBy: '', verdict: 'submitted' }), href: `/mandates/${mandate.id}/statements` },
    { act: w['follow-up.correct'], verdict: correctMandate.allow(actor, mandate), href: `/mandates/${mandate.id}/correct` },
    { act: w['follow-up.link-act'], verdict: canKeepRegister(actor), href: '#link' },
    { act: w['follow-up.supersede-act'], verdict: canKeepRegister(actor), href: '#supersede' },
    { act: w['follow-up.delete-act'], verdict: { allowed: false, because: 'follow-up.never-deleted' }, href: '' },
  ]
  return (
    <DataTable caption={w['follow-up.why']} measure rows={rows} columns={[
      { head: w['follow-up.act'], rowHeader: true, cell: (row) => (row.verdict.allowed ? <a class="govuk-link" href={row.href}>{row.act}</a> : row.act) },
      { head: w['follow-up.may'], cell: (row) => (row.verdict.allowed ? w['follow-up.yes'] : w['follow-up.no']) },
      { head: w['follow-up.because'], cell: (row) => site.say(lang, row.verdict.because) },
    ]} />
  )
}

const inputs: Record<Act, { run: KernelAct; input: (mandate: string, typed: Record<string, string>, lang: 'en' | 'th', on: string | null) => object }> = {
  link: { run: actOf(linkMandate), input: (child, typed, language) => ({ child, parent: idOf((typed['other']?.trim() || typed['parent']) ?? ''), basis: typed['basis'] === 'stated' ? 'stated' : 'inferred', note: typed['note'] ?? '', language }) },
  unlink: { run: actOf(unlinkMandate), input: (child, typed) => ({ child, parent: typed['parent'] ?? '', reason: typed['reason'] ?? '' }) },
  supersede: { run: actOf(supersedeMandate), input: (mandate, typed, language) => ({ mandate, by: idOf((typed['by'] ?? '').trim()), note: typed['note'] ?? '', language }) },
  overtake: { run: actOf(overtakeMandate), input: (mandate, typed, language, on) => ({ mandate, reference: typed['reference'] ?? '', on: on ?? '', note: typed['note'] ?? '', language }) },
  complete: { run: actOf(closeCompletionTask), input: (mandate, typed) => ({ mandate, reference: typed['reference'] ?? '' }) },
}

mandateActsPages.post('/mandates/:id/acts/:act{link|unlink|supersede|overtake|complete}', async (c) => {
  const act = c.req.param('act') as Act
  const typed = Object.fromEntries([...(await c.req.formData()).entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const day = act === 'overtake' ? readTypedDay((typed['on.era'] || typed['on'] || '').trim(), c.var.today, { past: true }) : null
  const faults: Fault[] = day && !('date' in day) ? [{ path: '/on', code: typed['on'] ? day.code : 'follow-up.on-needed' }] : []
  const shown: Shown = { act, typed, ask: day && !('date' in day) ? day.ask : undefined }
  try {
    const input = inputs[act].input(c.req.param('id'), typed, c.var.lang, day && 'date' in day ? day.date : null)
    await inputs[act].run({ db: c.var.db, actor: c.var.actor, now: c.var.now, input })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    if (error.kind === 'invalid') return show(c, { ...shown, errors: fieldErrors(firstOfEach([...faults, ...error.faults]), c), status: 422 })
    return show(c, { ...shown, status: statusOf(error), flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
  }
  return c.redirect(`/mandates/${c.req.param('id')}/acts?did=${act}`, 303)
})

/** For the record page: the reasons, folded away. */
export const WhyActs = (props: { c: Reply; mandate: Mandate }) => <Details summary={wordsOfActs[props.c.var.lang]['follow-up.why']}><Rights {...props} /></Details>
