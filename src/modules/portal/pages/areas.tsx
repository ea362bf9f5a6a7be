import { decimalYear, earliestPossible, formatDay, formatYear } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import { listed, type Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import type { Since } from '../../../kernel/record.ts'
import { BarSign, type BarRow, BarsPicture, DataTable, Disagree, numeral, PageTitle, PictureKey, Section, Sub } from '../../../ui/index.ts'
import { readFacets } from '../../mandates/index.ts'
import { type Area, type Body, bySource, Claims, dayOfSince, type Lead, listAreas, listBodies, listDisagreements, listParties, listSources, type Party, SourceFold } from '../../mechanism/index.ts'
import { listMeetings, type Meeting, MeetingName, meetingHref, meetingTitle } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { AboutPages } from './sections.tsx'

export const areaPages = router()

interface Known {
  lang: Lang
  today: string
  bodies: ReadonlyMap<string, Body>
  parties: ReadonlyMap<string, Party>
  meetings: ReadonlyMap<string, Meeting>
}

const dayOfRef = (known: Known) => (ref: string) => {
  const starts = known.meetings.get(ref)?.starts
  return starts ? earliestPossible(starts) : null
}

areaPages.get('/areas', async (c) => {
  const { db, actor, lang, today } = c.var
  const m = { en, th }[lang]
  const [areas, bodies, parties, meetings, kept, sourceList, facets] = await Promise.all([listAreas(db), listBodies(db), listParties(db), listMeetings(db), listDisagreements(db, 'area'), listSources(db), readFacets(db, actor, undefined, today)])
  const known: Known = { lang, today, bodies: new Map(bodies.map((body) => [body.code, body])), parties: new Map(parties.map((party) => [party.code, party])), meetings: new Map(meetings.map((meeting) => [meeting.ref, meeting])) }
  const sources = bySource(sourceList)
  const starts = [...new Set(areas.map((area) => startOf(area, known)))].sort()
  const steps = starts.map((start) => m['areas.step'](numeral(lang, areas.filter((area) => startOf(area, known) <= start).length), formatYear(Number(start.slice(0, 4)), lang)))
  const anchor = (slug: string, field: string) => `claims-${slug}-${field}`
  return page(
    c,
    { title: m['areas.title'], current: '/about' },
    <>
      <PageTitle title={m['areas.title']} lede={m['areas.lede'](listed(steps, lang))} />
      <AboutPages lang={lang} current="/areas" />
      {areas.length > 0 && (
        <BarsPicture lang={lang} id="areas" title={m['areas.picture']} desc={m['areas.picture-desc']} from={Math.floor(Math.min(...starts.map(decimalYear)))} to={Math.ceil(decimalYear(today))} rows={areas.map((area) => rowOf(area, known))}>
          <PictureKey entries={[{ sign: <BarSign style="solid" level={3} />, label: m['areas.key-known'] }, { sign: <BarSign style="hatched" level={3} />, label: m['areas.key-open'] }, { sign: <BarSign style="dashed" level={3} />, label: m['areas.key-none'] }]} />
        </BarsPicture>
      )}
      <Section title={m['areas.nav']} count={areas.length}>
        <DataTable
          caption={m['areas.title']}
          columns={[
            { head: m['areas.area'], rowHeader: true, cell: (area) => <>{area.name[lang]}{kept.filter((one) => one.subjectId === area.slug).map((one) => <><br /><Disagree href={`#${anchor(area.slug, one.field)}`}>{m['areas.disagree'](one.about[lang])}</Disagree></>)}</> },
            { head: m['areas.since'], cell: (area) => <><SinceWord when={area.since} known={known} /><Sub>{area.decidedBy[lang]}</Sub></> },
            { head: m['areas.leads'], class: 'wide', cell: (area) => (area.leads.length === 0 ? <span class="muted">{m['areas.no-lead']}</span> : <ul class="mf-plain">{area.leads.toReversed().map((lead) => <li><b>{known.parties.get(lead.party)?.name[lang] ?? lead.party}</b>{lang === 'th' ? ' ' : ', '}{leadPeriod(lead, known)}{lead.note && <Sub>{lead.note[lang]}</Sub>}<SourceFold of={`${area.name[lang]}, ${known.parties.get(lead.party)?.name[lang] ?? lead.party}`} citations={lead.citations} sources={sources} /></li>)}</ul>) },
            { head: m['areas.mandates'], class: 'num', cell: (area) => <a class="govuk-link" href={`/mandates?area=${area.slug}`}>{numeral(lang, facets.area[area.slug] ?? 0)}<span class="vh"> {m['areas.mandates']}: {area.name[lang]}</span></a> },
            { head: m['bodies.sources'], class: 'nowrap', cell: (area) => <SourceFold of={area.name[lang]} citations={area.citations} sources={sources} /> },
          ]}
          rows={areas}
          rowId={(area) => area.slug}
        />
      </Section>
      {kept.map((one) => <Section id={anchor(one.subjectId, one.field)} title={one.about[lang]}><Claims kept={one} sources={sources} /></Section>)}
    </>,
  )
})

const startOf = (area: Area, known: Known): string => dayOfSince(area.since, dayOfRef(known)) ?? known.today

function SinceWord({ when, known }: { when: Since; known: Known }) {
  if ('date' in when) return <>{formatDay(when.date, known.lang)}</>
  const meeting = known.meetings.get(when.meeting)
  return meeting ? <a class="govuk-link" href={meetingHref(meeting.ref)}><MeetingName meeting={meeting} bodies={known.bodies} lang={known.lang} /></a> : <>{when.meeting}</>
}

/** "since the 5th AMMTC", "until the 5th AMMTC, since when is not in our sources". */
function leadPeriod(lead: Lead, known: Known): string {
  const m = { en, th }[known.lang]
  const name = (ref: string) => {
    const meeting = known.meetings.get(ref)
    return meeting ? meetingTitle(meeting, known.bodies, known.lang) : ref
  }
  const since = lead.since === null ? m['areas.start-unknown'] : 'meeting' in lead.since ? m['areas.lead-from'](name(lead.since.meeting)) : m['areas.lead-day-from'](formatDay(lead.since.date, known.lang))
  const until = lead.until === null ? null : 'meeting' in lead.until ? m['areas.lead-until'](name(lead.until.meeting)) : m['areas.lead-day-until'](formatDay(lead.until.date, known.lang))
  return listed([since, until], known.lang)
}

function rowOf(area: Area, known: Known): BarRow {
  const m = { en, th }[known.lang]
  const start = decimalYear(startOf(area, known))
  const dayOf = dayOfRef(known)
  const periods: BarRow['periods'][number][] = area.leads.map((lead) => {
    const from = lead.since && dayOfSince(lead.since, dayOf)
    const until = lead.until && dayOfSince(lead.until, dayOf)
    return { from: from ? decimalYear(from) : start, ...(until ? { to: decimalYear(until) } : {}), label: known.parties.get(lead.party)?.name[known.lang] ?? lead.party, style: from ? 'solid' : 'hatched' }
  })
  return { id: area.slug, level: 3, label: area.name[known.lang], href: `#${area.slug}`, periods: periods.length > 0 ? periods : [{ from: start, label: m['areas.no-lead'], style: 'dashed' }] }
}
