import { diffWordsWithSpace } from 'diff'
import { actOf } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { Actions, Button, Empty, Form, Select } from '../../../ui/index.ts'
import { meetingPage } from '../../meetings/index.ts'
import { restoreRevision } from '../commands.ts'
import { visibleParagraphs } from '../queries.ts'
import { canDraft, changesOf, frozenOf, numberedParagraphs } from '../rules.ts'
import { meetingOf, readerOf, readReport } from '../reading.ts'
import { digits, paragraphText, revisionName, when, words } from '../wording.ts'
import { act, at, hrefOf } from './report.tsx'

export const revisionPages = router()

async function need(c: Reply) {
  const meeting = await meetingOf(c)
  const read = await readReport(c, meeting)
  if (!read || read.revisions.length === 0) throw missing()
  const visible = await visibleParagraphs(c.var.db, readerOf(c), meeting.ref)
  // What a reader may not see of a kept text is left out when it is read.
  return { meeting, read, kept: read.revisions.map((revision) => ({ ...revision, paragraphs: revision.paragraphs.filter((paragraph) => visible.has(paragraph.id)) })) }
}

revisionPages.get(`${at}/revisions/:number{[0-9]+}`, async (c) => {
  const { lang, actor, site } = c.var
  const m = words[lang]
  const { meeting, read, kept } = await need(c)
  const revision = kept.find((one) => one.number === Number(c.req.param('number')))
  if (!revision) throw missing()
  const name = revisionName(revision, lang)
  const base = hrefOf(meeting)
  return meetingPage(c, meeting, { tab: 'report', title: name, breadcrumbs: [{ label: m['proceedings.tab'], href: base }, { label: name }] }, (
    <>
      <p class="muted">{when(revision.at, meeting.run.zone, lang)}, {revision.byName}, {site.say(lang, `role.${revision.byRole}`)}{revision.note && `: ${revision.note}`}</p>
      <div class="rp-text">{numberedParagraphs(revision.paragraphs).map((paragraph) => <div class="rp-par"><span class="n num">{digits(paragraph.number, lang)}</span><p>{paragraphText(paragraph.text, read.parts.numbers, lang)}</p></div>)}</div>
      {canDraft(actor, { meeting: { body: meeting.body, state: meeting.run.state }, report: read.report }).allowed && <Form action={`${base}/revisions/${revision.number}/restore`}><p class="muted">{m['proceedings.restore-why']}</p><Button kind="secondary">{m['proceedings.restore']}</Button></Form>}
    </>
  ))
})
revisionPages.post(`${at}/revisions/:number{[0-9]+}/restore`, (c) => act(c, 'restore', actOf(restoreRevision), { revision: Number(c.req.param('number')) }))

revisionPages.get(`${at}/compare`, async (c) => {
  const { lang } = c.var
  const m = words[lang]
  const { meeting, read, kept } = await need(c)
  const texts = [...kept.map((revision) => ({ key: String(revision.number), name: revisionName(revision, lang), paragraphs: revision.paragraphs })), { key: 'now', name: m['proceedings.compare-now'], paragraphs: frozenOf(read.paragraphs) }]
  const to = texts.find((text) => text.key === (c.req.query('to') ?? 'now')) ?? texts.at(-1)
  const from = texts.find((text) => text.key === c.req.query('from')) ?? texts[Math.max(0, texts.length - 2)]
  if (!from || !to) throw missing()
  const changes = changesOf(from.paragraphs, to.paragraphs, lang)
  const options = texts.map((text) => ({ value: text.key, label: text.name }))
  const base = hrefOf(meeting)
  return meetingPage(c, meeting, { tab: 'report', title: m['proceedings.compare'], breadcrumbs: [{ label: m['proceedings.tab'], href: base }, { label: m['proceedings.compare'] }] }, (
    <>
      <Form action={`${base}/compare`} method="get" class="mf-form ag-compare"><Select name="from" label={m['proceedings.compare-from']} options={options} value={from.key} /><Select name="to" label={m['proceedings.compare-to']} options={options} value={to.key} /><Actions><Button kind="secondary">{m['proceedings.compare']}</Button></Actions></Form>
      {changes.length === 0 ? <Empty title={m['proceedings.no-changes']} /> : (
        <div class="rp-text">{changes.map((change) => <div class="rp-par"><span class="n small">{change.before === null ? m['proceedings.added'] : change.after === null ? m['proceedings.taken-out'] : ''}</span><p><Words before={change.before ?? ''} after={change.after ?? ''} lang={lang} /></p></div>)}</div>
      )}
    </>
  ))
})

/** Word by word; what went is struck out, what came is underlined, and each is also said. */
function Words(props: { before: string; after: string; lang: Lang }) {
  const m = words[props.lang]
  const parts = diffWordsWithSpace(props.before, props.after, { intlSegmenter: new Intl.Segmenter(props.lang, { granularity: 'word' }) })
  return <>{parts.map((part) => (part.removed ? <del><span class="vh">{m['proceedings.was']}: </span>{part.value}</del> : part.added ? <ins><span class="vh">{m['proceedings.is']}: </span>{part.value}</ins> : part.value))}</>
}
