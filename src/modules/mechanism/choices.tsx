import { formatDay } from '../../kernel/calendar.ts'
import { Dots } from '../../ui/index.ts'
import type { AsOf } from './as-of.ts'

/** The days a typed year of either era can mean, each a link to the page as of it. Nothing where nothing is asked. */
export function DayChoices(props: { path: string; asOf: Pick<AsOf, 'choices'> }) {
  if (props.asOf.choices.length === 0) return null
  return <div class="mf-after"><Dots links={props.asOf.choices.map((day) => ({ href: `${props.path}?asOf=${day}`, label: <><span lang="en">{formatDay(day, 'en')}</span> = <span lang="th">{formatDay(day, 'th')}</span></>, current: false }))} /></div>
}
