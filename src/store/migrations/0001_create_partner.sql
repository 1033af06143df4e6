-- Who may come in: partners with their API keys, and the people of the warehouse and the office.

create table partner (
  id text primary key,
  name text not null,
  status text not null check (status in ('ACTIVE', 'SUSPENDED')),
  default_currency text not null check (default_currency ~ '^[A-Z]{3}$'),
  default_language text not null,
  created_at timestamptz(3) not null,
  version int not null check (version > 0)
);

create table api_key (
  id text primary key,
  partner_id text not null references partner,
  livemode boolean not null,
  key_id text not null unique,
  secret_sha256 text not null,
  last_four text not null,
  scopes text[] not null,
  api_version text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index api_key_partner on api_key (partner_id, livemode, created_at desc, id desc);

create table staff_user (
  id text primary key,
  login text not null unique,
  display_name text not null,
  password_hash text not null,
  roles text[] not null check (roles <@ array['warehouseStaff', 'qcLead', 'afterSales', 'finance', 'operatorAdmin']),
  language text not null check (language in ('zh-CN', 'en')),
  disabled_at timestamptz(3),
  created_at timestamptz(3) not null,
  version int not null check (version > 0)
);

create table staff_session (
  id text primary key,
  staff_user_id text not null references staff_user on delete cascade,
  csrf_token text not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index staff_session_user on staff_session (staff_user_id);
create index staff_session_expiry on staff_session (expires_at);
