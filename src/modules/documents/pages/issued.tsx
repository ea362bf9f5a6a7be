import { createHash } from 'node:crypto'
import { mayRead } from '../../../kernel/actor.ts'
import { formatDay, formatInstant, formatNumber } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, Columns, Empty, FileField, Form, NotificationBanner, PageTitle, Section, SummaryList, TextField } from '../../../ui/index.ts'
import { filePage } from './files-check.tsx'
import { findFileByBytes, findFileByCode } from '../queries/files.ts'
import { type CheckedPaper, findByBytes, findByCode } from '../queries/issued.ts'
import { typedCode } from '../rules/issued.ts'
import { enIssued } from '../messages/issued.en.ts'
import { thIssued } from '../messages/issued.th.ts'

/**
 * Proving a paper. Whoever holds its code may learn that it is genuine, which version it is and whether there is a newer one: they
 * have the paper. What it is about is shown only to those who may read it; codes are too long to be guessed, so this opens no list.
 */
export const issuedPages = router()

const words = { en: enIssued, th: thIssued }
const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

issuedPages.get('/check', async (c) => {
  const typed = c.req.query('code')?.trim()
  if (typed === undefined || typed === '') return checkPage(c, {})
  const code = typedCode(typed)
  if (code === null) return checkPage(c, { typed, fault: words[c.var.lang]['issued.bad-code'], status: 422 })
  return c.redirect(`/check/${encodeURIComponent(typed)}`, 303)
})

issuedPages.post('/check', async (c) => {
  const { db, lang } = c.var
  const m = words[lang]
  const file = (await c.req.parseBody())['file']
  if (!(file instanceof File) || file.size === 0) return checkPage(c, { fileFault: m['issued.no-file'], status: 422 })
  const limit = c.var.site.config.uploadLimitBytes
  if (file.size > limit) return checkPage(c, { fileFault: m['issued.too-large'](formatNumber(Math.round(limit / 1048576), lang)), status: 413 })
  const sha256 = createHash('sha256').update(new Uint8Array(await file.arrayBuffer())).digest('hex')
  const paper = await findByBytes(db, sha256)
  c.header('cache-control', 'private, no-store')
  const official = paper ? null : await findFileByBytes(db, sha256)
  if (official) return filePage(c, official, m['issued.file-genuine'])
  if (!paper) return checkPage(c, { found: <Empty title={m['issued.file-unknown']}>{m['issued.file-unknown-why']}</Empty> })
  return paperPage(c, paper, m['issued.file-genuine'])
})

issuedPages.get('/check/:code', async (c) => {
  const { db, lang } = c.var
  const m = words[lang]
  const typed = c.req.param('code')
  const code = typedCode(typed)
  const paper = code === null ? null : await findByCode(db, code)
  const official = paper || code === null ? null : await findFileByCode(db, code)
  if (official) return filePage(c, official, m['issued.genuine'])
  if (!paper) return checkPage(c, { typed, status: 404, found: <Empty title={m['issued.unknown']}>{m['issued.unknown-why']}</Empty> })
  return paperPage(c, paper, m['issued.genuine'])
})

issuedPages.get('/check/:code/paper', async (c) => {
  const code = typedCode(c.req.param('code'))
  const paper = code === null ? null : await findByCode(c.var.db, code)
  if (!paper || !mayRead(c.var.actor, paper.marking)) throw missing()
  const bytes = await c.var.files.get(paper.file)
  if (!bytes) throw missing()
  return c.body(Uint8Array.from(bytes).buffer, 200, { 'content-type': types[paper.format], 'content-disposition': `attachment; filename="${paper.code}.${paper.format}"` })
})

function checkPage(c: Reply, shown: { typed?: string; fault?: string; fileFault?: string; status?: number; found?: preact.ComponentChildren }): Promise<Response> {
  const m = words[c.var.lang]
  return page(
    c,
    { title: m['issued.title'], status: shown.status ?? 200 },
    <>
      <PageTitle title={m['issued.title']} lede={m['issued.lede']} />
      {shown.found}
      <Columns>
        <Form action="/check" method="get">
          <TextField name="code" label={m['issued.code']} hint={m['issued.code-hint']} value={shown.typed} error={shown.fault} width={20} autocomplete="off" spellcheck={false} />
          <Button>{m['issued.check']}</Button>
        </Form>
        <Form action="/check" files>
          <FileField name="file" label={m['issued.file']} hint={m['issued.file-hint']} error={shown.fileFault} accept=".pdf,.docx" />
          <Button kind="secondary">{m['issued.compare']}</Button>
        </Form>
      </Columns>
    </>,
  )
}

function paperPage(c: Reply, paper: CheckedPaper, verdict: string): Promise<Response> {
  const { lang, actor, site } = c.var
  const m = words[lang]
  const open = mayRead(actor, paper.marking)
  const newest = paper.newest.code === paper.code
  const kind = m[`issued.kind.${paper.kind}` as 'issued.kind.follow-up'] ?? paper.kind
  const version = {
    term: m['issued.version'],
    value: m['issued.version-of'](paper.version, paper.versions),
    sub: newest ? m['issued.newest-yes'] : <>{m['issued.newest-no'](paper.newest.version, formatInstant(paper.newest.issuedAt, site.config.zone, lang))}{open && <> <a class="govuk-link" href={`/check/${paper.newest.code}`}>{m['issued.newest-link']}</a></>}</>,
  }
  const when = { term: m['issued.when'], value: formatInstant(paper.issuedAt, site.config.zone, lang) }
  const facts = open
    ? [
        { term: m['issued.paper'], value: paper.title[lang] },
        { term: m['issued.code-fact'], value: <code>{paper.code}</code> },
        version,
        when,
        { term: m['issued.as-of'], value: formatDay(paper.asOf, lang) },
        { term: m['issued.kind'], value: kind },
        { term: m['issued.lang'], value: listed([m[`issued.lang.${paper.lang}`], paper.format === 'pdf' ? 'PDF' : 'Word'], lang), sub: m['issued.size'](formatNumber(Math.ceil(paper.bytes / 1024), lang)) },
        { term: m['issued.sha'], value: <code class="sym">{paper.sha256.match(/.{16}/g)?.join(' ')}</code> },
      ]
    : [{ term: m['issued.code-fact'], value: <code>{paper.code}</code> }, version, when]
  return page(
    c,
    { title: m['issued.title'], breadcrumbs: [{ label: m['issued.title'], href: '/check' }, { label: paper.code }] },
    <>
      <NotificationBanner kind={newest ? 'success' : 'info'} text={verdict}>{!newest && <p>{m['issued.newest-no'](paper.newest.version, formatInstant(paper.newest.issuedAt, site.config.zone, lang))}</p>}</NotificationBanner>
      <PageTitle title={open ? paper.title[lang] : paper.code} />
      <Section title={m['issued.paper']} kind="plain">
        <SummaryList facts={facts} />
        {open ? <p><a class="govuk-link" href={`/check/${paper.code}/paper`} data-turbo="false">{m['issued.get']}</a></p> : <p class="muted">{m['issued.closed-note']}</p>}
      </Section>
    </>,
  )
}
