-- A job without a time of its own is due at once, whatever clock the one who asks goes by.
-- A kept answer is written whole, with the change it answers for: a claimed key without an answer is never seen.

alter table outbox
  alter column run_at set default '-infinity',
  alter column created_at set default now();

alter table idempotency
  alter column status set not null,
  alter column headers set not null,
  alter column body set not null;
