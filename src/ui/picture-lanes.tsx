import { colourOf } from './status.tsx'
import { yearNumeral, type Children } from './language.tsx'
import { Arrow, barPaint, ColumnHead, Glyph, Hatch, hairline, ink, lamp, quiet, round, shorten, surface, yearMarks, YearLines } from './picture-parts.tsx'
import { layoutUpright, layoutWide, type LanesInput, type LanesLayout, type Line, type PlacedBar, type PlacedPoint } from './picture-lanes-layout.ts'

export type { LanesInput, LanePoint, LaneBar } from './picture-lanes-layout.ts'

const weights = { 1: 2.6, 2: 2, 3: 1.5, 4: 1 } as const

/** A chain as a swimlane. Pair it with a `ChainList`: the list is the equal. `children` is the key and what the shapes mean. */
export function LanesPicture(props: LanesInput & { children?: Children }) {
  return (
    <figure class="fig">
      <LanesWide {...props} />
      <LanesUpright {...props} />
      {props.children}
    </figure>
  )
}

export function LanesWide(input: LanesInput) {
  const laid = layoutWide(input)
  const id = `${input.id}-wide`
  const bottom = laid.height - 26
  return (
    <svg class="picture only-wide" role="group" aria-labelledby={`${id}-t ${id}-d`} width={laid.width} height={laid.height} viewBox={`0 0 ${laid.width} ${laid.height}`}>
      <title id={`${id}-t`}>{input.title}</title>
      <desc id={`${id}-d`}>{input.desc}</desc>
      <defs><Hatch id={`${id}-h`} /><Arrow id={`${id}-a`} /></defs>
      {input.lanes.map((lane, index) => {
        const { start, size } = laid.lanes[index]!
        const colour = colourOf[lane.level]
        const middle = start + size / 2
        return (
          <>
            <rect x="0" y={round(start)} width={laid.width} height={round(size)} fill={index % 2 ? '#fff' : surface} />
            <path d={`M0 ${round(start) + 0.5}H${laid.width}`} stroke={colour} stroke-width={weights[lane.level]} opacity=".75" />
            <text x="10" y={round(lane.sub ? middle - 2 : middle + 5)} font-size="14.5" font-weight="600" fill={colour}>{shorten(lane.label, laid.lead - 14, 14.5, true)}</text>
            {lane.sub && <text x="10" y={round(middle + 17)} font-size="13" fill={quiet}>{shorten(lane.sub, laid.lead - 14, 13)}</text>}
          </>
        )
      })}
      <YearLines lang={input.lang} from={input.from} to={input.to} x={laid.at} top={8} bottom={bottom} />
      <Marks input={input} laid={laid} id={id} />
    </svg>
  )
}

export function LanesUpright(input: LanesInput) {
  const laid = layoutUpright(input)
  const id = `${input.id}-upright`
  return (
    <svg class="picture only-narrow" role="group" aria-labelledby={`${id}-t ${id}-d`} width={laid.width} height={round(laid.height)} viewBox={`0 0 ${laid.width} ${round(laid.height)}`}>
      <title id={`${id}-t`}>{input.title}</title>
      <desc id={`${id}-d`}>{input.desc}</desc>
      <defs><Hatch id={`${id}-h`} /><Arrow id={`${id}-a`} /></defs>
      {input.lanes.map((lane, index) => {
        const { start, size } = laid.lanes[index]!
        return (
          <>
            <rect x={round(start)} y="0" width={round(size)} height={round(laid.height)} fill={index % 2 ? '#fff' : surface} />
            <path d={`M${round(start) + 0.5} 0V${round(laid.height)}`} stroke={colourOf[lane.level]} stroke-width={weights[lane.level]} opacity=".75" />
            <ColumnHead x={start + 6} width={size - 8} label={lane.short ?? lane.label} colour={colourOf[lane.level]} />
          </>
        )
      })}
      {yearMarks(input.from, input.to).map((year) => {
        const y = round(laid.at(year))
        return (
          <>
            <path d={`M38 ${y}H${laid.width}`} stroke={hairline} />
            <text x="2" y={y + 4} font-size="12" fill={quiet}>{yearNumeral(input.lang, year)}</text>
          </>
        )
      })}
      <Marks input={input} laid={laid} id={id} />
    </svg>
  )
}

function Marks(props: { input: LanesInput; laid: LanesLayout; id: string }) {
  const { input, laid, id } = props
  return (
    <>
      {laid.links.map((link) => (
        <path d={link.path} fill="none" stroke={ink} stroke-width="1.6" stroke-dasharray={link.dashed ? '5 4' : undefined} opacity={link.dashed ? 0.8 : undefined} marker-end={`url(#${id}-a)`} />
      ))}
      {laid.bars.map((placed) => <Bar {...placed} colour={colourOf[input.lanes[placed.bar.lane]?.level ?? 3]} hatch={`${id}-h`} />)}
      {laid.points.map((placed) => <Point {...placed} level={placed.point.level ?? input.lanes[placed.point.lane]?.level ?? 3} />)}
    </>
  )
}

function Bar(props: PlacedBar & { colour: string; hatch: string }) {
  const { bar, box, line } = props
  const name = bar.label
  const drawn = (
    <>
      <rect x={round(box.x)} y={round(box.y)} width={round(box.w)} height={round(box.h)} rx="2" {...barPaint(bar.style, props.colour, props.hatch)} />
      {line && <Text {...line} fill={bar.style === 'solid' ? '#fff' : quiet} halo={bar.style === 'hatched'} />}
    </>
  )
  if (!bar.href) return <g role="img" aria-label={name}><title>{name}</title>{drawn}</g>
  return <a href={bar.href}><title>{name}</title>{drawn}<rect class="hit" fill="transparent" x={round(box.x)} y={round(box.y)} width={round(box.w)} height={round(box.h)} rx="2" /></a>
}

function Point(props: PlacedPoint & { level: 1 | 2 | 3 | 4 }) {
  const { point, x, y, r } = props
  const name = point.name ?? [point.label, point.sub].filter(Boolean).join(', ')
  return (
    <a href={point.href} aria-current={point.current ? 'true' : undefined}>
      <title>{name}</title>
      {point.current && <rect x={round(x - 15)} y={round(y - 15)} width="30" height="30" rx="3" fill={lamp} stroke={ink} stroke-width="1.5" />}
      <rect class="hit" fill="transparent" x={round(x - 12)} y={round(y - 12)} width="24" height="24" rx="3" />
      <Glyph x={x} y={y} r={r} level={props.level} shape={point.shape} hollow={point.hollow} />
      {props.lines.map((line) => <Text {...line} fill={line.bold || point.current ? ink : quiet} halo />)}
    </a>
  )
}

function Text(props: Line & { fill: string; halo?: boolean | undefined }) {
  return (
    <text
      class={`${props.halo ? 'halo' : ''}${props.bold ? ' name' : ''}`.trim() || undefined}
      x={round(props.x)}
      y={round(props.y)}
      font-size={props.size}
      font-weight={props.bold ? 600 : undefined}
      fill={props.fill}
      text-anchor={props.anchor === 'start' ? undefined : props.anchor}
    >
      {props.text}
    </text>
  )
}
