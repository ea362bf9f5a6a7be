import type { AnyCommand } from '../../../kernel/command.ts'
import { announceMeeting, changeState } from './state.ts'

export { advanceState, announceMeeting, changeState } from './state.ts'

export const commands: AnyCommand[] = [changeState, announceMeeting]
