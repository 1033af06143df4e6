-- A group is proved by the statement that writes its postings, over what it writes, and no longer once more for every posting from the
-- table when the transaction ends: what is added to a group balances, so the group does. That a group has postings still shows at the end.

create or replace function apply_postings() returns trigger language plpgsql as $$
declare
  unproved text;
  change record;
begin
  select group_id into unproved from added group by group_id, currency having sum(amount_minor) <> 0 limit 1;
  if found then
    raise exception 'posting group % does not balance', unproved using errcode = 'check_violation', constraint = 'posting_group_balanced';
  end if;
  for change in select account_id, sum(amount_minor) as amount_minor from added group by account_id order by account_id loop
    update ledger_account set balance_minor = balance_minor + change.amount_minor where id = change.account_id;
  end loop;
  return null;
end $$;

drop trigger posting_balanced on posting;
drop trigger posting_group_balanced on posting_group;
drop function prove_group();

create function require_postings() returns trigger language plpgsql as $$
begin
  if not exists (select from posting where group_id = new.id) then
    raise exception 'posting group % has no postings', new.id using errcode = 'check_violation', constraint = 'posting_group_balanced';
  end if;
  return null;
end $$;
create constraint trigger posting_group_balanced after insert on posting_group
  deferrable initially deferred for each row execute function require_postings();
