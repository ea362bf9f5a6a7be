import { diffWordsWithSpace } from 'diff'
import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, Empty, Form, numeral, PageTitle, Select } from '../../../ui/index.ts'
import { readPaper } from '../paper-read.ts'
import { dayIn, languageWord, paperWords } from '../paper-wording.ts'
import { type Paper, textOfFile } from '../queries/papers.ts'
import { paperHref, shortSymbol } from '../rules/symbol.ts'

/** What can stand side by side: texts of one chain that replace each other, each with words in the same language. */
export const comparable = (chain: readonly Paper[], paper: Paper): Paper[] => chain.filter((each) => each.id !== paper.id && each.symbol !== null && (each.modifier === null || each.modifier === 'Rev') && each.files.some((file) => paper.files.some(({ lang }) => lang === file.lang)))

interface Part {
  value: string
  added: boolean
  removed: boolean
}

/** Beyond this a comparison of words takes too long and helps nobody: lines are said to be another text altogether. */
const mostEdits = 6000

/** The words of both texts in order. A change is what went, what came, or both at one place. */
export function comparePapers(before: string, after: string, lang: string): { parts: Part[]; changes: number } | null {
  const found = diffWordsWithSpace(before, after, { intlSegmenter: new Intl.Segmenter(lang, { granularity: 'word' }), maxEditLength: mostEdits })
  if (found === undefined) return null
  const parts = found.map(({ value, added, removed }) => ({ value, added: added ?? false, removed: removed ?? false }))
  const changed = (part: Part | undefined) => part !== undefined && (part.added || part.removed)
  return { parts, changes: parts.filter((part, index) => changed(part) && !changed(parts[index - 1])).length }
}

/** Two versions of a text as one: what went is struck out, what came is underlined, and each is also said aloud. */
export async function comparePage(c: Reply, key: string): Promise<Response> {
  const { db, lang } = c.var
  const m = paperWords[lang]
  const { paper, chain, zone } = await readPaper(c, key, { asFiled: true })
  const others = comparable(chain, paper)
  const asked = c.req.query('with')
  const before = asked === undefined ? (others.filter((each) => (each.modifierNumber ?? 0) < (paper.modifierNumber ?? 0)).at(-1) ?? others[0]) : others.find((each) => each.symbol === asked)
  // One that is not for this reader is not there, as everywhere.
  if (asked !== undefined && !before) throw missing()
  const common = before ? paper.files.filter((file) => before.files.some((each) => each.lang === file.lang)) : []
  const file = common.find((each) => each.lang === c.req.query('text')) ?? common.find((each) => each.lang === lang) ?? common[0]
  const texts = before && file ? await Promise.all([textOfFile(db, before.id, file.lang), textOfFile(db, paper.id, file.lang)]) : [null, null]
  const [was, is] = texts
  const compared = file && was && is ? comparePapers(was, is, file.lang) : null
  const symbol = paper.symbol === null ? m['papers.no-symbol-yet'] : shortSymbol(paper.symbol)
  const title = m['papers.compare']
  return page(c, { title: `${title} – ${symbol}`, current: '/documents', breadcrumbs: [{ label: m['papers.nav'], href: '/documents' }, { label: symbol, href: `${paperHref(paper)}?as=filed` }, { label: title }] }, (
    <>
      <PageTitle title={before ? m['papers.compare-two'](shortSymbol(before.symbol ?? ''), symbol) : title} lede={compared ? m['papers.changes'](numeral(lang, compared.changes), compared.changes === 1) : undefined} />
      <p>{paper.title[lang]}</p>
      {others.length > 0 && (
        <Form action={paperHref(paper, 'compare')} method="get" class="mf-form mf-paperfilter" label={title}>
          <Select name="with" label={m['papers.compare-with']} value={before?.symbol ?? undefined} options={others.map((each) => ({ value: each.symbol ?? '', label: `${shortSymbol(each.symbol ?? '')}${each.registeredAt === null ? '' : `, ${dayIn(each.registeredAt, zone, lang)}`}` }))} />
          {common.length > 1 && <Select name="text" label={m['papers.languages']} value={file?.lang} options={common.map((each) => ({ value: each.lang, label: languageWord(each.lang, lang) }))} />}
          <Actions><Button kind="secondary">{m['papers.show']}</Button></Actions>
        </Form>
      )}
      {compared === null ? <Empty title={m['papers.compare-none']}>{others.length === 0 ? m['papers.compare-alone'] : m['papers.compare-no-text']}</Empty> : compared.changes === 0 ? <Empty title={m['papers.compare-same']} /> : (
        <div class="leafbox"><div class="leaf mf-compared" lang={file?.lang}>{compared.parts.map((part) => <Shown part={part} lang={lang} />)}</div></div>
      )}
    </>
  ))
}

function Shown(props: { part: Part; lang: Lang }) {
  const { part, lang } = props
  const m = paperWords[lang]
  if (!part.added && !part.removed) return <>{part.value}</>
  const said = <span class="vh" lang={lang}>{m[part.added ? 'papers.came' : 'papers.went']}: </span>
  return part.added ? <ins>{said}{part.value}</ins> : <del>{said}{part.value}</del>
}
