-- Only states of the machines' tables. The lists are pasted from src/domain; test/store/state-checks.test.ts compares them with it,
-- so a new state comes with a migration that replaces its list.

alter table order_line add constraint order_line_state check (state in (
  'DRAFT', 'QUOTED', 'PENDING_PAYMENT', 'PAID', 'RISK_HOLD', 'PURCHASING', 'PRICE_CONFIRM_HOLD', 'PURCHASED',
  'PARTIALLY_SHIPPED', 'SELLER_SHIPPED', 'ARRIVED', 'INSPECTING', 'EXCEPTION_HOLD', 'STORED', 'RESERVED', 'PACKED',
  'EXPORTED', 'DELIVERED', 'COMPLETED', 'PURCHASE_FAILED', 'CANCELLED', 'REFUNDED', 'RETURNED', 'ABANDONED', 'DISPOSED'
));
alter table purchase add constraint purchase_state check (state in (
  'INTENDED', 'SUBMITTING', 'UNKNOWN', 'CREATED', 'PRICE_HOLD', 'PAYING', 'PAYMENT_UNKNOWN', 'PAID',
  'PARTIALLY_SHIPPED', 'SHIPPED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'TERMINATED', 'FAILED'
));
alter table parcel add constraint parcel_state check (state in (
  'EXPECTED', 'IN_TRANSIT', 'STALLED', 'DELIVERED_UNCONFIRMED', 'ARRIVED', 'MATCHED', 'UNIDENTIFIED', 'REFUSED',
  'OPENED', 'COUNTED', 'INSPECTED', 'PUT_AWAY', 'QUARANTINED', 'RETURNING', 'RETURNED_SIGNED', 'DISPOSED', 'LOST',
  'CANCELLED'
));
alter table inspection add constraint inspection_state check (state in (
  'PENDING', 'READY', 'IN_PROGRESS', 'PASSED', 'PASSED_WITH_REMARK', 'FAILED', 'NOT_INSPECTABLE', 'HOLD_IP', 'HOLD_DG',
  'DECISION_PENDING', 'DECIDED', 'CANCELLED'
));
alter table shipment add constraint shipment_state check (state in (
  'DRAFT', 'ESTIMATED', 'SUBMITTED', 'PICKING', 'PACKING', 'REHEARSED', 'AWAITING_PAYMENT', 'READY', 'HANDED_OVER',
  'EXPORT_CLEARED', 'IN_TRANSIT', 'IMPORT_CLEARANCE', 'CUSTOMS_HOLD', 'OUT_FOR_DELIVERY', 'DELIVERY_FAILED',
  'RETURNING_ORIGIN', 'DELIVERED', 'LOST', 'SEIZED', 'DESTROYED', 'RETURNED_ORIGIN', 'CANCELLED'
));
alter table refund_case add constraint refund_case_state check (state in (
  'DRAFT', 'SUBMITTED', 'NEEDS_EVIDENCE', 'UNDER_REVIEW', 'REJECTED_BY_AGENT', 'FILING', 'FILING_UNKNOWN',
  'FILED_UPSTREAM', 'SELLER_PENDING', 'NEEDS_MODIFICATION', 'RETURN_APPROVED', 'RETURN_SHIPPED', 'ESCALATED',
  'CANCELLING', 'UPSTREAM_SUCCESS', 'UPSTREAM_CLOSED', 'REPLACEMENT_PENDING', 'REPLACEMENT_RECEIVED', 'PAYOUT_PENDING',
  'PARTIALLY_PAID_OUT', 'PAID_OUT', 'CANCELLED', 'FAILED', 'CLOSED'
));
