-- Units of a line are counted, not flagged: every equation and bound of domain.md 4.1 holds after each write. The rules are those of
-- src/domain/orders/line-quantities.ts; test/store/quantity-checks.test.ts breaks each of them.

alter table order_line
  add column ordered int not null,
  add column cancelled_before_purchase int not null,
  add column not_yet_purchased int not null,
  add column purchased int not null,
  add column refunded_unshipped int not null,
  add column awaiting_seller int not null,
  add column shipped_by_seller int not null,
  add column in_transit int not null,
  add column missing int not null,
  add column received int not null,
  add column pending_inspection int not null,
  add column passed int not null,
  add column failed int not null,
  add column failed_on_hold int not null,
  add column accepted_as_is int not null,
  add column awaiting_put_away int not null,
  add column in_stock int not null,
  add column reserved int not null,
  add column packed int not null,
  add column exported int not null,
  add column delivered int not null,
  add column returned_to_seller int not null,
  add column disposed int not null,
  add column refunded int not null,
  add constraint order_line_quantities_not_negative check (
    least(
    ordered, cancelled_before_purchase, not_yet_purchased, purchased, refunded_unshipped, awaiting_seller,
      shipped_by_seller, in_transit, missing, received, pending_inspection, passed, failed, failed_on_hold,
      accepted_as_is, awaiting_put_away, in_stock, reserved, packed, exported, delivered, returned_to_seller, disposed,
      refunded
    ) >= 0
  ),
  add constraint order_line_quantities check (
    ordered = cancelled_before_purchase + not_yet_purchased + purchased
    and purchased = refunded_unshipped + awaiting_seller + shipped_by_seller
    and shipped_by_seller = received + in_transit + missing
    and received = passed + failed + pending_inspection
    and passed + failed = failed_on_hold + awaiting_put_away + in_stock + reserved + exported + returned_to_seller + disposed
    and refunded + cancelled_before_purchase <= ordered
    and refunded_unshipped <= refunded
    and failed_on_hold + accepted_as_is <= failed
    and packed <= reserved
    and delivered <= exported
  );
