import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { PaperView } from '../../../kernel/paper-view.tsx'
import { AsOfBar } from '../../../ui/index.ts'
import { wordFollowUp } from '../present/follow-up.ts'
import { wordings } from '../present/parts.ts'
import { findMeetingFacts } from '../queries.ts'
import { readDirectory, speaker } from '../../mandates/index.ts'
import { paperMarking } from '../rules.ts'
import { answerPaper, askedDay, TakeIt } from './report.tsx'

export const followUpPages = router()

followUpPages.get('/meetings/:body/:session/follow-up', async (c) => {
  const { db, actor, lang, today, site } = c.var
  const m = wordings[lang]
  const ref = `${c.req.param('body')}/${c.req.param('session')}`
  const directory = await readDirectory(db)
  const asOf = askedDay(c, directory)
  const facts = await findMeetingFacts(db, actor, ref, asOf.day ?? today)
  if (!facts) throw missing('report.unknown-meeting')
  const meeting = speaker(lang, directory).meetingName(ref)
  const marking = paperMarking(actor, facts.rows.map(({ decision }) => decision.marking))
  const path = `/meetings/${encodeURIComponent(facts.meeting.body)}/${encodeURIComponent(facts.meeting.session)}`
  return page(
    c,
    { title: `${m['follow.nav']}: ${meeting}`, current: '/meetings', breadcrumbs: [{ label: meeting, href: path }, { label: m['follow.nav'] }], status: asOf.fault ? 422 : 200 },
    <>
      <div class="no-print">
        <AsOfBar action={`${path}/follow-up`} label={m['report.as-of']} button={m['report.show']} value={asOf.value} error={asOf.fault} />
        {facts.rows.length > 0 && <TakeIt c={c} marking={marking} path={`${path}/follow-up`} asOf={asOf.day ?? undefined} only={['pdf', 'docx']} />}
      </div>
      <PaperView alone paper={wordFollowUp(facts, lang, site.config.publicUrl, marking)} />
    </>,
  )
})

followUpPages.get('/meetings/:body/:session/follow-up/:file{paper\\.(?:pdf|docx)}', (c) => answerPaper(c, 'follow-up', c.req.param('body'), c.req.param('session'), c.req.param('file')))
