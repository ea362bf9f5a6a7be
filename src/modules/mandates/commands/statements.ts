import { z } from 'zod'
import { type Actor, mayRead, roleOf } from '../../../kernel/actor.ts'
import { earliestPossible, latestPossible } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import type { Text } from '../../../kernel/languages.ts'
import { readDirectory } from '../directory.ts'
import { lockMandate, type Mandate } from '../queries.ts'
import { saveStatement } from '../queries/write.ts'
import { judgeStatement, lockStatement, setReporter, type StatementToJudge } from '../queries/acts.ts'
import { type Asked, canJudge, canReport, partyOfReport } from '../rules/acts.ts'
import { bilingual, StatementInput } from '../schema/acts.ts'
import { dayOf } from './filing.ts'

type Subject = Asked & Pick<Mandate, 'id' | 'symbol' | 'date' | 'marking'>
const asked = (more: Partial<Asked>): Subject => ({ id: 'X', symbol: 'X', date: '2026-01-01', marking: 'PUBLIC', class: 'C5', addressees: [], areas: [], ...more })

/** An owner says what came of a decision, as of a day. It counts from when the desk has accepted it. */
export const submitStatement = defineCommand({
  name: 'statement.submit',
  input: StatementInput,
  async load({ tx, actor }, input): Promise<Subject> {
    const found = await lockMandate(tx, actor, input.mandate)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor, mandate: Subject) => canReport(actor, mandate),
  async run(context, mandate: Subject, input) {
    const { tx, actor, now } = context
    const directory = await readDirectory(tx)
    const party = partyOfReport(actor, mandate, input.party)
    const faults: Fault[] = []
    if (earliestPossible(input.on) > (await dayOf(context))) faults.push({ path: '/on', code: 'follow-up.not-ahead' })
    if (latestPossible(input.on) < earliestPossible(mandate.date)) faults.push({ path: '/on', code: 'follow-up.before-decision' })
    if (party !== null && !directory.parties.has(party)) faults.push({ path: '/party', code: 'follow-up.nobody-called', params: { name: party } })
    if ((input.status === 'SUPERSEDED' || input.status === 'OVERTAKEN') && (input.reference ?? '') === '') faults.push({ path: '/reference', code: 'follow-up.reference-needed' })
    if (!mayRead(actor, input.marking)) faults.push({ path: '/marking', code: 'follow-up.marking-beyond' })
    // A public statement on a decision that is not public would tell of it.
    if (input.marking === 'PUBLIC' && mandate.marking !== 'PUBLIC') faults.push({ path: '/marking', code: 'follow-up.marking-wider' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const id = await saveStatement(
      tx,
      {
        mandate: mandate.id, on: input.on, status: input.status, text: bilingual(input.language, input.text, ''), party, reportedBy: reporter(context, directory.parties.get(actor.capacity?.party ?? '')?.name, directory.areas.get(actor.capacity?.area ?? '')?.name),
        evidence: input.evidence, citations: [], marking: input.marking, origin: 'desk', verdict: 'submitted', reference: input.reference === '' ? null : input.reference, recordedBy: actor.person?.id ?? '',
      },
      now,
    )
    await setReporter(tx, id, actor.capacity?.party ?? null)
    return id
  },
  audit: (mandate, result, input) => ({ type: 'mandate', id: mandate.id, change: { statement: result, on: input.on, status: input.status, party: input.party, marking: input.marking, evidence: input.evidence } }),
  specimens: () => ({
    'asked of all members': asked({ addressees: [{ all: 'members' }] }),
    'asked of the own party': asked({ addressees: [{ party: 'OWN' }] }),
    'asked of another party': asked({ addressees: [{ party: 'OTHER' }] }),
    'of the own area': asked({ areas: ['own-area'], addressees: [{ role: 'lead-shepherds' }] }),
  }),
})

async function loadStatement({ tx, actor }: CommandContext, input: { statement: string }): Promise<StatementToJudge> {
  const found = await lockStatement(tx, actor, input.statement)
  if (!found) throw missing()
  return found
}

const toJudge = (recordedBy: string): StatementToJudge => ({ id: '1', mandate: 'X', symbol: 'X', title: { en: '', th: '' }, recordedBy, verdict: 'submitted', status: 'COMPLETED', party: null })
const requireSubmitted = (statement: StatementToJudge) => {
  if (statement.verdict !== 'submitted') throw new AppError('conflict', statement.verdict === 'accepted' ? 'follow-up.accepted-before' : 'follow-up.returned-before')
}

export const acceptStatement = defineCommand({
  name: 'statement.accept',
  input: z.strictObject({ statement: z.string().max(20), note: z.string().trim().max(1000).default('') }),
  load: loadStatement,
  allow: (actor: Actor, statement: StatementToJudge) => canJudge(actor, statement),
  async run({ tx, actor, now }, statement: StatementToJudge, input) {
    requireSubmitted(statement)
    await judgeStatement(tx, statement.id, { verdict: 'accepted', note: input.note === '' ? null : input.note, by: actor.person?.name ?? '', now })
  },
  audit: (statement, _result, input) => ({ type: 'mandate', id: statement.mandate, change: { statement: statement.id, accepted: statement.status, note: input.note } }),
  specimens: (actor) => ({ "another person's statement": toJudge('someone'), "one's own statement": toJudge(actor.person?.id ?? 'someone') }),
})

export const returnStatement = defineCommand({
  name: 'statement.return',
  input: z.strictObject({ statement: z.string().max(20), note: z.string().trim().min(1, 'follow-up.return-note-needed').max(1000) }),
  load: loadStatement,
  allow: (actor: Actor, statement: StatementToJudge) => canJudge(actor, statement),
  async run({ tx, actor, now }, statement: StatementToJudge, input) {
    requireSubmitted(statement)
    await judgeStatement(tx, statement.id, { verdict: 'returned', note: input.note, by: actor.person?.name ?? '', now })
  },
  audit: (statement, _result, input) => ({ type: 'mandate', id: statement.mandate, change: { statement: statement.id, returned: input.note } }),
  specimens: (actor) => ({ "another person's statement": toJudge('someone'), "one's own statement": toJudge(actor.person?.id ?? 'someone') }),
})

/** "As reported by …": the office and the party; a person's name stays in the history. */
function reporter({ actor }: CommandContext, party: Text | undefined, area: Text | undefined): Text {
  const offices: Partial<Record<string, Text>> = {
    NF: { en: 'focal point', th: 'ผู้ประสานงานระดับชาติ' },
    LS: { en: `lead shepherd${area ? `, ${area.en}` : ''}`, th: `ประเทศผู้นำสาขา${area?.th ?? ''}` },
    SD: { en: 'Secretariat desk', th: 'เจ้าหน้าที่สำนักเลขาธิการ' },
  }
  const office = offices[roleOf(actor)] ?? { en: '', th: '' }
  return party ? { en: `${party.en}, ${office.en}`, th: `${party.th} (${office.th})` } : office
}
