import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { DataTable, Empty, Section, Status } from '../../../ui/index.ts'
import { Doorway, listSessions, meetingPage, type Session } from '../../meetings/index.ts'
import { rehearsalsAmong } from '../queries.ts'
import { canDraft, leftOpen } from '../rules.ts'
import { clockTime, words, zoneName } from '../wording.ts'
import { seesAgreed } from '../seeing.ts'
import { stateTone } from './lead.tsx'
import { openMeeting, readerOf } from './open.ts'
import { agreedHref, roomHref } from './parts.tsx'

export const listPages = router()

/** The sessions of a meeting that this reader may enter now, by day, each with its doorway. */
listPages.get('/meetings/:body/:session/room', async (c) => {
  const { db, lang, now } = c.var
  const m = words[lang]
  const meeting = await openMeeting(c)
  const zone = meeting.run.zone
  const sessions = await listSessions(db, readerOf(c), meeting.ref, { live: true })
  if (sessions.length === 0 && !canDraft(c.var.actor, meeting).allowed) throw missing()
  const [rehearsals, agreed] = await Promise.all([rehearsalsAmong(db, sessions.map((session) => session.id)), seesAgreed(c, meeting)])
  const days = [...new Set(sessions.map((session) => dayInZone(session.startsAt, zone)))]
  return meetingPage(c, meeting, { tab: 'room', title: m['room.list-title'], tools: agreed ? <a class="govuk-link" href={agreedHref(meeting.ref)}>{m['room.agreed-link']}</a> : undefined }, (
    <>
      <p class="lede">{m['room.list-lede'](zoneName(meeting.run.opensAt ?? now, zone))}</p>
      {sessions.length === 0 && <Empty title={m['room.no-sessions']}>{m['room.no-sessions-why']}</Empty>}
      {days.map((day) => (
        <Section title={formatDay(day, lang)} kind="plain">
          <DataTable<Session>
            caption={`${m['room.list-caption']}, ${formatDay(day, lang)}`}
            rows={sessions.filter((session) => dayInZone(session.startsAt, zone) === day)}
            columns={[
              { head: m['room.col-when'], cell: (session) => `${clockTime(session.startsAt, zone, lang)}–${clockTime(session.endsAt, zone, lang)}` },
              { head: m['room.col-session'], rowHeader: true, cell: (session) => <><a class="govuk-link" href={roomHref(session)}>{session.title[lang]}</a>{rehearsals.has(session.id) && <> <Status tone="example">{m['room.rehearsal']}</Status></>}</> },
              { head: m['room.col-access'], cell: (session) => <Doorway access={session.access} lang={lang} /> },
              { head: m['room.col-room'], cell: (session) => session.room?.[lang] ?? '–' },
              { head: m['room.col-state'], cell: (session) => (leftOpen(session, now, zone) && session.openedAt ? <Status tone="late">{m['room.left-open'](formatDay(dayInZone(session.openedAt, zone), lang, 'short'))}</Status> : <Status tone={stateTone[session.state]}>{m[`room.state.${session.state}`]}</Status>) },
            ]}
          />
        </Section>
      ))}
    </>
  ))
})
