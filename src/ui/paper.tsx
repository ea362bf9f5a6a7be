import type { Children } from './language.tsx'

/** A page made to be printed: what it is, its code to check it by, and a foot that stays with it. */
export function Paper(props: {
  /** Whose paper it is. */
  over: Children
  title: Children
  lede?: Children
  /** Under what it can be checked; `qr` is an SVG of that address, which is typed out as well. */
  code?: { short: string; address: string; qr?: Children } | undefined
  /** In one line: for whom, as of when, symbol. */
  facts?: readonly Children[] | undefined
  /** What must be known before the paper is used, such as a term that still runs. */
  alert?: Children
  foot?: readonly [left: Children, right?: Children] | undefined
  children: Children
}) {
  return (
    <article class="paper">
      <div class="mf-thread" />
      <div class="paper__head">
        <div>
          <p class="muted">{props.over}</p>
          <h1>{props.title}</h1>
          {props.lede && <p>{props.lede}</p>}
        </div>
        {props.code && (
          <p class="paper__code">
            {props.code.qr}
            <b>{props.code.short}</b>
            <span>{props.code.address}</span>
          </p>
        )}
      </div>
      {props.facts && <ul class="paper__facts">{props.facts.map((fact) => <li>{fact}</li>)}</ul>}
      {props.alert && <p class="paper__alert">{props.alert}</p>}
      {props.children}
      {props.foot && <div class="paper__foot"><span>{props.foot[0]}</span><span>{props.foot[1]}</span></div>}
    </article>
  )
}
