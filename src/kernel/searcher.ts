import type { Reply } from './http.ts'
import type { Searcher } from './search.ts'

/** Who searches in this request, with the rules of every module. */
export function searcherOf(c: Reply): Searcher {
  return { actor: c.var.actor, now: c.var.now, scopes: c.var.site.modules.flatMap((module) => module.searchScopes ?? []) }
}
