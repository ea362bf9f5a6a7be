-- What happens in a session while it is held (practice §1.10). Every time is the server's.
create table floor (
  session text primary key references session,
  item text references agenda_item, item_since timestamptz,
  list text not null default 'open' check (list in ('open', 'closed')),
  list_order text not null default 'request' check (list_order in ('request', 'alphabetical')),
  -- How long one may speak unless the Chair says otherwise.
  seconds int not null default 180 constraint floor_seconds check (seconds between 30 and 3600),
  recorded boolean not null default false,
  -- Guards what the Chair leads. A delegation that asks for the floor does not move it: that is no reason to refuse the Chair's act.
  version int not null default 1
);

-- The path of a session: append only.
create table session_event (
  session text not null references session, number int not null,
  kind text not null check (kind in ('opened', 'suspended', 'resumed', 'closed', 'item', 'list-closed', 'list-opened', 'recording-on', 'recording-off')),
  item text references agenda_item, at timestamptz not null, by_name text not null, by_role text not null,
  primary key (session, number)
);

-- The speakers' list and what became of each request: slot, delegation, item, limit, start, end, yielded (practice §1.10.5).
create table floor_request (
  id bigint generated always as identity primary key,
  session text not null references session, item text references agenda_item,
  party text not null references party, category text not null, as_lead boolean not null default false,
  kind text not null check (kind in ('statement', 'reply', 'point-of-order')),
  state text not null default 'waiting' check (state in ('waiting', 'speaking', 'paused', 'spoken', 'withdrawn')),
  seconds int not null constraint request_seconds check (seconds between 1 and 3600),
  asked_at timestamptz not null, asked_by text not null, asked_role text not null,
  -- R-1.10.4: who is no member speaks only when the Chair has invited it.
  invited_at timestamptz, invited_by text,
  -- Put behind the others of its group.
  later_at timestamptz,
  started_at timestamptz, paused_at timestamptz, paused_ms int not null default 0, extended_seconds int not null default 0,
  -- The speaker a point of order interrupted; he goes on after it.
  interrupts bigint references floor_request,
  ended_at timestamptz, ended_how text check (ended_how in ('finished', 'limit', 'suspended')),
  constraint request_started_iff_spoken check ((state in ('waiting', 'withdrawn')) = (started_at is null)),
  constraint request_ended_iff_spoken check ((state = 'spoken') = (ended_at is not null)),
  constraint request_paused_at check ((state = 'paused') = (paused_at is not null))
);
create index floor_request_session on floor_request (session, state);
create unique index floor_one_speaker on floor_request (session) where state = 'speaking';
-- Asking twice is asking once (US-13 AC6).
create unique index floor_asked_once on floor_request (session, coalesce(item, ''), party, as_lead, kind) where state = 'waiting';

-- Who was in the room for a delegation, from when until when. Excused is absent with a word.
create table presence (
  id bigint generated always as identity primary key,
  session text not null references session, party text not null references party,
  seat text not null check (seat in ('head', 'alternate', 'representative', 'excused')),
  from_at timestamptz not null, until_at timestamptz, by_name text not null, by_role text not null
);
create index presence_session on presence (session, party);
create unique index presence_one_now on presence (session, party) where until_at is null;

-- Statements besides those heard: written ("deemed delivered") and annexed on request (practice §1.10.6).
create table floor_statement (
  id bigint generated always as identity primary key,
  session text not null references session, item text references agenda_item, party text not null references party,
  form text not null check (form in ('delivered', 'written', 'annexed')),
  check_against_delivery boolean not null default false, until_delivered boolean not null default false, title text not null default '',
  recorded_at timestamptz not null, by_name text not null, by_role text not null
);
create index floor_statement_session on floor_statement (session);

create table room_note (
  id bigint generated always as identity primary key,
  session text not null references session, item text references agenda_item, text text not null,
  at timestamptz not null, by_name text not null, by_role text not null, by_person text not null
);
create index room_note_session on room_note (session);

-- What is put to the meeting and what came of it at the gavel. Drafted by one person, declared by another (R-8.3.1); after the gavel nobody edits it.
create table agreed_line (
  id bigint generated always as identity primary key,
  meeting text not null references meeting, session text not null references session, item text references agenda_item,
  language text not null check (language in ('en', 'th')), text text not null, translation text not null default '',
  verb text not null default '', class text not null check (class in ('C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7')),
  owners jsonb not null default '[]', due jsonb not null default '{"none": true}', follows text[] not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'gavelled', 'not-agreed', 'withdrawn')),
  -- Two views that stand, for what was not agreed.
  views text not null default '',
  drafted_at timestamptz not null, drafted_by text not null, drafted_name text not null,
  number int, decided_at timestamptz, decided_name text, decided_role text,
  present text[] not null default '{}', absent text[] not null default '{}', provisional text[] not null default '{}',
  ad_referendum boolean not null default false,
  -- The text in review into which it was handed over.
  handed_to text, handed_at timestamptz,
  version int not null default 1,
  constraint line_numbered_iff_gavelled check ((state = 'gavelled') = (number is not null)),
  constraint line_decided check ((state in ('gavelled', 'not-agreed')) = (decided_at is not null))
);
create index agreed_line_meeting on agreed_line (meeting, state);
create index agreed_line_session on agreed_line (session);
create unique index agreed_line_number on agreed_line (meeting, number) where number is not null;

create table objection (
  id bigint generated always as identity primary key,
  line bigint not null references agreed_line, party text not null references party, reason text not null default '',
  at timestamptz not null, by_name text not null, by_role text not null, withdrawn_at timestamptz
);
create unique index objection_stands on objection (line, party) where withdrawn_at is null;

-- R-1.10.1: what was agreed without a member is put to it by silence. Only prepared here; the Chair starts it (R-2.5.1).
create table silence_draft (
  line bigint primary key references agreed_line, meeting text not null references meeting,
  addressees text[] not null constraint silence_to_someone check (cardinality(addressees) > 0),
  due_at timestamptz not null, working_days int not null, prepared_at timestamptz not null,
  constraint silence_72_hours check (due_at >= prepared_at + interval '72 hours')
);
create index silence_draft_meeting on silence_draft (meeting);

-- A session held for practice, with made-up acts, that can be begun anew.
create table rehearsal (session text primary key references session, begun_at timestamptz not null, begun_by text not null);
