-- Claims for money back. What a line may lose in all is guarded on the line itself (order_line_refund_limit).

create table refund_case (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  order_id text not null,
  line_id text not null,
  purchase_id text,
  inspection_id text,
  state text not null,
  type text not null,
  reason_code text not null,
  description text not null,
  quantity int not null check (quantity > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  requested_minor bigint not null check (requested_minor >= 0),
  requested_fen bigint not null check (requested_fen >= 0),
  upstream_refund_id text,
  upstream_status text,
  filed_attempt_at timestamptz(3),
  approved_fen bigint check (approved_fen >= 0),
  payout_minor bigint check (payout_minor >= 0),
  return_waybill_no text,
  deadline_at timestamptz(3),
  reject_reason text,
  evidence_file_ids text[] not null,
  paid_out_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  foreign key (order_id, partner_id, livemode) references agent_order (id, partner_id, livemode),
  foreign key (line_id, partner_id, livemode) references order_line (id, partner_id, livemode),
  foreign key (purchase_id, partner_id, livemode) references purchase (id, partner_id, livemode),
  foreign key (inspection_id, partner_id, livemode) references inspection (id, partner_id, livemode)
);
create index refund_case_list on refund_case (partner_id, livemode, created_at desc, id desc);
create index refund_case_line on refund_case (line_id, id);
create index refund_case_order on refund_case (order_id, created_at desc, id desc);
create unique index refund_case_upstream_refund on refund_case (upstream_refund_id) where upstream_refund_id is not null;
create index refund_case_waiting on refund_case (state, updated_at);
create index refund_case_deadline on refund_case (deadline_at) where deadline_at is not null;
