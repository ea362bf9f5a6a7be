import { describe, expect, it } from 'vitest'
import { acting } from '../../../tests/installation.ts'
import { type Capacity, roles, visitor } from '../../kernel/actor.ts'
import { hatOf, managesPeople, readsAllActs, readsOwnActs, rolesNamedBy, stateOf, verdictOnApproval, verdictOnHat, verdictOnNaming, verdictOnRevoking } from './rules.ts'
import { nextPath } from './sign-in.ts'

const hat = (id: string): Capacity => ({ id, role: 'DE', body: null, party: 'THA', area: null, from: '2026-01-01T00:00:00.000Z', until: null })

describe('naming people', () => {
  it('R-8.3.3 secretariat, chair, law enforcement and administration take two administrators', () => {
    const one = acting('SA')
    for (const role of ['SD', 'CH', 'LE', 'SA'] as const) {
      expect(verdictOnNaming(one, { person: 'x', role, party: null }, true)).toEqual({ allowed: false, because: 'people.needs-two' })
      expect(verdictOnNaming(one, { person: 'x', role, party: null }, false).allowed).toBe(true)
    }
    expect(verdictOnNaming(one, { person: 'x', role: 'AU', party: null }, true).allowed).toBe(true)
  })

  it('R-8.3.3 an administrator cannot give itself any role', () => {
    const one = acting('SA')
    for (const role of roles.filter((other) => other !== 'PU')) expect(verdictOnNaming(one, { person: one.person?.id ?? '', role, party: 'THA' }, false).allowed).toBe(false)
  })

  it('R-8.3.3 whoever asked cannot approve, nor whoever it is about', () => {
    const one = acting('SA')
    const request = { person: 'x', requestedBy: 'another', role: 'CH', state: 'waiting' } as const
    expect(verdictOnApproval(one, request).allowed).toBe(true)
    expect(verdictOnApproval(one, { ...request, requestedBy: one.person?.id ?? '' })).toEqual({ allowed: false, because: 'people.second-administrator' })
    expect(verdictOnApproval(one, { ...request, person: one.person?.id ?? '' }).allowed).toBe(false)
    expect(verdictOnApproval(acting('NF', { party: 'THA' }), request).allowed).toBe(false)
  })

  it('a focal point names heads of delegation, delegates and lead shepherds of its own party only', () => {
    const thailand = acting('NF', { party: 'THA' })
    expect(rolesNamedBy(thailand)).toEqual(['HD', 'DE', 'LS'])
    expect(verdictOnNaming(thailand, { person: null, role: 'HD', party: 'THA' }, false)).toEqual({ allowed: true, because: 'people.own-party' })
    expect(verdictOnNaming(thailand, { person: null, role: 'HD', party: 'VNM' }, false)).toEqual({ allowed: false, because: 'people.other-party' })
    expect(verdictOnNaming(thailand, { person: null, role: 'NF', party: 'THA' }, false)).toEqual({ allowed: false, because: 'people.not-this-role' })
    expect(verdictOnNaming(thailand, { person: null, role: 'SD', party: 'THA' }, false).allowed).toBe(false)
  })

  it('a partner delegate names only its own users', () => {
    const china = acting('DP', { party: 'CHN' })
    expect(verdictOnNaming(china, { person: null, role: 'DP', party: 'CHN' }, true).allowed).toBe(true)
    expect(verdictOnNaming(china, { person: null, role: 'DP', party: 'JPN' }, true).allowed).toBe(false)
    expect(verdictOnNaming(china, { person: null, role: 'DE', party: 'CHN' }, true).allowed).toBe(false)
  })

  it('nobody else manages people', () => {
    expect(roles.filter((role) => managesPeople(acting(role, { party: 'THA' })))).toEqual(['NF', 'DP', 'SA'])
    expect(managesPeople(visitor)).toBe(false)
  })

  it('someone must remain who keeps the accounts', () => {
    expect(verdictOnRevoking(acting('SA'), { person: 'x', role: 'SA', party: null, state: 'in-force', lastAdministrator: true })).toEqual({ allowed: false, because: 'people.last-administrator' })
  })
})

describe('hats', () => {
  it('R-4.4.2 with two hats one must choose; before choosing one acts as the public', () => {
    expect(hatOf([hat('a'), hat('b')], null)).toBeNull()
    expect(hatOf([hat('a'), hat('b')], 'b')?.id).toBe('b')
    expect(hatOf([hat('a')], null)?.id).toBe('a')
    expect(hatOf([hat('a'), hat('b')], 'ended')).toBeNull()
    expect(hatOf([], 'a')).toBeNull()
  })

  it("nobody wears another's hat, nor one that ended", () => {
    const someone = acting('DE', { party: 'THA' })
    expect(verdictOnHat(someone, { person: someone.person?.id ?? '', state: 'in-force' }).allowed).toBe(true)
    expect(verdictOnHat(someone, { person: someone.person?.id ?? '', state: 'ended' }).allowed).toBe(false)
    expect(verdictOnHat(someone, { person: 'x', state: 'in-force' }).allowed).toBe(false)
  })

  it('R-8.3.6 a capacity ends at its end, decided when it is read', () => {
    const row = { grantedAt: '2026-01-01T00:00:00.000Z', refusedAt: null, revokedAt: null, from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' }
    expect(stateOf(row, '2026-01-31T23:59:59.999Z')).toBe('in-force')
    expect(stateOf(row, '2026-02-01T00:00:00.000Z')).toBe('ended')
    expect(stateOf({ ...row, revokedAt: '2026-01-15T00:00:00.000Z' }, '2026-01-15T00:00:00.000Z')).toBe('revoked')
    expect(stateOf({ ...row, grantedAt: null }, '2026-01-15T00:00:00.000Z')).toBe('waiting')
  })
})

it('practice §8.2 row 43: auditors read all acts; desk, focal points and contact points their own', () => {
  expect(roles.filter((role) => readsAllActs(acting(role)))).toEqual(['AU'])
  expect(roles.filter((role) => readsOwnActs(acting(role)))).toEqual(['SD', 'NF', 'LE'])
})

it('after signing in one is led only to a path of this site', () => {
  expect(nextPath('/mandates?class=C4')).toBe('/mandates?class=C4')
  for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a b', undefined]) expect(nextPath(elsewhere)).toBe('/')
})
