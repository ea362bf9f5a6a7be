/** What files are, for readers. */
const is: Record<string, string> = {
  pdf: 'a PDF', docx: 'a Word document', xlsx: 'an Excel sheet', pptx: 'a PowerPoint presentation', txt: 'plain text', jpg: 'a JPEG picture', png: 'a PNG picture', zip: 'a ZIP archive', odf: 'an OpenDocument file', doc: 'an old Word document (.doc)',
  xls: 'an old Excel sheet (.xls)', ppt: 'an old PowerPoint presentation (.ppt)', ole: 'an old Office file', html: 'a page for browsers', script: 'a program', rtf: 'an RTF text', exe: 'a program', rar: 'a RAR archive', '7z': 'a 7z archive', gz: 'a packed file', tar: 'an archive',
  unknown: 'something unknown',
}
const what = (word: string) => is[word] ?? `a .${word} file`
const listed = (words: string) => words.split(' ').map((word) => `.${word}`).join(', ')

export const enFiles = {
  'file.needed': 'Choose a file.',
  'file.empty': 'The file is empty.',
  'file.too-large': (mb: number, size: number) => `The file has ${size} MB; at most ${mb} MB are taken.`,
  'file.lies': (end: string, word: string) => `The file is named .${end}, but it is ${what(word)}. Save it under the right type, or choose another file.`,
  'file.not-taken': (word: string, allowed: string) => `This is ${what(word)}. Taken are ${listed(allowed)}.`,
  'file.macros': 'The file carries macros (programs). Save it without macros, as .docx, .xlsx or .pptx.',
  'file.protected': 'The file is protected by a password or by restrictions, so that it cannot be checked or searched. Save it without protection.',
  'file.bomb': 'The file unpacks to far more than it should and was not opened.',
  'file.path': 'The file holds parts whose names lead out of it and was not opened.',
  'file.nested': 'The file carries another archive or a program inside. Take it out and send it apart.',
  'workbook.too-many-rows': (most: number) => `The sheet has more than ${most} rows. It was not read.`,
  'workbook.unreadable': 'This is no spreadsheet that can be read.',
  'file.broken': (word: string) => `The file looks like ${what(word)} but is damaged or incomplete.`,
  'file.pixels': (millions: number, size: number) => `The picture has ${size} million points; at most ${millions} million are taken.`,
  'file.virus': (name: string) => `The virus scanner found ${name} in this file. It was deleted.`,
  'file.scanner-away': 'The virus scanner does not answer. The file is kept and will be scanned; please try again in a few minutes.',
}
