import type { ExtractedDecision, Lexicon } from '../../extraction/index.ts'
import type { Directory } from '../directory.ts'
import { readAddressee, readDue } from '../reading.ts'
import { type Addressee, type Due, Effect, type Effect as EffectOf, modifiers } from '../schema.ts'
import type { DecisionFields, Proposal } from '../schema/acts.ts'

/** The names by which the mechanism's bodies and parties are known, for the reading of a text. */
export const lexiconOf = ({ bodies, parties }: Pick<Directory, 'bodies' | 'parties'>): Lexicon => [
  ...[...bodies.values()].map((body) => ({ code: body.code, kind: 'body' as const, names: [body.name.en, body.name.th, body.short.en, body.short.th, ...body.aliases], ...(body.parent ? { subordinateTo: body.parent } : {}) })),
  ...[...parties.values()].map((party) => ({ code: party.code, kind: 'party' as const, names: [party.name.en, party.name.th, ...party.aliases] })),
]

/** A signal creates nothing and asks nothing: it stays in the text unless someone takes it up. One with an effect on another object is shown. */
export const isSignal = (decision: Pick<ExtractedDecision, 'class' | 'effects'>): boolean => decision.class <= 'C2' && decision.effects.length === 0

/** What is proposed of one reading, in the register's own terms. */
export function fieldsOf(decision: ExtractedDecision, context: { directory: Directory; decidedOn: string; today: string }): DecisionFields {
  const { directory } = context
  const addressees = decision.addressees.map((name): Addressee => (name === 'all' ? { all: 'members' } : readAddressee(name, directory)))
  const due = dueOf(decision, context)
  return {
    title: titleOf(decision, addressees, directory),
    titleTranslation: '',
    quote: quoteOf(decision),
    translation: '',
    verbs: [decision.verb.toLowerCase()],
    class: decision.class,
    modifiers: modifiers.filter((modifier) => decision.modifiers.includes(modifier)),
    addressees,
    nobodyNamed: false,
    due: due.due,
    dueWords: due.words,
    action: decision.action,
    reportsTo: decision.reportsTo?.to.find((code) => directory.bodies.has(code)) ?? null,
    effects: effectsOf(decision, directory),
    areas: [],
    parent: null,
  }
}

/** The words as they stand; where they begin within a sentence, three dots say so. Nothing is put into the text's mouth. */
function quoteOf(decision: ExtractedDecision): string {
  if (decision.inherited && decision.chapeau !== undefined) return `${decision.chapeau} … ${decision.text}`
  return /^[a-z]/.test(decision.quote) ? `… ${decision.quote}` : decision.quote
}

/** Nothing said means "none stated", which the officer confirms with the rest; words that give no date or event stay words to be settled. */
function dueOf(decision: ExtractedDecision, context: { directory: Directory; decidedOn: string; today: string }): { due: Due | null; words: string } {
  const found = decision.due
  if (found === null) return { due: { none: true }, words: '' }
  if (found.kind === 'date' || found.kind === 'period-end') return { due: { on: found.date }, words: found.text }
  const { directory } = context
  const body = found.body && directory.bodies.has(found.body) ? found.body : null
  if (found.kind === 'event' && body !== null) {
    if (found.ordinal === 'next') return { due: found.relation === 'at' || found.relation === 'during' ? { atNext: body } : { beforeNext: body }, words: found.text }
    if (found.ordinal && directory.meetings.has(`${body}/${found.ordinal}`)) return { due: { atMeeting: `${body}/${found.ordinal}` }, words: found.text }
  }
  const read = readDue(found.text, directory, context.decidedOn, context.today)
  return { due: 'due' in read ? read.due : null, words: found.text }
}

const kinds: Partial<Record<ExtractedDecision['effects'][number]['kind'], EffectOf['kind']>> = {
  'instrument-adopted': 'adopts', 'instrument-endorsed': 'endorses', 'instrument-approved': 'approves', 'instrument-signed': 'signs', extended: 'extends', 'lead-transferred': 'transfers-lead',
  'body-established': 'establishes', 'cadence-changed': 'changes-cadence', 'area-added': 'adds-area', 'in-principle': 'endorses-in-principle', transmitted: 'sends-up', ended: 'terminates',
}

function effectsOf(decision: ExtractedDecision, directory: Directory): EffectOf[] {
  return decision.effects.flatMap((effect) => {
    const kind = kinds[effect.kind]
    if (kind === undefined) return []
    const instrument = effect.object === undefined ? undefined : instrumentIn(effect.object, directory)
    const party = (name: string | undefined) => {
      const who = name === undefined ? undefined : readAddressee(name.replace(/^the /i, ''), directory)
      return who === undefined ? undefined : 'party' in who ? who.party : 'body' in who && !('role' in who) ? who.body : undefined
    }
    const from = kind === 'transfers-lead' ? party(effect.from) : undefined
    const to = kind === 'transfers-lead' || kind === 'sends-up' ? party(effect.to) : undefined
    const until = kind === 'extends' ? /\b(?:19|20)\d\d\b/.exec(effect.to ?? '')?.[0] : undefined
    const made = Effect.safeParse({ kind, ...(instrument ? { instrument } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(until ? { until } : {}) })
    return made.success ? [made.data] : [{ kind }]
  })
}

/** The known instrument whose name stands in these words; the longest, for names contain one another. */
export function instrumentIn(words: string, { instruments }: Pick<Directory, 'instruments'>): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[‐‑–—]/g, '-').replace(/[^\p{L}\p{N}+-]+/gu, ' ').trim()
  const sought = ` ${bare(words)} `
  let best: { id: string; length: number } | undefined
  for (const instrument of instruments.values()) {
    for (const title of [instrument.title.en, instrument.title.th]) {
      const name = bare(title)
      if (name.length > 12 && sought.includes(` ${name} `) && name.length > (best?.length ?? 0)) best = { id: instrument.id, length: name.length }
    }
  }
  return best?.id
}

/** "SOMTC to undertake a mid-term review", "Adopted the drugs work plan": short, from the text's own words. */
function titleOf(decision: ExtractedDecision, addressees: readonly Addressee[], directory: Directory): string {
  const action = decision.action.replace(/^to\s+/i, '').trim()
  const thai = /[\u0e00-\u0e7f]/.test(decision.quote)
  if (thai || action === '') return shortened(capitalised(thai ? decision.quote : decision.quote.trim()))
  const named = addressees.map((who) => ('words' in who ? who.words : 'role' in who ? who.role.replace('-', ' ') : 'all' in who ? null : 'party' in who ? directory.parties.get(who.party)?.name.en : directory.bodies.get(who.body)?.short.en)).filter((name) => name != null)
  if ((decision.class === 'C4' || decision.class === 'C5') && named.length > 0 && /^[a-z]+/.test(action) && !/^(?:the|a|an|its|their|synergy)\b/.test(action)) return shortened(capitalised(`${named.join(', ')} to ${action}`))
  return shortened(capitalised(`${decision.verb.toLowerCase()} ${action}`))
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** At most 110 characters, cut between words. */
export function shortened(text: string, length = 110): string {
  const line = text.replace(/\s+/g, ' ').replace(/[.;,\s]+$/, '')
  if (line.length <= length) return line
  // Never through the middle of a letter beyond the basic plane: half of one cannot be kept.
  const cut = line.slice(0, length).replace(/[\ud800-\udbff]$/, '')
  const at = cut.lastIndexOf(' ')
  return `${cut.slice(0, at > length / 2 ? at : cut.length).replace(/[,;:]$/, '')}…`
}

/** Where one verb seems to carry two acts: the line a person would draw. One part when nothing suggests a cut. */
export function partsOf(action: string): string[] {
  const cut = /\s+(?:and|as well as)\s+(?:also\s+)?to\s+|\s*;\s+(?:and\s+)?|\s+และให้\s*|\s+รวมทั้งให้\s*/i
  const parts = action.split(cut).map((part) => part.trim()).filter((part) => part !== '')
  return parts.length > 0 ? parts : [action]
}

/** One decision of several proposals: the words of all, the fields of the first. */
export function merged(first: DecisionFields, others: readonly DecisionFields[]): DecisionFields {
  const all = [first, ...others]
  const once = <Value>(values: readonly Value[]): Value[] => values.filter((value, index) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === index)
  const stated = all.map((fields) => fields.due).find((due) => due !== null && !('none' in due))
  return {
    ...first,
    quote: once(all.map((fields) => fields.quote)).join(' … '),
    action: once(all.map((fields) => fields.action).filter((action) => action !== '')).join('; '),
    verbs: once(all.flatMap((fields) => fields.verbs)),
    // The strongest act decides the class.
    class: all.map((fields) => fields.class).filter((each) => each !== null).sort().at(-1) ?? first.class,
    modifiers: once(all.flatMap((fields) => fields.modifiers)),
    addressees: once(all.flatMap((fields) => fields.addressees)),
    effects: once(all.flatMap((fields) => fields.effects)),
    due: stated ?? first.due,
  }
}

/** How far a review is. Signals kept in the text, and what was merged or split away, are not counted. */
export function progressOf(proposals: readonly Pick<Proposal, 'status'>[]): { settled: number; of: number } {
  const counted = proposals.filter(({ status }) => status === 'open' || status === 'accepted' || status === 'rejected')
  return { settled: counted.filter(({ status }) => status !== 'open').length, of: counted.length }
}

/** Two acts under one verb: "finalise … and to convene …". */
export const isSplittable = (fields: Pick<DecisionFields, 'action'>): boolean => partsOf(fields.action).length > 1
