import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { listed, type Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { CiteBox, DataTable, Dots, LevelGlyph, Marks, numeral, PageTitle, Scroll, Section, Status, Sub, SummaryList } from '../../../ui/index.ts'
import { endsOn, type Instrument, listInstruments, periodWords } from '../../documents/index.ts'
import { type Area, type Body, type Lead, listAreas, listBodies, listParties, type Party } from '../../mechanism/index.ts'
import { listMeetings, type Meeting, meetingTitle } from '../../meetings/index.ts'
import { type Activity, findProgramme, listActivities, listProgrammes, listStrategies, type Strategy } from '../queries.ts'
import { listReviews } from '../queries/reviews.ts'
import { listChanges, listProvisionsOf, listUndecided, withChanges } from '../queries/cycle.ts'
import { notTerminal, overlaysOf, ratesOf } from '../rules.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { type DayOf, daysOf, leadsIn, spanOfProgramme } from '../rules/leads.ts'
import { taxonomyOf } from '../rules/views.ts'
import { seesReviews } from '../rules/review.ts'
import { instrumentOf, overlayFacts, type Pip, pipClass, pipOf, pips, programmeHref, standingOfProgramme, standingTone, words } from '../wording.ts'

import { Attention, extensionWords, ThroughTime } from './programme-time.tsx'
import { ReviewTable } from './reviews.tsx'
import { readsChain } from './standing.tsx'

export const programmePages = router()

programmePages.get('/plans/:body/:kind/:year', async (c) => {
  const { db, lang, today, now, actor, site } = c.var
  const m = words[lang]
  const programme = await findProgramme(db, `${c.req.param('body')}/${c.req.param('kind')}/${c.req.param('year')}`)
  if (!programme) throw missing()
  const reads = seesReviews(actor, programme.partner)
  const keeps = canKeepProgramme(actor).allowed
  const [programmes, instruments, bodies, parties, areas, strategies, meetings, activities, reviews, changes, provisions, undecided] = await Promise.all([
    listProgrammes(db), listInstruments(db), listBodies(db), listParties(db), listAreas(db), listStrategies(db), listMeetings(db), listActivities(db, { actor, now }, { programme: programme.id }), reads ? listReviews(db, programme.id) : [],
    listChanges(db), keeps ? listProvisionsOf(db, programme.id) : [], keeps ? listUndecided(db, programme.id, today) : [],
  ])
  const asAdopted = instrumentOf(programme, instruments)
  const instrument = asAdopted && withChanges(asAdopted, changes)
  const body = bodies.find((one) => one.code === programme.body)
  const plan = programmes.find((one) => one.id === programme.plan)
  const carriers = programmes.filter((one) => one.plan === programme.id)
  const standing = standingOfProgramme(programme, { from: instrument?.periodFrom ?? null, until: instrument ? endsOn(instrument) : null }, today)
  const rates = ratesOf(activities.map((activity) => activity.status))
  const overlays = activities.flatMap((activity) => overlaysOf(overlayFacts(activity), today))
  const leads = leadsOver(instrument, { lang, today, parties, meetings, bodies, dayOf: daysOf(meetings) })
  const by = { lang, today, ...taxonomyOf(programme, areas, strategies, activities), activities, href: programmeHref(programme), leadOf: leads }
  return page(
    c,
    { title: programme.title[lang], current: '/plans', breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, ...(plan ? [{ label: plan.title[lang], href: programmeHref(plan) }] : []), { label: programme.title[lang] }] },
    <>
      <Marks end={activities.length > 0 || reads ? <Dots links={[...(activities.length > 0 ? [{ href: `${programmeHref(programme)}/activities`, label: m['plans.activities'] }, { href: `${programmeHref(programme)}/rounds`, label: m['plans.rounds'] }] : []), ...(reads ? [{ href: `${programmeHref(programme)}/reviews`, label: m['plans.reviews'] }, { href: `${programmeHref(programme)}/provisions`, label: m['plans.provisions'] }] : []), ...(keeps ? [{ href: `${programmeHref(programme)}/import`, label: m['plan-import.nav'] }, { href: `${programmeHref(programme)}/cycle`, label: m['plans.keep'] }] : [])]} /> : undefined}>
        {body && <LevelGlyph level={body.level}>{body.short[lang]}</LevelGlyph>} <span class="sym">{programme.code}</span> <Status tone={standingTone[standing]}>{m[`plans.standing.${standing}`]}</Status>
      </Marks>
      <PageTitle title={programme.title[lang]} lede={[plan && m['plans.programme-lede'](plan.title[lang]), asAdopted && extensionWords(asAdopted, changes, bodies, lang)].filter(Boolean).join(' ') || undefined} />
      {activities.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <SummaryList
        label={programme.title[lang]}
        facts={[
          { term: m['plans.period'], value: (instrument && periodWords(instrument, lang)) ?? <span class="muted">{m['plans.none-stated']}</span> },
          { term: m['plans.carries-out'], value: plan ? <a class="govuk-link" href={programmeHref(plan)}>{plan.title[lang]}</a> : <span class="muted">{m['plans.none-stated']}</span> },
          { term: m['plans.filter.area'], value: by.areas.length > 0 ? listed(by.areas.map((area) => area.name[lang]), lang) : <span class="muted">{m['plans.none-stated']}</span> },
          { term: m['plans.code'], value: <span class="sym">{programme.code}</span>, sub: <a class="govuk-link" href={`/instruments#${programme.id}`}>{m['plans.instrument']}</a> },
        ]}
      />
      {carriers.length > 0 && <Section title={m['plans.carries-out']}><ul class="mf-plain">{carriers.map((one) => <li><a class="govuk-link" href={programmeHref(one)}>{one.title[lang]}</a> <Sub><span class="sym">{one.code}</span></Sub></li>)}</ul></Section>}
      <ThroughTime {...{ lang, today, programme, programmes, instruments, changes, bodies, meetings, zone: c.var.site.config.zone, house: readsChain(actor) }} />
      {activities.length > 0 && (
        <>
          <Section title={m['plans.where']}>
            <ul class="facts4">
              {([['completed', rates.completed, true], ['addressed', rates.addressed, true], ['past-due', overlays.filter((overlay) => overlay === 'OVERDUE').length, false], ['without-report', overlays.filter((overlay) => overlay === 'NO_REPORT').length, false]] as const).map(([key, n, ofAll]) => (
                <li>{ofAll ? <><b>{numeral(lang, n)}</b>{' '}{m['plans.of']('', numeral(lang, rates.of)).trim()} {m[`plans.${key}`]}</> : <><b>{numeral(lang, n)}</b>{' '}{m[`plans.${key}`]}</>}<small>{m[`plans.${key}-why`]}</small></li>
              ))}
            </ul>
          </Section>
          <Section title={m['plans.matrix'](numeral(lang, by.areas.length), numeral(lang, by.strategies.length))} lede={m['plans.matrix-note']}><HeatMatrix {...by} /></Section>
        </>
      )}
      {keeps && activities.length > 0 && <section class="mf-sec" id="attention"><Attention lang={lang} programme={programme} late={undecided.length} unreported={overlays.filter((overlay) => overlay === 'NO_REPORT').length} open={notTerminal(activities).length} all={activities.length} provisions={{ mapped: provisions.filter((provision) => provision.mappings.length > 0).length, all: provisions.length }} /></section>}
      {activities.length === 0 && by.areas.length > 0 && (
        <Section title={m['plans.areas-leads']} id="leads">
          <DataTable caption={m['plans.areas-leads']} rows={by.areas} columns={[{ head: m['plans.filter.area'], rowHeader: true, cell: (area) => area.name[lang] }, { head: m['plans.area-lead'], cell: (area) => leads(area) ?? <span class="inferred">{m['plans.lead-unknown']}</span> }]} />
        </Section>
      )}
      {reviews.length > 0 && <Section title={m['plans.reviews']} id="reviews"><ReviewTable c={c} programme={programme} reviews={reviews} parties={parties} /></Section>}
      <CiteBox label={site.say(lang, 'meeting.cite')} address={`${site.config.publicUrl}${programmeHref(programme)}`} note={site.say(lang, 'meeting.cite-note')} links={[]} />
    </>,
  )
})

interface Known {
  lang: Lang
  today: string
  parties: readonly Party[]
  meetings: readonly Meeting[]
  bodies: readonly Body[]
  dayOf: DayOf
}

/** US-16 AC4: who led an area while the programme ran; where the lead was handed over at a meeting, both with that meeting. */
export function leadsOver(instrument: Instrument | undefined, known: Known): (area: Area) => string | null {
  const { lang, today, parties } = known
  const { from, until } = spanOfProgramme(instrument, today)
  const byCode = new Map(known.bodies.map((body) => [body.code, body]))
  const meetingOf = (when: Lead['since']) => { const meeting = when && 'meeting' in when ? known.meetings.find((one) => one.ref === when.meeting) : undefined; return meeting ? meetingTitle(meeting, byCode, lang) : null }
  return (area) => {
    const found = leadsIn(area, from, until, known.dayOf)
    if (found.length === 0) return null
    return found.map(({ lead, from: began }, index) => {
      const name = parties.find((party) => party.code === lead.party)?.name[lang] ?? lead.party
      const since = meetingOf(lead.since)
      const till = meetingOf(lead.until)
      if (began !== null && began > from && since) return words[lang]['plans.led-from'](name, since)
      return index < found.length - 1 && till ? words[lang]['plans.led-until'](name, till) : name
    }).join('; ')
  }
}

const heat = (n: number): number => (n === 0 ? 0 : Math.min(5, n <= 1 ? 1 : n <= 3 ? 2 : n <= 4 ? 3 : n <= 5 ? 4 : 5))

/** Areas by strategies: the number is always written, the marks carry the status, the ground only says how many (look-d decision 1). */
export function HeatMatrix(props: { lang: Lang; today: string; areas: readonly Area[]; strategies: readonly Strategy[]; activities: readonly Activity[]; href: string; /** The rest of a filter, as in an address. */ more?: string; leadOf: (area: Area) => string | null }) {
  const { lang, today } = props
  const m = words[lang]
  const counted = props.activities.flatMap((activity) => { const pip = pipOf(activity, today); return pip === null ? [] : [{ activity, pip }] })
  const cellOf = (area: string, strategy: string) => counted.filter(({ activity }) => activity.area === area && activity.strategy === strategy).sort((a, b) => pips.indexOf(a.pip) - pips.indexOf(b.pip))
  return (
    <>
      <Scroll name={m['plans.matrix-caption']}>
        <table class="hm">
          <caption class="vh">{m['plans.matrix-caption']}</caption>
          <thead><tr><th scope="col" class="hm__first">{m['plans.area-lead']}</th>{props.strategies.map((strategy) => <th scope="col">{strategy.name[lang]}</th>)}<th scope="col" class="hm__sum">{m['plans.all']}</th></tr></thead>
          <tbody>
            {props.areas.map((area) => {
              const lead = props.leadOf(area)
              return (
                <tr>
                  <th scope="row"><b>{area.name[lang]}</b><small>{lead ?? <span class="inferred">{m['plans.lead-unknown']}</span>}</small></th>
                  {props.strategies.map((strategy) => {
                    const cell = cellOf(area.slug, strategy.slug)
                    if (cell.length === 0) return <td><div class="h0">{m['plans.none-planned']}</div></td>
                    return (
                      <td>
                        <a class={`h${heat(cell.length)}`} href={`${props.href}/activities?area=${area.slug}&strategy=${strategy.slug}${props.more ?? ''}`}>
                          <span class="vh">{listed([area.name[lang], strategy.name[lang]], lang)}: </span>
                          <b class="k">{numeral(lang, cell.length)}<span class="vh"> {m['plans.n-activities']('').trim()}: {spoken(cell.map(({ pip }) => pip), lang)}</span></b>
                          <Pips pips={cell.map(({ pip }) => pip)} />
                        </a>
                      </td>
                    )
                  })}
                  <td class="sum">{numeral(lang, counted.filter(({ activity }) => activity.area === area.slug).length)}</td>
                </tr>
              )
            })}
          </tbody>
          <tfoot><tr><th scope="row">{m['plans.all-areas']}</th>{props.strategies.map((strategy) => <td class="sum">{numeral(lang, counted.filter(({ activity }) => activity.strategy === strategy.slug).length)}</td>)}<td class="sum">{numeral(lang, counted.length)}</td></tr></tfoot>
        </table>
      </Scroll>
      <ul class="key">{pips.filter((pip) => counted.some((one) => one.pip === pip)).map((pip) => <li><i class={`p ${pipClass[pip]}`} aria-hidden="true"></i> {m[`plans.pip.${pip}`]}</li>)}</ul>
    </>
  )
}

const Pips = (props: { pips: readonly Pip[] }) => <span class="pips" aria-hidden="true">{props.pips.map((pip) => <i class={`p ${pipClass[pip]}`}></i>)}</span>

const spoken = (list: readonly Pip[], lang: Lang): string => listed(pips.flatMap((pip) => { const n = list.filter((one) => one === pip).length; return n > 0 ? [`${numeral(lang, n)} ${words[lang][`plans.pip.${pip}`]}`] : [] }), lang)
