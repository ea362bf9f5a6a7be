import { formatDay, todayIn } from '../../../kernel/calendar.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import type { Layout } from '../../../kernel/paper.ts'
import { Button, Checkboxes, Columns, Details, Dots, ErrorSummary, Form, Hidden, numeral, PageTitle, Radios, Section, Status } from '../../../ui/index.ts'
import { nextNumber } from '../../documents/index.ts'
import { listParticipations } from '../../meetings/index.ts'
import { listProgrammes } from '../../plans/index.ts'
import { proofLink } from '../present/pack.ts'
import { statusRun, writer } from '../present/parts.ts'
import { proposalsOf } from '../present/proposals.ts'
import { listChanges } from '../queries/pack.ts'
import { annexIds, bodyPages, classUsed, mostPages, pagesBySection, placeholders, thaiStands } from '../rules/pack.ts'
import { type PackFacts, type PackPart, packDistributions, type PackRow, type SoughtClass, writtenSections } from '../schema/pack.ts'
import { crumbsOf, type LaidPack } from './pack-parts.tsx'

export interface Shown {
  flash?: { kind: 'success' | 'error'; text: string } | undefined
  /** Why a freezing was refused, each reason a link to what is to be done. */
  refused?: { field: string; message: string }[]
  status?: number
}

/** The page on which the pack is made: what each section has, what stands against freezing, and what its pages look like. */
export async function builder(c: Reply, laid: LaidPack, shown: Shown): Promise<Response> {
  const { db, lang, today, site } = c.var
  const { m, pack, href, fitted, facts, frozen, meeting, writes } = laid
  const open = fitted.gates.reduce((sum, gate) => sum + gate.open.length, 0)
  const number = (n: number) => numeral(lang, n)
  const body = Math.max(bodyPages(fitted.layouts.en), bodyPages(fitted.layouts.th))
  const annexes = annexIds.filter((id) => fitted.layouts[lang].at[id] !== undefined).length
  const date = facts.next?.starts ? null : m['report.pack.no-date']
  const lede = [m['report.pack.lede'](number(pack.version), formatDay(today, lang), number(body), m['report.pack.annexes'](annexes)), date].filter(Boolean).join(' ')
  const changes = await listChanges(db, pack.id, 5)
  const nobody = (await listParticipations(db, pack.meeting)).length === 0
  const symbol = frozen.length === 0 ? `${pack.meeting}/WP.${await nextNumber(db, pack.meeting, 'WP')}` : `${frozen.at(-1)?.symbol}/Rev.${frozen.length}`
  const example = pack.origin === 'demonstration' || facts.activities.some((activity) => activity.origin === 'demonstration') || facts.rows.some((row) => row.decision.reportedOrigin === 'demonstration')
  return page(
    c,
    { title: m['report.pack.page-title'](meeting), current: '/report-to-ministers', breadcrumbs: crumbsOf(laid), flash: shown.flash, status: shown.status },
    <>
      {shown.refused && <ErrorSummary title={m['report.pack.not-frozen-yet']} errors={shown.refused} />}
      <PageTitle
        title={m['report.pack.page-title'](meeting)} lede={lede}
        tools={<><Dots links={[{ href: `${href}/preview?paper=en`, label: <>{m['report.pack.preview']}: <span lang="en">English</span></> }, { href: `${href}/preview?paper=th`, label: <span lang="th">ไทย</span> }]} /><br /><Downloads href={href} m={m} /></>}
      />
      {example && <p class="mf-example"><b>{m['report.pack.example-word']}</b> {m['report.pack.example-why']}</p>}
      <Columns kind="two-one">
        <div>
          <CompletenessPart laid={laid} />
          <DecisionsPart laid={laid} />
          <WordsPart laid={laid} />
        </div>
        <aside>
          <section id="gates">
            <h2 class="govuk-heading-s">{m['report.pack.h-gates']}</h2>
            <ul class="gates">
              {fitted.gates.map(({ gate, open: names }) => (
                <li id={`gate-${gate}`}>
                  <span class={names.length > 0 ? 'no' : 'y'} aria-hidden="true" />
                  <div>{m[`report.pack.gate.${gate}`]}{names.length > 0 && <small>{m[`report.pack.why.${gate}`](names.map((name) => digitsOf(lang, name)).join(', '))}</small>}</div>
                  <span>{gate === 'pages' ? number(body) : names.length > 0 ? m['report.pack.n-open'](number(names.length)) : m['report.pack.yes']}</span>
                </li>
              ))}
            </ul>
            {writes && (
              <Form action={`${href}/freeze`} version={pack.version} class="mf-after">
                <Button>{m['report.pack.freeze']}</Button>
                <p class="small muted">{open > 0 ? m['report.pack.freeze-open'](open, symbol) : m['report.pack.freeze-ready'](symbol)}</p>
              </Form>
            )}
          </section>
          <section>
            <h2 class="govuk-heading-s">{m['report.pack.frozen-copies']}</h2>
            {nobody && <p class="small muted">{m['report.pack.nobody-invited']}</p>}
            {frozen.length === 0 ? <p class="small muted">{m['report.pack.not-frozen']}</p> : <ul class="gate">{frozen.map((copy) => <li><a class="govuk-link sym" href={`/documents/${copy.symbol}`}>{copy.symbol}</a><span>{formatDay(todayIn(site.config.zone, copy.at), lang, 'short')}</span></li>)}</ul>}
          </section>
          <section>
            <h2 class="govuk-heading-s">{m['report.pack.h-pages']}</h2>
            <PageStrip laid={laid} layout={fitted.layouts[lang]} />
          </section>
          {writes && <FramePart laid={laid} programmes={await listProgrammes(db)} />}
          <section>
            <h2 class="govuk-heading-s">{m['report.pack.changed-since']}</h2>
            <ul class="gate">{changes.map((change) => <li><span>{actWord(m, change.act)}{change.section && ' '}{change.section && <span class="sub">{m[`report.pack.section.${change.section}`]}</span>}</span><span>{formatDay(todayIn(site.config.zone, change.at), lang, 'short')}</span></li>)}</ul>
            <p class="small"><a class="govuk-link" href={`${href}/changes`}>{m['report.pack.all-changes']}</a></p>
          </section>
        </aside>
      </Columns>
    </>,
  )
}

const digitsOf = (lang: Lang, name: string): string => (/^[\d.]+$/.test(name) && lang === 'th' ? name.replace(/\d/g, (digit) => numeral(lang, Number(digit))) : name)
export const actWord = (m: LaidPack['m'], act: string): string => m[`report.pack.act.${act as 'add'}`]

export function Downloads({ href, m }: { href: string; m: LaidPack['m'] }) {
  const link = (format: 'pdf' | 'docx', language: Lang) => ({ href: `${href}/pack.${format}?lang=${language}`, label: <>{m[`report.${format}`]} <span lang={language}>{language === 'en' ? 'English' : 'ไทย'}</span></> })
  return <span data-turbo="false">{m['report.pack.download']}: <Dots links={[link('pdf', 'en'), link('pdf', 'th'), link('docx', 'en'), link('docx', 'th')]} /></span>
}

/** Every decision of the last meeting, and what its row has: so that what is missing is seen before it is refused. */
function CompletenessPart({ laid }: { laid: LaidPack }) {
  const { lang, m, facts, href, after, writes } = laid
  const w = writer(lang, facts, '')
  const asked = facts.rows.length + facts.kept.length
  return (
    <Section title={m['report.pack.h-once']} kind="first" tools={m['report.pack.have-row'](numeral(lang, facts.rows.length), numeral(lang, asked))}>
      <div class="mf-scroll" tabindex={0} role="region" aria-label={m['report.pack.h-once']}>
        <table class="mf-t mf-t--stack">
          <caption class="vh">{m['report.pack.once-caption'](numeral(lang, asked), after)}</caption>
          <thead><tr><th scope="col">{m['report.pack.col-symbol']}</th><th scope="col">{m['report.pack.col-decision']}</th><th scope="col">{m['report.pack.col-status']}</th><th scope="col">{m['report.pack.col-proof']}</th><th scope="col">{m['report.pack.col-row']}</th></tr></thead>
          <tbody>
            {facts.rows.map((row) => {
              const short = row.decision.symbol.split('/').at(-1)
              return (
                <tr>
                  <td class="nowrap" data-h={m['report.pack.col-symbol']}><a class="govuk-link sym" href={`/mandates/${row.decision.id}`}>{short}</a></td>
                  <th scope="row">{row.decision.title[lang]}<span class="sub">{row.decision.class}</span></th>
                  <td data-h={m['report.pack.col-status']}><RowStatus w={w} row={row} asOf={facts.asOf} /></td>
                  <td data-h={m['report.pack.col-proof']}><ProofCell laid={laid} row={row} /></td>
                  <td data-h={m['report.pack.col-row']}>{m['report.pack.once']}{writes && <><br /><a class="govuk-link small" href={`${href}/rows/${encodeURIComponent(row.decision.id)}`}>{m['report.pack.edit-row']}<span class="vh">: {short}</span></a></>}</td>
                </tr>
              )
            })}
            {facts.kept.map((symbol) => (
              <tr><td class="nowrap sym" data-h={m['report.pack.col-symbol']}>{symbol.split('/').at(-1)}</td><th scope="row">{m['report.pack.kept-from']}</th><td /><td /><td data-h={m['report.pack.col-row']}><Status tone="late">{m['report.pack.missing']}</Status></td></tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function RowStatus({ w, row, asOf }: { w: ReturnType<typeof writer>; row: PackRow; asOf: string }) {
  const { text, tone } = statusRun(w, row, asOf)
  return <Status tone={tone === 'rejected' ? 'none' : tone}>{text}</Status>
}

function ProofCell({ laid, row }: { laid: LaidPack; row: PackRow }) {
  const { m, href, facts, lang, writes } = laid
  const [first] = row.proofs
  const hidden = row.chosenHidden || (row.hidden > 0 && !first)
  const whole = row.detail.statements.filter((statement) => statement.party === null).at(-1)
  // What took effect by being decided is proved by where it was decided.
  const source = (row.decision.takesEffect ? row.detail.citations : (whole?.citations ?? []))[0]?.source
  const named = source === undefined ? (whole?.evidence ?? null) : (facts.directory.sources.get(source)?.publisher[lang] ?? source)
  return (
    <>
      {first && <span class="vouch"><a class="govuk-link" href={proofLink('', first).href}>{first.title[lang] || first.title.en}</a></span>}
      {!first && !hidden && (named === null ? <span class="muted">{m['report.pack.none-yet']}</span> : <span class="vouch">{named}</span>)}
      {hidden && <span class="vouch not">{m['report.pack.hidden']}{writes && <span class="sub"><a class="govuk-link" href={`${href}/rows/${encodeURIComponent(row.decision.id)}`}>{m['report.pack.choose-other']}</a></span>}</span>}
    </>
  )
}

function DecisionsPart({ laid }: { laid: LaidPack }) {
  const { lang, m, facts, parts, href, pack, writes } = laid
  const sought = facts.parts.filter((part) => part.section === 'decision')
  const out = parts.filter((part) => part.section === 'decision' && part.removedAt !== null)
  const known = new Set(parts.map((part) => part.calledFor))
  const called = proposalsOf(facts).filter((proposal) => !known.has(proposal.calledFor))
  return (
    <Section title={m['report.pack.h-sought']} id="decisions">
      {sought.length === 0 && <p class="muted">{m['report.pack.no-decisions']}</p>}
      {sought.map((part, index) => (
        <div class="dec" id={`part-${part.id}`}>
          <p class="small muted"><span class="num">{digitsOf(lang, `1.${index + 1}`)}</span> {classWords(m, part)}</p>
          <p class="w" lang={lang}><Wording text={part.text[lang] || part.text.en} verb={lang === 'en' ? part.verb : null} /></p>
          <p class="small">
            {writes && <><a class="govuk-link" href={`${href}/parts/${part.id}`}>{m['report.pack.edit']}<span class="vh"> {index + 1}</span></a>{' · '}</>}
            {thaiStands(part) ? m['report.pack.thai-checked'] : m['report.pack.thai-to-check']}
            {part.mandate && <>{' · '}<Origin facts={facts} mandate={part.mandate} m={m} /></>}
          </p>
          {writes && <Places laid={laid} part={part} first={index === 0} last={index === sought.length - 1} about={`1.${index + 1}`} />}
        </div>
      ))}
      {writes && <p><Button kind="secondary" small href={`${href}/parts/new?section=decision`}>{m['report.pack.add-decision']}</Button></p>}
      {writes && called.length > 0 && (
        <Details summary={m['report.pack.called-for']} open>
          {called.map((proposal) => (
            <Form action={`${href}/proposals`} version={pack.version}>
              <Hidden name="calledFor" value={proposal.calledFor} />
              <p>{proposal.why[lang]}</p>
              <Button kind="secondary" small about={proposal.why[lang]}>{m['report.pack.take']}</Button>
            </Form>
          ))}
        </Details>
      )}
      {writes && out.length > 0 && <Details summary={m['report.pack.taken-out']}>{out.map((part) => <div class="dec"><p class="w">{part.text[lang] || part.text.en}</p><Place laid={laid} part={part} to="back" about={part.text[lang] || part.text.en} /></div>)}</Details>}
    </Section>
  )
}

function classWords(m: LaidPack['m'], part: PackPart) {
  const used = classUsed(part)
  if (used === null) return m['report.pack.class-none']
  const meaning = used >= 'C4' ? m[`report.pack.class.${used as SoughtClass}`] : m['report.pack.class-not-sought']
  return <>{part.class !== null ? m['report.pack.class-set'] : m['report.pack.class-from'](part.verb ?? '')} <b>{used}</b>, {meaning}</>
}

/** The verb that carries the class underlined, options in heavy brackets, gaps in dashes. */
function Wording({ text, verb }: { text: string; verb: string | null }) {
  const at = verb === null ? -1 : text.toLowerCase().indexOf(verb.toLowerCase())
  const gaps = (piece: string) => piece.split(/(\[[^\]]*\]|…)/).map((bit) => (placeholders(bit).length > 0 ? <span class="ph-gap">{bit}</span> : bit))
  if (verb === null || at < 0) return <>{gaps(text)}</>
  return <>{gaps(text.slice(0, at))}<mark>{text.slice(at, at + verb.length)}</mark>{gaps(text.slice(at + verb.length))}</>
}

function Origin({ facts, mandate, m }: { facts: PackFacts; mandate: string; m: LaidPack['m'] }) {
  const row = facts.rows.find(({ decision }) => decision.id === mandate)
  return row ? <a class="govuk-link sym" href={`/mandates/${row.decision.id}`}>{m['report.pack.comes-from'](row.decision.symbol)}</a> : null
}

function Places({ laid, part, first, last, about }: { laid: LaidPack; part: PackPart; first: boolean; last: boolean; about: string }) {
  return <div class="mf-inline">{!first && <Place laid={laid} part={part} to="up" about={about} />}{!last && <Place laid={laid} part={part} to="down" about={about} />}<Place laid={laid} part={part} to="out" about={about} /></div>
}

const Place = ({ laid, part, to, about }: { laid: LaidPack; part: PackPart; to: 'up' | 'down' | 'out' | 'back'; about: string }) => (
  <Form action={`${laid.href}/parts/${part.id}/place`} version={laid.pack.version} class="mf-inline"><Hidden name="to" value={to} /><button class="mf-linkbutton small">{laid.m[`report.pack.${to}`]}<span class="vh">: {about}</span></button></Form>
)

function WordsPart({ laid }: { laid: LaidPack }) {
  const { lang, m, facts, parts, href, writes } = laid
  return (
    <Section title={m['report.pack.h-words']} id="words">
      {writtenSections.filter((section) => section !== 'decision').map((section) => {
        const own = facts.parts.filter((part) => part.section === section)
        const out = parts.filter((part) => part.section === section && part.removedAt !== null)
        return (
          <section id={`section-${section}`}>
            <h3 class="govuk-heading-s">{m[`report.pack.section.${section}`]}</h3>
            {own.length === 0 && <p class="small muted">{m['report.pack.not-frozen']}</p>}
            {own.map((part, index) => (
              <div class="dec" id={`part-${part.id}`}>
                <p class="w">{part.text[lang] || part.text.en}</p>
                {part.source && <p class="small muted">{m['report.pack.source'](part.source)}</p>}
                <p class="small">{writes && <><a class="govuk-link" href={`${href}/parts/${part.id}`}>{m['report.pack.edit']}<span class="vh">: {part.text[lang] || part.text.en}</span></a>{' · '}</>}{thaiStands(part) ? m['report.pack.thai-checked'] : m['report.pack.thai-to-check']}</p>
                {writes && <Places laid={laid} part={part} first={index === 0} last={index === own.length - 1} about={part.text[lang] || part.text.en} />}
              </div>
            ))}
            {writes && <p><Button kind="secondary" small href={`${href}/parts/new?section=${section}`} about={m[`report.pack.section.${section}`]}>{m['report.pack.add']}</Button></p>}
            {writes && out.length > 0 && <Details summary={m['report.pack.taken-out']}>{out.map((part) => <div class="dec"><p class="w">{part.text[lang] || part.text.en}</p><Place laid={laid} part={part} to="back" about={part.text[lang] || part.text.en} /></div>)}</Details>}
          </section>
        )
      })}
    </Section>
  )
}

/** What a page of each section looks like, in lines: text, table, bars. */
const looks: Record<number, 'text' | 'table' | 'bars'> = { 1: 'text', 2: 'table', 3: 'bars', 4: 'text', 5: 'bars', 6: 'text', 7: 'text' }

function PageStrip({ laid, layout }: { laid: LaidPack; layout: Layout }) {
  const { m, lang, href } = laid
  return (
    <ol class="strip">
      {pagesBySection(layout).map(({ section, from, to }) => (
        <li><a href={`${href}/preview?paper=${lang}#part-${section}`}><Thumb look={looks[section] ?? 'text'} />{numeral(lang, from)}{to > from ? `–${numeral(lang, Math.min(to, mostPages + 90))}` : ''} {m[`report.pack.short.${section as 1}`]}</a></li>
      ))}
    </ol>
  )
}

function Thumb({ look }: { look: 'text' | 'table' | 'bars' }) {
  const rows = [26, 36, 46, 56, 66, 76, 86, 96, 106]
  const widths = [38, 34, 48, 20, 20, 28, 14, 40, 14]
  return (
    <svg width="92" height="124" viewBox="0 0 92 124" aria-hidden="true">
      <path d="M0 1h92" stroke="#865400" stroke-width="2" /><path d="M0 4h92" stroke="#2b3f8c" stroke-width="1.4" /><rect x="10" y="14" width="40" height="4" fill="#1b2330" />
      {rows.map((y, index) => (look === 'text' ? <rect x="10" y={y} width={index % 4 === 3 ? 40 : 72} height="3" fill="#a9c4b7" /> : look === 'table' ? <><rect x="10" y={y} width="10" height="3" fill="#d2dbd6" /><rect x="24" y={y} width="36" height="3" fill="#a9c4b7" /><rect x="66" y={y} width="16" height="3" fill="#0d6655" /></> : <><rect x="10" y={y} width="18" height="3" fill="#d2dbd6" /><rect x="32" y={y - 1} width={widths[index] ?? 20} height="5" fill="#0d6655" /></>))}
    </svg>
  )
}

function FramePart({ laid, programmes }: { laid: LaidPack; programmes: Awaited<ReturnType<typeof listProgrammes>> }) {
  const { m, lang, pack, href } = laid
  return (
    <section id="frame">
      <Details summary={m['report.pack.h-frame']}>
        <Form action={`${href}/frame`} version={pack.version}>
          <Radios name="distribution" label={m['report.pack.distribution']} value={pack.distribution} small options={packDistributions.map((value) => ({ value, label: m[`report.pack.distribution.${value}`] }))} />
          <Checkboxes name="programmes" label={m['report.pack.programmes']} values={pack.programmes} small options={programmes.filter((programme) => programme.kind !== 'plan').map((programme) => ({ value: programme.id, label: programme.title[lang] }))} />
          <Button kind="secondary" small>{m['report.pack.save']}</Button>
        </Form>
      </Details>
    </section>
  )
}
