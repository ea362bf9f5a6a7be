import { ensureBuilt, ensureInstalled, handOver } from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()
handOver(['generate', ...process.argv.slice(2)])
