import { access, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { system, visitor } from '../../kernel/actor.ts'
import { isDay, todayIn } from '../../kernel/calendar.ts'
import { wallClock } from '../../kernel/clock.ts'
import { wordFile } from '../../kernel/docx.ts'
import { AppError, missing } from '../../kernel/errors.ts'
import { isLang } from '../../kernel/languages.ts'
import type { OpenedInstallation } from '../../kernel/module.ts'
import { makePaper } from './commands.ts'
import { unwritten } from './commands/pack.ts'
import { en as m } from './messages.en.ts'
import { fitPack, pdfOf, readPack } from './pack-facts.ts'
import { wordings } from './present/parts.ts'
import { findPack, listParts } from './queries/pack.ts'
import { bodyPages } from './rules/pack.ts'
import type { PackDistribution } from './schema/pack.ts'

/** Whose eyes a paper is made for. The public gets what came of the decisions; members and their ministers the pack (by default for all delegates). */
const audiences = ['PUBLIC', 'LIMITED', 'RESTRICTED']
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
  if (!audiences.includes(marking)) faults.push(m['cli.value']('--marking', marking, 'PUBLIC, LIMITED or RESTRICTED'))
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
  const now = wallClock()
  try {
    if (marking === 'PUBLIC') {
      const { db, files, config } = installation
      const made = await makePaper({ db, files, reader: visitor, issuer: system, now, zone: config.zone, publicUrl: config.publicUrl, kind: 'report-to-ministers', meeting, lang, format, asOf })
      await writeFile(file, made.bytes)
      out(m['cli.done'](file, made.decisions, made.paper.code, made.paper.version))
      return 0
    }
    const made = await draftOf(installation, { meeting, distribution: marking === 'RESTRICTED' ? 'RESTRICTED' : 'LIMITED', asOf: asOf ?? todayIn(installation.config.zone, now), now })
    await writeFile(file, format === 'pdf' ? await pdfOf(made.fitted.papers[lang]) : await wordFile(made.fitted.papers[lang]))
    out(m['cli.done-draft'](file, made.decisions, made.draft, bodyPages(made.fitted.layouts[lang])))
    for (const gate of made.fitted.gates) if (gate.open.length > 0) out(wordings.en[`report.pack.why.${gate.gate}`](gate.open.join(', ')))
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

/** The pack as the builder shows it; where none was begun, as it would be begun. */
async function draftOf({ db, config }: OpenedInstallation, asked: { meeting: string; distribution: PackDistribution; asOf: string; now: string }) {
  const begun = await findPack(db, asked.meeting)
  const of = begun ? { pack: begun, parts: await listParts(db, begun.id) } : await unwritten(db, { after: asked.meeting, meeting: asked.meeting, origin: 'desk' }, asked.asOf, asked.now)
  if (!of) throw missing('report.unknown-meeting')
  const facts = await readPack(db, { ...of.pack, distribution: asked.distribution }, of.parts, asked.asOf, asked.now)
  if (!facts) throw missing('report.unknown-meeting')
  if (facts.rows.length === 0) throw missing('report.nothing-decided')
  return { fitted: await fitPack(facts, { site: config.publicUrl, symbol: null }), decisions: facts.rows.length, draft: of.pack.version }
}
