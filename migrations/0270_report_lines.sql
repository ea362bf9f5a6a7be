-- The line agreed at the gavel that a paragraph records, so that what is agreed later is brought in once, and one that was taken out is not brought in again.
alter table report_paragraph add column line bigint references agreed_line;
update report_paragraph g set line = l.id from agreed_line l where l.meeting = g.meeting and l.item = g.item and l.state = 'gavelled' and g.text ->> l.language = l.text;
create index report_paragraph_line on report_paragraph (meeting, line) where line is not null;
