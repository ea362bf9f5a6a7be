import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { listed } from '../../../kernel/languages.ts'
import { reachWords } from '../../../kernel/live-part.tsx'
import type { Reach } from '../../../kernel/live-reach.ts'
import { Status, type Tone } from '../../../ui/index.ts'
import { keepsRecord, leftOpen } from '../rules.ts'
import { clockTime, words, zoneName } from '../wording.ts'
import { Gate, Keeping } from './gate.tsx'
import { NowBox } from './now-box.tsx'
import { ActButton, agreedHref, roomHref } from './parts.tsx'
import { AgendaPosition, Attendance } from './rail.tsx'
import { type LeadView, SpeakersList } from './speakers.tsx'

export const stateTone = { planned: 'plain', open: 'effect', suspended: 'part', closed: 'superseded' } as const satisfies Record<string, Tone>

/** The session as the Chair and the desk lead it (mock b06-chair). */
export function LeadPart(view: LeadView & { reach: Reach }) {
  const { room, lang, keyOf, leads, open } = view
  const m = words[lang]
  const zone = room.meeting.run.zone
  const { session } = room
  const reached = reachWords(view.reach, lang)
  const held = session.state === 'open' || session.state === 'suspended'
  return (
    <>
      <div class="room-bar">
        <Status tone={stateTone[session.state]}>{m[`room.state.${session.state}`]}</Status>
        {room.floor.recorded && <Status tone="up">{m['room.recorded']}</Status>}
        {room.rehearsal && <Status tone="example">{m['room.rehearsal']}</Status>}
        <div class="end num acts-line">
          <b data-clock={Temporal.Instant.from(room.now).epochMilliseconds} data-digits={lang} data-zone={zone}>{clockTime(room.now, zone, lang, true)}</b> {zoneName(room.now, zone)}
          {' · '}<a class="govuk-link" href={`${roomHref(session)}/screen`}>{m['room.screen']}</a>
          {' · '}<a class="govuk-link" href={`${roomHref(session)}/times`}>{m['room.times']}</a>
          {' · '}<a class="govuk-link" href={agreedHref(room.meeting.ref)}>{m['room.agreed-link']}</a>
          {leads && session.state === 'open' && <>{' · '}<ActButton room={room} act="suspend" keyOf={keyOf} led kind="link">{m['room.suspend']}</ActButton></>}
          {leads && held && <>{' · '}<ActButton room={room} act="close" keyOf={keyOf} led kind="link">{m['room.close']}</ActButton></>}
          {leads && held && keepsRecord(session.access).allowed && <>{' · '}<ActButton room={room} act="record" keyOf={keyOf} led kind="link" fields={{ on: room.floor.recorded ? 'no' : 'yes' }}>{room.floor.recorded ? m['room.record-off'] : m['room.record-on']}</ActButton></>}
        </div>
      </div>
      {leftOpen(session, room.now, zone) && session.openedAt && <p class="mf-example left-open"><Status tone="late">{m['room.left-open'](formatDay(dayInZone(session.openedAt, zone), lang))}</Status> {m['room.left-open-why'](listed([formatDay(dayInZone(session.openedAt, zone), lang), clockTime(session.openedAt, zone, lang)], lang))}</p>}
      {room.rehearsal && <p class="mf-example"><b>{m['room.rehearsal']}.</b> {m['room.rehearsal-why']} <ActButton room={room} act="rehearse" keyOf={keyOf} kind="link">{m['room.rehearse']}</ActButton></p>}
      <div class="mf-cols mf-cols--live">
        <div>
          <NowBox {...view} />
          {session.access !== 'RETREAT' && session.access !== 'CEREMONY' && <SpeakersList {...view} />}
          <Gate {...view} />
          {open && keepsRecord(session.access).allowed && <Keeping {...view} />}
          <section class="room-sec">
            <h2 class="govuk-heading-m">{m['room.followers']}</h2>
            <ul class="gate">
              <li>{m['room.followers-now']}<span class="num" data-reach-open>{reached.open}</span></li>
              <li>{m['room.followers-reached']}<span class="num" data-reach-reached>{reached.reached}</span></li>
              <li>{m['room.followers-waiting']}<span class="num" data-reach-waiting>{reached.waiting}</span></li>
            </ul>
          </section>
        </div>
        <aside class="rail" aria-label={m['room.agenda']}>
          <AgendaPosition {...view} />
          <Attendance {...view} />
        </aside>
      </div>
    </>
  )
}
