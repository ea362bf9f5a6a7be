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
/** What failed among the others and passed alone. */
const unsteady = []

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
  const first = vitest(name, args, extra)
  // Hundreds of tests share a machine of unknown speed: one file or two that failed are run once more, alone. What passes only then counts,
  // and is named at the end, so that it is mended and not forgotten. What is wrong fails twice.
  const bad = (first?.testResults ?? []).filter((file) => file.status === 'failed')
  const second = bad.length > 0 && bad.length <= 2 ? vitest(`${name}, once more`, bad.map((file) => path.relative(root, file.name)), extra) : null
  const files = (first?.testResults ?? []).map((file) => second?.testResults.find((again) => again.name === file.name) ?? file)
  const count = (status) => files.flatMap((file) => file.assertionResults).filter((test) => test.status === status).length
  passed += count('passed')
  failed += count('failed')
  failures.push(...files.flatMap(faultsOf))
  if (second) unsteady.push(...bad.filter((file) => files.some((again) => again.name === file.name && again.status === 'passed')).flatMap(faultsOf))
  // Without a report the runner itself failed; a file that did not load, or an error outside of any test, counts as one.
  const broken = second ? !second.success : !(first?.success ?? false)
  if (broken && count('failed') === 0) {
    failed += 1
    failures.push(`${name}: the run ended badly though no test failed`)
  }
}

function vitest(name, args, extra) {
  const report = path.join(reports, `${name.replaceAll(/\W+/g, '-')}.json`)
  run([tool('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], extra)
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
}

function faultsOf(file) {
  const tests = file.assertionResults.filter((test) => test.status === 'failed').map((test) => [test.fullName, ...test.failureMessages])
  const whole = tests.length === 0 && file.status === 'failed' ? [['the file itself', file.message]] : []
  return [...tests, ...whole].map(([title, ...messages]) => `${path.relative(root, file.name)}: ${title}\n${messages.join('\n').slice(0, 4000)}`)
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

for (const fault of unsteady) process.stdout.write(`\nUNSTEADY, passed alone: ${fault}\n`)
for (const failure of failures) process.stdout.write(`\nFAILED ${failure}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
