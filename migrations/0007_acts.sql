-- A proposal that is only a signal stays in the text as `kept` until someone takes it up. A demonstration's texts are marked so.
alter table extraction_text add column origin text not null default 'desk' check (origin in ('desk', 'demonstration'));
alter table extraction_proposal drop constraint extraction_proposal_status_check;
alter table extraction_proposal add constraint extraction_proposal_status_check check (status in ('open', 'kept', 'accepted', 'rejected', 'merged', 'split'));
alter table extraction_proposal add column decided_role text, add column made_from bigint references extraction_proposal;
create index extraction_proposal_open on extraction_proposal (text) where status = 'open';

-- Who reported: the party in whose capacity the reporter acted. A member's own word is told apart from what others say of it.
alter table mandate_statement add column by_party text references party;
create index mandate_statement_by on mandate_statement (recorded_by) where verdict in ('submitted', 'returned');

-- A link that was taken back leaves the chain and stays here with the reason.
create table mandate_link_ended (
  id bigint generated always as identity primary key,
  child text not null references mandate, parent text not null references mandate, basis text not null, note jsonb, citations jsonb,
  ended_at timestamptz not null, ended_by text not null, reason text not null
);
create trigger mandate_link_ended_kept before delete on mandate_link_ended for each row execute function refuse_delete();

-- What is endorsed in principle has to be completed (US-06 AC4): one task a decision, closed by a reference.
create table completion_task (
  mandate text primary key references mandate, text jsonb not null, opened_at timestamptz not null,
  closed_at timestamptz, closed_by text, reference text,
  constraint closed_needs_reference check (closed_at is null or reference is not null)
);
create trigger completion_task_kept before delete on completion_task for each row execute function refuse_delete();
