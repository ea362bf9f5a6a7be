-- A file that an officer is reading into a programme: what it says, what he chose, which rows are in already. Nothing of the programme changes by it.
create table import_draft (
  id text primary key, programme text not null references programme, sha256 text not null, file_name text not null,
  sheets jsonb not null, choices jsonb not null, taken int[] not null default '{}',
  made_by text not null, by_name text not null, made_at timestamptz not null, version int not null default 1
);
create index import_draft_programme on import_draft (programme);
