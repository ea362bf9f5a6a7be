import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { mayRead } from '../../../kernel/actor.ts'
import { actOf } from '../../../kernel/command.ts'
import { type Fault, missing } from '../../../kernel/errors.ts'
import { hashOf } from '../../../kernel/files.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { sniff } from '../../../kernel/sniff.ts'
import { Actions, Button, DateField, ErrorSummary, FileField, Form, PageTitle, Radios, Select, TextField } from '../../../ui/index.ts'
import { cleanName, contentDisposition, paperKinds } from '../../documents/index.ts'
import { markingInWords } from '../../people/index.ts'
import { sendEvidence } from '../commands.ts'
import { listProofs } from '../queries/evidence.ts'
import { canSendEvidence } from '../rules/acts.ts'
import { evidenceTypes } from '../schema.ts'
import { words } from '../wording.ts'
import { activityOf, crumbsTo, type Opened } from './activity-of.ts'
import { isOwn } from './activity-parts.tsx'
import { dayOrNone, sent, tryAct } from './asking.ts'

export const evidencePages = router()

evidencePages.get('/plans/:body/:kind/:year/activities/:code/evidence', async (c) => {
  const opened = await activityOf(c)
  requireAllowed(canSendEvidence(c.var.actor, opened.concerned))
  return showForm(c, opened, {})
})

async function showForm(c: Reply, opened: Opened, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { lang, actor } = c.var
  const m = words[lang]
  const { activity, href } = opened
  const field = (name: string) => ({ name, value: shown.typed?.[name], error: shown.errors?.[name] })
  return page(
    c,
    { title: `${m['plans.send-proof']} · ${activity.code}`, current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsTo(c, opened, m['plans.send-proof']) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([name, message]) => ({ field: name, message }))} />
      <PageTitle over={`${activity.code} ${activity.title[lang]}`} title={m['plans.send-proof']} lede={m['plans.send-proof-lede']} />
      {activity.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <Form action={`${href}/evidence`} files>
        <Select {...field('type')} label={m['plans.field.proof-type']} options={evidenceTypes.map((type) => ({ value: type, label: m[`plans.evidence.${type}`] }))} />
        <TextField {...field('title')} label={m['plans.field.proof-title']} />
        <FileField name="file" label={m['plans.field.proof-file']} hint={m['plans.field.proof-file-hint']} accept={paperKinds.map((kind) => `.${kind}`).join(',')} error={shown.errors?.['file']} />
        <TextField {...field('document')} label={m['plans.field.proof-document']} width={20} />
        <TextField {...field('link')} label={m['plans.field.proof-link']} type="url" />
        <DateField {...field('on')} label={m['plans.field.proof-on']} />
        <Radios name="marking" label={m['plans.field.marking']} small value={shown.typed?.['marking'] ?? 'GENERAL'} error={shown.errors?.['marking']} options={(['PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED'] as const).filter((marking) => mayRead(actor, marking)).map((marking) => ({ value: marking, label: markingInWords(lang, marking) }))} />
        <Actions><Button>{m['plans.send-proof']}</Button><a class="govuk-link" href={href}>{m['plans.cancel']}</a></Actions>
      </Form>
    </>,
  )
}

interface Kept {
  sha256: string
  name: string
}

/** What the file is by its bytes, then the scanner, then the store; a file that is not taken is a fault beside its field. */
async function keepFile(c: Reply, faults: Fault[]): Promise<Kept | null> {
  const { db, files, now, site, scanner } = c.var
  const file = (await c.req.formData()).get('file')
  if (!(file instanceof File) || file.size === 0) return null
  const refuse = (code: string, params: Record<string, string | number> = {}) => { faults.push({ path: '/file', code, params }); return null }
  const limit = site.config.uploadLimitBytes
  if (file.size > limit) return refuse('file.too-large', { mb: Math.floor(limit / 1048576), is: Math.ceil(file.size / 1048576) })
  const draft = path.join(files.drafts, randomUUID())
  try {
    await writeFile(draft, new Uint8Array(await file.arrayBuffer()), { mode: 0o640 })
    const found = await sniff(draft, file.name, { allowed: paperKinds, limit })
    if ('fault' in found) return refuse(found.fault.code, found.fault.params)
    const scan = await scanner?.scan(createReadStream(draft))
    if (scan?.is === 'infected') return refuse('file.virus', { name: scan.by })
    if (scan?.is === 'unscanned' && site.config.whenScannerAway === 'wait') return refuse('file.scanner-away')
    const name = cleanName(file.name, found.kind)
    const { sha256, bytes } = await hashOf(draft)
    await db.transaction().execute((tx) => files.keep(tx, { draft, sha256, bytes, name, type: found.type, now }))
    return { sha256, name }
  } finally {
    await rm(draft, { force: true })
  }
}

evidencePages.post('/plans/:body/:kind/:year/activities/:code/evidence', async (c) => {
  const opened = await activityOf(c)
  requireAllowed(canSendEvidence(c.var.actor, opened.concerned))
  const { one } = await sent(c)
  const faults: Fault[] = []
  const text = (name: string) => (one[name] ?? '').trim()
  const on = dayOrNone(one['on'], '/on', c.var.today, faults)
  // An address of ours would lead past the rights of the paper it names.
  if (isOwn(text('link'), c.var.site)) faults.push({ path: '/link', code: 'plans.proof-own-address' })
  if (text('title') === '') faults.push({ path: '/title', code: 'plans.title-needed' })
  const kept = faults.length === 0 ? await keepFile(c, faults) : null
  const outcome = await tryAct(c, actOf(sendEvidence), { activity: opened.activity.id, type: text('type'), title: { en: text('title'), th: text('title') }, link: text('link'), document: text('document'), file: kept?.sha256 ?? null, fileName: kept?.name ?? '', on, marking: text('marking') || 'GENERAL' }, one, faults)
  if (outcome.done) return c.redirect(`${opened.href}#proof`, 303)
  // Nothing refers to it; where something does, it stays.
  if (kept) await c.var.db.transaction().execute((tx) => c.var.files.forget(tx, kept.sha256))
  return showForm(c, opened, outcome)
})

/** The right is asked each time; the file is saved, never shown in place. */
evidencePages.get('/plans/:body/:kind/:year/activities/:code/evidence/:proof/file', async (c) => {
  const { activity } = await activityOf(c)
  const { db, actor, now, files } = c.var
  const proof = (await listProofs(db, { actor, now }, activity.id, c.req.param('proof')))[0]
  if (!proof || proof.file === null) throw missing()
  const size = await files.size(proof.file)
  if (size === null) throw new Error(`the file ${proof.file} of proof ${proof.id} is missing`)
  const headers = { 'content-type': proof.fileType ?? 'application/octet-stream', 'content-disposition': contentDisposition(proof.fileName ?? 'proof'), 'content-length': String(size), 'cache-control': 'private, no-store' }
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  return c.body(Readable.toWeb(files.read(proof.file)) as ReadableStream, 200, headers)
})
