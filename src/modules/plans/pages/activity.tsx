import { formatDay } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Columns, Marks, numeral, PageTitle, Section, Status, Sub, SummaryList, SymbolCell } from '../../../ui/index.ts'
import { findMandates } from '../../mandates/index.ts'
import { listAreas, listParties } from '../../mechanism/index.ts'
import { findActivity, findProgramme, listStrategies } from '../queries.ts'
import { inDollars, overlaysOf, totals } from '../rules.ts'
import { activityHref, money, overlayFacts, programmeHref, toneOf, words } from '../wording.ts'

export const activityPages = router()

activityPages.get('/plans/:body/:kind/:year/activities/:code', async (c) => {
  const { db, lang, today, now, actor } = c.var
  const m = words[lang]
  const programme = await findProgramme(db, `${c.req.param('body')}/${c.req.param('kind')}/${c.req.param('year')}`)
  const activity = programme && (await findActivity(db, { actor, now }, programme.id, c.req.param('code')))
  if (!programme || !activity) throw missing()
  const [areas, strategies, parties, mandates] = await Promise.all([listAreas(db), listStrategies(db), listParties(db), findMandates(db, actor, activity.mandates)])
  const area = areas.find((one) => one.slug === activity.area)
  const party = (code: string | null) => (code === null ? null : (parties.find((one) => one.code === code)?.name[lang] ?? code))
  const overlays = overlaysOf(overlayFacts(activity), today)
  const sums = totals(activity.funding.filter((fund) => fund.status !== 'declined'))
  const none = <span class="muted">{m['plans.none-stated']}</span>
  return page(
    c,
    { title: activity.title[lang], current: '/plans', breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: area?.name[lang] ?? activity.area, href: `${programmeHref(programme)}/activities?area=${activity.area}` }, { label: activity.code }] },
    <>
      <Marks><span class="sym">{activity.code}</span> <Status tone={toneOf(activity, today)}>{m[`plans.status.${activity.status}`]}</Status> {overlays.map((overlay) => <><Status tone={overlay === 'OVERDUE' ? 'late' : 'none'}>{m[`plans.overlay.${overlay}`]}</Status>{' '}</>)}</Marks>
      <PageTitle title={activity.title[lang]} lede={activity.description?.[lang]} />
      {activity.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <Columns kind="two-one">
        <div>
          <Section title={m['plans.answers-to']} kind="first">
            {mandates.length === 0 ? <p class="muted">{m['plans.no-mandate']}</p> : (
              <ul class="mf-plain">{mandates.map((mandate) => <li><SymbolCell level={mandate.level} symbol={mandate.symbol} href={`/mandates/${mandate.id}`} /> <a class="govuk-link" href={`/mandates/${mandate.id}`}>{mandate.title[lang]}</a></li>)}<li><b>{m['plans.this-activity'](activity.code)}</b></li></ul>
            )}
          </Section>
          <Section title={m['plans.money']}>
            {activity.funding.length === 0 ? <p class="muted">{m['plans.money.none']}</p> : (
              <table class="mf-t">
                <caption class="vh">{m['plans.money']}</caption>
                <thead><tr><th scope="col">{m['plans.money.source']}</th><th scope="col" class="n">{m['plans.money.given']}</th><th scope="col" class="n">{m['plans.money.rate']}</th><th scope="col" class="n">{m['plans.money.usd']}</th></tr></thead>
                <tbody>
                  {activity.funding.map((fund) => {
                    const dollars = inDollars(fund)
                    return (
                      <tr>
                        <th scope="row">{fund.name}<Sub>{m[`plans.money.status.${fund.status}`]}{fund.confirmedOn && ` ${formatDay(fund.confirmedOn, lang, 'short')}`}</Sub></th>
                        <td class="n">{fund.amount !== null && fund.currency !== null ? money(fund.amount, fund.currency, lang) : none}</td>
                        <td class="n">{fund.rate !== null && fund.rateOn !== null ? <>{numeral(lang, fund.rate)}<Sub>{formatDay(fund.rateOn, lang, 'short')}</Sub></> : none}</td>
                        <td class="n">{dollars === null ? none : money(dollars, 'USD', lang)}</td>
                      </tr>
                    )
                  })}
                </tbody>
                <tfoot><tr><th scope="row">{m['plans.money.sum']}{sums.notValued > 0 && <Sub>{m['plans.money.not-valued'](numeral(lang, sums.notValued))}</Sub>}</th><td class="n">{m['plans.money.currencies'](numeral(lang, sums.byCurrency.length))}</td><td></td><td class="n">{money(sums.dollars, 'USD', lang)}</td></tr></tfoot>
              </table>
            )}
            <p class="small muted">{m['plans.money.note']}</p>
          </Section>
        </div>
        <SummaryList
          label={activity.title[lang]}
          facts={[
            { term: m['plans.fact.lead'], value: party(activity.lead) ?? none },
            { term: m['plans.fact.with'], value: activity.participants.length === 0 ? none : activity.participants.includes('all') ? m['plans.fact.all-members'] : listed(activity.participants.map((code) => party(code)), lang) },
            { term: m['plans.fact.strategy'], value: strategies.find((one) => one.slug === activity.strategy)?.name[lang] ?? activity.strategy },
            { term: m['plans.fact.type'], value: m[`plans.type.${activity.type}` as keyof typeof m] as string },
            { term: m['plans.fact.dates'], value: activity.startsOn && activity.dueOn ? m['plans.fact.until'](formatDay(activity.startsOn, lang), formatDay(activity.dueOn, lang)) : activity.dueOn ? formatDay(activity.dueOn, lang) : none },
            { term: m['plans.fact.expected'], value: activity.expectedOutput?.[lang] ?? none },
            { term: m['plans.fact.venue'], value: activity.venue ?? none },
            { term: m['plans.fact.carried'], value: activity.carriedFrom === null ? m['plans.fact.never'] : (activity.carriedReason ?? '') },
            { term: m['plans.may-complete'], value: activity.verified > 0 ? m['plans.yes'] : m['plans.not-yet'], sub: m['plans.proofs'](numeral(lang, activity.verified), numeral(lang, activity.proofs)) },
          ]}
        />
      </Columns>
      <p class="small"><a class="govuk-link" href={activityHref(programme, activity.code)}>{activity.code}</a></p>
    </>,
  )
})
