-- What a partner handed in after a claim was opened, as [{fileId, item}], and what the claim still lacks.
alter table refund_case
  add column evidence_items jsonb not null default '[]',
  add column missing_evidence text[] not null default '{}';

create index refund_case_evidence_due on refund_case (deadline_at) where state = 'NEEDS_EVIDENCE';
