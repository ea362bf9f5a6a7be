import { dayInZone } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { Actions, Button, DataTable, Empty, ErrorSummary, Form, Hidden, Section, Select, Sub, TextField } from '../../../ui/index.ts'
import { admit, assignPerson, endTakingPart, inviteParty, withdrawAdmission, withdrawAssignment } from '../commands.ts'
import { meetingPage } from '../frame.tsx'
import { listAdmissions, listAssignments, listItemsOf } from '../queries/admissions.ts'
import { listSessions, type RunningMeeting } from '../queries/run.ts'
import { categories } from '../rights.ts'
import { canAdmit, canPlan, canPrepare } from '../rules/state.ts'
import { partyCategories } from '../schema/plan.ts'
import { meetingHref } from '../wording.ts'
import { dayMonth, formatZoned, runWords } from '../wording-run.ts'
import { partyOptions } from './fields.tsx'
import { attempt, orNull, sentIn, type Shown, summary, type Typed } from './form.ts'
import { namesOf, readerOf, sharesPreparation, workspace } from './workspace.ts'

export const takingPartPages = router()

const tasks = ['interpreter', 'translator', 'note-taker', 'technical'] as const

takingPartPages.get('/meetings/:body/:session/taking-part', async (c) => show(c, await workspace(c), {}))

async function show(c: Reply, meeting: RunningMeeting, shown: Shown & { act?: string }): Promise<Response> {
  const { lang, actor, db } = c.var
  const m = runWords[lang]
  const { inside, parties } = await sharesPreparation(c, meeting)
  if (!inside) throw missing()
  const [names, admissions, assignments, sessions, items] = await Promise.all([namesOf(c), listAdmissions(db, meeting.ref), listAssignments(db, meeting.ref), listSessions(db, readerOf(c), meeting.ref), listItemsOf(db, meeting.ref)])
  const href = `${meetingHref(meeting.ref)}/taking-part`
  // Members first, each category in the mechanism's English order.
  const english = (party: string) => names.parties.get(party)?.name.en ?? party
  const invited = parties.toSorted((a, b) => categories.indexOf(a.category) - categories.indexOf(b.category) || english(a.party).localeCompare(english(b.party), 'en'))
  const plans = canPlan(actor).allowed
  const { zone } = meeting.run
  const options = partyOptions(names.parties.values(), lang)
  const places = [...sessions.map((session) => ({ value: `session ${session.id}`, label: session.title[lang] })), ...(canAdmit(actor, meeting).allowed ? items.map((item) => ({ value: `item ${item.id}`, label: `${item.position}. ${item.title[lang]}` })) : [])]
  const of = (act: string, name: string) => ({ name, id: `${act}-${name}`, value: shown.act === act ? shown.typed?.[name] : undefined, error: shown.act === act ? shown.errors?.[name === 'to' ? 'session' : name] : undefined })
  const ending = shown.act === 'end' ? shown.typed?.['party'] : undefined
  const take = (act: string, name: string, id: string, about: string) => <Form action={`${href}/${act}`} class="inline"><Hidden name={name} value={id} /><Button small kind="secondary" about={about}>{m['run.withdraw']}</Button></Form>
  return meetingPage(c, meeting, { tab: 'overview', title: m['run.taking-part'], flash: shown.flash, status: shown.status }, (
    <>
      <ErrorSummary errors={summary(shown.errors, Object.fromEntries(Object.keys(shown.errors ?? {}).map((name) => [name, `${shown.act ?? ''}-${name === 'session' && shown.act !== 'assign' ? 'to' : name}`])))} />
      <DataTable caption={m['run.taking-part']} rows={invited} columns={[
        { head: m['run.party'], rowHeader: true, cell: (row) => names.party(row.party) },
        { head: m['run.category'], cell: (row) => m[`run.cat.${row.category}`] },
        { head: m['run.since-when'], cell: (row) => <>{dayMonth(dayInZone(row.from, zone), lang)}{row.until && <Sub>{m['run.ended']} {dayMonth(dayInZone(row.until, zone), lang)}</Sub>}</> },
        ...(plans ? [{ head: m['run.col-act'], noLabel: true, cell: (row: (typeof parties)[number]) => (row.until ? null : (
          <details class="mf-fold" open={ending === row.party}>
            <summary>{m['run.end-part']}<span class="vh">: {names.party(row.party)}</span></summary>
            <Form action={`${href}/end`}><Hidden name="party" value={row.party} /><TextField name="reason" id={ending === row.party ? 'end-reason' : `end-${row.party}`} label={m['run.reason']} width={20} error={ending === row.party ? shown.errors?.['reason'] : undefined} /><Button small kind="secondary" about={names.party(row.party) ?? ''}>{m['run.end-part']}</Button></Form>
          </details>
        )) }] : []),
      ]} />
      {plans && (
        <Section title={m['run.invite']}>
          <Form action={`${href}/invite`}>
            <Select {...of('invite', 'party')} label={m['run.party']} none={m['run.none']} options={options} />
            <Select {...of('invite', 'category')} label={m['run.category']} none={m['run.none']} options={partyCategories.map((category) => ({ value: category, label: m[`run.cat.${category}` as 'run.cat.member'] }))} />
            <Actions><Button>{m['run.invite']}</Button></Actions>
          </Form>
        </Section>
      )}
      <Section title={m['run.chair-invites']} lede={m['run.chair-invites-lede']}>
        {admissions.length === 0 ? <Empty title={m['run.nobody-invited']} /> : (
          <DataTable caption={m['run.chair-invites']} rows={admissions} columns={[
            { head: m['run.who'], rowHeader: true, cell: (row) => row.personName ?? names.party(row.party) }, { head: m['run.to-what'], cell: (row) => <>{row.sessionTitle?.[lang] ?? row.itemTitle?.[lang]}{row.reason && <Sub>{row.reason}</Sub>}</> },
            { head: m['run.until-when'], cell: (row) => (row.endedAt ? `${m['run.ended']} ${formatZoned(row.endedAt, zone, lang)}` : row.until ? formatZoned(row.until, zone, lang) : '') },
            { head: m['run.col-act'], noLabel: true, cell: (row) => (row.endedAt === null && canAdmit(actor, meeting).allowed ? take('admission-end', 'admission', row.id, row.personName ?? row.party ?? '') : null) },
          ]} />
        )}
        {canAdmit(actor, meeting).allowed && (
          <Form action={`${href}/admit`}>
            <Select {...of('admit', 'party')} label={m['run.party']} none={m['run.none']} options={options} />
            <TextField {...of('admit', 'email')} label={m['run.person-email']} type="email" autocomplete="off" />
            <Select {...of('admit', 'to')} label={m['run.to-what']} none={m['run.none']} options={places} />
            <TextField {...of('admit', 'reason')} label={m['run.reason']} />
            <Actions><Button>{m['run.admit-do']}</Button></Actions>
          </Form>
        )}
      </Section>
      <Section title={m['run.services']} lede={m['run.services-lede']}>
        {assignments.length === 0 ? <Empty title={m['run.nobody-assigned']} /> : (
          <DataTable caption={m['run.services']} rows={assignments} columns={[
            { head: m['run.who'], rowHeader: true, cell: (row) => row.personName }, { head: m['run.task'], cell: (row) => m[`run.task.${row.task}`] }, { head: m['run.col-session'], cell: (row) => row.sessionTitle?.[lang] ?? m['run.whole-meeting'] },
            { head: m['run.col-when'], cell: (row) => <>{formatZoned(row.startsAt, zone, lang)}{row.endedAt && <Sub>{m['run.ended']}</Sub>}</> },
            { head: m['run.col-act'], noLabel: true, cell: (row) => (row.endedAt === null && canPrepare(actor, meeting).allowed ? take('assignment-end', 'assignment', row.id, row.personName) : null) },
          ]} />
        )}
        {canPrepare(actor, meeting).allowed && (
          <Form action={`${href}/assign`}>
            <TextField {...of('assign', 'email')} label={m['run.address']} type="email" autocomplete="off" />
            <Select {...of('assign', 'task')} label={m['run.task']} options={tasks.map((task) => ({ value: task, label: m[`run.task.${task}`] }))} />
            <Select {...of('assign', 'session')} label={m['run.col-session']} none={m['run.whole-meeting']} options={sessions.map((session) => ({ value: session.id, label: session.title[lang] }))} />
            <Actions><Button kind="secondary">{m['run.assign-do']}</Button></Actions>
          </Form>
        )}
      </Section>
    </>
  ))
}

const place = (typed: Typed, kind: 'session' | 'item'): string | null => (typed['to']?.startsWith(`${kind} `) ? typed['to'].slice(kind.length + 1) : null)
const inputs: Record<string, (typed: Typed) => object> = {
  invite: (typed) => ({ party: typed['party'] ?? '', category: typed['category'] }),
  end: (typed) => ({ party: typed['party'] ?? '', reason: typed['reason'] ?? '' }),
  admit: (typed) => ({ party: orNull(typed['party']), email: orNull(typed['email']), session: place(typed, 'session'), item: place(typed, 'item'), reason: typed['reason'] ?? '' }),
  'admission-end': (typed) => ({ admission: typed['admission'] ?? '' }),
  assign: (typed) => ({ email: typed['email'] ?? '', task: typed['task'], session: orNull(typed['session']) }),
  'assignment-end': (typed) => ({ assignment: typed['assignment'] ?? '' }),
}
const acts = { invite: inviteParty, end: endTakingPart, admit, 'admission-end': withdrawAdmission, assign: assignPerson, 'assignment-end': withdrawAssignment } as const

for (const [act, command] of Object.entries(acts)) {
  takingPartPages.post(`/meetings/:body/:session/taking-part/${act}`, async (c) => {
    const meeting = await workspace(c)
    const { typed } = await sentIn(c)
    return attempt(c, async () => {
      await perform(command as typeof inviteParty, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: meeting.ref, ...inputs[act]?.(typed) } })
      return `${meetingHref(meeting.ref)}/taking-part`
    }, async (shown) => show(c, await workspace(c), { ...shown, act }), typed)
  })
}
