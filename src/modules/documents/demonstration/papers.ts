import type { Text } from '../../../kernel/languages.ts'
import type { Distribution, ModifierKind, PaperPurpose, SeriesCode } from '../schema/papers.ts'

export interface ExamplePaper {
  series: SeriesCode
  title: Text
  purpose: PaperPurpose
  distribution: Distribution
  daysAgo: number
  meeting?: string
  partner?: string
  /** A party; the Chair; the Secretariat where absent. */
  by?: string
  summary?: Text
  action?: Text
  modifies?: string
  modifier?: ModifierKind
  inThai?: boolean
  late?: boolean
  admitted?: boolean
  withdrawn?: boolean
  backing?: 'party' | 'chair'
}

const invited = (en: string, th: string): Text => ({ en: `The Meeting is invited to ${en}.`, th: `ขอให้ที่ประชุม${th}` })

const areas: readonly [party: string, en: string, th: string][] = [
  ['MYS', 'Counter-terrorism', 'การต่อต้านการก่อการร้าย'], ['THA', 'Illicit drug trafficking', 'การลักลอบค้ายาเสพติด'], ['PHL', 'Trafficking in persons', 'การค้ามนุษย์'], ['VNM', 'People smuggling', 'การลักลอบขนคนเข้าเมือง'], ['SGP', 'Cybercrime', 'อาชญากรรมทางไซเบอร์'],
  ['MYS', 'Money laundering', 'การฟอกเงิน'], ['BRN', 'International economic crime', 'อาชญากรรมเศรษฐกิจระหว่างประเทศ'], ['THA', 'Wildlife and timber trafficking', 'การลักลอบค้าสัตว์ป่าและไม้'],
]

/** In the order in which they were registered, so that the numbers come out as the agenda cites them. */
export const examplePapers: readonly ExamplePaper[] = [
  { series: 'WP', title: { en: 'Follow-up to the 19th AMMTC', th: 'ผลการดำเนินงานตามมติ AMMTC ครั้งที่ ๑๙' }, purpose: 'decision', distribution: 'LIMITED', daysAgo: 13, inThai: true, summary: { en: 'What was decided, who was asked, and what is on record of it.', th: 'มติใดมีแล้ว ผู้ใดรับผิดชอบ และมีรายงานใดในทะเบียน' }, action: invited('note the report and to set dates where none were set', 'รับทราบรายงานและกำหนดวันสำหรับเรื่องที่ยังไม่มีกำหนด') },
  { series: 'WP', title: { en: 'Draft SOMTC work programme 2026–2028', th: 'ร่างแผนงาน SOMTC พ.ศ. ๒๕๖๙–๒๕๗๑' }, purpose: 'decision', distribution: 'LIMITED', daysAgo: 12, inThai: true, summary: { en: 'This paper carries the plan of action 2026–2035 into a work programme of three years, one component for each of the ten areas.', th: 'เอกสารนี้แปลงแผนปฏิบัติการ พ.ศ. ๒๕๖๙–๒๕๗๘ เป็นแผนงานสามปี หนึ่งส่วนต่อหนึ่งสาขา' }, action: invited('endorse the draft and to submit it to the 20th AMMTC', 'เห็นชอบร่างและเสนอต่อ AMMTC ครั้งที่ ๒๐') },
  { series: 'WP', title: { en: 'Reporting twice a year', th: 'การรายงานปีละสองครั้ง' }, purpose: 'discussion', distribution: 'LIMITED', daysAgo: 12, withdrawn: true },
  { series: 'WP', modifies: 'WP.2', modifier: 'Corr', title: { en: 'Draft work programme: table 3 corrected', th: 'ร่างแผนงาน: แก้ไขตารางที่ ๓' }, purpose: 'decision', distribution: 'LIMITED', daysAgo: 10 },
  { series: 'WP', title: { en: 'Terms of reference of a working group on money laundering', th: 'ขอบเขตหน้าที่ของคณะทำงานด้านการฟอกเงิน' }, purpose: 'discussion', distribution: 'RESTRICTED', by: 'MYS', daysAgo: 9 },
  { series: 'WP', title: { en: 'Contact points: who answers within a day', th: 'ผู้ประสานงาน: ผู้ใดตอบภายในหนึ่งวัน' }, purpose: 'discussion', distribution: 'LIMITED', by: 'SGP', daysAgo: 8 },
  { series: 'WP', modifies: 'WP.2', modifier: 'Rev', title: { en: 'Draft SOMTC work programme 2026–2028', th: 'ร่างแผนงาน SOMTC พ.ศ. ๒๕๖๙–๒๕๗๑' }, purpose: 'decision', distribution: 'LIMITED', daysAgo: 5, summary: { en: 'Comments of nine members on WP.2 are taken in. Two points are left open in paragraphs 14 and 31.', th: 'รวมข้อคิดเห็นของประเทศสมาชิก ๙ ประเทศต่อ WP.2 แล้ว ยังค้างสองประเด็นในข้อ ๑๔ และ ๓๑' }, action: invited('endorse the draft and to submit it to the 20th AMMTC', 'เห็นชอบร่างและเสนอต่อ AMMTC ครั้งที่ ๒๐') },
  { series: 'WP', modifies: 'WP.2/Rev.1', modifier: 'Add', title: { en: 'Draft work programme: cost estimates', th: 'ร่างแผนงาน: ประมาณการค่าใช้จ่าย' }, purpose: 'information', distribution: 'LIMITED', daysAgo: 3 },
  ...areas.map(([by, en, th]): ExamplePaper => ({ series: 'LSR', by, title: { en: `${en}: report of the lead shepherd`, th: `${th}: รายงานของประเทศผู้นำสาขา` }, purpose: 'information', distribution: 'LIMITED', daysAgo: 6 })),
  { series: 'LSR', by: 'IDN', title: { en: 'Sea piracy: report of the lead shepherd', th: 'โจรสลัดทางทะเล: รายงานของประเทศผู้นำสาขา' }, purpose: 'information', distribution: 'LIMITED', daysAgo: 2, late: true, admitted: true },
  { series: 'WP', by: 'KHM', title: { en: 'Arms smuggling: new indicators', th: 'การลักลอบค้าอาวุธ: ตัวชี้วัดใหม่' }, purpose: 'discussion', distribution: 'LIMITED', daysAgo: 1, late: true },
  { series: 'WP', title: { en: 'Joint work plan with China, second year', th: 'แผนงานร่วมกับจีน ปีที่สอง' }, purpose: 'discussion', distribution: 'PARTNER', partner: 'CHN', daysAgo: 4 },
  { series: 'INF', title: { en: 'Administrative arrangements', th: 'การเตรียมการด้านธุรการ' }, purpose: 'information', distribution: 'GENERAL', daysAgo: 11, inThai: true },
  { series: 'INF', title: { en: 'List of papers', th: 'บัญชีเอกสาร' }, purpose: 'information', distribution: 'GENERAL', daysAgo: 4 },
  { series: 'INF', title: { en: 'Partners’ work plans in force', th: 'แผนงานกับคู่เจรจาที่ใช้อยู่' }, purpose: 'information', distribution: 'GENERAL', daysAgo: 4, inThai: true },
  { series: 'NC', by: 'CH', title: { en: 'Note by the Chair: how the week is meant to run', th: 'บันทึกของประธาน: แนวทางการประชุมตลอดสัปดาห์' }, purpose: 'information', distribution: 'LIMITED', daysAgo: 2 },
  { series: 'WP', meeting: 'SOMTC+CHN/26', title: { en: 'Work plan with China, second year', th: 'แผนงานกับจีน ปีที่สอง' }, purpose: 'decision', distribution: 'PARTNER', partner: 'CHN', daysAgo: 4, inThai: true, summary: { en: 'What was done in the first year and what is proposed for the second.', th: 'ผลการดำเนินงานปีแรกและข้อเสนอสำหรับปีที่สอง' }, action: invited('agree on the second year', 'เห็นชอบแผนปีที่สอง') },
]

/** Handed in, not registered: what the desk, the Chair and a focal point find waiting for them. */
export const waitingPapers: readonly ExamplePaper[] = [
  { series: 'PP', by: 'VNM', title: { en: 'Training of investigators in digital evidence', th: 'การฝึกอบรมพนักงานสอบสวนด้านพยานหลักฐานดิจิทัล' }, purpose: 'decision', distribution: 'LIMITED', daysAgo: 1, action: invited('endorse the project', 'เห็นชอบโครงการ') },
  { series: 'NR', by: 'THA', backing: 'party', title: { en: 'Thailand: developments of the year', th: 'ไทย: สถานการณ์ในรอบปี' }, purpose: 'information', distribution: 'LIMITED', daysAgo: 1 },
  { series: 'INF', by: 'UNODC', backing: 'chair', title: { en: 'Synthetic drugs in East and Southeast Asia', th: 'ยาเสพติดสังเคราะห์ในเอเชียตะวันออกและเอเชียตะวันออกเฉียงใต้' }, purpose: 'information', distribution: 'GENERAL', daysAgo: 2 },
]
