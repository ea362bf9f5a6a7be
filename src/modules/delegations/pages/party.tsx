import { formatRange } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, DataTable, ErrorSummary, PageTitle, Section, Status, Sub } from '../../../ui/index.ts'
import { bySource, listBodies, listParties, listSources, type Party, SourceFold, SourceList } from '../../mechanism/index.ts'
import { listMeetingsFor, type Meeting, meetingHref, meetingNamed, meetingTitle, Unparted } from '../../meetings/index.ts'
import { bodiesOf, lanesOf, type Row, rowsOf } from '../history.ts'
import { findHeld } from '../queries.ts'
import { listLetters, listMembers } from '../queries/people.ts'
import { headOf, namedOf, readParts, seesDelegation } from '../reading.ts'
import type { HeadAnswer, Named } from '../rules.ts'
import { canDesignate, standingBy } from '../rules/people.ts'
import { capital, credentialNote, dayShort, possessive, sayHead, sinceInWords, titleOf, words } from '../wording.ts'
import { DesignationList } from './designations.tsx'
import { HeadsPicture } from './picture.tsx'

export const partyPages = router()

/** Who headed a party's delegation, and by whose decision: the answer first, then the facts, the picture and the same as a table. */
partyPages.get('/delegations/:party', (c) => show(c, c.req.query('meeting')))

export async function partyOfPage(c: Reply): Promise<Party> {
  const code = c.req.param('party') ?? ''
  const party = (await listParties(c.var.db)).find((known) => known.code === code)
  if (!party) throw missing()
  return party
}

async function show(c: Reply, asked: string | undefined) {
  const { db, actor, now, lang, today } = c.var
  const m = words[lang]
  const reader = { actor, now }
  const party = await partyOfPage(c)
  const inside = seesDelegation(reader, party.code)
  const [meetings, bodies, sourceList, parts, members, letters] = await Promise.all([
    listMeetingsFor(db, reader), listBodies(db), listSources(db), readParts(db, reader, party.code),
    inside ? listMembers(db, null, { party: party.code, at: now }) : [], inside ? listLetters(db, null, { party: party.code }) : [],
  ])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const byRef = new Map(meetings.map((meeting) => [meeting.ref, meeting]))
  const nameOf = (ref: string) => {
    const meeting = byRef.get(ref)
    return meeting ? meetingTitle(meeting, byCode, lang) : ref
  }
  const named = new Map<string, Named[]>()
  for (const member of members) if (byRef.has(member.meeting)) named.set(member.meeting, [...(named.get(member.meeting) ?? []), namedOf({ ...member, letters: [], credentials: standingBy(letters.filter((letter) => letter.meeting === member.meeting || letter.wholeSeries), member.id) })])
  const own = bodiesOf(party, bodies, meetings, parts)
  const lanes = lanesOf(party.code, own, meetings, parts, named)
  const rows = rowsOf(lanes)
  const typed = asked?.trim() ?? ''
  const found = typed === '' ? null : (byRef.get(typed.replaceAll(' ', '+')) ?? byRef.get(typed) ?? meetingNamed(typed, meetings))
  const chosen = typed === '' ? defaultMeeting(rows, byRef, parts.designations) : found
  const held = chosen ? await findHeld(db, chosen.ref) : null
  const answer = held ? await headOf(db, reader, held, party.code, now) : null
  const sources = bySource(sourceList)
  const delegation = lang === 'th' ? `คณะผู้แทน${party.name.th}` : `${possessive(party.name.en).replace(/^the /, 'The ')} delegation`
  const error = typed !== '' && found === null ? m['delegations.no-such-meeting'](typed) : undefined
  return page(
    c,
    { title: delegation, current: '/members', status: error ? 422 : 200, breadcrumbs: [{ label: m['delegations.members'], href: '/members' }, { label: party.name[lang] }] },
    <>
      <ErrorSummary errors={error ? [{ field: 'meeting', message: error }] : []} />
      <PageTitle title={delegation} tools={chosen && <a class="govuk-link" href={`/api/v1/meetings/${encodeURIComponent(chosen.body)}/${chosen.session}/heads?party=${party.code}`}>{m['delegations.as-file']}</a>} />
      <section class="mf-heads" id="answer">
        <div class="mf-row">
          <h2 class="govuk-heading-m">{m['delegations.question']}</h2>
          <form class="mf-at end" method="get" action={`/delegations/${party.code}`}>
            <label class="small" for="meeting">{m['delegations.at-meeting']}</label>
            <input class={`govuk-input govuk-input--width-10${error ? ' govuk-input--error' : ''}`} id="meeting" name="meeting" value={typed === '' || found ? (chosen ? nameOf(chosen.ref) : '') : typed} autocomplete="off" aria-invalid={error ? 'true' : undefined} />
            <Button kind="secondary" small>{m['delegations.show']}</Button>
          </form>
        </div>
        {answer && chosen && <Answer answer={answer} meeting={chosen} party={party} nameOf={nameOf} sources={sources} lang={lang} today={today} />}
        {!answer && !error && <p class="mf-say">{m['delegations.nothing-known'](party.name[lang])}</p>}
      </section>
      {lanes.some((lane) => lane.points.length > 0) && (
        <Section title={m['delegations.by-meeting']} id="heads">
          <HeadsPicture lanes={lanes} parts={parts} current={chosen?.ref ?? null} nameOf={nameOf} lang={lang} today={today} />
          <h3 class="govuk-heading-s">{m['delegations.as-table']}</h3>
          <DataTable
            caption={m['delegations.as-table']}
            columns={[
              { head: m['delegations.meeting'], rowHeader: true, cell: (row) => <RowName row={row} nameOf={nameOf} lang={lang} /> },
              { head: m['delegations.post'], cell: (row) => <Cell text={postCell(row, lang)} lang={lang} /> },
              { head: m['delegations.person'], cell: (row) => <Cell text={(row.loose ?? answerOf(row)?.known ?? answerOf(row)?.chair ?? answerOf(row))?.person?.[lang] ?? null} lang={lang} /> },
              { head: m['delegations.how'], cell: (row) => <Cell text={howCell(row, lang)} lang={lang} /> },
              { head: m['delegations.decided-by'], cell: (row) => <Cell text={decidedCell(row, lang)} lang={lang} /> },
              { head: m['delegations.source'], cell: (row) => <SourceFold of={rowLabel(row, nameOf, lang)} citations={citationsOf(row)} sources={sources} /> },
            ]}
            rows={rows}
          />
          <p class="small muted">{m['delegations.past-stays']}</p>
        </Section>
      )}
      <DesignationList party={party} parts={parts} bodies={byCode} nameOf={nameOf} sources={sources} lang={lang} mayEnter={canDesignate(actor, party.code).allowed} actor={actor} today={today} />
    </>,
  )
}

/** Unasked, the page speaks of the meeting at which the party's designation for senior officials begins, else of the latest meeting of which anything is known. */
function defaultMeeting(rows: readonly Row[], byRef: ReadonlyMap<string, Meeting>, designations: readonly { since: { meeting: string } | { date: string }; body: string; function: string }[]): Meeting | null {
  for (const row of designations) if (row.function === 'head' && 'meeting' in row.since && byRef.get(row.since.meeting)?.body === row.body) return byRef.get(row.since.meeting) ?? null
  return (rows.find((row) => answerOf(row)?.known) ?? rows.find((row) => row.points.length > 0))?.points[0]?.meeting ?? null
}

const answerOf = (row: Row): HeadAnswer | null => row.points[0]?.answer ?? null

function Answer({ answer, meeting, party, nameOf, sources, lang, today }: { answer: HeadAnswer; meeting: Meeting; party: Party; nameOf: (ref: string) => string; sources: ReturnType<typeof bySource>; lang: Lang; today: string }) {
  const m = words[lang]
  const { designation, known } = answer
  const rule = answer.basis === 'designation' ? designation : null
  const since = rule && 'meeting' in rule.since ? (rule.since.meeting === meeting.ref ? null : nameOf(rule.since.meeting)) : rule ? sinceInWords(rule.since, nameOf, lang) : null
  const when = (meeting.begunBy ?? meeting.startsOn ?? '9999') <= today ? 'past' : 'coming'
  const said = sayHead({ answer, meeting: nameOf(meeting.ref), party: party.name, when, since, lang })
  const cited = known?.citations ?? rule?.citations ?? answer.chair?.citations ?? []
  const notes = [
    answer.chair && !known && m['delegations.note-chair'](answer.chair.person?.[lang] ?? answer.chair.post[lang]),
    rule?.mode === 'EX_OFFICIO' && answer.person === null && when === 'past' && m['delegations.note-holder'],
    rule?.mode === 'AD_HOC' && answer.person === null && when === 'past' && m['delegations.note-chosen'],
    answer.disputed && m['delegations.note-disputed'],
    meeting.status === 'held-by-rule' && meeting.starts !== null && m['delegations.note-date'](dayShort(meeting.starts, lang)),
    answer.provisional && credentialNote(answer, lang),
    rule?.verifiedAt === null && rule.origin !== 'record' && m['delegations.note-unverified'],
    known?.note?.[lang],
  ].filter(Boolean)
  return (
    <>
      <p class="mf-say" aria-live="polite">{said.map((piece) => (piece.strong ? <b><Unparted text={piece.text} /></b> : <Unparted text={piece.text} />))}</p>
      {notes.length > 0 && <p class="small muted mf-measure">{notes.join(lang === 'th' ? ' ' : ' ')}</p>}
      {cited.length > 0 && <div class="mf-cited small"><b>{m['delegations.source']}</b> <SourceList citations={cited} sources={sources} /></div>}
      <dl class="tri">
        <Fact term={m['delegations.post']} value={capital(titleOf(answer, lang) ?? rule?.choice?.what[lang] ?? null)} sub={answer.person?.[lang]} lang={lang} />
        <Fact term={m['delegations.how']} value={answer.mode ? m[`delegations.mode.${answer.mode}`] : answer.named ? m['delegations.by-nomination'] : null} sub={answer.standing && answer.standing !== 'head' ? m[`delegations.standing.${answer.standing}`] : undefined} lang={lang} />
        <Fact term={m['delegations.proposed-by']} value={rule?.proposer?.[lang] ?? null} lang={lang} />
        <Fact term={m['delegations.decided-by']} value={(known ? known.approver : rule?.approver)?.[lang] ?? null} sub={rule?.approverPerson?.[lang]} lang={lang} />
        <Fact term={m['delegations.capacity']} value={capital((known ? known.approverCapacity : rule?.approverCapacity)?.[lang] ?? null)} lang={lang} />
        <Fact term={m['delegations.from']} value={rule ? sinceInWords(rule.since, nameOf, lang) : answer.named ? dayShort(answer.named.from.slice(0, 10), lang) : null} sub={rule ? (rule.until ? m['delegations.until'](sinceInWords(rule.until, nameOf, lang)) : rule.origin === 'record' ? m['delegations.no-end'] : undefined) : undefined} lang={lang} />
      </dl>
    </>
  )
}

function Fact({ term, value, sub, lang }: { term: string; value: string | null; sub?: string | undefined; lang: Lang }) {
  return <div><dt>{term}</dt><dd>{value ?? <span class="muted">{words[lang]['delegations.not-found']}</span>}{sub && <small>{sub}</small>}</dd></div>
}

const Cell = ({ text, lang }: { text: string | null; lang: Lang }) => (text === null ? <span class="muted">{words[lang]['delegations.not-found']}</span> : <>{text}</>)

function postCell(row: Row, lang: Lang): string | null {
  if (row.loose) return row.loose.post[lang]
  const answer = answerOf(row)
  if (answer?.known ?? answer?.chair) return (answer?.known ?? answer?.chair)?.post[lang] ?? null
  return answer?.post ? titleOf(answer, lang) : capital(answer?.designation?.choice?.what[lang] ?? null)
}

function howCell(row: Row, lang: Lang): string | null {
  const m = words[lang]
  const answer = answerOf(row)
  if (row.loose) return row.loose.mode && m[`delegations.mode.${row.loose.mode}`]
  if (answer?.known) return answer.known.mode && m[`delegations.mode.${answer.known.mode}`]
  if (answer?.chair) return m['delegations.chaired-only']
  if (answer?.named) return m['delegations.by-nomination']
  if (!answer?.mode) return null
  return `${m[`delegations.mode.${answer.mode}`]}${answer.disputed ? m['delegations.others-headed'] : ''}`
}

function decidedCell(row: Row, lang: Lang): string | null {
  const answer = answerOf(row)
  if (row.loose) return row.loose.approver?.[lang] ?? null
  if (answer?.known) return answer.known.approver?.[lang] ?? null
  const rule = answer?.basis === 'designation' && !answer.chair ? answer.designation : null
  return rule?.approver ? words[lang]['delegations.decided'](rule.approver[lang], rule.approverCapacity?.[lang] ?? null, rule.proposer?.[lang] ?? null) : null
}

const citationsOf = (row: Row) => {
  const answer = answerOf(row)
  return (row.loose ?? answer?.known ?? answer?.chair)?.citations ?? (answer?.basis === 'designation' ? (answer.designation?.citations ?? []) : [])
}

const rowLabel = (row: Row, nameOf: (ref: string) => string, lang: Lang): string => {
  if (row.loose) return words[lang]['delegations.loose'](row.body.short[lang])
  const [first, last] = [row.points[0], row.points.at(-1)]
  return first && last && first !== last ? words[lang]['delegations.several'](row.body.short[lang], first.meeting.ordinal ?? 0, last.meeting.ordinal ?? 0) : nameOf(first?.meeting.ref ?? '')
}

function RowName({ row, nameOf, lang }: { row: Row; nameOf: (ref: string) => string; lang: Lang }) {
  const [first, last] = [row.points[0]?.meeting, row.points.at(-1)?.meeting]
  const label = rowLabel(row, nameOf, lang)
  const [from, to] = [row.loose?.on ?? first?.starts, row.loose?.on ?? last?.starts]
  return (
    <>
      {first && first === last ? <a class="govuk-link" href={meetingHref(first.ref)}><Unparted text={label} /></a> : <Unparted text={label} />}
      {from && to && <Sub>{first === last ? dayShort(from, lang) : formatRange(from.slice(0, 4), to.slice(0, 4), lang)}</Sub>}
      {first?.origin === 'demonstration' && <Status tone="example">{words[lang]['delegations.example']}</Status>}
    </>
  )
}
