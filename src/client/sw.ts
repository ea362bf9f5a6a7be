/**
 * Serves kept packs of papers where there is no network, and nothing else: with a network everything comes from the server, which
 * knows whether the reader still may. An answer that he may not wipes what was kept. Stands alone: it is no module.
 */
interface Worker {
  location: Location
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(name: 'install' | 'activate', heard: (event: { waitUntil(done: Promise<unknown>): void }) => void): void
  addEventListener(name: 'fetch', heard: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void
}
const worker = self as unknown as Worker

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return
  const meeting = /^\/meetings\/([^/]+\/[^/]+)\/pack(?:\/|\.json$|$)/.exec(address.pathname)?.[1]
  if (meeting !== undefined) event.respondWith(live(request, decodeURIComponent(meeting)))
  else if (address.pathname.startsWith('/assets/')) event.respondWith(fetch(request).catch(() => kept(request)))
})

async function live(request: Request, meeting: string): Promise<Response> {
  try {
    const answer = await fetch(request)
    if ([401, 403, 404, 410].includes(answer.status) && !new URL(request.url).pathname.includes('/pack/')) await wipe(meeting)
    return answer
  } catch {
    return kept(request)
  }
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? Response.error()
}

async function wipe(meeting: string): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('pack|') && name.endsWith(`|${meeting}`)) await caches.delete(name)
}
