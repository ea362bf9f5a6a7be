import { describe, expect, it, vi } from 'vitest'
import { inLine } from './in-line.ts'

/** What is sent is answered when the test says so. */
function counter() {
  const sent: { questions: readonly string[]; answer: (text: string) => void; fail: (error: Error) => void }[] = []
  const idle = vi.fn()
  const ask = inLine((questions: readonly string[]) => new Promise<string>((resolve, reject) => sent.push({ questions, answer: resolve, fail: reject })), idle)
  return { sent, ask, idle, turn: () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve))) }
}

describe('asking in line', () => {
  it('those who come in one turn are asked for together, each with a place of its own', async () => {
    const { sent, ask, turn } = counter()
    const all = Promise.all(['a', 'b', 'c'].map(ask))
    await turn()
    expect(sent.map(({ questions }) => questions)).toEqual([['a', 'b', 'c']])
    sent[0]?.answer('yes')
    expect(await all).toEqual([{ answer: 'yes', place: 0 }, { answer: 'yes', place: 1 }, { answer: 'yes', place: 2 }])
  })

  it('who comes while one is on its way waits for the next, so that nobody is told of what stood before he asked', async () => {
    const { sent, ask, turn } = counter()
    const first = ask('a')
    await turn()
    const [second, third] = [ask('b'), ask('c')]
    await turn()
    expect(sent).toHaveLength(1)
    sent[0]?.answer('old')
    expect(await first).toEqual({ answer: 'old', place: 0 })
    await turn()
    expect(sent[1]?.questions).toEqual(['b', 'c'])
    sent[1]?.answer('new')
    expect(await Promise.all([second, third])).toEqual([{ answer: 'new', place: 0 }, { answer: 'new', place: 1 }])
  })

  it('a failure is told to those who were asked for, and holds up nobody after them', async () => {
    const { sent, ask, idle, turn } = counter()
    const failed = Promise.allSettled([ask('a'), ask('b')])
    await turn()
    const after = ask('c')
    sent[0]?.fail(new Error('gone'))
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await turn()
    sent[1]?.answer('yes')
    expect(await after).toEqual({ answer: 'yes', place: 0 })
    await turn()
    expect(idle).toHaveBeenCalledTimes(1)
  })
})
