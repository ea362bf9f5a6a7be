import { formatDay, formatNumber } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { colourOf, Scroll, textWidth } from '../../../ui/index.ts'
import { daysOf, type Entry } from '../calendar-entries.ts'

const [lead, column, lane, pad] = [92, 30, 21, 8]
const width = lead + 31 * column

interface Placed {
  entry: Entry
  from: number
  until: number
  row: number
  label: string
  /** Left of the bar where it would leave the picture at the right. */
  before: boolean
}

/** A year on one sheet: a line for each month, a column for each day, a bar for each meeting with its name beside it. The list below says the same. */
export function YearPicture({ year, entries, today, lang, name, short }: { year: number; entries: readonly Entry[]; today: string; lang: Lang; name: string; short: (entry: Entry) => string }) {
  const months = Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1, entries, short))
  const heights = months.map((month) => Math.max(1, ...month.placed.map((each) => each.row + 1)) * lane + pad)
  const tops = heights.map((_, index) => 20 + heights.slice(0, index).reduce((sum, height) => sum + height, 0))
  const height = 20 + heights.reduce((sum, each) => sum + each, 0) + 2
  return (
    <Scroll name={name}>
      <svg class="cal-year" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="group" aria-label={name}>
        {Array.from({ length: 31 }, (_, index) => <text x={lead + index * column + column / 2} y={13} text-anchor="middle" font-size="12" fill="#4d5868" aria-hidden="true">{formatNumber(index + 1, lang)}</text>)}
        {months.map((month, index) => {
          const top = tops[index] ?? 0
          const tall = heights[index] ?? lane
          return (
            <g>
              {month.weekends.map((day) => <rect x={lead + (day - 1) * column} y={top} width={column} height={tall} fill="#f2f7f4" />)}
              {month.length < 31 && <rect x={lead + month.length * column} y={top} width={(31 - month.length) * column} height={tall} fill="#eef0f2" />}
              {today.startsWith(month.key) && <rect x={lead + (Number(today.slice(8)) - 1) * column} y={top} width={column} height={tall} fill="#ffcf66" opacity="0.55" />}
              <line x1="0" x2={width} y1={top} y2={top} stroke="#d2dbd6" />
              <text x="0" y={top + 15} font-size="13.5" font-weight="600" fill="#1b2330">{formatDay(month.key, lang).replace(/ \S+$/, '')}</text>
              {month.placed.map((each) => <Bar placed={each} top={top} lang={lang} />)}
            </g>
          )
        })}
      </svg>
    </Scroll>
  )
}

function Bar({ placed, top, lang }: { placed: Placed; top: number; lang: Lang }) {
  const { entry, from, until, row, label, before } = placed
  const colour = colourOf[entry.level]
  const [x, y, w] = [lead + (from - 1) * column + 3, top + row * lane + 5, (until - from + 1) * column - 6]
  const open = entry.state !== 'confirmed'
  const [first, last] = daysOf(entry)
  return (
    <a href={entry.href}>
      <title>{`${label === entry.title ? label : `${label}: ${entry.title}`}, ${formatDay(first, lang)}${last === first ? '' : ` – ${formatDay(last, lang)}`}`}</title>
      <rect x={x} y={y} width={w} height={14} rx="2" fill={open ? '#ffffff' : colour} stroke={colour} stroke-width="1.6" stroke-dasharray={open ? '3 2' : undefined} />
      {entry.state === 'cancelled' && <line x1={x} x2={x + w} y1={y + 7} y2={y + 7} stroke={colour} stroke-width="1.6" />}
      <text x={before ? x - 5 : x + w + 5} y={y + 11.5} text-anchor={before ? 'end' : 'start'} font-size="12.5" fill="#1b2330" text-decoration={entry.state === 'cancelled' ? 'line-through' : undefined}>{label}</text>
    </a>
  )
}

function monthOf(year: number, month: number, entries: readonly Entry[], short: (entry: Entry) => string) {
  const start = Temporal.PlainDate.from({ year, month, day: 1 })
  const key = start.toString().slice(0, 7)
  const length = start.daysInMonth
  const last = `${key}-${String(length).padStart(2, '0')}`
  const ends: number[] = []
  const placed: Placed[] = []
  for (const entry of entries) {
    const [first, until] = daysOf(entry)
    if (first > last || until < `${key}-01`) continue
    const [a, b] = [first < `${key}-01` ? 1 : Number(first.slice(8)), until > last ? length : Number(until.slice(8))]
    const label = short(entry)
    const room = Math.ceil((textWidth(label, 12.5) + 12) / column)
    const before = b + room > 31
    const [left, right] = before ? [a - room, b] : [a, b + room]
    const free = ends.findIndex((end) => end < left)
    const row = free === -1 ? ends.length : free
    ends[row] = right
    placed.push({ entry, from: a, until: b, row, label, before })
  }
  const weekends = Array.from({ length }, (_, index) => index + 1).filter((day) => start.with({ day }).dayOfWeek > 5)
  return { key, length, placed, weekends }
}
