// Runs everything: types, lint, architecture, generated files, unit and HTTP tests, browser journeys. `npm test -- unit` runs one part.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt, ensureInstalled, env26, node26, root } from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()

const asked = process.argv.slice(2)
const tool = (name) => path.join(root, 'node_modules', name)
const reports = path.join(root, 'var/test')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

let passed = 0
let failed = 0
/** What failed, told once more at the very end: of a long run often only the end is kept. */
const failures = []

function run(args, extra = {}) {
  return spawnSync(node26(), args, { cwd: root, stdio: 'inherit', env: env26(extra) }).status === 0
}

function check(name, work) {
  process.stdout.write(`\n== ${name}\n`)
  const started = Date.now()
  const good = work()
  good ? (passed += 1) : (failed += 1)
  if (!good) failures.push(name)
  process.stdout.write(`   ${good ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
}

function tests(name, args, extra = {}) {
  process.stdout.write(`\n== ${name}\n`)
  const report = path.join(reports, `${name.replaceAll(/\W+/g, '-')}.json`)
  run([tool('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], extra)
  // Without a report the runner itself failed: that counts as one.
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 0, success: false }
  const broken = result.numFailedTests === 0 && !result.success ? 1 : 0
  passed += result.numPassedTests
  failed += result.numFailedTests + broken
  failures.push(...failuresOf(result))
  if (broken) failures.push(`${name}: the run ended badly though no test failed`)
}

function failuresOf(result) {
  return (result.testResults ?? []).flatMap((file) => {
    const tests = file.assertionResults.filter((test) => test.status === 'failed').map((test) => [test.fullName, ...test.failureMessages])
    const whole = tests.length === 0 && file.status === 'failed' ? [['the file itself', file.message]] : []
    return [...tests, ...whole].map(([title, ...messages]) => `${path.relative(root, file.name)}: ${title}\n${messages.join('\n').slice(0, 4000)}`)
  })
}

const parts = {
  types: () => {
    check('types', () => run([tool('typescript/bin/tsc'), '--noEmit', '-p', '.']))
    check('types of the browser code', () => run([tool('typescript/bin/tsc'), '--noEmit', '-p', 'src/client']))
  },
  lint: () => check('lint', () => run([tool('oxlint/bin/oxlint'), '--config', '.oxlintrc.json', 'src', 'tests', 'bench'])),
  architecture: () => check('architecture', () => run(['bin/architecture.mjs'])),
  generated: () => check('generated files are up to date', () => run([path.join(root, 'dist/server/mufakat.js'), 'generate', '--check'])),
  unit: () => tests('unit and HTTP tests', []),
  journeys: () => tests('journeys in a browser', ['tests/journeys'], { JOURNEYS: '1' }),
}

for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) part()

for (const failure of failures) process.stdout.write(`\nFAILED ${failure}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
