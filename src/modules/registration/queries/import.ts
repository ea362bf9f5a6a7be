import { sql } from 'kysely'
import { json, type Tx } from '../../../kernel/db.ts'
import type { Identity, PersonRole } from '../schema.ts'

/** Hundreds of people in four statements: those nominated before are completed, the others are put last in their delegation. */
export async function addPeople(tx: Tx, series: string, rows: readonly { id: string; party: string; role: PersonRole; meetings: string[]; identity: Identity }[], act: { by: string; role: string; now: string; late: boolean }): Promise<void> {
  const data = json(rows.map(({ id, party, role, meetings, identity }, index) => ({ id, party, role, meetings, n: index, ...identity })))
  const people = sql`jsonb_to_recordset(${data}::jsonb) as x(id text, party text, role text, meetings jsonb, n int, honorific text, "givenName" text, "familyName" text, "badgeName" text, "nativeName" text, sex text, nationality text, post text, agency text, language text, accompanies text, equipment text, consent boolean)`
  await sql`update participant p set honorific = nullif(x.honorific, ''), given_name = x."givenName", family_name = x."familyName", badge_name = x."badgeName", post = x.post, agency = x.agency, version = p.version + 1 from ${people} where p.id = x.id and p.series = ${series}`.execute(tx)
  await sql`insert into participant (id, series, party, kind, honorific, given_name, family_name, badge_name, post, agency, position, named_by, named_at)
    select x.id, ${series}, x.party, 'delegation', nullif(x.honorific, ''), x."givenName", x."familyName", x."badgeName", x.post, x.agency, coalesce((select max(o.position) from participant o where o.series = ${series} and o.party = x.party), 0) + 1 + row_number() over (partition by x.party order by x.n), ${act.by}, ${act.now}::timestamptz
    from ${people} where not exists (select 1 from participant p where p.id = x.id)`.execute(tx)
  await sql`insert into participant_role (participant, meeting, role, from_at) select x.id, m.meeting, x.role, ${act.now}::timestamptz from ${people}, lateral (select distinct jsonb_array_elements_text(x.meetings) as meeting) m
    where not exists (select 1 from participant_role o where o.participant = x.id and o.meeting = m.meeting and o.until_at is null)`.execute(tx)
  await sql`insert into registration (participant, native_name, sex, nationality, language, accompanies, equipment, consent, submitted_at, submitted_by, submitted_role, late)
    select x.id, x."nativeName", x.sex, x.nationality, x.language, x.accompanies, x.equipment, x.consent, ${act.now}::timestamptz, ${act.by}, ${act.role}, ${act.late} from ${people}`.execute(tx)
}
