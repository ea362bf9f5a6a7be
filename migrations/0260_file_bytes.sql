-- The uploaded spreadsheet itself while it waits, so that it can be given back with a note in each cell that was not understood.
alter table activity_file add column bytes bytea;
alter table report_file add column bytes bytea;
alter table import_draft add column bytes bytea;
