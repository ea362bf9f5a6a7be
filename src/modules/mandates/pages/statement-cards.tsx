import type { Reply } from '../../../kernel/http.ts'
import { Button, Form, ReviewActions, ReviewCard, Status, TextField } from '../../../ui/index.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { openMandates, type StatementRow } from '../queries/acts.ts'
import { canJudge, evidenceLink } from '../rules/acts.ts'
import type { Speaker } from '../wording.ts'

/** Which of our own addresses in these statements' evidence the reader may follow; one statement for all. */
export async function followable(c: Reply, statements: readonly StatementRow[]): Promise<(path: string) => boolean> {
  const idIn = (path: string) => /^\/mandates\/([^/]+)$/.exec(path)?.[1]
  const ids = statements.flatMap((statement) => (statement.evidence && URL.canParse(statement.evidence) ? (idIn(new URL(statement.evidence).pathname) ?? []) : []))
  const open = await openMandates(c.var.db, c.var.actor, ids)
  return (path) => { const id = idIn(path); return id !== undefined && open.has(id) }
}

export function EvidenceOf(props: { c: Reply; evidence: string | null; mayOpen: (path: string) => boolean; none: string }) {
  if (props.evidence === null) return <>{props.none}</>
  const { href, text } = evidenceLink(props.evidence, props.c.var.site.config.publicUrl, props.mayOpen)
  return href === null ? <span class="break">{text}</span> : <a class="govuk-link break" href={href} rel="noopener nofollow">{text}</a>
}

/** One statement that waits, with what one may do about it and why. */
export function StatementCard(props: { c: Reply; statement: StatementRow; speaker: Speaker; mayOpen: (path: string) => boolean; back: string; error?: string | undefined; typed?: string | undefined; hideMandate?: boolean }) {
  const { c, statement, speaker } = props
  const w = wordsOfActs[speaker.lang]
  const judge = canJudge(c.var.actor, statement)
  const waits = statement.verdict === 'submitted'
  return (
    <ReviewCard
      state={statement.verdict === 'accepted' ? 'accepted' : statement.verdict === 'returned' ? 'rejected' : 'waiting'}
      id={`s${statement.id}`}
      title={(
        <>
          {props.hideMandate ? speaker.say(statement.reportedBy) : <><a class="govuk-link" href={`/mandates/${statement.mandate}`}>{statement.symbol}</a> {speaker.say(statement.title)}</>}
          {statement.origin === 'demonstration' && <> <Status tone="example">{c.var.site.say(speaker.lang, 'origin.demonstration')}</Status></>}
        </>
      )}
      facts={[
        ...(props.hideMandate ? [] : [{ term: w['follow-up.says'], value: speaker.say(statement.reportedBy) }]),
        { term: w['follow-up.for'], value: statement.party === null ? w['follow-up.the-whole'] : speaker.partyName(statement.party) },
        { term: w['follow-up.as-at'], value: speaker.day(statement.onText, 'short') },
        { term: w['follow-up.status'], value: statement.status === null ? w['follow-up.no-status'] : <Status tone={speaker.status(statement.status).tone}>{speaker.status(statement.status).word}</Status> },
        { term: w['extraction.marking'], value: statement.marking },
        { term: w['follow-up.evidence'], value: <EvidenceOf c={c} evidence={statement.evidence} mayOpen={props.mayOpen} none={w['follow-up.none']} /> },
        ...(statement.reference === null ? [] : [{ term: w['follow-up.reference'], value: statement.reference }]),
      ]}
      note={<>{speaker.say(statement.text)}{statement.verdictNote !== null && <><br /><b>{statement.verdict === 'returned' ? w['follow-up.returned-with'] : w['follow-up.desk-notes']}</b> {statement.verdictNote}</>}</>}
    >
      {waits && judge.allowed && (
        <Form action={`/follow-up/statements/${statement.id}`} label={statement.symbol}>
          <input type="hidden" name="back" value={props.back} />
          <TextField name="note" id={`note-${statement.id}`} label={w['follow-up.note']} hint={w['follow-up.note-hint']} value={props.typed} error={props.error} autocomplete="off" />
          <ReviewActions>
            <Button small name="verdict" value="accept" about={statement.symbol}>{w['follow-up.accept']}</Button>
            <Button small kind="secondary" name="verdict" value="return" about={statement.symbol}>{w['follow-up.return']}</Button>
          </ReviewActions>
        </Form>
      )}
      {waits && !judge.allowed && c.var.actor.person !== null && <p class="small muted">{w['follow-up.waits']} {c.var.site.say(speaker.lang, judge.because)}</p>}
    </ReviewCard>
  )
}
