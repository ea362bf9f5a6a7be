import type { AnyCommand } from '../../kernel/command.ts'
import { checkCredentials, recordCredentials, verifyCredentials } from './commands/credentials.ts'
import { endTheDesignation, enterDesignation, holdPost, verifyTheDesignation } from './commands/designations.ts'
import { lookAtChanges } from './commands/look.ts'
import { amendDelegate, nameDelegate, proposeDelegate, settleDelegateProposal, withdrawDelegate } from './commands/people.ts'

export { amendDelegate, checkCredentials, endTheDesignation, enterDesignation, holdPost, lookAtChanges, nameDelegate, proposeDelegate, recordCredentials, settleDelegateProposal, verifyCredentials, verifyTheDesignation, withdrawDelegate }

/** Everything a person can do to designations and delegations. Nothing here deletes. */
export const commands: AnyCommand[] = [enterDesignation, verifyTheDesignation, endTheDesignation, holdPost, nameDelegate, proposeDelegate, settleDelegateProposal, amendDelegate, withdrawDelegate, recordCredentials, checkCredentials, verifyCredentials, lookAtChanges]
