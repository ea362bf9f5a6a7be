import { acts, readableMarkings, roleOf } from '../../../kernel/actor.ts'
import { formatInstant } from '../../../kernel/calendar.ts'
import { createHash } from 'node:crypto'
import { dataVersion } from '../../../kernel/db.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { SubjectAttachment } from '../../../kernel/module.ts'
import { page } from '../../../kernel/page.tsx'
import { AsOfBar, CiteBox, Columns, Details, LevelGlyph, Marks, PageTitle, Section, Status } from '../../../ui/index.ts'
import { readDirectory } from '../directory.ts'
import { findByCode, findChain, findMandate, type HistoryEntry, idOf, listDisagreementsOf, listHistory, listOfSession, listStatements, type Mandate } from '../queries.ts'
import { speaker, type Speaker } from '../wording.ts'
import { recordAddress } from './addresses.ts'
import { askedAsOf, AsOfQuestion } from './as-of.tsx'
import { ChainSection } from './chain.tsx'
import { addressOf } from './filter-links.ts'
import { Asks, Facts, Words } from './mandate-facts.tsx'
import { Disagreements, Since } from './mandate-since.tsx'

/** One decision: its words, what it asks, what came of it, where it comes from. What this reader may not see leaves no trace. */
export async function showMandate(c: Reply): Promise<Response> {
  const { db, actor, today, lang } = c.var
  const id = c.req.param('id') ?? ''
  const directory = await readDirectory(db, await dataVersion(db))
  const speak = speaker(lang, directory)
  const query = c.req.query()
  const asked = askedAsOf(query['asOf'], directory, today)
  if (asked.canonical) return c.redirect(recordAddress(id, asked.canonical), 303)
  const asOf = asked.problem ? undefined : query['asOf'] || undefined
  const mandate = await findMandate(db, actor, id, asOf)
  if (!mandate) throw missing()
  const [statements, chain, neighbours, disagreements, history, attached] = await Promise.all([
    listStatements(db, actor, mandate.id, { asOf }), findChain(db, actor, mandate.id, { asOf }), listOfSession(db, actor, mandate.body, mandate.session, asOf), listDisagreementsOf(db, mandate.id), listHistory(db, actor, mandate),
    // As they stand today: on a page of a past day they would tell another story.
    asOf ? ([] as SubjectAttachment[][]) : Promise.all(c.var.site.modules.map((module) => module.attachments?.(c, { kind: 'mandate', id: mandate.id }) ?? [])),
  ])
  const day = asOf ?? today
  const { m } = speak
  const standing = speak.standing(mandate, day)
  const meeting = mandate.meeting ? speak.meetingName(mandate.meeting) : null
  const cite = `${c.var.site.config.publicUrl}/d/${mandate.symbol}?asOf=${day}`

  return page(c, {
    title: mandate.symbol,
    current: '/mandates',
    description: mandate.title[lang],
    status: asked.problem ? 400 : 200,
    breadcrumbs: [{ label: m['mandate.register'], href: addressOf(asOf ? { asOf } : {}, {}) }, { label: placeOf(speak, mandate), href: sessionAddress(mandate, asOf) }, { label: m['mandate.decision-number'](speak.number(mandate.number)) }],
  }, (
    <>
      {asked.problem && 'ask' in asked.problem && <AsOfQuestion speak={speak} ask={asked.problem.ask} query={{}} path={recordAddress(id)} />}
      <Marks end={<Neighbours {...{ speak, mandate, neighbours, asOf }} />}>
        <LevelGlyph level={mandate.level}>{m[`mandate.level.${mandate.level}`]}</LevelGlyph>
        <span class="sym">{mandate.symbol}</span>
        <Status tone={standing.tone}>{standing.word}</Status>
        {mandate.marking !== 'PUBLIC' && <Status tone="plain">{mandate.marking}</Status>}
        {(mandate.origin === 'demonstration' || mandate.reportedOrigin === 'demonstration') && <Status tone="example">{m['mandate.example']}</Status>}
      </Marks>
      <PageTitle title={mandate.title[lang]} lede={asOf && <>{m['mandate.as-it-stood'](speak.day(asOf))} <a class="govuk-link" href={recordAddress(mandate.id)}>{m['mandate.to-today']}</a></>} />
      <Columns kind="record">
        <div class="q"><Words speak={speak} mandate={mandate} meeting={meeting} /></div>
        <div class="f"><Facts speak={speak} mandate={mandate} meeting={meeting} day={day} asOf={asOf} /></div>
        <div class="r">
          <Asks speak={speak} mandate={mandate} />
          <Since speak={speak} mandate={mandate} statements={statements} meeting={meeting} day={day} links={asOf ? [] : deskLinks(c, speak, mandate)} />
          <Disagreements speak={speak} disagreements={disagreements} />
        </div>
      </Columns>
      {chain && <ChainSection speak={speak} chain={chain} id={mandate.id} symbol={mandate.symbol} asOf={asOf} day={day} />}
      {attached.flat().map((list) => (
        <Section title={list.title} count={list.items.length}>
          {list.note && <p class="mf-example">{list.note}</p>}
          <ul class="mf-plain">{list.items.map((item) => <li><a class="govuk-link" href={item.href}><span class="sym">{item.mark}</span> {item.label}</a>{item.status && <span class="sub"> {item.status}</span>}{item.parts && item.parts.length > 0 && <ul class="mf-plain mf-plain--in">{item.parts.map((part) => <li><a class="govuk-link" href={part.href}>{part.label}</a></li>)}</ul>}</li>)}</ul>
        </Section>
      ))}
      <Section title={m['mandate.on-another-day']} id="another-day">
        <AsOfBar
          action={recordAddress(mandate.id)}
          label={m['mandate.as-of']}
          button={m['mandate.as-of-show']}
          value={asked.problem ? query['asOf'] : speak.day(day, 'short')}
          error={asked.problem && 'fault' in asked.problem ? c.var.site.say(lang, asked.problem.fault, asked.problem.params) : undefined}
        />
        <CiteBox
          label={m['mandate.cite']}
          address={cite.replace(/^https?:\/\//, '')}
          note={m['mandate.cite-note'](codeOf(mandate.symbol), history.length)}
          links={[{ href: `/d/${mandate.symbol}?asOf=${day}`, label: m['mandate.copy'] }, { href: '#history', label: m['mandate.history'] }, { href: `/api/v1/mandates/${mandate.id}${asOf ? `?asOf=${asOf}` : ''}`, label: m['mandate.as-data'] }]}
        />
        <div class="mf-after"><Details summary={m['mandate.why']}><Why c={c} speak={speak} mandate={mandate} /></Details></div>
        <Details summary={m['mandate.history']}><div id="history"><History c={c} speak={speak} entries={history} /></div></Details>
      </Section>
    </>
  ))
}

/** For those who follow a decision up (practice §8.2 row 31); whether each may do so here and now is for those pages to say. */
function deskLinks(c: Reply, { m }: Speaker, mandate: Mandate): { href: string; label: string }[] {
  const at = recordAddress(mandate.id)
  return [
    ...(acts(c.var.actor, 'SD', 'NF', 'LS') ? [{ href: `${at}/report`, label: m['mandate.report'] }] : []),
    ...(acts(c.var.actor, 'SD', 'CH', 'NF', 'LS', 'AU') ? [{ href: `${at}/statements`, label: m['mandate.all-statements'] }] : []),
    ...(acts(c.var.actor, 'SD', 'CH') ? [{ href: `${at}/acts`, label: m['mandate.acts'] }] : []),
  ]
}

/** The permanent address `/d/AMMTC/7/DEC.7` leads to the page; whether there is one is for the page to say. */
export async function followSymbol(c: Reply): Promise<Response> {
  const { body, session, decision } = c.req.param() as Record<string, string>
  const { search } = new URL(c.req.url)
  return c.redirect(`${recordAddress(idOf(`${body}/${session}/${decision}`))}${search}`, 302)
}

/** A short code typed from paper. */
export async function followCode(c: Reply): Promise<Response> {
  const code = c.req.param('code') ?? ''
  const id = /^[0-9a-f]{5}-?[0-9a-f]{5}$/i.test(code) ? await findByCode(c.var.db, c.var.actor, code) : null
  if (id === null) throw new AppError('missing', 'missing')
  return c.redirect(recordAddress(id), 302)
}

/** Ten digits of the symbol's digest, in two groups: short enough to type, the same for ever. */
export function codeOf(symbol: string): string {
  const digest = createHash('md5').update(symbol).digest('hex').slice(0, 10).toUpperCase()
  return `${digest.slice(0, 5)}-${digest.slice(5)}`
}

const sessionAddress = (mandate: Mandate, asOf: string | undefined): string =>
  addressOf({ ...(mandate.meeting ? { meeting: mandate.meeting } : { body: mandate.body }), ...(asOf ? { asOf } : {}) }, { sort: 'symbol' })

function placeOf(speak: Speaker, mandate: Mandate): string {
  if (!mandate.meeting) return `${speak.bodyName(mandate.body)} ${speak.year(mandate.date)}`
  const city = speak.directory.meetings.get(mandate.meeting)?.city?.[speak.lang]
  return [speak.meetingName(mandate.meeting), city].filter(Boolean).join(speak.lang === 'th' ? ' ' : ', ')
}

function Neighbours({ speak, mandate, neighbours, asOf }: { speak: Speaker; mandate: Mandate; neighbours: { id: string; number: number }[]; asOf: string | undefined }) {
  const { m } = speak
  const at = neighbours.findIndex((one) => one.id === mandate.id)
  const link = (one: { id: string; number: number } | undefined, rel: string) => one && [<a class="govuk-link" rel={rel} href={recordAddress(one.id, asOf)}>{m['mandate.decision-number'](speak.number(one.number))}</a>, ' · ']
  return <>{link(neighbours[at - 1], 'prev')}{link(neighbours[at + 1], 'next')}<a class="govuk-link" href={sessionAddress(mandate, asOf)}>{m[mandate.meeting ? 'mandate.all-of-meeting' : 'mandate.all-of-body']}</a></>
}

function Why({ c, speak, mandate }: { c: Reply; speak: Speaker; mandate: Mandate }) {
  const { m } = speak
  const { actor, site, lang } = c.var
  return (
    <>
      <p>{mandate.marking === 'PUBLIC' ? m['mandate.why-public'] : m['mandate.why-marked'](mandate.marking, site.say(lang, `role.${roleOf(actor)}`))}</p>
      {readableMarkings(actor).includes('LIMITED') && <p>{m['mandate.why-statements']}</p>}
    </>
  )
}

function History({ c, speak, entries }: { c: Reply; speak: Speaker; entries: HistoryEntry[] }) {
  const { m } = speak
  const { site, lang, actor } = c.var
  if (entries.length === 0) return <p>{m['mandate.history-none']}</p>
  const named = readableMarkings(actor).includes('LIMITED')
  const by = (entry: HistoryEntry) => {
    if (entry.command === 'record.load') return m['mandate.history-system']
    const role = entry.role ? site.say(lang, `role.${entry.role}`) : ''
    return named && entry.person ? [entry.person, role].filter(Boolean).join(', ') : role
  }
  const act = (entry: HistoryEntry) => {
    if (entry.command === 'record.load') return m['mandate.history-record.load']
    const said = site.say(lang, `act.${entry.command}`)
    return said === `act.${entry.command}` ? m['mandate.history-act'](entry.command) : said
  }
  return (
    <ol class="govuk-list">
      {entries.map((entry) => <li><time dateTime={entry.at}>{formatInstant(entry.at, site.config.zone, lang)}</time>: {act(entry)} {by(entry) && m['mandate.history-by'](by(entry))}</li>)}
    </ol>
  )
}

