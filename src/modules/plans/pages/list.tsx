import { decimalYear } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { BarSign, BarsPicture, DataTable, Dots, numeral, PageTitle, PictureKey, Section, Status, Sub } from '../../../ui/index.ts'
import { endsOn, listInstruments, periodWords, periodsOf } from '../../documents/index.ts'
import { listBodies } from '../../mechanism/index.ts'
import { countActivities, listProgrammes, type Programme } from '../queries.ts'
import { programmeKinds } from '../schema.ts'
import { listChanges, withChanges } from '../queries/cycle.ts'
import { periodBars, stretchesOf } from './programme-time.tsx'
import { readsChain } from './standing.tsx'
import { canKeepProgramme } from '../rules/acts.ts'
import { programmeHref, standingOfProgramme, standingTone, words } from '../wording.ts'

export const listPages = router()

listPages.get('/plans', async (c) => {
  const { db, lang, today, actor, now } = c.var
  const m = words[lang]
  const [programmes, instruments, bodies, counts, changes] = await Promise.all([listProgrammes(db), listInstruments(db), listBodies(db), countActivities(db, { actor, now }), listChanges(db)])
  const byId = new Map(instruments.map((instrument) => [instrument.id, withChanges(instrument, changes)]))
  const level = new Map(bodies.map((body) => [body.code, body.level]))
  const rows = programmes.flatMap((programme) => {
    const instrument = byId.get(programme.id)
    return instrument ? [{ programme, instrument, n: counts.filter((count) => count.programme === programme.id).reduce((sum, count) => sum + count.n, 0) }] : []
  })
  const timed = rows.filter(({ instrument }) => periodsOf(instrument).length > 0).sort((a, b) => (a.instrument.periodFrom ?? '').localeCompare(b.instrument.periodFrom ?? ''))
  const spans = timed.flatMap(({ instrument }) => stretchesOf(instrument))
  return page(
    c,
    { title: m['plans.title'], current: '/plans' },
    <>
      <PageTitle title={m['plans.title']} lede={m['plans.lede'](numeral(lang, programmes.filter((one) => one.kind === 'plan').length), numeral(lang, programmes.filter((one) => one.kind !== 'plan').length))} tools={readsChain(actor) ? <Dots links={[...(canKeepProgramme(actor).allowed ? [{ href: '/plans/new', label: m['plans.begin'] }] : []), { href: '/plans/mandates-without-activity', label: m['plans.mandates-without'] }, { href: '/plans/activities-without-mandate', label: m['plans.activities-without'] }]} /> : undefined} />
      {timed.length > 0 && (
        <BarsPicture
          lang={lang} id="plans" title={m['plans.picture']} desc={m['plans.picture-desc'](numeral(lang, timed.length))}
          from={Math.floor(Math.min(...spans.map((span) => span.from)))} to={Math.ceil(Math.max(...spans.map((span) => span.to)))} now={{ at: decimalYear(today), label: m['plans.today'] }}
          rows={timed.map(({ programme, instrument }) => ({
            id: programme.id, level: level.get(programme.body ?? '') ?? 3, label: programme.title[lang], sub: periodWords(instrument, lang) ?? undefined, href: programmeHref(programme),
            periods: periodBars(instrument, lang),
          }))}
        >
          <PictureKey entries={[{ sign: <BarSign style="solid" />, label: m['plans.as-set'] }, { sign: <BarSign style="hatched" />, label: m['plans.extended'] }]} />
        </BarsPicture>
      )}
      {programmeKinds.map((kind) => {
        const own = rows.filter(({ programme }) => programme.kind === kind)
        return own.length > 0 && (
          <Section title={m[`plans.group.${kind}`]} count={own.length}>
            <DataTable
              caption={m[`plans.group.${kind}`]} rows={own}
              columns={[
                { head: m['plans.programme'], rowHeader: true, class: 'wide', cell: ({ programme }) => <><a class="govuk-link" href={programmeHref(programme)}>{programme.title[lang]}</a><Sub><span class="sym">{programme.code}</span></Sub></> },
                { head: m['plans.period'], class: 'nowrap', cell: ({ instrument }) => periodWords(instrument, lang) ?? <span class="muted">{m['plans.none-stated']}</span> },
                { head: m['plans.carries-out'], cell: ({ programme }) => planLink(programme, programmes, lang) ?? <span class="muted">{m['plans.none-stated']}</span> },
                { head: m['plans.activities'], class: 'num', cell: ({ n }) => (n > 0 ? numeral(lang, n) : <span class="muted">{m['plans.activities-none']}</span>) },
                { head: m['plans.filter.status'], noLabel: true, cell: ({ programme, instrument }) => { const standing = standingOfProgramme(programme, { from: instrument.periodFrom, until: endsOn(instrument) }, today); return <Status tone={standingTone[standing]}>{m[`plans.standing.${standing}`]}</Status> } },
              ]}
            />
          </Section>
        )
      })}
    </>,
  )
})

const planLink = (programme: Programme, programmes: readonly Programme[], lang: 'en' | 'th') => {
  const plan = programmes.find((one) => one.id === programme.plan)
  return plan && <a class="govuk-link" href={programmeHref(plan)}>{plan.title[lang]}</a>
}
