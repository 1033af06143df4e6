-- A parcel the courier says nothing new about for some time is stalled: its tracking may be false (domain.md O13, 6.1).
alter table parcel
  add column moved_at timestamptz(3),
  add column stalls_at timestamptz(3);
-- What is under way already has three days from when something was last heard of it, as the default has it.
update parcel set moved_at = coalesce(signed_at, shipped_at, created_at),
  stalls_at = case when state in ('EXPECTED', 'IN_TRANSIT') then updated_at + interval '72 hours' end;
alter table parcel alter column moved_at set not null;
create index parcel_to_stall on parcel (stalls_at) where state in ('EXPECTED', 'IN_TRANSIT');
