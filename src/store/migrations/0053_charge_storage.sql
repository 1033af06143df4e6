-- What storage costs: whole days charged so far, in fen, and which of it is paid; one row for days of one price, open until it is paid.
alter table stock_lot
  add column unit_volume_ml int check (unit_volume_ml >= 0),
  add column fee_days int not null default 0 check (fee_days >= 0),
  add column fee_fen bigint not null default 0,
  add column paid_fen bigint not null default 0,
  add constraint stock_lot_fee check (0 <= paid_fen and paid_fen <= fee_fen);

create table storage_fee (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  lot_id text not null,
  first_day int not null check (first_day > 0),
  days int not null check (days > 0),
  units int not null check (units >= 0),
  fee_fen bigint not null check (fee_fen >= 0),
  rule_id text not null,
  rule_version text not null,
  paid_at timestamptz(3),
  currency text,
  rate text,
  group_id text,
  version int not null check (version > 0),
  foreign key (lot_id, partner_id, livemode) references stock_lot (id, partner_id, livemode),
  constraint storage_fee_day unique (lot_id, first_day),
  constraint storage_fee_paid check ((paid_at is null) = (group_id is null) and (paid_at is null) = (currency is null) and (paid_at is null) = (rate is null))
);
create index storage_fee_open on storage_fee (lot_id, first_day) where paid_at is null;
