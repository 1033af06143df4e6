-- What 1688 asks for a line instead of what was quoted, until when silence is waited for, and who asked to stop a line whose order
-- upstream is not certainly closed yet.
alter table order_line
  add column price_ask jsonb,
  add column price_answer_by timestamptz(3),
  add column stop_asked jsonb,
  add constraint order_line_price_ask check ((price_ask is null) = (price_answer_by is null));

create index order_line_price_answer on order_line (price_answer_by) where state = 'PRICE_CONFIRM_HOLD';
