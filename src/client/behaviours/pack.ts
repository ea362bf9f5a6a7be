import type { Behaviour } from '../behaviours.ts'
import { listOf, packName } from '../packs.ts'

/** Keeps the papers of a meeting on this device, for a room without a network, and brings them up to date when the page is opened with one. */
const pack: Behaviour = (element) => {
  const { meeting = '', page = '' } = element.dataset
  const say = JSON.parse(element.dataset['say'] ?? '{}') as Record<'keep' | 'update' | 'keeping' | 'kept' | 'failed' | 'unable' | 'remove' | 'removed' | 'offline', string>
  const reader = document.body.dataset['reader']
  const status = element.querySelector<HTMLElement>('[role="status"]')
  const bar = element.querySelector('progress')
  const [keep, remove] = element.querySelectorAll('button')
  if (!status || !bar || !keep || !remove) return
  element.hidden = false
  if (reader === undefined || !('serviceWorker' in navigator) || !('caches' in window)) {
    status.textContent = say.unable
    return
  }
  const name = packName(reader, meeting)
  const digits = (value: number) => (document.documentElement.lang === 'th' ? String(value).replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit) : String(value))

  const show = async () => {
    const has = await caches.has(name)
    keep.hidden = false
    keep.textContent = has ? say.update : say.keep
    remove.hidden = !has
    const count = has ? (await (await caches.open(name)).keys()).filter((request) => new URL(request.url).pathname.startsWith(`${page}/`)).length : 0
    status.textContent = has ? say.kept.replace('%', digits(count)) : ''
    element.dataset['state'] = has ? 'kept' : 'none'
    return has
  }

  const fill = async () => {
    keep.disabled = true
    element.dataset['state'] = 'keeping'
    try {
      await navigator.serviceWorker.register('/sw.js', { scope: '/meetings/' })
      await navigator.serviceWorker.ready
      const list = await listOf(meeting)
      if (list === null) {
        await caches.delete(name)
        return void (await show())
      }
      const cache = await caches.open(name)
      const wanted = new Set(list.files.map((file) => new URL(file.url, location.href).href))
      for (const request of await cache.keys()) if (new URL(request.url).pathname.startsWith(`${page}/`) && !wanted.has(request.url)) await cache.delete(request)
      bar.hidden = false
      bar.max = Math.max(1, list.files.length)
      for (const [index, file] of list.files.entries()) {
        status.textContent = say.keeping.replace('%', digits(index + 1)).replace('%', digits(list.files.length))
        bar.value = index
        if (await cache.match(file.url)) continue
        const answer = await fetch(file.url)
        if (answer.ok) await cache.put(file.url, answer)
        else if (answer.status >= 500) throw new Error(String(answer.status))
      }
      // The page that leads through them, and what it looks like.
      const looks = performance.getEntriesByType('resource').map((entry) => entry.name).filter((address) => new URL(address).pathname.startsWith('/assets/'))
      for (const address of new Set(looks)) await fetch(address).then((answer) => (answer.ok ? cache.put(address, answer) : undefined))
      await cache.put(page, await fetch(page, { headers: { accept: 'text/html' } }))
      await show()
    } catch {
      await show()
      status.textContent = navigator.onLine ? say.failed : say.offline
    } finally {
      bar.hidden = true
      keep.disabled = false
    }
  }
  const drop = async () => {
    await caches.delete(name)
    await show()
    status.textContent = say.removed
    keep.focus()
  }

  const onKeep = () => void fill()
  const onRemove = () => void drop()
  keep.addEventListener('click', onKeep)
  remove.addEventListener('click', onRemove)
  void show().then((has) => {
    if (has && navigator.onLine) void fill()
  })
}

export default pack
