import type { Lang } from '../kernel/languages.ts'
import {
  BarSign, BarsPicture, GlyphSign, LanesPicture, LineSign, MeetingSign, MeetingsPicture, MiniPicture, numeral, PictureKey, TreePicture, type LanePoint, type MeetingMark,
} from './index.ts'
import { say, words } from './gallery-words.ts'

const levels = [1, 2, 3, 4] as const

/** The five pictures with sample data. */
export function GalleryPictures(props: { lang: Lang }) {
  const { lang } = props
  const s = (text: { en: string; th: string }) => say(lang, text)
  const id = (name: string) => `${name}-${lang}`
  const names = [words.top, words.upper, words.middle, words.lower].map(s)
  const held: MeetingMark[] = Array.from({ length: 24 }, (_, i) => ({
    lane: i % 2 ? 1 : 2, at: 1999.4 + i * 1.1, kind: i % 5 === 3 ? 'year-only' : 'held', ordinal: numeral(lang, i + 1), name: `${names[i % 2 ? 1 : 2]} ${numeral(lang, i + 1)}`, href: '#',
    ...(i === 18 ? { disagree: s(words.disagree).split(': ')[1] } : {}),
  }))
  return (
    <>
      <MiniPicture lang={lang} from={1995} to={2027} lanes={levels.map((level, i) => ({ level, label: names[i]! }))} points={held.map((mark) => ({ lane: mark.lane, at: mark.at, hollow: mark.kind === 'year-only' }))} threads={[{ from: { lane: 1, at: 2000.5 }, to: { lane: 2, at: 2003.8 } }]} caption={s(words.hint)} />
      <LanesPicture
        lang={lang}
        id={id('lanes')}
        title={s(words.record)}
        desc={s(words.hint)}
        lanes={levels.map((level, i) => ({ level, label: names[i]!, sub: i < 3 ? s(words.name) : undefined }))}
        from={1995}
        to={2028}
        points={samplePoints(lang)}
        bars={[{ id: 'p', lane: 2, from: 2010, to: 2016, label: s(words.first), style: 'solid', href: '#' }, { lane: 2, from: 2016, to: 2022, label: s(words.none), style: 'dashed' }, { lane: 2, from: 2022, to: 2028, label: s(words.second), style: 'hatched' }]}
        links={[{ from: 'n0', to: 'n1', style: 'dashed' }, { from: 'n1', to: 'n2', style: 'solid' }, { from: 'n2', to: 'n3', style: 'solid' }, { from: 'n3', to: 'n4', style: 'solid' }, { from: 'n4', to: 'p', style: 'solid' }]}
      >
        <PictureKey entries={[{ sign: <LineSign />, label: s(words.self) }, { sign: <LineSign dashed />, label: s(words.none) }, { sign: <GlyphSign level={2} current />, label: s(words.today) }, { sign: <BarSign style="solid" />, label: s(words.first) }, { sign: <BarSign style="dashed" />, label: s(words.none) }]} />
      </LanesPicture>
      <MeetingsPicture
        lang={lang}
        id={id('meetings')}
        title={s(words.lists)}
        desc={s(words.hint)}
        from={1995}
        to={2027}
        lanes={levels.slice(0, 3).map((level, i) => ({ level, label: names[i]!, sub: s(words.name) }))}
        rules={[{ lane: 1, from: 2000, to: 2012, label: s(words.first) }, { lane: 1, from: 2012, to: 2028, label: s(words.second) }]}
        marks={[...held, { lane: 0, at: 1996, kind: 'special', label: s(words.example), name: s(words.example), href: '#' }, { lane: 1, at: 2026, kind: 'expected', name: s(words.none) }]}
      >
        <PictureKey entries={(['held', 'year-only', 'expected', 'special', 'disagree'] as const).map((kind) => ({ sign: <MeetingSign kind={kind} />, label: kind }))} />
      </MeetingsPicture>
      <TreePicture
        id={id('tree')}
        title={s(words.lists)}
        desc={s(words.hint)}
        nodes={[
          { id: 'a', level: 1, label: names[0]!, sub: s(words.name), href: '#' },
          { id: 'b', parent: 'a', level: 2, label: names[1]!, sub: s(words.name), href: '#', current: true },
          { id: 'c', parent: 'b', level: 3, label: names[2]!, href: '#' },
          { id: 'd', parent: 'b', level: 2, label: s(words.second), href: '#', beside: true },
          ...[1, 2, 3, 4].map((n) => ({ id: `e${n}`, parent: 'c', level: 4 as const, label: `${names[3]} ${numeral(lang, n)}`, href: '#' })),
        ]}
      />
      <BarsPicture
        lang={lang}
        id={id('bars')}
        title={s(words.pictures)}
        desc={s(words.hint)}
        from={2000}
        to={2030}
        now={{ at: 2026, label: s(words.today) }}
        rows={[
          { id: 'r1', level: 2, label: s(words.sentence), sub: s(words.day), href: '#', periods: [{ from: 2003, style: 'solid', label: s(words.effect) }] },
          { id: 'r2', level: 3, label: s(words.first), href: '#', periods: [{ from: 2016, to: 2022, style: 'solid', label: s(words.done) }, { from: 2022, to: 2024, style: 'hatched' }], replacedBy: 'r3' },
          { id: 'r3', level: 3, label: s(words.second), href: '#', periods: [{ from: 2024, to: 2029, style: 'dashed', label: s(words.none) }] },
        ]}
      />
    </>
  )
}

function samplePoints(lang: Lang): LanePoint[] {
  const lanes = [0, 1, 2, 1, 3, 2]
  return lanes.map((lane, i) => ({
    id: `n${i}`, lane, at: 1997.5 + i * 3.1, label: numeral(lang, i + 1), sub: say(lang, words.name), short: numeral(lang, i + 1), href: '#', hollow: i === 5, current: i === 3,
  }))
}
