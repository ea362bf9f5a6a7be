import type { Lang } from '../../../kernel/languages.ts'
import { Details, Form, Status, TextArea, TextField, type Tone } from '../../../ui/index.ts'
import type { Letter } from '../queries.ts'
import { isNoReply, type Standing, standingOf } from '../rules.ts'
import { words } from '../wording.ts'

const tones: Record<Standing, Tone> = { sent: 'none', delivered: 'part', acknowledged: 'part', accepted: 'done', regretted: 'rejected' }

/** How far a letter has come, in one word. Silence after its day is the only red. */
export function StandingMark({ letter, lang, today }: { letter: Letter; lang: Lang; today: string }) {
  const w = words[lang]
  const standing = standingOf(letter.events)
  if (letter.state !== 'issued') return <span class="muted">–</span>
  if (isNoReply({ ...letter, standing }, today)) return <Status tone="late">{w['convocation.no-reply']}</Status>
  return <Status tone={tones[standing]}>{w[`convocation.standing.${standing}`]}</Status>
}

export function StateMark({ letter, lang }: { letter: Pick<Letter, 'state'>; lang: Lang }) {
  const tone: Tone = letter.state === 'issued' ? 'effect' : letter.state === 'proposed' ? 'up' : letter.state === 'withdrawn' ? 'superseded' : 'plain'
  return <Status tone={tone}>{words[lang][`convocation.state.${letter.state}`]}</Status>
}

/** A text in both languages, side by side. */
export function BothFields(props: { name: string; label: string; lang: Lang; value: (name: string) => string; errors: Record<string, string>; hint?: string | undefined; rows?: number | undefined }) {
  const w = words[props.lang]
  const field = (of: Lang) => {
    const name = `${props.name}.${of}`
    const shared = { name, label: `${props.label} (${w[`convocation.${of}`]})`, value: props.value(name), error: props.errors[name], hint: of === 'en' ? props.hint : undefined }
    return props.rows ? <TextArea {...shared} rows={props.rows} lang={of} /> : <TextField {...shared} />
  }
  return <div class="cv-both">{field('en')}{field('th')}</div>
}

/** A second thought, folded away: what it does, a reason, a button. */
export function Folded(props: { summary: string; action: string; label: string; note?: string | undefined; error?: string | undefined; open?: boolean | undefined; button: preact.ComponentChildren }) {
  return (
    <Details summary={props.summary} open={props.open}>
      {props.note && <p>{props.note}</p>}
      <Form action={props.action}>
        <TextArea name="note" label={props.label} rows={2} error={props.error} />
        {props.button}
      </Form>
    </Details>
  )
}
