-- The pictures of a listing as they were fetched after ordering, and 1688's own snapshot of the sale. Null: still to be fetched; lines
-- from before have none to wait for.
alter table order_line
  add column pictures jsonb,
  add column snapshot_url text;
update order_line set pictures = '[]';

create index order_line_pictures_due on order_line (created_at) where pictures is null;
