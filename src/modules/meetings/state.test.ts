import { describe, expect, it } from 'vitest'
import { acting } from '../../../tests/installation.ts'
import { roles } from '../../kernel/actor.ts'
import { canChangeState, minutesOpen, nextStates, ofTheChair, type StatedMeeting } from './rules/state.ts'
import { type RunState, runStates } from './schema.ts'
import { formatZoned } from './wording-run.ts'

const meeting = (state: RunState): StatedMeeting => ({ body: 'SOMTC', host: 'PHL', run: { state, stateBefore: null } })

describe('states of a meeting (practice §1.1)', () => {
  it('R-1.1.1 only the Chair opens, suspends, resumes and closes', () => {
    for (const role of roles) for (const [from, to] of [['DOCUMENTS_CLOSED', 'OPENED'], ['OPENED', 'SUSPENDED'], ['SUSPENDED', 'OPENED'], ['OPENED', 'CLOSED'], ['CLOSED', 'OPENED']] as const) {
      expect(ofTheChair(to)).toBe(true)
      expect(canChangeState(acting(role, { body: 'SOMTC' }), meeting(from), to).allowed, `${role} ${from} ${to}`).toBe(role === 'CH')
    }
    expect(canChangeState(acting('CH', { body: 'AMMTC' }), meeting('OPENED'), 'CLOSED')).toEqual({ allowed: false, because: 'meetings.chair-only' })
    expect(canChangeState(acting('CH', { body: 'SOMTC' }), { ...meeting('OPENED'), body: 'SOMTC+CHN' }, 'CLOSED').allowed).toBe(true)
  })

  it('R-1.1.1 the Secretariat moves the states of preparation and of the report', () => {
    for (const [from, to] of [['PLANNED', 'CONVENED'], ['REGISTRATION_OPEN', 'DOCUMENTS_CLOSED'], ['CLOSED', 'REPORT_IN_COMMENT'], ['REPORT_IN_COMMENT', 'REPORT_FINAL']] as const) {
      expect(canChangeState(acting('SD'), meeting(from), to).allowed).toBe(true)
      expect(canChangeState(acting('NF', { party: 'THA' }), meeting(from), to).allowed).toBe(false)
    }
  })

  it('postponed is possible from any state before the opening and from none after it', () => {
    const from = runStates.filter((state) => nextStates(meeting(state)).includes('POSTPONED'))
    expect(from).toEqual(['PLANNED', 'CONVENED', 'REGISTRATION_OPEN', 'DOCUMENTS_CLOSED'])
    expect(nextStates(meeting('ARCHIVED'))).toEqual([])
  })
})

describe('a session left open', () => {
  it('over midnight and over a change of the clocks in the viewer’s zone it has lasted as long as it has', () => {
    // Opened at 23:30 in Manila on 24 October; clocks in Brussels go back that night. Closed at 01:15 in Manila.
    const session = { openedAt: '2026-10-24T15:30:00.000Z', closedAt: null }
    expect(minutesOpen(session, '2026-10-24T17:15:00.000Z')).toBe(105)
    expect(minutesOpen({ ...session, openedAt: '2026-10-24T23:30:00.000Z', closedAt: '2026-10-25T02:30:00.000Z' }, '2030-01-01T00:00:00.000Z')).toBe(180)
    expect(formatZoned('2026-10-24T15:30:00.000Z', 'Asia/Manila', 'en')).toContain('24 October 2026, 23:30 (UTC+8')
    expect(formatZoned('2026-10-24T17:15:00.000Z', 'Asia/Manila', 'en', 'time')).toBe('01:15 (UTC+8)')
    expect(formatZoned('2026-10-24T15:30:00.000Z', 'Asia/Manila', 'th', 'clock')).toBe('๒๓.๓๐ น.')
  })
})
