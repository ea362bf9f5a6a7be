-- Made by npm run generate: the tables as they stand after all migrations.

create table accreditation_officer (
  series text not null,
  party text not null,
  account text not null,
  named_by text not null,
  named_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table act_once (
  person text not null,
  key text not null,
  command text not null,
  at timestamp with time zone not null,
  result jsonb
);

create table activity (
  id text not null,
  programme text not null,
  code text not null,
  title jsonb not null,
  description jsonb,
  area text not null,
  strategy text not null,
  action_line jsonb,
  objective jsonb,
  provision text,
  proponent text,
  lead text,
  co_lead text,
  participants text[] not null default '{}'::text[],
  type text not null,
  starts_on date,
  ends_on date,
  due_on date,
  due_after jsonb,
  recurring boolean not null default false,
  instances_done integer not null default 0,
  venue text,
  beneficiaries jsonb,
  expected_output jsonb,
  risks text,
  inclusion text,
  sustainability text,
  remarks text,
  budget numeric(16,2),
  currency text,
  partner text,
  partner_plan text,
  status text not null,
  status_since timestamp with time zone not null,
  progress integer,
  at_risk text,
  deferred_to text,
  carried_from text,
  carried_reason text,
  superseded_by text,
  marking text not null default 'GENERAL'::text,
  origin text not null default 'desk'::text,
  created_at timestamp with time zone not null,
  version integer not null default 1
);

create table activity_file (
  id text not null,
  programme text not null,
  uploaded_by text not null,
  sha256 text not null,
  name text not null,
  read jsonb not null,
  answers jsonb not null,
  uploaded_at timestamp with time zone not null,
  uploaded_name text not null,
  taken_at timestamp with time zone,
  taken_name text,
  taken_cells integer,
  version integer not null default 1,
  bytes bytea
);

create table activity_indicator (
  activity text not null,
  position integer not null,
  name jsonb not null,
  unit text not null,
  source text,
  frequency text,
  baseline numeric,
  target numeric
);

create table activity_indicator_value (
  activity text not null,
  position integer not null,
  on_date date not null,
  party text not null,
  value numeric not null,
  report text,
  said_by text not null default ''::text,
  said_at timestamp with time zone,
  verified_at timestamp with time zone,
  verified_by text,
  verified_role text
);

create table activity_mandate (
  activity text not null,
  mandate text not null
);

create table activity_step (
  activity text not null,
  number integer not null,
  kind text not null,
  status text,
  due_from date,
  due_to date,
  text jsonb,
  decision text,
  by_name text not null,
  by_role text not null,
  by_party text,
  at timestamp with time zone not null
);

create table admission (
  id text not null,
  meeting text not null,
  session text,
  item text,
  document text,
  party text,
  person text,
  reason text,
  given_by text not null,
  given_role text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  ended_at timestamp with time zone
);

create table agenda (
  meeting text not null,
  state text not null default 'DRAFT'::text,
  adopted_at timestamp with time zone,
  adopted_by text,
  version integer not null default 1,
  put_at timestamp with time zone,
  put_by text
);

create table agenda_item (
  id text not null,
  meeting text not null,
  parent text,
  position integer not null,
  title jsonb not null,
  purpose text not null,
  lead text,
  minutes integer,
  session text,
  background jsonb,
  request jsonb,
  mandates text[] not null default '{}'::text[],
  proposer text,
  same_as text,
  added_after_adoption text,
  removed_at timestamp with time zone,
  version integer not null default 1,
  topic text,
  origin text not null default 'desk'::text
);

create table agenda_proposal (
  id text not null,
  meeting text not null,
  party text,
  title jsonb not null,
  purpose text not null,
  background jsonb,
  request jsonb,
  mandates text[] not null default '{}'::text[],
  minutes integer,
  by_name text not null,
  by_role text not null,
  at timestamp with time zone not null,
  status text not null default 'open'::text,
  item text,
  answer text,
  answered_by text,
  answered_at timestamp with time zone
);

create table agenda_version (
  meeting text not null,
  number integer not null,
  kind text not null,
  revision integer,
  items jsonb not null,
  note text,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  document text
);

create table agreed_line (
  id bigint not null,
  meeting text not null,
  session text not null,
  item text,
  language text not null,
  text text not null,
  translation text not null default ''::text,
  verb text not null default ''::text,
  class text not null,
  owners jsonb not null default '[]'::jsonb,
  due jsonb not null default '{"none": true}'::jsonb,
  follows text[] not null default '{}'::text[],
  state text not null default 'draft'::text,
  views text not null default ''::text,
  drafted_at timestamp with time zone not null,
  drafted_by text not null,
  drafted_name text not null,
  number integer,
  decided_at timestamp with time zone,
  decided_name text,
  decided_role text,
  present text[] not null default '{}'::text[],
  absent text[] not null default '{}'::text[],
  provisional text[] not null default '{}'::text[],
  ad_referendum boolean not null default false,
  handed_to text,
  handed_at timestamp with time zone,
  version integer not null default 1
);

create table api_token (
  id text not null,
  token_hash text not null,
  person text not null,
  capacity text not null,
  name text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone
);

create table assignment (
  id text not null,
  person text not null,
  meeting text not null,
  session text,
  task text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table attendance (
  participant text not null,
  meeting text not null,
  confirmed_by text not null,
  confirmed_role text not null,
  confirmed_at timestamp with time zone not null
);

create table audit_entry (
  number bigint not null,
  at timestamp with time zone not null,
  actor text not null,
  command text not null,
  subject_type text not null,
  subject_id text not null,
  change text not null,
  previous_hash text not null,
  hash text not null
);

create table auth_account (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);

create table auth_passkey (
  id text not null,
  name text,
  public_key text not null,
  user_id text not null,
  credential_id text not null,
  counter double precision not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone
);

create table auth_session (
  id text not null,
  token text not null,
  user_id text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  chosen_capacity text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);

create table auth_try (
  key text not null,
  at timestamp with time zone not null
);

create table auth_two_factor (
  id text not null,
  secret text not null,
  backup_codes text not null,
  user_id text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamp with time zone
);

create table auth_user (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  lang text not null default 'en'::text,
  example boolean not null default false,
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);

create table auth_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);

create table badge (
  id text not null,
  participant text not null,
  number integer not null,
  series text not null,
  code text not null,
  code_hash text not null,
  category text not null,
  state text not null,
  batch text,
  receipt integer,
  reason text,
  changed_at timestamp with time zone not null,
  version integer not null default 1
);

create table badge_state (
  badge text not null,
  number integer not null,
  state text not null,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  reason text
);

create table body (
  code text not null,
  name jsonb not null,
  short jsonb not null,
  aliases jsonb not null default '[]'::jsonb,
  kind text not null,
  level integer not null,
  parent text,
  partner text,
  area text,
  role jsonb not null,
  established jsonb,
  citations jsonb not null,
  position integer not null
);

create table cadence (
  body text not null,
  every integer not null,
  unit text not null,
  from_on text not null,
  until_on text,
  decided_by jsonb not null,
  mandate text,
  note jsonb,
  citations jsonb not null
);

create table calendar_feed (
  id text not null,
  person text not null,
  token_hash text not null,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone
);

create table calendar_revision (
  kind text not null,
  id text not null,
  sequence integer not null default 0,
  changed_at timestamp with time zone not null
);

create table capacity (
  id text not null,
  person text not null,
  role text not null,
  body text,
  party text,
  area text,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  reason text,
  granted_at timestamp with time zone,
  granted_by text,
  approved_by text,
  refused_at timestamp with time zone,
  refused_by text,
  revoked_at timestamp with time zone,
  revoked_by text,
  version integer not null default 1
);

create table circular (
  id text not null,
  series text not null,
  number integer,
  state text not null default 'draft'::text,
  title jsonb not null,
  sections jsonb not null default '{}'::jsonb,
  changes jsonb,
  proposed_at timestamp with time zone,
  proposed_by text,
  returned_note text,
  issued_at timestamp with time zone,
  issued_by text,
  origin text not null default 'desk'::text,
  version integer not null default 1
);

create table completion_task (
  mandate text not null,
  text jsonb not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by text,
  reference text
);

create table convocation (
  series text not null,
  prefix text not null,
  link text,
  reply_by date,
  nominate_by date,
  costs jsonb,
  contacts jsonb not null default '{}'::jsonb,
  signatory jsonb,
  last_number integer not null default 0,
  last_circular integer not null default 0,
  version integer not null default 1
);

create table credential (
  id text not null,
  meeting text not null,
  party text not null,
  participants text[] not null,
  form text not null,
  letterhead boolean not null,
  signatory text not null,
  signatory_title text not null,
  signatory_office text not null,
  acting boolean not null default false,
  authority text,
  language text not null,
  translated boolean not null default false,
  file text,
  file_name text,
  recorded_by text not null,
  recorded_by_id text not null,
  recorded_role text not null,
  recorded_at timestamp with time zone not null,
  checked_by text,
  checked_by_id text,
  checked_at timestamp with time zone,
  check_note text,
  proposal text,
  decision text,
  decided_by text,
  decided_by_id text,
  decided_at timestamp with time zone,
  decision_note text,
  replaced_by text,
  withdrawn_at timestamp with time zone,
  origin text not null default 'desk'::text,
  version integer not null default 1,
  whole_series boolean not null default false
);

create table data_version (
  number bigint not null
);

create table delegation_look (
  person text not null,
  party text not null,
  looked_at timestamp with time zone not null
);

create table designation (
  id text not null,
  party text not null,
  body text not null,
  function text not null,
  mode text not null,
  post text,
  person jsonb,
  choice jsonb,
  proposer jsonb,
  approver jsonb,
  approver_person jsonb,
  approver_capacity jsonb,
  instrument jsonb,
  powers text[] not null default '{}'::text[],
  since jsonb not null,
  until jsonb,
  during daterange not null,
  supersedes text,
  note jsonb,
  citations jsonb not null default '[]'::jsonb,
  origin text not null,
  entered_by text,
  entered_role text,
  entered_at timestamp with time zone,
  verified_by text,
  verified_at timestamp with time zone,
  ended_by text,
  ended_at timestamp with time zone,
  ended_why text,
  version integer not null default 1
);

create table disagreement (
  subject_kind text not null,
  subject_id text not null,
  field text not null,
  about jsonb not null,
  claims jsonb not null,
  chosen integer,
  reason jsonb not null
);

create table distribution_proposal (
  id text not null,
  document text not null,
  distribution text not null,
  partner text,
  reason text,
  proposed_by text not null,
  proposed_role text not null,
  proposed_at timestamp with time zone not null,
  verdict text,
  decided_by text,
  decided_at timestamp with time zone
);

create table document_file (
  document text not null,
  lang text not null,
  sha256 text not null,
  name text not null,
  type text not null,
  bytes bigint not null,
  authentic boolean not null,
  text text,
  scanned text not null default 'not-scanned'::text,
  check_code text,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null
);

create table document_opening (
  document text not null,
  person text not null,
  capacity text not null,
  party text,
  role text not null,
  lang text not null,
  way text not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  times integer not null default 1
);

create table door_room (
  session text not null,
  capacity integer,
  version integer not null default 1
);

create table door_scan (
  key text not null,
  series text not null,
  session text not null,
  meeting text not null,
  badge text,
  participant text,
  way text not null,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  by_account text not null,
  by_name text not null,
  answer text not null,
  reason text not null,
  given text,
  number bigint not null
);

create table evidence (
  id text not null,
  activity text not null,
  report text,
  type text not null,
  title jsonb not null,
  file text,
  file_name text,
  link text,
  document text,
  on_date date,
  marking text not null default 'GENERAL'::text,
  sent_by text not null,
  sent_party text,
  sent_at timestamp with time zone not null,
  verified_at timestamp with time zone,
  verified_by text,
  verified_role text,
  refused_why text,
  version integer not null default 1
);

create table extraction_paragraph (
  text text not null,
  position integer not null,
  key text not null,
  number text not null,
  content text not null
);

create table extraction_proposal (
  id bigint not null,
  text text not null,
  paragraph integer not null,
  position integer not null,
  fields jsonb not null,
  proposed jsonb not null,
  confidence text not null,
  status text not null default 'open'::text,
  reason text,
  mandate text,
  decided_at timestamp with time zone,
  decided_by text,
  version integer not null default 1,
  decided_role text,
  made_from bigint
);

create table extraction_text (
  id text not null,
  title text not null,
  body text not null,
  meeting text,
  date text not null,
  instrument text,
  instrument_title text not null,
  language text not null,
  marking text not null,
  file text,
  content text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  origin text not null default 'desk'::text
);

create table file_reading (
  sha256 text not null,
  text text,
  pages jsonb,
  page_count integer,
  fault text,
  read_at timestamp with time zone not null
);

create table floor (
  session text not null,
  item text,
  item_since timestamp with time zone,
  list text not null default 'open'::text,
  list_order text not null default 'request'::text,
  seconds integer not null default 180,
  recorded boolean not null default false,
  version integer not null default 1
);

create table floor_request (
  id bigint not null,
  session text not null,
  item text,
  party text not null,
  category text not null,
  as_lead boolean not null default false,
  kind text not null,
  state text not null default 'waiting'::text,
  seconds integer not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  asked_role text not null,
  invited_at timestamp with time zone,
  invited_by text,
  later_at timestamp with time zone,
  started_at timestamp with time zone,
  paused_at timestamp with time zone,
  paused_ms integer not null default 0,
  extended_seconds integer not null default 0,
  interrupts bigint,
  ended_at timestamp with time zone,
  ended_how text
);

create table floor_statement (
  id bigint not null,
  session text not null,
  item text,
  party text not null,
  form text not null,
  check_against_delivery boolean not null default false,
  until_delivered boolean not null default false,
  title text not null default ''::text,
  recorded_at timestamp with time zone not null,
  by_name text not null,
  by_role text not null
);

create table funding (
  activity text not null,
  position integer not null,
  source text not null,
  name text not null,
  partner text,
  amount numeric(16,2),
  currency text,
  rate numeric(18,8),
  rate_on date,
  status text not null,
  confirmed_on date
);

create table holiday (
  day date not null,
  where_in text not null,
  name jsonb not null
);

create table import_draft (
  id text not null,
  programme text not null,
  sha256 text not null,
  file_name text not null,
  sheets jsonb not null,
  choices jsonb not null,
  taken integer[] not null default '{}'::integer[],
  made_by text not null,
  by_name text not null,
  made_at timestamp with time zone not null,
  version integer not null default 1,
  bytes bytea
);

create table import_file (
  sha256 text not null,
  programme text not null,
  imported_at timestamp with time zone not null,
  by_name text not null,
  rows integer not null
);

create table import_reading (
  heads text not null,
  columns jsonb not null,
  words jsonb not null,
  remembered_at timestamp with time zone not null,
  by_name text not null
);

create table incumbency (
  id text not null,
  post text not null,
  kind text not null,
  person jsonb,
  from_on text,
  until_on text,
  during daterange not null,
  note jsonb,
  citations jsonb not null default '[]'::jsonb,
  origin text not null,
  entered_by text,
  entered_at timestamp with time zone,
  version integer not null default 1
);

create table instrument (
  id text not null,
  title jsonb not null,
  form text not null,
  bodies text[] not null default '{}'::text[],
  partner text,
  areas text[] not null default '{}'::text[],
  period_from text,
  period_until text,
  url text,
  note jsonb,
  citations jsonb not null,
  sort_on date
);

create table instrument_act (
  instrument text not null,
  position integer not null,
  act text not null,
  on_date text,
  body text,
  meeting text,
  ad_referendum boolean not null default false,
  period_until text,
  note jsonb,
  citations jsonb not null
);

create table instrument_link (
  instrument text not null,
  kind text not null,
  other text not null
);

create table invitation (
  id text not null,
  token_hash text not null,
  name text not null,
  email text not null,
  lang text not null default 'en'::text,
  role text not null,
  body text,
  party text,
  area text,
  until_at timestamp with time zone,
  invited_by text not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by text,
  withdrawn_at timestamp with time zone
);

create table invitation_letter (
  id text not null,
  series text not null,
  party text,
  person text,
  category text not null,
  post jsonb,
  note jsonb,
  state text not null default 'draft'::text,
  number integer,
  reference text,
  proposed_at timestamp with time zone,
  proposed_by text,
  returned_note text,
  issued_at timestamp with time zone,
  issued_by text,
  withdrawn_at timestamp with time zone,
  withdrawn_why text,
  says jsonb,
  origin text not null default 'desk'::text,
  version integer not null default 1
);

create table issued_document (
  code text not null,
  kind text not null,
  title jsonb not null,
  lang text not null,
  format text not null,
  subject text not null,
  as_of date not null,
  marking text not null,
  sha256 text not null,
  bytes integer not null,
  version integer not null,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  file text not null,
  content text not null
);

create table known_head (
  id text not null,
  party text not null,
  body text not null,
  meeting text,
  on_day text not null,
  was text not null,
  post jsonb not null,
  person jsonb,
  mode text,
  approver jsonb,
  approver_capacity jsonb,
  note jsonb,
  citations jsonb not null
);

create table lead_shepherd (
  area text not null,
  position integer not null,
  party text not null,
  since jsonb,
  until jsonb,
  note jsonb,
  citations jsonb not null
);

create table letter_event (
  letter text not null,
  number integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  source text,
  note text
);

create table letter_template (
  series text not null,
  category text not null,
  opening jsonb not null,
  closing jsonb not null,
  version integer not null default 1
);

create table live_topic (
  topic text not null,
  version bigint not null default 0
);

create table mail (
  id bigint not null,
  to_address text not null,
  subject text not null,
  text text not null,
  queued_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  unique_key text
);

create table mandate (
  id text not null,
  symbol text not null,
  body text not null,
  meeting text,
  session text not null,
  number integer not null,
  date text not null,
  sort_on date not null,
  instrument text,
  instrument_title text,
  paragraph text not null,
  title jsonb not null,
  text jsonb not null,
  quoted boolean not null,
  language text not null,
  verbs text[] not null,
  class text not null,
  modifiers text[] not null default '{}'::text[],
  addressees jsonb not null default '[]'::jsonb,
  action jsonb,
  due jsonb not null,
  reports_to jsonb,
  areas text[] not null default '{}'::text[],
  effects jsonb not null default '[]'::jsonb,
  status text not null default 'OPEN'::text,
  status_public text not null default 'OPEN'::text,
  reported_on date,
  reported_on_public date,
  superseded_by text,
  marking text not null default 'PUBLIC'::text,
  origin text not null default 'desk'::text,
  citations jsonb not null default '[]'::jsonb,
  recorded_at timestamp with time zone not null,
  version integer not null default 1,
  takes_effect boolean not null default ((class >= 'C6'::text) AND jsonb_path_exists(effects, '$[*]."kind"?(((((((@ == "adopts" || @ == "extends") || @ == "transfers-lead") || @ == "changes-cadence") || @ == "adds-area") || @ == "terminates") || @ == "revises") || @ == "signs")'::jsonpath) AND (NOT jsonb_path_exists(effects, '$[*]."kind"?(@ == "sends-up" || @ == "endorses-in-principle")'::jsonpath)))
);

create table mandate_due (
  mandate text not null,
  due_on date,
  basis text not null
);

create table mandate_link (
  child text not null,
  parent text not null,
  basis text not null,
  note jsonb,
  citations jsonb,
  origin text not null default 'record'::text
);

create table mandate_link_ended (
  id bigint not null,
  child text not null,
  parent text not null,
  basis text not null,
  note jsonb,
  citations jsonb,
  ended_at timestamp with time zone not null,
  ended_by text not null,
  reason text not null
);

create table mandate_owner (
  mandate text not null,
  position integer not null,
  kind text not null,
  code text not null
);

create table mandate_statement (
  id bigint not null,
  mandate text not null,
  on_date date not null,
  on_text text not null,
  status text,
  text jsonb not null,
  party text,
  reported_by jsonb not null,
  evidence text,
  citations jsonb not null default '[]'::jsonb,
  marking text not null default 'PUBLIC'::text,
  origin text not null default 'desk'::text,
  verdict text not null default 'accepted'::text,
  verdict_note text,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  decided_at timestamp with time zone,
  decided_by text,
  reference text,
  by_party text
);

create table mechanism (
  code text not null,
  name jsonb not null,
  line jsonb not null,
  zone text not null,
  authentic_language text not null,
  story jsonb not null,
  seat text
);

create table meeting (
  ref text not null,
  body text not null,
  session text not null,
  ordinal integer,
  kind text not null,
  status text not null,
  name jsonb,
  starts text,
  starts_on date,
  ends_on date,
  begun_by date,
  sort_on date,
  city jsonb,
  country text,
  mode text not null,
  host text,
  chair jsonb,
  prepares text,
  theme jsonb,
  outcome jsonb,
  participants integer,
  note jsonb,
  citations jsonb not null,
  origin text not null default 'record'::text,
  marking text not null default 'PUBLIC'::text
);

create table meeting_change (
  id text not null,
  meeting text not null,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  what text not null,
  before jsonb,
  after jsonb,
  reason text,
  number bigint not null
);

create table meeting_run (
  meeting text not null,
  series text not null,
  position integer not null,
  zone text not null,
  state text not null,
  state_before text,
  opens_at timestamp with time zone,
  closes_at timestamp with time zone,
  host_basis text not null default 'confirmed'::text,
  size_quota integer,
  languages text[] not null default '{en}'::text[],
  costs jsonb,
  contacts jsonb,
  version integer not null default 1,
  tentative jsonb,
  number_counts boolean not null default true
);

create table meeting_state (
  meeting text not null,
  number integer not null,
  state text not null,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  reason text
);

create table milestone_done (
  meeting text not null,
  milestone text not null,
  done_at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  note text
);

create table next_meeting (
  meeting text not null,
  next text not null,
  host text not null,
  starts text,
  confirmed_at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  note text
);

create table nomination_proposal (
  id text not null,
  meeting text not null,
  party text not null,
  person jsonb not null,
  role text not null,
  note text,
  proposed_by text not null,
  proposed_by_id text not null,
  proposed_at timestamp with time zone not null,
  settled text,
  settled_by text,
  settled_at timestamp with time zone,
  settled_why text
);

create table objection (
  id bigint not null,
  line bigint not null,
  party text not null,
  reason text not null default ''::text,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  withdrawn_at timestamp with time zone
);

create table official_document (
  id text not null,
  meeting text not null,
  symbol text,
  body text not null,
  session text not null,
  series text not null,
  number integer,
  modifies text,
  chain text not null,
  modifier text,
  modifier_number integer,
  item text,
  title jsonb not null,
  purpose text not null,
  action_requested jsonb,
  summary jsonb,
  submitted_by text,
  submitted_role text not null,
  submitted_at timestamp with time zone not null,
  status text not null,
  registered_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_why text,
  late boolean not null default false,
  admitted_at timestamp with time zone,
  admitted_by text,
  distribution text not null,
  partner text,
  joint boolean not null default false,
  classification text not null default 'none'::text,
  handling text,
  areas text[] not null default '{}'::text[],
  as_of_stamp text,
  annex_number integer,
  authentic_lang text not null default 'en'::text,
  languages_concerned text[],
  released_at timestamp with time zone,
  recalled_at timestamp with time zone,
  origin text not null default 'desk'::text,
  version integer not null default 1,
  backing text,
  backed_at timestamp with time zone,
  backed_by text,
  submitted_person text,
  submitted_name text,
  refused_at timestamp with time zone,
  refused_why text,
  distributed_at timestamp with time zone
);

create table pack (
  id text not null,
  after text not null,
  meeting text not null,
  distribution text not null default 'LIMITED'::text,
  programmes text[] not null default '{}'::text[],
  origin text not null default 'desk'::text,
  begun_at timestamp with time zone not null,
  version integer not null default 1
);

create table pack_change (
  pack text not null,
  version integer not null,
  act text not null,
  part text,
  section text,
  was jsonb,
  became jsonb,
  by_name text not null,
  by_role text not null,
  at timestamp with time zone not null
);

create table pack_frozen (
  pack text not null,
  number integer not null,
  document text not null,
  symbol text not null,
  version integer not null,
  content text not null,
  pages jsonb not null,
  by_name text not null,
  at timestamp with time zone not null
);

create table pack_part (
  id text not null,
  pack text not null,
  section text not null,
  position integer not null,
  text jsonb not null,
  thai_for text not null default ''::text,
  verb text,
  read_class text,
  class text,
  called_for text,
  mandate text,
  source text,
  proof text,
  removed_at timestamp with time zone
);

create table paper_series (
  series text not null,
  from_on date not null,
  until_on date,
  distribution text not null,
  days_before integer,
  adopted boolean not null default false,
  milestone text
);

create table participant (
  id text not null,
  series text not null,
  party text,
  kind text not null,
  honorific text,
  given_name text not null,
  family_name text not null,
  badge_name text not null,
  post text not null,
  agency text not null default ''::text,
  position integer not null,
  account text,
  named_by text not null,
  named_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  origin text not null default 'desk'::text,
  version integer not null default 1
);

create table participant_role (
  participant text not null,
  meeting text not null,
  role text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  letter text,
  named_by text,
  late boolean not null default false
);

create table participants_correction (
  id text not null,
  meeting text not null,
  party text,
  text text not null,
  by_account text not null,
  by_name text not null,
  by_role text not null,
  at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by text,
  answer text,
  version integer not null default 1
);

create table participants_list (
  meeting text not null,
  number integer not null,
  kind text not null,
  symbol text,
  document text,
  people jsonb not null,
  issued_at timestamp with time zone not null,
  issued_by text not null
);

create table participation (
  meeting text not null,
  party text not null,
  category text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone
);

create table party (
  code text not null,
  name jsonb not null,
  aliases jsonb not null default '[]'::jsonb,
  zone text
);

create table party_category (
  party text not null,
  category text not null,
  from_on text,
  until_on text,
  note jsonb,
  citations jsonb not null
);

create table plan_review (
  id text not null,
  programme text not null,
  kind text not null,
  scope jsonb,
  method text,
  reviewer text,
  opened_at timestamp with time zone not null,
  due_on date,
  validated_on date,
  adopted_by text,
  findings jsonb,
  recommendations jsonb,
  state text not null,
  version integer not null default 1,
  terms jsonb,
  reviewer_kind text not null default 'secretariat'::text,
  questions jsonb not null default '[]'::jsonb,
  opened_by text not null default ''::text,
  validated_in text,
  adopted_on date,
  origin text not null default 'desk'::text
);

create table plan_review_answer (
  review text not null,
  party text not null,
  answers jsonb not null,
  answered_at timestamp with time zone not null,
  answered_by text not null,
  language text not null default 'en'::text,
  sent_at timestamp with time zone,
  sent_by text,
  version integer not null default 1
);

create table plan_review_rating (
  review text not null,
  activity text not null,
  rating text not null,
  note text,
  rated_by text not null,
  evidence text[] not null default '{}'::text[],
  rated_at timestamp with time zone not null,
  rated_role text not null
);

create table post (
  id text not null,
  party text not null,
  name jsonb not null,
  citations jsonb not null default '[]'::jsonb,
  origin text not null,
  version integer not null default 1
);

create table presence (
  id bigint not null,
  session text not null,
  party text not null,
  seat text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  by_name text not null,
  by_role text not null
);

create table priority_area (
  slug text not null,
  number integer not null,
  name jsonb not null,
  since jsonb not null,
  decided_by jsonb not null,
  citations jsonb not null
);

create table programme (
  id text not null,
  code text not null,
  kind text not null,
  plan text,
  body text,
  partner text,
  areas text[] not null default '{}'::text[],
  strategies text[] not null default '{}'::text[],
  closed_at timestamp with time zone,
  closed_by text,
  frozen_at timestamp with time zone,
  superseded_by text,
  note jsonb,
  citations jsonb not null default '[]'::jsonb,
  version integer not null default 1
);

create table programme_change (
  programme text not null,
  number integer not null,
  kind text not null,
  period_until text,
  decision text,
  note jsonb,
  by_name text not null,
  at timestamp with time zone not null
);

create table progress_entry (
  report text not null,
  activity text not null,
  status text,
  progress integer,
  text text,
  language text not null default 'en'::text,
  women integer,
  men integer,
  spent numeric(16,2),
  spent_currency text,
  obstacles text,
  next_steps text,
  updated_at timestamp with time zone not null
);

create table progress_merge (
  activity text not null,
  round text not null,
  text text not null,
  language text not null,
  status text,
  progress integer,
  reports text[] not null,
  by_name text not null,
  by_role text not null,
  by_party text,
  at timestamp with time zone not null,
  version integer not null default 1
);

create table progress_report (
  id text not null,
  round text not null,
  party text not null,
  reporter text not null,
  area text,
  state text not null,
  submitted_at timestamp with time zone,
  submitted_by text,
  decided_at timestamp with time zone,
  decided_by text,
  returned_why text,
  version integer not null default 1
);

create table provision (
  programme text not null,
  number text not null,
  text jsonb not null,
  area text,
  position integer not null,
  origin text not null default 'desk'::text
);

create table provision_mapping (
  programme text not null,
  number text not null,
  target_programme text,
  target_number text,
  reason text,
  decided_by text not null,
  decided_at timestamp with time zone not null
);

create table record_item (
  section text not null,
  key text not null,
  digest text not null,
  loaded_at timestamp with time zone not null
);

create table record_load (
  folder text not null,
  digest text not null,
  loaded_at timestamp with time zone not null
);

create table registration (
  participant text not null,
  native_name text not null default ''::text,
  sex text not null,
  nationality text not null,
  language text not null default ''::text,
  accompanies text not null default ''::text,
  equipment text not null default ''::text,
  photo text,
  photo_type text,
  consent boolean not null,
  submitted_at timestamp with time zone not null,
  submitted_by text not null,
  submitted_role text not null,
  late boolean not null,
  late_request text,
  validated_at timestamp with time zone,
  validated_by text,
  validated_role text
);

create table registration_import (
  id text not null,
  series text not null,
  party text,
  sealed bytea not null,
  people integer not null,
  made_by text not null,
  made_at timestamp with time zone not null
);

create table registration_logistics (
  participant text not null,
  series text not null,
  sealed bytea not null,
  stored_at timestamp with time zone not null
);

create table registration_quota (
  series text not null,
  party text not null,
  badges integer not null,
  given_by text not null,
  given_at timestamp with time zone not null
);

create table registration_terms (
  series text not null,
  closes_on date,
  version integer not null default 1
);

create table rehearsal (
  session text not null,
  begun_at timestamp with time zone not null,
  begun_by text not null
);

create table report (
  meeting text not null,
  state text not null default 'DRAFT'::text,
  revision integer not null default 0,
  circulated_at timestamp with time zone,
  comments_until timestamp with time zone,
  final_at timestamp with time zone,
  final_by text,
  adopted_in_room boolean not null default false,
  symbol text,
  handed_over text,
  origin text not null default 'desk'::text,
  version integer not null default 1
);

create table report_annex (
  meeting text not null,
  key text not null,
  title jsonb not null,
  document text
);

create table report_comment (
  id text not null,
  meeting text not null,
  paragraph text not null,
  revision integer not null,
  party text,
  kind text not null,
  wording jsonb not null,
  reason text not null,
  state text not null,
  by_name text not null,
  by_role text not null,
  at timestamp with time zone not null,
  ruling text,
  ruled_by text,
  ruled_role text,
  ruled_at timestamp with time zone
);

create table report_correction (
  id text not null,
  meeting text not null,
  paragraph text not null,
  wording jsonb not null,
  reason text not null,
  party text,
  asked_by text not null,
  asked_role text not null,
  asked_at timestamp with time zone not null,
  state text not null default 'asked'::text,
  approving_act text,
  decided_by text,
  decided_at timestamp with time zone,
  symbol text
);

create table report_file (
  id text not null,
  round text not null,
  party text not null,
  reporter text not null,
  area text,
  sha256 text not null,
  name text not null,
  read jsonb not null,
  answers jsonb not null,
  uploaded_at timestamp with time zone not null,
  uploaded_by text not null,
  uploaded_name text not null,
  taken_at timestamp with time zone,
  taken_name text,
  taken_cells integer,
  version integer not null default 1,
  bytes bytea
);

create table report_paragraph (
  id text not null,
  meeting text not null,
  position integer not null,
  item text,
  session text,
  party text,
  text jsonb not null,
  removed_at timestamp with time zone,
  version integer not null default 1,
  line bigint
);

create table report_revision (
  meeting text not null,
  number integer not null,
  kind text not null,
  label integer,
  paragraphs jsonb not null,
  note text,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null
);

create table reporting_reminder (
  round text not null,
  step text not null,
  person text not null,
  at timestamp with time zone not null
);

create table reporting_round (
  id text not null,
  programme text not null,
  name jsonb not null,
  period_from date not null,
  period_until date not null,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  zone text not null,
  origin text not null default 'desk'::text,
  version integer not null default 1,
  remind_before integer[] not null default '{14,7,1}'::integer[]
);

create table right_cell (
  right_key text not null,
  category text not null,
  from_on date not null,
  until_on date,
  answer text not null
);

create table room_note (
  id bigint not null,
  session text not null,
  item text,
  text text not null,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null,
  by_person text not null
);

create table rotation (
  body text not null,
  position integer not null,
  rule text not null,
  since jsonb not null,
  anchor jsonb,
  parent text,
  exceptions jsonb not null default '[]'::jsonb,
  note jsonb not null,
  inferred boolean not null,
  citations jsonb not null
);

create table search_entry (
  kind text not null,
  id text not null,
  marking text not null,
  url text not null,
  title jsonb not null,
  body jsonb not null,
  words tsvector not null,
  ranks tsvector not null,
  on_date date
);

create table search_word (
  word text not null,
  marking text not null
);

create table series (
  id text not null,
  name jsonb not null,
  zone text not null,
  host text,
  city jsonb,
  venue jsonb,
  starts_on date not null,
  ends_on date not null,
  origin text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null
);

create table session (
  id text not null,
  meeting text not null,
  position integer not null,
  title jsonb not null,
  access text not null,
  partner text,
  room jsonb,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  overlays integer,
  state text not null default 'planned'::text,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  version integer not null default 1,
  removed_at timestamp with time zone
);

create table session_event (
  session text not null,
  number integer not null,
  kind text not null,
  item text,
  at timestamp with time zone not null,
  by_name text not null,
  by_role text not null
);

create table setting (
  key text not null,
  value jsonb not null
);

create table silence_draft (
  line bigint not null,
  meeting text not null,
  addressees text[] not null,
  due_at timestamp with time zone not null,
  working_days integer not null,
  prepared_at timestamp with time zone not null
);

create table source (
  id text not null,
  title jsonb not null,
  publisher jsonb not null,
  url text not null,
  language text not null,
  kind text not null,
  published text,
  note jsonb
);

create table stored_file (
  sha256 text not null,
  name text not null,
  type text not null,
  bytes bigint not null,
  stored_at timestamp with time zone not null
);

create table strategy (
  slug text not null,
  number integer not null,
  name jsonb not null,
  since text,
  citations jsonb not null
);

create table timeline_rule (
  key text not null,
  from_on date not null,
  until_on date,
  position integer not null,
  lane text not null,
  name jsonb not null,
  who jsonb not null,
  note jsonb,
  counted_from text not null,
  days integer,
  working_days integer,
  hours integer,
  since text,
  moves text not null,
  scope text not null,
  rule text not null,
  open_to_all boolean not null default false
);

create table upload (
  id text not null,
  meeting text not null,
  person text not null,
  capacity text not null,
  name text not null,
  bytes bigint not null,
  state text not null default 'arriving'::text,
  sha256 text,
  type text,
  scanned text,
  refusal json,
  begun_at timestamp with time zone not null,
  looked_at timestamp with time zone,
  taken_at timestamp with time zone
);

alter table accreditation_officer add constraint accreditation_officer_pkey PRIMARY KEY (series, party, named_at);
alter table accreditation_officer add constraint accreditation_officer_account_fkey FOREIGN KEY (account) REFERENCES auth_user(id);
alter table accreditation_officer add constraint accreditation_officer_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table accreditation_officer add constraint accreditation_officer_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table act_once add constraint act_once_pkey PRIMARY KEY (person, key);
alter table activity add constraint activity_code_once UNIQUE (programme, code);
alter table activity add constraint activity_pkey PRIMARY KEY (id);
alter table activity add constraint activity_area_fkey FOREIGN KEY (area) REFERENCES priority_area(slug);
alter table activity add constraint activity_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES activity(id);
alter table activity add constraint activity_partner_fkey FOREIGN KEY (partner) REFERENCES party(code);
alter table activity add constraint activity_partner_plan_fkey FOREIGN KEY (partner_plan) REFERENCES programme(id);
alter table activity add constraint activity_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table activity add constraint activity_strategy_fkey FOREIGN KEY (strategy) REFERENCES strategy(slug);
alter table activity add constraint activity_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES activity(id);
alter table activity add constraint activity_budget_has_currency CHECK (((budget IS NULL) = (currency IS NULL)));
alter table activity add constraint activity_carried_with_reason CHECK (((carried_from IS NULL) OR (carried_reason IS NOT NULL)));
alter table activity add constraint activity_ends_after_start CHECK (((ends_on IS NULL) OR (starts_on IS NULL) OR (ends_on >= starts_on)));
alter table activity add constraint activity_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table activity add constraint activity_progress_check CHECK (((progress >= 0) AND (progress <= 100)));
alter table activity add constraint activity_status_check CHECK ((status = ANY (ARRAY['PRO'::text, 'END'::text, 'FUN'::text, 'SCH'::text, 'ONG'::text, 'SUS'::text, 'COM'::text, 'REC'::text, 'DEF'::text, 'COV'::text, 'SUP'::text, 'CAN'::text, 'REJ'::text, 'WDN'::text])));
alter table activity add constraint activity_type_check CHECK ((type = ANY (ARRAY['meeting'::text, 'workshop'::text, 'training'::text, 'study'::text, 'operation'::text, 'database'::text, 'legal-instrument'::text, 'campaign'::text, 'publication'::text])));
alter table activity_file add constraint activity_file_pkey PRIMARY KEY (id);
alter table activity_file add constraint activity_file_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table activity_indicator add constraint activity_indicator_pkey PRIMARY KEY (activity, "position");
alter table activity_indicator add constraint activity_indicator_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table activity_indicator_value add constraint activity_indicator_value_pkey PRIMARY KEY (activity, "position", on_date, party);
alter table activity_indicator_value add constraint activity_indicator_value_activity_position_fkey FOREIGN KEY (activity, "position") REFERENCES activity_indicator(activity, "position");
alter table activity_mandate add constraint activity_mandate_pkey PRIMARY KEY (activity, mandate);
alter table activity_mandate add constraint activity_mandate_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table activity_mandate add constraint activity_mandate_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandate(id);
alter table activity_step add constraint activity_step_pkey PRIMARY KEY (activity, number);
alter table activity_step add constraint activity_step_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table activity_step add constraint activity_step_kind_check CHECK ((kind = ANY (ARRAY['status'::text, 'due'::text, 'note'::text, 'risk'::text])));
alter table admission add constraint admission_pkey PRIMARY KEY (id);
alter table admission add constraint admission_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table admission add constraint admission_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table admission add constraint admission_of_document FOREIGN KEY (document) REFERENCES official_document(id);
alter table admission add constraint admission_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table admission add constraint admission_person_fkey FOREIGN KEY (person) REFERENCES auth_user(id);
alter table admission add constraint admission_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table admission add constraint admission_to_someone CHECK (((party IS NULL) <> (person IS NULL)));
alter table agenda add constraint agenda_pkey PRIMARY KEY (meeting);
alter table agenda add constraint agenda_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table agenda add constraint agenda_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PROVISIONAL'::text, 'ADOPTED'::text, 'AMENDED'::text])));
alter table agenda_item add constraint agenda_item_pkey PRIMARY KEY (id);
alter table agenda_item add constraint agenda_item_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table agenda_item add constraint agenda_item_parent_fkey FOREIGN KEY (parent) REFERENCES agenda_item(id);
alter table agenda_item add constraint agenda_item_same_as_fkey FOREIGN KEY (same_as) REFERENCES agenda_item(id);
alter table agenda_item add constraint agenda_item_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table agenda_item add constraint agenda_item_minutes_check CHECK ((minutes > 0));
alter table agenda_item add constraint agenda_item_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table agenda_item add constraint agenda_item_purpose_check CHECK ((purpose = ANY (ARRAY['information'::text, 'discussion'::text, 'decision'::text])));
alter table agenda_item add constraint agenda_item_topic_check CHECK ((topic = ANY (ARRAY['opening'::text, 'adoption'::text, 'other-matters'::text, 'next-meeting'::text, 'report'::text, 'closing'::text])));
alter table agenda_proposal add constraint agenda_proposal_pkey PRIMARY KEY (id);
alter table agenda_proposal add constraint agenda_proposal_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table agenda_proposal add constraint agenda_proposal_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table agenda_proposal add constraint agenda_proposal_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table agenda_proposal add constraint agenda_proposal_answered CHECK (((status = 'open'::text) = (answered_at IS NULL)));
alter table agenda_proposal add constraint agenda_proposal_minutes_check CHECK ((minutes > 0));
alter table agenda_proposal add constraint agenda_proposal_purpose_check CHECK ((purpose = ANY (ARRAY['information'::text, 'discussion'::text, 'decision'::text])));
alter table agenda_proposal add constraint agenda_proposal_status_check CHECK ((status = ANY (ARRAY['open'::text, 'taken'::text, 'declined'::text])));
alter table agenda_proposal add constraint agenda_proposal_taken CHECK (((status = 'taken'::text) = (item IS NOT NULL)));
alter table agenda_version add constraint agenda_version_pkey PRIMARY KEY (meeting, number);
alter table agenda_version add constraint agenda_version_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table agenda_version add constraint agenda_version_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table agenda_version add constraint agenda_version_kind_check CHECK ((kind = ANY (ARRAY['PROVISIONAL'::text, 'REVISED'::text, 'ADOPTED'::text, 'AMENDED'::text])));
alter table agenda_version add constraint agenda_version_number_check CHECK ((number > 0));
alter table agenda_version add constraint agenda_version_revision CHECK (((kind = 'REVISED'::text) = (revision IS NOT NULL)));
alter table agenda_version add constraint agenda_version_revision_check CHECK ((revision > 0));
alter table agreed_line add constraint agreed_line_pkey PRIMARY KEY (id);
alter table agreed_line add constraint agreed_line_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table agreed_line add constraint agreed_line_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table agreed_line add constraint agreed_line_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table agreed_line add constraint agreed_line_class_check CHECK ((class = ANY (ARRAY['C0'::text, 'C1'::text, 'C2'::text, 'C3'::text, 'C4'::text, 'C5'::text, 'C6'::text, 'C7'::text])));
alter table agreed_line add constraint agreed_line_language_check CHECK ((language = ANY (ARRAY['en'::text, 'th'::text])));
alter table agreed_line add constraint agreed_line_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'gavelled'::text, 'not-agreed'::text, 'withdrawn'::text])));
alter table agreed_line add constraint line_decided CHECK (((state = ANY (ARRAY['gavelled'::text, 'not-agreed'::text])) = (decided_at IS NOT NULL)));
alter table agreed_line add constraint line_numbered_iff_gavelled CHECK (((state = 'gavelled'::text) = (number IS NOT NULL)));
alter table api_token add constraint api_token_token_hash_key UNIQUE (token_hash);
alter table api_token add constraint api_token_pkey PRIMARY KEY (id);
alter table api_token add constraint api_token_capacity_fkey FOREIGN KEY (capacity) REFERENCES capacity(id);
alter table api_token add constraint api_token_person_fkey FOREIGN KEY (person) REFERENCES auth_user(id);
alter table assignment add constraint assignment_pkey PRIMARY KEY (id);
alter table assignment add constraint assignment_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table assignment add constraint assignment_person_fkey FOREIGN KEY (person) REFERENCES auth_user(id);
alter table assignment add constraint assignment_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table assignment add constraint assignment_task_check CHECK ((task = ANY (ARRAY['interpreter'::text, 'translator'::text, 'note-taker'::text, 'technical'::text])));
alter table attendance add constraint attendance_pkey PRIMARY KEY (participant, meeting);
alter table attendance add constraint attendance_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table attendance add constraint attendance_participant_fkey FOREIGN KEY (participant) REFERENCES participant(id);
alter table audit_entry add constraint audit_entry_pkey PRIMARY KEY (number);
alter table auth_account add constraint auth_account_pkey PRIMARY KEY (id);
alter table auth_account add constraint auth_account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE;
alter table auth_passkey add constraint auth_passkey_credential_id_key UNIQUE (credential_id);
alter table auth_passkey add constraint auth_passkey_pkey PRIMARY KEY (id);
alter table auth_passkey add constraint auth_passkey_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE;
alter table auth_session add constraint auth_session_token_key UNIQUE (token);
alter table auth_session add constraint auth_session_pkey PRIMARY KEY (id);
alter table auth_session add constraint auth_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE;
alter table auth_two_factor add constraint auth_two_factor_pkey PRIMARY KEY (id);
alter table auth_two_factor add constraint auth_two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE;
alter table auth_user add constraint auth_user_email_key UNIQUE (email);
alter table auth_user add constraint auth_user_pkey PRIMARY KEY (id);
alter table auth_user add constraint auth_user_lang_check CHECK ((lang = ANY (ARRAY['en'::text, 'th'::text])));
alter table auth_verification add constraint auth_verification_pkey PRIMARY KEY (id);
alter table badge add constraint badge_participant_number_key UNIQUE (participant, number);
alter table badge add constraint badge_series_code_key UNIQUE (series, code);
alter table badge add constraint badge_series_receipt_key UNIQUE (series, receipt);
alter table badge add constraint badge_pkey PRIMARY KEY (id);
alter table badge add constraint badge_participant_fkey FOREIGN KEY (participant) REFERENCES participant(id);
alter table badge add constraint badge_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table badge add constraint badge_category_check CHECK ((category = ANY (ARRAY['head'::text, 'delegate'::text, 'adviser'::text, 'observer'::text, 'partner'::text, 'organisation'::text, 'secretariat'::text, 'host'::text, 'interpreter'::text, 'technical'::text, 'security'::text, 'media'::text, 'liaison'::text, 'guest'::text])));
alter table badge add constraint badge_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'vetted'::text, 'printed'::text, 'issued'::text, 'lost'::text, 'revoked'::text, 'returned'::text])));
alter table badge_state add constraint badge_state_pkey PRIMARY KEY (badge, number);
alter table badge_state add constraint badge_state_badge_fkey FOREIGN KEY (badge) REFERENCES badge(id);
alter table body add constraint body_pkey PRIMARY KEY (code);
alter table body add constraint body_parent_fkey FOREIGN KEY (parent) REFERENCES body(code) DEFERRABLE INITIALLY DEFERRED;
alter table body add constraint body_partner_fkey FOREIGN KEY (partner) REFERENCES party(code) DEFERRABLE INITIALLY DEFERRED;
alter table body add constraint body_level_check CHECK (((level >= 1) AND (level <= 4)));
alter table body add constraint body_not_its_own_parent CHECK ((parent <> code));
alter table cadence add constraint cadence_pkey PRIMARY KEY (body, from_on);
alter table cadence add constraint cadence_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table cadence add constraint cadence_every_check CHECK ((every > 0));
alter table calendar_feed add constraint calendar_feed_token_hash_key UNIQUE (token_hash);
alter table calendar_feed add constraint calendar_feed_pkey PRIMARY KEY (id);
alter table calendar_feed add constraint calendar_feed_person_fkey FOREIGN KEY (person) REFERENCES auth_user(id);
alter table calendar_revision add constraint calendar_revision_pkey PRIMARY KEY (kind, id);
alter table calendar_revision add constraint calendar_revision_kind_check CHECK ((kind = ANY (ARRAY['meeting'::text, 'session'::text])));
alter table capacity add constraint capacity_pkey PRIMARY KEY (id);
alter table capacity add constraint capacity_person_fkey FOREIGN KEY (person) REFERENCES auth_user(id);
alter table capacity add constraint capacity_ends_after_it_starts CHECK (((until_at IS NULL) OR (until_at > from_at)));
alter table capacity add constraint capacity_role_check CHECK ((role = ANY (ARRAY['SD'::text, 'CH'::text, 'HL'::text, 'NF'::text, 'HD'::text, 'DE'::text, 'LS'::text, 'DP'::text, 'OB'::text, 'IN'::text, 'PR'::text, 'PU'::text, 'LE'::text, 'AU'::text, 'SA'::text])));
alter table capacity add constraint capacity_second_administrator CHECK (((approved_by IS NULL) OR ((approved_by <> requested_by) AND (approved_by <> person))));
alter table circular add constraint circular_series_number_key UNIQUE (series, number);
alter table circular add constraint circular_pkey PRIMARY KEY (id);
alter table circular add constraint circular_series_fkey FOREIGN KEY (series) REFERENCES convocation(series);
alter table circular add constraint circular_number_iff_issued CHECK ((((number IS NULL) = (issued_at IS NULL)) AND ((state = 'issued'::text) = (issued_at IS NOT NULL))));
alter table circular add constraint circular_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table circular add constraint circular_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'issued'::text])));
alter table completion_task add constraint completion_task_pkey PRIMARY KEY (mandate);
alter table completion_task add constraint completion_task_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandate(id);
alter table completion_task add constraint closed_needs_reference CHECK (((closed_at IS NULL) OR (reference IS NOT NULL)));
alter table convocation add constraint convocation_prefix_key UNIQUE (prefix);
alter table convocation add constraint convocation_pkey PRIMARY KEY (series);
alter table convocation add constraint convocation_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table credential add constraint credential_pkey PRIMARY KEY (id);
alter table credential add constraint credential_file_fkey FOREIGN KEY (file) REFERENCES stored_file(sha256);
alter table credential add constraint credential_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table credential add constraint credential_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table credential add constraint credential_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES credential(id) DEFERRABLE INITIALLY DEFERRED;
alter table credential add constraint credential_decision_check CHECK ((decision = ANY (ARRAY['VERIFIED'::text, 'PROVISIONAL'::text, 'REFUSED'::text])));
alter table credential add constraint credential_form_check CHECK ((form = ANY (ARRAY['original'::text, 'copy'::text])));
alter table credential add constraint credential_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table credential add constraint credential_proposal_check CHECK ((proposal = ANY (ARRAY['accept'::text, 'refuse'::text])));
alter table credential add constraint credential_signatory_office_check CHECK ((signatory_office = ANY (ARRAY['head-of-state'::text, 'head-of-government'::text, 'foreign-minister'::text, 'competent-minister'::text, 'other'::text])));
alter table delegation_look add constraint delegation_look_pkey PRIMARY KEY (person, party);
alter table delegation_look add constraint delegation_look_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table delegation_look add constraint delegation_look_person_fkey FOREIGN KEY (person) REFERENCES auth_user(id);
alter table designation add constraint designation_overlap EXCLUDE USING gist (party WITH =, body WITH =, function WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;
alter table designation add constraint designation_pkey PRIMARY KEY (id);
alter table designation add constraint designation_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table designation add constraint designation_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table designation add constraint designation_post_fkey FOREIGN KEY (post) REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED;
alter table designation add constraint designation_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES designation(id) DEFERRABLE INITIALLY DEFERRED;
alter table designation add constraint designation_function_check CHECK ((function = ANY (ARRAY['head'::text, 'alternate'::text, 'focal-point'::text, 'lead-shepherd'::text, 'group-chair'::text])));
alter table designation add constraint designation_mode_check CHECK ((mode = ANY (ARRAY['EX_OFFICIO'::text, 'AD_HOC'::text, 'PERSONAL'::text])));
alter table designation add constraint designation_names_one CHECK ((((mode = 'EX_OFFICIO'::text) = (post IS NOT NULL)) AND ((mode = 'PERSONAL'::text) = (person IS NOT NULL)) AND ((mode = 'AD_HOC'::text) = (choice IS NOT NULL))));
alter table designation add constraint designation_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text, 'demonstration'::text])));
alter table disagreement add constraint disagreement_pkey PRIMARY KEY (subject_kind, subject_id, field);
alter table distribution_proposal add constraint distribution_proposal_pkey PRIMARY KEY (id);
alter table distribution_proposal add constraint distribution_proposal_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table distribution_proposal add constraint distribution_proposal_partner_fkey FOREIGN KEY (partner) REFERENCES party(code);
alter table distribution_proposal add constraint distribution_proposal_distribution_check CHECK ((distribution = ANY (ARRAY['PUBLIC'::text, 'GENERAL'::text, 'LIMITED'::text, 'PARTNER'::text])));
alter table distribution_proposal add constraint distribution_proposal_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'refused'::text])));
alter table distribution_proposal add constraint proposal_decided_whole CHECK (((verdict IS NULL) = (decided_at IS NULL)));
alter table distribution_proposal add constraint proposal_partner_iff_marked CHECK (((distribution = 'PARTNER'::text) = (partner IS NOT NULL)));
alter table document_file add constraint document_file_check_code_key UNIQUE (check_code);
alter table document_file add constraint document_file_pkey PRIMARY KEY (document, lang);
alter table document_file add constraint document_file_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table document_file add constraint document_file_sha256_fkey FOREIGN KEY (sha256) REFERENCES stored_file(sha256);
alter table document_file add constraint document_file_scanned_check CHECK ((scanned = ANY (ARRAY['not-scanned'::text, 'clean'::text])));
alter table document_opening add constraint document_opening_pkey PRIMARY KEY (document, person, capacity, lang, way);
alter table document_opening add constraint document_opening_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table document_opening add constraint document_opening_way_check CHECK ((way = ANY (ARRAY['read'::text, 'download'::text, 'pack'::text])));
alter table door_room add constraint door_room_pkey PRIMARY KEY (session);
alter table door_room add constraint door_room_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table door_room add constraint door_room_capacity_check CHECK ((capacity > 0));
alter table door_scan add constraint door_scan_pkey PRIMARY KEY (key);
alter table door_scan add constraint door_scan_badge_fkey FOREIGN KEY (badge) REFERENCES badge(id);
alter table door_scan add constraint door_scan_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table door_scan add constraint door_scan_participant_fkey FOREIGN KEY (participant) REFERENCES participant(id);
alter table door_scan add constraint door_scan_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table door_scan add constraint door_scan_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table door_scan add constraint door_scan_answer_check CHECK ((answer = ANY (ARRAY['in'::text, 'out'::text, 'not-here'::text, 'keep'::text])));
alter table door_scan add constraint door_scan_given_check CHECK ((given = ANY (ARRAY['in'::text, 'out'::text, 'not-here'::text, 'keep'::text])));
alter table door_scan add constraint door_scan_way_check CHECK ((way = ANY (ARRAY['in'::text, 'out'::text])));
alter table evidence add constraint evidence_pkey PRIMARY KEY (id);
alter table evidence add constraint evidence_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table evidence add constraint evidence_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table evidence add constraint evidence_file_fkey FOREIGN KEY (file) REFERENCES stored_file(sha256);
alter table evidence add constraint evidence_report_fkey FOREIGN KEY (report) REFERENCES progress_report(id);
alter table evidence add constraint evidence_sent_party_fkey FOREIGN KEY (sent_party) REFERENCES party(code);
alter table evidence add constraint evidence_is_somewhere CHECK (((file IS NOT NULL) OR (link IS NOT NULL) OR (document IS NOT NULL)));
alter table evidence add constraint evidence_type_check CHECK ((type = ANY (ARRAY['report'::text, 'attendance'::text, 'publication'::text, 'law'::text, 'photograph'::text, 'certificates'::text, 'statistics'::text, 'other'::text])));
alter table extraction_paragraph add constraint extraction_paragraph_text_key_key UNIQUE (text, key);
alter table extraction_paragraph add constraint extraction_paragraph_pkey PRIMARY KEY (text, "position");
alter table extraction_paragraph add constraint extraction_paragraph_text_fkey FOREIGN KEY (text) REFERENCES extraction_text(id);
alter table extraction_proposal add constraint extraction_proposal_pkey PRIMARY KEY (id);
alter table extraction_proposal add constraint extraction_proposal_made_from_fkey FOREIGN KEY (made_from) REFERENCES extraction_proposal(id);
alter table extraction_proposal add constraint extraction_proposal_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandate(id);
alter table extraction_proposal add constraint extraction_proposal_text_fkey FOREIGN KEY (text) REFERENCES extraction_text(id);
alter table extraction_proposal add constraint extraction_proposal_text_paragraph_fkey FOREIGN KEY (text, paragraph) REFERENCES extraction_paragraph(text, "position");
alter table extraction_proposal add constraint extraction_proposal_status_check CHECK ((status = ANY (ARRAY['open'::text, 'kept'::text, 'accepted'::text, 'rejected'::text, 'merged'::text, 'split'::text])));
alter table extraction_text add constraint extraction_text_body_meeting_instrument_title_key UNIQUE (body, meeting, instrument_title);
alter table extraction_text add constraint extraction_text_pkey PRIMARY KEY (id);
alter table extraction_text add constraint extraction_text_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table extraction_text add constraint extraction_text_file_fkey FOREIGN KEY (file) REFERENCES stored_file(sha256);
alter table extraction_text add constraint extraction_text_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id);
alter table extraction_text add constraint extraction_text_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table extraction_text add constraint extraction_text_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table file_reading add constraint file_reading_pkey PRIMARY KEY (sha256);
alter table file_reading add constraint file_reading_sha256_fkey FOREIGN KEY (sha256) REFERENCES stored_file(sha256) ON DELETE CASCADE;
alter table floor add constraint floor_pkey PRIMARY KEY (session);
alter table floor add constraint floor_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table floor add constraint floor_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table floor add constraint floor_list_check CHECK ((list = ANY (ARRAY['open'::text, 'closed'::text])));
alter table floor add constraint floor_list_order_check CHECK ((list_order = ANY (ARRAY['request'::text, 'alphabetical'::text])));
alter table floor add constraint floor_seconds CHECK (((seconds >= 30) AND (seconds <= 3600)));
alter table floor_request add constraint floor_request_pkey PRIMARY KEY (id);
alter table floor_request add constraint floor_request_interrupts_fkey FOREIGN KEY (interrupts) REFERENCES floor_request(id);
alter table floor_request add constraint floor_request_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table floor_request add constraint floor_request_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table floor_request add constraint floor_request_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table floor_request add constraint floor_request_ended_how_check CHECK ((ended_how = ANY (ARRAY['finished'::text, 'limit'::text, 'suspended'::text])));
alter table floor_request add constraint floor_request_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'reply'::text, 'point-of-order'::text])));
alter table floor_request add constraint floor_request_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'speaking'::text, 'paused'::text, 'spoken'::text, 'withdrawn'::text])));
alter table floor_request add constraint request_ended_iff_spoken CHECK (((state = 'spoken'::text) = (ended_at IS NOT NULL)));
alter table floor_request add constraint request_paused_at CHECK (((state = 'paused'::text) = (paused_at IS NOT NULL)));
alter table floor_request add constraint request_seconds CHECK (((seconds >= 1) AND (seconds <= 3600)));
alter table floor_request add constraint request_started_iff_spoken CHECK (((state = ANY (ARRAY['waiting'::text, 'withdrawn'::text])) = (started_at IS NULL)));
alter table floor_statement add constraint floor_statement_pkey PRIMARY KEY (id);
alter table floor_statement add constraint floor_statement_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table floor_statement add constraint floor_statement_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table floor_statement add constraint floor_statement_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table floor_statement add constraint floor_statement_form_check CHECK ((form = ANY (ARRAY['delivered'::text, 'written'::text, 'annexed'::text])));
alter table funding add constraint funding_pkey PRIMARY KEY (activity, "position");
alter table funding add constraint funding_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table funding add constraint funding_partner_fkey FOREIGN KEY (partner) REFERENCES party(code);
alter table funding add constraint funding_rate_dated CHECK (((rate IS NULL) = (rate_on IS NULL)));
alter table funding add constraint funding_status_check CHECK ((status = ANY (ARRAY['sought'::text, 'confirmed'::text, 'declined'::text])));
alter table funding add constraint funding_valued_whole CHECK (((amount IS NULL) = (currency IS NULL)));
alter table holiday add constraint holiday_pkey PRIMARY KEY (day, where_in);
alter table import_draft add constraint import_draft_pkey PRIMARY KEY (id);
alter table import_draft add constraint import_draft_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table import_file add constraint import_file_pkey PRIMARY KEY (sha256, programme);
alter table import_file add constraint import_file_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table import_reading add constraint import_reading_pkey PRIMARY KEY (heads);
alter table incumbency add constraint incumbency_overlap EXCLUDE USING gist (post WITH =, (
CASE kind
    WHEN 'vacant'::text THEN 'substantive'::text
    ELSE kind
END) WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;
alter table incumbency add constraint incumbency_pkey PRIMARY KEY (id);
alter table incumbency add constraint incumbency_post_fkey FOREIGN KEY (post) REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED;
alter table incumbency add constraint incumbency_kind_check CHECK ((kind = ANY (ARRAY['substantive'::text, 'acting'::text, 'vacant'::text, 'absent'::text])));
alter table incumbency add constraint incumbency_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text, 'demonstration'::text])));
alter table incumbency add constraint incumbency_person CHECK (((kind = ANY (ARRAY['substantive'::text, 'acting'::text])) = (person IS NOT NULL)));
alter table instrument add constraint instrument_pkey PRIMARY KEY (id);
alter table instrument add constraint instrument_partner_fkey FOREIGN KEY (partner) REFERENCES party(code);
alter table instrument_act add constraint instrument_act_pkey PRIMARY KEY (instrument, "position");
alter table instrument_act add constraint instrument_act_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table instrument_act add constraint instrument_act_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id);
alter table instrument_act add constraint instrument_act_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref) DEFERRABLE INITIALLY DEFERRED;
alter table instrument_link add constraint instrument_link_pkey PRIMARY KEY (instrument, kind, other);
alter table instrument_link add constraint instrument_link_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id);
alter table instrument_link add constraint instrument_link_other_fkey FOREIGN KEY (other) REFERENCES instrument(id) DEFERRABLE INITIALLY DEFERRED;
alter table instrument_link add constraint instrument_link_kind_check CHECK ((kind = ANY (ARRAY['implements'::text, 'replaces'::text])));
alter table invitation add constraint invitation_token_hash_key UNIQUE (token_hash);
alter table invitation add constraint invitation_pkey PRIMARY KEY (id);
alter table invitation add constraint invitation_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES auth_user(id);
alter table invitation add constraint invitation_lang_check CHECK ((lang = ANY (ARRAY['en'::text, 'th'::text])));
alter table invitation_letter add constraint invitation_letter_reference_key UNIQUE (reference);
alter table invitation_letter add constraint invitation_letter_series_number_key UNIQUE (series, number);
alter table invitation_letter add constraint invitation_letter_pkey PRIMARY KEY (id);
alter table invitation_letter add constraint invitation_letter_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table invitation_letter add constraint invitation_letter_person_fkey FOREIGN KEY (person) REFERENCES auth_user(id);
alter table invitation_letter add constraint invitation_letter_series_fkey FOREIGN KEY (series) REFERENCES convocation(series);
alter table invitation_letter add constraint invitation_letter_category_check CHECK ((category = ANY (ARRAY['member'::text, 'dialogue-partner'::text, 'sectoral-partner'::text, 'observer'::text, 'organisation'::text, 'entity'::text, 'sister-body'::text, 'resource-person'::text])));
alter table invitation_letter add constraint invitation_letter_number_iff_issued CHECK ((((number IS NULL) = (issued_at IS NULL)) AND ((number IS NULL) = (reference IS NULL)) AND ((number IS NULL) = (says IS NULL))));
alter table invitation_letter add constraint invitation_letter_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table invitation_letter add constraint invitation_letter_person_is_resource CHECK (((person IS NOT NULL) = (category = 'resource-person'::text)));
alter table invitation_letter add constraint invitation_letter_state CHECK (
CASE
    WHEN (state = ANY (ARRAY['issued'::text, 'withdrawn'::text])) THEN (issued_at IS NOT NULL)
    ELSE (issued_at IS NULL)
END);
alter table invitation_letter add constraint invitation_letter_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'issued'::text, 'withdrawn'::text])));
alter table invitation_letter add constraint invitation_letter_to_someone CHECK (((party IS NULL) <> (person IS NULL)));
alter table issued_document add constraint one_paper_a_version UNIQUE (kind, subject, lang, format, marking, version);
alter table issued_document add constraint issued_document_pkey PRIMARY KEY (code);
alter table issued_document add constraint issued_document_file_fkey FOREIGN KEY (file) REFERENCES stored_file(sha256);
alter table known_head add constraint known_head_pkey PRIMARY KEY (id);
alter table known_head add constraint known_head_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table known_head add constraint known_head_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref) DEFERRABLE INITIALLY DEFERRED;
alter table known_head add constraint known_head_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table known_head add constraint known_head_mode_check CHECK ((mode = ANY (ARRAY['EX_OFFICIO'::text, 'AD_HOC'::text, 'PERSONAL'::text])));
alter table known_head add constraint known_head_was_check CHECK ((was = ANY (ARRAY['headed'::text, 'chaired'::text])));
alter table lead_shepherd add constraint lead_shepherd_pkey PRIMARY KEY (area, "position");
alter table lead_shepherd add constraint lead_shepherd_area_fkey FOREIGN KEY (area) REFERENCES priority_area(slug);
alter table lead_shepherd add constraint lead_shepherd_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table letter_event add constraint letter_event_pkey PRIMARY KEY (letter, number);
alter table letter_event add constraint letter_event_letter_fkey FOREIGN KEY (letter) REFERENCES invitation_letter(id);
alter table letter_event add constraint letter_event_kind_check CHECK ((kind = ANY (ARRAY['delivered'::text, 'acknowledged'::text, 'accepted'::text, 'regretted'::text, 'reminded'::text])));
alter table letter_event add constraint letter_event_source CHECK (((by_role <> 'SD'::text) OR (kind = 'reminded'::text) OR (source IS NOT NULL)));
alter table letter_template add constraint letter_template_pkey PRIMARY KEY (series, category);
alter table letter_template add constraint letter_template_series_fkey FOREIGN KEY (series) REFERENCES convocation(series);
alter table live_topic add constraint live_topic_pkey PRIMARY KEY (topic);
alter table mail add constraint mail_unique_key_key UNIQUE (unique_key);
alter table mail add constraint mail_pkey PRIMARY KEY (id);
alter table mandate add constraint mandate_symbol_key UNIQUE (symbol);
alter table mandate add constraint numbers_per_session UNIQUE (body, session, number);
alter table mandate add constraint mandate_pkey PRIMARY KEY (id);
alter table mandate add constraint mandate_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table mandate add constraint mandate_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id);
alter table mandate add constraint mandate_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table mandate add constraint mandate_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES mandate(id) DEFERRABLE INITIALLY DEFERRED;
alter table mandate add constraint mandate_class_check CHECK ((class ~ '^C[0-7]$'::text));
alter table mandate add constraint mandate_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text, 'demonstration'::text])));
alter table mandate add constraint mandate_paragraph_check CHECK ((paragraph <> ''::text));
alter table mandate add constraint mandate_text_check CHECK ((text <> '{}'::jsonb));
alter table mandate_due add constraint mandate_due_pkey PRIMARY KEY (mandate);
alter table mandate_due add constraint mandate_due_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandate(id);
alter table mandate_link add constraint mandate_link_pkey PRIMARY KEY (child, parent);
alter table mandate_link add constraint mandate_link_child_fkey FOREIGN KEY (child) REFERENCES mandate(id);
alter table mandate_link add constraint mandate_link_parent_fkey FOREIGN KEY (parent) REFERENCES mandate(id) DEFERRABLE INITIALLY DEFERRED;
alter table mandate_link add constraint mandate_link_basis_check CHECK ((basis = ANY (ARRAY['stated'::text, 'inferred'::text])));
alter table mandate_link add constraint mandate_link_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text])));
alter table mandate_link add constraint not_its_own_parent CHECK ((child <> parent));
alter table mandate_link_ended add constraint mandate_link_ended_pkey PRIMARY KEY (id);
alter table mandate_link_ended add constraint mandate_link_ended_child_fkey FOREIGN KEY (child) REFERENCES mandate(id);
alter table mandate_link_ended add constraint mandate_link_ended_parent_fkey FOREIGN KEY (parent) REFERENCES mandate(id);
alter table mandate_owner add constraint mandate_owner_pkey PRIMARY KEY (mandate, "position");
alter table mandate_owner add constraint mandate_owner_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandate(id);
alter table mandate_owner add constraint mandate_owner_kind_check CHECK ((kind = ANY (ARRAY['body'::text, 'party'::text, 'all'::text, 'role'::text, 'words'::text])));
alter table mandate_statement add constraint mandate_statement_pkey PRIMARY KEY (id);
alter table mandate_statement add constraint mandate_statement_by_party_fkey FOREIGN KEY (by_party) REFERENCES party(code);
alter table mandate_statement add constraint mandate_statement_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandate(id);
alter table mandate_statement add constraint mandate_statement_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table mandate_statement add constraint mandate_statement_marking_check CHECK ((marking = ANY (ARRAY['PUBLIC'::text, 'LIMITED'::text])));
alter table mandate_statement add constraint mandate_statement_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text, 'demonstration'::text])));
alter table mandate_statement add constraint mandate_statement_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'IN_PROGRESS'::text, 'COMPLETED'::text, 'CONTINUING'::text, 'OVERTAKEN'::text, 'SUPERSEDED'::text, 'LAPSED'::text])));
alter table mandate_statement add constraint mandate_statement_verdict_check CHECK ((verdict = ANY (ARRAY['submitted'::text, 'accepted'::text, 'returned'::text])));
alter table mandate_statement add constraint overtaken_needs_reference CHECK (((status IS NULL) OR (status <> ALL (ARRAY['SUPERSEDED'::text, 'OVERTAKEN'::text])) OR (reference IS NOT NULL)));
alter table mechanism add constraint mechanism_pkey PRIMARY KEY (code);
alter table mechanism add constraint mechanism_seat_fkey FOREIGN KEY (seat) REFERENCES party(code) DEFERRABLE INITIALLY DEFERRED;
alter table meeting add constraint one_session_per_body UNIQUE (body, session);
alter table meeting add constraint meeting_pkey PRIMARY KEY (ref);
alter table meeting add constraint meeting_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table meeting add constraint meeting_country_fkey FOREIGN KEY (country) REFERENCES party(code);
alter table meeting add constraint meeting_host_fkey FOREIGN KEY (host) REFERENCES party(code);
alter table meeting add constraint meeting_prepares_fkey FOREIGN KEY (prepares) REFERENCES meeting(ref) DEFERRABLE INITIALLY DEFERRED;
alter table meeting add constraint ends_after_start CHECK (((ends_on IS NULL) OR (starts_on IS NULL) OR (ends_on >= starts_on)));
alter table meeting add constraint meeting_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'special'::text, 'emergency'::text, 'preparatory'::text])));
alter table meeting add constraint meeting_marking_check CHECK ((marking = ANY (ARRAY['PUBLIC'::text, 'GENERAL'::text])));
alter table meeting add constraint meeting_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text, 'demonstration'::text])));
alter table meeting add constraint meeting_status_check CHECK ((status = ANY (ARRAY['held'::text, 'held-by-rule'::text, 'planned'::text, 'cancelled'::text])));
alter table meeting_change add constraint meeting_change_pkey PRIMARY KEY (id);
alter table meeting_change add constraint meeting_change_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table meeting_change add constraint meeting_change_what_check CHECK ((what = ANY (ARRAY['moved'::text, 'facts'::text, 'mode'::text, 'announced'::text, 'host'::text, 'session'::text, 'participation'::text])));
alter table meeting_run add constraint meeting_run_pkey PRIMARY KEY (meeting);
alter table meeting_run add constraint meeting_run_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table meeting_run add constraint meeting_run_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table meeting_run add constraint meeting_run_host_basis_check CHECK ((host_basis = ANY (ARRAY['confirmed'::text, 'tentative'::text])));
alter table meeting_run add constraint meeting_run_state_check CHECK ((state = ANY (ARRAY['PLANNED'::text, 'CONVENED'::text, 'REGISTRATION_OPEN'::text, 'DOCUMENTS_CLOSED'::text, 'OPENED'::text, 'SUSPENDED'::text, 'CLOSED'::text, 'REPORT_IN_COMMENT'::text, 'REPORT_FINAL'::text, 'ARCHIVED'::text, 'POSTPONED'::text, 'CANCELLED'::text])));
alter table meeting_state add constraint meeting_state_pkey PRIMARY KEY (meeting, number);
alter table meeting_state add constraint meeting_state_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table milestone_done add constraint milestone_done_pkey PRIMARY KEY (meeting, milestone);
alter table milestone_done add constraint milestone_done_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table next_meeting add constraint next_meeting_pkey PRIMARY KEY (meeting);
alter table next_meeting add constraint next_meeting_host_fkey FOREIGN KEY (host) REFERENCES party(code);
alter table next_meeting add constraint next_meeting_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table next_meeting add constraint next_meeting_next_fkey FOREIGN KEY (next) REFERENCES meeting(ref);
alter table nomination_proposal add constraint nomination_proposal_pkey PRIMARY KEY (id);
alter table nomination_proposal add constraint nomination_proposal_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table nomination_proposal add constraint nomination_proposal_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table nomination_proposal add constraint nomination_proposal_settled_check CHECK ((settled = ANY (ARRAY['named'::text, 'declined'::text])));
alter table objection add constraint objection_pkey PRIMARY KEY (id);
alter table objection add constraint objection_line_fkey FOREIGN KEY (line) REFERENCES agreed_line(id);
alter table objection add constraint objection_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table official_document add constraint official_document_symbol_key UNIQUE (symbol);
alter table official_document add constraint official_document_pkey PRIMARY KEY (id);
alter table official_document add constraint official_document_chain_fkey FOREIGN KEY (chain) REFERENCES official_document(id) DEFERRABLE INITIALLY DEFERRED;
alter table official_document add constraint official_document_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table official_document add constraint official_document_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table official_document add constraint official_document_modifies_fkey FOREIGN KEY (modifies) REFERENCES official_document(id) DEFERRABLE INITIALLY DEFERRED;
alter table official_document add constraint official_document_partner_fkey FOREIGN KEY (partner) REFERENCES party(code);
alter table official_document add constraint official_document_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES party(code);
alter table official_document add constraint document_modifier_whole CHECK ((((modifier IS NULL) = (modifies IS NULL)) AND ((modifier IS NULL) = (modifier_number IS NULL))));
alter table official_document add constraint document_number_iff_symbol CHECK (((symbol IS NULL) = (number IS NULL)));
alter table official_document add constraint document_partner_iff_marked CHECK (((distribution <> 'PARTNER'::text) OR (partner IS NOT NULL)));
alter table official_document add constraint official_document_backing_check CHECK ((backing = ANY (ARRAY['party'::text, 'chair'::text])));
alter table official_document add constraint official_document_distribution_check CHECK ((distribution = ANY (ARRAY['PUBLIC'::text, 'GENERAL'::text, 'LIMITED'::text, 'RESTRICTED'::text, 'PARTNER'::text])));
alter table official_document add constraint official_document_modifier_check CHECK ((modifier = ANY (ARRAY['Rev'::text, 'Add'::text, 'Corr'::text, 'Amend'::text])));
alter table official_document add constraint official_document_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table official_document add constraint official_document_purpose_check CHECK ((purpose = ANY (ARRAY['information'::text, 'discussion'::text, 'decision'::text])));
alter table official_document add constraint official_document_status_check CHECK ((status = ANY (ARRAY['SUBMITTED'::text, 'REGISTERED'::text, 'WITHDRAWN'::text, 'REFUSED'::text])));
alter table pack add constraint pack_after_key UNIQUE (after);
alter table pack add constraint pack_pkey PRIMARY KEY (id);
alter table pack add constraint pack_after_fkey FOREIGN KEY (after) REFERENCES meeting(ref);
alter table pack add constraint pack_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table pack add constraint pack_distribution_check CHECK ((distribution = ANY (ARRAY['LIMITED'::text, 'RESTRICTED'::text])));
alter table pack add constraint pack_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table pack_change add constraint pack_change_pkey PRIMARY KEY (pack, version);
alter table pack_change add constraint pack_change_pack_fkey FOREIGN KEY (pack) REFERENCES pack(id);
alter table pack_frozen add constraint pack_frozen_pkey PRIMARY KEY (pack, number);
alter table pack_frozen add constraint pack_frozen_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table pack_frozen add constraint pack_frozen_pack_fkey FOREIGN KEY (pack) REFERENCES pack(id);
alter table pack_part add constraint pack_part_pkey PRIMARY KEY (id);
alter table pack_part add constraint pack_part_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandate(id);
alter table pack_part add constraint pack_part_pack_fkey FOREIGN KEY (pack) REFERENCES pack(id);
alter table pack_part add constraint pack_part_class_check CHECK ((class = ANY (ARRAY['C4'::text, 'C5'::text, 'C6'::text, 'C7'::text])));
alter table pack_part add constraint pack_part_section_check CHECK ((section = ANY (ARRAY['summary'::text, 'decision'::text, 'row'::text, 'status'::text, 'threat'::text, 'partner'::text, 'issue'::text, 'next'::text])));
alter table paper_series add constraint paper_series_pkey PRIMARY KEY (series, from_on);
alter table paper_series add constraint paper_series_days_before_check CHECK ((days_before >= 0));
alter table paper_series add constraint paper_series_distribution_check CHECK ((distribution = ANY (ARRAY['GENERAL'::text, 'PARTNER'::text, 'LIMITED'::text, 'RESTRICTED'::text])));
alter table participant add constraint participant_pkey PRIMARY KEY (id);
alter table participant add constraint participant_account_fkey FOREIGN KEY (account) REFERENCES auth_user(id);
alter table participant add constraint participant_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table participant add constraint participant_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table participant add constraint participant_kind_check CHECK ((kind = ANY (ARRAY['delegation'::text, 'secretariat'::text, 'host'::text, 'services'::text, 'media'::text, 'resource-person'::text])));
alter table participant add constraint participant_of_a_party CHECK (((kind = 'delegation'::text) = (party IS NOT NULL)));
alter table participant add constraint participant_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table participant_role add constraint participant_role_pkey PRIMARY KEY (participant, meeting, from_at);
alter table participant_role add constraint participant_role_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table participant_role add constraint participant_role_participant_fkey FOREIGN KEY (participant) REFERENCES participant(id);
alter table participant_role add constraint participant_role_role_check CHECK ((role = ANY (ARRAY['head'::text, 'alternate'::text, 'delegate'::text, 'adviser'::text, 'expert'::text, 'note-taker'::text, 'interpreter'::text, 'security'::text, 'media'::text, 'liaison'::text, 'technical'::text, 'secretariat'::text, 'resource-person'::text])));
alter table participants_correction add constraint participants_correction_pkey PRIMARY KEY (id);
alter table participants_correction add constraint participants_correction_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table participants_correction add constraint participants_correction_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table participants_list add constraint participants_list_pkey PRIMARY KEY (meeting, number);
alter table participants_list add constraint participants_list_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table participants_list add constraint participants_list_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table participants_list add constraint participants_list_kind_check CHECK ((kind = ANY (ARRAY['provisional'::text, 'final'::text])));
alter table participation add constraint participation_pkey PRIMARY KEY (meeting, party);
alter table participation add constraint participation_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table participation add constraint participation_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table participation add constraint participation_category_check CHECK ((category = ANY (ARRAY['member'::text, 'dialogue-partner'::text, 'sectoral-partner'::text, 'observer'::text, 'organisation'::text, 'entity'::text, 'sister-body'::text, 'secretariat'::text])));
alter table party add constraint party_pkey PRIMARY KEY (code);
alter table party_category add constraint party_category_pkey PRIMARY KEY (party, category);
alter table party_category add constraint party_category_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table plan_review add constraint plan_review_pkey PRIMARY KEY (id);
alter table plan_review add constraint plan_review_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table plan_review add constraint plan_review_kind_check CHECK ((kind = ANY (ARRAY['mid-term'::text, 'terminal'::text])));
alter table plan_review add constraint plan_review_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table plan_review add constraint plan_review_reviewer_kind_check CHECK ((reviewer_kind = ANY (ARRAY['secretariat'::text, 'lead-shepherd'::text, 'consultant'::text])));
alter table plan_review add constraint plan_review_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'VALIDATED'::text, 'ADOPTED'::text])));
alter table plan_review add constraint review_adopted_by_decision CHECK (((state <> 'ADOPTED'::text) OR ((adopted_by IS NOT NULL) AND (adopted_on IS NOT NULL))));
alter table plan_review add constraint review_validated_at_a_meeting CHECK (((state = 'OPEN'::text) OR ((validated_on IS NOT NULL) AND (validated_in IS NOT NULL) AND (findings IS NOT NULL) AND (recommendations IS NOT NULL))));
alter table plan_review_answer add constraint plan_review_answer_pkey PRIMARY KEY (review, party);
alter table plan_review_answer add constraint plan_review_answer_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table plan_review_answer add constraint plan_review_answer_review_fkey FOREIGN KEY (review) REFERENCES plan_review(id);
alter table plan_review_rating add constraint plan_review_rating_pkey PRIMARY KEY (review, activity);
alter table plan_review_rating add constraint plan_review_rating_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table plan_review_rating add constraint plan_review_rating_review_fkey FOREIGN KEY (review) REFERENCES plan_review(id);
alter table plan_review_rating add constraint plan_review_rating_rating_check CHECK ((rating = ANY (ARRAY['fully'::text, 'largely'::text, 'partly'::text, 'not'::text, 'not-assessable'::text])));
alter table post add constraint post_pkey PRIMARY KEY (id);
alter table post add constraint post_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table post add constraint post_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text, 'demonstration'::text])));
alter table presence add constraint presence_pkey PRIMARY KEY (id);
alter table presence add constraint presence_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table presence add constraint presence_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table presence add constraint presence_seat_check CHECK ((seat = ANY (ARRAY['head'::text, 'alternate'::text, 'representative'::text, 'excused'::text])));
alter table priority_area add constraint priority_area_number_key UNIQUE (number);
alter table priority_area add constraint priority_area_pkey PRIMARY KEY (slug);
alter table programme add constraint programme_code_key UNIQUE (code);
alter table programme add constraint programme_pkey PRIMARY KEY (id);
alter table programme add constraint programme_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table programme add constraint programme_id_fkey FOREIGN KEY (id) REFERENCES instrument(id);
alter table programme add constraint programme_partner_fkey FOREIGN KEY (partner) REFERENCES party(code);
alter table programme add constraint programme_plan_fkey FOREIGN KEY (plan) REFERENCES programme(id) DEFERRABLE INITIALLY DEFERRED;
alter table programme add constraint programme_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES programme(id);
alter table programme add constraint programme_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'work-programme'::text, 'partner-work-plan'::text, 'cross-sectoral'::text])));
alter table programme_change add constraint programme_change_pkey PRIMARY KEY (programme, number);
alter table programme_change add constraint programme_change_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table programme_change add constraint programme_change_kind_check CHECK ((kind = ANY (ARRAY['amended'::text, 'extended'::text, 'closed'::text, 'superseded'::text, 'version'::text])));
alter table progress_entry add constraint progress_entry_pkey PRIMARY KEY (report, activity);
alter table progress_entry add constraint progress_entry_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table progress_entry add constraint progress_entry_report_fkey FOREIGN KEY (report) REFERENCES progress_report(id);
alter table progress_entry add constraint progress_entry_progress_check CHECK (((progress >= 0) AND (progress <= 100)));
alter table progress_merge add constraint progress_merge_pkey PRIMARY KEY (activity, round);
alter table progress_merge add constraint progress_merge_activity_fkey FOREIGN KEY (activity) REFERENCES activity(id);
alter table progress_merge add constraint progress_merge_round_fkey FOREIGN KEY (round) REFERENCES reporting_round(id);
alter table progress_merge add constraint progress_merge_progress_check CHECK (((progress >= 0) AND (progress <= 100)));
alter table progress_report add constraint progress_report_pkey PRIMARY KEY (id);
alter table progress_report add constraint progress_report_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table progress_report add constraint progress_report_round_fkey FOREIGN KEY (round) REFERENCES reporting_round(id);
alter table progress_report add constraint progress_report_reporter_check CHECK ((reporter = ANY (ARRAY['member'::text, 'lead-shepherd'::text, 'implementing-agency'::text, 'partner'::text])));
alter table progress_report add constraint progress_report_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'RETURNED'::text, 'ACCEPTED'::text])));
alter table provision add constraint provision_pkey PRIMARY KEY (programme, number);
alter table provision add constraint provision_area_fkey FOREIGN KEY (area) REFERENCES priority_area(slug);
alter table provision add constraint provision_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table provision add constraint provision_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'desk'::text, 'demonstration'::text])));
alter table provision_mapping add constraint provision_mapping_programme_number_fkey FOREIGN KEY (programme, number) REFERENCES provision(programme, number);
alter table provision_mapping add constraint provision_mapping_target_programme_target_number_fkey FOREIGN KEY (target_programme, target_number) REFERENCES provision(programme, number);
alter table provision_mapping add constraint mapped_or_dropped CHECK ((((target_number IS NULL) AND (reason IS NOT NULL)) OR (target_number IS NOT NULL)));
alter table record_item add constraint record_item_pkey PRIMARY KEY (section, key);
alter table record_load add constraint record_load_pkey PRIMARY KEY (folder);
alter table registration add constraint registration_pkey PRIMARY KEY (participant);
alter table registration add constraint registration_participant_fkey FOREIGN KEY (participant) REFERENCES participant(id);
alter table registration add constraint registration_photo_fkey FOREIGN KEY (photo) REFERENCES stored_file(sha256);
alter table registration add constraint registration_photo_type_check CHECK ((photo_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text])));
alter table registration add constraint registration_photo_whole CHECK (((photo IS NULL) = (photo_type IS NULL)));
alter table registration add constraint registration_sex_check CHECK ((sex = ANY (ARRAY['F'::text, 'M'::text, 'X'::text])));
alter table registration add constraint registration_validated_whole CHECK (((validated_at IS NULL) = (validated_by IS NULL)));
alter table registration_import add constraint registration_import_pkey PRIMARY KEY (id);
alter table registration_import add constraint registration_import_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table registration_import add constraint registration_import_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table registration_logistics add constraint registration_logistics_pkey PRIMARY KEY (participant);
alter table registration_logistics add constraint registration_logistics_participant_fkey FOREIGN KEY (participant) REFERENCES participant(id);
alter table registration_logistics add constraint registration_logistics_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table registration_quota add constraint registration_quota_pkey PRIMARY KEY (series, party);
alter table registration_quota add constraint registration_quota_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table registration_quota add constraint registration_quota_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table registration_quota add constraint registration_quota_badges_check CHECK (((badges >= 0) AND (badges <= 500)));
alter table registration_terms add constraint registration_terms_pkey PRIMARY KEY (series);
alter table registration_terms add constraint registration_terms_series_fkey FOREIGN KEY (series) REFERENCES series(id);
alter table rehearsal add constraint rehearsal_pkey PRIMARY KEY (session);
alter table rehearsal add constraint rehearsal_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table report add constraint report_pkey PRIMARY KEY (meeting);
alter table report add constraint report_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table report add constraint report_comment_period CHECK (((state <> 'IN_COMMENT'::text) OR (comments_until IS NOT NULL)));
alter table report add constraint report_final CHECK (((state = 'FINAL'::text) = (final_at IS NOT NULL)));
alter table report add constraint report_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table report add constraint report_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_COMMENT'::text, 'FINAL'::text])));
alter table report_annex add constraint report_annex_pkey PRIMARY KEY (meeting, key);
alter table report_annex add constraint report_annex_document_fkey FOREIGN KEY (document) REFERENCES official_document(id);
alter table report_annex add constraint report_annex_meeting_fkey FOREIGN KEY (meeting) REFERENCES report(meeting);
alter table report_annex add constraint report_annex_key_check CHECK ((key ~ '^[a-z0-9-]{1,40}$'::text));
alter table report_comment add constraint report_comment_pkey PRIMARY KEY (id);
alter table report_comment add constraint report_comment_meeting_fkey FOREIGN KEY (meeting) REFERENCES report(meeting);
alter table report_comment add constraint report_comment_paragraph_fkey FOREIGN KEY (paragraph) REFERENCES report_paragraph(id);
alter table report_comment add constraint report_comment_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table report_comment add constraint report_comment_kind_check CHECK ((kind = ANY (ARRAY['factual'::text, 'own-intervention'::text])));
alter table report_comment add constraint report_comment_ruled CHECK (((state = ANY (ARRAY['accepted'::text, 'refused'::text])) = (ruled_at IS NOT NULL)));
alter table report_comment add constraint report_comment_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'open'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text])));
alter table report_correction add constraint report_correction_pkey PRIMARY KEY (id);
alter table report_correction add constraint report_correction_meeting_fkey FOREIGN KEY (meeting) REFERENCES report(meeting);
alter table report_correction add constraint report_correction_paragraph_fkey FOREIGN KEY (paragraph) REFERENCES report_paragraph(id);
alter table report_correction add constraint report_correction_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table report_correction add constraint report_correction_issued CHECK (((state = 'issued'::text) = (symbol IS NOT NULL)));
alter table report_correction add constraint report_correction_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'issued'::text, 'refused'::text])));
alter table report_file add constraint report_file_pkey PRIMARY KEY (id);
alter table report_file add constraint report_file_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table report_file add constraint report_file_round_fkey FOREIGN KEY (round) REFERENCES reporting_round(id);
alter table report_paragraph add constraint report_paragraph_pkey PRIMARY KEY (id);
alter table report_paragraph add constraint report_paragraph_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table report_paragraph add constraint report_paragraph_line_fkey FOREIGN KEY (line) REFERENCES agreed_line(id);
alter table report_paragraph add constraint report_paragraph_meeting_fkey FOREIGN KEY (meeting) REFERENCES report(meeting);
alter table report_paragraph add constraint report_paragraph_party_fkey FOREIGN KEY (party) REFERENCES party(code);
alter table report_paragraph add constraint report_paragraph_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table report_revision add constraint report_revision_pkey PRIMARY KEY (meeting, number);
alter table report_revision add constraint report_revision_meeting_fkey FOREIGN KEY (meeting) REFERENCES report(meeting);
alter table report_revision add constraint report_revision_kind_check CHECK ((kind = ANY (ARRAY['KEPT'::text, 'CIRCULATED'::text, 'RESTORED'::text, 'FINAL'::text, 'CORRECTED'::text])));
alter table reporting_reminder add constraint reporting_reminder_pkey PRIMARY KEY (round, step, person);
alter table reporting_reminder add constraint reporting_reminder_round_fkey FOREIGN KEY (round) REFERENCES reporting_round(id);
alter table reporting_round add constraint reporting_round_pkey PRIMARY KEY (id);
alter table reporting_round add constraint reporting_round_programme_fkey FOREIGN KEY (programme) REFERENCES programme(id);
alter table reporting_round add constraint reporting_round_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table reporting_round add constraint round_closes_after_opening CHECK ((closes_at > opens_at));
alter table right_cell add constraint right_cell_pkey PRIMARY KEY (right_key, category, from_on);
alter table room_note add constraint room_note_pkey PRIMARY KEY (id);
alter table room_note add constraint room_note_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table room_note add constraint room_note_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table rotation add constraint rotation_pkey PRIMARY KEY (body, "position");
alter table rotation add constraint rotation_body_fkey FOREIGN KEY (body) REFERENCES body(code);
alter table search_entry add constraint search_entry_pkey PRIMARY KEY (kind, id);
alter table search_word add constraint search_word_pkey PRIMARY KEY (word, marking);
alter table series add constraint series_pkey PRIMARY KEY (id);
alter table series add constraint series_host_fkey FOREIGN KEY (host) REFERENCES party(code);
alter table series add constraint series_ends_after_start CHECK ((ends_on >= starts_on));
alter table series add constraint series_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'demonstration'::text])));
alter table session add constraint session_pkey PRIMARY KEY (id);
alter table session add constraint session_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table session add constraint session_partner_fkey FOREIGN KEY (partner) REFERENCES party(code);
alter table session add constraint session_access_check CHECK ((access = ANY (ARRAY['CEREMONY'::text, 'OPEN'::text, 'CLOSED'::text, 'CONSULTATION'::text, 'RETREAT'::text, 'DRAFTING'::text, 'HOD_ONLY'::text])));
alter table session add constraint session_ends_after_start CHECK ((ends_at > starts_at));
alter table session add constraint session_partner_of_consultation CHECK (((partner IS NULL) OR (access = ANY (ARRAY['CONSULTATION'::text, 'DRAFTING'::text]))));
alter table session add constraint session_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'open'::text, 'suspended'::text, 'closed'::text])));
alter table session_event add constraint session_event_pkey PRIMARY KEY (session, number);
alter table session_event add constraint session_event_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id);
alter table session_event add constraint session_event_session_fkey FOREIGN KEY (session) REFERENCES session(id);
alter table session_event add constraint session_event_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'suspended'::text, 'resumed'::text, 'closed'::text, 'item'::text, 'list-closed'::text, 'list-opened'::text, 'recording-on'::text, 'recording-off'::text])));
alter table setting add constraint setting_pkey PRIMARY KEY (key);
alter table silence_draft add constraint silence_draft_pkey PRIMARY KEY (line);
alter table silence_draft add constraint silence_draft_line_fkey FOREIGN KEY (line) REFERENCES agreed_line(id);
alter table silence_draft add constraint silence_draft_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table silence_draft add constraint silence_72_hours CHECK ((due_at >= (prepared_at + '72:00:00'::interval)));
alter table silence_draft add constraint silence_to_someone CHECK ((cardinality(addressees) > 0));
alter table source add constraint source_pkey PRIMARY KEY (id);
alter table source add constraint source_kind_check CHECK ((kind = ANY (ARRAY['official'::text, 'press'::text, 'agency'::text, 'academic'::text, 'archive'::text])));
alter table stored_file add constraint stored_file_pkey PRIMARY KEY (sha256);
alter table strategy add constraint strategy_number_key UNIQUE (number);
alter table strategy add constraint strategy_pkey PRIMARY KEY (slug);
alter table timeline_rule add constraint timeline_rule_pkey PRIMARY KEY (key, from_on);
alter table timeline_rule add constraint timeline_rule_counts_once CHECK ((num_nonnulls(days, working_days, hours) = 1));
alter table timeline_rule add constraint timeline_rule_lane_check CHECK ((lane = ANY (ARRAY['meeting'::text, 'secretariat'::text, 'host'::text, 'members'::text])));
alter table timeline_rule add constraint timeline_rule_moves_check CHECK ((moves = ANY (ARRAY['earlier'::text, 'later'::text, 'not'::text])));
alter table timeline_rule add constraint timeline_rule_scope_check CHECK ((scope = ANY (ARRAY['main'::text, 'all'::text])));
alter table upload add constraint upload_pkey PRIMARY KEY (id);
alter table upload add constraint upload_meeting_fkey FOREIGN KEY (meeting) REFERENCES meeting(ref);
alter table upload add constraint upload_sha256_fkey FOREIGN KEY (sha256) REFERENCES stored_file(sha256);
alter table upload add constraint upload_has_bytes CHECK ((bytes > 0));
alter table upload add constraint upload_ready_whole CHECK (((state <> ALL (ARRAY['ready'::text, 'taken'::text])) OR ((sha256 IS NOT NULL) AND (type IS NOT NULL) AND (scanned IS NOT NULL))));
alter table upload add constraint upload_refused_why CHECK (((state = 'refused'::text) = (refusal IS NOT NULL)));
alter table upload add constraint upload_scanned_check CHECK ((scanned = ANY (ARRAY['not-scanned'::text, 'clean'::text])));
alter table upload add constraint upload_state_check CHECK ((state = ANY (ARRAY['arriving'::text, 'ready'::text, 'refused'::text, 'taken'::text])));

CREATE INDEX activity_carried ON public.activity USING btree (carried_from) WHERE (carried_from IS NOT NULL);
CREATE INDEX activity_lead ON public.activity USING btree (lead);
CREATE INDEX activity_of_programme ON public.activity USING btree (programme, area, strategy);
CREATE UNIQUE INDEX activity_file_once ON public.activity_file USING btree (programme, uploaded_by, sha256);
CREATE INDEX activity_indicator_value_of ON public.activity_indicator_value USING btree (activity);
CREATE INDEX activity_mandate_up ON public.activity_mandate USING btree (mandate);
CREATE INDEX admission_document ON public.admission USING btree (document) WHERE (document IS NOT NULL);
CREATE INDEX admission_meeting ON public.admission USING btree (meeting);
CREATE INDEX admission_person ON public.admission USING btree (person) WHERE (person IS NOT NULL);
CREATE INDEX agenda_item_of_meeting ON public.agenda_item USING btree (meeting, "position") WHERE (removed_at IS NULL);
CREATE INDEX agenda_item_parent ON public.agenda_item USING btree (parent) WHERE (parent IS NOT NULL);
CREATE INDEX agenda_item_same ON public.agenda_item USING btree (same_as) WHERE (same_as IS NOT NULL);
CREATE INDEX agenda_item_session ON public.agenda_item USING btree (session) WHERE (session IS NOT NULL);
CREATE INDEX agenda_proposal_meeting ON public.agenda_proposal USING btree (meeting, status);
CREATE INDEX agreed_line_meeting ON public.agreed_line USING btree (meeting, state);
CREATE UNIQUE INDEX agreed_line_number ON public.agreed_line USING btree (meeting, number) WHERE (number IS NOT NULL);
CREATE INDEX agreed_line_session ON public.agreed_line USING btree (session);
CREATE INDEX api_token_person ON public.api_token USING btree (person);
CREATE INDEX assignment_person ON public.assignment USING btree (person);
CREATE INDEX attendance_meeting ON public.attendance USING btree (meeting);
CREATE INDEX audit_command ON public.audit_entry USING btree (command, number);
CREATE UNIQUE INDEX audit_one_successor ON public.audit_entry USING btree (previous_hash);
CREATE INDEX audit_person ON public.audit_entry USING btree (((((actor)::jsonb -> 'person'::text) ->> 'id'::text)), number);
CREATE INDEX audit_subject ON public.audit_entry USING btree (subject_type, subject_id, number);
CREATE INDEX auth_account_user ON public.auth_account USING btree (user_id);
CREATE INDEX auth_passkey_user ON public.auth_passkey USING btree (user_id);
CREATE INDEX auth_session_user ON public.auth_session USING btree (user_id);
CREATE INDEX auth_try_key ON public.auth_try USING btree (key, at);
CREATE INDEX auth_two_factor_user ON public.auth_two_factor USING btree (user_id);
CREATE INDEX auth_verification_identifier ON public.auth_verification USING btree (identifier);
CREATE INDEX badge_hash ON public.badge USING btree (series, code_hash);
CREATE UNIQUE INDEX badge_one_in_force ON public.badge USING btree (participant) WHERE (state = ANY (ARRAY['requested'::text, 'vetted'::text, 'printed'::text, 'issued'::text]));
CREATE INDEX badge_series ON public.badge USING btree (series, state);
CREATE UNIQUE INDEX calendar_feed_one ON public.calendar_feed USING btree (person) WHERE (revoked_at IS NULL);
CREATE INDEX capacity_person ON public.capacity USING btree (person);
CREATE INDEX capacity_waiting ON public.capacity USING btree (requested_at) WHERE ((granted_at IS NULL) AND (refused_at IS NULL));
CREATE UNIQUE INDEX circular_one_in_the_making ON public.circular USING btree (series) WHERE (state <> 'issued'::text);
CREATE INDEX credential_party ON public.credential USING btree (meeting, party);
CREATE INDEX designation_party ON public.designation USING btree (party, body);
CREATE UNIQUE INDEX distribution_proposal_open ON public.distribution_proposal USING btree (document) WHERE (verdict IS NULL);
CREATE UNIQUE INDEX document_file_authentic ON public.document_file USING btree (document) WHERE authentic;
CREATE INDEX document_file_bytes ON public.document_file USING btree (sha256);
CREATE UNIQUE INDEX document_file_typed ON public.document_file USING btree ("right"(replace(check_code, '-'::text, ''::text), 10)) WHERE (check_code IS NOT NULL);
CREATE INDEX door_scan_participant ON public.door_scan USING btree (participant, meeting) WHERE (participant IS NOT NULL);
CREATE INDEX door_scan_session ON public.door_scan USING btree (session, participant, at);
CREATE INDEX evidence_activity ON public.evidence USING btree (activity);
CREATE INDEX extraction_proposal_of ON public.extraction_proposal USING btree (text, paragraph, "position");
CREATE INDEX extraction_proposal_open ON public.extraction_proposal USING btree (text) WHERE (status = 'open'::text);
CREATE UNIQUE INDEX floor_asked_once ON public.floor_request USING btree (session, COALESCE(item, ''::text), party, as_lead, kind) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX floor_one_speaker ON public.floor_request USING btree (session) WHERE (state = 'speaking'::text);
CREATE INDEX floor_request_session ON public.floor_request USING btree (session, state);
CREATE INDEX floor_statement_session ON public.floor_statement USING btree (session);
CREATE INDEX import_draft_programme ON public.import_draft USING btree (programme);
CREATE INDEX incumbency_post ON public.incumbency USING btree (post);
CREATE INDEX instrument_act_meeting ON public.instrument_act USING btree (meeting);
CREATE INDEX invitation_open ON public.invitation USING btree (invited_at) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX invitation_letter_one_to_party ON public.invitation_letter USING btree (series, party) WHERE ((party IS NOT NULL) AND (state <> 'withdrawn'::text));
CREATE UNIQUE INDEX invitation_letter_one_to_person ON public.invitation_letter USING btree (series, person) WHERE ((person IS NOT NULL) AND (state <> 'withdrawn'::text));
CREATE INDEX invitation_letter_party ON public.invitation_letter USING btree (party, series);
CREATE INDEX issued_document_bytes ON public.issued_document USING btree (sha256);
CREATE UNIQUE INDEX issued_document_typed ON public.issued_document USING btree ("right"(replace(code, '-'::text, ''::text), 10));
CREATE INDEX known_head_meeting ON public.known_head USING btree (meeting, party) WHERE (meeting IS NOT NULL);
CREATE INDEX known_head_party ON public.known_head USING btree (party, body);
CREATE INDEX mandate_areas ON public.mandate USING gin (areas);
CREATE INDEX mandate_body ON public.mandate USING btree (body, sort_on DESC);
CREATE INDEX mandate_class ON public.mandate USING btree (class, sort_on DESC);
CREATE INDEX mandate_marking ON public.mandate USING btree (marking);
CREATE INDEX mandate_meeting ON public.mandate USING btree (meeting, number);
CREATE INDEX mandate_register ON public.mandate USING btree (sort_on DESC, number DESC, id) INCLUDE (marking, body, class, status, status_public, reported_on, reported_on_public, takes_effect, quoted, meeting, date);
CREATE UNIQUE INDEX mandate_step ON public.mandate USING btree (id) INCLUDE (marking, sort_on, date);
CREATE INDEX mandate_due_on ON public.mandate_due USING btree (due_on);
CREATE INDEX mandate_link_parent ON public.mandate_link USING btree (parent);
CREATE INDEX mandate_owner_code ON public.mandate_owner USING btree (code, mandate);
CREATE INDEX mandate_owner_of ON public.mandate_owner USING btree (mandate, kind, code);
CREATE INDEX mandate_statement_by ON public.mandate_statement USING btree (recorded_by) WHERE (verdict = ANY (ARRAY['submitted'::text, 'returned'::text]));
CREATE INDEX mandate_statement_of ON public.mandate_statement USING btree (mandate, on_date DESC, id DESC);
CREATE INDEX mandate_statement_open ON public.mandate_statement USING btree (recorded_at) WHERE (verdict = 'submitted'::text);
CREATE INDEX meeting_by_day ON public.meeting USING btree (sort_on, ref);
CREATE INDEX meeting_of_body ON public.meeting USING btree (body, ordinal);
CREATE INDEX meeting_change_meeting ON public.meeting_change USING btree (meeting, at DESC);
CREATE INDEX meeting_run_series ON public.meeting_run USING btree (series, "position");
CREATE INDEX next_meeting_next ON public.next_meeting USING btree (next);
CREATE INDEX nomination_proposal_party ON public.nomination_proposal USING btree (meeting, party) WHERE (settled IS NULL);
CREATE UNIQUE INDEX objection_stands ON public.objection USING btree (line, party) WHERE (withdrawn_at IS NULL);
CREATE INDEX official_document_chain ON public.official_document USING btree (chain);
CREATE INDEX official_document_item ON public.official_document USING btree (item) WHERE (item IS NOT NULL);
CREATE INDEX official_document_meeting ON public.official_document USING btree (meeting, series, number);
CREATE UNIQUE INDEX official_document_modifier ON public.official_document USING btree (modifies, modifier, modifier_number) WHERE ((symbol IS NOT NULL) AND (modifies IS NOT NULL));
CREATE INDEX official_document_modifies ON public.official_document USING btree (modifies, modifier, modifier_number) WHERE (modifies IS NOT NULL);
CREATE UNIQUE INDEX official_document_number ON public.official_document USING btree (meeting, series, number) WHERE ((symbol IS NOT NULL) AND (modifies IS NULL));
CREATE UNIQUE INDEX pack_called_for_once ON public.pack_part USING btree (pack, called_for) WHERE (called_for IS NOT NULL);
CREATE INDEX pack_part_pack ON public.pack_part USING btree (pack, section, "position");
CREATE UNIQUE INDEX pack_row_once ON public.pack_part USING btree (pack, mandate) WHERE ((section = 'row'::text) AND (removed_at IS NULL));
CREATE INDEX participant_series ON public.participant USING btree (series, party, "position");
CREATE INDEX participant_role_meeting ON public.participant_role USING btree (meeting);
CREATE UNIQUE INDEX participant_role_one_now ON public.participant_role USING btree (participant, meeting) WHERE (until_at IS NULL);
CREATE INDEX participants_correction_meeting ON public.participants_correction USING btree (meeting, at);
CREATE INDEX participation_party ON public.participation USING btree (party, meeting);
CREATE UNIQUE INDEX plan_review_one_at_a_time ON public.plan_review USING btree (programme, kind) WHERE (state <> 'ADOPTED'::text);
CREATE INDEX plan_review_programme ON public.plan_review USING btree (programme);
CREATE INDEX post_party ON public.post USING btree (party);
CREATE UNIQUE INDEX presence_one_now ON public.presence USING btree (session, party) WHERE (until_at IS NULL);
CREATE INDEX presence_session ON public.presence USING btree (session, party);
CREATE INDEX progress_entry_activity ON public.progress_entry USING btree (activity);
CREATE UNIQUE INDEX progress_report_once ON public.progress_report USING btree (round, party, reporter, COALESCE(area, ''::text));
CREATE UNIQUE INDEX provision_mapping_once ON public.provision_mapping USING btree (programme, number, COALESCE(target_programme, ''::text), COALESCE(target_number, ''::text));
CREATE INDEX registration_logistics_series ON public.registration_logistics USING btree (series);
CREATE INDEX report_comment_meeting ON public.report_comment USING btree (meeting, state);
CREATE INDEX report_comment_paragraph ON public.report_comment USING btree (paragraph);
CREATE INDEX report_correction_meeting ON public.report_correction USING btree (meeting, state);
CREATE UNIQUE INDEX report_file_once ON public.report_file USING btree (round, party, reporter, COALESCE(area, ''::text), sha256);
CREATE INDEX report_paragraph_line ON public.report_paragraph USING btree (meeting, line) WHERE (line IS NOT NULL);
CREATE INDEX report_paragraph_meeting ON public.report_paragraph USING btree (meeting, "position") WHERE (removed_at IS NULL);
CREATE INDEX report_paragraph_session ON public.report_paragraph USING btree (session) WHERE (session IS NOT NULL);
CREATE INDEX room_note_session ON public.room_note USING btree (session);
CREATE INDEX search_entry_words ON public.search_entry USING gin (words);
CREATE INDEX search_word_similar ON public.search_word USING gin (word gin_trgm_ops);
CREATE INDEX session_of_meeting ON public.session USING btree (meeting, starts_at, "position");
CREATE INDEX session_of_series_room ON public.session USING btree (starts_at, ends_at) WHERE (removed_at IS NULL);
CREATE INDEX silence_draft_meeting ON public.silence_draft USING btree (meeting);
CREATE INDEX upload_begun ON public.upload USING btree (begun_at);
CREATE INDEX upload_file ON public.upload USING btree (sha256) WHERE (sha256 IS NOT NULL);
CREATE INDEX upload_person ON public.upload USING btree (person, begun_at) WHERE (state = ANY (ARRAY['arriving'::text, 'ready'::text]));

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER circular_kept BEFORE DELETE ON public.circular FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER completion_task_kept BEFORE DELETE ON public.completion_task FOR EACH ROW EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER invitation_letter_kept BEFORE DELETE ON public.invitation_letter FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER issued_document_kept BEFORE DELETE OR UPDATE ON public.issued_document FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letter_event_kept BEFORE DELETE OR UPDATE ON public.letter_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_kept BEFORE DELETE ON public.mandate FOR EACH ROW EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER mandate_link_ended_kept BEFORE DELETE ON public.mandate_link_ended FOR EACH ROW EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER mandate_statement_counts AFTER INSERT OR UPDATE OF verdict ON public.mandate_statement FOR EACH ROW EXECUTE FUNCTION keep_mandate_status();
CREATE TRIGGER mandate_statement_kept BEFORE DELETE ON public.mandate_statement FOR EACH ROW EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER meeting_in_calendar AFTER INSERT ON public.meeting FOR EACH ROW EXECUTE FUNCTION calendar_changed('meeting', 'ref');
CREATE TRIGGER meeting_in_calendar_changed AFTER UPDATE ON public.meeting FOR EACH ROW WHEN (((((((((old.name IS DISTINCT FROM new.name) OR (old.status IS DISTINCT FROM new.status)) OR (old.starts_on IS DISTINCT FROM new.starts_on)) OR (old.ends_on IS DISTINCT FROM new.ends_on)) OR (old.city IS DISTINCT FROM new.city)) OR (old.country IS DISTINCT FROM new.country)) OR (old.mode IS DISTINCT FROM new.mode)) OR (old.host IS DISTINCT FROM new.host))) EXECUTE FUNCTION calendar_changed('meeting', 'ref');
CREATE TRIGGER meeting_change_append_only BEFORE DELETE OR UPDATE ON public.meeting_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER run_in_calendar_changed AFTER UPDATE ON public.meeting_run FOR EACH ROW WHEN ((((((old.host_basis IS DISTINCT FROM new.host_basis) OR (old.zone IS DISTINCT FROM new.zone)) OR (old.opens_at IS DISTINCT FROM new.opens_at)) OR ((old.state = 'CANCELLED'::text) IS DISTINCT FROM (new.state = 'CANCELLED'::text))) OR ((old.state = 'POSTPONED'::text) IS DISTINCT FROM (new.state = 'POSTPONED'::text)))) EXECUTE FUNCTION calendar_changed('meeting', 'meeting');
CREATE TRIGGER official_document_kept BEFORE DELETE ON public.official_document FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pack_change_kept BEFORE DELETE OR UPDATE ON public.pack_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pack_frozen_kept BEFORE DELETE OR UPDATE ON public.pack_frozen FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER session_in_calendar AFTER INSERT ON public.session FOR EACH ROW EXECUTE FUNCTION calendar_changed('session', 'id');
CREATE TRIGGER session_in_calendar_changed AFTER UPDATE ON public.session FOR EACH ROW WHEN ((((((old.title IS DISTINCT FROM new.title) OR (old.access IS DISTINCT FROM new.access)) OR (old.room IS DISTINCT FROM new.room)) OR (old.starts_at IS DISTINCT FROM new.starts_at)) OR (old.ends_at IS DISTINCT FROM new.ends_at))) EXECUTE FUNCTION calendar_changed('session', 'id');
