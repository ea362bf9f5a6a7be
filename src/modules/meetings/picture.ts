import { decimalYear, isDay } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import { type MeetingMark, type MeetingsInput, numeral, yearNumeral } from '../../ui/index.ts'
import { type Body, type Cadence, cadenceWord, type KeptDisagreement, levelWord } from '../mechanism/index.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { Meeting } from './queries.ts'
import { expectedButNotFound, tookPlace } from './rules.ts'
import { disagreementWord, meetingDays, meetingHref, meetingTitle } from './wording.ts'

export interface PictureParts {
  meetings: readonly Meeting[]
  bodies: readonly Body[]
  cadences: readonly Cadence[]
  disagreements: readonly KeptDisagreement[]
  lang: Lang
  today: string
}

/** The body whose meetings make up the lane of a level: of those in the line of authority, the one that met most often. */
export function mainBodies({ meetings, bodies }: Pick<PictureParts, 'meetings' | 'bodies'>): Body[] {
  const count = (body: Body) => meetings.filter((meeting) => meeting.body === body.code && meeting.ordinal !== null).length
  return ([['summit'], ['ministers', 'council'], ['senior-officials']] as const).flatMap((kinds) => {
    const candidates = bodies.filter((body) => (kinds as readonly string[]).includes(body.kind) && count(body) > 0).sort((a, b) => count(b) - count(a))
    return candidates[0] ? [candidates[0]] : []
  })
}

/** Where a mark stands: a meeting of which only the year is known in the middle of it. */
export const placeInTime = (starts: string): number => (starts.length === 4 ? Number(starts) + 0.5 : decimalYear(starts))

/** Everything the picture of the meetings shows. Null when there is nothing to show. */
export function meetingsPicture(parts: PictureParts): MeetingsInput | null {
  const { meetings, bodies, cadences, disagreements, lang, today } = parts
  const m = { en, th }[lang]
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const dated = meetings.filter((meeting) => meeting.starts !== null && tookPlace(meeting))
  if (dated.length === 0) return null
  const main = mainBodies(parts)
  const groups = new Set(bodies.filter((body) => body.level === 4).map((body) => body.code))
  const isSpecial = (meeting: Meeting) => meeting.kind === 'special' || meeting.kind === 'emergency'
  const hasSpecial = dated.some(isSpecial)
  const hasGroups = dated.some((meeting) => groups.has(meeting.body))

  const lanes: MeetingsInput['lanes'][number][] = main.map((body) => ({ level: body.level, label: levelWord(body.level, lang), sub: body.short[lang], short: levelWord(body.level, lang) }))
  const special = hasSpecial ? lanes.push({ level: 2, label: m['meetings.special'], sub: m['meetings.special-sub'], aside: true }) - 1 : -1
  const group = hasGroups ? lanes.push({ level: 4, label: levelWord(4, lang), sub: m['meetings.as-found'] }) - 1 : -1
  const laneOf = (meeting: Meeting): number => {
    if (isSpecial(meeting)) return special
    if (meeting.ordinal === null) return -1
    return groups.has(meeting.body) ? group : main.findIndex((body) => body.code === meeting.body)
  }

  const marks: MeetingMark[] = dated.flatMap((meeting) => {
    const lane = laneOf(meeting)
    if (lane < 0 || meeting.starts === null) return []
    const kept = disagreements.filter((one) => one.subjectKind === 'meeting' && one.subjectId === meeting.ref)
    const dateClaim = kept.find((one) => one.field === 'startsOn') ?? kept[0]
    const beside = lane === special || lane === group
    return [{
      lane,
      at: placeInTime(meeting.starts),
      kind: lane === special ? 'special' : meeting.starts.length === 4 || meeting.status === 'held-by-rule' ? 'year-only' : 'held',
      ordinal: beside ? undefined : numeral(lang, meeting.ordinal ?? ''),
      label: lane === special ? `${byCode.get(meeting.body)?.short[lang] ?? meeting.body} ${yearNumeral(lang, Number(meeting.starts.slice(0, 4)))}` : lane === group ? groupLabel(byCode.get(meeting.body), meeting, lang) : undefined,
      name: `${meetingTitle(meeting, byCode, lang)}, ${meetingDays(meeting, lang)}${dateClaim ? `. ${m['meetings.disagree'](disagreementWord(dateClaim, lang))}` : ''}`,
      href: meetingHref(meeting.ref),
      disagree: dateClaim && disagreementWord(dateClaim, lang, 'short'),
    }]
  })
  const expected = main.flatMap((body, lane) => expectedButNotFound(meetings, body.code, cadences).map((at) => ({ body, lane, at })))
  for (const { body, lane, at } of expected) marks.push({ lane, at, kind: 'expected', name: m['meetings.expected-name'](body.short[lang], yearNumeral(lang, Math.floor(at))) })

  const from = Math.floor(Math.min(...marks.map((mark) => mark.at)))
  const to = Math.max(decimalYear(isDay(today) ? today : `${today}-01-01`), ...marks.map((mark) => mark.at)) + 0.6
  return {
    lang, id: 'meetings', title: m['meetings.picture'],
    desc: m['meetings.picture-desc'](numeral(lang, marks.filter((mark) => mark.kind !== 'expected').length), expected.map(({ body, at }) => m['meetings.picture-expected'](yearNumeral(lang, Math.floor(at)), body.short[lang])).join(' ')),
    from, to, lanes, marks,
    rules: main.flatMap((body, lane) => cadences.filter((cadence) => cadence.body === body.code).map((cadence) => ({
      lane, from: decimalYear(cadence.from), to: cadence.until ? decimalYear(cadence.until) : to + 1, label: m['meetings.rule'](cadenceWord(cadence.every, lang), cadence.decidedBy[lang]),
    }))),
  }
}

/** Short enough for under a mark: the last part of the group's code and the number. */
function groupLabel(body: Body | undefined, meeting: Meeting, lang: Lang): string {
  const code = (body?.code ?? meeting.body).split('.').at(-1) ?? meeting.body
  return `${code} ${numeral(lang, meeting.ordinal ?? '')}`
}
