import type { Role } from '../../kernel/actor.ts'
import { formatDay, formatInstant } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import type { Site } from '../../kernel/module.ts'
import { listAreas, listBodies, listParties } from '../mechanism/index.ts'
import * as english from './messages.en.ts'
import * as thai from './messages.th.ts'

export const words = { en: english.en, th: thai.th }
export const roleSentence = (lang: Lang, role: Role): string => (lang === 'en' ? english : thai).roleSentences[role]

export interface Places {
  parties: Map<string, Text>
  bodies: Map<string, Text>
  areas: Map<string, Text>
}

/** Names of parties, bodies and priority areas by code, for capacities in words and for choices. Three statements. */
export async function readPlaces(db: Db): Promise<Places> {
  const [parties, bodies, areas] = await Promise.all([listParties(db), listBodies(db), listAreas(db)])
  return {
    parties: new Map(parties.map((party) => [party.code, party.name])),
    bodies: new Map(bodies.map((body) => [body.code, body.short])),
    areas: new Map(areas.map((area) => [area.slug, area.name])),
  }
}

type Held = { role: Role; body: string | null; party: string | null; area: string | null }

/** "Lead shepherd, Cambodia, Arms smuggling": never a person without the capacity. */
export function capacityInWords(site: Pick<Site, 'say'>, lang: Lang, places: Places, held: Held): string {
  const named = (names: Map<string, Text>, code: string | null) => (code === null ? [] : [names.get(code)?.[lang] ?? code])
  return [site.say(lang, `role.${held.role}`), ...named(places.parties, held.party), ...named(places.bodies, held.body), ...named(places.areas, held.area)].join(lang === 'th' ? ' ' : ', ')
}

export const dayOf = (instant: string, zone: string, lang: Lang): string => formatDay(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString(), lang)
export const instantOf = (instant: string, zone: string, lang: Lang): string => formatInstant(instant, zone, lang)
