import { type FilterName, filterNames } from '../filters.ts'
import type { Facets } from '../queries.ts'
import { classes, type MandateFilter } from '../schema.ts'
import type { Messages } from '../messages.en.ts'
import type { Speaker } from '../wording.ts'

export type Query = Record<string, string>

/** The same address with some parameters changed; null takes one away. The language stays with the reader, not with the link. */
export function addressOf(query: Query, changes: Record<string, string | null>, path = '/mandates'): string {
  const wanted = { ...query, ...changes }
  const params = new URLSearchParams()
  for (const name of [...filterNames, 'sort', 'per', 'page']) {
    const value = wanted[name]
    if (value) params.set(name, value)
  }
  // A slash and a colon need no escape in a query, and a link is read by people too.
  const text = params.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')
  return text === '' ? path : `${path}?${text}`
}

interface Option {
  href: string
  label: string
  n?: number | undefined
  current?: boolean | undefined
}

/** Links with counts: each sets one filter and leaves the others. */
export function groupsOf(speak: Speaker, query: Query, facets: Facets, filter: Partial<MandateFilter>): { title: string; options: Option[] }[] {
  const { m, directory } = speak
  const option = (name: FilterName, value: string, label: string, n: number | undefined, also: Record<string, null> = {}): Option => ({
    href: addressOf(query, { [name]: value, page: null, ...also }), label, n, current: query[name] === value,
  })
  const any = (names: FilterName[], label: string): Option => ({
    href: addressOf(query, { ...Object.fromEntries(names.map((name) => [name, null])), page: null }), label, n: facets.total,
  })
  const level = filter.level ?? (filter.body ? String(directory.bodies.get(filter.body)?.level ?? '') : '')
  const bodies = [...directory.bodies.values()].filter((body) => facets.body[body.code] && String(body.level) === level)
  const meetings = [...directory.meetings.values()].filter((meeting) => facets.meeting[meeting.ref] && meeting.body === filter.body)
  const owners = Object.entries(facets.owner).sort(([a, n], [b, k]) => k - n || (a < b ? -1 : 1))
  const shown = owners.filter(([code], index) => index < 8 || code === filter.owner)
  const from = (at: string) => classes.filter((one) => one >= at).reduce((sum, one) => sum + (facets.class[one] ?? 0), 0)
  const held = classes.filter((one) => facets.class[one]).reverse()

  return [
    { title: m['mandate.group-level'], options: [any(['level', 'body', 'meeting'], m['mandate.any-level']), ...(['1', '2', '3', '4'] as const).filter((one) => facets.level[one]).map((one) => option('level', one, m[`mandate.level.${one}`], facets.level[one], { body: null, meeting: null }))] },
    ...(bodies.length > 0 ? [{ title: m['mandate.group-body'], options: [...(filter.body ? [{ ...any(['body', 'meeting'], m['mandate.any-body']), n: undefined }] : []), ...bodies.map((body) => option('body', body.code, speak.bodyName(body.code), facets.body[body.code], { meeting: null }))] }] : []),
    ...(meetings.length > 0 ? [{ title: m['mandate.group-meeting'], options: [...(filter.meeting ? [{ ...any(['meeting'], m['mandate.any-meeting']), n: undefined }] : []), ...meetings.map((meeting) => option('meeting', meeting.ref, speak.meetingName(meeting.ref), facets.meeting[meeting.ref]))] }] : []),
    { title: m['mandate.group-owner'], options: [any(['owner'], m['mandate.anyone']), ...shown.map(([code, n]) => option('owner', code, speak.owner(code), n))] },
    { title: m['mandate.group-class'], options: [any(['class'], m['mandate.any']), option('class', 'C4+', m['mandate.asks-or-changes'], from('C4')), ...held.map((one) => option('class', one, m[`mandate.class.${one}`], facets.class[one]))] },
    {
      title: m['mandate.group-status'],
      options: [
        any(['status', 'overdue'], m['mandate.any']),
        ...(['CONTINUING', 'IN_PROGRESS', 'COMPLETED', 'OPEN', 'SUPERSEDED', 'OVERTAKEN', 'LAPSED'] as const).filter((one) => facets.status[one]).map((one) => option('status', one, m[`mandate.status.${one}`], facets.status[one])),
        option('status', 'NO_REPORT', m['mandate.status.NO_REPORT'], facets.noReport),
        option('overdue', 'yes', m['mandate.standing.past-due'], facets.overdue),
      ],
    },
    { title: m['mandate.group-area'], options: [any(['area'], m['mandate.all-areas']), ...[...directory.areas.values()].filter((area) => facets.area[area.slug]).map((area) => option('area', area.slug, area.name[speak.lang], facets.area[area.slug]))] },
    {
      title: m['mandate.group-record'],
      options: [any(['record'], m['mandate.any']), option('record', 'disagree', m['mandate.disagree-filter'], facets.disagree), option('record', 'break', m['mandate.break-filter'], facets.break), option('record', 'digest', m['mandate.digest-filter'], facets.digest)],
    },
    { title: m['mandate.group-due'], options: [any(['due'], m['mandate.any']), ...(['dated', 'event', 'none'] as const).map((one) => option('due', one, m[`mandate.due-${one}`], undefined))] },
  ]
}

/** The filters in force in words; each link takes its own away. */
export function chipsOf(speak: Speaker, query: Query, filter: Partial<MandateFilter>): { label: string; href: string }[] {
  const { m } = speak
  const chips: [FilterName, string, string][] = []
  const add = (name: FilterName, group: keyof Messages, value: string | false | undefined) => value && chips.push([name, m[group] as string, value])
  add('level', 'mandate.group-level', filter.level && m[`mandate.level.${filter.level}`])
  add('body', 'mandate.group-body', filter.body && speak.bodyName(filter.body))
  add('meeting', 'mandate.group-meeting', filter.meeting && speak.meetingName(filter.meeting))
  add('owner', 'mandate.group-owner', filter.owner && speak.owner(filter.owner))
  if (filter.class) {
    const code = classes[filter.class.from] ?? 'C0'
    add('class', 'mandate.group-class', !filter.class.andAbove ? m[`mandate.class.${code}`] : code === 'C4' ? m['mandate.asks-or-changes'] : m['mandate.class-and-above'](m[`mandate.class.${code}`], code))
  }
  add('status', 'mandate.group-status', filter.status && m[`mandate.status.${filter.status}`])
  add('overdue', 'mandate.group-status', filter.overdue && (filter.overdue === 'yes' ? m['mandate.standing.past-due'] : m['mandate.not-overdue']))
  add('due', 'mandate.group-due', filter.due && m[`mandate.due-${filter.due}`])
  add('area', 'mandate.group-area', filter.area && speak.areaName(filter.area))
  add('record', 'mandate.group-record', filter.record && m[`mandate.${filter.record}-filter`])
  add('text', 'mandate.group-text', filter.text && `“${filter.text}”`)
  add('asOf', 'mandate.as-of', filter.asOf && speak.day(filter.asOf, 'short'))
  return chips.map(([name, group, value]) => ({ label: `${group}: ${value}`, href: addressOf(query, { [name]: null, page: null }) }))
}
