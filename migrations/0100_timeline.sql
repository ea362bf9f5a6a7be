-- Where the secretariat sits: its holidays count beside those of the host (R-1.3.1).
alter table mechanism add column seat text references party deferrable initially deferred;

-- The master timeline (practice §1.3) as data with dates of effect; a body may change it by decision.
create table timeline_rule (
  key text not null, from_on date not null, until_on date, position int not null,
  lane text not null check (lane in ('meeting', 'secretariat', 'host', 'members')),
  name jsonb not null, who jsonb not null, note jsonb,
  -- What it is counted from: the opening, the close, or another date of the timeline.
  counted_from text not null, days int, working_days int, hours int,
  -- The date from which it runs, where it is a stretch: registration, comments on the report.
  since text,
  -- Which way a date goes that is no working day.
  moves text not null check (moves in ('earlier', 'later', 'not')),
  -- `all`: also for consultations and preparatory meetings, which have papers and a report of their own (R-1.1.3).
  scope text not null check (scope in ('main', 'all')),
  rule text not null,
  primary key (key, from_on),
  constraint timeline_rule_counts_once check (num_nonnulls(days, working_days, hours) = 1)
);

-- What was done of it, by whom and when; of what the states of the meeting tell there is no row.
create table milestone_done (
  meeting text not null references meeting, milestone text not null, done_at timestamptz not null, by_name text not null, by_role text not null, note text,
  primary key (meeting, milestone)
);

-- Every change of a meeting's facts with what was before: moved, of another mode, another host. Append only.
create table meeting_change (
  id text primary key, meeting text not null references meeting, at timestamptz not null, by_name text not null, by_role text not null,
  what text not null check (what in ('moved', 'facts', 'mode', 'announced', 'host', 'session', 'participation')),
  before jsonb, after jsonb, reason text
);
create index meeting_change_meeting on meeting_change (meeting, at desc);
create trigger meeting_change_append_only before update or delete on meeting_change for each row execute function refuse_change();

-- Of a meeting that is public already, such as "the next AMMTC": days and place that are not announced stand here until they are.
alter table meeting_run add column tentative jsonb;
-- R-1.1.2: the number of a cancelled meeting is not consumed unless the body decides so.
alter table meeting_run add column number_counts boolean not null default true;
-- A session taken off the programme stays on record.
alter table session add column removed_at timestamptz;
create index session_of_series_room on session (starts_at, ends_at) where removed_at is null;
