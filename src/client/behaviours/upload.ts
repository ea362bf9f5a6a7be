import { Upload } from 'tus-js-client'
import type { Behaviour } from '../behaviours.ts'

type Said = 'sending' | 'checking' | 'paused' | 'broken' | 'gave-up' | 'found' | 'pause' | 'resume' | 'remove' | 'wait' | 'drop' | 'large'
interface Found { state: 'arriving' | 'ready' | 'refused' | 'taken'; name: string; said: string }

/**
 * A file field that sends at once, in pieces: the form then carries only the upload's name. What was sent stays sent: after a break,
 * or when the same file is chosen again after a reload, it goes on from there. Progress is told to those who do not see it, in tens.
 */
const upload: Behaviour = (element) => {
  const input = element.querySelector<HTMLInputElement>('input[type="file"]')
  const hidden = element.querySelector<HTMLInputElement>('input[type="hidden"]')
  const form = element.closest('form')
  if (!input || !hidden || !form) return
  const say = JSON.parse(element.dataset['say'] ?? '{}') as Record<Said, string>
  const { endpoint = '', meeting = '' } = element.dataset
  const limit = Number(element.dataset['limit'])

  const status = make('p', 'mf-upload__said')
  status.setAttribute('role', 'status')
  const bar = make('progress', 'mf-upload__bar')
  bar.max = 100
  bar.hidden = true
  bar.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '')
  const pause = button(say.pause)
  const remove = button(say.remove)
  const tools = make('p', 'mf-upload__tools')
  tools.append(pause, remove)
  tools.hidden = true
  element.append(bar, status, tools)
  element.classList.add('is-live')
  status.textContent = hidden.value === '' ? say.drop : ''

  let running: Upload | null = null
  let state: 'idle' | 'sending' | 'paused' | 'checking' | 'done' = hidden.value === '' ? 'idle' : 'done'
  let told = -1
  let again = 0
  const tell = (text: string, wrong = false) => {
    status.textContent = text
    status.classList.toggle('govuk-error-message', wrong)
  }
  const go = (next: typeof state) => {
    state = next
    bar.hidden = !(next === 'sending' || next === 'paused' || next === 'checking')
    tools.hidden = next === 'idle'
    pause.hidden = !(next === 'sending' || next === 'paused')
    pause.textContent = next === 'paused' ? say.resume : say.pause
    element.dataset['state'] = next
  }
  const digits = (value: number) => (document.documentElement.lang === 'th' ? String(value).replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit) : String(value))

  const begin = (file: File, fresh = false) => {
    stop()
    hidden.value = ''
    element.querySelector('.mf-upload__kept')?.remove()
    told = -1
    if (file.size > limit) return tell(say.large, true)
    const sending = new Upload(file, {
      endpoint, metadata: { filename: file.name, meeting }, chunkSize: 16 * 1024 * 1024, retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000, 30_000], removeFingerprintOnSuccess: true,
      fingerprint: (chosen) => Promise.resolve(['mufakat', meeting, file.name, chosen.size, file.lastModified].join('|')),
      onProgress(sent, total) {
        const percent = total === 0 ? 0 : Math.floor((sent / total) * 100)
        bar.value = percent
        if (state !== 'sending' || Math.floor(percent / 10) === told) return
        told = Math.floor(percent / 10)
        tell(say.sending.replace('%', digits(percent)))
      },
      onShouldRetry(error) {
        const code = error.originalResponse?.getStatus() ?? 0
        const retry = code === 0 || code === 409 || code === 423 || code >= 500
        if (retry) tell(say.broken)
        return retry
      },
      onError(error) {
        const answer = 'originalResponse' in error ? error.originalResponse : null
        if (answer && answer.getStatus() >= 400 && answer.getStatus() < 500) {
          go('idle')
          return tell(wordsOf(answer.getBody()) ?? say['gave-up'], true)
        }
        go('paused')
        tell(say['gave-up'], true)
      },
      onSuccess: () => void settle(file, sending.url?.split('/').at(-1) ?? ''),
    })
    running = sending
    go('sending')
    const start = async () => {
      const before = fresh ? [] : await sending.findPreviousUploads()
      if (running !== sending) return
      if (before[0]) {
        sending.resumeFromPreviousUpload(before[0])
        tell(say.found)
      } else tell(say.sending.replace('%', digits(0)))
      sending.start()
    }
    void start()
  }

  /** Arrived: what it was found to be. While the virus scanner is away it is asked again. */
  const settle = async (file: File, id: string) => {
    go('checking')
    tell(say.checking)
    const answer = await fetch(`${endpoint}/${id}`, { headers: { accept: 'application/json' } }).catch(() => null)
    if (answer === null || answer.status >= 500) return void (again = window.setTimeout(() => void settle(file, id), 5000))
    const found = answer.ok ? ((await answer.json()) as Found) : null
    if (found === null || found.state === 'taken') return begin(file, true)
    if (found.state === 'refused') {
      go('idle')
      input.value = ''
      return tell(found.said, true)
    }
    if (found.state === 'arriving') {
      tell(found.said, true)
      return void (again = window.setTimeout(() => void settle(file, id), 20_000))
    }
    hidden.value = id
    input.value = ''
    running = null
    go('done')
    tell(`${found.name}: ${found.said}`)
  }

  const stop = () => {
    window.clearTimeout(again)
    void running?.abort()
    running = null
  }
  const onChange = () => {
    const file = input.files?.[0]
    if (file) begin(file)
  }
  const onOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    element.classList.add('is-over')
  }
  const onLeave = () => element.classList.remove('is-over')
  const onDrop = (event: DragEvent) => {
    onLeave()
    const file = event.dataTransfer?.files[0]
    if (!file) return
    event.preventDefault()
    begin(file)
  }
  const onPause = () => {
    if (state === 'sending') {
      void running?.abort()
      go('paused')
      tell(say.paused)
    } else if (state === 'paused') {
      go('sending')
      told = -1
      running?.start()
    }
  }
  const onRemove = () => {
    const id = hidden.value
    // The whole upload goes: its draft here, and what the browser remembers of it.
    if (id !== '') void fetch(`${endpoint}/${id}`, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })
    else void running?.abort(true)
    stop()
    hidden.value = ''
    input.value = ''
    go('idle')
    tell(say.drop)
    input.focus()
  }
  const onSubmit = (event: SubmitEvent) => {
    if (state !== 'sending' && state !== 'checking' && state !== 'paused') return
    event.preventDefault()
    event.stopImmediatePropagation()
    tell(state === 'paused' ? say.paused : say.wait, true)
  }

  input.addEventListener('change', onChange)
  element.addEventListener('dragover', onOver)
  element.addEventListener('dragleave', onLeave)
  element.addEventListener('drop', onDrop)
  pause.addEventListener('click', onPause)
  remove.addEventListener('click', onRemove)
  form.addEventListener('submit', onSubmit, true)
  go(state)
  return () => {
    stop()
    form.removeEventListener('submit', onSubmit, true)
  }
}

/** What the server said of a refusal, in the reader's language. */
function wordsOf(body: string): string | null {
  try {
    const { said } = JSON.parse(body) as { said?: unknown }
    return typeof said === 'string' ? said : null
  } catch {
    return null
  }
}

function make<Name extends 'p' | 'progress'>(name: Name, css: string): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.className = css
  return element
}

function button(text: string): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'govuk-button govuk-button--secondary govuk-button--small'
  element.textContent = text
  return element
}

export default upload
