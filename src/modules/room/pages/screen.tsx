import type { Lang } from '../../../kernel/languages.ts'
import { accessWord } from '../../meetings/index.ts'
import type { RoomState } from '../reading.ts'
import { clockTime, partyName, words } from '../wording.ts'
import { TimeBar, TimeLeft, Up } from './parts.tsx'

/** The large screen of the room (mock b06-room): both languages, no people, no papers, no seconds but the speaker's. */
export function ScreenPart({ room, title, lang }: { room: RoomState; title: string; lang: Lang }) {
  const m = words[lang]
  const other: Lang = lang === 'en' ? 'th' : 'en'
  const zone = room.meeting.run.zone
  const item = room.items.find((one) => one.id === room.floor.item)
  const speaker = room.speaker ?? room.paused
  const here = room.binding.present.length
  return (
    <div class="room">
      <div class="mf-thread" />
      <header>
        <div class="hh"><span>{title} · {accessWord(room.session.access, lang)}</span><span class="num" data-clock={Temporal.Instant.from(room.now).epochMilliseconds} data-digits={lang} data-zone={zone} data-minutes="">{clockTime(room.now, zone, lang)}</span></div>
        <h1>{item ? <>{lang === 'th' ? words.th['room.item'](item.number) : item.number} &ensp;{item.title[lang]}</> : room.session.title[lang]}</h1>
        <p class="th" lang={other}>{item ? words[other]['room.item-title'](item.number, item.title[other]) : room.session.title[other]}</p>
      </header>
      <main id="main" tabindex={-1}>
        <div>
          {speaker ? (
            <>
              <p class="k">{speaker.kind === 'point-of-order' ? m['room.point-of-order'] : m['room.has-floor']}</p>
              <p class="fl">{partyName(room.parties, speaker.party, lang)}</p>
              <p class="th white" lang={other}>{partyName(room.parties, speaker.party, other)}</p>
            </>
          ) : <p class="fl quiet">{room.session.state === 'open' ? m['room.nobody'] : m[`room.state.${room.session.state}`]}</p>}
        </div>
        {speaker && <p class="ck"><span class="vh">{m['room.time-left']} </span><TimeLeft request={speaker} now={room.now} lang={lang} /></p>}
      </main>
      <footer>
        {speaker ? <TimeBar request={speaker} now={room.now} class="rb" /> : <div class="rb" />}
        <div class="ff">
          <p>
            {room.list.length > 0 && <span class="k">{m['room.screen-next']}</span>}
            {room.list.slice(0, 3).map((request, index) => <>{index === 0 ? '\u2002' : '\u2002·\u2002'}{request.kind === 'point-of-order' && <Up />}<b>{partyName(room.parties, request.party, lang)}</b>{request.kind === 'point-of-order' && <span class="k"> {m['room.screen-order']}</span>}</>)}
          </p>
          <p><span class="k">{m['room.screen-present']}</span> <b>{m['room.of'](String(here), String(room.members.length))}</b></p>
        </div>
      </footer>
    </div>
  )
}
