/** Entering a plan or programme that a body endorsed. */
export const enBegin = {
  'plans.begin': 'Enter a plan or programme',
  'plans.begin-lede': 'What a body endorsed: its years, areas and strategies. Activities are proposed or imported afterwards.',
  'plans.begin.kind': 'Kind',
  'plans.begin.code': 'Code',
  'plans.begin.code-hint': 'Body, kind, first year: such as SOMTC/WP/2026.',
  'plans.begin.title-en': 'Title in English', 'plans.begin.title-th': 'Title in Thai',
  'plans.begin.from': 'First year or day', 'plans.begin.until': 'Last year or day',
  'plans.begin.moment-hint': 'A year or a day, of either era.',
  'plans.begin.body': 'Endorsed by', 'plans.begin.on': 'Endorsed on', 'plans.begin.meeting': 'At the meeting',
  'plans.begin.meeting-hint': 'Such as SOMTC/25. Leave empty if at none.',
  'plans.begin.plan': 'The plan it carries out', 'plans.begin.none': 'None',
  'plans.begin.partner': 'The partner', 'plans.begin.partner-hint': 'Of a work plan with a partner only.',
  'plans.begin.areas': 'Priority areas', 'plans.begin.strategies': 'Strategies',
  'plans.begin.save': 'Enter it',
  'plans.begin.kinds.plan': 'Plan of action', 'plans.begin.kinds.work-programme': 'Work programme', 'plans.begin.kinds.partner-work-plan': 'Work plan with a partner', 'plans.begin.kinds.cross-sectoral': 'Cross-sectoral work plan',
}

export const enBeginReasons = {
  'plans.code-shape': 'Give a code of three parts, such as SOMTC/WP/2026',
  'plans.moment': 'Give a year or a day',
  'plans.areas-needed': 'Choose at least one area',
  'plans.body-unknown': (name: string) => `No body “${name}”`,
  'plans.partner-unknown': (name: string) => `No party “${name}”`,
  'plans.partner-needed': 'Name the partner of the work plan',
  'plans.partner-only': 'Only a work plan with a partner names one',
}
