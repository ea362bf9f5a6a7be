import { perform } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, PageTitle, Select, TextArea } from '../../../ui/index.ts'
import { listParties } from '../../mechanism/index.ts'
import { mergeReports } from '../commands.ts'
import { listMerged, type Merged } from '../queries/merge.ts'
import { findRound, listSaid, type Round, type Said } from '../queries/reports.ts'
import { canMergeReports } from '../rules/acts.ts'
import { words } from '../wording.ts'
import { activityOf, crumbsTo, type Opened } from './activity-of.ts'
import { SaidText, saidBy } from './activity-parts.tsx'
import { sent, tryAct } from './asking.ts'

export const mergePages = router()

interface Merging extends Opened {
  round: Round
  said: Said[]
  merged: Merged | undefined
}

async function mergingOf(c: Reply): Promise<Merging> {
  const opened = await activityOf(c)
  const { db, actor, now } = c.var
  requireAllowed(canMergeReports(actor, opened.concerned))
  const [round, said, merged] = await Promise.all([findRound(db, c.req.param('round') ?? ''), listSaid(db, { actor, now }, opened.activity.id), listMerged(db, { actor, now }, opened.activity.id)])
  const ofRound = said.filter((one) => one.round === round?.id)
  if (!round || ofRound.length < 2) throw missing()
  return { ...opened, round, said: ofRound, merged: merged.find((one) => one.round === round.id) }
}

mergePages.get('/plans/:body/:kind/:year/activities/:code/merge/:round', async (c) => showForm(c, await mergingOf(c), {}))

/** The texts side by side, as they were submitted, and below them the one that is written from them. */
async function showForm(c: Reply, merging: Merging, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { lang, site } = c.var
  const m = words[lang]
  const { activity, href, round, said, merged } = merging
  const parties = await listParties(c.var.db)
  const partyName = (code: string) => parties.find((party) => party.code === code)?.name[lang] ?? code
  return page(
    c,
    { title: `${m['merge.of-round'](round.name[lang])} · ${activity.code}`, current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsTo(c, merging, m['merge.title']) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field, message }))} />
      <PageTitle over={`${activity.code} ${activity.title[lang]}`} title={m['merge.of-round'](round.name[lang])} lede={m['merge.lede']} />
      {activity.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <div class="both">{said.map((one) => <SaidText said={one} lang={lang} rounds={null} who={saidBy(one, lang, site, partyName)} />)}</div>
      <Form action={`${href}/merge/${round.id}`}>
        {merged && <Hidden name="version" value={merged.version} />}
        <TextArea name="text" label={m['merge.text']} value={shown.typed?.['text'] ?? merged?.text ?? ''} error={shown.errors?.['text']} rows={6} />
        <Select name="language" label={m['merge.language']} options={(['en', 'th'] as const).map((value) => ({ value, label: m[`exchange.language.${value}`] }))} value={shown.typed?.['language'] ?? merged?.language ?? lang} error={shown.errors?.['language']} />
        <Actions><Button>{m['merge.save']}</Button><a class="govuk-link" href={href}>{m['plans.cancel']}</a></Actions>
      </Form>
    </>,
  )
}

mergePages.post('/plans/:body/:kind/:year/activities/:code/merge/:round', async (c) => {
  const merging = await mergingOf(c)
  const { one } = await sent(c)
  const outcome = await tryAct(c, (request) => perform(mergeReports, request), { activity: merging.activity.id, round: merging.round.id, version: one['version'] ?? null, text: one['text'] ?? '', language: one['language'] ?? c.var.lang }, one)
  return outcome.done ? c.redirect(merging.href, 303) : showForm(c, merging, outcome)
})
