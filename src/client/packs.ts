/** A pack is kept under `pack|<reader>|<meeting>`: what one reader kept is never another's. */
export const packName = (reader: string, meeting: string): string => `pack|${reader}|${meeting}`

export interface PackList {
  page: string
  files: { url: string; bytes: number }[]
}

/** How often a pack is compared with what its reader still may see, in milliseconds. */
const patience = 60_000
const looked = new Map<string, number>()

/**
 * On every page: packs of whoever is not the reader of this page go (he signed out, another came, the capacity changed), and of his own
 * what he may not see any more. Without a network nothing is known, and nothing goes.
 */
export async function tendPacks(): Promise<void> {
  if (!('caches' in window)) return
  const reader = document.body.dataset['reader'] ?? ''
  for (const name of await caches.keys()) {
    const [kind, owner, meeting] = name.split('|')
    if (kind !== 'pack' || meeting === undefined) continue
    if (owner !== reader) await caches.delete(name)
    else if (Date.now() - (looked.get(name) ?? 0) > patience) {
      looked.set(name, Date.now())
      await comparePack(name, meeting)
    }
  }
}

/** Takes out of a pack what its reader may not see any more; all of it when the meeting is not his. */
async function comparePack(name: string, meeting: string): Promise<void> {
  const list = await listOf(meeting).catch(() => undefined)
  if (list === undefined) return
  if (list === null) return void (await caches.delete(name))
  const cache = await caches.open(name)
  const allowed = new Set(list.files.map((file) => new URL(file.url, location.href).pathname))
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith(`${list.page}/`) && !allowed.has(pathname)) await cache.delete(request)
  }
}

/** What the reader's pack of a meeting holds now; null when there is none for him. Throws without a network. */
export async function listOf(meeting: string): Promise<PackList | null> {
  const answer = await fetch(`/meetings/${meeting}/pack.json`, { headers: { accept: 'application/json' } })
  if (answer.status >= 500) throw new Error(String(answer.status))
  return answer.ok ? ((await answer.json()) as PackList) : null
}
