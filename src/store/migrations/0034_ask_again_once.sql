-- The reconciler gives a row that rests its job back. Where a long line is the reason, the job is not lost, and one more a look piles up:
-- such a job is left out while the queue still holds an earlier one for the same row. Old processes beside this schema add them all.
alter table outbox add column unless_queued boolean not null default false;
