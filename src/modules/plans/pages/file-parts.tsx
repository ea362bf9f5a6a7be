import { diffWordsWithSpace } from 'diff'
import { AppError, missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { type CellNote, withNotes } from '../../../kernel/workbook-notes.ts'
import { type Children, ErrorSummary, numeral, Scroll, Section } from '../../../ui/index.ts'
import { contentDisposition } from '../../documents/index.ts'
import type { FormColumn } from '../form-file/form.ts'
import type { FormFault } from '../form-file/rows.ts'
import type { Given, ReadForm } from '../form-file/workbook.ts'
import { words } from '../wording.ts'

/** What the pages of a file that came back share, whatever it is a file of. */
export interface ShownFile {
  lang: Lang
  columns: readonly FormColumn[]
  read: Pick<ReadForm, 'letters' | 'rows'>
  faults: readonly FormFault[]
  fixes: Readonly<Record<string, string>>
  name(field: string): string
  say(fault: FormFault): string
  choice(field: string, choice: string): string
}

const shownFaults = 60
export const shownRows = 400

export const inputId = (key: string): string => `fix-${key.replace('.', '-')}`
export const some = (codes: readonly string[]): string => `${codes.slice(0, 12).join(' ')}${codes.length > 12 ? ' …' : ''}`

/** What was typed beside faults: `fix-6-progress` under `6.progress`. */
export const fixesIn = (one: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(one).filter(([name, value]) => name.startsWith('fix-') && value.trim() !== '').map(([name, value]) => [name.slice(4).replace('-', '.'), value]))
/** Of both texts which stands: `choice-6-text` under `6.text`. */
export const choicesIn = (one: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(one).filter(([name]) => name.startsWith('choice-')).map(([name, value]) => [name.slice(7).replace('-', '.'), value]))

/** Every fault by row and column; each leads to its cell. */
export function FaultSummary({ shown, more = [] }: { shown: ShownFile; more?: readonly { field?: string; message: string }[] }) {
  const { lang, faults } = shown
  const m = words[lang]
  const n = (value: number) => numeral(lang, value)
  return <ErrorSummary title={faults.length > 0 ? m['exchange.mend'](n(faults.length), faults.length) : undefined} errors={[...more, ...faults.slice(0, shownFaults).map((fault) => ({ field: inputId(fault.key), message: m['exchange.fault'](n(fault.row), fault.letter, shown.name(fault.field), shown.say(fault)) })), ...(faults.length > shownFaults ? [{ message: m['exchange.more-faults'](n(faults.length - shownFaults)) }] : [])]} />
}

/** What is wrong with each cell, and what may stand in it, for a note in it. */
export const notesOf = (shown: ShownFile) => shown.faults.map((fault) => {
  const list = fault.choices.slice(0, 20).map((choice) => shown.choice(fault.field, choice))
  return { at: `${fault.letter || 'A'}${fault.row}`, text: [shown.say(fault), ...(list.length > 0 ? [words[shown.lang]['exchange.note-choices'](`${list.join('; ')}${fault.choices.length > 20 ? ' …' : ''}`)] : [])].join('\n') }
})

/** The file that was sent, with these notes in its cells; its own content is not touched. */
export async function notedFile(c: Reply, of: { bytes: Uint8Array | null; name: string; sheet: string | undefined; notes: readonly CellNote[] }): Promise<Response> {
  if (of.bytes === null || of.notes.length === 0) throw missing()
  const bytes = await withNotes(of.bytes, { sheet: of.sheet ?? '', author: 'Mufakat', notes: of.notes }).catch(() => { throw new AppError('conflict', 'exchange.no-notes') })
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': contentDisposition(of.name), 'cache-control': 'private, no-store' })
}

/** Beside the faults: mend them in one's own program instead of here. */
export const NotedLink = ({ href, lang }: { href: string; lang: Lang }) => <p><a class="govuk-link" href={href} data-turbo="false">{words[lang]['exchange.with-notes']}</a> <span class="small muted">{words[lang]['exchange.with-notes-why']}</span></p>

/** The rows with cells to correct, as a sheet: letters above, row numbers at the side, the fix in the cell. */
export function FaultSheet({ shown, always, editable, children }: { shown: ShownFile; /** Columns that tell which row it is. */ always: readonly string[]; editable: boolean; children?: Children }) {
  const { lang, faults, read, fixes, say } = shown
  const m = words[lang]
  const numbers = [...new Set(faults.map((fault) => fault.row))].slice(0, shownRows)
  const rows = numbers.map((number) => read.rows.find((row) => row.row === number)).filter((row) => row !== undefined)
  const columns = shown.columns.filter((column) => always.includes(column.field) || faults.some((fault) => fault.field === column.field))
  return (
    <Section title={m['exchange.faulty-rows']} id="faults">
      {children}
      <Scroll name={m['exchange.faulty-rows']}>
        <table class="sheet">
          <caption class="vh">{m['exchange.faulty-rows']}</caption>
          <thead><tr><td></td>{columns.map((column) => <th scope="col">{read.letters[column.field] ?? ''}</th>)}</tr></thead>
          <tbody>
            <tr class="hd"><th scope="row">1</th>{columns.map((column) => <td>{shown.name(column.field)}</td>)}</tr>
            {rows.map((row) => (
              <tr>
                <th scope="row">{row.row}</th>
                {columns.map((column) => {
                  const fault = faults.find((one) => one.row === row.row && one.field === column.field)
                  const given = row.cells[column.field]
                  if (!fault) return <td>{givenText(given)}</td>
                  const id = inputId(fault.key)
                  const fixed = fixes[fault.key] ?? ''
                  return (
                    <td class="bad">
                      {givenText(given)}
                      {editable && (
                        <div>
                          <label class="vh" for={id}>{m['exchange.correct'](numeral(lang, row.row), fault.letter)}</label>
                          {fault.choices.length > 0
                            ? <select class="govuk-select" id={id} name={id} aria-describedby={`${id}-why`}><option value="">{m['exchange.choose']}</option>{fault.choices.map((choice) => <option value={choice} selected={choice === fixed}>{shown.choice(column.field, choice)}</option>)}</select>
                            : column.kind === 'text' && (column.most ?? 0) > 500 ? <textarea class="govuk-textarea" id={id} name={id} rows={3} aria-describedby={`${id}-why`}>{fixed}</textarea> : <input class="govuk-input" id={id} name={id} value={fixed} aria-describedby={`${id}-why`} />}
                        </div>
                      )}
                      <small id={`${id}-why`}>{say(fault)}</small>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  )
}

const givenText = (given: Given | undefined): string => (given === undefined ? '' : given.kind === 'merged' ? '' : given.share ? `${Math.round(Number(given.text) * 1e6) / 1e4}%` : cut(given.text))
const cut = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)} …` : text)

/** Changed on both sides: both texts are shown beside it, one is chosen. */
export function PickSide({ lang, id: key, about, chosen, editable }: { lang: Lang; id: string; about: string; chosen: string | undefined; editable: boolean }) {
  const m = words[lang]
  const id = `choice-${key.replace('.', '-')}`
  return (
    <fieldset class="mf-pickset">
      <legend class="vh">{about}</legend>
      <span class="small passed">{m['exchange.changed-both']}</span>
      <div class="pick">{(['here', 'file'] as const).map((side) => <><input type="radio" id={`${id}-${side}`} name={id} value={side} checked={chosen === side} disabled={!editable} /><label class="small" for={`${id}-${side}`}>{side === 'here' ? m['exchange.here'] : m['exchange.in-file']}</label></>)}</div>
    </fieldset>
  )
}

/** Long texts compared word by word are slow and help nobody. */
const mostCompared = 1500

/** `whole`: what is no running text is not compared word by word. */
export function Compare({ lang, before, after, whole = false }: { lang: Lang; before: string; after: string; whole?: boolean }) {
  const m = words[lang]
  const out = (text: string) => <del><span class="vh">{m['exchange.removed']}: </span>{text}</del>
  const put = (text: string) => <ins><span class="vh">{m['exchange.added']}: </span>{text}</ins>
  if (whole || before === '' || after === '') return <span class="mf-lines">{out(before || m['exchange.blank'])} {put(after || m['exchange.blank'])}</span>
  if (before.length + after.length > mostCompared * 2) return <span class="mf-lines">{out(before)} {put(after)}</span>
  const parts = diffWordsWithSpace(before, after, { intlSegmenter: new Intl.Segmenter(lang, { granularity: 'word' }) })
  // Two texts that share little are easier read one after the other.
  const shared = parts.reduce((sum, part) => sum + (part.added || part.removed ? 0 : part.value.trim().length), 0)
  if (shared * 3 < Math.min(before.length, after.length)) return <span class="mf-lines">{out(before)} {put(after)}</span>
  return <span class="mf-lines">{parts.map((part) => (part.removed ? out(part.value) : part.added ? put(part.value) : part.value))}</span>
}
