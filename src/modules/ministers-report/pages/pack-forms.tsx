import { actOf, type PerformRequest } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, ErrorSummary, Form, Hidden, PageTitle, Select, TextArea, TextField } from '../../../ui/index.ts'
import { addPackPart, editPackPart, placePackPart, writeRow } from '../commands/pack.ts'
import { canWritePack, thaiStands } from '../rules/pack.ts'
import { type PackPart, soughtClasses, writtenSections, type WrittenSection } from '../schema/pack.ts'
import { crumbsOf, type LaidPack, layPack, openPack } from './pack-parts.tsx'

export const packFormPages = router()

const root = '/report-to-ministers/:body/:session/pack'

interface Typed {
  en: string
  th: string
  class: string
  source: string
  mandate: string
  proof: string
  same: boolean
  section: string
}
interface Again {
  typed: Typed
  errors: Record<string, string>
  refusal: string | null
  status: number
}

async function typedIn(c: Reply): Promise<Typed & { version: string; to: string }> {
  const form = await c.req.formData()
  const text = (name: string) => { const value = form.get(name); return typeof value === 'string' ? value : '' }
  return { en: text('en'), th: text('th'), class: text('class'), source: text('source'), mandate: text('mandate'), proof: text('proof'), same: form.get('same') !== null, section: text('section'), version: text('version'), to: text('to') }
}

/** Performs an act; a refusal comes back by field in the reader's language, with what was typed. */
async function attempt(c: Reply, act: (request: PerformRequest) => Promise<unknown>, input: unknown, typed: Typed): Promise<Again | null> {
  try {
    await act({ db: c.var.db, actor: c.var.actor, now: c.var.now, input })
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing' || error.kind === 'forbidden') throw error
    const { site, lang } = c.var
    return { typed, errors: error.kind === 'invalid' ? fieldErrors(error.faults, c) : {}, refusal: error.kind === 'invalid' ? null : site.say(lang, error.code, error.params), status: statusOf(error) }
  }
}

packFormPages.get(`${root}/parts/new`, async (c) => {
  const section = sectionOf(c.req.query('section'))
  return partForm(c, await layPack(c), { section, part: null })
})

packFormPages.post(`${root}/parts`, async (c) => {
  const { pack, href } = await openPack(c)
  const typed = await typedIn(c)
  const section = sectionOf(typed.section)
  const again = await attempt(c, actOf(addPackPart), { pack: pack.id, version: typed.version, section, text: { en: typed.en, th: typed.th }, sameInThai: typed.same, class: typed.class, source: typed.source, mandate: typed.mandate }, typed)
  if (again) return partForm(c, await layPack(c), { section, part: null, again })
  return c.redirect(`${href}?did=saved#${section === 'decision' ? 'decisions' : `section-${section}`}`, 303)
})

packFormPages.get(`${root}/parts/:part`, async (c) => {
  const laid = await layPack(c)
  const part = partOf(laid, c.req.param('part'))
  return partForm(c, laid, { section: sectionOf(part.section), part })
})

packFormPages.post(`${root}/parts/:part`, async (c) => {
  const opened = await openPack(c)
  const part = partOf(opened, c.req.param('part'))
  const typed = await typedIn(c)
  const again = await attempt(c, actOf(editPackPart), { pack: opened.pack.id, version: typed.version, part: part.id, text: { en: typed.en, th: typed.th }, sameInThai: typed.same, class: typed.class, source: typed.source, mandate: typed.mandate }, typed)
  if (again) return partForm(c, await layPack(c), { section: sectionOf(part.section), part, again })
  return c.redirect(`${opened.href}?did=saved#part-${part.id}`, 303)
})

packFormPages.post(`${root}/parts/:part/place`, async (c) => {
  const { pack, href } = await openPack(c)
  const typed = await typedIn(c)
  await actOf(placePackPart)({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { pack: pack.id, version: typed.version, part: c.req.param('part'), to: typed.to } })
  return c.redirect(`${href}?did=saved#part-${c.req.param('part')}`, 303)
})

const sectionOf = (text: string | undefined): WrittenSection => {
  const found = writtenSections.find((section) => section === text)
  if (!found) throw missing()
  return found
}

function partOf({ parts }: Pick<LaidPack, 'parts'>, id: string): PackPart {
  const part = parts.find((one) => one.id === id && one.section !== 'row')
  if (!part) throw missing()
  return part
}

async function partForm(c: Reply, laid: LaidPack, { section, part, again }: { section: WrittenSection; part: PackPart | null; again?: Again }): Promise<Response> {
  requireAllowed(canWritePack(c.var.actor))
  const { m, href, pack, facts, lang } = laid
  const title = m[`report.pack.section.${section}`]
  const typed = again?.typed
  return page(
    c,
    { title, current: '/report-to-ministers', breadcrumbs: crumbsOf(laid, title), status: again?.status, flash: again?.refusal ? { kind: 'error', text: again.refusal } : undefined },
    <>
      <ErrorSummary errors={Object.entries(again?.errors ?? {}).map(([field, message]) => ({ field: fieldIds[field] ?? field, message }))} />
      <PageTitle over={m['report.pack.page-title'](laid.meeting)} title={part === null ? `${m['report.pack.add']}: ${title}` : title} />
      <Form action={part === null ? `${href}/parts` : `${href}/parts/${part.id}`} version={pack.version}>
        <Hidden name="section" value={section} />
        <Wordings m={m} decision={section === 'decision'} typed={typed} kept={part} errors={again?.errors} />
        {section === 'decision' && (
          <>
            <Select name="class" label={m['report.pack.f-class']} value={typed?.class ?? part?.class ?? ''} none={m['report.pack.f-class-read']} error={again?.errors['class']} options={soughtClasses.map((value) => ({ value, label: `${value}: ${m[`report.pack.class.${value}`]}` }))} />
            <Select name="mandate" label={m['report.pack.f-mandate']} value={typed?.mandate ?? part?.mandate ?? ''} none={m['report.pack.f-mandate-none']} error={again?.errors['mandate']} options={facts.rows.map(({ decision }) => ({ value: decision.id, label: `${decision.symbol} ${decision.title[lang]}` }))} />
          </>
        )}
        {section === 'threat' && <TextField name="source" label={m['report.pack.f-source']} hint={m['report.pack.f-source-hint']} value={typed?.source ?? part?.source ?? ''} error={again?.errors['source']} />}
        <Actions><Button>{m['report.pack.save']}</Button><a class="govuk-link" href={href}>{m['report.pack.cancel']}</a></Actions>
      </Form>
    </>,
  )
}

const fieldIds: Record<string, string> = { 'text.en': 'en', 'text.th': 'th' }

function Wordings({ m, decision, typed, kept, errors, hint }: { m: LaidPack['m']; decision: boolean; typed: Typed | undefined; kept: Pick<PackPart, 'text' | 'thaiFor'> | null; errors: Record<string, string> | undefined; hint?: string }) {
  const toCheck = kept !== null && kept.text.en !== '' && !thaiStands(kept)
  return (
    <>
      <TextArea name="en" label={decision ? m['report.pack.f-en-decision'] : m['report.pack.f-en']} hint={hint} lang="en" rows={4} value={typed?.en ?? kept?.text.en ?? ''} error={errors?.['text.en'] ?? errors?.['text']} />
      <TextArea name="th" label={m['report.pack.f-th']} lang="th" rows={4} value={typed?.th ?? kept?.text.th ?? ''} error={errors?.['text.th']} />
      {kept !== null && <Checkboxes name="same" label={toCheck ? m['report.pack.thai-to-check'] : m['report.pack.thai-checked']} small values={typed?.same ? ['yes'] : []} options={[{ value: 'yes', label: m['report.pack.f-same'] }]} />}
    </>
  )
}

packFormPages.get(`${root}/rows/:mandate`, async (c) => rowForm(c, await layPack(c), c.req.param('mandate')))

packFormPages.post(`${root}/rows/:mandate`, async (c) => {
  const { pack, href } = await openPack(c)
  const typed = await typedIn(c)
  const mandate = c.req.param('mandate')
  const again = await attempt(c, actOf(writeRow), { pack: pack.id, version: typed.version, mandate, text: { en: typed.en, th: typed.th }, sameInThai: typed.same, proof: typed.proof }, typed)
  if (again) return rowForm(c, await layPack(c), mandate, again)
  return c.redirect(`${href}?did=saved`, 303)
})

async function rowForm(c: Reply, laid: LaidPack, mandate: string, again?: Again): Promise<Response> {
  requireAllowed(canWritePack(c.var.actor))
  const { m, href, pack, facts, lang } = laid
  const row = facts.rows.find(({ decision }) => decision.id === mandate)
  if (!row) throw missing()
  const title = m['report.pack.row-of'](row.decision.symbol)
  return page(
    c,
    { title, current: '/report-to-ministers', breadcrumbs: crumbsOf(laid, title), status: again?.status, flash: again?.refusal ? { kind: 'error', text: again.refusal } : undefined },
    <>
      <ErrorSummary errors={Object.entries(again?.errors ?? {}).map(([field, message]) => ({ field: fieldIds[field] ?? field, message }))} />
      <PageTitle over={m['report.pack.page-title'](laid.meeting)} title={title} lede={row.decision.title[lang]} />
      <Form action={`${href}/rows/${encodeURIComponent(mandate)}`} version={pack.version}>
        <Wordings m={m} decision={false} typed={again?.typed} kept={row.line} errors={again?.errors} hint={m['report.pack.f-row-hint']} />
        <Select
          name="proof" label={m['report.pack.f-proof']} hint={m['report.pack.f-proof-hint']} none={m['report.pack.f-proof-none']} value={again?.typed.proof ?? (row.chosenHidden ? '' : (row.line?.proof ?? ''))} error={again?.errors['proof']}
          options={row.proofs.map((proof) => ({ value: proof.id, label: [proof.symbol, proof.title[lang] || proof.title.en, proof.code].filter(Boolean).join(' · ') }))}
        />
        <Actions><Button>{m['report.pack.save']}</Button><a class="govuk-link" href={href}>{m['report.pack.cancel']}</a></Actions>
      </Form>
    </>,
  )
}
