-- What two books disagree about (domain.md 5, 1688 reference 2.10): found by comparing, kept for finance, never put right by itself.

create table difference (
  id text primary key,
  livemode boolean not null,
  kind text not null,
  -- the thing compared, by its own number: with mode and kind it names the difference for good
  subject text not null,
  subject_at timestamptz(3) not null,
  partner_id text references partner,
  order_id text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  ours jsonb,
  theirs jsonb,
  ours_minor bigint,
  theirs_minor bigint,
  state text not null check (state in ('OPEN', 'EXPLAINED', 'RESOLVED')),
  first_seen_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  gone_at timestamptz(3),
  trail jsonb not null,
  version integer not null,
  constraint difference_key unique (livemode, kind, subject),
  constraint difference_sides check (ours is not null or theirs is not null)
);
create index difference_seen on difference (last_seen_at desc, id desc);

create function keep_row() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % stay', tg_table_name using errcode = 'restrict_violation', constraint = 'rows_stay';
end $$;
create trigger difference_stays before delete or truncate on difference for each statement execute function keep_row();

create table comparison_run (
  id text primary key,
  state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  requested_by text not null,
  window_from timestamptz(3) not null,
  window_to timestamptz(3) not null,
  orders_compared integer not null,
  refunds_compared integer not null,
  payments_compared integer not null,
  found integer not null,
  gone integer not null,
  error text,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  touched_at timestamptz(3) not null,
  finished_at timestamptz(3),
  version integer not null
);
create index comparison_run_created on comparison_run (created_at desc, id desc);
create index comparison_run_active on comparison_run (created_at) where state in ('QUEUED', 'RUNNING');

-- Our side is asked by begin of the purchase and by the other side's number.
create index purchase_begun on purchase (livemode, id) where upstream_order_id is not null;
