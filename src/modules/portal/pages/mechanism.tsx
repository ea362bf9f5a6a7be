import { formatDay, isDay } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { DataTable, LevelGlyph, numeral, PageTitle, Section, Status, Sub, type TreeNode, TreePicture } from '../../../ui/index.ts'
import {
  type Body, bySource, type Cadence, cadenceWord, findMechanism, levelWord, listBodies, listCadences, listParties, listRotationRules, listSources, mechanismWord, type Party, periodWord, type RotationRule, type Source, SourceFold,
} from '../../mechanism/index.ts'
import { hostOf, listMeetings, type Meeting, MeetingName, meetingHref, meetingTitle, tookPlace } from '../../meetings/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'
import { type AboutBody, aboutBodies } from '../rules.ts'
import { HeldCell } from './about.tsx'
import { AboutPages } from './sections.tsx'

export const mechanismPages = router()

interface Known {
  bodies: readonly Body[]
  byCode: ReadonlyMap<string, Body>
  cadences: readonly Cadence[]
  meetings: readonly Meeting[]
  parties: readonly Party[]
  rules: readonly RotationRule[]
  sources: ReadonlyMap<string, Source>
  about: ReadonlyMap<string, AboutBody>
  lang: Lang
  today: string
}

mechanismPages.get('/mechanism', async (c) => {
  const { db, lang, today } = c.var
  const m = { en, th }[lang]
  const [mechanism, bodies, cadences, meetings, parties, rules, sources] = await Promise.all([findMechanism(db), listBodies(db), listCadences(db), listMeetings(db), listParties(db), listRotationRules(db), listSources(db)])
  const known: Known = {
    bodies, cadences, meetings, parties, rules, lang, today, byCode: new Map(bodies.map((body) => [body.code, body])), sources: bySource(sources),
    about: new Map(aboutBodies(bodies, meetings, cadences, today).map((one) => [one.body, one])),
  }
  const groups = ([['line', (body: Body) => inLine(body, bodies)], ['partners', (body: Body) => body.kind === 'consultation'], ['beside', (body: Body) => body.kind !== 'consultation' && !inLine(body, bodies)]] as const)
  return page(
    c,
    { title: m['bodies.title'], current: '/about' },
    <>
      <PageTitle title={mechanism?.name[lang] ?? m['bodies.title']} lede={mechanism?.story.purpose[lang]} />
      <AboutPages lang={lang} current="/mechanism" />
      <Section title={m['bodies.tree']}>
        <TreePicture id="bodies" title={m['bodies.tree']} desc={m['bodies.tree-desc'](numeral(lang, bodies.length))} nodes={treeOf(known)}>
          <figcaption>{m['bodies.tree-caption']}</figcaption>
        </TreePicture>
      </Section>
      <Section title={m['bodies.list']} lede={m['bodies.list-lede']}>
        {groups.map(([key, belongs]) => {
          const rows = bodies.filter(belongs)
          return rows.length > 0 && <BodyTable caption={m[`bodies.group.${key}`]} rows={rows} known={known} bare={rows.every((body) => cadences.every((cadence) => cadence.body !== body.code))} />
        })}
      </Section>
      {rules.length > 0 && (
        <Section title={m['bodies.rotation']} lede={m['bodies.rotation-lede']} id="rotation">
          <RotationTable known={known} />
          <NextHosts known={known} />
        </Section>
      )}
    </>,
  )
})

/** Answers to the one above without a break up to the top, and is no consultation or sister body. */
function inLine(body: Body, bodies: readonly Body[]): boolean {
  if (body.kind === 'consultation' || body.kind === 'sister-body') return false
  return body.kind === 'summit' || (body.parent !== null && bodies.some((other) => other.code === body.parent && inLine(other, bodies))) || bodies.some((other) => other.parent === body.code)
}

/** The line of authority; the consultations of a body are one node, for each would say the same. */
function treeOf({ bodies, lang, about }: Known): TreeNode[] {
  const m = { en, th }[lang]
  const nodes: TreeNode[] = bodies.filter((body) => inLine(body, bodies) || (body.kind === 'sister-body' && body.parent !== null)).map((body) => {
    const cadence = about.get(body.code)?.cadence
    return {
      id: body.code, parent: body.parent ?? undefined, level: body.level, label: body.short[lang], href: `#${encodeURIComponent(body.code)}`,
      sub: cadence ? cadenceWord(cadence.every, lang) : undefined, beside: body.kind === 'sister-body',
    }
  })
  for (const body of bodies) {
    const partners = bodies.filter((other) => other.kind === 'consultation' && other.parent === body.code)
    const first = partners[0]
    if (first) nodes.push({ id: `${body.code}+`, parent: body.code, level: first.level, label: `${body.short[lang]}+`, sub: m['bodies.with-partners'](numeral(lang, partners.length)), href: `#${encodeURIComponent(first.code)}`, beside: true })
  }
  return nodes
}

/** `bare`: no rule is known for any of these, so the column that would say so in each row is left out. */
function BodyTable({ caption, rows, known, bare }: { caption: string; rows: readonly Body[]; known: Known; bare: boolean }) {
  const { lang, byCode } = known
  const m = { en, th }[lang]
  return (
    <DataTable
      caption={caption}
      showCaption
      columns={[
        {
          head: m['bodies.name'], rowHeader: true, class: 'wide',
          cell: (body) => (
            <>
              <LevelGlyph level={body.level}>{body.name[lang]}</LevelGlyph>
              <Sub><span class="sym">{body.code}</span> · {levelWord(body.level, lang)}</Sub>
              <Sub>{body.role[lang]}{body.established && ` ${m['bodies.established'](body.established.by[lang])}`}</Sub>
            </>
          ),
        },
        { head: m['bodies.parent'], cell: (body) => (body.parent ? <a class="govuk-link" href={`#${encodeURIComponent(body.parent)}`}>{byCode.get(body.parent)?.short[lang] ?? body.parent}</a> : <span class="muted">{body.kind === 'summit' ? m['bodies.top'] : m['bodies.beside']}</span>) },
        ...(bare ? [] : [{ head: m['bodies.cadence'], cell: (body: Body) => <CadenceCell cadences={known.cadences.filter((cadence) => cadence.body === body.code)} lang={lang} /> }]),
        { head: m['bodies.held'], class: 'num', cell: (body) => {
          const count = known.about.get(body.code)
          return count && <HeldCell row={count} byCode={byCode} lang={lang} />
        } },
        { head: m['bodies.sources'], class: 'nowrap', cell: (body) => <SourceFold of={body.short[lang]} citations={[...body.citations, ...(body.established?.sources ?? [])]} sources={known.sources} /> },
      ]}
      rows={rows}
      rowId={(body) => body.code}
    />
  )
}

function CadenceCell({ cadences, lang }: { cadences: readonly Cadence[]; lang: Lang }) {
  const m = { en, th }[lang]
  if (cadences.length === 0) return <span class="muted">{m['bodies.no-cadence']}</span>
  return (
    <div class="mf-plain">
      {cadences.toReversed().map((cadence) => (
        <div>
          <b>{cadenceWord(cadence.every, lang)}</b>{lang === 'th' ? ' ' : ', '}{periodWord(cadence.from, cadence.until, lang)}
          <Sub>{m['bodies.decided'](cadence.decidedBy[lang])}{cadence.mandate && <> <a class="govuk-link sym" href={`/mandates/${cadence.mandate.replaceAll('/', '-')}`}>{cadence.mandate}</a></>}</Sub>
          {cadence.note && <Sub>{cadence.note[lang]}</Sub>}
        </div>
      ))}
    </div>
  )
}

function RotationTable({ known }: { known: Known }) {
  const { lang, byCode, meetings } = known
  const m = { en, th }[lang]
  const fit = (rule: RotationRule): string => {
    const held = meetings.filter((meeting) => meeting.body === rule.body && meeting.ordinal !== null && tookPlace(meeting) && (meeting.chair?.party ?? meeting.host) !== null)
    const answers = held.map((meeting) => hostOf(rule.body, meeting.ordinal ?? 0, known)).filter((answer) => answer.rule === rule && answer.predicted !== null)
    return answers.length === 0 ? m['bodies.rule-none'] : m['bodies.rule-fits'](numeral(lang, answers.filter((answer) => answer.predicted === answer.party).length), numeral(lang, answers.length))
  }
  const since = (rule: RotationRule) => {
    if ('date' in rule.since) return formatDay(rule.since.date, lang, isDay(rule.since.date) ? 'short' : 'long')
    const ref = rule.since.meeting
    const meeting = meetings.find((one) => one.ref === ref)
    return meeting ? <a class="govuk-link" href={meetingHref(ref)}><MeetingName meeting={meeting} bodies={byCode} lang={lang} /></a> : ref
  }
  return (
    <DataTable
      caption={m['bodies.rotation']}
      columns={[
        { head: m['meeting.body'], rowHeader: true, cell: (rule) => <LevelGlyph level={byCode.get(rule.body)?.level ?? 3}>{byCode.get(rule.body)?.short[lang] ?? rule.body}</LevelGlyph> },
        { head: m['bodies.rule'], cell: (rule) => <>{mechanismWord(lang, `rule.${rule.rule}`)} {rule.inferred && <Status tone="none">{mechanismWord(lang, 'inferred')}</Status>}</> },
        { head: m['bodies.rule-from'], cell: since },
        { head: m['bodies.rule-fit'], cell: fit },
        { head: m['bodies.rule-why'], class: 'wide', cell: (rule) => <>{rule.note[lang]}<SourceFold of={mechanismWord(lang, `rule.${rule.rule}`)} citations={rule.citations} sources={known.sources} /></> },
      ]}
      rows={known.rules}
    />
  )
}

function NextHosts({ known }: { known: Known }) {
  const { lang, byCode, meetings } = known
  const m = { en, th }[lang]
  const next = [...new Set(known.rules.map((rule) => rule.body))].flatMap((body) => {
    const last = known.about.get(body)?.last
    const ordinal = (last?.ordinal ?? 0) + 1
    if (!last || byCode.get(body)?.level === 4) return []
    const meeting = meetings.find((one) => one.body === body && one.ordinal === ordinal)
    const answer = hostOf(body, ordinal, known)
    const title = meetingTitle(meeting ?? { ...last, ordinal, session: String(ordinal), name: null }, byCode, lang)
    const confirmed = meeting?.chair?.party ?? answer.party
    const party = known.parties.find((one) => one.code === confirmed)?.name[lang] ?? ''
    if (meeting?.chair || answer.basis === 'confirmed') return [m['bodies.next-confirmed'](title, party)]
    return [answer.basis === 'predicted' ? m['bodies.next-predicted'](title, party) : m['bodies.next-unknown'](title)]
  })
  return next.length > 0 ? <><h3 class="govuk-heading-s mf-after">{m['bodies.next-host']}</h3><ul class="govuk-list">{next.map((line) => <li>{line}</li>)}</ul></> : null
}
