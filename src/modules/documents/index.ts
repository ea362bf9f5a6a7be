/** Instruments and documents: what was adopted, for which period, what extended or replaced it. */
export { instrumentActs } from './schema.ts'
export { listInstruments, saveInstrument as enterInstrument } from './queries.ts'
export type { Instrument, InstrumentAct } from './queries.ts'
export { actDay, actWord, actWords, formWord, periodWords } from './wording.ts'
export { endsOn, periodsOf } from './rules.ts'
export { issuePaper } from './commands.ts'
export { canIssue } from './rules/issued.ts'
export type { IssuedPaper } from './queries/issued.ts'
export { seesDocument } from './queries/rights.ts'
export { findDocument, listDocuments, searchScope as searchScopeOfPapers, type Paper, type PaperFile, type PapersAsked } from './queries/papers.ts'
export { indexPaper, lockSeries, nextModifierNumber, nextNumber } from './queries/filing.ts'
export { attachToItem, fileDocument, type FiledFile, type FiledPaper, type Filing } from './filing.ts'
export { meetingOf, paperHref, parseSymbol, type PaperSymbol, printSymbol, shortSymbol } from './rules/symbol.ts'
export { type Distribution, distributions, FileLang, type ModifierKind, type PaperPurpose, paperPurposes, type SeriesCode, seriesCodes } from './schema/papers.ts'
// Files of papers. A form has <UploadField name="fileEn" …/>; its handler asks `uploadFrom(c, meeting, form, 'fileEn')` for the upload's id before
// the command; the command's run calls `takeUpload(tx, id, { actor, now, meeting, field: 'fileEn' })`, which gives what a row of document_file needs.
// A form that is shown again passes `kept` from `listUploads`, so that nobody sends a file twice.
export { UploadField } from './pages/upload-field.tsx'
export { readingOf, takeUpload, type TakenFile, uploadFrom } from './commands/upload.ts'
export { findReading, listUploads, type Upload } from './queries/upload.ts'
// First pages of a file on the page of a paper: `FilePreview({ reading: await readingOf(c, file), page, … })`. Addresses: `paperHref(paper, 'files/en')`, `/meetings/<ref>/papers.zip`.
export { FilePreview } from './pages/files-preview.tsx'
export { savedName, sendFile } from './routes/files.tsx'
export { cleanName, contentDisposition, paperKinds } from './rules/upload.ts'
