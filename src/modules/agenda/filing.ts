import { visitor } from '../../kernel/actor.ts'
import type { CommandContext } from '../../kernel/command.ts'
import type { FileStore } from '../../kernel/files.ts'
import { type Lang, languages, type Text } from '../../kernel/languages.ts'
import { typeset } from '../../kernel/typeset.ts'
import { fileDocument, type FiledFile, lockSeries, nextModifierNumber } from '../documents/index.ts'
import { listBodies, listParties } from '../mechanism/index.ts'
import { meetingTitle, type RunningMeeting } from '../meetings/index.ts'
import { agendaPaper } from './paper.ts'
import { mandatesNamed } from './queries/mandates.ts'
import { linkVersion, listVersions } from './queries.ts'
import { audienceOf, numbered } from './rules.ts'
import type { AgendaVersion, FrozenItem, Item } from './schema.ts'
import { distributionWord, versionName, whenWord, words, zoneWord } from './wording.ts'

export type Going = Pick<AgendaVersion, 'kind' | 'note' | 'items' | 'at'>
type Audience = ReturnType<typeof audienceOf>
type Filing = Pick<CommandContext, 'tx' | 'actor' | 'now'> & { store: FileStore | undefined }

/**
 * Files a version of the agenda as a paper of its meeting (practice §1.8.1, series AG): the provisional agenda and its revisions under one
 * number, the adopted agenda under the next, and what is added after adoption as an amendment of it.
 */
export async function fileVersion(filing: Filing, meeting: RunningMeeting, going: Going, seen: readonly Pick<Item, 'access' | 'partner'>[]): Promise<{ document: string; symbol: string; revision: number | null }> {
  await lockSeries(filing.tx, meeting.ref, 'AG')
  const before = await filedBefore(filing, meeting)
  const base = baseOf(going.kind, before)
  const revision = going.kind === 'REVISED' && base !== null ? await nextModifierNumber(filing.tx, base, 'Rev') : null
  const filed = await file(filing, meeting, { ...going, revision }, base, audienceOf(seen))
  return { document: filed.id, symbol: filed.symbol, revision }
}

/** Versions kept before they were papers become papers first, so that no number of a revision is skipped. For members: who saw which item then is not known. */
async function filedBefore(filing: Filing, meeting: RunningMeeting): Promise<AgendaVersion[]> {
  const versions = await listVersions(filing.tx, meeting.ref)
  const done: AgendaVersion[] = []
  for (const version of versions) {
    if (version.document !== null) {
      done.push(version)
      continue
    }
    const { id } = await file(filing, meeting, version, baseOf(version.kind, done), { distribution: 'LIMITED', partner: null, joint: false })
    await linkVersion(filing.tx, meeting.ref, version.number, id)
    done.push({ ...version, document: id })
  }
  return done
}

/** The paper a version hangs on: a revision on the provisional agenda, an amendment on the adopted one. */
function baseOf(kind: AgendaVersion['kind'], before: readonly AgendaVersion[]): string | null {
  const of = kind === 'REVISED' ? 'PROVISIONAL' : kind === 'AMENDED' ? 'ADOPTED' : null
  return before.findLast((version) => version.kind === of)?.document ?? null
}

async function file({ tx, actor, now, store }: Filing, meeting: RunningMeeting, version: Going & { revision: number | null }, base: string | null, audience: Audience): Promise<{ id: string; symbol: string }> {
  const both = (of: (lang: Lang) => string): Text => ({ en: of('en'), th: of('th') })
  const asks = version.kind === 'PROVISIONAL' || version.kind === 'REVISED'
  return fileDocument({ tx, actor, now, files: store }, {
    meeting: meeting.ref, series: 'AG', title: both((lang) => versionName(version, lang)), purpose: asks ? 'decision' : 'information', ...audience, submittedBy: null, origin: meeting.origin === 'demonstration' ? 'demonstration' : 'desk',
    actionRequested: asks ? both((lang) => words[lang]['agenda.filed-asks']) : null,
    ...(base === null ? {} : { modifies: base, modifier: version.kind === 'AMENDED' ? ('Amend' as const) : ('Rev' as const) }),
    files: store === undefined ? [] : await versionFiles({ tx }, meeting, version, audience),
  })
}

/** One file a language under one symbol; English is authentic. */
async function versionFiles({ tx }: Pick<CommandContext, 'tx'>, meeting: RunningMeeting, version: Going & { revision: number | null }, audience: Audience): Promise<FiledFile[]> {
  // Of the decisions that items follow, a paper for many names those that everyone may read.
  const [bodies, parties, mandates] = await Promise.all([listBodies(tx), listParties(tx), mandatesNamed(tx, visitor, version.items.flatMap((item) => item.mandates))])
  const byBody = new Map(bodies.map((body) => [body.code, body]))
  const names = new Map(parties.map((party) => [party.code, party]))
  const items = numbered(version.items)
  const { zone } = meeting.run
  return languages.map((lang) => ({
    lang, name: `agenda-${meeting.ref.replace(/[^A-Za-z0-9]+/g, '-')}.${lang}.pdf`, type: 'application/pdf', authentic: lang === 'en', text: items.map((item) => plain(item, lang)).join('\n'),
    bytes: async ({ symbol }: { symbol: string }) => typeset(agendaPaper({
      meeting: { ref: meeting.ref, startsOn: meeting.startsOn, zone }, meetingName: meetingTitle(meeting, byBody, lang), title: versionName(version, lang), items, papers: [], parties: names, mandates: new Map(mandates.map((mandate) => [mandate.id, mandate])),
      asOf: whenWord(version.at, zone, lang), zone: zoneWord(items.find((item) => item.startsAt)?.startsAt ?? version.at, zone),
      filed: { symbol, marking: words[lang]['agenda.filed-marking'](distributionWord(audience, names, lang)), note: version.note && (version.kind === 'AMENDED' ? words[lang]['agenda.no-objection-kept'](version.note) : version.note) },
    }, lang)),
  }))
}

const plain = (item: FrozenItem & { number: string }, lang: Lang): string => [item.number, item.title[lang], item.request?.[lang], item.background?.[lang]].filter(Boolean).join(' ')
