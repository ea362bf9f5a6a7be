import { actOf, perform } from '../../../kernel/command.ts'
import { acts } from '../../../kernel/actor.ts'
import { dayInZone, formatDay, formatInstant } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, ErrorSummary, FileField, Form, Hidden, numeral, PageTitle, Progress, Section, Select, SideList, Status, TextArea, TextField } from '../../../ui/index.ts'
import { listAreas } from '../../mechanism/index.ts'
import { saveReport, submitReport } from '../commands.ts'
import { findProgramme, type Programme } from '../queries.ts'
import { reportFiles } from '../queries/exchange.ts'
import { findRound, isOpen, type Round } from '../queries/reports.ts'
import { type ReportAsked, reportAsked } from '../report-file/asked.ts'
import { canReportProgress, type ReportSubject } from '../rules/acts.ts'
import { nextStatuses } from '../rules.ts'
import { activityHref, programmeHref, words } from '../wording.ts'
import { readNumber, sent, tryAct } from './asking.ts'

export const reportFormPages = router()

export interface Reporting extends ReportAsked {
  programme: Programme
  round: Round
  subject: ReportSubject
  href: string
}

export async function reportingOf(c: Reply): Promise<Reporting> {
  const { db, actor, now } = c.var
  const programme = await findProgramme(db, `${c.req.param('body')}/${c.req.param('kind')}/${c.req.param('year')}`)
  const round = programme && (await findRound(db, c.req.param('round') ?? ''))
  const party = actor.capacity?.party ?? null
  if (!programme || !round || round.programme !== programme.id || party === null) throw missing()
  const reporter = acts(actor, 'LS') ? 'lead-shepherd' : acts(actor, 'DP') ? 'partner' : 'member'
  const subject: ReportSubject = { party, reporter, area: reporter === 'lead-shepherd' ? (actor.capacity?.area ?? null) : null, planPartner: programme.partner }
  requireAllowed(canReportProgress(actor, subject))
  return { programme, round, subject, href: `${programmeHref(programme)}/rounds/${round.id}/report`, ...(await reportAsked(db, { actor, now }, programme, round, subject)) }
}

reportFormPages.get('/plans/:body/:kind/:year/rounds/:round/report', async (c) => showForm(c, await reportingOf(c), {}))

/** One activity at a time beside what was said last time; the list at the left says which are filled in (look-d decision 8). */
export async function showForm(c: Reply, reporting: Reporting, shown: { errors?: Record<string, string>; typed?: Record<string, string>; refusal?: string | null; status?: number }): Promise<Response> {
  const { lang, now } = c.var
  const m = words[lang]
  const { programme, round, report, asked, entries, last, href } = reporting
  const [areas, files] = await Promise.all([listAreas(c.var.db), reportFiles.list(c.var.db, { round: round.id, ...reporting.subject })])
  const current = asked.find((activity) => activity.code === c.req.query('activity')) ?? asked.find((activity) => !entries.has(activity.id)) ?? asked[0]
  const entry = current && entries.get(current.id)
  const before = current && last.get(current.id)
  // A form that was refused shows what was typed; else what was saved; else what was said last time.
  const value = (name: string, saved: string | number | null | undefined, earlier: string | number | null | undefined): string => shown.typed?.[name] ?? String((entry ? saved : earlier) ?? '')
  const errors = shown.errors ?? {}
  const editable = isOpen(round, now) && (report === null || report.state === 'DRAFT' || report.state === 'RETURNED')
  const was = (text: string | number | null | undefined) => before && <div class="was"><b>{m['plans.last-time'](formatDay(before.periodUntil, lang, 'short'))}</b><p>{text === null || text === undefined || text === '' ? m['plans.nothing-said'] : text}</p></div>
  return page(
    c,
    { title: m['plans.report-of'](round.name[lang]), current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : c.req.query('did') === 'dropped' ? { kind: 'info', text: m['exchange.dropped'] } : undefined, breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: round.name[lang], href: `${programmeHref(programme)}/rounds/${round.id}` }, { label: m['plans.report'] }] },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle over={m['plans.round-until-then'](formatInstant(round.closesAt, round.zone, lang))} title={m['plans.report-of'](round.name[lang])} />
      {asked.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {report?.returnedWhy && <div class="mf-inset"><p><b>{m['plans.returned-with']}</b> {report.returnedWhy}</p></div>}
      <Progress done={asked.filter((activity) => entries.has(activity.id)).length} of={asked.length} text={m['plans.filled'](numeral(lang, asked.filter((activity) => entries.has(activity.id)).length), numeral(lang, asked.length))} />
      {!editable && report && <p><Status tone={report.state === 'ACCEPTED' ? 'done' : 'part'}>{m[`plans.report-state.${report.state}`]}</Status></p>}
      <Section title={m['exchange.offline']} id="offline">
        <Form action={`${href}/file`} files class="mf-form--wide">
          <ol class="steps">
            <li><b>{m['exchange.step-1']}</b><br /><a class="govuk-link" href={`${href}/form.xlsx`} data-turbo="false">{`report-${[reporting.subject.area, round.periodUntil, reporting.subject.party].filter(Boolean).join('-')}.xlsx`}</a><span class="small muted mf-block">{m['exchange.rows-with-last'](numeral(lang, asked.length))}</span></li>
            <li><b>{m['exchange.step-2']}</b><span class="small muted mf-block">{m['exchange.fill-note']}</span></li>
            <li><b>{m['exchange.step-3']}</b>{editable ? <><FileField name="file" label={m['exchange.file']} accept=".xlsx" error={errors['file']} /><Button kind="secondary" small>{m['exchange.look']}</Button><span class="small muted mf-block">{m['exchange.upload-note']}</span></> : <span class="small muted mf-block">{m['exchange.closed-note']}</span>}</li>
          </ol>
        </Form>
        {files.length > 0 && <p class="small">{m['exchange.your-files']}: {files.map((file, index) => <>{index > 0 && ' · '}<a class="govuk-link" href={`${href}/file/${file.id}`}>{file.name}</a> <span class="muted">{formatDay(dayInZone(file.uploadedAt, round.zone), lang, 'short')} {file.takenAt === null ? m['exchange.file-waits'] : m['exchange.file-taken']}</span></>)}</p>}
      </Section>
      <div class="reportform">
        <nav aria-label={m['plans.activities']}>
          <SideList title={m['plans.activities']} items={asked.map((activity) => ({ label: <a class="govuk-link" aria-current={activity.id === current?.id ? 'true' : undefined} href={`${href}?activity=${activity.code}`}><span class="sym">{activity.code}</span> {activity.title[lang]}</a>, value: entries.has(activity.id) ? m['plans.filled-in'] : m['plans.not-filled'] }))} />
        </nav>
        {current && (
          <div>
            <h2 class="govuk-heading-m"><span class="sym">{current.code}</span> {current.title[lang]}</h2>
            <p class="small muted">{areas.find((area) => area.slug === current.area)?.name[lang]} · <a class="govuk-link" href={activityHref(programme, current.code)}>{m['plans.see-activity']}</a></p>
            <Form action={href}>
              <Hidden name="activity" value={current.id} />
              <Hidden name="code" value={current.code} />
              {report && <Hidden name="version" value={report.version} />}
              <div class="ask"><Select name="status" label={m['plans.filter.status']} none={m['plans.status-unchanged']} options={[current.status, ...nextStatuses(current.status)].map((status) => ({ value: status, label: m[`plans.status.${status}`] }))} value={value('status', entry?.status, before?.status)} error={errors['status']} hint={m['plans.status-hint']} disabled={!editable} />{was(before?.status ? m[`plans.status.${before.status}`] : null)}</div>
              <div class="ask"><TextArea name="text" label={m['plans.what-happened']} value={value('text', entry?.text, before?.text)} error={errors['text']} rows={4} lang={lang} />{was(before?.text)}</div>
              <div class="ask"><div><TextField name="women" label={m['plans.women']} value={value('women', entry?.women, before?.women)} error={errors['women']} width={5} inputmode="numeric" /><TextField name="men" label={m['plans.men']} value={value('men', entry?.men, before?.men)} error={errors['men']} width={5} inputmode="numeric" hint={m['plans.zero-blank']} /></div>{was(before && (before.women !== null || before.men !== null) ? m['plans.women-men'](numeral(lang, before.women ?? 0), numeral(lang, before.men ?? 0)) : null)}</div>
              <div class="ask"><div><TextField name="progress" label={m['plans.percent-done']} value={value('progress', entry?.progress, before?.progress)} error={errors['progress']} width={4} inputmode="numeric" /><TextField name="spent" label={m['plans.spent']} value={value('spent', entry?.spent, before?.spent)} error={errors['spent']} width={10} inputmode="numeric" /><TextField name="currency" label={m['plans.currency']} value={value('currency', entry?.currency, before?.currency)} error={errors['currency']} width={4} /></div>{was(before?.spent)}</div>
              <div class="ask"><TextArea name="obstacles" label={m['plans.obstacles']} value={value('obstacles', entry?.obstacles, before?.obstacles)} error={errors['obstacles']} rows={3} lang={lang} />{was(before?.obstacles)}</div>
              <div class="ask"><TextArea name="nextSteps" label={m['plans.next-steps']} value={value('nextSteps', entry?.nextSteps, before?.nextSteps)} error={errors['nextSteps']} rows={3} lang={lang} />{was(before?.nextSteps)}</div>
              {editable && <Actions><Button>{m['plans.save-next']}</Button></Actions>}
            </Form>
            {editable && report && <Form action={`${href}/submit`}><Hidden name="version" value={report.version} /><Button kind="secondary">{m['plans.submit-report']}</Button></Form>}
          </div>
        )}
      </div>
    </>,
  )
}

reportFormPages.post('/plans/:body/:kind/:year/rounds/:round/report', async (c) => {
  const reporting = await reportingOf(c)
  const { one } = await sent(c)
  const text = (name: string) => one[name]?.trim() ?? ''
  const entry = {
    activity: text('activity'), status: text('status') || null, text: text('text'), language: c.var.lang, progress: readNumber(one['progress']), women: readNumber(one['women']), men: readNumber(one['men']), spent: readNumber(one['spent']), currency: text('currency') || null, obstacles: text('obstacles'), nextSteps: text('nextSteps'),
  }
  const { round, subject } = reporting
  const outcome = await tryAct(c, actOf(saveReport), { round: round.id, party: subject.party, reporter: subject.reporter, area: subject.area, version: one['version'] ?? null, entries: [entry] }, one)
  if (!outcome.done) return showForm(c, reporting, { ...outcome, errors: Object.fromEntries(Object.entries(outcome.errors).map(([field, message]) => [field.replace(/^entries\.0\./, ''), message])) })
  const next = reporting.asked.find((activity) => !reporting.entries.has(activity.id) && activity.id !== entry.activity)
  return c.redirect(next ? `${reporting.href}?activity=${next.code}` : reporting.href, 303)
})

reportFormPages.post('/plans/:body/:kind/:year/rounds/:round/report/submit', async (c) => {
  const reporting = await reportingOf(c)
  const { one } = await sent(c)
  if (!reporting.report) throw missing()
  const outcome = await tryAct(c, (request) => perform(submitReport, request), { report: reporting.report.id, version: one['version'] }, one)
  return outcome.done ? c.redirect(reporting.href.replace(/\/report$/, ''), 303) : showForm(c, reporting, outcome)
})
