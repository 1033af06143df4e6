-- Quotes, orders, their lines and the purchases upstream. A child names its parent together with the tenant:
-- no row can hang under another partner's, or cross between live and test (invariants 7 and 12).

create table quote (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  status text not null check (status in ('OPEN', 'ORDERED', 'EXPIRED')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  language text not null,
  lines jsonb not null,
  charges jsonb not null,
  rate jsonb not null,
  total_minor bigint not null check (total_minor >= 0),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  order_id text,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  check ((status = 'ORDERED') = (order_id is not null))
);
create index quote_list on quote (partner_id, livemode, created_at desc, id desc);

create table agent_order (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  quote_id text not null unique,
  external_ref text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  rate jsonb not null,
  charges jsonb not null,
  total_minor bigint not null check (total_minor >= 0),
  metadata jsonb not null,
  note text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  paid_at timestamptz(3),
  pay_before timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  foreign key (quote_id, partner_id, livemode) references quote (id, partner_id, livemode)
);
create index agent_order_list on agent_order (partner_id, livemode, created_at desc, id desc);
create unique index agent_order_external_ref on agent_order (partner_id, livemode, external_ref) where external_ref is not null;
create index agent_order_unpaid on agent_order (pay_before) where paid_at is null;

create table purchase (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  order_id text not null,
  seller_open_id text not null,
  flow text not null,
  state text not null,
  expected_fen bigint not null check (expected_fen >= 0),
  upstream_amount_fen bigint check (upstream_amount_fen >= 0),
  upstream_order_id text,
  attempted_at timestamptz(3),
  attempts int not null check (attempts >= 0),
  last_outcome text,
  paid_at timestamptz(3),
  upstream_status text,
  synced_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  foreign key (order_id, partner_id, livemode) references agent_order (id, partner_id, livemode)
);
create index purchase_order on purchase (order_id, id);
create unique index purchase_upstream_order on purchase (upstream_order_id) where upstream_order_id is not null;
create index purchase_waiting on purchase (state, updated_at);

create table order_line (
  id text primary key,
  partner_id text not null,
  livemode boolean not null,
  order_id text not null,
  line_no int not null check (line_no > 0),
  state text not null,
  product_id text not null,
  offer_id text not null,
  sku_id text,
  spec_id text,
  seller_open_id text not null,
  purchase_id text,
  snapshot jsonb not null,
  unit_price_fen bigint not null check (unit_price_fen >= 0),
  goods_fen bigint not null check (goods_fen >= 0),
  domestic_freight_fen bigint not null check (domestic_freight_fen >= 0),
  goods_minor bigint not null check (goods_minor >= 0),
  domestic_freight_minor bigint not null check (domestic_freight_minor >= 0),
  service_fee_minor bigint not null check (service_fee_minor >= 0),
  fx_margin_minor bigint not null check (fx_margin_minor >= 0),
  total_minor bigint not null,
  refunded_minor bigint not null,
  inspection_level text not null check (inspection_level in ('BASIC', 'STANDARD', 'DETAILED')),
  exception_policy text not null check (exception_policy in ('ACCEPT_AS_IS', 'CLAIM_PARTIAL', 'RETURN', 'RESHIP')),
  weight_g int check (weight_g >= 0),
  upstream_order_id text,
  upstream_entry_id text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  unique (order_id, line_no),
  foreign key (order_id, partner_id, livemode) references agent_order (id, partner_id, livemode),
  foreign key (purchase_id, partner_id, livemode) references purchase (id, partner_id, livemode),
  constraint order_line_refund_limit check (refunded_minor between 0 and total_minor)
);
create index order_line_purchase on order_line (purchase_id) where purchase_id is not null;
create index order_line_state on order_line (partner_id, livemode, state, order_id);
