-- Meetings that are prepared and held with this system. What the public record says of a meeting stays in `meeting`.
alter table meeting add column origin text not null default 'record' check (origin in ('record', 'desk', 'demonstration'));
-- A meeting that is not announced exists only for its participants (practice §6.3: tentative dates are not public).
alter table meeting add column marking text not null default 'PUBLIC' check (marking in ('PUBLIC', 'GENERAL'));

-- Back-to-back meetings: one venue, one registration, one badge (R-1.1.3).
create table series (
  id text primary key, name jsonb not null, zone text not null, host text references party, city jsonb, venue jsonb,
  starts_on date not null, ends_on date not null, origin text not null check (origin in ('desk', 'demonstration')),
  version int not null default 1, created_at timestamptz not null,
  constraint series_ends_after_start check (ends_on >= starts_on)
);

create table meeting_run (
  meeting text primary key references meeting,
  series text not null references series,
  position int not null,
  zone text not null,
  state text not null check (state in ('PLANNED', 'CONVENED', 'REGISTRATION_OPEN', 'DOCUMENTS_CLOSED', 'OPENED', 'SUSPENDED', 'CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED', 'POSTPONED', 'CANCELLED')),
  -- The state to return to when a postponed meeting has a date again.
  state_before text,
  opens_at timestamptz, closes_at timestamptz,
  -- R-1.2.1: the next host is tentative until the meeting confirms it.
  host_basis text not null default 'confirmed' check (host_basis in ('confirmed', 'tentative')),
  size_quota int, languages text[] not null default '{en}', costs jsonb, contacts jsonb,
  version int not null default 1
);
create index meeting_run_series on meeting_run (series, position);

-- The dated path of a meeting: append only.
create table meeting_state (
  meeting text not null references meeting, number int not null, state text not null, at timestamptz not null, by_name text not null, by_role text not null, reason text,
  primary key (meeting, number)
);

-- Who takes part in which meeting, in which category (R-4.4.1). Ending it ends the live rights; what was released stays readable.
create table participation (
  meeting text not null references meeting, party text not null references party,
  category text not null check (category in ('member', 'dialogue-partner', 'sectoral-partner', 'observer', 'organisation', 'entity', 'sister-body', 'secretariat')),
  from_at timestamptz not null, until_at timestamptz,
  primary key (meeting, party)
);
create index participation_party on participation (party, meeting);

create table session (
  id text primary key, meeting text not null references meeting, position int not null, title jsonb not null,
  access text not null check (access in ('CEREMONY', 'OPEN', 'CLOSED', 'CONSULTATION', 'RETREAT', 'DRAFTING', 'HOD_ONLY')),
  partner text references party, room jsonb, starts_at timestamptz not null, ends_at timestamptz not null,
  -- How many of one delegation may be in the room at once (overlays, practice §1.6).
  overlays int,
  state text not null default 'planned' check (state in ('planned', 'open', 'suspended', 'closed')),
  opened_at timestamptz, closed_at timestamptz, version int not null default 1,
  constraint session_ends_after_start check (ends_at > starts_at),
  -- Without a partner: with all partners of a meeting that is itself a consultation.
  constraint session_partner_of_consultation check (partner is null or access in ('CONSULTATION', 'DRAFTING'))
);
create index session_of_meeting on session (meeting, starts_at, position);

-- The agenda: what is being prepared (items), and every version of it that went out (R-1.5.2).
create table agenda (
  meeting text primary key references meeting,
  state text not null default 'DRAFT' check (state in ('DRAFT', 'PROVISIONAL', 'ADOPTED', 'AMENDED')),
  adopted_at timestamptz, adopted_by text, version int not null default 1
);
create table agenda_item (
  id text primary key, meeting text not null references meeting, parent text references agenda_item, position int not null,
  title jsonb not null, purpose text not null check (purpose in ('information', 'discussion', 'decision')),
  lead text, minutes int check (minutes > 0), session text references session,
  background jsonb, request jsonb, mandates text[] not null default '{}', proposer text,
  same_as text references agenda_item, added_after_adoption text, removed_at timestamptz, version int not null default 1
);
create index agenda_item_of_meeting on agenda_item (meeting, position) where removed_at is null;

-- A right given by the Chair or by name, beyond what the category has: to a party or to one person, for a session, an item or a document.
create table admission (
  id text primary key, meeting text not null references meeting,
  session text references session, item text references agenda_item, document text,
  party text references party, person text references auth_user,
  reason text, given_by text not null, given_role text not null, from_at timestamptz not null, until_at timestamptz, ended_at timestamptz,
  constraint admission_to_someone check ((party is null) <> (person is null))
);
create index admission_meeting on admission (meeting);
create index admission_person on admission (person) where person is not null;
create index admission_document on admission (document) where document is not null;

-- Interpreters, translators, note-takers: they see what their assignment needs, from 48 h before to 24 h after it (US-08 AC5).
create table assignment (
  id text primary key, person text not null references auth_user, meeting text not null references meeting, session text references session,
  task text not null check (task in ('interpreter', 'translator', 'note-taker', 'technical')),
  starts_at timestamptz not null, ends_at timestamptz not null, ended_at timestamptz
);
create index assignment_person on assignment (person);

-- The rights of the categories as data with dates of effect (practice §4.4): a body may change them by decision.
create table right_cell (
  right_key text not null, category text not null, from_on date not null, until_on date, answer text not null,
  primary key (right_key, category, from_on)
);

create table official_document (
  id text primary key,
  meeting text not null references meeting,
  -- Practice §1.8.2. Null until registered: a number is given on registration and never again (R-1.8.1).
  symbol text unique, body text not null, session text not null, series text not null, number int,
  -- The symbol it revises, adds to, corrects or amends; null for a first text.
  modifies text references official_document deferrable initially deferred,
  -- The first text of the chain, itself where it is one.
  chain text not null references official_document deferrable initially deferred,
  modifier text check (modifier in ('Rev', 'Add', 'Corr', 'Amend')), modifier_number int,
  item text references agenda_item, title jsonb not null, purpose text not null check (purpose in ('information', 'discussion', 'decision')),
  action_requested jsonb, summary jsonb,
  submitted_by text references party, submitted_role text not null, submitted_at timestamptz not null,
  status text not null check (status in ('SUBMITTED', 'REGISTERED', 'WITHDRAWN', 'REFUSED')),
  registered_at timestamptz, withdrawn_at timestamptz, withdrawn_why text,
  -- R-1.3.2: late papers wait for the Chair's leave and say so.
  late boolean not null default false, admitted_at timestamptz, admitted_by text,
  -- Three attributes that do not follow from each other (§1.8.3).
  distribution text not null check (distribution in ('PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED', 'PARTNER')),
  partner text references party, joint boolean not null default false,
  classification text not null default 'none', handling text,
  areas text[] not null default '{}',
  as_of_stamp text, annex_number int, authentic_lang text not null default 'en', languages_concerned text[],
  released_at timestamptz, recalled_at timestamptz,
  origin text not null default 'desk' check (origin in ('desk', 'demonstration')),
  version int not null default 1,
  constraint document_number_iff_symbol check ((symbol is null) = (number is null)),
  constraint document_partner_iff_marked check (distribution <> 'PARTNER' or partner is not null),
  constraint document_modifier_whole check ((modifier is null) = (modifies is null) and (modifier is null) = (modifier_number is null))
);
create index official_document_meeting on official_document (meeting, series, number);
create index official_document_chain on official_document (chain);
create index official_document_item on official_document (item) where item is not null;
alter table admission add constraint admission_of_document foreign key (document) references official_document;

-- One file for each language under one symbol (R-1.8.4). What replaces a file before registration leaves no trace; after it, only a symbol does.
create table document_file (
  document text not null references official_document, lang text not null, sha256 text not null references stored_file,
  name text not null, type text not null, bytes bigint not null, authentic boolean not null,
  text text, scanned text not null default 'not-scanned' check (scanned in ('not-scanned', 'clean')), check_code text unique,
  uploaded_by text not null, uploaded_at timestamptz not null,
  primary key (document, lang)
);

-- Who has opened it: part of "who will see this, who has it now".
create table document_opening (
  document text not null references official_document, person text not null, capacity text not null, party text, role text not null, lang text not null, way text not null check (way in ('read', 'download', 'pack')),
  first_at timestamptz not null, last_at timestamptz not null, times int not null default 1,
  primary key (document, person, capacity, lang, way)
);
