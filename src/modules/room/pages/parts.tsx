import type { ComponentChildren } from 'preact'
import { randomUUID } from 'node:crypto'
import type { Lang } from '../../../kernel/languages.ts'
import { Button, Hidden } from '../../../ui/index.ts'
import { meetingHref, type Session } from '../../meetings/index.ts'
import type { RoomState } from '../reading.ts'
import { leftMs, yieldsAt } from '../rules.ts'
import { type FloorRequest, warnSeconds } from '../schema.ts'
import { partyName, span, words } from '../wording.ts'

export const roomHref = (session: Pick<Session, 'meeting' | 'id'>): string => `${meetingHref(session.meeting)}/room/${encodeURIComponent(session.id)}`
export const listHref = (meeting: string): string => `${meetingHref(meeting)}/room`
export const agreedHref = (meeting: string): string => `${meetingHref(meeting)}/agreed`

/** A person's own key for an act: the same form sent twice is one act. Where a page is kept for several readers the key follows from what it shows. */
export type KeyOf = (act: string, more?: string) => string
export const freshKeys: KeyOf = (act) => `${act}.${randomUUID()}`
export const keysOf = (room: RoomState): KeyOf => (act, more = '') => `${act}.${room.session.id}.${room.version}${more === '' ? '' : `.${more}`}`.slice(0, 120)

/** One act as a form: works without script; with it, it is sent again until an answer comes. */
export function ActForm(props: { room: RoomState; act: string; keyOf: KeyOf; fields?: Record<string, string | number>; led?: boolean; class?: string; label?: string; children: ComponentChildren }) {
  const { room, act, fields = {} } = props
  return (
    <form method="post" action={`${roomHref(room.session)}/acts/${act}`} class={props.class ?? 'act'} aria-label={props.label} data-act novalidate>
      <Hidden name="act" value={props.keyOf(act, Object.values(fields).join('-'))} />
      {props.led && <Hidden name="version" value={room.floor.version} />}
      {Object.entries(fields).map(([name, value]) => <Hidden name={name} value={value} />)}
      {props.children}
    </form>
  )
}

export function ActButton(props: { room: RoomState; act: string; keyOf: KeyOf; fields?: Record<string, string | number>; led?: boolean; kind?: 'primary' | 'secondary' | 'link'; small?: boolean; hotkey?: string; about?: string | undefined; children: ComponentChildren }) {
  return (
    <ActForm room={props.room} act={props.act} keyOf={props.keyOf} {...(props.fields ? { fields: props.fields } : {})} {...(props.led === undefined ? {} : { led: props.led })}>
      {props.kind === 'link'
        ? <button class="mf-linkbutton">{props.children}{props.about && <span class="vh">: {props.about}</span>}</button>
        : <Button kind={props.kind === 'primary' ? 'primary' : 'secondary'} small={props.small} hotkey={props.hotkey} about={props.about}>{props.children}</Button>}
    </ActForm>
  )
}

/** The triangle of a point of order: up, before all others. */
export const Up = (props: { size?: number }) => <svg width={props.size ?? 18} height={props.size ?? 18} viewBox="0 0 18 18" aria-hidden="true"><path d="M9 1.5L17.5 16H.5z" fill="#2b3f8c" /></svg>

/** What is left of a speech. The server says when it ends by its own clock; the page only counts down to it. */
export function TimeLeft(props: { request: FloorRequest; now: string; lang: Lang; class?: string }) {
  const { request, now, lang } = props
  const at = yieldsAt(request)
  return (
    <b class={props.class ?? 't'} {...(at === null ? {} : { 'data-ends-at': Temporal.Instant.from(at).epochMilliseconds, 'data-limit': limitOf(request), 'data-warn': warnSeconds * 1000, 'data-digits': lang })}>{span(leftMs(request, now), lang)}</b>
  )
}

export const limitOf = (request: Pick<FloorRequest, 'seconds' | 'extendedSeconds'>): number => (request.seconds + request.extendedSeconds) * 1000

/** The bar under the clock: how much has gone. */
export function TimeBar(props: { request: FloorRequest; now: string; class: string }) {
  const { request, now } = props
  const limit = limitOf(request)
  return (
    <svg class={props.class} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" class="all" />
      <rect width={Math.round(100 - (leftMs(request, now) / limit) * 100)} height="8" class="gone" data-bar />
    </svg>
  )
}

export function Who(props: { room: RoomState; request: FloorRequest; lang: Lang }) {
  const { room, request, lang } = props
  return <>{partyName(room.parties, request.party, lang)}{request.asLead && <small> {words[lang]['room.as-lead']}</small>}</>
}
