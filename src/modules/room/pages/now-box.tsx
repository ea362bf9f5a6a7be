import { listed } from '../../../kernel/languages.ts'
import { spokenMs, yieldsAt } from '../rules.ts'
import { warnSeconds } from '../schema.ts'
import { clockTime, partyName, span, words } from '../wording.ts'
import { ActButton, limitOf, TimeBar, TimeLeft, Who } from './parts.tsx'
import type { LeadView } from './speakers.tsx'

/** Who has the floor, how long still, and the one thing to do next. There is one primary button at a time (mock b06). */
export function NowBox(view: LeadView) {
  const { room, lang, open } = view
  const m = words[lang]
  const zone = room.meeting.run.zone
  const item = room.items.find((one) => one.id === room.floor.item)
  const shown = room.speaker ?? room.paused ?? null
  const itemWords = item ? m['room.item'](item.number) : m['room.no-item']
  const member = shown ? room.members.find((one) => one.party === shown.party) : undefined
  const post = shown ? room.worth.get(shown.party)?.post : null
  const seat = member?.seat && member.seat !== 'excused' ? m[`room.seat-long.${member.seat}`] : null
  return (
    <section class="nowbox" aria-labelledby="now">
      <div class="l">
        {shown ? (
          <>
            <p class="small muted">{itemWords} · {shown.kind === 'point-of-order' ? m['room.order-since'](clockTime(shown.startedAt ?? room.now, zone, lang, true)) : m['room.has-floor-since'](clockTime(shown.startedAt ?? room.now, zone, lang, true))}</p>
            <h2 id="now"><Who room={room} request={shown} lang={lang} /></h2>
            <p>{listed([seat, post?.[lang]], lang)}</p>
            {(member?.provisional || member?.adReferendumOnly) && <p class="small">{m['room.provisional-why']}</p>}
            {member?.seat === 'representative' && !member.provisional && <p class="small">{m['room.representative-why']}</p>}
            {room.speaker && room.paused && room.speaker.id !== room.paused.id && <p class="small muted">{m['room.interrupted'](partyName(room.parties, room.paused.party, lang), span(limitOf(room.paused) - elapsed(room.paused), lang))}</p>}
          </>
        ) : (
          <>
            <p class="small muted">{itemWords}</p>
            <h2 id="now">{m['room.nobody']}</h2>
            {room.last && <p>{m['room.time-was-over'](partyName(room.parties, room.last.party, lang), clockTime(yieldsAt(room.last) ?? room.now, zone, lang, true))}</p>}
          </>
        )}
        <div class="acts"><Acts {...view} /></div>
      </div>
      {shown && (
        <div class="clock" role="timer" aria-label={m['room.time-left']}>
          <span class="small">{room.speaker ? m['room.left-of'](span(limitOf(shown), lang)) : m['room.paused-at'](clockTime(shown.pausedAt ?? room.now, zone, lang))}</span>
          <TimeLeft request={shown} now={room.now} lang={lang} class="big" />
          <TimeBar request={shown} now={room.now} class="run" />
          <span class="small">{m['room.warns'](span(warnSeconds * 1000, lang))}</span>
        </div>
      )}
      {!open && <p class="vh">{m[`room.state.${room.session.state}`]}</p>}
    </section>
  )
}

const elapsed = (request: { startedAt: string | null; pausedAt: string | null; pausedMs: number }): number =>
  request.pausedAt === null ? 0 : spokenMs({ seconds: 0, extendedSeconds: 0, startedAt: request.startedAt, pausedAt: null, pausedMs: request.pausedMs, endedAt: request.pausedAt })

function Acts(view: LeadView) {
  const { room, lang, keyOf, leads } = view
  const m = words[lang]
  const { state } = room.session
  const lead = { room, keyOf, led: true as const }
  if (state === 'planned' || state === 'closed') return leads ? <ActButton {...lead} act="open" kind="primary">{state === 'planned' ? m['room.open'] : m['room.reopen']}</ActButton> : null
  if (state === 'suspended') return leads ? <ActButton {...lead} act="resume" kind="primary">{m['room.resume']}</ActButton> : null
  const order = room.list.find((request) => request.kind === 'point-of-order')
  const next = room.list.find((request) => request.kind !== 'point-of-order')
  const { speaker, paused, last } = room
  // In this order: a point of order, whoever was interrupted, the next on the list, the end of this speech.
  const primary = order ? 'order' : paused && !speaker ? 'back' : next ? 'next' : speaker ? 'end' : null
  const kind = (of: string) => (of === primary ? 'primary' as const : 'secondary' as const)
  return (
    <>
      {order && <ActButton {...lead} act="give" kind={kind('order')} hotkey="O" fields={{ request: order.id }} about={partyName(room.parties, order.party, lang)}>{m['room.hear-order']}</ActButton>}
      {paused && !(speaker && speaker.id === paused.id) && <ActButton {...lead} act="continue" kind={kind('back')} hotkey="P">{m['room.back-to'](partyName(room.parties, paused.party, lang))}</ActButton>}
      {next && !order && <ActButton {...lead} act="give" kind={kind('next')} hotkey="N" fields={{ request: next.id }}>{m['room.next'](partyName(room.parties, next.party, lang))}</ActButton>}
      {leads && speaker && <ActButton {...lead} act="extend" kind="secondary" hotkey="M">{m['room.minute']}</ActButton>}
      {leads && !speaker && last && <ActButton {...lead} act="extend" kind="secondary" hotkey="M">{m['room.go-on']}</ActButton>}
      {speaker && <ActButton {...lead} act="pause" kind="secondary" hotkey="P">{m['room.pause']}</ActButton>}
      {(speaker ?? paused) && <ActButton {...lead} act="end" kind={kind('end')} hotkey="E">{m['room.thank']}</ActButton>}
    </>
  )
}
