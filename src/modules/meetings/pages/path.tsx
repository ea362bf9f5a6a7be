import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { RunningMeeting } from '../queries/run.ts'
import type { StateStep } from '../queries/timeline.ts'
import { mainPath } from '../rules/state.ts'
import type { Milestone } from '../rules/timeline.ts'
import { meetingHref } from '../wording.ts'
import { clockTime, dayMonth, runWords, stateWord } from '../wording-run.ts'

/** The day a state is planned for, by the timeline; what no date tells is not set. */
function plannedFor(state: (typeof mainPath)[number], meeting: RunningMeeting, dates: readonly Milestone[], lang: Lang): string {
  const m = runWords[lang]
  const on = (key: string) => dates.find((date) => date.key === key)?.on
  const day = (key: string) => { const found = on(key); return found ? dayMonth(found, lang) : m['run.not-set'] }
  switch (state) {
    case 'CONVENED': return day('convocation')
    case 'REGISTRATION_OPEN': return day('registration-opens')
    case 'DOCUMENTS_CLOSED': return day('information-papers')
    case 'OPENED': return meeting.run.opensAt && meeting.startsOn ? `${dayMonth(meeting.startsOn, lang)}${lang === 'th' ? ' ' : ', '}${clockTime(meeting.run.opensAt, meeting.run.zone, lang)}` : m['run.not-set']
    case 'CLOSED': return meeting.endsOn ? dayMonth(meeting.endsOn, lang) : m['run.not-set']
    case 'REPORT_IN_COMMENT': return on('draft-report') && on('report-comments') ? `${day('draft-report')} – ${day('report-comments')}` : m['run.not-set']
    case 'REPORT_FINAL': return day('final-report')
    default: return m['run.not-set']
  }
}

/** Nine dated words (practice §1.1); what stands beside the path says so with its reason. */
export function Path(props: { meeting: RunningMeeting; steps: readonly StateStep[]; dates: readonly Milestone[]; lang: Lang; mayAct: boolean }) {
  const { meeting, steps, dates, lang } = props
  const m = runWords[lang]
  const { state, stateBefore, zone } = meeting.run
  const aside = state === 'POSTPONED' || state === 'CANCELLED'
  const before = aside ? (stateBefore ?? steps.findLast((step) => mainPath.includes(step.state as never))?.state ?? 'PLANNED') : state === 'SUSPENDED' ? 'OPENED' : state
  const at = mainPath.indexOf(before as (typeof mainPath)[number])
  const last = steps.at(-1)
  return (
    <>
      {aside && last && <p class="mf-notice"><b>{stateWord(state, lang)}</b>{lang === 'th' ? ' ' : ', '}{formatDay(dayInZone(last.at, zone), lang)}. {last.reason}</p>}
      <ol class="mf-state" aria-label={m['run.path']}>
        {mainPath.map((step, index) => {
          const reached = steps.findLast((one) => one.state === step)
          const was = index < at || (index === at && state === 'ARCHIVED')
          const now = index === at && !was && !aside
          const when = reached && index <= at ? dayMonth(dayInZone(reached.at, zone), lang) : plannedFor(step, meeting, dates, lang)
          return (
            <li class={was ? 'was' : now ? 'now' : undefined} aria-current={now ? 'step' : undefined}>
              {now && state === 'SUSPENDED' ? stateWord('SUSPENDED', lang) : stateWord(step, lang)}
              <small>{was && <span class="vh">{m['run.done-step']} </span>}{now ? m['run.since'](last && state === 'SUSPENDED' ? dayMonth(dayInZone(last.at, zone), lang) : when) : aside && index > at ? m['run.not-set'] : when}</small>
            </li>
          )
        })}
      </ol>
      {props.mayAct && <p class="small mf-path-act"><a class="govuk-link" href={`${meetingHref(meeting.ref)}/state`}>{m['run.change-state']}</a></p>}
    </>
  )
}
