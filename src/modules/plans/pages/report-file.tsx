import { createHash } from 'node:crypto'
import { perform } from '../../../kernel/command.ts'
import { dayInZone, formatDay, formatInstant } from '../../../kernel/calendar.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, Checkboxes, type Children, Form, Hidden, numeral, PageTitle, Scroll, Section } from '../../../ui/index.ts'
import { answerReportFile, dropFile, takeReportFile, uploadReportFile } from '../commands.ts'
import { contentDisposition } from '../../documents/index.ts'
import { type ReportFile, reportFiles } from '../queries/exchange.ts'
import { isOpen } from '../queries/reports.ts'
import { digestOf, fileRows, type JudgedProof, judgeProofs, toCompare } from '../report-file/asked.ts'
import { columns, fieldName, type SheetField, wordOf } from '../report-file/columns.ts'
import { type CellChange, type CellFault, type Difference, differenceOf } from '../report-file/difference.ts'
import { readReportFile, reportFile } from '../report-file/workbook.ts'
import { programmeHref, words } from '../wording.ts'
import { sent } from './asking.ts'
import { choicesIn, Compare, FaultSheet, FaultSummary, fixesIn, notedFile, NotedLink, notesOf, PickSide, type ShownFile, shownRows, some } from './file-parts.tsx'
import { type Reporting, reportingOf, showForm } from './report-form.tsx'

export const reportFilePages = router()

const ownerOf = ({ round, subject }: Reporting) => ({ round: round.id, party: subject.party, reporter: subject.reporter, area: subject.area })
const named = ({ round, subject }: Reporting) => ({ round: round.id, reporter: subject.reporter, area: subject.area })
const mayTake = ({ round, report }: Reporting, now: string): boolean => isOpen(round, now) && (report === null || report.state === 'DRAFT' || report.state === 'RETURNED')
const at = '/plans/:body/:kind/:year/rounds/:round/report'

reportFilePages.get(`${at}/form.xlsx`, async (c) => {
  const reporting = await reportingOf(c)
  const { lang, now } = c.var
  const { round, report, subject } = reporting
  const bytes = await reportFile({ ...ownerOf(reporting), version: report?.version ?? 0, at: now, roundName: `${reporting.programme.title[lang]} · ${round.name[lang]}` }, fileRows(reporting, lang), lang)
  const name = `report-${[subject.area, round.periodUntil, subject.party].filter(Boolean).join('-')}.xlsx`
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': contentDisposition(name), 'cache-control': 'private, no-store' })
})

/** Reads the file and keeps what was read; the report stays as it is. */
reportFilePages.post(`${at}/file`, async (c) => {
  const reporting = await reportingOf(c)
  const { db, actor, now } = c.var
  try {
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code: 'exchange.file-needed' }] })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = await readReportFile(bytes, file.name)
    const { id, again } = await perform(uploadReportFile, { db, actor, now, input: { ...named(reporting), sha256: createHash('sha256').update(bytes).digest('hex'), name: file.name.slice(-200), read, bytes } })
    return c.redirect(`${reporting.href}/file/${id}${again ? '?did=same' : ''}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    return showForm(c, reporting, { errors: error.kind === 'invalid' ? fieldErrors([...error.faults], c) : { file: c.var.site.say(c.var.lang, error.code, error.params) }, status: statusOf(error) })
  }
})

interface Compared {
  file: ReportFile
  found: Difference
  proofs: JudgedProof[]
  faults: CellFault[]
}

async function compare(c: Reply, reporting: Reporting): Promise<Compared> {
  const { db, actor, now, lang, site } = c.var
  const file = await reportFiles.find(db, ownerOf(reporting), c.req.param('file') ?? '')
  if (!file) throw missing()
  const found = differenceOf(file.read, toCompare(reporting, lang), file.answers, { today: dayInZone(now, reporting.round.zone), lang })
  const judged = await judgeProofs(db, { actor, now }, found, { read: file.read, asked: reporting.asked, programme: reporting.programme, party: reporting.subject.party, ownHost: new URL(site.config.publicUrl).host })
  const order = (fault: CellFault) => fault.row * 100 + columns.findIndex((column) => column.field === fault.field)
  return { file, found, proofs: judged.proofs, faults: [...found.faults, ...judged.faults].sort((a, b) => order(a) - order(b)) }
}

reportFilePages.get(`${at}/file/:file`, async (c) => {
  const reporting = await reportingOf(c)
  return showFile(c, reporting, await compare(c, reporting), {})
})

reportFilePages.post(`${at}/file/:file`, async (c) => {
  const reporting = await reportingOf(c)
  const compared = await compare(c, reporting)
  const { db, actor, now, lang, site } = c.var
  const { one } = await sent(c)
  const own = { ...named(reporting), file: compared.file.id }
  const input = (more: Record<string, unknown>) => ({ db, actor, now, input: { ...own, ...more } })
  if (one['act'] === 'drop') {
    await perform(dropFile, input({}))
    return c.redirect(`${reporting.href}?did=dropped`, 303)
  }
  const fixes = Object.fromEntries(Object.entries(fixesIn(one)).filter(([key, value]) => compared.faults.some((fault) => fault.key === key) && compared.file.answers.fixes[key] !== value))
  const choices = choicesIn(one)
  const hiddenRows = compared.file.answers.hiddenRows || one['hidden'] === 'read'
  try {
    // What was corrected is seen as a difference before it can go in.
    if (one['act'] !== 'take' || Object.keys(fixes).length > 0 || hiddenRows !== compared.file.answers.hiddenRows) {
      await perform(answerReportFile, input({ fixes, choices, hiddenRows }))
      return c.redirect(`${reporting.href}/file/${compared.file.id}?did=checked`, 303)
    }
    const { cells } = await perform(takeReportFile, input({ choices, seen: one['seen'] ?? '', ownHost: new URL(site.config.publicUrl).host, lang }))
    return c.redirect(`${reporting.href}/file/${compared.file.id}?did=took&n=${cells}`, 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    const again = await reportingOf(c)
    const faults = Object.values(fieldErrors([...error.faults], c))
    return showFile(c, again, await compare(c, again), { refusal: [site.say(lang, error.code, error.params), ...faults].join(' '), status: statusOf(error), choices })
  }
})

function viewIn(c: Reply, { file, faults }: Compared): ShownFile {
  const { lang, site } = c.var
  return { lang, columns, read: file.read, faults, fixes: file.answers.fixes, name: (field) => fieldName(field as SheetField, lang), say: (fault) => site.say(lang, fault.code, fault.params), choice: (field, choice) => choiceText(field as SheetField, choice, lang) }
}

/** The file that was sent, with a note in each cell that is not understood. */
reportFilePages.get(`${at}/file/:file/notes.xlsx`, async (c) => {
  const reporting = await reportingOf(c)
  const compared = await compare(c, reporting)
  const { file } = compared
  return notedFile(c, { bytes: await reportFiles.bytes(c.var.db, ownerOf(reporting), file.id), name: file.name, sheet: file.read.sheet, notes: notesOf(viewIn(c, compared)) })
})

async function showFile(c: Reply, reporting: Reporting, compared: Compared, shown: { refusal?: string; status?: number; choices?: Record<string, string> }): Promise<Response> {
  const { lang, now } = c.var
  const m = words[lang]
  const n = (value: number) => numeral(lang, value)
  const { programme, round, href } = reporting
  const { file, found, proofs, faults } = compared
  const view = viewIn(c, compared)
  const did = c.req.query('did')
  const flash = shown.refusal ? { kind: 'error' as const, text: shown.refusal } : did === 'took' ? { kind: 'success' as const, text: m['exchange.took'](n(Number(c.req.query('n')) || 0), Number(c.req.query('n')) || 0) } : did === 'checked' ? { kind: 'info' as const, text: m['exchange.checked'] } : did === 'same' ? { kind: 'info' as const, text: m['exchange.same-file'] } : undefined
  const open = mayTake(reporting, now)
  const both = found.changes.filter((change) => change.both)
  const anything = found.changes.length + proofs.length > 0
  const absent = columns.filter((column) => file.read.letters[column.field] === undefined).map((column) => fieldName(column.field, lang))
  return page(
    c,
    { title: m['exchange.title'](file.name), current: '/plans', status: shown.status, flash, breadcrumbs: [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: round.name[lang], href: `${programmeHref(programme)}/rounds/${round.id}` }, { label: m['plans.report'], href }, { label: file.name }] },
    <>
      <FaultSummary shown={view} />
      <PageTitle over={m['plans.round-until-then'](formatInstant(round.closesAt, round.zone, lang))} title={m['exchange.title'](file.name)} lede={faults.length > 0 ? m['exchange.read'](n(found.rows), n(faults.length), faults.length) : m['exchange.read-all'](n(found.rows))} />
      {reporting.asked.some((activity) => activity.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.example']}</b> {m['plans.example-why']}</p>}
      <p class="small muted">{file.takenAt === null ? m['exchange.came'](formatDay(dayInZone(file.uploadedAt, round.zone), lang), file.uploadedName) : m['exchange.taken'](formatDay(dayInZone(file.takenAt, round.zone), lang), file.takenName ?? '', n(file.takenCells ?? 0), file.takenCells ?? 0)}</p>
      {!open && <p class="mf-inset">{m['exchange.closed-note']}</p>}
      <Form action={`${href}/file/${file.id}`} class="mf-form--wide">
        <Hidden name="seen" value={digestOf(found, proofs)} />
        {faults.length > 0 && <FaultSheet shown={view} always={['code', 'title']} editable={open}><NotedLink lang={lang} href={`${href}/file/${file.id}/notes.xlsx`} /></FaultSheet>}
        <Section title={m['exchange.differences']} id="differences" lede={anything ? m['exchange.differences-n'](n(found.changes.length + proofs.length), n(new Set([...found.changes, ...proofs].map((one) => one.row)).size), found.changes.length + proofs.length) : undefined}>
          {anything ? <Changes lang={lang} found={found} proofs={proofs} chosen={{ ...file.answers.choices, ...shown.choices }} before={reporting} editable={open} /> : <p>{m['exchange.no-differences']}</p>}
        </Section>
        <ul class="small muted mf-plainlist">
          {found.untouched.length > 0 && <li>{m['exchange.untouched'](n(found.untouched.length), some(found.untouched))}</li>}
          {found.formulas > 0 && <li>{m['exchange.formulas'](n(found.formulas))}</li>}
          {file.read.unread.length > 0 && <li>{m['exchange.unread'](file.read.unread.slice(0, 20).join(', '))}</li>}
          {absent.length > 0 && <li>{m['exchange.no-column'](absent.join(', '))}</li>}
          {found.absent.length > 0 && <li>{m['exchange.absent'](n(found.absent.length), some(found.absent))}</li>}
          {both.length > 0 && <li>{m['exchange.waits'](n(both.length), both.length)}</li>}
        </ul>
        {found.hidden > 0 && !file.answers.hiddenRows && <Checkboxes name="hidden" label={m['exchange.hidden'](n(found.hidden))} options={[{ value: 'read', label: m['exchange.read-hidden'] }]} small />}
        {open && (
          <div class="govuk-button-group">
            {anything && <Button name="act" value="take">{m['exchange.take-in']}</Button>}
            {(faults.length > 0 || (found.hidden > 0 && !file.answers.hiddenRows)) && <Button name="act" value="check" kind={anything ? 'secondary' : 'primary'}>{m['exchange.check']}</Button>}
            <Button name="act" value="drop" kind="secondary">{m['exchange.drop']}</Button>
            <a class="govuk-link" href={href}>{m['plans.cancel']}</a>
          </div>
        )}
      </Form>
    </>,
  )
}

const choiceText = (field: SheetField, choice: string, lang: Lang): string => (field === 'proofOn' ? `${formatDay(choice, lang)} (${choice})` : field === 'currency' ? `${choice} ${new Intl.DisplayNames([lang], { type: 'currency' }).of(choice) ?? ''}` : wordOf(field, choice, lang))

/** What is now and what the file says; where both sides changed, a choice. */
function Changes({ lang, found, proofs, chosen, before, editable }: { lang: Lang; found: Difference; proofs: readonly JudgedProof[]; chosen: Record<string, string>; before: Reporting; editable: boolean }) {
  const m = words[lang]
  const value = (change: Pick<CellChange, 'field'>, text: string): string => (text === '' ? m['exchange.blank'] : wordOf(change.field, text, lang))
  const fresh = new Set(found.changes.filter((change) => !before.entries.has(change.activity)).map((change) => change.code))
  const told = new Set<string>()
  const result = (change: CellChange): Children => {
    const first = fresh.has(change.code) && !told.has(change.code)
    told.add(change.code)
    return <>{fresh.has(change.code) ? m['exchange.will-fill'] : m['exchange.will-change']}{first && <span class="small muted mf-block">{m['exchange.and-rest']}</span>}</>
  }
  return (
    <Scroll name={m['exchange.differences']}>
      <table class="mf-t mf-t--stack mf-changes">
        <caption class="vh">{m['exchange.differences']}</caption>
        <thead><tr><th scope="col">{m['plans.activity']}</th><th scope="col">{m['exchange.col-field']}</th><th scope="col">{m['exchange.col-both']}</th><th scope="col">{m['exchange.col-result']}</th></tr></thead>
        <tbody>
          {found.changes.slice(0, shownRows * 4).map((change) => (
            <tr>
              <th scope="row" class="sym">{change.code}</th>
              <td data-h={m['exchange.col-field']}>{fieldName(change.field, lang)}</td>
              <td data-h={m['exchange.col-both']}>{change.both ? <>{m['exchange.here-now']} <q>{value(change, change.here)}</q><br />{m['exchange.file-says']} <q>{value(change, change.file)}</q></> : <Compare lang={lang} before={change.here === '' ? '' : value(change, change.here)} after={change.file === '' ? '' : value(change, change.file)} />}</td>
              <td data-h={m['exchange.col-result']}>{!change.both ? result(change) : (
                <PickSide lang={lang} id={change.key} about={m['exchange.choose-about'](change.code, fieldName(change.field, lang))} chosen={chosen[change.key]} editable={editable} />
              )}</td>
            </tr>
          ))}
          {proofs.map((proof) => <tr><th scope="row" class="sym">{proof.code}</th><td data-h={m['exchange.col-field']}>{m['exchange.new-proof']}</td><td data-h={m['exchange.col-both']}><ins><span class="vh">{m['exchange.added']}: </span>{proof.title}, {proof.place}{proof.on && `, ${formatDay(proof.on, lang)}`}</ins></td><td data-h={m['exchange.col-result']}>{m['exchange.proof-new']}</td></tr>)}
        </tbody>
      </table>
    </Scroll>
  )
}
