-- Buy now, pay later: what finance granted (four eyes), what was drawn, when it is due. The floor of the account is the limit in force.

create table credit_line (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
  limit_minor bigint not null check (limit_minor >= 0),
  term_days int not null check (term_days between 1 and 180),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  constraint credit_line_owner unique (partner_id, livemode, currency),
  unique (id, partner_id, livemode, currency)
);

create table credit_change (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null constraint credit_change_state check (state in ('PROPOSED', 'IN_FORCE', 'REJECTED', 'WITHDRAWN')),
  status text not null check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
  limit_minor bigint not null check (limit_minor >= 0),
  term_days int not null check (term_days between 1 and 180),
  -- the terms it was proposed against: what is agreed to is the step, not only its end
  from_version int not null check (from_version >= 0),
  reason text not null check (btrim(reason) <> ''),
  needs_second boolean not null,
  maker_id text not null,
  checker_id text,
  decided_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  constraint credit_change_four_eyes check (checker_id <> maker_id and (state <> 'IN_FORCE' or not needs_second or checker_id is not null)),
  check ((state = 'IN_FORCE') = (decided_at is not null))
);
create index credit_change_list on credit_change (created_at desc, id desc);
create unique index credit_change_open on credit_change (partner_id, livemode, currency) where state = 'PROPOSED';

create table credit_draw (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  currency text not null,
  line_id text not null,
  state text not null constraint credit_draw_state check (state in ('OPEN', 'OVERDUE', 'REPAID')),
  source_type text not null check (source_type in ('order', 'shipment')),
  source_id text not null,
  drawn_minor bigint not null check (drawn_minor > 0),
  repaid_minor bigint not null check (repaid_minor between 0 and drawn_minor),
  due_at timestamptz(3) not null,
  -- when the partner is told that it falls due soon; null once it was
  remind_at timestamptz(3),
  overdue_at timestamptz(3),
  repaid_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  foreign key (line_id, partner_id, livemode, currency) references credit_line (id, partner_id, livemode, currency),
  check ((state = 'REPAID') = (repaid_minor = drawn_minor)),
  check ((state = 'REPAID') = (repaid_at is not null)),
  check (state <> 'OVERDUE' or overdue_at is not null),
  check (due_at > created_at)
);
create index credit_draw_list on credit_draw (partner_id, livemode, created_at desc, id desc);
create index credit_draw_unpaid on credit_draw (partner_id, livemode, currency, due_at, id) where state <> 'REPAID';
create index credit_draw_due on credit_draw (due_at) where state <> 'REPAID';
create index credit_draw_remind on credit_draw (remind_at) where state = 'OPEN' and remind_at is not null;
create index credit_draw_source on credit_draw (source_id);

-- The terms move the floor, and nothing else does. A limit may be set below what is drawn: then nothing more is drawn, and what is
-- paid back is welcome, so this floor is asked only of a balance that sinks.
create function follow_credit_terms() returns trigger language plpgsql as $$
begin
  insert into ledger_account (partner_id, owner, livemode, kind, currency, floor_minor)
  values (new.partner_id, new.partner_id, new.livemode, 'creditLine', new.currency,
    case when new.status = 'ACTIVE' then -new.limit_minor else 0 end)
  on conflict (owner, livemode, kind, currency) do update set floor_minor = excluded.floor_minor;
  return null;
end $$;
create trigger credit_line_floor after insert or update on credit_line for each row execute function follow_credit_terms();

alter table ledger_account drop constraint ledger_account_floor;
alter table ledger_account add constraint ledger_account_floor check (kind = 'creditLine' or balance_minor >= floor_minor);
-- Credit owed is never turned into credit had: a balance above nothing would be money of the partner's that he cannot spend.
alter table ledger_account add constraint ledger_account_credit check (kind <> 'creditLine' or balance_minor <= 0);

create or replace function protect_account() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.balance_minor <> 0 then
      raise exception 'an account starts empty' using errcode = 'restrict_violation', constraint = 'ledger_account_balance';
    end if;
  elsif tg_op = 'DELETE' then
    raise exception 'an account stays' using errcode = 'restrict_violation', constraint = 'ledger_account_balance';
  elsif new.balance_minor is distinct from old.balance_minor and pg_trigger_depth() < 2 then
    raise exception 'only postings move a balance' using errcode = 'restrict_violation', constraint = 'ledger_account_balance';
  elsif new.floor_minor is distinct from old.floor_minor and pg_trigger_depth() < 2 then
    raise exception 'only the terms of credit move a floor' using errcode = 'restrict_violation', constraint = 'ledger_account_floor_moved';
  elsif (new.partner_id, new.livemode, new.kind, new.currency) is distinct from (old.partner_id, old.livemode, old.kind, old.currency) then
    raise exception 'an account keeps its owner and currency' using errcode = 'restrict_violation', constraint = 'ledger_account_identity';
  elsif new.kind = 'creditLine' and new.balance_minor < old.balance_minor and new.balance_minor < new.floor_minor then
    raise exception 'credit is drawn up to its limit' using errcode = 'check_violation', constraint = 'ledger_account_credit_limit';
  end if;
  return coalesce(new, old);
end $$;

-- What is drawn and not repaid is what the account says, whenever a transaction that touched a draw ends.
create function prove_draws() returns trigger language plpgsql as $$
begin
  if coalesce((
      select -balance_minor from ledger_account
      where owner = new.partner_id and livemode = new.livemode and kind = 'creditLine' and currency = new.currency
    ), 0) <> (
      select coalesce(sum(drawn_minor - repaid_minor), 0) from credit_draw
      where partner_id = new.partner_id and livemode = new.livemode and currency = new.currency and state <> 'REPAID'
    )
  then
    raise exception 'the draws of % do not add up to what is owed', new.partner_id
      using errcode = 'check_violation', constraint = 'credit_draw_adds_up';
  end if;
  return null;
end $$;
create constraint trigger credit_draw_adds_up after insert or update on credit_draw
  deferrable initially deferred for each row execute function prove_draws();

create function keep_draw() returns trigger language plpgsql as $$
begin
  if (new.partner_id, new.livemode, new.currency, new.line_id, new.source_type, new.source_id, new.drawn_minor, new.created_at)
      is distinct from (old.partner_id, old.livemode, old.currency, old.line_id, old.source_type, old.source_id, old.drawn_minor, old.created_at)
    or new.repaid_minor < old.repaid_minor
  then
    raise exception 'a draw is only repaid' using errcode = 'restrict_violation', constraint = 'credit_draw_kept';
  end if;
  return new;
end $$;
create trigger credit_draw_keep before update on credit_draw for each row execute function keep_draw();
create trigger credit_draw_stays before delete or truncate on credit_draw for each statement execute function keep_row();

alter table partner_event drop constraint partner_event_resource_type_check;
alter table partner_event add constraint partner_event_resource_type_check check (
  resource_type in (
    'order', 'orderLine', 'parcel', 'inspection', 'stockLot', 'shipment', 'refund', 'topUp', 'wallet', 'creditLine', 'creditDraw'
  )
);
