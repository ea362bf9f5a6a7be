create table meeting (
  ref text primary key,
  body text not null references body,
  session text not null,
  ordinal int,
  kind text not null check (kind in ('regular', 'special', 'emergency', 'preparatory')),
  status text not null check (status in ('held', 'held-by-rule', 'planned', 'cancelled')),
  name jsonb,
  -- What is known of the day, as far as it is known: 2009-11-17, 2014-06 or 2003.
  starts text,
  starts_on date,
  ends_on date,
  -- The last day it can have begun: what may be counted as held by a date.
  begun_by date,
  sort_on date,
  city jsonb, country text references party, mode text not null, host text references party, chair jsonb,
  prepares text references meeting deferrable initially deferred,
  theme jsonb, outcome jsonb, participants int, note jsonb, citations jsonb not null,
  constraint one_session_per_body unique (body, session),
  constraint ends_after_start check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index meeting_by_day on meeting (sort_on, ref);
create index meeting_of_body on meeting (body, ordinal);
