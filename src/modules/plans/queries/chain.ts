import { sql } from 'kysely'
import { readableMarkings } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { seesDocument } from '../../documents/index.ts'
import type { Reader } from '../../meetings/index.ts'
import { seesActivity } from './rights.ts'
import type { Report } from './reports.ts'

export interface AcceptedReport {
  activity: string
  report: string
  round: string
  party: string
  reporter: Report['reporter']
  periodFrom: string
  periodUntil: string
}

/** The accepted reports that speak of these activities, as far as this reader sees those; newest period first. */
export async function listAcceptedReports(db: Db, reader: Reader, activities: readonly string[]): Promise<AcceptedReport[]> {
  return (await sql<AcceptedReport>`select e.activity, r.id as report, r.round, r.party, r.reporter, o.period_from as "periodFrom", o.period_until as "periodUntil" from progress_entry e join progress_report r on r.id = e.report join reporting_round o on o.id = r.round join activity a on a.id = e.activity join programme g on g.id = a.programme
    where e.activity = any(${[...activities]}) and r.state = 'ACCEPTED' and ${seesActivity(reader)} order by o.period_from desc, r.party, r.reporter`.execute(db)).rows
}

/** The verified proof of these activities that this reader may see. */
export async function listVerifiedProofs(db: Db, reader: Reader, activities: readonly string[]): Promise<{ id: string; activity: string; title: Text }[]> {
  const markings = readableMarkings(reader.actor).filter((marking) => !marking.startsWith('PARTNER:'))
  return (await sql<{ id: string; activity: string; title: Text }>`select e.id, e.activity, e.title from evidence e join activity a on a.id = e.activity join programme g on g.id = a.programme left join official_document d on d.id = e.document
    where e.activity = any(${[...activities]}) and e.verified_at is not null and e.refused_why is null and e.marking = any(${markings}) and ${seesActivity(reader)} and (e.document is null or (d.recalled_at is null and d.status <> 'REFUSED' and ${seesDocument(reader)})) order by e.verified_at, e.id`.execute(db)).rows
}
