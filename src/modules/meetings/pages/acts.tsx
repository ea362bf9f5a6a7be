import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, DataTable, DateField, Empty, ErrorSummary, Form, Hidden, Radios, Section, Select, TextField } from '../../../ui/index.ts'
import { membersAt } from '../../mechanism/index.ts'
import { announceMeeting, changeState, confirmNext, editFacts, markDone, proposedHost, unmarkDone } from '../commands.ts'
import { meetingPage } from '../frame.tsx'
import { findConfirmedBy } from '../queries/next.ts'
import type { RunningMeeting } from '../queries/run.ts'
import { listStates, timelineOf } from '../queries/timeline.ts'
import { canChangeState, canConfirmNext, canMark, canPlan, canPrepare, needsReason, nextStates } from '../rules/state.ts'
import { meetingModes } from '../schema.ts'
import { readPlannedDay } from '../schema/plan.ts'
import { meetingHref } from '../wording.ts'
import { formatZoned, runWords, stateWord } from '../wording-run.ts'
import { partyOptions, WordsField } from './fields.tsx'
import { attempt, both, orNull, sentIn, type Shown, summary } from './form.ts'
import { DateTable } from './overview.tsx'
import { namesOf, sharesPreparation, workspace } from './workspace.ts'

export const actPages = router()

const asked = (c: Reply, input: object) => ({ db: c.var.db, actor: c.var.actor, now: c.var.now, input })

// Where the meeting stands and where it may go.
actPages.get('/meetings/:body/:session/state', async (c) => state(c, await workspace(c), {}))

async function state(c: Reply, meeting: RunningMeeting, shown: Shown): Promise<Response> {
  const { lang, actor, db } = c.var
  const m = runWords[lang]
  const [steps, { inside }] = await Promise.all([listStates(db, meeting.ref), sharesPreparation(c, meeting)])
  if (!inside) throw missing()
  const ways = nextStates(meeting).map((to) => ({ to, verdict: canChangeState(actor, meeting, to) }))
  const mine = ways.filter(({ verdict }) => verdict.allowed)
  const href = meetingHref(meeting.ref)
  return meetingPage(c, meeting, { tab: 'overview', title: m['run.path'], flash: shown.flash, status: shown.status }, (
    <>
      <ErrorSummary errors={summary(shown.errors)} />
      {mine.length > 0 && (
        <Form action={`${href}/state`} version={meeting.run.version}>
          <Radios name="to" label={m['run.change-state']} value={shown.typed?.['to']} error={shown.errors?.['to']} options={mine.map(({ to }) => ({ value: to, label: meeting.run.state === 'SUSPENDED' && to === 'OPENED' ? m['run.resumed'] : stateWord(to, lang), hint: needsReason(meeting.run.state, to) ? m['run.with-reason'] : undefined }))} />
          <TextField name="reason" label={m['run.reason']} value={shown.typed?.['reason']} error={shown.errors?.['reason']} />
          {mine.some(({ to }) => to === 'CANCELLED') && <Checkboxes name="numberCounts" label={m['run.number']} small options={[{ value: 'yes', label: m['run.number-counts'], hint: m['run.number-hint'] }]} />}
          <Actions><Button>{m['run.change-do']}</Button><a class="govuk-link" href={href}>{m['run.cancel']}</a></Actions>
        </Form>
      )}
      {meeting.run.state === 'POSTPONED' && <p><a class="govuk-link" href={`${href}/move`}>{m['run.new-day-needed']}</a></p>}
      {!meeting.run.announced && canPlan(actor).allowed && (
        <Section title={m['run.announce']} lede={m['run.announce-lede']}>
          <Form action={`${href}/announce`} version={meeting.run.version}><Actions><Button kind="secondary">{m['run.announce-do']}</Button></Actions></Form>
        </Section>
      )}
      <Section title={m['run.who-may']}>
        <DataTable caption={m['run.who-may']} measure rows={ways} columns={[
          { head: m['run.col-state'], rowHeader: true, cell: ({ to }) => stateWord(to, lang) }, { head: m['run.may'], cell: ({ verdict }) => (verdict.allowed ? m['run.yes'] : m['run.no']) }, { head: m['run.because'], cell: ({ verdict }) => c.var.site.say(lang, verdict.because) },
        ]} />
      </Section>
      <Section title={m['run.path-so-far']}>
        <DataTable caption={m['run.path-so-far']} measure rows={steps} columns={[
          { head: m['run.col-state'], rowHeader: true, cell: (step) => stateWord(step.state as RunningMeeting['run']['state'], lang) }, { head: m['run.col-date'], cell: (step) => formatZoned(step.at, meeting.run.zone, lang) },
          { head: m['run.col-who'], cell: (step) => `${step.byName}, ${c.var.site.say(lang, `role.${step.byRole}`)}` }, { head: m['run.reason'], cell: (step) => step.reason ?? '' },
        ]} />
      </Section>
    </>
  ))
}

actPages.post('/meetings/:body/:session/state', async (c) => {
  const meeting = await workspace(c)
  const { typed } = await sentIn(c)
  return attempt(c, async () => {
    await perform(changeState, asked(c, { meeting: meeting.ref, version: typed['version'] ?? '', to: typed['to'] || undefined, reason: typed['reason'] ?? '', numberCounts: typed['numberCounts'] === 'yes' }))
    return meetingHref(meeting.ref)
  }, async (shown) => state(c, await workspace(c), shown.errors?.['to'] ? { ...shown, errors: { ...shown.errors, to: runWords[c.var.lang]['run.choose-state'] } } : shown), typed)
})

actPages.post('/meetings/:body/:session/announce', async (c) => {
  const meeting = await workspace(c)
  const { typed } = await sentIn(c)
  return attempt(c, async () => {
    await perform(announceMeeting, asked(c, { meeting: meeting.ref, version: typed['version'] ?? '' }))
    return meetingHref(meeting.ref)
  }, async (shown) => state(c, await workspace(c), shown), typed)
})

// Place, form, host and chair.
actPages.get('/meetings/:body/:session/facts', async (c) => facts(c, await workspace(c), {}))

async function facts(c: Reply, meeting: RunningMeeting, shown: Shown): Promise<Response> {
  requireAllowed(canPrepare(c.var.actor, meeting))
  const { lang } = c.var
  const m = runWords[lang]
  const names = await namesOf(c)
  const options = partyOptions(names.parties.values(), lang)
  const value = (name: string, is: string | null | undefined) => shown.typed?.[name] ?? is ?? undefined
  const error = (name: string) => shown.errors?.[name]
  return meetingPage(c, meeting, { tab: 'overview', title: m['run.edit'], flash: shown.flash, status: shown.status }, (
    <>
      <ErrorSummary errors={summary(shown.errors)} />
      <Form action={`${meetingHref(meeting.ref)}/facts`} version={meeting.run.version}>
        <Radios name="mode" label={m['run.mode']} inline value={value('mode', meeting.mode)} options={meetingModes.map((mode) => ({ value: mode, label: m[`run.mode.${mode}`] }))} />
        <WordsField name="city" label={m['run.city']} shown={shown} value={meeting.city} lang={lang} />
        <Select name="country" label={m['run.country']} none={m['run.none']} options={options} value={value('country', meeting.country)} error={error('country')} />
        <Select name="host" label={m['run.host']} none={m['run.none']} options={options} value={value('host', meeting.host)} error={error('host')} hint={m['run.host-hint']} />
        <Select name="chair" label={m['run.chair']} none={m['run.none']} options={options} value={value('chair', meeting.chair?.party)} error={error('chair')} />
        <Select name="coChair" label={m['run.co-chair']} none={m['run.none']} options={options} value={value('coChair', meeting.chair?.coChair)} error={error('coChair')} />
        <TextField name="sizeQuota" label={m['run.size']} width={5} inputmode="numeric" value={value('sizeQuota', meeting.run.sizeQuota === null ? '' : String(meeting.run.sizeQuota))} error={error('sizeQuota')} />
        <WordsField name="costs" label={m['run.costs']} shown={shown} value={meeting.run.costs} lang={lang} />
        <Actions><Button>{m['run.save']}</Button><a class="govuk-link" href={meetingHref(meeting.ref)}>{m['run.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

actPages.post('/meetings/:body/:session/facts', async (c) => {
  const meeting = await workspace(c)
  const { typed } = await sentIn(c)
  return attempt(c, async () => {
    await perform(editFacts, asked(c, {
      meeting: meeting.ref, version: typed['version'] ?? '', mode: typed['mode'], city: both(typed, 'city'), country: orNull(typed['country']), host: orNull(typed['host']), chair: orNull(typed['chair']), coChair: orNull(typed['coChair']), sizeQuota: orNull(typed['sizeQuota']), costs: both(typed, 'costs'),
    }))
    return meetingHref(meeting.ref)
  }, async (shown) => facts(c, await workspace(c), shown), typed)
})

// The dates, and what is marked of them.
actPages.get('/meetings/:body/:session/dates', async (c) => dates(c, await workspace(c), {}))

async function dates(c: Reply, meeting: RunningMeeting, shown: Shown): Promise<Response> {
  const { lang, actor, db, now } = c.var
  const m = runWords[lang]
  const [names, { inside }, all] = await Promise.all([namesOf(c), sharesPreparation(c, meeting), timelineOf(db, meeting, now)])
  const shownDates = all.filter((date) => inside || date.openToAll)
  const href = `${meetingHref(meeting.ref)}/dates`
  return meetingPage(c, meeting, { tab: 'overview', title: m['run.dates'], flash: shown.flash, status: shown.status }, shownDates.length === 0 ? <Empty title={m['run.no-dates']} /> : (
    <DateTable c={c} meeting={meeting} dates={shownDates} names={names} acts={(date) => {
      if (!canMark(actor, meeting, date.lane).allowed) return null
      if (date.state === 'done') return date.doneBy === null || date.doneAt === null ? null : <Form action={`${href}/unmark`} class="inline"><Hidden name="milestone" value={date.key} /><Button small kind="secondary" about={date.name[lang]}>{m['run.unmark']}</Button></Form>
      return <Form action={`${href}/mark`} class="inline"><Hidden name="milestone" value={date.key} /><Button small kind="secondary" about={date.name[lang]}>{m['run.verb-mark']}</Button></Form>
    }} />
  ))
}

for (const [act, command] of [['mark', markDone], ['unmark', unmarkDone]] as const) {
  actPages.post(`/meetings/:body/:session/dates/${act}`, async (c) => {
    const meeting = await workspace(c)
    const { typed } = await sentIn(c)
    return attempt(c, async () => {
      await perform(command as typeof markDone, asked(c, { meeting: meeting.ref, milestone: typed['milestone'] ?? '' }))
      return `${meetingHref(meeting.ref)}/dates#date-${typed['milestone'] ?? ''}`
    }, async (shown) => dates(c, await workspace(c), shown), typed)
  })
}

// "Date and venue of the next meeting" (R-1.2.1).
actPages.get('/meetings/:body/:session/next', async (c) => next(c, await workspace(c), {}))

async function next(c: Reply, meeting: RunningMeeting, shown: Shown): Promise<Response> {
  const { lang, actor, db, now } = c.var
  const m = runWords[lang]
  const [names, confirmed, proposed, { inside }] = await Promise.all([namesOf(c), findConfirmedBy(db, meeting.ref), proposedHost(db, meeting, now), sharesPreparation(c, meeting)])
  if (!inside || meeting.ordinal === null) throw missing()
  const verdict = canConfirmNext(actor, meeting)
  const name = names.title({ ...meeting, session: String(meeting.ordinal + 1), ordinal: meeting.ordinal + 1, name: null, prepares: null })
  const members = membersAt([...names.parties.values()], meeting.endsOn ?? dayInZone(now, meeting.run.zone))
  return meetingPage(c, meeting, { tab: 'overview', title: m['run.next-title'], flash: shown.flash, status: shown.status }, (
    <>
      <ErrorSummary errors={summary(shown.errors)} />
      <p class="prose">{confirmed ? m['run.next-is'](name, names.party(confirmed.host) ?? '', confirmed.starts ? formatDay(confirmed.starts, lang) : m['run.tbc']) : proposed ? m['run.next-proposed'](name, names.party(proposed) ?? '') : m['run.next-unknown'](name)}</p>
      {!confirmed && verdict.allowed && (
        <Form action={`${meetingHref(meeting.ref)}/next`}>
          <Select name="host" label={m['run.next-host']} none={m['run.none']} options={members.map((party) => ({ value: party.code, label: party.name[lang] }))} value={shown.typed?.['host'] ?? proposed ?? undefined} error={shown.errors?.['host']} />
          <DateField name="starts" label={m['run.next-day']} hint={m['run.next-day-hint']} value={shown.typed?.['starts']} error={shown.errors?.['starts']} />
          <Actions><Button>{m['run.next-do']}</Button></Actions>
        </Form>
      )}
      {!verdict.allowed && <p class="muted">{c.var.site.say(lang, verdict.because)}</p>}
    </>
  ))
}

actPages.post('/meetings/:body/:session/next', async (c) => {
  const meeting = await workspace(c)
  const { typed } = await sentIn(c)
  const text = (typed['starts'] ?? '').trim()
  const read = text === '' || /^\d{4}(-\d\d)?$/.test(text) ? { day: text } : readPlannedDay(text, dayInZone(c.var.now, meeting.run.zone))
  return attempt(c, async () => {
    await perform(confirmNext, asked(c, { meeting: meeting.ref, host: typed['host'] ?? '', starts: orNull('day' in read ? read.day : text) }))
    return `${meetingHref(meeting.ref)}/next`
  }, async (shown) => next(c, await workspace(c), shown.errors?.['starts'] ? { ...shown, errors: { ...shown.errors, starts: c.var.site.say(c.var.lang, 'meetings.day-unreadable') } } : shown), typed)
})
