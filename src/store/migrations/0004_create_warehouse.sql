-- What comes in, what was seen, what lies in the bins and what goes out.

create table stored_file (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content_type text not null,
  byte_length int not null check (byte_length >= 0),
  storage_key text not null,
  audience text not null check (audience in ('partner', 'staff')),
  created_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode)
);
create index stored_file_list on stored_file (partner_id, livemode, created_at desc, id desc);

create table parcel (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  purchase_id text not null,
  upstream_logistics_id text not null,
  waybill_no text not null,
  waybill_aliases text[] not null,
  courier_name text,
  state text not null,
  shipped_at timestamptz(3),
  signed_at timestamptz(3),
  arrived_at timestamptz(3),
  weight_g int check (weight_g >= 0),
  exception_code text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  foreign key (purchase_id, partner_id, livemode) references purchase (id, partner_id, livemode)
);
create index parcel_list on parcel (partner_id, livemode, created_at desc, id desc);
create index parcel_purchase on parcel (purchase_id, id);
create unique index parcel_waybill on parcel (waybill_no);
create index parcel_waybill_alias on parcel using gin (waybill_aliases);
create index parcel_waiting on parcel (state, updated_at);

create table parcel_line (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  parcel_id text not null,
  line_id text not null,
  expected_quantity int not null check (expected_quantity >= 0),
  counted_quantity int check (counted_quantity >= 0),
  version int not null check (version > 0),
  unique (parcel_id, line_id),
  foreign key (parcel_id, partner_id, livemode) references parcel (id, partner_id, livemode),
  foreign key (line_id, partner_id, livemode) references order_line (id, partner_id, livemode)
);
create index parcel_line_line on parcel_line (line_id);

create table inspection (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  order_id text not null,
  line_id text not null,
  parcel_id text not null,
  state text not null,
  level text not null check (level in ('BASIC', 'STANDARD', 'DETAILED')),
  expected_quantity int not null check (expected_quantity >= 0),
  counted_quantity int check (counted_quantity >= 0),
  passed_quantity int check (passed_quantity >= 0),
  failed_quantity int check (failed_quantity >= 0),
  plan jsonb,
  defects jsonb not null,
  remark text,
  inspector_id text,
  inspect_by timestamptz(3) not null,
  started_at timestamptz(3),
  completed_at timestamptz(3),
  decide_by timestamptz(3),
  decision text check (decision in ('ACCEPT_AS_IS', 'REFUND_ONLY', 'RETURN_REFUND', 'PARTIAL_REFUND', 'DISPOSE')),
  decided_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  foreign key (order_id, partner_id, livemode) references agent_order (id, partner_id, livemode),
  foreign key (line_id, partner_id, livemode) references order_line (id, partner_id, livemode),
  foreign key (parcel_id, partner_id, livemode) references parcel (id, partner_id, livemode),
  constraint inspection_counts check (
    num_nonnulls(counted_quantity, passed_quantity, failed_quantity) = 0
    or (num_nonnulls(counted_quantity, passed_quantity, failed_quantity) = 3 and passed_quantity + failed_quantity = counted_quantity)
  ),
  check ((decision is null) = (decided_at is null))
);
create index inspection_list on inspection (partner_id, livemode, created_at desc, id desc);
create index inspection_line on inspection (line_id, id);
create index inspection_order on inspection (order_id, created_at desc, id desc);
create index inspection_parcel on inspection (parcel_id, id);
create index inspection_queue on inspection (state, inspect_by);
create index inspection_undecided on inspection (decide_by) where decide_by is not null and decided_at is null;

create table inspection_photo (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  inspection_id text not null,
  shot text not null,
  original_file_id text not null,
  redacted_file_id text not null,
  taken_by text not null,
  taken_at timestamptz(3) not null,
  version int not null check (version > 0),
  foreign key (inspection_id, partner_id, livemode) references inspection (id, partner_id, livemode),
  foreign key (original_file_id, partner_id, livemode) references stored_file (id, partner_id, livemode),
  foreign key (redacted_file_id, partner_id, livemode) references stored_file (id, partner_id, livemode)
);
create index inspection_photo_inspection on inspection_photo (inspection_id, taken_at, id);

create table stock_lot (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  order_id text not null,
  line_id text not null,
  inspection_id text not null,
  bin text not null,
  condition text not null check (condition in ('GOOD', 'DEFECTIVE_ACCEPTED')),
  quantity int not null check (quantity >= 0),
  reserved_quantity int not null check (reserved_quantity >= 0),
  unit_weight_g int check (unit_weight_g >= 0),
  stored_at timestamptz(3) not null,
  free_until timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  foreign key (order_id, partner_id, livemode) references agent_order (id, partner_id, livemode),
  foreign key (line_id, partner_id, livemode) references order_line (id, partner_id, livemode),
  foreign key (inspection_id, partner_id, livemode) references inspection (id, partner_id, livemode),
  constraint stock_lot_reservation check (reserved_quantity <= quantity)
);
create index stock_lot_list on stock_lot (partner_id, livemode, stored_at desc, id desc);
create index stock_lot_line on stock_lot (line_id, id);
create index stock_lot_order on stock_lot (order_id);

create table shipment (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  state text not null,
  consignee jsonb not null,
  line_code text not null,
  packing_plan jsonb,
  estimated_weight_g int check (estimated_weight_g >= 0),
  estimated_freight_minor bigint check (estimated_freight_minor >= 0),
  cartons jsonb not null,
  chargeable_weight_g int check (chargeable_weight_g >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  freight_minor bigint check (freight_minor >= 0),
  charges jsonb not null,
  paid_at timestamptz(3),
  carrier_tracking_no text,
  label_url text,
  handed_over_at timestamptz(3),
  delivered_at timestamptz(3),
  packer_id text,
  external_ref text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode)
);
create index shipment_list on shipment (partner_id, livemode, created_at desc, id desc);
create unique index shipment_external_ref on shipment (partner_id, livemode, external_ref) where external_ref is not null;
create unique index shipment_tracking on shipment (carrier_tracking_no) where carrier_tracking_no is not null;
create index shipment_waiting on shipment (state, updated_at);

create table shipment_item (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  shipment_id text not null,
  lot_id text not null,
  line_id text not null,
  quantity int not null check (quantity > 0),
  version int not null check (version > 0),
  unique (shipment_id, lot_id),
  foreign key (shipment_id, partner_id, livemode) references shipment (id, partner_id, livemode),
  foreign key (lot_id, partner_id, livemode) references stock_lot (id, partner_id, livemode),
  foreign key (line_id, partner_id, livemode) references order_line (id, partner_id, livemode)
);
create index shipment_item_lot on shipment_item (lot_id);
create index shipment_item_line on shipment_item (line_id);
