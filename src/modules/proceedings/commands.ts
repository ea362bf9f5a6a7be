import { adoptComment, commentOnReport, ruleOnComment, withdrawComment } from './commands/comments.ts'
import { completeReport, editParagraph, keepRevision, restoreRevision, setAnnex, startReport, takeOutAnnex, takeOutParagraph, writeParagraph } from './commands/draft.ts'
import { askCorrection, circulateReport, confirmReport, decideCorrection, handOverReport, recirculateReport } from './commands/final.ts'

export { adoptComment, askCorrection, circulateReport, commentOnReport, completeReport, confirmReport, decideCorrection, editParagraph, handOverReport, keepRevision, recirculateReport, restoreRevision, ruleOnComment, setAnnex, startReport, takeOutAnnex, takeOutParagraph, withdrawComment, writeParagraph }
export const commands = [startReport, completeReport, writeParagraph, editParagraph, takeOutParagraph, keepRevision, restoreRevision, setAnnex, takeOutAnnex, circulateReport, commentOnReport, adoptComment, withdrawComment, ruleOnComment, recirculateReport, confirmReport, askCorrection, decideCorrection, handOverReport]
