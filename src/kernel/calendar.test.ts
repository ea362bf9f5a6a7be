import { describe, expect, it } from 'vitest'
import {
  addDays, addMonths, addWorkingDays, arabicDigits, certainlyBefore, compareDays, dayInZone, decimalYear, dueAfter, earliestPossible,
  formatDay, formatInstant, formatNumber, formatRange, formatYear, formatYears, fromBuddhistYear, instantInZone, isDay, isPartialDay,
  isWorkingDay, latestPossible, ordinal, plural, previousWorkingDay, readDay, thaiDigits, toBuddhistYear, todayIn,
} from './calendar.ts'

const today = '2026-01-15'
const none: ReadonlySet<string> = new Set()
const days = fc.integer({ min: -25_567, max: 68_000 }).map((n) => addDays('1970-01-01', n))

describe('dates in words', () => {
  it.each([
    ['2009-11-17', '17 November 2009', '17 Nov 2009', '17/11/2009', '๑๗ พฤศจิกายน ๒๕๕๒', '๑๗ พ.ย. ๒๕๕๒', '๑๗/๑๑/๒๕๕๒'],
    ['2013-06', 'June 2013', 'Jun 2013', '06/2013', 'มิถุนายน ๒๕๕๖', 'มิ.ย. ๒๕๕๖', '๐๖/๒๕๕๖'],
    ['2003', '2003', '2003', '2003', 'พ.ศ. ๒๕๔๖', 'พ.ศ. ๒๕๔๖', '๒๕๔๖'],
  ])('%s is written in both languages', (date, long, short, numeric, ...thai) => {
    expect([formatDay(date, 'en', 'long'), formatDay(date, 'en', 'short'), formatDay(date, 'en', 'numeric')]).toEqual([long, short, numeric])
    expect([formatDay(date, 'th', 'long'), formatDay(date, 'th', 'short'), formatDay(date, 'th', 'numeric')]).toEqual(thai)
  })

  it('a Thai date may keep Arabic digits', () => {
    expect(formatDay('2009-11-17', 'th', 'short', { digits: 'arabic' })).toBe('17 พ.ย. 2552')
    expect(formatYears(2016, 2025, 'th', { digits: 'arabic' })).toBe('พ.ศ. 2559–2568')
  })

  it('a range says once what both dates share', () => {
    expect(formatRange('2023-06-20', '2023-06-23', 'en')).toBe('20–23 June 2023')
    expect(formatRange('2015-09-28', '2015-10-02', 'en')).toBe('28 September – 2 October 2015')
    expect(formatRange('2015-12-28', '2016-01-02', 'en', 'short')).toBe('28 Dec 2015 – 2 Jan 2016')
    expect(formatRange('2023-06-20', '2023-06-23', 'th')).toBe('๒๐–๒๓ มิถุนายน ๒๕๖๖')
    expect(formatRange('2015-09-28', '2015-10-02', 'th', 'short')).toBe('๒๘ ก.ย. – ๒ ต.ค. ๒๕๕๘')
    expect(formatRange('2023-06-20', '2023-06-20', 'en')).toBe('20 June 2023')
    expect(formatRange('2013-06', '2013-08', 'en')).toBe('June–August 2013')
    expect(formatRange('2013-06', '2014-08', 'th')).toBe('มิถุนายน ๒๕๕๖ – สิงหาคม ๒๕๕๗')
    expect(formatRange('2016', '2025', 'th')).toBe('พ.ศ. ๒๕๕๙–๒๕๖๘')
    expect(formatRange('2016', '2017-03', 'en')).toBe('2016 – March 2017')
    expect(formatRange('2023-06-20', '2023-06-23', 'en', 'numeric')).toBe('20/06/2023 – 23/06/2023')
  })

  it('years, counts and places in a row', () => {
    expect([formatYear(2003, 'en'), formatYear(2003, 'th')]).toEqual(['2003', 'พ.ศ. ๒๕๔๖'])
    expect([formatYears(2016, 2025, 'en'), formatYears(2016, 2025, 'th'), formatYears(2016, 2016, 'th')]).toEqual(
      ['2016–2025', 'พ.ศ. ๒๕๕๙–๒๕๖๘', 'พ.ศ. ๒๕๕๙'])
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112, 113].map((n) => ordinal(n, 'en'))).toEqual(
      ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '101st', '111th', '112th', '113th'])
    expect(ordinal(19, 'th')).toBe('ครั้งที่ ๑๙')
    expect([plural(1, 'page'), plural(50_000, 'page'), plural(0, 'body'), plural(2, 'process'), plural(2, 'day'), plural(2, 'person', 'people')])
      .toEqual(['1 page', '50,000 pages', '0 bodies', '2 processes', '2 days', '2 people'])
    expect([formatNumber(1234567, 'en'), formatNumber(1234.5, 'th'), formatNumber(-999, 'en')]).toEqual(['1,234,567', '๑,๒๓๔.๕', '-999'])
  })

  it('an instant carries the zone it is read in', () => {
    expect(formatInstant('2025-09-10T10:00:00Z', 'Asia/Jakarta', 'en')).toBe('10 September 2025, 17:00 (UTC+7, Asia/Jakarta)')
    expect(formatInstant('2025-09-10T10:00:00Z', 'Asia/Bangkok', 'th')).toBe('๑๐ กันยายน ๒๕๖๘ เวลา ๑๗.๐๐ น. (UTC+7)')
    expect(formatInstant('2025-09-10T20:05:00Z', 'Asia/Yangon', 'en')).toBe('11 September 2025, 02:35 (UTC+6:30, Asia/Yangon)')
    expect(formatInstant('2025-09-10T10:00:00Z', 'America/New_York', 'en')).toBe('10 September 2025, 06:00 (UTC−4, America/New_York)')
    expect(formatInstant('2025-09-10T10:00:00Z', 'UTC', 'en')).toBe('10 September 2025, 10:00 (UTC)')
  })

  it('what is no date is refused, not shown as something else', () => {
    for (const wrong of ['', '2009-13', '2009-02-29', '2009-1-1', '09', '2009-11-17T00:00']) expect(() => formatDay(wrong, 'en')).toThrow(RangeError)
    expect([isDay('2009-11-17'), isDay('2009-11'), isPartialDay('2009-11'), isPartialDay('2009-00')]).toEqual([true, false, true, false])
  })

  it('Thai and Arabic digits, C.E. and B.E. go back and forth', () => {
    fc.assert(fc.property(fc.string(), (text) => arabicDigits(thaiDigits(text)) === arabicDigits(text)))
    fc.assert(fc.property(fc.integer(), (year) => fromBuddhistYear(toBuddhistYear(year)) === year))
  })
})

describe('dates as people type them', () => {
  it.each([
    ['2026-01-12', '2026-01-12'], ['12/1/2026', '2026-01-12'], ['12 Jan 2026', '2026-01-12'], ['12 Jan. 2026', '2026-01-12'],
    ['January 12, 2026', '2026-01-12'], ['Monday, the 12th of January 2026', '2026-01-12'], ['12.01.2026', '2026-01-12'],
    ['๑๒ มกราคม ๒๕๖๙', '2026-01-12'], ['12 ม.ค. 2569', '2026-01-12'], ['12มค2569', '2026-01-12'], ['๑๒/๑/๒๕๖๙', '2026-01-12'],
    ['วันจันทร์ที่ ๑๒ มกราคม พ.ศ. ๒๕๖๙', '2026-01-12'], ['วันที่ 12 เดือนมกราคม ปี 2569', '2026-01-12'], ['12 มกราคม 2026', '2026-01-12'],
    ['12 มกราคม ค.ศ. 2026', '2026-01-12'], ['12/1/2569 B.E.', '2026-01-12'], ['BE 2552', '2009'], ['พ.ศ. 2552', '2009'], ['พศ ๒๕๕๒', '2009'],
    ['2026', '2026'], ['17 November 2009', '2009-11-17'], ['17–11–2009', '2009-11-17'], ['Sept 2015', '2015-09'], ['6/2013', '2013-06'],
    ['มิถุนายน 2556', '2013-06'], ['มิ.ย. ๒๕๕๖', '2013-06'], ['A.D. 2009', '2009'], ['2569 CE', '2569'], ['ค.ศ. ๒๕๖๙', '2569'],
    ['29 ก.พ. 2567', '2024-02-29'], ['29/2/2567', '2024-02-29'], [' today ', today], ['พรุ่งนี้', '2026-01-16'], ['\u200b2026\u200b', '2026'],
  ])('"%s" is %s', (text, date) => {
    expect(readDay(text, { today })).toEqual({ date })
  })

  it.each([
    ['2569', '2569', '2026'], ['12/1/2569', '2569-01-12', '2026-01-12'], ['2569-01-12', '2569-01-12', '2026-01-12'], ['June 2556', '2556-06', '2013-06'],
    ['12 Jan 2569', '2569-01-12', '2026-01-12'],
  ])('year 2569 typed where 2026 may be meant is asked about, not guessed: "%s"', (text, christian, buddhist) => {
    expect(readDay(text, { today })).toEqual({ ask: { christian, buddhist } })
  })

  it.each(['31 April 2026', '31/4/2026', '29 Feb 2025', '1/13/2026', '29/2/2568', '29 ก.พ. ๒๕๖๘', '0/1/2026', '2026-00'])('"%s" is no day', (text) => {
    expect(readDay(text, { today })).toEqual({ fault: 'no-such-day' })
  })

  it.each(['', 'soon', '12/1/26', '12 Jan', '1899', 'พ.ศ. 2026', '2410', '9999', 'พ.ศ. 2552 ค.ศ. 2009', '2009-11-17T10:00', 'constructor', 'x'.repeat(5000)])(
    '"%s" cannot be read', (text) => {
      expect(readDay(text, { today })).toEqual({ fault: 'unreadable' })
    })

  it('what we write is read back as the same day, in both languages and every style', () => {
    fc.assert(fc.property(days, fc.constantFrom('en' as const, 'th' as const), fc.constantFrom('long' as const, 'short' as const, 'numeric' as const),
      fc.constantFrom(10, 7, 4), (day, lang, style, length) => {
        const date = day.slice(0, length)
        expect(readDay(formatDay(date, lang, style), { today })).toEqual({ date })
      }))
  })

  it('any text gives a date that exists, both readings, or a fault', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9๐-๙ ./พศ.a-m-]{0,14}$/)), (text) => {
      const read = readDay(text, { today })
      if ('date' in read) expect(isPartialDay(read.date)).toBe(true)
      if ('ask' in read) expect([isPartialDay(read.ask.christian), isPartialDay(read.ask.buddhist)]).toEqual([true, true])
    }))
  })
})

describe('counting days', () => {
  it('a month later ends with the month when the day is missing there', () => {
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
    expect(addMonths('2023-11-15', 2)).toBe('2024-01-15')
    expect(addMonths('2024-01-15', -13)).toBe('2022-12-15')
    expect(() => addMonths('2024-01', 1)).toThrow(RangeError)
    expect(() => addDays('2024-01-01', 0.5)).toThrow(RangeError)
  })

  it('the arithmetic agrees with Temporal', () => {
    fc.assert(fc.property(days, fc.integer({ min: -3000, max: 3000 }), (day, n) => {
      expect(addDays(day, n)).toBe(Temporal.PlainDate.from(day).add({ days: n }).toString())
      expect(addMonths(day, n % 900)).toBe(Temporal.PlainDate.from(day).add({ months: n % 900 }).toString())
      expect(addDays(addDays(day, n), -n)).toBe(day)
    }))
  })

  it('partial dates stand for every day they can mean', () => {
    expect([earliestPossible('2003'), latestPossible('2003')]).toEqual(['2003-01-01', '2003-12-31'])
    expect([earliestPossible('2004-02'), latestPossible('2004-02')]).toEqual(['2004-02-01', '2004-02-29'])
    expect(['2004', '2003', '2003-01', '2003-01-01', '2003-05'].sort(compareDays)).toEqual(['2003-01-01', '2003-01', '2003', '2003-05', '2004'])
    expect([certainlyBefore('2003', '2003-05'), certainlyBefore('2003', '2004-01-01')]).toEqual([false, true])
    const partial = fc.tuple(days, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length))
    fc.assert(fc.property(partial, partial, partial, (a, b, c) => {
      expect(Math.sign(compareDays(a, b))).toBe(-Math.sign(compareDays(b, a)) + 0)
      if (compareDays(a, b) <= 0 && compareDays(b, c) <= 0) expect(compareDays(a, c)).toBeLessThanOrEqual(0)
      if (certainlyBefore(a, b)) expect(compareDays(a, b)).toBe(-1)
    }))
  })

  it('a place on the time axis grows with the day and stays in its year', () => {
    expect([decimalYear('2009'), decimalYear('2009-01'), decimalYear('2009-01-01')]).toEqual([2009, 2009, 2009])
    expect(decimalYear('2009-07-02')).toBeCloseTo(2009.4986, 4)
    fc.assert(fc.property(days, (day) => {
      expect(Math.floor(decimalYear(day))).toBe(Number(day.slice(0, 4)))
      expect(decimalYear(addDays(day, 1))).toBeGreaterThan(decimalYear(day))
    }))
  })

  const songkran: ReadonlySet<string> = new Set(['2026-04-06', '2026-04-13', '2026-04-14', '2026-04-15'])

  it('weekends and holidays are not worked', () => {
    expect(isWorkingDay('2026-04-10', songkran)).toBe(true)
    expect(isWorkingDay('2026-04-11', songkran)).toBe(false)
    expect(isWorkingDay('2026-04-13', songkran)).toBe(false)
    expect(isWorkingDay('2026-04-10', songkran, [5])).toBe(false)
    expect(addWorkingDays('2026-04-10', 1, songkran)).toBe('2026-04-16')
    expect(previousWorkingDay('2026-04-16', songkran)).toBe('2026-04-10')
    expect([addWorkingDays('2026-04-10', 0, songkran), addWorkingDays('2026-04-11', 0, songkran)]).toEqual(['2026-04-10', '2026-04-16'])
    expect(() => addWorkingDays('2026-04-10', 1, songkran, [1, 2, 3, 4, 5, 6, 7])).toThrow(RangeError)
  })

  it('working days always move on, end on a working day, and come back', () => {
    const holidays = fc.array(days, { maxLength: 40 }).map((list) => new Set(list))
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 60 }), holidays, (day, n, off) => {
      const end = addWorkingDays(day, n, off)
      expect(isWorkingDay(end, off)).toBe(true)
      expect(addWorkingDays(day, n + 1, off) > end).toBe(true)
      const start = addWorkingDays(day, 0, off)
      expect(addWorkingDays(addWorkingDays(start, n, off), -n, off)).toBe(start)
    }), { numRuns: 50 })
  })

  it('a period after an event: months first, then days, then working days', () => {
    expect(dueAfter({ months: 1 }, '2026-01-31', none)).toBe('2026-02-28')
    expect(dueAfter({ years: 2, months: 1 }, '2026-01-31', none)).toBe('2028-02-29')
    expect(dueAfter({ months: 1, days: 1 }, '2026-01-31', none)).toBe('2026-03-01')
    expect(dueAfter({ days: 1 }, '2026-04-10', songkran)).toBe('2026-04-11')
    expect(dueAfter({ workingDays: 2 }, '2026-04-10', songkran)).toBe('2026-04-17')
    expect(dueAfter({ workingDays: -10 }, '2026-04-20', songkran)).toBe('2026-03-31')
    expect(dueAfter({}, '2026-04-11', songkran)).toBe('2026-04-11')
    expect(() => dueAfter({ days: 1 }, '2026-04', none)).toThrow(RangeError)
  })
})

describe('zones', () => {
  it('a time on the wall becomes an instant, and back the day', () => {
    expect(instantInZone('2025-09-10', '17:00', 'Asia/Jakarta')).toBe('2025-09-10T10:00:00.000Z')
    expect(dayInZone('2025-09-10T17:30:00Z', 'Asia/Bangkok')).toBe('2025-09-11')
    expect(todayIn('Europe/London', '2025-09-10T17:30:00Z')).toBe('2025-09-10')
    fc.assert(fc.property(days, fc.constantFrom('Asia/Bangkok', 'Asia/Yangon', 'UTC', 'Asia/Kuala_Lumpur'), (day, zone) => {
      expect(dayInZone(instantInZone(day, '12:00', zone), zone)).toBe(day)
    }))
  })

  it('where clocks change, a missing time moves forward and of a double one the first is meant', () => {
    expect(instantInZone('2025-03-30', '02:30', 'Europe/Berlin')).toBe('2025-03-30T01:30:00.000Z')
    expect(instantInZone('2025-10-26', '02:30', 'Europe/Berlin')).toBe('2025-10-26T00:30:00.000Z')
  })

  it('an unknown zone, day or time is refused', () => {
    expect(() => instantInZone('2025-09-31', '17:00', 'Asia/Jakarta')).toThrow(RangeError)
    expect(() => instantInZone('2025-09-10', '25:00', 'Asia/Jakarta')).toThrow(RangeError)
    expect(() => instantInZone('2025-09-10', '17:00', 'Asia/Atlantis')).toThrow(RangeError)
  })
})
import fc from '../../tests/properties.ts'
