/**
 * A Thai page whose lines do not end inside what belongs together: "ครั้งที่ ๑๙", "AMMTC ครั้งที่ ๗", "พ.ศ. ๒๕๖๙–๒๕๗๑", "๑๗ พฤศจิกายน ๒๕๕๒",
 * "๓ จาก ๖", "๑๐ เรื่อง". Only text is touched, never a tag, nor what a reader may send back or copy from a field.
 */
export function keepThaiLines(html: string): string {
  return html.replace(fieldOrText, (found) => (found.startsWith('<') || !thaiDigit.test(found) ? found : together(found)))
}

const fieldOrText = /<(?:textarea|script|style|title|option)\b[^>]*>[^<]*|>[^<]+/g
const thaiDigit = /[๐-๙]/

const together = (text: string): string =>
  text
    .replace(/(พ\.ศ\.|ค\.ศ\.|ครั้งที่|ฉบับที่|มติที่|ข้อ|หน้า|ปี|จาก) (?=[๐-๙])/g, '$1\u00a0')
    .replace(/([A-Z+]{3,}) (?=ครั้งที่)/g, '$1\u00a0')
    .replace(/([๐-๙]) (?=(?:เรื่อง|ฉบับ|ประเทศ|รายการ|ครั้ง|สาขา|องค์กร|มติ|ข้อ|คน|จาก)(?![ก-ฮะ-์]))/g, '$1\u00a0')
    .replace(/([๐-๙]) (มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|[ก-ฮ]\.[ก-ฮ]\.|มี\.ค\.|เม\.ย\.|มิ\.ย\.)(?: (?=[๐-๙]{4}))?/g, (found) => found.replaceAll(' ', '\u00a0'))
    // A dash between years may end a line, and so may ครั้ง before ที่: the word joiner forbids it.
    .replace(/([๐-๙])–(?=[๐-๙])/g, '$1–\u2060')
    .replace(/ครั้งที่(?=\u00a0)/g, 'ครั้ง\u2060ที่')
