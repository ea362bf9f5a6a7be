import { formatInstant } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { storedFile } from '../../../kernel/files.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, ErrorSummary, FileField, Form, Radios, Section, Select, SummaryList, TextArea, TextField } from '../../../ui/index.ts'
import { chairs, meetingPage } from '../../meetings/index.ts'
import { checkCredentials, recordCredentials, verifyCredentials } from '../commands.ts'
import { findLetter, listMembers } from '../queries/people.ts'
import { nameOf, seesLetters } from '../reading.ts'
import { canCheck, canSendCredentials, canVerify, decisionOn, isForMeeting, type Letter, letterFaults } from '../rules/people.ts'
import { signatoryOffices } from '../schema.ts'
import { words } from '../wording.ts'
import { readForm, refusalOf, summaryOf, type Typed } from './asking.ts'
import { delegationHref, delegationOfPage, LetterState } from './meeting.tsx'

export const credentialPages = router()

interface Shown {
  typed?: Typed
  many?: (name: string) => string[]
  errors?: Record<string, string>
  status?: number
}
/** A letter on a few pages is far below. */
const largestLetter = 20 * 1024 * 1024

credentialPages.get('/meetings/:body/:session/delegations/:party/credentials/new', async (c) => {
  const { party } = await delegationOfPage(c)
  requireAllowed(canSendCredentials(c.var.actor, party.code))
  return letterForm(c, {})
})

async function letterForm(c: Reply, { typed = {}, many, errors = {}, status }: Shown) {
  const { db, lang, now } = c.var
  const m = words[lang]
  const { meeting, party } = await delegationOfPage(c)
  const members = await listMembers(db, meeting.ref, { party: party.code, at: now })
  return meetingPage(c, meeting, { tab: 'delegations', title: m['delegations.send-letter'], status, breadcrumbs: [{ label: m['delegations.of'](party.name[lang]), href: delegationHref(meeting.ref, party.code) }, { label: m['delegations.send-letter'] }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <p class="mf-measure">{m['delegations.letter-lede']}</p>
      <Form action={`${delegationHref(meeting.ref, party.code)}/credentials/new`} files>
        <Checkboxes name="participants" label={m['delegations.for-whom']} options={members.map((member) => ({ value: member.id, label: `${nameOf(member)}, ${m[`delegations.role.${member.role}`]}` }))} values={many?.('participants') ?? members.filter((member) => member.role === 'head').map((member) => member.id)} error={errors['participants']} small />
        <Radios name="form" label={m['delegations.form']} options={[{ value: 'original', label: m['delegations.form.original'] }, { value: 'copy', label: m['delegations.form.copy'], hint: m['delegations.copy-hint'] }]} value={typed['form']} error={errors['form']} />
        <TextField name="signatory" label={m['delegations.field.signatory']} value={typed['signatory']} error={errors['signatory']} />
        <TextField name="signatoryTitle" label={m['delegations.field.signatoryTitle']} value={typed['signatoryTitle']} error={errors['signatoryTitle']} />
        <Select name="signatoryOffice" label={m['delegations.field.signatoryOffice']} options={signatoryOffices.map((each) => ({ value: each, label: m[`delegations.office.${each}`] }))} value={typed['signatoryOffice'] ?? 'competent-minister'} error={errors['signatoryOffice']} />
        <Checkboxes name="marks" label={m['delegations.field.marks']} options={[
          { value: 'letterhead', label: m['delegations.mark.letterhead'] },
          { value: 'acting', label: m['delegations.mark.acting'] },
          { value: 'translated', label: m['delegations.mark.translated'] },
          { value: 'wholeSeries', label: m['delegations.mark.wholeSeries'] },
        ]} values={many?.('marks') ?? ['letterhead', 'wholeSeries']} small />
        <TextField name="authority" label={m['delegations.field.authority']} hint={m['delegations.authority-hint']} value={typed['authority']} error={errors['authority']} />
        <Select name="language" label={m['delegations.field.language']} options={['en', 'th', 'id', 'km', 'lo', 'ms', 'my', 'vi', 'pt', 'zh', 'ja', 'ko', 'fr'].map((code) => ({ value: code, label: new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code }))} value={typed['language'] ?? 'en'} error={errors['language']} />
        <FileField name="file" label={m['delegations.field.file']} hint={m['delegations.file-hint']} accept=".pdf,.jpg,.jpeg,.png" error={errors['file']} />
        <Actions><Button>{m['delegations.send-verb']}</Button><a class="govuk-link" href={delegationHref(meeting.ref, party.code)}>{m['delegations.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

credentialPages.post('/meetings/:body/:session/delegations/:party/credentials/new', async (c) => {
  const { db, files, actor, now } = c.var
  const { meeting, party } = await delegationOfPage(c)
  requireAllowed(canSendCredentials(actor, party.code))
  const { typed, many, form } = await readForm(c)
  const sent = form.get('file')
  try {
    const file = sent instanceof File && sent.size > 0 ? sent : null
    if (file && file.size > largestLetter) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code: 'delegations.file-large' }] })
    const marks = new Set(many('marks'))
    await perform(recordCredentials, {
      db, actor, now,
      input: {
        meeting: meeting.ref, party: party.code, participants: many('participants'), form: typed['form'] ?? '', letterhead: marks.has('letterhead'), acting: marks.has('acting'), translated: marks.has('translated'), wholeSeries: marks.has('wholeSeries'), signatory: typed['signatory'] ?? '', signatoryTitle: typed['signatoryTitle'] ?? '',
        signatoryOffice: typed['signatoryOffice'] ?? '', authority: typed['authority'] ?? '', language: typed['language'] ?? '', file: file ? { name: file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()), store: files } : null,
      },
    })
  } catch (error) {
    return letterForm(c, { typed, many, ...refusalOf(error, c) })
  }
  return c.redirect(delegationHref(meeting.ref, party.code), 303)
})

async function letterOf(c: Reply) {
  const { meeting, party } = await delegationOfPage(c)
  if (!seesLetters({ actor: c.var.actor, now: c.var.now }, party.code)) throw missing()
  const letter = await findLetter(c.var.db, c.req.param('id') ?? '')
  if (!letter || !isForMeeting(letter, meeting) || letter.party !== party.code) throw missing()
  return { meeting, party, letter }
}

credentialPages.get('/meetings/:body/:session/delegations/:party/credentials/:id', (c) => letterPage(c, {}))

async function letterPage(c: Reply, { typed = {}, errors = {}, status }: Shown) {
  const { db, lang, now, actor } = c.var
  const m = words[lang]
  const { meeting, party, letter } = await letterOf(c)
  const members = await listMembers(db, meeting.ref, { party: party.code, at: now })
  const here = `${delegationHref(meeting.ref, party.code)}/credentials/${letter.id}`
  const faults = letterFaults(letter, meeting.run.languages)
  const open = letter.decision === null && letter.replacedBy === null
  const verdict = canVerify(actor, letter, chairs(actor, meeting))
  const yes = (holds: boolean) => (holds ? m['delegations.yes'] : m['delegations.no'])
  return meetingPage(c, meeting, { tab: 'delegations', title: m['delegations.letter-of'](party.name[lang]), status, breadcrumbs: [{ label: m['delegations.of'](party.name[lang]), href: delegationHref(meeting.ref, party.code) }, { label: m['delegations.letter'] }] }, (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <p><LetterState letter={letter} languages={meeting.run.languages} lang={lang} /></p>
      <SummaryList facts={[
        { term: m['delegations.for-whom'], value: members.filter((member) => letter.participants.includes(member.id)).map((member) => `${nameOf(member)}, ${m[`delegations.role.${member.role}`]}`).join('; ') || '–' },
        { term: m['delegations.for-which'], value: letter.wholeSeries ? m['delegations.whole-series'] : m['delegations.this-meeting'] },
        { term: m['delegations.form'], value: m[`delegations.form.${letter.form}`], sub: letter.file ? <a class="govuk-link" href={`${here}/file`}>{letter.fileName}</a> : m['delegations.no-file'] },
        { term: m['delegations.mark.letterhead'], value: yes(letter.letterhead) },
        { term: m['delegations.signed-by'], value: `${letter.signatory}, ${letter.signatoryTitle}`, sub: m[`delegations.office.${letter.signatoryOffice}`] },
        { term: m['delegations.mark.acting'], value: letter.acting ? m['delegations.acting-for'](letter.authority ?? m['delegations.not-found']) : m['delegations.no'] },
        { term: m['delegations.field.language'], value: new Intl.DisplayNames([lang], { type: 'language' }).of(letter.language) ?? letter.language, sub: letter.translated ? m['delegations.mark.translated'] : undefined },
        { term: m['delegations.sent-in'], value: `${letter.recordedBy}, ${formatInstant(letter.recordedAt, meeting.run.zone, lang)}` },
        { term: m['delegations.checked'], value: letter.checkedBy ? `${letter.checkedBy}: ${letter.proposal ? m[`delegations.proposal.${letter.proposal}`] : ''}` : m['delegations.unchecked'], sub: letter.checkNote || undefined },
        { term: m['delegations.chair-decided'], value: letter.decision && letter.decidedAt ? `${letter.decidedBy}, ${formatInstant(letter.decidedAt, meeting.run.zone, lang)}: ${m[`delegations.decision.${letter.decision}`]}` : m['delegations.undecided'], sub: letter.decisionNote || undefined },
      ]} />
      {faults.length > 0 && <p class="mf-inset mf-after">{m['delegations.tests-failed']} {faults.map((fault) => m[`delegations.fault.${fault}`]).join(lang === 'th' ? ' ' : '; ')}</p>}
      {open && canCheck(actor).allowed && (
        <Section title={m['delegations.check']}>
          <Form action={`${here}/check`} version={letter.version}>
            <Radios name="proposal" label={m['delegations.your-proposal']} options={(['accept', 'refuse'] as const).map((each) => ({ value: each, label: m[`delegations.propose.${each}`] }))} value={typed['proposal'] ?? letter.proposal ?? undefined} error={errors['proposal']} />
            <TextArea name="note" label={m['delegations.note']} value={typed['note'] ?? letter.checkNote ?? ''} error={errors['note']} rows={2} />
            <Actions><Button>{m['delegations.propose-to-chair']}</Button></Actions>
          </Form>
        </Section>
      )}
      {open && chairs(actor, meeting) && (
        <Section title={m['delegations.verify-letter']} lede={verdict.allowed ? m[`delegations.would-be.${decisionOn(true, faults)}`] : c.var.site.say(lang, verdict.because)}>
          {verdict.allowed && (
            <Form action={`${here}/verify`} version={letter.version}>
              <TextArea name="note" label={m['delegations.note']} value={typed['note']} error={errors['note']} rows={2} />
              <Actions><Button name="accept" value="yes">{m['delegations.accept']}</Button><Button kind="secondary" name="accept" value="no">{m['delegations.refuse']}</Button></Actions>
            </Form>
          )}
        </Section>
      )}
    </>
  ))
}

async function act(c: Reply, run: (letter: Letter, typed: Typed) => Promise<unknown>): Promise<Response> {
  const { letter, meeting, party } = await letterOf(c)
  const { typed } = await readForm(c)
  try {
    await run(letter, typed)
  } catch (error) {
    return letterPage(c, { typed, ...refusalOf(error, c) })
  }
  return c.redirect(`${delegationHref(meeting.ref, party.code)}/credentials/${letter.id}`, 303)
}

credentialPages.post('/meetings/:body/:session/delegations/:party/credentials/:id/check', (c) => act(c, (letter, typed) => perform(checkCredentials, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { letter: letter.id, version: typed['version'], proposal: typed['proposal'] ?? '', note: typed['note'] ?? '' } })))
credentialPages.post('/meetings/:body/:session/delegations/:party/credentials/:id/verify', (c) => act(c, (letter, typed) => perform(verifyCredentials, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { letter: letter.id, version: typed['version'], accept: typed['accept'] === 'yes', note: typed['note'] ?? '' } })))

/** The letter itself, for those who may see the delegation. */
credentialPages.get('/meetings/:body/:session/delegations/:party/credentials/:id/file', async (c) => {
  const { letter } = await letterOf(c)
  const stored = letter.file ? await storedFile(c.var.db, letter.file) : undefined
  const bytes = letter.file ? await c.var.files.get(letter.file) : null
  if (!stored || bytes === null) throw missing()
  return c.body(new Uint8Array(bytes).buffer, 200, { 'content-type': stored.type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(letter.fileName ?? 'letter')}`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' })
})
