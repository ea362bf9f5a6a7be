import type { ComponentChildren } from 'preact'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { type Act, actOf, perform, performIn } from '../../../kernel/command.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { type Banner, Button, DataTable, Dots, Empty, ErrorSummary, Form, KeyHints, PageTitle, Progress, ReviewHead, ReviewRow, Status, type Stretch } from '../../../ui/index.ts'
import { acceptProposal, addProposal, editProposal, mergeProposals, rejectProposal, reopenProposal, splitProposal } from '../commands.ts'
import { readDirectory } from '../directory.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { findText, listFiled, listTexts, readReview, suggestParents } from '../queries/acts.ts'
import { firstOfEach } from '../reading.ts'
import { canBegin, canPropose, canSettle, readsReviews } from '../rules/acts.ts'
import { progressOf } from '../rules/proposal.ts'
import type { Proposal, ReviewParagraph, TextInReview } from '../schema/acts.ts'
import { type Speaker, speaker as speakerOf } from '../wording.ts'
import { readDecision } from './decision-form.tsx'
import { actHref, cardHref, type Mode, nothingReturned, ProposalCard, type Returned } from './extraction-card.tsx'

export const extractionPages = router()

const base = (id: string) => `/extraction/${encodeURIComponent(id)}`

/** Who may not read reviews gets the reason on the list, and nothing at all of a single text. */
function requireReader(c: Reply): void {
  if (!readsReviews(c.var.actor)) requireAllowed(c.var.actor.person === null ? canBegin(c.var.actor) : { allowed: false, because: 'extraction.only-reviewers' })
}

extractionPages.get('/extraction', async (c) => {
  requireReader(c)
  const { lang } = c.var
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(c.var.db))
  const texts = await listTexts(c.var.db, c.var.actor)
  const begin = canBegin(c.var.actor)
  return page(c, { title: w['extraction.list'], current: '/extraction', breadcrumbs: [{ label: speaker.m['mandate.register'], href: '/mandates' }, { label: w['extraction.list'] }] }, (
    <>
      <PageTitle title={w['extraction.list']} lede={w['extraction.list-lede']} tools={begin.allowed ? <Button href="/extraction/new">{w['extraction.begin']}</Button> : undefined} />
      {texts.length === 0 ? <Empty title={w['extraction.none']}>{w['extraction.none-why']}</Empty> : (
        <DataTable
          caption={w['extraction.list']}
          rows={texts}
          columns={[
            { head: w['extraction.text'], rowHeader: true, cell: (text) => <><a class="govuk-link" href={base(text.id)}><span lang={text.language}>{text.title}</span></a>{text.origin === 'demonstration' && <> <Status tone="example">{c.var.site.say(lang, 'origin.demonstration')}</Status></>}</> },
            { head: w['extraction.meeting'], cell: (text) => (text.meeting === null ? speaker.bodyName(text.body) : speaker.meetingName(text.meeting)) },
            { head: w['extraction.date'], class: 'nowrap', cell: (text) => speaker.day(text.date, 'short') },
            { head: w['extraction.progress'], cell: (text) => <Progress done={text.settled} of={text.settled + text.open} text={w['extraction.settled'](speaker.number(text.settled), speaker.number(text.settled + text.open))} /> },
            { head: w['extraction.marking'], cell: (text) => text.marking },
          ]}
        />
      )}
    </>
  ))
})

interface Shown {
  card?: string | undefined
  mode?: Mode
  returned?: Returned
  flash?: Banner | undefined
  status?: number
  focus?: boolean
  /** What was just done. A quiet line, for a banner would take the focus from the next card. */
  said?: string | undefined
}

async function textOf(c: Reply): Promise<TextInReview> {
  const text = readsReviews(c.var.actor) ? await findText(c.var.db, c.var.actor, c.req.param('id') ?? '') : null
  if (!text) throw missing()
  return text
}

extractionPages.get('/extraction/:id{[^/]+-text-[0-9]+}', async (c) => {
  const text = await textOf(c)
  const did = c.req.query('did')
  const w = wordsOfActs[c.var.lang]
  const said = did && `extraction.did-${did}` in w ? w[`extraction.did-${did}` as 'extraction.did-accept'] : undefined
  const mode = c.req.query('do')
  return review(c, text, { card: c.req.query('card'), mode: mode === 'split' || mode === 'merge' || mode === 'reject' ? mode : 'look', focus: did !== undefined, said })
})

async function review(c: Reply, text: TextInReview, shown: Shown): Promise<Response> {
  const { db, actor, lang } = c.var
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(db))
  const { paragraphs, proposals } = await readReview(db, text.id)
  const filed = await listFiled(db, actor, text, proposals.flatMap((proposal) => proposal.mandate ?? []))
  const symbols = new Map(filed.map((each) => [each.id, each.symbol]))
  const open = proposals.filter((proposal) => proposal.status === 'open')
  const current = open.find((proposal) => proposal.id === shown.card) ?? open[0]
  const at = current ? open.indexOf(current) : -1
  const [next, previous] = [open[at + 1] ?? open[0], at > 0 ? open[at - 1] : open.at(-1)]
  const parents = current ? await suggestParents(db, actor, { words: `${current.fields.title} ${current.fields.quote}`, before: text.date.padEnd(10, '-12-31').slice(0, 10), instruments: current.fields.effects.flatMap((effect) => effect.instrument ?? []) }) : []
  const progress = progressOf(proposals)
  const settled = proposals.filter((proposal) => proposal.decidedAt !== null && proposal.decidedBy === actor.person?.name && proposal.status !== 'merged').sort((a, b) => ((a.decidedAt ?? '') < (b.decidedAt ?? '') ? 1 : -1))
  const last = settled[0]
  const kept = proposals.filter((proposal) => proposal.status === 'kept')
  const settles = canSettle(actor).allowed
  const returned = shown.returned ?? nothingReturned
  const meeting = text.meeting === null ? speaker.bodyName(text.body) : speaker.meetingName(text.meeting)
  const errors = Object.entries(returned.errors).map(([field, message]) => ({ field: `c${current?.id}-${field}`, message }))
  const links = next && next !== current ? [{ href: cardHref(text.id, next.id), label: w['extraction.next-open'] }] : []
  const foot = (
    <KeyHints
      label={w['extraction.keys']}
      off={w['extraction.keys-off']}
      keys={[{ keys: ['J', 'K'], label: w['extraction.key-jk'] }, { keys: ['A'], label: w['extraction.key-a'] }, { keys: ['E'], label: w['extraction.key-e'] }, { keys: ['S'], label: w['extraction.key-s'] }, { keys: ['R'], label: w['extraction.key-r'] }, { keys: ['U'], label: w['extraction.key-u'] }]}
    />
  )
  return page(c, { title: w['extraction.review'], current: '/extraction', status: shown.status ?? 200, flash: shown.flash, foot, breadcrumbs: [{ label: w['extraction.list'], href: '/extraction' }, { label: meeting, ...(text.meeting ? { href: `/meetings/${text.meeting}` } : {}) }, { label: w['extraction.review-crumb'] }] }, (
    <div data-behaviour="review" data-focus={shown.focus ? 'card' : shown.mode && shown.mode !== 'look' ? 'form' : undefined} data-keys-on={w['extraction.keys-on']}>
      <ErrorSummary errors={errors} />
      <PageTitle
        title={w[question(speaker, text)]}
        lede={<><span lang={text.language}>{text.title}</span>{lang === 'th' ? ' ' : ', '}{speaker.day(text.date)}{lang === 'th' ? ' · ' : '. '}{w['extraction.review-lede']} {text.origin === 'demonstration' && <Status tone="example">{c.var.site.say(lang, 'origin.demonstration')}</Status>}</>}
        tools={(
          <>
            {shown.said && <><span role="status"><Status tone="done">{shown.said}</Status></span> </>}
            <Progress done={progress.settled} of={progress.of} text={w['extraction.settled'](speaker.number(progress.settled), speaker.number(progress.of))} />
            {links.length > 0 && <> · <Dots links={links} /></>}
            {settles && kept.length > 0 && <> · <Form action={`${base(text.id)}/signals`} class="inline"><button class="mf-linkbutton">{w['extraction.accept-signals'](speaker.number(kept.length))}</button></Form></>}
          </>
        )}
      />
      <ReviewHead text={w['extraction.the-text']} decides={w['extraction.what-decides']} />
      {paragraphs.map((paragraph) => {
        const own = proposals.filter((proposal) => proposal.paragraph === paragraph.position)
        return (
          <ReviewRow id={`p${paragraph.number}`} number={speaker.digits(paragraph.number.replace(/^0\+/, ''))} text={marked(paragraph, own, current)} textLang={text.language} current={own.some((proposal) => proposal === current)}>
            <Decides c={c} text={text} paragraph={paragraph} own={own} current={current} speaker={speaker} symbols={symbols} filed={filed} shown={shown} returned={returned} parents={parents} />
          </ReviewRow>
        )
      })}
      {open.length === 0 && <Empty title={w['extraction.all-settled']} ways={[{ href: '/extraction', label: w['extraction.list'] }, ...(text.meeting ? [{ href: `/mandates?meeting=${encodeURIComponent(text.meeting)}`, label: w['extraction.see-register'] }] : [])]}>{w['extraction.all-settled-why']}</Empty>}
      <nav class="review-steps" aria-label={w['extraction.key-jk']}>
        {next && <a class="govuk-link" href={cardHref(text.id, next.id)} data-hotkey="J">{w['extraction.next-open']}</a>}
        {previous && <a class="govuk-link" href={cardHref(text.id, previous.id)} data-hotkey="K">{w['extraction.previous-open']}</a>}
        {last && settles && (
          <Form action={actHref(text.id, last.id, 'reopen')} class="inline"><button class="mf-linkbutton" data-hotkey="U">{w['extraction.undo'](last.fields.title)}</button></Form>
        )}
      </nav>
    </div>
  ))
}

const question = (speaker: Speaker, text: TextInReview): 'extraction.question-1' | 'extraction.question-2' | 'extraction.question-3' | 'extraction.question-4' => `extraction.question-${speaker.directory.bodies.get(text.body)?.level ?? 4}`

function Decides(props: {
  c: Reply; text: TextInReview; paragraph: ReviewParagraph; own: readonly Proposal[]; current: Proposal | undefined; speaker: Speaker; symbols: ReadonlyMap<string, string>
  filed: readonly { id: string; symbol: string; paragraph: string }[]; shown: Shown; returned: Returned; parents: Parameters<typeof ProposalCard>[0]['parents']
}) {
  const { c, text, paragraph, own, current, speaker } = props
  const w = wordsOfActs[speaker.lang]
  const cards = own.filter((proposal) => proposal.status !== 'kept')
  const kept = own.filter((proposal) => proposal.status === 'kept')
  const counted = cards.filter((proposal) => proposal.status !== 'split' && proposal.status !== 'merged')
  const accepted = new Set(own.map((proposal) => proposal.mandate))
  const before = props.filed.filter((each) => each.paragraph === paragraph.number && !accepted.has(each.id))
  const proposes = canPropose(c.var.actor).allowed
  return (
    <>
      {before.length > 0 && cards.some((proposal) => proposal.status === 'open') && (
        <div class="signal">{w['extraction.filed-before']} <Dots links={before.map((each) => ({ href: `/mandates/${each.id}`, label: each.symbol }))} /></div>
      )}
      {cards.map((proposal) => (
        <ProposalCard
          c={c} text={text} proposal={proposal} speaker={speaker} open={proposal === current} mode={proposal.id === props.shown.card ? (props.shown.mode ?? 'look') : 'look'}
          of={counted.length > 1 && counted.includes(proposal) ? w['extraction.of-paragraph'](speaker.number(counted.indexOf(proposal) + 1), speaker.number(counted.length)) : undefined}
          siblings={own.filter((other) => other.status === 'open' && other !== proposal)} symbols={props.symbols} returned={proposal === current ? props.returned : nothingReturned} parents={proposal === current ? props.parents : []}
        />
      ))}
      {kept.map((proposal) => (
        <Quiet>
          {w['extraction.signal'](proposal.fields.class ?? 'C0', proposal.fields.verbs[0] ?? '')}{' '}
          {canSettle(c.var.actor).allowed && <Form action={actHref(text.id, proposal.id, 'reopen')} class="inline"><button class="mf-linkbutton">{w['extraction.take-up']}<span class="vh">: {proposal.fields.title}</span></button></Form>}
        </Quiet>
      ))}
      {own.length === 0 && (
        <Quiet>
          {w['extraction.nothing-proposed']}{' '}
          {proposes && <AddOne text={text} paragraph={paragraph} label={w['extraction.add-one']} about={w['extraction.to-paragraph'](speaker.digits(paragraph.number))} />}
        </Quiet>
      )}
      {current !== undefined && own.includes(current) && proposes && <Quiet><AddOne text={text} paragraph={paragraph} label={w['extraction.add-another']} about={w['extraction.to-paragraph'](speaker.digits(paragraph.number))} /></Quiet>}
    </>
  )
}

/** A line beside a paragraph with a button in it; a form cannot stand within a `<p>`. */
const Quiet = (props: { children: ComponentChildren }) => <div class="signal">{props.children}</div>

const AddOne = (props: { text: TextInReview; paragraph: ReviewParagraph; label: ComponentChildren; about: string }) => (
  <Form action={`${base(props.text.id)}/add`} class="inline">
    <input type="hidden" name="paragraph" value={props.paragraph.position} />
    <button class="mf-linkbutton">{props.label}<span class="vh"> {props.about}</span></button>
  </Form>
)

/** Verbs of proposals are marked, of signals dotted, of the open card outlined; what says when is dotted too. */
function marked(paragraph: ReviewParagraph, own: readonly Proposal[], current: Proposal | undefined): Stretch[] {
  const marks = own.flatMap((proposal) => {
    const { start, end } = proposal.proposed
    const verb = start === null || end === null || proposal.status === 'split' ? [] : [{ start, end, as: proposal === current ? ('now' as const) : proposal.status === 'kept' ? ('soft' as const) : ('verb' as const) }]
    const when = proposal.fields.dueWords === '' ? -1 : paragraph.content.indexOf(proposal.fields.dueWords)
    return when < 0 ? verb : [...verb, { start: when, end: when + proposal.fields.dueWords.length, as: 'soft' as const }]
  })
  const parts: Stretch[] = []
  let from = 0
  for (const mark of marks.sort((a, b) => a.start - b.start)) {
    if (mark.start < from || mark.end > paragraph.content.length) continue
    if (mark.start > from) parts.push(paragraph.content.slice(from, mark.start))
    parts.push({ text: paragraph.content.slice(mark.start, mark.end), as: mark.as })
    from = mark.end
  }
  if (from < paragraph.content.length) parts.push(paragraph.content.slice(from))
  return parts
}

type Done = 'accept' | 'save' | 'split' | 'merge' | 'reject' | 'reopen' | 'add' | 'signals'

/** Back to the review, to the card that is next in the text after what was just settled. */
async function onward(c: Reply, text: TextInReview, did: Done, after: string | null, card?: string): Promise<Response> {
  const { proposals } = await readReview(c.var.db, text.id)
  const at = proposals.findIndex((proposal) => proposal.id === after)
  const open = proposals.filter((proposal) => proposal.status === 'open')
  const next = card ?? (open.find((proposal) => proposals.indexOf(proposal) > at) ?? open[0])?.id
  return c.redirect(`${base(text.id)}?did=${did}${next ? `&card=${next}#c${next}` : ''}`, 303)
}

/** A refused act shows the review again with the reason where it belongs and everything that was typed. */
async function refused(c: Reply, text: TextInReview, error: unknown, shown: Shown & { faults?: Fault[] }): Promise<Response> {
  if (!(error instanceof AppError) || error.kind === 'missing') throw error
  const { lang, site } = c.var
  const w = wordsOfActs[lang]
  const faults = firstOfEach([...(shown.faults ?? []), ...error.faults])
  const returned: Returned = { ...(shown.returned ?? nothingReturned), errors: fieldErrors(faults, c) }
  if (error.kind === 'invalid') return review(c, text, { ...shown, returned, status: 422 })
  const offer = error.code === 'extraction.accepted-stays' ? (await readReview(c.var.db, text.id)).proposals.find((proposal) => proposal.id === shown.card)?.mandate : undefined
  const banner: Banner = { kind: 'error', text: site.say(lang, error.code, error.params), title: w['extraction.not-done'], ...(offer ? { children: <p><a class="govuk-link" href={`/mandates/${offer}/acts#supersede`}>{w['extraction.offer-supersede']}</a></p> } : {}) }
  return review(c, text, { ...shown, flash: banner, status: statusOf(error) })
}

const numberOf = (form: FormData) => Number(form.get('version') ?? 0)

for (const act of ['accept', 'save'] as const) {
  extractionPages.post(`/extraction/:id{[^/]+-text-[0-9]+}/:proposal{[0-9]+}/${act}`, async (c) => {
    const text = await textOf(c)
    const form = await c.req.formData()
    const proposal = c.req.param('proposal')
    const known = (await readReview(c.var.db, text.id)).proposals.find((each) => each.id === proposal)
    if (!known) throw missing()
    const read = readDecision(form, known.fields, { speaker: speakerOf(c.var.lang, await readDirectory(c.var.db)), decidedOn: text.date, today: c.var.today })
    const shown: Shown & { faults: Fault[] } = { card: proposal, returned: { errors: {}, asks: read.asks, typed: read.typed, fields: read.fields }, faults: read.faults }
    try {
      const request = { db: c.var.db, actor: c.var.actor, now: c.var.now }
      if (read.faults.length > 0 && known.status === 'open') throw new AppError('invalid', 'input.invalid', { faults: read.faults })
      const input = { text: text.id, proposal, version: numberOf(form), fields: read.fields }
      if (act === 'accept') await perform(acceptProposal, { ...request, input })
      else await perform(editProposal, { ...request, input })
    } catch (error) {
      return refused(c, text, error, shown)
    }
    return onward(c, text, act, act === 'accept' ? proposal : null, act === 'save' ? proposal : undefined)
  })
}

/** The other acts on one proposal: what each reads from its form, and where it goes on. */
const acts: Record<'split' | 'merge' | 'reject' | 'reopen', { act: Act; input: (form: FormData) => object; mode: Mode }> = {
  split: { act: actOf(splitProposal), mode: 'split', input: (form) => ({ parts: String(form.get('parts') ?? '').split(/\r?\n/).map((part) => part.trim()).filter((part) => part !== '') }) },
  merge: { act: actOf(mergeProposals), mode: 'merge', input: (form) => ({ with: form.getAll('with').map(String) }) },
  reject: { act: actOf(rejectProposal), mode: 'reject', input: (form) => ({ reason: String(form.get('reason') ?? '') }) },
  reopen: { act: actOf(reopenProposal), mode: 'look', input: () => ({}) },
}
for (const [name, act] of Object.entries(acts) as [keyof typeof acts, (typeof acts)['split']][]) {
  extractionPages.post(`/extraction/:id{[^/]+-text-[0-9]+}/:proposal{[0-9]+}/${name}`, async (c) => {
    const text = await textOf(c)
    const form = await c.req.formData()
    const proposal = c.req.param('proposal')
    const typed = Object.fromEntries([...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    try {
      await act.act({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { text: text.id, proposal, ...(name === 'reopen' ? {} : { version: numberOf(form) }), ...act.input(form) } })
    } catch (error) {
      return refused(c, text, error, { card: proposal, mode: act.mode, returned: { ...nothingReturned, typed } })
    }
    return onward(c, text, name, name === 'merge' || name === 'reopen' ? null : proposal, name === 'merge' || name === 'reopen' ? proposal : undefined)
  })
}

extractionPages.post('/extraction/:id{[^/]+-text-[0-9]+}/add', async (c) => {
  const text = await textOf(c)
  const form = await c.req.formData()
  const made = await perform(addProposal, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { text: text.id, paragraph: Number(form.get('paragraph') ?? -1) } })
  return onward(c, text, 'add', null, made)
})

/** All signals enter the register, or none. */
extractionPages.post('/extraction/:id{[^/]+-text-[0-9]+}/signals', async (c) => {
  const text = await textOf(c)
  const { proposals } = await readReview(c.var.db, text.id)
  try {
    await c.var.db.transaction().execute(async (tx) => {
      for (const proposal of proposals.filter((each) => each.status === 'kept')) {
        await performIn(tx, acceptProposal, { actor: c.var.actor, now: c.var.now, input: { text: text.id, proposal: proposal.id, version: proposal.version, fields: null } })
      }
    })
  } catch (error) {
    return refused(c, text, error, {})
  }
  return onward(c, text, 'signals', null)
})
