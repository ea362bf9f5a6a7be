import { dayInZone, formatDay, formatInstant, ordinal } from '../../../kernel/calendar.ts'
import { wordFile } from '../../../kernel/docx.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Reply, router, statusOf } from '../../../kernel/http.ts'
import { isLang, type Lang } from '../../../kernel/languages.ts'
import { LivePart, livePartHtml, answerPart, wantsPart, type LiveOptions } from '../../../kernel/live-part.tsx'
import { topicVersions } from '../../../kernel/live.ts'
import { onceOf } from '../../../kernel/once.ts'
import type { Stamp } from '../../../kernel/paper.ts'
import { PaperView } from '../../../kernel/paper-view.tsx'
import { qrPng, qrSvg } from '../../../kernel/qr.ts'
import { paperTemplate, typeset } from '../../../kernel/typeset.ts'
import { Actions, Button, Form, Hidden, Section } from '../../../ui/index.ts'
import { canIssue, issuePaper } from '../../documents/index.ts'
import { meetingPage, type RunningMeeting } from '../../meetings/index.ts'
import { canHandOver, handOver, readyToHand } from '../commands/hand-over.ts'
import { agreedTopic } from '../commands/subject.ts'
import { wordAgreed } from '../paper-agreed.ts'
import { type Agreed, readAgreed } from '../reading-agreed.ts'
import { seesAgreed } from '../seeing.ts'
import { lineText, partyNames, words } from '../wording.ts'
import { openMeeting, readerOf } from './open.ts'
import { agreedHref, freshKeys, listHref } from './parts.tsx'

export const agreedPages = router()
const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

async function openAgreed(c: Reply): Promise<{ meeting: RunningMeeting; agreed: Agreed }> {
  const meeting = await openMeeting(c)
  if (!(await seesAgreed(c, meeting))) throw missing()
  return { meeting, agreed: await readAgreed(c.var.db, readerOf(c), meeting) }
}

/** "26th ASEAN Senior Officials Meeting on Transnational Crime". */
function fullName({ meeting, bodies }: Agreed, lang: Lang): string {
  const name = meeting.name?.[lang] ?? bodies.get(meeting.body)?.name[lang] ?? meeting.body
  if (meeting.ordinal === null) return name
  return lang === 'th' ? `${name} ${ordinal(meeting.ordinal, 'th')}` : `${ordinal(meeting.ordinal, 'en')} ${name}`
}

agreedPages.get('/meetings/:body/:session/agreed', (c) => show(c))

async function show(c: Reply, wrong?: AppError): Promise<Response> {
  const { lang, db, site } = c.var
  const m = words[lang]
  const topic = agreedTopic((await openMeeting(c)).ref)
  const versions = await topicVersions(db, [topic])
  const { meeting, agreed } = await openAgreed(c)
  const options: LiveOptions = { topics: [topic], versions, zone: meeting.run.zone, words: { lost: m['room.lost'], sending: m['room.sending'], caughtUp: m['room.caught-up'], warned: m['room.warned'], zero: m['room.zero'] } }
  const html = livePartHtml(c, <Content c={c} agreed={agreed} />)
  if (wantsPart(c)) return answerPart(c, options, html, wrong ? statusOf(wrong) : 200)
  return meetingPage(c, meeting, { tab: 'room', title: m['agreed.nav'], status: wrong && statusOf(wrong), flash: wrong && { kind: 'error', text: site.say(lang, wrong.code, wrong.params) }, breadcrumbs: [{ label: m['room.tab'], href: listHref(meeting.ref) }, { label: m['agreed.nav'] }] }, (
    <LivePart c={c} options={options} html={html} />
  ))
}

function Content({ c, agreed }: { c: Reply; agreed: Agreed }) {
  const { lang, actor } = c.var
  const m = words[lang]
  const href = agreedHref(agreed.meeting.ref)
  const all = [...agreed.steps, ...agreed.noted]
  const handed = [...new Set(all.map((line) => line.handedTo).filter((text) => text !== null))]
  const ready = all.filter(readyToHand).length
  const waiting = all.filter((line) => line.adReferendum).length
  return (
    <>
      <div class="no-print">
        {agreed.steps.length > 0 && canIssue(actor, { marking: 'LIMITED' }).allowed && (
          <Actions>
            {(['pdf', 'docx'] as const).flatMap((format) => (['en', 'th'] as const).map((language) => (
              <a class={`govuk-button${format === 'pdf' && language === lang ? '' : ' govuk-button--secondary'}`} href={`${href}/paper.${format}?lang=${language}`} data-turbo="false" download>{m[`agreed.${format}`]} {m[`agreed.in-${language}`]}</a>
            )))}
          </Actions>
        )}
        {canHandOver(actor).allowed && (ready > 0 || waiting > 0 || handed.length > 0) && (
          <div class="govuk-inset-text">
            {handed.length > 0 && <p>{m['agreed.handed']} {handed.map((text) => <a class="govuk-link" href={`/extraction/${encodeURIComponent(text)}`}>{m['agreed.handed-link']}</a>)}</p>}
            {ready > 0 && <><p>{m['agreed.hand-over-why'](ready)}</p><Form action={`${href}/hand-over`} class="act"><Hidden name="act" value={freshKeys('hand-over')} /><Button kind="secondary">{m['agreed.hand-over']}</Button></Form></>}
            {waiting > 0 && <p class="small muted">{m['agreed.waits-silence'](waiting)}</p>}
          </div>
        )}
      </div>
      <PaperView paper={wordAgreed(agreed, fullName(agreed, lang), lang)} />
      {agreed.silence.length > 0 && (
        <Section title={m['agreed.silence-drafts']} lede={m['agreed.silence-note']}>
          {agreed.silence.map((draft) => {
            const line = all.find((one) => one.id === draft.line)
            if (!line) return null
            const said = lineText(line, lang)
            return (
              <article class="draft" id={`silence-${draft.line}`}>
                <h3 class="govuk-heading-s">{m['room.silence-to'](partyNames(agreed.parties, draft.addressees, lang), formatInstant(draft.dueAt, agreed.meeting.run.zone, lang))}</h3>
                <p class="said" lang={said.lang}>{said.text}</p>
                <p class="small muted">{m['agreed.consequence']}</p>
              </article>
            )
          })}
        </Section>
      )}
    </>
  )
}

agreedPages.get('/meetings/:body/:session/agreed/:file{paper\\.(?:pdf|docx)}', async (c) => {
  const { db, files, actor, now, site } = c.var
  const { meeting, agreed } = await openAgreed(c)
  if (agreed.steps.length === 0) throw missing()
  const asked = c.req.query('lang')
  const lang = isLang(asked) ? asked : c.var.lang
  const format = c.req.param('file').endsWith('.pdf') ? 'pdf' as const : 'docx' as const
  const paper = wordAgreed(agreed, fullName(agreed, lang), lang)
  const title = (language: Lang) => `${words[language]['agreed.title']}: ${fullName(agreed, language)}`
  const name = `agreed-${meeting.ref.replace(/[^A-Za-z0-9]+/g, '-')}.${lang}.${format}`
  const { dated: _, ...said } = paper
  const made = await issuePaper({
    db, files, actor, now, kind: 'agreed-steps', subject: meeting.ref, lang, format, marking: 'LIMITED', title: { en: title('en'), th: title('th') }, asOf: dayInZone(now, meeting.run.zone), name,
    content: { ...said, form: format === 'pdf' ? paperTemplate : 1 },
    render: async (issued) => {
      const stamp = await stampOf(issued, lang, meeting.run.zone, site.config.publicUrl)
      return format === 'pdf' ? typeset(paper, stamp) : wordFile(paper, stamp)
    },
  })
  return c.body(Uint8Array.from(made.bytes).buffer, 200, { 'content-type': types[format], 'content-disposition': `attachment; filename="${name}"`, 'x-paper-code': made.paper.code })
})

async function stampOf(made: { code: string; version: number; issuedAt: string }, lang: Lang, zone: string, publicUrl: string): Promise<Stamp> {
  const link = `${publicUrl}/check/${made.code}`
  const m = words[lang]
  return { code: made.code, link, address: `${publicUrl.replace(/^https?:\/\//, '')}/check`, qr: qrSvg(link), qrPng: await qrPng(link), qrAlt: m['agreed.qr'](link), version: m['agreed.version'](made.version, formatDay(dayInZone(made.issuedAt, zone), lang, 'short')) }
}

const handOnce = onceOf(handOver)

agreedPages.post('/meetings/:body/:session/agreed/hand-over', async (c) => {
  const { meeting } = await openAgreed(c)
  const key = (await c.req.formData()).get('act')
  try {
    await handOnce({ db: c.var.db, actor: c.var.actor, now: c.var.now, key: typeof key === 'string' && key !== '' ? key : null, input: { meeting: meeting.ref } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    return show(c, error)
  }
  return c.redirect(agreedHref(meeting.ref), 303)
})
