import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of buffers that are still held: the collector goes first, so that what it has merely not taken yet does not count. */
export function heldBytes(): number {
  collect()
  return process.memoryUsage().arrayBuffers
}
