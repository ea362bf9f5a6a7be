-- A person who takes part in a series: one registration, one badge (R-1.1.3). What he or she is, is said for each meeting.
create table participant (
  id text primary key, series text not null references series,
  -- A delegation's party; null for the Secretariat, the host's staff, services, media and persons invited for one item.
  party text references party,
  kind text not null check (kind in ('delegation', 'secretariat', 'host', 'services', 'media', 'resource-person')),
  honorific text, given_name text not null, family_name text not null, badge_name text not null,
  post text not null, agency text not null default '',
  -- Their order as the delegation gave it, after the head and the alternate (practice §1.11).
  position int not null, account text references auth_user,
  named_by text not null, named_at timestamptz not null, withdrawn_at timestamptz,
  origin text not null default 'desk' check (origin in ('desk', 'demonstration')), version int not null default 1,
  constraint participant_of_a_party check ((kind = 'delegation') = (party is not null))
);
create index participant_series on participant (series, party, position);

create table participant_role (
  participant text not null references participant, meeting text not null references meeting,
  role text not null check (role in ('head', 'alternate', 'delegate', 'adviser', 'expert', 'note-taker', 'interpreter', 'security', 'media', 'liaison', 'technical', 'secretariat', 'resource-person')),
  from_at timestamptz not null, until_at timestamptz,
  primary key (participant, meeting, from_at)
);
create index participant_role_meeting on participant_role (meeting);
