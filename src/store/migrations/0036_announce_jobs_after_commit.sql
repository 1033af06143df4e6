-- A transaction that notifies holds a lock of the whole server while it reaches the disk: no two orders could be committed together.
-- Processes announce their jobs after the commit instead (src/store/announce-jobs.ts), many with one NOTIFY; relays also look every second.

drop trigger outbox_notify on outbox;
drop function notify_outbox();
