-- Who made a link: loading the reviewed record again renews its own links and leaves those of the desk.
alter table mandate_link add column origin text not null default 'record' check (origin in ('record', 'desk'));
update mandate_link l set origin = 'desk' from mandate m
where m.id = l.child and (m.origin <> 'record' or exists (
  select 1 from audit_entry a join mandate p on p.id = l.parent
  where a.command = 'mandate.link' and a.subject_id = l.child and (a.change::json)->>'linkedTo' = p.symbol));
