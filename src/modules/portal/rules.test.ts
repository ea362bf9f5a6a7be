import { expect, it } from 'vitest'
import type { Need } from '../../kernel/module.ts'
import { byTime } from './rules.ts'

const need = (what: string, dueOn: string | null): Need => ({ what, dueOn, href: '/', why: '', verb: '' })

it('what waits stands by time: late and today, this week, this month, later, without a day', () => {
  const groups = byTime([need('later', '2026-06-01'), need('open', null), need('today', '2026-01-12'), need('week', '2026-01-19'), need('late', '2026-01-10'), need('month', '2026-02-12')], '2026-01-12')
  const names = Object.fromEntries(Object.entries(groups).map(([when, needs]) => [when, needs.map(({ what }) => what)]))
  expect(names).toEqual({ late: ['late', 'today'], week: ['week'], month: ['month'], later: ['later'], open: ['open'] })
})
