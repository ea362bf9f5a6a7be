import { actOf, type Act, perform } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { answerPart, calmly, LivePart, livePartHtml, wantsPart } from '../../../kernel/live-part.tsx'
import { topicVersions } from '../../../kernel/live.ts'
import type { SubjectNow } from '../../../kernel/module.ts'
import { partFrom } from '../../../kernel/part.tsx'
import { type Banner, Button, Dots, Empty, ErrorSummary, Form, numeral, Section, TextField } from '../../../ui/index.ts'
import { agendaTopic, chairs, Doorway, meetingHref, meetingNow, meetingPage, partyOf, type RunningMeeting, sharedPart } from '../../meetings/index.ts'
import { AgendaList } from '../agenda-list.tsx'
import { adoptAgenda, issueAgenda, moveAgendaItem, putAgenda, startAgenda } from '../commands.ts'
import { proposingOf } from '../commands/proposals.ts'
import { listVersionPapers } from '../queries/papers.ts'
import { findAgenda, listItems, listProposals } from '../queries.ts'
import { canAdd, canAdopt, canEdit, canIssue, canPropose, canPut, holdsPen } from '../rules.ts'
import { meetingOf, readAgenda, readerOf, shownAccess } from '../reading.ts'
import type { ItemPaper } from '../schema.ts'
import { agendaTitle, dayWord, itemNumber, shortSymbol, versionName, whenWord, words, zoneWord } from '../wording.ts'
import { meetingNameOf } from './names.ts'
import { ProposalList } from './proposals.tsx'

export const agendaPages = router()
const at = '/meetings/:body/:session/agenda'
const did = ['start', 'add', 'edit', 'remove', 'issue', 'put', 'adopt', 'propose', 'take', 'decline'] as const

interface Shown {
  status?: number
  flash?: Banner | undefined
  errors?: { field?: string; message: string }[]
}

agendaPages.get(at, async (c) => agendaPage(c, await meetingOf(c), {}))

export async function agendaPage(c: Reply, meeting: RunningMeeting, shown: Shown): Promise<Response> {
  const { lang, db } = c.var
  const m = words[lang]
  const now = await meetingNow(c, meeting.ref)
  const topics = [agendaTopic(meeting.ref), ...now.topics]
  // Their numbers first: what is read after them is never older than they say.
  const numbers = await topicVersions(db, topics)
  const { html, title } = await sharedPart(c, meeting.ref, 'agenda', async () => {
    const read = await readAgenda(c, meeting)
    return { html: livePartHtml(c, await content(c, meeting, read, await now.at())), title: agendaTitle(read.agenda, read.versions, lang) }
  })
  const options = calmly(c, { topics, versions: numbers, zone: meeting.run.zone, title })
  if (wantsPart(c)) return answerPart(c, options, html)
  const [agenda, filed, items] = await Promise.all([findAgenda(db, meeting.ref), listVersionPapers(db, readerOf(c), meeting.ref), listItems(db, readerOf(c), meeting.ref)])
  const newest = Math.max(0, ...filed.keys())
  const base = `${meetingHref(meeting.ref)}/agenda`
  const moved = items.find((item) => item.id === c.req.query('moved'))
  const done = did.find((one) => one === c.req.query('did'))
  const flash = shown.flash ?? (moved ? { kind: 'success' as const, text: m['agenda.moved'](moved.title[lang], itemNumber(moved.number, lang)) } : done ? { kind: 'success' as const, text: m[`agenda.did-${done}`] } : undefined)
  return meetingPage(
    c, meeting,
    {
      tab: 'agenda', title, marks: agenda.state !== 'DRAFT' && <FiledAs paper={filed.get(newest)} meeting="" />, flash, status: shown.status,
      tools: items.length > 0 && <>{m['agenda.print']}: <Dots links={[{ href: `${base}/print.pdf?in=${lang}`, label: m['agenda.print-all'] }, { href: `${base}/print.pdf?in=${lang === 'en' ? 'th' : 'en'}`, label: m['agenda.print-other'] }]} /></>,
    },
    <>
      {shown.errors && <ErrorSummary errors={shown.errors} />}
      <LivePart c={c} options={options} html={html} />
      <p class="vh" data-live aria-live="polite" />
    </>,
  )
}

/** All that follows what happens: the agenda as this reader has it, and what he may do with it. */
async function content(c: Reply, meeting: RunningMeeting, read: Awaited<ReturnType<typeof readAgenda>>, now: ReadonlyMap<string, SubjectNow>) {
  const { lang, actor, db } = c.var
  const { m, agenda, items, versions, bare } = read
  const here = { meeting: { body: meeting.body, state: meeting.run.state }, agenda }
  const [edits, adds] = [canEdit(actor, here).allowed, canAdd(actor, here).allowed]
  const pen = holdsPen(actor, meeting)
  const party = partyOf(actor)
  const proposals = pen || party !== null ? await listProposals(db, meeting.ref, pen ? undefined : (party ?? undefined)) : []
  const proposes = !pen && party !== null && canPropose(actor, await proposingOf(db, readerOf(c), meeting, agenda)).allowed
  const base = `${meetingHref(meeting.ref)}/agenda`
  const zone = meeting.run.zone
  const firstTurn = items.find((item) => item.startsAt !== null)?.startsAt
  return (
    <>
      {items.length > 0 && pen && <p class="lede">{bare.size === 0 ? m['agenda.all-ready'] : m['agenda.some-bare'](numeral(lang, bare.size), bare.size === 1)}</p>}
      {(versions.length > 0 || adds || proposes) && (
        <div class="mf-bar">
          <span>
            {m['agenda.versions']}: {versions.map((version) => <><a class="govuk-link" href={`${base}/versions/${version.number}`} title={versionName(version, lang)}>{dayWord(version.at, zone, lang)}{version.kind === 'REVISED' && !read.filed.has(version.number) && `, Rev.${itemNumber(String(version.revision), lang)}`}</a><FiledAs paper={read.filed.get(version.number)} meeting={meeting.ref} /> · </>)}
            <span class="muted">{agenda.adoptedAt ? m['agenda.adopted-on'](whenWord(agenda.adoptedAt, zone, lang)) : m['agenda.not-adopted']}</span>
            {versions.length > 0 && <> · <a class="govuk-link" href={`${base}/compare`}>{m['agenda.compare']}</a></>}
          </span>
          {adds && items.length > 0 ? <a class="govuk-link end" href={`${base}/new`}>{m['agenda.add']}</a> : proposes ? <a class="govuk-link end" href={`${base}/propose`}>{m['agenda.propose']}</a> : null}
        </div>
      )}
      {items.length === 0 ? (
        <>
          <Empty title={m['agenda.none']}>{m['agenda.none-why']}</Empty>
          {edits && <Form action={`${base}/start`}><p class="muted">{m['agenda.start-why']}</p><Button>{m['agenda.start']}</Button> <a class="govuk-link" href={`${base}/new`}>{m['agenda.add']}</a></Form>}
        </>
      ) : (
        <>
          <p class="small muted">{edits && m['agenda.order-hint']} {firstTurn && m['agenda.paper-zone'](zoneWord(firstTurn, zone))}</p>
          {await agendaList(c, meeting, read, now, edits)}
          <ul class="key ag-key" aria-label={m['agenda.key']}>{shownAccess(items).map((access) => <li><Doorway access={access} lang={lang} /></li>)}</ul>
          <p class="small muted">{m['agenda.key-why']}</p>
        </>
      )}
      {pen && items.length > 0 && <NextSteps c={c} meeting={meeting} agenda={agenda} base={base} issued={versions.length > 0} />}
      {proposals.length > 0 && <ProposalList proposals={proposals} pen={pen && edits} base={base} lang={lang} parties={read.parties} zone={zone} />}
    </>
  )
}

/** The paper as which a version went out, where it is one for this reader. */
export const FiledAs = (props: { paper: ItemPaper | undefined; meeting: string }) => (props.paper ? <> <a class="govuk-link sym" href={`/documents/${props.paper.symbol}`}>{shortSymbol(props.paper.symbol, props.meeting)}</a></> : null)

/** The list is long, and the same for all who see the same items and papers of it. */
function agendaList(c: Reply, meeting: RunningMeeting, read: Awaited<ReturnType<typeof readAgenda>>, now: ReadonlyMap<string, SubjectNow>, edits: boolean) {
  const { lang } = c.var
  const { items, papers, bare, mandates, parties, bodies, agenda } = read
  const movable = edits ? { movable: { version: agenda.version } } : {}
  const from = [meeting.ref, meeting.startsOn, meeting.run.zone, items, papers, [...bare], [...mandates.values()], read.earlier, [...now], movable]
  return partFrom(c, 'agenda', from, () => <AgendaList meeting={meeting} items={items} papers={papers} parties={parties} lang={lang} bare={bare} mandates={mandates} now={now} earlier={read.earlier.map((one) => ({ ...one, meetingName: meetingNameOf(one.meeting, bodies, lang) }))} {...movable} />)
}

/** What may be done with the whole agenda now; what may not yet be done says why. */
function NextSteps(props: { c: Reply; meeting: RunningMeeting; agenda: Awaited<ReturnType<typeof readAgenda>>['agenda']; base: string; issued: boolean }) {
  const { c, meeting, agenda, base } = props
  const { actor, lang, site } = c.var
  const m = words[lang]
  const here = { meeting: { body: meeting.body, state: meeting.run.state }, agenda }
  const [issues, puts, adopts] = [canIssue(actor, here), canPut(actor, here), canAdopt(actor, here)]
  if (!issues.allowed && !puts.allowed && !adopts.allowed && !agenda.putAt) return null
  return (
    <Section title={m['agenda.next']} id="next">
      {agenda.putAt && agenda.adoptedAt === null && <p>{m['agenda.put-on'](whenWord(agenda.putAt, meeting.run.zone, lang), agenda.putBy ?? '')}</p>}
      {adopts.allowed && (
        <Form action={`${base}/adopt`} version={agenda.version} label={m['agenda.adopt']}><p class="muted">{m['agenda.adopt-why']}</p><TextField name="note" id="adopt-note" label={m['agenda.note']} /><Button>{m['agenda.adopt']}</Button></Form>
      )}
      {!adopts.allowed && chairs(actor, meeting) && agenda.state === 'PROVISIONAL' && <p class="muted">{site.say(lang, adopts.because)}</p>}
      {puts.allowed && <Form action={`${base}/put`} version={agenda.version} label={m['agenda.put']}><p class="muted">{m['agenda.put-why']}</p><Button kind="secondary">{m['agenda.put']}</Button></Form>}
      {issues.allowed && (
        <Form action={`${base}/issue`} version={agenda.version} label={m['agenda.issue-next']}><p class="muted">{m['agenda.issue-why']}</p><TextField name="note" id="issue-note" label={m['agenda.note']} /><Button kind="secondary">{props.issued ? m['agenda.issue-next'] : m['agenda.issue-first']}</Button></Form>
      )}
    </Section>
  )
}

/** Performs an act on the agenda and goes back to it, or shows it again with the reason on top. */
async function act(c: Reply, done: (typeof did)[number], run: Act, more: Record<string, unknown> = {}): Promise<Response> {
  const meeting = await meetingOf(c)
  try {
    await run({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { meeting: meeting.ref, ...more } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    if (error.kind === 'invalid') return agendaPage(c, meeting, { status: 422, errors: Object.values(fieldErrors(error.faults, c)).map((message) => ({ message })) })
    return agendaPage(c, meeting, { status: statusOf(error), flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
  }
  return c.redirect(`${meetingHref(meeting.ref)}/agenda?did=${done}`, 303)
}

const typed = async (c: Reply) => {
  const form = await c.req.formData()
  return { version: Number(form.get('version') ?? 0), note: String(form.get('note') ?? '').trim() || null }
}
agendaPages.post(`${at}/start`, (c) => act(c, 'start', actOf(startAgenda)))
agendaPages.post(`${at}/issue`, async (c) => act(c, 'issue', actOf(issueAgenda), { ...(await typed(c)), store: c.var.files }))
agendaPages.post(`${at}/put`, async (c) => act(c, 'put', actOf(putAgenda), { version: (await typed(c)).version }))
agendaPages.post(`${at}/adopt`, async (c) => act(c, 'adopt', actOf(adoptAgenda), { ...(await typed(c)), store: c.var.files }))

agendaPages.post(`${at}/items/:item/move`, async (c) => {
  const meeting = await meetingOf(c)
  const form = await c.req.formData()
  const to = String(form.get('to') ?? '')
  const item = c.req.param('item') ?? ''
  try {
    const moved = await perform(moveAgendaItem, {
      db: c.var.db, actor: c.var.actor, now: c.var.now,
      input: { meeting: meeting.ref, item, version: Number(form.get('version') ?? 0), to: to === 'up' || to === 'down' ? to : { before: String(form.get('before') ?? '') || null } },
    })
    if (moved === null) return agendaPage(c, meeting, { flash: { kind: 'info', text: words[c.var.lang]['agenda.not-moved'] } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    return agendaPage(c, meeting, { status: statusOf(error), flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
  }
  return c.redirect(`${meetingHref(meeting.ref)}/agenda?moved=${encodeURIComponent(item)}#item-${encodeURIComponent(item)}`, 303)
})

