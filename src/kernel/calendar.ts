/**
 * Days, years and instants as the mechanism's papers write them. A date is ISO text: `YYYY-MM-DD`, or, where the record knows no more,
 * `YYYY-MM` or `YYYY`. Years are kept in C.E. and shown in B.E. (C.E. + 543) in Thai. The clock is always an argument.
 */
export {
  addDays, addMonths, addWorkingDays, certainlyBefore, compareDays, dayInZone, decimalYear, dueAfter, earliestPossible, instantInZone,
  isDay, isPartialDay, isWorkingDay, latestPossible, previousWorkingDay, todayIn, type Holidays, type Period,
} from './calendar-days.ts'
export {
  arabicDigits, formatDay, formatInstant, formatNumber, formatRange, formatYear, formatYears, fromBuddhistYear, ordinal, plural,
  thaiDigits, toBuddhistYear, type DayStyle, type Digits,
} from './calendar-wording.ts'
export { readDay, type DayRead } from './calendar-reading.ts'
