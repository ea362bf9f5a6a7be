import type { Wording } from '../../../kernel/languages.ts'
import type { DueMessages, enDueReasons } from './due.en.ts'

export const thDue: DueMessages = {
  'plans.after': (long, event) => `${long}หลัง ${event}`,
  'plans.after-the': (meeting) => meeting,
  'plans.after-months': (n) => `${n} เดือน`,
  'plans.after-days': (n) => `${n} วัน`,
  'plans.due-that-is': (day, rule) => `${day} คือ ${rule}`,
  'plans.due-no-day-yet': (rule) => `${rule} ซึ่งยังไม่ทราบวัน`,
  'plans.the-event': 'เหตุการณ์ที่ใช้นับ',
  'plans.due-followed': (rule) => `นับ ${rule} ซึ่งเปลี่ยนวัน`,
  'plans.moved-by-itself': 'คำนวณเมื่อเหตุการณ์เลื่อน',
  'plans.field.after-what': 'หรือนับจากการประชุมหรือมติ',
  'plans.field.after-hint': 'เช่น SOMTC/26 หรือ AMMTC/18/DEC.1 กำหนดจะเลื่อนตาม',
  'plans.field.after-months': 'จำนวนเดือนหลังจากนั้น',
  'plans.field.after-days': 'จำนวนวันหลังจากนั้น',
}

export const thDueReasons: Wording<typeof enDueReasons> = {
  'plans.after-what': 'โปรดระบุการประชุมหรือมติอย่างใดอย่างหนึ่ง',
  'plans.after-how-long': 'โปรดระบุจำนวนเดือนหรือวันหลังจากนั้น',
  'plans.day-or-event': 'โปรดระบุวัน หรือเหตุการณ์ที่ใช้นับ อย่างใดอย่างหนึ่ง',
}
