import type { Lang, Text } from '../../../kernel/languages.ts'
import { TextField } from '../../../ui/index.ts'
import { inEnglishOrder, type Party } from '../../mechanism/index.ts'
import { runWords } from '../wording-run.ts'
import type { Shown } from './form.ts'

/** The same words in both languages, side by side; one may be left for later. */
export function WordsField(props: { name: string; label: string; hint?: string; shown: Shown; value?: Text | null | undefined; lang: Lang }) {
  const m = runWords[props.lang]
  const { shown, name } = props
  const value = (lang: Lang) => shown.typed?.[`${name}.${lang}`] ?? props.value?.[lang]
  return (
    <div class="mf-fields">
      <TextField name={`${name}.en`} id={name} label={`${props.label} (${m['run.in-en']})`} hint={props.hint} value={value('en')} error={shown.errors?.[name]} autocomplete="off" />
      <TextField name={`${name}.th`} label={`${props.label} (${m['run.in-th']})`} value={value('th')} autocomplete="off" />
    </div>
  )
}

/** Parties in the mechanism's order: English names, whatever the language. */
export const partyOptions = (parties: Iterable<Party>, lang: Lang): { value: string; label: string }[] => inEnglishOrder([...parties]).map((party) => ({ value: party.code, label: party.name[lang] }))
