import { readableMarkings } from '../../../kernel/actor.ts'
import { decimalYear, formatDay, formatYear, isDay } from '../../../kernel/calendar.ts'
import { dataVersion, type Db } from '../../../kernel/db.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { memo } from '../../../kernel/memo.ts'
import { page } from '../../../kernel/page.tsx'
import { part } from '../../../kernel/part.tsx'
import { Columns, CountList, DataTable, LevelGlyph, type MiniInput, MiniPicture, numeral, Pairs, SearchForm, Section, Status, Sub, UnitChart, yearNumeral } from '../../../ui/index.ts'
import { type Chain, findChain, listMandates, type MandateSummary, readFacets, standing } from '../../mandates/index.ts'
import { type Body, type Cadence, cadenceAt, cadenceWord, findMechanism, levelWord, listAreas, listBodies, listCadences, listParties, type Party, periodWord } from '../../mechanism/index.ts'
import { heldBy, listMeetings, mainBodies, type Meeting, MeetingName, meetingDays, meetingHref, meetingPlace, meetingTitle, placeInTime, tookPlace, Unparted } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { isExample, type Standing, toneOf } from '../rules.ts'
import { desk } from './desk.tsx'
import { StandingOf } from './meeting.tsx'

export const homePages = router()

homePages.get('/', (c) => (c.var.actor.person === null ? home(c) : desk(c)))

/** How many decisions of each of the ministers' last three meetings the chart shows at most. */
const decisionsShown = 200

/** What the page reads of the register, once for each version of the data, reader's markings and day. */
const kept = new WeakMap<Db, ReturnType<typeof memo<{ latest: MandateSummary[]; decisions: MandateSummary[]; chain: Chain | null }>>>()

async function home(c: Reply) {
  const { db, actor, lang, today, site } = c.var
  const m = { en, th }[lang]
  const version = await dataVersion(db)
  const [mechanism, bodies, cadences, parties, areas, meetings, facets] = await Promise.all([
    findMechanism(db), listBodies(db), listCadences(db), listParties(db), listAreas(db), listMeetings(db), readFacets(db, actor, undefined, today, version),
  ])
  const main = mainBodies({ meetings, bodies })
  const ministers = main.find((body) => body.level === 2) ?? main[0]
  const root = mechanism?.story.mandate
  const last = ministers ? meetings.filter((meeting) => meeting.body === ministers.code && meeting.ordinal !== null && tookPlace(meeting)).slice(0, 3) : []
  const remember = kept.get(db) ?? memo(4)
  kept.set(db, remember)
  const { latest, decisions, chain } = await remember(`${version} ${readableMarkings(actor)} ${today}`, async () => {
    const [latest, chain, ...decisions] = await Promise.all([
      listMandates(db, actor, { class: { from: 4, andAbove: true } }, today, { limit: 4, offset: 0 }),
      root ? findChain(db, actor, root.replaceAll('/', '-'), { limit: 60 }) : null,
      ...last.map((meeting) => listMandates(db, actor, { meeting: meeting.ref }, today, { limit: decisionsShown, offset: 0 })),
    ])
    return { latest, chain, decisions: decisions.flat() }
  })
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const byParty = new Map(parties.map((party) => [party.code, party]))
  const say = (key: string) => site.say(lang, key)
  const tries = [areas.find((area) => (facets.area[area.slug] ?? 0) > 0)?.name[lang], latest[0]?.symbol, last[0]?.city && last[0].starts ? `${last[0].city[lang]} ${formatYear(Number(last[0].starts.slice(0, 4)), lang).replace('พ.ศ. ', '')}` : undefined].filter((one) => one !== undefined && one !== null)
  const next = main.filter((body) => body.level > 1).reverse().map((body) => nextOf(body, meetings, cadences, today)).filter((one) => one !== null)
  const [mini, became] = await Promise.all([
    part(c, 'home-strip', () => {
      const drawn = strip({ meetings, bodies, main, chain, lang, today })
      return drawn && <MiniPicture {...drawn} caption={<>{m['home.mini']} <a class="govuk-link nw" href="/meetings">{m['home.mini-link']}</a></>} />
    }),
    part(c, 'home-became', () => <Became meetings={last} decisions={decisions} bodies={byCode} parties={byParty} lang={lang} today={today} say={say} />),
  ])
  return page(
    c,
    { title: m['home.title'], current: '/' },
    <>
      <Columns kind="two-one" class="mf-cols--end">
        <h1 class="govuk-heading-xl mf-front">{mechanism?.story.headline?.[lang] ?? m['home.headline']}</h1>
        <SearchForm action="/search" label={m['home.search']} button={m['home.search-button']} placeholder={m['home.placeholder']} big>
          {m['home.try']} {tries.map((one, index) => <>{index > 0 && ' · '}<a class="govuk-link nw" href={`/search?${new URLSearchParams({ q: one })}`}>{one}</a></>)}
        </SearchForm>
      </Columns>
      {mini}
      <Columns class="mf-sec">
        <section>
          <h2 class="govuk-heading-m h2">{m['home.latest']}</h2>
          {latest.length === 0 ? <p class="muted">{m['home.no-decisions']}</p> : <Latest rows={latest} caption={m['home.latest']} meetings={meetings} bodies={byCode} parties={byParty} lang={lang} today={today} say={say} />}
          <p class="mf-after"><a class="govuk-link" href="/mandates">{m['home.all-decisions']}</a></p>
        </section>
        <section>
          <h2 class="govuk-heading-m h2">{m['home.next']}</h2>
          {next.length === 0 ? <p class="muted">{m['home.next-none']}</p> : <NextMeetings rows={next} bodies={byCode} parties={byParty} lang={lang} />}
          <p class="small muted mf-after">{m['home.next-note']}</p>
        </section>
      </Columns>
      {last.length > 0 && (
        <Section title={m['home.became']} lede={m['home.became-lede']}>
          {became}
        </Section>
      )}
      <Columns kind="two-one" class="mf-sec">
        <section>
          <h2 class="govuk-heading-m h2">{m['home.areas']}</h2>
          <CountList items={areas.map((area) => ({ href: `/mandates?area=${area.slug}`, label: area.name[lang], n: facets.area[area.slug] ?? 0 }))} />
        </section>
        <section>
          <h2 class="govuk-heading-m h2">{m['home.for-whom']}</h2>
          <Pairs
            items={[
              { label: m['home.journalists'], href: '/about', text: m['home.journalists-text'] },
              { label: m['home.researchers'], href: '/open-data', text: m['home.researchers-text'] },
              { label: m['home.delegations'], href: '/sign-in', text: m['home.delegations-text'] },
            ]}
          />
        </section>
      </Columns>
    </>,
  )
}

interface Place {
  bodies: ReadonlyMap<string, Body>
  parties: ReadonlyMap<string, Party>
  lang: Lang
}

interface Strip {
  meetings: readonly Meeting[]
  bodies: readonly Body[]
  main: readonly Body[]
  chain: Chain | null
  lang: Lang
  today: string
}

function strip({ meetings, bodies, main, chain, lang, today }: Strip): MiniInput | null {
  const groups = new Set(bodies.filter((body) => body.level === 4).map((body) => body.code))
  const lanes: MiniInput['lanes'][number][] = main.map((body) => ({ level: body.level, label: body.level === 1 ? levelWord(1, lang) : `${levelWord(body.level, lang)} (${body.short[lang]})`, short: levelWord(body.level, lang) }))
  const group = meetings.some((meeting) => groups.has(meeting.body)) ? lanes.push({ level: 4, label: levelWord(4, lang) }) - 1 : -1
  const points = meetings.flatMap((meeting) => {
    if (meeting.starts === null || meeting.ordinal === null || !tookPlace(meeting)) return []
    const lane = groups.has(meeting.body) ? group : main.findIndex((body) => body.code === meeting.body)
    return lane < 0 ? [] : [{ lane, at: placeInTime(meeting.starts), hollow: meeting.starts.length === 4 }]
  })
  if (points.length === 0) return null
  return { lang, lanes, points, threads: threadsOf(chain, main), from: Math.floor(Math.min(...points.map((point) => point.at))), to: decimalYear(today) + 0.6 }
}

/** How the first decision came down: the earliest link from each level to the next, dashed where it is inferred. */
function threadsOf(chain: Chain | null, main: readonly Body[]): NonNullable<MiniInput['threads']> {
  const nodes = chain?.nodes ?? []
  const links = nodes.flatMap((node) => node.parents.flatMap(({ id, basis }) => {
    const parent = nodes.find((other) => other.id === id)
    const [from, to] = [main.findIndex((body) => body.code === parent?.body), main.findIndex((body) => body.code === node.body)]
    return parent && from >= 0 && to === from + 1 ? [{ from: { lane: from, at: placeInTime(parent.date) }, to: { lane: to, at: placeInTime(node.date) }, dashed: basis === 'inferred' }] : []
  }))
  return main.flatMap((_, lane) => links.filter((link) => link.from.lane === lane).sort((a, b) => a.to.at - b.to.at).slice(0, 1))
}

interface Coming {
  body: Body
  ordinal: number
  meeting: Meeting | null
  cadence: Cadence | null
  /** The year by the rule; null where it gives none or that year is over. */
  year: number | null
}

/** The next meeting of a body: as the record has it, else as the rule in force makes one expect. */
function nextOf(body: Body, meetings: readonly Meeting[], cadences: readonly Cadence[], today: string): Coming | null {
  const count = heldBy(meetings, body.code, today)
  const cadence = cadenceAt(cadences, body.code, today)
  const meeting = meetings.find((one) => one.body === body.code && one.status === 'planned') ?? null
  if (meeting === null && (cadence === null || !count.last)) return null
  const year = count.last?.starts && cadence ? Number(count.last.starts.slice(0, 4)) + cadence.every : null
  return { body, ordinal: meeting?.ordinal ?? (count.last?.ordinal ?? 0) + 1, meeting, cadence, year: year !== null && year >= Number(today.slice(0, 4)) ? year : null }
}

function Latest({ rows, caption, meetings, bodies, parties, lang, today, say }: Place & { rows: readonly MandateSummary[]; caption: string; meetings: readonly Meeting[]; today: string; say: (key: string) => string }) {
  const where = (row: MandateSummary) => {
    const meeting = meetings.find((one) => one.ref === row.meeting)
    return [levelWord(row.level, lang), meeting && meetingPlace(meeting, parties, lang)].filter(Boolean).join(lang === 'th' ? ' ' : ', ')
  }
  return (
    <DataTable
      caption={caption}
      noHead
      columns={[
        { head: '', class: 'nw small muted lead', cell: (row) => <time datetime={row.date}>{formatDay(row.date, lang, isDay(row.date) ? 'short' : 'long')}</time> },
        { head: '', rowHeader: true, cell: (row) => <><a class="govuk-link" href={`/mandates/${row.id}`}>{row.title[lang]}</a><Sub><span class="sym">{row.symbol}</span> · {where(row)}{!bodies.has(row.body) && row.body}</Sub></> },
        { head: '', cell: (row) => <StandingOf row={row} today={today} say={say} /> },
      ]}
      rows={rows}
    />
  )
}

function NextMeetings({ rows, bodies, parties, lang }: Place & { rows: readonly Coming[] }) {
  const m = { en, th }[lang]
  const title = (one: Coming) => meetingTitle(one.meeting ?? { body: one.body.code, session: String(one.ordinal), ordinal: one.ordinal, kind: 'regular', prepares: null, name: null }, bodies, lang)
  const words = (one: Coming) => [
    levelWord(one.body.level, lang) + (lang === 'en' ? '.' : ''),
    one.cadence && m['home.next-rule'](cadenceWord(one.cadence.every, lang), periodWord(one.cadence.from, null, lang)),
    one.meeting?.chair && m['home.next-host'](parties.get(one.meeting.chair.party)?.name[lang] ?? one.meeting.chair.party),
    one.meeting === null ? m['home.next-expected'] : one.meeting.starts === null && m['home.next-undated'],
  ]
  return (
    <DataTable
      caption={m['home.next']}
      noHead
      columns={[
        { head: '', class: 'small muted lead', cell: (one) => (one.meeting?.starts ? meetingDays(one.meeting, lang, 'short') : one.year === null ? '–' : yearNumeral(lang, one.year)) },
        {
          head: '', rowHeader: true,
          cell: (one) => (
            <>
              <LevelGlyph level={one.body.level}>{one.meeting ? <a class="govuk-link" href={meetingHref(one.meeting.ref)}><Unparted text={title(one)} /></a> : <Unparted text={title(one)} />}</LevelGlyph>
              <Sub>{words(one).filter(Boolean).join(' ')}</Sub>
            </>
          ),
        },
      ]}
      rows={rows}
    />
  )
}

const order: Standing[] = ['completed', 'in-effect', 'continuing', 'in-progress', 'open', 'sent-up', 'past-due', 'no-report', 'term-ended', 'superseded', 'overtaken', 'lapsed', 'signal']

function Became({ meetings, decisions, bodies, parties, lang, today, say }: Place & { meetings: readonly Meeting[]; decisions: readonly MandateSummary[]; today: string; say: (key: string) => string }) {
  const m = { en, th }[lang]
  const word = (which: Standing) => say(`mandate.standing.${which}`)
  const example = (decision: MandateSummary) => (isExample(decision) ? ` (${say('mandate.example')})` : '')
  const rows = meetings.map((meeting) => {
    const own = decisions.filter((decision) => decision.meeting === meeting.ref).map((decision) => ({ decision, which: standing(decision, today) })).sort((a, b) => order.indexOf(a.which) - order.indexOf(b.which))
    const counts = order.flatMap((which) => {
      const n = own.filter((one) => one.which === which).length
      return n > 0 ? [which === 'no-report' || which === 'signal' ? m[`home.became-${which}`](numeral(lang, n)) : m['home.became-count'](numeral(lang, n), word(which))] : []
    })
    return {
      name: <a class="govuk-link" href={meetingHref(meeting.ref)}><MeetingName meeting={meeting} bodies={bodies} lang={lang} /></a>,
      sub: [meetingPlace(meeting, parties, lang), meetingDays(meeting, lang, 'short')].filter(Boolean).join(lang === 'th' ? ' ' : ', '),
      units: own.map(({ decision, which }) => ({ tone: toneOf(which), name: `${decision.title[lang]}: ${word(which)}${example(decision)}`, href: `/mandates/${decision.id}` })),
      words: counts.length > 0 ? <>{counts.join(lang === 'th' ? ' ' : ', ')}{own.some(({ decision }) => isExample(decision)) && <> <Status tone="example">{m['home.became-examples'](numeral(lang, own.filter(({ decision }) => isExample(decision)).length))}</Status></>}</> : <span class="muted">{m['home.became-none']}</span>,
      seen: own.map((one) => one.which),
    }
  })
  // One sign stands for one look: standings that look the same share it, with all their words.
  const looks = new Map<ReturnType<typeof toneOf>, string[]>()
  for (const which of order) if (rows.some((row) => row.seen.includes(which))) looks.set(toneOf(which), [...(looks.get(toneOf(which)) ?? []), word(which)])
  return (
    <UnitChart caption={m['home.became']} heads={[m['home.became-heads.meeting'], m['home.became-heads.units'], m['home.became-heads.words']]} rows={rows} legend={[...looks].map(([tone, words]) => ({ tone, label: words.join(', ') }))}>
      {m['home.became-note']}
    </UnitChart>
  )
}
