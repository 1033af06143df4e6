-- 1688 may close an unpaid order for time while the partner still thinks about its price (domain.md O8, R12).

alter table purchase drop constraint purchase_state;
alter table purchase add constraint purchase_state check (state in (
  'INTENDED', 'SUBMITTING', 'UNKNOWN', 'CREATED', 'PRICE_HOLD', 'LAPSED', 'PAYING', 'PAYMENT_UNKNOWN', 'PAID',
  'PARTIALLY_SHIPPED', 'SHIPPED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'TERMINATED', 'FAILED'
));
