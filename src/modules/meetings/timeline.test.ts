import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { daysBetween, doneByStates, type Holiday, lanes, movedDates, shiftDays, type TimelineFacts, timelineFrom, type TimelineRule } from './rules/timeline.ts'
import { TimelineFile } from './schema.ts'
import { countedWord, passedWords } from './wording-run.ts'

const rules: TimelineRule[] = TimelineFile.parse(parse(readFileSync(path.resolve(import.meta.dirname, '../../../data/asean-transnational-crime/timeline.yaml'), 'utf8')))
  .map(({ from: _from, until: _until, ...row }) => ({ ...row, note: row.note ?? null, days: row.days ?? null, workingDays: row.workingDays ?? null, hours: row.hours ?? null, since: row.since ?? null }))

const holiday = (day: string, where: string, en: string): Holiday => ({ day, where, name: { en, th: en } })
const holidays = [holiday('2026-05-01', 'IDN', 'Labour Day'), holiday('2026-06-01', 'IDN', 'Pancasila Day'), holiday('2026-06-12', 'PHL', 'Independence Day'), holiday('2026-06-16', 'IDN', 'Islamic New Year')]
const facts = (more: Partial<TimelineFacts> = {}): TimelineFacts => ({
  opensOn: '2026-06-23', closesOn: '2026-06-26', opensAt: '2026-06-23T01:00:00.000Z', zone: 'Asia/Manila', holidays, now: '2026-05-28T04:00:00.000Z', done: new Map(), main: true, state: 'REGISTRATION_OPEN', ...more,
})
const onOf = (key: string, more: Partial<TimelineFacts> = {}) => timelineFrom(rules, facts(more)).find((milestone) => milestone.key === key)

describe('the master timeline (practice §1.3)', () => {
  // The week of 23 June 2026: the dates of the look book, worked out by hand.
  const golden: [key: string, on: string, counted: string, word: string][] = [
    ['date-agreed', '2025-06-28', '2025-06-28', 'T−360'],
    ['dates-confirmed', '2026-02-23', '2026-02-23', 'T−120'],
    ['convocation', '2026-03-25', '2026-03-25', 'T−90'],
    ['papers-asked', '2026-04-14', '2026-04-14', 'T−70'],
    ['registration-opens', '2026-04-24', '2026-04-24', 'T−60'],
    ['annotated-agenda', '2026-05-08', '2026-05-09', 'T−45'],
    ['nomination', '2026-05-22', '2026-05-24', 'T−30'],
    ['working-papers', '2026-05-22', '2026-05-24', 'T−30'],
    ['zero-draft', '2026-06-02', '2026-06-02', 'T−21'],
    ['zero-draft-comments', '2026-06-09', '2026-06-09', 'T−14'],
    ['registration-closes', '2026-06-11', '2026-06-13', 'T−10'],
    ['participants-provisional', '2026-06-15', '2026-06-16', 'T−7'],
    ['credentials', '2026-06-22', '2026-06-22', 'T−1'],
    ['session', '2026-06-26', '2026-06-26', 'T'],
    ['draft-report', '2026-07-07', '2026-07-07', 'T+14'],
    ['report-comments', '2026-07-21', '2026-07-21', '+10 working days'],
    ['final-report', '2026-07-28', '2026-07-28', '+5 working days'],
    ['release-review', '2026-08-27', '2026-08-27', '+30 days'],
  ]
  it.each(golden)('R-1.3.1 %s is on %s (the count gives %s: %s)', (key, on, counted, word) => {
    const milestone = onOf(key)
    expect(milestone).toMatchObject({ on, counted })
    expect(milestone && countedWord(milestone, 'en')).toBe(word)
  })

  it('R-1.3.1 a date moved says by what: a weekend, a holiday of the host, a holiday of the Secretariat’s seat', () => {
    const parties = new Map([['PHL', { name: { en: 'Philippines', th: 'ฟิลิปปินส์' } }], ['IDN', { name: { en: 'Indonesia', th: 'อินโดนีเซีย' } }]]) as never
    const say = (key: string) => passedWords(onOf(key) as never, parties, 'en')
    expect(say('registration-closes')).toBe('13 Jun is a Saturday; 12 Jun is a holiday: Independence Day (Philippines)')
    expect(say('participants-provisional')).toBe('16 Jun is a holiday: Islamic New Year (Indonesia)')
    expect(say('zero-draft')).toBeNull()
  })

  it('R-1.3.1 after the meeting a date goes to the next working day, and a count of working days leaves out holidays', () => {
    expect(onOf('draft-report', { opensOn: '2026-12-18', closesOn: '2026-12-18', holidays: [holiday('2027-01-01', 'IDN', 'New Year')] })).toMatchObject({ counted: '2027-01-01', on: '2027-01-04' })
    expect(onOf('report-comments', { holidays: [...holidays, holiday('2026-07-14', 'PHL', 'A holiday')] })).toMatchObject({ on: '2026-07-22', passed: [{ day: '2026-07-14' }] })
  })

  it('a holiday elsewhere moves nothing: the caller gives those of the host and of the seat only', () => {
    expect(onOf('registration-closes', { holidays: [] })).toMatchObject({ on: '2026-06-12' })
  })

  it('credentials are due 24 hours before the opening to the minute, also over a change of the clocks', () => {
    // Clocks in Paris go forward on 29 March 2026: 24 hours before 09:00 on that Sunday is 08:00 on Saturday.
    expect(onOf('credentials', { opensOn: '2026-03-29', closesOn: '2026-03-29', opensAt: '2026-03-29T07:00:00.000Z', zone: 'Europe/Paris' })).toMatchObject({ at: '2026-03-28T07:00:00.000Z', on: '2026-03-28' })
  })

  it('late is what has passed in the zone of the meeting and is not done; the last day is a whole day', () => {
    const lastMinute = '2026-06-02T15:59:00.000Z'
    expect(onOf('zero-draft', { now: lastMinute })?.state).toBe('to-come')
    expect(onOf('zero-draft', { now: '2026-06-02T16:00:00.000Z' })?.state).toBe('late')
    expect(onOf('zero-draft', { now: '2026-06-10T00:00:00.000Z', done: new Map([['zero-draft', { at: lastMinute, by: 'X', note: null }]]) })?.state).toBe('done')
  })

  it('once the meeting is over, what nobody recorded before it is not late but not recorded', () => {
    const after = { now: '2026-07-01T00:00:00.000Z', state: 'CLOSED' as const }
    expect(onOf('zero-draft', after)?.state).toBe('lapsed')
    expect(onOf('draft-report', { ...after, now: '2026-07-20T00:00:00.000Z' })?.state).toBe('late')
  })

  it('the path of the meeting tells what is done without anyone marking it', () => {
    const done = doneByStates([{ state: 'PLANNED', at: 'a', byName: 'X' }, { state: 'CONVENED', at: 'b', byName: 'X' }, { state: 'REPORT_FINAL', at: 'c', byName: 'Y' }])
    expect([...done.keys()].sort()).toEqual(['convocation', 'final-report', 'report-comments'])
  })

  it('a consultation has only the dates of every meeting: one registration for the whole series (R-1.1.3)', () => {
    const keys = timelineFrom(rules, facts({ main: false })).map((milestone) => milestone.key)
    expect(keys).toContain('working-papers')
    expect(keys).not.toContain('registration-opens')
  })

  it('every lane has something to do, and each date is in the order of time', () => {
    const all = timelineFrom(rules, facts())
    expect(new Set(all.map((milestone) => milestone.lane))).toEqual(new Set(lanes))
    expect(all.map((milestone) => milestone.on)).toEqual(all.map((milestone) => milestone.on).sort())
  })
})

describe('moving the opening day', () => {
  const before = timelineFrom(rules, facts({ done: new Map([['convocation', { at: '2026-03-25T00:00:00.000Z', by: 'X', note: null }]]) }))

  it('what is done stays; the rest moves, and each says by how much: a move by a week need not move a date by a week', () => {
    const after = timelineFrom(rules, facts({ opensOn: '2026-06-30', closesOn: '2026-07-03' }))
    const moved = new Map(movedDates(before, after).map((date) => [date.key, date]))
    expect(moved.get('convocation')).toMatchObject({ stays: true, from: '2026-03-25', to: '2026-03-25' })
    expect(moved.get('zero-draft')).toMatchObject({ from: '2026-06-02', to: '2026-06-09', days: 7 })
    expect(moved.get('registration-closes')).toMatchObject({ from: '2026-06-11', to: '2026-06-19', days: 8 })
  })

  it('an hour of the wall stays the hour of the wall, also over a change of the clocks', () => {
    expect(shiftDays('2026-03-27T08:00:00.000Z', 3, 'Europe/Paris')).toBe('2026-03-30T07:00:00.000Z')
    expect(daysBetween('2026-03-27', '2026-03-30')).toBe(3)
  })
})
