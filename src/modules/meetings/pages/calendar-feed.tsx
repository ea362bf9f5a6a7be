import { type Actor, visitor } from '../../../kernel/actor.ts'
import { dayInZone, formatDay, todayIn } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { isLang, type Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, Form, NotificationBanner, PageTitle, Section } from '../../../ui/index.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { findHolder } from '../../people/index.ts'
import { calendarWords, type Entry, isDate, lanesOf, meetingEntry, milestoneEntry, needEntry, sessionEntry } from '../calendar-entries.ts'
import { endFeed, feedDigest, issueFeed } from '../commands/feed.ts'
import { icalendar } from '../feed.ts'
import { findFeedBy, findFeedOf, listCalendar, listCalendarSessions } from '../queries/calendar.ts'
import { listRunning } from '../queries/run.ts'
import { timelinesOf } from '../queries/timeline.ts'

export const feedPages = router()

const type = { 'content-type': 'text/calendar; charset=utf-8' }

/** Everything announced, for anyone: the same for all, whoever asks. */
feedPages.get('/calendar.ics', async (c) => {
  const { db, now, lang, site } = c.var
  const [meetings, directory] = await Promise.all([listCalendar(db, { actor: visitor, now }), directoryOf(c, lang)])
  const text = icalendar(meetings.map((meeting) => meetingEntry(meeting, directory)), { name: calendarWords[lang]['calendar.name'], lang, publicUrl: site.config.publicUrl })
  return c.body(text, 200, { ...type, 'content-disposition': 'inline; filename="calendar.ics"', 'cache-control': 'public, max-age=300' })
})

/** The address is the key. What it opens is judged anew at each fetch; without a capacity in force it is as if it never was. */
feedPages.get('/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}', async (c) => {
  const { db, now, site } = c.var
  const feed = await findFeedBy(db, feedDigest(c.req.param('file').slice(0, -4)))
  const holder = feed && (await findHolder(db, feed.person, now))
  if (!holder || holder.capacities.length === 0) throw missing()
  const asked = c.req.query('lang')
  const lang = isLang(asked) ? asked : holder.lang
  const entries = new Map<string, Entry>()
  for (const capacity of holder.capacities) for (const entry of await entriesOf(c, { person: holder.person, capacity }, lang)) if (!entries.has(entry.key)) entries.set(entry.key, entry)
  const text = icalendar([...entries.values()], { name: calendarWords[lang]['calendar.own-name'](holder.person.name), lang, publicUrl: site.config.publicUrl })
  return c.body(text, 200, { ...type, 'content-disposition': 'inline; filename="calendar.ics"', 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' })
})

const directoryOf = async (c: Reply, lang: Lang) => {
  const [bodies, parties] = await Promise.all([listBodies(c.var.db), listParties(c.var.db)])
  return { lang, bodies: new Map(bodies.map((body) => [body.code, body])), parties: new Map(parties.map((party) => [party.code, party])) }
}

/** What one capacity puts into the feed: own meetings, the sessions it may enter, the dates of its lanes, what it is asked to do. */
async function entriesOf(c: Reply, actor: Actor, lang: Lang): Promise<Entry[]> {
  const { db, now, site } = c.var
  const reader = { actor, now }
  const lanes = lanesOf(actor.capacity?.role ?? '')
  const today = todayIn(site.config.zone, now)
  const [directory, meetings, sessions, running, needs] = await Promise.all([
    directoryOf(c, lang), listCalendar(db, reader, { own: true }), listCalendarSessions(db, reader), lanes.length > 0 ? listRunning(db, reader) : [],
    Promise.all(site.modules.map((module) => module.needs?.({ db, actor, now, today, lang }) ?? [])),
  ])
  const byRef = new Map(meetings.map((meeting) => [meeting.ref, meeting]))
  const dates = await timelinesOf(db, running, now)
  return [
    ...meetings.map((meeting) => meetingEntry(meeting, directory)),
    ...sessions.map((session) => sessionEntry(session, byRef.get(session.meeting), directory)),
    ...[...dates].flatMap(([ref, milestones]) => {
      const meeting = byRef.get(ref)
      return meeting ? milestones.filter((milestone) => isDate(milestone, lanes)).map((milestone) => milestoneEntry(milestone, meeting, directory)) : []
    }),
    ...needs.flat().flatMap((need) => (need.dueOn === null ? [] : [needEntry({ ...need, dueOn: need.dueOn })])),
  ]
}

feedPages.get('/account/calendar', async (c) => (c.var.actor.person === null ? c.redirect('/sign-in?next=%2Faccount%2Fcalendar', 303) : feedPage(c)))

async function feedPage(c: Reply): Promise<Response> {
  const { db, lang, site, actor } = c.var
  const w = calendarWords[lang]
  const feed = await findFeedOf(db, actor.person?.id ?? '')
  return page(c, { title: w['calendar.feed-title'], current: '/meetings', breadcrumbs: [{ label: w['calendar.title'], href: '/calendar' }, { label: w['calendar.feed-title'] }] }, (
    <>
      {c.req.query('did') === 'end' && <NotificationBanner kind="success" text={w['calendar.feed-ended']} />}
      <PageTitle title={w['calendar.feed-title']} lede={w['calendar.feed-lede']} />
      <p class="govuk-body">{feed ? w['calendar.feed-since'](formatDay(dayInZone(feed.createdAt, site.config.zone), lang)) : w['calendar.feed-none']}</p>
      {actor.capacity === null ? <p class="govuk-body">{w['calendar.no-capacity']}</p> : (
        <Form action="/account/calendar" class=""><Actions><Button>{feed ? w['calendar.feed-again'] : w['calendar.feed-make']}</Button>{feed && <span class="small muted">{w['calendar.feed-again-why']}</span>}</Actions></Form>
      )}
      {feed && <Form action="/account/calendar/end" class=""><Actions><Button kind="warning">{w['calendar.feed-end']}</Button></Actions></Form>}
      <Section title={w['calendar.public-feed']} lede={w['calendar.public-feed-why']}><p><code>{site.config.publicUrl}/calendar.ics</code></p></Section>
    </>
  ))
}

feedPages.post('/account/calendar', async (c) => {
  const { db, lang, actor, now, site } = c.var
  const w = calendarWords[lang]
  const { token } = await perform(issueFeed, { db, actor, now, input: {} })
  c.header('cache-control', 'private, no-store')
  return page(c, { title: w['calendar.feed-made'], current: '/meetings', status: 201, breadcrumbs: [{ label: w['calendar.feed-title'], href: '/account/calendar' }, { label: w['calendar.feed-made'] }] }, (
    <>
      <PageTitle title={w['calendar.feed-made']} lede={w['calendar.feed-made-why']} />
      <p class="govuk-body"><code class="cal-address">{site.config.publicUrl}/calendar/{token}.ics</code></p>
      <p class="govuk-body">{w['calendar.feed-lang']}</p>
      <Actions><Button href="/account/calendar">{w['calendar.feed-done']}</Button></Actions>
    </>
  ))
})

feedPages.post('/account/calendar/end', async (c) => {
  await perform(endFeed, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: {} })
  return c.redirect('/account/calendar?did=end', 303)
})
