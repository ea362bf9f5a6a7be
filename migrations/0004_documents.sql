create table instrument (
  id text primary key, title jsonb not null, form text not null, bodies text[] not null default '{}', partner text references party,
  areas text[] not null default '{}', period_from text, period_until text, url text, note jsonb, citations jsonb not null, sort_on date
);

create table instrument_act (
  instrument text not null references instrument, position int not null, act text not null, on_date text, body text references body,
  meeting text references meeting deferrable initially deferred, ad_referendum boolean not null default false, period_until text, note jsonb, citations jsonb not null,
  primary key (instrument, position)
);
create index instrument_act_meeting on instrument_act (meeting);

create table instrument_link (
  instrument text not null references instrument, kind text not null check (kind in ('implements', 'replaces')),
  other text not null references instrument deferrable initially deferred, primary key (instrument, kind, other)
);

-- Every document we issue can be proven: a short code leads to a page that says which version a paper is.
create table issued_document (
  code text primary key,
  kind text not null, title jsonb not null, lang text not null, format text not null,
  subject text not null, as_of timestamptz not null, marking text not null,
  sha256 text not null, bytes int not null, version int not null, issued_at timestamptz not null, issued_by text not null,
  file text references stored_file,
  unique (kind, subject, lang, format, version)
);
