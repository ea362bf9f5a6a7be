import { type Actor, readableMarkings } from '../../kernel/actor.ts'
import { dataVersion, type Db } from '../../kernel/db.ts'
import type { Fault } from '../../kernel/errors.ts'
import { memo } from '../../kernel/memo.ts'
import type { Directory } from './directory.ts'
import { countFacets, countMandates, type Facets } from './queries.ts'
import { MandateFilter } from './schema.ts'

export const filterNames = ['level', 'body', 'meeting', 'owner', 'class', 'status', 'overdue', 'due', 'area', 'record', 'text', 'asOf'] as const
export type FilterName = (typeof filterNames)[number]

/** The filter that an address asks for. A value that means nothing is a fault with its path, never left out in silence. */
export function readFilter(query: Record<string, string | undefined>, directory: Directory, facets: Pick<Facets, 'owner'>): { filter: Partial<MandateFilter>; faults: Fault[] } {
  const given = Object.fromEntries(Object.entries(query).filter(([name, value]) => [...filterNames, 'sort'].includes(name) && value !== undefined && value.trim() !== ''))
  const parsed = MandateFilter.safeParse(given)
  const faults: Fault[] = parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))].map(faultOf)
  const filter: Partial<MandateFilter> = parsed.success ? parsed.data : {}
  const refuse = (name: string, unless: boolean) => unless || faults.push(faultOf(name))
  if (given['body']) refuse('body', directory.bodies.has(given['body']))
  if (given['meeting']) refuse('meeting', directory.meetings.has(given['meeting']))
  if (given['area']) refuse('area', directory.areas.has(given['area']))
  if (given['owner']) refuse('owner', isOwner(given['owner'], directory, facets))
  return { filter, faults }
}

/** A plus in an address that was not escaped arrives as a blank; no code or class holds a blank. */
export function withPlus<Query extends Record<string, string | undefined>>(query: Query): Query {
  const codes = ['body', 'meeting', 'class'].filter((name) => query[name] !== undefined).map((name) => [name, query[name]?.replaceAll(' ', '+')])
  return { ...query, ...Object.fromEntries(codes) }
}

const faultOf = (name: string): Fault => ({ path: `/${name}`, code: name === 'asOf' ? 'filter.as-of' : `filter.${name}` })

const roles = ['members', 'partners', 'lead-shepherds', 'secretariat', 'sectoral-bodies', 'remaining-members', 'experts']
/** Words that name an owner are known only as far as this reader may see a mandate with them. */
const isOwner = (code: string, directory: Directory, facets: Pick<Facets, 'owner'>): boolean =>
  roles.includes(code) || directory.bodies.has(code) || directory.parties.has(code) || code in facets.owner

const kept = new WeakMap<Db, ReturnType<typeof memo<Facets>>>()

/** The counts beside the filters, worked out once for each version of the data, reader's markings and day. */
export async function readFacets(db: Db, actor: Actor, asOf: string | undefined, today: string, version?: string): Promise<Facets> {
  const remember = kept.get(db) ?? memo<Facets>(64)
  kept.set(db, remember)
  return remember([version ?? (await dataVersion(db)), readableMarkings(actor).join(), asOf ?? '', today].join(' '), () => countFacets(db, actor, asOf, today))
}

const counted = new WeakMap<Db, ReturnType<typeof memo<number>>>()

/** How many a filter finds, counted once for each version of the data, reader's markings and day. */
export async function readCount(db: Db, actor: Actor, filter: Partial<MandateFilter>, today: string, version?: string): Promise<number> {
  const remember = counted.get(db) ?? memo<number>(2000)
  counted.set(db, remember)
  return remember(JSON.stringify([version ?? (await dataVersion(db)), readableMarkings(actor), today, filter]), () => countMandates(db, actor, filter, today))
}
