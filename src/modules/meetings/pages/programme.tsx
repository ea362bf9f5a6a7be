import { dayInZone } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, DataTable, DateField, Dots, Empty, ErrorSummary, Form, Section, Select, Status, Sub, TextField } from '../../../ui/index.ts'
import { changeSession, dropSession, makeSession } from '../commands.ts'
import { accessWord, Doorway } from '../doorway.tsx'
import { meetingPage } from '../frame.tsx'
import { findSession, listParticipations, listSessions, type RunningMeeting, type Session } from '../queries/run.ts'
import { accessClasses } from '../rights.ts'
import { canPrepare, minutesOpen } from '../rules/state.ts'
import { meetingHref } from '../wording.ts'
import { clockTime, formatZoned, runWords, shortWeekday, zoneWord } from '../wording-run.ts'
import { WordsField } from './fields.tsx'
import { attempt, both, daysIn, orNull, sentIn, type Shown, summary, type Typed } from './form.ts'
import { type Names, namesOf, readerOf, workspace } from './workspace.ts'

export const programmePages = router()

programmePages.get('/meetings/:body/:session/programme', async (c) => {
  const meeting = await workspace(c)
  const { lang, actor, db, now } = c.var
  const m = runWords[lang]
  const [names, sessions] = await Promise.all([namesOf(c), listSessions(db, readerOf(c), meeting.ref)])
  const edits = canPrepare(actor, meeting).allowed
  const href = `${meetingHref(meeting.ref)}/programme`
  return meetingPage(c, meeting, { tab: 'programme', title: m['run.programme'], documentTitle: `${m['run.programme']} – ${names.title(meeting)}`, tools: edits ? <Dots links={[{ href: `${href}/new`, label: m['run.add-session'] }]} /> : undefined, flash: undefined }, (
    sessions.length === 0 ? <Empty title={m['run.no-sessions']} /> : (
      <>
        {meeting.run.opensAt && <p class="small muted">{m['run.hours-of'](zoneWord(meeting.run.opensAt, meeting.run.zone), meeting.run.zone)}</p>}
        <SessionTable c={c} sessions={sessions} zone={meeting.run.zone} names={names} now={now} edit={edits ? (session) => (session.state === 'planned' ? `${href}/${session.id}` : null) : undefined} />
      </>
    )
  ))
})

/** Sessions by time, who may come in, and where. */
export function SessionTable(props: { c: Reply; sessions: readonly Session[]; zone: string; names: Names; now: string; edit?: ((session: Session) => string | null) | undefined; meeting?: (session: Session) => preact.ComponentChildren }) {
  const { zone, names } = props
  const { lang } = props.c.var
  const m = runWords[lang]
  return (
    <DataTable caption={m['run.programme']} rows={props.sessions} rowId={(session) => `session-${session.id}`} columns={[
      {
        head: m['run.col-when'], class: 'nowrap',
        cell: (session) => {
          const [first, last] = [dayInZone(session.startsAt, zone), dayInZone(session.endsAt, zone)]
          return <>{shortWeekday(first, lang)}<Sub>{clockTime(session.startsAt, zone, lang)} – {first === last ? '' : `${shortWeekday(last, lang)} `}{clockTime(session.endsAt, zone, lang)}</Sub></>
        },
      },
      { head: m['run.col-session'], rowHeader: true, cell: (session) => <>{session.title[lang]}{props.meeting && <Sub>{props.meeting(session)}</Sub>}</> },
      { head: m['run.col-access'], cell: (session) => <Doorway access={session.access} lang={lang} label={session.partner ? `${accessWord(session.access, lang)}: ${names.party(session.partner)}` : undefined} /> },
      { head: m['run.col-room'], cell: (session) => session.room?.[lang] ?? <span class="muted">{m['run.not-set']}</span> },
      {
        head: m['run.col-state'], noLabel: true,
        cell: (session) => {
          if (session.state === 'planned') return m['run.session.planned']
          const minutes = minutesOpen(session, props.now)
          return <><Status tone={session.state === 'closed' ? 'done' : 'part'}>{m[`run.session.${session.state}`]}</Status>{minutes !== null && session.openedAt && <Sub>{m['run.open-for'](formatZoned(session.openedAt, zone, lang, 'time'), hours(minutes, lang))}</Sub>}</>
        },
      },
      ...(props.edit ? [{ head: m['run.col-act'], noLabel: true, cell: (session: Session) => { const to = props.edit?.(session); return to ? <a class="govuk-link" href={to}>{m['run.change']}<span class="vh">: {session.title[lang]}</span></a> : null } }] : []),
    ]} />
  )
}

const hours = (minutes: number, lang: 'en' | 'th'): string => runWords[lang]['run.hours-minutes'](Math.floor(minutes / 60), minutes % 60)

programmePages.get('/meetings/:body/:session/programme/:id', async (c) => {
  const meeting = await workspace(c)
  requireAllowed(canPrepare(c.var.actor, meeting))
  return form(c, meeting, await sessionOf(c, meeting), {})
})

async function sessionOf(c: Reply, meeting: RunningMeeting): Promise<Session | null> {
  const id = c.req.param('id') ?? ''
  if (id === 'new') return null
  const session = await findSession(c.var.db, readerOf(c), id)
  if (session?.meeting !== meeting.ref) throw missing()
  return session
}

async function form(c: Reply, meeting: RunningMeeting, session: Session | null, shown: Shown): Promise<Response> {
  const { lang, db } = c.var
  const m = runWords[lang]
  const { zone } = meeting.run
  const [names, parties] = await Promise.all([namesOf(c), listParticipations(db, meeting.ref)])
  const value = (name: string, is: string | undefined) => shown.typed?.[name] ?? is
  const wall = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  const error = (name: string) => shown.errors?.[name]
  const href = `${meetingHref(meeting.ref)}/programme`
  const title = session ? m['run.change-session'] : m['run.add-session']
  return meetingPage(c, meeting, { tab: 'programme', title, flash: shown.flash, status: shown.status, breadcrumbs: [{ label: m['run.programme'], href }, { label: title }] }, (
    <>
      <ErrorSummary errors={summary(shown.errors)} />
      <Form action={`${href}/${session?.id ?? 'new'}`} {...(session ? { version: session.version } : {})}>
        <WordsField name="title" label={m['run.session-title']} shown={shown} value={session?.title} lang={lang} />
        <Select name="access" label={m['run.col-access']} options={accessClasses.map((access) => ({ value: access, label: `${accessWord(access, lang)}: ${m[`run.access-who.${access}`]}` }))} value={value('access', session?.access ?? 'CLOSED')} error={error('access')} />
        <Select name="partner" label={m['run.with-partner']} none={m['run.no-partner']} options={parties.filter((row) => row.category !== 'member' && row.until === null).map((row) => ({ value: row.party, label: names.party(row.party) ?? row.party }))} value={value('partner', session?.partner ?? undefined)} error={error('partner')} hint={m['run.with-partner-hint']} />
        <DateField name="day" label={m['run.day']} value={value('day', session ? dayInZone(session.startsAt, zone) : (meeting.startsOn ?? undefined))} error={error('day')} />
        <div class="mf-fields">
          <TextField name="from" label={m['run.from']} width={5} value={value('from', session ? wall(session.startsAt) : '09:00')} error={error('from')} />
          <TextField name="until" label={m['run.until']} hint={m['run.until-hint']} width={5} value={value('until', session ? wall(session.endsAt) : '12:00')} error={error('until')} />
        </div>
        <WordsField name="room" label={m['run.col-room']} shown={shown} value={session?.room} lang={lang} />
        <TextField name="overlays" label={m['run.overlays']} hint={m['run.overlays-hint']} width={5} inputmode="numeric" value={value('overlays', session?.overlays ? String(session.overlays) : '')} error={error('overlays')} />
        <Actions><Button>{m['run.save']}</Button><a class="govuk-link" href={href}>{m['run.cancel']}</a></Actions>
      </Form>
      {session && (
        <Section title={m['run.drop-session']} lede={m['run.drop-lede']}>
          <Form action={`${href}/${session.id}/remove`} version={session.version}><Actions><Button kind="warning" about={session.title[lang]}>{m['run.drop-do']}</Button></Actions></Form>
        </Section>
      )}
    </>
  ))
}

const fieldsOf = (typed: Typed, day: string | undefined) => ({
  title: both(typed, 'title'), access: typed['access'], partner: orNull(typed['partner']), room: both(typed, 'room'), day: day ?? '', from: typed['from'] ?? '', until: typed['until'] ?? '', overlays: orNull(typed['overlays']),
})

programmePages.post('/meetings/:body/:session/programme/:id', async (c) => {
  const meeting = await workspace(c)
  requireAllowed(canPrepare(c.var.actor, meeting))
  const session = await sessionOf(c, meeting)
  const { typed } = await sentIn(c)
  const { days, faults } = daysIn(typed, ['day'], dayInZone(c.var.now, meeting.run.zone))
  const request = { db: c.var.db, actor: c.var.actor, now: c.var.now }
  return attempt(c, async () => {
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const fields = { meeting: meeting.ref, ...fieldsOf(typed, days['day']) }
    if (session) await perform(changeSession, { ...request, input: { ...fields, session: session.id, version: typed['version'] ?? '' } })
    else await perform(makeSession, { ...request, input: fields })
    return `${meetingHref(meeting.ref)}/programme`
  }, (shown) => form(c, meeting, session, shown), typed)
})

programmePages.post('/meetings/:body/:session/programme/:id/remove', async (c) => {
  const meeting = await workspace(c)
  const session = await sessionOf(c, meeting)
  const { typed } = await sentIn(c)
  return attempt(c, async () => {
    await perform(dropSession, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: meeting.ref, session: session?.id ?? '', version: typed['version'] ?? '' } })
    return `${meetingHref(meeting.ref)}/programme`
  }, async (shown) => form(c, meeting, await sessionOf(c, meeting), shown), typed)
})
