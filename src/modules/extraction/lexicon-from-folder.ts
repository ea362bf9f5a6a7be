import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Lexicon, LexiconEntry } from './schema.ts'

const wording = z.object({ en: z.string().optional(), th: z.string().optional() })
const named = z.object({
  code: z.string(),
  name: wording.optional(),
  short: wording.nullish(),
  aliases: z.array(z.coerce.string()).nullish(),
  parent: z.string().nullish(),
  kind: z.string().nullish(),
})

/** Names of bodies and parties from a mechanism's folder; an absent or unreadable file gives no names, extraction then knows common words only. */
export async function lexiconFromFolder(folder: string): Promise<Lexicon> {
  const [bodies, parties] = await Promise.all([namesFrom(join(folder, 'bodies.yaml'), 'body'), namesFrom(join(folder, 'parties.yaml'), 'party')])
  return [...bodies, ...parties]
}

async function namesFrom(file: string, kind: 'body' | 'party'): Promise<LexiconEntry[]> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return []
  const content: unknown = parse(text)
  const list = Array.isArray(content) ? content : (Object.values((content as Record<string, unknown> | null) ?? {}).find(Array.isArray) ?? [])
  return list.flatMap((item: unknown) => {
    const read = named.safeParse(item)
    return read.success ? [entryOf(read.data, kind)] : []
  })
}

function entryOf(item: z.infer<typeof named>, kind: 'body' | 'party'): LexiconEntry {
  const names = [item.name?.en, item.name?.th, item.short?.en, item.short?.th, ...(item.aliases ?? [])].filter((name): name is string => name !== undefined && name.trim().length > 1)
  return { code: item.code, kind, names: [...new Set(names)], ...(item.parent ? { subordinateTo: item.parent } : {}) }
}
