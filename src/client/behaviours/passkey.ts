/** Runs the browser's passkey dialogue for a button: to sign in, or to add a passkey to the own account. */
export default function passkey(element: HTMLElement) {
  const button = element.querySelector('button')
  const failed = element.querySelector<HTMLElement>('[role="alert"]')
  if (!button || !('PublicKeyCredential' in window) || typeof PublicKeyCredential.parseRequestOptionsFromJSON !== 'function') {
    element.hidden = true
    return
  }
  const run = async () => {
    button.disabled = true
    if (failed) failed.textContent = ''
    try {
      const location = element.dataset['kind'] === 'register' ? await register() : await signIn(element.dataset['next'])
      window.location.assign(location)
      if (location.includes('#')) window.location.reload()
    } catch {
      if (failed) failed.textContent = element.dataset['failed'] ?? ''
    } finally {
      button.disabled = false
    }
  }
  button.addEventListener('click', () => void run())
}

async function register(): Promise<string> {
  const options = (await ask('/account/passkeys/options', {})) as unknown as PublicKeyCredentialCreationOptionsJSON
  const made = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
  return locationOf(await ask('/account/passkeys', { response: jsonOf(made) }))
}

async function signIn(next: string | undefined): Promise<string> {
  const options = (await ask('/sign-in/passkey/options', {})) as unknown as PublicKeyCredentialRequestOptionsJSON
  const shown = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return locationOf(await ask('/sign-in/passkey', { response: jsonOf(shown), next }))
}

const jsonOf = (credential: Credential | null) => {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey')
  return credential.toJSON() as unknown
}

const locationOf = (answer: Record<string, unknown>) => (typeof answer['location'] === 'string' ? answer['location'] : '/')

async function ask(address: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as Record<string, unknown>
}
