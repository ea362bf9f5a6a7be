import { dayInZone } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import { DataTable, Empty, Section, Status } from '../../../ui/index.ts'
import { Doorway, meetingPage } from '../../meetings/index.ts'
import { listNotes } from '../queries.ts'
import { readRoom } from '../reading.ts'
import { canNote, isOver, keepsRecord, spokenMs, yieldsAt } from '../rules.ts'
import type { FloorRequest } from '../schema.ts'
import { clockOn, digits, partyName, span, words, zoneName } from '../wording.ts'
import { openRoom, readerOf } from './open.ts'
import { limitOf, listHref, roomHref } from './parts.tsx'

export const timesPages = router()

/** What the session has kept: its course, who spoke when and how long, statements; notes for who takes them. */
timesPages.get('/meetings/:body/:session/room/:room/times', async (c) => {
  const { db, lang, now, actor } = c.var
  const m = words[lang]
  const { meeting, session } = await openRoom(c)
  const room = await readRoom(db, readerOf(c), meeting, session)
  const zone = meeting.run.zone
  const at = (instant: string) => clockOn(instant, zone, lang, dayInZone(session.openedAt ?? now, zone))
  const item = (id: string | null) => { const found = room.items.find((one) => one.id === id); return found ? digits(found.number, lang) : '–' }
  const speeches = keepsRecord(session.access).allowed ? room.requests.filter((request) => request.startedAt !== null) : []
  const notes = canNote(actor, meeting, session.access).allowed ? await listNotes(db, session.id) : []
  const ended = (request: FloorRequest) => request.endedAt ?? (isOver(request, now) ? yieldsAt(request) : null)
  return meetingPage(c, meeting, { tab: 'room', title: m['room.times-title'], marks: <Doorway access={session.access} lang={lang} />, breadcrumbs: [{ label: m['room.tab'], href: listHref(meeting.ref) }, { label: session.title[lang], href: roomHref(session) }, { label: m['room.times-title'] }] }, (
    <>
      <p class="lede">{m['room.times-lede']} {zoneName(session.openedAt ?? now, zone)}</p>
      {speeches.length === 0 ? <Empty title={m['room.times-none']} /> : (
        <DataTable<FloorRequest>
          caption={m['room.times-caption']}
          rows={speeches}
          columns={[
            { head: m['room.col-item'], cell: (request) => item(request.item) },
            { head: m['room.col-who'], rowHeader: true, cell: (request) => <>{partyName(room.parties, request.party, lang)}{request.kind !== 'statement' && <small class="muted"> {m[`room.kind.${request.kind}`]}</small>}</> },
            { head: m['room.col-from'], cell: (request) => (request.startedAt ? at(request.startedAt) : '–') },
            { head: m['room.col-until'], cell: (request) => { const until = ended(request); return until ? at(until) : '–' } },
            { head: m['room.col-spoke'], class: 'num right', cell: (request) => { const until = ended(request); return until ? span(spokenMs({ ...request, endedAt: until }), lang) : '–' } },
            { head: m['room.col-limit'], class: 'num right', cell: (request) => span(limitOf(request), lang) },
            { head: m['room.col-how'], cell: (request) => (request.endedHow ? m[`room.how.${request.endedHow}`] : isOver(request, now) ? m['room.how.limit'] : '–') },
          ]}
        />
      )}
      <Section title={m['room.events']}>
        <ol class="gate">{room.events.map((event) => <li><span>{m[`room.event.${event.kind}`]}{event.item && ` ${item(event.item)}`} <small class="muted">{m['room.by'](event.byName, event.byRole)}</small></span><span class="num">{at(event.at)}</span></li>)}</ol>
      </Section>
      {room.statements.length > 0 && (
        <Section title={m['room.statements']}>
          <ul class="gate">{room.statements.map((statement) => <li><span><b>{partyName(room.parties, statement.party, lang)}</b> {m[`room.form.${statement.form}`]}{statement.title && `: ${statement.title}`}{statement.checkAgainstDelivery && <> <Status tone="part">{m['room.check-mark']}</Status></>}{statement.untilDelivered && <> <Status tone="part">{m['room.embargo-mark']}</Status></>}</span><span class="num">{at(statement.recordedAt)}</span></li>)}</ul>
        </Section>
      )}
      {notes.length > 0 && (
        <Section title={m['room.notes']}>
          <ul class="gate">{notes.map((note) => <li><span>{note.text} <small class="muted">{m['room.by'](note.byName, note.byRole)}</small></span><span class="num">{at(note.at)}</span></li>)}</ul>
        </Section>
      )}
    </>
  ))
})
