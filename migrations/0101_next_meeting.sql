-- R-1.2.1: what a meeting confirmed at "Date and venue of the next meeting". The days as far as they were said: a day, a month, a year, or to be confirmed.
create table next_meeting (
  meeting text primary key references meeting, next text not null references meeting, host text not null references party, starts text,
  confirmed_at timestamptz not null, by_name text not null, by_role text not null, note text
);
create index next_meeting_next on next_meeting (next);

-- Dates that also those see who are no members: what asks something of them, and the meeting itself.
alter table timeline_rule add column open_to_all boolean not null default false;
-- In the order they were written, also within one instant.
alter table meeting_change add column number bigint generated always as identity;
