import { formatInstant, formatNumber } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { Empty, Sub, SymbolCell } from '../../../ui/index.ts'
import { DataTable } from '../../../ui/index.ts'
import { findRunning, meetingHref, meetingPage, type RunningMeeting } from '../../meetings/index.ts'
import { savedName, sendFile } from '../routes/files.tsx'
import { languageOf, markingOf } from '../files-words.ts'
import { enFiles } from '../messages/files.en.ts'
import { thFiles } from '../messages/files.th.ts'
import { findDocument, listDocuments, type Paper, type PaperFile } from '../queries/papers.ts'
import { paperHref } from '../rules/symbol.ts'

/**
 * The reader's papers of a meeting, to be kept on his device for a room without a network. The page and its files have addresses of
 * their own, which the service worker may serve from what was kept; with a network they are judged like all others.
 */
export const packPages = router()

const words = { en: enFiles, th: thFiles }
const packHref = (ref: string) => `${meetingHref(ref)}/pack`
/** Changed bytes are another address: what was kept is never taken for them. */
const fileHref = (ref: string, paper: Paper, file: PaperFile) => `${packHref(ref)}/${paper.id}/${file.lang}/${file.sha256.slice(0, 12)}`

async function packOf(c: Reply): Promise<{ meeting: RunningMeeting; papers: Paper[] }> {
  const { db, actor, now } = c.var
  const reader = { actor, now }
  const meeting = actor.person === null ? null : await findRunning(db, reader, `${c.req.param('body')}/${c.req.param('session')}`)
  if (!meeting) throw missing()
  const papers = await listDocuments(db, reader, { meeting: meeting.ref, status: 'REGISTERED' })
  // What stands: an older text in the room is worse than none.
  return { meeting, papers: papers.filter((paper) => paper.symbol !== null && paper.supersededBy === null && paper.recalledAt === null && paper.files.length > 0) }
}

packPages.get('/meetings/:body/:session/pack.json', async (c) => {
  const { meeting, papers } = await packOf(c)
  return c.json({ page: packHref(meeting.ref), files: papers.flatMap((paper) => paper.files.map((file) => ({ url: fileHref(meeting.ref, paper, file), bytes: file.bytes }))) }, 200, { 'cache-control': 'private, no-store' })
})

packPages.get('/meetings/:body/:session/pack', async (c) => {
  const { lang, now, site } = c.var
  const m = words[lang]
  const { meeting, papers } = await packOf(c)
  const bytes = papers.flatMap((paper) => paper.files).reduce((sum, file) => sum + file.bytes, 0)
  const say = { keep: m['pack.keep'], update: m['pack.update'], keeping: m['pack.keeping']('%', '%'), kept: m['pack.kept']('%'), failed: m['pack.failed'], unable: m['pack.unable'], remove: m['pack.remove'], removed: m['pack.removed'], offline: m['pack.offline'] }
  const small = 'govuk-button govuk-button--secondary govuk-button--small'
  return meetingPage(
    c, meeting, { tab: 'papers', title: m['pack.title'] },
    <>
      <p class="govuk-body">{m['pack.lede']} {m['pack.as-of'](formatInstant(now, site.config.zone, lang))}</p>
      <div class="mf-pack" data-behaviour="pack" data-meeting={meeting.ref} data-page={packHref(meeting.ref)} data-say={JSON.stringify(say)} hidden>
        <p role="status" />
        <progress hidden aria-label={m['pack.keep']} />
        <p><button type="button" class={small} hidden>{m['pack.keep']}</button> <button type="button" class={small} hidden>{m['pack.remove']}</button></p>
      </div>
      <p>{papers.length > 0 && <><a class="govuk-link" href={`${meetingHref(meeting.ref)}/papers.zip`} data-turbo="false">{m['pack.zip']}</a> <span class="muted">{m['pack.size'](formatNumber(Math.max(1, Math.round(bytes / 1048576)), lang))}</span></>}</p>
      {papers.length === 0 ? <Empty title={m['files.none']} /> : (
        <DataTable
          caption={m['pack.title']}
          rows={papers}
          columns={[
            { head: m['files.symbol'], cell: (paper) => <SymbolCell symbol={paper.symbol ?? ''} href={paperHref(paper)} /> },
            { head: m['files.title'], cell: (paper) => <>{paper.title[lang]}{paper.origin === 'demonstration' && <Sub>{m['files.example']}</Sub>}</> },
            { head: m['files.marking'], cell: (paper) => markingOf(paper, lang) },
            { head: m['files.files'], cell: (paper) => paper.files.map((file) => (
              <div><a class="govuk-link" href={fileHref(meeting.ref, paper, file)} data-turbo="false">{languageOf(file.lang, lang)}</a>{file.authentic && ` · ${m['files.authentic']}`} {file.checkCode && <code class="sym">{file.checkCode}</code>}</div>
            )) },
          ]}
        />
      )}
      <p class="small muted">{m['files.check-at']} {site.config.publicUrl}/check</p>
    </>,
  )
})

packPages.get('/meetings/:body/:session/pack/:document/:lang/:bytes', async (c) => {
  const { db, actor, now } = c.var
  const paper = actor.person === null ? null : await findDocument(db, { actor, now }, c.req.param('document'))
  const file = paper?.files.find((each) => each.lang === c.req.param('lang') && each.sha256.startsWith(c.req.param('bytes')))
  if (!paper || !file || paper.id !== c.req.param('document') || paper.meeting !== `${c.req.param('body')}/${c.req.param('session')}`) throw missing()
  return sendFile(c, paper, file, 'pack', savedName(paper, file))
})
