-- Double-entry books (domain.md 5.3). Money here is moved by adding postings, never by changing a row.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', constraint = 'append_only';
end $$;

create table ledger_account (
  id bigint generated always as identity primary key,
  -- null for the house's own accounts
  partner_id text references partner,
  owner text not null generated always as (coalesce(partner_id, 'house')) stored,
  livemode boolean not null,
  kind text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- the least the balance may be; null for no limit
  floor_minor bigint,
  -- kept by trigger, always the sum of the postings
  balance_minor bigint not null default 0,
  unique (owner, livemode, kind, currency),
  unique (id, owner, livemode, currency),
  constraint ledger_account_floor check (balance_minor >= floor_minor)
);

create table posting_group (
  id text primary key,
  idempotency_key text not null,
  template text not null,
  source_type text not null,
  source_id text not null,
  created_at timestamptz(3) not null,
  constraint posting_group_idempotency_key unique (idempotency_key)
);
create index posting_group_source on posting_group (source_id);

create table posting (
  -- the group's id and the place in it: sortable like the group
  id text primary key,
  group_id text not null references posting_group,
  account_id bigint not null,
  owner text not null,
  livemode boolean not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor <> 0),
  created_at timestamptz(3) not null,
  -- one currency and one owner per account: a posting that disagrees with its account has no parent
  foreign key (account_id, owner, livemode, currency) references ledger_account (id, owner, livemode, currency)
);
create index posting_group_id on posting (group_id);
create index posting_account on posting (account_id);
create index posting_owner on posting (owner, livemode, created_at desc, id desc);

create trigger posting_append_only before update or delete or truncate on posting
  for each statement execute function refuse_change();
create trigger posting_group_append_only before update or delete or truncate on posting_group
  for each statement execute function refuse_change();

-- Accounts are locked in id order, so two groups over the same accounts queue up instead of deadlocking.
create function apply_postings() returns trigger language plpgsql as $$
declare
  change record;
begin
  for change in select account_id, sum(amount_minor) as amount_minor from added group by account_id order by account_id loop
    update ledger_account set balance_minor = balance_minor + change.amount_minor where id = change.account_id;
  end loop;
  return null;
end $$;
create trigger posting_apply after insert on posting
  referencing new table as added for each statement execute function apply_postings();

create function protect_account() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.balance_minor <> 0 then
      raise exception 'an account starts empty' using errcode = 'restrict_violation', constraint = 'ledger_account_balance';
    end if;
  elsif tg_op = 'DELETE' then
    raise exception 'an account stays' using errcode = 'restrict_violation', constraint = 'ledger_account_balance';
  elsif new.balance_minor is distinct from old.balance_minor and pg_trigger_depth() < 2 then
    raise exception 'only postings move a balance' using errcode = 'restrict_violation', constraint = 'ledger_account_balance';
  elsif (new.partner_id, new.livemode, new.kind, new.currency) is distinct from (old.partner_id, old.livemode, old.kind, old.currency) then
    raise exception 'an account keeps its owner and currency' using errcode = 'restrict_violation', constraint = 'ledger_account_identity';
  end if;
  return coalesce(new, old);
end $$;
create trigger ledger_account_protect before insert or update or delete on ledger_account
  for each row execute function protect_account();

create function prove_group() returns trigger language plpgsql as $$
declare
  proved text := case tg_table_name when 'posting' then to_jsonb(new) ->> 'group_id' else to_jsonb(new) ->> 'id' end;
begin
  if not exists (select from posting where group_id = proved)
    or exists (select from posting where group_id = proved group by currency having sum(amount_minor) <> 0)
  then
    raise exception 'posting group % does not balance', proved using errcode = 'check_violation', constraint = 'posting_group_balanced';
  end if;
  return null;
end $$;
create constraint trigger posting_balanced after insert on posting
  deferrable initially deferred for each row execute function prove_group();
create constraint trigger posting_group_balanced after insert on posting_group
  deferrable initially deferred for each row execute function prove_group();
