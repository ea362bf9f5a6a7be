import { type Actor, mayRead } from '../../kernel/actor.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import type { Site } from '../../kernel/module.ts'
import type { Verdict } from '../../kernel/policy.ts'
import { Details } from '../../ui/index.ts'
import { capacityInWords, type Places, words } from './wording.ts'

const nowhere: Places = { parties: new Map(), bodies: new Map(), areas: new Map() }

/** What a marking means, in words; `PARTNER:CHN` names the partner. */
export function markingInWords(lang: Lang, marking: string, parties: Map<string, Text> = nowhere.parties): string {
  const m = words[lang]
  if (marking === 'PARTNER:*') return m['marking.PARTNERS']
  if (marking.startsWith('PARTNER:')) return m['marking.PARTNER'](parties.get(marking.slice(8))?.[lang] ?? marking.slice(8))
  return marking === 'GENERAL' || marking === 'LIMITED' || marking === 'RESTRICTED' ? m[`marking.${marking}`] : m['marking.PUBLIC']
}

/**
 * Under a thing that is shown: in which capacity one sees it, what its marking means, and for each act why one may or may not.
 * It is fed with what the page decided anyway and works nothing out. Of a thing this reader may not see it says nothing at all.
 */
export function WhyPanel(props: {
  actor: Actor
  lang: Lang
  say: Site['say']
  /** Of the thing shown. */
  marking?: string | undefined
  /** Each act in the infinitive, as "confirm this report", with its rule's answer. */
  verdicts?: readonly { act: string; verdict: Verdict }[] | undefined
  /** Names for codes; without it codes stand as they are. */
  places?: Places | undefined
}) {
  const { actor, lang, say, marking, verdicts = [], places = nowhere } = props
  if (marking !== undefined && !mayRead(actor, marking)) return null
  const m = words[lang]
  return (
    <Details summary={m.whyTitle}>
      <p>{actor.capacity ? m.whyActing(capacityInWords({ say }, lang, places, actor.capacity)) : m.whyPublic}</p>
      {marking !== undefined && <p>{m.whyMarking(markingInWords(lang, marking, places.parties))}</p>}
      {verdicts.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {verdicts.map(({ act, verdict }) => <li>{verdict.allowed ? m.may : m.mayNot} {act}: {say(lang, verdict.because)}</li>)}
        </ul>
      )}
    </Details>
  )
}
