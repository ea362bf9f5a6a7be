import type { Act } from '../../../kernel/command.ts'
import { actOf } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { DataTable, Empty, PageTitle, Status, Sub } from '../../../ui/index.ts'
import { formatZoned } from '../../meetings/index.ts'
import { capacityInWords, readPlaces } from '../../people/index.ts'
import { addFile } from '../commands/files.ts'
import { decideRelease, endReader, nameReader, narrowDocument, proposeRelease, widenDocument } from '../commands/marks.ts'
import { admitDocument, describeDocument, forwardDocument, recallDocument, refuseDocument, registerDocument, withdrawDocument } from '../commands/papers.ts'
import { comparePage } from './paper-compare.tsx'
import { paperPage } from './paper.tsx'
import { readAddress, readPaper } from '../paper-read.ts'
import { paperWords } from '../paper-wording.ts'
import { findDocument, type Paper } from '../queries/papers.ts'
import { listAudience } from '../queries/audience.ts'
import { canNarrow, canWiden, originates, widens } from '../rules/papers.ts'
import { paperHref } from '../rules/symbol.ts'
import { type Distribution, distributions } from '../schema/papers.ts'
import { uploadFrom } from '../commands/upload.ts'
import { whyPage } from './why.tsx'

export const paperPages = router()

paperPages.get('/documents/*', async (c, next) => {
  const at = readAddress(new URL(c.req.url).pathname)
  if (at === null) return next()
  if (at.view === '') return paperPage(c, await readPaper(c, at.key, { asFiled: c.req.query('as') === 'filed' }))
  if (at.view === 'compare') return comparePage(c, at.key)
  if (at.view === 'who') return whoPage(c, at.key)
  if (at.view === 'why') return whyPage(c, at.key)
  return next()
})

/** The people one by one, for whom the counts on the paper's page are shown. */
async function whoPage(c: Reply, key: string): Promise<Response> {
  const { db, lang, now, actor } = c.var
  const m = paperWords[lang]
  const { paper, zone } = await readPaper(c, key, { asFiled: true })
  const facts = { ...paper, backing: null, backedAt: null }
  if (!canNarrow(actor, facts).allowed && !originates(actor, paper)) throw new AppError('forbidden', 'papers.only-keeper-narrows')
  const [people, places] = await Promise.all([listAudience(db, paper.id, now), readPlaces(db)])
  const title = m['papers.who-title'](paper.symbol ?? m['papers.no-symbol-yet'])
  return page(c, { title, current: '/documents', breadcrumbs: [{ label: m['papers.nav'], href: '/documents' }, { label: paper.symbol ?? paper.title[lang], href: paperHref(paper) }, { label: title }] }, (
    <>
      <PageTitle title={title} lede={paper.title[lang]} />
      {people.length === 0 ? <Empty title={m['papers.who-none']} /> : (
        <DataTable
          caption={title}
          columns={[
            { head: m['papers.capacity'], rowHeader: true, cell: (one) => <>{capacityInWords(c.var.site, lang, places, { role: one.role, party: one.party, body: null, area: null })}<Sub>{one.name}</Sub></> },
            { head: m['papers.category'], cell: (one) => m[`papers.group.${one.group}`] },
            { head: m['papers.opened'], cell: (one) => (one.firstOpened === null ? <span class="muted">{m['papers.not-opened']}</span> : <>{formatZoned(one.firstOpened, zone, lang)}{!one.may && <Sub><Status tone="rejected">{m['papers.opened-before']}</Status></Sub>}</>) },
          ]}
          rows={people}
        />
      )}
    </>
  ))
}

type Fields = (c: Reply, form: FormData, paper: Paper) => Promise<Record<string, unknown>> | Record<string, unknown>
const word = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const version = (form: FormData) => ({ version: word(form, 'version') })
const withReason: Fields = (_c, form) => ({ ...version(form), reason: word(form, 'reason') })

/** Each form of a paper's page with the command it performs. */
const forms: Record<string, { act: Act; fields: Fields }> = {
  register: { act: actOf(registerDocument), fields: (_c, form) => ({ ...version(form), expected: word(form, 'expected') || null }) },
  refuse: { act: actOf(refuseDocument), fields: withReason },
  forward: { act: actOf(forwardDocument), fields: (_c, form) => version(form) },
  admit: { act: actOf(admitDocument), fields: (_c, form) => version(form) },
  withdraw: { act: actOf(withdrawDocument), fields: withReason },
  recall: { act: actOf(recallDocument), fields: withReason },
  describe: {
    act: actOf(describeDocument),
    fields: (_c, form) => ({ ...version(form), asOfStamp: word(form, 'asOfStamp'), annexNumber: word(form, 'annexNumber') === '' ? null : Number(word(form, 'annexNumber')), classification: word(form, 'classification') || 'none', handling: word(form, 'handling'), item: word(form, 'item') || null }),
  },
  decide: { act: actOf(decideRelease), fields: (_c, form) => ({ ...version(form), verdict: word(form, 'verdict') }) },
  name: { act: actOf(nameReader), fields: (_c, form) => ({ person: word(form, 'person'), reason: word(form, 'reason') }) },
  'end-naming': { act: actOf(endReader), fields: (_c, form) => ({ admission: word(form, 'admission') }) },
  'add-file': { act: actOf(addFile), fields: async (c, form, paper) => ({ lang: word(form, 'lang'), upload: (await uploadFrom(c, paper.meeting, form, 'file')) ?? '' }) },
}

/** One list for both directions: what it says decides whether it is raised, opened, or asked for. */
function marksAsked(c: Reply, form: FormData, paper: Paper): { act: Act; input: Record<string, unknown>; done: string } {
  const [distribution = '', partner] = word(form, 'distribution').split(':')
  const marks = { distribution, partner: distribution === 'PARTNER' ? (partner ?? null) : paper.partner, joint: paper.joint }
  const known = (distributions as readonly string[]).includes(distribution)
  const wider = known && widens(paper, { ...marks, distribution: distribution as Distribution })
  const input = { document: paper.id, ...version(form), ...marks }
  if (!wider) return { act: actOf(narrowDocument), input, done: 'marks' }
  if (canWiden(c.var.actor, { ...paper, backing: null, backedAt: null }).allowed) return { act: actOf(widenDocument), input, done: 'marks' }
  return { act: actOf(proposeRelease), input: { ...input, reason: word(form, 'reason') }, done: 'propose' }
}

paperPages.post('/documents/*', async (c, next) => {
  const at = readAddress(new URL(c.req.url).pathname)
  const known = at && (at.view === 'marks' || forms[at.view])
  if (at === null || !known) return next()
  const paper = await findDocument(c.var.db, c.var, at.key)
  if (!paper) throw missing()
  const form = await c.req.formData()
  const { db, actor, now } = c.var
  try {
    const asked = at.view === 'marks' ? marksAsked(c, form, paper) : undefined
    const entry = forms[at.view]
    if (asked) await asked.act({ db, actor, now, input: asked.input })
    else if (entry) await entry.act({ db, actor, now, input: { document: paper.id, ...(await entry.fields(c, form, paper)) } })
    // It may have a symbol now, or be closed to whoever did it.
    const after = await findDocument(db, c.var, paper.id)
    return c.redirect(after ? `${paperHref(after)}?done=${asked?.done ?? at.view}${after.supersededBy === null ? '' : '&as=filed'}` : '/documents', 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'forbidden' || error.kind === 'missing') throw error
    const typed = Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']))
    return paperPage(c, await readPaper(c, paper.id, { asFiled: true }), { act: at.view, error, typed })
  }
})
