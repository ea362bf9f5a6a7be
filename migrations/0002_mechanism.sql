create table mechanism (code text primary key, name jsonb not null, line jsonb not null, zone text not null, authentic_language text not null, story jsonb not null);

create table source (
  id text primary key, title jsonb not null, publisher jsonb not null, url text not null, language text not null,
  kind text not null check (kind in ('official', 'press', 'agency', 'academic', 'archive')), published text, note jsonb
);

create table party (code text primary key, name jsonb not null, aliases jsonb not null default '[]', zone text);

create table party_category (
  party text not null references party, category text not null, from_on text, until_on text, note jsonb, citations jsonb not null,
  primary key (party, category)
);

create table body (
  code text primary key, name jsonb not null, short jsonb not null, aliases jsonb not null default '[]',
  kind text not null, level int not null check (level between 1 and 4),
  parent text references body deferrable initially deferred, partner text references party deferrable initially deferred, area text,
  role jsonb not null, established jsonb, citations jsonb not null, position int not null,
  constraint body_not_its_own_parent check (parent <> code)
);

create table cadence (
  body text not null references body, every int not null check (every > 0), unit text not null, from_on text not null, until_on text,
  decided_by jsonb not null, mandate text, note jsonb, citations jsonb not null, primary key (body, from_on)
);

create table rotation (
  body text not null references body, position int not null, rule text not null, since jsonb not null, anchor jsonb, parent text,
  exceptions jsonb not null default '[]', note jsonb not null, inferred boolean not null, citations jsonb not null, primary key (body, position)
);

create table priority_area (slug text primary key, number int not null unique, name jsonb not null, since jsonb not null, decided_by jsonb not null, citations jsonb not null);

create table lead_shepherd (
  area text not null references priority_area, position int not null, party text not null references party,
  since jsonb, until jsonb, note jsonb, citations jsonb not null, primary key (area, position)
);

create table holiday (day date not null, where_in text not null, name jsonb not null, primary key (day, where_in));

-- Where public sources disagree all claims are kept and one may be chosen with a reason.
create table disagreement (
  subject_kind text not null, subject_id text not null, field text not null,
  about jsonb not null, claims jsonb not null, chosen int, reason jsonb not null,
  primary key (subject_kind, subject_id, field)
);
