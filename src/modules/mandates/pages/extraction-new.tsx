import { AppError, type Fault } from '../../../kernel/errors.ts'
import { faultsOf, performIn } from '../../../kernel/command.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, type Banner, Button, ErrorSummary, FileField, Form, PageTitle, Radios, Select, TextArea, TextField } from '../../../ui/index.ts'
import { readText, TextFault } from '../../extraction/index.ts'
import { beginExtraction } from '../commands.ts'
import { readDirectory } from '../directory.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { firstOfEach, readTypedDay } from '../reading.ts'
import { canBegin } from '../rules/acts.ts'
import { speaker as speakerOf } from '../wording.ts'
import { type Ask, EraChoice } from './decision-form.tsx'
import { bodyOptions, instrumentOptions, markingOptions, meetingOptions } from './choices.ts'

export const newTextPages = router()

interface Shown {
  typed?: Record<string, string>
  errors?: Record<string, string>
  ask?: Ask | undefined
  hadFile?: boolean
  status?: number
  flash?: Banner
}

newTextPages.get('/extraction/new', (c) => {
  requireAllowed(canBegin(c.var.actor))
  return form(c, { typed: { meeting: c.req.query('meeting') ?? '', body: c.req.query('meeting')?.split('/')[0] ?? '' } })
})

async function form(c: Reply, { typed = {}, errors = {}, ask, hadFile, status, flash }: Shown): Promise<Response> {
  const { lang } = c.var
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(c.var.db))
  const order = ['body', 'meeting', 'date', 'instrument', 'instrumentTitle', 'language', 'marking', 'file', 'content']
  return page(c, { title: w['extraction.new-title'], current: '/extraction', status: status ?? 200, ...(flash ? { flash } : {}), breadcrumbs: [{ label: w['extraction.list'], href: '/extraction' }, { label: w['extraction.new-title'] }] }, (
    <>
      <ErrorSummary errors={order.flatMap((field) => (errors[field] ? [{ field, message: errors[field] }] : []))} />
      <PageTitle title={w['extraction.new-title']} lede={w['extraction.new-lede']} />
      <Form action="/extraction/new" files>
        <div class="mf-fields">
          <Select name="body" label={w['follow-up.body']} none={w['follow-up.choose']} options={bodyOptions(speaker)} value={typed['body']} error={errors['body']} />
          <Select name="meeting" label={w['follow-up.meeting']} none={w['follow-up.no-meeting']} options={meetingOptions(speaker)} value={typed['meeting']} error={errors['meeting']} />
        </div>
        <TextField name="date" label={w['follow-up.date']} hint={w['follow-up.date-hint']} value={typed['date']} error={errors['date']} width={20} autocomplete="off" />
        {ask && <EraChoice name="date" ask={ask} speaker={speaker} />}
        <Select name="instrument" label={w['follow-up.instrument']} none={w['follow-up.not-in-list']} options={instrumentOptions(speaker)} value={typed['instrument']} error={errors['instrument']} />
        <TextField name="instrumentTitle" label={w['follow-up.instrument-title']} hint={w['follow-up.instrument-title-hint']} value={typed['instrumentTitle']} error={errors['instrumentTitle']} />
        <Radios name="language" label={w['extraction.language']} inline value={typed['language'] || 'en'} options={[{ value: 'en', label: w['follow-up.in-en'] }, { value: 'th', label: w['follow-up.in-th'] }]} error={errors['language']} />
        <Select name="marking" label={w['follow-up.marking']} hint={w['follow-up.marking-hint']} options={markingOptions(speaker, c.var.actor)} value={typed['marking'] || 'PUBLIC'} error={errors['marking']} />
        <FileField name="file" label={w['extraction.file']} hint={hadFile ? w['extraction.choose-again'] : w['extraction.file-hint']} accept=".docx,.pdf,.txt" error={errors['file']} />
        <TextArea name="content" label={w['extraction.paste']} hint={w['extraction.paste-hint']} rows={14} value={typed['content']} lang={typed['language'] || 'en'} error={errors['content']} />
        <Actions><Button>{w['extraction.propose']}</Button><a class="govuk-link" href="/extraction">{w['follow-up.cancel']}</a></Actions>
      </Form>
    </>
  ))
}

newTextPages.post('/extraction/new', async (c) => {
  requireAllowed(canBegin(c.var.actor))
  const w = wordsOfActs[c.var.lang]
  const sent = await c.req.formData()
  const typed = Object.fromEntries([...sent.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const upload = sent.get('file')
  const file = upload instanceof File && (upload.name !== '' || upload.size > 0) ? upload : null
  const faults: Fault[] = []
  let ask: Ask | undefined
  let content = typed['content'] ?? ''
  let bytes: Uint8Array | null = null
  if (file) {
    const limit = c.var.site.config.uploadLimitBytes
    try {
      if (file.size > limit) throw new TextFault('extract.too-big')
      bytes = new Uint8Array(await file.arrayBuffer())
      content = (await readText(bytes, file.name, { maxBytes: limit })).text
    } catch (error) {
      if (!(error instanceof TextFault)) throw error
      faults.push({ path: '/file', code: error.code })
    }
  }
  const day = typed['date.era'] || typed['date'] || ''
  const read = day.trim() === '' ? null : readTypedDay(day, c.var.today, { past: true })
  if (read && !('date' in read)) {
    faults.push({ path: '/date', code: read.code })
    ask = read.ask
  }
  const input = {
    body: typed['body'] ?? '', meeting: typed['meeting'] || null, date: read && 'date' in read ? read.date : null, instrument: typed['instrument'] || null, instrumentTitle: typed['instrumentTitle'] ?? '',
    language: typed['language'] === 'th' ? ('th' as const) : ('en' as const), marking: typed['marking'] || 'PUBLIC', content: faults.some((fault) => fault.path === '/file') ? '-' : content, origin: 'desk' as const,
  }
  try {
    const made = await c.var.db.transaction().execute(async (tx) => {
      // The file as it came is kept beside the text, under its own digest.
      const kept = file && bytes && faults.length === 0 ? await c.var.files.put(tx, { name: file.name.slice(0, 200), type: file.type || 'application/octet-stream', bytes, now: c.var.now }) : null
      const parsed = beginExtraction.input.safeParse({ ...input, file: kept })
      if (!parsed.success) throw new AppError('invalid', 'input.invalid', { faults: faultsOf(parsed.error) })
      const begun = await performIn(tx, beginExtraction, { actor: c.var.actor, now: c.var.now, input: parsed.data })
      // Faults of the form itself come back with those of the command, all at once, and nothing is written.
      if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
      return begun
    })
    return c.redirect(`/extraction/${encodeURIComponent(made.id)}`, 303)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'extraction.text-exists') {
      return form(c, { typed, hadFile: file !== null, status: 409, flash: { kind: 'error', text: w['extraction.text-exists'], children: <p><a class="govuk-link" href={`/extraction/${encodeURIComponent(String(error.params['id']))}`}>{w['extraction.open-it']}</a></p> } })
    }
    if (error.kind !== 'invalid') throw error
    const all = firstOfEach([...faults, ...error.faults.filter((fault) => !(file && fault.path === '/content' && faults.some((other) => other.path === '/file')))])
    // A file without an operative verb is at fault beside the file, not beside the empty field.
    const errors = fieldErrors(all.map((fault) => (file && fault.path === '/content' ? { ...fault, path: '/file' } : fault)), c)
    return form(c, { typed, errors, ask, hadFile: file !== null, status: faults.some((fault) => fault.code === 'extract.too-big') ? 413 : statusOf(error) })
  }
})
