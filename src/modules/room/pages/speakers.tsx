import type { Lang } from '../../../kernel/languages.ts'
import { Button, Details, Select } from '../../../ui/index.ts'
import { inEnglishOrder } from '../../mechanism/index.ts'
import type { RoomState } from '../reading.ts'
import { isMember, spokenMs } from '../rules.ts'
import { type FloorRequest, requestKinds } from '../schema.ts'
import { clockTime, digits, partyName, span, words } from '../wording.ts'
import { ActButton, ActForm, type KeyOf, Up, Who } from './parts.tsx'

export interface LeadView {
  room: RoomState
  lang: Lang
  keyOf: KeyOf
  /** The Chair: leads, invites, extends, declares. Otherwise the desk, which manages the list and drafts. */
  leads: boolean
  open: boolean
  /** A form that was refused: what was typed, and what is wrong with it by field. */
  refused?: Refused | undefined
}

export interface Refused {
  act: string
  typed: Record<string, string>
  errors: Record<string, string>
}

/** The value and the fault of a field of the form that was refused; nothing for every other form. */
export const refusedIn = (view: Pick<LeadView, 'refused'>, act: string) => {
  const here = view.refused?.act === act ? view.refused : undefined
  return { here: here !== undefined, of: (name: string) => ({ value: here?.typed[name], error: here?.errors[name] }) }
}

/** The speakers' list as the Chair and the desk have it (practice §1.10.5). */
export function SpeakersList(view: LeadView) {
  const { room, lang, keyOf, leads, open } = view
  const m = words[lang]
  const spoken = room.requests.filter((request) => request.state === 'spoken' && request.item === room.floor.item && request.kind === 'statement')
  const average = spoken.length === 0 ? 0 : spoken.reduce((sum, request) => sum + spokenMs(request), 0) / spoken.length
  return (
    <section class="room-sec">
      <div class="room-head">
        <h2 class="govuk-heading-m">{m['room.speakers']}</h2>
        <div class="small acts-line">
          {room.floor.list === 'open' ? m['room.list-is-open'] : m['room.list-is-closed']}
          {leads && open && <>
            {' · '}<ActButton room={room} act="list" keyOf={keyOf} led kind="link" fields={{ list: room.floor.list === 'open' ? 'closed' : 'open' }}>{room.floor.list === 'open' ? m['room.close-list'] : m['room.open-list']}</ActButton>
          </>}
          {' · '}
          {leads && open
            ? <ActButton room={room} act="list" keyOf={keyOf} led kind="link" fields={{ order: room.floor.order === 'request' ? 'alphabetical' : 'request' }}>{m[`room.order-${room.floor.order}`]}</ActButton>
            : m[`room.order-${room.floor.order}`]}
        </div>
      </div>
      <ol class="spk">
        {room.list.map((request, index) => <Row {...view} request={request} place={placeOf(room.list, index)} />)}
        {room.list.length === 0 && <li class="none"><span class="nn">–</span><span>{m['room.list-empty']}</span></li>}
        {room.asking.map((request) => (
          <li class="asking">
            <span class="nn">?</span>
            <span><b><Who room={room} request={request} lang={lang} /></b> <small>{m['room.asks-invitation']}, {m['room.asked'](clockTime(request.askedAt, room.meeting.run.zone, lang))}</small></span>
            <span class="num">{span(request.seconds * 1000, lang)}</span>
            {open && <span class="two-acts">
              {leads && <ActButton room={room} act="invite" keyOf={keyOf} small kind="secondary" fields={{ request: request.id }} about={partyName(room.parties, request.party, lang)}>{m['room.invite']}</ActButton>}
              <ActButton room={room} act="withdraw" keyOf={keyOf} small kind="secondary" fields={{ request: request.id }} about={partyName(room.parties, request.party, lang)}>{m['room.take-off']}</ActButton>
            </span>}
          </li>
        ))}
        {room.asking.length === 0 && !room.list.some((request) => !isMember(request.category)) && <li class="none"><span class="nn">–</span><span>{m['room.others-none']}</span></li>}
      </ol>
      <p class="small room-after">{spoken.length === 0 ? m['room.spoken-none'] : m['room.spoken'](spoken.length, span(average, lang))}</p>
      {open && <AddDelegation {...view} />}
    </section>
  )
}

/** Points of order have no number; the others are counted from one. */
const placeOf = (list: readonly FloorRequest[], index: number): number => list.slice(0, index + 1).filter((request) => request.kind !== 'point-of-order').length

function Row(props: LeadView & { request: FloorRequest; place: number }) {
  const { room, lang, keyOf, request, place, open } = props
  const m = words[lang]
  const name = partyName(room.parties, request.party, lang)
  const asked = clockTime(request.askedAt, room.meeting.run.zone, lang, request.kind === 'point-of-order')
  const give = <ActButton room={room} act="give" keyOf={keyOf} led small kind="secondary" fields={{ request: request.id }} about={m['room.give-to'](name)}>{m['room.give']}</ActButton>
  if (request.kind === 'point-of-order') {
    return (
      <li class="poo">
        <span class="nn"><Up /></span>
        <span><b>{m['room.point-of-order-of'](name)}</b><br /><small>{m['room.order-rule'](asked)}</small></span>
        <span class="num">{span(request.seconds * 1000, lang)}</span>
        {open && <span class="two-acts">{give}<ActButton room={room} act="withdraw" keyOf={keyOf} small kind="secondary" fields={{ request: request.id }} about={name}>{m['room.take-off']}</ActButton></span>}
      </li>
    )
  }
  return (
    <li>
      <span class="nn num">{digits(place, lang)}</span>
      <span><b><Who room={room} request={request} lang={lang} /></b> <small>{request.kind === 'reply' ? `${m['room.reply']}, ` : ''}{m['room.asked'](asked)}{request.laterAt !== null && `, ${m['room.later-mark']}`}</small></span>
      <span class="num">{span(request.seconds * 1000, lang)}</span>
      {open && <span class="two-acts">
        {give}
        <ActButton room={room} act="later" keyOf={keyOf} small kind="secondary" fields={{ request: request.id }} about={name}>{m['room.later']}</ActButton>
        <ActButton room={room} act="withdraw" keyOf={keyOf} small kind="secondary" fields={{ request: request.id }} about={name}>{m['room.take-off']}</ActButton>
      </span>}
    </li>
  )
}

/** A plate raised in the room: the desk or the Chair puts it on the list. */
function AddDelegation(view: LeadView) {
  const { room, lang, keyOf } = view
  const m = words[lang]
  const refused = refusedIn(view, 'add')
  const codes = new Set(room.participations.map((one) => one.party))
  const parties = inEnglishOrder([...room.parties.values()].filter((party) => codes.has(party.code)))
  const members = new Set(room.members.map((member) => member.party))
  const options = [...parties.filter((party) => members.has(party.code)), ...parties.filter((party) => !members.has(party.code))].map((party) => ({ value: party.code, label: party.name[lang] }))
  return (
    <Details summary={m['room.add']} open={refused.here}>
      <ActForm room={room} act="add" keyOf={keyOf} class="room-line" label={m['room.add']}>
        <Select name="party" id="add-party" label={m['room.add-who']} options={options} {...refused.of('party')} />
        <Select name="kind" id="add-kind" label={m['room.add-kind']} options={requestKinds.map((kind) => ({ value: kind, label: m[`room.kind.${kind}`] }))} {...refused.of('kind')} />
        <Button kind="secondary">{m['room.add']}</Button>
      </ActForm>
    </Details>
  )
}
