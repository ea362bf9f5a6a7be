import type { Actor } from '../../kernel/actor.ts'
import { formatDay, todayIn } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import { wordFile } from '../../kernel/docx.ts'
import { missing } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/files.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import type { Paper, Stamp } from '../../kernel/paper.ts'
import { qrPng, qrSvg } from '../../kernel/qr.ts'
import { paperTemplate, typeset } from '../../kernel/typeset.ts'
import { type IssuedPaper, issuePaper } from '../documents/index.ts'
import { wordFollowUp } from './present/follow-up.ts'
import { wordings } from './present/parts.ts'
import { wordReport } from './present/report.ts'
import { findMeetingFacts } from './queries.ts'
import { speaker } from '../mandates/index.ts'
import { isFollowedUp, paperMarking } from './rules.ts'
import type { Format, MeetingFacts } from './schema.ts'

export interface PaperRequest {
  db: Db
  files: FileStore
  /** Whose rights decide what the paper holds. */
  reader: Actor
  /** Who has it made. */
  issuer: Actor
  now: string
  zone: string
  /** Such as `https://mufakat.example.org`. */
  publicUrl: string
  kind: 'report-to-ministers' | 'follow-up'
  meeting: string
  lang: Lang
  format: Format
  /** A past day; absent for the record as it stands. */
  asOf?: string | undefined
}

export interface MadePaper {
  paper: IssuedPaper
  bytes: Uint8Array
  decisions: number
  name: string
}

/** Changes with what makes the Word file, as the template's own text does for the PDF. */
const wordFormVersion = 1

/**
 * Makes a paper on a meeting and has it issued. Throws `missing` when the reader may see no decision to be followed up (report) or no
 * decision at all (follow-up table), `forbidden` when the issuer may not have such a paper.
 */
export async function makePaper(request: PaperRequest): Promise<MadePaper> {
  const { db, files, reader, issuer, now, zone, publicUrl, kind, lang, format } = request
  const asOf = request.asOf ?? todayIn(zone, now)
  const facts = await findMeetingFacts(db, reader, request.meeting, asOf)
  if (!facts) throw missing('report.unknown-meeting')
  const counted = kind === 'report-to-ministers' ? facts.rows.filter(({ decision }) => isFollowedUp(decision)) : facts.rows
  if (counted.length === 0) throw missing('report.nothing-decided')
  const marking = paperMarking(reader, markingsOf(facts))
  const paper = kind === 'report-to-ministers' ? wordReport(facts, lang, publicUrl, marking).paper : wordFollowUp(facts, lang, publicUrl, marking)
  const name = `${kind}-${request.meeting.replace(/[^A-Za-z0-9]+/g, '-')}.${lang}.${format}`
  const issued = await issuePaper({
    db, files, actor: issuer, now, kind, lang, format, marking, asOf, name,
    subject: request.asOf ? `${request.meeting}@${request.asOf}` : request.meeting,
    title: titleOf(facts, kind),
    content: contentOf(paper, format, marking, request.asOf !== undefined),
    render: async (made) => {
      const stamp = await stampOf(made, { lang, zone, publicUrl })
      return format === 'pdf' ? typeset(paper, stamp) : wordFile(paper, stamp)
    },
  })
  return { ...issued, decisions: counted.length, name }
}

/**
 * What makes a version. The public's paper says the same until the record changes, whatever the day, so that downloads do not
 * multiply it; a member paper carries its day to the table, so the day is part of what it says.
 */
function contentOf(paper: Paper, format: Format, marking: string, ofPastDay: boolean): unknown {
  const { dated, ...rest } = paper
  return { ...rest, ...(marking === 'PUBLIC' && !ofPastDay ? {} : { dated }), form: format === 'pdf' ? paperTemplate : wordFormVersion }
}

const markingsOf = (facts: MeetingFacts): string[] => facts.rows.flatMap((row) => [row.decision.marking, ...row.detail.statements.map((statement) => statement.marking)])

function titleOf(facts: MeetingFacts, kind: PaperRequest['kind']): Text {
  const title = (lang: Lang) => `${kind === 'follow-up' ? wordings[lang]['follow.nav'] : wordings[lang]['report.title']}: ${speaker(lang, facts.directory).meetingName(facts.meeting.ref)}`
  return { en: title('en'), th: title('th') }
}

async function stampOf(made: { code: string; version: number; issuedAt: string }, { lang, zone, publicUrl }: { lang: Lang; zone: string; publicUrl: string }): Promise<Stamp> {
  const link = `${publicUrl}/check/${made.code}`
  return {
    code: made.code, link, address: `${publicUrl.replace(/^https?:\/\//, '')}/check`, qr: qrSvg(link), qrPng: await qrPng(link), qrAlt: wordings[lang]['report.qr'](link),
    version: wordings[lang]['report.version'](made.version, formatDay(todayIn(zone, made.issuedAt), lang, 'short')),
  }
}
