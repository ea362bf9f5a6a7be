import { acts } from '../../kernel/actor.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import { en as kernelEn } from '../../kernel/messages.en.ts'
import { th as kernelTh } from '../../kernel/messages.th.ts'
import type { Module, Need } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { listSeries, meetingHref, type Series } from '../meetings/index.ts'
import { letterHref } from './commands.ts'
import { type Letter, listMains, listLetters, listProposedCirculars } from './queries.ts'
import { answered, escalatesOn, isAddressee, isNoReply, standingOf, worksOnLetters } from './rules.ts'
import { subjectOf, words } from './wording.ts'

type Request = Parameters<NonNullable<Module['needs']>>[0]

/** What waits: an answer of the addressee, an issue by the Chair, silence on the desk of both. */
export async function needs(request: Request): Promise<Need[]> {
  const { db, actor, now, today, lang } = request
  const w = words[lang]
  const marked = (why: string, of: { origin: string }) => (of.origin === 'demonstration' ? `${why} (${(lang === 'th' ? kernelTh : kernelEn)['origin.demonstration']})` : why)
  if (!worksOnLetters(actor)) {
    if (!acts(actor, 'NF', 'HD', 'DP', 'OB')) return []
    const letters = await listLetters(db, { actor, now }, { open: true })
    return letters.flatMap((letter): Need[] => {
      if (letter.state !== 'issued' || letter.says === null || !isAddressee(actor, letter) || answered(standingOf(letter.events)) || letter.says.series.endsOn < today) return []
      return [{ dueOn: letter.says.replyBy, what: w['convocation.need-answer'](subjectOf(letter.says, lang)), href: `${letterHref(letter.says, letter.id)}#answer`, why: marked(w['convocation.need-answer-why'](letter.reference ?? ''), letter), verb: w['convocation.verb-answer'] }]
    })
  }
  const [letters, all, circulars] = await Promise.all([listLetters(db, { actor, now }, { open: true }), listSeries(db, { actor, now }), listProposedCirculars(db)])
  const list: Need[] = []
  const concerned = all.filter((series) => letters.some((letter) => letter.series === series.id) || circulars.some((each) => each.series === series.id))
  const mains = concerned.length > 0 ? await listMains(db, concerned.map((series) => series.id)) : new Map<string, string>()
  for (const series of concerned) {
    const own = letters.filter((letter) => letter.series === series.id)
    const circular = circulars.find((each) => each.series === series.id)
    const base = meetingHref(mains.get(series.id) ?? '')
    list.push(...(acts(actor, 'CH') ? chairNeeds(own, series, base) : deskNeeds(own, base)))
    if (acts(actor, 'CH') && circular) list.push({ dueOn: null, what: w['convocation.need-circular'], href: `${base}/circulars/${circular.id}`, why: marked(w['convocation.need-issue-why'](series.name[lang]), series), verb: w['convocation.verb-issue'] })
    const day = dayInZone(now, series.zone)
    const silent = own.filter((letter) => isNoReply({ ...letter, standing: standingOf(letter.events) }, day))
    if (silent.length > 0 && series.endsOn >= today) {
      list.push({ dueOn: silent.flatMap((letter) => (letter.says ? escalatesOn(letter.says) : [])).sort()[0] ?? null, what: w['convocation.need-silent'](numeral(lang, silent.length)), href: `${base}/letters/no-reply`, why: marked(w['convocation.need-silent-why'](series.name[lang]), series), verb: acts(actor, 'SD') ? w['convocation.verb-remind'] : w['convocation.verb-look'] })
    }
  }
  return list

  function chairNeeds(own: readonly Letter[], series: Series, base: string): Need[] {
    const waiting = own.filter((letter) => letter.state === 'proposed')
    return waiting.length === 0 ? [] : [{ dueOn: null, what: w['convocation.need-issue'](numeral(lang, waiting.length)), href: `${base}/letters`, why: marked(w['convocation.need-issue-why'](series.name[lang]), series), verb: w['convocation.verb-issue'] }]
  }

  function deskNeeds(own: readonly Letter[], base: string): Need[] {
    return own.flatMap((letter): Need[] => (letter.state === 'draft' && letter.returnedNote ? [{ dueOn: null, what: w['convocation.need-returned'], href: `${base}/letters/${letter.id}`, why: marked(letter.returnedNote, letter), verb: w['convocation.verb-mend'] }] : []))
  }
}
