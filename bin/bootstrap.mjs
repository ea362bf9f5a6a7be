// Runs on any Node from 18: installs when the lock file changed, builds when sources changed, and hands over to Node 26.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const say = (line) => process.stderr.write(`${line}\n`)

function refuse(line) {
  say(line)
  process.exit(1)
}

export function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < 18) refuse(`Mufakat needs Node.js 18 or newer; this is ${process.versions.node}.`)
  const stamp = path.join(root, 'node_modules/.mufakat-installed')
  const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).update(`${process.platform}-${process.arch}`).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Installing packages (only when the lock file changed) …')
  // Not npm ci: the lock may lack the packages of other platforms, which it refuses and install resolves. Versions are the lock's.
  // Install scripts are not needed and npm may block them: the few things they did happen when first used.
  const npm = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
  if (npm.status !== 0) refuse('The packages could not be installed. The lines above say why; mending that and starting again is safe.')
  writeFileSync(stamp, wanted)
}

/** Path of a Node 26: the one running, or the one that came as a package. */
export function node26() {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const binary = path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) refuse(`No Node 26 is packaged for this machine (${name}). Install Node 26 and start again.`)
  return binary
}

/** Environment in which `node` is Node 26, for tools that start others. */
export function env26(extra = {}) {
  return { ...process.env, PATH: `${path.dirname(node26())}${path.delimiter}${process.env.PATH}`, MUFAKAT_ROOT: root, ...extra }
}

function digestOf(places) {
  const hash = createHash('sha256')
  const visit = (place) => {
    const full = path.join(root, place)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(path.join(place, name))
    } else if (!/\.test\.tsx?$/.test(place)) hash.update(`${place}\0`).update(readFileSync(full)).update('\0')
  }
  for (const place of places) visit(place)
  return hash.digest('hex')
}

export function ensureBuilt() {
  const stamp = path.join(root, 'dist/built')
  const wanted = digestOf(['src', 'vite.client.config.ts', 'vite.server.config.ts', 'package-lock.json', 'tsconfig.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Building (only when sources changed) …')
  rmSync(stamp, { force: true })
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  for (const config of ['vite.client.config.ts', 'vite.server.config.ts']) {
    const built = spawnSync(node26(), [vite, 'build', '--config', config, '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: env26() })
    if (built.status !== 0) refuse('The build failed. The lines above say why.')
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/**
 * How the server runs: a small nursery for new objects, and an old space that is swept before it doubles. Node's usual sizes are for
 * machines with memory to spare, and would hold about a hundred megabytes more for a few percent of speed.
 */
export const serverFlags = ['--enable-source-maps', '--max-semi-space-size=4', '--heap-growing-percent=20']
// Fewer pools of the C library: each keeps what it once held.
export const serverEnvironment = process.platform === 'linux' ? { MALLOC_ARENA_MAX: '2' } : {}

/** Hands over to the built program and lives as long as it does, passing on what stops us. */
export function handOver(args) {
  const child = spawn(node26(), [...serverFlags, path.join(root, 'dist/server/mufakat.js'), ...args], { stdio: 'inherit', env: env26(serverEnvironment) })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

