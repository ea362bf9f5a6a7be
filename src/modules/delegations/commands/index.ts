import type { AnyCommand } from '../../../kernel/command.ts'
import { checkCredentials, recordCredentials, verifyCredentials } from './credentials.ts'
import { endTheDesignation, enterDesignation, holdPost, verifyTheDesignation } from './designations.ts'
import { lookAtChanges } from './look.ts'
import { amendDelegate, nameDelegate, proposeDelegate, settleDelegateProposal, withdrawDelegate } from './people.ts'

export { amendDelegate, checkCredentials, endTheDesignation, enterDesignation, holdPost, lookAtChanges, nameDelegate, proposeDelegate, recordCredentials, settleDelegateProposal, verifyCredentials, verifyTheDesignation, withdrawDelegate }

/** Everything a person can do to designations and delegations. Nothing here deletes. */
export const commands: AnyCommand[] = [enterDesignation, verifyTheDesignation, endTheDesignation, holdPost, nameDelegate, proposeDelegate, settleDelegateProposal, amendDelegate, withdrawDelegate, recordCredentials, checkCredentials, verifyCredentials, lookAtChanges]
