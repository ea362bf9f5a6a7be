import type { Lang } from '../kernel/languages.ts'
import { type Children, useWords, wordsIn } from './language.tsx'
import { SummaryList, Scroll } from './tables.tsx'
import { Dots } from './headings.tsx'

/** Who says so: the one concerned, others about it, nobody, overdue, or the question does not arise. */
export type CellKind = 'self' | 'others' | 'none' | 'late' | 'na'

export type MatrixCell = {
  kind: CellKind
  value: string
  sub?: string | undefined
  /** Opens the provenance on its own page. */
  href?: string | undefined
  /** Opens the provenance here, without a script. */
  provenance?: {
    title: string
    facts: readonly { term: string; value: Children }[]
    links: readonly { href: string; label: string }[]
  } | undefined
}

/** Rows by columns; every cell says something, or that nothing was found. Head and first column stay in view. */
export function MatrixTable(props: {
  caption: string
  corner: string
  columns: readonly { head: string; href?: string | undefined; sub?: string | undefined }[]
  rows: readonly { head: string; sub?: string | undefined; href?: string | undefined; cells: readonly MatrixCell[] }[]
  foot?: { head: string; cells: readonly string[] } | undefined
}) {
  return (
    <Scroll name={props.caption} tall={props.columns.length <= 7 ? 'fits' : 'box'}>
      <table class="mx">
        <caption class="vh">{props.caption}</caption>
        <thead>
          <tr>
            <td><span class="vh">{props.corner}</span></td>
            {props.columns.map((column) => (
              <th scope="col">
                {column.href ? <a href={column.href}>{column.head}</a> : column.head}
                {column.sub && <small>{column.sub}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              <th scope="row">{row.href ? <a class="govuk-link" href={row.href}>{row.head}</a> : row.head}{row.sub && <small>{row.sub}</small>}</th>
              {row.cells.map((cell) => <Cell {...cell} />)}
            </tr>
          ))}
        </tbody>
        {props.foot && (
          <tfoot><tr><th scope="row">{props.foot.head}</th>{props.foot.cells.map((cell) => <td>{cell}</td>)}</tr></tfoot>
        )}
      </table>
    </Scroll>
  )
}

function Cell(cell: MatrixCell) {
  const words = useWords()
  const said = cell.kind === 'self' ? words.saidBySelf : cell.kind === 'others' ? words.saidByOthers : undefined
  const quiet = cell.kind === 'none' || cell.kind === 'na'
  return (
    <td class={cell.kind === 'na' ? 'na' : undefined}>
      <div class="c">
        <CellGlyph kind={cell.kind} />
        <div>
          {said && <span class="vh">{said} </span>}
          {cell.provenance ? <Provenance cell={cell} of={cell.provenance} /> : (
            cell.href ? <a class="govuk-link" href={cell.href}>{cell.value}</a> : <span class={quiet ? 'muted' : undefined}>{cell.value}</span>
          )}
          {cell.sub && <small>{cell.sub}</small>}
        </div>
      </div>
    </td>
  )
}

const escaped = (text: string): string => (/[&<>"]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;') : text)

const wideClass: Record<CellKind, string> = { self: 's', others: 'o', none: 'n', late: 'l', na: 'na' }

/** The table of `<MatrixTable>` without provenance in its cells, as markup: for hundreds of columns, where a component a cell would cost too much. The style sheet draws the glyphs. */
export function wideMatrix(lang: Lang, props: Omit<Parameters<typeof MatrixTable>[0], 'rows' | 'foot'> & { rows: readonly { head: string; sub?: string | undefined; cells: readonly Omit<MatrixCell, 'provenance'>[] }[]; foot: { head: string; cells: readonly string[] } }): string {
  const words = wordsIn(lang)
  const before = { self: `<span class="vh">${words.saidBySelf} </span>`, others: `<span class="vh">${words.saidByOthers} </span>`, none: '', late: '', na: '' }
  const head = props.columns.map((column) => `<th scope="col">${column.href ? `<a href="${escaped(column.href)}">${escaped(column.head)}</a>` : escaped(column.head)}${column.sub ? `<small>${escaped(column.sub)}</small>` : ''}</th>`).join('')
  let body = ''
  for (const row of props.rows) {
    body += `<tr><th scope="row">${escaped(row.head)}${row.sub ? `<small>${escaped(row.sub)}</small>` : ''}</th>`
    for (const cell of row.cells) {
      body += `<td class="${wideClass[cell.kind]}">${before[cell.kind]}${cell.href ? `<a class="govuk-link" href="${escaped(cell.href)}">${escaped(cell.value)}</a>` : escaped(cell.value)}${cell.sub ? `<small>${escaped(cell.sub)}</small>` : ''}</td>`
    }
    body += '</tr>'
  }
  const foot = `<tr><th scope="row">${escaped(props.foot.head)}</th>${props.foot.cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`
  return `<div class="mf-scroll mf-scroll--box" role="region" tabindex="0" aria-label="${escaped(words.scrolls(props.caption))}">`
    + `<table class="mx mx--wide"><caption class="vh">${escaped(props.caption)}</caption><thead><tr><td><span class="vh">${escaped(props.corner)}</span></td>${head}</tr></thead><tbody>${body}</tbody><tfoot>${foot}</tfoot></table></div>`
}

function Provenance(props: { cell: MatrixCell; of: NonNullable<MatrixCell['provenance']> }) {
  return (
    <details data-behaviour="popover">
      <summary>{props.cell.value}</summary>
      <div class="prov">
        <h3>{props.of.title}</h3>
        <SummaryList facts={props.of.facts} small />
        <p><Dots links={props.of.links} /></p>
      </div>
    </details>
  )
}

/** The glyph of a cell, also for a key. */
export function CellGlyph(props: { kind: CellKind }) {
  return (
    <svg width="13" height="13" viewBox="0 0 14 14" aria-hidden="true">
      {props.kind === 'self' && <circle cx="7" cy="7" r="6" fill="#0d6655" />}
      {props.kind === 'others' && (
        <>
          <circle cx="7" cy="7" r="5.6" fill="#fff" stroke="#0d6655" stroke-width="1.6" />
          <path d="M7 1.4a5.6 5.6 0 0 0 0 11.2z" fill="#0d6655" />
        </>
      )}
      {props.kind === 'none' && <circle cx="7" cy="7" r="5.6" fill="#fff" stroke="#76837b" stroke-width="1.5" stroke-dasharray="2.4 2" />}
      {props.kind === 'late' && <path d="M7 1l6 6-6 6-6-6z" fill="#a3261c" />}
      {props.kind === 'na' && <path d="M1 13 13 1M1 7l6-6M7 13l6-6" stroke="#a9c4b7" stroke-width="1.2" />}
    </svg>
  )
}

/** The key of the cell glyphs, in the caller's words. */
export function MatrixKey(props: { entries: readonly { kind: CellKind; label: string }[] }) {
  return <ul class="key">{props.entries.map((entry) => <li><CellGlyph kind={entry.kind} />{entry.label}</li>)}</ul>
}
