-- What an item is for in every meeting of this kind: rules speak of "other matters" (R-1.5.3), the report takes up "the report".
alter table agenda_item add column topic text check (topic in ('opening', 'adoption', 'other-matters', 'next-meeting', 'report', 'closing'));
alter table agenda_item add column origin text not null default 'desk' check (origin in ('desk', 'demonstration'));
create index agenda_item_parent on agenda_item (parent) where parent is not null;
create index agenda_item_session on agenda_item (session) where session is not null;
create index agenda_item_same on agenda_item (same_as) where same_as is not null;

-- §8.2 row 4: the Secretariat puts the agenda to the Chair, the Chair records that the meeting adopted it.
alter table agenda add column put_at timestamptz, add column put_by text;

-- Every version that went out, as it read on that day; what a reader may not see of it is left out when it is read.
create table agenda_version (
  meeting text not null references meeting, number int not null check (number > 0),
  kind text not null check (kind in ('PROVISIONAL', 'REVISED', 'ADOPTED', 'AMENDED')),
  revision int check (revision > 0),
  items jsonb not null, note text,
  at timestamptz not null, by_name text not null, by_role text not null,
  primary key (meeting, number),
  constraint agenda_version_revision check ((kind = 'REVISED') = (revision is not null))
);

-- Items asked for by those who may ask but do not hold the pen (§8.2 row 3).
create table agenda_proposal (
  id text primary key, meeting text not null references meeting, party text references party,
  title jsonb not null, purpose text not null check (purpose in ('information', 'discussion', 'decision')),
  background jsonb, request jsonb, mandates text[] not null default '{}', minutes int check (minutes > 0),
  by_name text not null, by_role text not null, at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'taken', 'declined')),
  item text references agenda_item, answer text, answered_by text, answered_at timestamptz,
  constraint agenda_proposal_answered check ((status = 'open') = (answered_at is null)),
  constraint agenda_proposal_taken check ((status = 'taken') = (item is not null))
);
create index agenda_proposal_meeting on agenda_proposal (meeting, status);
