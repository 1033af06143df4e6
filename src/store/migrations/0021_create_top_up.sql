-- Money partners send us, and the callbacks of the payment provider about it.

create table top_up (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  state text not null constraint top_up_state check (
    state in (
      'CREATED', 'AWAITING_PAYMENT', 'PENDING', 'CLEARED', 'FAILED', 'EXPIRED', 'BOUNCED', 'UNDER_REVIEW', 'RETURNED', 'REVERSED'
    )
  ),
  method text not null check (method in ('bankTransfer', 'provider')),
  external_ref text,
  -- what the payment is told apart by at the provider and on the bank statement
  reference text not null constraint top_up_reference unique,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor > 0),
  paid_minor bigint check (paid_minor > 0),
  paid_currency text check (paid_currency ~ '^[A-Z]{3}$'),
  reversed_minor bigint check (reversed_minor between 1 and paid_minor),
  provider_payment_id text,
  pay_url text,
  instructions text,
  reason text,
  expires_at timestamptz(3) not null,
  cleared_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  unique (id, partner_id, livemode),
  check ((paid_minor is null) = (paid_currency is null)),
  -- credited or pending means something came
  check (state not in ('PENDING', 'CLEARED', 'UNDER_REVIEW', 'REVERSED') or paid_minor is not null)
);
create index top_up_list on top_up (partner_id, livemode, created_at desc, id desc);
create unique index top_up_external_ref on top_up (partner_id, livemode, external_ref) where external_ref is not null;
create unique index top_up_provider_payment on top_up (provider_payment_id, livemode) where provider_payment_id is not null;
create index top_up_waiting on top_up (state, updated_at) where state in ('CREATED', 'AWAITING_PAYMENT', 'PENDING', 'UNDER_REVIEW');

create table payment_message (
  id text primary key,
  message_id text not null,
  livemode boolean not null,
  reference text not null,
  body text not null,
  received_at timestamptz(3) not null,
  handled_at timestamptz(3),
  outcome text,
  constraint payment_message_id unique (message_id, livemode),
  check ((handled_at is null) = (outcome is null))
);
create index payment_message_waiting on payment_message (received_at) where handled_at is null;
create index payment_message_reference on payment_message (reference, received_at);

alter table partner_event drop constraint partner_event_resource_type_check;
alter table partner_event add constraint partner_event_resource_type_check
  check (resource_type in ('order', 'orderLine', 'parcel', 'inspection', 'stockLot', 'shipment', 'refund', 'topUp', 'wallet'));
