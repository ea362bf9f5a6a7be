import type { QueryResult } from 'kysely'

type Rows = QueryResult<unknown>
interface Kept {
  answer: Promise<Rows>
  /** When it was asked, where the question names the instant. */
  at: string | null
  size: number
}

/** All answers of one database together, in characters of their values. */
const room = 8_000_000

/** Readings that tell something else each time they are asked. */
const unsteady = /\b(?:now\(\)|current_(?:date|time|timestamp|setting)|clock_timestamp|statement_timestamp|random\(|gen_random_uuid|txid_)/i

/**
 * Answers of PostgreSQL that several requests may share: the same statement with the same values, while the data stand as they are. Whoever
 * asks is in the statement and its values, and so is everything else an answer depends on: two readers share only what both were told.
 *
 * The instant of the request is one of the values, and no two requests have the same. It counts to the minute: what begins or ends by the
 * clock alone, within a minute, is seen at the latest when that minute is over; what somebody writes is seen at once.
 */
export class KeptReads {
  #version = -1n
  #minute = ''
  #kept = new Map<string, Kept>()
  #used = 0

  /** `values` with the instant in them; `ask` sends the statement. Null: not to be kept, because the data have moved on. */
  read(version: bigint, now: string, text: string, values: readonly unknown[], ask: () => Promise<Rows>): Promise<Rows> {
    if (version < this.#version || unsteady.test(text)) return ask()
    // Each minute all of it is asked anew: also what another program wrote without moving the number shows by then.
    const minute = now.slice(0, 16)
    if (version > this.#version || minute !== this.#minute) {
      this.#version = version
      this.#minute = minute
      this.#kept.clear()
      this.#used = 0
    }
    let timed = false
    const named = JSON.stringify(values, (_key, value: unknown) => {
      if (value !== now) return value
      timed = true
      return '\u0001'
    })
    const key = `${named}\u0000${text}`
    const known = this.#kept.get(key)
    if (known !== undefined && (known.at === null || known.at <= now)) {
      this.#kept.delete(key)
      this.#kept.set(key, known)
      return known.answer
    }
    const kept: Kept = { answer: ask(), at: timed ? now : null, size: 0 }
    this.#kept.set(key, kept)
    kept.answer.then((answer) => this.#settle(key, kept, answer), () => { if (this.#kept.get(key) === kept) this.#kept.delete(key) })
    return kept.answer
  }

  #settle(key: string, kept: Kept, answer: Rows): void {
    for (const row of answer.rows) for (const value of Object.values(row as object)) freeze(value)
    if (this.#kept.get(key) !== kept) return
    // Bytes cannot be frozen, and are too many to keep.
    if (answer.rows.some((row) => Object.values(row as object).some(ArrayBuffer.isView))) return void this.#kept.delete(key)
    kept.size = key.length + sizeOf(answer.rows)
    this.#used += kept.size
    if (kept.size > room / 8) this.#drop(key, kept)
    for (const [oldest, each] of this.#kept) {
      if (this.#used <= room) break
      this.#drop(oldest, each)
    }
  }

  #drop(key: string, kept: Kept): void {
    this.#kept.delete(key)
    this.#used -= kept.size
  }
}

/** What several requests hold is nobody's to change. */
function freeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
}

/** Of a long answer from its first rows. */
function sizeOf(rows: readonly unknown[]): number {
  const looked = rows.slice(0, 20)
  return looked.length === 0 ? 0 : (JSON.stringify(looked).length * rows.length) / looked.length
}
