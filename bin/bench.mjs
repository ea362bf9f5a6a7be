import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt, ensureInstalled, env26, node26, root, serverEnvironment, serverFlags } from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()
const bundled = spawnSync(node26(), [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'vite.server.config.ts', '--ssr', 'bench/run.ts', '--outDir', 'dist/bench', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: env26({ BUNDLE: 'bench/run.ts' }) })
if (bundled.status !== 0) process.exit(1)
const done = spawnSync(node26(), [path.join(root, 'dist/bench/run.js'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env: env26({ ...serverEnvironment, SERVER_FLAGS: serverFlags.join(' ') }) })
process.exit(done.status ?? 1)
