-- A report's spreadsheet that came back: what stands in it and what was said about it, until it is taken in (US-17 AC6). The report itself is not touched by it.
create table report_file (
  id text primary key, round text not null references reporting_round, party text not null references party, reporter text not null, area text,
  sha256 text not null, name text not null, read jsonb not null, answers jsonb not null,
  uploaded_at timestamptz not null, uploaded_by text not null, uploaded_name text not null,
  taken_at timestamptz, taken_name text, taken_cells int, version int not null default 1
);
-- The same file of the same report is one upload.
create unique index report_file_once on report_file (round, party, reporter, coalesce(area, ''), sha256);

-- Days before the closing of a round on which those who have not reported are reminded; that it is open is told, too (practice §1.3, [D]).
alter table reporting_round add column remind_before int[] not null default '{14,7,1}';

-- A reminder that was given: once for each person, round and day before closing, whatever becomes of the round's days. Step: `opened`, or how many days before closing..
create table reporting_reminder (round text not null references reporting_round, step text not null, person text not null, at timestamptz not null, primary key (round, step, person));

-- The lead shepherd's one text on an activity out of several reports of a round. Those stay as they were submitted (US-17 AC5).
create table progress_merge (
  activity text not null references activity, round text not null references reporting_round, text text not null, language text not null, status text, progress int check (progress between 0 and 100),
  reports text[] not null, by_name text not null, by_role text not null, by_party text, at timestamptz not null, version int not null default 1,
  primary key (activity, round)
);
