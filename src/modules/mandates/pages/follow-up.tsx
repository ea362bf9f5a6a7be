import { AppError, missing } from '../../../kernel/errors.ts'
import { perform } from '../../../kernel/command.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { type Banner, DataTable, Details, Empty, ErrorSummary, PageTitle, Section, StatusCell, Sub, SymbolCell } from '../../../ui/index.ts'
import { acceptStatement, returnStatement } from '../commands.ts'
import { readDirectory } from '../directory.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { countMandates, findMandate, listMandates, type MandateSummary } from '../queries.ts'
import { listCompletionTasks, listOwnerless, listReturned, listSaid, listSubmitted } from '../queries/acts.ts'
import { canKeepRegister, canReport } from '../rules/acts.ts'
import { type Speaker, speaker as speakerOf } from '../wording.ts'
import { followable, StatementCard } from './statement-cards.tsx'

export const followUpPages = router()

interface Shown {
  flash?: Banner
  status?: number
  /** Of the one statement that was refused. */
  returned?: { statement: string; error: string; typed: string }
}

const shownRows = 15

followUpPages.get('/follow-up', (c) => followUp(c, {}))

async function followUp(c: Reply, shown: Shown): Promise<Response> {
  const { db, actor, lang, today } = c.var
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(db))
  const [late, lateCount, silent, silentCount] = [
    await listMandates(db, actor, { overdue: 'yes', sort: 'due' }, today, { limit: shownRows, offset: 0 }),
    await countMandates(db, actor, { overdue: 'yes' }, today),
    await listMandates(db, actor, { status: 'NO_REPORT', overdue: 'no', class: { from: 4, andAbove: true }, sort: 'date' }, today, { limit: shownRows, offset: 0 }),
    await countMandates(db, actor, { status: 'NO_REPORT', overdue: 'no', class: { from: 4, andAbove: true } }, today),
  ]
  const submitted = await listSubmitted(db, actor)
  const returned = await listReturned(db, actor)
  const tasks = canKeepRegister(actor).allowed ? await listCompletionTasks(db, actor) : []
  const ownerless = canKeepRegister(actor).allowed ? await listOwnerless(db, actor) : []
  const mayOpen = await followable(c, [...submitted, ...returned])
  const did = c.req.query('did')
  const flash = shown.flash ?? (did === 'accept' || did === 'return' || did === 'submit' ? { kind: 'success' as const, text: w[`follow-up.did-${did}`] } : undefined)
  const card = (statement: (typeof submitted)[number]) => (
    <StatementCard c={c} statement={statement} speaker={speaker} mayOpen={mayOpen} back="/follow-up" {...(shown.returned?.statement === statement.id ? { error: shown.returned.error, typed: shown.returned.typed } : {})} />
  )
  return page(c, { title: w['follow-up.title'], current: '/follow-up', status: shown.status ?? 200, ...(flash ? { flash } : {}), breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: w['follow-up.title'] }] }, (
    <>
      {shown.returned && <ErrorSummary errors={[{ field: `note-${shown.returned.statement}`, message: shown.returned.error }]} />}
      <PageTitle title={w['follow-up.title']} lede={w['follow-up.lede']} tools={<a class="govuk-link" href="/matrix">{w['matrix.title']}</a>} />
      {actor.person !== null && (
        <Section title={w['follow-up.submitted']} kind="first" count={submitted.length}>
          {submitted.length === 0 ? <Empty title={w['follow-up.nothing-submitted']} /> : <div class="stack">{submitted.map(card)}</div>}
        </Section>
      )}
      {returned.length > 0 && <Section title={w['follow-up.returned']} count={returned.length} lede={w['follow-up.returned-lede']}><div class="stack">{returned.map(card)}</div></Section>}
      {tasks.length > 0 && (
        <Section title={w['follow-up.tasks']} count={tasks.length} lede={w['follow-up.tasks-lede']}>
          <DataTable caption={w['follow-up.tasks']} rows={tasks} columns={[
            { head: speaker.m['mandate.col-symbol'], class: 'nowrap', cell: (task) => <SymbolCell symbol={task.symbol} href={`/mandates/${task.mandate}`} /> },
            { head: w['follow-up.task'], rowHeader: true, cell: (task) => speaker.say(task.text) },
            { head: w['extraction.due-short'], cell: (task) => (task.dueOn ? speaker.day(task.dueOn, 'short') : w['follow-up.none-stated']) },
            { head: w['follow-up.act'], cell: (task) => <a class="govuk-link" href={`/mandates/${task.mandate}/acts#complete`}>{w['follow-up.close']}</a> },
          ]} />
        </Section>
      )}
      {ownerless.length > 0 && (
        <Section title={w['follow-up.ownerless']} id="ownerless" count={ownerless.length} lede={w['follow-up.ownerless-lede']}>
          <DataTable caption={w['follow-up.ownerless']} rows={ownerless} columns={[
            { head: speaker.m['mandate.col-symbol'], class: 'nowrap', cell: (row) => <SymbolCell symbol={row.symbol} href={`/mandates/${row.id}`} /> },
            { head: speaker.m['mandate.col-decision'], rowHeader: true, cell: (row) => speaker.say(row.title) },
            { head: w['follow-up.act'], cell: (row) => <a class="govuk-link" href={`/mandates/${row.id}/acts`}>{w['follow-up.acts']}<span class="vh">: {row.symbol}</span></a> },
          ]} />
        </Section>
      )}
      <Section title={w['follow-up.late']} count={lateCount} lede={w['follow-up.late-lede']} tools={<a class="govuk-link" href="/mandates?overdue=yes&sort=due">{w['follow-up.see-all']}</a>}>
        {late.length === 0 ? <Empty title={w['follow-up.none-late']} /> : <Owed c={c} caption={w['follow-up.late']} rows={late} speaker={speaker} />}
      </Section>
      <Section title={w['follow-up.silent']} count={silentCount} lede={w['follow-up.silent-lede']} tools={<a class="govuk-link" href="/mandates?status=NO_REPORT&overdue=no&class=C4%2B">{w['follow-up.see-all']}</a>}>
        {silent.length === 0 ? <Empty title={w['follow-up.none-silent']} /> : <Owed c={c} caption={w['follow-up.silent']} rows={silent} speaker={speaker} />}
      </Section>
    </>
  ))
}

/** Decisions that wait for a word, each with the report it asks for where this reader may give it. */
function Owed(props: { c: Reply; caption: string; rows: readonly MandateSummary[]; speaker: Speaker }) {
  const { c, speaker } = props
  const w = wordsOfActs[speaker.lang]
  const reports = props.rows.some((row) => canReport(c.var.actor, row).allowed)
  return (
    <DataTable caption={props.caption} rows={props.rows} columns={[
      { head: speaker.m['mandate.col-symbol'], class: 'nowrap', cell: (row) => <SymbolCell level={row.level} symbol={row.symbol} href={`/mandates/${row.id}`} sub={speaker.day(row.date, 'short')} /> },
      { head: speaker.m['mandate.col-decision'], rowHeader: true, cell: (row) => speaker.say(row.title) },
      { head: speaker.m['mandate.col-asked'], cell: (row) => listed(row.addressees.map((who) => speaker.addressee(who)), speaker.lang) || w['follow-up.none-stated'] },
      { head: speaker.m['mandate.col-due'], cell: (row) => { const due = speaker.dueCell(row); return <>{due.main ?? w['follow-up.none-stated']}{due.sub && <Sub>{due.sub}</Sub>}</> } },
      { head: speaker.m['mandate.col-status'], cell: (row) => <StatusCell {...speaker.standing(row, c.var.today)} sub={row.reportedOn ? w['follow-up.reported-on'](speaker.day(row.reportedOn, 'short')) : undefined} /> },
      ...(reports ? [{ head: w['follow-up.act'], cell: (row: MandateSummary) => (canReport(c.var.actor, row).allowed ? <a class="govuk-link" href={`/mandates/${row.id}/report`}>{w['follow-up.report']}<span class="vh">: {row.symbol}</span></a> : <span class="muted">–</span>) }] : []),
    ]} />
  )
}

/** Accept or return; the button says which. */
followUpPages.post('/follow-up/statements/:id{[0-9]+}', async (c) => {
  const form = await c.req.formData()
  const statement = c.req.param('id')
  const note = String(form.get('note') ?? '')
  const wanted = String(form.get('back') ?? '')
  const back = /^\/(?:follow-up|mandates\/[^/?#]+\/statements)$/.test(wanted) ? wanted : '/follow-up'
  const accepts = form.get('verdict') === 'accept'
  try {
    const request = { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { statement, note } }
    if (accepts) await perform(acceptStatement, request)
    else await perform(returnStatement, request)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    const mandate = /^\/mandates\/([^/]+)\/statements$/.exec(back)?.[1]
    const shown: Shown = error.kind === 'invalid'
      ? { status: 422, returned: { statement, error: fieldErrors(error.faults, c)['note'] ?? '', typed: note } }
      : { status: statusOf(error), flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } }
    return mandate ? statements(c, mandate, shown) : followUp(c, shown)
  }
  return c.redirect(`${back}?did=${accepts ? 'accept' : 'return'}`, 303)
})

followUpPages.get('/mandates/:id/statements', (c) => statements(c, c.req.param('id'), {}))

/** Everything said of one decision, with what waits on top. */
async function statements(c: Reply, id: string, shown: Shown): Promise<Response> {
  const { db, actor, lang } = c.var
  const w = wordsOfActs[lang]
  const mandate = await findMandate(db, actor, id)
  if (!mandate) throw missing()
  const speaker = speakerOf(lang, await readDirectory(db))
  const said = await listSaid(db, actor, mandate.id)
  const mayOpen = await followable(c, said)
  const report = canReport(actor, mandate)
  const did = c.req.query('did')
  const flash = shown.flash ?? (did === 'accept' || did === 'return' || did === 'submit' ? { kind: 'success' as const, text: w[`follow-up.did-${did}`] } : undefined)
  return page(c, { title: `${w['follow-up.statements']} · ${mandate.symbol}`, current: '/mandates', status: shown.status ?? 200, ...(flash ? { flash } : {}), breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: mandate.symbol, href: `/mandates/${mandate.id}` }, { label: w['follow-up.statements'] }] }, (
    <>
      {shown.returned && <ErrorSummary errors={[{ field: `note-${shown.returned.statement}`, message: shown.returned.error }]} />}
      <PageTitle title={w['follow-up.statements']} over={mandate.symbol} lede={speaker.say(mandate.title)} tools={report.allowed ? <a class="govuk-link" href={`/mandates/${mandate.id}/report`}>{w['follow-up.report']}</a> : undefined} />
      {said.length === 0 ? <Empty title={w['follow-up.nothing-said']}>{w['follow-up.nothing-said-why']}</Empty> : (
        <div class="stack">
          {said.map((statement) => (
            <StatementCard c={c} statement={statement} speaker={speaker} mayOpen={mayOpen} back={`/mandates/${mandate.id}/statements`} hideMandate {...(shown.returned?.statement === statement.id ? { error: shown.returned.error, typed: shown.returned.typed } : {})} />
          ))}
        </div>
      )}
      <Details summary={w['follow-up.why']}><p>{w[report.allowed ? 'follow-up.why-report' : 'follow-up.why-no-report']} {c.var.site.say(lang, report.because)}</p></Details>
    </>
  ))
}
