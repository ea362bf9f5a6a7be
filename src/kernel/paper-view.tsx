import type { Block, Cell, Line, Paper, Run } from './paper.ts'
import { Status } from '../ui/index.ts'

/** A paper on the screen, from the same value as its PDF and Word file. Prints as it stands. */
export function PaperView({ paper, alone = false }: { paper: Paper; /** It is the page: its title is the page's. */ alone?: boolean }) {
  return (
    <article class="paper" lang={paper.lang}>
      <div class="mf-thread" aria-hidden="true" />
      <p class="muted">{paper.over}</p>
      {alone ? <h1>{paper.title}</h1> : <h2 class="paper-title">{paper.title}</h2>}
      <p>{paper.subtitle}</p>
      <p class="small muted">{[paper.dated, ...paper.facts].join('  |  ')}</p>
      {paper.blocks.map((block) => <BlockView block={block} heading={alone ? 'h2' : 'h3'} />)}
    </article>
  )
}

function BlockView({ block, heading: Heading }: { block: Block; heading: 'h2' | 'h3' }) {
  switch (block.kind) {
    case 'heading':
      return <Heading class="paper-heading" id={block.id}>{block.text}</Heading>
    case 'text':
      return <p class={block.quiet ? 'small muted' : undefined} id={block.id}><LineView line={block.line} /></p>
    case 'aside':
      return <div class="govuk-inset-text" id={block.id}>{block.lines.map((line) => <p><LineView line={line} /></p>)}</div>
    case 'units':
      return (
        <p>
          <span role="img" aria-label={block.alt}>{block.units.map((unit) => <><span class={`u u--${unit.tone}`} title={unit.name} />{' '}</>)}</span>
          {'\u2003'}<LineView line={block.words} />
        </p>
      )
    case 'asks':
      return <ol class="govuk-list">{block.items.map((item) => <li><span class="muted num">{item.number}</span> <a class="govuk-link" href={`#${item.to}`}><LineView line={item.line} plain /></a></li>)}</ol>
    case 'list':
      return <ul class="govuk-list govuk-list--bullet">{block.items.map((line) => <li><LineView line={line} /></li>)}</ul>
    case 'beside':
      return <div class="mf-cols"><div>{block.left.map((inner) => <BlockView block={inner} heading={Heading} />)}</div><div>{block.right.map((inner) => <BlockView block={inner} heading={Heading} />)}</div></div>
    case 'table':
      return <TableView block={block} />
  }
}

function TableView({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  // The cell that names the row: the decision or the source, not its number.
  const heads = (index: number) => index === 1
  return (
    <div class="mf-scroll" role="region" tabindex={0} aria-label={block.caption}>
      <table class="mf-t mf-t--stack">
        <caption class="vh">{block.caption}</caption>
        <thead class={block.hideHead ? 'vh' : undefined}><tr>{block.columns.map((column) => <th scope="col">{column.head}</th>)}</tr></thead>
        <tbody>
          {block.rows.map((row) => (
            <tr>{row.map((cell, index) => (heads(index) ? <th scope="row"><CellView cell={cell} /></th> : <td class={index === 0 ? 'nowrap' : undefined} data-h={block.columns[index]?.head}><CellView cell={cell} /></td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const CellView = ({ cell }: { cell: Cell }) => <>{cell.map((line, index) => <>{index > 0 && <br />}<LineView line={line} /></>)}</>
const LineView = ({ line, plain }: { line: Line; plain?: boolean }) => <>{line.map((run) => <RunView run={run} plain={plain} />)}</>

function RunView({ run, plain }: { run: Run; plain?: boolean | undefined }) {
  if (typeof run === 'string') return <>{run}</>
  if (run.tone) return <Status tone={run.tone}>{run.text}</Status>
  const text = run.strong ? <b>{run.text}</b> : run.quiet ? <span class="small muted">{run.text}</span> : run.text
  const href = run.href ?? (run.to ? `#${run.to}` : undefined)
  return href && !plain ? <a class="govuk-link" href={href}>{text}</a> : <>{text}</>
}
