import { formatInstant } from '../../../kernel/calendar.ts'
import type { Reply } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { NotificationBanner, PageTitle, Section, SummaryList } from '../../../ui/index.ts'
import type { CheckedFile } from '../queries/files.ts'
import { languageOf } from '../files-words.ts'
import { enFiles } from '../messages/files.en.ts'
import { thFiles } from '../messages/files.th.ts'
import { enIssued } from '../messages/issued.en.ts'
import { thIssued } from '../messages/issued.th.ts'
import { findDocument } from '../queries/papers.ts'
import { paperHref } from '../rules/symbol.ts'

const words = { en: { ...enIssued, ...enFiles }, th: { ...thIssued, ...thFiles } }

/** An official paper, proved by the code on a copy or by its bytes: to anyone that it is the text and whether there is a newer one; to who may read it, which. */
export async function filePage(c: Reply, file: CheckedFile, verdict: string): Promise<Response> {
  const { db, actor, now, lang, site } = c.var
  const m = words[lang]
  const paper = await findDocument(db, { actor, now }, file.document)
  const standing = file.ended ? m['files.check.ended'] : file.newer ? m['files.check.newer'] : m['files.check.current']
  const newest = paper?.supersededBy ?? null
  const facts = [
    { term: m['files.check.code'], value: <code>{file.code}</code> },
    { term: m['files.check.standing'], value: standing, ...(newest ? { sub: <a class="govuk-link" href={paperHref({ id: '', symbol: newest })}>{newest}</a> } : {}) },
    ...(file.registeredAt ? [{ term: m['files.check.registered'], value: formatInstant(file.registeredAt, site.config.zone, lang) }] : []),
    ...(paper ? [{ term: m['files.check.lang'], value: languageOf(file.lang, lang) }, { term: m['issued.sha'], value: <code class="sym">{file.sha256.match(/.{16}/g)?.join(' ')}</code> }] : []),
  ]
  c.header('cache-control', 'private, no-store')
  return page(
    c,
    { title: m['issued.title'], breadcrumbs: [{ label: m['issued.title'], href: '/check' }, { label: file.code }] },
    <>
      <NotificationBanner kind={file.ended || file.newer ? 'info' : 'success'} text={verdict}>{(file.ended || file.newer) && <p>{standing}</p>}</NotificationBanner>
      <PageTitle title={paper ? paper.title[lang] : file.code} {...(paper?.symbol ? { lede: paper.symbol } : {})} />
      <Section title={m['issued.paper']} kind="plain">
        <SummaryList facts={facts} />
        {paper ? <p><a class="govuk-link" href={paperHref(paper)}>{m['files.check.open']}</a></p> : <p class="muted">{m['files.check.closed']}</p>}
      </Section>
    </>,
  )
}
