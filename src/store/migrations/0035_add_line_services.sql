-- Value-added services of a line: what they cost together, and each with what became of it. Lines from before have none.
alter table order_line
  add column vas_minor bigint not null default 0 check (vas_minor >= 0),
  add column services jsonb not null default '[]';
