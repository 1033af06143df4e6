-- Goods given up after notices (O20): since when, how long they were sure to be known of, and when somebody disposed of them.
alter table stock_lot
  add column last_notice_at timestamptz(3),
  add column abandoned_at timestamptz(3),
  add column disposed_at timestamptz(3),
  add constraint stock_lot_abandoned_whole check (abandoned_at is null or reserved_quantity = 0),
  add constraint stock_lot_disposed check (disposed_at is null or (abandoned_at is not null and quantity = 0));
create index stock_lot_abandoned on stock_lot (abandoned_at) where abandoned_at is not null and disposed_at is null;
