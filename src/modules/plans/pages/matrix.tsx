import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { listBodies } from '../../mechanism/index.ts'
import { listMeetings } from '../../meetings/index.ts'
import { daysOf } from '../rules/leads.ts'
import { taxonomyOf } from '../rules/views.ts'
import { programmeHref, words } from '../wording.ts'
import { HeatMatrix, leadsOver } from './programme.tsx'
import { queryOf, ViewHead, viewCrumbs, viewOf, viewTitle } from './views.tsx'

export const matrixPages = router()

/** Areas by strategies of what the filter lets through: each number leads to its list, with the same filter. */
matrixPages.get('/plans/:body/:kind/:year/activities/matrix', async (c) => {
  const { lang, today, db } = c.var
  const view = await viewOf(c)
  const [meetings, bodies] = await Promise.all([listMeetings(db), listBodies(db)])
  const { programme, shown, asked } = view
  const own = taxonomyOf(programme, view.areas, view.strategies, view.all)
  const areas = own.areas.filter((area) => asked.area === '' || area.slug === asked.area)
  const strategies = own.strategies.filter((strategy) => asked.strategy === '' || strategy.slug === asked.strategy)
  const m = words[lang]
  return page(
    c,
    { title: viewTitle(c, view, 'matrix'), current: '/plans', breadcrumbs: viewCrumbs(c, view) },
    <>
      <ViewHead c={c} view={view} current="matrix" />
      <p class="small muted">{m['plans.matrix-note']}</p>
      <HeatMatrix lang={lang} today={today} areas={areas} strategies={strategies} activities={shown} href={programmeHref(programme)} more={queryOf({ ...asked, area: '', strategy: '' }).replace('?', '&')} leadOf={leadsOver(view.instrument, { lang, today, parties: view.parties, meetings, bodies, dayOf: daysOf(meetings) })} />
    </>,
  )
})
