import { acts } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/calendar.ts'
import { en as kernelEn } from '../../kernel/messages.en.ts'
import { th as kernelTh } from '../../kernel/messages.th.ts'
import type { Module, Need } from '../../kernel/module.ts'
import { readDirectory } from './directory.ts'
import { wordsOfActs } from './messages/acts.ts'
import { countMandates } from './queries.ts'
import { listCompletionTasks, listOwnerless, listReturned, listSubmitted, listTexts } from './queries/acts.ts'
import { listAskedOf } from './queries/needs.ts'
import { canReport } from './rules/acts.ts'
import { speaker as speakerOf } from './wording.ts'

type Request = Parameters<NonNullable<Module['needs']>>[0]

/** So far back a day that has passed is still worth a line on somebody's desk. */
const reminderDays = 400
const shown = 5

/** What is made up says so, here as everywhere. */
const marked = (why: string, of: { origin: string }, lang: 'en' | 'th'): string =>
  of.origin === 'demonstration' ? `${why} (${(lang === 'th' ? kernelTh : kernelEn)['origin.demonstration']})` : why

/** What waits for this person in this capacity: soonest first, each with one verb. */
export async function needs(request: Request): Promise<Need[]> {
  if (acts(request.actor, 'SD')) return deskNeeds(request)
  return acts(request.actor, 'NF', 'HD', 'LS', 'DP') ? ownerNeeds(request) : []
}

/** The day of an instant in the zone of the mechanism is not known here; its UTC day is near enough for "since". */
const dayOf = (instant: string): string => instant.slice(0, 10)

async function deskNeeds({ db, actor, today, lang }: Request): Promise<Need[]> {
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(db))
  const list: Need[] = []
  for (const text of (await listTexts(db, actor)).filter((each) => each.open > 0).slice(0, shown)) {
    const meeting = text.meeting === null ? text.title : speaker.meetingName(text.meeting)
    list.push({ dueOn: null, since: dayOf(text.createdAt), what: w['follow-up.need-text'](speaker.number(text.open), meeting), href: `/extraction/${encodeURIComponent(text.id)}`, why: marked(w['follow-up.need-text-why'](speaker.number(text.settled), speaker.number(text.settled + text.open)), text, lang), verb: w['follow-up.verb-review'] })
  }
  // One's own statements wait for another officer, not for oneself.
  const submitted = (await listSubmitted(db, actor)).filter((statement) => statement.recordedBy !== actor.person?.id)
  for (const statement of submitted.slice(0, shown)) {
    list.push({
      dueOn: null, since: dayOf(statement.recordedAt), what: w['follow-up.need-judge'](speaker.say(statement.title)), href: `/mandates/${statement.mandate}/statements#s${statement.id}`,
      why: marked(w['follow-up.need-judge-why'](speaker.say(statement.reportedBy), statement.evidence === null ? w['follow-up.without-evidence'] : w['follow-up.with-evidence']), statement, lang), verb: w['follow-up.verb-read'],
    })
  }
  if (submitted.length > shown) list.push({ dueOn: null, what: w['follow-up.need-more-statements'](speaker.number(submitted.length - shown), submitted.length - shown), href: '/follow-up', why: '', verb: w['follow-up.verb-read'] })
  for (const task of (await listCompletionTasks(db, actor)).slice(0, shown)) {
    list.push({ dueOn: task.dueOn, what: speaker.say(task.text), href: `/mandates/${task.mandate}/acts#complete`, why: marked(w['follow-up.need-task-why'], task, lang), verb: w['follow-up.verb-complete'] })
  }
  const ownerless = (await listOwnerless(db, actor)).length
  if (ownerless > 0) list.push({ dueOn: null, what: w['follow-up.need-ownerless'](speaker.number(ownerless)), href: '/follow-up#ownerless', why: w['follow-up.need-ownerless-why'], verb: w['follow-up.verb-assign'] })
  const silent = await countMandates(db, actor, { overdue: 'yes', status: 'NO_REPORT' }, today)
  if (silent > 0) list.push({ dueOn: null, what: w['follow-up.need-late'](speaker.number(silent)), href: '/mandates?overdue=yes&status=NO_REPORT&sort=due', why: w['follow-up.need-late-why'], verb: w['follow-up.verb-ask'] })
  return list
}

async function ownerNeeds({ db, actor, today, lang }: Request): Promise<Need[]> {
  const w = wordsOfActs[lang]
  const speaker = speakerOf(lang, await readDirectory(db))
  const list: Need[] = (await listReturned(db, actor)).map((statement) => ({
    dueOn: null, since: statement.decidedAt === null ? undefined : dayOf(statement.decidedAt), what: w['follow-up.need-returned'](speaker.say(statement.title)), href: `/mandates/${statement.mandate}/report`, why: marked(w['follow-up.need-returned-why'](statement.verdictNote ?? ''), statement, lang), verb: w['follow-up.verb-answer'],
  }))
  for (const mandate of await listAskedOf(db, actor, addDays(today, -reminderDays), 2 * shown)) {
    const reports = canReport(actor, mandate).allowed
    list.push({
      dueOn: mandate.dueOn, what: reports ? w['follow-up.need-asked'](speaker.say(mandate.title)) : speaker.say(mandate.title), href: reports ? `/mandates/${mandate.id}/report` : `/mandates/${mandate.id}`,
      why: marked(w['follow-up.need-asked-why'](mandate.meeting === null ? speaker.bodyName(mandate.body) : speaker.meetingName(mandate.meeting), mandate.addressees.map((who) => speaker.addressee(who)).join(', ') || w['follow-up.none-stated']), mandate, lang),
      verb: reports ? w['follow-up.verb-report'] : w['follow-up.verb-open'],
    })
  }
  return list
}
