import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eicar } from '../../tests/fixtures/files.ts'
import { clamd, type Scan } from './virus.ts'

const megabyte = 1024 * 1024
const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-clamd-'))
const many = (size: number) => Readable.from((function* () {
  for (let sent = 0; sent < size; sent += 65536) yield Buffer.alloc(Math.min(65536, size - sent), 65)
})())

/** Speaks clamd's side of INSTREAM on a socket of its own: reads pieces by their lengths, knows one signature, has a limit. */
function speaker(place: string, more: { limit?: number; silent?: boolean } = {}): Promise<Server> {
  const serve = (socket: Socket) => {
    let held = Buffer.alloc(0)
    let begun = false
    let content = Buffer.alloc(0)
    const say = (text: string) => socket.end(`${text}\0`)
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk])
      if (!begun) {
        const end = held.indexOf(0)
        if (end < 0) return
        if (held.subarray(0, end).toString() !== 'zINSTREAM') return say('UNKNOWN COMMAND')
        begun = true
        held = held.subarray(end + 1)
      }
      while (held.byteLength >= 4) {
        const length = held.readUInt32BE(0)
        if (length === 0) return more.silent ? undefined : say(content.includes(eicar()) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK')
        if (held.byteLength < 4 + length) return
        content = Buffer.concat([content, held.subarray(4, 4 + length)])
        held = held.subarray(4 + length)
        if (content.byteLength > (more.limit ?? Infinity)) return say('INSTREAM size limit exceeded. ERROR')
      }
    })
  }
  return new Promise((resolve) => {
    const server = createServer(serve).listen(place, () => resolve(server))
  })
}

describe('the protocol of clamd, over a real socket', () => {
  const open: Server[] = []
  const at = async (name: string, more: { limit?: number; silent?: boolean } = {}) => {
    const place = path.join(folder, name)
    open.push(await speaker(place, more))
    return { path: place }
  }
  afterAll(() => open.forEach((server) => server.close()))

  it('says clean, and names what it found', async () => {
    const place = await at('a.sock')
    expect(await clamd(place).scan(many(3 * megabyte))).toEqual({ is: 'clean' })
    expect(await clamd(place).scan(Readable.from([eicar()]))).toEqual({ is: 'infected', by: 'Eicar-Test-Signature' })
  })
  it('one that is away, does not answer, or takes no such file has not scanned it, and that is said', async () => {
    expect(((await clamd({ path: path.join(folder, 'nobody.sock') }).scan(many(10)))).is).toBe('unscanned')
    expect(((await clamd({ host: '127.0.0.1', port: 1 }).scan(many(10)))).is).toBe('unscanned')
    expect((await clamd(await at('b.sock', { silent: true }), { patience: 200 }).scan(many(10))).is).toBe('unscanned')
    const full = await clamd(await at('c.sock', { limit: megabyte })).scan(many(20 * megabyte))
    expect(full.is).toBe('unscanned')
  })
})

const program = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find((place) => existsSync(place))

describe.runIf(program !== undefined)('a real ClamAV of this machine', () => {
  const place = { path: path.join(folder, 'clamd.sock') }
  let ended: Promise<unknown> = Promise.resolve()
  let stop = () => {}
  beforeAll(async () => {
    // One signature of our own: the size and hash of EICAR. The signatures of the world are not needed to prove that they are asked.
    writeFileSync(path.join(folder, 'own.hdb'), `${createHash('md5').update(eicar()).digest('hex')}:${eicar().byteLength}:Eicar-Test-Signature\n`)
    const settings = path.join(folder, 'clamd.conf')
    writeFileSync(settings, `LocalSocket ${place.path}\nDatabaseDirectory ${folder}\nForeground yes\nStreamMaxLength 300M\nMaxFileSize 300M\nMaxScanSize 300M\nLogFile ${folder}/clamd.log\n`)
    const child = spawn(program ?? '', ['--config-file', settings], { stdio: 'ignore' })
    ended = new Promise((resolve) => child.once('exit', resolve))
    stop = () => void child.kill('SIGTERM')
    for (let tries = 0; tries < 200 && !existsSync(place.path); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100))
  })
  afterAll(async () => {
    stop()
    await ended
  })

  it('lets a clean file through, also one of 200 MB, and finds EICAR', { timeout: 240_000 }, async () => {
    const scan = (bytes: Readable): Promise<Scan> => clamd(place).scan(bytes)
    expect(await scan(Readable.from([Buffer.from('a clean paper')]))).toEqual({ is: 'clean' })
    expect(await scan(Readable.from([eicar()]))).toEqual({ is: 'infected', by: 'Eicar-Test-Signature.UNOFFICIAL' })
    expect(await scan(many(200 * megabyte))).toEqual({ is: 'clean' })
  })
})
