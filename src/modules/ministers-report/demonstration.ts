import { type Actor, system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { performIn } from '../../kernel/command.ts'
import type { Db } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { addPackPart, startPack } from './commands/pack.ts'
import { findPack, lockPack } from './queries/pack.ts'
import { findMeetingFacts } from './queries.ts'
import type { WrittenSection } from './schema/pack.ts'

const after = 'AMMTC/19'
const desk: Actor = { person: { id: 'example-sd', name: 'Melati Contoh' }, capacity: { id: 'example-sd-1', role: 'SD', body: null, party: null, area: null, from: '2000-01-01T00:00:00.000Z', until: null } }

/** Made up, as the activities of the demonstration are. */
const lines: readonly { section: WrittenSection; text: Text; mandate?: string; source?: string }[] = [
  { section: 'summary', text: { en: 'The work programme 2022–2025 has ended; most of what was not completed goes on under the new plan. Two things need the ministers: owners for the tasks that name nobody, and what follows the plans that end this year.', th: 'แผนงาน พ.ศ. ๒๕๖๕–๒๕๖๘ สิ้นสุดแล้ว งานที่ยังไม่แล้วเสร็จส่วนใหญ่ดำเนินต่อภายใต้แผนใหม่ เรื่องที่ต้องขอรัฐมนตรีมีสองเรื่อง คือ ผู้รับผิดชอบงานที่ยังไม่ระบุ และแนวทางต่อแผนที่สิ้นสุดในปีนี้' } },
  { section: 'decision', mandate: 'AMMTC-19-DEC.1', text: { en: 'The Ministers adopted the SOMTC Work Programme 2026–2028, to implement the Plan of Action 2026–2035.', th: 'ที่ประชุมรัฐมนตรีรับรองแผนงาน SOMTC พ.ศ. ๒๕๖๙–๒๕๗๑ เพื่อปฏิบัติตามแผนปฏิบัติการ พ.ศ. ๒๕๖๙–๒๕๗๘' } },
  { section: 'decision', mandate: 'AMMTC-19-DEC.5', text: { en: 'The Ministers tasked [who] to carry out the roadmap for border management, and to report to the 21st AMMTC.', th: 'ที่ประชุมรัฐมนตรีมอบหมายให้ [ผู้ใด] ดำเนินการตามแผนที่นำทางด้านการบริหารจัดการชายแดน และรายงานต่อการประชุม AMMTC ครั้งที่ ๒๑' } },
  { section: 'status', text: { en: 'Trafficking in persons and cybercrime have the most activities, mainly training and the exchange of information.', th: 'สาขาการค้ามนุษย์และอาชญากรรมไซเบอร์มีกิจกรรมมากที่สุด ส่วนใหญ่เป็นการฝึกอบรมและการแลกเปลี่ยนข้อมูล' } },
  { section: 'status', text: { en: 'The extension to 2025 moved no due day: for each activity past due it must be chosen whether it is kept, moved or carried over.', th: 'การขยายแผนงานถึง พ.ศ. ๒๕๖๘ มิได้เลื่อนกำหนดของกิจกรรม กิจกรรมที่เลยกำหนดแต่ละเรื่องต้องเลือกว่าจะคงไว้ เลื่อน หรือยกไป' } },
  { section: 'threat', source: 'Example: seizures reported by members for 2025', text: { en: 'Members reported one fifth more methamphetamine seized than in the year before (example figure). More may be seized because there is more of it or because more is looked for; the figure alone does not tell which.', th: 'ประเทศสมาชิกรายงานการยึดเมทแอมเฟตามีนเพิ่มขึ้นหนึ่งในห้าจากปีก่อน (ตัวเลขตัวอย่าง) ปริมาณที่ยึดได้เพิ่มขึ้นอาจเพราะมียามากขึ้นหรือเพราะปราบปรามมากขึ้น ตัวเลขนี้เพียงลำพังไม่บอกว่าเพราะเหตุใด' } },
  { section: 'issue', text: { en: 'Whether the working group on money laundering meets on its own or back to back with SOMTC.', th: 'คณะทำงานด้านการฟอกเงินควรประชุมแยกต่างหาก หรือต่อเนื่องกับการประชุม SOMTC' } },
  { section: 'next', text: { en: 'Members send their reports on the second half of the year.', th: 'ประเทศสมาชิกส่งรายงานของครึ่งปีหลัง' } },
]

/** A draft of the report to the next ministerial meeting. Made once. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  const facts = await findMeetingFacts(db, desk, after, now.slice(0, 10))
  if (!facts?.next || (await findPack(db, after))) return
  const receives = facts.next.ref
  const known = new Set(facts.rows.map((row) => row.decision.id))
  await db.transaction().execute(async (tx) => {
    const context = { tx, actor: desk, now, emit: async () => {} }
    const { id } = await startPack(context, { after, meeting: receives, origin: 'demonstration' })
    for (const { section, text, mandate, source } of lines) {
      const version = (await lockPack(tx, id))?.version ?? 1
      await performIn(tx, addPackPart, { actor: desk, now, input: { pack: id, version, section, text, sameInThai: true, class: '', source: source ?? '', mandate: mandate !== undefined && known.has(mandate) ? mandate : '' } })
    }
    await appendAudit(tx, { at: now, actor: system, command: 'pack.demonstrate', type: 'pack', id, change: { after, meeting: receives, parts: lines.length } })
  })
}
