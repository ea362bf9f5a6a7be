import type { Messages } from './messages.en.ts'

export const th: Messages = {
  breadcrumb: 'เส้นทางหน้า',
  pages: 'หน้าอื่น',
  page: (n: string) => `หน้า ${n}`,
  next: 'ถัดไป',
  previous: 'ก่อนหน้า',
  problem: 'มีข้อที่ต้องแก้ไข',
  error: 'ข้อผิดพลาด:',
  success: 'เรียบร้อยแล้ว',
  important: 'โปรดทราบ',
  clearAll: 'ล้างทั้งหมด',
  remove: (filter: string) => `นำออก: ${filter}`,
  filtersInUse: 'ตัวกรองที่ใช้อยู่',
  eraHint: 'เช่น ๑๒ ม.ค. ๒๕๖๙ หรือ 12/1/2026',
  asOfHint: (example: string) => `หรือ 12/1/2026 หรือ “${example}”`,
  export: 'ส่งออก',
  scrolls: (name: string) => `${name} (เลื่อนดูด้านข้างได้)`,
  saidBySelf: 'ประเทศสมาชิกรายงานเอง:',
  saidByOthers: 'ผู้อื่นรายงาน:',
  current: 'ท่านอยู่ที่นี่:',
  legend: 'คำอธิบายสัญลักษณ์',
}
