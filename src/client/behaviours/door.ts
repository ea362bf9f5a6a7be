import type { Behaviour } from '../behaviours.ts'

type Answer = 'in' | 'out' | 'not-here' | 'keep'
type Way = 'in' | 'out'
/** Hash of the code, answer, reason, delegation, 1 with a pin, 1 when inside. */
type Entry = [hash: string, answer: Answer, reason: string, party: string | null, pin: 0 | 1, inside: 0 | 1]
interface List { at: string; clock: string; from: string; until: string; state: string; capacity: number | null; overlays: number | null; inside: number; parties: Record<string, number>; badges: Entry[]; /** By how much the phone's clock is off, in milliseconds. */ off: number }
interface Waiting { key: string; hash: string; way: Way; at: number; given: Answer | null }
interface Told { key: string; answer?: Answer; reason?: string; refused?: string; name?: string; post?: string; delegation?: string; as?: string }

/** How long a door waits for the network before it answers from its list. */
const patience = 2500

/**
 * The door in the hand: reads codes by camera or keyboard, asks the system, and where there is no network answers from the list kept on
 * the phone. Scans wait in a queue and are sent later, each under its own key, so that it counts once however often it is sent.
 */
const door: Behaviour = (element) => {
  const session = element.dataset['session'] ?? ''
  const series = element.dataset['series'] ?? ''
  const form = element.querySelector<HTMLFormElement>('form[action="/door"]')
  const field = form?.querySelector<HTMLInputElement>('input[name="code"]')
  const words = element.querySelector<HTMLTemplateElement>('template[data-door-words]')?.content
  const big = element.querySelector<HTMLElement>('.big')
  const net = element.querySelector<HTMLElement>('[data-door-net]')
  if (!form || !field || !words || !big || !net) return
  const listKey = `door-list ${session}`
  const queueKey = `door-queue ${session}`
  let list = read<List>(listKey)
  let queue = read<Waiting[]>(queueKey) ?? []
  let sending: Promise<Told[] | null> | null = null

  const say = (attribute: string, value: string) => words.querySelector(`[data-${attribute}="${CSS.escape(value)}"]`)?.textContent ?? ''
  const netLine = (online: boolean) => {
    const state = online ? 'online' : list === null ? 'none' : 'offline'
    net.textContent = say('net', state).replace('{at}', list?.clock ?? '').replace('{n}', String(queue.length))
    net.dataset['state'] = state
  }

  const refresh = async () => {
    try {
      const answer = await fetch(`/door/list?session=${encodeURIComponent(session)}`, { signal: AbortSignal.timeout(8000), headers: { accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const fresh = (await answer.json()) as Omit<List, 'off'>
      list = { ...fresh, off: Date.parse(fresh.at) - Date.now() }
      keep(listKey, list)
      netLine(true)
    } catch {
      netLine(false)
    }
  }

  /** Sends everything that waits, oldest first. Null: no network; all of it waits on. */
  const send = (): Promise<Told[] | null> => {
    if (sending === null && queue.length === 0) return Promise.resolve([])
    sending ??= (async () => {
      const batch = queue.slice(0, 200)
      try {
        const answer = await fetch(`/door/scans?session=${encodeURIComponent(session)}`, {
          method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, signal: AbortSignal.timeout(patience),
          body: JSON.stringify(batch.map(({ key, hash, way, at, given }) => ({ key, hash, way, given, waitedMs: Math.max(0, Date.now() - at) }))),
        })
        if (!answer.ok) throw new Error(String(answer.status))
        const { answers } = (await answer.json()) as { answers: Told[] }
        const done = new Set(batch.map(({ key }) => key))
        queue = queue.filter(({ key }) => !done.has(key))
        keep(queueKey, queue)
        netLine(true)
        return answers
      } catch {
        netLine(false)
        return null
      } finally {
        sending = null
      }
    })()
    return sending
  }

  const byList = (hash: string, way: Way): { answer: Answer; reason: string } => {
    if (list === null) return { answer: 'not-here', reason: 'door.unknown' }
    const entry = list.badges.find(([known]) => known === hash)
    const no = (reason: string) => ({ answer: 'not-here' as const, reason })
    if (!entry) return no('door.unknown')
    const [, answer, reason, party, pin, inside] = entry
    if (answer === 'keep') return { answer, reason }
    const here = party ?? ''
    if (way === 'out') {
      if (inside === 1) {
        entry[5] = 0
        list.inside -= 1
        if (pin === 0) list.parties[here] = Math.max(0, (list.parties[here] ?? 0) - 1)
        keep(listKey, list)
      }
      return { answer: 'out', reason: 'door.left' }
    }
    if (answer !== 'in') return { answer, reason }
    const now = Date.now() + list.off
    if (list.state === 'closed') return no('door.closed')
    if (list.state === 'planned' && now < Date.parse(list.from)) return no('door.too-early')
    if (list.state === 'planned' && now >= Date.parse(list.until)) return no('door.over')
    if (inside === 0) {
      if (pin === 0 && list.overlays !== null && (list.parties[here] ?? 0) >= list.overlays) return no('door.overlays')
      if (list.capacity !== null && list.inside >= list.capacity) return no('door.full')
      entry[5] = 1
      list.inside += 1
      if (pin === 0) list.parties[here] = (list.parties[here] ?? 0) + 1
      keep(listKey, list)
    }
    return { answer: 'in', reason: 'door.may' }
  }

  const show = (answer: Answer, reason: string, told?: Told) => {
    const wording = words.querySelector<HTMLElement>(`[data-answer="${answer}"]`)
    element.className = `door door--${wording?.dataset['tone'] ?? 'wait'}`
    const sign = wording?.querySelector('svg')?.cloneNode(true)
    const head = document.createElement('h1')
    head.textContent = wording?.querySelector('b')?.textContent ?? ''
    const why = document.createElement('p')
    why.textContent = say('reason', reason)
    big.replaceChildren(...(sign ? [sign] : []), head, why)
    big.dataset['doorAnswer'] = answer
    element.querySelector('[data-door-card]')?.remove()
    const card = document.createElement('div')
    card.className = 'card'
    card.dataset['doorCard'] = ''
    const name = document.createElement('b')
    name.textContent = told?.name ?? ''
    const rest = document.createElement('span')
    rest.textContent = told ? [told.post, told.delegation, told.as].filter(Boolean).join(' · ') : (element.dataset['byList'] ?? '')
    card.append(name, ...(told?.name ? [document.createElement('br')] : []), rest)
    if (!told || told.name) big.after(card)
    tone(answer)
  }

  const scan = async (text: string) => {
    const code = codeOf(text)
    const way: Way = form.querySelector<HTMLInputElement>('input[name="way"]:checked')?.value === 'out' ? 'out' : 'in'
    if (code === null) {
      show('not-here', 'door.code', { key: '' })
      return
    }
    const waiting: Waiting = { key: crypto.randomUUID(), hash: await hashOf(series, code), way, at: Date.now(), given: null }
    // What waits from before goes first, so that the order of coming and going is kept.
    if (sending) await sending
    queue.push(waiting)
    keep(queueKey, queue)
    const told = (await send())?.find(({ key }) => key === waiting.key)
    if (told?.answer) {
      const entry = list?.badges.find(([known]) => known === waiting.hash)
      if (entry && told.answer === 'in') entry[5] = 1
      if (entry && told.answer === 'out') entry[5] = 0
      show(told.answer, told.reason ?? '', told)
    } else if (told?.refused) show('not-here', told.refused, told)
    else {
      const given = byList(waiting.hash, way)
      waiting.given = given.answer
      keep(queueKey, queue)
      show(given.answer, given.reason)
      netLine(false)
    }
    field.value = ''
  }

  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    event.stopPropagation()
    void scan(field.value)
  }
  const camera = startCamera(element, (text) => void scan(text))
  const onOnline = () => void send().then(refresh)
  form.addEventListener('submit', onSubmit, true)
  window.addEventListener('online', onOnline)
  const timers = [window.setInterval(() => void refresh(), 60_000), window.setInterval(() => void (queue.length > 0 && send()), 10_000)]
  void send().then(refresh).then(() => {
    element.dataset['ready'] = ''
  })
  return () => {
    form.removeEventListener('submit', onSubmit, true)
    window.removeEventListener('online', onOnline)
    for (const timer of timers) window.clearInterval(timer)
    camera()
  }
}

/** The same reading as the server's: any case, dashes, O for 0, I and L for 1, or the address in the picture. */
function codeOf(text: string): string | null {
  const given = /[?&#]code=([^&#]+)/.exec(text)?.[1] ?? text
  const clean = given.normalize('NFKC').replace(/[๐-๙]/g, (digit) => String('๐๑๒๓๔๕๖๗๘๙'.indexOf(digit))).toUpperCase().replace(/[\s\-–‐]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(clean) ? clean : null
}

async function hashOf(series: string, code: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${series}:${code}`)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, 32)
}

const tunes: Record<Answer, [hertz: number, seconds: number, times: number, vibrate: number[]]> = { in: [880, 0.12, 1, [60]], out: [660, 0.12, 1, [60]], 'not-here': [220, 0.45, 1, [300]], keep: [300, 0.16, 3, [150, 80, 150, 80, 150]] }
let audio: AudioContext | undefined

/** A different tone and a different tremble for each answer, for eyes that are on the guest. */
function tone(answer: Answer) {
  const [hertz, seconds, times, vibrate] = tunes[answer]
  try {
    navigator.vibrate?.(vibrate)
    audio ??= new AudioContext()
    for (let n = 0; n < times; n++) {
      const voice = audio.createOscillator()
      const volume = audio.createGain()
      volume.gain.value = 0.15
      voice.frequency.value = hertz
      voice.connect(volume).connect(audio.destination)
      const start = audio.currentTime + n * seconds * 1.6
      voice.start(start)
      voice.stop(start + seconds)
    }
  } catch {
    // A phone that may make no sound still shows shape, colour and words.
  }
}

interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
declare global {
  interface Window { BarcodeDetector?: new (options: { formats: string[] }) => Detector }
}

/** Looks four times a second; the same badge held on is read once. Gives how to stop. */
function startCamera(element: HTMLElement, found: (text: string) => void): () => void {
  const button = element.querySelector<HTMLButtonElement>('[data-door-camera]')
  const video = element.querySelector<HTMLVideoElement>('[data-door-video]')
  let stream: MediaStream | undefined
  let timer: number | undefined
  let last = ''
  const stop = () => {
    window.clearTimeout(timer)
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
    if (video) video.hidden = true
    if (button) button.textContent = button.dataset['on'] ?? ''
  }
  const start = async () => {
    if (!button || !video) return
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      video.srcObject = stream
      video.hidden = false
      await video.play()
      button.textContent = button.dataset['off'] ?? ''
      const look = await looker(video)
      const again = async () => {
        const text = await look().catch(() => null)
        if (text !== null && text !== last) {
          last = text
          window.setTimeout(() => { last = '' }, 4000)
          found(text)
        }
        if (stream) timer = window.setTimeout(() => void again(), 250)
      }
      void again()
    } catch {
      stop()
      button.textContent = button.dataset['none'] ?? ''
      button.disabled = true
    }
  }
  const onClick = () => void (stream ? stop() : start())
  button?.addEventListener('click', onClick)
  return () => {
    button?.removeEventListener('click', onClick)
    stop()
  }
}

/** The browser's own reader where it has one, else a small one that is fetched now. */
async function looker(video: HTMLVideoElement): Promise<() => Promise<string | null>> {
  if (window.BarcodeDetector) {
    const detector = new window.BarcodeDetector({ formats: ['qr_code'] })
    return async () => (await detector.detect(video))[0]?.rawValue ?? null
  }
  const { default: jsqr } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const picture = canvas.getContext('2d', { willReadFrequently: true })
  return async () => {
    if (!picture || video.videoWidth === 0) return null
    canvas.width = Math.min(640, video.videoWidth)
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth)
    picture.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = picture.getImageData(0, 0, canvas.width, canvas.height)
    return jsqr(data, width, height)?.data ?? null
  }
}

function read<Value>(key: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null
  } catch {
    return null
  }
}

function keep(key: string, value: unknown) {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Without storage the list and the queue last as long as the page.
  }
}

export default door
