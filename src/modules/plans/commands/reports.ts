import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { instantInZone } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { findMechanism } from '../../mechanism/index.ts'
import { both, type LockedProgramme, lockProgramme } from '../queries/acts.ts'
import { activitiesIn, addReport, addRound, closeRoundNow, findReport, findRound, isOpen, lockReport, lockRound, raiseReport, type Report, type Round, saveEntries } from '../queries/reports.ts'
import { saveRoundDays } from '../queries/remind.ts'
import { canJudgeReport, canKeepProgramme, canReportProgress, type ReportSubject } from '../rules/acts.ts'
import { CloseRound, MoveRound, OpenRound, ReturnReport, SaveReport, SubmitReport } from '../schema/acts.ts'

const stale = () => new AppError('conflict', 'version.stale')

/** A round asks every reporter once; it closes at the end of its last day in the mechanism's zone. */
export const openRound = defineCommand({
  name: 'round.open',
  input: OpenRound,
  async load({ tx }, input): Promise<LockedProgramme> {
    const found = await lockProgramme(tx, input.programme)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, now, emit }, programme: LockedProgramme, input) {
    const zone = (await findMechanism(tx))?.zone ?? 'UTC'
    const closesAt = instantInZone(input.closesOn, '23:59', zone)
    const faults: Fault[] = []
    if (closesAt <= now) faults.push({ path: '/closesOn', code: 'plans.closes-in-the-past' })
    if (input.periodUntil < input.periodFrom) faults.push({ path: '/periodUntil', code: 'plans.ends-before-start' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const id = randomUUID()
    await addRound(tx, { id, programme: programme.id, name: both(input.name), periodFrom: input.periodFrom, periodUntil: input.periodUntil, opensAt: now, closesAt, zone, remindBefore: [...new Set(input.remindBefore)], origin: 'desk' })
    await emit('round.opened', { round: id })
    return { id }
  },
  audit: (programme, result, input) => ({ type: 'programme', id: programme.id, change: { round: result.id, from: input.periodFrom, until: input.periodUntil, closesOn: input.closesOn } }),
  specimens: () => ({ 'a programme': {} as LockedProgramme }),
})

export const closeRound = defineCommand({
  name: 'round.close',
  input: CloseRound,
  async load({ tx }, input): Promise<Round> {
    const found = await lockRound(tx, input.round)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, now }, round: Round, input) {
    if (!(await closeRoundNow(tx, round.id, input.version, now))) throw stale()
    return { id: round.id }
  },
  audit: (round) => ({ type: 'programme', id: round.programme, change: { closedRound: round.id } }),
  specimens: () => ({ 'a round': {} as Round }),
})

/** The closing day and the reminders of a round that is not closed; what was told is not told again (US-17 AC1). */
export const moveRound = defineCommand({
  name: 'round.move',
  input: MoveRound,
  async load({ tx }, input): Promise<Round> {
    const found = await lockRound(tx, input.round)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, now }, round: Round, input) {
    if (round.closedAt !== null) throw new AppError('conflict', 'remind.round-is-closed')
    const closesAt = instantInZone(input.closesOn, '23:59', round.zone)
    if (closesAt <= now || closesAt <= round.opensAt) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/closesOn', code: 'plans.closes-in-the-past' }] })
    if (!(await saveRoundDays(tx, round.id, input.version, { closesAt, remindBefore: [...new Set(input.remindBefore)] }))) throw stale()
    return { id: round.id, closesAt }
  },
  audit: (round, result, input) => ({ type: 'programme', id: round.programme, change: { movedRound: round.id, from: round.closesAt, to: result.closesAt, remindBefore: input.remindBefore } }),
  specimens: () => ({ 'a round': {} as Round }),
})

interface Reporting {
  round: Round
  report: Report | null
  subject: ReportSubject
}

async function loadReporting({ tx, actor }: CommandContext, asked: { round: string; party: string; reporter: ReportSubject['reporter']; area: string | null }): Promise<Reporting> {
  // Locked: two windows of one focal point must not make two reports.
  const round = await lockRound(tx, asked.round)
  const programme = round && (await lockProgramme(tx, round.programme))
  if (!round || !programme) throw missing()
  const party = asked.party || actor.capacity?.party || ''
  return { round, report: await findReport(tx, { ...asked, party }), subject: { party, reporter: asked.reporter, area: asked.area, planPartner: programme.partner } }
}

const reportSpecimens = (): Record<string, Reporting> => {
  const round = {} as Round
  const of = (subject: Partial<ReportSubject>): Reporting => ({ round, report: null, subject: { party: 'OWN', reporter: 'member', area: null, planPartner: null, ...subject } })
  return { 'of the own member': of({}), 'of another member': of({ party: 'OTHER' }), 'on the own area': of({ reporter: 'lead-shepherd', area: 'own-area' }), 'on the own work plan': of({ reporter: 'partner', planPartner: 'OWN' }) }
}

/** Saved as often as one likes until it is submitted; a round that has closed meanwhile takes nothing more. */
export const saveReport = defineCommand({
  name: 'progress.save',
  input: SaveReport,
  load: (context, input) => loadReporting(context, input),
  allow: (actor: Actor, { subject }: Reporting) => canReportProgress(actor, subject),
  async run({ tx, actor, now }, { round, report, subject }: Reporting, input) {
    if (!isOpen(round, now)) throw new AppError('conflict', 'plans.round-closed')
    if (report && report.state !== 'DRAFT' && report.state !== 'RETURNED') throw new AppError('conflict', 'plans.submitted-before')
    const known = await activitiesIn(tx, { actor, now }, round.programme, input.entries.map((entry) => entry.activity))
    const faults = input.entries.flatMap((entry, index): Fault[] => [
      ...(known.has(entry.activity) ? [] : [{ path: `/entries/${index}/activity`, code: 'plans.activity-unknown' }]),
      ...((entry.spent === null) !== (entry.currency === null) ? [{ path: `/entries/${index}/currency`, code: 'plans.currency-with-amount' }] : []),
    ])
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    let { id, version } = report ?? { id: randomUUID(), version: 0 }
    if (report === null) await addReport(tx, { id, round: round.id, party: subject.party, reporter: subject.reporter, area: subject.area })
    else {
      if (input.version !== null && input.version !== version) throw stale()
      if (!(await raiseReport(tx, id, version, { state: 'DRAFT', returnedWhy: report.returnedWhy }))) throw stale()
    }
    version += 1
    await saveEntries(tx, id, input.entries, now)
    return { id, version, written: input.entries.length }
  },
  audit: ({ round, subject }, result) => ({ type: 'programme', id: round.programme, change: { report: result.id, party: subject.party, entries: result.written } }),
  specimens: reportSpecimens,
})

async function loadReport({ tx, actor }: CommandContext, input: { report: string }): Promise<Reporting & { report: Report }> {
  const report = await lockReport(tx, input.report)
  // A draft is its reporter's alone.
  const round = report && (report.state !== 'DRAFT' || report.party === actor.capacity?.party) ? await findRound(tx, report.round) : null
  const programme = round && (await lockProgramme(tx, round.programme))
  if (!report || !round || !programme) throw missing()
  return { round, report, subject: { party: report.party, reporter: report.reporter, area: report.area, planPartner: programme.partner } }
}

const withReport = () => Object.fromEntries(Object.entries(reportSpecimens()).map(([label, reporting]) => [label, { ...reporting, report: {} as Report }]))

export const submitReport = defineCommand({
  name: 'progress.submit',
  input: SubmitReport,
  load: loadReport,
  allow: (actor: Actor, { subject }: Reporting) => canReportProgress(actor, subject),
  async run({ tx, actor, now, emit }, { round, report }: Reporting & { report: Report }, input) {
    if (!isOpen(round, now)) throw new AppError('conflict', 'plans.round-closed')
    if (report.state !== 'DRAFT' && report.state !== 'RETURNED') throw new AppError('conflict', 'plans.submitted-before')
    if (!(await raiseReport(tx, report.id, input.version, { state: 'SUBMITTED', submittedAt: now, submittedBy: actor.person?.name ?? '' }))) throw stale()
    await emit('progress.submitted', { report: report.id })
    return { id: report.id }
  },
  audit: ({ round }, result) => ({ type: 'programme', id: round.programme, change: { submitted: result.id } }),
  specimens: withReport,
})

const requireSubmitted = (report: Report) => {
  if (report.state !== 'SUBMITTED') throw new AppError('conflict', report.state === 'ACCEPTED' ? 'plans.accepted-before' : 'plans.not-submitted')
}

export const acceptReport = defineCommand({
  name: 'progress.accept',
  input: SubmitReport,
  load: loadReport,
  allow: (actor: Actor, { subject }: Reporting) => canJudgeReport(actor, subject),
  async run({ tx, actor, now }, { report }: Reporting & { report: Report }, input) {
    requireSubmitted(report)
    if (!(await raiseReport(tx, report.id, input.version, { state: 'ACCEPTED', decidedAt: now, decidedBy: actor.person?.name ?? '' }))) throw stale()
    return { id: report.id }
  },
  audit: ({ round }, result) => ({ type: 'programme', id: round.programme, change: { accepted: result.id } }),
  specimens: withReport,
})

export const returnReport = defineCommand({
  name: 'progress.return',
  input: ReturnReport,
  load: loadReport,
  allow: (actor: Actor, { subject }: Reporting) => canJudgeReport(actor, subject),
  async run({ tx, actor, now }, { report }: Reporting & { report: Report }, input) {
    requireSubmitted(report)
    if (!(await raiseReport(tx, report.id, input.version, { state: 'RETURNED', decidedAt: now, decidedBy: actor.person?.name ?? '', returnedWhy: input.why }))) throw stale()
    return { id: report.id }
  },
  audit: ({ round }, result, input) => ({ type: 'programme', id: round.programme, change: { returned: result.id, why: input.why } }),
  specimens: withReport,
})
