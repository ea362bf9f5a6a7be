import { mkdirSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { ensureDatabase, startEmbeddedPostgres } from '../src/kernel/embedded-postgres.ts'
mkdirSync('/tmp/mb/pg', { recursive: true }); execFileSync('chmod', ['755', '/tmp/mb/pg'])
const server = await startEmbeddedPostgres({ dataDir: '/tmp/mb/pg' })
await ensureDatabase(server, 'bench')
writeFileSync('/tmp/mb/url', server.url('bench'))
process.on('SIGTERM', async () => { await server.stop(); process.exit(0) })
setInterval(() => {}, 1e6)
