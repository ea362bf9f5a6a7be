import { formatInstant } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import { wordFile } from '../../../kernel/docx.ts'
import { AppError } from '../../../kernel/errors.ts'
import { router, statusOf } from '../../../kernel/http.ts'
import { isLang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { PaperView } from '../../../kernel/paper-view.tsx'
import { Empty, numeral, PageTitle, Section } from '../../../ui/index.ts'
import { beginPack, freezePack, setPack, takeProposal } from '../commands/pack.ts'
import { pdfOf } from '../pack-facts.ts'
import { listChanges } from '../queries/pack.ts'
import { actWord, builder, Downloads } from './pack-builder.tsx'
import { crumbsOf, layPack, openPack, packHref } from './pack-parts.tsx'

export const packPages = router()

const root = '/report-to-ministers/:body/:session/pack'

packPages.get(root, async (c) => {
  const laid = await layPack(c)
  const did = c.req.query('did')
  const flash = did === 'frozen' && laid.frozen[0] ? { kind: 'success' as const, text: laid.m['report.pack.did.frozen'](laid.frozen[0].symbol) } : did === 'saved' ? { kind: 'success' as const, text: laid.m['report.pack.did.saved'] } : undefined
  return builder(c, laid, { flash })
})

packPages.post(root, async (c) => {
  const after = `${c.req.param('body')}/${c.req.param('session')}`
  await actOf(beginPack)({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { after } })
  return c.redirect(packHref(after), 303)
})

packPages.post(`${root}/frame`, async (c) => {
  const { pack, href } = await openPack(c)
  const form = await c.req.formData()
  await actOf(setPack)({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { pack: pack.id, version: form.get('version'), distribution: form.get('distribution'), programmes: form.getAll('programmes').map(String) } })
  return c.redirect(`${href}?did=saved`, 303)
})

packPages.post(`${root}/proposals`, async (c) => {
  const { pack, href } = await openPack(c)
  const form = await c.req.formData()
  await actOf(takeProposal)({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { pack: pack.id, version: form.get('version'), calledFor: form.get('calledFor') } })
  return c.redirect(`${href}?did=saved#decisions`, 303)
})

/** A refused freezing shows the builder again, with every reason at the top (look-d decision 11). */
packPages.post(`${root}/freeze`, async (c) => {
  const laid = await layPack(c)
  const form = await c.req.formData()
  const { db, actor, now, files, site, lang } = c.var
  try {
    await actOf(freezePack)({ db, actor, now, input: { pack: laid.pack.id, version: form.get('version'), zone: site.config.zone, publicUrl: site.config.publicUrl, store: files } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing' || error.kind === 'forbidden') throw error
    const reasons = error.faults.map((fault) => ({ field: fault.path.replace('/gate/', 'gate-'), message: site.say(lang, fault.code, fault.params) }))
    return builder(c, laid, { status: statusOf(error), ...(reasons.length > 0 ? { refused: reasons } : { flash: { kind: 'error', text: site.say(lang, error.code, error.params) } }) })
  }
  return c.redirect(`${laid.href}?did=frozen`, 303)
})

packPages.get(`${root}/preview`, async (c) => {
  const laid = await layPack(c)
  const { m, fitted } = laid
  // Which paper is looked at is not the language of the screen: an officer at work in English looks through the Thai one.
  const asked = c.req.query('paper')
  return page(
    c,
    { title: m['report.pack.page-title'](laid.meeting), current: '/report-to-ministers', breadcrumbs: crumbsOf(laid, m['report.pack.preview']) },
    <><p class="small no-print"><Downloads href={laid.href} m={m} /></p><PaperView alone paper={fitted.papers[isLang(asked) ? asked : laid.lang]} /></>,
  )
})

const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

/** A working copy: it has no code, for nothing official is there to be checked. */
packPages.get(`${root}/:file{pack\\.(?:pdf|docx)}`, async (c) => {
  const laid = await layPack(c)
  const format = c.req.param('file').endsWith('.pdf') ? 'pdf' : 'docx'
  const asked = c.req.query('lang')
  const lang = isLang(asked) ? asked : c.var.lang
  const paper = laid.fitted.papers[lang]
  const bytes = format === 'pdf' ? await pdfOf(paper) : await wordFile(paper)
  return c.body(Uint8Array.from(bytes).buffer, 200, { 'content-type': types[format], 'content-disposition': `attachment; filename="${laid.pack.meeting.replaceAll('/', '-')}-draft-${laid.pack.version}.${lang}.${format}"`, 'cache-control': 'private, no-store' })
})

packPages.get(`${root}/changes`, async (c) => {
  const opened = await openPack(c)
  const { db, lang, site } = c.var
  const { m, pack } = opened
  const changes = await listChanges(db, pack.id, 500)
  const words = (value: unknown) => (value === null || value === undefined ? null : typeof value === 'string' ? value : typeof value === 'object' && lang in value ? String((value as Record<string, unknown>)[lang]) : null)
  return page(
    c,
    { title: m['report.pack.history'], current: '/report-to-ministers', breadcrumbs: crumbsOf(opened, m['report.pack.history']) },
    <>
      <PageTitle title={m['report.pack.history']} lede={opened.meeting} />
      {changes.length === 0 ? <Empty title={m['report.pack.changed-none']} /> : changes.map((change) => (
        <Section title={`${m['report.pack.change'](numeral(lang, change.version))}: ${actWord(m, change.act)}`} lede={[change.section && m[`report.pack.section.${change.section}`], m['report.pack.by'](change.byName, formatInstant(change.at, site.config.zone, lang))].filter(Boolean).join(' · ')}>
          {words(change.was) && <p><b>{m['report.pack.was']}</b> <del>{words(change.was)}</del></p>}
          {words(change.became) && <p><b>{m['report.pack.became']}</b> {words(change.became)}</p>}
        </Section>
      ))}
    </>,
  )
})
