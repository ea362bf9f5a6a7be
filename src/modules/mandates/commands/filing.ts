import { todayIn } from '../../../kernel/calendar.ts'
import type { CommandContext } from '../../../kernel/command.ts'
import { AppError, type Fault } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/db.ts'
import { findMechanism } from '../../mechanism/index.ts'
import type { Directory } from '../directory.ts'
import { readDirectory } from '../directory.ts'
import { idOf, lockMandate } from '../queries.ts'
import { saveLink, saveMandate } from '../queries/write.ts'
import { openCompletion, takeNumber } from '../queries/acts.ts'
import { decisionFaults, isInPrinciple } from '../rules/acts.ts'
import { bilingual, type DecisionFields } from '../schema/acts.ts'

/** The day of the act where the mechanism is. */
export async function dayOf({ tx, now }: { tx: Tx; now: string }): Promise<string> {
  return todayIn((await findMechanism(tx))?.zone ?? 'UTC', now)
}

export interface Filing {
  body: string
  meeting: string | null
  date: string
  instrument: string | null
  instrumentTitle: string | null
  paragraph: string
  language: 'en' | 'th'
  marking: string
  origin: 'desk' | 'demonstration'
  fields: DecisionFields
}

export interface Filed {
  id: string
  symbol: string
  inPrinciple: boolean
}

/** What only the record can tell is wrong with a decision. */
export async function recordFaults(context: CommandContext, fields: DecisionFields, directory: Directory): Promise<Fault[]> {
  const faults = decisionFaults(fields)
  const add = (path: string, code: string, params: Record<string, string> = {}) => faults.push({ path, code, params })
  for (const who of fields.addressees) {
    if ('party' in who && !directory.parties.has(who.party)) add('/addressees', 'follow-up.nobody-called', { name: who.party })
    if ('body' in who && who.body && !directory.bodies.has(who.body)) add('/addressees', 'follow-up.nobody-called', { name: who.body })
  }
  if (fields.reportsTo !== null && !directory.bodies.has(fields.reportsTo)) add('/reportsTo', 'follow-up.nobody-called', { name: fields.reportsTo })
  for (const area of fields.areas) if (!directory.areas.has(area)) add('/area', 'follow-up.area-unknown')
  if (fields.parent !== null && (await lockMandate(context.tx, context.actor, fields.parent)) === null) add('/parent', 'follow-up.no-such-mandate', { symbol: fields.parent })
  return faults
}

/** The one way by which a decision enters the register: numbered without gaps, linked, and with its completion task. */
export async function fileMandate(context: CommandContext, filing: Filing): Promise<Filed> {
  const { tx, now, actor } = context
  const { fields } = filing
  const directory = await readDirectory(tx)
  const faults = await recordFaults(context, fields, directory)
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
  const session = filing.meeting === null ? filing.date.slice(0, 4) : filing.meeting.slice(filing.meeting.indexOf('/') + 1)
  const number = await takeNumber(tx, filing.body, session)
  const symbol = `${filing.body}/${session}/DEC.${number}`
  const title = bilingual(filing.language, fields.title, fields.titleTranslation)
  const id = await saveMandate(
    tx,
    {
      symbol, body: filing.body, session, number, meeting: filing.meeting, date: filing.date, instrument: filing.instrument, instrumentTitle: filing.instrumentTitle, paragraph: filing.paragraph,
      title, text: bilingual(filing.language, fields.quote, fields.translation), quoted: true, language: filing.language, verbs: fields.verbs, class: fields.class ?? 'C0', modifiers: fields.modifiers,
      addressees: fields.addressees, action: fields.action === '' ? null : bilingual(filing.language, fields.action, ''), due: fields.due ?? { none: true },
      reportsTo: fields.reportsTo === null ? null : { body: fields.reportsTo }, areas: fields.areas, effects: fields.effects, marking: filing.marking, origin: filing.origin, citations: [],
    },
    now,
  )
  // A new decision has no children yet, so no circle can arise.
  if (fields.parent !== null) await saveLink(tx, { child: id, parent: idOf(fields.parent), basis: 'inferred', note: linkNote(actor.person?.name ?? '') })
  const inPrinciple = isInPrinciple(fields)
  if (inPrinciple) await openCompletion(tx, id, { en: `Complete what was endorsed in principle: ${title.en}`, th: `ดำเนินการให้แล้วเสร็จในเรื่องที่เห็นชอบในหลักการ: ${title.th}` }, now)
  return { id, symbol, inPrinciple }
}

const linkNote = (name: string) => ({ en: `Linked by the desk (${name}).`, th: `เจ้าหน้าที่เป็นผู้เชื่อมโยง (${name})` })
