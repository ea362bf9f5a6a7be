import { type Db, dataVersion } from './db.ts'
import type { Reply } from './http.ts'
import { memo } from './memo.ts'
import type { Need } from './module.ts'

const kept = new WeakMap<Db, ReturnType<typeof memo<Need[]>>>()

/** What waits for this actor, from every module: worked out once for each capacity, day and language while the data stand as they are. */
export async function needsOf(c: Reply): Promise<Need[]> {
  const { db, actor, now, today, lang, site } = c.var
  const remember = kept.get(db) ?? memo<Need[]>(100)
  kept.set(db, remember)
  return remember([await dataVersion(db), today, lang, actor.person?.id, actor.capacity?.id].join(' '), async () =>
    (await Promise.all(site.modules.map((module) => module.needs?.({ db, actor, now, today, lang }) ?? []))).flat())
}
