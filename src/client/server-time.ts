/** What time it is at the server. The clock of this device is never asked: it may be wrong, and it may be set while we count. */
export interface ServerTime {
  /** Milliseconds, as the server counts them. */
  now(): number
  /** The server has said what time it is. */
  set(serverNow: number): void
}

export function serverTime(first: number): ServerTime {
  let offset = first - performance.now()
  return { now: () => performance.now() + offset, set: (serverNow) => { offset = serverNow - performance.now() } }
}

const thai = '๐๑๒๓๔๕๖๗๘๙'
export const inDigits = (text: string, digits: string | undefined): string => (digits === 'th' ? text.replace(/\d/g, (digit) => thai[Number(digit)] ?? digit) : text)

/** "1:10" of milliseconds left, as the server writes it. */
export function spanText(left: number, digits: string | undefined): string {
  const seconds = Math.ceil(Math.max(0, left) / 1000)
  return inDigits(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`, digits)
}

/** "11:42" or "11:42:16" on the wall of a zone; Thai as "๑๑.๔๒ น.". */
export function wallText(at: number, zone: string, digits: string | undefined, seconds: boolean): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}), hourCycle: 'h23' }).format(at)
  return digits === 'th' ? `${inDigits(parts.replaceAll(':', '.'), 'th')} น.` : parts
}

export interface Counting {
  /** Brings every clock inside to what it is now. */
  tick(): void
}

/** Counts down what ends at an instant of the server, says aloud when little is left and when nothing is, and asks for a new page at the end. */
export function countdown(root: HTMLElement, time: ServerTime, told: { warned: (left: string) => void; zero: () => void }): Counting {
  const said = new Set<string>()
  return {
    tick() {
      for (const clock of root.querySelectorAll<HTMLElement>('[data-clock]')) {
        const text = wallText(time.now(), clock.dataset['zone'] ?? 'UTC', clock.dataset['digits'], clock.dataset['minutes'] === undefined)
        if (clock.textContent !== text) clock.textContent = text
      }
      for (const place of root.querySelectorAll<HTMLElement>('[data-ends-at]')) {
        const end = Number(place.dataset['endsAt'])
        const left = end - time.now()
        const text = spanText(left, place.dataset['digits'])
        if (place.textContent !== text) place.textContent = text
        const limit = Number(place.dataset['limit'])
        for (const bar of root.querySelectorAll('[data-bar]')) bar.setAttribute('width', String(Math.round(100 - (Math.max(0, left) / limit) * 100)))
        place.classList.toggle('soon', left <= Number(place.dataset['warn']))
        const once = (name: string, work: () => void) => {
          if (said.has(`${name} ${end}`)) return
          said.add(`${name} ${end}`)
          work()
        }
        if (left <= 0) once('zero', told.zero)
        else if (left <= Number(place.dataset['warn'])) once('warned', () => told.warned(text))
      }
    },
  }
}
