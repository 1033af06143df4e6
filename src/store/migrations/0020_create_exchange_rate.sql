-- Reference rates finance enters (domain.md 5.2): each holds from a moment on, none is ever changed; quotes copy the one they lock.

create table exchange_rate (
  id text primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$' and currency <> 'CNY'),
  -- major units for one CNY
  rate text not null check (rate ~ '^[0-9]{1,9}([.][0-9]{1,12})?$' and rate::numeric > 0),
  effective_from timestamptz(3) not null,
  source text not null check (btrim(source) <> ''),
  set_by text not null,
  set_at timestamptz(3) not null,
  constraint exchange_rate_ahead check (effective_from > set_at)
);

create trigger exchange_rate_append_only before update or delete or truncate on exchange_rate
  for each statement execute function refuse_change();
