import type { Actor } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault } from '../../../kernel/errors.ts'
import { enterInstrument } from '../../documents/index.ts'
import { findMeeting } from '../../meetings/index.ts'
import { listAreas, listBodies, listParties } from '../../mechanism/index.ts'
import { findProgramme, listProgrammes, listStrategies, saveProgramme } from '../queries.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { BeginProgramme } from '../schema/begin.ts'

const forms = { plan: 'plan-of-action', 'work-programme': 'work-programme', 'partner-work-plan': 'work-plan', 'cross-sectoral': 'work-plan' } as const

/**
 * Enters a plan or programme that a body endorsed: the instrument and the frame it is carried out in. Its activities are proposed or
 * imported afterwards. What the public record holds already is not entered again: its code is taken.
 */
export const beginProgramme = defineCommand({
  name: 'programme.begin',
  input: BeginProgramme,
  load: async () => ({}),
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, actor, now }, _none, input) {
    const [bodies, parties, areas, strategies, programmes] = [await listBodies(tx), await listParties(tx), await listAreas(tx), await listStrategies(tx), await listProgrammes(tx)]
    const faults: Fault[] = []
    const fault = (path: string, code: string, params: Record<string, string | number> = {}) => faults.push({ path, code, params })
    if (await findProgramme(tx, input.code)) fault('/code', 'plans.code-in-use', { code: input.code })
    if (input.until.slice(0, 4) < input.from.slice(0, 4) || (input.until.length === input.from.length && input.until < input.from)) fault('/until', 'plans.ends-before-start')
    if (!bodies.some((body) => body.code === input.body)) fault('/body', 'plans.body-unknown', { name: input.body })
    if (input.partner !== null && !parties.some((party) => party.code === input.partner)) fault('/partner', 'plans.partner-unknown', { name: input.partner })
    if ((input.kind === 'partner-work-plan') !== (input.partner !== null)) fault('/partner', input.partner === null ? 'plans.partner-needed' : 'plans.partner-only')
    if (input.plan !== null && !programmes.some((one) => one.id === input.plan && one.kind === 'plan')) fault('/plan', 'plans.programme-unknown', { name: input.plan })
    if (input.meeting !== null && !(await findMeeting(tx, { actor, now }, input.meeting))) fault('/meeting', 'plans.meeting-unknown', { name: input.meeting })
    for (const slug of input.areas) if (!areas.some((area) => area.slug === slug)) fault('/areas', 'plans.area-unknown', { name: slug })
    for (const slug of input.strategies) if (!strategies.some((strategy) => strategy.slug === slug)) fault('/strategies', 'plans.strategy-unknown', { name: slug })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const id = `desk-${input.code.toLowerCase().replaceAll('+', '-with-').replaceAll(/[^a-z0-9]+/g, '-')}`
    await enterInstrument(tx, {
      id, title: input.title, form: forms[input.kind], of: [input.body], ...(input.partner === null ? {} : { partner: input.partner }), areas: input.areas, period: { from: input.from, until: input.until },
      acts: [{ act: 'endorsed', on: input.endorsedOn, by: input.body, ...(input.meeting === null ? {} : { meeting: input.meeting }), adReferendum: false, sources: [] }],
      implements: input.plan === null ? [] : [input.plan], replaces: [], disagreements: [], sources: [],
      note: { en: `Entered by the Secretariat: ${input.decision}.`, th: `สำนักเลขาธิการบันทึกตาม ${input.decision}` },
    })
    await saveProgramme(tx, { instrument: id, code: input.code, kind: input.kind, plan: input.plan, body: input.body, partner: input.partner, areas: input.areas, strategies: input.strategies, sources: [] })
    return { id, code: input.code }
  },
  audit: (_none, result, input) => ({ type: 'programme', id: result.id, change: { begun: input.code, title: input.title.en, period: `${input.from} to ${input.until}`, endorsedBy: input.body, decision: input.decision } }),
  specimens: () => ({ 'a new programme': {} }),
})
