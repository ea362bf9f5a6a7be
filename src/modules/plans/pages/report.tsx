import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { DataTable, Empty, Marks, numeral, PageTitle, Status, Sub } from '../../../ui/index.ts'
import { listAreas, listParties } from '../../mechanism/index.ts'
import { listActivities } from '../queries.ts'
import { findRound, listEntries, listReports } from '../queries/reports.ts'
import { seesReport, seesRounds } from '../rules/acts.ts'
import { activityHref, money, programmeHref, words } from '../wording.ts'
import { programmeOf } from './activity-of.ts'

export const reportPages = router()

export const reportTone = { DRAFT: 'none', SUBMITTED: 'part', RETURNED: 'late', ACCEPTED: 'done' } as const

/** What one reporter said, activity by activity, of those this reader sees: in its own words, as reported. */
reportPages.get('/plans/:body/:kind/:year/rounds/:round/reports/:report', async (c) => {
  const { db, lang, actor, now, site } = c.var
  const m = words[lang]
  const programme = await programmeOf(c)
  const round = seesRounds(actor, programme.partner) ? await findRound(db, c.req.param('round')) : null
  if (!round || round.programme !== programme.id) throw missing()
  const report = (await listReports(db, round.id, actor.capacity?.party ?? null)).find((one) => one.id === c.req.param('report'))
  if (!report || !seesReport(actor, report)) throw missing()
  const [entries, activities, parties, areas] = await Promise.all([listEntries(db, report.id), listActivities(db, { actor, now }, { programme: programme.id }), listParties(db), listAreas(db)])
  const rows = activities.flatMap((activity) => { const entry = entries.find((one) => one.activity === activity.id); return entry ? [{ activity, entry }] : [] })
  const who = parties.find((party) => party.code === report.party)?.name[lang] ?? report.party
  const title = m['plans.report-by'](who)
  return page(
    c,
    { title, current: '/plans', breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: round.name[lang], href: `${programmeHref(programme)}/rounds/${round.id}` }, { label: title }] },
    <>
      <Marks><Status tone={reportTone[report.state]}>{m[`plans.report-state.${report.state}`]}</Status> <span class="small">{m[`plans.reporter.${report.reporter}`]}{report.area && ` · ${areas.find((area) => area.slug === report.area)?.name[lang] ?? report.area}`}</span></Marks>
      <PageTitle over={`${round.name[lang]} · ${m['plans.fact.until'](formatDay(round.periodFrom, lang, 'short'), formatDay(round.periodUntil, lang, 'short'))}`} title={title} lede={report.submittedAt ? m['plans.answer-sent-on'](formatDay(dayInZone(report.submittedAt, round.zone ?? site.config.zone), lang)) : undefined} />
      {rows.some(({ activity }) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {rows.length === 0 ? <Empty title={m['plans.nothing-said']} /> : (
        <DataTable
          caption={title} rows={rows}
          columns={[
            { head: m['plans.activity'], rowHeader: true, cell: ({ activity }) => <><a class="govuk-link sym" href={activityHref(programme, activity.code)}>{activity.code}</a> {activity.title[lang]}</> },
            { head: m['plans.status-reported'], cell: ({ entry }) => <>{entry.status ? m[`plans.status.${entry.status}`] : m['plans.status-unchanged']}{entry.progress !== null && <Sub>{numeral(lang, entry.progress)}%</Sub>}</> },
            { head: m['plans.what-happened'], class: 'wide', cell: ({ entry }) => <>{entry.text ? <q lang={entry.language}>{entry.text}</q> : <span class="muted">{m['plans.nothing-said']}</span>}{(entry.women !== null || entry.men !== null) && <Sub>{m['plans.women-men'](numeral(lang, entry.women ?? 0), numeral(lang, entry.men ?? 0))}</Sub>}{entry.spent !== null && entry.currency && <Sub>{m['plans.spent']} {money(entry.spent, entry.currency, lang)}</Sub>}</> },
            { head: m['plans.obstacles'], cell: ({ entry }) => entry.obstacles ?? '' },
            { head: m['plans.next-steps'], cell: ({ entry }) => entry.nextSteps ?? '' },
          ]}
        />
      )}
    </>,
  )
})
