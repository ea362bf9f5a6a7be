import type { Text } from '../../../kernel/languages.ts'
import { speaker } from '../../mandates/index.ts'
import { asksOf, bodiesUnder, isFollowedUp } from '../rules.ts'
import type { MeetingFacts } from '../schema.ts'
import { untilWords, wordings, type Writer } from './parts.ts'

/** A decision that the record itself calls for, worded in both languages; a proposal, never more. */
export interface Proposal {
  calledFor: string
  text: Text
  why: Text
  mandate: string | null
}

/** Plans that end within a year without a successor, and open decisions that name nobody, each as draft wording. */
export function proposalsOf(facts: MeetingFacts): Proposal[] {
  const both = (word: (w: Pick<Writer, 'lang' | 'm' | 'say'>) => string): Text => ({ en: word(talk.en), th: word(talk.th) })
  const talk = { en: { lang: 'en' as const, m: wordings.en, say: speaker('en', facts.directory) }, th: { lang: 'th' as const, m: wordings.th, say: speaker('th', facts.directory) } }
  const followed = facts.rows.filter(({ decision }) => isFollowedUp(decision))
  return asksOf(followed, facts.directory.instruments.values(), bodiesUnder(facts.meeting.body, facts.directory.bodies.values()), facts.asOf).map((ask): Proposal => {
    if (ask.kind === 'ends') {
      const decision = facts.rows.find((row) => row.decision.effects.some((effect) => effect.instrument === ask.instrument.id && effect.kind === 'extends'))
      return {
        calledFor: `ends:${ask.instrument.id}`, mandate: decision?.decision.id ?? null,
        text: both((w) => w.m['report.pack.draft-ends'](ask.instrument.title[w.lang], untilWords(w, ask.until))), why: both((w) => w.m['report.pack.why-ends'](ask.instrument.title[w.lang], untilWords(w, ask.until))),
      }
    }
    const { decision } = ask.row
    // It is put to the next meeting, which asks for a report to the one after that.
    const after = [...facts.directory.meetings.values()].find((meeting) => meeting.body === facts.meeting.body && meeting.ordinal !== null && facts.next?.ordinal != null && meeting.ordinal === facts.next.ordinal + 1)
    return {
      calledFor: `owner:${decision.id}`, mandate: decision.id,
      text: both((w) => w.m['report.pack.draft-owner'](decision.symbol, decision.title[w.lang], after ? w.say.meetingName(after.ref) : w.m['report.pack.next-meeting'])), why: both((w) => w.m['report.pack.why-owner'](decision.symbol)),
    }
  })
}
