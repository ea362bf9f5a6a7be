-- The register is listed and counted from one index: its order, and what its filters ask for. Rows are read whole only for the page shown.
drop index mandate_register;
create index mandate_register on mandate (sort_on desc, number desc, id)
  include (marking, body, class, status, status_public, reported_on, reported_on_public, takes_effect, quoted, meeting, date);

-- Walking a chain asks of each step only whether the reader may see it.
create unique index mandate_step on mandate (id) include (marking, sort_on, date);

-- What all members were asked for, newest first: the columns of the matrix.
create index mandate_owner_of on mandate_owner (mandate, kind, code);
