import { type Actor, acts } from '../../../kernel/actor.ts'
import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { DataTable, Empty, numeral, PageTitle, Pagination, Status, SymbolCell } from '../../../ui/index.ts'
import { findMandates } from '../../mandates/index.ts'
import { listAreas, listParties } from '../../mechanism/index.ts'
import { listActivities, listProgrammes, listUnlinked } from '../queries.ts'
import { listMandatesWithout, listWaitingProofs } from '../queries/needs.ts'
import { activityHref, toneOf, words } from '../wording.ts'

/** Lists that are always there: what of the chain is missing, and proof that waits. */
export const standingPages = router()
const perPage = 50
const pageAsked = (c: Reply): number => Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)

/** To the other pages of a list, and which rows these are. */
function Pages({ c, at, shown, total, href }: { c: Reply; at: number; shown: number; total: number; href: string }) {
  const { lang } = c.var
  const n = (count: number) => numeral(lang, count)
  return <Pagination page={at} pages={Math.max(1, Math.ceil(total / perPage))} href={(number) => `${href}?page=${number}`}>{shown > 0 && words[lang]['plans.range'](n((at - 1) * perPage + 1), n((at - 1) * perPage + shown), n(total))}</Pagination>
}

/** For whoever reads the activities of the members; to others everything would seem to be without one. */
export const readsChain = (actor: Actor): boolean => acts(actor, 'SD', 'CH', 'AU', 'NF', 'HD', 'DE', 'LS')

standingPages.get('/plans/mandates-without-activity', async (c) => {
  const { db, lang, actor, now } = c.var
  const m = words[lang]
  if (!readsChain(actor)) throw missing()
  const mandates = (await findMandates(db, actor, await listMandatesWithout(db, { actor, now }))).reverse()
  return page(
    c,
    { title: m['plans.mandates-without'], current: '/plans', breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: m['plans.mandates-without'] }] },
    <>
      <PageTitle title={m['plans.mandates-without']} lede={m['plans.mandates-without-lede']} />
      {mandates.length === 0 ? <Empty title={m['plans.none-such']} /> : (
        <DataTable caption={m['plans.mandates-without']} rows={mandates} columns={[
          { head: m['plans.field.mandate'], class: 'nowrap', cell: (mandate) => <SymbolCell level={mandate.level} symbol={mandate.symbol} href={`/mandates/${mandate.id}`} /> },
          { head: m['plans.decision'], rowHeader: true, cell: (mandate) => mandate.title[lang] },
          { head: m['plans.decided-on'], class: 'nowrap', cell: (mandate) => formatDay(mandate.date, lang, 'short') },
        ]} />
      )}
    </>,
  )
})

standingPages.get('/plans/activities-without-mandate', async (c) => {
  const { db, lang, actor, now, today } = c.var
  const m = words[lang]
  if (!readsChain(actor)) throw missing()
  const at = pageAsked(c)
  const [{ ids, total }, programmes, areas] = await Promise.all([listUnlinked(db, { actor, now }, { limit: perPage, offset: (at - 1) * perPage }), listProgrammes(db), listAreas(db)])
  const rows = await listActivities(db, { actor, now }, { ids })
  const programmeOf = (id: string) => programmes.find((one) => one.id === id)
  return page(
    c,
    { title: m['plans.activities-without'], current: '/plans', breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: m['plans.activities-without'] }] },
    <>
      <PageTitle title={m['plans.activities-without']} lede={m['plans.activities-without-lede']} />
      {rows.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {rows.length === 0 ? <Empty title={m['plans.none-such']} /> : (
        <DataTable caption={m['plans.activities-without']} rows={rows} columns={[
          { head: m['plans.activity'], rowHeader: true, cell: (activity) => <><a class="govuk-link sym" href={activityHref(programmeOf(activity.programme) ?? { code: activity.programme }, activity.code)}>{activity.code}</a> {activity.title[lang]}</> },
          { head: m['plans.programme'], cell: (activity) => programmeOf(activity.programme)?.title[lang] ?? activity.programme },
          { head: m['plans.filter.area'], cell: (activity) => areas.find((area) => area.slug === activity.area)?.name[lang] ?? activity.area },
          { head: m['plans.filter.status'], cell: (activity) => <Status tone={toneOf(activity, today)}>{m[`plans.status.${activity.status}`]}</Status> },
        ]} />
      )}
      <Pages c={c} at={at} shown={rows.length} total={total} href="/plans/activities-without-mandate" />
    </>,
  )
})

standingPages.get('/plans/proof-to-verify', async (c) => {
  const { db, lang, actor, now, site } = c.var
  const m = words[lang]
  if (!acts(actor, 'SD', 'LS')) throw missing()
  const at = pageAsked(c)
  const [{ proofs, total }, parties] = await Promise.all([listWaitingProofs(db, { actor, now }, acts(actor, 'LS') ? (actor.capacity?.area ?? '') : null, { limit: perPage, offset: (at - 1) * perPage }), listParties(db)])
  return page(
    c,
    { title: m['plans.to-verify'], current: '/plans', breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: m['plans.to-verify'] }] },
    <>
      <PageTitle title={m['plans.to-verify']} lede={m['plans.need-verify-why']} />
      {proofs.some((proof) => proof.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      {proofs.length === 0 ? <Empty title={m['plans.none-such']} /> : (
        <DataTable caption={m['plans.to-verify']} rows={proofs} columns={[
          { head: m['plans.proof-what'], rowHeader: true, cell: (proof) => <a class="govuk-link" href={`${activityHref({ code: proof.programme }, proof.code)}#proof-${proof.id}`}>{proof.title[lang]}</a> },
          { head: m['plans.activity'], cell: (proof) => <><span class="sym">{proof.code}</span> {proof.activityTitle[lang]}</> },
          { head: m['plans.proof-sent'], cell: (proof) => (proof.sentParty ? (parties.find((party) => party.code === proof.sentParty)?.name[lang] ?? proof.sentParty) : m['plans.house']) },
          { head: m['plans.sent-on'], class: 'nowrap', cell: (proof) => formatDay(dayInZone(proof.sentAt, site.config.zone), lang, 'short') },
        ]} />
      )}
      <Pages c={c} at={at} shown={proofs.length} total={total} href="/plans/proof-to-verify" />
    </>,
  )
})
