import type { Logistics, Registrant } from '../schema.ts'

export interface Traveller {
  person: Registrant
  logistics: Logistics
}

export interface FlightLine {
  on: string
  at: string
  flight: string
  airport: string
  people: Traveller[]
}

/** Everyone by day, time and flight; without a time last. */
export function flights(travellers: readonly Traveller[], way: 'arrival' | 'departure'): FlightLine[] {
  const lines = new Map<string, FlightLine>()
  for (const traveller of travellers) {
    const { logistics } = traveller
    const [on, at, flight, airport] = way === 'arrival' ? [logistics.arrivalOn, logistics.arrivalAt, logistics.arrivalFlight, logistics.arrivalAirport] : [logistics.departureOn, logistics.departureAt, logistics.departureFlight, logistics.departureAirport]
    if (on === '' && flight === '') continue
    const key = [on || '9999', at || '99:99', flight.toUpperCase().replace(/\s+/g, ' '), airport.toUpperCase()].join('|')
    const line = lines.get(key) ?? { on, at, flight, airport, people: [] }
    line.people.push(traveller)
    lines.set(key, line)
  }
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
}

export interface MealLine {
  on: string
  counts: Record<Logistics['diet'], number>
}

/** US-11 AC5: of each day on which meetings sit, how many of those who come to one of them eat what. */
export function meals(people: readonly Registrant[], logistics: ReadonlyMap<string, Logistics>, meetings: readonly { ref: string; days: readonly string[] }[]): MealLine[] {
  const days = [...new Set(meetings.flatMap((meeting) => meeting.days))].sort()
  return days.map((on) => {
    const sitting = new Set(meetings.filter((meeting) => meeting.days.includes(on)).map((meeting) => meeting.ref))
    const counts: MealLine['counts'] = { '': 0, none: 0, halal: 0, vegetarian: 0, vegan: 0, other: 0 }
    for (const person of people) if (person.registered !== null && person.roles.some((role) => sitting.has(role.meeting))) counts[logistics.get(person.id)?.diet ?? ''] += 1
    return { on, counts }
  })
}

export const hours = ['06–09', '09–12', '12–15', '15–18', '18–21', '21–24', '00–06'] as const
export const hourOf = (at: string): (typeof hours)[number] | null => (/^\d\d:\d\d$/.test(at) ? (Number(at.slice(0, 2)) < 6 ? '00–06' : (hours[Math.floor((Number(at.slice(0, 2)) - 6) / 3)] ?? null)) : null)
