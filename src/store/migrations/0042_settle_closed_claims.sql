-- What the desk did with a claim that 1688 had closed: {outcome, compensationMinor, keptGoods, reason} (domain.md 10.2).

alter table refund_case add column settlement jsonb;

-- Compensation for a claim that came to nothing comes on top, like the types that are ours from the start: limited by amount.
create or replace function limit_refunded_units() returns trigger language plpgsql as $$
declare
  ordered int;
  claimed int;
begin
  -- The line's lock makes two claims on it queue up, so that each sees the other.
  select line.ordered into ordered from order_line line where id = new.line_id for no key update;
  select coalesce(sum(quantity), 0) into claimed from refund_case
  where line_id = new.line_id
    and type not in ('AGENT_COMPENSATION', 'CARRIER_CLAIM', 'FREIGHT_TRUE_UP', 'GOODWILL')
    and settlement is null
    and (payout_minor > 0 or state not in ('REJECTED_BY_AGENT', 'UPSTREAM_CLOSED', 'CANCELLED', 'FAILED', 'CLOSED'));
  if claimed > ordered then
    raise exception '% units claimed of % ordered', claimed, ordered using errcode = 'check_violation', constraint = 'refund_case_units';
  end if;
  return null;
end $$;

drop index refund_case_open;
create unique index refund_case_open on refund_case (inspection_id)
  where inspection_id is not null and settlement is null
    and state not in ('REJECTED_BY_AGENT', 'UPSTREAM_CLOSED', 'REPLACEMENT_RECEIVED', 'PAID_OUT', 'CANCELLED', 'FAILED', 'CLOSED');
