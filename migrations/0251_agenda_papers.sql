-- The paper as which a version of the agenda went out (practice §1.8.1, series AG); a version kept before has none.
alter table agenda_version add document text references official_document;
