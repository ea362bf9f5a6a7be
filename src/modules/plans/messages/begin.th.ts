import type { Wording } from '../../../kernel/languages.ts'
import type { enBegin, enBeginReasons } from './begin.en.ts'

export const thBegin: Wording<typeof enBegin> = {
  'plans.begin': 'บันทึกแผนหรือแผนงาน',
  'plans.begin-lede': 'แผนที่องค์กรเห็นชอบแล้ว ระบุปี สาขา และยุทธศาสตร์ ส่วนกิจกรรมเสนอหรือนำเข้าภายหลัง',
  'plans.begin.kind': 'ประเภท',
  'plans.begin.code': 'รหัส',
  'plans.begin.code-hint': 'องค์กร ประเภท ปีแรก เช่น SOMTC/WP/2026',
  'plans.begin.title-en': 'ชื่อภาษาอังกฤษ', 'plans.begin.title-th': 'ชื่อภาษาไทย',
  'plans.begin.from': 'ปีหรือวันเริ่มต้น', 'plans.begin.until': 'ปีหรือวันสิ้นสุด',
  'plans.begin.moment-hint': 'ปีหรือวันที่ จะเป็น พ.ศ. หรือ ค.ศ. ก็ได้',
  'plans.begin.body': 'องค์กรที่เห็นชอบ', 'plans.begin.on': 'วันที่เห็นชอบ', 'plans.begin.meeting': 'ในการประชุม',
  'plans.begin.meeting-hint': 'เช่น SOMTC/25 หากไม่ใช่ในการประชุมให้เว้นว่าง',
  'plans.begin.plan': 'แผนแม่บทที่นำมาปฏิบัติ', 'plans.begin.none': 'ไม่มี',
  'plans.begin.partner': 'คู่เจรจา', 'plans.begin.partner-hint': 'เฉพาะแผนงานกับคู่เจรจา',
  'plans.begin.areas': 'สาขาความร่วมมือ', 'plans.begin.strategies': 'ยุทธศาสตร์',
  'plans.begin.save': 'บันทึก',
  'plans.begin.kinds.plan': 'แผนปฏิบัติการ', 'plans.begin.kinds.work-programme': 'แผนงาน', 'plans.begin.kinds.partner-work-plan': 'แผนงานกับคู่เจรจา', 'plans.begin.kinds.cross-sectoral': 'แผนงานข้ามสาขา',
}

export const thBeginReasons: Wording<typeof enBeginReasons> = {
  'plans.code-shape': 'รหัสมีสามส่วน เช่น SOMTC/WP/2026',
  'plans.moment': 'โปรดระบุปีหรือวันที่',
  'plans.areas-needed': 'โปรดเลือกอย่างน้อยหนึ่งสาขา',
  'plans.body-unknown': (name) => `ไม่พบองค์กร “${name}”`,
  'plans.partner-unknown': (name) => `ไม่พบ “${name}”`,
  'plans.partner-needed': 'โปรดระบุคู่เจรจาของแผนงาน',
  'plans.partner-only': 'ระบุคู่เจรจาได้เฉพาะแผนงานกับคู่เจรจา',
}
