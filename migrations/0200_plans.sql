-- A plan or programme as something that is carried out. What it is, who adopted it and for which period is the instrument's (practice §3.1, §3.2).
create table strategy (slug text primary key, number int not null unique, name jsonb not null, since text, citations jsonb not null);

create table programme (
  id text primary key references instrument,
  code text not null unique,
  kind text not null check (kind in ('plan', 'work-programme', 'partner-work-plan', 'cross-sectoral')),
  plan text references programme deferrable initially deferred, body text references body, partner text references party,
  -- The areas and strategies of its own taxonomy: a later list changes nothing here (US-16 AC5).
  areas text[] not null default '{}', strategies text[] not null default '{}',
  closed_at timestamptz, closed_by text, frozen_at timestamptz, superseded_by text references programme,
  note jsonb, citations jsonb not null default '[]', version int not null default 1
);

-- What a plan provides, line by line: to be mapped when it is superseded (R-3.3.5).
create table provision (
  programme text not null references programme, number text not null, text jsonb not null, area text references priority_area, position int not null,
  origin text not null default 'desk' check (origin in ('record', 'desk', 'demonstration')),
  primary key (programme, number)
);
create table provision_mapping (
  programme text not null, number text not null, target_programme text, target_number text, reason text, decided_by text not null, decided_at timestamptz not null,
  foreign key (programme, number) references provision, foreign key (target_programme, target_number) references provision,
  constraint mapped_or_dropped check ((target_number is null and reason is not null) or target_number is not null)
);
create unique index provision_mapping_once on provision_mapping (programme, number, coalesce(target_programme, ''), coalesce(target_number, ''));

-- Decisions that change a programme: amendment, extension (R-3.3.4).
create table programme_change (
  programme text not null references programme, number int not null, kind text not null check (kind in ('amended', 'extended', 'closed', 'superseded', 'version')),
  period_until text, decision text, note jsonb, by_name text not null, at timestamptz not null, primary key (programme, number)
);

create table activity (
  id text primary key,
  programme text not null references programme, code text not null,
  title jsonb not null, description jsonb, area text not null references priority_area, strategy text not null references strategy,
  action_line jsonb, objective jsonb, provision text,
  proponent text, lead text, co_lead text, participants text[] not null default '{}',
  type text not null check (type in ('meeting', 'workshop', 'training', 'study', 'operation', 'database', 'legal-instrument', 'campaign', 'publication')),
  starts_on date, ends_on date, due_on date,
  -- Relative to an event: "within 6 months after the endorsement by SOMTC/2" (practice §3.1). Moves while its anchor moves.
  due_after jsonb,
  recurring boolean not null default false, instances_done int not null default 0,
  venue text, beneficiaries jsonb, expected_output jsonb, risks text, inclusion text, sustainability text, remarks text,
  budget numeric(16, 2), currency text, partner text references party, partner_plan text references programme,
  status text not null check (status in ('PRO', 'END', 'FUN', 'SCH', 'ONG', 'SUS', 'COM', 'REC', 'DEF', 'COV', 'SUP', 'CAN', 'REJ', 'WDN')),
  status_since timestamptz not null, progress int check (progress between 0 and 100), at_risk text,
  deferred_to text, carried_from text references activity, carried_reason text, superseded_by text references activity,
  marking text not null default 'GENERAL', origin text not null default 'desk' check (origin in ('desk', 'demonstration')),
  created_at timestamptz not null, version int not null default 1,
  constraint activity_code_once unique (programme, code),
  constraint activity_ends_after_start check (ends_on is null or starts_on is null or ends_on >= starts_on),
  constraint activity_budget_has_currency check ((budget is null) = (currency is null)),
  constraint activity_carried_with_reason check (carried_from is null or carried_reason is not null)
);
create index activity_of_programme on activity (programme, area, strategy);
create index activity_lead on activity (lead);
create index activity_carried on activity (carried_from) where carried_from is not null;

create table activity_mandate (activity text not null references activity, mandate text not null references mandate, primary key (activity, mandate));
create index activity_mandate_up on activity_mandate (mandate);

create table activity_step (
  activity text not null references activity, number int not null, kind text not null check (kind in ('status', 'due', 'note', 'risk')),
  status text, due_from date, due_to date, text jsonb, decision text, by_name text not null, by_role text not null, by_party text, at timestamptz not null,
  primary key (activity, number)
);

create table funding (
  activity text not null references activity, position int not null, source text not null, name text not null, partner text references party,
  amount numeric(16, 2), currency text, rate numeric(18, 8), rate_on date, status text not null check (status in ('sought', 'confirmed', 'declined')), confirmed_on date,
  primary key (activity, position),
  constraint funding_valued_whole check ((amount is null) = (currency is null)), constraint funding_rate_dated check ((rate is null) = (rate_on is null))
);

create table activity_indicator (activity text not null references activity, position int not null, name jsonb not null, unit text not null, source text, frequency text, baseline numeric, target numeric, primary key (activity, position));
create table activity_indicator_value (activity text not null, position int not null, on_date date not null, party text, value numeric not null, report text, primary key (activity, position, on_date, party), foreign key (activity, position) references activity_indicator);

create table reporting_round (
  id text primary key, programme text not null references programme, name jsonb not null, period_from date not null, period_until date not null,
  opens_at timestamptz not null, closes_at timestamptz not null, closed_at timestamptz, zone text not null, origin text not null default 'desk' check (origin in ('desk', 'demonstration')), version int not null default 1,
  constraint round_closes_after_opening check (closes_at > opens_at)
);

create table progress_report (
  id text primary key, round text not null references reporting_round, party text not null references party, reporter text not null check (reporter in ('member', 'lead-shepherd', 'implementing-agency', 'partner')), area text,
  state text not null check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED')), submitted_at timestamptz, submitted_by text, decided_at timestamptz, decided_by text, returned_why text, version int not null default 1
);
create unique index progress_report_once on progress_report (round, party, reporter, coalesce(area, ''));

create table progress_entry (
  report text not null references progress_report, activity text not null references activity,
  status text, progress int check (progress between 0 and 100), text text, language text not null default 'en', women int, men int, spent numeric(16, 2), spent_currency text, obstacles text, next_steps text, updated_at timestamptz not null,
  primary key (report, activity)
);
create index progress_entry_activity on progress_entry (activity);

create table evidence (
  id text primary key, activity text not null references activity, report text references progress_report,
  type text not null check (type in ('report', 'attendance', 'publication', 'law', 'photograph', 'certificates', 'statistics', 'other')), title jsonb not null,
  file text references stored_file, file_name text, link text, document text references official_document, on_date date,
  marking text not null default 'GENERAL', sent_by text not null, sent_party text references party, sent_at timestamptz not null,
  verified_at timestamptz, verified_by text, verified_role text, refused_why text, version int not null default 1,
  constraint evidence_is_somewhere check (file is not null or link is not null or document is not null)
);
create index evidence_activity on evidence (activity);

create table plan_review (
  id text primary key, programme text not null references programme, kind text not null check (kind in ('mid-term', 'terminal')), scope jsonb, method text, reviewer text, opened_at timestamptz not null, due_on date,
  validated_on date, adopted_by text, findings jsonb, recommendations jsonb, state text not null check (state in ('OPEN', 'VALIDATED', 'ADOPTED')), version int not null default 1
);
create table plan_review_answer (review text not null references plan_review, party text not null references party, answers jsonb not null, answered_at timestamptz not null, answered_by text not null, primary key (review, party));
create table plan_review_rating (review text not null references plan_review, activity text not null references activity, rating text not null check (rating in ('fully', 'largely', 'partly', 'not', 'not-assessable')), note text, rated_by text not null, primary key (review, activity));

-- How an officer last read a file with columns of these names: proposed again the next time.
create table import_reading (heads text primary key, columns jsonb not null, words jsonb not null, remembered_at timestamptz not null, by_name text not null);
create table import_file (sha256 text not null, programme text not null references programme, imported_at timestamptz not null, by_name text not null, rows int not null, primary key (sha256, programme));
