-- When the claim window of a delivered shipment is over, its lines are complete (O19). Null: not delivered, or nothing left to complete.
alter table shipment add column complete_at timestamptz;
update shipment set complete_at = coalesce(delivered_at, updated_at) + interval '14 days' where state = 'DELIVERED';
create index shipment_to_complete on shipment (complete_at) where complete_at is not null;
