import { parentPort, workerData } from 'node:worker_threads'
import type { FileKind } from './sniff.ts'
import { unread } from './text-blocks.ts'
import { readFileText } from './text-read.ts'

/** Reads one file and ends. Its memory and time are bounded by whoever starts it. */
const { place, kind } = workerData as { place: string; kind: FileKind }
const reading = await readFileText(place, kind).catch(() => unread('unreadable'))
parentPort?.postMessage(reading)
