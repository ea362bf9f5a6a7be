-- A file on its way: bound to a person and a meeting, in pieces or whole, looked through before anything can be done with it.
create table upload (
  id text primary key,
  meeting text not null references meeting,
  person text not null, capacity text not null,
  name text not null, bytes bigint not null,
  state text not null default 'arriving' check (state in ('arriving', 'ready', 'refused', 'taken')),
  -- What was found: when ready, by its bytes; when refused, the message and what stands in it (json keeps their order).
  sha256 text references stored_file, type text, scanned text check (scanned in ('not-scanned', 'clean')), refusal json,
  begun_at timestamptz not null, looked_at timestamptz, taken_at timestamptz,
  constraint upload_has_bytes check (bytes > 0),
  constraint upload_ready_whole check (state not in ('ready', 'taken') or (sha256 is not null and type is not null and scanned is not null)),
  constraint upload_refused_why check ((state = 'refused') = (refusal is not null))
);
create index upload_person on upload (person, begun_at) where state in ('arriving', 'ready');
create index upload_begun on upload (begun_at);
create index upload_file on upload (sha256) where sha256 is not null;

-- What a kept file says: its text for the search and its first pages for reading in the browser. Made once, when it arrives.
create table file_reading (
  sha256 text primary key references stored_file on delete cascade,
  text text, pages jsonb, page_count int, fault text, read_at timestamptz not null
);

-- A code of a file is typed like any other: its last ten characters, without dashes.
create unique index document_file_typed on document_file (right(replace(check_code, '-', ''), 10)) where check_code is not null;
create index document_file_bytes on document_file (sha256);
