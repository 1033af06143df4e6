-- The operator's rules (domain.md 10.6, 12): entries lie over the rows in code by date, those of one partner over those for all.
-- Nothing is changed or removed here: a charge cites its row for ever.

create table rule_row (
  id text primary key,
  key text not null,
  -- null for every partner, null for both modes
  partner_id text references partner,
  livemode boolean,
  effective_from timestamptz(3) not null,
  effective_to timestamptz(3),
  -- texts by field; null withdraws what the layer says
  value jsonb,
  cancels text references rule_row,
  reason text not null check (btrim(reason) <> ''),
  source text,
  set_by text not null,
  set_at timestamptz(3) not null,
  -- a rule never reaches back: what was priced before keeps its rows
  constraint rule_row_ahead check (effective_from > set_at),
  constraint rule_row_span check (effective_to > effective_from),
  constraint rule_row_cancelled_once unique (cancels),
  constraint rule_row_cancels check (cancels is null or value is null)
);

create trigger rule_row_append_only before update or delete or truncate on rule_row
  for each statement execute function refuse_change();
