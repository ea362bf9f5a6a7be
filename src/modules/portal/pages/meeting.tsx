import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { CiteBox, Columns, DataTable, Dots, Empty, LevelGlyph, Marks, numeral, PageTitle, Section, Status, Sub, SummaryList, SymbolCell } from '../../../ui/index.ts'
import { actWords, formWord, type Instrument, listInstruments } from '../../documents/index.ts'
import { listMandates, type MandateSummary, standing } from '../../mandates/index.ts'
import { bySource, Claims, listBodies, listCadences, listDisagreements, listParties, listRotationRules, listSources, SourceList } from '../../mechanism/index.ts'
import { hostOf, listMeetings, type Meeting, meetingDays, meetingHref, meetingPlace, meetingTitle, neighbours, tookPlace, Unparted } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { isExample, toneOf } from '../rules.ts'

export const meetingPages = router()

/** What one page of decisions holds; no meeting on record took more. */
const mostDecisions = 500

meetingPages.get('/meetings/:body/:session', async (c) => {
  const { db, actor, lang, today, site } = c.var
  const m = { en, th }[lang]
  const ref = `${c.req.param('body')}/${c.req.param('session')}`
  const [meetings, bodies, parties, instruments, kept, sourceList, decisions, rules, cadences] = await Promise.all([
    listMeetings(db), listBodies(db), listParties(db), listInstruments(db), listDisagreements(db, 'meeting'), listSources(db),
    listMandates(db, actor, { meeting: ref, sort: 'symbol' }, today, { limit: mostDecisions, offset: 0 }), listRotationRules(db), listCadences(db),
  ])
  const meeting = meetings.find((one) => one.ref === ref)
  if (!meeting) throw missing()
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const byParty = new Map(parties.map((party) => [party.code, party]))
  const sources = bySource(sourceList)
  const body = byCode.get(meeting.body)
  const title = meetingTitle(meeting, byCode, lang)
  const name = (code: string | null | undefined) => (code ? (byParty.get(code)?.name[lang] ?? code) : null)
  const unknown = <span class="muted">{m['meeting.unknown']}</span>
  const own = kept.filter((one) => one.subjectId === ref)
  const acted = instruments.map((instrument) => ({ instrument, acts: instrument.acts.filter((act) => act.meeting === ref) })).filter(({ acts }) => acts.length > 0)
  const { previous, next } = neighbours(meetings, meeting)
  const prepared = meetings.filter((one) => one.prepares === ref)
  const prepares = meeting.prepares ? meetings.find((one) => one.ref === meeting.prepares) : undefined
  const host = meeting.ordinal === null ? null : hostOf(meeting.body, meeting.ordinal, { rules, meetings, parties, cadences, today })
  const predicted = !tookPlace(meeting) && meeting.chair === null && host?.basis === 'predicted' ? name(host.predicted) : null
  const link = (other: Meeting) => ({ href: meetingHref(other.ref), label: meetingTitle(other, byCode, lang) })
  const chair = meeting.chair ? [name(meeting.chair.party), name(meeting.chair.coChair)].filter(Boolean).join(' + ') : null
  const say = (key: string) => site.say(lang, key)
  return page(
    c,
    { title, current: '/meetings', breadcrumbs: [{ label: say('meetings.nav'), href: '/meetings' }, { label: title }] },
    <>
      <Marks end={<Dots links={[...(previous ? [{ ...link(previous), rel: 'prev' }] : []), ...(next ? [{ ...link(next), rel: 'next' }] : [])]} />}>
        {body && <LevelGlyph level={body.level}><a class="govuk-link" href={`/mechanism#${encodeURIComponent(body.code)}`}>{body.name[lang]}</a></LevelGlyph>}{' '}
        <span class="sym">{meeting.ref}</span>{' '}
        <Standing meeting={meeting} say={say} />
      </Marks>
      <PageTitle title={<Unparted text={title} />} lede={[meetingDays(meeting, lang), meetingPlace(meeting, byParty, lang)].filter(Boolean).join(lang === 'th' ? ' ' : ', ')} />
      <Columns kind="two-one">
        <div>
          <Section title={m['meeting.outcome']} kind="first">
            <p class="prose">{meeting.outcome?.[lang] ?? <span class="muted">{m['meeting.no-outcome']}</span>}</p>
            {meeting.note && <p class="prose small"><b>{m['meeting.note']}:</b> {meeting.note[lang]}</p>}
          </Section>
          <Section title={m['meeting.decisions']} count={decisions.length > 0 ? decisions.length : undefined} tools={decisions.length > 0 ? <Dots links={[{ href: `${meetingHref(ref)}/follow-up`, label: say('follow.nav') }, { href: `/mandates?meeting=${encodeURIComponent(ref)}`, label: m['meeting.all-decisions'] }]} /> : undefined}>
            {decisions.length === 0 ? <p class="muted">{m['meeting.no-decisions']}</p> : <Decisions rows={decisions} lang={lang} today={today} say={say} caption={m['meeting.decisions']} />}
          </Section>
          {acted.length > 0 && (
            <Section title={m['meeting.adopted']} count={acted.length}>
              <DataTable
                caption={m['meeting.adopted']}
                columns={[
                  { head: m['meeting.instrument'], rowHeader: true, cell: ({ instrument }: { instrument: Instrument }) => <><a class="govuk-link" href={`/instruments#${instrument.id}`}>{instrument.title[lang]}</a><Sub>{formWord(instrument.form, lang)}</Sub></> },
                  { head: m['meeting.act'], cell: ({ acts }) => <ul class="mf-plain">{acts.map((act) => <li>{actWords(act, null, lang)}{act.note && <Sub>{act.note[lang]}</Sub>}</li>)}</ul> },
                ]}
                rows={acted}
              />
            </Section>
          )}
          {own.length > 0 && (
            <Section title={m['meeting.claims']} id="claims">
              {own.map((one) => <><h3 class="govuk-heading-s mf-after">{one.about[lang]}</h3><Claims kept={one} sources={sources} /></>)}
            </Section>
          )}
        </div>
        <div>
          <SummaryList
            label={m['meeting.facts']}
            facts={[
              { term: m['meeting.days'], value: meetingDays(meeting, lang), sub: meeting.status === 'held-by-rule' ? say('meetings.by-rule') : undefined },
              { term: m['meeting.place'], value: meetingPlace(meeting, byParty, lang) ?? unknown, sub: meeting.city ? name(meeting.country) : undefined },
              { term: m['meeting.host'], value: name(meeting.host) ?? (predicted ? m['meeting.host-predicted'](predicted) : unknown) },
              { term: m['meeting.chair'], value: chair ?? unknown, sub: meeting.chair?.person?.[lang] },
              { term: m['meeting.kind'], value: m[`meeting.kind.${meeting.kind}`] },
              ...(meeting.participants ? [{ term: m['meeting.participants'], value: numeral(lang, meeting.participants) }] : []),
              ...(meeting.theme ? [{ term: m['meeting.theme'], value: meeting.theme[lang] }] : []),
              ...(prepares ? [{ term: m['meeting.prepares'], value: <a class="govuk-link" href={link(prepares).href}>{link(prepares).label}</a> }] : []),
              ...(prepared.length > 0 ? [{ term: m['meeting.prepared-by'], value: <>{prepared.map((one) => <a class="govuk-link" href={link(one).href}>{meetingDays(one, lang)}</a>)}</> }] : []),
              { term: m['meeting.previous'], value: previous ? <a class="govuk-link" href={link(previous).href}>{link(previous).label}</a> : <span class="muted">{m['meeting.previous-none']}</span> },
              { term: m['meeting.next'], value: next ? <a class="govuk-link" href={link(next).href}>{link(next).label}</a> : <span class="muted">{m['meeting.next-none']}</span> },
            ]}
          />
          <Section title={m['meeting.sources']} id="sources"><SourceList citations={meeting.citations} sources={sources} /></Section>
        </div>
      </Columns>
      <CiteBox label={m['meeting.cite']} address={`${site.config.publicUrl}${meetingHref(ref)}`} note={m['meeting.cite-note']} links={[{ href: `/api/v1/meetings/${encodeURIComponent(meeting.body)}/${encodeURIComponent(meeting.session)}`, label: m['meeting.json'] }]} />
    </>,
  )
})

function Standing({ meeting, say }: { meeting: Meeting; say: (key: string) => string }) {
  if (meeting.status === 'planned') return <Status tone="none">{say('meetings.planned')}</Status>
  return meeting.status === 'cancelled' ? <Status tone="rejected">{say('meetings.cancelled')}</Status> : null
}

export function Decisions(props: { rows: readonly MandateSummary[]; caption: string; lang: Lang; today: string; say: (key: string) => string }) {
  const { lang, today, say } = props
  const m = { en, th }[lang]
  if (props.rows.length === 0) return <Empty title={m['home.no-decisions']} />
  return (
    <DataTable
      caption={props.caption}
      columns={[
        { head: m['meeting.decision'], rowHeader: true, class: 'wide', cell: (row) => <><a class="govuk-link" href={`/mandates/${row.id}`}>{row.title[lang]}</a><Sub><SymbolCell level={row.level} symbol={row.symbol} href={`/mandates/${row.id}`} /></Sub></> },
        { head: m['meeting.class'], class: 'num', cell: (row) => <a class="govuk-link" href={`/how-decisions-are-read#${row.class}`}>{row.class}</a> },
        { head: m['meeting.status'], noLabel: true, cell: (row) => <StandingOf row={row} today={today} say={say} /> },
      ]}
      rows={props.rows}
    />
  )
}

export function StandingOf({ row, today, say }: { row: MandateSummary; today: string; say: (key: string) => string }) {
  const which = standing(row, today)
  return <><Status tone={toneOf(which)}>{say(`mandate.standing.${which}`)}</Status>{isExample(row) && <> <Status tone="example">{say('mandate.example')}</Status></>}</>
}
