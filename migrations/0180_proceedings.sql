-- The report of a meeting (practice §1.12): drafted by the Secretariat, commented on by delegations, made final by the Chair.
create table report (
  meeting text primary key references meeting,
  state text not null default 'DRAFT' check (state in ('DRAFT', 'IN_COMMENT', 'FINAL')),
  -- Of the text in comment: 0 the first, then Rev.1, Rev.2 …
  revision int not null default 0,
  circulated_at timestamptz, comments_until timestamptz,
  final_at timestamptz, final_by text, adopted_in_room boolean not null default false,
  -- The symbol under which it is registered, and the text that went to extraction (R-1.12.4).
  symbol text, handed_over text,
  origin text not null default 'desk' check (origin in ('desk', 'demonstration')), version int not null default 1,
  constraint report_comment_period check (state <> 'IN_COMMENT' or comments_until is not null),
  constraint report_final check ((state = 'FINAL') = (final_at is not null))
);

create table report_paragraph (
  id text primary key, meeting text not null references report, position int not null,
  item text references agenda_item, session text references session,
  -- Whose intervention it records; null for what the meeting as a whole did.
  party text references party,
  text jsonb not null, removed_at timestamptz, version int not null default 1
);
create index report_paragraph_meeting on report_paragraph (meeting, position) where removed_at is null;
create index report_paragraph_session on report_paragraph (session) where session is not null;

create table report_annex (
  meeting text not null references report, key text not null check (key ~ '^[a-z0-9-]{1,40}$'), title jsonb not null, document text references official_document,
  primary key (meeting, key)
);

-- Every text that was kept: circulated, revised, restored, final, corrected.
create table report_revision (
  meeting text not null references report, number int not null,
  kind text not null check (kind in ('KEPT', 'CIRCULATED', 'RESTORED', 'FINAL', 'CORRECTED')), label int,
  paragraphs jsonb not null, note text, at timestamptz not null, by_name text not null, by_role text not null,
  primary key (meeting, number)
);

-- R-1.12.1: by delegation, on one paragraph. A delegate proposes; head or focal point makes it the delegation's.
create table report_comment (
  id text primary key, meeting text not null references report, paragraph text not null references report_paragraph, revision int not null,
  party text references party, kind text not null check (kind in ('factual', 'own-intervention')),
  wording jsonb not null, reason text not null,
  state text not null check (state in ('proposed', 'open', 'accepted', 'refused', 'withdrawn')),
  by_name text not null, by_role text not null, at timestamptz not null, ruling text, ruled_by text, ruled_role text, ruled_at timestamptz,
  constraint report_comment_ruled check ((state in ('accepted', 'refused')) = (ruled_at is not null))
);
create index report_comment_meeting on report_comment (meeting, state);
create index report_comment_paragraph on report_comment (paragraph);

-- R-1.12.3: a final report changes only so, with the reason and the act that approves it.
create table report_correction (
  id text primary key, meeting text not null references report, paragraph text not null references report_paragraph,
  wording jsonb not null, reason text not null, party text references party, asked_by text not null, asked_role text not null, asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'issued', 'refused')),
  approving_act text, decided_by text, decided_at timestamptz, symbol text,
  constraint report_correction_issued check ((state = 'issued') = (symbol is not null))
);
create index report_correction_meeting on report_correction (meeting, state);
