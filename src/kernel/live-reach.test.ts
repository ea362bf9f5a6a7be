import { describe, expect, it } from 'vitest'
import { pageName, reachKeeper } from './live-reach.ts'

function room() {
  let now = 0
  const keeper = reachKeeper(() => now)
  return { keeper, at: (ms: number) => { now = ms } }
}

describe('how far a change has come (mock b06: “reached all in”)', () => {
  it('is known when the last page that was open has been answered with it, and not before', () => {
    const { keeper, at } = room()
    for (const page of ['page01', 'page02', 'page03']) keeper.opened('room', page)
    expect(keeper.reach('room')).toEqual({ open: 3, waiting: 0, ms: null })
    at(1000)
    keeper.signalled('room', '7')
    at(1200)
    keeper.answered(['room'], ['7'], 'page01')
    keeper.answered(['room'], ['7'], 'page01')
    // An answer from before the change acknowledges nothing.
    keeper.answered(['room'], ['6'], 'page02')
    expect(keeper.reach('room')).toEqual({ open: 3, waiting: 2, ms: null })
    keeper.answered(['room'], ['7'], 'page02')
    at(1400)
    keeper.answered(['room'], ['8'], 'page03')
    expect(keeper.reach('room')).toEqual({ open: 3, waiting: 0, ms: 400 })
  })

  it('does not wait for the page whose own act it was, answered before the signal came round', () => {
    const { keeper, at } = room()
    for (const page of ['page01', 'page02']) keeper.opened('room', page)
    keeper.answered(['room'], ['7'], 'page01')
    keeper.signalled('room', '7')
    expect(keeper.reach('room')).toEqual({ open: 2, waiting: 1, ms: null })
    at(200)
    keeper.answered(['room'], ['7'], 'page02')
    expect(keeper.reach('room')).toEqual({ open: 2, waiting: 0, ms: 200 })
    // The next one is waited for again.
    keeper.signalled('room', '8')
    expect(keeper.reach('room').waiting).toBe(2)
  })

  it('does not wait for who has left, nor for who came after it; a page that comes back with its own name is one page', () => {
    const { keeper, at } = room()
    const left = keeper.opened('room', 'page01')
    const second = keeper.opened('room', 'page02')
    keeper.signalled('room', '1')
    keeper.opened('room', 'page03')
    at(50)
    keeper.answered(['room'], ['1'], 'page02')
    at(300)
    left()
    expect(keeper.reach('room')).toEqual({ open: 2, waiting: 0, ms: 300 })
    const again = keeper.opened('room', 'page02')
    second()
    expect(keeper.reach('room').open).toBe(2)
    again()
    expect(keeper.reach('room').open).toBe(1)
  })

  it('tells who follows when all have it, and keeps nothing of a topic nobody has open', () => {
    const { keeper, at } = room()
    const heard: (number | null)[] = []
    const unfollow = keeper.follow('room', (reach) => heard.push(reach.ms))
    const closed = keeper.opened('room', 'page01')
    keeper.signalled('room', '1')
    at(80)
    keeper.answered(['room'], ['1'], 'page01')
    expect(heard).toEqual([80])
    closed()
    unfollow()
    expect(keeper.reach('room')).toEqual({ open: 0, waiting: 0, ms: null })
    keeper.answered(['room', 'another'], ['9', '9'], 'page01')
  })

  it('counts a page without a name, and takes no name that a page would not give itself', () => {
    const { keeper } = room()
    keeper.opened('room', null)
    keeper.signalled('room', '1')
    expect(keeper.reach('room')).toEqual({ open: 1, waiting: 0, ms: null })
    expect(['abc123def4', 'ABC123', 'a'.repeat(40), '', undefined, 'a b c d'].map(pageName)).toEqual(['abc123def4', null, null, null, null, null])
  })
})
