import { describe, expect, it } from 'vitest'
import { acting } from '../../../tests/installation.ts'
import type { Category } from '../meetings/index.ts'
import { bindingOf, canAsk, canGavel, canGive, canLead, canManage, canNote, endingOf, isOver, keepsRecord, leftMs, leftOpen, orderOf, quorumOf, silenceOf, spokenMs, yieldsAt } from './rules.ts'
import type { FloorRequest } from './schema.ts'

let count = 0
const request = (party: string, more: Partial<FloorRequest> = {}): FloorRequest => ({
  id: String((count += 1)), session: 's', item: null, party, category: 'member', asLead: false, kind: 'statement', state: 'waiting', seconds: 180, askedAt: `2026-06-23T03:${String(count).padStart(2, '0')}:00.000Z`, askedRole: 'HD', invitedAt: null,
  laterAt: null, startedAt: null, pausedAt: null, pausedMs: 0, extendedSeconds: 0, interrupts: null, endedAt: null, endedHow: null, ...more,
})
const alphabet = new Map(['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'TLS', 'VNM'].map((code, index) => [code, index]))
const names = (list: readonly FloorRequest[]) => list.map((one) => one.party)
const invited = '2026-06-23T03:00:00.000Z'
const guest = (party: string, category: Category, more: Partial<FloorRequest> = {}) => request(party, { category, invitedAt: invited, ...more })

describe('the order of the speakers’ list', () => {
  it('US-13 AC1 members in the alphabet for statements, then partners, observers, organisations', () => {
    const list = [guest('UNODC', 'organisation'), request('VNM'), guest('TLX', 'observer'), request('THA'), guest('CHN', 'dialogue-partner'), request('BRN')]
    expect(names(orderOf(list, 'alphabetical', alphabet).list)).toEqual(['BRN', 'THA', 'VNM', 'CHN', 'TLX', 'UNODC'])
  })
  it('otherwise members in the order in which they asked', () => {
    expect(names(orderOf([request('VNM'), request('BRN'), request('THA')], 'request', alphabet).list)).toEqual(['VNM', 'BRN', 'THA'])
  })
  it('US-13 AC2 R-1.10.2 a point of order goes first, a right of reply last', () => {
    const list = [request('THA'), request('KHM', { kind: 'reply' }), request('VNM'), request('SGP', { kind: 'point-of-order' })]
    expect(names(orderOf(list, 'alphabetical', alphabet).list)).toEqual(['SGP', 'THA', 'VNM', 'KHM'])
  })
  it('R-1.10.4 who is no member and not invited is in no order', () => {
    const found = orderOf([request('CHN', { category: 'dialogue-partner' }), request('THA')], 'request', alphabet)
    expect([names(found.list), names(found.asking)]).toEqual([['THA'], ['CHN']])
  })
  it('“later” is behind the rest of the own group, not behind the guests', () => {
    const list = [request('BRN', { laterAt: '2026-06-23T04:00:00.000Z' }), request('THA'), guest('CHN', 'dialogue-partner')]
    expect(names(orderOf(list, 'alphabetical', alphabet).list)).toEqual(['THA', 'BRN', 'CHN'])
  })
})

describe('time', () => {
  const at = (second: number) => `2026-06-23T03:${String(40 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000Z`
  const speaking = (more: Partial<FloorRequest> = {}) => request('THA', { state: 'speaking', startedAt: at(0), ...more })
  it('US-13 AC3 the timer yields at the limit, and the real end is the limit, whenever anyone looks', () => {
    expect(leftMs(speaking(), at(110))).toBe(70_000)
    expect([isOver(speaking(), at(179)), isOver(speaking(), at(180))]).toEqual([false, true])
    expect(endingOf(speaking(), at(300), 'finished')).toEqual({ at: at(180), how: 'limit' })
    expect(endingOf(speaking(), at(100), 'finished')).toEqual({ at: at(100), how: 'finished' })
  })
  it('US-13 AC3 the Chair may extend; a pause does not count', () => {
    expect(yieldsAt(speaking({ extendedSeconds: 60, pausedMs: 30_000 }))).toBe(at(270))
    const paused = speaking({ state: 'paused', pausedAt: at(100) })
    expect([leftMs(paused, at(1_000)), isOver(paused, at(1_000))]).toEqual([80_000, false])
    expect(spokenMs({ ...speaking(), endedAt: at(150), pausedMs: 20_000 })).toBe(130_000)
  })
  it('a session left open over midnight says so, by the day of the place', () => {
    const session = { state: 'open', openedAt: '2026-06-23T13:00:00.000Z' }
    expect([leftOpen(session, '2026-06-23T15:59:59.000Z', 'Asia/Manila'), leftOpen(session, '2026-06-23T16:00:00.000Z', 'Asia/Manila')]).toEqual([false, true])
    expect(leftOpen({ ...session, state: 'closed' }, '2026-06-25T00:00:00.000Z', 'Asia/Manila')).toBe(false)
  })
})

describe('quorum and what was agreed', () => {
  const here = (party: string, more = {}) => ({ party, seat: 'head' as const, provisional: false, adReferendumOnly: false, ...more })
  it('R-1.10.1 a simple majority opens', () => {
    expect([quorumOf(11), quorumOf(10), quorumOf(1)]).toEqual([6, 6, 1])
  })
  it('R-1.10.1 final only when every member is present and may bind itself', () => {
    expect(bindingOf([here('BRN'), here('THA')]).adReferendum).toBe(false)
    expect(bindingOf([here('BRN', { seat: 'excused' }), here('THA'), { ...here('VNM'), seat: null }])).toEqual({ present: ['THA'], absent: ['BRN', 'VNM'], provisional: [], adReferendum: true })
    expect(bindingOf([here('BRN'), here('THA', { provisional: true }), here('VNM', { seat: 'representative' })])).toMatchObject({ absent: [], provisional: ['THA', 'VNM'], adReferendum: true })
  })
  it('R-2.5.4 silence runs five working days, ten for an outcome, never under 72 hours, until 17:00 at the place', () => {
    const gavel = '2026-06-26T08:42:00.000Z'
    expect(silenceOf({ class: 'C6' }, gavel, 'Asia/Manila', new Set())).toEqual({ dueAt: '2026-07-10T09:00:00.000Z', workingDays: 10 })
    expect(silenceOf({ class: 'C5' }, gavel, 'Asia/Manila', new Set(['2026-06-29'])).dueAt).toBe('2026-07-06T09:00:00.000Z')
  })
})

describe('who may', () => {
  const meeting = { body: 'SOMTC' }
  const asking = { access: 'CLOSED' as const, category: 'member' as const, speak: 'yes' as const, order: 'yes' as const, kind: 'statement' as const, own: false }
  it('R-1.1.1 R-1.10.3 only the Chair of this body leads; the desk manages the list', () => {
    expect(canLead(acting('CH', { body: 'SOMTC' }), meeting).allowed).toBe(true)
    expect([canLead(acting('CH', { body: 'AMMTC' }), meeting), canLead(acting('SD'), meeting), canLead(acting('HD', { party: 'THA' }), meeting)].map((verdict) => verdict.allowed)).toEqual([false, false, false])
    expect([canManage(acting('SD'), meeting).allowed, canManage(acting('NF', { party: 'THA' }), meeting).allowed]).toEqual([true, false])
  })
  it('§8.2 row 19 delegates ask; the Chair, the desk and focal points do not', () => {
    for (const role of ['HD', 'DE', 'LS'] as const) expect([role, canAsk(acting(role, { party: 'THA' }), asking).allowed]).toEqual([role, true])
    for (const role of ['CH', 'SD', 'NF', 'IN', 'PR', 'AU', 'HL'] as const) expect([role, canAsk(acting(role, { party: 'THA' }), asking).allowed]).toEqual([role, false])
  })
  it('US-13 AC2 only members raise a point of order', () => {
    expect(canAsk(acting('HD', { party: 'THA' }), { ...asking, kind: 'point-of-order' }).allowed).toBe(true)
    expect(canAsk(acting('DP', { party: 'CHN' }), { ...asking, category: 'dialogue-partner', speak: 'own-or-invited', order: 'no', kind: 'point-of-order' })).toEqual({ allowed: false, because: 'room.members-order' })
  })
  it('R-1.10.4 the desk may not call who is not invited; the Chair may', () => {
    expect(canGive(acting('SD'), meeting, { category: 'observer', invitedAt: null })).toEqual({ allowed: false, because: 'room.chair-invites' })
    expect(canGive(acting('SD'), meeting, { category: 'observer', invitedAt: invited }).allowed).toBe(true)
    expect(canGive(acting('CH', { body: 'SOMTC' }), meeting, { category: 'observer', invitedAt: null }).allowed).toBe(true)
  })
  it('US-13 AC4 a retreat keeps no record, not even of the note-taker', () => {
    expect(keepsRecord('RETREAT').allowed).toBe(false)
    for (const role of ['SD', 'CH', 'IN'] as const) expect(canNote(acting(role), meeting, 'RETREAT').allowed).toBe(false)
    expect(canAsk(acting('HD', { party: 'THA' }), { ...asking, access: 'RETREAT' })).toEqual({ allowed: false, because: 'room.retreat-no-list' })
  })
  it('R-8.3.1 nobody both drafts and declares', () => {
    const chair = acting('CH', { body: 'SOMTC' })
    expect([canGavel(chair, meeting, { draftedBy: 'person-SD-' }).allowed, canGavel(chair, meeting, { draftedBy: chair.person?.id ?? '' }).allowed]).toEqual([true, false])
  })
})
