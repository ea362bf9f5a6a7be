import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { isLang, type Lang } from '../../../kernel/languages.ts'
import { PaperView } from '../../../kernel/paper-view.tsx'
import { Actions, Button, Checkboxes, Dots, Empty, ErrorSummary, Form, NotificationBanner, numeral, Section, Status } from '../../../ui/index.ts'
import { meetingPage } from '../../meetings/index.ts'
import { draftCircular, editCircular, issueCircular, proposeCircular, returnCircular } from '../commands.ts'
import { circularPdf } from '../issue.ts'
import { wordCircular } from '../paper.ts'
import { type Circular, findConvocation, listCirculars } from '../queries.ts'
import { arrangementsOf, canIssue, canPrepare } from '../rules.ts'
import { headings } from '../schema.ts'
import { words } from '../wording.ts'
import { type Asked, askedCircular, askedMeeting, didOf, fieldsOf } from './asking.ts'
import { BothFields, Folded } from './parts.tsx'

export const circularPages = router()

const at = '/meetings/:body/:session/circulars'
const making = `${at}/:circular{[0-9a-f]{8}-[0-9a-f-]{27}}`
type Numbered = Circular & { number: number; issuedAt: string }
const isNumbered = (circular: Circular): circular is Numbered => circular.number !== null && circular.issuedAt !== null

export function CircularList({ circulars, base, lang, zone }: { circulars: readonly Circular[]; base: string; lang: Lang; zone: string }) {
  const w = words[lang]
  if (circulars.length === 0) return <p class="muted">{w['convocation.no-circulars']}</p>
  const next = circulars.filter(isNumbered).length + 1
  return (
    <ul class="cv-circulars">
      {circulars.map((circular) => (
        <li>
          {isNumbered(circular)
            ? <><a class="govuk-link" href={`${base}/circulars/${circular.number}`}>{w['convocation.circular-issued'](numeral(lang, circular.number), formatDay(dayInZone(circular.issuedAt, zone), lang))}</a> {circular.title[lang]}{circular.changes && <span class="small muted block">{circular.changes[lang]}</span>}</>
            : <><a class="govuk-link" href={`${base}/circulars/${circular.id}`}>{w['convocation.circular-next'](numeral(lang, next))}</a> <Status tone={circular.state === 'proposed' ? 'up' : 'plain'}>{w[`convocation.state.${circular.state}`]}</Status></>}
        </li>
      ))}
    </ul>
  )
}

circularPages.get(at, async (c) => {
  const { db, lang } = c.var
  const w = words[lang]
  const { reader, meeting, series, base } = await askedMeeting(c)
  const issued = (await listCirculars(db, reader, series.id)).filter(isNumbered)
  return meetingPage(c, meeting, { tab: 'letters', title: w['convocation.arrangements'], breadcrumbs: [{ label: w['convocation.title'], href: `${base}/letters` }, { label: w['convocation.arrangements'] }] }, (
    <>
      <p class="lede">{w['convocation.arrangements-lede']}</p>
      {issued.length === 0 ? <Empty title={w['convocation.no-circulars']} /> : arrangementsOf(issued).map((each) => (
        <Section title={w['convocation.heading'](each.heading)} id={each.heading} tools={<a class="govuk-link" href={`${base}/circulars/${each.circular}#${each.heading}`}>{w['convocation.now-no'](numeral(lang, each.circular))}</a>}>
          {('text' in each.section ? each.section.text : each.section.none)[lang].split(/\n+/).map((line) => <p class="govuk-body">{line}</p>)}
        </Section>
      ))}
    </>
  ))
})

async function numbered(c: Reply): Promise<Asked & { circular: Numbered; earlier: Circular[] }> {
  const asked = await askedMeeting(c)
  const all = (await listCirculars(c.var.db, asked.reader, asked.series.id)).filter(isNumbered)
  const circular = all.find((each) => String(each.number) === c.req.param('number'))
  if (!circular) throw missing()
  return { ...asked, circular, earlier: all.filter((each) => each.number < circular.number) }
}

circularPages.get(`${at}/:number{[0-9]{1,3}}`, async (c) => {
  const { lang } = c.var
  const w = words[lang]
  const { circular, earlier, meeting, series, base } = await numbered(c)
  const number = numeral(lang, circular.number)
  return meetingPage(
    c, meeting,
    { tab: 'letters', title: w['convocation.circular'](number), flash: didOf(c), breadcrumbs: [{ label: w['convocation.title'], href: `${base}/letters` }, { label: w['convocation.circular'](number) }], tools: <Dots links={(['en', 'th'] as const).map((of) => ({ href: `${base}/circulars/${circular.number}/circular.${of}.pdf`, label: w[`convocation.pdf.${of}`] }))} /> },
    <PaperView paper={wordCircular(circular, earlier, series, lang)} />,
  )
})

circularPages.get(`${at}/:number{[0-9]{1,3}}/:file{circular\\.(?:en|th)\\.pdf}`, async (c) => {
  const { circular, earlier, series } = await numbered(c)
  const lang = c.req.param('file').split('.')[1]
  const convocation = await findConvocation(c.var.db, series.id)
  if (!isLang(lang) || !convocation) throw missing()
  const { bytes, name } = await circularPdf({ db: c.var.db, files: c.var.files, publicUrl: c.var.site.config.publicUrl }, circular, earlier, { name: series.name, zone: series.zone, main: convocation.main }, lang)
  return c.body(Uint8Array.from(bytes).buffer, 200, { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' })
})

circularPages.post(`${at}/draft`, async (c) => {
  const { series, base } = await askedMeeting(c)
  const id = await perform(draftCircular, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: series.id } })
  return c.redirect(`${base}/circulars/${id}`, 303)
})

circularPages.get(making, async (c) => makingPage(c, await askedCircular(c), {}))

async function makingPage(c: Reply, { circular, meeting, series, base, reader }: Asked & { circular: Circular }, { errors = {}, typed, status, message }: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; message?: string }): Promise<Response> {
  const { db, lang, actor } = c.var
  if (isNumbered(circular)) return c.redirect(`${base}/circulars/${circular.number}`, 303)
  const w = words[lang]
  const [convocation, all] = await Promise.all([findConvocation(db, series.id), listCirculars(db, reader, series.id)])
  const earlier = all.filter(isNumbered)
  const here = `${base}/circulars/${circular.id}`
  const edits = canPrepare(actor).allowed && circular.state === 'draft'
  const issues = convocation !== null && canIssue(actor, convocation).allowed && circular.state === 'proposed'
  const standing = new Map(arrangementsOf(earlier).map((each) => [each.heading as string, each]))
  const kept: Record<string, string> = { 'title.en': circular.title.en, 'title.th': circular.title.th, 'changes.en': circular.changes?.en ?? '', 'changes.th': circular.changes?.th ?? '' }
  for (const heading of headings) {
    const section = circular.sections[heading]
    const text = section === undefined ? undefined : 'text' in section ? section.text : section.none
    kept[`sections.${heading}.en`] = text?.en ?? ''
    kept[`sections.${heading}.th`] = text?.th ?? ''
    if (section && 'none' in section) kept[`sections.${heading}.none`] = 'on'
  }
  const value = (name: string) => (typed ? (typed[name] ?? '') : (kept[name] ?? ''))
  const title = w['convocation.circular-next'](numeral(lang, earlier.length + 1))
  return meetingPage(c, meeting, { tab: 'letters', title, status, flash: didOf(c), breadcrumbs: [{ label: w['convocation.title'], href: `${base}/letters` }, { label: title }] }, (
    <>
      <ErrorSummary errors={[...(message ? [{ message }] : []), ...Object.entries(errors).map(([field, text]) => ({ field: edits ? (field.startsWith('sections.') && field.split('.').length === 2 ? `${field}.en` : field) : undefined, message: text }))]} />
      {circular.state === 'draft' && circular.returnedNote && <NotificationBanner kind="info" text={w['convocation.returned-banner'](circular.returnedNote)} />}
      {issues && (
        <>
          <Form action={`${here}/issue`} class=""><Actions><Button>{w['convocation.issue']}</Button><span class="small muted">{w['convocation.proposed-by'](circular.proposedBy ?? '')}</span></Actions></Form>
          <Folded summary={w['convocation.return']} action={`${here}/return`} label={w['convocation.return-note']} error={errors['note']} open={errors['note'] !== undefined} button={<Button kind="secondary">{w['convocation.return']}</Button>} />
        </>
      )}
      {edits ? (
        <Form action={here} version={Number(typed?.['version'] ?? circular.version)}>
          <BothFields name="title" label={w['convocation.circular-title']} lang={lang} value={value} errors={errors} />
          {earlier.length > 0 && <BothFields name="changes" label={w['convocation.changes']} hint={w['convocation.changes-hint']} lang={lang} value={value} errors={errors} rows={2} />}
          {headings.map((heading) => {
            const name = `sections.${heading}`
            const now = standing.get(heading)
            return (
              <Section title={w['convocation.heading'](heading)} id={`heading-${heading}`} lede={now ? `${w['convocation.now-no'](numeral(lang, now.circular))}: ${('text' in now.section ? now.section.text : now.section.none)[lang]}` : undefined}>
                <BothFields name={name} label={w['convocation.heading'](heading)} lang={lang} value={value} errors={{ [`${name}.en`]: errors[name] ?? '' }} rows={3} />
                <Checkboxes name={`${name}.none`} id={`${name}.none`} label={w['convocation.heading'](heading)} hiddenLabel small options={[{ value: 'on', label: w['convocation.does-not-apply'] }]} values={value(`${name}.none`) === 'on' ? ['on'] : []} />
              </Section>
            )
          })}
          <Actions><Button kind="secondary">{w['convocation.save']}</Button><Button formaction={`${here}?propose=1`}>{w['convocation.propose']}</Button></Actions>
        </Form>
      ) : <PaperView paper={wordCircular(circular, earlier, series, lang)} />}
    </>
  ))
}

/** "Propose" saves what is on the screen first: what the Chair gets is what the desk saw. */
circularPages.post(making, async (c) => {
  const asked = await askedCircular(c)
  const { one, typed } = await fieldsOf(c)
  const { db, actor, now } = c.var
  const circular = asked.circular.id
  const both = (name: string) => ({ en: one(`${name}.en`), th: one(`${name}.th`) })
  let saved = false
  try {
    await perform(editCircular, { db, actor, now, input: { circular, version: one('version'), title: both('title'), changes: both('changes'), sections: Object.fromEntries(headings.map((heading) => [heading, { none: one(`sections.${heading}.none`) === 'on', text: both(`sections.${heading}`) }])) } })
    saved = true
    if (c.req.query('propose') !== undefined) await perform(proposeCircular, { db, actor, now, input: { circular } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    const version = saved ? String(asked.circular.version + 1) : one('version')
    return makingPage(c, asked, { errors: fieldErrors(error.faults, c), typed: { ...typed, version }, status: statusOf(error), message: c.var.site.say(c.var.lang, error.code, error.params) })
  }
  return c.redirect(`${asked.base}/circulars/${circular}?did=${c.req.query('propose') === undefined ? 'save' : 'propose'}`, 303)
})

circularPages.post(`${making}/issue`, async (c) => {
  const { circular, base } = await askedCircular(c)
  const number = await perform(issueCircular(c.var.site.config), { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { circular: circular.id } })
  return c.redirect(`${base}/circulars/${number}?did=issue`, 303)
})

circularPages.post(`${making}/return`, async (c) => {
  const asked = await askedCircular(c)
  const { one } = await fieldsOf(c)
  try {
    await perform(returnCircular, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { circular: asked.circular.id, note: one('note') } })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return makingPage(c, asked, { errors: fieldErrors(error.faults, c), status: statusOf(error) })
  }
  return c.redirect(`${asked.base}/letters?did=return`, 303)
})
