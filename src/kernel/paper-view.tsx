import type { Block, Cell, Line, Paper, PaperTone, Run } from './paper.ts'
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
    case 'list':
      return <ul class="govuk-list govuk-list--bullet">{block.items.map((line) => <li><LineView line={line} /></li>)}</ul>
    case 'beside':
      return <div class="mf-cols"><div>{block.left.map((inner) => <BlockView block={inner} heading={Heading} />)}</div><div>{block.right.map((inner) => <BlockView block={inner} heading={Heading} />)}</div></div>
    case 'table':
      return <TableView block={block} />
    case 'marks':
      return <MarksView block={block} />
    case 'bars':
      return <BarsView block={block} />
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

/** The marks are silent: the numbers beside them are the same. */
function MarksView({ block }: { block: Extract<Block, { kind: 'marks' }> }) {
  const most = Math.max(1, ...block.rows.filter((row) => !row.sum).map((row) => row.marks.reduce((sum, part) => sum + part.n, 0)))
  const [label, drawn, ...numbers] = block.heads
  return (
    <>
      <div class="mf-scroll" role="region" tabindex={0} aria-label={block.caption}>
        <table class="mf-t paper-marks">
          <caption class="vh">{block.caption}</caption>
          <thead><tr><th scope="col">{label}</th><th scope="col">{drawn}</th>{numbers.map((head) => <th scope="col" class="n">{head}</th>)}</tr></thead>
          <tbody>{block.rows.map((row) => <tr class={row.sum ? 'sum' : undefined}><th scope="row"><LineView line={row.label} /></th><td>{!row.sum && (block.share ? <ShareView parts={row.marks} most={most} /> : <span class="pips" aria-hidden="true">{row.marks.flatMap((part) => Array.from({ length: part.n }, () => <i class={`p ${pipClass[part.tone]}`} />))}</span>)}</td>{row.numbers.map((n) => <td class="n">{n}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <ul class="mf-inline small muted">{block.key.map((entry) => <li class="mf-inline"><i class={`p ${pipClass[entry.tone]}`} aria-hidden="true" />{' '}{entry.text}</li>)}</ul>
    </>
  )
}

/** The pip of the plans that stands for each tone. */
const pipClass: Record<PaperTone, string> = { effect: 'c', done: 'c', continuing: 'r', part: 'o', up: 'o', late: 'l', none: 'n', superseded: 'v', rejected: 'e', plain: 'e' }
const fills: Record<PaperTone, string> = { effect: '#0d6655', done: '#0d6655', continuing: '#8fc0b3', part: '#865400', up: '#2b3f8c', late: '#a3261c', none: '#fff', superseded: '#6f3f70', rejected: '#fff', plain: '#fff' }

function ShareView({ parts, most }: { parts: readonly { tone: PaperTone; n: number }[]; most: number }) {
  let x = 0
  return (
    <svg width="220" height="12" viewBox="0 0 220 12" aria-hidden="true">
      {parts.map((part) => {
        const from = x
        x += (part.n / most) * 218
        const open = fills[part.tone] === '#fff'
        return <rect x={from + 1} y="1" width={Math.max(0, x - from)} height="10" fill={fills[part.tone]} {...(open ? { stroke: '#4d5868', 'stroke-dasharray': part.tone === 'none' ? '2 2' : undefined } : {})} />
      })}
    </svg>
  )
}

function BarsView({ block }: { block: Extract<Block, { kind: 'bars' }> }) {
  const most = Math.max(1, ...block.rows.map((row) => row.value))
  return (
    <div class="mf-scroll" role="region" tabindex={0} aria-label={block.caption}>
      <table class="mf-t paper-marks">
        <caption class="vh">{block.caption}</caption>
        <thead><tr><th scope="col">{block.heads[0]}</th><td /><th scope="col" class="n">{block.heads[1]}</th></tr></thead>
        <tbody>{block.rows.map((row) => <tr><th scope="row"><LineView line={row.label} /></th><td><ShareView parts={[{ tone: row.tone, n: row.value }]} most={most} /></td><td class="n">{row.words}</td></tr>)}</tbody>
      </table>
    </div>
  )
}

const CellView = ({ cell }: { cell: Cell }) => <>{cell.map((line, index) => <>{index > 0 && <br />}<LineView line={line} /></>)}</>
const LineView = ({ line }: { line: Line }) => <>{line.map((run) => <RunView run={run} />)}</>

function RunView({ run }: { run: Run }) {
  if (typeof run === 'string') return <>{run}</>
  if (run.tone) return <Status tone={run.tone}>{run.text}</Status>
  const text = run.strong ? <b>{run.text}</b> : run.quiet ? <span class="small muted">{run.text}</span> : run.text
  const href = run.href ?? (run.to ? `#${run.to}` : undefined)
  return href ? <a class="govuk-link" href={href}>{text}</a> : <>{text}</>
}
