import { addDays, dayInZone, formatRange } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, DataTable, DateField, Dots, Empty, ErrorSummary, Form, LevelGlyph, PageTitle, Radios, Section, Select, Status, Sub, SummaryList, TextField } from '../../../ui/index.ts'
import { categoriesAt } from '../../mechanism/index.ts'
import { createSeries, editSeries, planMeeting } from '../commands.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { findSeries, listRunning, listSessionsOf, type RunningMeeting, type Series } from '../queries/run.ts'
import { canPlan } from '../rules/state.ts'
import { meetingHref } from '../wording.ts'
import { runWords, stateWord, zoneWord } from '../wording-run.ts'
import { WeekPicture } from '../week-picture.tsx'
import { partyOptions, WordsField } from './fields.tsx'
import { attempt, both, daysIn, orNull, sentIn, type Shown, summary } from './form.ts'
import { SessionTable } from './programme.tsx'
import { meetingDaysShort } from './overview.tsx'
import { namesOf, readerOf } from './workspace.ts'

export const seriesPages = router()

const asked = (c: Reply, input: object) => ({ db: c.var.db, actor: c.var.actor, now: c.var.now, input })
const crumbs = (c: Reply, ...more: { label: string; href?: string }[]) => [{ label: { en, th }[c.var.lang]['meetings.nav'], href: '/meetings' }, ...more]

seriesPages.get('/series/new', (c) => form(c, null, {}))
seriesPages.post('/series/new', async (c) => {
  requireAllowed(canPlan(c.var.actor))
  const { typed } = await sentIn(c)
  const { days, faults } = daysIn(typed, ['startsOn', 'endsOn'], c.var.today)
  return attempt(c, async () => {
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const { id } = await perform(createSeries, asked(c, { name: both(typed, 'name'), zone: typed['zone'] ?? '', host: orNull(typed['host']), city: both(typed, 'city'), venue: both(typed, 'venue'), startsOn: days['startsOn'] ?? '', endsOn: days['endsOn'] ?? days['startsOn'] ?? '' }))
    return `/series/${id}`
  }, (shown) => form(c, null, shown), typed)
})

const seriesOf = async (c: Reply): Promise<Series> => {
  const series = await findSeries(c.var.db, readerOf(c), c.req.param('id') ?? '')
  if (!series) throw missing()
  return series
}

/** The zones of the parties and a few that partners live in; any other by its name. */
const zones = ['Asia/Bangkok', 'Asia/Brunei', 'Asia/Dili', 'Asia/Ho_Chi_Minh', 'Asia/Jakarta', 'Asia/Kuala_Lumpur', 'Asia/Manila', 'Asia/Phnom_Penh', 'Asia/Singapore', 'Asia/Vientiane', 'Asia/Yangon', 'Asia/Seoul', 'Asia/Shanghai', 'Asia/Tokyo', 'UTC']

async function form(c: Reply, series: Series | null, shown: Shown): Promise<Response> {
  requireAllowed(canPlan(c.var.actor))
  const { lang, now } = c.var
  const m = runWords[lang]
  const names = await namesOf(c)
  const title = series ? m['run.edit-series'] : m['run.plan-series']
  const value = (name: string, is?: string | null) => shown.typed?.[name] ?? is ?? undefined
  const error = (name: string) => shown.errors?.[name]
  return page(c, { title, current: '/meetings', flash: shown.flash, status: shown.status, breadcrumbs: crumbs(c, ...(series ? [{ label: series.name[lang], href: `/series/${series.id}` }] : []), { label: title }) }, (
    <>
      <ErrorSummary errors={summary(shown.errors)} />
      <PageTitle title={title} lede={m['run.series-lede']} />
      <Form action={series ? `/series/${series.id}/edit` : '/series/new'} {...(series ? { version: series.version } : {})}>
        <WordsField name="name" label={m['run.series-name']} hint={m['run.series-name-hint']} shown={shown} value={series?.name} lang={lang} />
        {series === null && <Select name="zone" label={m['run.zone']} hint={m['run.zone-hint']} options={zones.map((zone) => ({ value: zone, label: `${zone} (${zoneWord(now, zone)})` }))} value={value('zone', 'Asia/Manila')} error={error('zone')} />}
        <Select name="host" label={m['run.host']} none={m['run.none']} options={partyOptions(names.parties.values(), lang)} value={value('host', series?.host)} error={error('host')} />
        <WordsField name="city" label={m['run.city']} shown={shown} value={series?.city} lang={lang} />
        <WordsField name="venue" label={m['run.venue']} shown={shown} value={series?.venue} lang={lang} />
        <DateField name="startsOn" label={m['run.first-day']} value={value('startsOn', series?.startsOn)} error={error('startsOn')} />
        <DateField name="endsOn" label={m['run.last-day']} value={value('endsOn', series?.endsOn)} error={error('endsOn')} />
        <Actions><Button>{m['run.save']}</Button><a class="govuk-link" href={series ? `/series/${series.id}` : '/meetings'}>{m['run.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

seriesPages.get('/series/:id', async (c) => {
  const series = await seriesOf(c)
  const { lang, db, now, actor } = c.var
  const m = runWords[lang]
  const reader = readerOf(c)
  const [names, meetings] = await Promise.all([namesOf(c), listRunning(db, reader, { series: series.id })])
  const sessions = await listSessionsOf(db, reader, meetings.map((meeting) => meeting.ref))
  const byRef = new Map(meetings.map((meeting) => [meeting.ref, meeting]))
  const tools = canPlan(actor).allowed ? [{ href: `/series/${series.id}/meetings/new`, label: m['run.add-meeting'] }, { href: `/series/${series.id}/edit`, label: m['run.edit-series'] }] : []
  return page(c, { title: series.name[lang], current: '/meetings', breadcrumbs: crumbs(c, { label: series.name[lang] }) }, (
    <>
      <PageTitle title={series.name[lang]} over={formatRange(series.startsOn, series.endsOn, lang)} lede={m['run.one-venue']} tools={tools.length > 0 ? <Dots links={tools} /> : undefined} />
      {series.origin === 'demonstration' && <p class="mf-example"><Status tone="example">{{ en, th }[lang]['meetings.example']}</Status> {{ en, th }[lang]['meetings.example-why']}</p>}
      <SummaryList facts={[
        { term: m['run.host'], value: names.party(series.host) ?? m['run.not-set'] }, { term: m['run.venue'], value: [series.venue?.[lang], series.city?.[lang]].filter(Boolean).join(lang === 'th' ? ' ' : ', ') || m['run.not-set'] },
        { term: m['run.zone'], value: `${series.zone} (${zoneWord(now, series.zone)})` },
      ]} />
      {meetings.length === 0 ? <Empty title={m['run.no-meetings']} /> : (
        <>
          <Section title={m['run.week-picture']}>
            <WeekPicture days={daysOf(series)} zone={series.zone} lang={lang} name={series.name[lang]} meetings={meetings.map((meeting) => ({ ref: meeting.ref, title: names.title(meeting), href: meetingHref(meeting.ref), level: names.bodies.get(meeting.body)?.level ?? 3, opensAt: meeting.run.opensAt, closesAt: meeting.run.closesAt, off: meeting.run.state === 'CANCELLED' || meeting.startsOn === null }))} />
          </Section>
          <Section title={m['run.meetings']} count={meetings.length}>
            <MeetingRows c={c} meetings={meetings} names={names} />
          </Section>
          {sessions.length > 0 && (
            <Section title={m['run.programme']} lede={m['run.hours-of'](zoneWord(sessions[0]?.startsAt ?? now, series.zone), series.zone)}>
              <SessionTable c={c} sessions={sessions} zone={series.zone} names={names} now={now} meeting={(session) => { const of = byRef.get(session.meeting); return of ? <a class="govuk-link" href={meetingHref(of.ref)}>{names.title(of)}</a> : null }} />
            </Section>
          )}
        </>
      )}
    </>
  ))
})

function daysOf(series: Series): string[] {
  const days: string[] = []
  for (let day = series.startsOn; day <= series.endsOn && days.length < 14; day = addDays(day, 1)) days.push(day)
  return days
}

/** Meetings that are prepared or held, as this reader has them. */
export function MeetingRows(props: { c: Reply; meetings: readonly RunningMeeting[]; names: Awaited<ReturnType<typeof namesOf>> }) {
  const { lang } = props.c.var
  const m = runWords[lang]
  const { names } = props
  return (
    <DataTable caption={m['run.meetings']} rows={props.meetings} columns={[
      { head: m['run.col-date'], class: 'nowrap', cell: (meeting) => meetingDaysShort(meeting, lang) },
      { head: m['run.meeting'], rowHeader: true, cell: (meeting) => <LevelGlyph level={names.bodies.get(meeting.body)?.level ?? 3}><a class="govuk-link" href={meetingHref(meeting.ref)}>{names.title(meeting)}</a></LevelGlyph> },
      { head: m['run.host'], cell: (meeting) => <>{names.party(meeting.host) ?? m['run.not-set']}{meeting.run.hostBasis === 'tentative' && <Sub>{m['run.host-tentative']}</Sub>}</> },
      { head: m['run.chair'], cell: (meeting) => [names.party(meeting.chair?.party), names.party(meeting.chair?.coChair)].filter(Boolean).join(' + ') || m['run.not-set'] },
      { head: m['run.col-state'], noLabel: true, cell: (meeting) => <><Status tone={meeting.run.state === 'CANCELLED' ? 'rejected' : meeting.run.state === 'POSTPONED' ? 'late' : 'part'}>{stateWord(meeting.run.state, lang)}</Status>{meeting.origin === 'demonstration' && <> <Status tone="example">{{ en, th }[lang]['meetings.example']}</Status></>}</> },
    ]} />
  )
}

seriesPages.get('/series/:id/edit', async (c) => form(c, await seriesOf(c), {}))
seriesPages.post('/series/:id/edit', async (c) => {
  const series = await seriesOf(c)
  requireAllowed(canPlan(c.var.actor))
  const { typed } = await sentIn(c)
  const { days, faults } = daysIn(typed, ['startsOn', 'endsOn'], c.var.today)
  return attempt(c, async () => {
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    await perform(editSeries, asked(c, { series: series.id, version: typed['version'] ?? '', name: both(typed, 'name'), host: orNull(typed['host']), city: both(typed, 'city'), venue: both(typed, 'venue'), startsOn: days['startsOn'] ?? '', endsOn: days['endsOn'] ?? '' }))
    return `/series/${series.id}`
  }, async (shown) => form(c, await seriesOf(c), shown), typed)
})

seriesPages.get('/series/:id/meetings/new', async (c) => planForm(c, await seriesOf(c), {}, []))

async function planForm(c: Reply, series: Series, shown: Shown, ticked: readonly string[]): Promise<Response> {
  requireAllowed(canPlan(c.var.actor))
  const { lang, db } = c.var
  const m = runWords[lang]
  const [names, running] = await Promise.all([namesOf(c), listRunning(db, readerOf(c), { series: series.id })])
  const value = (name: string, is?: string | null) => shown.typed?.[name] ?? is ?? undefined
  const error = (name: string) => shown.errors?.[name]
  const holds = (code: string, ...wanted: string[]) => { const party = names.parties.get(code); return party !== undefined && categoriesAt(party, series.startsOn).some(({ category }) => wanted.includes(category)) }
  const parties = [...names.parties.values()]
  const partners = partyOptions(parties.filter((party) => holds(party.code, 'dialogue-partner', 'sectoral-partner')), lang)
  const guests = partyOptions(parties.filter((party) => !holds(party.code, 'member', 'dialogue-partner', 'sectoral-partner')), lang)
  return page(c, { title: m['run.add-meeting'], current: '/meetings', flash: shown.flash, status: shown.status, breadcrumbs: crumbs(c, { label: series.name[lang], href: `/series/${series.id}` }, { label: m['run.add-meeting'] }) }, (
    <>
      <ErrorSummary errors={summary(shown.errors)} />
      <PageTitle title={m['run.add-meeting']} over={series.name[lang]} lede={m['run.plan-lede']} />
      <Form action={`/series/${series.id}/meetings/new`}>
        <Select name="body" label={m['run.body']} none={m['run.none']} options={[...names.bodies.values()].filter((body) => body.level > 1).map((body) => ({ value: body.code, label: `${body.short[lang]} · ${body.name[lang]}` }))} value={value('body')} error={error('body')} />
        <Radios name="kind" label={m['run.kind']} value={value('kind', 'regular')} error={error('kind')} options={(['regular', 'preparatory', 'special', 'emergency'] as const).map((kind) => ({ value: kind, label: m[`run.kind.${kind}`] }))} />
        <TextField name="session" label={m['run.session-code']} hint={m['run.session-hint']} width={5} value={value('session')} error={error('session')} autocomplete="off" />
        <Select name="prepares" label={m['run.prepares']} hint={m['run.prepares-hint']} none={m['run.no-prepares']} options={running.filter((one) => one.ordinal !== null).map((one) => ({ value: one.ref, label: names.title(one) }))} value={value('prepares')} error={error('prepares')} />
        <WordsField name="name" label={m['run.own-name']} hint={m['run.own-name-hint']} shown={shown} lang={lang} />
        <div class="mf-fields">
          <DateField name="startsOn" label={m['run.first-day']} value={value('startsOn', series.startsOn)} error={error('startsOn')} />
          <DateField name="endsOn" label={m['run.last-day']} value={value('endsOn')} error={error('endsOn')} />
        </div>
        <div class="mf-fields">
          <TextField name="opens" label={m['run.opens']} width={5} value={value('opens', '09:00')} error={error('opens')} />
          <TextField name="closes" label={m['run.closes']} width={5} value={value('closes', '17:00')} error={error('closes')} />
        </div>
        <Radios name="mode" label={m['run.mode']} inline value={value('mode', 'in-person')} options={(['in-person', 'virtual', 'hybrid'] as const).map((mode) => ({ value: mode, label: m[`run.mode.${mode}`] }))} />
        <Select name="host" label={m['run.host']} hint={m['run.host-plan-hint']} none={m['run.host-of-series']} options={partyOptions(parties, lang)} value={value('host')} error={error('host')} />
        <TextField name="sizeQuota" label={m['run.size']} width={5} inputmode="numeric" value={value('sizeQuota')} error={error('sizeQuota')} />
        <p class="small muted">{m['run.all-members']}</p>
        <Checkboxes name="partners" label={m['run.partners']} small values={ticked} options={partners} error={error('partners')} hint={m['run.partners-hint']} />
        <Checkboxes name="guests" label={m['run.guests']} small values={ticked} options={guests} error={Object.entries(shown.errors ?? {}).find(([name]) => name.startsWith('guests'))?.[1]} />
        <Actions><Button>{m['run.add-meeting']}</Button><a class="govuk-link" href={`/series/${series.id}`}>{m['run.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

/** The category a guest comes in: what it holds on that day, an observer otherwise. */
const guestCategory = (held: readonly string[]) => (['organisation', 'sister-body', 'entity', 'observer'] as const).find((category) => held.includes(category)) ?? 'observer'

seriesPages.post('/series/:id/meetings/new', async (c) => {
  const series = await seriesOf(c)
  requireAllowed(canPlan(c.var.actor))
  const { typed, all } = await sentIn(c)
  const names = await namesOf(c)
  const { days, faults } = daysIn(typed, ['startsOn', 'endsOn'], dayInZone(c.var.now, series.zone))
  return attempt(c, async () => {
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const guests = all('guests').map((party) => { const known = names.parties.get(party); return { party, category: guestCategory(known ? categoriesAt(known, days['startsOn'] ?? series.startsOn).map(({ category }) => category) : []) } })
    const { ref } = await perform(planMeeting, asked(c, {
      series: series.id, body: typed['body'] ?? '', session: typed['session'] ?? '', kind: typed['kind'], prepares: orNull(typed['prepares']), name: both(typed, 'name'), startsOn: days['startsOn'] ?? '', endsOn: days['endsOn'] ?? null,
      opens: typed['opens'] || '09:00', closes: typed['closes'] || '17:00', mode: typed['mode'], host: orNull(typed['host']), sizeQuota: orNull(typed['sizeQuota']), partners: all('partners'), guests,
    }))
    return meetingHref(ref)
  }, (shown) => planForm(c, series, shown, [...all('partners'), ...all('guests')]), typed)
})
