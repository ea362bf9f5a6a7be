import type { ComponentChildren } from 'preact'
import type { Reply } from '../../kernel/http.ts'
import type { SubjectTab } from '../../kernel/module.ts'
import { page } from '../../kernel/page.tsx'
import { type Banner, LevelGlyph, Marks, PageTitle, Status, Tabs, type Tone } from '../../ui/index.ts'
import { listBodies } from '../mechanism/index.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { Unparted } from './name.tsx'
import { findSeries, type RunningMeeting } from './queries/run.ts'
import type { Meeting } from './queries.ts'
import type { RunState } from './schema.ts'
import { stateWord } from './wording-run.ts'
import { meetingDays, meetingHref, meetingTitle } from './wording.ts'

export interface MeetingPageOptions {
  /** Which tab this page belongs under, such as `agenda`. */
  tab: string
  /** Of the page; the meeting's own name where absent. */
  title?: string
  /** Before the browser's title; the page's title where absent. */
  documentTitle?: string
  marks?: ComponentChildren
  /** Right of the title: links. */
  tools?: ComponentChildren
  flash?: Banner | undefined
  status?: number | undefined
  breadcrumbs?: { label: string; href?: string | undefined }[]
  /** Where they are known already. */
  tabs?: SubjectTab[]
}

/** Every module's tabs of a meeting for this reader, left to right. */
export async function meetingTabs(c: Reply, ref: string): Promise<SubjectTab[]> {
  const contributed = await Promise.all(c.var.site.modules.map((module) => module.tabs?.(c, { kind: 'meeting', id: ref }) ?? []))
  return contributed.flat().sort((a, b) => a.order - b.order)
}

/** Of a meeting that is prepared or held here. */
const runOf = (meeting: Meeting | RunningMeeting) => ('run' in meeting ? meeting.run : null)

const toneOf = (state: RunState): Tone => (state === 'CANCELLED' ? 'rejected' : state === 'POSTPONED' ? 'late' : state === 'REPORT_FINAL' || state === 'ARCHIVED' ? 'done' : state === 'PLANNED' ? 'none' : 'part')

/** The frame every page of a meeting shares: what meeting, in which state, whether it is made up, and its tabs from every module. */
export async function meetingPage(c: Reply, meeting: Meeting, options: MeetingPageOptions, content: ComponentChildren): Promise<Response> {
  const { lang, db } = c.var
  const m = { en, th }[lang]
  const run = runOf(meeting)
  const [bodies, tabs, series] = await Promise.all([
    listBodies(db), options.tabs ?? meetingTabs(c, meeting.ref), run ? findSeries(db, { actor: c.var.actor, now: c.var.now }, run.series) : null,
  ])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const body = byCode.get(meeting.body)
  const name = meetingTitle(meeting, byCode, lang)
  const title = options.title ?? `${name}${lang === 'th' ? ' ' : ', '}${meetingDays(meeting, lang)}`
  return page(
    c,
    {
      title: options.documentTitle ?? (options.title ? `${options.title} – ${name}` : name), current: '/meetings', flash: options.flash, status: options.status,
      breadcrumbs: [{ label: m['meetings.nav'], href: '/meetings' }, ...(series ? [{ label: series.name[lang], href: `/series/${series.id}` }] : []), ...(options.tab === 'overview' && !options.title ? [{ label: name }] : [{ label: name, href: meetingHref(meeting.ref) }, ...(options.breadcrumbs ?? [{ label: title }])])],
    },
    <>
      <Marks end={options.tools}>
        {body && <LevelGlyph level={body.level}>{body.short[lang]}</LevelGlyph>} <span class="sym">{meeting.ref}</span> {run && <Status tone={toneOf(run.state)}>{stateWord(run.state, lang)}</Status>} {options.marks}
      </Marks>
      <PageTitle title={<Unparted text={title} />} />
      {meeting.origin === 'demonstration' && <p class="mf-example"><Status tone="example">{m['meetings.example']}</Status> {m['meetings.example-why']}</p>}
      {tabs.length > 1 && <Tabs label={m['meetings.tabs']} tabs={tabs.map((tab) => ({ href: tab.href, label: tab.label, n: tab.n, short: tab.short, current: tab.key === options.tab }))} />}
      {content}
    </>,
  )
}
