-- Below which balance a partner wants to hear of it, and whether it was told since the balance sank below.

create table balance_alert (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- nothing: no alert
  below_minor bigint not null check (below_minor >= 0),
  told_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null check (version > 0),
  constraint balance_alert_owner unique (partner_id, livemode, currency)
);
