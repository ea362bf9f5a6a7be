import type { Lang } from '../kernel/languages.ts'
import { colourOf, type Level } from './status.tsx'
import { yearNumeral, type Children } from './language.tsx'
import { Glyph, ink, quiet, round, share, shorten, textWidth, yearMarks } from './picture-parts.tsx'

export type MiniInput = {
  lang: Lang
  from: number
  to: number
  lanes: readonly { level: Level; label: string; short?: string | undefined }[]
  points: readonly { lane: number; at: number; hollow?: boolean | undefined }[]
  /** Between two moments on two lanes. */
  threads?: readonly { from: { lane: number; at: number }; to: { lane: number; at: number }; dashed?: boolean | undefined }[] | undefined
}

/** Everything that happened, as a strip. Silent: the caption says it in words and leads to the full picture. */
export function MiniPicture(props: MiniInput & { caption: Children }) {
  return (
    <figure class="fig fig--top">
      <Strip {...props} narrow={false} />
      <Strip {...props} narrow />
      <figcaption>{props.caption}</figcaption>
    </figure>
  )
}

function Strip(props: MiniInput & { narrow: boolean }) {
  const { narrow, lanes } = props
  const width = narrow ? 358 : 1180
  const labels = lanes.map((lane) => (narrow ? lane.short ?? lane.label : lane.label))
  const left = narrow ? 8 : Math.min(220, Math.max(150, ...labels.map((label) => textWidth(label, 13.5, true) + 16)))
  const gap = narrow ? 36 : 32
  const first = narrow ? 24 : 20
  const at = (year: number) => left + 6 + share(props, year) * (width - left - 22)
  const y = (lane: number) => first + lane * gap
  const bottom = y(lanes.length - 1) + (narrow ? 30 : 28)
  const r = narrow ? 3.4 : 5.6
  const years = yearMarks(props.from, props.to).filter((year) => !narrow || yearMarks(props.from, props.to).length < 6 || (year - yearMarks(props.from, props.to)[0]!) % 10 === 0)
  return (
    <svg class={`picture ${narrow ? 'only-narrow' : 'only-wide'}`} width={width} height={bottom + 6} viewBox={`0 0 ${width} ${bottom + 6}`} aria-hidden="true">
      {lanes.map((lane, index) => (
        <>
          <path d={`M${left} ${y(index)}H${width - 10}`} stroke={colourOf[lane.level]} stroke-width={[2.4, 1.9, 1.4, 1][lane.level - 1]} opacity=".45" />
          {!narrow && <text x="0" y={y(index) + 5} font-size="13.5" font-weight="600" fill={colourOf[lane.level]}>{shorten(labels[index]!, left - 10, 13.5, true)}</text>}
        </>
      ))}
      {years.map((year) => <text x={round(at(year))} y={bottom} font-size="12.5" fill={quiet} text-anchor="middle">{yearNumeral(props.lang, year)}</text>)}
      {props.threads?.map((thread) => {
        const x1 = round(at(thread.from.at))
        const x2 = round(at(thread.to.at))
        const [y1, y2] = [y(thread.from.lane), y(thread.to.lane)]
        return <path d={`M${x1} ${y1}C${x1} ${y2} ${x2} ${y1} ${x2} ${y2}`} fill="none" stroke={ink} stroke-width="1.3" stroke-dasharray={thread.dashed ? '3 3' : undefined} />
      })}
      {props.points.map((point) => (
        <Glyph x={at(point.at)} y={y(point.lane)} r={point.hollow ? r * 0.78 : r} level={lanes[point.lane]?.level ?? 3} hollow={point.hollow} dash="2 1.6" />
      ))}
      {narrow && lanes.map((lane, index) => (
        <text class="halo" x={spot(labels[index]!, props.points.filter((p) => p.lane === index).map((p) => at(p.at)), left)} y={y(index) - 8} font-size="12" font-weight="600" fill={colourOf[lane.level]}>
          {labels[index]}
        </text>
      ))}
    </svg>
  )
}

/** The label of a lane on a phone stands over its line, after the first mark where that one is in the way. */
function spot(label: string, marks: readonly number[], left: number): number {
  const w = textWidth(label, 12, true)
  const first = Math.min(Infinity, ...marks)
  return first < left + w && first < left + 14 ? round(first + 12) : left
}
