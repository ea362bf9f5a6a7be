import { type RawBuilder, sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { CredentialStanding } from '../rules.ts'
import type { Letter } from '../rules/people.ts'
import type { DelegationRole } from '../schema.ts'

/** Somebody of a delegation at one meeting, as named now. */
export interface DelegationMember {
  id: string
  meeting: string
  party: string
  honorific: string | null
  givenName: string
  familyName: string
  badgeName: string
  post: string
  agency: string
  position: number
  account: string | null
  role: DelegationRole
  from: string
  letter: string | null
  late: boolean
  namedBy: string
  origin: 'desk' | 'demonstration'
  version: number
}

const memberColumns = sql`p.id, r.meeting, p.party, p.honorific, p.given_name as "givenName", p.family_name as "familyName", p.badge_name as "badgeName", p.post, p.agency, p.position, p.account, r.role, r.from_at as "from", r.letter, r.late,
  coalesce(r.named_by, p.named_by) as "namedBy", p.origin, p.version`

/** The people of delegations at a meeting (or all meetings) as they are named at an instant: head, alternate, then as the delegation ordered them. */
export async function listMembers(db: Db | Tx, meeting: string | null, asked: { party?: string | undefined; at: string }): Promise<DelegationMember[]> {
  return (await sql<DelegationMember>`select ${memberColumns} from participant_role r join participant p on p.id = r.participant
    where (${meeting}::text is null or r.meeting = ${meeting}) and p.kind = 'delegation' and (${asked.party ?? null}::text is null or p.party = ${asked.party ?? null}) and p.withdrawn_at is null
      and r.from_at <= ${asked.at}::timestamptz and (r.until_at is null or r.until_at > ${asked.at}::timestamptz)
    order by p.party, case r.role when 'head' then 0 when 'alternate' then 1 else 2 end, p.position, p.id`.execute(db)).rows
}

/** Those whose naming begins later than an instant: a change of head that a letter has announced (R-1.6.2). */
export async function listComing(db: Db | Tx, meeting: string, party: string, at: string): Promise<DelegationMember[]> {
  return (await sql<DelegationMember>`select ${memberColumns} from participant_role r join participant p on p.id = r.participant
    where r.meeting = ${meeting} and p.party = ${party} and p.kind = 'delegation' and p.withdrawn_at is null and r.from_at > ${at}::timestamptz and (r.until_at is null or r.until_at > r.from_at) order by r.from_at, p.position`.execute(db)).rows
}

/** Everybody the party has named for the series, whatever meeting: to be named for another one without typing. */
export async function listSeriesPeople(db: Db | Tx, series: string, party: string): Promise<{ id: string; name: string; post: string }[]> {
  return (await sql<{ id: string; name: string; post: string }>`select id, concat_ws(' ', honorific, given_name, family_name) as name, post from participant where series = ${series} and party = ${party} and kind = 'delegation' and withdrawn_at is null order by position, id`.execute(db)).rows
}

export interface LockedParticipant {
  id: string
  series: string
  party: string
  honorific: string | null
  givenName: string
  familyName: string
  badgeName: string
  post: string
  agency: string
  position: number
  version: number
}

export async function lockParticipant(tx: Tx, id: string): Promise<LockedParticipant | null> {
  return (await sql<LockedParticipant>`select id, series, party, honorific, given_name as "givenName", family_name as "familyName", badge_name as "badgeName", post, agency, position, version from participant where id = ${id} and kind = 'delegation' and withdrawn_at is null for update`.execute(tx)).rows[0] ?? null
}

export interface NewParticipant {
  id: string
  series: string
  party: string
  honorific: string | null
  givenName: string
  familyName: string
  badgeName: string
  post: string
  agency: string
  account?: string | null
  namedBy: string
  origin: 'desk' | 'demonstration'
  now: string
}

export async function addParticipant(tx: Tx, row: NewParticipant): Promise<void> {
  await sql`insert into participant (id, series, party, kind, honorific, given_name, family_name, badge_name, post, agency, position, account, named_by, named_at, origin)
    values (${row.id}, ${row.series}, ${row.party}, 'delegation', ${row.honorific}, ${row.givenName}, ${row.familyName}, ${row.badgeName}, ${row.post}, ${row.agency},
      (select coalesce(max(position), 0) + 1 from participant where series = ${row.series} and party = ${row.party}), ${row.account ?? null}, ${row.namedBy}, ${row.now}, ${row.origin}) on conflict (id) do nothing`.execute(tx)
}

export async function amendParticipant(tx: Tx, row: { id: string; version: number; honorific: string | null; givenName: string; familyName: string; badgeName: string; post: string; agency: string; position: number }): Promise<boolean> {
  const done = await sql`update participant set honorific = ${row.honorific}, given_name = ${row.givenName}, family_name = ${row.familyName}, badge_name = ${row.badgeName}, post = ${row.post}, agency = ${row.agency}, position = ${row.position}, version = version + 1
    where id = ${row.id} and version = ${row.version} returning id`.execute(tx)
  return done.rows.length === 1
}

/** Ends what a person is at a meeting from an instant on and, unless `role` is null, begins another role at it. The earlier row stays. */
export async function changeRole(tx: Tx, row: { participant: string; meeting: string; role: DelegationRole | null; from: string; letter: string | null; namedBy: string; late: boolean }): Promise<void> {
  await sql`update participant_role set until_at = ${row.from} where participant = ${row.participant} and meeting = ${row.meeting} and from_at < ${row.from}::timestamptz and (until_at is null or until_at > ${row.from}::timestamptz)`.execute(tx)
  // What was to begin at or after that instant has not been: the new word replaces it.
  await sql`update participant_role set until_at = from_at where participant = ${row.participant} and meeting = ${row.meeting} and from_at >= ${row.from}::timestamptz`.execute(tx)
  if (row.role === null) return
  await sql`insert into participant_role (participant, meeting, role, from_at, letter, named_by, late) values (${row.participant}, ${row.meeting}, ${row.role}, ${row.from}, ${row.letter}, ${row.namedBy}, ${row.late})
    on conflict (participant, meeting, from_at) do update set role = excluded.role, until_at = null, letter = excluded.letter, named_by = excluded.named_by, late = excluded.late`.execute(tx)
}

/** Out of the delegation where no meeting of the series is left to the person. */
export async function withdrawIfNowhere(tx: Tx, participant: string, at: string): Promise<boolean> {
  const done = await sql`update participant set withdrawn_at = ${at}, version = version + 1 where id = ${participant} and withdrawn_at is null
    and not exists (select 1 from participant_role r where r.participant = participant.id and (r.until_at is null or (r.until_at > ${at}::timestamptz and r.until_at > r.from_at))) returning id`.execute(tx)
  return done.rows.length === 1
}

/** One at a time changes a delegation at a meeting, so that quota and the one head hold. */
export async function lockDelegation(tx: Tx, meeting: string, party: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`delegation ${meeting} ${party}`}, 0))`.execute(tx)
}

export interface Proposal {
  id: string
  meeting: string
  party: string
  person: { honorific: string; givenName: string; familyName: string; badgeName: string; post: string; agency: string }
  role: DelegationRole
  note: string | null
  proposedBy: string
  proposedById: string
  proposedAt: string
  settled: 'named' | 'declined' | null
}
const proposalColumns = sql`id, meeting, party, person, role, note, proposed_by as "proposedBy", proposed_by_id as "proposedById", proposed_at as "proposedAt", settled`

export async function listProposals(db: Db | Tx, party: string, meeting?: string): Promise<Proposal[]> {
  return (await sql<Proposal>`select ${proposalColumns} from nomination_proposal where party = ${party} and (${meeting ?? null}::text is null or meeting = ${meeting ?? null}) and settled is null order by proposed_at, id`.execute(db)).rows
}
export async function lockProposal(tx: Tx, id: string, party: string | null): Promise<Proposal | null> {
  return (await sql<Proposal>`select ${proposalColumns} from nomination_proposal where id = ${id} and party = ${party} for update`.execute(tx)).rows[0] ?? null
}
export async function addProposal(tx: Tx, row: Omit<Proposal, 'settled'>): Promise<void> {
  await sql`insert into nomination_proposal (id, meeting, party, person, role, note, proposed_by, proposed_by_id, proposed_at) values (${row.id}, ${row.meeting}, ${row.party}, ${json(row.person)}, ${row.role}, ${row.note}, ${row.proposedBy}, ${row.proposedById}, ${row.proposedAt})`.execute(tx)
}
export async function settleProposal(tx: Tx, row: { id: string; as: 'named' | 'declined'; by: string; now: string; why: string | null }): Promise<void> {
  await sql`update nomination_proposal set settled = ${row.as}, settled_by = ${row.by}, settled_at = ${row.now}, settled_why = ${row.why} where id = ${row.id}`.execute(tx)
}

const letterColumns = sql`c.id, c.meeting, c.party, c.participants, c.form, c.letterhead, c.signatory, c.signatory_title as "signatoryTitle", c.signatory_office as "signatoryOffice", c.acting, c.authority, c.language, c.translated, c.file, c.file_name as "fileName",
  c.recorded_by as "recordedBy", c.recorded_by_id as "recordedById", c.recorded_role as "recordedRole", c.recorded_at as "recordedAt", c.checked_by as "checkedBy", c.checked_by_id as "checkedById", c.checked_at as "checkedAt", c.check_note as "checkNote", c.proposal,
  c.decision, c.decided_by as "decidedBy", c.decided_at as "decidedAt", c.decision_note as "decisionNote", c.replaced_by as "replacedBy", c.whole_series as "wholeSeries", (select u.series from meeting_run u where u.meeting = c.meeting) as series, c.origin, c.version`

/** A letter is for its meeting, or for every meeting of that series. */
const isFor = (meeting: RawBuilder<unknown>) => sql<boolean>`(c.meeting = ${meeting} or (c.whole_series and exists (select 1 from meeting_run a, meeting_run b where a.meeting = c.meeting and b.meeting = ${meeting} and a.series = b.series)))`

/** The letters that stand for a meeting: of one party or of all, first recorded first. Replaced and withdrawn ones only when asked for. */
export async function listLetters(db: Db | Tx, meeting: string | null, asked: { party?: string | undefined; all?: boolean } = {}): Promise<Letter[]> {
  return (await sql<Letter>`select ${letterColumns} from credential c where (${meeting}::text is null or ${isFor(sql`${meeting}::text`)}) and (${asked.party ?? null}::text is null or c.party = ${asked.party ?? null})
    and (${asked.all ?? false} or (c.replaced_by is null and c.withdrawn_at is null)) order by c.recorded_at, c.id`.execute(db)).rows
}
export async function findLetter(db: Db | Tx, id: string): Promise<Letter | null> {
  return (await sql<Letter>`select ${letterColumns} from credential c where c.id = ${id} and c.withdrawn_at is null`.execute(db)).rows[0] ?? null
}
export async function lockLetter(tx: Tx, id: string): Promise<Letter | null> {
  return (await sql<Letter>`select ${letterColumns} from credential c where c.id = ${id} and c.withdrawn_at is null for update`.execute(tx)).rows[0] ?? null
}

export type NewLetter = Pick<Letter, 'id' | 'meeting' | 'party' | 'participants' | 'form' | 'letterhead' | 'signatory' | 'signatoryTitle' | 'signatoryOffice' | 'acting' | 'authority' | 'language' | 'translated' | 'wholeSeries' | 'file' | 'fileName' | 'recordedBy' | 'recordedById' | 'recordedRole' | 'recordedAt' | 'origin'>

export async function addLetter(tx: Tx, row: NewLetter): Promise<void> {
  await sql`insert into credential (id, meeting, party, participants, form, letterhead, signatory, signatory_title, signatory_office, acting, authority, language, translated, whole_series, file, file_name, recorded_by, recorded_by_id, recorded_role, recorded_at, origin)
    values (${row.id}, ${row.meeting}, ${row.party}, ${row.participants}, ${row.form}, ${row.letterhead}, ${row.signatory}, ${row.signatoryTitle}, ${row.signatoryOffice}, ${row.acting}, ${row.authority}, ${row.language}, ${row.translated}, ${row.wholeSeries}, ${row.file}, ${row.fileName},
      ${row.recordedBy}, ${row.recordedById}, ${row.recordedRole}, ${row.recordedAt}, ${row.origin}) on conflict (id) do nothing`.execute(tx)
}
/** A new letter for the same persons stands in place of an undecided or provisional one; what was verified stays beside it. */
export async function replaceLetters(tx: Tx, row: { by: string; meeting: string; party: string; participants: readonly string[] }): Promise<void> {
  await sql`update credential set replaced_by = ${row.by}, version = version + 1 where meeting = ${row.meeting} and party = ${row.party} and id <> ${row.by} and replaced_by is null and withdrawn_at is null
    and decision is distinct from 'VERIFIED' and participants <@ ${[...row.participants]}::text[]`.execute(tx)
}
export async function checkLetter(tx: Tx, row: { id: string; version: number; by: string; byId: string; now: string; note: string; proposal: 'accept' | 'refuse' }): Promise<boolean> {
  return (await sql`update credential set checked_by = ${row.by}, checked_by_id = ${row.byId}, checked_at = ${row.now}, check_note = ${row.note}, proposal = ${row.proposal}, version = version + 1 where id = ${row.id} and version = ${row.version} returning id`.execute(tx)).rows.length === 1
}
export async function decideLetter(tx: Tx, row: { id: string; version: number; by: string; byId: string; now: string; note: string; decision: Exclude<CredentialStanding, 'NONE'> }): Promise<boolean> {
  return (await sql`update credential set decided_by = ${row.by}, decided_by_id = ${row.byId}, decided_at = ${row.now}, decision_note = ${row.note}, decision = ${row.decision}, version = version + 1 where id = ${row.id} and version = ${row.version} returning id`.execute(tx)).rows.length === 1
}

/** For each party of a meeting: how many it has named, whether a head, and how far its letters are. One statement for the whole list. */
export interface DelegationCount {
  party: string
  category: string
  named: number
  head: boolean
  letters: number
  waiting: number
  checked: number
  provisional: number
}
export async function countDelegations(db: Db | Tx, meeting: string, at: string): Promise<DelegationCount[]> {
  return (await sql<DelegationCount>`select a.party, a.category,
      coalesce(n.named, 0)::int as named, coalesce(n.head, false) as head, coalesce(l.letters, 0)::int as letters, coalesce(l.waiting, 0)::int as waiting, coalesce(l.checked, 0)::int as checked, coalesce(l.provisional, 0)::int as provisional
    from participation a
    left join (select p.party, count(*) as named, bool_or(r.role = 'head') as head from participant_role r join participant p on p.id = r.participant
      where r.meeting = ${meeting} and p.kind = 'delegation' and p.withdrawn_at is null and r.from_at <= ${at}::timestamptz and (r.until_at is null or r.until_at > ${at}::timestamptz) group by p.party) n on n.party = a.party
    left join (select party, count(*) as letters, count(*) filter (where proposal is null and decision is null) as waiting, count(*) filter (where proposal is not null and decision is null) as checked, count(*) filter (where decision in ('PROVISIONAL', 'REFUSED')) as provisional from credential c where ${isFor(sql`${meeting}::text`)} and c.replaced_by is null and c.withdrawn_at is null group by party) l on l.party = a.party
    where a.meeting = ${meeting} and a.from_at <= ${at}::timestamptz and (a.until_at is null or a.until_at > ${at}::timestamptz)`.execute(db)).rows
}

export async function hasParticipant(db: Db | Tx, id: string): Promise<boolean> {
  return (await sql`select 1 from participant where id = ${id}`.execute(db)).rows.length > 0
}
/** Which of these accounts there are. */
export async function knownAccounts(db: Db | Tx, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await sql<{ id: string }>`select id from auth_user where id = any(${[...ids]}::text[])`.execute(db)).rows.map((row) => row.id))
}
