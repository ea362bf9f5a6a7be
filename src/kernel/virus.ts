import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

export type Scan = { is: 'clean' } | { is: 'infected'; by: string } | { /** It did not answer, or could not read the file. */ is: 'unscanned'; why: string }

/** Looks through a file for viruses. */
export interface Scanner {
  scan(bytes: Readable): Promise<Scan>
}

/** Where clamd listens: a socket of this machine, or a host and port. */
export type ClamdPlace = { path: string } | { host: string; port: number }

/** clamd over its own protocol (INSTREAM): the bytes go in pieces with their lengths, so that a file of any size needs no memory. */
export function clamd(place: ClamdPlace, options: { /** Without a word from it, in milliseconds. */ patience?: number } = {}): Scanner {
  return {
    async scan(bytes) {
      const socket = connect(place)
      socket.setTimeout(options.patience ?? 60_000, () => socket.destroy(new Error('no answer')))
      const answered = answerOf(socket)
      // What fails is told by the answer; here it must only not go unheard.
      answered.catch(() => {})
      try {
        await send(socket, bytes)
        return judged(await answered)
      } catch (error) {
        // It may have said why before it hung up, such as a file beyond its own limit.
        const said = await answered.catch(() => '')
        if (said !== '') return judged(said)
        return { is: 'unscanned', why: error instanceof Error ? error.message : String(error) }
      } finally {
        bytes.destroy()
        socket.destroy()
      }
    },
  }
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('hung up')))
  })
  let broken: Error | undefined
  socket.on('error', (error) => (broken = error))
  socket.on('close', () => (broken ??= new Error('hung up')))
  const write = (chunk: Buffer | string) =>
    new Promise<void>((resolve, reject) => {
      if (broken) return reject(broken)
      socket.write(chunk, (error) => (error ? reject(error) : resolve()))
    })
  await write('zINSTREAM\0')
  for await (const chunk of bytes) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE((chunk as Buffer).byteLength)
    await write(length)
    await write(chunk as Buffer)
  }
  await write(Buffer.alloc(4))
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('\0')) resolve(text.replace(/\0.*$/s, ''))
    })
    socket.once('error', reject)
    socket.once('close', () => (text === '' ? reject(new Error('hung up')) : resolve(text)))
  })
}

/** `stream: OK`, `stream: Eicar-Test-Signature FOUND`, or why not. */
function judged(answer: string): Scan {
  const said = answer.trim()
  if (/^stream: OK$/.test(said)) return { is: 'clean' }
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
  return found === undefined ? { is: 'unscanned', why: said } : { is: 'infected', by: found }
}
