import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { actOf, perform } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, DataTable, ErrorSummary, FileField, Form, numeral, PageTitle, Pagination, Radios, Section, Status, Sub, TextField } from '../../../ui/index.ts'
import { cleanName } from '../../documents/index.ts'
import { dropImport, readImport, stageImport, takeImport } from '../commands.ts'
import { largestFile, readFileOf } from '../import/file.ts'
import type { Choices, ImportedActivity } from '../import/rules.ts'
import { columnLetter, mostRows } from '../import/sheet.ts'
import { wordKinds } from '../import/view.ts'
import { manyFields, type ImportField } from '../import/words.ts'
import type { Programme } from '../queries.ts'
import { bytesOfDraft, type Draft, findDraft, findImported, listDrafts } from '../queries/import.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { money, programmeHref, words } from '../wording.ts'
import { programmeOf } from './activity-of.ts'
import { dayOrNone, readNumber, type Sent, sent, tryAct } from './asking.ts'
import { notedFile } from './file-parts.tsx'
import { importCrumbs, readingOf, showReading } from './import-reading.tsx'

export const importPages = router()

async function kept(c: Reply): Promise<Programme> {
  const programme = await programmeOf(c)
  requireAllowed(canKeepProgramme(c.var.actor))
  return programme
}

async function draftOf(c: Reply, programme: Programme): Promise<Draft> {
  const draft = await findDraft(c.var.db, c.req.param('draft') ?? '')
  if (!draft || draft.programme !== programme.id) throw missing()
  return draft
}

importPages.get('/plans/:body/:kind/:year/import', async (c) => showUpload(c, await kept(c), {}))

/** Step 1: the file, and files that wait to be answered. */
async function showUpload(c: Reply, programme: Programme, shown: { errors?: Record<string, string>; status?: number }): Promise<Response> {
  const { lang, db, site } = c.var
  const m = words[lang]
  const at = `${programmeHref(programme)}/import`
  const drafts = await listDrafts(db, programme.id)
  const frozen = programme.frozenAt !== null || programme.closedAt !== null
  return page(
    c,
    { title: m['plan-import.title'], current: '/plans', status: shown.status, breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: m['plan-import.nav'] }] },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field, message }))} />
      <PageTitle over={programme.title[lang]} title={m['plan-import.title']} lede={m['plan-import.lede']} />
      {frozen ? <p class="mf-inset">{site.say(lang, 'plans.frozen')}</p> : (
        <Form action={at} files>
          <FileField name="file" label={m['plan-import.file']} hint={m['plan-import.file-hint'](numeral(lang, mostRows))} accept=".xlsx,.docx" error={shown.errors?.['file']} />
          <Actions><Button>{m['plan-import.read']}</Button><a class="govuk-link" href={`${programmeHref(programme)}/activities`}>{m['plans.cancel']}</a></Actions>
        </Form>
      )}
      {drafts.length > 0 && (
        <Section title={m['plan-import.drafts']} count={drafts.length}>
          <ul class="mf-plain">{drafts.map((draft) => <li><a class="govuk-link" href={`${at}/${draft.id}`}>{draft.fileName}</a> <Sub>{m['plan-import.draft-by'](draft.byName, formatDay(dayInZone(draft.madeAt, c.var.site.config.zone), lang))}{draft.taken.length > 0 && ` · ${m['plan-import.draft-taken'](numeral(lang, draft.taken.length))}`}</Sub></li>)}</ul>
        </Section>
      )}
    </>,
  )
}

importPages.post('/plans/:body/:kind/:year/import', async (c) => {
  const programme = await kept(c)
  try {
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code: 'plan-import.file-needed' }] })
    // Never more in memory than is read.
    if (file.size > largestFile) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code: 'file.too-large', params: { mb: largestFile / 1048576, is: Math.ceil(file.size / 1048576) } }] })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { sheets, sha256 } = await readFileOf(bytes, file.name)
    const word = /\.docx$/i.test(file.name)
    const { id } = await perform(stageImport, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { programme: programme.id, fileName: cleanName(file.name, word ? 'docx' : 'xlsx'), sha256, sheets, bytes: word ? null : bytes } })
    return c.redirect(`${programmeHref(programme)}/import/${id}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return showUpload(c, programme, { errors: fieldErrors(error.faults, c), status: statusOf(error) })
  }
})

importPages.get('/plans/:body/:kind/:year/import/:draft', async (c) => {
  const programme = await kept(c)
  return showReading(c, await readingOf(c, programme, await draftOf(c, programme)), {})
})

/** What was sent over what stood: words and rows that were not on the page keep their answers. */
function answersOf({ one }: Sent, draft: Draft, today: string, faults: Fault[]): Choices {
  const before = draft.choices
  const choices: Choices = { ...before, columns: { ...before.columns }, words: { status: { ...before.words.status }, area: { ...before.words.area }, strategy: { ...before.words.strategy }, party: { ...before.words.party }, heading: { ...before.words.heading } }, cells: { ...before.cells }, rows: { ...before.rows } }
  const text = (name: string) => (one[name] ?? '').trim()
  choices.sheet = Number(text('sheet') || before.sheet)
  const head = readNumber(one['head'])
  if (typeof head === 'string') faults.push({ path: '/head', code: 'plan-import.no-such-row' })
  // The row that was found is not one that was chosen, until it is another.
  else if (head !== Number(one['headWas'] ?? NaN)) choices.head = head
  choices.hidden = one['hidden'] === 'yes'
  if (text('unstated') === 'PRO' || text('unstated') === 'END') choices.unstated = text('unstated') as 'PRO' | 'END'
  choices.area = text('area')
  choices.strategy = text('strategy')
  if ('currency' in one) {
    choices.currency = text('currency').toUpperCase()
    const rate = readNumber(one['rate'])
    if (typeof rate === 'string') faults.push({ path: '/rate', code: 'plans.rate-positive' })
    else choices.rate = rate
    choices.rateOn = dayOrNone(one['rateOn'], '/rateOn', today, faults)
  }
  for (const [name, value] of Object.entries(one)) {
    const column = /^column-([A-Z]{1,3})$/.exec(name)?.[1]
    if (column) choices.columns[column] = value as ImportField
    const cell = /^cell-(\d+)-([A-Z]{1,3})$/.exec(name)
    if (cell) {
      const key = `${cell[1]}:${cell[2]}`
      const was = draft.sheets[choices.sheet]?.rows.find((row) => row.number === Number(cell[1]))?.cells
      if (value.trim() !== (before.cells[key] ?? shownBefore(was, cell[2] ?? ''))) choices.cells[key] = value.trim()
    }
    const row = /^row-(\d+)-answer$/.exec(name)?.[1]
    if (row) {
      if (value === 'keep' || value === 'leave') choices.rows[row] = value
      else delete choices.rows[row]
    }
  }
  for (const kind of wordKinds) {
    for (let index = 0; `word-${kind}-${index}` in one; index += 1) {
      const became = text(`becomes-${kind}-${index}`)
      const key = one[`word-${kind}-${index}`] ?? ''
      if (became !== '') Object.assign(choices.words[kind], { [key]: became })
    }
  }
  return choices
}

const shownBefore = (cells: readonly unknown[] | undefined, letter: string): string => { const index = Array.from({ length: 60 }, (_, at) => columnLetter(at)).indexOf(letter); const cell = cells?.[index]; return cell === null || cell === undefined ? '' : typeof cell === 'object' ? String(Object.values(cell)[0]) : String(cell) }

importPages.post('/plans/:body/:kind/:year/import/:draft', async (c) => {
  const programme = await kept(c)
  const draft = await draftOf(c, programme)
  const form = await sent(c)
  const faults: Fault[] = []
  const choices = answersOf(form, draft, c.var.today, faults)
  // One column for each, save for those whose words may be put together.
  const used = Object.entries(choices.columns)
  for (const [letter, field] of used) if (!manyFields.includes(field) && used.some(([other, same]) => same === field && other < letter)) faults.push({ path: `/columns/${letter}`, code: 'plan-import.column-twice', params: { letter } })
  const outcome = await tryAct(c, actOf(readImport), { draft: draft.id, version: form.one['version'], choices }, form.one, faults)
  const at = `${programmeHref(programme)}/import/${draft.id}`
  if (outcome.done) return c.redirect(form.one['do'] === 'preview' ? `${at}/preview` : at, 303)
  return showReading(c, await readingOf(c, programme, draft, choices), { ...outcome, errors: Object.fromEntries(Object.entries(outcome.errors).map(([path, message]) => [path.replace(/^choices\./, '').replace(/^columns\.([A-Z]+)$/, 'column-$1'), message])) })
})

importPages.post('/plans/:body/:kind/:year/import/:draft/drop', async (c) => {
  const programme = await kept(c)
  const draft = await draftOf(c, programme)
  const { one } = await sent(c)
  await actOf(dropImport)({ db: c.var.db, actor: c.var.actor, now: c.var.now, input: { draft: draft.id, version: one['version'] } })
  return c.redirect(`${programmeHref(programme)}/import`, 303)
})

/** The workbook that was sent, with a note in each cell that is not understood. */
importPages.get('/plans/:body/:kind/:year/import/:draft/notes.xlsx', async (c) => {
  const { lang, site } = c.var
  const programme = await kept(c)
  const draft = await draftOf(c, programme)
  const { sheet, read } = await readingOf(c, programme, draft)
  // What is wrong with a whole row stands in its first cell.
  const notes = read.open.flatMap((open) => open.faults.map((fault) => ({ at: `${fault.letter || 'A'}${fault.row}`, text: site.say(lang, fault.code, fault.params) })))
  return notedFile(c, { bytes: await bytesOfDraft(c.var.db, draft.id), name: draft.fileName, sheet: sheet.name, notes })
})

importPages.get('/plans/:body/:kind/:year/import/:draft/preview', async (c) => {
  const programme = await kept(c)
  return showPreview(c, programme, await draftOf(c, programme), {})
})

const rowsOfPage = 100

/** Step 3: each row as it will stand, then one button. */
async function showPreview(c: Reply, programme: Programme, draft: Draft, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { lang, db } = c.var
  const m = words[lang]
  const n = (count: number) => numeral(lang, count)
  const { read, known } = await readingOf(c, programme, draft)
  const before = draft.taken.length === 0 ? await findImported(db, programme.id, draft.sha256) : null
  const at = `${programmeHref(programme)}/import/${draft.id}`
  const pages = Math.max(1, Math.ceil(read.ready.length / rowsOfPage))
  const here = Math.min(pages, Math.max(1, Number(c.req.query('page') ?? 1) || 1))
  const rows = read.ready.slice((here - 1) * rowsOfPage, here * rowsOfPage)
  const nameIn = (list: readonly { key: string; names: readonly string[] }[], key: string | null, offset = 0) => list.find((one) => one.key === key)?.names[offset + (lang === 'th' ? 1 : 0)] ?? key
  const due = (activity: ImportedActivity) => (activity.dueAfter ? (activity.dueAfter.months === 0 ? m['plan-import.at-meeting'](activity.dueAfter.meeting) : m['plan-import.due-after'](n(activity.dueAfter.months), activity.dueAfter.meeting)) : activity.recurring && activity.dueOn === null ? m['plans.each-year'] : activity.dueOn ? formatDay(activity.dueOn, lang, 'short') : m['plans.none-stated'])
  const errors = shown.errors ?? {}
  return page(
    c,
    { title: m['plan-import.preview-title'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: importCrumbs(c, programme, m['plan-import.steps'](n(3)), [{ label: draft.fileName, href: at }]) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle title={m['plan-import.preview-title']} lede={m['plan-import.preview-lede'](n(read.ready.length), draft.fileName)} />
      <DataTable
        caption={m['plan-import.preview-caption'](n((here - 1) * rowsOfPage + Math.min(1, rows.length)), n((here - 1) * rowsOfPage + rows.length), n(read.ready.length))} showCaption rows={rows}
        columns={[
          { head: m['plan-import.row'](''), class: 'lead', cell: (activity) => String(activity.row) },
          { head: m['plans.activity'], rowHeader: true, class: 'wide', cell: (activity) => <><span class="sym">{activity.code}</span>{activity.codeProposed && <span class="small muted"> {m['plan-import.code-proposed']}</span>}<br />{activity.title[lang]}{activity.remarks && <Sub>{activity.remarks.slice(0, 160)}</Sub>}</> },
          { head: m['plans.filter.area'], cell: (activity) => <>{nameIn(known.areas, activity.area)}<Sub>{nameIn(known.strategies, activity.strategy)}</Sub></> },
          { head: m['plans.fact.lead'], cell: (activity) => nameIn(known.parties, activity.lead, 1) ?? (activity.participants.includes('all') ? m['plans.fact.all-members'] : <span class="muted">{m['plans.none-stated']}</span>) },
          { head: m['plans.due'], cell: (activity) => <>{due(activity)}{activity.startsOn && <Sub>{m['plan-import.from-day'](formatDay(activity.startsOn, lang, 'short'))}</Sub>}</> },
          { head: m['plans.filter.status'], cell: (activity) => <><Status tone={activity.asReported || activity.status === 'ONG' ? 'part' : 'none'}>{activity.asReported ? m['plan-import.status.DONE'] : m[`plans.status.${activity.status}`]}</Status>{activity.said && <Sub>{activity.said.slice(0, 60)}</Sub>}</> },
          { head: m['plans.money'], class: 'nowrap', cell: (activity) => (activity.budget !== null && activity.currency !== null ? money(activity.budget, activity.currency, lang) : <span class="muted">{m['plans.none-stated']}</span>) },
        ]}
      />
      <Pagination page={here} pages={pages} href={(number) => `${at}/preview?page=${number}`} />
      <Form action={`${at}/take`} version={draft.version}>
        <TextField name="decision" label={m['plan-import.decision']} hint={m['plan-import.decision-hint']} width={30} value={shown.typed?.['decision']} error={errors['decision']} />
        {read.open.length > 0 && <Radios name="partly" label={m['plan-import.partly']} value={shown.typed?.['partly'] ?? 'yes'} error={errors['partly']} options={[{ value: 'yes', label: m['plan-import.partly-yes'](n(read.open.length)) }, { value: 'no', label: m['plan-import.partly-no'] }]} />}
        {before && <Checkboxes name="again" label={m['plan-import.again']} hint={m['plan-import.came-before'](n(before.rows), before.byName, formatDay(dayInZone(before.importedAt, c.var.site.config.zone), lang))} small values={shown.typed?.['again'] ? ['yes'] : []} error={errors['again']} options={[{ value: 'yes', label: m['plan-import.again-yes'] }]} />}
        <Actions><Button>{m['plan-import.take'](n(read.ready.length))}</Button><a class="govuk-link" href={at}>{m['plan-import.back']}</a></Actions>
      </Form>
    </>,
  )
}

importPages.post('/plans/:body/:kind/:year/import/:draft/take', async (c) => {
  const programme = await kept(c)
  const draft = await draftOf(c, programme)
  const { one } = await sent(c)
  const outcome = await tryAct(c, (request) => perform(takeImport, request), { draft: draft.id, version: one['version'], decision: one['decision'] ?? '', partly: one['partly'] === 'yes', again: one['again'] === 'yes' }, one)
  if (!outcome.done) return showPreview(c, programme, draft, outcome)
  return c.redirect(outcome.result.open > 0 ? `${programmeHref(programme)}/import/${draft.id}` : `${programmeHref(programme)}/activities?imported=${outcome.result.imported}`, 303)
})
