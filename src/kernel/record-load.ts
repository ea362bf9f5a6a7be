import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { appendAudit, canonical } from './audit.ts'
import { system } from './actor.ts'

import type { Db, Tx } from './db.ts'

/** A part of a mechanism's record: one file (or one folder of files) with a list of rows, which one module owns. */
export interface RecordSection<Row = unknown> {
  /** `bodies.yaml`, or `mandates/` for every YAML file below it. */
  file: string
  required?: boolean
  /** Parses a whole file into rows. */
  schema: z.ZodType<Row[], unknown>
  key(row: Row): string
  /** References that lead nowhere, cycles, gaps: what a schema cannot see. `path` is within the row, such as `/parents/0`. */
  check?(rows: Row[], all: RecordRows): { key: string; path: string; message: string }[]
  save(tx: Tx, row: Row, position: number, now: string): Promise<void>
  /** What only the register can tell stands against these rows, such as a symbol that the desk has given meanwhile. Run before anything is saved. */
  conflicts?(tx: Tx, rows: Row[]): Promise<{ key: string; path: string; message: string }[]>
  /** What is wrong with the register once these rows are in it: then none of them is. */
  proof?(tx: Tx): Promise<{ key: string; path: string; message: string }[]>
  /** After all rows of all sections are in: what is worked out from several of them. */
  finish?(tx: Tx, now: string): Promise<void>
}

export type RecordRows = (file: string) => unknown[]

export interface RecordFault {
  file: string
  line: number
  message: string
}

export class RecordRefused extends Error {
  readonly faults: RecordFault[]
  constructor(faults: RecordFault[]) {
    super(faults.map((fault) => `${fault.file}:${fault.line} ${fault.message}`).join('\n'))
    this.faults = faults
  }
}

export type LoadReport = { section: string; added: string[]; changed: string[]; left: number; kept: string[] }[]

/** Keeps the types of a section's rows inside the section. */
export function recordSection<Row>(section: RecordSection<Row>): RecordSection {
  return section as unknown as RecordSection
}

interface Read {
  section: RecordSection
  rows: unknown[]
  lineOf: (index: number, path: string) => { file: string; line: number }
}

/** Reads and checks a folder without a database. Throws `RecordRefused` with every fault found, each with file and line. */
export async function readRecord(folder: string, sections: RecordSection[]): Promise<Read[]> {
  const faults: RecordFault[] = []
  const read: Read[] = []
  for (const section of sections) {
    const files = await filesOf(folder, section)
    if (files.length === 0 && section.required) faults.push({ file: section.file, line: 1, message: 'is missing' })
    const rows: unknown[] = []
    const origins: { file: string; index: number; line: (path: (string | number)[]) => number }[] = []
    for (const file of files) {
      const counter = new LineCounter()
      const text = textOf(await readFile(path.join(folder, file)))
      if (text === null) {
        faults.push({ file, line: 1, message: 'is not text in UTF-8' })
        continue
      }
      const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true })
      const line = (at: (string | number)[]): number => {
        for (let depth = at.length; depth >= 0; depth--) {
          const node = document.getIn(at.slice(0, depth), true) as { range?: [number, number, number] } | undefined
          if (node?.range) return counter.linePos(node.range[0]).line
        }
        return 1
      }
      for (const error of document.errors) faults.push({ file, line: counter.linePos(error.pos[0]).line, message: error.message.split('\n')[0] ?? 'cannot be read' })
      if (document.errors.length > 0) continue
      let content: unknown
      try {
        content = document.toJS()
      } catch (error) {
        faults.push({ file, line: 1, message: error instanceof Error ? error.message : 'cannot be read' })
        continue
      }
      const unkept = placeOfNul(content)
      if (unkept) faults.push({ file, line: line(unkept), message: `${unkept.join('.')}: holds the character NUL, which is no text` })
      const list = Array.isArray(content) ? content : [content]
      const parsed = section.schema.safeParse(list)
      if (!parsed.success) {
        for (const issue of parsed.error.issues) {
          const at = (Array.isArray(content) ? issue.path : issue.path.slice(1)) as (string | number)[]
          faults.push({ file, line: line(at), message: `${at.join('.') || 'file'}: ${issue.message}` })
        }
        continue
      }
      parsed.data.forEach((row, index) => {
        rows.push(row)
        origins.push({ file, index, line: (at) => line(Array.isArray(content) ? [index, ...at] : at) })
      })
    }
    const lineOf = (index: number, at: string) => {
      const origin = origins[index]
      const steps = at.split('/').filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
      return { file: origin?.file ?? section.file, line: origin?.line(steps) ?? 1 }
    }
    const seen = new Map<string, number>()
    rows.forEach((row, index) => {
      const key = section.key(row)
      if (seen.has(key)) faults.push({ ...lineOf(index, ''), message: `${key} is given twice (first in line ${lineOf(seen.get(key) ?? 0, '').line})` })
      seen.set(key, index)
    })
    read.push({ section, rows, lineOf })
  }
  const byFile = new Map(read.map((part) => [part.section.file, part.rows]))
  for (const part of read) {
    const indexOf = new Map(part.rows.map((row, index) => [part.section.key(row), index]))
    for (const fault of part.section.check?.(part.rows, (file) => byFile.get(file) ?? []) ?? []) {
      faults.push({ ...part.lineOf(indexOf.get(fault.key) ?? 0, fault.path), message: fault.message })
    }
  }
  if (faults.length > 0) throw new RecordRefused(faults)
  return read
}

/**
 * Loads a mechanism's folder: all or nothing, and again without effect. A row that left the files stays in the register
 * (nothing official is deleted) and is reported as kept.
 */
export async function loadRecord(db: Db, folder: string, sections: RecordSection[], now: string, options: { onlyIfChanged?: boolean } = {}): Promise<LoadReport | 'unchanged'> {
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new RecordRefused([{ file: folder, line: 1, message: 'is no folder' }])
  const digest = await digestOf(folder)
  if (options.onlyIfChanged) {
    const known = await db.selectFrom('record_load').select('digest').where('folder', '=', path.basename(folder)).executeTakeFirst()
    if (known?.digest === digest) return 'unchanged'
  }
  const read = await readRecord(folder, sections)
  return db.transaction().execute(async (tx) => {
    await sql`set constraints all deferred`.execute(tx)
    const refuse = (part: Read, found: { key: string; path: string; message: string }[]) => {
      const indexOf = new Map(part.rows.map((row, index) => [part.section.key(row), index]))
      if (found.length > 0) throw new RecordRefused(found.map((fault) => ({ ...part.lineOf(indexOf.get(fault.key) ?? 0, fault.path), message: fault.message })))
    }
    for (const part of read) refuse(part, (await part.section.conflicts?.(tx, part.rows)) ?? [])
    const report: LoadReport = []
    for (const { section, rows } of read) {
      const known = new Map((await tx.selectFrom('record_item').select(['key', 'digest']).where('section', '=', section.file).execute()).map((item) => [item.key, item.digest]))
      const entry: LoadReport[number] = { section: section.file, added: [], changed: [], left: 0, kept: [] }
      for (const [position, row] of rows.entries()) {
        const key = section.key(row)
        const rowDigest = createHash('sha256').update(canonical({ row, position: 0 })).digest('hex')
        const before = known.get(key)
        known.delete(key)
        if (before === rowDigest) {
          entry.left += 1
          continue
        }
        entry[before === undefined ? 'added' : 'changed'].push(key)
        await section.save(tx, row, position, now)
        await sql`insert into record_item (section, key, digest, loaded_at) values (${section.file}, ${key}, ${rowDigest}, ${now})
          on conflict (section, key) do update set digest = excluded.digest, loaded_at = excluded.loaded_at`.execute(tx)
      }
      entry.kept = [...known.keys()]
      report.push(entry)
    }
    if (report.some((entry) => entry.added.length + entry.changed.length > 0)) {
      for (const { section } of read) await section.finish?.(tx, now)
      for (const part of read) refuse(part, (await part.section.proof?.(tx)) ?? [])
      const change = report.filter((entry) => entry.added.length + entry.changed.length > 0).map((entry) => ({ section: entry.section, added: entry.added, changed: entry.changed }))
      await appendAudit(tx, { at: now, actor: system, command: 'record.load', type: 'record', id: path.basename(folder), change: { digest, change } })
    }
    await sql`insert into record_load (folder, digest, loaded_at) values (${path.basename(folder)}, ${digest}, ${now}) on conflict (folder) do update set digest = excluded.digest, loaded_at = excluded.loaded_at`.execute(tx)
    return report
  })
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Where in a file's content the first NUL stands; no column takes it. */
function placeOfNul(content: unknown, at: (string | number)[] = []): (string | number)[] | null {
  if (typeof content === 'string') return content.includes('\0') ? at : null
  if (content === null || typeof content !== 'object') return null
  for (const [key, value] of Array.isArray(content) ? content.entries() : Object.entries(content)) {
    const found = placeOfNul(value, [...at, key])
    if (found) return found
  }
  return null
}

async function filesOf(folder: string, section: RecordSection): Promise<string[]> {
  if (!section.file.endsWith('/')) return (await stat(path.join(folder, section.file)).catch(() => null)) ? [section.file] : []
  const entries = await readdir(path.join(folder, section.file)).catch(() => [])
  return entries.filter((name) => name.endsWith('.yaml')).sort().map((name) => `${section.file}${name}`)
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const entries = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort()
  for (const name of entries) hash.update(`${name}\0`).update(await readFile(path.join(folder, name))).update('\0')
  return hash.digest('hex')
}
