import { type Actor, system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { addDays, thaiDigits, todayIn } from '../../kernel/calendar.ts'
import { performIn } from '../../kernel/command.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import { findMechanism } from '../mechanism/index.ts'
import { acceptProposal, beginExtraction, rejectProposal } from './commands.ts'
import { type Directory, readDirectory } from './directory.ts'
import { saveStatement } from './queries/write.ts'
import { findExampleDecision, hasExamples, judgeStatement, readReview, setReporter } from './queries/acts.ts'
import { type Commitment, listCommitments } from './queries/matrix.ts'
import { memberSince } from './rules/matrix.ts'
import type { MandateStatus } from './schema.ts'

/** The desk officer of the demonstration, in whose name its text is brought in. */
const desk: Actor = { person: { id: 'example-sd', name: 'Melati Contoh' }, capacity: { id: 'example-sd-1', role: 'SD', body: null, party: null, area: null, from: '2000-01-01T00:00:00.000Z', until: null } }

/**
 * Example statements and one example text in review, made from whatever record is loaded. All carry the origin `demonstration`, by
 * which every page marks them; what counts for a decision as a whole is LIMITED, so that no public figure rests on an example.
 */
export async function demonstrate(db: Db, now: string): Promise<void> {
  if (await hasExamples(db)) return
  const directory = await readDirectory(db)
  const today = todayIn((await findMechanism(db))?.zone ?? 'UTC', now)
  const { rows: commitments } = await listCommitments(db, desk, { asOf: today }, { limit: 14, offset: 0 })
  await db.transaction().execute(async (tx) => {
    const written = await memberStatements(tx, directory, commitments, today, now)
    await leadStatement(tx, directory, today, now)
    await exampleText(tx, directory, today, now)
    await appendAudit(tx, { at: now, actor: system, command: 'mandate.demonstrate', type: 'demonstration', id: 'mandates', change: { statements: written } })
  })
}

const sentences: { status: MandateStatus; en: string; th: string }[] = [
  { status: 'COMPLETED', en: 'The measure is in the national plan of action and is carried out.', th: 'ได้บรรจุมาตรการไว้ในแผนปฏิบัติการระดับชาติและดำเนินการแล้ว' },
  { status: 'IN_PROGRESS', en: 'A draft regulation is before the cabinet.', th: 'ร่างระเบียบอยู่ระหว่างการพิจารณาของคณะรัฐมนตรี' },
  { status: 'CONTINUING', en: 'Officers of three agencies are trained every year.', th: 'จัดอบรมเจ้าหน้าที่สามหน่วยงานเป็นประจำทุกปี' },
  { status: 'IN_PROGRESS', en: 'A contact point was named; the reporting form is being translated.', th: 'แต่งตั้งผู้ประสานงานแล้ว อยู่ระหว่างแปลแบบรายงาน' },
]

/** About half of the cells, so that silence shows too; every fourth was said of the member by others. */
async function memberStatements(tx: Tx, directory: Directory, commitments: readonly Commitment[], today: string, now: string): Promise<number> {
  const members = [...directory.parties.values()].filter((party) => memberSince(party, today) !== undefined)
  let written = 0
  let own = 0
  for (const [column, commitment] of commitments.entries()) {
    for (const [row, party] of members.entries()) {
      if ((row * 3 + column * 5) % 7 > 3) continue
      const since = memberSince(party, today)
      if (since && since > commitment.sortOn) continue
      const said = sentences[(row + column) % sentences.length] ?? sentences[0]
      if (!said) continue
      const byOthers = (row + column) % 4 === 3
      const on = addDays(today, -((row * 17 + column * 11) % 150) - 3)
      if (on < commitment.sortOn) continue
      // Some wait for the desk and some were returned, so that the desk and the focal points have something to do.
      if (!byOthers) own += 1
      const state = byOthers ? 'accepted' : own % 13 === 5 ? 'submitted' : own % 13 === 9 ? 'returned' : 'accepted'
      const id = await saveStatement(
        tx,
        {
          mandate: commitment.id, on, status: said.status, text: { en: said.en, th: said.th }, party: party.code, reportedBy: byOthers ? { en: 'the Secretariat desk, after a workshop', th: 'เจ้าหน้าที่สำนักเลขาธิการ หลังการประชุมเชิงปฏิบัติการ' } : { en: `${party.name.en}, focal point`, th: `${party.name.th} (ผู้ประสานงานระดับชาติ)` },
          evidence: (row + column) % 3 === 0 ? 'https://example.org/report' : null, citations: [], marking: (row + column) % 2 === 0 ? 'PUBLIC' : 'LIMITED', origin: 'demonstration', verdict: state === 'accepted' ? 'accepted' : 'submitted', reference: null,
          recordedBy: byOthers ? 'example-sd' : party.code === 'THA' ? 'example-nf' : `example-${party.code}`,
        },
        now,
      )
      await setReporter(tx, id, byOthers ? null : party.code)
      if (state === 'returned') await judgeStatement(tx, id, { verdict: 'returned', note: 'Which regulation, and since when?', by: desk.person?.name ?? '', now })
      written += 1
    }
  }
  return written
}

/** A lead shepherd's word on a decision of its area that waits for the desk. */
async function leadStatement(tx: Tx, directory: Directory, today: string, now: string): Promise<void> {
  const mandate = await findExampleDecision(tx)
  const area = mandate && directory.areas.get(mandate.area)
  if (!mandate || !area) return
  const lead = directory.parties.get(area.leads.at(-1)?.party ?? '')
  const id = await saveStatement(
    tx,
    {
      mandate: mandate.id, on: addDays(today, -4), status: 'IN_PROGRESS', text: { en: 'The working group agreed on a questionnaire; nine replies are in.', th: 'คณะทำงานเห็นพ้องกับแบบสอบถามแล้ว และได้รับคำตอบเก้าฉบับ' }, party: null,
      reportedBy: { en: `${lead ? `${lead.name.en}, ` : ''}lead shepherd, ${area.name.en}`, th: `${lead ? `${lead.name.th} ` : ''}ประเทศผู้นำสาขา${area.name.th}` }, evidence: 'https://example.org/questionnaire', citations: [], marking: 'LIMITED', origin: 'demonstration',
      verdict: 'submitted', reference: null, recordedBy: 'example-ls',
    },
    now,
  )
  await setReporter(tx, id, lead?.code ?? null)
}

/** A made-up joint statement, three of its proposals settled. It belongs to no meeting, so it never takes a number of a real session. */
async function exampleText(tx: Tx, directory: Directory, today: string, now: string): Promise<void> {
  const bodies = [...directory.bodies.values()]
  // The one that meets most is the one whose texts are read here.
  const met = (code: string) => [...directory.meetings.values()].filter((meeting) => meeting.body === code).length
  const ministers = bodies.filter((body) => body.level === 2).sort((a, b) => met(b.code) - met(a.code))[0]
  const officials = bodies.find((body) => body.parent === ministers?.code && body.level === 3) ?? bodies.find((body) => body.level >= 3)
  if (!ministers || !officials) return
  const partner = bodies.find((body) => body.parent === officials.code && body.partner !== null)?.short.en ?? officials.short.en
  const low = officials.short.en
  const year = Number(today.slice(0, 4))
  const content = [
    '1. The Ministers met to review the work of the year.',
    '2. The Ministers noted the progress of the sectoral bodies and recommended synergy among their action plans.',
    `3. They lauded the senior officials and adopted the Example Work Plan on Border Cooperation (${year}-${year + 2}).`,
    '4. They endorsed in principle the Example Guidelines on Joint Training, and called for faster ratification of the convention by the remaining Member States.',
    '5. They held a Retreat; agreed to work towards using the cooperation fund for a study on the carrying out of the work plan.',
    `6. They tasked ${partner} to find the most viable way to carry out the new memorandum; they also tasked ${low} to undertake a mid-term review of progress.`,
    `7. They tasked the ${low} Lead Shepherds to finalise their components of the work programme and to convene a coordination meeting before the next ${low}.`,
    '8. They welcomed the signing of the revised memorandum.',
  ].join('\n')
  const at = { actor: desk, now }
  const text = await performIn(tx, beginExtraction, { ...at, input: { body: ministers.code, meeting: null, date: today, instrument: null, instrumentTitle: 'Example joint statement', language: 'en', marking: 'LIMITED', content, file: null, origin: 'demonstration' } })
  const open = (await readReview(tx, text.id)).proposals.filter((proposal) => proposal.status === 'open')
  const titles = ['ให้องค์กรเฉพาะสาขาดำเนินแผนปฏิบัติการให้สอดประสานกัน', `รับรองแผนงานตัวอย่างว่าด้วยความร่วมมือชายแดน พ.ศ. ${thaiDigits(`${year + 543}–${year + 545}`)}`]
  for (const [index, proposal] of open.slice(0, 2).entries()) {
    await performIn(tx, acceptProposal, { ...at, input: { text: text.id, proposal: proposal.id, version: proposal.version, fields: { ...proposal.fields, titleTranslation: titles[index] ?? '' } } })
  }
  const intention = open.find((proposal) => proposal.fields.quote.includes('work towards'))
  if (intention) await performIn(tx, rejectProposal, { ...at, input: { text: text.id, proposal: intention.id, version: intention.version, reason: 'An intention without an act' } })
}
