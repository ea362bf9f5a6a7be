import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { ChainList, Chips, DataTable, Filter, InLang, KeyHints, MatrixTable, Pagination, Quote } from './index.ts'

describe('lists and tables', () => {
  it('a table names its rows and columns, says how it is sorted, and repeats the head where it stacks', () => {
    const html = renderToString(<DataTable caption="Decisions, 1 to 1 of 1" rows={['Adopted']} columns={[{ head: 'What', rowHeader: true, cell: (row) => row, sort: { href: '?sort=a', now: 'ascending' } }, { head: 'Due', cell: () => 'None stated' }]} />)
    expect(html).toContain('<caption class="vh">Decisions, 1 to 1 of 1</caption>')
    expect(html).toContain('<th scope="row">Adopted</th>')
    expect(html).toContain('aria-sort="ascending"')
    expect(html).toContain('data-h="Due"')
  })

  it('the page one stands on is marked, and gaps between pages are shown', () => {
    const html = renderToString(<InLang lang="th"><Pagination page={5} pages={20} href={(page) => `?page=${page}`} /></InLang>)
    expect(html).toMatch(/href="\?page=5"[^>]*aria-current="page"/)
    expect(html).toContain('aria-label="หน้า ๕"')
    expect(html.match(/⋯/g)).toHaveLength(2)
    expect(html).toContain('rel="next"')
  })

  it('filters are links; the one in force is marked and removes itself as a chip', () => {
    const html = renderToString(<><Filter title="Filter" summary="Filter" label="Filter" groups={[{ title: 'Force', options: [{ href: '?force=all', label: 'Any', n: 61 }, { href: '?', label: 'Asks', n: 46, current: true }] }]} /><Chips total="46" chips={[{ label: 'Force: asks', href: '/mandates' }]} clearHref="/mandates" /></>)
    expect(html).toMatch(/<a href="\?" aria-current="true">Asks/)
    expect(html).toContain('<a class="chip" href="/mandates"')
  })

  it('a broken link of a chain says why in words', () => {
    const html = renderToString(<ChainList nodes={[{ when: '1995', title: 'A', href: '/a', children: [{ when: '1997', title: 'B', href: '/b', broken: true, why: 'No parent known' }, { when: '1999', title: 'C', here: true }] }]} />)
    expect(html).toContain('<li class="broken">')
    expect(html).toContain('No parent known')
    expect(html).toContain('aria-current="true"')
  })

  it('a cell of the matrix says who says so, before what is said', () => {
    const html = renderToString(<MatrixTable caption="m" corner="c" columns={[{ head: 'A' }]} rows={[{ head: 'R', cells: [{ kind: 'others', value: 'In force' }] }]} />)
    expect(html).toMatch(/Said by others: ?<\/span><span>In force/)
  })

  it('the record keeps its verb marked and its language', () => {
    const html = renderToString(<Quote level={2} lang="th" paragraphs={[['ที่ประชุม', { text: 'มอบหมาย', as: 'verb' }, '<b>']]} />)
    expect(html).toContain('<mark>มอบหมาย</mark>&lt;b>')
    expect(html).toContain('lang="th"')
  })

  it('single keys can be turned off (WCAG 2.1.4), and are not offered where no script runs', () => {
    const html = renderToString(<KeyHints label="Keys" off="Turn single keys off" keys={[{ keys: ['J', 'K'], label: 'next, previous' }]} />)
    expect(html).toContain('class="keys js-only"')
    expect(html).toContain('data-keys-off')
  })
})
