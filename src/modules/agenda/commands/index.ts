import { adoptAgenda, issueAgenda, putAgenda } from './adoption.ts'
import { addAgendaItem, editAgendaItem, moveAgendaItem, removeAgendaItem, startAgenda } from './items.ts'
import { declineProposal, proposeItem, takeProposal } from './proposals.ts'

export { addAgendaItem, adoptAgenda, declineProposal, editAgendaItem, issueAgenda, moveAgendaItem, proposeItem, putAgenda, removeAgendaItem, startAgenda, takeProposal }
export const commands = [startAgenda, addAgendaItem, editAgendaItem, moveAgendaItem, removeAgendaItem, issueAgenda, putAgenda, adoptAgenda, proposeItem, takeProposal, declineProposal]
