import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { router } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { allow, deny } from '../../../kernel/policy.ts'
import { Actions, Button, DataTable, Empty, Form, Hidden, Sub } from '../../../ui/index.ts'
import { meetingPage } from '../../meetings/index.ts'
import { remindOf } from '../commands.ts'
import { listLetters } from '../queries.ts'
import { answered, canPrepare, escalatesOn, standingOf, worksOnLetters } from '../rules.ts'
import { words } from '../wording.ts'
import { askedMeeting, didOf, fieldsOf } from './asking.ts'
import { StandingMark } from './parts.tsx'

export const noReplyPages = router()

/** US-10 AC4: who has not answered; from thirty days before the opening it is the Chair's list. */
noReplyPages.get('/meetings/:body/:session/letters/no-reply', async (c) => {
  const { db, lang, actor, now } = c.var
  const w = words[lang]
  const { reader, series, meeting, base } = await askedMeeting(c)
  requireAllowed(worksOnLetters(actor) ? allow('convocation.desk') : deny('convocation.desk-only'))
  const today = dayInZone(now, series.zone)
  const silent = (await listLetters(db, reader, { series: series.id })).filter((letter) => letter.state === 'issued' && !answered(standingOf(letter.events)))
  const from = silent.flatMap((letter) => (letter.says ? escalatesOn(letter.says) : [])).sort()[0] ?? escalatesOn({ meetings: [], series })
  return meetingPage(c, meeting, { tab: 'letters', title: w['convocation.silent-title'], flash: didOf(c), breadcrumbs: [{ label: w['convocation.title'], href: `${base}/letters` }, { label: w['convocation.silent'] }] }, (
    <>
      <p class="lede">{today >= from ? w['convocation.silent-lede'](formatDay(from, lang)) : w['convocation.silent-early'](formatDay(from, lang))}</p>
      {silent.length === 0 ? <Empty title={w['convocation.silent-none']} /> : (
        <>
          <DataTable
            caption={w['convocation.silent-title']}
            rows={silent}
            columns={[
              { head: w['convocation.to'], rowHeader: true, class: 'wide', cell: (letter) => <a class="govuk-link" href={`${base}/letters/${letter.id}`}>{letter.says?.addressee?.[lang]}</a> },
              { head: w['convocation.reference'], class: 'nowrap', cell: (letter) => <span class="sym">{letter.reference}</span> },
              { head: w['convocation.answer'], noLabel: true, cell: (letter) => <StandingMark letter={letter} lang={lang} today={today} /> },
              {
                head: w['convocation.last-word'],
                cell: (letter) => {
                  const last = letter.events.at(-1)
                  return last ? <>{last.kind === 'reminded' ? w['convocation.event.reminded'] : w[`convocation.standing.${last.kind}`]}<Sub>{formatDay(dayInZone(last.at, series.zone), lang, 'short')}</Sub></> : <>{w['convocation.standing.sent']}<Sub>{formatDay(dayInZone(letter.issuedAt ?? now, series.zone), lang, 'short')}</Sub></>
                },
              },
            ]}
          />
          {canPrepare(actor).allowed && silent.some((letter) => letter.events.every((event) => event.kind !== 'reminded')) && (
            <Form action={`${base}/letters/no-reply`} class="">
              {silent.map((letter) => <Hidden name="letter" value={letter.id} />)}
              <Actions><Button>{w['convocation.remind-all']}</Button><span class="small muted">{w['convocation.remind-why']}</span></Actions>
            </Form>
          )}
        </>
      )}
    </>
  ))
})

noReplyPages.post('/meetings/:body/:session/letters/no-reply', async (c) => {
  const { series, base } = await askedMeeting(c)
  const { all } = await fieldsOf(c)
  await perform(remindOf(c.var.site.config), { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: series.id, letters: all('letter') } })
  return c.redirect(`${base}/letters/no-reply?did=remind`, 303)
})
