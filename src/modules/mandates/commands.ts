import type { AnyCommand } from '../../kernel/command.ts'
import { acceptProposal, addProposal, beginExtraction, editProposal, mergeProposals, rejectProposal, reopenProposal, splitProposal } from './commands/extraction.ts'
import { takeIn } from './commands/intake.ts'
import { closeCompletionTask, correctMandate, linkMandate, overtakeMandate, recordMandate, supersedeMandate, unlinkMandate } from './commands/register.ts'
import { acceptStatement, returnStatement, submitStatement } from './commands/statements.ts'

export { acceptProposal, addProposal, beginExtraction, editProposal, mergeProposals, rejectProposal, reopenProposal, splitProposal, takeIn }
export { acceptStatement, closeCompletionTask, correctMandate, linkMandate, overtakeMandate, recordMandate, returnStatement, submitStatement, supersedeMandate, unlinkMandate }

/** Everything a person can do to the register. Nothing here deletes. */
export const commands: AnyCommand[] = [
  beginExtraction, acceptProposal, editProposal, splitProposal, mergeProposals, rejectProposal, reopenProposal, addProposal, takeIn,
  recordMandate, linkMandate, unlinkMandate, correctMandate, supersedeMandate, overtakeMandate, closeCompletionTask,
  submitStatement, acceptStatement, returnStatement,
]
