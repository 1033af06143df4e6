-- The buyer's authorization at 1688, one row an app: every process uses the newest one, and only the holder of the claim renews it.
-- The tokens are encrypted with a key the database does not hold; the times stand beside them for the eyes of an operator.

create table upstream_token (
  app_key text not null,
  livemode boolean not null,
  sealed text not null,
  -- Which configured token the row began with: another one in the configuration starts anew.
  seed_sha256 text,
  expires_at timestamptz(3),
  refresh_expires_at timestamptz(3),
  renewed_at timestamptz(3),
  postpone_tried_at timestamptz(3),
  failure_code text,
  failure_lost boolean,
  failed_at timestamptz(3),
  failed_times int not null default 0 check (failed_times >= 0),
  retry_at timestamptz(3),
  claimed_by text,
  claimed_until timestamptz(3),
  primary key (app_key, livemode),
  check ((claimed_by is null) = (claimed_until is null)),
  check (num_nulls(failure_code, failure_lost, failed_at, retry_at) in (0, 4))
);
