import { randomUUID } from 'node:crypto'
import type { Actor, Role } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { dayInZone, formatDay } from '../../kernel/calendar.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { FileStore } from '../../kernel/files.ts'
import { examplePapers, type ExamplePaper, waitingPapers } from './demonstration/papers.ts'
import { type FiledFile, fileDocument } from './filing.ts'
import { addProposal, changePaper } from './queries/acts.ts'
import { addPaper, indexPaper, meetingNames } from './queries/filing.ts'
import { findDocument } from './queries/papers.ts'
import { typesetExample } from './demonstration/files.ts'

const addHours = (instant: string, hours: number): string => Temporal.Instant.from(instant).add({ hours }).toString({ smallestUnit: 'millisecond' })
const meeting = 'SOMTC/26'
const zone = 'Asia/Manila'
const acting = (id: string, name: string, role: Role, more: { party?: string; body?: string } = {}): Actor => ({ person: { id, name }, capacity: { id: `${id}-1`, role, body: more.body ?? null, party: more.party ?? null, area: null, from: '2000-01-01T00:00:00.000Z', until: null } })
const desk = acting('example-sd', 'Melati Contoh', 'SD', { body: 'SOMTC' })
const chair = acting('example-ch', 'Liway Halimbawa', 'CH', { body: 'SOMTC' })

/** The papers of the example week: a chain of versions, reports of lead shepherds, one that came late, one that was withdrawn, one for a partner alone. Made once. */
export async function demonstrate(db: Db, now: string, files?: FileStore): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if ((await meetingNames(tx, meeting)) === null || (await findDocument(tx, { actor: desk, now }, `${meeting}/WP.1`)) !== null) return
    for (const paper of examplePapers) await fileExample(tx, paper, now, files)
    for (const paper of waitingPapers) await waitExample(tx, paper, now)
    const asked = await findDocument(tx, { actor: desk, now }, `${meeting}/WP.1`)
    if (asked) await addProposal(tx, { id: randomUUID(), document: asked.id, distribution: 'GENERAL', partner: null, reason: 'Partners asked for it.', proposedBy: desk.person?.name ?? '', proposedRole: 'SD', proposedAt: addHours(now, -20) })
  })
}

async function fileExample(tx: Tx, paper: ExamplePaper, now: string, files: FileStore | undefined): Promise<void> {
  const actor = paper.by === undefined ? desk : paper.by === 'CH' ? chair : acting(`example-of-${paper.by.toLowerCase()}`, 'Example', paper.series === 'LSR' ? 'LS' : 'NF', { party: paper.by })
  const at = addHours(now, -24 * paper.daysAgo)
  const made: FiledFile[] = files === undefined ? [] : (['en', 'th'] as const).filter((lang) => lang === 'en' || paper.inThai).map((lang) => typesetExample(paper, lang, formatDay(dayInZone(at, zone), lang)))
  const filed = await fileDocument({ tx, actor, now: at, files }, {
    meeting: paper.meeting ?? meeting, series: paper.series, title: paper.title, purpose: paper.purpose, distribution: paper.distribution, partner: paper.partner ?? null, summary: paper.summary ?? null, actionRequested: paper.action ?? null,
    ...(paper.modifies && paper.modifier ? { modifies: `${meeting}/${paper.modifies}`, modifier: paper.modifier } : {}), languagesConcerned: paper.modifier === 'Corr' ? ['en'] : null, late: paper.late ?? false, files: made, origin: 'demonstration',
  })
  if (paper.admitted) await changePaper(tx, filed.id, null, { admitted_at: addHours(at, 12), admitted_by: chair.person?.name })
  if (paper.withdrawn) {
    await changePaper(tx, filed.id, null, { status: 'WITHDRAWN', withdrawn_at: addHours(at, 26), withdrawn_why: 'Its subject is taken up in WP.2.' })
    await appendAudit(tx, { at: addHours(at, 26), actor, command: 'document.withdraw', type: 'document', id: filed.id, change: { symbol: filed.symbol, withdrawn: 'Its subject is taken up in WP.2.' } })
  }
}

async function waitExample(tx: Tx, paper: ExamplePaper, now: string): Promise<void> {
  const id = randomUUID()
  const names = await meetingNames(tx, meeting)
  if (!names) return
  const role = paper.backing === 'party' ? 'DE' : paper.backing === 'chair' ? 'OB' : 'NF'
  await addPaper(tx, {
    id, meeting, ...names, series: paper.series, modifies: null, chain: id, modifier: null, modifierNumber: null, item: null, title: paper.title, purpose: paper.purpose, summary: paper.summary ?? null, actionRequested: paper.action ?? null,
    submittedBy: paper.by ?? null, submittedRole: role, submittedAt: addHours(now, -24 * paper.daysAgo), submittedPerson: null, submittedName: 'Example', backing: paper.backing ?? null, late: false, distribution: paper.distribution, partner: null, joint: false,
    classification: 'none', handling: null, areas: [], asOfStamp: null, authenticLang: 'en', languagesConcerned: null, origin: 'demonstration',
  })
  await indexPaper(tx, id)
}
