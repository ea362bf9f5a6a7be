// Takes the pictures of the main pages in both languages at 1280 and 390 px: docs/pictures/*.png for the README, the rest under var/pictures.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt, ensureInstalled, env26, node26, root } from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()
const done = spawnSync(node26(), [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/journeys/pictures.test.ts'], { cwd: root, stdio: 'inherit', env: env26({ JOURNEYS: '1', PICTURES: '1' }) })
process.exit(done.status ?? 1)
