import type { ComponentChildren } from 'preact'
import type { Actor } from '../../../kernel/actor.ts'
import { dayInZone, thaiDigits } from '../../../kernel/calendar.ts'
import type { Reply } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { Button, Checkboxes, Details, Form, ReviewActions, ReviewCard, ReviewFields, Status, TextArea, TextField } from '../../../ui/index.ts'
import { messages as extractionWords } from '../../extraction/index.ts'
import { wordsOfActs } from '../messages/acts.ts'
import type { Candidate } from '../queries/acts.ts'
import { canPropose, canSettle } from '../rules/acts.ts'
import { isSplittable, partsOf } from '../rules/proposal.ts'
import type { DecisionFields, Proposal, TextInReview } from '../schema/acts.ts'
import type { Speaker } from '../wording.ts'
import { addresseesText, type Ask, DecisionChoices, DecisionWords, dueText } from './decision-form.tsx'

export type Mode = 'look' | 'split' | 'merge' | 'reject'

/** What came back from a refused form, for the one card it belongs to. */
export interface Returned {
  errors: Record<string, string>
  asks: Record<string, Ask>
  typed: Record<string, string>
  fields?: DecisionFields
}
export const nothingReturned: Returned = { errors: {}, asks: {}, typed: {} }

interface CardProps {
  c: Reply
  text: TextInReview
  proposal: Proposal
  speaker: Speaker
  open: boolean
  mode: Mode
  /** "1 of 2 in this paragraph". */
  of?: string | undefined
  siblings: readonly Proposal[]
  symbols: ReadonlyMap<string, string>
  returned: Returned
  parents: readonly Candidate[]
}

export const cardHref = (text: string, proposal: string, mode?: Mode) => `/extraction/${encodeURIComponent(text)}?card=${proposal}${mode && mode !== 'look' ? `&do=${mode}` : ''}#c${proposal}`
export const actHref = (text: string, proposal: string, act: string) => `/extraction/${encodeURIComponent(text)}/${proposal}/${act}`

export function ProposalCard(props: CardProps) {
  const { proposal } = props
  if (proposal.status === 'accepted' || proposal.status === 'rejected' || proposal.status === 'merged' || proposal.status === 'split') return <Settled {...props} />
  return props.open ? <Open {...props} /> : <Waiting {...props} />
}

function facts({ proposal, speaker }: Pick<CardProps, 'proposal' | 'speaker'>) {
  const w = wordsOfActs[speaker.lang]
  const { fields } = proposal
  const due = dueText(fields, speaker)
  return [
    { term: speaker.m['mandate.class'], value: fields.class === null ? w['follow-up.none-stated'] : `${speaker.m[`mandate.class.${fields.class}`]} (${fields.class})` },
    { term: w['extraction.asked-of'], value: addresseesText(fields, speaker) || w['follow-up.none-stated'] },
    { term: w['extraction.due-short'], value: due === '' ? w['follow-up.none-stated'] : due },
    { term: w['extraction.effect-short'], value: listed(fields.effects.map((one) => speaker.effect(one).kind), speaker.lang) || w['follow-up.none'] },
    ...(fields.modifiers.length > 0 ? [{ term: w['extraction.modifier'], value: listed(fields.modifiers.map((one) => speaker.m[`mandate.modifier.${one}`]), speaker.lang) }] : []),
  ]
}

/** Why to look twice: what the rules doubted, and two acts under one verb. */
function note({ proposal, speaker }: Pick<CardProps, 'proposal' | 'speaker'>): ComponentChildren {
  const w = wordsOfActs[speaker.lang]
  const doubts = proposal.confidence === 'low' ? proposal.proposed.reasons.map((reason) => extractionWords[speaker.lang][`doubt.${reason}` as 'doubt.negated']).filter(Boolean) : []
  const two = isSplittable(proposal.fields)
  if (doubts.length === 0 && !two) return undefined
  return (
    <>
      {doubts.length > 0 && <><Status tone="part">{w['extraction.uncertain']}</Status> {doubts.join(' ')} </>}
      {two && <><Status tone="part">{w['extraction.two-acts']}</Status> {w['extraction.two-acts-note']}</>}
    </>
  )
}

function Waiting(props: CardProps) {
  const { text, proposal, speaker, c } = props
  const w = wordsOfActs[speaker.lang]
  const { title } = proposal.fields
  const settles = canSettle(c.var.actor).allowed
  return (
    <ReviewCard state="waiting" id={`c${proposal.id}`} mark={w['extraction.new']} title={<span lang={text.language}>{title}</span>} of={props.of} facts={facts(props)} note={note(props)}>
      <Form action={actHref(text.id, proposal.id, 'accept')} version={proposal.version}>
        <ReviewActions>
          {settles && <Button small about={title}>{w['extraction.accept']}</Button>}
          {canPropose(c.var.actor).allowed && <Button small kind="secondary" href={cardHref(text.id, proposal.id)} about={title}>{w['extraction.edit']}</Button>}
          {canPropose(c.var.actor).allowed && <Button small kind="secondary" href={cardHref(text.id, proposal.id, 'split')} about={title}>{w['extraction.split']}</Button>}
          {settles && <Button small kind="secondary" href={cardHref(text.id, proposal.id, 'reject')} about={title}>{w['extraction.reject']}</Button>}
        </ReviewActions>
      </Form>
    </ReviewCard>
  )
}

function Open(props: CardProps) {
  const { text, proposal, speaker, c, mode } = props
  const w = wordsOfActs[speaker.lang]
  const prefix = `c${proposal.id}-`
  const fields = props.returned.fields ?? proposal.fields
  const shared = { c, speaker, fields, prefix, language: text.language, parents: props.parents, ...props.returned }
  return (
    <ReviewCard state="open" id={`c${proposal.id}`} mark={w['extraction.new']} title={<span lang={text.language}>{fields.title}</span>} of={props.of} note={note(props)}>
      {mode === 'look' && (
        <Form action={actHref(text.id, proposal.id, 'accept')} version={proposal.version} label={fields.title}>
          <ReviewFields><DecisionChoices {...shared} /></ReviewFields>
          <DecisionWords {...shared} />
          <CardActions {...props} />
        </Form>
      )}
      {mode === 'split' && <SplitForm {...props} />}
      {mode === 'merge' && <MergeForm {...props} />}
      {mode === 'reject' && <RejectForm {...props} />}
    </ReviewCard>
  )
}

function CardActions({ text, proposal, speaker, c, siblings }: CardProps) {
  const w = wordsOfActs[speaker.lang]
  const settle = canSettle(c.var.actor)
  const propose = canPropose(c.var.actor)
  return (
    <>
      <ReviewActions>
        {settle.allowed && <Button small hotkey="A">{w['extraction.accept']}</Button>}
        {propose.allowed && <Button small kind="secondary" href={`#c${proposal.id}-class`} hotkey="E">{w['extraction.edit']}</Button>}
        {propose.allowed && <Button small kind="secondary" href={cardHref(text.id, proposal.id, 'split')} hotkey="S">{w['extraction.split']}</Button>}
        {propose.allowed && siblings.length > 0 && <Button small kind="secondary" href={cardHref(text.id, proposal.id, 'merge')}>{w['extraction.merge']}</Button>}
        {settle.allowed && <Button small kind="secondary" href={cardHref(text.id, proposal.id, 'reject')} hotkey="R">{w['extraction.reject']}</Button>}
        {propose.allowed && <Button small kind="secondary" formaction={actHref(text.id, proposal.id, 'save')}>{w['extraction.save']}</Button>}
      </ReviewActions>
      <WhyActs c={c} actor={c.var.actor} lang={speaker.lang} />
    </>
  )
}

/** "Why can I do this, why not": the reasons of the rules themselves. */
export function WhyActs(props: { c: Reply; actor: Actor; lang: 'en' | 'th' }) {
  const w = wordsOfActs[props.lang]
  const settle = canSettle(props.actor)
  const propose = canPropose(props.actor)
  return (
    <Details summary={w['follow-up.why']}>
      <p>{w[settle.allowed ? 'extraction.why-settle' : 'extraction.why-no-settle']} {props.c.var.site.say(props.lang, settle.because)}</p>
      {propose.because !== settle.because && <p>{w[propose.allowed ? 'extraction.why-propose' : 'extraction.why-no-propose']} {props.c.var.site.say(props.lang, propose.because)}</p>}
    </Details>
  )
}

function SplitForm({ text, proposal, speaker, returned }: CardProps) {
  const w = wordsOfActs[speaker.lang]
  const { fields } = proposal
  return (
    <Form action={actHref(text.id, proposal.id, 'split')} version={proposal.version} label={w['extraction.split-legend']}>
      <TextArea name="parts" id={`c${proposal.id}-parts`} label={w['extraction.split-legend']} hint={w['extraction.split-hint']} value={returned.typed['parts'] ?? partsOf(fields.action || fields.quote).join('\n')} rows={4} lang={text.language} error={returned.errors['parts']} />
      <ReviewActions><Button small>{w['extraction.split-do']}</Button><Button small kind="secondary" href={cardHref(text.id, proposal.id)}>{w['follow-up.back']}</Button></ReviewActions>
    </Form>
  )
}

function MergeForm({ text, proposal, speaker, siblings, returned }: CardProps) {
  const w = wordsOfActs[speaker.lang]
  return (
    <Form action={actHref(text.id, proposal.id, 'merge')} version={proposal.version} label={w['extraction.merge-legend']}>
      <Checkboxes name="with" id={`c${proposal.id}-with`} label={w['extraction.merge-legend']} hint={w['extraction.merge-hint']} small options={siblings.map((each) => ({ value: each.id, label: each.fields.title }))} error={returned.errors['with']} />
      <ReviewActions><Button small>{w['extraction.merge-do']}</Button><Button small kind="secondary" href={cardHref(text.id, proposal.id)}>{w['follow-up.back']}</Button></ReviewActions>
    </Form>
  )
}

function RejectForm({ text, proposal, speaker, returned }: CardProps) {
  const w = wordsOfActs[speaker.lang]
  return (
    <Form action={actHref(text.id, proposal.id, 'reject')} version={proposal.version} label={w['extraction.reject-do']}>
      <TextField name="reason" id={`c${proposal.id}-reason`} label={w['extraction.reason']} hint={w['extraction.reason-hint']} value={returned.typed['reason']} error={returned.errors['reason']} autocomplete="off" />
      <ReviewActions><Button small kind="warning">{w['extraction.reject-do']}</Button><Button small kind="secondary" href={cardHref(text.id, proposal.id)}>{w['follow-up.back']}</Button></ReviewActions>
    </Form>
  )
}

function Settled({ c, text, proposal, speaker, symbols }: CardProps) {
  const w = wordsOfActs[speaker.lang]
  const symbol = proposal.mandate === null ? undefined : symbols.get(proposal.mandate)
  const role = proposal.decidedRole ? c.var.site.say(speaker.lang, `role.${proposal.decidedRole}`) : ''
  const who = w['extraction.by'](proposal.decidedBy ?? '', role, proposal.decidedAt ? moment(c, proposal.decidedAt, speaker) : '')
  const reopen = canSettle(c.var.actor).allowed && (
    <Form action={actHref(text.id, proposal.id, 'reopen')} class="inline">
      <button class="mf-linkbutton">{w['extraction.reopen']}<span class="vh">: {proposal.fields.title}</span></button>
    </Form>
  )
  const title = <span lang={text.language}>{proposal.fields.title}</span>
  if (proposal.status === 'accepted') {
    return (
      <ReviewCard state="accepted" id={`c${proposal.id}`} mark={symbol?.slice(symbol.lastIndexOf('/') + 1)} title={symbol ? <a class="govuk-link" href={`/mandates/${proposal.mandate}`}>{title}</a> : title} facts={facts({ proposal, speaker })}>
        <div class="settled small"><Status tone="done">{w['extraction.accepted']}</Status> <span class="muted">{who}</span> {reopen}</div>
      </ReviewCard>
    )
  }
  const word = proposal.status === 'rejected' ? w['extraction.rejected'] : proposal.status === 'merged' ? w['extraction.merged'] : w['extraction.was-split']
  return (
    <ReviewCard state="rejected" id={`c${proposal.id}`} title={title}>
      <div class="settled small"><Status tone="rejected">{word}</Status> <span class="muted">{proposal.status === 'rejected' ? `${proposal.reason ?? ''}. ` : ''}{who}</span> {proposal.status !== 'merged' && reopen}</div>
    </ReviewCard>
  )
}

/** The hour today, else the day. */
function moment(c: Reply, instant: string, speaker: Speaker): string {
  const { zone } = c.var.site.config
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const day = dayInZone(instant, zone)
  const [hour, minute] = [local.hour, local.minute].map((n) => String(n).padStart(2, '0'))
  if (day !== c.var.today) return speaker.day(day, 'short')
  return speaker.lang === 'th' ? `${thaiDigits(`${hour}.${minute}`)} น.` : `${hour}:${minute}`
}
