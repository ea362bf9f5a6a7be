import { formatDay } from '../../../kernel/calendar.ts'
import { wordFile } from '../../../kernel/docx.ts'
import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { listed } from '../../../kernel/languages.ts'
import type { Block, Cell, Paper } from '../../../kernel/paper.ts'
import { numeral } from '../../../ui/index.ts'
import { contentDisposition } from '../../documents/index.ts'
import { findMandates } from '../../mandates/index.ts'
import { listAreas, listBodies, listParties } from '../../mechanism/index.ts'
import { markingInWords } from '../../people/index.ts'
import { listStrategies } from '../queries.ts'
import { inDollars } from '../rules.ts'
import { durationOf, missingIn } from '../rules/proposal.ts'
import { money, words } from '../wording.ts'
import { activityOf } from './activity-of.ts'

export const proposalPages = router()

/** The project proposal of practice §3.2 from what is kept, as a Word file to be finished by hand: what is missing stands first. */
proposalPages.get('/plans/:body/:kind/:year/activities/:code/proposal.docx', async (c) => {
  const { db, lang, actor, today } = c.var
  if (actor.person === null) throw missing()
  const { programme, activity } = await activityOf(c)
  const m = words[lang]
  const [areas, strategies, parties, bodies, mandates] = await Promise.all([listAreas(db), listStrategies(db), listParties(db), listBodies(db), findMandates(db, actor, activity.mandates)])
  const party = (code: string | null) => (code === null ? null : (parties.find((one) => one.code === code)?.name[lang] ?? code))
  const sponsor = bodies.find((body) => body.code === programme.body)?.name[lang] ?? null
  const lacking = missingIn(activity, sponsor, mandates.length)
  const ends = activity.endsOn ?? activity.dueOn
  const duration = durationOf(activity.startsOn, ends)
  const none = m['plans.proposal.to-fill']
  const cell = (text: string | null | undefined): Cell => [[text ? text : { text: none, quiet: true }]]
  const row = (term: string, value: string | null | undefined): Cell[] => [[[{ text: term, strong: true }]], cell(value)]
  const table = (caption: string, rows: Cell[][]): Block[] => [{ kind: 'heading', text: caption }, { kind: 'table', caption, columns: [{ head: caption, width: 32 }, { head: m['plans.proposal.entry'], width: 68 }], rows, hideHead: true }]
  const funds = activity.funding.map((fund): Cell[] => { const dollars = inDollars(fund); return [cell(`${fund.name} (${m[`plans.money.status.${fund.status}`]})`), cell(fund.amount !== null && fund.currency ? money(fund.amount, fund.currency, lang) : null), cell(dollars === null ? null : money(dollars, 'USD', lang))] })
  const paper: Paper = {
    lang, over: programme.title[lang], title: m['plans.proposal.title'], subtitle: activity.title[lang], dated: m['plans.proposal.dated'](formatDay(today, lang)), facts: [`${m['plans.field.code']}: ${activity.code}`, ...(activity.origin === 'demonstration' ? [m['plans.example']] : [])], marking: markingInWords(lang, activity.marking), pageWords: m['plans.proposal.page'].split('#').slice(0, 2) as [string, string],
    blocks: [
      { kind: 'aside', lines: lacking.length === 0 ? [[m['plans.proposal.complete']]] : [[{ text: m['plans.proposal.lacking'](numeral(lang, lacking.length)), strong: true }], ...lacking.map((part) => [`– ${m[`plans.proposal.lacks.${part}`]}`])] },
      ...table(m['plans.proposal.identification'], [row(m['plans.field.code'], activity.code), row(m['plans.proposal.name'], activity.title[lang]), row(m['plans.proposal.description'], activity.description?.[lang]), row(m['plans.field.recurring'], activity.recurring ? m['plans.yes'] : m['plans.proposal.no']), row(m['plans.fact.carried-from'], activity.carriedReason)]),
      ...table(m['plans.proposal.classification'], [row(m['plans.filter.area'], areas.find((one) => one.slug === activity.area)?.name[lang]), row(m['plans.filter.strategy'], strategies.find((one) => one.slug === activity.strategy)?.name[lang]), row(m['plans.fact.type'], m[`plans.type.${activity.type}` as 'plans.type.meeting']), row(m['plans.proposal.answers-to'], mandates.map((mandate) => `${mandate.symbol} ${mandate.title[lang]}`).join('; '))]),
      ...table(m['plans.proposal.time'], [row(m['plans.field.starts'], activity.startsOn && formatDay(activity.startsOn, lang)), row(m['plans.field.ends'], ends && formatDay(ends, lang)), row(m['plans.proposal.duration'], duration && m[`plans.proposal.duration.${duration}`]), row(m['plans.fact.venue'], activity.venue)]),
      ...table(m['plans.group.who'], [row(m['plans.proposal.sponsor'], sponsor), row(m['plans.proposal.proponent'], party(activity.proponent)), row(m['plans.proposal.agency'], party(activity.lead)), row(m['plans.field.participants'], activity.participants.includes('all') ? m['plans.fact.all-members'] : listed(activity.participants.map(party), lang)), row(m['plans.fact.partner'], party(activity.partner))]),
      ...table(m['plans.proposal.results'], [row(m['plans.proposal.objective'], activity.objective?.[lang]), row(m['plans.fact.expected'], activity.expectedOutput?.[lang]), row(m['plans.field.risks'], activity.risks), row(m['plans.field.inclusion'], activity.inclusion), row(m['plans.field.sustainability'], activity.sustainability)]),
      { kind: 'heading', text: m['plans.money'] },
      { kind: 'text', line: [`${m['plans.fact.budget']}: ${activity.budget !== null && activity.currency ? money(activity.budget, activity.currency, lang) : none}`] },
      ...(funds.length > 0 ? [{ kind: 'table' as const, caption: m['plans.money'], columns: [{ head: m['plans.money.source'], width: 50 }, { head: m['plans.money.given'], width: 25 }, { head: m['plans.money.usd'], width: 25 }], rows: funds }] : []),
    ],
  }
  const bytes = await wordFile(paper)
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'content-disposition': contentDisposition(`${activity.code}-proposal.${lang}.docx`), 'cache-control': 'private, no-store' })
})
