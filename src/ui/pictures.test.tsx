import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import fc from '../../tests/properties.ts'
import { BarsPicture, LanesPicture, MeetingsPicture, TreePicture, type LanesInput } from './index.ts'
import { layoutUpright, layoutWide, lineBox, type LanesLayout } from './picture-lanes-layout.ts'
import { overlap, shorten, textWidth } from './picture-parts.tsx'

const lanes = ([1, 2, 3, 4] as const).map((level) => ({ level, label: `Level ${level}` }))

const input = fc.array(fc.record({ lane: fc.nat(3), at: fc.integer({ min: 0, max: 360 }), long: fc.nat(30) }), { minLength: 2, maxLength: 40 }).map((drawn): LanesInput => ({
  lang: 'en', id: 'x', title: 'Chain', desc: 'A list follows.', lanes, from: 1995, to: 2027,
  points: drawn.map((point, i) => ({
    id: `p${i}`, lane: point.lane, at: 1996 + point.at / 12, label: `No ${i} ${'word '.repeat(point.long / 4)}`.trim(), sub: i % 2 ? 'under it' : undefined, short: `${i}`, href: `/p/${i}`, current: i === 0, hollow: i % 5 === 4,
  })),
  bars: [{ id: 'b', lane: 2, from: 2010, to: 2013, label: '2010–12', style: 'solid' }, { lane: 2, from: 2012, to: 2016, label: '2013–15', style: 'hatched' }],
  links: drawn.slice(1).map((_, i) => ({ from: `p${i}`, to: `p${i + 1}`, style: i % 3 ? 'solid' : 'dashed' })),
}))

function expectClear(laid: LanesLayout) {
  const names = laid.points.flatMap((placed) => placed.lines.map(lineBox))
  for (const [i, a] of names.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(0)
    expect(a.x + a.w).toBeLessThanOrEqual(laid.width)
    expect(a.y).toBeGreaterThanOrEqual(0)
    expect(a.y + a.h).toBeLessThanOrEqual(laid.height)
    for (const b of names.slice(i + 1)) expect(overlap(a, b)).toBe(0)
    for (const bar of laid.bars) expect(overlap(a, bar.box)).toBe(0)
  }
  for (const [i, a] of laid.points.entries()) {
    for (const b of laid.points.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(13)
  }
}

describe('the chain as a picture', () => {
  it('lays out two to forty records at width without a name over a name, a period or the edge', () => {
    fc.assert(fc.property(input, (drawn) => expectClear(layoutWide(drawn))), { numRuns: 40 })
  })

  it('does the same upright, for a phone', () => {
    fc.assert(fc.property(input, (drawn) => expectClear(layoutUpright(drawn))), { numRuns: 40 })
  })

  it('draws every record as a link with its name, also where there is no room to write it', () => {
    fc.assert(fc.property(input, (drawn) => {
      const html = renderToString(<LanesPicture {...drawn} />)
      for (const point of drawn.points) {
        const links = html.split(`href="${point.href}"`).length - 1
        expect(links).toBe(2)
        expect(html).toContain(`<title>${point.label}`)
      }
    }), { numRuns: 10 })
  })

  it('is one picture to a reader: wide or upright, never both', () => {
    const [drawn] = fc.sample(input, 1)
    const html = renderToString(<LanesPicture {...drawn!} />)
    expect(html.match(/<svg class="picture only-wide"/g)).toHaveLength(1)
    expect(html.match(/<svg class="picture only-narrow"/g)).toHaveLength(1)
    expect(html).not.toMatch(/\sstyle=/)
  })

  it('never runs what a title contains', () => {
    const [drawn] = fc.sample(input, 1)
    const evil = '</title><script>alert(1)</script>'
    const html = renderToString(<LanesPicture {...drawn!} title={evil} points={[{ id: 'a', lane: 0, at: 2000, label: evil, href: 'x' }]} />)
    expect(html).not.toContain('<script')
  })

  it('writes years in the era and digits of the page', () => {
    const [drawn] = fc.sample(input, 1)
    expect(renderToString(<LanesPicture {...drawn!} lang="th" />)).toContain('>๒๕๔๓<')
    expect(renderToString(<LanesPicture {...drawn!} lang="en" />)).toContain('>2000<')
  })
})

describe('the other pictures', () => {
  it('meetings crowded into one lane stay in their order and apart', () => {
    const marks = Array.from({ length: 40 }, (_, i) => ({ lane: 1, at: 2000 + i / 2, kind: 'held' as const, ordinal: `${i + 1}`, name: `Meeting ${i + 1}`, href: `/m/${i + 1}` }))
    const html = renderToString(<MeetingsPicture lang="en" id="m" title="t" desc="d" from={1995} to={2027} lanes={lanes} rules={[{ lane: 1, from: 2000, to: 2010, label: 'every two years' }]} marks={marks} />)
    const wide = html.slice(0, html.indexOf('only-narrow'))
    const xs = [...wide.matchAll(/<text x="([\d.]+)" y="[\d.]+" font-size="1[01]\.5" font-weight="650"/g)].map((match) => Number(match[1]))
    expect(xs).toHaveLength(40)
    for (const [i, x] of xs.entries()) if (i > 0) expect(x - xs[i - 1]!).toBeGreaterThan(20)
    expect(html).not.toMatch(/\sstyle=/)
  })

  it('a body that only consults hangs by a dashed line', () => {
    const html = renderToString(<TreePicture id="t" title="t" desc="d" nodes={[{ id: 'a', level: 1, label: 'A', href: '/a' }, { id: 'b', parent: 'a', level: 2, label: 'B', href: '/b' }, { id: 'c', parent: 'a', level: 2, label: 'C', href: '/c', beside: true }]} />)
    expect(html.match(/stroke-dasharray="5 4"/g)).toHaveLength(2)
  })

  it('an extension is hatched, and each picture has hatching of its own', () => {
    const rows = [{ id: 'r', level: 3 as const, label: 'Programme', href: '/r', periods: [{ from: 2022, to: 2025, style: 'solid' as const }, { from: 2025, to: 2026, style: 'hatched' as const, label: 'extended' }] }]
    const html = renderToString(<BarsPicture lang="en" id="b" title="t" desc="d" from={2000} to={2030} rows={rows} />)
    expect(html).toContain('fill="url(#b-wide-h3)"')
    expect(html).toContain('id="b-wide-h3"')
    expect(html).toContain('id="b-upright-h3"')
  })
})

describe('width of letters', () => {
  it('Thai vowels and tones above and below take none', () => {
    expect(textWidth('ที่', 13)).toBe(textWidth('ท', 13))
  })

  it('a name is cut between letters, never between a letter and its marks', () => {
    const cut = shorten('ที่ประชุมเจ้าหน้าที่อาวุโส', 60, 13)
    expect(cut.endsWith('…')).toBe(true)
    expect('ที่ประชุมเจ้าหน้าที่อาวุโส'.startsWith(cut.slice(0, -1))).toBe(true)
    const next = 'ที่ประชุมเจ้าหน้าที่อาวุโส'.charAt(cut.length - 1)
    expect(next).not.toMatch(/\p{Mn}/u)
  })
})
