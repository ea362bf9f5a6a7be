import { acts } from '../../../kernel/actor.ts'
import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { isLang } from '../../../kernel/languages.ts'
import { PaperView } from '../../../kernel/paper-view.tsx'
import { Actions, Button, Columns, Details, Dots, ErrorSummary, Form, NotificationBanner, Radios, Section, Select, TextArea, TextField } from '../../../ui/index.ts'
import { formatZoned, meetingPage } from '../../meetings/index.ts'
import { answerLetter, editLetter, issueLetters, proposeLetters, receiveLetter, recordAnswer, returnLetter, withdrawLetter } from '../commands.ts'
import { factsOf } from '../facts.ts'
import { letterPdf, printIssued } from '../issue.ts'
import { wordLetter } from '../paper.ts'
import { findConvocation, type Letter } from '../queries.ts'
import { listAgendasBegun } from '../queries/facts.ts'
import { canIssue, canPrepare, isAddressee, type Lack, lacksOf, standingOf } from '../rules.ts'
import { answerKinds, type Element, elements } from '../schema.ts'
import { words } from '../wording.ts'
import { type Asked, askedLetter, didOf, fieldsOf } from './asking.ts'
import { BothFields, Folded, StandingMark, StateMark } from './parts.tsx'

export const letterPages = router()

type Shown = { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; message?: string }
const at = '/meetings/:body/:session/letters/:letter{[0-9a-f]{8}-[0-9a-f-]{27}}'

letterPages.get(at, async (c) => {
  const asked = await askedLetter(c)
  // Opening it is what tells that it arrived. Once; a second opening writes nothing.
  if (isAddressee(c.var.actor, asked.letter) && asked.letter.state === 'issued' && asked.letter.events.every((event) => event.kind === 'reminded')) {
    await perform(receiveLetter, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { letter: asked.letter.id } })
    return letterPage(c, await askedLetter(c), {})
  }
  return letterPage(c, asked, {})
})

letterPages.get(`${at}/:file{letter\\.(?:en|th)\\.pdf}`, async (c) => {
  const { letter } = await askedLetter(c)
  const lang = c.req.param('file').split('.')[1]
  const { says, issuedAt } = letter
  if (!isLang(lang) || says === null || issuedAt === null) throw missing()
  const { bytes, name } = await letterPdf({ db: c.var.db, files: c.var.files, publicUrl: c.var.site.config.publicUrl }, { ...letter, says, issuedAt }, lang)
  return c.body(Uint8Array.from(bytes).buffer, 200, { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' })
})

async function letterPage(c: Reply, asked: Asked & { letter: Letter }, { errors = {}, typed, status, message }: Shown): Promise<Response> {
  const { db, lang, actor, now } = c.var
  const w = words[lang]
  const { letter, base, meeting, series } = asked
  const here = `${base}/letters/${letter.id}`
  const convocation = await findConvocation(db, letter.series)
  if (!convocation) throw missing()
  const facts = letter.says ?? (await factsOf(db, convocation, letter, now))
  const prepares = canPrepare(actor).allowed
  const issues = canIssue(actor, convocation).allowed
  const lacks = letter.says ? [] : lacksOf(facts, await listAgendasBegun(db, letter.series))
  const today = dayInZone(now, series.zone)
  const title = letter.reference ? w['convocation.letter'](letter.reference) : w['convocation.draft-letter']
  const value = (name: string) => typed?.[name] ?? ({ 'post.en': letter.post?.en, 'post.th': letter.post?.th, 'note.en': letter.note?.en, 'note.th': letter.note?.th })[name] ?? ''
  return meetingPage(
    c, meeting,
    {
      tab: 'letters', title, status, flash: didOf(c), breadcrumbs: [{ label: w['convocation.title'], href: `${base}/letters` }, { label: letter.reference ?? title }], marks: <StateMark letter={letter} lang={lang} />,
      tools: letter.says ? <Dots links={[{ href: `${here}/letter.en.pdf`, label: w['convocation.pdf.en'] }, { href: `${here}/letter.th.pdf`, label: w['convocation.pdf.th'] }]} /> : undefined,
    },
    <>
      <ErrorSummary errors={[...(message ? [{ message }] : []), ...Object.entries(errors).map(([field, text]) => ({ field: field.startsWith('letters.') ? undefined : field, message: text }))]} />
      {letter.withdrawnAt && <NotificationBanner kind="info" text={w['convocation.withdrawn-banner'](formatDay(dayInZone(letter.withdrawnAt, series.zone), lang), letter.withdrawnWhy ?? '')} />}
      {letter.state === 'draft' && letter.returnedNote && <NotificationBanner kind="info" text={w['convocation.returned-banner'](letter.returnedNote)} />}
      {isAddressee(actor, letter) && letter.state === 'issued' && <AnswerForm c={c} letter={letter} here={here} today={today} errors={errors} typed={typed} zone={series.zone} />}
      <Columns kind="two-one">
        <PaperView paper={wordLetter(facts, lang, { example: letter.origin === 'demonstration' })} />
        <div>
          {letter.says === null && <Checklist c={c} lacks={lacks} base={base} here={here} edits={prepares} />}
          {letter.issuedAt && <CameOfIt letter={letter} lang={lang} zone={series.zone} today={today} />}
          {letter.state === 'proposed' && <p class="muted small">{w['convocation.proposed-by'](letter.proposedBy ?? '')}</p>}
          {prepares && letter.state === 'draft' && <Form action={`${here}/propose`}><Actions><Button>{w['convocation.propose']}</Button></Actions></Form>}
          {issues && letter.state === 'proposed' && <Form action={`${here}/issue`}><Actions><Button>{w['convocation.issue']}</Button></Actions></Form>}
          {issues && letter.state === 'proposed' && <Folded summary={w['convocation.return']} action={`${here}/return`} label={w['convocation.return-note']} error={errors['note']} open={errors['note'] !== undefined} button={<Button kind="secondary">{w['convocation.return']}</Button>} />}
          {prepares && letter.state === 'issued' && <RecordForm lang={lang} here={here} errors={errors} typed={typed} />}
          {issues && letter.state === 'issued' && <Folded summary={w['convocation.withdraw']} action={`${here}/withdraw`} label={w['convocation.withdraw-why']} note={w['convocation.withdraw-note']} error={errors['note']} open={errors['note'] !== undefined} button={<Button kind="warning">{w['convocation.withdraw']}</Button>} />}
        </div>
      </Columns>
      {prepares && letter.state === 'draft' && (
        <Section id="edit" title={w['convocation.post']}>
          <Form action={`${here}/edit`} version={letter.version}>
            <BothFields name="post" label={w['convocation.post']} hint={w['convocation.post-hint']} lang={lang} value={value} errors={errors} />
            <BothFields name="note" label={w['convocation.note']} hint={w['convocation.note-hint']} lang={lang} value={value} errors={errors} rows={3} />
            <Actions><Button kind="secondary">{w['convocation.save']}</Button></Actions>
          </Form>
        </Section>
      )}
      {!acts(actor, 'SD', 'CH') && <Details summary={w['convocation.why']}><p>{w['convocation.addressee']}</p></Details>}
    </>,
  )
}

/** US-10 AC3: every element with what it is short of, and where it is set. */
function Checklist({ c, lacks, base, here, edits }: { c: Reply; lacks: readonly Lack[]; base: string; here: string; edits: boolean }) {
  const w = words[c.var.lang]
  const lacking = new Map(lacks.map((lack) => [lack.element, lack]))
  const set = (element: Element): string | null => {
    if (element === 'addressee') return `${here}#edit`
    if (lacking.get(element)?.why === 'attends-nothing') return `${base}/programme`
    if (element === 'circular') return `${base}/letters#circulars`
    if (element === 'agenda') return `${base}/agenda`
    return ['nomination', 'reply-by', 'costs', 'signatory'].includes(element) || element.startsWith('contact-') ? `${base}/letters/common` : base
  }
  return (
    <Section title={w['convocation.checklist']} lede={lacks.length === 0 ? w['convocation.complete'] : w['convocation.checklist-lede']} kind="first">
      <ul class="cv-check">
        {elements.map((element) => {
          const lack = lacking.get(element)
          const given = element === 'reference' || element === 'date'
          return (
            <li class={lack ? 'lacks' : undefined}>
              {w['convocation.element'](element)}{' '}
              {lack ? <b>{lack.lang ? w['convocation.missing-in'](lack.lang) : lack.why ? w[`convocation.missing-${lack.why}`] : w['convocation.missing']}{edits && <> <a class="govuk-link" href={set(element) ?? base}>{w['convocation.set-here']}<span class="vh">: {w['convocation.element'](element)}</span></a></>}</b> : <span class="muted">{given ? w['convocation.on-issue'] : w['convocation.there']}</span>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function CameOfIt({ letter, lang, zone, today }: { letter: Letter; lang: 'en' | 'th'; zone: string; today: string }) {
  const w = words[lang]
  return (
    <Section title={w['convocation.what-came']} kind="first">
      <p><StandingMark letter={letter} lang={lang} today={today} /></p>
      <p class="small muted">{w['convocation.issued-by'](letter.issuedBy ?? '', formatDay(dayInZone(letter.issuedAt ?? '', zone), lang))}</p>
      {letter.events.length === 0 ? <p class="small">{w['convocation.nothing-came']}</p> : (
        <ol class="cv-events">
          {letter.events.toReversed().map((event) => (
            <li>
              <b>{event.kind === 'reminded' ? w['convocation.event.reminded'] : w[`convocation.standing.${event.kind}`]}</b> <span class="small muted">{formatZoned(event.at, zone, lang)}</span>
              <span class="small block">{event.source ? w['convocation.from-source'](event.source) : event.byName}</span>
              {event.note && <span class="block">{event.note}</span>}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function AnswerForm({ c, letter, here, today, errors, typed, zone }: { c: Reply; letter: Letter; here: string; today: string; errors: Record<string, string>; typed: Record<string, string> | undefined; zone: string }) {
  const { lang } = c.var
  const w = words[lang]
  const by = letter.says?.replyBy ?? null
  const last = letter.events.findLast((event) => event.kind === 'accepted' || event.kind === 'regretted')
  const standing = standingOf(letter.events)
  const open = answerKinds.filter((kind) => kind !== standing && !(last && kind === 'acknowledged'))
  return (
    <section class="cv-answer" id="answer" aria-labelledby="answer-title">
      <h2 class="govuk-heading-m h2" id="answer-title">{w['convocation.your-answer']}</h2>
      <p>{last ? w['convocation.answered'](w[`convocation.standing.${last.kind === 'regretted' ? 'regretted' : 'accepted'}`], formatDay(dayInZone(last.at, zone), lang)) : by === null ? null : today > by ? w['convocation.answer-passed'](formatDay(by, lang)) : w['convocation.answer-by'](formatDay(by, lang))}</p>
      <Form action={`${here}/answer`}>
        <Radios name="kind" label={w['convocation.your-answer']} hiddenLabel options={open.map((kind) => ({ value: kind, label: w[`convocation.answer.${kind}`] }))} value={typed?.['kind']} error={errors['kind']} />
        <TextArea name="note" label={w['convocation.answer-note']} rows={2} value={typed?.['note']} error={errors['note']} />
        <Actions><Button>{w['convocation.answer-send']}</Button></Actions>
      </Form>
    </section>
  )
}

function RecordForm({ lang, here, errors, typed }: { lang: 'en' | 'th'; here: string; errors: Record<string, string>; typed: Record<string, string> | undefined }) {
  const w = words[lang]
  return (
    <Details summary={w['convocation.record']} open={Object.keys(errors).length > 0}>
      <Form action={`${here}/record`}>
        <Select name="kind" label={w['convocation.record-kind']} none="–" options={(['delivered', ...answerKinds] as const).map((kind) => ({ value: kind, label: w[`convocation.standing.${kind}`] }))} value={typed?.['kind']} error={errors['kind']} />
        <TextField name="source" label={w['convocation.record-source']} hint={w['convocation.record-source-hint']} value={typed?.['source']} error={errors['source']} />
        <TextArea name="note" id="record-note" label={w['convocation.answer-note']} rows={2} value={typed?.['note']} />
        <Actions><Button kind="secondary">{w['convocation.record-save']}</Button></Actions>
      </Form>
    </Details>
  )
}

async function act(c: Reply, did: string, run: (asked: Asked & { letter: Letter }, fields: Awaited<ReturnType<typeof fieldsOf>>, request: (input: unknown) => { db: Reply['var']['db']; actor: Reply['var']['actor']; now: string; input: unknown }) => Promise<unknown>): Promise<Response> {
  const asked = await askedLetter(c)
  const fields = await fieldsOf(c)
  const { db, actor, now } = c.var
  try {
    await run(asked, fields, (input) => ({ db, actor, now, input }))
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return letterPage(c, asked, { errors: fieldErrors(error.faults, c), typed: fields.typed, status: statusOf(error), message: c.var.site.say(c.var.lang, error.code, error.params) })
  }
  return c.redirect(`${asked.base}/letters/${asked.letter.id}?did=${did}`, 303)
}

const both = (one: (name: string) => string, name: string) => ({ en: one(`${name}.en`), th: one(`${name}.th`) })

letterPages.post(`${at}/edit`, (c) => act(c, 'save', ({ letter }, { one }, request) => perform(editLetter, request({ letter: letter.id, version: one('version'), post: both(one, 'post'), note: both(one, 'note') }))))
letterPages.post(`${at}/propose`, (c) => act(c, 'propose', ({ letter }, _fields, request) => perform(proposeLetters, request({ series: letter.series, letters: [letter.id] }))))
letterPages.post(`${at}/issue`, (c) => act(c, 'issue', async ({ letter }, _fields, request) => {
  await perform(issueLetters(c.var.site.config), request({ series: letter.series, letters: [letter.id] }))
  await printIssued(c, [letter.id])
}))
letterPages.post(`${at}/return`, (c) => act(c, 'return', ({ letter }, { one }, request) => perform(returnLetter, request({ letter: letter.id, note: one('note') }))))
letterPages.post(`${at}/withdraw`, (c) => act(c, 'withdraw', ({ letter }, { one }, request) => perform(withdrawLetter, request({ letter: letter.id, note: one('note') }))))
letterPages.post(`${at}/answer`, (c) => act(c, 'answer', ({ letter }, { one }, request) => perform(answerLetter, request({ letter: letter.id, kind: one('kind'), note: one('note') }))))
letterPages.post(`${at}/record`, (c) => act(c, 'record', ({ letter }, { one }, request) => perform(recordAnswer, request({ letter: letter.id, kind: one('kind'), source: one('source'), note: one('note') }))))
