import { createHash } from 'node:crypto'
import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { type Lang, listed } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Button, Checkboxes, FileField, Form, Hidden, numeral, PageTitle, Scroll, Section, Sub, TextField } from '../../../ui/index.ts'
import { contentDisposition } from '../../documents/index.ts'
import { answerTable, dropTable, takeTable, uploadTable } from '../commands.ts'
import { shownAs } from '../form-file/form.ts'
import { largestFile, refuseFile } from '../form-file/workbook.ts'
import type { Programme } from '../queries.ts'
import { lastChangedBy, mandatesSeen, tableChoices, type TableFile, tableFiles } from '../queries/table-file.ts'
import { canTakeTable } from '../rules/acts.ts'
import { digestOf, tableAsked } from '../table-file/asked.ts'
import { columns, fieldName, type SheetField } from '../table-file/columns.ts'
import { differenceOf, type Judging, type TableChange, type TableDifference } from '../table-file/difference.ts'
import { readTableFile, tableFile } from '../table-file/workbook.ts'
import { programmeHref, words } from '../wording.ts'
import { programmeOf } from './activity-of.ts'
import { sent } from './asking.ts'
import { choicesIn, Compare, FaultSheet, FaultSummary, fixesIn, notedFile, NotedLink, notesOf, PickSide, type ShownFile, some } from './file-parts.tsx'
import { queryOf, viewOf } from './views.tsx'

export const tableFilePages = router()

const at = '/plans/:body/:kind/:year/activities/table'
const hrefOf = (programme: Programme): string => `${programmeHref(programme)}/activities/table`
const frozen = (programme: Programme): boolean => programme.frozenAt !== null || programme.closedAt !== null
const verdictOf = (c: Reply, programme: Programme) => canTakeTable(c.var.actor, { planPartner: programme.partner, frozen: frozen(programme) })
const ownerOf = (c: Reply, programme: Programme) => ({ programme: programme.id, person: c.var.actor.person?.id ?? '' })

/** The activities as this reader sees them, those the filter shows, as a spreadsheet. */
tableFilePages.get(`${at}.xlsx`, async (c) => {
  const { db, actor, now, lang } = c.var
  const { programme, areas, shown } = await viewOf(c)
  const ordered = areas.flatMap((area) => shown.filter((activity) => activity.area === area.slug))
  const [choices, seen] = await Promise.all([tableChoices(db, programme, shown), mandatesSeen(db, { actor, now }, shown)])
  const bytes = await tableFile({ programme: programme.id, title: programme.title[lang], at: now }, ordered, seen, choices, lang)
  const name = `activities-${programme.code.replaceAll('/', '-')}.xlsx`
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': contentDisposition(name), 'cache-control': 'private, no-store' })
})

tableFilePages.get(at, async (c) => showStart(c, {}))

async function showStart(c: Reply, shown: { error?: string; status?: number }): Promise<Response> {
  const { db, lang, site } = c.var
  const m = words[lang]
  const view = await viewOf(c)
  const { programme } = view
  const href = hrefOf(programme)
  const filter = queryOf(view.asked)
  const verdict = verdictOf(c, programme)
  const files = verdict.allowed ? await tableFiles.list(db, ownerOf(c, programme)) : []
  const fileName = `activities-${programme.code.replaceAll('/', '-')}.xlsx`
  return page(
    c,
    { title: `${m['table.title']} – ${programme.title[lang]}`, current: '/plans', status: shown.status, flash: c.req.query('did') === 'dropped' ? { kind: 'info', text: m['exchange.dropped'] } : undefined, breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: m['plans.activity-list'], href: `${programmeHref(programme)}/activities` }, { label: m['table.nav'] }] },
    <>
      <FaultSummary shown={noFaults(lang)} more={shown.error ? [{ field: 'file', message: shown.error }] : []} />
      <PageTitle over={programme.title[lang]} title={m['table.title']} lede={verdict.allowed ? m['table.lede'] : undefined} />
      {view.all.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <Form action={href} files class="mf-form--wide">
        <ol class="steps">
          <li><b>{m['exchange.step-1']}</b><br /><a class="govuk-link" href={`${href}.xlsx${filter}`} data-turbo="false">{fileName}</a><span class="small muted mf-block">{m['table.rows'](numeral(lang, view.shown.length))}</span>{filter !== '' && <a class="govuk-link small" href={href}>{m['table.all']}</a>}</li>
          <li><b>{m['table.step-2']}</b><span class="small muted mf-block">{m['table.change-note']}</span></li>
          <li><b>{m['exchange.step-3']}</b>{verdict.allowed ? <><FileField name="file" label={m['table.file']} accept=".xlsx" error={shown.error} /><Button kind="secondary" small>{m['exchange.look']}</Button><span class="small muted mf-block">{m['table.upload-note']}</span></> : <span class="small muted mf-block">{frozen(programme) ? m['table.frozen-note'] : m['table.who-note']}</span>}</li>
        </ol>
      </Form>
      {files.length > 0 && <p class="small">{m['table.your-files']}: {files.map((file, index) => <>{index > 0 && ' · '}<a class="govuk-link" href={`${href}/${file.id}`}>{file.name}</a> <span class="muted">{formatDay(dayInZone(file.uploadedAt, site.config.zone), lang, 'short')} {file.takenAt === null ? m['exchange.file-waits'] : m['exchange.file-taken']}</span></>)}</p>}
    </>,
  )
}

const noFaults = (lang: Lang): ShownFile => ({ lang, columns, read: { letters: {}, rows: [] }, faults: [], fixes: {}, name: (field) => field, say: () => '', choice: (_field, choice) => choice })

/** Reads the file and keeps what was read; no activity changes. */
tableFilePages.post(at, async (c) => {
  const programme = await programmeOf(c)
  requireAllowed(verdictOf(c, programme))
  const { db, actor, now } = c.var
  try {
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || file.size === 0) throw refuseFile('exchange.file-needed')
    // Never more in memory than is read.
    if (file.size > largestFile) throw refuseFile('file.too-large', { mb: largestFile / 1048576, is: Math.ceil(file.size / 1048576) })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = await readTableFile(bytes, file.name, programme.id)
    const { id, again } = await perform(uploadTable, { db, actor, now, input: { programme: programme.id, sha256: createHash('sha256').update(bytes).digest('hex'), name: file.name.slice(-200), read, bytes } })
    return c.redirect(`${hrefOf(programme)}/${id}${again ? '?did=same' : ''}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return showStart(c, { error: fieldErrors([...error.faults], c)['file'] ?? c.var.site.say(c.var.lang, error.code, error.params), status: statusOf(error) })
  }
})

interface Compared {
  programme: Programme
  file: TableFile
  found: TableDifference
  judging: Judging
  example: boolean
}

async function compare(c: Reply): Promise<Compared> {
  const { db, actor, now, today } = c.var
  const programme = await programmeOf(c)
  requireAllowed(canTakeTable(actor, { planPartner: programme.partner, frozen: false }))
  const file = await tableFiles.find(db, ownerOf(c, programme), c.req.param('file') ?? '')
  if (!file) throw missing()
  const { asked, judging } = await tableAsked(db, { actor, now }, { ...programme, frozen: frozen(programme) }, file, today)
  const found = differenceOf(file.read, asked, file.answers, judging)
  const order = new Map(columns.map((column, index) => [column.field, index]))
  found.faults.sort((a, b) => a.row - b.row || (order.get(a.field) ?? 0) - (order.get(b.field) ?? 0))
  return { programme, file, found, judging, example: asked.some((one) => one.activity.origin === 'demonstration') }
}

tableFilePages.get(`${at}/:file`, async (c) => showFile(c, await compare(c), {}))

/** More are seen once these are taken in. */
const shownChanges = 600

tableFilePages.post(`${at}/:file`, async (c) => {
  const compared = await compare(c)
  const { db, actor, now, lang, site } = c.var
  const { programme, file, found } = compared
  const { one, many } = await sent(c)
  const href = hrefOf(programme)
  const input = (more: Record<string, unknown>) => ({ db, actor, now, input: { programme: programme.id, file: file.id, ...more } })
  if (one['act'] === 'drop') {
    await perform(dropTable, input({}))
    return c.redirect(`${href}?did=dropped`, 303)
  }
  const fixes = Object.fromEntries(Object.entries(fixesIn(one)).filter(([key, value]) => found.faults.some((fault) => fault.key === key) && file.answers.fixes[key] !== value))
  const ticked = new Set(many('take'))
  const here = found.changes.slice(0, shownChanges)
  const choices = { ...Object.fromEntries(here.filter((change) => !change.both).map((change) => [change.key, ticked.has(change.key) ? 'file' : 'here'])), ...choicesIn(one) } as Record<string, 'here' | 'file'>
  const hiddenRows = file.answers.hiddenRows || one['hidden'] === 'read'
  try {
    // What was corrected is seen as a difference before it can go in.
    if (one['act'] !== 'take' || Object.keys(fixes).length > 0 || hiddenRows !== file.answers.hiddenRows) {
      await perform(answerTable, input({ fixes, choices, hiddenRows }))
      return c.redirect(`${href}/${file.id}?did=checked`, 303)
    }
    const { cells } = await perform(takeTable, input({ choices, later: found.changes.slice(shownChanges).map((change) => change.key), decision: one['decision'] ?? '', seen: one['seen'] ?? '' }))
    return c.redirect(`${href}/${file.id}?did=took&n=${cells}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    const errors = fieldErrors([...error.faults], c)
    return showFile(c, await compare(c), { refusal: error.kind === 'invalid' ? undefined : site.say(lang, error.code, error.params), errors, status: statusOf(error), choices, decision: one['decision'] })
  }
})

function viewIn(c: Reply, { file, found, judging }: Compared): ShownFile {
  const { lang, site } = c.var
  return { lang, columns, read: file.read, faults: found.faults, fixes: file.answers.fixes, name: (field) => fieldName(field as SheetField, lang), say: (fault) => site.say(lang, fault.code, fault.params), choice: (field, choice) => valueText(judging, field as SheetField, choice, lang) }
}

/** The file that was sent, with a note in each cell that is not understood. */
tableFilePages.get(`${at}/:file/notes.xlsx`, async (c) => {
  const compared = await compare(c)
  const { programme, file } = compared
  return notedFile(c, { bytes: await tableFiles.bytes(c.var.db, ownerOf(c, programme), file.id), name: file.name, sheet: file.read.sheet, notes: notesOf(viewIn(c, compared)) })
})

async function showFile(c: Reply, compared: Compared, shown: { refusal?: string | undefined; errors?: Record<string, string>; status?: number; choices?: Record<string, string>; decision?: string | undefined }): Promise<Response> {
  const { db, lang, site } = c.var
  const m = words[lang]
  const n = (value: number) => numeral(lang, value)
  const { programme, file, found, judging, example } = compared
  const { faults, changes } = found
  const href = hrefOf(programme)
  const view = viewIn(c, compared)
  const did = c.req.query('did')
  const count = Number(c.req.query('n')) || 0
  const flash = shown.refusal ? { kind: 'error' as const, text: shown.refusal } : did === 'took' ? { kind: 'success' as const, text: m['table.took'](n(count), count) } : did === 'checked' ? { kind: 'info' as const, text: m['exchange.checked'] } : did === 'same' ? { kind: 'info' as const, text: m['exchange.same-file'] } : undefined
  const open = !frozen(programme)
  const both = changes.filter((change) => change.both)
  const deciding = changes.filter((change) => change.decision)
  const absent = columns.filter((column) => column.kind !== 'fixed' && file.read.letters[column.field] === undefined).map((column) => fieldName(column.field, lang))
  const byWhom = await lastChangedBy(db, programme.id, found.meanwhile.map(({ id }) => id), file.read.facts['at'] ?? '')
  const day = (instant: string) => formatDay(dayInZone(instant, site.config.zone), lang)
  const errors = shown.errors ?? {}
  const cellOf = (path: string) => { const [row, field = ''] = path.slice('cell-'.length).split('.'); return { row: Number(row), field: field as SheetField } }
  const beside = Object.entries(errors).map(([path, message]) => { if (!path.startsWith('cell-')) return { field: path, message }; const { row, field } = cellOf(path); return { field: 'differences', message: m['exchange.fault'](n(row), file.read.letters[field] ?? '', fieldName(field, lang), message) } })
  return page(
    c,
    { title: m['exchange.title'](file.name), current: '/plans', status: shown.status, flash, breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: m['plans.activity-list'], href: `${programmeHref(programme)}/activities` }, { label: m['table.nav'], href }, { label: file.name }] },
    <>
      <FaultSummary shown={view} more={beside} />
      <PageTitle over={programme.title[lang]} title={m['exchange.title'](file.name)} lede={faults.length > 0 ? m['exchange.read'](n(found.rows), n(faults.length), faults.length) : m['exchange.read-all'](n(found.rows))} />
      {example && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <p class="small muted">{file.takenAt === null ? m['table.came'](day(file.uploadedAt), file.uploadedName) : m['exchange.taken'](day(file.takenAt), file.takenName ?? '', n(file.takenCells ?? 0), file.takenCells ?? 0)}</p>
      {!open && <p class="mf-inset">{m['table.frozen-note']}</p>}
      {found.absent.length > 0 && <p class="mf-inset">{m['table.removed'](n(found.absent.length), some(found.absent))}</p>}
      {found.meanwhile.length > 0 && (
        <div class="mf-inset">
          <p>{m['table.meanwhile'](n(found.meanwhile.length))}</p>
          <ul class="small mf-plainlist">{found.meanwhile.slice(0, 12).map((one) => <li><span class="sym">{one.code}</span> {m['table.meanwhile-one'](listed(one.fields.map((field) => fieldName(field, lang)), lang), byWhom.get(one.id) ?? '')}</li>)}</ul>
        </div>
      )}
      <Form action={`${href}/${file.id}`} class="mf-form--wide">
        <Hidden name="seen" value={digestOf(found)} />
        {faults.length > 0 && <FaultSheet shown={view} always={['code', lang === 'th' ? 'titleTh' : 'titleEn']} editable={open}><NotedLink lang={lang} href={`${href}/${file.id}/notes.xlsx`} /></FaultSheet>}
        <Section title={m['exchange.differences']} id="differences" lede={changes.length > 0 ? m['exchange.differences-n'](n(changes.length), n(new Set(changes.map((one) => one.row)).size), changes.length) : undefined}>
          {changes.length > 0 ? <Changes {...{ lang, judging, editable: open }} changes={changes.slice(0, shownChanges)} chosen={{ ...file.answers.choices, ...shown.choices }} /> : <p>{m['exchange.no-differences']}</p>}
          {changes.length > shownChanges && <p class="small muted">{m['table.more'](n(changes.length - shownChanges))}</p>}
        </Section>
        <ul class="small muted mf-plainlist">
          {found.formulas > 0 && <li>{m['exchange.formulas'](n(found.formulas))}</li>}
          {file.read.unread.length > 0 && <li>{m['exchange.unread'](file.read.unread.slice(0, 20).join(', '))}</li>}
          {absent.length > 0 && <li>{m['exchange.no-column'](absent.join(', '))}</li>}
          {both.length > 0 && <li>{m['exchange.waits'](n(both.length), both.length)}</li>}
        </ul>
        {found.hidden > 0 && !file.answers.hiddenRows && <Checkboxes name="hidden" label={m['exchange.hidden'](n(found.hidden))} options={[{ value: 'read', label: m['exchange.read-hidden'] }]} small />}
        {open && deciding.length > 0 && <TextField name="decision" label={m['table.decision']} hint={`${m['table.decision-why'](n(deciding.length), deciding.length)} ${m['plans.field.decision-hint']}`} value={shown.decision} error={errors['decision']} width={30} />}
        {open && (
          <div class="govuk-button-group">
            {changes.length > 0 && <Button name="act" value="take">{m['table.take-in']}</Button>}
            {(faults.length > 0 || (found.hidden > 0 && !file.answers.hiddenRows)) && <Button name="act" value="check" kind={changes.length > 0 ? 'secondary' : 'primary'}>{m['exchange.check']}</Button>}
            <Button name="act" value="drop" kind="secondary">{m['exchange.drop']}</Button>
            <a class="govuk-link" href={href}>{m['plans.cancel']}</a>
          </div>
        )}
      </Form>
    </>,
  )
}

/** A value in the words of the reader; days in his calendar. */
function valueText(judging: Judging, field: SheetField, value: string, lang: Lang): string {
  const column = columns.find((one) => one.field === field)
  if (column?.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value, lang)
  if (column?.kind === 'currency') return `${value} ${new Intl.DisplayNames([lang], { type: 'currency' }).of(value) ?? ''}`.trim()
  return column === undefined || field === 'code' ? value : shownAs(column, judging.choices(field), value, lang)
}

/** What is now and what the file says, a tick for each; where both sides changed, a choice. */
function Changes({ lang, judging, changes, chosen, editable }: { lang: Lang; judging: Judging; changes: readonly TableChange[]; chosen: Record<string, string>; editable: boolean }) {
  const m = words[lang]
  const value = (field: SheetField, text: string): string => (text === '' ? m['exchange.blank'] : valueText(judging, field, text, lang))
  return (
    <Scroll name={m['exchange.differences']}>
      <table class="mf-t mf-t--stack mf-changes">
        <caption class="vh">{m['exchange.differences']}</caption>
        <thead><tr><th scope="col">{m['plans.activity']}</th><th scope="col">{m['exchange.col-field']}</th><th scope="col">{m['exchange.col-both']}</th><th scope="col">{m['exchange.col-result']}</th></tr></thead>
        <tbody>
          {changes.map((change) => {
            const id = `take-${change.key.replace('.', '-')}`
            return (
              <tr>
                <th scope="row" class="sym">{change.code}</th>
                <td data-h={m['exchange.col-field']}>{fieldName(change.field, lang)}</td>
                <td data-h={m['exchange.col-both']}>{change.both ? <>{m['exchange.here-now']} <q>{value(change.field, change.here)}</q><br />{m['exchange.file-says']} <q>{value(change.field, change.file)}</q></> : <Compare lang={lang} whole={columns.find((column) => column.field === change.field)?.kind !== 'text'} before={change.here === '' ? '' : value(change.field, change.here)} after={change.file === '' ? '' : value(change.field, change.file)} />}</td>
                <td data-h={m['exchange.col-result']}>
                  {change.both ? <PickSide lang={lang} id={change.key} about={m['exchange.choose-about'](change.code, fieldName(change.field, lang))} chosen={chosen[change.key]} editable={editable} />
                    : <div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id={id} name="take" value={change.key} checked={chosen[change.key] !== 'here'} disabled={!editable} /><label class="govuk-label govuk-checkboxes__label" for={id}>{m['table.take']}<span class="vh"> {change.code}, {fieldName(change.field, lang)}</span></label></div></div>}
                  {change.decision && <Sub>{m['table.needs-decision']}</Sub>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Scroll>
  )
}
