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
