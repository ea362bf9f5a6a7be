create table mandate (
  id text primary key,
  symbol text not null unique,
  body text not null references body,
  meeting text references meeting,
  session text not null, number int not null,
  date text not null, sort_on date not null,
  instrument text references instrument, instrument_title text,
  paragraph text not null check (paragraph <> ''),
  title jsonb not null, text jsonb not null check (text <> '{}'::jsonb), quoted boolean not null, language text not null,
  verbs text[] not null, class text not null check (class ~ '^C[0-7]$'), modifiers text[] not null default '{}',
  addressees jsonb not null default '[]', action jsonb, due jsonb not null, reports_to jsonb,
  areas text[] not null default '{}', effects jsonb not null default '[]',
  -- What the latest accepted statement says, for those who may read limited statements and for all others. Kept by a trigger on
  -- mandate_statement; a reading as of a past day goes to the statements themselves.
  status text not null default 'OPEN', status_public text not null default 'OPEN',
  reported_on date, reported_on_public date,
  superseded_by text references mandate deferrable initially deferred,
  marking text not null default 'PUBLIC',
  origin text not null default 'desk' check (origin in ('record', 'desk', 'demonstration')),
  citations jsonb not null default '[]',
  recorded_at timestamptz not null,
  version int not null default 1,
  constraint numbers_per_session unique (body, session, number)
);
create index mandate_register on mandate (sort_on desc, number desc, id);
create index mandate_body on mandate (body, sort_on desc);
create index mandate_meeting on mandate (meeting, number);
create index mandate_class on mandate (class, sort_on desc);
create index mandate_areas on mandate using gin (areas);
create index mandate_marking on mandate (marking);

-- Whom each decision asks, one row an addressee, for filters and the matrix.
create table mandate_owner (mandate text not null references mandate, position int not null, kind text not null check (kind in ('body', 'party', 'all', 'role', 'words')), code text not null, primary key (mandate, position));
create index mandate_owner_code on mandate_owner (code, mandate);

-- The day by which it is due, worked out from the rule in mandate.due and the meetings; kept by the commands and listeners that change either.
create table mandate_due (mandate text primary key references mandate, due_on date, basis text not null);
create index mandate_due_on on mandate_due (due_on);

create table mandate_link (
  child text not null references mandate, parent text not null references mandate deferrable initially deferred,
  basis text not null check (basis in ('stated', 'inferred')), note jsonb, citations jsonb, primary key (child, parent),
  constraint not_its_own_parent check (child <> parent)
);
create index mandate_link_parent on mandate_link (parent);

-- Dated, attributed statements: the register can be read as of any past date. Nothing is deleted; a statement is answered, not changed.
create table mandate_statement (
  id bigint generated always as identity primary key,
  mandate text not null references mandate,
  on_date date not null, on_text text not null,
  status text check (status in ('OPEN', 'IN_PROGRESS', 'COMPLETED', 'CONTINUING', 'OVERTAKEN', 'SUPERSEDED', 'LAPSED')),
  text jsonb not null, party text references party, reported_by jsonb not null,
  evidence text, citations jsonb not null default '[]',
  marking text not null default 'PUBLIC' check (marking in ('PUBLIC', 'LIMITED')),
  origin text not null default 'desk' check (origin in ('record', 'desk', 'demonstration')),
  verdict text not null default 'accepted' check (verdict in ('submitted', 'accepted', 'returned')),
  verdict_note text, recorded_at timestamptz not null, recorded_by text not null, decided_at timestamptz, decided_by text,
  -- What overtook or superseded it: another mandate, or words for what is not in the register.
  reference text,
  constraint overtaken_needs_reference check (status is null or status not in ('SUPERSEDED', 'OVERTAKEN') or reference is not null)
);
create index mandate_statement_of on mandate_statement (mandate, on_date desc, id desc);

create function keep_mandate_status() returns trigger language plpgsql as $$
begin
  update mandate m set
    status = coalesce((select s.status from mandate_statement s where s.mandate = m.id and s.verdict = 'accepted' and s.party is null and s.status is not null order by s.on_date desc, s.id desc limit 1), 'OPEN'),
    status_public = coalesce((select s.status from mandate_statement s where s.mandate = m.id and s.verdict = 'accepted' and s.party is null and s.status is not null and s.marking = 'PUBLIC' order by s.on_date desc, s.id desc limit 1), 'OPEN'),
    reported_on = (select max(s.on_date) from mandate_statement s where s.mandate = m.id and s.verdict = 'accepted'),
    reported_on_public = (select max(s.on_date) from mandate_statement s where s.mandate = m.id and s.verdict = 'accepted' and s.marking = 'PUBLIC')
  where m.id = new.mandate;
  return null;
end $$;
create trigger mandate_statement_counts after insert or update of verdict on mandate_statement for each row execute function keep_mandate_status();

create function refuse_delete() returns trigger language plpgsql as $$
begin
  raise exception 'nothing official is deleted: %', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger mandate_kept before delete on mandate for each row execute function refuse_delete();
create trigger mandate_statement_kept before delete on mandate_statement for each row execute function refuse_delete();

create index mandate_statement_open on mandate_statement (recorded_at) where verdict = 'submitted';

-- A text in review: paragraphs with stable identity, and what is proposed of each.
create table extraction_text (
  id text primary key, title text not null, body text not null references body, meeting text references meeting, date text not null,
  instrument text references instrument, instrument_title text not null, language text not null, marking text not null,
  file text references stored_file, content text not null, created_at timestamptz not null, created_by text not null, unique (body, meeting, instrument_title)
);
create table extraction_paragraph (text text not null references extraction_text, position int not null, key text not null, number text not null, content text not null, primary key (text, position), unique (text, key));
create table extraction_proposal (
  id bigint generated always as identity primary key,
  text text not null references extraction_text, paragraph int not null, position int not null,
  fields jsonb not null, proposed jsonb not null, confidence text not null,
  status text not null default 'open' check (status in ('open', 'accepted', 'rejected', 'merged', 'split')),
  reason text, mandate text references mandate, decided_at timestamptz, decided_by text, version int not null default 1,
  foreign key (text, paragraph) references extraction_paragraph (text, position)
);
create index extraction_proposal_of on extraction_proposal (text, paragraph, position);
