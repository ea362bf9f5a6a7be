-- Practice §1.8.1 as data: what a series is for whom, and until how many days before the opening. Null: no day is set (in session, after the close, at any time).
create table paper_series (
  series text not null, from_on date not null, until_on date, distribution text not null check (distribution in ('GENERAL', 'PARTNER', 'LIMITED', 'RESTRICTED')),
  days_before int check (days_before >= 0), adopted boolean not null default false,
  primary key (series, from_on)
);

alter table official_document
  -- R-1.8.6: what comes from someone who may only propose waits for his focal point or head, or for the Chair.
  add column backing text check (backing in ('party', 'chair')),
  add column backed_at timestamptz, add column backed_by text,
  add column submitted_person text, add column submitted_name text,
  add column refused_at timestamptz, add column refused_why text,
  -- Since when it has its present distribution: what was opened to a party only after its part ended was never released to it (R-4.4.1).
  add column distributed_at timestamptz;

-- Lowering a distribution is for its originator; others propose it (practice §8.2 row 14).
create table distribution_proposal (
  id text primary key, document text not null references official_document, distribution text not null check (distribution in ('PUBLIC', 'GENERAL', 'LIMITED', 'PARTNER')), partner text references party,
  reason text, proposed_by text not null, proposed_role text not null, proposed_at timestamptz not null,
  verdict text check (verdict in ('accepted', 'refused')), decided_by text, decided_at timestamptz,
  constraint proposal_partner_iff_marked check ((distribution = 'PARTNER') = (partner is not null)),
  constraint proposal_decided_whole check ((verdict is null) = (decided_at is null))
);
create unique index distribution_proposal_open on distribution_proposal (document) where verdict is null;
