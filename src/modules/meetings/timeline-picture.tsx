import { addDays } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import { numeral, PictureKey, Scroll, textWidth } from '../../ui/index.ts'
import { daysBetween, type Milestone } from './rules/timeline.ts'
import { layout, type Placed, ticks, width } from './timeline-layout.ts'
import { dayMonth, runWords } from './wording-run.ts'

const ink = '#1b2330'
const quiet = '#4d5868'
const hairline = '#d2dbd6'
const jade = '#0d6655'
const indigo = '#2b3f8c'
const lacquer = '#a3261c'
const lamp = '#ffcf66'
const surface = '#f2f7f4'

/** The master timeline in lanes by who acts; the list beside it says the same. Links lead to the line of the list. */
export function TimelinePicture(props: { milestones: readonly Milestone[]; opensOn: string; today: string; name: string; lang: Lang }) {
  const { milestones, lang, opensOn, today } = props
  const m = runWords[lang]
  const say = (milestone: Milestone) => milestone.name[lang]
  const top = 36
  const { boxes, bottom, x } = layout(milestones, say, top)
  const now = daysBetween(opensOn, today)
  const first = Math.min(...milestones.map((milestone) => milestone.distance))
  const last = Math.max(...milestones.map((milestone) => milestone.distance))
  const shown = now >= first && now <= last ? x(now) : null
  const flag = `${m['run.today']} ${dayMonth(today, lang)}`
  const flagWidth = textWidth(flag, 13.5, true) + 22
  return (
    <figure class="fig">
      <Scroll name={m['run.timeline']}>
        {shown !== null && <span class="mf-today" aria-hidden="true"><svg width={shown} height="1" /><i /></span>}
        <svg role="group" aria-labelledby="timeline-title timeline-desc" width={width} height={bottom + 42} viewBox={`0 0 ${width} ${bottom + 42}`}>
          <title id="timeline-title">{m['run.timeline-of'](props.name)}</title>
          <desc id="timeline-desc">{m['run.timeline-desc'](numeral(lang, milestones.length))}</desc>
          {boxes.map((box, index) => (
            <>
              <rect y={box.y} width={width} height={box.height} fill={index % 2 === 0 ? surface : '#fff'} />
              <path d={`M0 ${box.y + 0.5}H${width}`} stroke={hairline} />
              <text x="10" y={box.y + 25} font-size="14" font-weight="600" fill={ink}>{m[`run.lane.${box.lane}`]}</text>
              <text x="10" y={box.y + 43} font-size="13" fill={quiet}>{m[`run.lane-sub.${box.lane}`]}</text>
            </>
          ))}
          <path d={`M0 ${bottom + 0.5}H${width}`} stroke={ink} stroke-width="1.5" />
          {ticks(milestones, x).map((tick) => (
            <>
              <path d={`M${tick.x} ${tick.distance === 0 ? top - 12 : top}V${bottom}`} stroke={tick.distance === 0 ? ink : hairline} stroke-width={tick.distance === 0 ? 1.5 : 1} />
              <text x={tick.x} y={bottom + 18} font-size="12.5" font-weight="600" fill={ink} text-anchor="middle">{tick.distance === 0 ? 'T' : `T${tick.distance < 0 ? '−' : '+'}${numeral(lang, Math.abs(tick.distance))}`}</text>
              <text x={tick.x} y={bottom + 34} font-size="12.5" fill={quiet} text-anchor="middle">{dayMonth(addDays(opensOn, tick.distance), lang)}</text>
            </>
          ))}
          {first < -120 && <path d={`M214 ${bottom + 6}l4 -11M228 ${bottom + 6}l4 -11`} stroke={ink} stroke-width="1.5" />}
          {shown !== null && <path d={`M${shown} 22V${bottom}`} stroke={ink} stroke-width="2" />}
          {boxes.flatMap((box) => box.placed.map((placed) => <Mark placed={placed} lang={lang} now={shown} />))}
          {shown !== null && (
            <>
              <rect x={shown - flagWidth / 2} y="2" width={flagWidth} height="22" rx="3" fill={lamp} />
              <text x={shown} y="18" font-size="13.5" font-weight="650" text-anchor="middle" fill={ink}>{flag}</text>
            </>
          )}
        </svg>
      </Scroll>
      <PictureKey
        entries={[
          { sign: <svg width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="6" fill={jade} /></svg>, label: m['run.key.done'] },
          { sign: <svg width="18" height="18" aria-hidden="true"><path d="M9 .5 17.5 9 9 17.5.5 9z" fill={lacquer} /></svg>, label: m['run.key.late'] },
          { sign: <svg width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="5.2" fill="#fff" stroke={ink} stroke-width="1.8" /></svg>, label: m['run.key.to-come'] },
          ...(first < -120 ? [{ sign: <svg width="26" height="12" aria-hidden="true"><path d="M6 11l4-10M14 11l4-10" stroke={ink} stroke-width="1.5" /></svg>, label: m['run.key.break'] }] : []),
        ]}
      />
    </figure>
  )
}

function Mark({ placed, lang, now }: { placed: Placed; lang: Lang; now: number | null }) {
  const { milestone, x, y, from, label } = placed
  const m = runWords[lang]
  const late = milestone.state === 'late'
  const colour = late ? lacquer : ink
  return (
    <a href={`#date-${milestone.key}`} data-turbo="false" aria-label={`${milestone.name[lang]}, ${dayMonth(milestone.on, lang)}: ${m[`run.milestone.${milestone.state}`]}`}>
      {from === null ? <Sign milestone={milestone} x={x} y={y} /> : <Stretch milestone={milestone} x={from} until={x} y={y} now={now} />}
      <text x={label.x} y={y + 4.5} font-size="12.5" font-weight="600" text-anchor={label.anchor} class={label.inside ? undefined : 'halo'} fill={label.inside ? (milestone.state === 'done' ? '#fff' : late ? '#fff' : indigo) : colour}>{label.text}</text>
    </a>
  )
}

function Sign({ milestone, x, y }: { milestone: Milestone; x: number; y: number }) {
  switch (milestone.state) {
    case 'done': return <circle cx={x} cy={y} r="6" fill={jade} />
    case 'late': return <path d={`M${x} ${y - 8.5}l8.5 8.5-8.5 8.5-8.5-8.5z`} fill={lacquer} />
    case 'lapsed': return <circle cx={x} cy={y} r="5.2" fill="#fff" stroke={quiet} stroke-width="1.5" stroke-dasharray="2.5 2" />
    default: return <circle cx={x} cy={y} r="5.2" fill="#fff" stroke={ink} stroke-width="1.8" />
  }
}

function Stretch({ milestone, x, until, y, now }: { milestone: Milestone; x: number; until: number; y: number; now: number | null }) {
  const size = Math.max(8, until - x)
  const gone = now === null ? 0 : Math.min(size, Math.max(0, now - x))
  if (milestone.state === 'done') return <rect x={x} y={y - 9} width={size} height="18" fill={jade} />
  if (milestone.state === 'late') return <rect x={x} y={y - 9} width={size} height="18" fill={lacquer} />
  return (
    <>
      <rect x={x} y={y - 8.2} width={size} height="16.4" fill="#fff" stroke={indigo} stroke-width="1.6" />
      {gone > 0 && <rect x={x} y={y - 5} width={gone} height="10" fill="#dfe3f4" />}
    </>
  )
}
