-- What a quote would cost at its destination: freight, duties and the landed total as they were estimated. Null: none was named.
alter table quote add column estimate jsonb;
