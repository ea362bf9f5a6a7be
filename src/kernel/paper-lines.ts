import type { Paper } from './paper.ts'

/** Wordings that must not part at the end of a line: ครั้งที่ ๑๙, พ.ศ. ๒๕๖๙, ๑๐ เรื่อง, 19th AMMTC, 12 January 2026. */
export function keepTogether(text: string): string {
  return text
    .replace(/(พ\.ศ\.|ค\.ศ\.|ครั้งที่|ฉบับที่|ส่วนที่|ข้อ|หน้า|ปี) (?=[๐-๙])/g, '$1\u00a0')
    .replace(/([A-Z+]{3,}) (?=ครั้งที่)/g, '$1\u00a0')
    .replace(/([๐-๙]+) (?=(?:เรื่อง|ฉบับ|ประเทศ|รายการ|จาก)(?![ก-ฮ]))/g, '$1\u00a0')
    .replace(/(จาก) (?=[๐-๙])/g, '$1\u00a0')
    .replace(/([๐-๙]{1,2}) ([ก-ฮะ-์.]{3,10}) (?=[๐-๙]{4})/g, '$1\u00a0$2\u00a0')
    .replace(/(\d+(?:st|nd|rd|th)) (?=[A-Z])/g, '$1\u00a0')
    .replace(/(\b\d{1,2}) ([A-Z][a-z]{2,8}) (?=\d{4}\b)/g, '$1\u00a0$2\u00a0')
    .replace(/(¶) /g, '$1\u00a0')
}

/** A finished paper: every text kept together where it must be. */
export function finished(paper: Paper): Paper {
  const walk = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return key === 'href' || key === 'to' || key === 'id' || key === 'lang' || key === 'kind' || key === 'tone' ? value : keepTogether(value)
    if (Array.isArray(value)) return value.map((item) => walk(item))
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]))
    return value
  }
  return walk(paper) as Paper
}
