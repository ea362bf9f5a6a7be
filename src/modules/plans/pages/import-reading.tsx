import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import type { Reply } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, Checkboxes, DateField, Empty, ErrorSummary, Form, Hidden, NotificationBanner, numeral, PageTitle, Scroll, Section, Select, Sub, TextField } from '../../../ui/index.ts'
import { inEnglishOrder, listParties } from '../../mechanism/index.ts'
import { headsKey, type Known, type Layout, proposeColumns } from '../import/layout.ts'
import { type Choices, type ReadRows, readRows, type RowFault } from '../import/rules.ts'
import { columnIndex, columnLetter, type Sheet, type SheetRow, shownIn } from '../import/sheet.ts'
import { wordKinds, wordsFound, type FoundWord, type WordKind } from '../import/view.ts'
import { importFields, statusTargets } from '../import/words.ts'
import type { Programme } from '../queries.ts'
import { type Draft, findImported, findReading, knownFor } from '../queries/import.ts'
import { programmeHref, words } from '../wording.ts'
import { NotedLink } from './file-parts.tsx'

const mostOpen = 40
const mostWords = 60

export interface Reading {
  programme: Programme
  draft: Draft
  sheet: Sheet
  known: Known
  layout: Layout
  read: ReadRows
  choices: Choices
}

/** The draft as it reads with these answers, saved or only typed. */
export async function readingOf(c: Reply, programme: Programme, draft: Draft, choices: Choices = draft.choices): Promise<Reading> {
  const sheet = draft.sheets[choices.sheet] ?? draft.sheets[0] ?? { name: '', rows: [], width: 0, merges: [], formulas: 0 }
  const known = await knownFor(c.var.db, { actor: c.var.actor, today: c.var.today, programme, sheet })
  const { layout, ...read } = readRows(sheet, choices, known, new Set(draft.taken))
  return { programme, draft, sheet, known, layout, read, choices }
}

export const importCrumbs = (c: Reply, programme: Programme, here: string, more: { label: string; href: string }[] = []) => {
  const m = words[c.var.lang]
  return [{ label: m['plans.nav'], href: '/plans' }, { label: programme.title[c.var.lang], href: programmeHref(programme) }, { label: m['plan-import.nav'], href: `${programmeHref(programme)}/import` }, ...more, { label: here }]
}

export const sheetName = (sheet: Sheet, index: number, fileName: string, lang: 'en' | 'th'): string => (/\.docx$/i.test(fileName) ? words[lang]['plan-import.table-numbered'](numeral(lang, index + 1)) : words[lang]['plan-import.sheet-named'](sheet.name))

/** Step 2: what we read, what we propose and why, what we did not understand; one form answers all of it. */
export async function showReading(c: Reply, reading: Reading, shown: { errors?: Record<string, string>; typed?: Record<string, string>; status?: number; refusal?: string | null }): Promise<Response> {
  const { lang, db, site } = c.var
  const m = words[lang]
  const { programme, draft, sheet, layout, read, choices, known } = reading
  const [before, remembered] = await Promise.all([findImported(db, programme.id, draft.sha256), findReading(db, headsKey(layout))])
  const columns = proposeColumns(layout, known, remembered?.columns ?? null)
  const at = `${programmeHref(programme)}/import/${draft.id}`
  const n = (count: number) => numeral(lang, count)
  const errors = shown.errors ?? {}
  const fieldOptions = importFields.map((field) => ({ value: field, label: m[`plan-import.field.${field}`] }))
  return page(
    c,
    { title: m['plan-import.right'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: importCrumbs(c, programme, m['plan-import.steps'](n(2))) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle title={m['plan-import.right']} lede={m['plan-import.right-lede'](draft.fileName, sheetName(sheet, choices.sheet, draft.fileName, lang))} />
      {draft.taken.length > 0 ? <NotificationBanner kind="success" text={m['plan-import.taken-in'](n(draft.taken.length))} /> : before && <NotificationBanner kind="info" text={m['plan-import.came-before'](n(before.rows), before.byName, formatDay(dayInZone(before.importedAt, c.var.site.config.zone), lang))} />}
      <ul class="facts4">
        <li><b>{n(layout.rows.length - read.headings.length)}</b> {m['plan-import.rows']}<small>{layout.heads[0] === undefined ? m['plan-import.rows-headless'] : m['plan-import.rows-why'](String(layout.heads[0]))}</small></li>
        <li><b>{n(read.ready.length)}</b> {m['plan-import.ready']}<small>{m['plan-import.ready-why']}</small></li>
        <li><b>{n(read.open.length)}</b> {m['plan-import.open']}<small>{m['plan-import.open-why']}</small></li>
        <li><b>{n(sheet.rows.filter((row) => row.hidden).length)}</b> {m['plan-import.hidden']}<small>{m['plan-import.hidden-why']}</small></li>
      </ul>
      <p class="small muted">{[sheet.merges.length > 0 && m['plan-import.merged'](n(sheet.merges.length)), sheet.formulas > 0 && m['plan-import.formulas'](n(sheet.formulas)), read.left.length > 0 && m['plan-import.left'](n(read.left.length))].filter(Boolean).join(' ')}</p>
      <Section title={m['plan-import.as-came']}><FirstRows reading={reading} label={m['plan-import.as-came']} /><p class="small muted">{m['plan-import.as-came-note']}</p></Section>
      <Form action={at} version={draft.version} class="mf-import">
        <Section title={m['plan-import.columns']}>
          <div class="mf-bar mf-bar--fields">
            {draft.sheets.length > 1 ? <Select name="sheet" label={m['plan-import.sheet']} value={String(choices.sheet)} options={draft.sheets.map((one, index) => ({ value: String(index), label: m['plan-import.rows-in-sheet'](sheetName(one, index, draft.fileName, lang), n(one.rows.length)) }))} /> : <Hidden name="sheet" value={choices.sheet} />}
            <TextField name="head" label={m['plan-import.head']} width={4} inputmode="numeric" value={shown.typed?.['head'] ?? String(layout.heads[0] ?? '')} error={errors['head']} />
            <Hidden name="headWas" value={choices.head ?? layout.heads[0] ?? ''} />
            {sheet.rows.some((row) => row.hidden) && <Checkboxes name="hidden" label={m['plan-import.include-hidden']} hiddenLabel small values={choices.hidden ? ['yes'] : []} options={[{ value: 'yes', label: m['plan-import.include-hidden'] }]} />}
          </div>
          <Scroll name={m['plan-import.columns']}>
            <table class="mf-t mapt mapt--wide">
              <caption class="vh">{m['plan-import.columns']}</caption>
              <thead><tr><th scope="col">{m['plan-import.column']}</th><th scope="col">{m['plan-import.head-in-file']}</th><th scope="col">{m['plan-import.values']}</th><th scope="col">{m['plan-import.becomes']}</th><th scope="col">{m['plan-import.why']}</th></tr></thead>
              <tbody>
                {columns.map((column) => {
                  const chosen = choices.columns[column.letter] ?? column.becomes
                  const corrected = chosen !== column.becomes
                  return (
                    <tr>
                      <th scope="row">{column.letter}</th>
                      <td>{column.head || <span class="muted">{m['plan-import.no-head']}</span>}</td>
                      <td>{column.values.map((value) => <><code class="raw">{value}</code> </>)}</td>
                      <td><Select name={`column-${column.letter}`} label={m['plan-import.column-becomes'](column.letter)} hiddenLabel value={chosen} options={fieldOptions} error={errors[`column-${column.letter}`]} /></td>
                      <td class="small">{!corrected && <Sure n={column.sure} label={m['plan-import.sure'](n(column.sure))} />}{!corrected && m[`plan-import.why.${column.why}`]}{!corrected && column.understood !== null && column.filled > 0 && <Sub>{m['plan-import.understood'](n(column.understood), n(column.filled))}</Sub>}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </Scroll>
        </Section>
        <Section title={m['plan-import.words']} lede={m['plan-import.done-why']}>
          {await Promise.all(wordKinds.map((kind) => WordTable(c, reading, kind)))}
        </Section>
        <Section title={m['plan-import.defaults']}>
          <div class="mf-bar mf-bar--fields">
            <Select name="unstated" label={m['plan-import.default-status']} value={choices.unstated} options={(['END', 'PRO'] as const).map((status) => ({ value: status, label: m[`plan-import.status.${status}`] }))} />
            <Select name="area" label={m['plan-import.default-area']} none={m['plan-import.nobody']} value={choices.area} options={known.areas.map((area) => ({ value: area.key, label: area.names[lang === 'th' ? 1 : 0] ?? area.key }))} />
            <Select name="strategy" label={m['plan-import.default-strategy']} none={m['plan-import.nobody']} value={choices.strategy} options={known.strategies.map((strategy) => ({ value: strategy.key, label: strategy.names[lang === 'th' ? 1 : 0] ?? strategy.key }))} />
          </div>
          {(read.unpriced > 0 || choices.currency !== '') && (
            <div class="mf-bar mf-bar--fields">
              <TextField name="currency" label={m['plan-import.default-currency'](n(read.unpriced))} width={4} value={shown.typed?.['currency'] ?? choices.currency} error={errors['currency']} />
              <TextField name="rate" label={m['plan-import.default-rate']} width={5} inputmode="numeric" value={shown.typed?.['rate'] ?? (choices.rate === null ? '' : String(choices.rate))} error={errors['rate']} />
              <DateField name="rateOn" label={m['plan-import.default-rate-on']} value={shown.typed?.['rateOn'] ?? (choices.rateOn === null ? '' : formatDay(choices.rateOn, lang, 'short'))} error={errors['rateOn']} />
            </div>
          )}
        </Section>
        <Section title={m['plan-import.not-understood']} count={read.open.length} id="open">
          {read.open.length > 0 && /\.xlsx$/i.test(draft.fileName) && <NotedLink lang={lang} href={`${at}/notes.xlsx`} />}
          {read.open.length === 0 ? <Empty title={m['plan-import.not-understood-none']} /> : (
            <ol class="mf-open">
              {read.open.slice(0, mostOpen).map((open) => (
                <li id={`row-${open.row}`}>
                  <div><b>{m['plan-import.row'](String(open.row))}</b> <span class="muted">{open.title}</span></div>
                  {distinctCells(open.faults).map(({ letter, faults }) => (
                    <div class="mf-open__cell">
                      <p><span class="muted">{letter === '' ? m['plan-import.whole-row'] : m['plan-import.row-column'](letter)}</span> {letter !== '' && faults[0]?.text !== '' && <code class="raw">{faults[0]?.text.slice(0, 200)}</code>} {faults.map((fault) => site.say(lang, fault.code, fault.params)).join('. ')}</p>
                      {letter !== '' && <TextField name={`cell-${open.row}-${letter}`} label={m['plan-import.should-say'](String(open.row), letter)} hiddenLabel width={20} value={choices.cells[`${open.row}:${letter}`] ?? faults[0]?.text.slice(0, 4000)} />}
                    </div>
                  ))}
                  <Select name={`row-${open.row}-answer`} label={m['plan-import.row-answer'](String(open.row))} hiddenLabel value={choices.rows[String(open.row)] ?? ''} none={m['plan-import.answer-it']} options={[{ value: 'leave', label: m['plan-import.leave-row'] }, ...(open.faults.some(({ code }) => /\.(?:twice|exists)$/.test(code)) ? [{ value: 'keep', label: m['plan-import.keep-row'] }] : [])]} />
                </li>
              ))}
            </ol>
          )}
          {read.open.length > mostOpen && <p class="muted">{m['plan-import.more-open'](n(read.open.length - mostOpen))}</p>}
        </Section>
        <Actions>
          <Button name="do" value="save" kind="secondary">{m['plan-import.save']}</Button>
          {read.ready.length > 0 && <Button name="do" value="preview">{m['plan-import.preview'](n(read.ready.length))}</Button>}
          <span class="small muted">{m['plan-import.stays']}</span>
        </Actions>
      </Form>
      <Form action={`${at}/drop`} version={draft.version} class="mf-inline"><Button kind="warning" small>{m['plan-import.drop']}</Button></Form>
    </>,
  )
}

const Sure = (props: { n: number; label: string }) => <><span class="sure" aria-hidden="true">{[1, 2, 3].map((bar) => <i class={bar <= props.n ? 'f' : undefined}></i>)}</span><span class="vh">{props.label} </span></>

function distinctCells(faults: readonly RowFault[]): { letter: string; faults: RowFault[] }[] {
  return [...new Set(faults.map(({ letter }) => letter))].map((letter) => ({ letter, faults: faults.filter((fault) => fault.letter === letter) }))
}

/** A few rows as they stand: what is above the heads, the heads, the first rows, and the first that were not understood. */
function FirstRows({ reading, label }: { reading: Reading; label: string }) {
  const { sheet, layout, read } = reading
  const faulty = new Map(read.open.map((open) => [open.row, new Set(open.faults.map(({ letter }) => letter))]))
  const head = layout.heads[0] ?? 0
  const asked = new Set([...layout.rows.slice(0, 5).map((row) => row.number), ...[...faulty.keys()].slice(0, 4), ...sheet.rows.filter((row) => row.hidden).slice(0, 1).map((row) => row.number)])
  const rows = sheet.rows.filter((row) => (row.number < head && row.number >= head - 2) || layout.heads.includes(row.number) || asked.has(row.number))
  const letters = Array.from({ length: sheet.width }, (_, index) => columnLetter(index))
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 58)}…` : text)
  const cells = (row: SheetRow) => (row.wide ? <td colspan={sheet.width}>{short(row.cells.map(shownIn).find(Boolean) ?? '')}</td> : letters.map((letter) => <td class={faulty.get(row.number)?.has(letter) ? 'bad' : undefined}>{short(shownIn(row.cells[columnIndex(letter)]))}</td>))
  return (
    <Scroll name={label}>
      <table class="sheet">
        <caption class="vh">{label}</caption>
        <thead><tr><td></td>{letters.map((letter) => <th scope="col">{letter}</th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr class={layout.heads.includes(row.number) ? 'hd' : row.hidden ? 'hid' : undefined}><th scope="row">{row.number}</th>{cells(row)}</tr>)}</tbody>
      </table>
    </Scroll>
  )
}

async function WordTable(c: Reply, reading: Reading, kind: WordKind) {
  const { lang, db } = c.var
  const m = words[lang]
  const { layout, choices, known, read } = reading
  const found = wordsFound(kind, layout, choices, known, read)
  const asked = found.filter((word) => !word.plain).slice(0, mostWords)
  if (asked.length === 0) return null
  const name = (list: readonly { key: string; names: readonly string[] }[]) => list.map((one) => ({ value: one.key, label: one.names[lang === 'th' ? 1 : 0] ?? one.key }))
  const options = kind === 'status' ? statusTargets.map((target) => ({ value: target as string, label: m[`plan-import.status.${target}`] }))
    : kind === 'area' ? name(known.areas)
    : kind === 'strategy' ? name(known.strategies)
    : kind === 'party' ? [{ value: 'all', label: m['plan-import.all-members'] }, { value: '-', label: m['plan-import.no-party'] }, ...inEnglishOrder(await listParties(db)).map((party) => ({ value: party.code, label: party.name[lang] }))]
    : [{ value: 'nothing', label: m['plan-import.means-nothing'] }, ...name(known.areas).map(({ value, label }) => ({ value: `area:${value}`, label: m['plan-import.area-is'](label) })), ...name(known.strategies).map(({ value, label }) => ({ value: `strategy:${value}`, label: m['plan-import.strategy-is'](label) }))]
  return (
    <>
      <h3 class="govuk-heading-s">{m[`plan-import.words.${kind}`]}</h3>
      <table class="mf-t mf-t--measure mapt">
        <caption class="vh">{m[`plan-import.words.${kind}`]}</caption>
        <tbody>
          {asked.map((word: FoundWord, index) => (
            <tr>
              <th scope="row"><code class="raw">{word.text.slice(0, 120)}</code> <span class="small muted">{m['plan-import.times'](numeral(lang, word.n))}</span><Hidden name={`word-${kind}-${index}`} value={word.key} /></th>
              <td><Select name={`becomes-${kind}-${index}`} label={m['plan-import.word-becomes'](word.text.slice(0, 120))} hiddenLabel none={m['plan-import.choose']} value={word.as ?? ''} options={options} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > asked.length && <p class="small muted">{m['plan-import.words-known'](numeral(lang, found.length - asked.length))}</p>}
    </>
  )
}
