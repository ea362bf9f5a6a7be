create extension if not exists pg_trgm;

create table setting (key text primary key, value jsonb not null);

-- One number that moves with every committed act; caches carry it.
create table data_version (number bigint not null);
insert into data_version values (1);

create table audit_entry (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  command text not null,
  subject_type text not null,
  subject_id text not null,
  change text not null,
  previous_hash text not null,
  hash text not null
);
create index audit_subject on audit_entry (subject_type, subject_id, number);
create unique index audit_one_successor on audit_entry (previous_hash);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_not_emptied before truncate on audit_entry for each statement execute function refuse_change();

create table stored_file (sha256 text primary key, name text not null, type text not null, bytes bigint not null, stored_at timestamptz not null);

create table record_item (section text not null, key text not null, digest text not null, loaded_at timestamptz not null, primary key (section, key));
create table record_load (folder text primary key, digest text not null, loaded_at timestamptz not null);

create table mail (
  id bigint generated always as identity primary key,
  to_address text not null,
  subject text not null,
  text text not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  unique_key text unique
);

create table search_entry (
  kind text not null,
  id text not null,
  marking text not null,
  url text not null,
  title jsonb not null,
  body jsonb not null,
  -- To find by: words and, for unspaced scripts, pairs of syllables. To rank by: the words alone, which is quicker to read.
  words tsvector not null,
  ranks tsvector not null,
  on_date date,
  primary key (kind, id)
);
create index search_entry_words on search_entry using gin (words);

-- The vocabulary for typo tolerance, by marking: a suggestion must not betray a hidden word.
create table search_word (word text not null, marking text not null, primary key (word, marking));
create index search_word_similar on search_word using gin (word gin_trgm_ops);
