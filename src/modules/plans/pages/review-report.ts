import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { router } from '../../../kernel/http.ts'
import { isLang, type Lang, type Text } from '../../../kernel/languages.ts'
import type { Block, Cell, Line, Paper } from '../../../kernel/paper.ts'
import { typeset } from '../../../kernel/typeset.ts'
import { numeral } from '../../../ui/index.ts'
import { contentDisposition } from '../../documents/index.ts'
import { markingInWords } from '../../people/index.ts'
import { words } from '../wording.ts'
import { reviewOf, standingOf } from './review-of.ts'
import { countWords, ratingKeys, ratingTone } from './review.tsx'

export const reviewReportPages = router()

/** The review as it stands, for the meeting: only what this reader may see is in it. */
reviewReportPages.get('/plans/:body/:kind/:year/reviews/:review/report.pdf', async (c) => {
  const asked = c.req.query('in')
  const lang: Lang = isLang(asked) ? asked : c.var.lang
  const opened = await reviewOf(c)
  const { programme, review } = opened
  const m = words[lang]
  const { site } = c.var
  const standing = await standingOf(c, opened)
  const day = (instant: string) => formatDay(dayInZone(instant, site.config.zone), lang)
  const cell = (text: string, tone?: (typeof ratingTone)[keyof typeof ratingTone]): Cell => [[tone ? { text, tone } : text]]
  const prose = (heading: string, text: Text | null): Block[] => [{ kind: 'heading', text: heading }, ...(text === null ? [quiet(m['plans.review-unwritten'])] : text[lang].split(/\n+/).map((line): Block => ({ kind: 'text', line: [line] })))]
  const quiet = (text: string): Block => ({ kind: 'text', line: [text], quiet: true })
  const answered = m['plans.review-answered'](numeral(lang, standing.response.answered), numeral(lang, standing.response.of))
  const answerWord = (party: string): string => {
    const at = standing.sentAt.get(party)
    return at === undefined ? m['plans.answer-none'] : review.dueOn !== null && dayInZone(at, site.config.zone) > review.dueOn ? m['plans.answer-sent-late'](day(at)) : m['plans.answer-sent-on'](day(at))
  }
  const answersOf = (question: { id: string; text: Text }): Block[] => {
    const said = standing.answers.filter((answer) => answer.sentAt !== null && answer.answers[question.id])
    return said.length === 0 ? [] : [{ kind: 'heading', text: question.text[lang] }, { kind: 'table', caption: question.text[lang], hideHead: true, columns: [{ head: m['plans.review-member'], width: 22 }, { head: m['plans.review-answer'], width: 78 }], rows: said.map((answer) => [[[{ text: standing.parties.find((party) => party.code === answer.party)?.name[lang] ?? answer.party, strong: true }]], (answer.answers[question.id] ?? '').split(/\n+/).map((line): Line => [line])]) }]
  }
  const paper: Paper = {
    lang, over: programme.title[lang], title: m[`plans.review-kind.${review.kind}`], subtitle: m['plans.review-report'], dated: m['plans.review-report-dated'](formatDay(c.var.today, lang)), marking: markingInWords(lang, 'LIMITED'), pageWords: m['plans.review-report-page'].split('#').slice(0, 2) as [string, string],
    facts: [`${m['plans.reviewer']}: ${[m[`plans.reviewer.${review.reviewerKind}`], review.reviewer].filter(Boolean).join(lang === 'th' ? ' ' : ', ')}`, m[`plans.review-state.${review.state}`], answered, ...(review.origin === 'demonstration' ? [m['plans.review-example']] : [])],
    blocks: [
      ...prose(m['plans.review-scope'], review.scope), ...prose(m['plans.review-terms'], review.terms), ...(review.method ? prose(m['plans.review-method'], { en: review.method, th: review.method }) : []),
      { kind: 'heading', text: m['plans.review-answers'] }, { kind: 'text', line: [{ text: answered, strong: true }, ` ${m['plans.review-silent-why']}`] },
      { kind: 'table', caption: m['plans.review-answers'], columns: [{ head: m['plans.review-member'], width: 50 }, { head: m['plans.review-answer'], width: 50 }], rows: standing.asked.map((party) => [cell(party.name[lang]), cell(answerWord(party.code))]) },
      ...(standing.activities.length === 0 ? [] : [
        { kind: 'heading', text: m['plans.review-by-area'] } as Block,
        { kind: 'units', units: ratingKeys.flatMap((key) => Array.from({ length: standing.counts[key] }, () => ({ tone: ratingTone[key], name: m[`plans.rating.${key}`] }))), words: [countWords(standing.counts, lang)], alt: countWords(standing.counts, lang) } as Block,
        { kind: 'table', caption: m['plans.review-by-area'], columns: [{ head: m['plans.review-area'], width: 34 }, ...ratingKeys.map((key) => ({ head: m[`plans.rating.${key}`], width: 11 }))], rows: standing.areas.map((one) => [cell(one.area.name[lang]), ...ratingKeys.map((key) => cell(numeral(lang, one.counts[key])))]) } as Block,
      ]),
      ...prose(m['plans.review-findings'], review.findings), ...prose(m['plans.review-recommendations'], review.recommendations),
      ...(standing.activities.length === 0 ? [] : [
        { kind: 'heading', text: m['plans.review-each'] } as Block,
        { kind: 'table', caption: m['plans.review-each'], columns: [{ head: m['plans.activity'], width: 40 }, { head: m['plans.rating'], width: 20 }, { head: m['plans.rating-basis'], width: 40 }], rows: standing.activities.map((activity) => { const rated = standing.ratings.get(activity.id); const key = rated?.rating ?? 'unrated'; return [[[{ text: activity.code, strong: true }, ` ${activity.title[lang]}`]], cell(m[`plans.rating.${key}`], ratingTone[key]), [[rated?.note ?? ''], ...(rated && rated.evidence.length > 0 ? [[{ text: m['plans.rating-proofs'](numeral(lang, rated.evidence.length)), quiet: true }]] : [])]] }) } as Block,
      ]),
      ...review.questions.flatMap(answersOf),
    ],
  }
  return c.body(new Uint8Array(typeset(paper)), 200, { 'content-type': 'application/pdf', 'content-disposition': contentDisposition(`${programme.code.replaceAll('/', '-')}-${review.kind}-review.${lang}.pdf`).replace(/^attachment/, 'inline'), 'cache-control': 'private, no-store' })
})
