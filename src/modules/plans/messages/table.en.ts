import type { Wording } from '../../../kernel/languages.ts'

const cells = (n: string, count: number): string => (count === 1 ? 'one cell' : `${n} cells`)

/** The activities of a programme as a spreadsheet, out and back. */
export const enTable = {
  'table.nav': 'As a spreadsheet',
  'table.title': 'The activities as a spreadsheet',
  'table.lede': 'Download the table, change it in Excel or LibreOffice, upload it. Nothing is written until you have seen every cell that would change and said yes.',
  'table.rows': (n: string) => `${n} rows, one an activity, as you see them`,
  'table.all': 'All of them',
  'table.step-2': '2 Change the file',
  'table.change-note': 'Leave the grey columns as they are. Lists open in their cells; days of either era are read, with the era named.',
  'table.upload-note': 'A row that is left out deletes nothing. New activities come in by “Import” or “Propose an activity”.',
  'table.file': 'The changed table (.xlsx)',
  'table.your-files': 'Tables you uploaded',
  'table.frozen-note': 'The programme is closed or superseded: the table can be downloaded, not taken in.',
  'table.who-note': 'In your capacity the table can be downloaded, not changed.',

  'table.sheet': 'Activities',
  'table.code': 'Code', 'table.titleEn': 'Title in English', 'table.titleTh': 'Title in Thai', 'table.area': 'Area', 'table.strategy': 'Strategy', 'table.type': 'Type', 'table.status': 'Status', 'table.lead': 'Lead', 'table.coLead': 'Co-lead', 'table.participants': 'Who takes part',
  'table.startsOn': 'First day', 'table.endsOn': 'Last day', 'table.dueOn': 'Due day', 'table.afterWhat': 'Due after: meeting or decision', 'table.afterMonths': 'Due after: months', 'table.afterDays': 'Due after: days', 'table.recurring': 'It recurs', 'table.venue': 'Venue', 'table.women': 'Women reached', 'table.men': 'Men reached', 'table.people': 'People reached',
  'table.budget': 'Budget', 'table.currency': 'Currency', 'table.partner': 'Partner or organisation', 'table.descriptionEn': 'Description in English', 'table.descriptionTh': 'Description in Thai', 'table.objectiveEn': 'Objective in English', 'table.objectiveTh': 'Objective in Thai', 'table.actionLineEn': 'Action line in English', 'table.actionLineTh': 'Action line in Thai',
  'table.outputEn': 'Expected output in English', 'table.outputTh': 'Expected output in Thai', 'table.provision': 'Provision of the plan', 'table.risks': 'Risks', 'table.inclusion': 'Gender and inclusion', 'table.sustainability': 'Sustainability', 'table.remarks': 'Remarks', 'table.marking': 'Who may see it',
  'table.proponent': 'Proposed by', 'table.money': 'Sources of money', 'table.mandates': 'Decisions it answers to', 'table.progress': 'Per cent done',
  'table.recurring.yes': 'Yes', 'table.recurring.no': 'No', 'table.marking.PUBLIC': 'Everyone (PUBLIC)', 'table.marking.GENERAL': 'Who takes part (GENERAL)', 'table.marking.LIMITED': 'Those who decide (LIMITED)',
  'table.guide-1': 'One row an activity, known by its code. Do not change the grey columns. Rows may be put in another order or left out; what is left out stays as it is.',
  'table.guide-2': 'Lists: choose from the cell, or type the word in English or Thai.',
  'table.guide-3': 'Days are kept in the common era: 2026-03-31. You may also type 31 มี.ค. 2569 or 31/3/2569 B.E. Say the era where a year could be of either.',
  'table.guide-4': 'Status: a step that practice allows from where it stands. A step or a due day that needs a decision asks for the decision when the table is uploaded.',
  'table.guide-5': 'Due: a day, or a meeting such as SOMTC/26 or a decision such as AMMTC/18/DEC.1 with the months and days after it, and then no day.',
  'table.guide-6': (codes: string) => `Who takes part: names or codes parted by semicolons. ${codes}`,
  'table.guide-7': 'Sources of money, indicators, proof and decisions it answers to are kept on the page of the activity.',

  'table.came': (day: string, who: string) => `Uploaded on ${day} by ${who}. Nothing of it is written yet.`,
  'table.took': (n: string, count: number) => `Taken in: ${cells(n, count)} of the table.`,
  'table.more': (n: string) => `and ${n} more cells. They are shown once these are taken in or left out.`,
  'table.take': 'Take in',
  'table.removed': (n: string, codes: string) => `Rows taken out of the file: ${n} (${codes}). Nothing is deleted; these activities stay as they are.`,
  'table.meanwhile': (n: string) => `Changed here by others since you downloaded the table: ${n}. What you did not touch in the file stays as they made it.`,
  'table.meanwhile-one': (fields: string, who: string) => (who === '' ? fields : `${fields}, by ${who}`),
  'table.decision': 'Decision that says so',
  'table.decision-why': (n: string, count: number) => (count === 1 ? 'One ticked cell changes a status or a due day, which needs a decision.' : `${n} of the cells change a status or a due day, which needs a decision.`),
  'table.needs-decision': 'By decision',
  'table.take-in': 'Take in what is ticked',

  'table.not-this-file': 'This is not the table of this programme. Download it on this page and change that one',
  'table.code-unknown': (typed: string) => `no activity of this programme that you see has the code “${typed}”. New ones come in by “Import”`,
  'table.changed-meanwhile': 'Someone changed these activities meanwhile. Look at the differences again; nothing was taken in',
  'table.needed': 'this cannot be blank',
  'table.no-such-step': 'from where it stands it cannot become this',
  'table.after-what': 'after which meeting or decision?',
  'table.too-long-after': (most: number) => `at most ${most}`,
} as const

export type TableMessages = Wording<typeof enTable>
