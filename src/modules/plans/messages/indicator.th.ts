import type { Wording } from '../../../kernel/languages.ts'
import type { enIndicatorReasons, IndicatorMessages } from './indicator.en.ts'

export const thIndicator: IndicatorMessages = {
  'plans.indicators': 'ตัวชี้วัด',
  'plans.indicators-none': 'ยังไม่มีตัวชี้วัด',
  'plans.indicators-of': (code) => `ตัวชี้วัดของ ${code}`,
  'plans.indicator-act': 'กำหนดหรือรายงานตัวชี้วัด',
  'plans.indicator-from-aim': (from, aim) => `จาก ${from} เป้าหมาย ${aim}`,
  'plans.indicator-from': (from) => `จาก ${from} ไม่ระบุเป้าหมาย`,
  'plans.indicator-aim': (aim) => `ไม่ระบุค่าเริ่มต้น เป้าหมาย ${aim}`,
  'plans.indicator-bare': 'ไม่ระบุค่าเริ่มต้นและเป้าหมาย',
  'plans.indicator-reported': (value, who, day) => `${value} รายงานโดย${who} ${day}`,
  'plans.indicator-verified': 'ตรวจสอบแล้ว',
  'plans.indicator-unverified': 'ยังไม่ได้ตรวจสอบ',
  'plans.indicator-silent': 'ไม่พบรายงาน',
  'plans.indicator-key.start': 'ค่าเริ่มต้น', 'plans.indicator-key.reported': 'ที่รายงาน', 'plans.indicator-key.aim': 'เป้าหมาย',
  'plans.indicator-add': 'เพิ่มตัวชี้วัด',
  'plans.indicator-change': (name) => `แก้ไข “${name}”`,
  'plans.indicator-report': (name) => `รายงาน “${name}”`,
  'plans.indicator-report-lede': (who) => `ท่านรายงานในนามของ${who} ค่าของวันที่เคยรายงานจะแทนค่าเดิมจนกว่าผู้อื่นจะตรวจสอบแล้ว`,
  'plans.indicator-values': 'ค่าที่รายงาน',
  'plans.indicator.name': (lang) => `สิ่งที่นับ ${lang}`,
  'plans.indicator.unit': 'หน่วย', 'plans.indicator.source': 'แหล่งข้อมูล', 'plans.indicator.frequency': 'ความถี่', 'plans.indicator.baseline': 'ค่าเริ่มต้น', 'plans.indicator.target': 'เป้าหมาย', 'plans.indicator.value': 'ค่า', 'plans.indicator.on': 'วันที่',
  'plans.indicator.verify': 'ยืนยัน',
}

export const thIndicatorReasons: Wording<typeof enIndicatorReasons> = {
  'plans.no-party-reports': 'ผู้ดำเนินกิจกรรมเป็นผู้รายงานค่าในนามของตนเอง',
  'plans.indicator-name-needed': 'โปรดระบุสิ่งที่นับ',
  'plans.unit-needed': 'โปรดระบุหน่วย',
  'plans.number': 'โปรดระบุเป็นตัวเลข',
  'plans.value-verified-before': 'ผู้อื่นตรวจสอบค่านี้แล้ว จึงคงไว้ โปรดรายงานของวันต่อไป',
}
