-- R-1.1.3: back-to-back meetings share a registration; a letter may be for all of them.
alter table credential add column whole_series boolean not null default false;
