-- What all letters of a series say alike, set once (practice §1.4). Dates, places, chair and sessions are read from the meetings, never kept here.
create table convocation (
  series text primary key references series,
  -- Before the number of each letter: `SOMTC-26/INV` gives `SOMTC-26/INV/7`.
  prefix text not null unique,
  link text, reply_by date, nominate_by date, costs jsonb, contacts jsonb not null default '{}', signatory jsonb,
  last_number int not null default 0, last_circular int not null default 0,
  version int not null default 1
);

-- R-1.4.1: one opening and one closing for each category; the house's own words where a series has none.
create table letter_template (
  series text not null references convocation, category text not null, opening jsonb not null, closing jsonb not null, version int not null default 1,
  primary key (series, category)
);

create table invitation_letter (
  id text primary key,
  series text not null references convocation,
  -- A resource person belongs to no party (§4.2).
  party text references party, person text references auth_user,
  category text not null check (category in ('member', 'dialogue-partner', 'sectoral-partner', 'observer', 'organisation', 'entity', 'sister-body', 'resource-person')),
  post jsonb, note jsonb,
  state text not null default 'draft' check (state in ('draft', 'proposed', 'issued', 'withdrawn')),
  number int, reference text unique,
  proposed_at timestamptz, proposed_by text, returned_note text,
  issued_at timestamptz, issued_by text, withdrawn_at timestamptz, withdrawn_why text,
  -- What it says, as it stood when it was issued: a letter that went out does not change.
  says jsonb,
  origin text not null default 'desk' check (origin in ('desk', 'demonstration')),
  version int not null default 1,
  constraint invitation_letter_to_someone check ((party is null) <> (person is null)),
  constraint invitation_letter_person_is_resource check ((person is not null) = (category = 'resource-person')),
  constraint invitation_letter_number_iff_issued check ((number is null) = (issued_at is null) and (number is null) = (reference is null) and (number is null) = (says is null)),
  constraint invitation_letter_state check (case when state in ('issued', 'withdrawn') then issued_at is not null else issued_at is null end),
  unique (series, number)
);
create unique index invitation_letter_one_to_party on invitation_letter (series, party) where party is not null and state <> 'withdrawn';
create unique index invitation_letter_one_to_person on invitation_letter (series, person) where person is not null and state <> 'withdrawn';
create index invitation_letter_party on invitation_letter (party, series);

-- R-1.4.2: what came of a letter. Append only; the latest answer counts.
create table letter_event (
  letter text not null references invitation_letter, number int not null,
  kind text not null check (kind in ('delivered', 'acknowledged', 'accepted', 'regretted', 'reminded')),
  at timestamptz not null, by_name text not null, by_role text not null,
  -- Where an answer was recorded by the desk: the note it came with.
  source text, note text,
  primary key (letter, number),
  constraint letter_event_source check (by_role <> 'SD' or kind = 'reminded' or source is not null)
);

create table circular (
  id text primary key,
  series text not null references convocation,
  number int, state text not null default 'draft' check (state in ('draft', 'proposed', 'issued')),
  title jsonb not null,
  -- Practice §1.7 by heading: both languages, or why it does not apply.
  sections jsonb not null default '{}',
  -- R-1.7.1: what it changes of those before.
  changes jsonb,
  proposed_at timestamptz, proposed_by text, returned_note text, issued_at timestamptz, issued_by text,
  origin text not null default 'desk' check (origin in ('desk', 'demonstration')),
  version int not null default 1,
  unique (series, number),
  constraint circular_number_iff_issued check ((number is null) = (issued_at is null) and (state = 'issued') = (issued_at is not null))
);
create unique index circular_one_in_the_making on circular (series) where state <> 'issued';

create trigger invitation_letter_kept before delete on invitation_letter for each row execute function refuse_change();
create trigger letter_event_kept before update or delete on letter_event for each row execute function refuse_change();
create trigger circular_kept before delete on circular for each row execute function refuse_change();
