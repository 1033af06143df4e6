-- Finance turns the pages of all partners' top-ups, newest first, and of what is owed, what falls due first on top.
create index top_up_latest on top_up (created_at desc, id desc);
drop index credit_draw_due;
create index credit_draw_due on credit_draw (due_at, id) where state <> 'REPAID';
