import type { Lang } from '../../../kernel/languages.ts'
import { TextField } from '../../../ui/index.ts'
import type { DueAfter } from '../rules/due.ts'
import { words } from '../wording.ts'

interface Shown {
  name: string
  id?: string | undefined
  value: string | undefined
  error: string | undefined
}

/** The event from which a due day counts, and how long after it: beside the field for a fixed day. */
export function AfterFields({ field, after, lang }: { field: (name: string, kept?: string) => Shown; after: DueAfter | null; lang: Lang }) {
  const m = words[lang]
  return (
    <>
      <TextField {...field('dueAfterWhat', after?.meeting || (after?.mandate ?? '').replaceAll('-', '/'))} label={m['plans.field.after-what']} hint={m['plans.field.after-hint']} width={20} />
      <TextField {...field('dueAfterMonths', after && after.months > 0 ? String(after.months) : '')} label={m['plans.field.after-months']} width={4} inputmode="numeric" />
      <TextField {...field('dueAfterDays', after?.days ? String(after.days) : '')} label={m['plans.field.after-days']} width={4} inputmode="numeric" />
    </>
  )
}
