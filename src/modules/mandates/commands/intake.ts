import { z } from 'zod'
import { defineCommand } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { PartialDate } from '../../../kernel/record.ts'
import { findTwin, saveParagraphs, saveProposal, saveText } from '../queries/acts.ts'
import { canBegin } from '../rules/acts.ts'
import { Distribution } from '../schema.ts'
import { DecisionFields } from '../schema/acts.ts'

/**
 * A text whose decisions are known from where they were made, such as steps taken at the gavel: they come into the review as proposals, each
 * with what is known of it, and the desk confirms them there like any other. Nothing is read out of the words a second time.
 */
export const takeIn = defineCommand({
  name: 'extraction.take-in',
  input: z.strictObject({
    body: z.string().max(40), meeting: z.string().max(60), date: PartialDate, title: z.string().trim().min(1).max(300), language: z.enum(['en', 'th']), marking: Distribution, origin: z.enum(['desk', 'demonstration']),
    lines: z.array(z.strictObject({ number: z.string().max(20), text: z.string().min(1).max(8000), fields: DecisionFields })).min(1).max(500),
  }),
  load: async () => null,
  allow: (actor) => canBegin(actor),
  async run({ tx, actor, now }, _subject, input) {
    const twin = await findTwin(tx, { body: input.body, meeting: input.meeting, date: input.date, instrumentTitle: input.title })
    if (twin !== null) throw new AppError('conflict', 'extraction.text-exists', { params: { id: twin } })
    const content = input.lines.map((line) => `${line.number}. ${line.text}`).join('\n\n')
    const id = await saveText(tx, { title: input.title, body: input.body, meeting: input.meeting, date: input.date, instrument: null, instrumentTitle: input.title, language: input.language, marking: input.marking, origin: input.origin, file: null, content, createdBy: actor.person?.name ?? '' }, now)
    await saveParagraphs(tx, id, input.lines.map((line, position) => ({ position, key: `${line.number}-${position}`, number: line.number, content: line.text })))
    for (const [paragraph, line] of input.lines.entries()) await saveProposal(tx, { text: id, paragraph, fields: line.fields, proposed: { fields: line.fields, start: null, end: null, reasons: [] }, confidence: 'high', status: 'open' })
    return { id, proposals: input.lines.length }
  },
  audit: (_subject, result, input) => ({ type: 'extraction', id: result.id, change: { body: input.body, meeting: input.meeting, title: input.title, marking: input.marking, proposals: result.proposals } }),
  specimens: () => ({ 'steps of a meeting': null }),
})
