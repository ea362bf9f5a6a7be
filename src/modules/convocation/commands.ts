import type { AnyCommand } from '../../kernel/command.ts'
import { answerLetter, receiveLetter, recordAnswer, remindOf } from './commands/answers.ts'
import { draftCircular, editCircular, issueCircular, proposeCircular, returnCircular } from './commands/circulars.ts'
import { draftLetters, editLetter, editTemplate, issueLetters, prepareConvocation, proposeLetters, returnLetter, withdrawLetter } from './commands/letters.ts'

export { answerLetter, receiveLetter, recordAnswer, remindOf } from './commands/answers.ts'
export { draftCircular, editCircular, issueCircular, proposeCircular, returnCircular } from './commands/circulars.ts'
export { draftLetters, editLetter, editTemplate, issueLetters, letterHref, prepareConvocation, proposeLetters, returnLetter, withdrawLetter } from './commands/letters.ts'

const anywhere = { publicUrl: '' }
export const commands: AnyCommand[] = [
  prepareConvocation, draftLetters, editLetter, editTemplate, proposeLetters, returnLetter, issueLetters(anywhere), withdrawLetter, receiveLetter, answerLetter, recordAnswer, remindOf(anywhere),
  draftCircular, editCircular, proposeCircular, returnCircular, issueCircular(anywhere),
]
