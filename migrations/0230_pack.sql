-- The pack that goes up to a ministerial meeting (practice §3.5): what the desk writes; the rest is read from the register and the plans when it is made.
create table pack (
  id text primary key,
  -- The meeting whose decisions it follows up, and the one that receives it.
  after text not null unique references meeting, meeting text not null references meeting,
  -- Who may have it when it is frozen; what they may not read is not in it.
  distribution text not null default 'LIMITED' check (distribution in ('LIMITED', 'RESTRICTED')),
  programmes text[] not null default '{}',
  origin text not null default 'desk' check (origin in ('desk', 'demonstration')),
  begun_at timestamptz not null, version int not null default 1
);

create table pack_part (
  id text primary key, pack text not null references pack,
  section text not null check (section in ('summary', 'decision', 'row', 'status', 'threat', 'partner', 'issue', 'next')),
  position int not null, text jsonb not null,
  -- The English that the Thai answers: when it is another, the Thai is to be looked at again.
  thai_for text not null default '',
  -- Of a decision sought: what the rules read (US-19 AC3), and the class if the desk set another.
  verb text, read_class text, class text check (class in ('C4', 'C5', 'C6', 'C7')),
  -- What the record itself called for, so that it is proposed once.
  called_for text,
  -- The decision of the last meeting that it comes from, or whose row it is.
  mandate text references mandate,
  source text, proof text, removed_at timestamptz
);
create index pack_part_pack on pack_part (pack, section, position);
create unique index pack_row_once on pack_part (pack, mandate) where section = 'row' and removed_at is null;
create unique index pack_called_for_once on pack_part (pack, called_for) where called_for is not null;

-- What changed from draft to draft; append only.
create table pack_change (
  pack text not null references pack, version int not null, act text not null, part text, section text, was jsonb, became jsonb,
  by_name text not null, by_role text not null, at timestamptz not null, primary key (pack, version)
);

-- Frozen copies: official documents, which never change.
create table pack_frozen (
  pack text not null references pack, number int not null, document text not null references official_document, symbol text not null, version int not null, content text not null,
  pages jsonb not null, by_name text not null, at timestamptz not null, primary key (pack, number)
);
create trigger pack_frozen_kept before update or delete on pack_frozen for each row execute function refuse_change();
create trigger pack_change_kept before update or delete on pack_change for each row execute function refuse_change();
