import type { Lang } from '../kernel/languages.ts'
import { type Children, useWords } from './language.tsx'
import { Dots } from './headings.tsx'
import { LevelGlyph, Status, type Level, type Shape, type Tone } from './status.tsx'

/** One stretch of a record's text: its operative verb is marked, what only softens it is dotted. */
export type Stretch = string | { text: string; as: 'verb' | 'soft' | 'now' }

/** The words of the record, in serif, on the colour of who said them. */
export function Quote(props: {
  level?: Level | undefined
  /** A paragraph is a string or stretches. */
  paragraphs: readonly (readonly Stretch[] | string)[]
  /** Of the text, where it is not the page's. */
  lang?: Lang | undefined
  cite?: string | undefined
  /** Where the words come from, and whether they are the text or a digest. */
  source?: Children
  small?: boolean | undefined
}) {
  return (
    <>
      <blockquote class={`mf-quote k${props.level ?? 2}${props.small ? ' mf-quote--small' : ''}`} lang={props.lang} cite={props.cite}>
        {props.paragraphs.map((paragraph) => <p><Stretches of={typeof paragraph === 'string' ? [paragraph] : paragraph} /></p>)}
      </blockquote>
      {props.source && <p class="mf-source">{props.source}</p>}
    </>
  )
}

export function Stretches(props: { of: readonly Stretch[]; review?: boolean | undefined }) {
  return (
    <>
      {props.of.map((part) => {
        if (typeof part === 'string') return part
        if (part.as === 'soft') return props.review ? <mark class="soft">{part.text}</mark> : <span class="soft">{part.text}</span>
        return <mark class={part.as === 'now' ? 'now' : undefined}>{part.text}</mark>
      })}
    </>
  )
}

/** The parts of what is asked, each with its own status. */
export function Limbs(props: { items: readonly { key: string; text: Children; status?: { tone: Tone; word: string } | undefined }[] }) {
  return (
    <ol class="mf-limbs">
      {props.items.map((item) => (
        <li><b>{item.key}</b><span>{item.text}</span>{item.status && <Status tone={item.status.tone}>{item.status.word}</Status>}</li>
      ))}
    </ol>
  )
}

/** Dated, attributed statements, oldest first. `none`: looked, nothing found. */
export function Statements(props: {
  items: readonly {
    kind: 'said' | 'inferred' | 'none'
    /** As the page writes it; `iso` is for machines. */
    when: string
    iso?: string | undefined
    status?: { tone: Tone; word: string } | undefined
    text: Children
    /** “As reported by …”. */
    by: Children
  }[]
}) {
  return (
    <ol class="mf-time">
      {props.items.map((item) => (
        <li class={item.kind === 'inferred' ? undefined : item.kind}>
          {item.iso ? <time class="when" datetime={item.iso}>{item.when}</time> : <span class="when">{item.when}</span>}
          {item.status && <> <Status tone={item.status.tone}>{item.status.word}</Status></>}
          <p>{item.text}</p>
          <span class="by">{item.by}</span>
        </li>
      ))}
    </ol>
  )
}

export type ChainNode = {
  id?: string | undefined
  when: string
  level?: Level | undefined
  shape?: Shape | undefined
  who?: string | undefined
  title: Children
  href?: string | undefined
  /** This page's own record. */
  here?: boolean | undefined
  /** The link to the node above is inferred or missing; `why` says it in words. */
  broken?: boolean | undefined
  why?: Children
  children?: readonly ChainNode[] | undefined
}

/** The chain as a nested list, from the highest down: the equal of the picture. */
export function ChainList(props: { nodes: readonly ChainNode[] }) {
  return <ul class="mf-chain">{props.nodes.map((node) => <ChainItem {...node} />)}</ul>
}

function ChainItem(node: ChainNode) {
  const words = useWords()
  const name = node.href && !node.here ? <a class="govuk-link" href={node.href}>{node.title}</a> : node.title
  return (
    <li class={node.broken ? 'broken' : undefined} id={node.id}>
      {node.here
        ? <span class="here" aria-current="true"><span class="vh">{words.current} </span><span class="yr">{node.when}</span>{node.who}: {node.title}</span>
        : (
          <>
            <span class="yr">{node.when}</span>
            {node.level && <><LevelGlyph level={node.level} shape={node.shape}>{node.who}</LevelGlyph> </>}
            {name}
          </>
        )}
      {node.why && <> <span class="why">{node.why}</span></>}
      {node.children && node.children.length > 0 && <ul>{node.children.map((child) => <ChainItem {...child} />)}</ul>}
    </li>
  )
}

/** Every page is a citation: its address, short code, history, and what one can do with it. */
export function CiteBox(props: { label: string; address: string; note: Children; links: readonly { href: string; label: string }[] }) {
  return (
    <div class="mf-cite">
      <div>
        <p><b>{props.label}</b> <code>{props.address}</code></p>
        <p class="small muted">{props.note}</p>
      </div>
      <Dots links={props.links} />
    </div>
  )
}
