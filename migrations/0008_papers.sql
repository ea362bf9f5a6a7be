-- What papers say of a decision. The readers of these views choose by marking, as in every list.
create view paper_decision as
select m.id, m.symbol, m.meeting, m.class, m.sort_on, m.marking, m.citations, b.level,
  coalesce((select json_agg(json_build_object('field', x.field, 'about', x.about, 'claims', x.claims, 'chosen', x.chosen, 'reason', x.reason) order by x.field)
    from disagreement x where x.subject_kind = 'mandate' and x.subject_id = m.id), '[]') as disagreements
from mandate m join body b on b.code = m.body;

create view paper_statement as
select s.id, s.mandate, s.on_date, s.on_text, s.status, s.text, s.party, s.reported_by, s.evidence, s.citations, s.marking, s.origin from mandate_statement s where s.verdict = 'accepted';

create view paper_parent as
select l.child, p.id, p.symbol, p.marking, p.sort_on from mandate_link l join mandate p on p.id = l.parent;

-- A version is made when what a paper says differs, told by the hash of what it says and of its template: the day it is made is not in it,
-- so that the same paper taken a thousand times is one row. Each audience (marking) has its own run of versions.
alter table issued_document
  add column content text not null,
  drop constraint issued_document_kind_subject_lang_format_version_key,
  add constraint one_paper_a_version unique (kind, subject, lang, format, marking, version),
  alter column as_of type date using as_of::date,
  alter column file set not null;
-- The code as typed: its last ten characters, without dashes.
create unique index issued_document_typed on issued_document (right(replace(code, '-', ''), 10));
create index issued_document_bytes on issued_document (sha256);
create trigger issued_document_kept before update or delete on issued_document for each row execute function refuse_change();
