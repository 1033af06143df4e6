-- A unit is refunded once (domain.md 10.10): the goods claims of a line that are open or paid never exceed what was ordered.
-- Freight true-ups may concern no unit at all; compensation and goodwill come on top of a refund and are limited by amount.

alter table refund_case
  drop constraint refund_case_quantity_check,
  add constraint refund_case_quantity_check check (quantity >= 0);

create unique index refund_case_open on refund_case (inspection_id)
  where inspection_id is not null
    and state not in ('REJECTED_BY_AGENT', 'UPSTREAM_CLOSED', 'REPLACEMENT_RECEIVED', 'PAID_OUT', 'CANCELLED', 'FAILED', 'CLOSED');

create function limit_refunded_units() returns trigger language plpgsql as $$
declare
  ordered int;
  claimed int;
begin
  -- The line's lock makes two claims on it queue up, so that each sees the other.
  select line.ordered into ordered from order_line line where id = new.line_id for no key update;
  select coalesce(sum(quantity), 0) into claimed from refund_case
  where line_id = new.line_id
    and type not in ('AGENT_COMPENSATION', 'CARRIER_CLAIM', 'FREIGHT_TRUE_UP', 'GOODWILL')
    and (payout_minor > 0 or state not in ('REJECTED_BY_AGENT', 'UPSTREAM_CLOSED', 'CANCELLED', 'FAILED', 'CLOSED'));
  if claimed > ordered then
    raise exception '% units claimed of % ordered', claimed, ordered using errcode = 'check_violation', constraint = 'refund_case_units';
  end if;
  return null;
end $$;
create trigger refund_case_units after insert or update of quantity, state, type, line_id on refund_case
  for each row execute function limit_refunded_units();
