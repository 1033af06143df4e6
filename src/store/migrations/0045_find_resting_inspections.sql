-- The reconciler asks every few seconds which inspections rest in a state whose next step is ours, as it asks of purchases and refunds.
create index inspection_waiting on inspection (state, updated_at);
