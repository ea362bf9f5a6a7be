import { createContext } from 'preact'
import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import type { Lang } from '../kernel/languages.ts'
import { en, type Messages } from './messages.en.ts'
import { th } from './messages.th.ts'

export type Children = ComponentChildren

const wordings: Record<Lang, Messages> = { en, th }
const Language = createContext<Lang>('en')

/** Says which language the components inside speak. `<Shell>` does it for a page; a fragment answered alone needs it. */
export function InLang(props: { lang: Lang; children: Children }) {
  return <Language.Provider value={props.lang}>{props.children}</Language.Provider>
}

export function useLang(): Lang {
  return useContext(Language)
}

export function useWords(): Messages {
  return wordings[useContext(Language)]
}

/** The words of components, for markup that is written by hand. */
export const wordsIn = (lang: Lang): Messages => wordings[lang]

/** A number as a page of this language writes it: `1,204`, `๑,๒๐๔`. A string is left as it is. */
export function numeral(lang: Lang, n: number | string): string {
  return typeof n === 'string' ? n : formats[lang].format(n)
}

/** A year of the common era as a page of this language writes it: `2026`, `๒๕๖๙`. */
export function yearNumeral(lang: Lang, year: number): string {
  return lang === 'th' ? String(year + 543).replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit) : String(year)
}

/** A count inside a page: `<Count n={12} />`. */
export function Count(props: { n: number | string; class?: string | undefined }) {
  return <span class={props.class ?? 'num'}>{numeral(useLang(), props.n)}</span>
}

const formats: Record<Lang, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en-GB'),
  th: new Intl.NumberFormat('th-TH-u-nu-thai'),
}
