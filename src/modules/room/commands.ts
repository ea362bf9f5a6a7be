import type { AnyCommand } from '../../kernel/command.ts'
import { type ActOnce, onceOf } from '../../kernel/once.ts'
import { declareNotAgreed, draftLine, gavel, liftObjection, object, reviseLine, withdrawDraft } from './commands/agreed.ts'
import { addToList, askForFloor, continueSpeech, endSpeech, extendTime, giveFloor, inviteToSpeak, pauseClock, putLater, setList, withdrawFromList } from './commands/floor.ts'
import { handOver } from './commands/hand-over.ts'
import { addNote, recordStatement } from './commands/record.ts'
import { beginRehearsal } from './commands/rehearsal.ts'
import { closeSession, goToItem, openSession, recordPresence, resumeSession, setRecording, suspendSession } from './commands/session.ts'

export { addNote, addToList, askForFloor, beginRehearsal, closeSession, continueSpeech, declareNotAgreed, draftLine, endSpeech, extendTime, gavel, giveFloor, goToItem, handOver, inviteToSpeak, liftObjection, object, openSession, pauseClock, putLater, recordPresence, recordStatement, resumeSession, reviseLine, setList, setRecording, suspendSession, withdrawDraft, withdrawFromList }

export const commands: AnyCommand[] = [
  openSession, suspendSession, resumeSession, closeSession, goToItem, recordPresence, setRecording,
  askForFloor, addToList, withdrawFromList, putLater, inviteToSpeak, giveFloor, endSpeech, pauseClock, continueSpeech, extendTime, setList,
  addNote, recordStatement, draftLine, reviseLine, withdrawDraft, gavel, declareNotAgreed, object, liftObjection, handOver, beginRehearsal,
]

/** The acts of a room by the name they have in an address. */
export const actsByName: Record<string, ActOnce> = {
  open: onceOf(openSession), suspend: onceOf(suspendSession), resume: onceOf(resumeSession), close: onceOf(closeSession), item: onceOf(goToItem), presence: onceOf(recordPresence), record: onceOf(setRecording),
  ask: onceOf(askForFloor), add: onceOf(addToList), withdraw: onceOf(withdrawFromList), later: onceOf(putLater), invite: onceOf(inviteToSpeak), give: onceOf(giveFloor), end: onceOf(endSpeech), pause: onceOf(pauseClock),
  continue: onceOf(continueSpeech), extend: onceOf(extendTime), list: onceOf(setList), note: onceOf(addNote), statement: onceOf(recordStatement), draft: onceOf(draftLine), revise: onceOf(reviseLine), 'withdraw-draft': onceOf(withdrawDraft),
  gavel: onceOf(gavel), 'not-agreed': onceOf(declareNotAgreed), object: onceOf(object), 'lift-objection': onceOf(liftObjection), rehearse: onceOf(beginRehearsal),
}
