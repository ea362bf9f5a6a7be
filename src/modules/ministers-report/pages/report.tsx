import { roleOf } from '../../../kernel/actor.ts'
import { formatDay, formatInstant } from '../../../kernel/calendar.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { isLang, type Lang, type Text } from '../../../kernel/languages.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { page } from '../../../kernel/page.tsx'
import { PaperView } from '../../../kernel/paper-view.tsx'
import { Actions, AsOfBar, Button, Empty, Form, PageTitle, Section, Select } from '../../../ui/index.ts'
import { canIssue } from '../../documents/index.ts'
import { makePaper, type PaperRequest } from '../commands.ts'
import { wordings } from '../present/parts.ts'
import { wordReport } from '../present/report.ts'
import { findMeetingFacts, listReportable } from '../queries.ts'
import { type Directory, readAsOf, readDirectory, speaker } from '../../mandates/index.ts'
import { findPack, listReadable } from '../queries/pack.ts'
import { completeness, isFollowedUp, paperMarking } from '../rules.ts'
import { canReadDraft, canWritePack } from '../rules/pack.ts'
import { formats, type Format, type MeetingFacts } from '../schema.ts'
import type { Pack } from '../schema/pack.ts'
import { CompletenessNote } from './completeness.tsx'
import { packHref } from './pack-parts.tsx'

export const reportPages = router()

const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

reportPages.get('/report-to-ministers', async (c) => {
  const { db, actor, lang, today, site } = c.var
  const m = wordings[lang]
  const [choices, directory] = [await listReportable(db, actor), await readDirectory(db)]
  const asOf = askedDay(c, directory)
  const head = <PageTitle title={m['report.title']} lede={m['report.lede']} />
  const ref = c.req.query('meeting') ?? choices[0]?.ref
  if (ref === undefined) return page(c, { title: m['report.title'], current: '/report-to-ministers' }, <>{head}<Empty title={m['report.none-title']}>{m['report.none']}</Empty></>)

  const day = asOf.day ?? today
  const facts = await findMeetingFacts(db, actor, ref, day)
  const asked = facts?.rows.filter(({ decision }) => isFollowedUp(decision)).map(({ decision }) => decision.symbol) ?? []
  const say = speaker(lang, directory)
  const marking = facts ? paperMarking(actor, facts.rows.map(({ decision }) => decision.marking)) : 'PUBLIC'
  const worded = facts && asked.length > 0 ? wordReport(facts, lang, site.config.publicUrl, marking) : null
  const pack = facts && canReadDraft(actor).allowed ? await findPack(db, facts.meeting.ref) : null
  const frozen = facts ? await listReadable(db, { actor, now: c.var.now }, facts.meeting.ref) : []
  const check = completeness(asked, worded?.shown ?? [])
  const options = choices.map((choice) => ({ value: choice.ref, label: m['report.choice'](say.meetingName(choice.ref), choice.decisions) }))
  return page(
    c,
    { title: m['report.title'], current: '/report-to-ministers', status: !facts ? 404 : asOf.fault ? 422 : 200 },
    <>
      {head}
      <Form action="/report-to-ministers" method="get" class="mf-line no-print">
        <Select name="meeting" label={m['report.choose']} options={options} value={ref} />
        <Button kind="secondary">{m['report.show']}</Button>
      </Form>
      <AsOfBar action="/report-to-ministers" label={m['report.as-of']} button={m['report.show']} value={asOf.value} error={asOf.fault} hidden={[{ name: 'meeting', value: ref }]} />
      {facts && <PackDoor c={c} facts={facts} pack={pack} frozen={frozen} name={facts.next ? say.meetingName(facts.next.ref) : ''} />}
      {!worded || !facts ? <Empty title={facts ? m['report.nothing-decided'] : m['report.unknown-meeting']} /> : (
        <>
          <CompletenessNote
            lang={lang} shown={worded.shown.length} asked={asked.length} complete={check.complete}
            text={m['report.complete'](worded.shown.length, asked.length)}
            detail={check.complete ? m['report.complete-yes'] : m['report.complete-no']([...check.missing, ...check.twice].join(', '))}
          />
          <TakeIt c={c} marking={marking} path={`/report-to-ministers/${encodeURIComponent(facts.meeting.body)}/${encodeURIComponent(facts.meeting.session)}`} asOf={asOf.day ?? undefined} />
          <Section title={m['report.preview']} lede={m['report.preview-note']}><PaperView paper={worded.paper} /></Section>
        </>
      )}
    </>,
  )
})

/** The way to the draft for those who may read it, and to the frozen copies for whoever may open them; nothing for others. */
function PackDoor({ c, facts, pack, frozen, name }: { c: Reply; facts: MeetingFacts; pack: Pack | null; frozen: { symbol: string; title: Text; at: string }[]; name: string }) {
  const { lang, actor, site } = c.var
  const m = wordings[lang]
  const mayBegin = pack === null && facts.next !== null && canWritePack(actor).allowed
  if (frozen.length === 0 && pack === null && !mayBegin) return null
  return (
    <Section title={m['report.pack.title-pack']} id="pack">
      {frozen.length > 0 && <ul class="mf-plain">{frozen.map((copy) => <li><a class="govuk-link" href={`/documents/${copy.symbol}`}>{copy.title[lang]}</a> <span class="sym">{copy.symbol}</span> <span class="small muted">{formatInstant(copy.at, site.config.zone, lang)}</span></li>)}</ul>}
      {pack !== null && <p><Button kind="secondary" href={packHref(facts.meeting.ref)}>{m['report.pack.open-it'](name)}</Button></p>}
      {mayBegin && <Form action={packHref(facts.meeting.ref)}><p>{m['report.pack.begin-why']}</p><Button kind="secondary">{m['report.pack.begin'](name)}</Button></Form>}
    </Section>
  )
}

/** The papers one may take: each language and form a button, or why not. */
export function TakeIt(props: { c: Reply; marking: string; path: string; asOf?: string | undefined; only?: readonly Format[] }) {
  const { lang, actor, site } = props.c.var
  const m = wordings[lang]
  const verdict = canIssue(actor, props)
  const pastForVisitors = props.asOf !== undefined && props.marking === 'PUBLIC' && actor.person === null
  if (!verdict.allowed || pastForVisitors) return <p class="small muted no-print">{pastForVisitors ? m['report.as-of-paper'] : site.say(lang, verdict.because)}</p>
  const names: Record<Lang, string> = { en: m['report.english'], th: m['report.thai'] }
  const links = (props.only ?? formats).flatMap((format) => (['en', 'th'] as const).map((language) => ({ format, language })))
  return (
    <Actions>
      {links.map(({ format, language }) => (
        <a class={`govuk-button${language === lang && format === 'pdf' ? '' : ' govuk-button--secondary'}`} href={`${props.path}/paper.${format}?lang=${language}${props.asOf ? `&asOf=${props.asOf}` : ''}`} data-turbo="false" download>
          {m[`report.${format}`]}{lang === 'th' ? ' ' : ', '}{m['report.in'](names[language])}
        </a>
      ))}
    </Actions>
  )
}

reportPages.get('/report-to-ministers/:body/:session/:file{paper\\.(?:pdf|docx)}', (c) => answerPaper(c, 'report-to-ministers', c.req.param('body'), c.req.param('session'), c.req.param('file')))

/** Makes the paper under the reader's own rights and hands it over. */
export async function answerPaper(c: Reply, kind: PaperRequest['kind'], body: string, session: string, file: string): Promise<Response> {
  const { db, files, actor, now, lang, site, today } = c.var
  const asked = c.req.query('asOf')
  const { day, fault } = askedDay(c, await readDirectory(db))
  if (fault) throw new AppError('malformed', 'input.invalid', { faults: [{ path: '/asOf', code: 'filter.as-of' }] })
  // Every past day would be a version of its own, so these are not made for whoever asks.
  if (asked && day !== today && actor.person === null) throw new AppError('forbidden', 'report.as-of-paper')
  if (roleOf(actor) !== 'PU') requireAllowed(canIssue(actor, { marking: paperMarking(actor, []) }))
  const format = file.endsWith('.pdf') ? 'pdf' : 'docx'
  const made = await makePaper({
    db, files, reader: actor, issuer: actor, now, zone: site.config.zone, publicUrl: site.config.publicUrl, kind, meeting: `${body}/${session}`, format,
    lang: isLang(c.req.query('lang')) ? (c.req.query('lang') as Lang) : lang, ...(day && day !== today ? { asOf: day } : {}),
  })
  return c.body(Uint8Array.from(made.bytes).buffer, 200, { 'content-type': types[format], 'content-disposition': `attachment; filename="${made.name}"`, 'x-paper-code': made.paper.code, ...(actor.person === null ? { 'cache-control': 'no-cache' } : {}) })
}

/** `?asOf=` in either era or as a meeting; what the field shows, and what is wrong with it. */
export function askedDay(c: Reply, directory: Directory): { day: string | null; value: string; fault?: string } {
  const { lang, today, site } = c.var
  const typed = c.req.query('asOf')?.trim() ?? ''
  if (typed === '') return { day: null, value: formatDay(today, lang) }
  const read = readAsOf(typed, directory, today)
  if ('day' in read) return { day: read.day, value: formatDay(read.day, lang) }
  if ('ask' in read) {
    const only = read.ask.christian === null ? read.ask.buddhist : read.ask.buddhist === null ? read.ask.christian : null
    return only ? { day: only, value: formatDay(only, lang) } : { day: null, value: typed, fault: site.say(lang, 'mandate.as-of-unreadable') }
  }
  return { day: null, value: typed, fault: site.say(lang, read.fault, read.params ?? {}) }
}

