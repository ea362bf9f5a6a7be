import { AppError, type Fault } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { type Banner, Columns, ErrorSummary, LevelGlyph, Marks, NotificationBanner, PageTitle, Section, Status } from '../../../ui/index.ts'
import { listBodies } from '../../mechanism/index.ts'
import { listParticipations, meetingHref, meetingTitle, partyOf, Unparted } from '../../meetings/index.ts'
import { type Places, readPlaces } from '../../people/index.ts'
import { symbolToCome } from '../commands/papers.ts'
import { type ActChoices, PaperActs } from './paper-acts.tsx'
import { DistributionMark, fileHref, sizeWord, StandingMark, typeWord } from './paper-parts.tsx'
import { type Audience, ChangeDistribution, CheckCopy, MarksApart, otherMarks, WhoTable } from './paper-rail.tsx'
import { comparable } from './paper-compare.tsx'
import type { Reading } from '../../../kernel/text-blocks.ts'
import type { PaperRead } from '../paper-read.ts'
import { VersionsPicture, VersionsTable } from './paper-versions.tsx'
import { dayIn, languageWord, originatorWord, paperWords, seriesWord } from '../paper-wording.ts'
import { type LockedPaper, listItemChoices, listNameable, listNamed, openProposal, waitingFacts } from '../queries/acts.ts'
import { audienceOf, openedOf, saveOpening } from '../queries/audience.ts'
import { FilePreview } from './files-preview.tsx'
import { readingOf } from '../commands/upload.ts'
import { canDescribe, canNarrow, canProposeWider, canRegister, canWiden, mayName, originates } from '../rules/papers.ts'
import { paperHref, shortSymbol } from '../rules/symbol.ts'

/** Another file may be under reading; the page does not wait long for its turn, and the reading goes on. In milliseconds. */
const patience = 3_000

function readSoon(reading: Promise<Reading | null>): Promise<Reading | null | 'later'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('later'), patience)
    reading.finally(() => clearTimeout(timer)).then(resolve, reject)
  })
}

/** What a form brought that could not be done; its page is shown again with it. */
export interface Refused {
  act: string
  error: AppError
  typed: Record<string, string>
}

const faultsOf = (refused: Refused | undefined): Fault[] => refused?.error.faults ?? []

/** One paper as mock b03 has it: its versions, what it asks, who may open it and who has. */
export async function paperPage(c: Reply, read: PaperRead, refused?: Refused): Promise<Response> {
  const { db, lang, now, actor } = c.var
  const m = paperWords[lang]
  const { chain, meeting, asked, zone } = read
  const [bodies, places, facts] = await Promise.all([listBodies(db), readPlaces(db), waitingFacts(db, read.paper.id)])
  const paper: LockedPaper = { ...read.paper, ...facts }
  const keeps = canNarrow(actor, paper).allowed || originates(actor, paper)
  const partners = keeps ? (await listParticipations(db, paper.meeting)).filter((each) => each.category === 'dialogue-partner' || each.category === 'sectoral-partner').map((each) => each.party) : []
  const marks = otherMarks(paper, partners)
  const [rows, opened, proposal, namedReaders] = await Promise.all([
    keeps ? audienceOf(db, paper.id, now, marks) : [], keeps ? openedOf(db, paper.id, now) : { opened: new Map<string, number>(), servicesFrom: null }, openProposal(db, paper.id), keeps ? listNamed(db, paper.id, now) : [],
  ])
  const choices: ActChoices = {
    toCome: canRegister(actor, paper).allowed ? await symbolToCome(db, paper) : null, items: canDescribe(actor, paper).allowed ? await listItemChoices(db, c.var, paper.meeting) : [],
    nameable: paper.distribution === 'RESTRICTED' && paper.status === 'REGISTERED' && mayName(actor, paper) ? await listNameable(db, paper.meeting, now, originates(actor, paper) ? null : partyOf(actor)) : [],
  }
  const shownFile = paper.files.find((file) => file.lang === lang) ?? paper.files[0]
  const reading = shownFile ? await readSoon(readingOf(c, shownFile)) : null
  if (shownFile) await saveOpening(db, { document: paper.id, actor, lang: shownFile.lang, way: 'read', now })
  const audience: Audience = { rows, ...opened }
  const body = bodies.find((each) => each.code === paper.body)
  const meetingName = meeting ? meetingTitle(meeting, new Map(bodies.map((each) => [each.code, each])), lang) : paper.meeting
  const errors = refused ? fieldErrors(faultsOf(refused), c) : {}
  const summary = refused ? (refused.error.faults.length > 0 ? Object.entries(errors).map(([field, message]) => ({ field, message })) : [{ message: c.var.site.say(lang, refused.error.code, refused.error.params) }]) : []
  const symbol = paper.symbol ?? m['papers.no-symbol-yet']
  const crumb = meeting ? { label: meetingName, href: `${meetingHref(paper.meeting)}/papers` } : { label: meetingName }
  return page(c, { title: `${paper.title[lang]} – ${symbol}`, current: '/documents', status: refused ? statusOf(refused.error) : 200, flash: doneOf(c, paper.symbol), breadcrumbs: [{ label: m['papers.nav'], href: '/documents' }, crumb, { label: paper.symbol === null ? symbol : shortSymbol(paper.symbol) }] }, (
    <>
      <ErrorSummary errors={summary} />
      <Marks end={paper.files.length > 0 ? <Downloads paper={paper} lang={lang} /> : undefined}>
        {body && <LevelGlyph level={body.level}>{body.short[lang]}</LevelGlyph>} <span class="sym">{symbol}</span> <StandingMark paper={paper} lang={lang} /> <DistributionMark marks={paper} parties={places.parties} lang={lang} />
      </Marks>
      <PageTitle title={<Unparted text={paper.title[lang]} />} />
      <Line c={c} read={read} paper={paper} places={places} meetingName={meetingName} />
      {paper.origin === 'demonstration' && <p class="mf-example"><Status tone="example">{c.var.site.say(lang, 'origin.demonstration')}</Status> {m['papers.example']}</p>}
      {asked === null && paper.supersededBy !== null && (
        <NotificationBanner kind="info" text={<>{m['papers.not-current']} <a class="govuk-link sym" href={paperHref({ id: '', symbol: paper.supersededBy })}>{paper.supersededBy}</a></>} />
      )}
      {paper.status === 'WITHDRAWN' && paper.withdrawnAt !== null && <NotificationBanner kind="info" text={m['papers.withdrawn-since'](dayIn(paper.withdrawnAt, zone, lang, 'long'), paper.withdrawnWhy ?? '')} />}
      {paper.symbol !== null && (
        <Section title={m['papers.versions']} kind="first">
          {chain.filter((each) => each.symbol !== null).length > 1 && <VersionsPicture chain={chain} current={paper.id} zone={zone} lang={lang} />}
          <VersionsTable chain={chain} zone={zone} lang={lang} />
          {comparable(chain, paper).length > 0 && <p class="mf-after"><a class="govuk-link" href={paperHref(paper, 'compare')}>{m['papers.compare']}</a></p>}
          <p class="small muted mf-after">{m['papers.one-symbol'](languageWord(paper.authenticLang, lang))} {chain.filter((each) => each.status === 'WITHDRAWN' && each.id !== paper.id && each.withdrawnAt !== null).map((each) => m['papers.number-gone'](shortSymbol(each.symbol ?? ''), dayIn(each.withdrawnAt ?? now, zone, lang))).join(' ')}</p>
        </Section>
      )}
      <Columns kind="two-one">
        <div>
          {paper.summary && <Section title={m['papers.summary']}><p>{paper.summary[lang]}</p></Section>}
          {paper.actionRequested && <Section title={m['papers.action']}><p class="mf-request">{paper.actionRequested[lang]}</p></Section>}
          <Section title={m['papers.files']}>
            {paper.files.length === 0 ? <p class="muted">{m['papers.file-none']}</p> : (
              <ul class="mf-plain">
                {paper.files.map((file) => (
                  <li><a class="govuk-link" href={fileHref(paper, file.lang)} data-turbo="false">{languageWord(file.lang, lang)}, {typeWord(file.type)}</a> <span class="muted">{sizeWord(file.bytes, lang)}</span> {file.authentic ? <Status tone="effect">{m['papers.authentic']}</Status> : <span class="small">{m['papers.translation']}</span>}</li>
                ))}
              </ul>
            )}
          </Section>
          {shownFile && (
            <Section title={m['papers.preview']}>
              <FilePreview reading={reading} page={Number.parseInt(c.req.query('page') ?? '1', 10) || 1} lang={lang} fileLang={shownFile.lang} title={paper.title[lang]} head={<><span><b>{meetingName}</b></span><span><b>{symbol}</b></span></>} href={(n) => `${paperHref(paper)}?as=filed&page=${n}`} />
            </Section>
          )}
          <PaperActs c={c} paper={paper} choices={choices} meeting={meeting} named={namedReaders} errors={errors} refused={refused} />
        </div>
        <aside class="rail" aria-label={m['papers.kept-apart']}>
          {keeps && paper.status !== 'REFUSED' && (
            <Section title={m['papers.who']} kind="plain">
              <WhoTable paper={paper} audience={audience} zone={zone} lang={lang} />
              <p class="small mf-after"><a class="govuk-link" href={paperHref(paper, 'who')}>{m['papers.who-list']}</a></p>
            </Section>
          )}
          {keeps && paper.status === 'REGISTERED' && (
            <Section title={m['papers.change']} kind="plain">
              <ChangeDistribution c={c} paper={paper} audience={audience} marks={marks} parties={places.parties} proposal={proposal} may={{ narrow: canNarrow(actor, paper).allowed, widen: canWiden(actor, paper).allowed, propose: canProposeWider(actor, paper).allowed }} errors={refused?.act === 'marks' ? errors : {}} />
            </Section>
          )}
          <Section title={m['papers.kept-apart']} kind="plain"><MarksApart paper={paper} parties={places.parties} lang={lang} /></Section>
          {paper.symbol !== null && <CheckCopy c={c} paper={paper} />}
          {actor.person !== null && <p class="small"><a class="govuk-link" href={paperHref(paper, 'why')}>{m['papers.why']}</a></p>}
        </aside>
      </Columns>
    </>
  ))
}

function doneOf(c: Reply, symbol: string | null): Banner | undefined {
  const m = paperWords[c.var.lang]
  switch (c.req.query('done')) {
    case undefined: return undefined
    case 'register': return { kind: 'success', text: m['papers.done.register'](symbol ?? '') }
    case 'submit': return { kind: 'success', text: m['papers.done.submit'] }
    case 'submit-late': return { kind: 'info', text: m['papers.done.submit-late'] }
    case 'submit-backing': return { kind: 'success', text: m['papers.done.submit-backing'] }
    case 'propose': return { kind: 'success', text: m['papers.done.propose'] }
    default: return { kind: 'success', text: m['papers.done'] }
  }
}

function Downloads(props: { paper: LockedPaper; lang: 'en' | 'th' }) {
  const { paper, lang } = props
  const file = paper.files.find((each) => each.lang === lang) ?? paper.files[0]
  return file ? <a class="govuk-link" href={fileHref(paper, file.lang)} data-turbo="false">{typeWord(file.type)}, {sizeWord(file.bytes, lang)}</a> : null
}

/** "Working paper by the Secretariat, for decision, under item 4 of the 26th SOMTC." and what was asked for. */
function Line(props: { c: Reply; read: PaperRead; paper: LockedPaper; places: Places; meetingName: string }) {
  const { paper, read } = props
  const { lang } = props.c.var
  const m = paperWords[lang]
  return (
    <p class="lede">
      {m['papers.line'](seriesWord(paper.series, lang, 'one'), originatorWord(paper, props.places.parties, lang), m[`papers.purpose.${paper.purpose}`])}
      {paper.item && <> {m['papers.under']} <a class="govuk-link" href={`${meetingHref(paper.meeting)}/agenda#${paper.item.id}`}>{paper.item.title[lang]}</a></>}
      {lang === 'th' ? ' ' : ', '}{read.meeting ? <a class="govuk-link" href={meetingHref(paper.meeting)}>{props.meetingName}</a> : props.meetingName}{lang === 'th' ? ' ' : '. '}
      {read.asked?.symbol && <>{m['papers.asked-for'](shortSymbol(read.asked.symbol))} <SymbolAsItWas read={read} lang={lang} /></>}
    </p>
  )
}

const SymbolAsItWas = (props: { read: PaperRead; lang: 'en' | 'th' }) => {
  const { asked } = props.read
  return asked?.symbol ? <a class="govuk-link" href={`${paperHref(asked)}?as=filed`}>{paperWords[props.lang]['papers.as-it-was'](shortSymbol(asked.symbol))}</a> : null
}

