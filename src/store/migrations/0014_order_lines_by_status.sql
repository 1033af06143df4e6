-- Orders of one status, newest first, are found by their lines: each is reached in the order of the list, however rare or common the
-- status is. That needs lines to carry their order's time, so a line that does not is refused.

drop index order_line_state;
create index order_line_status on order_line (partner_id, livemode, state, created_at desc, order_id desc, line_no);

create function require_order_time() returns trigger language plpgsql as $$
begin
  if not exists (select from agent_order where id = new.order_id and created_at = new.created_at) then
    raise exception 'a line is as old as its order' using errcode = 'check_violation', constraint = 'order_line_created_with_order';
  end if;
  return null;
end $$;
create constraint trigger order_line_created_with_order after insert or update of created_at, order_id on order_line
  for each row execute function require_order_time();
