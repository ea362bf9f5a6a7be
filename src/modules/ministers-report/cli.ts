import { access, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Actor, type Role, system, visitor } from '../../kernel/actor.ts'
import { isDay } from '../../kernel/calendar.ts'
import { wallClock } from '../../kernel/clock.ts'
import { AppError } from '../../kernel/errors.ts'
import { isLang } from '../../kernel/languages.ts'
import type { OpenedInstallation } from '../../kernel/module.ts'
import { makePaper } from './commands.ts'
import { en as m } from './messages.en.ts'

/** Whose eyes a paper is made for: by default those of the members' ministers, as the secretariat would hand it to them. */
const audiences: Record<string, Role | null> = { PUBLIC: null, LIMITED: 'DE', RESTRICTED: 'HD' }
const options = ['--meeting', '--lang', '--format', '--out', '--marking', '--as-of'] as const
type Option = (typeof options)[number]

/** `report ministers …`. Exit codes: 0 made, 1 the paper cannot be made or written, 2 wrong use; every fault is named. */
export async function reportCommand(args: string[], context: { open: () => Promise<OpenedInstallation> }, out: (line: string) => void = (line) => process.stdout.write(`${line}\n`)): Promise<number> {
  if (args[0] !== 'ministers') {
    out(m['cli.usage'])
    return 2
  }
  const given = new Map<Option, string>()
  const faults: string[] = []
  for (let at = 1; at < args.length; at += 2) {
    const option = options.find((known) => known === args[at])
    const value = args[at + 1]
    if (!option) faults.push(m['cli.unknown'](args[at] ?? ''))
    else if (value === undefined || value.startsWith('--')) faults.push(m['cli.needs'](`${option} …`))
    else given.set(option, value)
  }
  for (const needed of ['--meeting', '--lang', '--format', '--out'] as const) if (!given.has(needed) && !args.includes(needed)) faults.push(m['cli.needs'](needed))
  const [meeting = '', lang = '', format = '', file = '', marking = 'LIMITED', asOf] = options.map((option) => given.get(option))
  if (lang !== '' && !isLang(lang)) faults.push(m['cli.value']('--lang', lang, 'th or en'))
  if (format !== '' && format !== 'pdf' && format !== 'docx') faults.push(m['cli.value']('--format', format, 'pdf or docx'))
  if (!Object.hasOwn(audiences, marking)) faults.push(m['cli.value']('--marking', marking, 'PUBLIC, LIMITED or RESTRICTED'))
  if (asOf !== undefined && !isDay(asOf)) faults.push(m['cli.value']('--as-of', asOf, 'a day such as 2026-01-31'))
  if (faults.length > 0 || !isLang(lang) || (format !== 'pdf' && format !== 'docx')) {
    for (const fault of faults) out(fault)
    out(m['cli.usage'])
    return 2
  }
  if (!(await access(path.dirname(path.resolve(file))).then(() => true, () => false))) {
    out(m['cli.no-folder'](file))
    return 1
  }
  const installation = await context.open()
  try {
    const { db, files, config } = installation
    const made = await makePaper({ db, files, reader: readerFor(audiences[marking] ?? null), issuer: system, now: wallClock(), zone: config.zone, publicUrl: config.publicUrl, kind: 'report-to-ministers', meeting, lang, format, asOf })
    await writeFile(file, made.bytes)
    out(m['cli.done'](file, made.decisions, made.paper.code, made.paper.version))
    return 0
  } catch (error) {
    if (error instanceof AppError && error.kind === 'missing') out(error.code === 'report.unknown-meeting' ? m['cli.no-meeting'](meeting) : m['cli.no-decision'](meeting))
    else if (error instanceof Error && 'code' in error && 'syscall' in error) out(m['cli.no-folder'](file))
    else throw error
    return 1
  } finally {
    await installation.close()
  }
}

const readerFor = (role: Role | null): Actor =>
  role === null ? visitor : { person: system.person, capacity: { id: `report-${role}`, role, body: null, party: null, area: null, from: '', until: null } }
