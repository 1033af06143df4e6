-- When a line was completed: what happens to it afterwards must not put off the end of its claims (domain.md 10.10).
alter table order_line add column completed_at timestamptz(3);
update order_line l set completed_at = coalesce(
  (select max(h.at) from state_history h where h.resource_id = l.id and h.to_state = 'COMPLETED'), l.updated_at), version = l.version + 1
where l.state = 'COMPLETED';
