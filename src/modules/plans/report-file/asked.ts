import { createHash } from 'node:crypto'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Reader } from '../../meetings/index.ts'
import { type Activity, listActivities, type Programme } from '../queries.ts'
import { papersSeen, placesSent } from '../queries/exchange.ts'
import { findReport, listEntries, listLastTime, type Report, type Round, type Said } from '../queries/reports.ts'
import type { Asked, CellFault, Difference, SentProof } from './difference.ts'
import { type FileRow, type ReadFile, valuesOf } from './workbook.ts'
import { canSendEvidence, type ReportSubject } from '../rules/acts.ts'

export interface ReportAsked {
  report: Report | null
  /** What this reporter is asked about: a member all it takes part in, a lead shepherd its area, a partner its plan. */
  asked: Activity[]
  entries: Map<string, Said>
  last: ReadonlyMap<string, Said>
}

export const isAsked = (activity: Activity, { reporter, party, area }: ReportSubject): boolean =>
  reporter === 'member' ? activity.participants.includes('all') || activity.participants.includes(party) || activity.lead === party : reporter === 'partner' || activity.area === area

export async function reportAsked(db: Db | Tx, reader: Reader, programme: Pick<Programme, 'id'>, round: Round, subject: ReportSubject): Promise<ReportAsked> {
  const activities = await listActivities(db, reader, { programme: programme.id })
  const report = await findReport(db, { round: round.id, ...subject })
  const last = await listLastTime(db, { programme: programme.id, party: subject.party, reporter: subject.reporter, before: round.periodFrom })
  const entries = report ? await listEntries(db, report.id) : []
  return { report, asked: activities.filter((activity) => isAsked(activity, subject)), entries: new Map(entries.map((entry) => [entry.activity, entry])), last }
}

/** The form's rows: what the report says, else what was said last time. */
export const fileRows = ({ asked, entries, last }: ReportAsked, lang: Lang): FileRow[] => asked.map((activity) => ({ code: activity.code, title: activity.title[lang], values: valuesOf(entries.get(activity.id) ?? last.get(activity.id) ?? null, lang) }))

export const toCompare = ({ asked, entries, last }: ReportAsked, lang: Lang): Asked[] =>
  asked.map((activity) => { const entry = entries.get(activity.id); return { id: activity.id, code: activity.code, status: activity.status, here: entry ? valuesOf(entry, lang) : null, before: valuesOf(last.get(activity.id) ?? null, lang) } })

export interface JudgedProof extends SentProof {
  /** The paper it is; null: an address on the web. */
  document: string | null
}

/** Proof of a file against what its sender may see and send: what he may not see is not there. What he sent before is no news. */
export async function judgeProofs(db: Db | Tx, reader: Reader, found: Difference, context: { read: ReadFile; asked: readonly Activity[]; programme: Pick<Programme, 'partner' | 'frozenAt' | 'closedAt'>; party: string; ownHost: string }): Promise<{ proofs: JudgedProof[]; faults: CellFault[] }> {
  const { read, asked, programme, party, ownHost } = context
  if (found.proofs.length === 0) return { proofs: [], faults: [] }
  const onWeb = (place: string) => /^[a-z][a-z0-9+.-]*:/i.test(place)
  const papers = await papersSeen(db, reader, found.proofs.map((proof) => proof.place).filter((place) => !onWeb(place)))
  const sent = await placesSent(db, party, found.proofs.filter((proof) => onWeb(proof.place) || papers.has(proof.place)).map(({ activity, place }) => ({ activity, place })))
  const proofs: JudgedProof[] = []
  const faults: CellFault[] = []
  for (const proof of found.proofs) {
    const activity = asked.find((one) => one.id === proof.activity)
    const wrong = (code: string) => faults.push({ key: proof.key, row: proof.row, field: 'proofPlace', letter: read.letters.proofPlace ?? '', code, params: { typed: proof.place.slice(0, 60) }, choices: [], typed: proof.place })
    const web = onWeb(proof.place)
    if (!activity || !canSendEvidence(reader.actor, { ...activity, planPartner: programme.partner, frozen: programme.frozenAt !== null || programme.closedAt !== null }).allowed) wrong('exchange.proof-not-yours')
    else if (web && (!URL.canParse(proof.place) || !/^https?:$/.test(new URL(proof.place).protocol))) wrong('exchange.proof-link')
    // An address of ours would lead past the rights of the paper it names.
    else if (web && new URL(proof.place).host === ownHost) wrong('exchange.proof-own-address')
    else if (!web && !papers.has(proof.place)) wrong('exchange.proof-paper-unknown')
    else if (!sent.has(`${proof.activity} ${proof.place}`)) proofs.push({ ...proof, document: papers.get(proof.place) ?? null })
  }
  return { proofs, faults }
}

/** Tells whether what someone says yes to is still what he saw. */
export const digestOf = (found: Pick<Difference, 'changes'>, proofs: readonly SentProof[]): string => createHash('sha256').update(JSON.stringify([found.changes.map(({ key, activity, here, file }) => [key, activity, here, file]), proofs.map(({ key, activity, place, title, type, on }) => [key, activity, place, title, type, on])])).digest('hex').slice(0, 24)
