-- Registration, accreditation, the door and the list of participants (practice §1.6, §1.11). One registration and one badge for a series.
create table registration_terms (
  series text primary key references series,
  -- The last day, in the zone of the series, on which one registers without a written request. Absent: ten days before the first meeting.
  closes_on date, version int not null default 1
);

-- Beyond the size of a delegation that the convocation names: the host's yes to more badges.
create table registration_quota (
  series text not null references series, party text not null references party, badges int not null check (badges between 0 and 500),
  given_by text not null, given_at timestamptz not null,
  primary key (series, party)
);

-- The delegation's accreditation officer, named by it; without one its focal point is.
create table accreditation_officer (
  series text not null references series, party text not null references party, account text not null references auth_user,
  named_by text not null, named_at timestamptz not null, ended_at timestamptz,
  primary key (series, party, named_at)
);

-- What the form says of the person beyond the nomination. What is logistics stands apart (R-1.6.3).
create table registration (
  participant text primary key references participant,
  native_name text not null default '', sex text not null check (sex in ('F', 'M', 'X')), nationality text not null, language text not null default '',
  accompanies text not null default '', equipment text not null default '',
  photo text references stored_file (sha256), photo_type text check (photo_type in ('image/jpeg', 'image/png')),
  consent boolean not null,
  submitted_at timestamptz not null, submitted_by text not null, submitted_role text not null,
  late boolean not null, late_request text,
  validated_at timestamptz, validated_by text, validated_role text,
  constraint registration_photo_whole check ((photo is null) = (photo_type is null)),
  constraint registration_validated_whole check ((validated_at is null) = (validated_by is null))
);

-- Passport, travel, stay, diet, medical: sealed with the installation's secret, gone 90 days after the series (R-1.6.3).
create table registration_logistics (
  participant text primary key references participant, series text not null references series, sealed bytea not null, stored_at timestamptz not null
);
create index registration_logistics_series on registration_logistics (series);

-- R-1.6.4. A person's last badge is the one with the highest number.
create table badge (
  id text primary key, participant text not null references participant, number int not null, series text not null references series,
  code text not null, code_hash text not null,
  category text not null check (category in ('head', 'delegate', 'adviser', 'observer', 'partner', 'organisation', 'secretariat', 'host', 'interpreter', 'technical', 'security', 'media', 'liaison', 'guest')),
  state text not null check (state in ('requested', 'vetted', 'printed', 'issued', 'lost', 'revoked', 'returned')),
  batch text, receipt int, reason text, changed_at timestamptz not null, version int not null default 1,
  unique (participant, number), unique (series, code), unique (series, receipt)
);
create index badge_series on badge (series, state);
create index badge_hash on badge (series, code_hash);
create unique index badge_one_in_force on badge (participant) where state in ('requested', 'vetted', 'printed', 'issued');

create table badge_state (
  badge text not null references badge, number int not null, state text not null, at timestamptz not null, by_name text not null, by_role text not null, reason text,
  primary key (badge, number)
);

-- How many a room holds; none stated: it is not counted.
create table door_room (session text primary key references session, capacity int check (capacity > 0), version int not null default 1);

-- One look at one badge at one door. `key` makes what is sent twice count once; `given` is what the door said without network.
create table door_scan (
  key text primary key, series text not null references series, session text not null references session, meeting text not null references meeting,
  badge text references badge, participant text references participant,
  way text not null check (way in ('in', 'out')),
  at timestamptz not null, received_at timestamptz not null, by_account text not null, by_name text not null,
  answer text not null check (answer in ('in', 'out', 'not-here', 'keep')), reason text not null,
  given text check (given in ('in', 'out', 'not-here', 'keep'))
);
create index door_scan_session on door_scan (session, participant, at);
create index door_scan_participant on door_scan (participant, meeting) where participant is not null;

-- Seen in the room by the desk or the host where no badge was scanned.
create table attendance (
  participant text not null references participant, meeting text not null references meeting, confirmed_by text not null, confirmed_role text not null, confirmed_at timestamptz not null,
  primary key (participant, meeting)
);
create index attendance_meeting on attendance (meeting);

-- A spreadsheet that was read without fault and waits to be taken in; sealed, for it holds passports.
create table registration_import (
  id text primary key, series text not null references series, party text references party, sealed bytea not null, people int not null, made_by text not null, made_at timestamptz not null
);

-- The list of participants as it went out each time (practice §1.11), and what people asked to have corrected.
create table participants_list (
  meeting text not null references meeting, number int not null, kind text not null check (kind in ('provisional', 'final')),
  symbol text, document text references official_document, people jsonb not null, issued_at timestamptz not null, issued_by text not null,
  primary key (meeting, number)
);
create table participants_correction (
  id text primary key, meeting text not null references meeting, party text references party, text text not null, by_account text not null, by_name text not null, by_role text not null, at timestamptz not null,
  settled_at timestamptz, settled_by text, answer text, version int not null default 1
);
create index participants_correction_meeting on participants_correction (meeting, at);
