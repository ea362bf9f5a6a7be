import { thaiDigits } from './calendar.ts'
import type { Wording } from './languages.ts'
import type { enFiles } from './messages-files.en.ts'

const is: Record<string, string> = {
  pdf: 'ไฟล์ PDF', docx: 'เอกสาร Word', xlsx: 'ตาราง Excel', pptx: 'งานนำเสนอ PowerPoint', txt: 'ข้อความธรรมดา', jpg: 'ภาพ JPEG', png: 'ภาพ PNG', zip: 'ไฟล์บีบอัด ZIP', odf: 'ไฟล์ OpenDocument', doc: 'เอกสาร Word รุ่นเก่า (.doc)',
  xls: 'ตาราง Excel รุ่นเก่า (.xls)', ppt: 'งานนำเสนอ PowerPoint รุ่นเก่า (.ppt)', ole: 'ไฟล์ Office รุ่นเก่า', html: 'หน้าเว็บ', script: 'โปรแกรม', rtf: 'ข้อความ RTF', exe: 'โปรแกรม', rar: 'ไฟล์บีบอัด RAR', '7z': 'ไฟล์บีบอัด 7z', gz: 'ไฟล์บีบอัด', tar: 'ไฟล์รวม',
  unknown: 'ไฟล์ที่ไม่รู้จัก',
}
const what = (word: string) => is[word] ?? `ไฟล์ .${word}`
const listed = (words: string) => words.split(' ').map((word) => `.${word}`).join(' ')
const n = (value: number) => thaiDigits(String(value))

export const thFiles: Wording<typeof enFiles> = {
  'file.needed': 'โปรดเลือกไฟล์',
  'file.empty': 'ไฟล์ว่างเปล่า',
  'file.too-large': (mb, size) => `ไฟล์มีขนาด ${n(size)} เมกะไบต์ ระบบรับได้ไม่เกิน ${n(mb)} เมกะไบต์`,
  'file.lies': (end, word) => `ไฟล์มีนามสกุล .${end} แต่เนื้อไฟล์เป็น${what(word)} โปรดบันทึกให้ตรงชนิดหรือเลือกไฟล์อื่น`,
  'file.not-taken': (word, allowed) => `ไฟล์นี้เป็น${what(word)} ระบบรับเฉพาะ ${listed(allowed)}`,
  'file.macros': 'ไฟล์มีมาโคร (โปรแกรม) โปรดบันทึกเป็น .docx .xlsx หรือ .pptx โดยไม่มีมาโคร',
  'file.protected': 'ไฟล์ถูกป้องกันด้วยรหัสผ่านหรือข้อจำกัด จึงตรวจและค้นหาไม่ได้ โปรดบันทึกใหม่โดยไม่ป้องกัน',
  'file.bomb': 'ไฟล์ขยายออกแล้วมีขนาดใหญ่ผิดปกติ ระบบจึงไม่เปิดไฟล์',
  'file.path': 'ไฟล์มีส่วนประกอบที่ชื่อชี้ออกนอกไฟล์ ระบบจึงไม่เปิดไฟล์',
  'file.nested': 'ไฟล์มีไฟล์บีบอัดหรือโปรแกรมซ้อนอยู่ภายใน โปรดนำออกและส่งแยกต่างหาก',
  'workbook.too-many-rows': (most) => `ตารางมีเกิน ${most} แถว จึงไม่ได้อ่าน`,
  'workbook.unreadable': 'แฟ้มนี้ไม่ใช่ตารางที่อ่านได้',
  'file.broken': (word) => `ไฟล์มีลักษณะเป็น${what(word)} แต่ชำรุดหรือไม่ครบถ้วน`,
  'file.pixels': (millions, size) => `ภาพมี ${n(size)} ล้านจุด ระบบรับได้ไม่เกิน ${n(millions)} ล้านจุด`,
  'file.virus': (name) => `โปรแกรมตรวจไวรัสพบ ${name} ในไฟล์นี้ ระบบลบไฟล์แล้ว`,
  'file.scanner-away': 'โปรแกรมตรวจไวรัสไม่ตอบสนอง ระบบเก็บไฟล์ไว้เพื่อตรวจ โปรดลองใหม่ในอีกไม่กี่นาที',
}
