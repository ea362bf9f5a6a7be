import type { Lang } from '../../kernel/languages.ts'
import type { Body } from '../mechanism/index.ts'
import type { Meeting } from './queries.ts'
import { meetingTitle } from './wording.ts'

/** A meeting's name whose "ครั้งที่" and number do not part at the end of a line. */
export function MeetingName(props: { meeting: Meeting; bodies: ReadonlyMap<string, Pick<Body, 'short'>>; lang: Lang }) {
  return <Unparted text={meetingTitle(props.meeting, props.bodies, props.lang)} />
}

/** Any text, with what belongs together kept on one line: "ครั้งที่ ๑๙", "พ.ศ. ๒๕๖๙". */
export function Unparted({ text }: { text: string }) {
  return <>{text.split(/((?:ครั้งที่|พ\.ศ\.) [๐-๙]+)/).map((part, index) => (index % 2 === 1 ? <span class="nw">{part}</span> : part))}</>
}
