import { formatDay } from '../../kernel/calendar.ts'
import type { Module } from '../../kernel/module.ts'
import { listParties } from '../mechanism/index.ts'
import { listActivities, listProgrammes } from './queries.ts'
import { listAcceptedReports, listVerifiedProofs } from './queries/chain.ts'
import { seesRounds } from './rules/acts.ts'
import { activityHref, programmeHref, words } from './wording.ts'

/** On the page of a decision: the activities that answer to it, what was accepted of each and its verified proof, as far as this reader sees them. */
export const attachments: NonNullable<Module['attachments']> = async (c, subject) => {
  if (subject.kind !== 'mandate') return []
  const { db, actor, now, lang } = c.var
  const m = words[lang]
  const reader = { actor, now }
  const [found, programmes] = await Promise.all([listActivities(db, reader, { mandate: subject.id }), listProgrammes(db)])
  if (found.length === 0) return []
  const ids = found.map((activity) => activity.id)
  const [reports, proofs, parties] = await Promise.all([listAcceptedReports(db, reader, ids), listVerifiedProofs(db, reader, ids), listParties(db)])
  const day = (date: string) => formatDay(date, lang, 'short')
  return [{
    title: m['plans.answering'], note: found.some((activity) => activity.origin === 'demonstration') ? `${m['plans.example']} ${m['plans.example-why']}` : undefined,
    items: found.map((activity) => {
      const programme = programmes.find((one) => one.id === activity.programme)
      const href = activityHref({ code: programme?.code ?? activity.programme }, activity.code)
      const opens = seesRounds(actor, programme?.partner ?? null)
      return {
        href, mark: activity.code, label: activity.title[lang], status: m[`plans.status.${activity.status}`],
        parts: [
          ...reports.filter((report) => report.activity === activity.id).map((report) => ({ href: opens && programme ? `${programmeHref(programme)}/rounds/${report.round}/reports/${report.report}` : href, label: m['plans.chain-report'](parties.find((party) => party.code === report.party)?.name[lang] ?? report.party, day(report.periodFrom), day(report.periodUntil)) })),
          ...proofs.filter((proof) => proof.activity === activity.id).map((proof) => ({ href: `${href}#proof-${proof.id}`, label: m['plans.chain-proof'](proof.title[lang]) })),
        ],
      }
    }),
  }]
}
