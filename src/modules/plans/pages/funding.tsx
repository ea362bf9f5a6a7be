import { formatDay, formatNumber } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { DataTable, Empty, numeral, Scroll, Section } from '../../../ui/index.ts'
import { inDollars, totals } from '../rules.ts'
import { ratesUsed } from '../rules/views.ts'
import { money, programmeHref, words } from '../wording.ts'
import { fundsOf, queryOf, ViewHead, viewCrumbs, viewOf, viewTitle } from './views.tsx'

export const fundingPages = router()

/** US-16 AC3: who gives what, as given and in dollars; each sum leads to its activities. */
fundingPages.get('/plans/:body/:kind/:year/activities/funding', async (c) => {
  const { lang } = c.var
  const m = words[lang]
  const view = await viewOf(c)
  const n = (count: number) => numeral(lang, count)
  const funds = fundsOf(view.shown)
  const sums = totals(funds)
  const rates = ratesUsed(funds)
  const names = [...new Set(funds.map((fund) => fund.name))].sort((a, b) => a.localeCompare(b, lang))
  const bySource = names.map((name) => { const own = funds.filter((fund) => fund.name === name); return { name, own, sums: totals(own) } })
  const at = `${programmeHref(view.programme)}/activities`
  return page(
    c,
    { title: viewTitle(c, view, 'money'), current: '/plans', breadcrumbs: viewCrumbs(c, view) },
    <>
      <ViewHead c={c} view={view} current="money" />
      <p class="small muted">{m['plans.money-lede']}</p>
      {funds.length === 0 ? <Empty title={m['plans.money-no-sources']} /> : (
        <>
          <Scroll name={m['plans.view.money']}>
            <table class="mf-t">
              <caption class="vh">{m['plans.view.money']}</caption>
              <thead><tr><th scope="col">{m['plans.money.source']}</th>{sums.byCurrency.map(({ currency }) => <th scope="col" class="n">{currency}</th>)}<th scope="col" class="n">{m['plans.money-total']}</th></tr></thead>
              <tbody>
                {bySource.map(({ name, own, sums: given }) => (
                  <tr>
                    <th scope="row"><a class="govuk-link" href={`${at}${queryOf({ ...view.asked, fund: name })}`}>{name}</a> <span class="small muted">{m['plans.n-activities'](n(own.length))}</span></th>
                    {sums.byCurrency.map(({ currency }) => { const found = given.byCurrency.find((one) => one.currency === currency); return <td class="n">{found ? money(found.amount, currency, lang) : <span class="muted">{m['plans.none-stated']}</span>}</td> })}
                    <td class="n">{own.every((fund) => inDollars(fund) === null) ? <span class="muted">{m['plans.none-stated']}</span> : money(given.dollars, 'USD', lang)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot><tr><th scope="row">{m['plans.money-sum-head']}</th>{sums.byCurrency.map(({ currency, amount }) => <td class="n">{money(amount, currency, lang)}</td>)}<td class="n">{money(sums.dollars, 'USD', lang)}</td></tr></tfoot>
            </table>
          </Scroll>
          {sums.notValued > 0 && <p class="small muted">{m['plans.money-unvalued'](n(sums.notValued))}</p>}
          {rates.length > 0 && (
            <Section title={m['plans.money-rates']}>
              <DataTable caption={m['plans.money-rates']} rows={rates} measure columns={[
                { head: m['plans.money-currency-head'], rowHeader: true, cell: (rate) => rate.currency },
                { head: m['plans.money.rate'], class: 'num', cell: (rate) => formatNumber(rate.rate, lang) },
                { head: m['plans.col.when'], class: 'nowrap', cell: (rate) => formatDay(rate.on, lang, 'short') },
              ]} />
            </Section>
          )}
        </>
      )}
    </>,
  )
})
