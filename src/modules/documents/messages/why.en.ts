import type { Wording } from '../../../kernel/languages.ts'

export const enWhy = {
  'rights.page': 'Who may see what, and why',
  'rights.title': 'Who may see what, and why',
  'rights.table': 'Who may do what: 22 rights, 9 categories',
  'rights.table-lede': 'A right belongs to a category in a session, on an item, for a paper, at a time. It does not belong to an account.',
  'rights.marked': 'The marked cell is the rule that answered above.',
  'rights.default': 'The table is the default of this system; each body may change it by decision.',
  'rights.right': 'Right', 'rights.csv': 'CSV', 'rights.the-table': 'The rule in the table',
  'rights.group.room': 'To be in the room', 'rights.group.speak': 'To speak and to propose', 'rights.group.decide': 'To decide', 'rights.group.read': 'To read',
  'rights.of.attend-ceremony': 'Ceremony', 'rights.of.attend-open': 'Open session', 'rights.of.attend-closed': 'Closed session', 'rights.of.attend-retreat': 'Retreat', 'rights.of.attend-consultation': 'Own consultation', 'rights.of.attend-drafting': 'Drafting',
  'rights.of.speak': 'Speak', 'rights.of.propose-item': 'Propose an agenda item', 'rights.of.submit-document': 'Submit a document', 'rights.of.propose-amendment': 'Propose an amendment', 'rights.of.point-of-order': 'Raise a point of order',
  'rights.of.object': 'Object, block consensus', 'rights.of.break-silence': 'Break silence', 'rights.of.reserve': 'Reserve, interpret', 'rights.of.adopt': 'Sign, adopt', 'rights.of.chair': 'Chair',
  'rights.of.see-general': 'General papers of open items', 'rights.of.see-limited': 'Limited drafts', 'rights.of.see-restricted': 'Restricted papers', 'rights.of.see-partner': 'Papers for one partner', 'rights.of.see-report': 'The report', 'rights.of.see-participants': 'List of participants',
  'rights.category.member': 'Member', 'rights.category.dialogue-partner': 'Dialogue Partner', 'rights.category.sectoral-partner': 'Sectoral, Development Partner', 'rights.category.observer': 'Acceding, Special Observer', 'rights.category.organisation': 'International organisation', 'rights.category.entity': 'Entity, civil society', 'rights.category.resource-person': 'Resource person', 'rights.category.sister-body': 'Sister body', 'rights.category.secretariat': 'Secretariat',
  'rights.cell.yes': 'Yes', 'rights.cell.no': 'No', 'rights.cell.invited': 'Invited', 'rights.cell.own': 'Own', 'rights.cell.own-or-invited': 'Own, or invited', 'rights.cell.joint': 'Joint text', 'rights.cell.named': 'named', 'rights.cell.released': 'released', 'rights.cell.via-chair': 'via Chair', 'rights.cell.via-secretariat': 'via Secretariat', 'rights.cell.editorial': 'editorial', 'rights.cell.pen': 'Yes, pen', 'rights.cell.technical': 'Yes, technical', 'rights.cell.extract': 'extract', 'rights.cell.that-meeting': 'that one', 'rights.cell.head-plus-one': 'Head + 1', 'rights.cell.secretary-general-plus-one': 'SG or DSG + 1', 'rights.cell.rotation': 'rotation', 'rights.cell.co-chair': 'co-chair', 'rights.cell.if-authorised': 'SG if authorised',
  'rights.key-yes': 'Yes', 'rights.key-invited': 'Invited: when the Chair asks', 'rights.key-part': 'in part: as the cell says', 'rights.key-no': 'No', 'rights.abbreviations': 'SG: Secretary-General of ASEAN; DSG: Deputy.', 'rights.cells': (n: string) => `${n} cells, each with its test.`,
  'why.title': 'Why can I see this?', 'why.on': 'on', 'why.as': (who: string) => `as seen by: ${who}`,
  'why.read': (who: string) => `This paper is open to you as ${who}`, 'why.other': (who: string) => `This paper is open to: ${who}`, 'why.not': (who: string) => `Not open to: ${who}. For them it does not exist.`,
  'why.you': 'You', 'why.acting': 'Acting as', 'why.session': 'Session', 'why.item': 'Item', 'why.paper': 'Paper', 'why.rule': 'Rule', 'why.until': 'Until',
  'why.public': 'Public', 'why.one-hat': 'You hold one capacity, so there was none to choose.', 'why.hats': (n: string) => `One of the ${n} capacities you hold; you chose it.`, 'why.category': (category: string) => `Category: ${category}.`, 'why.no-category': 'No category of participant.',
  'why.because.house': 'The Secretariat and the Chair read every paper of the mechanism', 'why.because.own': 'Your party submitted it', 'why.because.released': 'It was released to everyone', 'why.because.named': 'You are named for this paper', 'why.because.item': 'You are admitted to its item', 'why.because.serving': 'You are assigned to serve there', 'why.because.auditor': 'Auditors read what is not above Limited', 'why.because.host': 'The host reads general papers',
  'why.because.cell': (n: string, right: string, cell: string) => `${n}, ${right}: ${cell}`,
  'why.until.recall': 'Reading stays after the meeting, unless the paper is recalled or given to fewer.', 'why.until.live': (when: string) => `Your part in the meeting ends ${when}; what was released before stays readable.`, 'why.until.serving': (when: string) => `Until ${when}.`, 'why.until.capacity': 'As long as you hold this capacity.', 'why.until.public': 'For good.',
  'why.decided': (when: string) => `Decided when you opened it, ${when}. If your right ends, the paper closes within a minute.`,
  'why.says': 'What an answer may say', 'why.says-text': 'The panel explains what you have. It never explains what you lack: a page you may not see answers like a page that does not exist.',
  'why.look': 'Look as someone else', 'why.look-as': 'As', 'why.look-at': 'At', 'why.look-at-hint': 'Day and hour at the place of the meeting, such as 2026-02-10 09:00. Empty: now.', 'why.look-do': 'Show what it sees', 'why.look-note': 'The look is logged with your name. Nothing can be done in that view.', 'why.look-bad': 'Write the day and hour as 2026-02-10 09:00', 'why.look-who': 'Choose someone of this list',
  'why.may-look': 'You may look, to see that rights are right', 'why.may-not-look': 'Only the Secretariat, the Chair and auditors look as someone else',
} as const

export type WhyMessages = Wording<typeof enWhy>
