import { type Lang, languages } from '../../kernel/languages.ts'
import { enFiles } from './messages/files.en.ts'
import { thFiles } from './messages/files.th.ts'
import type { Paper } from './queries/papers.ts'

const words = { en: enFiles, th: thFiles }
const names = Object.fromEntries(languages.map((lang) => [lang, new Intl.DisplayNames(lang, { type: 'language' })])) as Record<Lang, Intl.DisplayNames>

/** Who may read it, in a word. */
export const markingOf = (paper: Pick<Paper, 'distribution' | 'partner'>, lang: Lang): string =>
  paper.distribution === 'PARTNER' ? words[lang]['files.for-partner'](paper.partner ?? '') : words[lang][`files.marking.${paper.distribution}`]

/** The language of a file, in the reader's own. */
export const languageOf = (code: string, lang: Lang): string => names[lang].of(code) ?? code
