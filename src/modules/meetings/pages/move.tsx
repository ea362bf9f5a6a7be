import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import type { SubjectFollower } from '../../../kernel/module.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, DataTable, DateField, ErrorSummary, Form, Hidden, Section, TextField } from '../../../ui/index.ts'
import { moveMeeting, type MoveRecord } from '../commands.ts'
import { meetingPage } from '../frame.tsx'
import { mayComeAlong, type MovePlan, planMove } from '../moving.ts'
import { findChange } from '../queries/plan.ts'
import { listRunning, type RunningMeeting } from '../queries/run.ts'
import { canPlan } from '../rules/state.ts'
import { readPlannedDay } from '../schema/plan.ts'
import { meetingHref } from '../wording.ts'
import { dayMonth, formatZoned, runWords, shortWeekday, weekdayName } from '../wording-run.ts'
import { attempt, sentIn, type Shown, summary } from './form.ts'
import { type Names, namesOf, readerOf, sharesPreparation, workspace } from './workspace.ts'

export const movePages = router()

const followers = async (c: Reply, ref: string, days: number): Promise<SubjectFollower[]> => (await Promise.all(c.var.site.modules.map((module) => module.follows?.(c, { kind: 'meeting', id: ref }, days) ?? []))).flat()

movePages.get('/meetings/:body/:session/move', async (c) => {
  const meeting = await workspace(c)
  requireAllowed(canPlan(c.var.actor))
  const typed = { startsOn: c.req.query('startsOn') ?? '', reason: c.req.query('reason') ?? '' }
  return show(c, meeting, { typed }, c.req.queries('along') ?? [])
})

movePages.post('/meetings/:body/:session/move', async (c) => {
  const meeting = await workspace(c)
  requireAllowed(canPlan(c.var.actor))
  const { typed, all } = await sentIn(c)
  const read = readPlannedDay(typed['startsOn'] ?? '', dayInZone(c.var.now, meeting.run.zone))
  return attempt(c, async () => {
    if ('fault' in read) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/startsOn', code: read.fault }] })
    const { id } = await perform(moveMeeting, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: meeting.ref, version: typed['version'] ?? '', startsOn: read.day, along: all('along'), reason: typed['reason'] ?? '' } })
    return `${meetingHref(meeting.ref)}/moved/${id}`
  }, (shown) => show(c, meeting, shown, all('along')), typed)
})

/** First the day, then what it moves and what it does not, then the act: the same form, further down. */
async function show(c: Reply, meeting: RunningMeeting, shown: Shown, along: readonly string[]): Promise<Response> {
  const { db, lang, now } = c.var
  const m = runWords[lang]
  const reader = readerOf(c)
  const today = dayInZone(now, meeting.run.zone)
  const typed = shown.typed?.['startsOn'] ?? ''
  const read = typed === '' ? null : readPlannedDay(typed, today)
  const day = read && 'day' in read && read.day >= today && read.day !== meeting.startsOn ? read.day : null
  const errors = { ...(read && 'fault' in read ? { startsOn: c.var.site.say(lang, read.fault) } : read && 'day' in read && day === null ? { startsOn: c.var.site.say(lang, read.day < today ? 'meetings.day-past' : 'meetings.same-day') } : {}), ...shown.errors }
  const [names, series] = await Promise.all([namesOf(c), listRunning(db, reader, { series: meeting.run.series })])
  const plan = day === null ? null : await planMove(db, reader, meeting, day, along)
  const follow = plan && meeting.run.announced ? await followers(c, meeting.ref, plan.days) : []
  const others = series.filter((other) => mayComeAlong(meeting, other) && other.prepares !== meeting.ref)
  const href = `${meetingHref(meeting.ref)}/move`
  return meetingPage(c, meeting, { tab: 'overview', title: m['run.move'], flash: shown.flash, status: shown.status ?? (Object.keys(errors).length > 0 ? 422 : 200) }, (
    <>
      <ErrorSummary errors={summary(errors)} />
      <Form action={href} method="get">
        <DateField name="startsOn" label={m['run.new-day']} value={typed} error={errors.startsOn} hint={meeting.startsOn ? m['run.now-on'](formatDay(meeting.startsOn, lang)) : undefined} />
        {others.length > 0 && <Checkboxes name="along" label={m['run.take-along']} small values={along} options={others.map((other) => ({ value: other.ref, label: `${names.title(other)}, ${shortWeekday(other.startsOn ?? today, lang)}` }))} />}
        <Actions><Button kind="secondary">{m['run.preview']}</Button><a class="govuk-link" href={meetingHref(meeting.ref)}>{m['run.cancel']}</a></Actions>
      </Form>
      {plan && day !== null && (
        <>
          <Preview c={c} meeting={meeting} plan={plan} follow={follow} names={names} day={day} />
          <Form action={href} version={meeting.run.version}>
            <Hidden name="startsOn" value={day} />
            {along.map((ref) => <Hidden name="along" value={ref} />)}
            <TextField name="reason" label={m['run.reason']} value={shown.typed?.['reason']} error={errors['reason' as keyof typeof errors]} />
            <Actions><Button>{m['run.move-do'](formatDay(day, lang))}</Button></Actions>
          </Form>
        </>
      )}
    </>
  ))
}

function Preview(props: { c: Reply; meeting: RunningMeeting; plan: MovePlan; follow: readonly SubjectFollower[]; names: Names; day: string }) {
  const { c, meeting, plan, names, day } = props
  const { lang } = c.var
  const m = runWords[lang]
  const off = plan.holiday
  return (
    <Section title={m['run.what-moves']} lede={m['run.by-days'](plan.days)}>
      {off !== null && <p class="mf-notice">{off === 'weekend' ? m['run.passed-weekend'](dayMonth(day, lang), weekdayName(day, lang)) : m['run.passed-holiday'](dayMonth(day, lang), off.name[lang], names.party(off.where) ?? off.where)}. {m['run.off-day']}</p>}
      {plan.room && <p class="mf-notice">{c.var.site.say(lang, 'meetings.room-taken-move', { session: plan.room.title.en, sessionTh: plan.room.title.th, other: plan.room.with.en, otherTh: plan.room.with.th })}</p>}
      <Moves c={c} meeting={meeting} record={plan} names={names} follow={props.follow} />
      <h3 class="govuk-heading-s mf-after">{m['run.what-stays']}</h3>
      <ul class="mf-stays">
        {plan.staying.map((other) => <li>{names.title(other)}, {shortWeekday(other.startsOn ?? '', lang)}</li>)}
        <li>{m['run.stays-done']}</li>
        <li>{m['run.stays-letters']}</li>
      </ul>
    </Section>
  )
}

type Moved = Pick<MoveRecord, 'dates'> & { meetings: readonly { ref: string; from: string | null; to: string }[]; sessions: readonly { id: string; title: { en: string; th: string }; from?: string; to?: string; startsAt?: string; newStartsAt?: string }[] }

/** Old and new beside each other, and by how much. */
function Moves(props: { c: Reply; meeting: RunningMeeting; record: Moved; names: Names; follow: readonly SubjectFollower[] }) {
  const { c, meeting, record, names } = props
  const { lang } = c.var
  const m = runWords[lang]
  const { zone } = meeting.run
  const named = (ref: string) => { const [body = '', session = ''] = ref.split('/'); return ref === meeting.ref ? names.title(meeting) : names.title({ body, session, ordinal: /^\d+$/.test(session) ? Number(session) : null, kind: 'regular', name: null, prepares: session.startsWith('PREP.') ? meeting.ref : null }) }
  const at = (instant: string | undefined) => (instant === undefined ? '' : `${shortWeekday(dayInZone(instant, zone), lang)} ${formatZoned(instant, zone, lang, 'clock')}`)
  const day = (of: string | null) => (of === null ? m['run.not-set'] : formatDay(of, lang, 'short'))
  const rows = [
    ...record.meetings.map((row) => ({ what: named(row.ref), from: day(row.from), to: day(row.to), by: '' })),
    ...record.sessions.map((row) => ({ what: row.title[lang], from: at(row.from ?? row.startsAt), to: at(row.to ?? row.newStartsAt), by: '' })),
    ...record.dates.filter((row) => !row.stays).map((row) => ({ what: row.meeting === meeting.ref ? row.name[lang] : `${row.name[lang]} · ${named(row.meeting)}`, from: day(row.from), to: day(row.to), by: m['run.by-days'](row.days) })),
    ...props.follow.map((row) => ({ what: <a class="govuk-link" href={row.href}>{row.what}</a>, from: day(row.from), to: day(row.to), by: m['run.due-day'] })),
  ]
  return (
    <DataTable caption={m['run.what-moves']} rows={rows} columns={[
      { head: m['run.col-what'], rowHeader: true, cell: (row) => row.what }, { head: m['run.col-from'], class: 'nowrap', cell: (row) => row.from }, { head: m['run.col-to'], class: 'nowrap', cell: (row) => row.to }, { head: m['run.col-by'], cell: (row) => row.by },
    ]} />
  )
}

/** What a move did, for those who share the preparation. */
movePages.get('/meetings/:body/:session/moved/:change', async (c) => {
  const meeting = await workspace(c)
  const [{ inside }, names, change] = await Promise.all([sharesPreparation(c, meeting), namesOf(c), findChange(c.var.db, meeting.ref, c.req.param('change'))])
  if (!inside || change?.what !== 'moved' || change.after === null || !('dates' in (change.after as object))) throw missing()
  const { lang } = c.var
  const m = runWords[lang]
  const record = change.after as MoveRecord
  const follow = meeting.run.announced ? await followers(c, meeting.ref, 0) : []
  return meetingPage(c, meeting, { tab: 'overview', title: m['run.moved-title'] }, (
    <>
      <p class="prose">{m['run.moved-by'](record.meetings.find((row) => row.ref === meeting.ref)?.to ? formatDay(record.meetings.find((row) => row.ref === meeting.ref)?.to ?? '', lang) : '', record.days, change.byName)} {change.reason}</p>
      <Moves c={c} meeting={meeting} record={record} names={names} follow={follow} />
      <p><a class="govuk-link" href={meetingHref(meeting.ref)}>{m['run.back']}</a></p>
    </>
  ))
})
