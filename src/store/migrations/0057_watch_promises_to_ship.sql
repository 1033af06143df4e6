-- When a seller breaks his promise to ship, the partner is told (domain.md O11). What is bought already is looked at once.
alter table purchase add column promise_due_at timestamptz(3);
update purchase set promise_due_at = paid_at, version = version + 1 where state = 'PAID' and paid_at is not null;
create index purchase_promise_due on purchase (promise_due_at) where promise_due_at is not null;
