-- Of two scans at one instant the one that came later counts.
alter table door_scan add column number bigint generated always as identity;
