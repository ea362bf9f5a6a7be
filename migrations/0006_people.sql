-- Accounts, in the tables that better-auth reads and writes. A person is an account; what a person may do is a capacity.
create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  -- The language mails to this person are written in.
  lang text not null default 'en' check (lang in ('en', 'th')),
  -- Made up for a demonstration; marked so wherever the name stands.
  example boolean not null default false,
  closed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth_session (
  id text primary key,
  token text not null unique,
  user_id text not null references auth_user on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  -- The one hat worn in this session (R-4.4.2).
  chosen_capacity text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_session_user on auth_session (user_id);

create table auth_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth_user on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_account_user on auth_account (user_id);

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verification_identifier on auth_verification (identifier);

create table auth_two_factor (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references auth_user on delete cascade,
  verified boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index auth_two_factor_user on auth_two_factor (user_id);

create table auth_passkey (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references auth_user on delete cascade,
  credential_id text not null unique,
  -- Counts to 2^32, read as a number.
  counter double precision not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index auth_passkey_user on auth_passkey (user_id);

-- Tries to sign in, for the limits. The key is a digest: an address typed by mistake is not kept.
create table auth_try (key text not null, at timestamptz not null);
create index auth_try_key on auth_try (key, at);

-- A role in a body or for a party, from one instant to another (R-8.3.5, R-8.3.6). Never deleted: past acts stay.
create table capacity (
  id text primary key,
  person text not null references auth_user,
  role text not null check (role in ('SD', 'CH', 'HL', 'NF', 'HD', 'DE', 'LS', 'DP', 'OB', 'IN', 'PR', 'PU', 'LE', 'AU', 'SA')),
  body text,
  party text,
  area text,
  from_at timestamptz not null,
  until_at timestamptz,
  requested_by text not null,
  requested_at timestamptz not null,
  reason text,
  -- Counts from here; null while a second administrator has not approved (R-8.3.3).
  granted_at timestamptz,
  granted_by text,
  approved_by text,
  refused_at timestamptz,
  refused_by text,
  revoked_at timestamptz,
  revoked_by text,
  version int not null default 1,
  constraint capacity_ends_after_it_starts check (until_at is null or until_at > from_at),
  constraint capacity_second_administrator check (approved_by is null or (approved_by <> requested_by and approved_by <> person))
);
create index capacity_person on capacity (person);
create index capacity_waiting on capacity (requested_at) where granted_at is null and refused_at is null;

create table invitation (
  id text primary key,
  token_hash text not null unique,
  name text not null,
  email text not null,
  lang text not null default 'en' check (lang in ('en', 'th')),
  role text not null,
  body text,
  party text,
  area text,
  until_at timestamptz,
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text references auth_user,
  withdrawn_at timestamptz
);
create index invitation_open on invitation (invited_at) where accepted_at is null and withdrawn_at is null;

-- A key for programs. It carries one capacity of the person who made it and ends with that.
create table api_token (
  id text primary key,
  token_hash text not null unique,
  person text not null references auth_user,
  capacity text not null references capacity,
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index api_token_person on api_token (person);

-- The log of acts is read by what was done and by who did it.
create index audit_command on audit_entry (command, number);
create index audit_person on audit_entry (((actor::jsonb)->'person'->>'id'), number);
