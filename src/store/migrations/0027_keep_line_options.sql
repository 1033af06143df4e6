-- What a partner says about one line of an order: a remark for the seller, and how far its price may move unasked.
alter table order_line
  add column remark text,
  add column price_tolerance jsonb;
