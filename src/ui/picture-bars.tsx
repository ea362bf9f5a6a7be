import type { Lang } from '../kernel/languages.ts'
import { colourOf, type Level } from './status.tsx'
import { yearNumeral, type Children } from './language.tsx'
import { Arrow, barPaint, Hatch, ink, quiet, hairline, lacquer, round, share, shorten, surface, textWidth, twoLines, yearMarks, type BarStyle } from './picture-parts.tsx'

export type BarsInput = {
  lang: Lang
  /** Unique on the page. */
  id: string
  title: string
  desc: string
  from: number
  to: number
  /** Where the reader stands in time. */
  now?: { at: number; label: string } | undefined
  rows: readonly BarRow[]
}

export type BarRow = {
  id: string
  level: Level
  label: string
  sub?: string | undefined
  href: string
  /** `solid` as adopted, `hatched` an extension or a plan not yet adopted, `dashed` not found in a source. Open at the end without `to`. */
  periods: readonly { from: number; to?: number | undefined; label?: string | undefined; style: BarStyle }[]
  /** The row that took its place. */
  replacedBy?: string | undefined
}

/** Periods of texts through time, extensions hatched. Pair it with a table; `children` is the key. */
export function BarsPicture(props: BarsInput & { children?: Children }) {
  return (
    <figure class="fig">
      <Bars {...props} narrow={false} />
      <Bars {...props} narrow />
      {props.children}
    </figure>
  )
}

function Bars(props: BarsInput & { narrow: boolean }) {
  const { narrow } = props
  const width = narrow ? 358 : 1180
  const left = narrow ? 6 : 330
  const step = narrow ? 56 : 44
  const top = 30
  const at = (year: number) => left + share(props, year) * (width - left - 10)
  const bottom = top + props.rows.length * step
  const id = `${props.id}-${narrow ? 'upright' : 'wide'}`
  const years = yearMarks(props.from, props.to)
  const shown = narrow && years.length > 5 ? years.filter((_, i) => i % 2 === 0) : years
  return (
    <svg class={`picture ${narrow ? 'only-narrow' : 'only-wide'}`} role="group" aria-labelledby={`${id}-t ${id}-d`} width={width} height={bottom + 10} viewBox={`0 0 ${width} ${bottom + 10}`}>
      <title id={`${id}-t`}>{props.title}</title>
      <desc id={`${id}-d`}>{props.desc}</desc>
      <defs>{([1, 2, 3, 4] as const).map((level) => <Hatch id={`${id}-h${level}`} colour={colourOf[level]} />)}<Arrow id={`${id}-a`} /></defs>
      {props.rows.map((_, index) => <rect y={top + index * step} width={width} height={step} fill={index % 2 ? '#fff' : surface} />)}
      {shown.map((year) => (
        <>
          <path d={`M${round(at(year))} ${top}V${bottom}`} stroke={hairline} />
          <text x={round(at(year))} y={top - 10} font-size="12.5" fill={quiet} text-anchor={at(year) < left + 14 ? 'start' : at(year) > width - 16 ? 'end' : 'middle'}>{yearNumeral(props.lang, year)}</text>
        </>
      ))}
      {props.now && props.now.at <= props.to && (
        <path d={`M${round(at(props.now.at))} ${top - 4}V${bottom}`} stroke={lacquer} stroke-width="1.5"><title>{props.now.label}</title></path>
      )}
      {props.rows.map((row, index) => {
        const y = top + index * step
        const barTop = narrow ? y + 28 : y + (step - 20) / 2
        // A long name takes the line of what stands under it, which the bar says too.
        const names = narrow ? [shorten(row.label, width - 12, 13.5, true)] : twoLines(row.label, left - 18, 13.5)
        const target = props.rows.findIndex((other) => other.id === row.replacedBy)
        const last = row.periods[row.periods.length - 1]
        return (
          <>
            <a href={row.href}>
              <title>{[row.label, row.sub, ...row.periods.map((period) => period.label)].filter(Boolean).join(', ')}</title>
              {names.map((name, line) => <text class="name" x="6" y={narrow ? y + 19 : y + (names.length > 1 || row.sub ? 19 : 27) + line * 17} font-size="13.5" font-weight="600" fill={colourOf[row.level]}>{name}</text>)}
              {row.sub && !narrow && names.length === 1 && <text x="6" y={y + 36} font-size="12.5" fill={quiet}>{shorten(row.sub, left - 18, 12.5)}</text>}
              {row.periods.map((period) => {
                const x = round(Math.max(at(period.from), left) + 0.5)
                const end = Math.min(at(period.to ?? props.to), width - 10)
                const w = Math.max(3, round(end - x - 1))
                const open = period.to === undefined
                const label = period.label && textWidth(period.label, 12, true) <= w - 8 ? period.label : undefined
                return (
                  <>
                    <rect x={x} y={barTop} width={w} height="20" rx="2" {...barPaint(period.style, colourOf[row.level], `${id}-h${row.level}`)} />
                    {open && <path d={`M${x + w} ${barTop}l8 10-8 10z`} fill={colourOf[row.level]} />}
                    {label && <text class={period.style === 'hatched' ? 'halo' : undefined} x={round(x + w / 2)} y={barTop + 14.5} font-size="12" font-weight="600" text-anchor="middle" fill={period.style === 'solid' ? '#fff' : ink}>{label}</text>}
                  </>
                )
              })}
              <rect class="hit" fill="transparent" x="0" y={y + 1} width={width} height={step - 2} />
            </a>
            {target > index && last?.to !== undefined && (
              <path
                d={`M${round(Math.min(at(last.to), width - 12) - 5)} ${barTop + 20}V${round(top + target * step + (narrow ? 28 : (step - 20) / 2) - 3)}`}
                fill="none"
                stroke={ink}
                stroke-width="1.5"
                marker-end={`url(#${id}-a)`}
              />
            )}
          </>
        )
      })}
    </svg>
  )
}
