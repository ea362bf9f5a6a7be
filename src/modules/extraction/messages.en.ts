import type { Wording } from '../../kernel/languages.ts'

export const en = {
  usage: 'extract FILE [--json] [--issuer CODE] [--text-lang en|th] [--lang en|th] [--data FOLDER]',
  noFile: (file: string) => `There is no file ${file} that can be read.`,
  fault: (file: string, why: string) => `${file}: ${why}`,
  nothing: 'No operative verb was found: this text decides nothing, or it is in another language.',
  paragraph: 'Paragraph',
  class: 'Class',
  verb: 'Verb',
  addressee: 'Addressed to',
  due: 'Due',
  action: 'Action',
  summary: (found: number, uncertain: number) =>
    `${found} ${found === 1 ? 'proposal' : 'proposals'}, ${uncertain} uncertain (marked ?). An officer confirms each one.`,

  'extract.empty': 'The file is empty.',
  'extract.too-big': 'The file is too big. The limit is 20 MB.',
  'extract.scanned': 'The file holds pictures of pages and no text. Use a version with text, or paste the text.',
  'extract.protected': 'The file is protected by a password. Remove the protection and try again.',
  'extract.bomb': 'The file would unpack to far more than a document holds, so it was not opened.',
  'extract.mislabelled': 'The content of the file is not what its name says. Give it the right ending: .docx, .pdf or .txt.',
  'extract.encoding': 'The letters of this file cannot be read with certainty. Save it as UTF-8 and try again.',
  'extract.unreadable': 'The file is damaged or of a kind that cannot be read. Use .docx, .pdf or .txt.',

  'doubt.subject-assumed': 'The text does not say for certain that this is the act of the body whose text it is.',
  'doubt.subject-missing': 'The sentence names nobody who acts.',
  'doubt.other-body-acts': 'This may be the act of another body or of one country.',
  'doubt.coordination-unclear': 'The verb may belong to an earlier part of the sentence that speaks of another body.',
  'doubt.short-form': 'The sentence is shortened; the verb has no subject.',
  'doubt.procedural-object': 'This concerns the conduct of the meeting rather than the substance.',
  'doubt.adoption-formula': 'This looks like the formula of adoption at the end of a text.',
  'doubt.gerund-tail': 'The verb stands in a subordinate form.',
  'doubt.negated': 'The verb is denied.',
  'doubt.quoted': 'The words are a quotation.',
  'doubt.background': 'The text may only be recalling an earlier decision.',
  'doubt.action-line': 'An action line of a programme, not a decision verb.',
  'doubt.addressee-from-context': 'The addressee was taken from the context.',
  'doubt.addressee-unknown': 'The addressee is not a known body or party.',
  'doubt.verb-ambiguous': 'This verb often has another meaning.',
}

export type Messages = Wording<typeof en>
