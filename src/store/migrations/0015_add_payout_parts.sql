-- What a payout consisted of: refunds of a line are capped component by component over all its cases.
alter table refund_case add column payout_parts jsonb;
