import { ensureBuilt, ensureInstalled, handOver } from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()
handOver(['demonstration', ...process.argv.slice(2)])
