import { decimalYear } from '../../../kernel/calendar.ts'
import { listed } from '../../../kernel/languages.ts'
import { BarSign, type ChainNode as ListNode, ChainList, Details, GlyphSign, type LaneBar, type LanePoint, LanesPicture, LineSign, PictureKey, Section, Statements } from '../../../ui/index.ts'
import { type Branch, isSilent, lacksParent, treeOf, trunk } from '../chain-tree.ts'
import type { Chain, ChainNode } from '../queries.ts'
import { storyOf } from '../story.ts'
import type { Speaker } from '../wording.ts'
import { recordAddress } from './addresses.ts'

const inPicture = 24

interface Props {
  speak: Speaker
  chain: Chain
  id: string
  symbol: string
  asOf: string | undefined
  day: string
}

/** The way up and the way down, three times the same: a picture, a nested list and a story. */
export function ChainSection(props: Props) {
  const { speak, chain, id } = props
  const { m } = speak
  const shown = trunk(chain, id, inPicture)
  const story = storyOf(speak, chain, id, props.day).map((item) => ({ ...item, text: item.href ? <><a class="govuk-link" href={recordAddress(item.href, props.asOf)}>{item.symbol}</a> {item.text}</> : item.text }))
  return (
    <Section id="chain" title={m['mandate.chain']}>
      {chain.nodes.length === 1 ? <p>{m['mandate.chain-alone']}</p> : (
        <>
          <Picture {...props} nodes={shown} />
          {shown.length < chain.nodes.length && <p class="small">{m['mandate.chain-part'](speak.number(shown.length), speak.number(chain.nodes.length))}</p>}
        </>
      )}
      {chain.truncated && <p class="small">{m['mandate.chain-truncated']}</p>}
      <h3 class="govuk-heading-s mf-after" id="chain-list">{m['mandate.chain-list']}</h3>
      <ChainList nodes={treeOf(chain).map((branch) => listNode(branch, props))} />
      {chain.nodes.length > 1 && <div class="mf-after" id="chain-story"><Details summary={m['mandate.chain-story']}><Statements items={story} /></Details></div>}
    </Section>
  )
}

function listNode(branch: Branch, props: Props): ListNode {
  const { speak, chain, id, asOf } = props
  const { m } = speak
  const { node, link } = branch
  const here = node.id === id
  const why = [
    link?.basis === 'inferred' && (link.note ? m['mandate.break-inferred'](link.note[speak.lang]) : m['mandate.break-inferred-bare']),
    !link && lacksParent(node) && m['mandate.break-no-parent'],
    isSilent(node, chain) && m['mandate.break-no-answer'],
  ].filter(Boolean).join(' ')
  return {
    id: `c-${node.id}`,
    when: speak.year(node.date),
    level: node.level,
    who: node.meeting ? speak.meetingName(node.meeting) : speak.bodyName(node.body),
    title: here ? m['mandate.this-decision'] : node.title[speak.lang],
    href: recordAddress(node.id, asOf),
    here,
    broken: link ? link.basis === 'inferred' : lacksParent(node),
    why: why || branch.also.length > 0 ? <>{why}{branch.also.length > 0 && <> {m['mandate.also-from']} {branch.also.map((other, index) => <>{index > 0 && ', '}<a class="govuk-link" href={recordAddress(other.id, asOf)}>{other.symbol}</a></>)}</>}</> : undefined,
    children: branch.children.map((child) => listNode(child, props)),
  }
}

function Picture({ speak, chain, id, symbol, asOf, nodes }: Props & { nodes: ChainNode[] }) {
  const { m, lang } = speak
  const levels = ([1, 2, 3, 4] as const).filter((level) => nodes.some((node) => node.level === level))
  const kept = new Set(nodes.map((node) => node.id))
  const points: LanePoint[] = nodes.map((node) => {
    const meeting = node.meeting ? speak.meetingName(node.meeting) : speak.bodyName(node.body)
    return {
      id: node.id, lane: levels.indexOf(node.level), at: decimalYear(node.date), label: meeting, sub: node.id === id ? m['mandate.this-decision'] : node.title[lang], short: shortName(speak, node), ...(node.id === id ? {} : { place: placeOf(speak, node) }),
      name: `${meeting}, ${speak.day(node.date)}: ${node.title[lang]}`, href: recordAddress(node.id, asOf), current: node.id === id, hollow: isSilent(node, chain),
    }
  })
  const bars = periods(speak, nodes, levels)
  // A period that goes on for years runs to the edge: the years in which something was decided get the room.
  const years = [...points.map((point) => point.at), ...bars.map((bar) => bar.from)]
  const last = Math.max(...years)
  const links = nodes.flatMap((node) => node.parents.filter((parent) => kept.has(parent.id)).map((parent) => ({ from: parent.id, to: node.id, style: parent.basis === 'stated' ? ('solid' as const) : ('dashed' as const) })))
  return (
    <LanesPicture
      lang={lang}
      id="chain-picture"
      title={m['mandate.chain-title'](symbol)}
      desc={m['mandate.chain-desc']}
      lanes={levels.map((level) => ({ level, label: m[`mandate.level.${level}`], short: m[`mandate.level-short.${level}`], sub: bodiesOf(speak, nodes, level) }))}
      from={Math.floor(Math.min(...years))}
      to={Math.min(Math.ceil(Math.max(last, ...bars.map((bar) => bar.to)) + 0.2), Math.ceil(last + 2.5))}
      points={points}
      bars={bars}
      links={links}
    >
      <PictureKey
        entries={[
          { sign: <LineSign />, label: m['mandate.chain-key-stated'] },
          ...(links.some((link) => link.style === 'dashed') ? [{ sign: <LineSign dashed />, label: m['mandate.chain-key-inferred'] }] : []),
          { sign: <GlyphSign level={nodes.find((node) => node.id === id)?.level ?? 2} current />, label: m['mandate.chain-key-here'] },
          ...(points.some((point) => point.hollow) ? [{ sign: <GlyphSign level={3} hollow />, label: m['mandate.chain-key-silent'] }] : []),
          ...(bars.length > 0 ? [{ sign: <BarSign style="solid" level={levels[bars[0]?.lane ?? 0] ?? 2} />, label: m['mandate.chain-key-period'] }] : []),
        ]}
      />
      <p class="small muted">{m['mandate.chain-shapes']} <span class="no-print">{m['mandate.chain-walk']}</span></p>
    </LanesPicture>
  )
}

const placeOf = (speak: Speaker, node: ChainNode): string =>
  [node.meeting && speak.directory.meetings.get(node.meeting)?.city?.[speak.lang], speak.year(node.date)].filter(Boolean).join(' ')

/** Over a sign on a phone: the number of the meeting, else the year. */
function shortName(speak: Speaker, node: ChainNode): string {
  const number = node.meeting && speak.directory.meetings.get(node.meeting)?.ordinal
  return number ? (speak.lang === 'th' ? speak.number(number) : speak.meetingName(node.meeting ?? '').split(' ')[0] ?? '') : speak.year(node.date)
}

function bodiesOf(speak: Speaker, nodes: ChainNode[], level: number): string {
  const names = [...new Set(nodes.filter((node) => node.level === level).map((node) => speak.bodyName(node.body)))]
  return names.length <= 2 ? listed(names, speak.lang) : `${listed(names.slice(0, 2), speak.lang)} +${speak.number(names.length - 2)}`
}

/** The periods of what these decisions put in place, each once, in the lane of the highest that did. */
function periods(speak: Speaker, nodes: ChainNode[], levels: number[]): LaneBar[] {
  const placed = new Map<string, LaneBar>()
  for (const node of [...nodes].sort((a, b) => a.level - b.level)) {
    for (const { kind, instrument: slug } of node.effects) {
      const instrument = slug ? speak.directory.instruments.get(slug) : undefined
      if (!instrument?.periodFrom || !instrument.periodUntil || placed.has(instrument.id) || !['adopts', 'endorses', 'approves', 'revises', 'extends'].includes(kind)) continue
      const until = instrument.periodUntil
      const years = `${speak.year(instrument.periodFrom)}–${speak.year(until).slice(-2)}`
      placed.set(instrument.id, {
        id: `bar-${instrument.id}`, lane: levels.indexOf(node.level), from: decimalYear(instrument.periodFrom), to: until.length === 4 ? Number(until) + 1 : decimalYear(until),
        label: `${instrument.title[speak.lang]} ${years}`, short: years, style: 'solid', href: `/instruments#${instrument.id}`,
      })
    }
  }
  return [...placed.values()]
}
