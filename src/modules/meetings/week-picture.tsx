import { addDays, instantInZone } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import { colourOf, type Level, numeral, Scroll, textWidth } from '../../ui/index.ts'
import { runWords, shortWeekday } from './wording-run.ts'

interface Entry { ref: string; title: string; href: string; level: Level; opensAt: string | null; closesAt: string | null; off: boolean }

const left = 8
const width = 1180
const row = 34

/** The week as one sees it on a wall: days beside each other, each meeting a bar on its own line. The table below says the same. */
export function WeekPicture(props: { days: readonly string[]; meetings: readonly Entry[]; zone: string; name: string; lang: Lang }) {
  const { days, zone, lang } = props
  const m = runWords[lang]
  // A meeting of the series on another day than those of the week is in the table only.
  const begins = instantInZone(days[0] ?? '', '00:00', zone)
  const ends = instantInZone(addDays(days.at(-1) ?? '', 1), '00:00', zone)
  const shown = props.meetings.filter((meeting) => !meeting.off && meeting.opensAt !== null && meeting.closesAt !== null && meeting.closesAt > begins && meeting.opensAt < ends)
  const column = (width - left) / Math.max(1, days.length)
  // A working day is drawn from 07:00 to 21:00; what lies outside stands at its edge.
  const x = (instant: string): number => {
    const index = days.findIndex((day) => instant < instantInZone(addDays(day, 1), '00:00', zone))
    const day = days[index === -1 ? days.length - 1 : index] ?? ''
    const from = Temporal.Instant.from(instantInZone(day, '07:00', zone))
    const share = from.until(Temporal.Instant.from(instant)).total('minutes') / (14 * 60)
    return Math.round((left + column * ((index === -1 ? days.length - 1 : index) + Math.min(1, Math.max(0, share)))) * 10) / 10
  }
  const bottom = 34 + shown.length * row + 8
  return (
    <figure class="fig">
      <Scroll name={m['run.week-picture']}>
        <svg role="group" aria-labelledby="week-title week-desc" width={width} height={bottom + 4} viewBox={`0 0 ${width} ${bottom + 4}`}>
          <title id="week-title">{props.name}</title>
          <desc id="week-desc">{m['run.week-desc'](numeral(lang, shown.length))}</desc>
          {days.map((day, index) => (
            <>
              <rect x={left + column * index} y="28" width={column} height={bottom - 28} fill={index % 2 === 0 ? '#f2f7f4' : '#fff'} />
              <text x={left + column * index + 8} y="20" font-size="13.5" font-weight="600" fill="#1b2330">{shortWeekday(day, lang)}</text>
            </>
          ))}
          <path d={`M${left} 28.5H${width}`} stroke="#1b2330" stroke-width="1.5" />
          {shown.map((meeting, index) => {
            const [from, to] = [x(meeting.opensAt ?? ''), x(meeting.closesAt ?? '')]
            const size = Math.max(10, to - from)
            const y = 36 + index * row
            const inside = textWidth(meeting.title, 13, true) + 14 < size
            const before = !inside && to + textWidth(meeting.title, 13, true) + 12 > width
            return (
              <a href={meeting.href}>
                <rect x={from} y={y} width={size} height="24" rx="2" fill={colourOf[meeting.level]} />
                <text x={inside ? from + 8 : before ? from - 8 : from + size + 8} y={y + 16.5} font-size="13" font-weight="600" text-anchor={before ? 'end' : 'start'} class={inside ? undefined : 'halo'} fill={inside ? '#fff' : '#1b2330'}>{meeting.title}</text>
              </a>
            )
          })}
        </svg>
      </Scroll>
    </figure>
  )
}
