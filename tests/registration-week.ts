import { vi } from 'vitest'
import { setClock, type Browser } from '../src/modules/people/test-browser.ts'
import { type TestInstallation, testInstallation, testNow } from './installation.ts'
import { useSealingKey } from '../src/kernel/sealing.ts'
import { modules } from '../src/modules.ts'

/** The example week with everyone who is registered in it, over a database of its own. */
export async function exampleWeek(): Promise<TestInstallation> {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(testNow) })
  useSealingKey('a secret that only tests know, long enough')
  const house = await testInstallation({ template: 'record' })
  for (const name of ['people', 'meetings', 'delegations', 'registration']) await modules.find((module) => module.name === name)?.demonstrate?.(house.db, testNow)
  setClock(house, testNow)
  return house
}

/** A form with files, as a browser sends it. */
export async function sendFiles(house: TestInstallation, window: Browser, path: string, fields: Record<string, string | Blob | string[]>): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) body.set(name, value, 'a file')
    else for (const each of [value].flat()) body.append(name, each)
  }
  const cookie = [...window.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return house.app.request(path, { method: 'POST', headers: { origin: 'http://localhost', cookie }, body })
}
