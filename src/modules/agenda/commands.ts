import { adoptAgenda, issueAgenda, putAgenda } from './commands/adoption.ts'
import { addAgendaItem, editAgendaItem, moveAgendaItem, removeAgendaItem, startAgenda } from './commands/items.ts'
import { declineProposal, proposeItem, takeProposal } from './commands/proposals.ts'

export { addAgendaItem, adoptAgenda, declineProposal, editAgendaItem, issueAgenda, moveAgendaItem, proposeItem, putAgenda, removeAgendaItem, startAgenda, takeProposal }
export const commands = [startAgenda, addAgendaItem, editAgendaItem, moveAgendaItem, removeAgendaItem, issueAgenda, putAgenda, adoptAgenda, proposeItem, takeProposal, declineProposal]
