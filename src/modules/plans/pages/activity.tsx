import { acts } from '../../../kernel/actor.ts'
import { formatDay } from '../../../kernel/calendar.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Columns, Dots, ErrorSummary, Marks, numeral, PageTitle, Section, Status, SummaryList, SymbolCell } from '../../../ui/index.ts'
import { findMandates } from '../../mandates/index.ts'
import { listAreas, listBodies, listParties } from '../../mechanism/index.ts'
import { listMeetings, meetingTitle } from '../../meetings/index.ts'
import { refuseEvidence, verifyEvidence } from '../commands.ts'
import { actOf } from '../../../kernel/command.ts'
import { listStrategies } from '../queries.ts'
import { type Carried, listCarried, listProofs, listSteps, timesCarried } from '../queries/evidence.ts'
import { listIndicators } from '../queries/indicators.ts'
import { listMerged } from '../queries/merge.ts'
import { listRounds, listSaid } from '../queries/reports.ts'
import { overlaysOf } from '../rules.ts'
import type { DueAfter } from '../rules/due.ts'
import { daysOf, shepherdOf } from '../rules/leads.ts'
import { canEditActivity, canKeepProgramme, canMergeReports, canReportValue, canSendEvidence, canStep, seesRounds } from '../rules/acts.ts'
import { activityHref, afterWords, money, overlayFacts, programmeHref, statusWord, toneOf, words } from '../wording.ts'
import { activityOf, type Opened } from './activity-of.ts'
import { Gates, Happened, mandatesNamed, Money, ProofTable } from './activity-parts.tsx'
import { sent, tryAct } from './asking.ts'
import { Indicators } from './indicator-picture.tsx'

export const activityPages = router()

interface Shown {
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
  refusal?: string | null
  /** The proof whose form was refused. */
  proof?: string
}

activityPages.get('/plans/:body/:kind/:year/activities/:code', async (c) => showActivity(c, await activityOf(c), {}))

async function showActivity(c: Reply, opened: Opened, shown: Shown): Promise<Response> {
  const { db, lang, today, now, actor, site } = c.var
  const { programme, activity, concerned, href } = opened
  const m = words[lang]
  const reader = { actor, now }
  const [areas, strategies, parties, proofs, steps, said, merged, rounds, carried, times, indicators, meetings] = await Promise.all([
    listAreas(db), listStrategies(db), listParties(db), listProofs(db, reader, activity.id), listSteps(db, activity.id), listSaid(db, reader, activity.id), listMerged(db, reader, activity.id), listRounds(db, programme.id), listCarried(db, reader, activity), timesCarried(db, activity.id), listIndicators(db, activity.id), listMeetings(db),
  ])
  const mandates = await findMandates(db, actor, [...activity.mandates, ...mandatesNamed(steps), ...(activity.dueAfter?.mandate ? [activity.dueAfter.mandate] : [])])
  const dueWords = activity.dueAfter && (await dueInWords(c, activity.dueAfter, activity.dueOn, mandates))
  const area = areas.find((one) => one.slug === activity.area)
  const partyName = (code: string) => parties.find((one) => one.code === code)?.name[lang] ?? code
  const shepherd = shepherdOf(activity, area, today, daysOf(meetings))
  const overlays = overlaysOf(overlayFacts(activity), today)
  const none = <span class="muted">{m['plans.none-stated']}</span>
  const answersTo = mandates.filter((mandate) => activity.mandates.includes(mandate.id))
  const open = rounds.find((round) => round.closedAt === null && round.opensAt <= now && now < round.closesAt)
  const lastRound = rounds.find((round) => round.closesAt <= now)
  const links = [
    ...(open && acts(actor, 'NF', 'LS', 'DP') ? [{ href: `${programmeHref(programme)}/rounds/${open.id}/report?activity=${encodeURIComponent(activity.code)}`, label: m['plans.act.report'] }] : []),
    ...(canSendEvidence(actor, concerned).allowed ? [{ href: `${href}/evidence`, label: m['plans.act.proof'] }] : []),
    ...(canEditActivity(actor, concerned).allowed || (indicators.length > 0 && (canReportValue(actor, concerned).allowed || acts(actor, 'SD', 'LS'))) ? [{ href: `${href}/indicators`, label: m['plans.indicator-act'] }] : []),
    ...(canEditActivity(actor, concerned).allowed ? [{ href: `${href}/describe`, label: m['plans.act.describe'] }] : []),
    ...(canEditActivity(actor, concerned).allowed || canKeepProgramme(actor).allowed || canStep(actor, concerned, 'COM').allowed || canStep(actor, concerned, 'WDN').allowed ? [{ href: `${href}/acts`, label: m['plans.act.all'] }] : []),
    ...(actor.person === null ? [] : [{ href: `${href}/proposal.docx?lang=${lang}`, label: m['plans.act.proposal'] }]),
  ]
  const people = activity.beneficiaries
  return page(
    c,
    {
      title: activity.title[lang], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined,
      breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: area?.name[lang] ?? activity.area, href: `${programmeHref(programme)}/activities?area=${activity.area}` }, { label: activity.code }],
    },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field: `${field}-${shown.proof}`, message }))} />
      <Marks end={links.length > 0 ? <Dots links={links} /> : undefined}><span class="sym">{activity.code}</span> <Status tone={toneOf(activity, today)}>{statusWord(activity, lang)}</Status> {overlays.map((overlay) => <><Status tone={overlay === 'OVERDUE' ? 'late' : 'none'}>{m[`plans.overlay.${overlay}`]}</Status>{' '}</>)}</Marks>
      <PageTitle title={activity.title[lang]} lede={activity.description?.[lang]} />
      {activity.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <Columns kind="two-one">
        <div>
          <Section title={m['plans.answers-to']} kind="first">
            {answersTo.length === 0 ? <p class="muted">{m['plans.no-mandate']}</p> : (
              <ul class="mf-plain">{answersTo.map((mandate) => <li><SymbolCell level={mandate.level} symbol={mandate.symbol} href={`/mandates/${mandate.id}`} /> <a class="govuk-link" href={`/mandates/${mandate.id}`}>{mandate.title[lang]}</a></li>)}<li><b>{m['plans.this-activity'](activity.code)}</b></li></ul>
            )}
          </Section>
          <Section title={m['plans.happened']}><Happened {...{ lang, site, today, steps, said, merged, partyName }} mergeHref={canMergeReports(actor, concerned).allowed ? `${href}/merge` : null} zone={site.config.zone} mandates={mandates} silentIn={activity.reportMissing && lastRound ? lastRound : null} rounds={seesRounds(actor, programme.partner) ? `${programmeHref(programme)}/rounds` : null} /></Section>
          <Section title={m['plans.proof']} id="proof"><ProofTable {...{ lang, site, proofs, partyName, href, actor, concerned }} zone={site.config.zone} shown={shown} /></Section>
          <Section title={m['plans.money']}><Money activity={activity} lang={lang} /></Section>
          {(indicators.length > 0 || canEditActivity(actor, concerned).allowed) && <Section title={m['plans.indicators']} id="indicators"><Indicators {...{ indicators, lang, partyName }} /></Section>}
        </div>
        <div>
          <SummaryList
            label={activity.title[lang]}
            facts={[
              { term: m['plans.fact.lead'], value: activity.lead ? partyName(activity.lead) : none, sub: activity.coLead ? partyName(activity.coLead) : undefined },
              ...(shepherd ? [{ term: m['plans.shepherd'], value: partyName(shepherd.party) }] : []),
              { term: m['plans.fact.with'], value: activity.participants.length === 0 ? none : activity.participants.includes('all') ? m['plans.fact.all-members'] : listed(activity.participants.map(partyName), lang) },
              ...(activity.partner ? [{ term: m['plans.fact.partner'], value: partyName(activity.partner) }] : []),
              { term: m['plans.fact.strategy'], value: strategies.find((one) => one.slug === activity.strategy)?.name[lang] ?? activity.strategy },
              { term: m['plans.fact.type'], value: m[`plans.type.${activity.type}` as 'plans.type.meeting'] },
              { term: m['plans.fact.dates'], value: activity.startsOn && activity.dueOn ? m['plans.fact.until'](formatDay(activity.startsOn, lang), dueWords ?? formatDay(activity.dueOn, lang)) : (dueWords ?? (activity.dueOn ? formatDay(activity.dueOn, lang) : none)), sub: steps.some((step) => step.kind === 'due') ? m['plans.fact.moved'] : undefined },
              { term: m['plans.fact.expected'], value: activity.expectedOutput?.[lang] ?? none },
              ...(people ? [{ term: m['plans.fact.people'], value: m['plans.women-men'](numeral(lang, people.women ?? 0), numeral(lang, people.men ?? 0)) }] : []),
              { term: m['plans.fact.venue'], value: activity.venue ?? none },
              { term: m['plans.fact.budget'], value: activity.budget !== null && activity.currency ? money(activity.budget, activity.currency, lang) : none },
              ...(activity.atRisk ? [{ term: m['plans.fact.at-risk'], value: activity.atRisk }] : []),
              ...carriedFacts(carried, activity.carriedReason, times, lang),
            ]}
          />
          <Section title={m['plans.may-complete']}><Gates {...{ lang, site, activity }} proofs={proofs} verdict={canStep(actor, concerned, 'COM')} /></Section>
        </div>
      </Columns>
    </>,
  )
}

/** "17 November 2002, that is 6 months after the 2nd SOMTC". The event is named where this reader may know of it. */
async function dueInWords(c: Reply, after: DueAfter, dueOn: string | null, mandates: readonly { id: string; symbol: string }[]): Promise<string> {
  const { db, lang } = c.var
  const m = words[lang]
  const [meetings, bodies] = after.meeting ? await Promise.all([listMeetings(db), listBodies(db)]) : [[], []]
  const meeting = meetings.find((one) => one.ref === after.meeting)
  const event = meeting ? m['plans.after-the'](meetingTitle(meeting, new Map(bodies.map((body) => [body.code, body])), lang)) : (mandates.find((mandate) => mandate.id === after.mandate)?.symbol ?? m['plans.the-event'])
  const rule = afterWords(after, event, lang)
  return dueOn === null ? m['plans.due-no-day-yet'](rule) : m['plans.due-that-is'](formatDay(dueOn, lang), rule)
}

/** R-3.3.3: whence it was carried over and why, into what, and how often: from twice on it stands out. */
function carriedFacts(carried: readonly Carried[], reason: string | null, times: number, lang: 'en' | 'th') {
  const m = words[lang]
  const link = (one: Carried) => <a class="govuk-link" href={activityHref({ code: one.programme }, one.code)}>{one.programme} {one.code}</a>
  const from = carried.filter((one) => one.way === 'from')
  const into = carried.filter((one) => one.way === 'into')
  if (times === 0 && into.length === 0) return [{ term: m['plans.fact.carried'], value: m['plans.fact.never'] }]
  return [
    ...(times > 0 ? [{ term: m['plans.fact.carried-from'], value: from.map(link), sub: <>{reason} {times > 1 && <Status tone="late">{m['plans.fact.times'](numeral(lang, times))}</Status>}</> }] : []),
    ...(into.length > 0 ? [{ term: m['plans.fact.carried-into'], value: into.map(link) }] : []),
  ]
}

activityPages.post('/plans/:body/:kind/:year/activities/:code/evidence/:proof/:act{verify|refuse}', async (c) => {
  const opened = await activityOf(c)
  const proof = c.req.param('proof')
  const { one } = await sent(c)
  const outcome = c.req.param('act') === 'verify' ? await tryAct(c, actOf(verifyEvidence), { evidence: proof, version: one['version'], note: '' }, one) : await tryAct(c, actOf(refuseEvidence), { evidence: proof, version: one['version'], why: one['why'] ?? '' }, one)
  return outcome.done ? c.redirect(`${opened.href}#proof`, 303) : showActivity(c, opened, { ...outcome, proof })
})

