import { createHash } from 'node:crypto'
import { type Actor, system } from '../../kernel/actor.ts'
import { earliestPossible, latestPossible } from '../../kernel/calendar.ts'
import { dataVersion, type Db } from '../../kernel/db.ts'
import { memo } from '../../kernel/memo.ts'
import type { Lang } from '../../kernel/languages.ts'
import type { Layout, Paper, Stamp } from '../../kernel/paper.ts'
import { layout, typeset } from '../../kernel/typeset.ts'
import { endsOn } from '../documents/index.ts'
import type { Directory } from '../mandates/index.ts'
import { listParties, membersAt } from '../mechanism/index.ts'
import type { Reader } from '../meetings/index.ts'
import { countedActivities, listProgrammes, type Programme, proofsForAudience, sumFunding } from '../plans/index.ts'
import { type PackForm, wordPack } from './present/pack.ts'
import { findMeetingFacts, listFollowedUp } from './queries.ts'
import { symbolsOpenTo } from './queries/pack.ts'
import { bodiesUnder, isFollowedUp } from './rules.ts'
import { bodyPages, gatesOf, type GateState, mostPages, symbolIn } from './rules/pack.ts'
import type { Pack, PackDistribution, PackFacts, PackPart, PackRow } from './schema/pack.ts'

/** The Secretariat's eyes, for what the desk must be told of; not for what the pack says. */
export const house: Actor = { person: system.person, capacity: { id: 'report-house', role: 'SD', body: null, party: null, area: null, from: '', until: null } }

/** For whom a pack is made: with LIMITED the delegates of every member, with RESTRICTED their ministers as heads of delegation (practice §1.8.3, §8.2 rows 15 to 17). */
export const audienceOf = (distribution: PackDistribution, members: readonly string[], now: string): Reader[] => {
  const role = distribution === 'LIMITED' ? 'DE' : 'HD'
  return members.map((party) => ({ actor: { person: { id: `report-${party}`, name: '' }, capacity: { id: `report-${role}-${party}`, role, body: null, party, area: null, from: '', until: null } }, now }))
}

/**
 * Programmes that a pack reports on unless the desk chooses others: those of the body and of the bodies under it, without partners' plans,
 * whose period ran at any time since the meeting that is followed up.
 */
export function programmesSince(programmes: readonly Programme[], directory: Directory, meeting: { body: string; starts: string | null }, asOf: string): string[] {
  const under = bodiesUnder(meeting.body, directory.bodies.values())
  const since = meeting.starts ? earliestPossible(meeting.starts) : asOf
  return programmes.filter((programme) => {
    if (programme.kind !== 'work-programme' && programme.kind !== 'cross-sectoral') return false
    if (programme.body === null || !under.has(programme.body) || programme.partner !== null) return false
    const instrument = directory.instruments.get(programme.id)
    const until = instrument ? endsOn(instrument) : null
    return instrument?.periodFrom != null && earliestPossible(instrument.periodFrom) <= asOf && (until === null || latestPossible(until) >= since)
  }).map((programme) => programme.id)
}

/** Everything a pack says on a day, as its audience may read it. Null when its meeting is not in the record. A fixed number of statements. */
export async function readPack(db: Db, pack: Pack, parts: readonly PackPart[], asOf: string, now: string): Promise<PackFacts | null> {
  const members = membersAt(await listParties(db), asOf).map((party) => party.code)
  const audience = audienceOf(pack.distribution, members, now)
  const eyes = audience[0]
  if (!eyes) return null
  const facts = await findMeetingFacts(db, eyes.actor, pack.after, asOf)
  if (!facts) return null
  const rows = facts.rows.filter(({ decision }) => isFollowedUp(decision))
  const ids = rows.map(({ decision }) => decision.id)
  const [asked, programmes, activities, funding, proofs] = [
    await listFollowedUp(db, house, pack.after, asOf),
    await listProgrammes(db),
    await countedActivities(db, eyes, pack.programmes),
    await sumFunding(db, eyes, pack.programmes),
    await proofsForAudience(db, { actor: house, now }, audience, ids, parts.flatMap((part) => part.proof ?? [])),
  ]
  const named = rows.flatMap(({ detail }) => detail.statements.flatMap((statement) => symbolIn(statement.evidence) ?? []))
  const open = await symbolsOpenTo(db, audience, [...new Set(named)])
  const shown = new Set(rows.map(({ decision }) => decision.symbol))
  const standing = parts.filter((part) => part.removedAt === null)
  return {
    ...facts,
    pack,
    parts: standing,
    kept: asked.filter((symbol) => !shown.has(symbol)),
    programmes: pack.programmes.flatMap((id) => programmes.find((programme) => programme.id === id) ?? []),
    activities,
    funding,
    rows: rows.map((row): PackRow => {
      const line = standing.find((part) => part.section === 'row' && part.mandate === row.decision.id) ?? null
      const own = proofs.filter((proof) => proof.mandate === row.decision.id)
      const seen = own.filter((proof) => proof.open)
      const chosen = line?.proof ? seen.find((proof) => proof.id === line.proof) : undefined
      // A paper that not all of the audience may open is named nowhere in the pack.
      const statements = row.detail.statements.map((statement) => { const symbol = symbolIn(statement.evidence); return symbol !== null && !open.has(symbol) ? { ...statement, evidence: null } : statement })
      const lost = row.detail.statements.filter((statement, index) => statement.evidence !== null && statements[index]?.evidence === null && statement.party === null).length
      return {
        ...row, line, detail: { ...row.detail, statements }, proofs: chosen ? [chosen, ...seen.filter((proof) => proof !== chosen)] : seen, more: Math.max(0, (seen[0]?.of ?? 0) - seen.length), hidden: (own.find((proof) => !proof.open)?.of ?? 0) + lost, chosenHidden: Boolean(line?.proof) && !chosen,
        activities: activities.filter((activity) => activity.mandates.includes(row.decision.id)),
      }
    }),
  }
}

const drafts = new WeakMap<Db, ReturnType<typeof memo<PackFacts | null>>>()

/**
 * The same for pages: what an audience may read is the same whoever of the desk asks, so it is read once for each version of the data, and
 * anew every minute, for rights begin and end with time.
 */
export async function readDraft(db: Db, pack: Pack, parts: readonly PackPart[], asOf: string, now: string): Promise<PackFacts | null> {
  const remembered = drafts.get(db) ?? memo<PackFacts | null>(4)
  drafts.set(db, remembered)
  return remembered(`${await dataVersion(db)} ${pack.id} ${pack.version} ${asOf} ${now.slice(0, 16)}`, () => readPack(db, pack, parts, asOf, now))
}

export interface FittedPack {
  papers: Record<Lang, Paper>
  layouts: Record<Lang, Layout>
  form: PackForm
  gates: GateState[]
  /** Of what it says, without its day and its number of draft: the same content is the same pack. */
  content: string
}

/** Long texts move to an annex first; then the letters get smaller. */
const forms: readonly PackForm[] = [{ annexed: false, size: 10.5 }, { annexed: true, size: 10.5 }, { annexed: true, size: 9.5 }, { annexed: true, size: 8.75 }]
const remember = memo<Pick<FittedPack, 'papers' | 'layouts' | 'form'>>(12)

export interface PrintedAs {
  site: string
  /** Of a frozen copy: its symbol. */
  symbol: string | null
}

const fittings = new WeakMap<PackFacts, Map<string, Promise<FittedPack>>>()

/** The pack in both languages, in the first form in which it keeps to ten pages, else in the last; with what it still lacks. */
export function fitPack(facts: PackFacts, as: PrintedAs): Promise<FittedPack> {
  const known = fittings.get(facts) ?? new Map<string, Promise<FittedPack>>()
  fittings.set(facts, known)
  const key = JSON.stringify(as)
  const made = known.get(key) ?? fit(facts, as)
  known.set(key, made)
  return made
}

async function fit(facts: PackFacts, as: PrintedAs): Promise<FittedPack> {
  const worded = (form: PackForm) => ({ en: wordPack(facts, 'en', as, form), th: wordPack(facts, 'th', as, form) })
  const whole = worded(forms[0] as PackForm)
  const key = createHash('sha256').update(JSON.stringify(whole)).digest('hex')
  const fitted = await remember(key, async () => {
    let last: Pick<FittedPack, 'papers' | 'layouts' | 'form'> | null = null
    for (const form of forms) {
      const papers = form === forms[0] ? whole : worded(form)
      const layouts = { en: layout(papers.en, blankStamp(as)), th: layout(papers.th, blankStamp(as)) }
      last = { papers, layouts, form }
      if (bodyPages(layouts.en) <= mostPages && bodyPages(layouts.th) <= mostPages) break
    }
    return last as Pick<FittedPack, 'papers' | 'layouts' | 'form'>
  })
  const content = createHash('sha256').update(JSON.stringify([whole.en.blocks, whole.th.blocks, facts.pack.distribution])).digest('hex')
  const shown = facts.rows.map(({ decision }) => decision.symbol)
  return { ...fitted, content, gates: gatesOf({ asked: [...shown, ...facts.kept], shown, rows: facts.rows, parts: facts.parts, hasActivities: facts.activities.length > 0, layouts: [fitted.layouts.en, fitted.layouts.th] }) }
}

const printed = memo<Uint8Array>(6)

/** The PDF of a draft: drawn once for what it says. */
export const pdfOf = (paper: Paper): Promise<Uint8Array> => printed(createHash('sha256').update(JSON.stringify(paper)).digest('hex'), async () => typeset(paper))

/** As tall as the real one: a draft is laid out as its frozen copy will be. */
const blankStamp = ({ site }: PrintedAs): Stamp => ({ code: 'X00-00000-00000', address: `${site.replace(/^https?:\/\//, '')}/check`, link: site, qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1h-1z"/></svg>', qrPng: new Uint8Array(), qrAlt: '-', version: '-' })
