import type { Children } from './language.tsx'

/** What a status looks like; the word is the caller's. `none` is “no report found”, never a failure. */
export type Tone = 'effect' | 'done' | 'continuing' | 'part' | 'up' | 'late' | 'none' | 'superseded' | 'rejected' | 'example' | 'plain'

export function Status(props: { tone: Tone; children: Children }) {
  return <span class={props.tone === 'plain' ? 'st' : `st st--${props.tone}`}>{props.children}</span>
}

/** “Sources disagree: …”; leads to the claims where there is an address. */
export function Disagree(props: { href?: string | undefined; children: Children }) {
  return props.href ? <a class="disagree" href={props.href} data-turbo={props.href.startsWith('#') ? 'false' : undefined}>{props.children}</a> : <span class="disagree">{props.children}</span>
}

/** Of authority, from the highest (1) down. */
export type Level = 1 | 2 | 3 | 4
export type Shape = 'diamond' | 'square' | 'circle' | 'triangle'

export const shapeOf: Record<Level, Shape> = { 1: 'diamond', 2: 'square', 3: 'circle', 4: 'triangle' }
export const colourOf: Record<Level, string> = { 1: '#865400', 2: '#2b3f8c', 3: '#0d6655', 4: '#6f3f70' }

/** The glyph of a level before the name of a body or the symbol of a record, in the level's colour. */
export function LevelGlyph(props: { level: Level; shape?: Shape | undefined; big?: boolean | undefined; children?: Children }) {
  return (
    <span class={`lv k${props.level}${props.big ? ' lv--big' : ''}`}>
      <svg viewBox="0 0 14 14" aria-hidden="true"><ShapePath shape={props.shape ?? shapeOf[props.level]} /></svg>
      {props.children}
    </span>
  )
}

function ShapePath(props: { shape: Shape }) {
  switch (props.shape) {
    case 'diamond': return <path d="M7 0 14 7 7 14 0 7z" />
    case 'square': return <path d="M1 1h12v12H1z" />
    case 'circle': return <circle cx="7" cy="7" r="6.5" />
    case 'triangle': return <path d="M7 .5 14 13H0z" />
  }
}
