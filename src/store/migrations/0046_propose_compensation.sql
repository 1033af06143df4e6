-- Compensation above the limit of one hand waits for a second person (domain.md 12): {compensationMinor, keepGoods, reason, valueFen, makerId, at}.
alter table refund_case add column compensation_proposal jsonb;

alter table refund_case add constraint refund_case_four_eyes
  check (settlement is null or settlement ->> 'checkerId' is null or settlement ->> 'checkerId' <> settlement ->> 'makerId');

-- What one person paid alone to a partner within a day counts together.
create index refund_case_settled on refund_case (partner_id, livemode) where settlement is not null;
