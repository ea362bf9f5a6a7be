import { Button, Details, Select } from '../../../ui/index.ts'
import { seats } from '../schema.ts'
import { clockTime, digits, partyName, words } from '../wording.ts'
import { ActButton, ActForm } from './parts.tsx'
import type { LeadView } from './speakers.tsx'

/** Where the meeting is on its agenda: when each item was taken up, and when the next are planned. */
export function AgendaPosition(view: LeadView) {
  const { room, lang, keyOf, open } = view
  const m = words[lang]
  const zone = room.meeting.run.zone
  const begun = new Map(room.events.filter((event) => event.kind === 'item' && event.item !== null).map((event) => [event.item, event.at]))
  const at = room.items.findIndex((item) => item.id === room.floor.item)
  const next = room.items.slice(at + 1).find((item) => !item.number.includes('.') || item.session !== null)
  return (
    <section>
      <h2 class="govuk-heading-s">{m['room.agenda']}</h2>
      {room.items.length === 0 ? <p class="small muted">{m['room.agenda-none']}</p> : (
        <ol class="agpos">
          {room.items.map((item) => {
            const now = item.id === room.floor.item
            const taken = begun.get(item.id)
            const time = now && room.floor.itemSince ? m['room.since'](clockTime(room.floor.itemSince, zone, lang)) : taken ? clockTime(taken, zone, lang) : item.startsAt ? clockTime(item.startsAt, zone, lang) : ''
            return <li class={now ? 'now2' : taken ? 'was' : undefined} aria-current={now ? 'step' : undefined}><span class="num">{digits(item.number, lang)}</span><span>{item.title[lang]}</span><span class="num">{time}</span></li>
          })}
        </ol>
      )}
      {open && room.items.length > 0 && (
        <div class="small room-after">
          {next && <ActButton room={room} act="item" keyOf={keyOf} led kind="link" fields={{ item: next.id }} about={next.title[lang]}>{m['room.next-item']}</ActButton>}
          <span class="muted"> {m['room.agenda-note']}</span>
          <Details summary={m['room.other-item']}>
            <ActForm room={room} act="item" keyOf={keyOf} led class="room-line" label={m['room.other-item']}>
              <Select name="item" id="other-item" label={m['room.other-item']} hiddenLabel options={room.items.map((item) => ({ value: item.id, label: m['room.item-title'](item.number, item.title[lang]) }))} value={room.floor.item ?? undefined} />
              <Button kind="secondary" small>{m['room.take-up']}</Button>
            </ActForm>
          </Details>
        </div>
      )}
    </section>
  )
}

/** Attendance by delegation, in the English order of members, and the quorum. */
export function Attendance(view: LeadView) {
  const { room, lang, keyOf } = view
  const m = words[lang]
  const zone = room.meeting.run.zone
  const of = String(room.members.length)
  const closed = room.session.state === 'closed'
  return (
    <section>
      <h2 class="govuk-heading-s">{m['room.members-present']} <span class="muted plain">{m['room.of'](String(room.binding.present.length), of)}</span></h2>
      <ul class="seats one">
        {room.members.map((member) => {
          const name = partyName(room.parties, member.party, lang)
          const seat = member.seat ?? 'absent'
          const here = seat !== 'absent' && seat !== 'excused'
          const said = [m[`room.seat.${seat}`], here && (member.provisional || member.adReferendumOnly) ? m['room.provisional'] : '', here && member.from ? clockTime(member.from, zone, lang) : ''].filter((word) => word !== '').join(lang === 'th' ? ' ' : ', ')
          return (
            <li>
              <b>{name}</b>
              {closed ? <span class={here ? 'num' : 'abs'}>{said}</span> : (
                <details class="seat">
                  <summary aria-label={`${m['room.attendance'](name)}: ${said}`}><span class={here ? 'num' : 'abs'}>{said}</span></summary>
                  <ActForm room={room} act="presence" keyOf={keyOf} fields={{ party: member.party }} class="seat-choice">
                    {[...seats, 'absent' as const].map((choice) => <button class="govuk-button govuk-button--secondary govuk-button--small" name="seat" value={choice} aria-pressed={choice === seat}>{m[`room.seat.${choice}`]}</button>)}
                  </ActForm>
                </details>
              )}
            </li>
          )
        })}
      </ul>
      <p class="small muted room-after">{m['room.quorum'](String(room.quorum), of)}</p>
    </section>
  )
}
