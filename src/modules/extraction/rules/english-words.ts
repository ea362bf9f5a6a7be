import { englishVerbs, type VerbRow } from '../verbs.ts'
import { tokensOf, type Token } from './sentences.ts'

export type Form = 'base' | 's' | 'past' | 'gerund'

export const formIndex = indexForms()

function indexForms(): Map<string, { row: VerbRow; form: Form; tail: RegExp | null }[]> {
  const index = new Map<string, { row: VerbRow; form: Form; tail: RegExp | null }[]>()
  for (const row of englishVerbs) {
    const [base = '-', s = '-', past = '-', participle = '-'] = row.forms.split(' ')
    const gerund = base === '-' ? '-' : `${base.replace(/e$/, '')}ing`
    const tail = row.tail === undefined ? null : new RegExp(`^(?:${row.tail})`, 'i')
    const forms: [string, Form][] = [[base, 'base'], [s, 's'], [past, 'past'], [participle, 'past']]
    if (row.addressee === 'object') forms.push([gerund, 'gerund'])
    for (const [word, form] of forms) {
      if (word === '-') continue
      const rows = index.get(word) ?? []
      if (!rows.some((entry) => entry.row === row)) rows.push({ row, form, tail })
      index.set(word, rows)
    }
  }
  return index
}

/** The row of the verb a text opens with in its bare form: "ADOPT the Plan" under "HEREBY:", "task SOMTC" after "agreed to". */
export function leadingVerb(text: string): { row: VerbRow; start: number; end: number } | null {
  const token = tokensOf(text.slice(0, 80)).find((each) => each.word && !adverbs.has(each.lower) && !/ly$/.test(each.lower))
  if (!token || /\p{L}/u.test(text.slice(0, token.start).replace(/\b\w+ly\b|also|further|hereby/gi, ''))) return null
  for (const entry of formIndex.get(token.lower) ?? []) {
    if (entry.form !== 'base' && entry.form !== 's') continue
    const tail = entry.tail === null ? '' : entry.tail.exec(text.slice(token.end))?.[0]
    if (tail !== undefined) return { row: entry.row, start: token.start, end: token.end + tail.length }
  }
  return null
}

const words = (list: string): Set<string> => new Set(list.split(' '))
export const adverbs = words('also further furthermore then again hereby thereby therefore thus accordingly likewise finally always once-again moreover subsequently duly too still already yet both all do did does ad referendum')
export const beWords = words('was were is are been being be')
export const haveWords = words('has have had having')
export const modals = words('will shall should would may might can could must cannot')
export const notWords = words("not never cannot didn't hasn't haven't wasn't weren't don't")
export const blockers = words("the a an this that's these those its their our his her every each any some no such said of for on as by in at with from under upon within without through between among into per via above newly recently previously than about against following regarding concerning including")
export const subordinators = words('that which who whom whose where when whenever after before if once until unless since because as while whereas although though whether how why what than')
export const agentless = /^by\s+(?:consensus|acclamation|way of|means of|virtue|\d|the (?:end|year|close|beginning|first|second|third|fourth|middle|next|deadline)|(?:end|mid|early|late)[ -]|january|february|march|april|may|june|july|august|september|october|november|december|themselves|unanim)/i
export const wishes = words('pleased happy delighted glad honoured honored proud gratified privileged wish wishes wished like')
export const notAdverbs = words('family assembly supply reply july italy only early likely friendly costly timely ally rally anomaly')
export const insertOpeners = words('in with inter as on at for also having recalling noting recognising recognizing by under pursuant following after upon through during while ad subject among where')
export const clauseSubordinators = words('after before once when whenever if until unless since because although though whereas where as')
export const finiteCommon = words('met gathered convened said stated believed wanted hopes expects proposed offered shared started began continues reached brought joined intends seeks includes covers')

export function isConjunction(token: Token): boolean {
  return token.text === ',' || token.text === '&' || token.lower === 'and' || token.lower === 'or'
}
