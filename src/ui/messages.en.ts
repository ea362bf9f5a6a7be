import type { Wording } from '../kernel/languages.ts'

export const en = {
  breadcrumb: 'Breadcrumb',
  pages: 'Pages',
  page: (n: string) => `Page ${n}`,
  next: 'Next',
  previous: 'Previous',
  problem: 'There is a problem',
  error: 'Error:',
  success: 'Done',
  important: 'Important',
  clearAll: 'Clear all',
  remove: (filter: string) => `Remove: ${filter}`,
  filtersInUse: 'Filters in use',
  eraHint: 'For example 12 Jan 2026 or 12/1/2569 B.E.',
  asOfHint: (example: string) => `or 12/1/2569 B.E., or “${example}”`,
  export: 'Export',
  scrolls: (name: string) => `${name}, scrolls sideways`,
  saidBySelf: 'Said by the member:',
  saidByOthers: 'Said by others:',
  current: 'You are here:',
  legend: 'Key',
} as const

export type Messages = Wording<typeof en>
