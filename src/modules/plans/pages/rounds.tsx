import { acts } from '../../../kernel/actor.ts'
import { actOf } from '../../../kernel/command.ts'
import { type Fault, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { arabicDigits, dayInZone, formatDay, formatInstant } from '../../../kernel/calendar.ts'
import { Actions, Button, DateField, DataTable, Empty, ErrorSummary, Form, Hidden, numeral, PageTitle, Section, Status, Sub, TextField } from '../../../ui/index.ts'
import { listParties, membersAt } from '../../mechanism/index.ts'
import { acceptReport, closeRound, moveRound, openRound, returnReport } from '../commands.ts'
import { findProgramme, listActivities, type Programme } from '../queries.ts'
import { findRound, isOpen, listObligations, listReports, listRounds, type Report, type Round } from '../queries/reports.ts'
import { canKeepProgramme, seesReport, seesRounds } from '../rules/acts.ts'
import { usualReminders } from '../rules/remind.ts'
import { programmeHref, words } from '../wording.ts'
import { dayField, sent, tryAct } from './asking.ts'
import { reportTone } from './report.tsx'

export const roundPages = router()

async function programmeOf(c: Reply): Promise<Programme> {
  const programme = await findProgramme(c.var.db, `${c.req.param('body')}/${c.req.param('kind')}/${c.req.param('year')}`)
  // Rounds are for those who report, judge or watch.
  if (!programme || !seesRounds(c.var.actor, programme.partner)) throw missing()
  return programme
}

const crumbs = (c: Reply, programme: Programme, more: { label: string; href?: string }[]) => [{ label: words[c.var.lang]['plans.nav'], href: '/plans' }, { label: programme.title[c.var.lang], href: programmeHref(programme) }, ...more]

roundPages.get('/plans/:body/:kind/:year/rounds', async (c) => showRounds(c, await programmeOf(c), {}))

async function showRounds(c: Reply, programme: Programme, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { db, lang, actor, now } = c.var
  const m = words[lang]
  const rounds = await listRounds(db, programme.id)
  const typed = shown.typed ?? {}
  const errors = shown.errors ?? {}
  return page(
    c,
    { title: m['plans.rounds'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbs(c, programme, [{ label: m['plans.rounds'] }]) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle title={m['plans.rounds']} lede={programme.title[lang]} />
      {rounds.length === 0 ? <Empty title={m['plans.no-rounds']} /> : (
        <DataTable
          caption={m['plans.rounds']} rows={rounds}
          columns={[
            { head: m['plans.round'], rowHeader: true, cell: (round: Round) => <a class="govuk-link" href={`${programmeHref(programme)}/rounds/${round.id}`}>{round.name[lang]}</a> },
            { head: m['plans.period'], cell: (round) => m['plans.fact.until'](formatDay(round.periodFrom, lang, 'short'), formatDay(round.periodUntil, lang, 'short')) },
            { head: m['plans.round-closes'], cell: (round) => formatInstant(round.closesAt, round.zone, lang) },
            { head: m['plans.filter.status'], noLabel: true, cell: (round) => <Status tone={isOpen(round, now) ? 'part' : 'done'}>{isOpen(round, now) ? m['plans.round-open'] : m['plans.round-is-closed']}</Status> },
          ]}
        />
      )}
      {canKeepProgramme(actor).allowed && (
        <Section title={m['plans.open-round']} id="open">
          <Form action={`${programmeHref(programme)}/rounds`}>
            <TextField name="name" label={m['plans.round-name']} value={typed['name']} error={errors['name']} width={30} />
            <DateField name="periodFrom" label={m['plans.round-from']} value={typed['periodFrom']} error={errors['periodFrom']} />
            <DateField name="periodUntil" label={m['plans.round-until']} value={typed['periodUntil']} error={errors['periodUntil']} />
            <DateField name="closesOn" label={m['plans.round-closes']} value={typed['closesOn']} error={errors['closesOn']} />
            <TextField name="remindBefore" label={m['remind.days']} hint={m['remind.days-hint']} value={typed['remindBefore'] ?? usualReminders.join(', ')} error={errors['remindBefore']} width={20} />
            <Button>{m['plans.open-round']}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

roundPages.post('/plans/:body/:kind/:year/rounds', async (c) => {
  const programme = await programmeOf(c)
  const { one } = await sent(c)
  const faults: Fault[] = []
  const [periodFrom, periodUntil, closesOn] = (['periodFrom', 'periodUntil', 'closesOn'] as const).map((name) => dayField(one[name], `/${name}`, c.var.today, faults))
  if ((one['name'] ?? '').trim() === '') faults.push({ path: '/name', code: 'plans.title-needed' })
  const outcome = await tryAct(c, actOf(openRound), { programme: programme.id, name: { en: one['name'] ?? '', th: one['name'] ?? '' }, periodFrom, periodUntil, closesOn, ...(one['remindBefore'] === undefined ? {} : { remindBefore: dayNumbers(one['remindBefore'], faults) }) }, one, faults)
  return outcome.done ? c.redirect(`${programmeHref(programme)}/rounds`, 303) : showRounds(c, programme, outcome)
})

/** "14, 7 and 1", in Thai or other digits. */
function dayNumbers(typed: string | undefined, faults: Fault[]): number[] {
  const found = arabicDigits(typed ?? '').split(/[^0-9.-]+/).filter((part) => part !== '').map(Number)
  if (found.some((days) => !Number.isInteger(days) || days < 0 || days > 120) || found.length > 10 || (found.length === 0 && (typed ?? '').trim() !== '')) faults.push({ path: '/remindBefore', code: 'remind.days-wrong' })
  return found
}

async function roundOf(c: Reply, programme: Programme): Promise<Round> {
  const round = await findRound(c.var.db, c.req.param('round') ?? '')
  if (!round || round.programme !== programme.id) throw missing()
  return round
}

roundPages.get('/plans/:body/:kind/:year/rounds/:round', async (c) => {
  const programme = await programmeOf(c)
  return showRound(c, programme, await roundOf(c, programme), {})
})

/** Who has reported and who has not: "no report", never "not done"; one line for all members is a matrix of what each said. */
async function showRound(c: Reply, programme: Programme, round: Round, shown: { refusal?: string | null; errors?: Record<string, string>; typed?: Record<string, string>; status?: number }): Promise<Response> {
  const { db, lang, actor, now, today } = c.var
  const m = words[lang]
  const party = actor.capacity?.party ?? null
  const [reports, parties, activities, said] = await Promise.all([listReports(db, round.id, party), listParties(db), listActivities(db, { actor, now }, { programme: programme.id }), listObligations(db, { actor, now }, programme.id)])
  const members = membersAt(parties, today)
  const asked = programme.partner === null ? members : parties.filter((one) => one.code === programme.partner)
  const open = isOpen(round, now)
  const href = `${programmeHref(programme)}/rounds/${round.id}`
  const own = asked.find((one) => one.code === party)
  const cells = new Map(said.map((entry) => [`${entry.activity} ${entry.party}`, entry]))
  const forAll = activities.filter((activity) => activity.participants.includes('all')).slice(0, 40)
  return page(
    c,
    { title: round.name[lang], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbs(c, programme, [{ label: m['plans.rounds'], href: `${programmeHref(programme)}/rounds` }, { label: round.name[lang] }]) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field, message }))} />
      <PageTitle title={round.name[lang]} lede={open ? m['plans.round-until-then'](formatInstant(round.closesAt, round.zone, lang)) : m['plans.round-is-closed']} />
      {activities.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {open && own && acts(actor, 'NF', 'LS', 'DP') && <Actions><Button href={`${href}/report`}>{m['plans.write-report']}</Button></Actions>}
      <Section title={m['plans.who-reported']} count={reports.filter((report) => report.state !== 'DRAFT').length}>
        <DataTable
          caption={m['plans.who-reported']} rows={asked}
          columns={[
            { head: m['plans.member'], rowHeader: true, cell: (one) => one.name[lang] },
            { head: m['plans.report'], cell: (one) => { const list = reports.filter((report) => report.party === one.code); return list.length === 0 ? <Status tone="none">{m['plans.no-report']}</Status> : <>{list.map((report) => <ReportLine report={report} href={href} c={c} />)}</> } },
          ]}
        />
      </Section>
      {forAll.length > 0 && (
        <Section title={m['plans.obligations']} lede={m['plans.obligations-lede']}>
          <div class="mf-scroll" tabindex={0} role="region" aria-label={m['plans.obligations']}>
            <table class="mx">
              <caption class="vh">{m['plans.obligations']}</caption>
              <thead><tr><td><span class="vh">{m['plans.activity']}</span></td>{members.map((one) => <th scope="col">{one.name[lang]}</th>)}</tr></thead>
              <tbody>
                {forAll.map((activity) => (
                  <tr>
                    <th scope="row"><a class="govuk-link" href={`${programmeHref(programme)}/activities/${activity.code}`}>{activity.code}</a><small>{activity.title[lang]}</small></th>
                    {members.map((one) => {
                      const cell = cells.get(`${activity.id} ${one.code}`)
                      return <td>{cell ? <>{cell.status ? m[`plans.status.${cell.status}`] : m['plans.reported']} <Sub>{m['plans.as-reported-on'](formatDay(cell.on, lang, 'short'))}</Sub></> : <span class="muted">{m['plans.no-report']}</span>}</td>
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      )}
      {open && <p class="small muted">{round.remindBefore.length > 0 ? m['remind.on-days'](listed(round.remindBefore.map((days) => numeral(lang, days)), lang)) : m['remind.when-opens']}</p>}
      {open && canKeepProgramme(actor).allowed && (
        <Section title={m['remind.move']} id="move" lede={m['remind.move-lede']}>
          <Form action={`${href}/move`}>
            <Hidden name="version" value={round.version} />
            <DateField name="closesOn" label={m['plans.round-closes']} value={shown.typed?.['closesOn'] ?? dayInZone(round.closesAt, round.zone)} error={shown.errors?.['closesOn']} />
            <TextField name="remindBefore" label={m['remind.days']} hint={m['remind.days-hint']} value={shown.typed?.['remindBefore'] ?? round.remindBefore.join(', ')} error={shown.errors?.['remindBefore']} width={20} />
            <Button kind="secondary">{m['remind.moved']}</Button>
          </Form>
        </Section>
      )}
      {open && canKeepProgramme(actor).allowed && <Form action={`${href}/close`}><Hidden name="version" value={round.version} /><Button kind="warning">{m['plans.close-round']}</Button></Form>}
      <p class="small muted">{m['plans.n-activities'](numeral(lang, activities.length))}</p>
    </>,
  )
}

function ReportLine({ report, href, c }: { report: Report; href: string; c: Reply }) {
  const { lang, actor } = c.var
  const m = words[lang]
  const judged = acts(actor, 'SD') && report.state === 'SUBMITTED'
  return (
    <div>
      {seesReport(actor, report) ? <a class="govuk-link" href={`${href}/reports/${report.id}`}>{m[`plans.reporter.${report.reporter}`]}</a> : m[`plans.reporter.${report.reporter}`]} <Status tone={reportTone[report.state]}>{m[`plans.report-state.${report.state}`]}</Status>
      {report.submittedAt && <Sub>{formatDay(dayInZone(report.submittedAt, c.var.site.config.zone), lang, 'short')}</Sub>}
      {report.returnedWhy && seesReport(actor, report) && <Sub>{report.returnedWhy}</Sub>}
      {judged && (
        <>
          <Form action={`${href}/reports/${report.id}/accept`} class="mf-inline"><Hidden name="version" value={report.version} /><Button kind="secondary" small>{m['plans.accept']}</Button></Form>
          <Form action={`${href}/reports/${report.id}/return`} class="mf-inline"><Hidden name="version" value={report.version} /><TextField name="why" id={`why-${report.id}`} label={m['plans.return-why']} width={30} /><Button kind="secondary" small>{m['plans.return']}</Button></Form>
        </>
      )}
    </div>
  )
}

roundPages.post('/plans/:body/:kind/:year/rounds/:round/:act{close}', async (c) => {
  const programme = await programmeOf(c)
  const round = await roundOf(c, programme)
  const { one } = await sent(c)
  requireAllowed(canKeepProgramme(c.var.actor))
  const outcome = await tryAct(c, actOf(closeRound), { round: round.id, version: one['version'] }, one)
  return outcome.done ? c.redirect(`${programmeHref(programme)}/rounds/${round.id}`, 303) : showRound(c, programme, round, outcome)
})

roundPages.post('/plans/:body/:kind/:year/rounds/:round/:act{move}', async (c) => {
  const programme = await programmeOf(c)
  const round = await roundOf(c, programme)
  const { one } = await sent(c)
  requireAllowed(canKeepProgramme(c.var.actor))
  const faults: Fault[] = []
  const closesOn = dayField(one['closesOn'], '/closesOn', c.var.today, faults)
  const outcome = await tryAct(c, actOf(moveRound), { round: round.id, version: one['version'], closesOn, remindBefore: dayNumbers(one['remindBefore'], faults) }, one, faults)
  return outcome.done ? c.redirect(`${programmeHref(programme)}/rounds/${round.id}`, 303) : showRound(c, programme, round, outcome)
})

roundPages.post('/plans/:body/:kind/:year/rounds/:round/reports/:report/:act{accept|return}', async (c) => {
  const programme = await programmeOf(c)
  const round = await roundOf(c, programme)
  const { one } = await sent(c)
  const report = c.req.param('report')
  const outcome = c.req.param('act') === 'accept' ? await tryAct(c, actOf(acceptReport), { report, version: one['version'] }, one) : await tryAct(c, actOf(returnReport), { report, version: one['version'], why: one['why'] ?? '' }, one)
  if (outcome.done) return c.redirect(`${programmeHref(programme)}/rounds/${round.id}`, 303)
  return showRound(c, programme, round, { ...outcome, errors: outcome.errors['why'] ? { [`why-${report}`]: outcome.errors['why'] } : outcome.errors })
})
