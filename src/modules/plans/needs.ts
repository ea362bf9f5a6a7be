import { acts } from '../../kernel/actor.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import { en as kernelEn } from '../../kernel/messages.en.ts'
import { th as kernelTh } from '../../kernel/messages.th.ts'
import type { Module, Need } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { type DeskWaits, listOwnReports, readDeskWaits, readShepherdWaits } from './queries/needs.ts'
import { listUnanswered } from './queries/reviews.ts'
import { words } from './wording.ts'

type Request = Parameters<NonNullable<Module['needs']>>[0]

/** What is made up says so, here as everywhere. */
const marked = (why: string, origin: string, lang: 'en' | 'th'): string => (origin === 'demonstration' ? `${why} (${(lang === 'th' ? kernelTh : kernelEn)['origin.demonstration']})`.trim() : why)

/** What waits in plans: a report that is due or was returned; for the desk, reports, proof, and due dates an extension left behind. */
export async function needs(request: Request): Promise<Need[]> {
  if (acts(request.actor, 'SD')) return deskNeeds(request)
  return acts(request.actor, 'NF', 'LS', 'DP') ? reporterNeeds(request) : []
}

async function reporterNeeds({ db, actor, now, lang }: Request): Promise<Need[]> {
  const m = words[lang]
  const party = actor.capacity?.party
  if (!party) return []
  const reporter = acts(actor, 'LS') ? 'lead-shepherd' : acts(actor, 'DP') ? 'partner' : 'member'
  const [reviews, rounds] = await Promise.all([reviewNeeds({ db, actor, now, lang }), listOwnReports(db, { party, reporter, area: reporter === 'lead-shepherd' ? (actor.capacity?.area ?? null) : null, now })])
  return [...reviews, ...rounds.filter((round) => round.state === null || round.state === 'DRAFT' || round.state === 'RETURNED').map((round) => ({
    dueOn: dayInZone(round.closesAt, round.zone), what: round.state === 'RETURNED' ? m['plans.need-returned'](round.name[lang]) : m['plans.need-report'](round.name[lang]), href: `/plans/${round.programme}/rounds/${round.id}/report`,
    why: marked(round.returnedWhy ?? m['plans.need-report-why'](round.title[lang]), round.origin, lang), verb: round.state === 'RETURNED' ? m['plans.verb-mend'] : m['plans.verb-report'],
  }))]
}

/** The questions of a review that its own party has not answered; for whoever reviews, what nobody has rated yet. */
async function reviewNeeds({ db, actor, now, lang }: Pick<Request, 'db' | 'actor' | 'now' | 'lang'>): Promise<Need[]> {
  const m = words[lang]
  const party = actor.capacity?.party ?? null
  if (acts(actor, 'LS')) {
    const { unrated, merges } = await readShepherdWaits(db, { actor, now }, { area: actor.capacity?.area ?? '', party })
    return [...unrated.map((one) => toRate(one, lang)), ...merges.map((one): Need => ({ dueOn: null, what: m['merge.need'](one.first, numeral(lang, one.n - 1), one.n - 1), href: `/plans/${one.programme}/activities/${encodeURIComponent(one.first)}/merge/${one.id}`, why: marked(one.name[lang], one.origin, lang), verb: m['merge.verb'] }))]
  }
  if (party === null || !acts(actor, 'NF', 'DP')) return []
  return (await listUnanswered(db, { party, partner: acts(actor, 'DP') })).map((one) => ({ dueOn: one.dueOn, what: m['plans.need-review'](m[`plans.review-kind.${one.kind}`]), href: `/plans/${one.programme}/reviews/${one.id}/answer`, why: marked(m['plans.need-review-why'](one.title[lang]), one.origin, lang), verb: m['plans.verb-answer'] }))
}

const toRate = (one: DeskWaits['unrated'][number], lang: 'en' | 'th'): Need => { const m = words[lang]; return { dueOn: null, what: m['plans.need-rate'](numeral(lang, one.n), m[`plans.review-kind.${one.kind}`]), href: `/plans/${one.programme}/reviews/${one.id}/rate`, why: marked(m['plans.need-review-why'](one.title[lang]), one.origin, lang), verb: m['plans.verb-rate'] } }

async function deskNeeds({ db, actor, now, today, lang }: Request): Promise<Need[]> {
  const m = words[lang]
  const { reports, proofs, late, unrated } = await readDeskWaits(db, { actor, now }, today)
  return [
    ...unrated.map((one) => toRate(one, lang)),
    ...reports.map((round): Need => ({ dueOn: null, since: dayInZone(round.since, round.zone), what: m['plans.need-judge'](numeral(lang, round.n)), href: `/plans/${round.programme}/rounds/${round.id}`, why: marked(round.name[lang], round.origin, lang), verb: m['plans.verb-judge'] })),
    ...(proofs.n > 0 ? [{ dueOn: null, since: proofs.since?.slice(0, 10), what: m['plans.need-verify'](numeral(lang, proofs.n)), href: '/plans/proof-to-verify', why: marked(m['plans.need-verify-why'], proofs.made ? 'demonstration' : '', lang), verb: m['plans.verb-verify'] }] : []),
    ...late.map((one): Need => ({ dueOn: null, what: m['plans.need-late'](numeral(lang, one.n)), href: `/plans/${one.programme}/cycle/due`, why: marked(m['plans.need-late-why'](one.title[lang]), one.origin, lang), verb: m['plans.verb-choose'] })),
  ]
}
