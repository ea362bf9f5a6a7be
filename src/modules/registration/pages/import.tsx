import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, router, statusOf } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, DataTable, ErrorSummary, FileField, Form, numeral } from '../../../ui/index.ts'
import { inEnglishOrder } from '../../mechanism/index.ts'
import { meetingPage } from '../../meetings/index.ts'
import { headOf, columns } from '../columns.ts'
import { importPeople, stageImport } from '../commands/import.ts'
import { type Known, readPeople, type SheetFault } from '../rules/import.ts'
import type { ImportedPerson } from '../rules/import.ts'
import { findImport } from '../queries/logistics.ts'
import { listCategories, listRegistrants } from '../queries.ts'
import { canReadLogistics, canRegister } from '../rules.ts'
import { mostPeople, readRows, templateFile } from '../spreadsheet.ts'
import { fullName } from '../wording.ts'
import { Act, type Desk, deskOf, shownFault } from './frame.tsx'

export const importPages = router()

/** Who registers one person by himself does not import a group. */
async function groupDesk(c: Reply): Promise<Desk & { own: string | null; logistics: boolean }> {
  const desk = await deskOf(c)
  const { gathering } = desk
  const own = gathering.scope !== null && 'party' in gathering.scope ? gathering.scope.party : null
  const whom = { party: own, kind: 'delegation' as const, account: null, hosted: gathering.hosted }
  requireAllowed(canRegister(c.var.actor, whom))
  return { ...desk, own, logistics: canReadLogistics(c.var.actor, whom).allowed }
}

importPages.get('/meetings/:body/:session/registration/import', async (c) => importPage(c, await groupDesk(c), {}))

const shownFaults = 200
/** A head as it stands in the file; of a column that is not there, as the template has it. */
const headShown = (head: string): string => {
  const column = columns.find((each) => each.field === head)
  return column ? headOf(column) : head
}

async function importPage(c: Reply, desk: Desk, shown: { faults?: SheetFault[]; rows?: number; errors?: Record<string, string>; status?: number }): Promise<Response> {
  const { speaker, at } = desk
  const { m, lang } = speaker
  const n = (count: number) => numeral(lang, count)
  const { faults = [], errors = {} } = shown
  const say = (fault: SheetFault) => c.var.site.say(lang, fault.code, fault.params)
  return meetingPage(c, desk.meeting, { tab: 'registration', title: m['registration.import'], status: shown.status, breadcrumbs: [{ label: m['registration.desk'], href: at }, { label: m['registration.import'] }] }, (
    <>
      <ErrorSummary errors={faults.length > 0 ? [{ message: m['import.faults'](n(faults.length), faults.length) }] : Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <ol class="govuk-list govuk-list--number">
        <li><a class="govuk-link" href={`${at}/template.xlsx`} data-turbo="false">{m['import.template']}</a></li>
        <li>{m['import.fill']}</li>
        <li>{m['import.send']}</li>
      </ol>
      <p class="small muted">{m['import.note'](n(mostPeople))}</p>
      <Form action={`${at}/import`} files>
        <FileField name="file" label={m['import.file']} accept=".xlsx" error={errors['file']} />
        <Actions><Button>{m['import.check']}</Button><a class="govuk-link" href={at}>{m['registration.cancel']}</a></Actions>
      </Form>
      {faults.length > 0 && (
        <DataTable caption={m['import.fault-list'](n(Math.min(shownFaults, faults.length)), n(faults.length))} showCaption rows={faults.slice(0, shownFaults)} columns={[
          { head: m['import.row'], rowHeader: true, cell: (fault) => n(fault.row) },
          { head: m['import.column'], cell: (fault) => [fault.column, headShown(fault.head)].filter(Boolean).join(' · ') },
          { head: m['import.wrong'], cell: say },
        ]} />
      )}
    </>
  ))
}

importPages.get('/meetings/:body/:session/registration/template.xlsx', async (c) => {
  const desk = await groupDesk(c)
  const parties = new Set((await listCategories(c.var.db, desk.gathering.id)).map(({ party }) => party))
  const bytes = await templateFile(c.var.lang, { logistics: desk.logistics, delegation: desk.own === null, delegations: inEnglishOrder(desk.speaker.parties.filter((party) => parties.has(party.code))).map((party) => party.name[c.var.lang]) })
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': 'attachment; filename="registration.xlsx"', 'cache-control': 'private, no-store' })
})

importPages.post('/meetings/:body/:session/registration/import', async (c) => {
  const desk = await groupDesk(c)
  try {
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || file.size === 0) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code: 'import.file-needed' }] })
    const rows = await readRows(new Uint8Array(await file.arrayBuffer()), file.name)
    const read = readPeople(rows, await knownOf(c, desk))
    if (read.faults.length > 0) return await importPage(c, desk, { faults: read.faults, rows: read.rows, status: 422 })
    const id = await perform(stageImport, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: desk.gathering.id, people: read.people } })
    return c.redirect(`${desk.at}/import/${id}`, 303)
  } catch (error) {
    const fault = shownFault(error)
    return importPage(c, desk, { errors: fieldErrors(fault.faults, c), status: statusOf(fault) })
  }
})

async function knownOf(c: Reply, desk: Desk & { own: string | null; logistics: boolean }): Promise<Known> {
  const { gathering, speaker } = desk
  const [people, places] = await Promise.all([listRegistrants(c.var.db, gathering, c.var.now), listCategories(c.var.db, gathering.id)])
  const parties = new Map(speaker.parties.flatMap((party) => [party.code, party.name.en, party.name.th, ...party.aliases].map((name) => [name.toLowerCase(), party.code] as const)))
  return { today: c.var.today, own: desk.own, logistics: desk.logistics, parties, places: new Set(places.map(({ meeting, party }) => `${meeting} ${party}`)), meetings: gathering.meetings.map((meeting) => meeting.ref), here: desk.meeting.ref, people }
}

importPages.get('/meetings/:body/:session/registration/import/:id', async (c) => {
  const desk = await groupDesk(c)
  const { speaker, at } = desk
  const { m, lang } = speaker
  const found = await findImport(c.var.db, c.req.param('id'), desk.gathering.id, c.var.actor.person?.id ?? '', c.var.now)
  if (!found) throw missing()
  const people = found.people as ImportedPerson[]
  const n = (count: number) => numeral(lang, count)
  return meetingPage(c, desk.meeting, { tab: 'registration', title: m['import.preview'], breadcrumbs: [{ label: m['registration.desk'], href: at }, { label: m['registration.import'], href: `${at}/import` }, { label: m['import.preview'] }] }, (
    <>
      <p class="mf-say">{m['import.ready'](n(people.length), n(people.filter((person) => person.participant !== null).length))}{desk.gathering.closed && ` ${m['import.will-be-late']}`}</p>
      <Act action={`${at}/import/${found.id}`}><Button>{m['import.take-in'](n(people.length), people.length)}</Button></Act> <a class="govuk-link" href={`${at}/import`}>{m['registration.cancel']}</a>
      <DataTable caption={m['import.first'](n(Math.min(50, people.length)), n(people.length))} showCaption rows={people.slice(0, 50)} columns={[
        { head: m['registration.who'], rowHeader: true, cell: (person) => fullName(person.identity) },
        { head: m['registration.delegation'], cell: (person) => speaker.party(person.party) },
        { head: m['registration.capacity'], cell: (person) => m[`registration.role.${person.role}`] },
        { head: m['registration.field.post'], cell: (person) => person.identity.post },
        { head: m['registration.meetings'], cell: (person) => person.meetings.join(' ') },
        { head: m['registration.registered'], cell: (person) => (person.participant === null ? m['import.new'] : m['import.nominated']) },
      ]} />
    </>
  ))
})

importPages.post('/meetings/:body/:session/registration/import/:id', async (c) => {
  const desk = await groupDesk(c)
  await perform(importPeople, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: desk.gathering.id, import: c.req.param('id') } })
  return c.redirect(`${desk.at}?did=imported`, 303)
})
