import { formatYear } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { part } from '../../../kernel/part.tsx'
import { search } from '../../../kernel/search.ts'
import { searcherOf } from '../../../kernel/searcher.ts'
import { excerpt, highlight, type Passage, queryOf, type SearchQuery } from '../../../kernel/words.ts'
import { Empty, Hits, NotificationBanner, numeral, PageTitle, Pagination, SearchForm } from '../../../ui/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'

export const searchPages = router()

const perPage = 20
const longestQuery = 200

searchPages.get('/search', async (c) => {
  const { db, lang, site } = c.var
  const m = { en, th }[lang]
  const q = (c.req.query('q') ?? '').trim()
  const kind = c.req.query('kind') || undefined
  const at = Math.max(1, Math.min(500, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))
  const form = <SearchForm action="/search" label={m['search.label']} button={m['search.button']} value={q} big hidden={kind ? [{ name: 'kind', value: kind }] : []}>{m['search.hint']}</SearchForm>
  if (q.length > longestQuery) return page(c, { title: m['search.title'], status: 422 }, <><PageTitle title={m['search.title']} /><p class="govuk-error-message">{m['search.too-long']}</p>{form}</>)
  if (q === '') return page(c, { title: m['search.title'] }, <><PageTitle title={m['search.title']} />{form}</>)
  const found = await search(db, searcherOf(c), { text: q, kind, limit: perPage, offset: (at - 1) * perPage })
  const words = found.corrected ?? q
  const href = (more: { kind?: string | undefined; page?: number }) => {
    const query = new URLSearchParams({ q })
    if (more.kind) query.set('kind', more.kind)
    if (more.page && more.page > 1) query.set('page', String(more.page))
    return `/search?${query}`
  }
  const all = found.kinds.reduce((sum, one) => sum + one.count, 0)
  const kindWord = (one: string) => site.say(lang, `kind.${one}`)
  const range = m['search.range'](numeral(lang, (at - 1) * perPage + 1), numeral(lang, (at - 1) * perPage + found.hits.length), numeral(lang, found.total))
  // Marking the words in the texts costs more than finding them.
  const asked = queryOf(words)
  const hits = await part(c, `hits ${JSON.stringify([q, kind ?? null, at])}`, () => (
    <Hits
      items={found.hits.map((hit) => ({
        href: hit.url,
        title: <Marked passages={highlight(hit.title[lang], asked)} />,
        over: [kindWord(hit.kind), hit.onDate && formatYear(Number(hit.onDate.slice(0, 4)), lang), hit.kind === 'mandate' && symbolOf(hit.id)].filter(Boolean).join(' · '),
        excerpt: <Excerpt texts={[hit.body[lang], `${hit.title[lang === 'en' ? 'th' : 'en']} · ${hit.body[lang === 'en' ? 'th' : 'en']}`]} asked={asked} titleAnswers={highlight(hit.title[lang], asked).some((passage) => passage.hit)} other={lang === 'en' ? 'th' : 'en'} />,
      }))}
    />
  ))
  return page(
    c,
    { title: m['search.title-for'](q) },
    <>
      <PageTitle title={m['search.title']} lede={found.total > 0 ? m['search.found'](numeral(lang, all), words) : undefined} />
      {form}
      {found.corrected !== null && found.total > 0 && <NotificationBanner kind="info" text={m['search.corrected'](q, found.corrected)} />}
      {all > 0 && (
        <nav aria-label={m['search.kinds']}>
          <ul class="mf-dots mf-after">
            {[{ kind: undefined, label: m['search.all'], n: all }, ...found.kinds.map((one) => ({ kind: one.kind, label: kindWord(one.kind), n: one.count }))].map((one) => (
              <li>{one.kind === kind ? <b aria-current="true">{one.label} <span class="muted num">{numeral(lang, one.n)}</span></b> : <a class="govuk-link" href={href({ kind: one.kind })}>{one.label} <span class="muted num">{numeral(lang, one.n)}</span></a>}</li>
            ))}
          </ul>
        </nav>
      )}
      {found.hits.length === 0 ? (
        <Empty title={m['search.none'](q)} ways={[{ href: '/mandates', label: m['search.to-decisions'] }, { href: '/meetings', label: m['search.to-meetings'] }]}>{m['search.none-text']}</Empty>
      ) : (
        <>
          {hits}
          <Pagination page={at} pages={Math.ceil(found.total / perPage)} href={(n) => href({ kind, page: n })}>{range}</Pagination>
        </>
      )}
    </>,
  )
})

/** `AMMTC-7-DEC.7` as papers write it. The index knows no more of the day than what sorts it, so only the year is shown. */
const symbolOf = (id: string) => id.replace(/-([^-]+)-(DEC\.\d+)$/, '/$1/$2')

function Marked({ passages }: { passages: readonly Passage[] }) {
  return <>{passages.map((passage) => (passage.hit ? <mark>{passage.text}</mark> : passage.text))}</>
}

/** The page's language first; the other only where it alone holds the words. */
function Excerpt({ texts, asked, titleAnswers, other }: { texts: readonly [string, string]; asked: SearchQuery | null; titleAnswers: boolean; other: string }) {
  const [own, translated] = texts.map((text) => excerpt(text ?? '', asked, 240)) as [Passage[], Passage[]]
  const answers = (passages: readonly Passage[]) => passages.some((passage) => passage.hit)
  if (answers(own) || titleAnswers || !answers(translated)) return <Marked passages={own} />
  return <span lang={other}><Marked passages={translated} /></span>
}
