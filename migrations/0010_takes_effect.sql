-- What takes effect by being decided asks for nothing by a day: the end of a plan's period ends its term. What is endorsed or established
-- still has to be heard of; what is sent up, or agreed in principle only, waits for another act.
alter table mandate add column takes_effect boolean not null generated always as (
  class >= 'C6'
  and jsonb_path_exists(effects, '$[*].kind ? (@ == "adopts" || @ == "extends" || @ == "transfers-lead" || @ == "changes-cadence" || @ == "adds-area" || @ == "terminates" || @ == "revises" || @ == "signs")')
  and not jsonb_path_exists(effects, '$[*].kind ? (@ == "sends-up" || @ == "endorses-in-principle")')
) stored;
