import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { readDirectory, speaker } from '../../mandates/index.ts'
import { wordings, type Words } from '../present/parts.ts'
import { fitPack, type FittedPack, readDraft } from '../pack-facts.ts'
import { findPack, listFrozen, listParts } from '../queries/pack.ts'
import { canReadDraft, canWritePack } from '../rules/pack.ts'
import type { FrozenPack, Pack, PackFacts, PackPart } from '../schema/pack.ts'

export interface OpenedPack {
  pack: Pack
  parts: PackPart[]
  /** Of the builder: `/report-to-ministers/AMMTC/19/pack`. */
  href: string
  lang: Lang
  m: Words
  /** The meeting that receives it, and the one that is followed up, by their names. */
  meeting: string
  after: string
  writes: boolean
}

export const packHref = (after: string): string => `/report-to-ministers/${after.split('/').map(encodeURIComponent).join('/')}/pack`

/** The draft on a meeting; for whoever may not read it, it does not exist. */
export async function openPack(c: Reply): Promise<OpenedPack> {
  const { db, actor, lang } = c.var
  if (!canReadDraft(actor).allowed) throw missing()
  const pack = await findPack(db, `${c.req.param('body')}/${c.req.param('session')}`)
  if (!pack) throw missing()
  const say = speaker(lang, await readDirectory(db))
  return { pack, parts: await listParts(db, pack.id), href: packHref(pack.after), lang, m: wordings[lang], meeting: say.meetingName(pack.meeting), after: say.meetingName(pack.after), writes: canWritePack(actor).allowed }
}

export interface LaidPack extends OpenedPack {
  facts: PackFacts
  fitted: FittedPack
  frozen: FrozenPack[]
}

/** The draft as it would be frozen today. */
export async function layPack(c: Reply): Promise<LaidPack> {
  const opened = await openPack(c)
  const { db, now, today, site } = c.var
  const facts = await readDraft(db, opened.pack, opened.parts, today, now)
  if (!facts) throw missing('report.unknown-meeting')
  return { ...opened, facts, fitted: await fitPack(facts, { site: site.config.publicUrl, symbol: null }), frozen: await listFrozen(db, opened.pack.id) }
}

export const crumbsOf = ({ m, meeting, href }: OpenedPack, here?: string): { label: string; href?: string }[] =>
  here === undefined ? [{ label: m['report.nav'], href: '/report-to-ministers' }, { label: meeting }] : [{ label: m['report.nav'], href: '/report-to-ministers' }, { label: meeting, href }, { label: here }]
