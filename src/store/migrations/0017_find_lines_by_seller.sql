-- How often the goods of one seller failed inspection is asked by the seller.

create index order_line_seller on order_line (seller_open_id, livemode);
