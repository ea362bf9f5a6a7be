import type { Actor } from '../../../kernel/actor.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { Button, Details, Status, TextArea } from '../../../ui/index.ts'
import type { ItemPaper } from '../../agenda/index.ts'
import { paperHref, shortSymbol } from '../../documents/index.ts'
import { type Category, partyOf } from '../../meetings/index.ts'
import type { RoomState } from '../reading.ts'
import { canObject } from '../rules.ts'
import type { AgreedLine, RequestKind } from '../schema.ts'
import { clockTime, digits, lineText, partyName, span, words } from '../wording.ts'
import { stateTone } from './lead.tsx'
import { ActForm, agreedHref, type KeyOf, TimeLeft, Up, Who } from './parts.tsx'

export interface FollowView {
  room: RoomState
  lang: Lang
  actor: Actor
  category: Category | null
  /** Which requests this reader may make, as judged by the same rule as the act. */
  mayAsk: (kind: RequestKind) => boolean
  keyOf: KeyOf
  papers: readonly ItemPaper[]
}

/** The session in the hand of a delegate, and of whoever follows it (mock b06-phone). */
export function FollowPart(view: FollowView) {
  const { room, lang } = view
  const m = words[lang]
  const zone = room.meeting.run.zone
  const at = room.items.findIndex((item) => item.id === room.floor.item)
  const item = room.items[at]
  const next = item ? room.items[at + 1] : undefined
  const speaker = room.speaker ?? room.paused
  return (
    <>
      {room.session.state !== 'open' && <p class="me"><Status tone={stateTone[room.session.state]}>{m[`room.state.${room.session.state}`]}</Status> {room.session.state === 'planned' ? m['room.waits-open'] : room.session.state === 'closed' ? m['room.is-over'] : ''}</p>}
      <h1>{item ? m['room.item-title'](item.number, item.title[lang]) : room.session.title[lang]}</h1>
      {item && (
        <p class="small muted">
          {[m[`room.purpose.${item.purpose}`], room.floor.itemSince ? m['room.begun'](clockTime(room.floor.itemSince, zone, lang)) : '', next ? m['room.then'](next.number, next.startsAt ? clockTime(next.startsAt, zone, lang) : '') : ''].filter((part) => part !== '').join(' · ')}
        </p>
      )}
      {room.floor.recorded && <p class="small"><Status tone="up">{m['room.recorded']}</Status></p>}
      {room.session.access === 'RETREAT' ? <p class="me">{m['room.retreat-note']}</p> : room.session.access !== 'CEREMONY' && (
        <>
          <section class="fl" aria-label={m['room.has-floor']}>
            {speaker ? (
              <>
                <div><span class="small muted">{speaker.kind === 'point-of-order' ? m['room.point-of-order'] : m['room.has-floor']}</span><b class="c"><Who room={room} request={speaker} lang={lang} /></b><Seat {...view} party={speaker.party} /></div>
                <div class="end"><span class="small muted">{m['room.left']}</span><TimeLeft request={speaker} now={room.now} lang={lang} /></div>
              </>
            ) : <div><b class="c">{m['room.nobody']}</b></div>}
          </section>
          <Own {...view} />
          <List {...view} />
        </>
      )}
      <Put {...view} />
      {view.papers.length > 0 && (
        <>
          <h2 class="govuk-heading-s">{m['room.papers']}</h2>
          <ul class="gate">{view.papers.map((paper) => <li><a class="govuk-link" href={paperHref(paper)}>{paper.title[lang] ?? paper.title.en ?? paper.title.th}</a><span class="sym">{shortSymbol(paper.symbol)}</span></li>)}</ul>
        </>
      )}
    </>
  )
}

function Seat({ room, lang, party }: FollowView & { party: string }) {
  const seat = room.members.find((member) => member.party === party)?.seat
  return seat && seat !== 'excused' ? <span class="small">{words[lang][`room.seat-long.${seat}`]}</span> : null
}

/** Where the own delegation stands, and the two things it can do. */
function Own(view: FollowView) {
  const { room, lang, actor, keyOf } = view
  const m = words[lang]
  const party = partyOf(actor)
  if (party === null || room.session.state !== 'open') return null
  const asLead = actor.capacity?.role === 'LS'
  const own = [...room.list, ...room.asking].filter((request) => request.party === party && request.asLead === asLead)
  const speaking = room.speaker?.party === party
  const paused = room.paused?.party === party && !speaking
  const numbered = room.list.filter((request) => request.kind !== 'point-of-order')
  const place = numbered.findIndex((request) => request.party === party && request.asLead === asLead) + 1
  const kind: RequestKind = room.floor.list === 'closed' ? 'reply' : 'statement'
  const waits = own.find((request) => request.kind !== 'point-of-order')
  const order = own.find((request) => request.kind === 'point-of-order')
  const wouldBe = String(numbered.length + 1)
  return (
    <>
      {(speaking || paused || waits) && (
        <p class="me">
          {speaking ? m['room.you-speak'] : paused ? m['room.you-paused'] : ''}
          {waits && (place > 0 ? ` ${m['room.you-wait'](String(place))}` : ` ${m['room.you-wait-invitation']}`)}
          {speaking && !waits && room.floor.list === 'open' && ` ${m['room.ask-place'](wouldBe)}`}
        </p>
      )}
      {room.floor.list === 'closed' && <p class="small muted">{m['room.closed-list-note']}</p>}
      <div class="two">
        {!waits && view.mayAsk(kind) && <ActForm room={room} act="ask" keyOf={keyOf} fields={{ kind }}><Button>{kind === 'statement' ? m['room.ask-floor'] : m['room.ask-reply']}</Button></ActForm>}
        {waits && <ActForm room={room} act="withdraw" keyOf={keyOf} fields={{ request: waits.id }}><Button kind="secondary">{m['room.ask-back']}</Button></ActForm>}
        {!order && view.mayAsk('point-of-order') && <ActForm room={room} act="ask" keyOf={keyOf} fields={{ kind: 'point-of-order' }}><Button kind="secondary">{m['room.ask-order']}</Button></ActForm>}
        {order && <ActForm room={room} act="withdraw" keyOf={keyOf} fields={{ request: order.id }}><Button kind="secondary" about={m['room.point-of-order']}>{m['room.ask-back']}</Button></ActForm>}
      </div>
    </>
  )
}

function List({ room, lang }: FollowView) {
  const m = words[lang]
  let place = 0
  return (
    <>
      <h2 class="govuk-heading-s">{m['room.speakers']}</h2>
      <ol class="spk">
        {room.list.map((request) => {
          const order = request.kind === 'point-of-order'
          if (!order) place += 1
          return (
            <li class={order ? 'poo' : undefined}>
              <span class="nn">{order ? <Up size={14} /> : digits(place, lang)}</span>
              <span><b>{partyName(room.parties, request.party, lang)}</b>{order && <> <small>{m['room.point-of-order']}</small></>}{request.kind === 'reply' && <> <small>{m['room.reply']}</small></>}{request.asLead && <> <small>{m['room.as-lead']}</small></>}</span>
              <span class="num">{span(request.seconds * 1000, lang)}</span>
            </li>
          )
        })}
        {room.list.length === 0 && <li class="none"><span class="nn">–</span><span>{m['room.list-empty']}</span></li>}
      </ol>
    </>
  )
}

/** What is put to the meeting and what was agreed: members see it, and their heads may object. */
function Put(view: FollowView) {
  const { room, lang, actor, category, keyOf } = view
  const m = words[lang]
  if (category !== 'member') return null
  const here = room.lines.filter((line) => line.session === room.session.id && (line.item === room.floor.item || line.item === null))
  const drafts = here.filter((line) => line.state === 'draft')
  const agreed = room.lines.filter((line) => line.session === room.session.id && line.state === 'gavelled')
  const may = canObject(actor, category).allowed && room.session.state === 'open'
  const party = partyOf(actor)
  return (
    <>
      {drafts.length > 0 && <h2 class="govuk-heading-s">{m['room.put-to-meeting']}</h2>}
      {drafts.map((line) => {
        const own = room.objections.some((objection) => objection.line === line.id && objection.party === party)
        return (
          <div class="draft">
            <LineWords line={line} lang={lang} />
            {own && <p class="small"><Status tone="late">{m['room.you-object']}</Status></p>}
            {may && own && <ActForm room={room} act="lift-objection" keyOf={keyOf} fields={{ line: line.id }}><Button kind="secondary" small>{m['room.lift']}</Button></ActForm>}
            {may && !own && (
              <Details summary={m['room.object']}>
                <ActForm room={room} act="object" keyOf={keyOf} fields={{ line: line.id }} class="mf-form">
                  <TextArea name="reason" id={`reason-${line.id}`} label={m['room.object-reason']} rows={2} />
                  <Button kind="warning">{m['room.object']}</Button>
                </ActForm>
              </Details>
            )}
          </div>
        )
      })}
      {agreed.length > 0 && <h2 class="govuk-heading-s">{m['room.agreed-now']}</h2>}
      {agreed.map((line) => <div class="draft"><LineWords line={line} lang={lang} />{line.adReferendum && <p class="small"><Status tone="part">{m['room.ad-referendum']}</Status></p>}</div>)}
      {agreed.length > 0 && <p class="small"><a class="govuk-link" href={agreedHref(room.meeting.ref)}>{m['room.agreed-link']}</a></p>}
    </>
  )
}

function LineWords({ line, lang }: { line: AgreedLine; lang: Lang }) {
  const said = lineText(line, lang)
  return <p class="said" lang={said.lang}>{said.text}</p>
}
