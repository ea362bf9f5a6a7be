import type { Lang } from '../../kernel/languages.ts'
import { DoorwaySign } from '../../ui/index.ts'
import type { AccessClass } from './rights.ts'
import { accessWord, doorwayOf } from './wording-run.ts'

/** Who may be in the room: the doorway and, always, its word. `label` says more, such as with which partner. */
export function AccessGlyph(props: { access: AccessClass; lang: Lang; label?: string | undefined }) {
  return <span class="ac"><DoorwaySign kind={doorwayOf[props.access]} />{props.label ?? accessWord(props.access, props.lang)}</span>
}
