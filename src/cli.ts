import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readConfig, SettingsError } from './config.ts'
import { checkpointOf, proveCheckpoint } from './kernel/checkpoint.ts'
import { checkChain } from './kernel/audit.ts'
import { wallClock } from './kernel/clock.ts'
import { RecordRefused, loadRecord, type LoadReport } from './kernel/record-load.ts'
import { modules } from './modules.ts'
import { openInstallation, serveInstallation } from './server.ts'

const help = `mufakat serve                      run for real use
mufakat load FOLDER                load or update a mechanism's record
mufakat verify [--checkpoint FILE] check the audit chain, print a signed checkpoint or prove an older one
mufakat extract FILE [--json]      propose decisions from a text
mufakat report ministers --meeting AMMTC/19 --lang th|en --format pdf|docx --out FILE`

/** Runs one command of the program and gives its exit code. Settings come from the environment. */
export async function runCommand(args: string[]): Promise<number> {
  const [name, ...rest] = args
  const root = process.env['MUFAKAT_ROOT'] ?? process.cwd()
  try {
    switch (name) {
      case 'demonstration':
        return await serveInstallation(readConfig(process.env, 'demonstration', root))
      case 'serve':
        return await serveInstallation(readConfig(process.env, 'real', root))
      case 'load':
        return await load(rest, root)
      case 'verify':
        return await verify(rest, root)
      case 'generate':
        return await (await import('./generate.ts')).generate(root, rest.includes('--check'))
      default: {
        const command = modules.flatMap((module) => Object.entries(module.cli ?? {})).find(([known]) => known === name)?.[1]
        if (command) return await command(rest, { root, open: () => openInstallation(readConfig(process.env, modeOf(), root), { quiet: true }) })
        print(help)
        return name === undefined || name === 'help' || name === '--help' ? 0 : 2
      }
    }
  } catch (error) {
    if (error instanceof SettingsError || error instanceof RecordRefused) {
      process.stderr.write(`${error.message}\n`)
      return error instanceof RecordRefused ? 3 : 2
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`)

/** Tools work on the demonstration unless told that the installation is a real one. */
const modeOf = () => (process.env['MUFAKAT_MODE'] === 'real' ? 'real' : 'demonstration')

async function load(args: string[], root: string): Promise<number> {
  const folder = args.find((arg) => !arg.startsWith('--'))
  if (!folder) {
    print('mufakat load FOLDER')
    return 2
  }
  const installation = await openInstallation(readConfig(process.env, modeOf(), root), { quiet: true, skipRecord: true })
  try {
    const report = await loadRecord(installation.db, path.resolve(folder), modules.flatMap((module) => module.record ?? []), wallClock())
    for (const line of linesOf(report)) print(line)
    return 0
  } finally {
    await installation.close()
  }
}

export function linesOf(report: LoadReport | 'unchanged'): string[] {
  if (report === 'unchanged') return ['Nothing changed.']
  const lines = report.map((entry) => `${entry.section.padEnd(22)} added ${entry.added.length}, changed ${entry.changed.length}, left ${entry.left}${entry.kept.length > 0 ? `, no longer in the files but kept: ${entry.kept.join(', ')}` : ''}`)
  for (const entry of report) if (entry.changed.length > 0 && entry.changed.length <= 20) lines.push(`  changed in ${entry.section}: ${entry.changed.join(', ')}`)
  return lines
}

async function verify(args: string[], root: string): Promise<number> {
  const installation = await openInstallation(readConfig(process.env, modeOf(), root), { quiet: true, skipRecord: true })
  try {
    const chain = await checkChain(installation.db)
    if (chain.broken) {
      const why = { content: 'its content was changed', link: 'the entry before it was changed or taken away', missing: 'an entry is missing' }[chain.broken.why]
      print(`BROKEN at entry ${chain.broken.number}: ${why}. ${chain.entries} entries before it are sound.`)
      return 1
    }
    const at = args.indexOf('--checkpoint')
    const file = at >= 0 ? args[at + 1] : undefined
    if (file) {
      const proof = await proveCheckpoint(installation.db, await readFile(file, 'utf8'), installation.config.dataDir)
      print(proof.sentence)
      return proof.proven ? 0 : 1
    }
    const checkpoint = await checkpointOf(installation.db, chain, wallClock(), installation.config.dataDir)
    print(`Sound: ${chain.entries} entries.`)
    const out = args.indexOf('--out')
    const target = out >= 0 ? args[out + 1] : undefined
    if (target) await writeFile(target, `${checkpoint}\n`)
    else print(checkpoint)
    return 0
  } finally {
    await installation.close()
  }
}
