-- What hangs on a paper, and what stands in its place, is looked for with every list.
create index official_document_modifies on official_document (modifies, modifier, modifier_number) where modifies is not null;
-- A number and a modifier are given once (R-1.8.1, R-1.8.3), also where a symbol were ever changed by hand.
create unique index official_document_number on official_document (meeting, series, number) where symbol is not null and modifies is null;
create unique index official_document_modifier on official_document (modifies, modifier, modifier_number) where symbol is not null and modifies is not null;
-- One language version counts where they differ (R-1.8.4).
create unique index document_file_authentic on document_file (document) where authentic;
create trigger official_document_kept before delete on official_document for each row execute function refuse_change();
