import { formatDay } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, DataTable, Details, ErrorSummary, Form, Hidden, numeral, Scroll, Section, Select, Sub, TextField } from '../../../ui/index.ts'
import { stepActivity } from '../commands.ts'
import type { Activity } from '../queries.ts'
import { nextStatuses, overlaysOf, refusalOf } from '../rules.ts'
import { byDecision, canStep } from '../rules/acts.ts'
import { type ActivityStatus, activityStatuses } from '../schema.ts'
import { activityHref, overlayFacts, pipClass, pipOf, programmeHref, statusWord, words } from '../wording.ts'
import { concernedBy } from './activity-of.ts'
import { sent, tryAct } from './asking.ts'
import { queryOf, type View, ViewHead, viewCrumbs, viewOf, viewTitle } from './views.tsx'

export const boardPages = router()

/** Always there, so that a card has where to go; the others where something stands in them. */
const always: readonly ActivityStatus[] = ['PRO', 'END', 'FUN', 'SCH', 'ONG', 'COM']
const order: readonly ActivityStatus[] = ['PRO', 'END', 'FUN', 'SCH', 'ONG', 'SUS', 'DEF', 'REC', 'COM', 'COV', 'SUP', 'CAN', 'REJ', 'WDN']
const perColumn = 12

boardPages.get('/plans/:body/:kind/:year/activities/board', async (c) => showBoard(c, await viewOf(c), {}))

/** Steps that are open to this person now and need nothing beyond a decision; carrying over and superseding name another and are on the activity's page. */
function stepsOf(c: Reply, view: View, activity: Activity): ActivityStatus[] {
  const concerned = concernedBy(view.programme, activity)
  return nextStatuses(activity.status).filter((to) => to !== 'COV' && to !== 'SUP' && canStep(c.var.actor, concerned, to).allowed && refusalOf({ from: activity.status, to, verifiedEvidence: activity.verified, recurring: activity.recurring, startsOn: activity.startsOn, supersededBy: null, funding: activity.funding, budget: activity.budget, currency: activity.currency }) === null)
}

async function showBoard(c: Reply, view: View, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { lang } = c.var
  const m = words[lang]
  const n = (count: number) => numeral(lang, count)
  const columns = order.filter((status) => always.includes(status) || view.shown.some((activity) => activity.status === status)).map((status) => ({ status, cards: view.shown.filter((activity) => activity.status === status) }))
  const moved = view.all.find((activity) => activity.code === c.req.query('moved'))
  const failed = view.all.find((activity) => activity.id === shown.typed?.['activity'])
  return page(
    c,
    { title: viewTitle(c, view, 'board'), current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : moved ? { kind: 'success', text: m['plans.board-moved'](moved.code, statusWord(moved, lang)) } : undefined, breadcrumbs: viewCrumbs(c, view) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field: `${field}-${failed?.code}`, message }))} />
      <ViewHead c={c} view={view} current="board" />
      <p class="small muted">{m['plans.board-lede']}</p>
      <Scroll name={m['plans.view.board']}>
        <div class="mf-board">
          {columns.map(({ status, cards }) => (
            <section class={cards.length === 0 ? 'none' : undefined} aria-labelledby={`col-${status}`}>
              <h2 class="govuk-heading-s" id={`col-${status}`}>{m[`plans.status.${status}`]} <span class="muted num">{n(cards.length)}</span></h2>
              {cards.length === 0 ? <p class="muted small">{m['plans.board-empty']}</p> : <ul>{cards.slice(0, perColumn).map((activity) => <Card c={c} view={view} activity={activity} again={failed?.id === activity.id ? shown : null} />)}</ul>}
              {cards.length > perColumn && <p class="small"><a class="govuk-link" href={`${programmeHref(view.programme)}/activities${queryOf({ ...view.asked, status })}`}>{m['plans.board-more'](n(cards.length - perColumn))}</a></p>}
            </section>
          ))}
        </div>
      </Scroll>
      <Section title={m['plans.board-table']}>
        <DataTable caption={m['plans.board-table']} rows={columns} measure columns={[
          { head: m['plans.filter.status'], rowHeader: true, cell: ({ status }) => m[`plans.status.${status}`] },
          { head: m['plans.activities'], class: 'num', cell: ({ status, cards }) => (cards.length === 0 ? <span class="muted">{m['plans.board-empty']}</span> : <a class="govuk-link" href={`${programmeHref(view.programme)}/activities${queryOf({ ...view.asked, status })}`}>{n(cards.length)}<span class="vh"> {m[`plans.status.${status}`]}</span></a>) },
        ]} />
      </Section>
    </>,
  )
}

function Card({ c, view, activity, again }: { c: Reply; view: View; activity: Activity; again: { errors?: Record<string, string>; typed?: Record<string, string> } | null }) {
  const { lang, today } = c.var
  const m = words[lang]
  const pip = pipOf(activity, today)
  const states = overlaysOf(overlayFacts(activity), today)
  const steps = stepsOf(c, view, activity)
  const asReported = statusWord(activity, lang) !== m[`plans.status.${activity.status}`]
  return (
    <li class="mf-card" id={`card-${activity.code}`}>
      <a class="govuk-link sym" href={activityHref(view.programme, activity.code)}>{activity.code}</a>{pip && <i class={`p ${pipClass[pip]}`} aria-hidden="true"></i>}
      <p>{activity.title[lang]}</p>
      <Sub>{[activity.lead && view.name(activity.lead), activity.recurring ? m['plans.each-year'] : activity.dueOn && formatDay(activity.dueOn, lang, 'short'), asReported && statusWord(activity, lang), ...states.map((overlay) => m[`plans.overlay.${overlay}`])].filter(Boolean).join(' · ')}</Sub>
      {steps.length > 0 && (
        <Details summary={<>{m['plans.board-go']}<span class="vh"> {activity.code}</span></>} open={again !== null}>
          <Form action={`${programmeHref(view.programme)}/activities/board${queryOf(view.asked)}`} version={activity.version} class="mf-move">
            <Hidden name="activity" value={activity.id} />
            <Select name="to" id={`to-${activity.code}`} label={m['plans.board-move'](activity.code)} hiddenLabel value={again?.typed?.['to']} error={again?.errors?.['to']} options={steps.map((to) => ({ value: to, label: m[`plans.status.${to}`] }))} />
            {steps.some((to) => byDecision.includes(to)) && <TextField name="decision" id={`decision-${activity.code}`} label={m['plans.board-decision']} value={again?.typed?.['decision']} error={again?.errors?.['decision']} />}
            <Button kind="secondary" small about={activity.code}>{m['plans.board-go']}</Button>
          </Form>
        </Details>
      )}
    </li>
  )
}

boardPages.post('/plans/:body/:kind/:year/activities/board', async (c) => {
  const view = await viewOf(c)
  const { one } = await sent(c)
  const to = activityStatuses.find((status) => status === one['to'])
  const outcome = await tryAct(c, actOf(stepActivity), { activity: one['activity'] ?? '', version: one['version'], to, decision: one['decision'] ?? '' }, one)
  if (!outcome.done) return showBoard(c, view, outcome)
  const code = view.all.find((activity) => activity.id === one['activity'])?.code ?? ''
  const query = queryOf(view.asked)
  return c.redirect(`${programmeHref(view.programme)}/activities/board${query}${query === '' ? '?' : '&'}moved=${encodeURIComponent(code)}#card-${code}`, 303)
})
