import { barePage } from '../../../kernel/bare-page.tsx'
import { roleOf } from '../../../kernel/actor.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { dataVersion, type Db } from '../../../kernel/db.ts'
import { AppError } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { answerPart, LivePart, livePartHtml, type LiveOptions, wantsPart } from '../../../kernel/live-part.tsx'
import { memo } from '../../../kernel/memo.ts'
import { type Banner, KeyHints, NotificationBanner } from '../../../ui/index.ts'
import { answerOf, type Category, categoryIn, Doorway, listRights, meetingHref, meetingPage, partyOf, personallyAdmitted, type RunningMeeting, type Session } from '../../meetings/index.ts'
import { papersOf } from '../agenda.ts'
import { actsByName } from '../commands.ts'
import { topicOf } from '../commands/subject.ts'
import { readRoom, type RoomState } from '../reading.ts'
import { canAsk, canLead, canManage } from '../rules.ts'
import { clockTime, words } from '../wording.ts'
import { actInput } from './input.ts'
import { LeadPart } from './lead.tsx'
import { nameOf, openRoom, readerOf } from './open.ts'
import { freshKeys, keysOf, listHref, roomHref } from './parts.tsx'
import { FollowPart } from './phone.tsx'
import type { Refused } from './speakers.tsx'
import { ScreenPart } from './screen.tsx'

export const roomPages = router()

/** What one page shows of the room: the Chair and the desk lead it, everyone else follows. */
type View = 'lead' | 'follow' | 'screen'

interface Shown {
  html: string
  options: LiveOptions
  room: RoomState
}

const keptParts = new WeakMap<Db, ReturnType<typeof memo<{ html: string; room: RoomState }>>>()

/**
 * After one signal a thousand pages ask at once. Readers with the same rights in the same room are shown the same words, so these are made
 * once for each state of the data; only who leads has a page of his own. The half minute is for what changes by the clock alone.
 */
async function partOf(c: Reply, meeting: RunningMeeting, session: Session, view: View, refused?: Refused): Promise<Shown> {
  const { db, lang, actor, now } = c.var
  const make = async () => {
    const room = await readRoom(db, readerOf(c), meeting, session)
    return { html: livePartHtml(c, await content(c, room, view, refused)), room }
  }
  const remember = keptParts.get(db) ?? memo<{ html: string; room: RoomState }>(400)
  keptParts.set(db, remember)
  const party = partyOf(actor)
  const alone = actor.person === null || (await personallyAdmitted(db, meeting.ref)).has(actor.person.id)
  const shared = view !== 'lead' && party !== null && !alone
  const speaks = shared ? await remember([await dataVersion(db), session.id, view, lang, roleOf(actor), party, actor.capacity?.area, now.slice(0, 17), Number(now.slice(17, 19)) < 30].join(' '), make) : await make()
  // A limit that has passed since is not what was kept.
  const made = shared && overSince(speaks.room, now) ? await make() : speaks
  return { ...made, options: { ...liveOptions(c, made.room), leads: view === 'lead' } }
}

const overSince = (room: RoomState, now: string): boolean => room.speaker !== null && room.speaker.startedAt !== null && room.speaker.pausedAt === null && endMs(room.speaker) <= ms(now)
const ms = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds
const endMs = (request: NonNullable<RoomState['speaker']>): number => ms(request.startedAt ?? '') + (request.seconds + request.extendedSeconds) * 1000 + request.pausedMs

function liveOptions(c: Reply, room: RoomState): LiveOptions {
  const m = words[c.var.lang]
  return {
    topics: [topicOf(room.session.id)], versions: [room.version], zone: room.meeting.run.zone,
    words: { lost: m['room.lost'], sending: m['room.sending'], caughtUp: m['room.caught-up'], warned: m['room.warned'], zero: m['room.zero'] },
  }
}

async function content(c: Reply, room: RoomState, view: View, refused: Refused | undefined) {
  const { lang, actor } = c.var
  if (view === 'screen') return <ScreenPart room={room} lang={lang} title={await nameOf(c, room.meeting)} />
  const open = room.session.state === 'open'
  if (view === 'lead') return <LeadPart room={room} lang={lang} keyOf={freshKeys} leads={canLead(actor, room.meeting).allowed} open={open} reach={c.var.live.reach(topicOf(room.session.id))} refused={refused} />
  const category = await categoryIn(c.var.db, readerOf(c), room.meeting.ref)
  const table = await listRights(c.var.db, dayInZone(c.var.now, 'UTC'))
  const own = room.session.access === 'CONSULTATION' && category !== null && category !== 'member'
  const mayAsk = (kind: 'statement' | 'reply' | 'point-of-order') =>
    canAsk(actor, { access: room.session.access, category, kind, own, speak: answer(table, 'speak', category), order: answer(table, 'point-of-order', category) }).allowed
  const papers = await papersOf(c.var.db, readerOf(c), room.meeting.ref, room.session.access === 'RETREAT' ? null : room.floor.item)
  return <FollowPart room={room} lang={lang} actor={actor} category={category} mayAsk={mayAsk} keyOf={keysOf(room)} papers={papers} />
}

const answer = (table: Awaited<ReturnType<typeof listRights>>, right: 'speak' | 'point-of-order', category: Category | null) => (category === null ? 'no' as const : answerOf(table, right, category))

const viewFor = (c: Reply, meeting: RunningMeeting): View => (canManage(c.var.actor, meeting).allowed ? 'lead' : 'follow')

roomPages.get('/meetings/:body/:session/room/:room', async (c) => answerRoom(c))
roomPages.get('/meetings/:body/:session/room/:room/screen', async (c) => {
  const { meeting, session } = await openRoom(c)
  const part = await partOf(c, meeting, session, 'screen')
  if (wantsPart(c)) return answerPart(c, part.options, part.html)
  return barePage(c, { title: words[c.var.lang]['room.screen'] }, <LivePart c={c} options={part.options} html={part.html} />)
})

/** The page, its living part alone, or either with what went wrong. */
async function answerRoom(c: Reply, wrong?: { error: AppError; status: number; refused: Refused }): Promise<Response> {
  const { lang, site } = c.var
  const m = words[lang]
  const { meeting, session } = await openRoom(c)
  const view = viewFor(c, meeting)
  const part = await partOf(c, meeting, session, view, wrong?.refused)
  const banner: Banner | undefined = wrong && { kind: 'error', text: site.say(lang, wrong.error.faults[0]?.code ?? wrong.error.code, wrong.error.faults[0]?.params ?? wrong.error.params) }
  if (wantsPart(c)) return answerPart(c, part.options, `${banner ? livePartHtml(c, <NotificationBanner {...banner} />) : ''}${part.html}`, wrong?.status ?? 200)
  const live = <LivePart c={c} options={part.options} html={part.html} />
  const title = session.title[lang]
  if (view === 'follow') {
    const name = await nameOf(c, meeting)
    return barePage(c, { title: m['room.title-full'](name, title), status: wrong?.status ?? 200 }, (
      <div class="ph hand">
        <div class="mf-thread" />
        <header class="hd"><span><a href={meetingHref(meeting.ref)}>{name}</a>{session.room && ` · ${session.room[lang]}`}</span><span class="num" data-clock={Temporal.Instant.from(c.var.now).epochMilliseconds} data-digits={lang} data-zone={meeting.run.zone} data-minutes="">{clockTime(c.var.now, meeting.run.zone, lang)}</span></header>
        <main id="main" tabindex={-1}>
          <p class="small ph-who"><Doorway access={session.access} lang={lang} /><a class="govuk-link" href={listHref(meeting.ref)}>{m['room.list-title']}</a></p>
          {banner && <NotificationBanner {...banner} />}
          {live}
        </main>
      </div>
    ))
  }
  return meetingPage(
    c, meeting,
    { tab: 'room', title, flash: banner, status: wrong?.status, marks: <Doorway access={session.access} lang={lang} />, breadcrumbs: [{ label: m['room.tab'], href: listHref(meeting.ref) }, { label: title }] },
    <div data-behaviour="keys" data-keys-on={m['room.keys-on']}>
      {live}
      <KeyHints label={m['room.keys']} off={m['room.keys-off']} keys={[{ keys: ['O'], label: m['room.key.order'] }, { keys: ['N'], label: m['room.key.next'] }, { keys: ['M'], label: m['room.key.minute'] }, { keys: ['P'], label: m['room.key.pause'] }, { keys: ['E'], label: m['room.key.end'] }]} />
    </div>,
  )
}

/** One act. Done or done before, the page is shown anew; refused, it is shown with the reason in words. */
roomPages.post('/meetings/:body/:session/room/:room/acts/:act', async (c) => {
  const { session } = await openRoom(c)
  const act = Object.hasOwn(actsByName, c.req.param('act')) ? actsByName[c.req.param('act')] : undefined
  if (!act) return c.notFound()
  const form = await c.req.formData()
  try {
    const { key, input } = actInput(c, c.req.param('act'), session.id, form)
    await act({ db: c.var.db, actor: c.var.actor, now: c.var.now, key, input })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    const typed = Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return answerRoom(c, { error, status: statusOf(error), refused: { act: c.req.param('act'), typed, errors: fieldErrors(error.faults, c) } })
  }
  return wantsPart(c) ? answerRoom(c) : c.redirect(roomHref(session), 303)
})
