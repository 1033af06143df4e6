-- Goods that lie too long: when they may be abandoned, when to look at them next, and what their owner was told about it.
-- Older processes insert lots without these columns while both run.
alter table stock_lot
  add column abandon_at timestamptz(3) not null default now() + interval '180 days',
  add column delivered_notices int not null default 0 check (delivered_notices >= 0),
  add column storage_due_at timestamptz(3) default now();

update stock_lot set abandon_at = stored_at + interval '180 days', storage_due_at = case when quantity > 0 then now() end;
create index stock_lot_due on stock_lot (storage_due_at) where storage_due_at is not null;

create table storage_notice (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  lot_id text not null,
  step text not null check (length(step) between 1 and 64),
  about text not null check (about in ('FREE_STORAGE', 'ABANDONMENT')),
  sent_at timestamptz(3) not null,
  delivered_at timestamptz(3),
  version int not null check (version > 0),
  foreign key (lot_id, partner_id, livemode) references stock_lot (id, partner_id, livemode),
  constraint storage_notice_once unique (lot_id, step)
);
