import { acts } from '../../kernel/actor.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import type { Module, Need } from '../../kernel/module.ts'
import { listBodies, listParties } from '../mechanism/index.ts'
import { listSeries, listRunning, type RunningMeeting } from './queries/run.ts'
import { timelinesOf } from './queries/timeline.ts'
import { beforeOpened, canChangeState, canMark, canPlan, nextStates } from './rules/state.ts'
import { daysBetween } from './rules/timeline.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { meetingHref, meetingTitle } from './wording.ts'
import { dayMonth, passedWords, runWords } from './wording-run.ts'

/** So many days ahead a date is worth a line on somebody's desk. */
const ahead = 7
const shown = 6

/** What the meetings in preparation wait for from the Secretariat, the Chair and the host: late dates first, the nearest ones, a tentative host, an empty series. */
export const needs: NonNullable<Module['needs']> = async ({ db, actor, now, lang }) => {
  if (!acts(actor, 'SD', 'CH', 'HL')) return []
  const m = runWords[lang]
  const reader = { actor, now }
  const meetings = (await listRunning(db, reader)).filter((meeting) => meeting.run.state !== 'CANCELLED' && meeting.run.state !== 'ARCHIVED')
  const [timelines, bodies, parties, series] = await Promise.all([timelinesOf(db, meetings, now), listBodies(db), listParties(db), listSeries(db, reader)])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const byParty = new Map(parties.map((party) => [party.code, party]))
  const title = (meeting: RunningMeeting) => meetingTitle(meeting, byCode, lang)
  const marked = (why: string, of: { origin: string }) => (of.origin === 'demonstration' ? `${why} (${{ en, th }[lang]['meetings.example']})` : why)
  const list: Need[] = []
  for (const meeting of meetings) {
    const today = dayInZone(now, meeting.run.zone)
    for (const date of timelines.get(meeting.ref) ?? []) {
      const near = date.state === 'to-come' && daysBetween(today, date.on) <= ahead
      if (date.key === 'session' || date.key === 'date-agreed' || !(date.state === 'late' || near) || !canMark(actor, meeting, date.lane).allowed) continue
      list.push({ dueOn: date.on, what: `${date.name[lang]}${lang === 'th' ? ' ' : ': '}${title(meeting)}`, href: `${meetingHref(meeting.ref)}/dates#date-${date.key}`, why: marked([date.who[lang], passedWords(date, byParty, lang)].filter(Boolean).join(lang === 'th' ? ' · ' : '. '), meeting), verb: m['run.verb-mark'] })
    }
  }
  const shortened = list.sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '')).slice(0, shown)
  if (list.length > shown) shortened.push({ dueOn: null, what: m['run.need-more'](list.length - shown), href: '/meetings#prepared', why: '', verb: m['run.verb-see'] })
  for (const meeting of meetings) {
    const href = meetingHref(meeting.ref)
    // the gavel waits for the Chair on the day.
    if (meeting.startsOn !== null && meeting.startsOn <= dayInZone(now, meeting.run.zone) && nextStates(meeting).includes('OPENED') && beforeOpened(meeting.run.state) && canChangeState(actor, meeting, 'OPENED').allowed) {
      shortened.unshift({ dueOn: meeting.startsOn, what: m['run.need-open'](title(meeting)), href: `${href}/state`, why: marked(m['run.need-open-why'], meeting), verb: m['run.verb-open-it'] })
    }
    if (meeting.run.state === 'POSTPONED' && canPlan(actor).allowed) shortened.push({ dueOn: null, what: m['run.need-day'](title(meeting)), href: `${href}/move`, why: marked(m['run.need-day-why'], meeting), verb: m['run.verb-day'] })
    if (meeting.run.hostBasis === 'tentative' && beforeOpened(meeting.run.state) && meeting.ordinal !== null && canPlan(actor).allowed) {
      shortened.push({ dueOn: null, what: m['run.need-host'](title(meeting)), href, why: marked(m['run.need-host-why'](meeting.startsOn === null ? '–' : dayMonth(meeting.startsOn, lang)), meeting), verb: m['run.verb-see'] })
    }
  }
  if (canPlan(actor).allowed) {
    const used = new Set(meetings.map((meeting) => meeting.run.series))
    for (const empty of series.filter((one) => !used.has(one.id) && one.endsOn >= now.slice(0, 10))) shortened.push({ dueOn: null, what: m['run.need-meetings'](empty.name[lang]), href: `/series/${empty.id}`, why: '', verb: m['run.add-meeting'] })
  }
  return shortened
}
