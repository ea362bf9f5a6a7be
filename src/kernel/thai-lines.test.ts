import { describe, expect, it } from 'vitest'
import { keepThaiLines } from './thai-lines.ts'

const shown = (html: string) => keepThaiLines(html).replaceAll('\u00a0', '~').replaceAll('\u2060', '^')

describe('lines of a Thai page', () => {
  it('do not part the number of a meeting, a date, a period or a count', () => {
    expect(shown('<p>การประชุม AMMTC ครั้งที่ ๑๙ เมื่อ ๑๗ พฤศจิกายน ๒๕๕๒</p>')).toBe('<p>การประชุม AMMTC~ครั้ง^ที่~๑๙ เมื่อ ๑๗~พฤศจิกายน~๒๕๕๒</p>')
    expect(shown('<td>๓๑ ธ.ค. ๒๕๗๘</td><td>๒๙ มี.ค.</td>')).toBe('<td>๓๑~ธ.ค.~๒๕๗๘</td><td>๒๙~มี.ค.</td>')
    expect(shown('<b>พ.ศ. ๒๕๖๙–๒๕๗๑</b>')).toBe('<b>พ.ศ.~๒๕๖๙–^๒๕๗๑</b>')
    expect(shown('<p>๓ จาก ๖ เรื่อง</p>')).toBe('<p>๓~จาก~๖~เรื่อง</p>')
  })

  it('leave tags, fields and what has no Thai digit as they are', () => {
    for (const html of ['<input value="พ.ศ. ๒๕๖๙">', '<textarea name="a">ครั้งที่ ๑๙</textarea>', '<option>AMMTC ครั้งที่ ๑๙</option>', '<p>AMMTC 19, 17 November 2009</p>']) expect(keepThaiLines(html)).toBe(html)
  })
})
