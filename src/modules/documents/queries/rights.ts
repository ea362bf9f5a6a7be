import { type RawBuilder, sql } from 'kysely'
import { acts, roleOf } from '../../../kernel/actor.ts'
import { admitted, areaIn, assigned, partyIn, type Reader, seesSession } from '../../meetings/index.ts'

const nobody = sql<boolean>`false`
const everybody = sql<boolean>`true`

/**
 * Whether official document `d` exists for this reader, at this instant (US-08, R-4.4.1). One expression for lists, one paper, the search,
 * packs and file addresses, so that none can tell what another hides:
 * - its originator and the house (Secretariat, Chair) always see it, also before it has a symbol and while it waits as late;
 * - a party sees it by the cell of its category for the paper's distribution, and only on items whose session it may attend;
 * - whoever is admitted to this very paper or to its item, or serves there, sees it for that time;
 * - the public sees what was released.
 */
export function seesDocument(reader: Reader): RawBuilder<boolean> {
  const { actor, now } = reader
  if (acts(actor, 'SD', 'CH')) return everybody
  const instant = sql`${now}::timestamptz`
  const party = partyIn(reader)
  const standing = sql<boolean>`(d.status in ('REGISTERED', 'WITHDRAWN') and (not d.late or d.admitted_at is not null) and (d.recalled_at is null or d.recalled_at > ${instant}))`
  const released = sql<boolean>`(d.distribution = 'PUBLIC' and d.released_at <= ${instant})`
  const own = party === null ? nobody : sql<boolean>`d.submitted_by = ${party}`

  // Practice §8.2 rows 15 to 17 narrow a member's reading by role: a delegate reads what is restricted only when named for it, a lead shepherd his area.
  const byRole = acts(actor, 'DE') ? sql<boolean>`d.distribution <> 'RESTRICTED'` : acts(actor, 'LS') ? sql<boolean>`(d.distribution <> 'RESTRICTED' or ${areaIn(reader)} = any(d.areas))` : everybody
  const inTheOpen = sql<boolean>`(d.item is null or exists (select 1 from agenda_item di where di.id = d.item and (di.session is null and p.category in ('member', 'secretariat') or exists (select 1 from session s where s.id = di.session and ${seesSession(reader)}))))`
  const byCategory = party === null ? nobody : sql<boolean>`exists (
    select 1 from participation p, lateral (select c.answer from right_cell c where c.category = p.category
      and c.right_key = case d.distribution when 'GENERAL' then 'see-general' when 'PUBLIC' then 'see-general' when 'LIMITED' then 'see-limited' when 'RESTRICTED' then 'see-restricted' else 'see-partner' end
      and c.from_on <= ${instant}::date and (c.until_on is null or c.until_on > ${instant}::date) order by c.from_on desc limit 1) r
    where p.meeting = d.meeting and p.party = ${party} and p.from_at <= ${instant}
      -- What was released to it before its part ended stays readable unless recalled.
      and (p.until_at is null or ${instant} < p.until_at or greatest(d.registered_at, d.distributed_at, d.admitted_at) < p.until_at)
      and case when p.category in ('member', 'secretariat') then r.answer = 'yes'
        when d.distribution = 'PARTNER' then r.answer in ('yes', 'own') and d.partner = p.party
        when d.distribution = 'LIMITED' then r.answer = 'yes' or (r.answer = 'joint' and d.joint and (d.partner is null or d.partner = p.party))
        when d.distribution = 'RESTRICTED' then r.answer = 'yes'
        else r.answer = 'yes' and ${inTheOpen} end)`
  const named = admitted(reader, sql`d.meeting`, sql`(ad.document = d.id or (ad.item = d.item and d.distribution in ('GENERAL', 'PUBLIC')))`)
  // Who serves one session needs its papers and the general ones; what is narrower and under no item of it is for who serves the whole meeting.
  const serving = sql<boolean>`(${assigned(reader, sql`d.meeting`, sql`coalesce((select di.session from agenda_item di where di.id = d.item), case when d.distribution in ('GENERAL', 'PUBLIC') then null else '' end)`)})`
  const watching = acts(actor, 'AU') ? sql<boolean>`d.distribution in ('GENERAL', 'LIMITED', 'PUBLIC')` : acts(actor, 'HL') ? sql<boolean>`d.distribution in ('GENERAL', 'PUBLIC')` : nobody
  const inside = roleOf(actor) === 'PU' || acts(actor, 'PR', 'LE', 'SA') ? nobody : sql<boolean>`((${byCategory} and ${byRole}) or ${named} or ${serving} or ${watching})`
  return sql<boolean>`(${own} or (${standing} and (${released} or ${inside})))`
}
