-- Orders by their last update, for partners that follow changes, and by a seller whose goods they hold, newest first.
create index agent_order_updated on agent_order (partner_id, livemode, updated_at desc, id desc);
create index order_line_of_seller on order_line (partner_id, livemode, seller_open_id, created_at desc, order_id desc, line_no);
