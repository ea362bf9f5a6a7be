import writeExcelFile from 'write-excel-file/node'
import { addDays, formatDay } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { DataTable, numeral, Section } from '../../../ui/index.ts'
import { csv, meetingPage } from '../../meetings/index.ts'
import { flights, hourOf, hours, meals, type Traveller } from '../rules/manifest.ts'
import { readLogistics } from '../queries/logistics.ts'
import { listRegistrants } from '../queries.ts'
import { canBadge, logisticsGone } from '../rules.ts'
import { diets, type Logistics, type Registrant } from '../schema.ts'
import { byName, delegationOrder, fullName, type Speaker } from '../wording.ts'
import { type Desk, deskOf } from './frame.tsx'

export const manifestPages = router()

interface Manifests extends Desk {
  people: Registrant[]
  logistics: Map<string, Logistics>
  travellers: Traveller[]
}

/** The host's alone. */
async function manifestDesk(c: Reply): Promise<Manifests> {
  const desk = await deskOf(c)
  const { gathering, speaker } = desk
  requireAllowed(canBadge(c.var.actor, gathering))
  const [people, logistics] = await Promise.all([listRegistrants(c.var.db, gathering, c.var.now), readLogistics(c.var.db, gathering, c.var.now)])
  const order = delegationOrder(speaker.parties)
  const name = byName(speaker.lang)
  people.sort((a, b) => order(a, b) || name(a, b))
  return { ...desk, people, logistics, travellers: people.flatMap((person) => { const known = logistics.get(person.id); return known ? [{ person, logistics: known }] : [] }) }
}

/** A table as people read it on a page, in a CSV and in a spreadsheet. Only `visas` names passports, for whoever hands them out needs them. */
interface Manifest {
  title: string
  heads: string[]
  rows: (string | number)[][]
}

const kinds = ['arrivals', 'departures', 'meals', 'visas', 'care'] as const
type ManifestKind = (typeof kinds)[number]

function manifest(kind: ManifestKind, desk: Manifests): Manifest {
  const { speaker, travellers } = desk
  const { m, lang } = speaker
  const day = (on: string) => (on === '' ? m['registration.not-said'] : formatDay(on, lang, 'short'))
  const who = ({ person }: Traveller) => [fullName(person), speaker.belongs(person)]
  switch (kind) {
    case 'arrivals':
    case 'departures':
      return {
        title: m[`manifest.${kind}`], heads: [m['manifest.day'], m['manifest.time'], m['manifest.flight'], m['manifest.airport'], m['manifest.name'], m['registration.delegation'], m['registration.field.hotel']],
        rows: flights(travellers, kind === 'arrivals' ? 'arrival' : 'departure').flatMap((line) => line.people.map((traveller) => [day(line.on), line.at || m['manifest.unknown-time'], line.flight, line.airport, ...who(traveller), traveller.logistics.hotel])),
      }
    case 'meals': {
      const lines = meals(desk.people, desk.logistics, desk.gathering.meetings.map((meeting) => ({ ref: meeting.ref, days: daysOf(meeting.startsOn, meeting.endsOn) })))
      return { title: m['manifest.meals'], heads: [m['manifest.meal'], ...diets.map((diet) => m[`registration.diet.${diet}`]), m['manifest.none-stated']], rows: lines.map((line) => [m['manifest.lunch'](formatDay(line.on, lang, 'short')), ...diets.map((diet) => line.counts[diet]), line.counts['']]) }
    }
    case 'visas': {
      const wanted = travellers.filter(({ logistics }) => logistics.visa === 'embassy' || logistics.visa === 'arrival').sort((a, b) => (a.logistics.visaPlace < b.logistics.visaPlace ? -1 : a.logistics.visaPlace > b.logistics.visaPlace ? 1 : 0))
      return {
        title: m['manifest.visas'], heads: [m['manifest.place'], m['manifest.visa'], m['manifest.name'], m['registration.delegation'], m['registration.field.nationality'], m['manifest.passport'], m['manifest.expires'], m['registration.arrival']],
        rows: wanted.map((traveller) => [traveller.logistics.visaPlace, m[`registration.visa.${traveller.logistics.visa || 'none'}`], ...who(traveller), traveller.person.registered?.nationality ?? '', traveller.logistics.passportNumber, traveller.logistics.passportExpiry === '' ? '' : formatDay(traveller.logistics.passportExpiry, lang, 'short'), day(traveller.logistics.arrivalOn)]),
      }
    }
    case 'care':
      return { title: m['manifest.care'], heads: [m['manifest.name'], m['registration.delegation'], m['registration.field.medical'], m['registration.field.allergy']], rows: travellers.filter(({ logistics }) => logistics.medical !== '' || logistics.allergy !== '').map((traveller) => [...who(traveller), traveller.logistics.medical, traveller.logistics.allergy]) }
  }
}

function daysOf(from: string | null, until: string | null): string[] {
  if (from === null) return []
  const days = [from]
  while (until !== null && (days.at(-1) ?? until) < until && days.length < 40) days.push(addDays(days.at(-1) ?? from, 1))
  return days
}

manifestPages.get('/meetings/:body/:session/registration/manifests', async (c) => {
  const desk = await manifestDesk(c)
  const { speaker, at, gathering } = desk
  const { m, lang } = speaker
  const arriving = flights(desk.travellers, 'arrival')
  const n = (count: number) => numeral(lang, count)
  return meetingPage(c, desk.meeting, { tab: 'registration', title: m['registration.manifests'], breadcrumbs: [{ label: m['registration.desk'], href: at }, { label: m['registration.manifests'] }] }, (
    logisticsGone(c.var.now, gathering.endsOn, gathering.zone) ? <p>{m['registration.logistics-gone']}</p> : (
      <>
        <p class="mf-say">{m['manifest.say'](n(arriving.filter((line) => line.flight !== '').length), n(arriving.reduce((sum, line) => sum + line.people.length, 0)), n(desk.people.length))}</p>
        <Hours desk={desk} />
        {kinds.map((kind) => {
          const { title, heads, rows } = manifest(kind, desk)
          const address = `${at}/manifests/${kind}`
          return (
            <Section title={title} id={kind} count={kind === 'meals' ? undefined : rows.length} tools={<><a class="govuk-link" href={`${address}.csv`} data-turbo="false">{m['manifest.as-csv']}</a>{' · '}<a class="govuk-link" href={`${address}.xlsx`} data-turbo="false">{m['manifest.as-xlsx']}</a></>}>
              {rows.length === 0 ? <p class="muted">{m['manifest.nothing']}</p> : <DataTable caption={title} rows={rows} columns={heads.map((head, index) => ({ head, rowHeader: index === (kind === 'arrivals' || kind === 'departures' ? 4 : kind === 'visas' ? 2 : 0), cell: (row: (string | number)[]) => (typeof row[index] === 'number' ? n(row[index]) : row[index]) }))} />}
            </Section>
          )
        })}
      </>
    )
  ))
})

/** When people come: one mark a person, an open mark for a visa on arrival; the number says the same. */
function Hours({ desk }: { desk: Manifests }) {
  const { m, lang } = desk.speaker
  const known = desk.travellers.filter(({ logistics }) => logistics.arrivalOn !== '')
  const days = [...new Set(known.map(({ logistics }) => logistics.arrivalOn))].sort().slice(0, 6)
  if (days.length === 0) return null
  return (
    <>
      <div class="mf-scroll" role="region" tabindex={0} aria-label={m['manifest.arrivals']}>
        <table class="arr">
          <caption class="vh">{m['manifest.arrivals']}</caption>
          <thead><tr><th scope="col">{m['manifest.hour']}</th>{days.map((day) => <th scope="col">{formatDay(day, lang, 'short')}</th>)}</tr></thead>
          <tbody>{[...hours, null].map((hour) => {
            const inHour = known.filter(({ logistics }) => hourOf(logistics.arrivalAt) === hour)
            return inHour.length === 0 && (hour === null || hour === '00–06') ? null : <tr><th scope="row">{hour ?? m['manifest.unknown-time']}</th>{days.map((day) => { const here = inHour.filter(({ logistics }) => logistics.arrivalOn === day); return <td>{here.length === 0 ? '–' : <>{here.slice(0, 40).map(({ logistics }) => <i class={logistics.visa === 'arrival' ? 'v' : undefined} />)} {numeral(lang, here.length)}</>}</td> })}</tr>
          })}</tbody>
        </table>
      </div>
      <p class="small muted"><span class="arr"><i /></span> {m['manifest.one-person']} · <span class="arr"><i class="v" /></span> {m['manifest.with-visa']}</p>
    </>
  )
}

manifestPages.get('/meetings/:body/:session/registration/manifests/:file', async (c) => {
  const [, kind, format] = /^([a-z]+)\.(csv|xlsx)$/.exec(c.req.param('file') ?? '') ?? []
  const asked = kinds.find((each) => each === kind)
  if (!asked) throw missing()
  const desk = await manifestDesk(c)
  const { heads, rows, title } = manifest(asked, desk)
  return tableFile(c, { name: asked, title, heads, rows, format: format === 'csv' ? 'csv' : 'xlsx' })
})

/** The people of the desk as a table: no logistics in it, for whoever asks. */
for (const format of ['csv', 'xlsx'] as const) {
  manifestPages.get(`/meetings/:body/:session/registration/people.${format}`, async (c) => {
    const { speaker, gathering } = await deskOf(c)
    const people = await listRegistrants(c.var.db, gathering, c.var.now)
    const order = delegationOrder(speaker.parties)
    const name = byName(speaker.lang)
    people.sort((a, b) => order(a, b) || name(a, b))
    return tableFile(c, { name: 'people', title: speaker.m['registration.desk'], ...peopleTable(people, speaker), format })
  })
}

function peopleTable(people: readonly Registrant[], speaker: Speaker): Pick<Manifest, 'heads' | 'rows'> {
  const { m } = speaker
  return {
    heads: [m['registration.delegation'], m['registration.field.honorific'], m['registration.field.givenName'], m['registration.field.familyName'], m['registration.field.badgeName'], m['registration.field.nativeName'], m['registration.field.post'], m['registration.field.agency'], m['registration.capacity'], m['registration.meetings'], m['registration.registered'], m['registration.badge']],
    rows: people.map((person) => [speaker.belongs(person), person.honorific, person.givenName, person.familyName, person.badgeName, person.nativeName, person.post, person.agency, [...new Set(person.roles.map(({ role }) => m[`registration.role.${role}`]))].join(' / '), person.roles.map(({ meeting }) => meeting).join(' '), person.registered === null ? m['registration.not-yet'] : person.registered.late ? m['registration.late'] : m['registration.on-time'], person.badge === null ? m['registration.badge.none'] : m[`registration.badge.${person.badge.state}`]]),
  }
}

async function tableFile(c: Reply, table: { name: string; title: string; heads: string[]; rows: (string | number)[][]; format: 'csv' | 'xlsx' }): Promise<Response> {
  const headers = { 'content-disposition': `attachment; filename="${table.name}.${table.format}"`, 'cache-control': 'private, no-store' }
  if (table.format === 'csv') return c.body(csv([table.heads, ...table.rows]), 200, { ...headers, 'content-type': 'text/csv; charset=utf-8' })
  const bytes = await writeExcelFile([table.heads.map((value) => ({ value, fontWeight: 'bold' as const })), ...table.rows.map((row) => row.map((value) => ({ value, type: typeof value === 'number' ? Number : String })))], { sheet: table.title.slice(0, 31), columns: table.heads.map(() => ({ width: 20 })), stickyRowsCount: 1 }).toBuffer()
  return c.body(new Uint8Array(bytes), 200, { ...headers, 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
}
