import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { DataTable, Empty, numeral, PageTitle, Section } from '../../../ui/index.ts'
import { decisionClasses, englishVerbs, thaiVerbs } from '../../extraction/index.ts'
import { listMandates } from '../../mandates/index.ts'
import { bySource, Claims, type KeptDisagreement, listAreas, listDisagreements, listSources } from '../../mechanism/index.ts'
import { meetingHref } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { AboutPages } from './sections.tsx'

export const readingPages = router()

/** What a verb of the table is called: its past, which is how texts use it, with what must follow. */
const pastOf = (code: string) => code.replaceAll('-', ' ')

readingPages.get('/how-decisions-are-read', async (c) => {
  const { lang } = c.var
  const m = { en, th }[lang]
  const english = (klass: string) => [...new Set(englishVerbs.filter((row) => row.class === klass).map((row) => pastOf(row.code)))].join(', ')
  const thai = (klass: string) => [...new Set(thaiVerbs.filter((row) => row.class === klass).flatMap((row) => row.words.slice(0, 2)))]
  return page(
    c,
    { title: m['reading.title'], current: '/about' },
    <>
      <PageTitle title={m['reading.title']} lede={m['reading.lede']} />
      <AboutPages lang={lang} current="/how-decisions-are-read" />
      <Section title={m['reading.classes']}>
        <DataTable
          caption={m['reading.classes']}
          columns={[
            { head: m['reading.class'], class: 'lead sym', cell: (klass) => klass },
            { head: m['reading.what'], rowHeader: true, class: 'wide', cell: (klass) => m[`reading.${klass}`] },
            { head: m['reading.follows'], class: 'wide', cell: (klass) => m[`reading.${klass}-follows`] },
            { head: m['reading.verbs'], cell: (klass) => <span lang="en">{english(klass)}</span> },
            { head: m['reading.thai-verbs'], cell: (klass) => <span lang="th">{thai(klass).map((verb, index) => <>{index > 0 && ' · '}<span class="nw">{verb}</span></>)}</span> },
          ]}
          rows={[...decisionClasses]}
          rowId={(klass) => klass}
        />
      </Section>
      <div class="prose">
        <Section title={m['reading.limits']}><p>{m['reading.limits-text']}</p></Section>
        <Section title={m['reading.chain']}><p>{m['reading.chain-text']}</p></Section>
        <Section title={m['reading.reports']}><p>{m['reading.reports-text']}</p></Section>
      </div>
    </>,
  )
})

readingPages.get('/disagreements', async (c) => {
  const { db, actor, lang, today } = c.var
  const m = { en, th }[lang]
  const [all, sourceList, areas, visible] = await Promise.all([listDisagreements(db), listSources(db), listAreas(db), listMandates(db, actor, { record: 'disagree' }, today, { limit: 1000, offset: 0 })])
  // What is said of a record this reader may not see is not there for them either.
  const seen = new Set(visible.map((mandate) => mandate.id))
  const kept = all.filter((one) => one.subjectKind !== 'mandate' || seen.has(one.subjectId))
  const sources = bySource(sourceList)
  const kinds = ['meeting', 'area', 'instrument', 'mandate'] as const
  const href = (one: KeptDisagreement) => {
    if (one.subjectKind === 'meeting') return `${meetingHref(one.subjectId)}#claims`
    if (one.subjectKind === 'mandate') return `/mandates/${one.subjectId}`
    return one.subjectKind === 'area' ? `/areas#${areas.find((area) => area.slug === one.subjectId)?.slug ?? ''}` : `/instruments#${one.subjectId}`
  }
  return page(
    c,
    { title: m['disagreements.title'], current: '/about' },
    <>
      <PageTitle title={m['disagreements.title']} lede={kept.length > 0 ? m['disagreements.lede'](numeral(lang, kept.length)) : undefined} />
      <AboutPages lang={lang} current="/disagreements" />
      {kept.length === 0 && <Empty title={m['disagreements.none']} />}
      {kinds.map((kind) => {
        const own = kept.filter((one) => one.subjectKind === kind)
        return own.length > 0 && (
          <Section id={kind} title={m[`disagreements.kind.${kind}`]} count={own.length}>
            {own.map((one) => (
              <>
                <h3 class="govuk-heading-s mf-after">{one.about[lang]} <a class="govuk-link small" href={href(one)}>{m['disagreements.to-record']}<span class="vh">: {one.about[lang]}</span></a></h3>
                <Claims kept={one} sources={sources} />
              </>
            ))}
          </Section>
        )
      })}
    </>,
  )
})
