import { type Children, numeral, useLang } from './language.tsx'
import { type Stretch, Stretches } from './record.tsx'

/** The head over the rows: what stands left, what stands right. */
export function ReviewHead(props: { text: Children; decides: Children }) {
  return <div class="rv rv--head"><span>{props.text}</span><span class="rv__d">{props.decides}</span></div>
}

/** One paragraph beside its own proposals. */
export function ReviewRow(props: {
  /** Of the paragraph, as in the text. */
  number: string | number
  text: readonly Stretch[]
  textLang?: string | undefined
  id?: string | undefined
  current?: boolean | undefined
  /** Cards, or a line saying that nothing is proposed. */
  children: Children
}) {
  const lang = useLang()
  return (
    <section class="rv" id={props.id} aria-current={props.current ? 'true' : undefined} data-review-row>
      <div class="rv__p" lang={props.textLang}><b>{numeral(lang, props.number)}</b><div><Stretches of={props.text} review /></div></div>
      <div class="rv__d">{props.children}</div>
    </section>
  )
}

/** A paragraph from which nothing is proposed, and the way to propose something all the same. */
export function ReviewSignal(props: { children: Children }) {
  return <p class="signal">{props.children}</p>
}

/** One proposal. `open` has fields and buttons; `waiting` facts and buttons; settled ones are quiet. */
export function ReviewCard(props: {
  state: 'open' | 'waiting' | 'accepted' | 'rejected'
  id?: string | undefined
  /** “DEC.3”, or “new”. */
  mark?: string | undefined
  title: Children
  /** Of the title, 2 where the page's name stands right above the rows. */
  heading?: 2 | 3 | undefined
  /** “1 of 2 in this paragraph”. */
  of?: string | undefined
  facts?: readonly { term: string; value: Children }[] | undefined
  /** Something to look at before deciding, or who settled it and when. */
  note?: Children
  /** Fields and buttons; wrap them in a `<Form>`, the fields in `<ReviewFields>`, the buttons in `<ReviewActions>`. */
  children?: Children
}) {
  const Heading = props.heading === 3 ? 'h3' : 'h2'
  return (
    <article class={`pd${props.state === 'waiting' ? '' : ` pd--${props.state}`}`} id={props.id} data-review-card={props.state}>
      <Heading>
        {props.mark && <span class="sym">{props.mark}</span>} {props.title}
        {props.of && <span class="of"> · {props.of}</span>}
      </Heading>
      {props.facts && props.facts.length > 0 && (
        <dl>{props.facts.map((fact) => <div><dt>{fact.term}</dt><dd>{fact.value}</dd></div>)}</dl>
      )}
      {props.note && <p class="note">{props.note}</p>}
      {props.children}
    </article>
  )
}

export function ReviewFields(props: { children: Children }) {
  return <div class="flds">{props.children}</div>
}

export function ReviewActions(props: { children: Children }) {
  return <div class="acts">{props.children}</div>
}
