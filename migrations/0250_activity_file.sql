-- A table of activities that came back as a spreadsheet: what was read of it, until whoever sent it says yes, cell by cell. His alone.
create table activity_file (
  id text primary key, programme text not null references programme, uploaded_by text not null,
  sha256 text not null, name text not null, read jsonb not null, answers jsonb not null,
  uploaded_at timestamptz not null, uploaded_name text not null,
  taken_at timestamptz, taken_name text, taken_cells int, version int not null default 1
);
-- The same file of the same person is one upload.
create unique index activity_file_once on activity_file (programme, uploaded_by, sha256);
