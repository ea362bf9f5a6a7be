import { acts } from '../../../kernel/actor.ts'
import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Reply, router, statusOf } from '../../../kernel/http.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { Actions, Button, DataTable, Dots, Empty, ErrorSummary, Form, Hidden, Section, Sub } from '../../../ui/index.ts'
import { meetingPage } from '../../meetings/index.ts'
import { draftLetters, issueLetters, proposeLetters } from '../commands.ts'
import { printIssued } from '../issue.ts'
import { contactsOf, listContacts } from '../mails.ts'
import { findConvocation, type Letter, listCirculars, listLetters } from '../queries.ts'
import { answered, canIssue, canPrepare, standingOf, worksOnLetters } from '../rules.ts'
import { subjectOf, upperFirst, words } from '../wording.ts'
import { type Asked, askedMeeting, countIn, didOf, fieldsOf } from './asking.ts'
import { CircularList } from './circulars.tsx'
import { StandingMark, StateMark } from './parts.tsx'

export const listPages = router()

listPages.get('/meetings/:body/:session/letters', async (c) => lettersPage(c, await askedMeeting(c), []))

async function lettersPage(c: Reply, asked: Asked, faults: readonly Fault[], status?: number): Promise<Response> {
  const { db, lang, actor, now } = c.var
  const w = words[lang]
  const n = countIn(c)
  const { base, series, meeting, reader } = asked
  const works = worksOnLetters(actor)
  const [letters, circulars, convocation, contacts] = await Promise.all([listLetters(db, reader, { series: series.id }), listCirculars(db, reader, series.id), works ? findConvocation(db, series.id) : null, works ? listContacts(db, now) : []])
  const issued = letters.filter((letter) => letter.state === 'issued')
  const proposed = letters.filter((letter) => letter.state === 'proposed')
  const drafts = letters.filter((letter) => letter.state === 'draft')
  const today = dayInZone(now, series.zone)
  const lede = works ? w['convocation.lede'](n(issued.length), n(issued.filter((letter) => answered(standingOf(letter.events))).length)) : w['convocation.series-of'](series.name[lang])
  return meetingPage(
    c, meeting,
    { tab: 'letters', title: w['convocation.title'], flash: didOf(c), status, tools: works && convocation ? <Dots links={[{ href: `${base}/letters/common`, label: w['convocation.common'] }, { href: `${base}/letters/words`, label: w['convocation.templates'] }, { href: `${base}/letters/no-reply`, label: w['convocation.silent'] }]} /> : undefined },
    <>
      <ErrorSummary errors={faults.map((fault) => ({ message: c.var.site.say(lang, fault.code, fault.params) }))} />
      <p class="lede">{lede}</p>
      {works && !convocation ? (
        <Empty title={w['convocation.no-letters']} ways={acts(actor, 'SD') ? [{ href: `${base}/letters/common`, label: w['convocation.common'] }] : []}>{w['convocation.need-prepare']}</Empty>
      ) : works && letters.length === 0 ? (
        <Empty title={w['convocation.no-letters']}>{w['convocation.no-letters-why']}</Empty>
      ) : letters.length > 0 ? (
        <DataTable
          caption={w['convocation.caption']}
          rows={letters}
          columns={[
            { head: w['convocation.to'], rowHeader: true, class: 'wide', cell: (letter) => <><a class="govuk-link" href={`${base}/letters/${letter.id}`}>{postOf(letter, lang)}</a>{!works && letter.says && <Sub>{upperFirst(subjectOf(letter.says, lang))}</Sub>}</> },
            ...(works ? [{ head: w['convocation.category'], cell: (letter: Letter) => w[`convocation.category.${letter.category}`] }] : []),
            { head: w['convocation.reference'], class: 'nowrap', cell: (letter) => (letter.reference ? <span class="sym">{letter.reference}</span> : <span class="muted">–</span>) },
            { head: w['convocation.state'], noLabel: true, cell: (letter) => <><StateMark letter={letter} lang={lang} />{letter.issuedAt && <Sub>{formatDay(dayInZone(letter.issuedAt, series.zone), lang, 'short')}</Sub>}</> },
            { head: w['convocation.answer'], noLabel: true, cell: (letter) => <><StandingMark letter={letter} lang={lang} today={today} /><LastWord letter={letter} lang={lang} zone={series.zone} /></> },
            ...(works ? [{ head: w['convocation.reaches'], cell: (letter: Letter) => { const reached = contactsOf(contacts, letter).length; return reached === 0 ? <span class="muted">{w['convocation.reaches-none']}</span> : w['convocation.people'](n(reached)) } }] : []),
          ]}
        />
      ) : null}
      {convocation && canPrepare(actor).allowed && (
        <Actions>
          <Form action={`${base}/letters/draft`} class=""><Button kind={letters.length === 0 ? 'primary' : 'secondary'} about={w['convocation.draft-all-why']}>{w['convocation.draft-all']}</Button></Form>
          {drafts.length > 0 && <Form action={`${base}/letters/propose`} class="">{drafts.map((letter) => <Hidden name="letter" value={letter.id} />)}<Button>{w['convocation.propose-all']}</Button></Form>}
        </Actions>
      )}
      {convocation && canIssue(actor, convocation).allowed && proposed.length > 0 && (
        <Actions>
          <Form action={`${base}/letters/issue`} class="">{proposed.map((letter) => <Hidden name="letter" value={letter.id} />)}<Button>{w['convocation.issue-all'](n(proposed.length))}</Button></Form>
          <span class="small muted">{w['convocation.issue-why']}</span>
        </Actions>
      )}
      <Section id="circulars" title={w['convocation.circulars']} lede={w['convocation.circular-lede']} tools={circulars.some((circular) => circular.state === 'issued') ? <Dots links={[{ href: `${base}/circulars`, label: w['convocation.arrangements'] }]} /> : undefined}>
        <CircularList circulars={circulars} base={base} lang={lang} zone={series.zone} />
        {convocation && canPrepare(actor).allowed && !circulars.some((circular) => circular.state !== 'issued') && (
          <Form action={`${base}/circulars/draft`} class=""><Actions><Button kind="secondary">{w['convocation.new-circular']}</Button></Actions></Form>
        )}
      </Section>
    </>,
  )
}

const postOf = (letter: Letter, lang: 'en' | 'th'): string => letter.says?.addressee?.[lang] ?? (letter.post?.[lang] || letter.post?.en || letter.party || words[lang]['convocation.category.resource-person'])

function LastWord({ letter, lang, zone }: { letter: Letter; lang: 'en' | 'th'; zone: string }) {
  const last = letter.events.findLast((event) => event.kind !== 'reminded')
  return last ? <Sub>{formatDay(dayInZone(last.at, zone), lang, 'short')}</Sub> : null
}

/** Faults of several letters stand over the list, each with its letter and what it lacks. */
async function onSeveral(c: Reply, did: 'draft' | 'propose' | 'issue', act: (asked: Asked, letters: string[]) => Promise<unknown>): Promise<Response> {
  const asked = await askedMeeting(c)
  const { all } = await fieldsOf(c)
  try {
    await act(asked, all('letter'))
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return lettersPage(c, asked, error.faults, statusOf(error))
  }
  return c.redirect(`${asked.base}/letters?did=${did}`, 303)
}

listPages.post('/meetings/:body/:session/letters/draft', (c) => onSeveral(c, 'draft', ({ series }) => perform(draftLetters, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: series.id } })))
listPages.post('/meetings/:body/:session/letters/propose', (c) => onSeveral(c, 'propose', ({ series }, letters) => perform(proposeLetters, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: series.id, letters } })))
listPages.post('/meetings/:body/:session/letters/issue', (c) => onSeveral(c, 'issue', async ({ series }, letters) => {
  await perform(issueLetters(c.var.site.config), { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: series.id, letters } })
  // Twenty letters in two languages take the press a while; nobody waits for it, and what is asked for sooner is made then.
  void printIssued(c, letters).catch(() => {})
}))
