import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Lang } from '../../kernel/languages.ts'
import { extractDecisions } from './index.ts'
import { lexiconFromFolder } from './lexicon-from-folder.ts'
import { messages } from './messages.ts'
import { readText, TextFault } from './read-text.ts'
import type { ExtractedDecision } from './schema.ts'

type Asked = { file: string | null; json: boolean; lang: Lang; textLang: Lang | null; issuer: string | null; folder: string }

/**
 * `extract FILE [--json] [--issuer CODE] [--text-lang en|th] [--lang en|th] [--data FOLDER]`: prints the proposed decisions; needs no database.
 * Only proposals go to `out`; what is wrong goes to `err` as a sentence, so that a program reading the JSON is never given anything else.
 * Gives the exit code: 0 done (also when nothing is decided), 1 the file cannot be read, 2 wrong use.
 */
export async function extractCommand(args: string[], out: (line: string) => void, err: (line: string) => void): Promise<number> {
  const asked = parse(args)
  if (asked === null || asked.file === null) {
    err(messages.en.usage)
    return 2
  }
  const words = messages[asked.lang]
  const bytes = await readFile(asked.file).catch(() => null)
  if (bytes === null) {
    err(words.noFile(asked.file))
    return 1
  }
  try {
    const { text } = await readText(bytes, basename(asked.file))
    const lexicon = await lexiconFromFolder(asked.folder)
    const decisions = extractDecisions(text, {
      lexicon,
      ...(asked.issuer === null ? {} : { issuer: asked.issuer }),
      ...(asked.textLang === null ? {} : { lang: asked.textLang }),
    })
    if (asked.json) out(JSON.stringify(decisions.map(presentDecision), null, 2))
    else for (const line of tableOf(decisions, asked.lang)) out(line)
    return 0
  } catch (fault) {
    if (!(fault instanceof TextFault)) throw fault
    err(words.fault(basename(asked.file), words[fault.code]))
    return 1
  }
}

function parse(args: readonly string[]): Asked | null {
  const asked: Asked = { file: null, json: false, lang: 'en', textLang: null, issuer: null, folder: join(import.meta.dirname, '../../../data/asean-transnational-crime') }
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg === '--json') asked.json = true
    else if (arg === '--issuer' || arg === '--lang' || arg === '--text-lang' || arg === '--data') {
      const value = args[++at]
      if (value === undefined) return null
      if (arg === '--issuer') asked.issuer = value
      else if (arg === '--data') asked.folder = value
      else if (value !== 'en' && value !== 'th') return null
      else if (arg === '--lang') asked.lang = value
      else asked.textLang = value
    } else if (arg.startsWith('--') || asked.file !== null) return null
    else asked.file = arg
  }
  return asked
}

/** The fixed fields of the JSON first, in their fixed order; the rest helps a screen to point at the words. */
export function presentDecision(decision: ExtractedDecision) {
  const { paragraph, text, verb, class: decisionClass, addressees, action, due, modifiers, effects, ...more } = decision
  return { paragraph, text, verb, class: decisionClass, addressees, action, due, modifiers, effects, ...more }
}

function tableOf(decisions: readonly ExtractedDecision[], lang: Lang): string[] {
  const words = messages[lang]
  if (decisions.length === 0) return [words.nothing]
  const rows = decisions.map((each) => [each.paragraph, `${each.class}${each.strength}${each.confidence === 'low' ? '?' : ''}`, each.verb, each.addressees.join(', ') || '–', each.due?.text ?? '–', each.action])
  const all = [[words.paragraph, words.class, words.verb, words.addressee, words.due, words.action], ...rows]
  const limits = [10, 5, 26, 32, 34, 70]
  const widths = limits.map((limit, column) => Math.min(limit, Math.max(...all.map((row) => width(row[column] ?? '')))))
  const lines = all.map((row) => row.map((cell, column) => fit(cell, widths[column] ?? 10)).join('  ').trimEnd())
  const uncertain = decisions.filter((each) => each.confidence === 'low').length
  return [...lines, '', words.summary(decisions.length, uncertain)]
}

/** Thai vowels and tone marks above and below take no column of their own. */
function width(text: string): number {
  return text.replace(/\p{M}/gu, '').length
}

function fit(text: string, columns: number): string {
  if (width(text) <= columns) return text + ' '.repeat(columns - width(text))
  let cut = ''
  for (const char of text) {
    if (width(cut + char) > columns - 1) break
    cut += char
  }
  return `${cut}…`
}
