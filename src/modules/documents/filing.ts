import { randomBytes, randomUUID } from 'node:crypto'
import { type Actor, roleOf } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import type { Tx } from '../../kernel/db.ts'
import type { FileStore } from '../../kernel/files.ts'
import type { Text } from '../../kernel/languages.ts'
import { signal } from '../../kernel/live.ts'
import { agendaTopic, partyOf } from '../meetings/index.ts'
import { paperCode } from './rules/issued.ts'
import { addPaper, giveSymbol, indexPaper, lockSeries, meetingNames, nextModifierNumber, nextNumber, putUnderItem, saveFile, stemOf } from './queries/filing.ts'
import type { Distribution, ModifierKind, PaperPurpose, SeriesCode } from './schema/papers.ts'

export interface FiledFile {
  lang: string
  name: string
  type: string
  /** Or how they are made, of a copy that has its symbol and its code printed on it. */
  bytes: Uint8Array | ((given: { symbol: string; code: string }) => Promise<Uint8Array>)
  /** Exactly one of a paper's files is. */
  authentic: boolean
  /** For the search, where the maker knows it. */
  text?: string
}

export interface FiledPaper {
  /** `SOMTC/26`. */
  meeting: string
  series: SeriesCode
  title: Text
  purpose: PaperPurpose
  distribution: Distribution
  item?: string | null
  /** With distribution `PARTNER`, and for a text that members own together with one partner. */
  partner?: string | null
  joint?: boolean
  /** The symbol it hangs on, and how: then its number is the next of that kind there. */
  modifies?: string
  modifier?: ModifierKind
  summary?: Text | null
  actionRequested?: Text | null
  areas?: string[]
  asOfStamp?: string | null
  languagesConcerned?: string[] | null
  files: FiledFile[]
  origin: 'desk' | 'demonstration'
  /** The originator, where it is not the acting person's own party. */
  submittedBy?: string | null
  submittedAt?: string
  /** waits for the Chair's leave. */
  late?: boolean
}

export interface Filing {
  tx: Tx
  actor: Actor
  now: string
  /** Where the bytes are kept; without it the paper has no files. */
  files: FileStore | undefined
}

/**
 * Registers a paper that another part of the program made, within that part's own transaction: whether it may be made was judged there.
 * It gets the next number of its series, or the next of its kind on the paper it hangs on, and stands in the log as the acting person's.
 */
export async function fileDocument({ tx, actor, now, files }: Filing, paper: FiledPaper): Promise<{ id: string; symbol: string }> {
  const names = await meetingNames(tx, paper.meeting)
  if (!names) throw new Error(`no meeting ${paper.meeting} to file a paper in`)
  const stem = paper.modifies === undefined ? null : await stemOf(tx, paper.modifies)
  if ((paper.modifies === undefined) !== (paper.modifier === undefined) || (paper.modifies !== undefined && stem?.meeting !== paper.meeting)) throw new Error(`${paper.modifies} is no paper of ${paper.meeting} that another can hang on`)
  const id = randomUUID()
  // A revision of a revised text is the next revision of the first one.
  const base = stem !== null && paper.modifier === 'Rev' && stem.modifier === 'Rev' && stem.modifies !== null ? ((await stemOf(tx, stem.modifies)) ?? stem) : stem
  await addPaper(tx, {
    id, meeting: paper.meeting, ...names, series: base?.series ?? paper.series, modifies: base?.id ?? null, chain: base?.chain ?? id, modifier: paper.modifier ?? null, modifierNumber: base === null ? null : 1,
    item: paper.item ?? null, title: paper.title, purpose: paper.purpose, summary: paper.summary ?? null, actionRequested: paper.actionRequested ?? null,
    submittedBy: paper.submittedBy === undefined ? partyOf(actor) : paper.submittedBy, submittedRole: roleOf(actor), submittedAt: paper.submittedAt ?? now, submittedPerson: actor.person?.id ?? null, submittedName: actor.person?.name ?? null, backing: null, late: paper.late ?? false,
    distribution: paper.distribution, partner: paper.partner ?? null, joint: paper.joint ?? false, classification: 'none', handling: null, areas: paper.areas ?? [], asOfStamp: paper.asOfStamp ?? null,
    authenticLang: paper.files.find((file) => file.authentic)?.lang ?? 'en', languagesConcerned: paper.languagesConcerned ?? null, origin: paper.origin,
  })
  const symbol = await register(tx, { id, meeting: paper.meeting, series: base?.series ?? paper.series, base, modifier: paper.modifier ?? null, now })
  for (const file of paper.files) {
    if (files === undefined) break
    const code = newCheckCode(paper.meeting)
    const bytes = typeof file.bytes === 'function' ? await file.bytes({ symbol, code }) : file.bytes
    const sha256 = await files.put(tx, { name: file.name, type: file.type, bytes, now })
    await saveFile(tx, id, { lang: file.lang, sha256, name: file.name, type: file.type, bytes: bytes.byteLength, authentic: file.authentic, text: file.text ?? null, scanned: 'not-scanned', checkCode: code, uploadedBy: actor.person?.id ?? 'system', uploadedAt: now })
  }
  await indexPaper(tx, id)
  await signal(tx, agendaTopic(paper.meeting))
  await appendAudit(tx, { at: now, actor, command: 'document.register', type: 'document', id, change: { symbol, title: paper.title, distribution: paper.distribution, files: paper.files.map(({ lang, name }) => ({ lang, name })), origin: paper.origin } })
  return { id, symbol }
}

/** the number is given here and nowhere else, one paper of a series at a time. */
export async function register(tx: Tx, paper: { id: string; meeting: string; series: SeriesCode; base: { id: string; symbol: string; number: number } | null; modifier: ModifierKind | null; now: string }): Promise<string> {
  const { id, base, modifier, now } = paper
  await lockSeries(tx, paper.meeting, paper.series)
  if (base !== null && modifier !== null) {
    const modifierNumber = await nextModifierNumber(tx, base.id, modifier)
    const symbol = `${base.symbol}/${modifier}.${modifierNumber}`
    await giveSymbol(tx, id, { symbol, number: base.number, modifierNumber, now })
    return symbol
  }
  const number = await nextNumber(tx, paper.meeting, paper.series)
  const symbol = `${paper.meeting}/${paper.series}.${number}`
  await giveSymbol(tx, id, { symbol, number, modifierNumber: null, now })
  return symbol
}

/** Drawn, so that who does not hold a copy cannot guess it. */
export const newCheckCode = (meeting: string): string => paperCode(meeting, randomBytes(16))

/** Puts a paper under an item of the agenda of its own meeting. */
export const attachToItem = (tx: Tx, symbolOrId: string, item: string): Promise<boolean> => putUnderItem(tx, symbolOrId, item)
