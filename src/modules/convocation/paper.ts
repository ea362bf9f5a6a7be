import { dayInZone, formatDay, formatNumber, formatRange } from '../../kernel/calendar.ts'
import { listed, type Lang, type Text } from '../../kernel/languages.ts'
import { finished } from '../../kernel/paper-lines.ts'
import type { Block, Line, Paper } from '../../kernel/paper.ts'
import { clockTime, zoneWord } from '../meetings/index.ts'
import type { Circular } from './queries.ts'
import { type Arrangement, arrangementsOf } from './rules.ts'
import { contactFields, headings, type LetterFacts, type LetterMeeting } from './schema.ts'
import { subjectOf, upperFirst, words } from './wording.ts'

/** A letter with its annexes, for the screen and for paper. `form`: with the empty lines of the nomination form. */
export function wordLetter(facts: LetterFacts, lang: Lang, options: { form?: boolean; example?: boolean } = {}): Paper {
  const w = words[lang]
  const number = (n: number) => formatNumber(n, lang)
  const say = (text: Text | null): string => text?.[lang] || w['convocation.paper.none']
  const term = (head: string, ...value: string[]): Line[][] => [[[{ text: head, quiet: true }]], value.map((line): Line => [line])]
  const day = (on: string | null) => (on === null ? w['convocation.paper.none'] : w['convocation.paper.in-zone'](formatDay(on, lang), facts.series.zone))
  const contacts = contactFields.map((field): Line[][] => {
    const contact = facts.contacts[field]
    return [[[{ text: upperFirst(w[`convocation.contact.${field}`]), quiet: true }]], [[say(contact?.post ?? null)]], [[listed([contact?.email, contact?.phone], lang)]]]
  })
  const annexes = [
    w['convocation.paper.agenda'], w['convocation.paper.programme'],
    facts.circular ? w['convocation.paper.circular'](number(facts.circular.number), facts.circular.title[lang]) : w['convocation.paper.circular-none'], w['convocation.paper.nomination'],
  ]
  const annex = (index: number): Block => ({ kind: 'heading', id: `annex-${index + 1}`, text: w['convocation.paper.annex'](number(index + 1), annexes[index] ?? '') })
  const blocks: Block[] = [
    { kind: 'text', line: [facts.opening[lang]] },
    { kind: 'heading', text: w['convocation.paper.meetings'] },
    {
      kind: 'table', caption: w['convocation.paper.meetings'],
      columns: [{ head: w['convocation.paper.days'], width: 1.35 }, { head: w['convocation.paper.meeting'], width: 1.7 }, { head: w['convocation.paper.sessions'], width: 2.5 }, { head: w['convocation.paper.chair'], width: 1.5 }],
      rows: facts.meetings.map((meeting): Line[][] => [
        [[daysOf(meeting, lang)]],
        [[{ text: meeting.title[lang], strong: true }], [{ text: listed([w[`convocation.paper.mode.${meeting.mode}`], meeting.quota === null ? null : `${w['convocation.paper.size']} ${number(meeting.quota)}`], lang), quiet: true }]],
        meeting.whole ? [[w['convocation.paper.whole']]] : meeting.sessions.map((session): Line => [session.title[lang]]),
        [[say(meeting.chair)]],
      ]),
    },
    {
      kind: 'table', caption: w['convocation.paper.venue'], hideHead: true, columns: [{ head: '', width: 1.3 }, { head: '', width: 5 }],
      rows: [
        term(w['convocation.paper.venue'], say(facts.venue)),
        ...(facts.link === null ? [] : [term(w['convocation.paper.link'], facts.link)]),
        term(w['convocation.paper.language'], languagesOf(facts, lang) || w['convocation.paper.none']),
        term(w['convocation.paper.costs'], say(facts.costs)),
        term(w['convocation.paper.reply'], day(facts.replyBy)),
        term(w['convocation.paper.nominate'], day(facts.nominateBy)),
      ],
    },
    ...(facts.note ? [{ kind: 'text' as const, line: [facts.note[lang]] }] : []),
    { kind: 'text', line: [facts.closing[lang]] },
    { kind: 'aside', lines: [[{ text: say(facts.signatory), strong: true }]] },
    { kind: 'heading', text: w['convocation.paper.contacts'] },
    { kind: 'table', caption: w['convocation.paper.contacts'], hideHead: true, columns: [{ head: '', width: 1.2 }, { head: w['convocation.contact-post'], width: 3 }, { head: w['convocation.contact-email'], width: 2.4 }], rows: contacts },
    { kind: 'heading', text: w['convocation.paper.annexes'] },
    { kind: 'list', items: annexes.map((title, index): Line => [{ text: `${number(index + 1)} ${title}`, to: `annex-${index + 1}` }]) },
    annex(0),
    ...facts.meetings.flatMap((meeting) => agendaOf(meeting, lang)),
    annex(1),
    ...facts.meetings.flatMap((meeting) => programmeOf(meeting, lang)),
    annex(2),
    { kind: 'text', line: [facts.circular ? w['convocation.paper.circular-sent'] : w['convocation.paper.none']] },
    annex(3),
    { kind: 'text', line: [w['convocation.paper.nomination-lede'](facts.nominateBy === null ? w['convocation.paper.none'] : formatDay(facts.nominateBy, lang))] },
    ...(options.form ? nominationForm(facts, lang) : []),
  ]
  return finished({
    lang, over: [w['convocation.paper.over'], facts.series.name[lang]].join(' · '), title: upperFirst(w['convocation.paper.subject'](subjectOf(facts, lang)).replace(/^Subject: /, '')), subtitle: w['convocation.mail-to'](say(facts.addressee)),
    dated: `${w['convocation.paper.reference']} ${facts.reference ?? w['convocation.paper.not-yet']}`,
    facts: [facts.date === null ? w['convocation.paper.draft'] : `${w['convocation.paper.date']} ${formatDay(facts.date, lang)}`, ...(options.example ? [w['convocation.paper.example']] : [])],
    blocks, marking: `${w['convocation.paper.marking']}: ${say(facts.addressee)}`, pageWords: [w['convocation.paper.page'], w['convocation.paper.of']],
  })
}

const daysOf = (meeting: LetterMeeting, lang: Lang): string => (meeting.startsOn === null ? words[lang]['convocation.paper.none'] : formatRange(meeting.startsOn, meeting.endsOn ?? meeting.startsOn, lang, 'short'))

const languagesOf = (facts: LetterFacts, lang: Lang): string =>
  listed([...new Set(facts.meetings.flatMap((meeting) => meeting.languages))].map((code) => (code === 'en' || code === 'th' ? words[lang][`convocation.paper.lang.${code}`] : code)), lang)

function agendaOf(meeting: LetterMeeting, lang: Lang): Block[] {
  const w = words[lang]
  const title: Block = { kind: 'text', line: [{ text: meeting.title[lang], strong: true }] }
  if (meeting.agenda.length === 0) return [title, { kind: 'text', quiet: true, line: [w['convocation.paper.agenda-later']] }]
  return [title, {
    kind: 'table', caption: `${w['convocation.paper.agenda']} ${meeting.title[lang]}`, columns: [{ head: w['convocation.paper.item'], width: 0.7 }, { head: w['convocation.paper.agenda'], width: 5 }, { head: w['convocation.paper.purpose'], width: 1.2 }],
    rows: meeting.agenda.map((item): Line[][] => [[[lang === 'th' ? formatNumbers(item.number) : item.number]], [[item.title[lang]]], [[w[`convocation.paper.purpose.${item.purpose}`]]]]),
  }]
}

const formatNumbers = (number: string): string => number.split('.').map((part) => formatNumber(Number(part), 'th')).join('.')

function programmeOf(meeting: LetterMeeting, lang: Lang): Block[] {
  const w = words[lang]
  const title = (zone: string | null): Block => ({ kind: 'text', line: [{ text: meeting.title[lang], strong: true }, ...(zone === null ? [] : [{ text: ` (${zone}, ${meeting.zone})`, quiet: true }])] })
  const [first] = meeting.sessions
  if (!first) return [title(null), { kind: 'text', quiet: true, line: [w['convocation.paper.programme-later']] }]
  return [title(zoneWord(first.startsAt, meeting.zone)), {
    kind: 'table', caption: `${w['convocation.paper.programme']} ${meeting.title[lang]}`, columns: [{ head: w['convocation.paper.time'], width: 2 }, { head: w['convocation.paper.session'], width: 4 }, { head: w['convocation.paper.room'], width: 1.2 }],
    rows: meeting.sessions.map((session): Line[][] => [
      [[formatDay(dayInZone(session.startsAt, meeting.zone), lang, 'short')], [`${clockTime(session.startsAt, meeting.zone, lang)} – ${clockTime(session.endsAt, meeting.zone, lang)}`]],
      [[session.title[lang]], [{ text: w[`convocation.paper.access.${session.access}` as 'convocation.paper.access.OPEN'], quiet: true }]],
      [[session.room?.[lang] ?? w['convocation.paper.none']]],
    ]),
  }]
}

/** As many lines as the largest delegation has places, at most twelve. */
function nominationForm(facts: LetterFacts, lang: Lang): Block[] {
  const w = words[lang]
  const lines = Math.min(12, Math.max(6, ...facts.meetings.map((meeting) => meeting.quota ?? 0)))
  return [
    { kind: 'text', line: [{ text: `${w['convocation.paper.form-delegation']}: `, quiet: true }, { text: facts.partyName?.[lang] ?? facts.addressee?.[lang] ?? '', strong: true }] },
    {
      kind: 'table', caption: w['convocation.paper.nomination'],
      columns: [{ head: '', width: 0.4 }, { head: w['convocation.paper.form-name'], width: 3 }, { head: w['convocation.paper.form-post'], width: 3 }, { head: w['convocation.paper.form-role'], width: 1.6 }, { head: w['convocation.paper.form-meetings'], width: 1.6 }],
      rows: Array.from({ length: lines }, (_, index): Line[][] => [[[formatNumber(index + 1, lang)]], [['\u00a0'], ['\u00a0']], [['\u00a0']], [['\u00a0']], [['\u00a0']]]),
    },
    { kind: 'text', quiet: true, line: [`${w['convocation.paper.form-signed']}: ……………………………………………………………`] },
  ]
}

/** A circular. A later one says first what it changes, heading by heading. */
export function wordCircular(circular: Circular, earlier: readonly Circular[], series: { name: Text; zone: string }, lang: Lang): Paper {
  const w = words[lang]
  const number = formatNumber(circular.number ?? earlier.length + 1, lang)
  const before = new Map<string, Arrangement>(arrangementsOf(earlier.flatMap((each) => (each.number === null ? [] : [{ number: each.number, sections: each.sections }]))).map((each) => [each.heading, each]))
  const spoken = headings.filter((heading) => circular.sections[heading] !== undefined)
  const changes: Block[] = before.size === 0 ? [] : [
    { kind: 'heading', text: w['convocation.changes'] },
    ...(circular.changes ? [{ kind: 'text' as const, line: [circular.changes[lang]] }] : []),
    { kind: 'list', items: spoken.map((heading): Line => {
      const replaced = before.get(heading)
      return [{ text: replaced ? w['convocation.changes-of'](w['convocation.heading'](heading), formatNumber(replaced.circular, lang)) : w['convocation.adds'](w['convocation.heading'](heading)), to: heading }]
    }) },
  ]
  return finished({
    lang, over: series.name[lang], title: w['convocation.circular'](number), subtitle: circular.title[lang],
    dated: circular.issuedAt === null ? w['convocation.paper.draft'] : formatDay(dayInZone(circular.issuedAt, series.zone), lang),
    facts: circular.origin === 'demonstration' ? [w['convocation.paper.example']] : [],
    blocks: [...changes, ...spoken.flatMap((heading): Block[] => {
      const section = circular.sections[heading]
      const text = section === undefined ? '' : ('text' in section ? section.text : section.none)[lang]
      return [{ kind: 'heading', id: heading, text: w['convocation.heading'](heading) }, ...text.split(/\n+/).filter(Boolean).map((line): Block => ({ kind: 'text', line: [line] }))]
    })],
    marking: w['convocation.paper.circular-marking'], pageWords: [w['convocation.paper.page'], w['convocation.paper.of']],
  })
}
