import { dataVersion, type Db } from './db.ts'

/**
 * A small store of what was worked out from the database, each under a key that carries the data version: an entry is
 * never stale, only unused. Holds `size` entries and forgets the oldest.
 */
export function memo<Value>(size: number) {
  const kept = new Map<string, Promise<Value>>()
  return (key: string, work: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key)
    if (known !== undefined) {
      kept.delete(key)
      kept.set(key, known)
      return known
    }
    const made = work()
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    if (kept.size > size) kept.delete(kept.keys().next().value as string)
    return made
  }
}

/**
 * A reading of what is the same for every reader, remembered while the data stand as they are. `size` answers are kept for each database
 * (tests have several in one process). Inside a transaction it reads anew: what is not committed is nobody else's.
 * The answer is shared, so its list cannot be changed.
 */
export function remembered<Asked extends unknown[], Value>(size: number, read: (db: Db, ...asked: Asked) => Promise<Value>): (db: Db, ...asked: Asked) => Promise<Value> {
  const kept = new WeakMap<Db, ReturnType<typeof memo<Value>>>()
  return async (db, ...asked) => {
    if (db.isTransaction) return read(db, ...asked)
    const remember = kept.get(db) ?? memo<Value>(size)
    kept.set(db, remember)
    return remember(`${await dataVersion(db)} ${JSON.stringify(asked)}`, async () => Object.freeze(await read(db, ...asked)))
  }
}

/**
 * The same for what depends on who asks: the caller's key must name everything the answer depends on besides the data. Nothing is kept
 * inside a transaction.
 */
export function keptFor<Value extends object>(size: number): (db: Db, key: string, read: () => Promise<Value>) => Promise<Readonly<Value>> {
  const kept = new WeakMap<Db, ReturnType<typeof memo<Value>>>()
  return async (db, key, read) => {
    if (db.isTransaction) return read()
    const remember = kept.get(db) ?? memo<Value>(size)
    kept.set(db, remember)
    return remember(`${await dataVersion(db)} ${key}`, async () => Object.freeze(await read()) as Value)
  }
}
