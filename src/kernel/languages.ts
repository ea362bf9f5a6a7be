/** The languages every screen, document and mail speaks. A third one is a key here and a message file in each module. */
export const languages = ['en', 'th'] as const
export type Lang = (typeof languages)[number]

/** Content in every language we speak, such as a title or an official name. */
export type Text = Record<Lang, string>

type Sentence = string | ((...args: never[]) => string)

/** The shape a translation must have: the same keys; a sentence for a sentence, a function of the same arguments for a function. */
export type Wording<Source extends Record<string, Sentence>> = {
  [Key in keyof Source]: Source[Key] extends (...args: infer Args) => string ? (...args: Args) => string : string
}

/** Words one after the other: Thai sets them apart by a space, never by a comma. */
export const listed = (words: readonly (string | null | undefined | false)[], lang: Lang): string => words.filter(Boolean).join(lang === 'th' ? ' ' : ', ')

export function isLang(value: unknown): value is Lang {
  return languages.some((lang) => lang === value)
}

/** Picks the reader's language: the address first, then the cookie, then what the browser asks for, then English. */
export function chooseLang(asked: { query?: string | undefined; cookie?: string | undefined; accept?: string | undefined }): Lang {
  if (isLang(asked.query)) return asked.query
  if (isLang(asked.cookie)) return asked.cookie
  const ranked = (asked.accept ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';')
      const quality = params.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined)
      return { lang: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((entry) => isLang(entry.lang) && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return (ranked[0]?.lang as Lang | undefined) ?? 'en'
}
