import { type Children, Count, numeral, useLang, useWords } from './language.tsx'
import { LevelGlyph, Status, type Level, type Shape, type Tone } from './status.tsx'

export type Column<Row> = {
  /** Of the head cell; repeated before the value when the table is stacked on a phone. */
  head: string
  cell: (row: Row) => Children
  /** The cell that names the row; exactly one column. */
  rowHeader?: boolean | undefined
  /** Where this head sorts, and how the rows stand now. */
  sort?: { href: string; now?: 'ascending' | 'descending' | undefined; by?: string | undefined } | undefined
  /** `lead` is a quiet first cell such as a date; `nowrap`, `wide`, `right`, `num`. Several with spaces. */
  class?: string | undefined
  /** On a phone the value speaks for itself (a status). */
  noLabel?: boolean | undefined
}

/** A table that stacks into blocks on a phone. The caption says the range shown and may be hidden from sight. */
export function DataTable<Row>(props: {
  caption: string
  showCaption?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId?: ((row: Row) => string | undefined) | undefined
  /** Stays a grid on a phone and scrolls sideways, for narrow tables of numbers. */
  noStack?: boolean | undefined
  /** Not wider than prose. */
  measure?: boolean | undefined
  /** No head row: the row headers say enough. */
  noHead?: boolean | undefined
  foot?: readonly Children[] | undefined
}) {
  const { columns } = props
  const table = (
    <table class={`mf-t${props.noStack ? '' : ' mf-t--stack'}${props.measure ? ' mf-t--measure' : ''}`}>
      <caption class={props.showCaption ? undefined : 'vh'}>{props.caption}</caption>
      {!props.noHead && (
        <thead>
          <tr>{columns.map((column) => <HeadCell {...column} />)}</tr>
        </thead>
      )}
      <tbody>
        {props.rows.map((row) => (
          <tr id={props.rowId?.(row)}>
            {columns.map((column) =>
              column.rowHeader
                ? <th scope="row" class={column.class}>{column.cell(row)}</th>
                : <td class={column.class} data-h={column.noLabel || props.noHead ? undefined : column.head}>{column.cell(row)}</td>,
            )}
          </tr>
        ))}
      </tbody>
      {props.foot && (
        <tfoot><tr>{props.foot.map((cell, index) => (index === 0 ? <th scope="row">{cell}</th> : <td>{cell}</td>))}</tr></tfoot>
      )}
    </table>
  )
  // A short list without heads never needs to scroll, and should not be a stop of the tab key.
  return props.noHead ? table : <Scroll name={props.caption}>{table}</Scroll>
}

/** A region that scrolls sideways where it must, reachable by keyboard. */
export function Scroll(props: { name: string; /** Its head stays in view: in a box of its own, or on the page where the table `fits` its width. */ tall?: 'box' | 'fits' | undefined; children: Children }) {
  const words = useWords()
  return (
    <div class={`mf-scroll${props.tall ? ` mf-scroll--${props.tall}` : ''}`} role="region" tabindex={0} aria-label={words.scrolls(props.name)}>
      {props.children}
    </div>
  )
}

function HeadCell(props: Pick<Column<never>, 'head' | 'sort' | 'class'>) {
  const { sort } = props
  if (!sort) return <th scope="col">{props.head}</th>
  return (
    <th scope="col" aria-sort={sort.now}>
      <a href={sort.href}>
        {props.head}
        {sort.now && <> <span aria-hidden="true">{sort.now === 'descending' ? '↓' : '↑'}{sort.by && ` ${sort.by}`}</span></>}
      </a>
    </th>
  )
}

/** Key facts of a record, in pairs. A fact not known is said so, never left out. */
export function SummaryList(props: { facts: readonly { term: string; value: Children; sub?: Children }[]; small?: boolean | undefined; label?: string | undefined }) {
  const list = (
    <dl class={`mf-facts${props.small ? ' mf-facts--small' : ''}`}>
      {props.facts.map((fact) => (
        <>
          <dt>{fact.term}</dt>
          <dd>{fact.value}{fact.sub && <span class="sub">{fact.sub}</span>}</dd>
        </>
      ))}
    </dl>
  )
  return props.label ? <aside aria-label={props.label}>{list}</aside> : list
}

/** Pages of a list. `href` gives the address of a page; gaps are drawn as dots. */
export function Pagination(props: {
  page: number
  pages: number
  href: (page: number) => string
  /** At the right end: “1 to 15 of 46”. */
  children?: Children
}) {
  const words = useWords()
  const lang = useLang()
  if (props.pages <= 1) return props.children ? <div class="mf-pages"><span class="muted end">{props.children}</span></div> : null
  const shown = [...new Set([1, props.page - 1, props.page, props.page + 1, props.pages])].filter((n) => n >= 1 && n <= props.pages).sort((a, b) => a - b)
  return (
    <div class="mf-pages">
      <nav class="govuk-pagination" aria-label={words.pages}>
        {props.page > 1 && <Step kind="prev" href={props.href(props.page - 1)} label={words.previous} />}
        <ul class="govuk-pagination__list">
          {shown.map((n, index) => {
            const before = shown[index - 1]
            const current = n === props.page
            return (
              <>
                {before !== undefined && n - before > 1 && <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>}
                <li class={`govuk-pagination__item${current ? ' govuk-pagination__item--current' : ''}`}>
                  <a
                    class="govuk-link govuk-pagination__link"
                    href={props.href(n)}
                    aria-label={words.page(numeral(lang, n))}
                    aria-current={current ? 'page' : undefined}
                  >
                    {numeral(lang, n)}
                  </a>
                </li>
              </>
            )
          })}
        </ul>
        {props.page < props.pages && <Step kind="next" href={props.href(props.page + 1)} label={words.next} />}
      </nav>
      {props.children && <span class="muted end">{props.children}</span>}
    </div>
  )
}

/** For lists walked by cursor: only forward and back. */
export function Steps(props: { previous?: string | undefined; next?: string | undefined; children?: Children }) {
  const words = useWords()
  return (
    <div class="mf-pages">
      <nav class="govuk-pagination" aria-label={words.pages}>
        {props.previous && <Step kind="prev" href={props.previous} label={words.previous} />}
        {props.next && <Step kind="next" href={props.next} label={words.next} />}
      </nav>
      {props.children && <span class="muted end">{props.children}</span>}
    </div>
  )
}

function Step(props: { kind: 'prev' | 'next'; href: string; label: string }) {
  return (
    <div class={`govuk-pagination__${props.kind}`}>
      <a class="govuk-link govuk-pagination__link" href={props.href} rel={props.kind}><span class="govuk-pagination__link-title">{props.label}</span></a>
    </div>
  )
}

/** One square per thing, so that shares are counted and not asserted; the last column says it in words. */
export function UnitChart(props: {
  caption: string
  heads: readonly [row: string, units: string, words: string]
  rows: readonly { name: Children; sub?: Children; units: readonly { tone: Tone; name: string; href?: string | undefined }[]; words: Children }[]
  legend: readonly { tone: Tone; label: string }[]
  children?: Children
}) {
  return (
    <>
      <table class="mf-units">
        <caption class="vh">{props.caption}</caption>
        <thead class="vh"><tr>{props.heads.map((head) => <th scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              <th scope="row"><b>{row.name}</b>{row.sub && <span class="small muted">{row.sub}</span>}</th>
              <td class="units">
                <div class="row">
                  {row.units.map((unit) =>
                    unit.href
                      ? <a class={`u u--${unit.tone}`} href={unit.href} title={unit.name}><span class="vh">{unit.name}</span></a>
                      : <span class={`u u--${unit.tone}`} title={unit.name}><span class="vh">{unit.name}</span></span>,
                  )}
                </div>
              </td>
              <td>{row.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul class="key">{props.legend.map((entry) => <li><span class={`u u--${entry.tone}`} aria-hidden="true" />{entry.label}</li>)}</ul>
      {props.children && <p class="small mf-after">{props.children}</p>}
    </>
  )
}

/** The first cell of a row: level, symbol as a link, a quiet line under it. */
export function SymbolCell(props: { level?: Level | undefined; shape?: Shape | undefined; symbol: string; href: string; sub?: Children }) {
  const link = <a class="govuk-link sym" href={props.href}>{props.symbol}</a>
  return (
    <>
      {props.level ? <LevelGlyph level={props.level} shape={props.shape}>{link}</LevelGlyph> : link}
      {props.sub && <span class={`sub${props.level ? ' sub--glyph' : ''}`}>{props.sub}</span>}
    </>
  )
}

/** Names with a number behind each, in columns. */
export function CountList(props: { items: readonly { href: string; label: string; n: number }[] }) {
  return (
    <ul class="mf-counts">
      {props.items.map((item) => <li><a class="govuk-link" href={item.href}>{item.label}</a><Count n={item.n} /></li>)}
    </ul>
  )
}

/** A value with a quiet second line. */
export function Sub(props: { children: Children }) {
  return <span class="sub">{props.children}</span>
}

export function StatusCell(props: { tone: Tone; word: string; sub?: Children }) {
  return <><Status tone={props.tone}>{props.word}</Status>{props.sub && <Sub>{props.sub}</Sub>}</>
}
