import { formatDay } from '../../../kernel/calendar.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Heading } from '../schema.ts'

type Section = { none: boolean; text: Text }
const says = (en: string, th: string): Section => ({ none: false, text: { en, th } })
const none = (en: string, th: string): Section => ({ none: true, text: { en, th } })

/** The first circular of the example week: every heading of practice §1.7, in a sentence each. */
export const arrangementsWords = (cutOff: string): Record<Heading, Section> => ({
  venue: says('All meetings are held in an example hotel in Manila.', 'การประชุมทั้งหมดจัดที่โรงแรมสมมติ กรุงมะนิลา'),
  contacts: says('The contact points are named in the letter of invitation.', 'ผู้ประสานงานระบุไว้ในหนังสือเชิญ'),
  registration: says('Each delegation registers its people on the page of the meeting. Its accreditation officer validates them.', 'แต่ละคณะลงทะเบียนผู้แทนในหน้าของการประชุม โดยเจ้าหน้าที่รับรองสิทธิของคณะเป็นผู้ยืนยัน'),
  badges: says('Badges are handed over at the registration desk from 15:00 on the day before the opening.', 'รับบัตรประจำตัวที่จุดลงทะเบียน ตั้งแต่เวลา ๑๕.๐๐ น. ของวันก่อนเปิดประชุม'),
  visa: says('Holders of diplomatic and official passports need no visa for this week; others ask for a letter by the day in the letter of invitation.', 'ผู้ถือหนังสือเดินทางทูตและราชการไม่ต้องตรวจลงตราในสัปดาห์นี้ ผู้อื่นขอหนังสือรับรองได้ภายในวันที่ระบุในหนังสือเชิญ'),
  airport: says('Liaison officers meet heads of delegation at the gate.', 'เจ้าหน้าที่ประสานงานรับหัวหน้าคณะผู้แทนที่ประตูทางออก'),
  hotels: says(`Rooms are kept at the venue until ${formatDay(cutOff, 'en')}.`, `สำรองห้องพักไว้ที่สถานที่ประชุมจนถึง ${formatDay(cutOff, 'th')}`),
  courtesy: says('One room and one car for each head of delegation, three nights.', 'ห้องพักหนึ่งห้องและรถหนึ่งคันสำหรับหัวหน้าคณะผู้แทน จำนวนสามคืน'),
  transport: says('Buses run between the hotels and the venue each morning and evening.', 'มีรถรับส่งระหว่างโรงแรมกับสถานที่ประชุมทุกเช้าและเย็น'),
  security: says('Bags are checked at the entrance. Firearms of close protection are declared beforehand.', 'มีการตรวจกระเป๋าที่ทางเข้า อาวุธปืนของผู้รักษาความปลอดภัยต้องแจ้งล่วงหน้า'),
  meals: says('Meals are halal; vegetarian dishes are served. A prayer room is beside Room 1.', 'อาหารเป็นฮาลาลและมีอาหารมังสวิรัติ ห้องละหมาดอยู่ข้างห้อง ๑'),
  interpretation: says('The meeting works in English. Delegations may bring their own interpreters; one booth is kept.', 'การประชุมใช้ภาษาอังกฤษ คณะผู้แทนนำล่ามของตนมาได้ มีตู้ล่ามหนึ่งตู้'),
  rooms: says('Rooms for bilateral talks are booked at the registration desk.', 'จองห้องหารือทวิภาคีได้ที่จุดลงทะเบียน'),
  documents: says('Papers are read on the page of the meeting. Nothing is handed out in the room.', 'อ่านเอกสารได้ในหน้าของการประชุม ไม่แจกเอกสารในห้องประชุม'),
  internet: says('Wireless in all rooms.', 'มีอินเทอร์เน็ตไร้สายทุกห้อง'),
  media: says('Media may attend the opening ceremony.', 'สื่อมวลชนเข้าร่วมพิธีเปิดได้'),
  medical: says('A nurse is at the venue; the next hospital is ten minutes away.', 'มีพยาบาลประจำสถานที่ประชุม โรงพยาบาลใกล้ที่สุดห่างสิบนาที'),
  insurance: says('Delegations insure their people.', 'คณะผู้แทนทำประกันภัยให้บุคคลของตน'),
  customs: says('A list of equipment reaches the host two weeks before arrival.', 'โปรดส่งรายการอุปกรณ์ถึงเจ้าภาพสองสัปดาห์ก่อนเดินทางถึง'),
  dress: says('Business dress; national dress at the dinner.', 'ชุดสากลหรือชุดทำงาน ชุดประจำชาติในงานเลี้ยงอาหารค่ำ'),
  weather: says('Warm and mostly dry, 24 to 31 °C.', 'อากาศอบอุ่นและค่อนข้างแห้ง ๒๔ ถึง ๓๑ องศาเซลเซียส'),
  power: says('220 V, 60 Hz, plugs of type A and B.', '๒๒๐ โวลต์ ๖๐ เฮิรตซ์ ปลั๊กแบบ A และ B'),
  'time-zone': says('Philippine time, UTC+8.', 'เวลาฟิลิปปินส์ (UTC+8)'),
  spouses: none('There is no programme for spouses.', 'ไม่มีกำหนดการสำหรับคู่สมรส'),
  'key-dates': says('The days by which to reply and to nominate stand in the letter of invitation.', 'วันที่ต้องตอบและวันที่ต้องเสนอชื่อระบุไว้ในหนังสือเชิญ'),
})

export const changedHotel: { title: Text; changes: Text; sections: Partial<Record<Heading, Section>> } = {
  title: { en: 'A second hotel', th: 'โรงแรมแห่งที่สอง' },
  changes: { en: 'A second hotel is added and the buses call there.', th: 'เพิ่มโรงแรมแห่งที่สอง และรถรับส่งจะแวะรับที่นั่น' },
  sections: {
    hotels: says('Rooms are kept at the venue and at a second example hotel, five minutes away, until two weeks before the opening.', 'สำรองห้องพักไว้ที่สถานที่ประชุมและที่โรงแรมสมมติแห่งที่สองซึ่งห่างห้านาที จนถึงสองสัปดาห์ก่อนเปิดประชุม'),
    transport: says('Buses run between both hotels and the venue each morning and evening.', 'มีรถรับส่งระหว่างโรงแรมทั้งสองแห่งกับสถานที่ประชุมทุกเช้าและเย็น'),
  },
}
