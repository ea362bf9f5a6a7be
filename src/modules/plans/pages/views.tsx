import { formatDay, formatNumber } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { Button, Chips, Dots, Form, NotificationBanner, numeral, PageTitle, Select, Tabs } from '../../../ui/index.ts'
import { type Instrument, listInstruments } from '../../documents/index.ts'
import { type Area, listAreas, listParties, type Party } from '../../mechanism/index.ts'
import { type Activity, findProgramme, listActivities, listStrategies, type Programme, type Strategy } from '../queries.ts'
import { listChanges, withChanges } from '../queries/cycle.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { totals } from '../rules.ts'
import { activityFilters, type ActivityFilter, overlays, passes, ratesUsed, taxonomyOf } from '../rules/views.ts'
import { activityStatuses } from '../schema.ts'
import { instrumentOf, money, overlayFacts, programmeHref, words } from '../wording.ts'
import { mayPropose } from './activity-form.tsx'

export interface View {
  programme: Programme
  instrument: Instrument | undefined
  areas: readonly Area[]
  strategies: readonly Strategy[]
  parties: readonly Party[]
  all: readonly Activity[]
  shown: readonly Activity[]
  asked: ActivityFilter
  name(code: string): string
}

/** The activities of a programme that this reader sees, and of these what the address asks for. Five readings, whatever their number. */
export async function viewOf(c: Reply): Promise<View> {
  const { db, lang, today, now, actor } = c.var
  const programme = await findProgramme(db, `${c.req.param('body')}/${c.req.param('kind')}/${c.req.param('year')}`)
  if (!programme) throw missing()
  const [instruments, changes, areas, strategies, parties, all] = await Promise.all([listInstruments(db), listChanges(db), listAreas(db), listStrategies(db), listParties(db), listActivities(db, { actor, now }, { programme: programme.id })])
  const asked = Object.fromEntries(activityFilters.map((name) => [name, c.req.query(name) ?? ''])) as ActivityFilter
  // Addresses that were given out before the other states had filters.
  if (c.req.query('late') === 'yes') asked.overlay = 'OVERDUE'
  const adopted = instrumentOf(programme, instruments)
  return { programme, instrument: adopted && withChanges(adopted, changes), areas, strategies, parties, all, shown: all.filter((activity) => passes({ ...overlayFacts(activity), ...activity }, asked, today)), asked, name: (code) => parties.find((party) => party.code === code)?.name[lang] ?? code }
}

/** The filter in force as an address carries it; without one of its parts. */
export function queryOf(asked: ActivityFilter, without?: keyof ActivityFilter): string {
  const text = new URLSearchParams(activityFilters.flatMap((name) => (asked[name] !== '' && name !== without ? [[name, asked[name]] as [string, string]] : []))).toString()
  return text === '' ? '' : `?${text}`
}

const views = { timeline: '', board: '/board', matrix: '/matrix', money: '/funding' } as const
export type ViewName = keyof typeof views

export const viewTitle = (c: Reply, view: View, current: ViewName): string => { const m = words[c.var.lang]; return `${current === 'timeline' ? m['plans.activity-list'] : m[`plans.view.${current}`]} – ${view.programme.title[c.var.lang]}` }
export const viewCrumbs = (c: Reply, { programme }: View) => { const m = words[c.var.lang]; return [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[c.var.lang], href: programmeHref(programme) }, { label: m['plans.activity-list'] }] }

/** Above every view of the activities: what one can do, the views, the filter with what is in force, what the money comes to. */
export function ViewHead({ c, view, current }: { c: Reply; view: View; current: ViewName }) {
  const { lang, actor } = c.var
  const m = words[lang]
  const { programme, all, shown, asked } = view
  const n = (count: number) => numeral(lang, count)
  const at = `${programmeHref(programme)}/activities`
  const any = m['plans.filter.any']
  const own = taxonomyOf(programme, view.areas, view.strategies, all)
  const distinct = (values: (string | null)[]) => [...new Set(values.filter((value): value is string => value !== null))].sort()
  const leads = distinct(all.map((activity) => activity.lead))
  const partners = distinct(all.flatMap((activity) => [activity.partner, ...activity.funding.map((fund) => fund.partner)]))
  const funds = distinct(all.flatMap((activity) => activity.funding.map((fund) => fund.name)))
  const labels: Record<keyof ActivityFilter, (value: string) => string> = {
    area: (value) => view.areas.find((area) => area.slug === value)?.name[lang] ?? value, strategy: (value) => view.strategies.find((strategy) => strategy.slug === value)?.name[lang] ?? value,
    status: (value) => statusLabel(value, lang), overlay: (value) => overlayLabel(value, lang), lead: view.name, partner: view.name, fund: (value) => value,
  }
  const parties = (codes: string[]) => codes.map((code) => ({ value: code, label: view.name(code) })).sort((a, b) => a.label.localeCompare(b.label, lang))
  const imported = Number(c.req.query('imported'))
  return (
    <>
      <PageTitle title={m['plans.activity-list']} lede={programme.title[lang]} tools={<Dots links={[...(mayPropose(c, programme).allowed ? [{ href: `${at}/new`, label: m['plans.propose'] }] : []), ...(canKeepProgramme(actor).allowed ? [{ href: `${programmeHref(programme)}/import`, label: m['plan-import.nav'] }] : []), { href: `${at}/table${queryOf(asked)}`, label: m['table.nav'] }]} />} />
      {imported > 0 && <NotificationBanner kind="success" text={m['plan-import.done'](n(imported))} />}
      {all.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <Tabs label={m['plans.views']} tabs={(Object.keys(views) as ViewName[]).map((name) => ({ href: `${at}${views[name]}${queryOf(asked)}`, label: m[`plans.view.${name}`], current: name === current }))} />
      <Form action={`${at}${views[current]}`} method="get" class="mf-bar mf-bar--fields">
        <Select name="area" label={m['plans.filter.area']} none={any} value={asked.area} options={own.areas.map((area) => ({ value: area.slug, label: area.name[lang] }))} />
        <Select name="strategy" label={m['plans.filter.strategy']} none={any} value={asked.strategy} options={own.strategies.map((strategy) => ({ value: strategy.slug, label: strategy.name[lang] }))} />
        <Select name="status" label={m['plans.filter.status']} none={any} value={asked.status} options={activityStatuses.filter((status) => all.some((activity) => activity.status === status)).map((status) => ({ value: status, label: m[`plans.status.${status}`] }))} />
        <Select name="overlay" label={m['plans.filter.overlay']} none={any} value={asked.overlay} options={overlays.map((overlay) => ({ value: overlay, label: m[`plans.overlay.${overlay}`] }))} />
        {leads.length > 0 && <Select name="lead" label={m['plans.filter.lead']} none={any} value={asked.lead} options={parties(leads)} />}
        {partners.length > 0 && <Select name="partner" label={m['plans.filter.partner']} none={any} value={asked.partner} options={parties(partners)} />}
        {funds.length > 0 && <Select name="fund" label={m['plans.filter.fund']} none={any} value={asked.fund} options={funds.map((fund) => ({ value: fund, label: fund }))} />}
        <Button kind="secondary" small>{m['plans.filter.show']}</Button>
      </Form>
      <Chips total={m['plans.filter.n'](n(shown.length), n(all.length))} chips={activityFilters.filter((name) => asked[name] !== '').map((name) => ({ label: labels[name](asked[name]), href: `${at}${views[current]}${queryOf(asked, name)}` }))} clearHref={`${at}${views[current]}`} />
      {current !== 'money' && <Sums activities={shown} lang={lang} href={`${at}/funding${queryOf(asked)}`} />}
    </>
  )
}

const statusLabel = (value: string, lang: Lang): string => { const status = activityStatuses.find((one) => one === value); return status ? words[lang][`plans.status.${status}`] : value }
const overlayLabel = (value: string, lang: Lang): string => { const overlay = overlays.find((one) => one === value); return overlay ? words[lang][`plans.overlay.${overlay}`] : value }

/** What counts as money of these activities: every source that has not declined. */
export const fundsOf = (activities: readonly Activity[]) => activities.flatMap((activity) => activity.funding.filter((fund) => fund.status !== 'declined'))

/** US-16 AC3: sums as given by currency, then in dollars with the day of each rate, and how many are outside. */
function Sums({ activities, lang, href }: { activities: readonly Activity[]; lang: Lang; href: string }) {
  const m = words[lang]
  const funds = fundsOf(activities)
  if (funds.length === 0) return null
  const sums = totals(funds)
  const rates = ratesUsed(funds)
  return (
    <p class="small">
      <a class="govuk-link" href={href}>{m['plans.money']}</a>{': '}
      {sums.byCurrency.map(({ currency, amount }) => money(amount, currency, lang)).join(' · ')}
      {sums.byCurrency.some(({ currency }) => currency !== 'USD') && <>{' = '}<b>{money(sums.dollars, 'USD', lang)}</b></>}
      {rates.length > 0 && <span class="muted"> ({rates.map((rate) => m['plans.money-rate-line'](formatNumber(rate.rate, lang), rate.currency, formatDay(rate.on, lang, 'short'))).join('; ')})</span>}
      {sums.notValued > 0 && <span class="muted"> {m['plans.money-unvalued'](numeral(lang, sums.notValued))}</span>}
    </p>
  )
}
