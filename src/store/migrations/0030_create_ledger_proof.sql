-- What the books came to: each proof of the whole ledger, and the digest of each month of a partner that is over.

create table ledger_proof (
  id bigint generated always as identity primary key,
  proved_at timestamptz(3) not null,
  took_ms int not null check (took_ms >= 0),
  postings int not null check (postings >= 0),
  unbalanced_groups text[] not null,
  drifted_accounts text[] not null
);

create table statement_month (
  partner_id text not null references partner,
  livemode boolean not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  entries int not null check (entries > 0),
  digest text not null,
  closed_at timestamptz(3) not null,
  primary key (partner_id, livemode, month)
);
create trigger statement_month_append_only before update or delete or truncate on statement_month
  for each statement execute function refuse_change();
