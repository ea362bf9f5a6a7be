import { diffWordsWithSpace } from 'diff'
import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { type Lang, languages } from '../../../kernel/languages.ts'
import { Actions, Button, Dots, Empty, Form, Select } from '../../../ui/index.ts'
import { listParties } from '../../mechanism/index.ts'
import { listSessions, meetingHref, meetingPage } from '../../meetings/index.ts'
import { mandatesNamed } from '../queries/mandates.ts'
import { listVersionPapers } from '../queries/papers.ts'
import { listItems, listVersions, visibleItems } from '../queries.ts'
import { type Change, type ChangedField, changesBetween, frozen, numbered, seenOf } from '../rules.ts'
import { meetingOf, readerOf } from '../reading.ts'
import type { FrozenItem } from '../schema.ts'
import { markClass, Request } from '../agenda-list.tsx'
import { FiledAs } from './agenda.tsx'
import { dayWord, distributionWord, itemNumber, leadWord, type Names, turnWord, versionName, whenWord, words } from '../wording.ts'

export const versionPages = router()
const at = '/meetings/:body/:session/agenda'

versionPages.get(`${at}/versions/:number{[0-9]+}`, async (c) => {
  const { db, lang, site } = c.var
  const m = words[lang]
  const meeting = await meetingOf(c)
  const [versions, visible, parties, filed] = await Promise.all([listVersions(db, meeting.ref), visibleItems(db, readerOf(c), meeting.ref), listParties(db), listVersionPapers(db, readerOf(c), meeting.ref)])
  const version = versions.find((one) => one.number === Number(c.req.param('number')))
  if (!version) throw missing()
  const base = `${meetingHref(meeting.ref)}/agenda`
  const names: Names = new Map(parties.map((party) => [party.code, party]))
  const name = versionName(version, lang)
  const earlier = versions.find((one) => one.number === version.number - 1)
  const paper = filed.get(version.number)
  const shown = seenOf(version.items, visible)
  // What was noted may speak of any item: it is for whoever sees them all.
  const note = version.note !== null && shown.length === version.items.length ? version.note : null
  return meetingPage(
    c, meeting,
    { tab: 'agenda', title: name, breadcrumbs: [{ label: m['agenda.tab'], href: base }, { label: name }], marks: <FiledAs paper={paper} meeting="" />, tools: earlier && <a class="govuk-link" href={`${base}/compare?from=${earlier.number}&to=${version.number}`}>{m['agenda.compare']}</a> },
    <>
      <p class="muted">{whenWord(version.at, meeting.run.zone, lang)} · {m['agenda.frozen-note'](`${version.byName}, ${site.say(lang, `role.${version.byRole}`)}`)} {note && (version.kind === 'AMENDED' ? m['agenda.no-objection-kept'](note) : note)}</p>
      <div class="ag-filed">
        {paper ? <>{m['agenda.filed-as']}: <a class="govuk-link sym" href={`/documents/${paper.symbol}`}>{paper.symbol}</a> <span class={`dm ${markClass(paper.distribution)}`}>{distributionWord(paper, names, lang)}</span> <Dots links={paper.languages.map((code) => ({ href: `/documents/${paper.symbol}/files/${code}`, label: m['agenda.filed-file'](code.toUpperCase()) }))} /></>
          : <>{m['agenda.version-print']}: <Dots links={languages.map((code) => ({ href: `${base}/versions/${version.number}/print.pdf?in=${code}`, label: m['agenda.filed-file'](code.toUpperCase()) }))} /></>}
      </div>
      <ol class="ag">
        {numbered(shown).map((item) => (
          <li class={item.number.includes('.') ? 'sub' : undefined}>
            <span class="mv" />
            <span class="n num">{itemNumber(item.number, lang)}</span>
            <div><h2>{item.title[lang]}</h2>{item.request && <Request text={item.request[lang]} lang={lang} />}{item.background && <p class="bg">{item.background[lang]}</p>}</div>
            <div class="meta"><span class={`pur pur--${{ decision: 'd', information: 'i', discussion: 's' }[item.purpose]}`}>{m[`agenda.purpose.${item.purpose}`]}</span><span class="t num">{[item.startsAt && turnWord(item.startsAt, meeting.run.zone, meeting.startsOn, lang), item.lead && leadWord(item.lead, names, lang)].filter(Boolean).join(' · ')}</span></div>
          </li>
        ))}
      </ol>
    </>,
  )
})

versionPages.get(`${at}/compare`, async (c) => {
  const { db, lang, actor } = c.var
  const m = words[lang]
  const meeting = await meetingOf(c)
  const reader = readerOf(c)
  const [versions, visible, items, parties, sessions] = await Promise.all([listVersions(db, meeting.ref), visibleItems(db, reader, meeting.ref), listItems(db, reader, meeting.ref), listParties(db), listSessions(db, reader, meeting.ref)])
  if (versions.length === 0) throw missing()
  const zone = meeting.run.zone
  const texts = [...versions.map((version) => ({ key: String(version.number), name: `${versionName(version, lang)} (${dayWord(version.at, zone, lang)})`, items: seenOf(version.items, visible) })), { key: 'now', name: m['agenda.current-text'], items: items.map(frozen) }]
  const to = texts.find((text) => text.key === (c.req.query('to') ?? 'now')) ?? texts.at(-1)
  const from = texts.find((text) => text.key === c.req.query('from')) ?? texts[Math.max(0, texts.indexOf(to ?? texts[0] as typeof texts[0]) - 1)]
  if (!from || !to) throw missing()
  const changes = changesBetween(from.items, to.items)
  const symbols = new Map((await mandatesNamed(db, actor, [...from.items, ...to.items].flatMap((item) => item.mandates))).map((mandate) => [mandate.id, mandate.symbol]))
  const base = `${meetingHref(meeting.ref)}/agenda`
  const say = valueWords({ lang, names: new Map(parties.map((party) => [party.code, party])), sessions: new Map(sessions.map((session) => [session.id, session.title[lang]])), symbols })
  const options = texts.map((text) => ({ value: text.key, label: text.name }))
  return meetingPage(
    c, meeting, { tab: 'agenda', title: m['agenda.compare-title'], breadcrumbs: [{ label: m['agenda.tab'], href: base }, { label: m['agenda.compare'] }] },
    <>
      <Form action={`${base}/compare`} method="get" class="mf-form ag-compare"><Select name="from" label={m['agenda.compare-from']} options={options} value={from.key} /><Select name="to" label={m['agenda.compare-to']} options={options} value={to.key} /><Actions><Button kind="secondary">{m['agenda.compare-show']}</Button></Actions></Form>
      <p class="lede">{m['agenda.compare-from-to'](from.name, to.name)}</p>
      {changes.length === 0 ? <Empty title={m['agenda.no-changes']} /> : (
        <ol class="ag-changes">
          {changes.filter((change) => !onlyRenumbered(change)).map((change) => <ChangeRow change={change} lang={lang} say={say} />)}
          {changes.some(onlyRenumbered) && <li><b>{m['agenda.renumbered']}</b>: {changes.flatMap((change) => (change.kind === 'changed' && onlyRenumbered(change) ? [`${itemNumber(change.before.number, lang)} → ${itemNumber(change.after.number, lang)}`] : [])).join(', ')}</li>}
        </ol>
      )}
    </>,
  )
})

/** What moved only because something came or went before it is told in one line. */
const onlyRenumbered = (change: Change): boolean => change.kind === 'changed' && change.fields.length === 1 && change.fields[0] === 'number'

type Numbered = FrozenItem & { number: string }

const valueWords = (known: { lang: Lang; names: Names; sessions: ReadonlyMap<string, string>; symbols: ReadonlyMap<string, string> }) => (item: Numbered, field: ChangedField): string => {
  const { lang } = known
  const m = words[lang]
  switch (field) {
    case 'number': return itemNumber(item.number, lang)
    case 'title': return item.title[lang]
    case 'purpose': return m[`agenda.purpose.${item.purpose}`]
    case 'lead': return item.lead ? leadWord(item.lead, known.names, lang) : '–'
    case 'minutes': return item.minutes ? m['agenda.minutes-of'](itemNumber(String(item.minutes), lang)) : '–'
    case 'session': return item.session ? (known.sessions.get(item.session) ?? '–') : '–'
    case 'background': return item.background?.[lang] ?? '–'
    case 'request': return item.request?.[lang] ?? '–'
    case 'mandates': return item.mandates.flatMap((id) => known.symbols.get(id) ?? []).join(', ') || '–'
  }
}

function ChangeRow(props: { change: Change; lang: Lang; say: ReturnType<typeof valueWords> }) {
  const { change, lang, say } = props
  const m = words[lang]
  if (change.kind !== 'changed') return <li><b>{m[`agenda.change.${change.kind}`]}</b>: {m['agenda.item'](itemNumber(change.item.number, lang))} {change.item.title[lang]}</li>
  const heads: Record<ChangedField, string> = { number: m['agenda.f-number'], title: m['agenda.paper-title'], purpose: m['agenda.f-purpose'], lead: m['agenda.f-lead'], minutes: m['agenda.f-minutes'], session: m['agenda.f-session'], background: m['agenda.item-background'], request: m['agenda.item-request'], mandates: m['agenda.f-mandate'] }
  return (
    <li>
      <b>{m['agenda.change.changed']}</b>: {m['agenda.item'](itemNumber(change.after.number, lang))} {change.after.title[lang]}
      <dl>{change.fields.map((field) => <div><dt>{heads[field]}</dt><dd><Words before={say(change.before, field)} after={say(change.after, field)} lang={lang} /></dd></div>)}</dl>
    </li>
  )
}

/** Word by word: what went is struck out, what came is underlined; each is also said. Thai is parted into words first. */
export function Words(props: { before: string; after: string; lang: Lang }) {
  const m = words[props.lang]
  const parts = diffWordsWithSpace(props.before, props.after, { intlSegmenter: new Intl.Segmenter(props.lang, { granularity: 'word' }) })
  return <>{parts.map((part) => (part.removed ? <del><span class="vh">{m['agenda.change-was']}: </span>{part.value}</del> : part.added ? <ins><span class="vh">{m['agenda.change-is']}: </span>{part.value}</ins> : part.value))}</>
}
