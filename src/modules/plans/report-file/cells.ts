import { meaningIn, type Meaning } from '../form-file/cells.ts'
import type { Given } from '../form-file/workbook.ts'
import { columns, reportForm, type SheetField } from './columns.ts'

export { isCurrency, numberIn } from '../form-file/cells.ts'

/** What a cell of a report's file means, as it is kept; or why it is not understood. */
export const meaningOf = (field: SheetField, given: Given | undefined, today: string): Meaning => meaningIn(columns.find((one) => one.field === field), reportForm.choices(field), given, today)
