import { describe, expect, it } from 'vitest'
import { acting } from '../../../tests/installation.ts'
import { audienceOf, canAdd, canAdopt, canEdit, canPropose, canPut, changesBetween, needsNoObjection, numbered, reordered, requestPieces, withoutPaper } from './rules.ts'
import type { FrozenItem } from './schema.ts'

const held = (state: 'REGISTRATION_OPEN' | 'OPENED' | 'CLOSED' = 'REGISTRATION_OPEN') => ({ body: 'SOMTC', state })
const frozenItem = (id: string, more: Partial<FrozenItem> = {}): FrozenItem => ({ id, parent: null, title: { en: id, th: id }, purpose: 'discussion', lead: null, minutes: null, session: null, startsAt: null, background: null, request: null, mandates: [], ...more })

describe('the agenda, as rules', () => {
  it('numbers close up around what a reader does not see', () => {
    const all = [{ id: 'a', parent: null }, { id: 'a1', parent: 'a' }, { id: 'b', parent: null }, { id: 'b1', parent: 'b' }, { id: 'b2', parent: 'b' }, { id: 'c', parent: null }]
    expect(numbered(all).map((item) => item.number)).toEqual(['1', '1.1', '2', '2.1', '2.2', '3'])
    expect(numbered(all.filter((item) => item.id !== 'b1' && !item.id.startsWith('a'))).map((item) => item.number)).toEqual(['1', '1.1', '2'])
  })

  it('US-08 a version is a paper for whoever sees every item of it: general, one partner\'s, or the members\'', () => {
    const of = (...items: [access: string | null, partner?: string][]) => audienceOf(items.map(([access, partner = null]) => ({ access: access as never, partner })))
    expect(of(['CEREMONY'], ['OPEN'])).toEqual({ distribution: 'GENERAL', partner: null, joint: false })
    expect(of(['OPEN'], ['CONSULTATION', 'CHN'], ['CONSULTATION', 'CHN'])).toEqual({ distribution: 'PARTNER', partner: 'CHN', joint: false })
    expect(of(['CONSULTATION'])).toEqual({ distribution: 'LIMITED', partner: null, joint: true })
    for (const narrow of [of(['OPEN'], ['CLOSED']), of(['OPEN'], [null]), of(['CONSULTATION', 'CHN'], ['CONSULTATION', 'JPN']), of(['CONSULTATION', 'CHN'], ['RETREAT']), of(['CONSULTATION'], ['DRAFTING'])]) expect(narrow).toEqual({ distribution: 'LIMITED', partner: null, joint: false })
  })

  it('an item whose parent is hidden stands for itself', () => {
    expect(numbered([{ id: 'a', parent: null }, { id: 'x', parent: 'hidden' }, { id: 'b', parent: null }]).map((item) => item.number)).toEqual(['1', '2', '3'])
  })

  it('R-1.5.1 only a paper that asks, stands and is not late without leave counts for an item for decision', () => {
    const items = [{ id: 'a', purpose: 'decision' as const }, { id: 'b', purpose: 'decision' as const }, { id: 'c', purpose: 'decision' as const }, { id: 'd', purpose: 'information' as const }, { id: 'e', purpose: 'decision' as const }].map((item) => ({ ...item, topic: null }))
    const paper = (item: string, more: { asks?: boolean; late?: boolean; admitted?: boolean } = {}) => ({ item, asks: true, late: false, admitted: false, withdrawn: false, ...more })
    expect(withoutPaper(items, [paper('a'), paper('b', { asks: false }), paper('c', { late: true }), paper('e', { late: true, admitted: true })]).map((item) => item.id)).toEqual(['b', 'c'])
  })

  it('R-1.5.1 the adoption of the agenda is asked by the provisional agenda itself', () => {
    expect(withoutPaper([{ id: 'a', purpose: 'decision', topic: 'adoption' }, { id: 'b', purpose: 'decision', topic: 'next-meeting' }], []).map((item) => item.id)).toEqual(['b'])
  })

  it('§8.2 row 3: Secretariat and Chair edit, members propose, partners only for their own consultation, sister bodies when invited', () => {
    const agenda = { state: 'PROVISIONAL' as const }
    for (const role of ['SD', 'CH'] as const) expect(canEdit(acting(role), { meeting: held(), agenda }).allowed).toBe(true)
    for (const role of ['HL', 'NF', 'HD', 'DE', 'LS', 'DP', 'OB', 'IN', 'PR', 'LE', 'AU', 'SA'] as const) expect(canEdit(acting(role, { party: 'THA' }), { meeting: held(), agenda }).allowed).toBe(false)
    expect(canEdit(acting('CH', { body: 'AMMTC' }), { meeting: held(), agenda }).allowed).toBe(false)
    const asks = (answer: 'yes' | 'own' | 'invited' | 'no', more = {}) => ({ meeting: held(), agenda, answer, invited: false, own: false, ...more })
    for (const role of ['NF', 'HD', 'LS'] as const) expect(canPropose(acting(role, { party: 'THA' }), asks('yes')).allowed).toBe(true)
    expect(canPropose(acting('DE', { party: 'THA' }), asks('yes')).allowed).toBe(false)
    expect(canPropose(acting('DP', { party: 'CHN' }), asks('own')).allowed).toBe(false)
    expect(canPropose(acting('DP', { party: 'CHN' }), asks('own', { own: true })).allowed).toBe(true)
    expect(canPropose(acting('OB', { party: 'ASEANAPOL' }), asks('invited'))).toEqual({ allowed: false, because: 'rights.invited-missing' })
    expect(canPropose(acting('OB', { party: 'ASEANAPOL' }), asks('invited', { invited: true })).allowed).toBe(true)
    expect(canPropose(acting('OB', { party: 'UNODC' }), asks('no')).allowed).toBe(false)
  })

  it('§8.2 row 4 R-8.3.1 the Secretariat puts the agenda to the Chair, who alone records its adoption, in an open meeting', () => {
    const agenda = { state: 'PROVISIONAL' as const, putAt: null }
    expect(canPut(acting('SD'), { meeting: held(), agenda }).allowed).toBe(true)
    expect(canPut(acting('CH'), { meeting: held(), agenda }).allowed).toBe(false)
    expect(canAdopt(acting('SD'), { meeting: held('OPENED'), agenda })).toEqual({ allowed: false, because: 'agenda.chair-adopts' })
    expect(canAdopt(acting('CH', { body: 'SOMTC' }), { meeting: held('OPENED'), agenda }).allowed).toBe(true)
    expect(canAdopt(acting('CH', { body: 'SOMTC' }), { meeting: held(), agenda })).toEqual({ allowed: false, because: 'agenda.not-open' })
    expect(canAdopt(acting('CH', { body: 'SOMTC' }), { meeting: held('OPENED'), agenda: { state: 'DRAFT' } }).allowed).toBe(false)
  })

  it('R-1.5.2 after adoption the Chair adds, with the record that nobody objected', () => {
    const adding = { meeting: held('OPENED'), agenda: { state: 'ADOPTED' as const } }
    expect(canAdd(acting('SD'), adding).allowed).toBe(false)
    expect(canAdd(acting('CH', { body: 'SOMTC' }), adding).allowed).toBe(true)
    expect(needsNoObjection(adding, { purpose: 'information', parentTopic: null })).toBe('after-adoption')
    expect(canEdit(acting('CH', { body: 'SOMTC' }), adding)).toEqual({ allowed: false, because: 'agenda.frozen' })
  })

  it('R-1.5.3 "Other matters" holds no decision that was not notified at the opening, unless nobody objects', () => {
    const other = { purpose: 'decision' as const, parentTopic: 'other-matters' as const }
    expect(needsNoObjection({ meeting: held('OPENED'), agenda: { state: 'PROVISIONAL' } }, other)).toBe('other-matters')
    expect(needsNoObjection({ meeting: held('OPENED'), agenda: { state: 'PROVISIONAL' } }, { ...other, purpose: 'discussion' })).toBeNull()
    expect(needsNoObjection({ meeting: held(), agenda: { state: 'PROVISIONAL' } }, other)).toBeNull()
  })

  it('a move among siblings keeps every item once', () => {
    expect(reordered(['a', 'b', 'c'], 'b', 'up')).toEqual(['b', 'a', 'c'])
    expect(reordered(['a', 'b', 'c'], 'b', 'down')).toEqual(['a', 'c', 'b'])
    expect(reordered(['a', 'b', 'c'], 'a', 'up')).toBeNull()
    expect(reordered(['a', 'b', 'c'], 'c', { before: 'a' })).toEqual(['c', 'a', 'b'])
    expect(reordered(['a', 'b', 'c'], 'a', { before: null })).toEqual(['b', 'c', 'a'])
    expect(reordered(['a', 'b'], 'x', 'up')).toBeNull()
    expect(reordered(['a', 'b', 'c'], 'a', { before: 'gone' })).toBeNull()
  })

  it('the operative verbs of a request are marked, in both languages', () => {
    const verbs = (text: string, lang: 'en' | 'th') => requestPieces(text, lang).filter((piece) => piece.verb).map((piece) => piece.text)
    const en = 'The Meeting is invited to take note of the table and to decide who leads it.'
    expect(verbs(en, 'en')).toEqual(['take note', 'decide'])
    expect(requestPieces(en, 'en').map((piece) => piece.text).join('')).toBe(en)
    expect(verbs('ขอให้ที่ประชุมรับทราบตารางติดตามผล และเห็นชอบร่างแผนงาน', 'th')).toEqual(['รับทราบ', 'เห็นชอบ'])
  })

  it('between two versions: what was added, taken off, renumbered and reworded', () => {
    const before = [frozenItem('a'), frozenItem('b', { request: { en: 'x', th: 'x' } }), frozenItem('gone')]
    const after = [frozenItem('a'), frozenItem('new'), frozenItem('b', { request: { en: 'y', th: 'x' } })]
    expect(changesBetween(before, after).map((change) => [change.kind, change.kind === 'changed' ? [change.after.id, change.fields] : change.item.id])).toEqual([['added', 'new'], ['changed', ['b', ['number', 'request']]], ['removed', 'gone']])
    expect(changesBetween(after, after)).toEqual([])
  })
})
