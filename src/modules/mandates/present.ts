import { z } from '@hono/zod-openapi'
import type { Chain, ChainNode, Mandate, MandateSummary, Statement } from './queries.ts'
import { classes, statuses } from './schema.ts'
import { overdue, standing } from './wording.ts'

const TextShape = z.object({ en: z.string(), th: z.string() })
const CitationShape = z.object({ source: z.string(), locator: z.string().optional() })

const standings = ['in-effect', 'completed', 'continuing', 'in-progress', 'sent-up', 'term-ended', 'no-report', 'past-due', 'superseded', 'overtaken', 'lapsed', 'open', 'signal'] as const

const AddresseeShape = z
  .object({ body: z.string().optional(), party: z.string().optional(), all: z.enum(['members', 'partners']).optional(), role: z.string().optional(), words: z.string().optional() })
  .openapi({ description: 'A body by its code, a party by its code, all members or all partners, a role such as `lead-shepherds` (with the body it belongs to, where stated), or the words of the text.' })

const DueShape = z
  .object({
    none: z.literal(true).optional(), on: z.string().optional(), beforeNext: z.string().optional(), atNext: z.string().optional(), atMeeting: z.string().optional(),
    after: z.union([z.literal('decision'), z.object({ meeting: z.string() }), z.object({ instrument: z.string() })]).optional(),
    months: z.number().int().optional(), days: z.number().int().optional(), workingDays: z.number().int().optional(),
  })
  .openapi({ description: 'The rule as the text gives it: none stated, a date (`on`), an event (`beforeNext`, `atNext`, `atMeeting`) or a period after one (`after`). `dueOn` is the day it comes to.' })

const summary = {
  id: z.string().openapi({ description: 'The symbol with `-` for `/`.', example: 'AMMTC-7-DEC.7' }),
  symbol: z.string().openapi({ example: 'AMMTC/7/DEC.7' }),
  body: z.string().openapi({ description: 'The code of the body that decided.', example: 'AMMTC' }),
  meeting: z.string().nullable().openapi({ description: 'The meeting that decided, by body and session; null where it was not decided at a meeting.', example: 'AMMTC/7' }),
  date: z.string().openapi({ description: 'As far as it is known: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, of the common era.', example: '2009-11-17' }),
  class: z.enum(classes).openapi({ description: 'What the verb creates, from C0 (ceremony) to C7 (an instrument). C4 and above ask for or change something.' }),
  status: z.enum(statuses).openapi({ description: 'As the latest accepted statement says; `OPEN` where there is none.' }),
  standing: z.enum(standings).openapi({ description: 'The one word a screen shows, worked out at the moment of reading. `no-report` says that the record holds no report, never that nothing was done.' }),
  overdue: z.boolean().openapi({ description: 'The day it is due has passed and no statement says it is done.' }),
  title: TextShape,
  text: TextShape.openapi({ description: 'The words of the text, or our digest of them: see `quoted` of the single record.' }),
  addressees: z.array(AddresseeShape),
  due: DueShape,
  dueOn: z.string().nullable().openapi({ description: 'The day the rule comes to, where the record gives one.', example: '2010-06-30' }),
  areas: z.array(z.string()).openapi({ description: 'Priority areas, by slug.' }),
  instrument: z.string().nullable().openapi({ description: 'The document it stands in, by id.' }),
  paragraph: z.string().openapi({ description: '`-` where no paragraph is known.' }),
  modifiers: z.array(z.string()),
  origin: z.enum(['record', 'desk', 'demonstration']).openapi({ description: '`demonstration` marks an example.' }),
  sourcesDisagree: z.boolean(),
  url: z.string().openapi({ description: 'The page for people.' }),
}

export const MandateItem = z.object(summary).openapi('MandateItem')

const StatementShape = z
  .object({
    on: z.string().openapi({ description: 'The day it speaks of, as far as it is known.' }), status: z.enum(statuses).nullable(), text: TextShape,
    party: z.string().nullable().openapi({ description: 'Of one member’s own progress; null for the mandate as a whole.' }), reportedBy: TextShape, origin: z.enum(['record', 'desk', 'demonstration']), sources: z.array(CitationShape),
  })
  .openapi('Statement')

export const MandateRecord = z
  .object({
    ...summary,
    quoted: z.boolean().openapi({ description: 'True where `text` in `language` is the wording of the source; else it is a digest in our own words.' }),
    language: z.string(), verbs: z.array(z.string()), action: TextShape.nullable(), instrumentTitle: TextShape.nullable(),
    reportsTo: z.object({ body: z.string(), when: TextShape.optional() }).nullable(),
    effects: z.array(z.object({ kind: z.string(), instrument: z.string().optional(), body: z.string().optional(), area: z.string().optional(), from: z.string().optional(), to: z.string().optional(), until: z.string().optional() })),
    supersededBy: z.string().nullable().openapi({ description: 'The id of the decision that replaced it.' }),
    statements: z.array(StatementShape).openapi({ description: 'What was said of it, oldest first, each with who says so.' }), sources: z.array(CitationShape),
  })
  .openapi('MandateRecord')

const Node = z
  .object({
    id: z.string(), symbol: z.string(), body: z.string(), level: z.number().int(), meeting: z.string().nullable(), date: z.string(), title: TextShape, class: z.enum(classes), status: z.enum(statuses),
    parents: z.array(z.object({ id: z.string(), basis: z.enum(['stated', 'inferred']), note: TextShape.nullable() })).openapi({ description: 'What it carries on from. `inferred`: no source says so; the note says why it is held.' }), url: z.string(),
  })
  .openapi('ChainNode')

export const ChainShape = z
  .object({
    root: z.string().openapi({ description: 'The mandate asked for.' }), nodes: z.array(Node).openapi({ description: 'Oldest first.' }),
    ancestors: z.array(z.string()), descendants: z.array(z.string()), truncated: z.boolean().openapi({ description: 'True where the chain is longer than what is given.' }),
  })
  .openapi('Chain')

export function presentMandate(row: MandateSummary, day: string): z.infer<typeof MandateItem> {
  return {
    id: row.id, symbol: row.symbol, body: row.body, meeting: row.meeting, date: row.date, class: row.class, status: row.status, standing: standing(row, day), overdue: overdue(row, day),
    title: row.title, text: row.text, addressees: row.addressees, due: row.due as z.infer<typeof DueShape>, dueOn: row.dueOn, areas: row.areas, instrument: row.instrument, paragraph: row.paragraph, modifiers: row.modifiers,
    origin: row.origin, sourcesDisagree: row.disagrees, url: `/mandates/${row.id}`,
  }
}

export function presentRecord(row: Mandate, statements: Statement[], day: string): z.infer<typeof MandateRecord> {
  return {
    ...presentMandate(row, day),
    quoted: row.quoted, language: row.language, verbs: row.verbs, action: row.action, instrumentTitle: row.instrumentTitle,
    reportsTo: row.reportsTo, effects: row.effects as z.infer<typeof MandateRecord>['effects'], supersededBy: row.supersededBy?.id ?? null,
    statements: statements.map((one) => ({ on: one.onText, status: one.status, text: one.text, party: one.party, reportedBy: one.reportedBy, origin: one.origin, sources: one.citations.map(presentCitation) })),
    sources: row.citations.map(presentCitation),
  }
}

const presentCitation = ({ source, locator }: { source: string; locator?: string | undefined }) => (locator === undefined ? { source } : { source, locator })

export function presentChain(chain: Chain, id: string): z.infer<typeof ChainShape> {
  return { root: id, nodes: chain.nodes.map(presentNode), ancestors: chain.ancestors, descendants: chain.descendants, truncated: chain.truncated }
}

const presentNode = (node: ChainNode): z.infer<typeof Node> => ({
  id: node.id, symbol: node.symbol, body: node.body, level: node.level, meeting: node.meeting, date: node.date, title: node.title, class: node.class, status: node.status, parents: node.parents, url: `/mandates/${node.id}`,
})
