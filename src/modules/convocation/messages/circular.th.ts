import type { Wording } from '../../../kernel/languages.ts'
import type { enCircular } from './circular.en.ts'

const headings: Record<string, string> = {
  venue: 'สถานที่และวันประชุม', contacts: 'ผู้ประสานงาน', registration: 'การลงทะเบียนและการรับรองสิทธิเข้าร่วม', badges: 'บัตรประจำตัว', visa: 'การตรวจลงตรา', airport: 'การอำนวยความสะดวกที่ท่าอากาศยาน', hotels: 'โรงแรม อัตราค่าห้อง และวันสุดท้ายที่จองได้', courtesy: 'ห้องพักและรถรับรองสำหรับหัวหน้าคณะผู้แทน',
  transport: 'การเดินทาง', security: 'การรักษาความปลอดภัย', meals: 'อาหาร ข้อจำกัดด้านอาหาร และห้องละหมาด', interpretation: 'การล่าม', rooms: 'ห้องคณะผู้แทนและห้องหารือทวิภาคี', documents: 'เอกสารและการพิมพ์', internet: 'อินเทอร์เน็ต', media: 'การจัดการด้านสื่อ', medical: 'บริการทางการแพทย์',
  insurance: 'การประกันภัย', customs: 'พิธีการศุลกากรสำหรับอุปกรณ์', dress: 'การแต่งกาย', weather: 'สภาพอากาศ', power: 'ระบบไฟฟ้า', 'time-zone': 'เขตเวลา', spouses: 'กำหนดการสำหรับคู่สมรส', 'key-dates': 'รายการที่ต้องดำเนินการและกำหนดวัน',
}
const languages: Record<string, string> = { en: 'ภาษาอังกฤษ', th: 'ภาษาไทย' }
const thai = (n: number | string) => String(n).replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit)

export const thCircular: Wording<typeof enCircular> = {
  'convocation.circular': (n) => `หนังสือเวียนด้านธุรการ ฉบับที่ ${n}`,
  'convocation.circular-next': (n) => `หนังสือเวียนด้านธุรการ ฉบับที่ ${n} (กำลังจัดทำ)`,
  'convocation.circular-lede': 'การจัดการสำหรับผู้เข้าร่วมการประชุมทุกรายการในชุดนี้',
  'convocation.heading': (heading) => headings[heading] ?? heading,
  'convocation.heading-lacks': (heading, lang) => `${headings[heading] ?? heading}: ยังไม่มีข้อความ${lang ? `เป็น${languages[lang] ?? lang}` : ''} โปรดเขียน หรือระบุเหตุที่ไม่เกี่ยวข้อง`,
  'convocation.both-languages': 'โปรดเขียนทั้งภาษาอังกฤษและภาษาไทย',
  'convocation.says-what-changes': 'หนังสือเวียนฉบับหลังต้องระบุสิ่งที่เปลี่ยนแปลง ทั้งภาษาอังกฤษและภาษาไทย',
  'convocation.changes-nothing': 'ยังไม่ได้เปลี่ยนแปลงสิ่งใด โปรดเขียนอย่างน้อยหนึ่งหัวข้อ',
  'convocation.circular-in-making': 'มีหนังสือเวียนฉบับถัดไปที่กำลังจัดทำอยู่แล้ว',
  'convocation.changes': 'สิ่งที่หนังสือเวียนฉบับนี้เปลี่ยนแปลง',
  'convocation.changes-hint': 'หนึ่งหรือสองประโยค สำหรับผู้ที่อ่านฉบับก่อนแล้ว',
  'convocation.changes-of': (heading, number) => `${heading} (แทนฉบับที่ ${number})`,
  'convocation.adds': (heading) => `${heading} (เพิ่มใหม่)`,
  'convocation.does-not-apply': 'ไม่เกี่ยวข้อง ข้อความข้างต้นระบุเหตุผล',
  'convocation.now-no': (n) => `ใช้อยู่ตามฉบับที่ ${n}`,
  'convocation.arrangements': 'การจัดการที่ใช้อยู่',
  'convocation.arrangements-lede': 'แต่ละหัวข้อตามหนังสือเวียนฉบับล่าสุด',
  'convocation.circular-title': 'ชื่อเรื่อง',
  'convocation.new-circular': 'จัดทำหนังสือเวียนฉบับถัดไป',
  'convocation.edit-circular': 'จัดทำ',
  'convocation.no-circulars': 'ยังไม่มีหนังสือเวียน',
  'convocation.circular-issued': (n, day) => `ฉบับที่ ${n} ออกเมื่อ ${day}`,
  'convocation.circular-subject': (n, series) => `หนังสือเวียนด้านธุรการ ฉบับที่ ${thai(n)}: ${series}`,
  'convocation.circular-text': (n, series) => `ได้ออกหนังสือเวียนด้านธุรการ ฉบับที่ ${thai(n)} ของ${series}แล้ว อ่านและดาวน์โหลด PDF ภาษาอังกฤษและภาษาไทยได้ที่`,
  'convocation.circular-waits': 'ครบถ้วน',
  'convocation.paper.circular-over': 'หนังสือเวียนด้านธุรการ',
  'convocation.paper.circular-marking': 'สำหรับผู้เข้าร่วมประชุม',
}
