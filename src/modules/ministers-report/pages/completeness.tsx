import type { Lang } from '../../../kernel/languages.ts'
import { numeral, Status } from '../../../ui/index.ts'

/** "10 of 10 decisions have a row", and which one has not. */
export function CompletenessNote(props: { shown: number; asked: number; lang: Lang; text: string; detail: string; complete: boolean }) {
  return (
    <p class="mf-complete">
      <Status tone={props.complete ? 'done' : 'late'}>{props.text}</Status> <span class="small muted">{props.detail}</span>
      <span class="vh">{numeral(props.lang, props.shown)}/{numeral(props.lang, props.asked)}</span>
    </p>
  )
}
