import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serve } from '@hono/node-server'
import { testInstallation, type TestInstallation } from '../../tests/installation.ts'

let here: TestInstallation
beforeAll(async () => { here = await testInstallation({ env: { VISITOR_CACHE_MB: '0' } }) })
afterAll(() => here.close())

const ask = (accept?: string) => here.app.request('/about?lang=th', { headers: accept === undefined ? {} : { 'accept-encoding': accept } })

it('a page is packed for whoever takes it, and says the same as the plain one', async () => {
  const plain = await ask()
  expect(plain.headers.get('content-encoding')).toBe(null)
  const text = await plain.text()
  expect(text).toContain('<html lang="th"')
  const packed = await ask('br, gzip;q=0.8')
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('content-type')).toBe('text/html; charset=UTF-8')
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(text)
})

it('whoever refuses it is not sent it, and what stands between is told that answers differ', async () => {
  for (const accept of ['identity', 'gzip;q=0', 'br']) {
    const answer = await ask(accept)
    expect([accept, answer.headers.get('content-encoding')]).toEqual([accept, null])
    expect(answer.headers.get('vary')).toMatch(/Accept-Encoding/i)
  }
})

it('over a socket the number of its bytes is told before they come', async () => {
  const server = serve({ fetch: here.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', () => resolve())))
  const address = server.address()
  const answer = await fetch(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/about?lang=en`, { headers: { 'accept-encoding': 'identity' } })
  const bytes = await answer.arrayBuffer()
  expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength))
  await new Promise((resolve) => server.close(resolve))
})
