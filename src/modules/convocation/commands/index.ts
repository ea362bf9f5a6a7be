import type { AnyCommand } from '../../../kernel/command.ts'
import { answerLetter, receiveLetter, recordAnswer, remindOf } from './answers.ts'
import { draftCircular, editCircular, issueCircular, proposeCircular, returnCircular } from './circulars.ts'
import { draftLetters, editLetter, editTemplate, issueLetters, prepareConvocation, proposeLetters, returnLetter, withdrawLetter } from './letters.ts'

export { answerLetter, receiveLetter, recordAnswer, remindOf } from './answers.ts'
export { draftCircular, editCircular, issueCircular, proposeCircular, returnCircular } from './circulars.ts'
export { draftLetters, editLetter, editTemplate, issueLetters, letterHref, prepareConvocation, proposeLetters, returnLetter, withdrawLetter } from './letters.ts'

const anywhere = { publicUrl: '' }
export const commands: AnyCommand[] = [
  prepareConvocation, draftLetters, editLetter, editTemplate, proposeLetters, returnLetter, issueLetters(anywhere), withdrawLetter, receiveLetter, answerLetter, recordAnswer, remindOf(anywhere),
  draftCircular, editCircular, proposeCircular, returnCircular, issueCircular(anywhere),
]
