import type { Activity } from '../queries.ts'

/** What the template for cooperation projects asks for and is not there yet, in its order (practice §3.2). */
export const proposalParts = ['title', 'description', 'description-length', 'objective', 'dates', 'participants', 'proponent', 'agency', 'sponsor', 'output', 'budget', 'funding', 'risks', 'inclusion', 'sustainability', 'mandate'] as const
export type ProposalPart = (typeof proposalParts)[number]

/** The template takes so many words of description. */
export const mostWords = 300

export const wordsIn = (text: string, lang: 'en' | 'th'): number => [...new Intl.Segmenter(lang, { granularity: 'word' }).segment(text)].filter((part) => part.isWordLike).length

export type Duration = 'under-6' | '6-to-12' | 'over-12'

/** The template's three lengths; null where a day is missing. */
export function durationOf(startsOn: string | null, endsOn: string | null): Duration | null {
  if (startsOn === null || endsOn === null) return null
  const { months, days } = Temporal.PlainDate.from(startsOn).until(Temporal.PlainDate.from(endsOn), { largestUnit: 'months' })
  return months < 6 ? 'under-6' : months < 12 || (months === 12 && days === 0) ? '6-to-12' : 'over-12'
}

export function missingIn(activity: Activity, sponsor: string | null, mandates: number): ProposalPart[] {
  const lacks: Record<ProposalPart, boolean> = {
    title: activity.title.en === '', description: activity.description === null, 'description-length': activity.description !== null && wordsIn(activity.description.en, 'en') > mostWords, objective: activity.objective === null, dates: activity.startsOn === null || (activity.endsOn ?? activity.dueOn) === null,
    participants: activity.participants.length === 0, proponent: activity.proponent === null, agency: activity.lead === null, sponsor: sponsor === null, output: activity.expectedOutput === null, budget: activity.budget === null, funding: activity.funding.length === 0, risks: activity.risks === null, inclusion: activity.inclusion === null,
    sustainability: activity.sustainability === null, mandate: mandates === 0,
  }
  return proposalParts.filter((part) => lacks[part])
}
