import { formatDay } from '../../../kernel/calendar.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Need } from '../../../kernel/module.ts'
import { needsOf } from '../../../kernel/needs.ts'
import { page } from '../../../kernel/page.tsx'
import { Columns, Empty, numeral, PageTitle, SideList, TodoList } from '../../../ui/index.ts'
import { readFacets } from '../../mandates/index.ts'
import { listBodies } from '../../mechanism/index.ts'
import { listMeetings, mainBodies, meetingTitle } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { byTime, periods } from '../rules.ts'

/** The home of a person signed in: what waits for them in the capacity they act in, by time (mock "What needs me"). */
export async function desk(c: Reply) {
  const { db, actor, lang, today, capacities } = c.var
  const m = { en, th }[lang]
  const [needs, facets, meetings, bodies] = await Promise.all([
    needsOf(c), readFacets(db, actor, undefined, today), listMeetings(db), listBodies(db),
  ])
  const groups = byTime(needs, today)
  const total = periods.reduce((sum, period) => sum + groups[period].length, 0)
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const waiting = mainBodies({ meetings, bodies }).flatMap((body) => meetings.filter((meeting) => meeting.body === body.code && meeting.status === 'planned' && meeting.starts === null))
  const late = groups.late.filter((need) => need.dueOn !== null && need.dueOn < today).length
  const dated = groups.late.length + groups.week.length + groups.month.length
  const summary = dated === 0 ? m['desk.summary-open'](numeral(lang, groups.open.length)) : m['desk.summary'](numeral(lang, late), numeral(lang, groups.late.length - late), numeral(lang, groups.week.length + groups.month.length))
  return page(
    c,
    { title: m['desk.title'], current: '/' },
    <>
      <PageTitle over={formatDay(today, lang)} title={m['desk.title']} lede={dated > 0 || groups.open.length > 0 ? summary : undefined} />
      <Columns kind="two-one">
        <div>
          {total === 0 && (actor.capacity === null && capacities.length > 0
            ? <Empty title={m['desk.no-hat']} ways={[{ href: '/account/hat', label: m['desk.choose-hat'] }]}>{m['desk.no-hat-text']}</Empty>
            : <Empty title={m['desk.nothing']} ways={[{ href: '/follow-up', label: m['desk.to-follow-up'] }, { href: '/mandates', label: m['home.all-decisions'] }]}>{m['desk.nothing-text']}</Empty>)}
          {periods.map((period) => groups[period].length > 0 && <TodoList title={m[`desk.${period}`]} items={groups[period].map((need) => ({ ...when(need, today, lang), what: need.what, href: need.href, why: need.why, verb: need.verb }))} />)}
        </div>
        <div class="mf-rail">
          {waiting.length > 0 && <SideList title={m['desk.waiting']} items={waiting.map((meeting) => ({ label: m['desk.undated'](meetingTitle(meeting, byCode, lang)), href: `/meetings/${meeting.ref}`, value: '–' }))} />}
          <SideList
            title={m['desk.health']}
            items={[
              { label: m['desk.overdue'], href: '/mandates?overdue=yes', value: facets.overdue },
              { label: m['desk.no-report'], href: '/mandates?status=NO_REPORT', value: facets.noReport },
              { label: m['desk.breaks'], href: '/mandates?record=break', value: facets.break },
              { label: m['desk.disagree'], href: '/disagreements', value: facets.disagree },
            ]}
          />
        </div>
      </Columns>
    </>,
  )
}

function when(need: Need, today: string, lang: Lang): { when: string; whenSub?: string; late?: boolean } {
  const m = { en, th }[lang]
  if (need.dueOn === null) return need.since ? { when: m['desk.waits'], whenSub: m['desk.since'](formatDay(need.since, lang, 'short')) } : { when: m['desk.no-day'] }
  if (need.dueOn === today) return { when: m['desk.today'], whenSub: m['desk.no-hour'] }
  if (need.dueOn > today) return { when: formatDay(need.dueOn, lang, 'short') }
  const days = Math.round((Date.parse(need.dueOn) - Date.parse(today)) / -86_400_000)
  return { when: m['desk.days-late'](days), whenSub: m['desk.since'](formatDay(need.dueOn, lang, 'short')), late: true }
}
