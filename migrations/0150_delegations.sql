create extension if not exists btree_gist;

-- Posts, designations and who holds them (practice §4.1): what the public record says, and what parties enter here.
create table post (
  id text primary key, party text not null references party, name jsonb not null, citations jsonb not null default '[]',
  origin text not null check (origin in ('record', 'desk', 'demonstration')),
  version int not null default 1
);
create index post_party on post (party);

create table designation (
  id text primary key,
  party text not null references party, body text not null references body,
  function text not null check (function in ('head', 'alternate', 'focal-point', 'lead-shepherd', 'group-chair')),
  mode text not null check (mode in ('EX_OFFICIO', 'AD_HOC', 'PERSONAL')),
  post text references post deferrable initially deferred,
  person jsonb,
  -- For a head chosen each time: of what kind, and who chooses.
  choice jsonb,
  proposer jsonb, approver jsonb, approver_person jsonb, approver_capacity jsonb, instrument jsonb, powers text[] not null default '{}',
  -- Practice counts in meetings as often as in days. `until` is the first meeting or day no longer.
  since jsonb not null, until jsonb,
  -- The same as days, as far as they are known: what two designations of one function may never share (R-4.1.1).
  during daterange not null,
  supersedes text references designation deferrable initially deferred,
  note jsonb, citations jsonb not null default '[]',
  origin text not null check (origin in ('record', 'desk', 'demonstration')),
  entered_by text, entered_role text, entered_at timestamptz, verified_by text, verified_at timestamptz,
  ended_by text, ended_at timestamptz, ended_why text,
  version int not null default 1,
  constraint designation_names_one check ((mode = 'EX_OFFICIO') = (post is not null) and (mode = 'PERSONAL') = (person is not null) and (mode = 'AD_HOC') = (choice is not null)),
  constraint designation_overlap exclude using gist (party with =, body with =, function with =, during with &&) deferrable initially deferred
);
create index designation_party on designation (party, body);

-- Who holds a post, acts in it, or that nobody does: known stretches only, gaps stay gaps.
create table incumbency (
  id text primary key, post text not null references post deferrable initially deferred,
  kind text not null check (kind in ('substantive', 'acting', 'vacant', 'absent')),
  person jsonb, from_on text, until_on text, during daterange not null,
  note jsonb, citations jsonb not null default '[]',
  origin text not null check (origin in ('record', 'desk', 'demonstration')),
  entered_by text, entered_at timestamptz, version int not null default 1,
  constraint incumbency_person check ((kind in ('substantive', 'acting')) = (person is not null)),
  constraint incumbency_overlap exclude using gist (post with =, (case kind when 'vacant' then 'substantive' else kind end) with =, during with &&) deferrable initially deferred
);
create index incumbency_post on incumbency (post);

-- A head (or a chair, which is no head) that a source names for one meeting. `meeting` is null where the source does not say which.
create table known_head (
  id text primary key, party text not null references party, body text not null references body, meeting text references meeting deferrable initially deferred, on_day text not null,
  was text not null check (was in ('headed', 'chaired')),
  post jsonb not null, person jsonb, mode text check (mode in ('EX_OFFICIO', 'AD_HOC', 'PERSONAL')),
  approver jsonb, approver_capacity jsonb, note jsonb, citations jsonb not null
);
create index known_head_party on known_head (party, body);
create index known_head_meeting on known_head (meeting, party) where meeting is not null;

-- R-1.6.2: who heads by explicit nomination, from a stated time. What was said before stays.
alter table participant_role add column letter text;
alter table participant_role add column named_by text;
alter table participant_role add column late boolean not null default false;
create unique index participant_role_one_now on participant_role (participant, meeting) where until_at is null;

-- Row 5 of practice §8.2: a head of delegation proposes, the focal point names.
create table nomination_proposal (
  id text primary key, meeting text not null references meeting, party text not null references party, person jsonb not null, role text not null, note text,
  proposed_by text not null, proposed_by_id text not null, proposed_at timestamptz not null,
  settled text check (settled in ('named', 'declined')), settled_by text, settled_at timestamptz, settled_why text
);
create index nomination_proposal_party on nomination_proposal (meeting, party) where settled is null;

-- Letters of credentials (practice §1.6): what the Secretariat found on each test, and what the Chair decided.
create table credential (
  id text primary key, meeting text not null references meeting, party text not null references party,
  participants text[] not null,
  form text not null check (form in ('original', 'copy')),
  letterhead boolean not null, signatory text not null, signatory_title text not null,
  signatory_office text not null check (signatory_office in ('head-of-state', 'head-of-government', 'foreign-minister', 'competent-minister', 'other')),
  acting boolean not null default false, authority text, language text not null, translated boolean not null default false,
  file text references stored_file, file_name text,
  recorded_by text not null, recorded_by_id text not null, recorded_role text not null, recorded_at timestamptz not null,
  checked_by text, checked_by_id text, checked_at timestamptz, check_note text, proposal text check (proposal in ('accept', 'refuse')),
  decision text check (decision in ('VERIFIED', 'PROVISIONAL', 'REFUSED')), decided_by text, decided_by_id text, decided_at timestamptz, decision_note text,
  replaced_by text references credential deferrable initially deferred, withdrawn_at timestamptz,
  origin text not null default 'desk' check (origin in ('desk', 'demonstration')), version int not null default 1
);
create index credential_party on credential (meeting, party);

-- What a person has seen of "what changed since I last looked".
create table delegation_look (person text not null references auth_user, party text not null references party, looked_at timestamptz not null, primary key (person, party));
