-- The date of the master timeline that is the deadline of a series, moved by weekends and holidays as that is; days alone count where a meeting has no such date.
alter table paper_series add column milestone text;
