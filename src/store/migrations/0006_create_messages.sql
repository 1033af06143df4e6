-- What is told and asked: jobs on their way out, messages on their way in, events for partners, the history of moves,
-- and the answers kept for repeated requests.

create table outbox (
  id bigint generated always as identity primary key,
  name text not null,
  payload jsonb not null,
  run_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  relayed_at timestamptz(3)
);
create index outbox_due on outbox (run_at, id) where relayed_at is null;
create index outbox_relayed on outbox (relayed_at) where relayed_at is not null;

create function notify_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', '');
  return null;
end $$;
create trigger outbox_notify after insert on outbox for each statement execute function notify_outbox();

create table inbox (
  id text primary key,
  message_id text not null,
  livemode boolean not null,
  topic text not null,
  body text not null,
  received_at timestamptz(3) not null,
  handled_at timestamptz(3),
  outcome text,
  constraint inbox_message_id unique (message_id, livemode),
  check ((handled_at is null) = (outcome is null))
);
create index inbox_waiting on inbox (received_at) where handled_at is null;

create table partner_event (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  type text not null,
  resource_type text not null check (resource_type in ('order', 'orderLine', 'parcel', 'inspection', 'stockLot', 'shipment', 'refund', 'wallet')),
  resource_id text not null,
  resource_version int not null check (resource_version > 0),
  sequence int not null check (sequence > 0),
  payload jsonb not null,
  created_at timestamptz(3) not null,
  unique (resource_id, partner_id, livemode, sequence)
);
create index partner_event_list on partner_event (partner_id, livemode, created_at desc, id desc);
create trigger partner_event_append_only before update or delete or truncate on partner_event
  for each statement execute function refuse_change();

-- The last number given per resource: its row lock makes writers of one resource queue up, a rollback gives the number back.
create table event_sequence (
  resource_id text not null,
  partner_id text not null,
  livemode boolean not null,
  last_sequence int not null check (last_sequence > 0),
  primary key (resource_id, partner_id, livemode)
);

create table state_history (
  id bigint generated always as identity primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  machine text not null,
  resource_id text not null,
  order_id text,
  from_state text not null,
  event text not null,
  to_state text not null,
  actor_kind text not null,
  actor_id text not null,
  reason text,
  evidence text[] not null,
  at timestamptz(3) not null
);
create index state_history_resource on state_history (resource_id, id);
create index state_history_order on state_history (order_id, id) where order_id is not null;
create trigger state_history_append_only before update or delete or truncate on state_history
  for each statement execute function refuse_change();

create table idempotency (
  partner_id text not null references partner,
  livemode boolean not null,
  method text not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  -- null only inside the transaction that does the work
  status int check (status between 200 and 599),
  headers jsonb,
  body text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (partner_id, livemode, method, route, key)
);
create index idempotency_expiry on idempotency (expires_at);
