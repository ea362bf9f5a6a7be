import { randomUUID } from 'node:crypto'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { answerHtml } from '../../../kernel/answer.ts'
import { formatDay, dayInZone } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { deny, requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, InLang, numeral, PageTitle, Radios, Section, TextField } from '../../../ui/index.ts'
import { hosts, listRights, listRunning } from '../../meetings/index.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { scanBadge, type Scanned, setCapacity } from '../commands/door.ts'
import { countInside, type DoorBadge, type DoorSession, findDoor, findScan, listDisputed, listDoorBadges, listDoors } from '../queries/door.ts'
import { findPhoto } from '../queries.ts'
import { doorWindow, hasPin, mayEnter } from '../rules/door.ts'
import { fullName, type Speaker, speakerOf } from '../wording.ts'
import { shownFault, typedOf } from './frame.tsx'

export const doorPages = router()

async function speaking(c: Reply): Promise<Speaker> {
  const [parties, bodies] = await Promise.all([listParties(c.var.db), listBodies(c.var.db)])
  return speakerOf(c.var.lang, parties, bodies)
}

/** A door of this host. Another's is not there. */
async function doorOf(c: Reply, id: string): Promise<DoorSession> {
  requireHost(c)
  const session = await findDoor(c.var.db, id)
  if (!session || !hosts(c.var.actor, session)) throw missing()
  return session
}

/** Who is no host learns that there are doors, and nothing of them. */
function requireHost(c: Reply): void {
  if (c.var.actor.capacity?.role !== 'HL') requireAllowed(deny('registration.host-only'))
}

const clock = (instant: string, zone: string, lang: 'en' | 'th'): string => {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const text = [at.hour, at.minute].map((n) => String(n).padStart(2, '0')).join(lang === 'th' ? '.' : ':')
  return lang === 'th' ? `${text.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit)} น.` : text
}

const roomName = (session: DoorSession, lang: 'en' | 'th'): string => [session.room?.[lang], session.title[lang]].filter(Boolean).join(' · ')

doorPages.get('/door', async (c) => {
  const asked = c.req.query('session')
  if (!asked) return chooser(c)
  return door(c, await doorOf(c, asked), {})
})

async function chooser(c: Reply): Promise<Response> {
  const { db, actor, now, lang } = c.var
  requireHost(c)
  const speaker = await speaking(c)
  const { m } = speaker
  const meetings = (await listRunning(db, { actor, now })).filter((meeting) => hosts(actor, meeting))
  const [sessions, disputed] = await Promise.all([listDoors(db, meetings.map((meeting) => meeting.ref), now), listDisputed(db, [...new Set(meetings.map((meeting) => meeting.run.series))])])
  const code = c.req.query('code')
  return page(c, { title: m['door.title'], current: '/meetings' }, (
    <>
      <PageTitle title={m['door.choose']} lede={m['door.choose-why']} />
      {sessions.length === 0 && <p>{m['door.none']}</p>}
      <ul class="mf-doors">
        {sessions.map((session) => (
          <li>
            <a class="govuk-link" href={`/door?session=${encodeURIComponent(session.id)}${code ? `&code=${encodeURIComponent(code)}` : ''}`} data-turbo="false"><b>{session.title[lang]}</b></a>
            <span class="sub">{speaker.meeting(meetings.find((meeting) => meeting.ref === session.meeting) ?? { body: session.body, session: '', ordinal: null, kind: 'regular', prepares: null, name: null })}{session.room && ` · ${session.room[lang]}`} · {formatDay(dayInZone(session.opensAt, session.zone), lang, 'short')} {clock(session.opensAt, session.zone, lang)}–{clock(session.closesAt, session.zone, lang)}</span>
          </li>
        ))}
      </ul>
      {disputed.length > 0 && (
        <Section title={m['door.disputed']}>
          <ul class="govuk-list">{disputed.map((one) => <li>{m['door.disputed-line'](fullName(one) || m['door.someone'], m[`door.answer.${one.given}`], m[`door.answer.${one.answer}`])} ({c.var.site.say(lang, one.reason)}; {one.byName})</li>)}</ul>
        </Section>
      )}
    </>
  ))
}

interface Shown {
  scanned?: Pick<Scanned, 'scan' | 'badge'>
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
}

const signs = {
  in: <svg viewBox="0 0 132 132" aria-hidden="true"><circle cx="66" cy="66" r="60" fill="#fff" /><path d="M36 68 58 90 98 44" fill="none" stroke="#0d6655" stroke-width="14" /></svg>,
  out: <svg viewBox="0 0 132 132" aria-hidden="true"><circle cx="66" cy="66" r="53" fill="none" stroke="#fff" stroke-width="14" /><path d="M38 66h48m-20-22 22 22-22 22" fill="none" stroke="#fff" stroke-width="12" /></svg>,
  'not-here': <svg viewBox="0 0 132 132" aria-hidden="true"><rect x="8" y="8" width="116" height="116" fill="#fff" /><path d="M30 66h72" stroke="#3b4657" stroke-width="15" /></svg>,
  keep: <svg viewBox="0 0 132 132" aria-hidden="true"><path d="M66 2 130 66 66 130 2 66z" fill="#fff" /><path d="M46 46 86 86M86 46 46 86" stroke="#a3261c" stroke-width="14" /></svg>,
} as const
const tones = { in: 'pass', out: 'pass', 'not-here': 'ref', keep: 'rev' } as const

/** One screen for a phone in the hand: the room, the answer, one field. Everything works by sending the form. */
async function door(c: Reply, session: DoorSession, shown: Shown): Promise<Response> {
  const { db, lang, now, site } = c.var
  const speaker = await speaking(c)
  const { m } = speaker
  const inside = await countInside(db, session.id)
  const asked = c.req.query('scan')
  const known = shown.scanned === undefined && asked ? await findScan(db, asked) : null
  const badge = shown.scanned?.badge ?? (known?.session === session.id && known.badge !== null ? ((await listDoorBadges(db, session, known.at)).find((each) => each.badge === known.badge) ?? null) : null)
  const scan = shown.scanned?.scan ?? (known?.session === session.id ? known : null)
  const n = (count: number) => numeral(lang, count)
  const { from, until } = doorWindow(session)
  const errors = shown.errors ?? {}
  return document(c, scan ? m[`door.answer.${scan.answer}`] : m['door.title'], shown.status ?? 200, (
    <div class={`door door--${scan ? tones[scan.answer] : 'wait'}`} data-behaviour="door" data-session={session.id} data-series={session.series} data-overlays={session.overlays ?? ''} data-by-list={m['door.by-list']}>
      <header class="bar"><span>{roomName(session, lang)}</span><a href="/door" data-turbo="false">{m['door.change']}</a></header>
      <main id="main" tabindex={-1}>
        <div class="big" role="status" data-door-answer={scan?.answer ?? ''}>
          {scan && <><div data-door-sign>{signs[scan.answer]}</div><h1>{m[`door.answer.${scan.answer}`]}</h1><p>{site.say(lang, scan.reason)}</p></>}
          {!scan && <><h1>{session.title[lang]}</h1><p>{clock(from, session.zone, lang)}–{clock(until, session.zone, lang)}</p></>}
        </div>
        {badge && <Card badge={badge} speaker={speaker} at={scan ? clock(scan.at, session.zone, lang) : ''} href={`/door/photo/${encodeURIComponent(session.id)}/${badge.badge}`} />}
        <div class="card mf-doorform">
          <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
          <Form action="/door" class="mf-form" label={m['door.check']}>
            <Hidden name="session" value={session.id} />
            <Hidden name="key" value={randomUUID()} />
            <TextField name="code" label={m['door.code-label']} hint={m['door.code-hint']} value={shown.typed?.['code'] ?? c.req.query('code')} error={errors['code']} autocomplete="off" spellcheck={false} width={20} />
            <Radios name="way" label={m['door.way']} inline small options={[{ value: 'in', label: m['door.way-in'] }, { value: 'out', label: m['door.way-out'] }]} value={shown.typed?.['way'] ?? c.req.query('way') ?? 'in'} />
            <Actions>{/* A door checks one badge after the other: the pause against double clicks would hold up the queue. */}<button class="govuk-button">{m['door.check']}</button></Actions>
          </Form>
          <button type="button" class="govuk-button govuk-button--secondary js-only" data-door-camera data-on={m['door.camera']} data-off={m['door.camera-off']} data-none={m['door.camera-none']}>{m['door.camera']}</button>
          <video class="mf-doorvideo" muted playsInline hidden data-door-video aria-hidden="true" />
        </div>
        <details class="card"><summary>{m['door.capacity']}</summary>
          <Form action="/door/capacity" class="mf-form"><Hidden name="session" value={session.id} /><TextField name="capacity" label={m['door.capacity']} inputmode="numeric" width={4} value={shown.typed?.['capacity'] ?? (session.capacity === null ? '' : String(session.capacity))} error={errors['capacity']} /><Actions><Button kind="secondary">{m['registration.save']}</Button></Actions></Form>
          <p class="small">{m['door.sound']}</p>
        </details>
      </main>
      <footer class="net"><span data-door-net aria-live="polite">{m['door.net-online'](clock(now, session.zone, lang))}</span> {session.capacity === null ? m['door.inside'](n(inside.all)) : m['door.inside-of'](n(inside.all), n(session.capacity))}</footer>
      <template data-door-words>
        {(['in', 'out', 'not-here', 'keep'] as const).map((answer) => <div data-answer={answer} data-tone={tones[answer]}>{signs[answer]}<b>{m[`door.answer.${answer}`]}</b></div>)}
        {reasons.map((reason) => <span data-reason={reason}>{m[reason]}</span>)}
        <span data-net="online">{m['door.net-online']('{at}')}</span><span data-net="offline">{m['door.net-offline']('{at}', '{n}')}</span><span data-net="none">{m['door.net-none']}</span>
      </template>
    </div>
  ))
}

const reasons = ['door.may', 'door.left', 'door.unknown', 'door.code', 'door.revoked', 'door.lost', 'door.returned', 'door.not-issued', 'door.no-press', 'door.not-assigned', 'door.not-invited', 'door.not-at-meeting', 'door.not-at-table', 'door.heads-only', 'door.other-partner', 'door.members-only', 'door.overlays', 'door.full', 'door.too-early', 'door.over', 'door.closed'] as const

function Card(props: { badge: DoorBadge; speaker: Speaker; at: string; href: string }) {
  const { badge, speaker } = props
  const { m } = speaker
  return (
    <div class="card" data-door-card>
      <div class="id">{badge.photo ? <img class="mf-photo" src={props.href} alt="" width="76" height="96" /> : <span class="mf-photo mf-photo--none" aria-hidden="true" />}<div><b>{badge.badgeName || fullName(badge)}</b>{badge.post}</div></div>
      <dl><dt>{m['door.for']}</dt><dd>{speaker.belongs(badge)}</dd><dt>{m['door.as']}</dt><dd>{badge.role === null ? m[`registration.kind.${badge.kind}`] : m[`registration.role.${badge.role}`]}</dd><dt>{m['door.at']}</dt><dd>{props.at}</dd></dl>
    </div>
  )
}

/** A page of its own, without the frame of the site: the whole screen is the answer. */
function document(c: Reply, title: string, status: number, content: ComponentChildren): Promise<Response> {
  const { lang, site } = c.var
  const html = renderToString(
    <InLang lang={lang}>
      <html lang={lang} class="govuk-template">
        <head>
          <meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>{`${title} – Mufakat`}</title><meta name="turbo-cache-control" content="no-cache" />
          {site.assets.css.map((href) => <link rel="stylesheet" href={href} data-turbo-track="reload" />)}{site.assets.js.map((src) => <script type="module" src={src} data-turbo-track="reload" />)}
        </head>
        <body class="govuk-template__body">{content}</body>
      </html>
    </InLang>,
  )
  return answerHtml(c, `<!doctype html>${html}`, status)
}

doorPages.post('/door', async (c) => {
  const typed = await typedOf(c)
  const session = await doorOf(c, typed['session'] ?? '')
  try {
    const { scan } = await perform(scanBadge, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { key: typed['key'] ?? '', session: session.id, code: typed['code'] ?? '', way: typed['way'] === 'out' ? 'out' : 'in' } })
    return c.redirect(`/door?session=${encodeURIComponent(session.id)}&scan=${scan.key}${scan.way === 'out' ? '&way=out' : ''}`, 303)
  } catch (error) {
    const fault = shownFault(error)
    if (fault.kind === 'conflict') throw fault
    return door(c, session, { typed, errors: fieldErrors(fault.faults, c), status: statusOf(fault) })
  }
})

doorPages.post('/door/capacity', async (c) => {
  const typed = await typedOf(c)
  const session = await doorOf(c, typed['session'] ?? '')
  try {
    await perform(setCapacity, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { session: session.id, capacity: typed['capacity']?.trim() ? typed['capacity'].trim() : null } })
  } catch (error) {
    const fault = shownFault(error)
    return door(c, session, { typed, errors: fieldErrors(fault.faults, c), status: statusOf(fault) })
  }
  return c.redirect(`/door?session=${encodeURIComponent(session.id)}`, 303)
})

/** What a phone keeps to answer without network: hashes of codes and what each may, no name and no code. */
doorPages.get('/door/list', async (c) => {
  const session = await doorOf(c, c.req.query('session') ?? '')
  const { db, now } = c.var
  const [badges, inside, rights] = await Promise.all([listDoorBadges(db, session, now), countInside(db, session.id), listRights(db, c.var.today)])
  const { from, until } = doorWindow(session)
  return c.json({
    session: session.id, at: now, clock: clock(now, session.zone, c.var.lang), from, until, state: session.state, capacity: session.capacity, overlays: session.overlays ?? (session.access === 'DRAFTING' ? 1 : null), inside: inside.all, parties: Object.fromEntries(inside.parties),
    badges: badges.map((badge) => {
      const verdict = mayEnter(session, badge, rights)
      return [badge.codeHash, verdict.answer, verdict.reason, badge.party, hasPin(badge) ? 1 : 0, badge.inside ? 1 : 0]
    }),
  })
})

/** Scans of a phone, one after the other; each has its own answer, so that one that is refused does not hold up the rest. */
doorPages.post('/door/scans', async (c) => {
  const session = await doorOf(c, c.req.query('session') ?? '')
  const sent: unknown = await c.req.json()
  const rows = Array.isArray(sent) ? (sent as unknown[]).slice(0, 200) : []
  const speaker = await speaking(c)
  const answers = []
  for (const row of rows) {
    try {
      const { scan, badge, again } = await perform(scanBadge, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { ...(row as object), session: session.id } })
      answers.push({ key: scan.key, answer: scan.answer, reason: scan.reason, given: scan.given, again, ...(badge ? { name: badge.badgeName || fullName(badge), post: badge.post, delegation: speaker.belongs(badge), as: badge.role === null ? speaker.m[`registration.kind.${badge.kind}`] : speaker.m[`registration.role.${badge.role}`] } : {}) })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      answers.push({ key: (row as { key?: unknown }).key ?? null, refused: error.faults[0]?.code ?? error.code })
    }
  }
  return c.json({ answers })
})

doorPages.get('/door/photo/:session/:badge', async (c) => {
  const session = await doorOf(c, c.req.param('session'))
  const badge = (await listDoorBadges(c.var.db, session, c.var.now)).find((each) => each.badge === c.req.param('badge'))
  if (!badge?.photo) throw missing()
  const photo = await findPhoto(c.var.db, { id: session.series, scope: { all: true } }, badge.participant)
  const bytes = photo && (await c.var.files.get(photo.sha256))
  if (!photo || !bytes) throw missing()
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': photo.type, 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' })
})

