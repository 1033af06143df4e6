-- What buying needs to know of a line (its seller group and flow), the inspection fee as a part of its price, how often a purchase
-- was paid for, and who carries a return.

alter table order_line
  add column seller_group int not null check (seller_group >= 0),
  add column flow text not null,
  add column inspection_fee_minor bigint not null check (inspection_fee_minor >= 0);
alter table purchase add column payment_attempts int not null check (payment_attempts >= 0);
alter table refund_case add column return_courier_code text;
