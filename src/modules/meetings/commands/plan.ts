import { dayInZone, instantInZone } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { categoriesAt, listBodies, listParties, membersAt, type Party } from '../../mechanism/index.ts'
import { findNextConfirmed } from '../queries/next.ts'
import { appendState, beginAnew, findTaken, highestTaken, invite, lockSeries, nextPosition, saveFacts, widenSeries } from '../queries/plan.ts'
import { addMeeting, addRun, findSeries, lockRunning, type Series } from '../queries/run.ts'
import { canPlan } from '../rules/state.ts'
import { SessionCode } from '../schema.ts'
import { PlanInput } from '../schema/plan.ts'
import { byOf, changed } from './acting.ts'

/** The second part of a meeting's name: its number, `SP1`, or what it prepares. A number is never worked out from a year (practice §0.3). */
async function sessionOf({ tx }: CommandContext, input: { body: string; session: string; kind: string; prepares: string | null }): Promise<string> {
  if (input.kind === 'preparatory') return `PREP.${(input.prepares ?? '').replace('/', '')}`
  if (input.session !== '') return input.kind === 'regular' ? input.session.replace(/^0+(?=\d)/, '') : input.session.toUpperCase()
  return String((await highestTaken(tx, input.body)) + 1)
}

/** Whether the name is free, may be taken up again, or is taken. */
async function nameOf(context: CommandContext, ref: string, kind: string): Promise<{ as: 'new' | 'public' | 'planned' | 'anew' } | { fault: Fault }> {
  const taken = await findTaken(context.tx, ref)
  if (taken === null) return { as: 'new' }
  const path = kind === 'preparatory' ? '/prepares' : '/session'
  if (taken.state === 'CANCELLED') return taken.numberCounts ? { fault: { path, code: 'meetings.number-counts', params: { ref } } } : { as: 'anew' }
  if (taken.state !== null || taken.status !== 'planned' || taken.origin === 'demonstration') return { fault: { path, code: 'meetings.number-taken', params: { ref } } }
  return { as: taken.marking === 'PUBLIC' ? 'public' : 'planned' }
}

/** Adds a meeting to a series: one of its own agenda, participants and outcome. */
export const planMeeting = defineCommand({
  name: 'meeting.plan',
  input: PlanInput,
  async load({ tx, actor, now }, input) {
    const series = (await findSeries(tx, { actor, now }, input.series)) && (await lockSeries(tx, input.series))
    if (!series) throw missing()
    return series
  },
  allow: (actor) => canPlan(actor),
  async run(context, series: Series, input) {
    const { tx, actor, now } = context
    const [bodies, parties] = await Promise.all([listBodies(tx), listParties(tx)])
    const body = bodies.find((one) => one.code === input.body)
    const endsOn = input.endsOn ?? input.startsOn
    const faults: Fault[] = []
    if (!body) faults.push({ path: '/body', code: 'meetings.no-such-body' })
    if (endsOn < input.startsOn) faults.push({ path: '/endsOn', code: 'meetings.ends-before' })
    if (input.startsOn < dayInZone(now, series.zone)) faults.push({ path: '/startsOn', code: 'meetings.day-past' })
    if (endsOn === input.startsOn && input.closes <= input.opens) faults.push({ path: '/closes', code: 'meetings.closes-before' })
    if (input.kind === 'preparatory' && !(input.prepares && (await findTaken(tx, input.prepares)))) faults.push({ path: '/prepares', code: 'meetings.prepares-needed' })
    if ((input.kind === 'special' || input.kind === 'emergency') && input.name === null) faults.push({ path: '/name', code: 'meetings.special-named' })
    const session = await sessionOf(context, input)
    if (!SessionCode.safeParse(session).success || (input.kind === 'regular') !== /^\d+$/.test(session)) faults.push({ path: '/session', code: 'meetings.session-shape' })
    const known = new Map(parties.map((party) => [party.code, party]))
    for (const [path, code] of [['/host', input.host], ['/coChair', input.coChair]] as const) if (code !== null && !known.has(code)) faults.push({ path, code: 'meetings.no-such-party' })
    const invited = attending(parties, input.startsOn, [...new Set([...(body?.partner ? [body.partner] : []), ...input.partners])], input.guests)
    faults.push(...invited.faults)
    const ref = `${input.body}/${session}`
    const named = faults.length === 0 ? await nameOf(context, ref, input.kind) : { as: 'new' as const }
    if ('fault' in named) faults.push(named.fault)
    if (faults.length > 0 || 'fault' in named) throw new AppError('invalid', 'input.invalid', { faults })

    const confirmed = await findNextConfirmed(tx, ref)
    const host = input.host ?? confirmed?.host ?? series.host
    const facts = {
      startsOn: input.startsOn, endsOn, city: series.city, country: host, mode: input.mode, host, chair: host === null ? null : { party: host, person: null, coChair: input.coChair ?? (body?.kind === 'consultation' ? (body.partner ?? null) : null) },
    }
    if (named.as === 'new') await addMeeting(tx, { ref, body: input.body, session, kind: input.kind, prepares: input.kind === 'preparatory' ? input.prepares : null, name: input.name, origin: series.origin, marking: 'GENERAL', ...facts })
    if (named.as === 'anew') await beginAnew(tx, ref, now)
    await addRun(tx, {
      meeting: ref, series: series.id, position: await nextPosition(tx, series.id), zone: series.zone, state: 'PLANNED', opensAt: instantInZone(input.startsOn, input.opens, series.zone), closesAt: instantInZone(endsOn, input.closes, series.zone),
      // what no meeting has confirmed is tentative. Only what a rule hands round is: a consultation or a preparatory meeting goes with its main one.
      hostBasis: confirmed?.host === host || body?.kind === 'consultation' || input.kind === 'preparatory' ? 'confirmed' : 'tentative', sizeQuota: input.sizeQuota,
    })
    if (named.as !== 'new') {
      const meeting = await lockRunning(tx, { actor, now }, ref)
      if (!meeting) throw missing()
      await saveFacts(tx, { ...meeting, run: { ...meeting.run, announced: false } }, facts)
    }
    await appendState(tx, ref, 'PLANNED', byOf(context), null)
    for (const row of invited.parties) await invite(tx, { meeting: ref, ...row, from: now })
    await widenSeries(tx, series.id)
    await changed(context, ref)
    return { ref, invited: invited.parties }
  },
  audit: (_series, { ref, invited }, input) => ({ type: 'meeting', id: ref, change: { ...input, invited: invited.map((row) => `${row.party} ${row.category}`) } }),
  specimens: () => ({ 'a series': { id: 'X' } as Series }),
})

type Attending = { party: string; category: Parameters<typeof invite>[1]['category'] }

/** Every member of that day, the partners, and the guests the desk chose, each once: who is a member comes as one. */
export function attending(parties: readonly Party[], day: string, partners: readonly string[], guests: readonly Attending[]): { parties: Attending[]; faults: Fault[] } {
  const known = new Map(parties.map((party) => [party.code, party]))
  const members = membersAt(parties, day)
  const found = new Map<string, Attending>(members.map((party) => [party.code, { party: party.code, category: 'member' }]))
  const faults: Fault[] = []
  const add = (path: string, row: Attending) => {
    if (!known.has(row.party)) faults.push({ path, code: 'meetings.no-such-party' })
    else if (found.get(row.party)?.category === 'member') faults.push({ path, code: 'meetings.is-member', params: { party: row.party } })
    else if (row.category === 'member') faults.push({ path, code: 'meetings.not-member', params: { party: row.party } })
    else found.set(row.party, row)
  }
  for (const party of partners) {
    const held = categoriesAt(known.get(party) ?? { categories: [] as Party['categories'] } as Party, day).map(({ category }) => category as string)
    add('/partners', { party, category: held.includes('sectoral-partner') && !held.includes('dialogue-partner') ? 'sectoral-partner' : 'dialogue-partner' })
  }
  for (const [index, guest] of guests.entries()) add(`/guests/${index}`, guest)
  return { parties: [...found.values()], faults }
}
