import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { FileKind } from './sniff.ts'
import { type Reading, unread } from './text-blocks.ts'

export interface ReadingLimits {
  seconds: number
  /** A larger file is kept but not read. */
  bytes: number
  /** Of the thread that reads. */
  memoryMb: number
}

export const readingLimits: ReadingLimits = { seconds: 30, bytes: 60 * 1024 * 1024, memoryMb: 512 }

// Built, the reader stands beside the program; from the sources, beside this file.
const worker = () => [new URL('./text-worker.js', import.meta.url), new URL('./text-worker.ts', import.meta.url)].find((address) => existsSync(fileURLToPath(address)))

/** One at a time: two large files together would ask for the memory of both. */
let before: Promise<unknown> = Promise.resolve()

/**
 * The text and first pages of a file, read in a thread of its own that is stopped when it takes too long or too much memory: what
 * cannot be read is kept all the same, and is found by its title alone.
 */
export function textOf(place: string, kind: FileKind, limits: ReadingLimits = readingLimits): Promise<Reading> {
  const reading = before.then(() => readApart(place, kind, limits))
  before = reading
  return reading
}

async function readApart(place: string, kind: FileKind, limits: ReadingLimits): Promise<Reading> {
  if (kind === 'jpg' || kind === 'png') return unread('no-text')
  const { size } = await stat(place)
  if (size > limits.bytes) return unread('too-large')
  const address = worker()
  if (address === undefined) throw new Error('the reader of files was not built')
  // A thread that ends without a word may have been refused by a busy machine: only a second such end is held against the file.
  return (await readOnce(address, place, kind, limits)) ?? (await readOnce(address, place, kind, limits)) ?? unread('unreadable')
}

/** Null when the thread ended without having said anything. */
function readOnce(address: URL, place: string, kind: FileKind, limits: ReadingLimits): Promise<Reading | null> {
  return new Promise((resolve) => {
    const thread = new Worker(address, { workerData: { place, kind }, resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb }, stdout: true, stderr: true, execArgv: [] })
    const end = (found: Reading | null) => {
      clearTimeout(timer)
      void thread.terminate()
      resolve(found)
    }
    const timer = setTimeout(() => end(unread('too-slow')), limits.seconds * 1000)
    thread.once('message', end)
    thread.once('error', (error: NodeJS.ErrnoException) => end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unread('too-large') : null))
    thread.once('exit', () => end(null))
  })
}
