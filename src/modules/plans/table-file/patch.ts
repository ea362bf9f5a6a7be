import type { Activity } from '../queries.ts'
import { both } from '../queries/acts.ts'
import type { ActivityPatch } from '../queries/table-file.ts'
import type { DueAfter } from '../rules/due.ts'
import type { TableField, Values } from './columns.ts'
import { type AskedRow, eventIn, type TableChange } from './difference.ts'

const plain: Partial<Record<TableField, string>> = { area: 'area', strategy: 'strategy', type: 'type', status: 'status', lead: 'lead', coLead: 'co_lead', startsOn: 'starts_on', endsOn: 'ends_on', venue: 'venue', budget: 'budget', currency: 'currency', partner: 'partner', provision: 'provision', risks: 'risks', inclusion: 'inclusion', sustainability: 'sustainability', remarks: 'remarks', marking: 'marking' }
const texts: readonly (readonly [string, TableField, TableField])[] = [['title', 'titleEn', 'titleTh'], ['description', 'descriptionEn', 'descriptionTh'], ['objective', 'objectiveEn', 'objectiveTh'], ['action_line', 'actionLineEn', 'actionLineTh'], ['expected_output', 'outputEn', 'outputTh']]

/** Cells that change as the columns they are kept in; the columns of all other cells are left alone. */
export function patchOf({ activity, here }: AskedRow, changes: readonly TableChange[]): ActivityPatch & { dueAfter: DueAfter | null; was: Pick<Activity, 'status' | 'dueOn'> } {
  const after: Values = { ...here, ...Object.fromEntries(changes.map((change) => [change.field, change.file])) }
  const changed = (...fields: TableField[]) => changes.some((change) => fields.includes(change.field))
  const change: Record<string, unknown> = {}
  for (const { field, file } of changes) { const name = plain[field]; if (name !== undefined) change[name] = file === '' ? null : file }
  for (const [name, en, th] of texts) if (changed(en, th)) change[name] = after[en] === '' && after[th] === '' ? null : both({ en: after[en], th: after[th] })
  if (changed('participants')) change['participants'] = after.participants.split(',').filter(Boolean)
  if (changed('recurring')) change['recurring'] = after.recurring === 'yes'
  if (changed('women', 'men', 'people')) {
    const said = { ...(after.women === '' ? {} : { women: Number(after.women) }), ...(after.men === '' ? {} : { men: Number(after.men) }), ...(after.people === '' ? {} : { all: Number(after.people) }) }
    change['beneficiaries'] = Object.keys(said).length === 0 ? null : said
  }
  let dueAfter: DueAfter | null = null
  if (changed('dueOn', 'afterWhat', 'afterMonths', 'afterDays')) {
    dueAfter = after.afterWhat === '' ? null : { ...eventIn(after.afterWhat), months: Number(after.afterMonths || 0), days: Number(after.afterDays || 0) }
    Object.assign(change, { due_after: dueAfter, due_on: dueAfter || after.dueOn === '' ? null : after.dueOn })
  }
  return { id: activity.id, change, dueAfter, was: { status: activity.status, dueOn: activity.dueOn } }
}
