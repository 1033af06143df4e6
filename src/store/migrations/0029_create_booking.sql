-- What finance books by hand: who made it, and who else agreed to it. The last guard of the four eyes is here.

create table booking (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  state text not null constraint booking_state check (state in ('PROPOSED', 'BOOKED', 'REJECTED', 'WITHDRAWN')),
  kind text not null check (kind in ('bankTransfer', 'adjustUp', 'adjustDown', 'acceptReceipt', 'returnReceipt')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor > 0),
  value_fen bigint check (value_fen >= 0),
  reason text not null check (btrim(reason) <> ''),
  top_up_id text,
  bank_reference text,
  value_date text check (value_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  needs_second boolean not null,
  maker_id text not null,
  checker_id text,
  booked_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  foreign key (top_up_id, partner_id, livemode) references top_up (id, partner_id, livemode),
  constraint booking_four_eyes check (checker_id <> maker_id and (state <> 'BOOKED' or not needs_second or checker_id is not null)),
  check ((state = 'BOOKED') = (booked_at is not null)),
  check ((kind = 'bankTransfer') = (bank_reference is not null and value_date is not null)),
  check (kind not in ('acceptReceipt', 'returnReceipt') or top_up_id is not null)
);
create index booking_list on booking (created_at desc, id desc);
create index booking_waiting on booking (created_at) where state = 'PROPOSED';
create index booking_alone on booking (partner_id, livemode, maker_id, booked_at) where state = 'BOOKED' and checker_id is null;
create unique index booking_bank_reference on booking (livemode, bank_reference) where bank_reference is not null and state in ('PROPOSED', 'BOOKED');
create index booking_top_up on booking (top_up_id) where top_up_id is not null;
