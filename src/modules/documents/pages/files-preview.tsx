import { formatNumber } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Block, Reading, Run } from '../../../kernel/text-blocks.ts'
import { type Children, Scroll } from '../../../ui/index.ts'
import { enFiles } from '../messages/files.en.ts'
import { thFiles } from '../messages/files.th.ts'

const words = { en: enFiles, th: thFiles }

/**
 * A page of a file as text, in the browser: headings, paragraphs, lists and tables as `text-of` found them. Nothing else of the file
 * comes here, so nothing of it can act. `head` is the leaf's own head, such as symbol and marking.
 */
export function FilePreview(props: { reading: Reading | null | 'later'; /** From 1. */ page: number; lang: Lang; /** Of the file. */ fileLang: string; title: string; head?: Children; href: (page: number) => string }) {
  const m = words[props.lang]
  if (props.reading === 'later') return <p class="muted">{m['files.later-preview']} <a class="govuk-link" href={props.href(props.page)}>{m['files.look-again']}</a></p>
  const { reading } = props
  const shown = reading?.pages.length ?? 0
  const page = Math.min(Math.max(1, props.page), Math.max(1, shown))
  const current = reading?.pages[page - 1]
  if (!reading || !current) return <p class="muted">{reading?.fault === 'too-large' || reading?.fault === 'too-slow' ? m['files.too-large-preview'] : reading?.fault === 'no-text' ? m['files.scan-preview'] : m['files.no-preview']}</p>
  const say = current.title === undefined ? m['files.page'] : m['files.sheet']
  return (
    <>
      <div class="leafbox">
        <div class="leaf" lang={props.fileLang}>
          {props.head && <div class="hd">{props.head}</div>}
          {current.title && <h3>{current.title}</h3>}
          {current.blocks.map((block) => <Shown block={block} title={props.title} />)}
        </div>
      </div>
      <p class="small muted">
        {reading.count !== null && `${say(formatNumber(page, props.lang), formatNumber(reading.count, props.lang))} `}
        {page > 1 && <><a class="govuk-link" href={props.href(page - 1)}>{m['files.previous-page']}</a>{' · '}</>}
        {page < shown && <><a class="govuk-link" href={props.href(page + 1)}>{m['files.next-page']}</a>{' · '}</>}
        {m['files.first-words']}
      </p>
    </>
  )
}

function Shown({ block, title }: { block: Block; title: string }) {
  switch (block.kind) {
    case 'heading':
      // The page has its own first headings; a file's stand under them.
      return block.level === 1 ? <h3><Runs runs={block.runs} /></h3> : <h4><Runs runs={block.runs} /></h4>
    case 'paragraph':
      return <p><Runs runs={block.runs} /></p>
    case 'item':
      return <p class={`leaf__item leaf__item--${Math.min(3, block.depth)}`}><span>{block.label}</span> <Runs runs={block.runs} /></p>
    case 'lines':
      return <p class="leaf__lines">{block.text}</p>
    case 'table': {
      const [head = [], ...rows] = block.rows
      return (
        <Scroll name={title}>
          <table class="mf-t">
            <thead><tr>{head.map((cell) => <th scope="col">{cell}</th>)}</tr></thead>
            <tbody>{rows.map((row) => <tr>{row.map((cell) => <td>{cell}</td>)}</tr>)}</tbody>
          </table>
        </Scroll>
      )
    }
  }
}

const Runs = ({ runs }: { runs: readonly Run[] }) => <>{runs.map((run) => (run.b ? <b>{run.i ? <i>{run.t}</i> : run.t}</b> : run.i ? <i>{run.t}</i> : run.t))}</>
