-- How often what a calendar shows of a meeting or session has changed, and when last: SEQUENCE and LAST-MODIFIED of a feed (RFC 5545).
-- Kept by the tables themselves, so that no way of changing a meeting can forget it.
create table calendar_revision (
  kind text not null check (kind in ('meeting', 'session')), id text not null, sequence int not null default 0, changed_at timestamptz not null,
  primary key (kind, id)
);
insert into calendar_revision (kind, id, changed_at) select 'meeting', ref, date_trunc('second', now()) from meeting;
insert into calendar_revision (kind, id, changed_at) select 'session', id, date_trunc('second', now()) from session;

-- Argument: what it is; the column that names it.
create function calendar_changed() returns trigger language plpgsql as $$
begin
  insert into calendar_revision (kind, id, changed_at) values (tg_argv[0], to_jsonb(new) ->> tg_argv[1], date_trunc('second', now()))
    on conflict (kind, id) do update set sequence = calendar_revision.sequence + 1, changed_at = excluded.changed_at;
  return null;
end $$;
create trigger meeting_in_calendar after insert on meeting for each row execute function calendar_changed('meeting', 'ref');
create trigger meeting_in_calendar_changed after update on meeting for each row
  when ((old.name, old.status, old.starts_on, old.ends_on, old.city, old.country, old.mode, old.host) is distinct from (new.name, new.status, new.starts_on, new.ends_on, new.city, new.country, new.mode, new.host))
  execute function calendar_changed('meeting', 'ref');
create trigger run_in_calendar_changed after update on meeting_run for each row
  when ((old.host_basis, old.zone, old.opens_at, old.state = 'CANCELLED', old.state = 'POSTPONED') is distinct from (new.host_basis, new.zone, new.opens_at, new.state = 'CANCELLED', new.state = 'POSTPONED'))
  execute function calendar_changed('meeting', 'meeting');
create trigger session_in_calendar after insert on session for each row execute function calendar_changed('session', 'id');
create trigger session_in_calendar_changed after update on session for each row
  when ((old.title, old.access, old.room, old.starts_at, old.ends_at) is distinct from (new.title, new.access, new.room, new.starts_at, new.ends_at))
  execute function calendar_changed('session', 'id');

-- A personal feed: one secret address at a time, kept as a digest. Whose it is decides, at each fetch, what it holds.
create table calendar_feed (
  id text primary key, person text not null references auth_user, token_hash text not null unique, created_at timestamptz not null, revoked_at timestamptz
);
create unique index calendar_feed_one on calendar_feed (person) where revoked_at is null;
